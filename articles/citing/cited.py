"""What of ours can be cited, as items: the works that pages tell of, and the pages themselves."""

import datetime
from collections.abc import Iterable
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from articles.editions import KIND_ORDER, own_name
from articles.models import BlogPostPage, Edition, Outlet, Person, PostAuthor, PublicationPage, Work, WorkAuthor
from articles.roles import edited_as
from core.families import live_families
from core.languages import same_language
from core.readers import Reader

from .items import Item, edition_item, page_item, work_item

MAX_ITEMS = 1000
MEDIA = (Edition.Kind.PDF, Edition.Kind.AUDIO)
WHOLE_TEXTS = (Edition.Kind.TRANSLATION, Edition.Kind.REPRINT)


def works_of(pages: Iterable[PublicationPage], language: str = "") -> list[Item]:
    """The originals of these pages' public works, each once, in the pages' order. Four queries at most.

    With a `language` each is followed by its editions in it, as readers of that language are led to them: five.
    """
    return list(chain(*_forms_of(pages, language)))


def editions_of(pages: Iterable[PublicationPage], language: str) -> list[Item]:
    """The editions of these pages' public works in a language."""
    return [item for _work, *editions in _forms_of(pages, language) for item in editions]


def _forms_of(pages: Iterable[PublicationPage], language: str) -> list[list[Item]]:
    """Each public work of the pages once, and behind it its editions in the language, of none where that is ""."""
    works = list({page.work_id: page.work for page in pages if page.work.live}.values())
    prefetch_related_objects(works, Prefetch("authors", WorkAuthor.objects.select_related("person")), "outlet")
    editions = _editions(works, language) if language else {}
    names, people = _names_of_outlets([*works, *chain(*editions.values())]), _people(works)
    found = []
    for work in works:
        authors, edited = _public_authors(work, people), _edited_as(work, people)
        own = [
            edition_item(work, each, authors, names.get(each, ""), edited=edited) for each in editions.get(work.pk, ())
        ]
        found.append([work_item(work, authors, names.get(work, ""), edited=edited), *own])
    return found


def _editions(works: list[Work], language: str) -> dict[int, list[Edition]]:
    """The editions of each work to be cited in a language, in the order of its page. One query.

    A file or a recording is cited by itself only where the work has no whole text in the language.
    """
    prefetch_related_objects(works, Prefetch("editions", Edition.objects.select_related("outlet")))
    found = {}
    for work in works:
        own = [row for row in work.editions.all() if same_language(row.language, language)]
        has_text = same_language(work.language, language) or any(row.kind in WHOLE_TEXTS for row in own)
        rows = [row for row in own if row.kind not in MEDIA] if has_text else own
        found[work.pk] = sorted(rows, key=lambda row: KIND_ORDER.index(row.kind))
    return found


def pages_as_items(pages: Iterable[BlogPostPage | PublicationPage], request: HttpRequest) -> list[Item]:
    """These public pages of one kind, as things of our own. Two queries at most, for the public authors of posts; three
    where publications repeat their works word for word, whose words are those of the works' authors and translators.

    Any other page that tells of a work has no author of ours: the site is named.
    """
    pages = list(pages)
    posts = [page for page in pages if isinstance(page, BlogPostPage)]
    prefetch_related_objects(posts, Prefetch("authors", PostAuthor.objects.select_related("person")))
    repeated = _repeated(pages)
    people = _people([*posts, *(page.work for page in pages if page.pk in repeated)])
    return [
        own_item(page, _public_authors(page, people), page.locale.language_code, request)
        if isinstance(page, BlogPostPage)
        else _publication_item(page, repeated.get(page.pk), people, request)
        for page in pages
    ]


def _repeated(pages: list[BlogPostPage | PublicationPage]) -> dict[int, Work | Edition]:
    """The form of its work that each of these pages repeats word for word. Two queries where there are such works."""
    told = [page for page in pages if isinstance(page, PublicationPage) and page.work.live and page.work.verbatim]
    authors = Prefetch("authors", WorkAuthor.objects.select_related("person"))
    prefetch_related_objects([page.work for page in told], authors, "editions")
    forms = {page.pk: page.work.whole_form(page.locale.language_code) for page in told}
    return {pk: form for pk, form in forms.items() if form}


