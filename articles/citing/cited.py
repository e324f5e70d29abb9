"""What of ours can be cited, as items: the works that pages tell of, and the pages themselves."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from articles.editions import own_name
from articles.models import BlogPostPage, Outlet, Person, PostAuthor, PublicationPage, Work, WorkAuthor
from core.families import live_families

from .items import Item, page_item, work_item

MAX_ITEMS = 1000


def works_of(pages: Iterable[PublicationPage]) -> list[Item]:
    """The originals of these pages' public works, each once, in the pages' order. Four queries at most."""
    works = list({page.work_id: page.work for page in pages if page.work.live}.values())
    prefetch_related_objects(works, Prefetch("authors", WorkAuthor.objects.select_related("person")), "outlet")
    names, people = _names_of_outlets(works), _people(works)
    return [work_item(work, _public_authors(work, people), names.get(work.pk, "")) for work in works]


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


def _names_of_outlets(works: list[Work]) -> dict[int, str]:
    """The name of each work's outlet as the work itself has it. One query."""
    keys = {work.outlet.translation_key for work in works if work.outlet_id}
    families = live_families(Outlet.objects.all(), keys) if keys else {}
    named = [work for work in works if work.outlet_id]
    return {work.pk: own_name(families.get(work.outlet.translation_key, ()), work.language) for work in named}
