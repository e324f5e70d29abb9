"""Signing in with a password: counted, and the same answer for those who exist and those who do not."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from tests import factories
from translations.models import RefusedAct

from .signing import PASSWORD, is_in, sign_in

TOO_MANY = "Too many attempts. Wait 15 minutes, then try again."
DID_NOT_MATCH = "password didn&#x27;t match"


def shown(response: HttpResponse) -> str:
    """The page, without what differs from one request to the next."""
    text = re.sub(r'"\w{64}"|nonce="[^"]*"', "", response.content.decode())
    return re.sub(r'name="username" value="[^"]*"', "", text)


@pytest.fixture
def editor(site: Any) -> Any:
    return factories.user("edith", "Editors")


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
    """The passwords that the real hasher worked on."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    seen: list[str] = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self: PBKDF2PasswordHasher, password: str, *rest: Any) -> str:
        seen.append(password)
        return encode(self, password, *rest)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    return seen


# ---------------------------------------------------------------- in and out
def test_the_password_alone_lets_in_whoever_has_no_second_factor(client, editor):
    response = sign_in(client, "edith")
    assert response.url == reverse("wagtailadmin_home")
    assert is_in(client)


def test_one_comes_out_where_one_wanted_to_go(client, editor):
    assert sign_in(client, "edith", next=reverse("wagtailimages:index")).url == reverse("wagtailimages:index")


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(client, editor, where):
    assert sign_in(client, "edith", next=where).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(("remember", "at_closing"), [({}, True), ({"remember": "on"}, False)])
def test_a_session_lasts_12_hours_at_most(client, editor, remember, at_closing):
    with time_machine.travel("2030-01-01 08:00Z", tick=False) as clock:
        sign_in(client, "edith", **remember)
        assert client.session.get_expire_at_browser_close() is at_closing
        clock.shift(12 * 3600 - 1)
        assert is_in(client)
        clock.shift(2)
        assert not is_in(client)


def test_no_writing_into_a_session_moves_its_end(client, editor):
    with time_machine.travel("2030-01-01 08:00Z", tick=False) as clock:
        sign_in(client, "edith", remember="on")
        for _hour in range(11):
            clock.shift(3600)
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
            assert is_in(client)
        clock.shift(3601)
        assert not is_in(client)
        sign_in(client, "edith")
        assert is_in(client)


ACCOUNT = {
    "name_email-first_name": "E", "name_email-last_name": "S", "name_email-email": "e@example.org",
    "locale-preferred_language": "en", "locale-current_time_zone": "UTC", "theme-theme": "system",
    "theme-density": "default", "theme-contrast": "system", "theme-keyboard_shortcuts": "on",
    "translation_notices-digest": "daily",
}  # fmt: skip


def change_password(client: Client, old: str, language: str = "en") -> str:
    """How the account screen answers: `changed`, `wrong` or `too many`."""
    new = {f"password-new_password{number}": "another-long-one" for number in (1, 2)}
    sent = ACCOUNT | {"locale-preferred_language": language, "password-old_password": old} | new
    answer = client.post(reverse("wagtailadmin_account"), sent)
    if answer.status_code == 302:
        return "changed"
    with override(language):
        return "too many" if gettext(TOO_MANY) in answer.content.decode() else "wrong"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_old_password_is_tried_five_times_on_the_account_screen_and_then_the_right_one_is_refused(editor, language):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    client = Client()
    client.force_login(editor)
    assert [change_password(client, f"guess {n}", language) for n in range(8)] == ["wrong"] * 5 + ["too many"] * 3
    assert change_password(client, PASSWORD, language) == "too many"
    assert RefusedAct.objects.get().action == "sign-in"
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)
    assert change_password(client, PASSWORD, language) == "too many"
    cache.clear()
    assert change_password(client, PASSWORD, language) == "changed"


