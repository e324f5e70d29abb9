"""The second factor: set up, asked for, forced on groups, lost and taken away."""

import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageViewRestriction

from accounts import checks, factors
from tests import factories
from translations.models import RefusedAct

from .signing import PASSWORD, confirm, enrol, is_in, sign_in, totp

TOO_MANY = "Too many attempts. Wait 15 minutes, then try again."
CODES = re.compile(r"<code>(\d{8})</code>")


@pytest.fixture
def editor(site: Any) -> Any:
    return factories.user("edith", "Editors")


@pytest.fixture
def boss(site: Any) -> Any:
    return factories.user("boss", superuser=True)


@pytest.fixture
def secret(editor: Any) -> str:
    """Edith has an app."""
    client = Client()
    client.force_login(editor)
    return enrol(client)


def answer(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def recovery_codes(client: Client) -> list[str]:
    confirm(client)
    return CODES.findall(client.get(reverse("mfa_view_recovery_codes")).content.decode())


def later(seconds: int = 60) -> Any:
    """No code is taken twice: the next one comes later."""
    return time_machine.travel(time.time() + seconds)


# ---------------------------------------------------------------- asked for
def test_with_an_app_the_password_is_not_enough(client, secret):
    response = sign_in(client, "edith")
    assert response.url == reverse("mfa_authenticate")
    assert not is_in(client)
    with later():
        assert answer(client, totp(secret)).url == reverse("wagtailadmin_home")
        assert is_in(client)


def test_after_the_code_one_comes_out_where_one_wanted_to_go(client, secret):
    sign_in(client, "edith", next=reverse("wagtailimages:index"))
    with later():
        assert answer(client, totp(secret)).url == reverse("wagtailimages:index")


def test_a_wrong_code_does_not_let_in(client, secret):
    sign_in(client, "edith")
    for code in ("000000", "", "abcdef", "123456789" * 9, "０００００１", totp(secret, at=0)):
        assert answer(client, code).status_code == 200
        assert not is_in(client)


def test_a_code_is_taken_once(client, secret):
    with later():
        code = totp(secret)
        sign_in(client, "edith")
        answer(client, code)
        other = Client()
        sign_in(other, "edith")
        assert answer(other, code).status_code == 200
        assert not is_in(other)


def test_of_many_codes_five_are_looked_at(client, secret):
    sign_in(client, "edith")
    for _ in range(5):
        response = answer(client, "000000")
        assert TOO_MANY not in response.content.decode()
    with later():
        assert RefusedAct.objects.count() == 0
        assert TOO_MANY in answer(client, totp(secret)).content.decode()
        assert not is_in(client)
    kept = RefusedAct.objects.get()
    assert (kept.action, kept.label, kept.note) == ("sign-in", reverse("mfa_authenticate"), "edith (127.0.0.1)")


def test_a_code_without_the_password_is_nothing(client, secret):
    with later():
        assert answer(client, totp(secret)).status_code == 302
        assert not is_in(client)


def test_somebody_else_may_sign_in_where_a_code_is_waited_for(client, secret):
    factories.user("other", "Editors")
    sign_in(client, "edith")
    sign_in(client, "other")
    assert client.get(reverse("wagtailadmin_home")).context["user"].username == "other"


def test_a_session_after_a_code_lasts_as_long_as_one_without(client, secret):
    sign_in(client, "edith")
    with later():
        answer(client, totp(secret))
    assert client.session.get_expire_at_browser_close()


# ---------------------------------------------------------------- set up, lost, given up
def test_whoever_sets_up_an_app_gets_ten_recovery_codes_each_good_for_once(client, secret, editor):
    mine = Client()
    mine.force_login(editor)
    codes = recovery_codes(mine)
    assert len(set(codes)) == 10
    sign_in(client, "edith")
    answer(client, codes[0])
    assert is_in(client)
    other = Client()
    sign_in(other, "edith")
    answer(other, codes[0])
    assert not is_in(other)
    answer(other, codes[1])
    assert is_in(other)


def test_codes_are_shown_to_nobody_who_has_only_the_session(client, secret, editor):
    client.force_login(editor)
    response = client.get(reverse("mfa_view_recovery_codes"), follow=True)
    assert not CODES.findall(response.content.decode())
    assert client.get(reverse("mfa_download_recovery_codes")).status_code in (302, 403)


def test_new_codes_make_the_old_ones_void(client, secret, editor):
    client.force_login(editor)
    old = recovery_codes(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(recovery_codes(client))


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"]
)
def test_nothing_is_changed_before_one_has_said_once_more_who_one_is(client, editor, secret, name):
    if name == "mfa_activate_totp":
        Authenticator.objects.all().delete()
    client.force_login(editor)
    before = list(Authenticator.objects.values_list("pk", "data"))
    for send in (client.get, client.post):
        response = send(reverse(name), {"code": "1"} if send == client.post else None)
        assert response.url.startswith(reverse("account_reauthenticate"))
    assert list(Authenticator.objects.values_list("pk", "data")) == before


def test_confirming_counts_tries_as_signing_in_does(client, editor):
    client.force_login(editor)
    for _ in range(5):
        client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert TOO_MANY in client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).content.decode()
    assert RefusedAct.objects.get(action="sign-in").user == editor


