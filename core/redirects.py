"""Old addresses lead on: of what readers knew, never of a draft, and never away from what is public.

Wagtail's own receivers, which are off in the settings, ask of no page that is renamed or moved whether it is live: a
draft would tell its new slug under its old one, and take away what leads to a public page. What a page is when it is
asked for, it may not have been before: `may_be_told` asks then (middleware.py).
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed, post_page_move


def may_be_told(redirect: Redirect, request: HttpRequest) -> bool:
    """Whether the reader behind a request may know where an old address leads: to a page that they may read, or to an
    address that an administrator typed. Two queries more than Wagtail has for a page; for a mirror some more."""
    if redirect.redirect_page is None:
        return True
    page = redirect.redirect_page.specific_deferred
    return page.live and all(one.accept_request(request) for one in page.get_view_restrictions())


class Redirects(BatchRedirectCreator):
    """Many at once, in the place of those that lead to nothing public; where one does, it stays."""

    def pre_process(self) -> None:
        """Make room. One condition a site and not one a page, as Wagtail has it: SQLite takes no thousand of them."""
        paths: dict[int, list[str]] = {}
        for one in self.items:
            paths.setdefault(one.site_id, []).append(one.old_path)
        free = Redirect.objects.filter(automatically_created=True, redirect_page__live=False)
        for site_id, some in paths.items():
            free.filter(site=site_id, old_path__in=some).delete()


def slug_changed(sender: type, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """A receiver of `page_slug_changed`."""
    lead_on(instance, instance_before.url_path, was_live=instance_before.live)


def page_moved(sender: type, instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    """A receiver of `post_page_move`."""
    if url_path_before != url_path_after:
        lead_on(instance, url_path_before, was_live=instance.live)


def lead_on(page: Page, url_path: str, *, was_live: bool) -> None:
    """Have the former addresses of a page and of those below it lead to where each is now: of those that are live.

    `url_path` is the page's former one. A page that becomes live just now had none that readers knew.
    """
    requests = [get_dummy_request(site=site) for site in Site.objects.all()]
    made = Redirects(max_size=2000, ignore_conflicts=True)
    pages = page.get_descendants(inclusive=True).live()
    for one in (pages if was_live else pages.exclude(pk=page.pk)).defer_streamfields().specific().iterator():
        former = url_path + one.url_path[len(page.url_path) :]
        for site, path in _left(one, former, requests):
            made.add(old_path=path, site=site, redirect_page=one, automatically_created=True)
    made.process()


def _left(page: Page, former: str, requests: list[HttpRequest]) -> Iterator[tuple[Site, str]]:
    """The addresses that a page has no more, of each site that it is still part of."""
    now = [_address(page, request) for request in requests]
    page.url_path = former
    for request, address in zip(requests, now, strict=True):
        before = _address(page, request)
        if address and before and address != before:
            yield Site.find_for_request(request), before


def _address(page: Page, request: HttpRequest) -> str:
    site, parts = Site.find_for_request(request), page.get_url_parts(request)
    if parts is None or parts[0] != site.pk or not parts[2]:
        return ""
    return Redirect.normalise_path(parts[2])


def connect() -> None:
    """Called once from `CoreConfig.ready`."""
    page_slug_changed.connect(slug_changed, dispatch_uid="core.slug_changed")
    post_page_move.connect(page_moved, dispatch_uid="core.page_moved")