def test_tries_on_the_account_screen_and_at_the_door_are_one_count_and_a_right_one_is_none(editor):
    client = Client()
    client.force_login(editor)
    for _number in range(7):
        assert change_password(client, PASSWORD) == "changed"
        editor.set_password(PASSWORD)
        editor.save()
        client.force_login(editor)
    assert [change_password(client, "a guess") for _n in range(3)] == ["wrong"] * 3
    assert [change_password(client, "") for _n in range(2)] == ["wrong"] * 2
    assert TOO_MANY in sign_in(Client(), "edith").content.decode()


def test_a_new_password_ends_the_sessions_that_know_the_old_one(editor):
    here, elsewhere = Client(), Client()
    sign_in(here, "edith")
    sign_in(elsewhere, "edith")
    new = {"password-old_password": PASSWORD, "password-new_password1": "another-long-one",
           "password-new_password2": "another-long-one"}  # fmt: skip
    page = here.get(reverse("wagtailadmin_account"))
    response = here.post(reverse("wagtailadmin_account"), ACCOUNT | new)
    assert page.status_code == 200
    assert response.status_code == 302, response.content.decode()[:500]
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_reset_password_ends_all_sessions(client, editor):
    sign_in(client, "edith")
    editor.refresh_from_db()
    uid = urlsafe_base64_encode(force_bytes(editor.pk))
    address = reverse("wagtailadmin_password_reset_confirm", args=[uid, default_token_generator.make_token(editor)])
    guest = Client()
    form = guest.get(address, follow=True).redirect_chain[-1][0]
    guest.post(form, {"new_password1": "another-long-one", "new_password2": "another-long-one"})
    assert not is_in(client)
    assert not is_in(guest)


def test_there_is_no_second_door(client, site, editor):
    response = client.get("/en/_util/login/?next=/en/")
    assert response.url == f"{reverse('wagtailadmin_login')}?next=/en/"
    client.post("/en/_util/login/", {"username": "edith", "password": PASSWORD})
    assert not is_in(client)


@pytest.mark.parametrize(
    "path", ["signup/", "password/reset/", "email/", "logout/x/", "login/code/", "two-factor/signup/"]
)
def test_nothing_of_the_library_is_open_but_what_is_used(client, site, path):
    assert client.get(f"/admin/{path}").status_code in (302, 404)
    assert client.get(f"/accounts/{path}").status_code == 404


# ---------------------------------------------------------------- throttled
def wrong(client: Client, name: str, number: int, **where: Any) -> HttpResponse:
    for _ in range(number):
        response = sign_in(client, name, "not-the-password", **where)
    return response


@pytest.mark.parametrize("name", ["edith", "nobody"])
def test_the_sixth_wrong_try_is_not_looked_at(client, editor, name):
    assert DID_NOT_MATCH in wrong(client, name, 5).content.decode()
    assert TOO_MANY in wrong(client, name, 1).content.decode()


def test_then_the_right_password_does_not_help_until_15_minutes_have_passed(client, editor):
    with time_machine.travel("2030-01-01 08:00Z", tick=False) as clock:
        wrong(client, "edith", 5)
        assert TOO_MANY in sign_in(client, "edith").content.decode()
        clock.shift(15 * 60 + 1)
        sign_in(client, "edith")
        assert is_in(client)


def test_of_a_thousand_tries_five_are_looked_at(client, hashed, editor):
    wrong(client, "edith", 200)
    wrong(client, "EDITH", 200)
    wrong(client, " Edith ", 600)
    assert len([word for word in hashed if word == "not-the-password"]) == 5


def test_four_wrong_tries_and_the_right_one_let_in_again_and_again(client, editor):
    wrong(client, "edith", 4)
    for _ in range(10):
        sign_in(client, "edith")
        assert is_in(client)
        client.logout()


def test_behind_a_proxy_one_guest_locks_out_nobody_else(client, editor):
    for number in range(100):
        wrong(client, f"guest{number}", 6, address="10.0.0.1")
    other = Client()
    sign_in(other, "edith", address="10.0.0.1")
    assert is_in(other)