def test_an_app_is_given_up_with_its_codes(client, secret, editor):
    client.force_login(editor)
    confirm(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    other = Client()
    sign_in(other, "edith")
    assert is_in(other)


def test_changes_of_factors_are_logged_with_who_made_them(client, editor, django_capture_on_commit_callbacks):
    client.force_login(editor)
    with django_capture_on_commit_callbacks(execute=True):
        secret = enrol(client)
        client.post(reverse("mfa_generate_recovery_codes"))
        client.post(reverse("mfa_deactivate_totp"))
    actions = ModelLogEntry.objects.order_by("pk").values_list("action", "user__username")
    assert {name for _action, name in actions} == {"edith"}
    assert {action for action, _name in actions} == {
        "accounts.second_factor_added", "accounts.recovery_codes_renewed", "accounts.second_factor_removed",
    }  # fmt: skip
    assert all(registry.action_exists(action) for action, _name in actions)
    assert secret not in str(list(ModelLogEntry.objects.values_list("data", flat=True)))


# ---------------------------------------------------------------- forced on groups
def admin_addresses() -> list[str]:
    """Every address of the admin that needs no argument."""
    found = []

    def walk(patterns: Any, prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, route)
            elif "<" not in route and "(" not in route and "^" not in route:
                found.append(f"/{route}")

    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "admin/":
            walk(pattern.url_patterns, "admin/")
    return sorted(set(found))


OPEN = ("/admin/login/", "/admin/logout/", "/admin/sprite/", "/admin/jsi18n/", "/admin/confirm/", "/admin/two-factor/")


@pytest.mark.parametrize("who", ["edith", "boss"])
def test_whoever_must_have_a_factor_is_led_to_it_from_every_screen(client, editor, boss, settings, who):
    settings.MFA_REQUIRED_GROUPS = ["Editors", "superusers"]
    sign_in(client, who)
    addresses = [address for address in admin_addresses() if not address.startswith((*OPEN, "/admin/password_reset/"))]
    assert len(addresses) > 60
    for address in addresses:
        for send in (client.get, client.post):
            response = send(address)
            assert (response.status_code, response.headers.get("Location")) == (302, reverse("mfa_index")), address
        assert client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403, address


def test_whoever_must_have_a_factor_reads_no_private_page_before(client, editor, site, settings):
    page = factories.post(site.en, "Private post")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    public = factories.post(site.en, "Public post")
    sign_in(client, "edith")
    assert client.get(page.get_url()).status_code == 200
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    assert client.get(page.get_url()).headers["Location"] == reverse("mfa_index")
    assert client.get(public.get_url()).status_code == 200
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")  # still signed in


@pytest.mark.parametrize(
    "path", ["/admin//", "//admin/", "/admin/pages", "/ADMIN/", "/en/../admin/", "/admin/./pages/", "/admin/%70ages/"]
)
def test_no_way_of_writing_an_address_gets_around_it(client, editor, settings, path):
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    sign_in(client, "edith")
    response = client.get(path)
    assert response.status_code in (301, 302, 404), path
    assert response.headers.get("Location", reverse("mfa_index")) in (reverse("mfa_index"), "/admin/pages/", "/en/")


def test_after_setting_one_up_the_way_is_free(client, editor, settings):
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    sign_in(client, "edith")
    assert not is_in(client)
    assert "Set one up, then you can go on." in client.get(reverse("mfa_index")).content.decode()
    enrol(client)
    assert is_in(client)


def test_recovery_codes_alone_are_no_factor(client, editor, settings):
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    Authenticator.objects.create(user=editor, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(editor)
    assert not is_in(client)


def test_other_groups_are_left_alone(client, editor, boss, settings, django_assert_num_queries):
    settings.MFA_REQUIRED_GROUPS = ["Site administrators"]
    for user in (editor, boss):
        client.force_login(user)
        assert is_in(client)
    settings.MFA_REQUIRED_GROUPS = []
    with django_assert_num_queries(0):
        assert not factors.is_required_of(editor)


def test_whoever_must_have_one_can_still_log_out(client, editor, settings):
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    sign_in(client, "edith")
    assert client.post(reverse("wagtailadmin_logout")).url == reverse("wagtailadmin_login")


def test_a_group_that_is_misspelt_is_named(site, settings):
    settings.MFA_REQUIRED_GROUPS = ["Editors", "superusers", "Editor"]
    (warning,) = checks.required_groups_exist(None, databases=["default"])
    assert "“Editor”" in warning.msg
    assert checks.required_groups_exist(None) == []


# ---------------------------------------------------------------- lost
def test_a_superuser_takes_a_lost_factor_away_and_it_is_logged(client, editor, boss, secret):
    client.force_login(boss)
    address = reverse("reset_factors", args=[editor.pk])
    assert address in client.get(reverse("wagtailusers_users:index")).content.decode()
    assert "edith" in client.get(address).content.decode()
    assert Authenticator.objects.filter(user=editor).exists()
    client.post(address)
    assert not Authenticator.objects.filter(user=editor).exists()
    entry = ModelLogEntry.objects.get(action=factors.RESET)
    assert (entry.user, entry.object_id) == (boss, str(editor.pk))
    other = Client()
    sign_in(other, "edith")
    assert is_in(other)


@pytest.mark.parametrize("groups", [["Editors"], ["Site administrators"]])
def test_nobody_else_does(client, editor, secret, groups):
    client.force_login(factories.user("other", *groups))
    for send in (client.get, client.post):
        response = send(reverse("reset_factors", args=[editor.pk]))
        assert response.status_code == 302
    assert Authenticator.objects.filter(user=editor).exists()
    assert client.get(reverse("reset_factors", args=[editor.pk]), follow=True).redirect_chain


def test_a_superuser_does_not_get_around_their_own_factor_there(client, boss):
    client.force_login(boss)
    enrol(client)
    client.post(reverse("reset_factors", args=[boss.pk]))
    assert Authenticator.objects.filter(user=boss).exists()


def test_a_command_takes_a_lost_factor_away_too(editor, secret, capsys):
    call_command("reset_second_factor", "edith")
    assert "Removed 2 factor(s) of edith" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert ModelLogEntry.objects.get(action=factors.RESET).object_id == str(editor.pk)


def test_the_command_knows_when_there_is_no_such_person(site):
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        call_command("reset_second_factor", "nobody")
