"""Ways through the site: the menu, the breadcrumb, and the same page in another language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, Site

from .pages import HOME_DEPTH
from .readers import Reader


@dataclass(frozen=True)
class Link:
    """A way somewhere; `current` says that it leads to where the reader is, or to a page above it."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """This page in a language (`url`, None where there is none), and the nearest page there is.

    `full_url` is `url` with the host, for `hreflang`; empty where there is none.
    """

    code: str
    name: str
    url: str | None
    full_url: str
    nearest: str
    nearest_title: str
    current: bool


def address_in(locale: Locale, url_name: str, *args: str | int) -> str:
    """An address in the words of a locale."""
    with translation.override(locale.language_code):
        return reverse(url_name, args=args)


def addresses_of_family(reader: Reader, page: Page, url_name: str) -> dict[str, str]:
    """A screen about a page, for each public page of its family: language code -> address. One query."""
    family = reader.public(Page.objects.filter(translation_key=page.translation_key))
    pks = dict(family.values_list("locale", "pk"))
    shown = [locale for locale in reader.locales if locale.pk in pks]
    return {locale.language_code: address_in(locale, url_name, pks[locale.pk]) for locale in shown}


class Navigation:
    """Where the reader is, and the ways from there. Four queries, whatever is asked of it."""

    def __init__(self, reader: Reader, page: Page | None = None) -> None:
        self.reader = reader
        self.page = page

    @cached_property
    def _root(self) -> Page | None:
        site = Site.find_for_request(self.reader.request)
        return site.root_page if site else None

    @cached_property
    def _paths(self) -> list[str]:
        """Tree paths from the home page down to this page, or to the site's root where there is no page."""
        here = self.page or self._root
        if here is None or not here.path:
            return []
        step = Page.steplen
        return [here.path[:end] for end in range(HOME_DEPTH * step, len(here.path) + 1, step)]

    @cached_property
    def _families(self) -> dict[object, dict[int, Page]]:
        """Public rows of this page's family and of each family above it: key -> locale -> row. One query."""
        keys = Page.objects.filter(path__in=self._paths).values("translation_key")
        families: dict[object, dict[int, Page]] = {}
        for row in self.reader.public(Page.objects.filter(translation_key__in=keys)):
            families.setdefault(row.translation_key, {})[row.locale_id] = row
        return families

    @cached_property
    def ancestors(self) -> list[Page]:
        """Public pages above this one, from the home page down."""
        rows = {row.path: row for family in self._families.values() for row in family.values()}
        above = self._paths if self.page is None else self._paths[:-1]
        return [rows[path] for path in above if path in rows]

    @property
    def locale(self) -> Locale:
        """The language that the reader is in: the page's, else the active one."""
        return self.reader.locale_of(self.page) if self.page else self.reader.locale

    def home(self, locale: Locale) -> Page | None:
        """The public home page of a locale."""
        rows = (family.get(locale.pk) for family in self._families.values())
        return next((row for row in rows if row and row.depth == HOME_DEPTH), None)

    def home_url(self, locale: Locale) -> str:
        """Its address; what it would be, where the home page is not public."""
        home = self.home(locale)
        return self._url(home) if home else f"/{locale.language_code}/"

    def language_links(
        self,
        alternates: Mapping[str, str] | None = None,
        nearest: Mapping[str, Link] | None = None,
        carried: str = "",
    ) -> list[LanguageLink]:
        """One link for each locale of the site. Views, which have no page, say theirs in `alternates`.

        `carried` is what was asked for after the question mark, where it asks the same in each language.
        """
        return [self._language_link(locale, alternates, nearest or {}, carried) for locale in self.reader.locales]

    def _language_link(
        self, locale: Locale, alternates: Mapping[str, str] | None, nearest: Mapping[str, Link], carried: str
    ) -> LanguageLink:
        code = locale.language_code
        url = self._twin_url(locale) if alternates is None else alternates.get(code)
        url = f"{url}?{carried}" if url and carried else url
        near = nearest.get(code) or self._nearest(locale)
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        return LanguageLink(
            code=code,
            name=names.get(code, code),
            url=url,
            full_url=self.reader.request.build_absolute_uri(url) if url and self.reader.request else "",
            nearest=url or near.url,
            nearest_title="" if url else near.title,
            current=locale == self.locale,
        )

    def _twin_url(self, locale: Locale) -> str | None:
        twin = self._families.get(self.page.translation_key, {}).get(locale.pk) if self.page else None
        return self._url(twin) if twin else None

    def _nearest(self, locale: Locale) -> Link:
        """The lowest page above this one that is public in `locale`; at worst its home page."""
        for above in reversed(self.ancestors):
            twin = self._families[above.translation_key].get(locale.pk)
            if twin:
                return Link(twin.title, self._url(twin))
        home = self.home(locale)
        return Link(home.title if home else "", self.home_url(locale))

    @cached_property
    def menu(self) -> list[Link]:
        """Public pages below the locale's home page that are shown in menus. One query."""
        home = self.home(self.locale)
        if home is None:
            return []
        path = self.page.path if self.page else ""
        rows = self.reader.public(Page.objects.child_of(home).in_menu()).order_by("path")
        return [Link(row.title, self._url(row), path.startswith(row.path)) for row in rows]

    def breadcrumb(self, crumbs: list[Link] | None = None) -> list[Link]:
        """From the home page to here, which has no address. Nothing on a home page."""
        if self.page and self.page.depth <= HOME_DEPTH:
            return []
        if self.page:
            above = [Link(row.title, self._url(row)) for row in self.ancestors]
            return [*above, Link(self.page.title, "", current=True)]
        home = self.home(self.locale)
        return [Link(home.title, self._url(home)), *crumbs] if home and crumbs else []

    def _url(self, page: Page) -> str:
        return page.get_url(self.reader.request) or ""


def navigation_of(reader: Reader, page: Page | None) -> Navigation:
    """The navigation of a reader at a page; the same object each time it is asked for."""
    return reader.once(("navigation", id(page)), lambda: Navigation(reader, page))
