"""The admin speaks the language of whoever is signed in, whatever the browser asks for."""

import html5lib
import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import help_menu, reports_menu
from wagtail.users.models import UserProfile

from tests import factories
from tests.reading import one, parse

BOTH_WAYS = [("en", "es"), ("es", "en")]


def signed_in(client, language, *groups):
    person = factories.user("", *groups)
    UserProfile.objects.create(user=person, preferred_language=language)
    client.force_login(person)
    return person


@pytest.mark.parametrize(("chosen", "browser"), BOTH_WAYS)
def test_a_screen_is_in_the_language_of_the_account(client, site, chosen, browser):
    signed_in(client, chosen, "Editors")
    response = client.get(reverse("wagtailadmin_home"), headers={"accept-language": browser})
    assert one(parse_loosely(response), "html").get("lang") == chosen
    assert response["Content-Language"] == chosen


def parse_loosely(response):
    """Wagtail's own markup is not held to our rules."""
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


@pytest.mark.parametrize(("chosen", "browser"), BOTH_WAYS)
def test_a_refusal_is_in_the_language_of_the_account(client, site, chosen, browser):
    """Wagtail refuses outside its own language switch."""
    signed_in(client, chosen, f"Translators ({chosen})")
    address = reverse("wagtailadmin_pages:edit", args=[site.en.home.pk])
    response = client.get(address, headers={"accept-language": browser}, follow=True)
    told = [str(message) for message in response.context["messages"]]
    assert any("permiso" in text if chosen == "es" else "permission" in text for text in told), told


@pytest.mark.parametrize(("chosen", "browser"), BOTH_WAYS)
def test_public_pages_keep_to_the_language_of_their_address(client, site, chosen, browser):
    signed_in(client, chosen, "Editors")
    page = parse(client.get(f"/{browser}/nada/").content.decode())
    assert one(page, "html").get("lang") == browser


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_password_has_a_label_in_each_language(client, db, language):
    response = client.get(reverse("wagtailadmin_login"), headers={"accept-language": language})
    page = parse_loosely(response)
    (label,) = [each for each in page.iter("label") if each.get("for") == "id_password"]
    assert label.text.strip() == {"en": "Password", "es": "Contraseña"}[language]


def test_an_account_without_a_profile_sees_the_admin(client, site):
    client.force_login(factories.user("", "Editors"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize(("first", "second"), BOTH_WAYS)
def test_menus_speak_to_the_second_reader_in_their_own_language(client, site, first, second):
    """Wagtail keeps its menus for the life of the process: whoever came first must not choose for all."""
    for menu in (help_menu, reports_menu):
        menu.__dict__.pop("registered_menu_items", None)
    words = {"en": ["What's new in Wagtail", "Translations"], "es": ["Novedades", "Traducciones"]}
    for language in (first, second):
        person = factories.user("", superuser=True)
        UserProfile.objects.create(user=person, preferred_language=language)
        client.force_login(person)
        request = client.get(reverse("wagtailadmin_home")).wsgi_request
        with translation.override(language):
            labels = [
                str(item.label) for menu in (help_menu, reports_menu) for item in menu.menu_items_for_request(request)
            ]
        for word in words[language]:
            assert any(word in label for label in labels), labels
