"""What a request's reader may see, asked once a request."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, PageViewRestriction, Site

from core.readers import Reader, reader_of
from tests import factories

BOTH = pytest.mark.parametrize("code", ["en", "es"])


@pytest.fixture
def reader() -> Reader:
    return reader_of(RequestFactory().get("/?page=2"))


@BOTH
def test_the_locale_is_that_of_the_active_language(site, reader, code) -> None:
    with translation.override(code):
        assert reader.locale == getattr(site, code).locale


@pytest.mark.parametrize(("active", "expected"), [("es-mx", "es"), ("en-gb", "en"), ("fr", "en")])
def test_a_variant_is_read_in_its_language_and_an_unknown_language_in_the_sites_first(
    site, reader, active, expected
) -> None:
    with translation.override(active):
        assert reader.locale.language_code == expected


def test_locales_stand_in_the_order_of_the_settings(site, reader, settings) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("es", "Español"), ("en", "English")]
    assert [locale.language_code for locale in reader.locales] == ["es", "en"]


@BOTH
def test_the_locale_of_a_row_is_found_without_a_query_each(site, reader, code, django_assert_num_queries) -> None:
    page = Page.objects.get(pk=getattr(site, code).home.pk)
    with django_assert_num_queries(1):
        assert [reader.locale_of(page).language_code for _ in range(3)] == [code] * 3


def test_without_any_locale_there_is_still_a_language(db, reader) -> None:
    assert Locale(language_code="xx") not in reader.locales
    reader.__dict__["locales"] = []
    assert reader.locale.language_code == "en"


def test_public_means_live_and_behind_no_restriction_on_it_or_above(site, reader) -> None:
    shown = factories.post(site.en)
    factories.post(site.en, live=False)
    factories.post(site.es)
    PageViewRestriction.objects.create(page=site.es.blog, restriction_type=PageViewRestriction.LOGIN)
    assert list(reader.public(type(shown).objects.all())) == [shown]


def test_restrictions_are_asked_for_once_a_request(site, reader, django_assert_num_queries) -> None:
    with django_assert_num_queries(4):
        for _ in range(3):
            list(reader.public(Page.objects.all()))


def test_a_request_has_one_reader_and_another_request_another(reader) -> None:
    assert reader_of(reader.request) is reader
    assert reader_of(RequestFactory().get("/")) is not reader


def test_what_is_made_once_is_made_once(reader) -> None:
    made = []
    for _ in range(2):
        reader.once("key", lambda: made.append(1))
    assert made == [1]


def test_without_a_request_there_is_nothing_asked_and_no_preview() -> None:
    assert (reader_of(None).parameters, reader_of(None).is_preview) == ({}, False)


def test_an_address_is_told_without_a_query_on_a_single_site_and_in_full_on_another(
    site, rf, django_assert_num_queries
):
    page = factories.post(site.en, "Of rivers")
    request = rf.get("/", headers={"host": Site.objects.get().hostname})
    Site.get_site_root_paths()
    with django_assert_num_queries(0):
        assert reader_of(request).url_of(page) == page.get_url()
    main = Site.objects.get()
    foreign = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other", locale=site.en.locale))
    other = Site.objects.create(hostname="other.example", root_page=foreign)
    for host, own, theirs in ((main, page, foreign), (other, foreign, page)):
        reader = reader_of(rf.get("/", headers={"host": host.hostname}))
        assert reader.url_of(own) == own.get_url(reader.request)
        assert reader.url_of(own).startswith("/")
        assert reader.url_of(theirs) == theirs.full_url
