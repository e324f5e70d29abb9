"""What of ours can be cited, as items: the works that pages tell of, and the pages themselves."""

import datetime
from collections.abc import Iterable

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
    """The originals of these pages' public works, each once, in the pages' order. Three queries at most."""
    works = list({page.work_id: page.work for page in pages if page.work.live}.values())
    prefetch_related_objects(works, Prefetch("authors", WorkAuthor.objects.select_related("person")), "outlet")
    names = _names_of_outlets(works)
    return [work_item(work, [row.person for row in work.authors.all()], names.get(work.pk, "")) for work in works]


def pages_as_items(pages: Iterable[BlogPostPage | PublicationPage], request: HttpRequest) -> list[Item]:
    """These public pages of one kind, as things of our own. Two queries at most, for the authors of posts.

    The page that stands for a work has no author of ours: the site is named.
    """
    pages = list(pages)
    posts = [page for page in pages if isinstance(page, BlogPostPage)]
    prefetch_related_objects(posts, Prefetch("authors", PostAuthor.objects.select_related("person")))
    return [
        own_item(
            page,
            [row.person for row in page.authors.all()] if isinstance(page, BlogPostPage) else [],
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


def _names_of_outlets(works: list[Work]) -> dict[int, str]:
    """The name of each work's outlet as the work itself has it. One query."""
    keys = {work.outlet.translation_key for work in works if work.outlet_id}
    families = live_families(Outlet.objects.all(), keys) if keys else {}
    named = [work for work in works if work.outlet_id]
    return {work.pk: own_name(families.get(work.outlet.translation_key, ()), work.language) for work in named}
