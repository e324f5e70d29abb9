"""Ways through the site: other languages, menu, breadcrumb."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site

from core.navigation import Link
from tests import factories

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])


def tag(name: str, page: Page | None = None, language: str = "en", **context):
    """What a tag gives on a page, or in a view where there is none."""
    request = RequestFactory().get("/")
    kept = Context({"request": request, "page": page, **context} if page else {"request": request, **context})
    with translation.override(page.locale.language_code if page else language):
        Template(f"{{% load site_tags %}}{{% {name} as found %}}").render(kept)
    return kept["found"]


def links(page: Page | None = None, language: str = "en", **context) -> SimpleNamespace:
    """The language links by code."""
    return SimpleNamespace(**{link.code: link for link in tag("language_links", page, language, **context)})


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


# ---------------------------------------------------------------- the same page in another language
@BOTH_WAYS
def test_a_page_leads_to_its_live_translation(site, here, there) -> None:
    page = factories.post(getattr(site, here))
    twin = factories.twin(page, getattr(site, there), title="Twin", slug="twin")
    link = getattr(links(page), there)
    assert (link.url, link.nearest, link.nearest_title) == (twin.get_url(), twin.get_url(), "")
    assert link.full_url == twin.get_full_url().replace("localhost", "testserver")
    assert (link.current, getattr(links(page), here).current) == (False, True)


@BOTH_WAYS
def test_without_a_translation_the_nearest_page_above_is_offered(site, here, there) -> None:
    page = factories.post(getattr(site, here))
    link, index = getattr(links(page), there), getattr(site, there).blog
    assert (link.url, link.full_url) == (None, "")
    assert (link.nearest, link.nearest_title) == (index.get_url(), index.title)


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
@BOTH_WAYS
def test_a_translation_that_is_not_public_is_no_translation(site, here, there, hide) -> None:
    page = factories.post(getattr(site, here))
    hide(factories.twin(page, getattr(site, there), title="Hidden", slug="hidden"))
    assert getattr(links(page), there).url is None


@BOTH_WAYS
def test_the_home_page_is_offered_where_nothing_nearer_is_public(site, here, there) -> None:
    page = factories.post(getattr(site, here))
    getattr(site, there).blog.unpublish()
    assert getattr(links(page), there).nearest == f"/{there}/"


def test_languages_stand_in_the_order_of_the_settings_under_their_own_names(site) -> None:
    assert [(link.code, link.name) for link in tag("language_links", site.es.home)] == [
        ("en", "English"),
        ("es", "Español"),
    ]


def test_a_view_says_its_own_addresses(site) -> None:
    found = links(alternates={"en": "/en/topics/"}, nearest={"es": Link("Temas", "/es/temas/")})
    assert (found.en.url, found.en.current) == ("/en/topics/", True)
    assert (found.es.url, found.es.nearest, found.es.nearest_title) == (None, "/es/temas/", "Temas")


@BOTH_WAYS
def test_where_there_is_no_page_at_all_the_home_pages_are_offered(site, here, there) -> None:
    found = links(language=here)
    assert {code: getattr(found, code).nearest for code in ("en", "es")} == {"en": "/en/", "es": "/es/"}
    assert getattr(found, here).current


# ---------------------------------------------------------------- menu
@BOTH_WAYS
def test_the_menu_holds_public_pages_of_the_language_that_are_meant_for_it(site, here, there) -> None:
    tree = getattr(site, here)
    shown = factories.standard(tree, "Shown", show_in_menus=True)
    factories.standard(tree, "Not meant for it")
    factories.standard(tree, "Draft", show_in_menus=True, live=False)
    restrict(factories.standard(tree, "Members", show_in_menus=True))
    menu = tag("main_menu", tree.home)
    assert [item.url for item in menu] == [tree.blog.get_url(), tree.publications.get_url(), shown.get_url()]
    assert not any(item.current for item in menu)


def test_the_menu_marks_where_the_reader_is(site) -> None:
    menu = tag("main_menu", factories.post(site.en))
    assert [item.url for item in menu if item.current] == [site.en.blog.get_url()]


# ---------------------------------------------------------------- breadcrumb
@BOTH_WAYS
def test_the_breadcrumb_leads_from_the_home_page_to_here(site, here, there) -> None:
    tree = getattr(site, here)
    page = factories.post(tree, "Here")
    assert tag("breadcrumb", page) == [
        Link(tree.home.title, tree.home.get_url()),
        Link(tree.blog.title, tree.blog.get_url()),
        Link("Here", "", current=True),
    ]


def test_a_page_above_that_is_not_public_is_left_out_of_the_breadcrumb(site) -> None:
    page = factories.post(site.en, "Here")
    restrict(site.en.blog)
    assert [link.title for link in tag("breadcrumb", page)] == [site.en.home.title, "Here"]


def test_a_home_page_has_no_breadcrumb_and_a_view_gives_its_own(site) -> None:
    assert tag("breadcrumb", site.en.home) == []
    crumbs = [Link("Topics", "", current=True)]
    assert tag("breadcrumb", crumbs=crumbs) == [Link(site.en.home.title, "/en/"), *crumbs]


# ---------------------------------------------------------------- cost, and sites that are not ready
def test_all_of_it_together_costs_at_most_six_queries(site, django_assert_max_num_queries) -> None:
    page = factories.post(site.en)
    factories.twin(page, site.es, title="Twin", slug="twin")
    tags = ("language_links", "main_menu", "breadcrumb", "home_url", "content_language", "site_name")
    template = Template("{% load site_tags %}" + "".join(f"{{% {name} as found %}}" for name in tags))
    request = RequestFactory().get("/")
    page.get_url(request)
    with django_assert_max_num_queries(6):
        template.render(Context({"request": request, "page": page}))


def test_a_database_without_a_site_still_answers_with_an_honest_404(client, db) -> None:
    Site.objects.all().delete()
    Site.clear_site_root_paths_cache()
    assert client.get("/en/nothing/").status_code == 404
    Site.clear_site_root_paths_cache()


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_language_of_the_text_is_the_pages(site, code) -> None:
    assert tag("content_language", getattr(site, code).home) == code
    assert tag("content_language", language=code) == code
