"""No English on the screens of signing in where the browser or the person speaks Spanish."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests import factories, leaks

from .signing import confirm, enrol, sign_in

CREDENTIAL = {"name": "Azul", "passwordless": False, "credential": {}}


@pytest.fixture
def editora(site: Any) -> Any:
    person = factories.user("edita", "Editors")
    UserProfile.objects.create(user=person, preferred_language="es")
    return person


def assert_spanish(response: Any) -> None:
    assert response.status_code == 200
    found = leaks.leaks(response.content.decode(), "es", {"Azul", "edita"})
    assert not found, (response.request["PATH_INFO"], found)


def of_one_with_everything(client: Client, person: Any) -> list[str]:
    """The addresses of all screens, for somebody who has an app and a key."""
    enrol(client)
    key = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=CREDENTIAL)
    names = ("mfa_index", "mfa_list_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes",
             "mfa_generate_recovery_codes", "account_reauthenticate", "mfa_reauthenticate")  # fmt: skip
    of_key = ("mfa_edit_webauthn", "mfa_remove_webauthn")
    return [*map(reverse, names), *(reverse(name, args=[key.pk]) for name in of_key)]


def test_no_english_where_one_sets_up_and_gives_up_factors(client, editora, settings):
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    client.force_login(editora)
    assert_spanish(client.get(reverse("mfa_index")))
    confirm(client)
    assert_spanish(client.get(reverse("mfa_activate_totp")))
    assert_spanish(client.get(reverse("mfa_add_webauthn")))
    assert_spanish(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    for address in of_one_with_everything(client, editora):
        assert_spanish(client.get(address))
    assert_spanish(client.get(reverse("wagtailadmin_account")))


def test_no_english_where_a_code_is_asked_for_or_refused(editora):
    mine = Client()
    mine.force_login(editora)
    enrol(mine)
    spanish = {"headers": {"accept-language": "es"}}
    guest = Client(**spanish)
    sign_in(guest, "edita")
    assert_spanish(guest.get(reverse("mfa_authenticate")))
    for _ in range(6):
        response = guest.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert_spanish(response)
    assert "Demasiados intentos" in response.content.decode()
    for _ in range(6):
        response = sign_in(Client(**spanish), "edita", "mal")
        assert_spanish(response)
    assert "Demasiados intentos" in response.content.decode()


def test_no_english_where_a_lost_factor_is_taken_away(client, editora):
    enrol_client = Client()
    enrol_client.force_login(editora)
    enrol(enrol_client)
    boss = factories.user("jefa", superuser=True)
    UserProfile.objects.create(user=boss, preferred_language="es")
    client.force_login(boss)
    address = reverse("reset_factors", args=[editora.pk])
    assert_spanish(client.get(address))
    assert_spanish(client.post(address, follow=True))
    assert_spanish(client.get(address))
    assert_spanish(client.get(reverse("wagtailusers_users:history", args=[editora.pk])))
