"""Signing in with a second factor, click by click, and each of its screens accessible."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from tests import factories
from tests.accounts.signing import PASSWORD, totp
from translations.models import RefusedAct

from . import steps
from .accessibility import assert_accessible

# Something on Wagtail's dashboard moves for 25 seconds.
SHORT = "motion => motion.effect.getComputedTiming().endTime < 2000"


def type_sign_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def heading(page: Page, text: str) -> None:
    """The screen has come, and nothing fades in any more."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    page.evaluate(f"Promise.all(document.getAnimations().filter({SHORT}).map(motion => motion.finished))")


def confirm(page: Page) -> None:
    heading(page, "Confirm who you are")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def set_up_app(page: Page, look: Callable[[], None]) -> str:
    """From the choice of factors to the recovery codes; `look` at each screen. Returns the app's secret."""
    look()
    page.get_by_role("link", name="Set up an authenticator app").click()
    heading(page, "Confirm who you are")
    look()
    confirm(page)
    heading(page, "Set up an authenticator app")
    look()
    secret = page.locator("code").inner_text()
    page.get_by_label("Code from the app").fill(totp(secret))
    page.get_by_role("button", name="Set up").click()
    heading(page, "Recovery codes")
    look()
    return secret


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_group_is_led_to_its_second_factor_and_uses_it(new_page, site, settings, troubles, scheme):
    settings.MFA_REQUIRED_GROUPS = ["Editors"]
    factories.user("edith", "Editors")
    page = new_page(color_scheme=scheme)
    type_sign_in(page, "edith")
    page.goto("/admin/pages/")
    heading(page, "Two-factor sign-in")
    secret = set_up_app(page, lambda: assert_accessible(page))
    code = page.locator("code").first.inner_text()
    page.goto("/admin/")
    heading(page, "Tandem")

    other = new_page(color_scheme=scheme)
    type_sign_in(other, "edith")
    heading(other, "Two-factor sign-in")
    assert_accessible(other)
    with time_machine.travel(time.time() + 60):
        other.get_by_label("Code from the app").fill(totp(secret))
        other.get_by_role("button", name="Sign in", exact=True).click()
        heading(other, "Tandem")

    third = new_page(color_scheme=scheme)
    type_sign_in(third, "edith")
    third.get_by_label("Code from the app").fill(code)
    third.get_by_role("button", name="Sign in", exact=True).click()
    heading(third, "Tandem")
    assert troubles == []


def with_a_key(page: Page) -> Any:
    """Put a security key into the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_security_key_is_added_asked_for_renamed_and_removed(page, site, settings, troubles):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    factories.user("edith", "Editors")
    with_a_key(page)
    steps.sign_in(page, "edith")
    page.goto("/admin/account/")
    page.get_by_role("tab", name="More actions").click()
    page.get_by_role("link", name="Two-factor sign-in").click()
    troubles.clear()  # Wagtail's account page names time zones that Chromium does not know
    page.get_by_role("link", name="Add a security key or passkey").click()
    confirm(page)
    heading(page, "Add a security key or passkey")
    assert_accessible(page)
    page.get_by_label("Name of the key").fill("Blue")
    page.get_by_role("button", name="Add").click()
    heading(page, "Recovery codes")
    page.goto("/admin/two-factor/webauthn/")
    assert_accessible(page)
    page.get_by_role("link", name="Rename Blue").click()
    heading(page, "Rename the key")
    assert_accessible(page)
    page.get_by_label("Name of the key").fill("Green")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Remove Green")).to_be_visible()

    page.context.clear_cookies()
    type_sign_in(page, "edith")
    heading(page, "Two-factor sign-in")
    page.get_by_role("button", name="Use a security key or passkey").click()
    heading(page, "Tandem")

    page.goto("/admin/two-factor/webauthn/")
    page.get_by_role("link", name="Remove Green").click()
    page.get_by_role("link", name="Use a security key or passkey").click()
    expect(page.get_by_role("button", name="Use a security key or passkey")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Use a security key or passkey").click()
    heading(page, "Remove the key")
    assert_accessible(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("There is none yet.")).to_be_visible()
    assert troubles == []


CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_button_is_cut_off_in_spanish(new_page, site, log_in, width):
    person = factories.user("edith", "Editors")
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "es"})
    page = new_page(viewport={"width": width, "height": 900})
    log_in(page, person)
    for address in ("two-factor/", "two-factor/totp/activate/", "two-factor/webauthn/add/"):
        page.goto(f"/admin/{address}")
        buttons = page.locator("main .button")
        assert buttons.count()
        assert buttons.evaluate_all(CUT) == [], address
    guest = new_page(viewport={"width": width, "height": 900}, locale="es-ES")
    for address in ("login/", "password_reset/", "password_reset/confirm/MQ/x-x/"):
        guest.goto(f"/admin/{address}")
        buttons = guest.locator("main .button")
        assert buttons.count()
        assert buttons.evaluate_all(CUT) == [], address


def test_on_a_phone_the_report_of_refusals_is_read_without_moving_it_sideways(new_page, site, log_in):
    boss = factories.user("boss", superuser=True)
    note = "A sentence of some length that says why this was not possible."
    RefusedAct.objects.create(user=boss, action="denied", label=f"/admin/{'a-long-address/' * 8}", note=note)
    page = new_page(viewport={"width": 360, "height": 800})
    log_in(page, boss)
    page.goto("/admin/translations/acts/")
    expect(page.get_by_text(note)).to_be_in_viewport(ratio=1)
    assert page.locator("main table").evaluate("table => table.getBoundingClientRect().right") <= 360
