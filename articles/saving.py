"""What an editor is told after a save, and before a work is taken down: it warns, and keeps nobody from it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.languages import language_name

from . import quoting, unnamed
from .models import PublicationPage, Work


def warnings(row: PublicationPage | Work) -> Iterator[str]:
    """Why it cannot become public yet; which other page tells of its work; how much of it is quoted, where that is
    much; whom readers are not told of."""
    if reason := row.why_not_public():
        yield reason
    if isinstance(row, PublicationPage):
        yield from _other_pages(row)
        if note := quoting.note(row):
            yield note
    works = (
        [row] if isinstance(row, Work) else [one.get_latest_revision_as_object() for one in row.published_together()]
    )
    for work in works:
        yield from unnamed.notes(work)


def taken_down(work: Work) -> str:
    """What the public pages about a work show once it is public no more; "" where there are none."""
    count = PublicationPage.objects.filter(work=work, live=True).count() if work.live else 0
    sentence = ngettext(
        "%(count)d public page is about this work. It stays, without the facts of the work, says that they are being "
        "revised, and is in no list of publications.",
        "%(count)d public pages are about this work. They stay, without the facts of the work, say that they are being "
        "revised, and are in no list of publications.",
        count,
    )
    return sentence % {"count": count} if count else ""


def repeated_by(work: Work) -> str:
    """Why a work is not to be taken down: public pages repeat it word for word, and would no longer say whose words
    they are; "" where none does. One query."""
    count = PublicationPage.objects.filter(work=work, live=True).count() if work.live and work.verbatim else 0
    sentence = ngettext(
        "%(count)d public page repeats this work word for word: it would no longer say whose words they are. Take the "
        "page down first.",
        "%(count)d public pages repeat this work word for word: they would no longer say whose words they are. Take "
        "the pages down first.",
        count,
    )
    return sentence % {"count": count} if count else ""


def _other_pages(page: PublicationPage) -> Iterator[str]:
    """One work, one page in each language, its translations: a second is no mistake, but seldom meant."""
    if not page.work_id:
        return
    pages = PublicationPage.objects.filter(work_id=page.work_id).exclude(translation_key=page.translation_key)
    found = {other.locale_id: other for other in pages.select_related("locale").order_by("-pk")}
    if other := found.get(page.locale_id):
        yield _("Another page tells of this work too: “%(title)s”.") % {"title": _title(other)}
    elif other := next(iter(found.values()), None):
        told = _("A page in %(language)s tells of this work already: “%(title)s”. Pages written apart are not linked.")
        named = {"language": language_name(other.locale.language_code), "title": _title(other)}
        yield f"{told % named} {_('Translate that one instead, if you mean the same.')}"


def _title(page: PublicationPage) -> str:
    return page.draft_title or page.title
