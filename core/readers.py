"""What a request's reader may see, and in which language. Asked of the database once a request."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from .restricted import private_q


class Reader:
    """The reader behind a request. Get it from `reader_of`, which keeps it on the request."""

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self._made: dict[object, Any] = {}

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once a request: blocks of a template cannot hand things to each other."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    @cached_property
    def locales(self) -> list[Locale]:
        """The site's locales, in the order of SITE_LANGUAGES. One query."""
        order = {code: place for place, (code, _name) in enumerate(settings.WAGTAIL_CONTENT_LANGUAGES)}
        return sorted(Locale.objects.all(), key=lambda locale: order.get(locale.language_code, len(order)))

    @cached_property
    def locale(self) -> Locale:
        """The locale of the active language, else the site's first; on an empty database one that is not saved."""
        active = get_language() or settings.LANGUAGE_CODE
        by_code = {locale.language_code: locale for locale in self.locales}
        return by_code.get(active) or by_code.get(active.split("-")[0]) or self._first

    @property
    def _first(self) -> Locale:
        return self.locales[0] if self.locales else Locale(language_code=settings.LANGUAGE_CODE)

    def locale_of(self, obj: Model) -> Locale:
        """The locale of a translatable row, without another query."""
        return next((locale for locale in self.locales if locale.pk == obj.locale_id), self.locale)

    @cached_property
    def _private(self) -> Q:
        return private_q()

    def public(self, pages: QuerySet) -> QuerySet:
        """Those of `pages` that are live and behind no restriction. One query a request, for the restrictions.

        The root of all trees is a page of no site: it has no address.
        """
        return pages.filter(live=True, depth__gt=1).exclude(self._private)

    @cached_property
    def _site(self) -> Site | None:
        """The site that is asked. Of a single one Wagtail's cache tells; one query where there are more."""
        sites = {path.site_id for path in Site.get_site_root_paths()}
        return Site(pk=sites.pop()) if len(sites) == 1 else Site.find_for_request(self.request)

    def url_of(self, page: Page) -> str:
        """The address of a page as this reader reaches it; "" for one that has none."""
        return page.relative_url(self._site, self.request) or ""

    @property
    def parameters(self) -> Mapping[str, str]:
        """What the address asks for after the question mark."""
        return self.request.GET if self.request else {}

    @property
    def is_preview(self) -> bool:
        """Whether somebody of the house looks at a draft."""
        return getattr(self.request, "is_preview", False)


def reader_of(request: HttpRequest | None) -> Reader:
    """The reader of a request; the same object each time it is asked for."""
    if request is None:
        return Reader(None)
    if not hasattr(request, "_reader"):
        request._reader = Reader(request)
    return request._reader