def test_behind_a_proxy_that_is_trusted_an_address_is_the_visitors_own(client, editor, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    wrong(client, "edith", 6, address="10.0.0.1", forwarded="203.0.113.9")
    other = Client()
    sign_in(other, "edith", address="10.0.0.1", forwarded="198.51.100.7")
    assert is_in(other)


@pytest.mark.parametrize("trusted", [0, 1])
def test_nobody_makes_up_addresses_to_try_more_often(client, hashed, editor, settings, trusted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    for number in range(40):
        forwarded = f"192.0.2.{number}, 203.0.113.9" if trusted else f"192.0.2.{number}"
        wrong(client, "edith", 1, address="10.0.0.1", forwarded=forwarded)
    assert hashed.count("not-the-password") == 5


def test_whoever_has_a_network_of_addresses_has_one_count(client, hashed, editor):
    for number in range(40):
        wrong(client, "edith", 1, address=f"2001:db8::{number:x}")
    assert hashed.count("not-the-password") == 5


@pytest.mark.parametrize("forwarded", ["", "not an address", "::1%eth0", "203.0.113.9:80", ",", "x" * 5000])
def test_no_header_breaks_the_form(client, editor, settings, forwarded):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert sign_in(client, "edith", "wrong", forwarded=forwarded).status_code == 200


def test_from_many_addresses_thirty_tries_an_hour_are_looked_at(client, hashed, editor):
    for number in range(60):
        wrong(client, "edith", 1, address=f"203.0.113.{number}")
    assert hashed.count("not-the-password") == 30


def test_strangers_do_not_keep_somebody_out_of_the_browser_they_know(editor):
    mine = Client()
    sign_in(mine, "edith")
    mine.post(reverse("wagtailadmin_logout"))
    for number in range(60):
        wrong(Client(), "edith", 1, address=f"203.0.113.{number}")
    wrong(Client(), "edith", 6)
    assert TOO_MANY in sign_in(Client(), "edith").content.decode()
    sign_in(mine, "edith")
    assert is_in(mine)


def test_a_known_browser_is_counted_too_and_only_for_its_own_name(hashed, editor):
    factories.user("other", "Editors")
    browser = Client()
    sign_in(browser, "edith")
    browser.post(reverse("wagtailadmin_logout"))
    wrong(browser, "edith", 20)
    assert hashed.count("not-the-password") == 5
    for number in range(60):
        wrong(browser, "other", 1, address=f"203.0.113.{number}")
    assert hashed.count("not-the-password") == 35


@pytest.mark.parametrize("value", ["x", "abc edith", "abc edith:1:2", "é", ""])
def test_a_made_up_mark_makes_no_browser_known(client, hashed, editor, value):
    for number in range(40):
        client.cookies["known"] = f"{value}{number}"
        wrong(client, "edith", 1)
    assert hashed.count("not-the-password") == 5


def kept_tries() -> list[tuple[str, str]]:
    rows = RefusedAct.objects.filter(action="sign-in", user=None, label=reverse("wagtailadmin_login"))
    return sorted(rows.values_list("note", "user"))


def test_tries_beyond_what_is_allowed_stand_in_the_report_once_for_each_guest(client, editor, settings):
    wrong(client, "edith", 5, address="203.0.113.9")
    assert kept_tries() == []
    wrong(client, "edith", 5, address="203.0.113.9")
    wrong(client, "x" * 150, 7, address="203.0.113.9")
    assert [note for note, _user in kept_tries()] == ["edith (203.0.113.9)", f"{'x' * 100} (203.0.113.9)"]
    boss = factories.user("boss", superuser=True)
    client.force_login(boss)
    report = client.get(reverse("translations:acts")).content.decode()
    assert "Sign-in refused: too many attempts" in report
    assert "edith (203.0.113.9)" in report


# ---------------------------------------------------------------- known and unknown, the same
def test_known_unknown_and_closed_accounts_get_the_same_answer(editor):
    factories.user("gone", "Editors", is_active=False)
    answers = {shown(sign_in(Client(), name, "not-the-password")) for name in ("edith", "nobody", "gone")}
    assert len(answers) == 1
    for name in ("edith", "nobody", "gone"):
        wrong(Client(), name, 5)
    answers = {shown(sign_in(Client(), name, "not-the-password")) for name in ("edith", "nobody", "gone")}
    assert len(answers) == 1


def test_the_right_password_of_a_closed_account_is_answered_like_a_wrong_one(editor):
    factories.user("gone", "Editors", is_active=False)
    assert shown(sign_in(Client(), "gone")) == shown(sign_in(Client(), "nobody"))


def test_known_and_unknown_names_take_the_same_work(hashed, editor):
    """The time is the hasher's: once each. docs/operators.md has the figures."""
    keyless = factories.user("keyless", "Editors")
    keyless.set_unusable_password()
    keyless.save()
    factories.user("gone", "Editors", is_active=False)
    for name in ("edith", "nobody", "gone", "keyless"):
        hashed.clear()
        sign_in(Client(), name, "not-the-password")
        assert len(hashed) == 1, name


def test_a_password_reset_answers_the_same_to_everybody(editor):
    asked: Callable[[str], HttpResponse] = lambda email: Client().post(  # noqa: E731
        reverse("wagtailadmin_password_reset"), {"email": email}
    )
    known, unknown = asked("edith@example.org"), asked("nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.headers.keys() == unknown.headers.keys()
    assert [message.to for message in mail.outbox] == [["edith@example.org"]]


def test_a_letter_for_a_new_password_is_written_for_known_and_unknown_addresses_alike(editor):
    """The time of the answer is that of the letter; docs/operators.md has the figures."""
    written = {}
    for email in ("edith@example.org", "nobody@example.org"):
        templates = []
        heard = lambda template, templates=templates, **_rest: templates.append(template.name)  # noqa: E731
        template_rendered.connect(heard)
        Client().post(reverse("wagtailadmin_password_reset"), {"email": email})
        template_rendered.disconnect(heard)
        written[email] = templates
    assert written["edith@example.org"] == written["nobody@example.org"] != []
    assert [message.to for message in mail.outbox] == [["edith@example.org"]]


def test_nobodys_mailbox_is_filled_from_the_reset_form(client, editor):
    for _ in range(10):
        response = client.post(reverse("wagtailadmin_password_reset"), {"email": "Edith@example.org"})
        assert response.url == reverse("wagtailadmin_password_reset_done")
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("email", ["Edith@example.org", "nobody@example.org"])
def test_one_letter_too_many_stands_in_the_report_and_the_answer_is_the_same(client, editor, email) -> None:
    """Whether the address has an account or not; and nobody is told before it is one too many."""
    answers = set()
    for number in range(8):
        response = client.post(reverse("wagtailadmin_password_reset"), {"email": email})
        answers.add((response.status_code, response.url, response.content))
        assert RefusedAct.objects.exists() == (number >= 3)
    assert len(answers) == 1
    kept = RefusedAct.objects.get()
    assert (kept.action, kept.user, kept.note) == ("reset-mail", None, f"{email} (127.0.0.1)")
    client.force_login(factories.user("boss", "Site administrators"))
    html = client.get(reverse("translations:acts")).content.decode()
    assert "Letter for a new password refused: too many" in html
    assert kept.note in html


@pytest.mark.parametrize("word", ["admin", "9999-12-31", "translations:index"])
def test_a_word_is_no_place_to_be_led_to(client, editor, word) -> None:
    """Django takes it for the name of a view, and fails where there is none."""
    address = f"{reverse('wagtailadmin_login')}?next={word}"
    home = reverse("wagtailadmin_home")
    assert client.post(address, {"username": "edith", "password": PASSWORD}).headers["Location"] == home
    assert client.get(address).headers["Location"] == home
