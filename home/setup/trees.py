"""One tree of pages for each locale, its index pages linked as translations of the default locale's."""

from django.conf import settings
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Site

from articles.models import BlogIndexPage, PublicationIndexPage
from core.addresses import segment
from home.models import HomePage

HOME = "home page"
INDEX_PAGES = {"blog": BlogIndexPage, "publications": PublicationIndexPage}
# First titles, in a table like the addresses: they are content, and the catalogue of the interface
# neither has them for every content language nor may change them later.
TITLES: dict[str, dict[str, str]] = {
    HOME: {"en": "Home", "es": "Inicio", "pt": "Início"},
    "blog": {"en": "Blog"},
    "publications": {"en": "Publications", "es": "Publicaciones", "pt": "Publicações"},
}


def ensure_locales(made: list[str]) -> list[Locale]:
    """The locales of SITE_LANGUAGES, in its order: the first is the default."""
    locales = []
    for code in settings.SITE_LANGUAGES:
        locale, created = Locale.objects.get_or_create(language_code=code)
        if created:
            made.append(f"made locale {code}")
        locales.append(locale)
    return locales


def ensure_trees(locales: list[Locale], made: list[str]) -> list[HomePage]:
    """A home page with a blog and a list of publications for each locale; returns the home pages."""
    first_home = _ensure_first_home(locales[0], made)
    homes = [first_home, *(_ensure_translation(first_home, locale, made) for locale in locales[1:])]
    first_indexes = {key: _ensure_first_index(key, first_home, made) for key in INDEX_PAGES}
    for home in homes[1:]:
        for key, index_page in first_indexes.items():
            _ensure_translation(index_page, home.locale, made, key=key)
    return homes


def _title(key: str, language_code: str) -> str:
    """The title of a new page; in the base language, then in English, where there is none."""
    words = TITLES[key]
    return words.get(language_code) or words.get(language_code.split("-")[0]) or words["en"]


def _ensure_first_home(locale: Locale, made: list[str]) -> HomePage:
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home:
        return home
    root = Page.get_first_root_node()
    slug = find_available_slug(root, f"home-{locale.language_code}")
    home = root.add_child(instance=HomePage(title=_title(HOME, locale.language_code), slug=slug, locale=locale))
    home.save_revision().publish()
    made.append(f"made home page {locale.language_code}")
    _point_site_at(home, made)
    return home


def _point_site_at(home: HomePage, made: list[str]) -> None:
    """Make `home` the default site's root; Wagtail's own welcome page goes, if it is still as installed."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(
            hostname="localhost", root_page=home, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME
        )
        made.append("made site")
        return
    welcome = site.root_page
    if welcome.specific_class is Page and not welcome.get_children().exists():
        site.root_page = home
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.save()
        Page.objects.get(pk=welcome.pk).delete()


def _ensure_first_index(key: str, home: HomePage, made: list[str]) -> Page:
    model = INDEX_PAGES[key]
    page = model.objects.child_of(home).first()
    if page:
        return page
    code = home.locale.language_code
    page = home.add_child(
        instance=model(
            title=_title(key, code),
            slug=find_available_slug(home, segment(key, code)),
            locale=home.locale,
            show_in_menus=True,
        )
    )
    page.save_revision().publish()
    made.append(f"made {key} {code}")
    return page


def _ensure_translation(page: Page, locale: Locale, made: list[str], key: str = HOME) -> Page:
    """The row of `page`'s family in `locale`, made live at once: an index page holds no text to review."""
    existing = page.get_translation_or_none(locale)
    if existing:
        return existing.specific
    code = locale.language_code
    twin = page.copy_for_translation(locale)
    twin.title = _title(key, code)
    slug = f"home-{code}" if key == HOME else segment(key, code)
    twin.slug = find_available_slug(twin.get_parent(), slug, ignore_page_id=twin.pk)
    for field in ("intro", "lead"):
        if hasattr(twin, field):
            setattr(twin, field, "")
    twin.save_revision().publish()
    made.append(f"made {key} {code}")
    return type(twin).objects.get(pk=twin.pk)
