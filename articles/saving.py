"""What an editor is told after a save: it warns, and the draft is kept."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

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


def _other_pages(page: PublicationPage) -> Iterator[str]:
    """One work, one page in each language: a second is no mistake, but seldom meant."""
    pages = PublicationPage.objects.filter(work_id=page.work_id, locale_id=page.locale_id).exclude(pk=page.pk)
    for other in pages.order_by("pk")[:1] if page.work_id else ():
        yield _("Another page tells of this work too: “%(title)s”.") % {"title": other.draft_title or other.title}
