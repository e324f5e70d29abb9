"""What a reader sees when there is nothing, and when something broke."""

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.template import loader
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from articles.models import Work
from mysite.views import bad_request
from tests import factories
from tests.reading import every, one, parse, read, text

LANGUAGES = ["en", "es"]
BOTH_WAYS = [("en", "es"), ("es", "en")]


@pytest.fixture
def calm_client() -> Client:
    """A client that gets the error page where a browser would, instead of the exception."""
    return Client(raise_request_exception=False)


# ---------------------------------------------------------------- 404
@pytest.mark.parametrize(("address", "wish"), BOTH_WAYS)
def test_a_missing_page_is_told_in_the_language_of_its_address(client, site, address, wish):
    response = client.get(f"/{address}/nothing-here/", headers={"accept-language": wish})
    assert response.status_code == 404
    assert one(parse(response.content.decode()), "html").get("lang") == address


@pytest.mark.parametrize("wish", LANGUAGES)
def test_a_missing_page_without_a_language_is_told_in_the_browsers(client, site, wish):
    response = client.get("/nothing-here/", headers={"accept-language": wish})
    assert one(parse(response.content.decode()), "html").get("lang") == wish


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page_offers_search_and_ways_back(client, site, language):
    page = read(client, f"/{language}/nothing-here/", 404)
    form = one(page, "form", role="search")
    assert form.get("action").startswith(f"/{language}/")
    assert one(page, "input", name="q").get("type") == "search"
    links = {element.get("href") for element in every(page, "a")}
    tree = getattr(site, language)
    assert {tree.home.get_url(), tree.blog.get_url(), tree.publications.get_url()} <= links


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_a_missing_page_leads_to_the_other_language_and_claims_nothing(client, site, here, there):
    page = read(client, f"/{here}/nothing-here/", 404)
    assert one(page, "a", hreflang=there).get("href") == f"/{there}/"
    assert not every(page, "span", class_="languages__note")


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_a_missing_page_leads_to_what_has_this_slug_in_another_language(client, site, here, there):
    post = factories.post(getattr(site, there), "Only there", slug="only-there")
    factories.post(getattr(site, there), "A draft", slug="a-draft", live=False)
    link = one(read(client, f"/{here}/blog/only-there/", 404), "a", href=post.get_url())
    assert (link.text, link.get("lang"), link.get("hreflang")) == ("Only there", there, there)
    assert "A draft" not in text(read(client, f"/{here}/blog/a-draft/", 404))


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_a_slug_of_the_other_language_leads_to_the_page_in_the_readers(client, site, here, there):
    post = factories.post(getattr(site, there), "Original", slug="original")
    twin = factories.twin(post, getattr(site, here), title="Translated", slug="translated")
    page = read(client, f"/{here}/blog/original/", 404)
    assert one(page, "a", href=twin.get_url()).text == "Translated"
    assert not every(page, "a", href=post.get_url())


def test_what_is_guessed_for_a_missing_page_costs_the_same_for_one_and_for_three(client, site):
    factories.post(site.es, "One", slug="once")
    for make in (factories.post, factories.publication, factories.standard):
        make(site.es, "Three", slug="thrice")
    costs = []
    for slug, number in (("once", 1), ("thrice", 3)):
        read(client, f"/en/blog/{slug}/", 404)
        with CaptureQueriesContext(connection) as queries:
            page = read(client, f"/en/blog/{slug}/", 404)
        assert len([link for link in every(page, "a") if link.get("href", "").endswith(f"/{slug}/")]) == number
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("end", ["%00", "'", "%F0%9F%95%8A", "%FF", "x" * 3000, "<script>", "..%2F", " "])
def test_any_address_that_leads_nowhere_is_answered(client, site, end):
    assert client.get(f"/en/blog/{end}/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_page_stays_out_of_search_engines(client, site, language):
    page = read(client, f"/{language}/nothing-here/", 404)
    assert one(page, "meta", name="robots").get("content").startswith("noindex")
    assert not every(page, "link", rel="canonical")
    assert not every(page, "link", rel="alternate")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_is_not_found_even_before_the_site_is_set_up(client, language):
    assert client.get(f"/{language}/nothing-here/").status_code == 404


def test_a_missing_page_costs_few_queries(client, site):
    client.get("/en/nothing-here/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get("/en/nothing-here/")
    assert len(captured) <= 10, [query["sql"] for query in captured]


# ---------------------------------------------------------------- 500
@pytest.mark.urls("tests.mysite.broken_urls")
@pytest.mark.parametrize(("address", "wish"), BOTH_WAYS)
def test_a_failure_is_told_in_the_language_of_the_address(calm_client, address, wish):
    response = calm_client.get(f"/{address}/raising/", headers={"accept-language": wish})
    assert response.status_code == 500
    assert one(parse(response.content.decode()), "html").get("lang") == address
    assert response["Content-Language"] == address


@pytest.mark.urls("tests.mysite.broken_urls")
@pytest.mark.parametrize("wish", LANGUAGES)
def test_a_failure_without_a_language_is_told_in_the_browsers(calm_client, wish):
    response = calm_client.get("/raising/", headers={"accept-language": wish})
    assert response.status_code == 500
    assert one(parse(response.content.decode()), "html").get("lang") == wish


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failing_database_still_gives_the_error_page(calm_client, site, monkeypatch, language):
    asked = []

    def fail(cursor, sql, params=None):
        asked.append(sql)
        raise OperationalError("the database is away")

    monkeypatch.setattr(CursorWrapper, "execute", fail)
    response = calm_client.get(f"/{language}/")
    monkeypatch.undo()
    assert response.status_code == 500
    assert len(asked) == 1, "the error page asked the database again"
    page = parse(response.content.decode())
    assert one(page, "html").get("lang") == language
    assert settings.WAGTAIL_SITE_NAME in text(one(page, "title"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_failure_page_needs_no_context(language):
    with translation.override(language):
        page = parse(loader.get_template("500.html").render({}))
    assert one(page, "html").get("lang") == language
    assert text(one(page, "h1"))
    assert len(every(page, "a", href=f"/{language}/")) == 1


@pytest.mark.urls("tests.mysite.broken_urls")
def test_a_failure_tells_the_reader_nothing_about_its_cause(calm_client):
    body = calm_client.get("/en/raising/").content.decode()
    assert "LookupError" not in body
    assert "a view that fails" not in body


# ---------------------------------------------------------------- 400 and 413
@pytest.mark.parametrize(
    ("code", "told"), [("en", "Too much was sent at once"), ("es", "Se envió demasiado de una vez")]
)
@pytest.mark.parametrize("checks", [True, False])
def test_ten_megabytes_of_text_are_refused_in_a_page_of_the_editors_language(site, code, told, checks) -> None:
    """Before and after the token is asked for."""
    user = factories.user("edith", "Editors")
    UserProfile.objects.create(user=user, preferred_language=code)
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    client.force_login(user)
    client.get(reverse("import_works"))  # the token
    response = client.post(reverse("import_works"), {"text": "x" * 10_000_000})
    assert response.status_code == 413
    page = parse(response.content.decode())
    assert text(one(page, "h1")) == told
    assert page.get("lang") == code
    assert not Work.objects.exists()


@pytest.mark.parametrize(
    ("code", "told"), [("en", "What was sent could not be read"), ("es", "No se pudo leer lo enviado")]
)
def test_what_cannot_be_understood_is_refused_in_a_page(code, told) -> None:
    with translation.override(code):
        response = bad_request(RequestFactory().get("/"), SuspiciousOperation("no"))
    assert (response.status_code, told in response.content.decode()) == (400, True)
