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
from core.families import live_families
from core.languages import same_language
from core.readers import Reader

from .items import Item, edition_item, page_item, work_item

MAX_ITEMS = 1000
MEDIA = (Edition.Kind.PDF, Edition.Kind.AUDIO)


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
        authors = _public_authors(work, people)
        own = [edition_item(work, each, authors, names.get(each, "")) for each in editions.get(work.pk, ())]
        found.append([work_item(work, authors, names.get(work, "")), *own])
    return found


def _editions(works: list[Work], language: str) -> dict[int, list[Edition]]:
    """The editions of each work to be cited in a language, the whole text before a part of it. One query.

    A file or a recording is cited by itself only where the work has no other form in the language.
    """
    prefetch_related_objects(works, Prefetch("editions", Edition.objects.select_related("outlet")))
    found = {}
    for work in works:
        own = [row for row in work.editions.all() if same_language(row.language, language)]
        texts = [row for row in own if row.kind not in MEDIA]
        has_text = bool(texts) or same_language(work.language, language)
        rows = texts if has_text else own
        found[work.pk] = sorted(rows, key=lambda row: KIND_ORDER.index(row.kind))
    return found


def pages_as_items(pages: Iterable[BlogPostPage | PublicationPage], request: HttpRequest) -> list[Item]:
    """These public pages of one kind, as things of our own. Two queries at most, for the public authors of posts.

    The page that stands for a work has no author of ours: the site is named.
    """
    pages = list(pages)
    posts = [page for page in pages if isinstance(page, BlogPostPage)]
    prefetch_related_objects(posts, Prefetch("authors", PostAuthor.objects.select_related("person")))
    people = _people(posts)
    return [
        own_item(
            page,
            _public_authors(page, people) if isinstance(page, BlogPostPage) else [],
            page.locale.language_code,
            request,
        )
        for page in pages
    ]


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
    page: BlogPostPage | PublicationPage, authors: Iterable[Person], language: str, request: HttpRequest
) -> Item:
    """A public page of ours as an item; `language` is the code of its locale, its host is that of the request."""
    return page_item(
        key=f"page-{page.pk}",
        kind="post-weblog" if isinstance(page, BlogPostPage) else "webpage",
        title=page.title,
        language=language,
        authors=authors,
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


def _names_of_outlets(forms: list[Work | Edition]) -> dict[Work | Edition, str]:
    """The name of each form's outlet as that itself has it. One query."""
    named = [form for form in forms if form.outlet_id]
    keys = {form.outlet.translation_key for form in named}
    families = live_families(Outlet.objects.all(), keys) if keys else {}
    return {form: own_name(families.get(form.outlet.translation_key, ()), form.language) for form in named}
