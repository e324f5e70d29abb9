"""Which language an address is in, and the one redirect by language."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect

from mysite.middleware import negotiated_language
from tests import factories

WISHES = [
    ("es", "es"),
    ("en", "en"),
    ("es-AR,es;q=0.9,en;q=0.5", "es"),
    ("fr,es;q=0.4,en;q=0.3", "es"),
    ("en;q=0.2,es;q=0.8", "es"),
    ("fr", "en"),
    ("", "en"),
    ("*", "en"),
    ("es;q=nonsense,,;;", "en"),
    ("x" * 5000, "en"),
]


@pytest.mark.parametrize(("wish", "language"), WISHES)
def test_the_root_sends_to_the_best_language_for_the_browser(client, wish, language):
    response = client.get("/", headers={"accept-language": wish})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")


def test_caches_are_told_that_the_root_depends_on_the_browser_and_on_no_cookie(client):
    response = client.get("/", headers={"accept-language": "es"})
    assert response["Vary"] == "Accept-Language"
    assert not response.cookies


@pytest.mark.parametrize(("wish", "cookie"), [("en", "es"), ("es", "en")])
def test_no_cookie_chooses_a_language(client, wish, cookie):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert client.get("/", headers={"accept-language": wish})["Location"] == f"/{wish}/"


@pytest.mark.parametrize(("wish", "cookie"), [("en", "es"), ("es", "en")])
def test_the_negotiation_reads_the_browser_wish_alone(wish, cookie):
    request = RequestFactory().get("/", headers={"accept-language": wish})
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert negotiated_language(request) == wish


@pytest.mark.parametrize(("address", "wish"), [("en", "es"), ("es", "en")])
def test_the_address_wins_over_the_browser(client, site, address, wish):
    response = client.get(f"/{address}/", headers={"accept-language": wish})
    assert response.status_code == 200
    assert response["Content-Language"] == address
    assert f'<html lang="{address}"' in response.content.decode()


@pytest.mark.parametrize("path", ["/blog/", "/publicaciones/", "/nothing", "/nothing/at/all/", "/fr/", "/español/"])
@pytest.mark.parametrize("wish", ["en", "es"])
def test_an_unknown_address_without_a_language_is_a_404_and_no_redirect(client, site, path, wish):
    response = client.get(path, headers={"accept-language": wish})
    assert response.status_code == 404
    assert response["Content-Language"] == wish


@pytest.mark.parametrize("old", ["/2019/06/two-articles", "/2019/06/dos-artículos/"])
def test_an_old_address_without_a_language_follows_a_stored_redirect(client, site, old):
    page = factories.post(site.es)
    Redirect.add_redirect(old, redirect_to=page, is_permanent=True)
    response = client.get(old, headers={"accept-language": "en"})
    assert (response.status_code, response["Location"]) == (301, page.get_url())


@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_an_old_address_under_a_language_may_lead_to_the_other(client, site, here, there):
    page = factories.post(getattr(site, there))
    Redirect.add_redirect(f"/{here}/old/", redirect_to=page)
    assert client.get(f"/{here}/old/")["Location"] == page.get_url()


def test_a_stored_redirect_does_not_hide_a_page(client, site):
    page = factories.post(site.en, "Here")
    Redirect.add_redirect(page.get_url(), redirect_to="/es/")
    assert client.get(page.get_url()).status_code == 200