def _publication_item(
    page: PublicationPage, form: Work | Edition | None, people: dict[UUID, list[Person]], request: HttpRequest
) -> Item:
    """A page that tells of a work, or repeats it in a `form`."""
    code = page.locale.language_code
    if form is None:
        return own_item(page, [], code, request)
    translator, edited = getattr(form, "translator", ""), _edited_as(page.work, people)
    return own_item(page, _public_authors(page.work, people), code, request, edited=edited, translator=translator)


def listed_items(pks: Iterable[int], reader: Reader, request: HttpRequest) -> list[Item]:
    """What a list of these pages is cited as: works for the publications on them, posts as they are; no other page.

    Ten queries at most. Each stands once, in the order of the numbers; editions in the reader's language follow their
    work.
    """
    pks = list(pks)
    publications = _public(PublicationPage.objects.select_related("locale", "work__outlet"), pks, reader)
    posts = _public(BlogPostPage.objects.select_related("locale"), pks, reader)
    items = {forms[0]["id"]: forms for forms in _forms_of(publications, reader.locale.language_code)}
    items |= {item["id"]: [item] for item in pages_as_items(posts, request)}
    ids = {page.pk: f"work-{page.work_id}" for page in publications} | {page.pk: f"page-{page.pk}" for page in posts}
    named = dict.fromkeys(ids[pk] for pk in pks if pk in ids)
    return [item for name in named for item in items.get(name, ())]


def _public(pages: QuerySet, pks: list[int], reader: Reader) -> list[BlogPostPage | PublicationPage]:
    return list(reader.public(pages.filter(pk__in=pks)).defer("body"))


def own_item(
    page: BlogPostPage | PublicationPage,
    authors: Iterable[Person],
    language: str,
    request: HttpRequest,
    *,
    edited: str = "",
    translator: str = "",
) -> Item:
    """A public page of ours as an item; `language` is the code of its locale, its host is that of the request. Of one
    that repeats a work `edited` says what its authors were, where they did not write it (see roles.py),
    `translator` who translated it elsewhere."""
    return page_item(
        key=f"page-{page.pk}",
        kind="post-weblog" if isinstance(page, BlogPostPage) else "webpage",
        title=page.title,
        language=language,
        authors=authors,
        edited=edited,
        translator=translator,
        site=settings.WAGTAIL_SITE_NAME,
        url=request.build_absolute_uri(page.get_url(request)),
        date=appeared(page),
    )


def appeared(page: BlogPostPage | PublicationPage) -> datetime.date | None:
    """A post has its own date; a summary appeared when it was first published, in the time zone of the site."""
    if isinstance(page, BlogPostPage):
        return page.date
    return timezone.localdate(page.first_published_at) if page.first_published_at else None


def _people(written: Iterable[BlogPostPage | Work]) -> dict[UUID, list[Person]]:
    """The public rows of their authors, by family. One query."""
    keys = {row.person.translation_key for one in written for row in one.authors.all()}
    return live_families(Person.objects.all(), keys) if keys else {}


def _public_authors(written: BlogPostPage | Work, people: dict[UUID, list[Person]]) -> list[Person]:
    """Whom readers may be told of: somebody of whom no row is public yet is not named, here as on the page."""
    keys = (row.person.translation_key for row in written.authors.all())
    return [people[key][0] for key in keys if key in people]


def _edited_as(work: Work, people: dict[UUID, list[Person]]) -> str:
    """What those of them whom readers may be told of did to it (see roles.py); "" where one of them wrote it."""
    return edited_as(work.kind, [row.role for row in work.authors.all() if row.person.translation_key in people])


def _names_of_outlets(forms: list[Work | Edition]) -> dict[Work | Edition, str]:
    """The name of each form's outlet as that itself has it. One query."""
    named = [form for form in forms if form.outlet_id]
    keys = {form.outlet.translation_key for form in named}
    families = live_families(Outlet.objects.all(), keys) if keys else {}
    return {form: own_name(families.get(form.outlet.translation_key, ()), form.language) for form in named}
