"""The arithmetic of counted tries: what counts with what, what is given back, and when the count begins anew."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import throttle
from accounts.signals import refused
from mysite.signal_handlers import keep_refusal

IN_15_MINUTES, IN_AN_HOUR = 5, 30  # of one name: from one address, from all of them
HOSTILE = ["", " ", "\x00", "a\r\nb", "🕊", "x" * 10_000, "'; DROP TABLE", "%s", "../..", "edith page 1"]


def request(address: str = "203.0.113.1", **more: Any) -> Any:
    return RequestFactory().post("/", REMOTE_ADDR=address, **more)


def tries(number: int, name: str = "edith", address: str = "203.0.113.1", **more: Any) -> list[bool]:
    """Whether each of some tries is looked at."""
    return [throttle.count(request(address, **more), name) is not None for _ in range(number)]


def marked(name: str, **options: Any) -> str:
    """The cookie of a browser in which a name has signed in."""
    response = HttpResponse()
    throttle.remember(request(), response, name, **options)
    return response.cookies[throttle.KNOWN].value


def known(name: str, **more: Any) -> Any:
    found = request(**more)
    found.COOKIES[throttle.KNOWN] = marked(name)
    return found


@pytest.fixture(autouse=True)
def told() -> Iterator[list[dict]]:
    """What is said of refusals: here nobody else listens, who would ask for a database."""
    said: list[dict] = []

    def listen(**facts: Any) -> None:
        said.append(facts)

    refused.disconnect(keep_refusal)
    refused.connect(listen)
    yield said
    refused.disconnect(listen)
    refused.connect(keep_refusal)


@pytest.fixture
def clock():
    with time_machine.travel("2030-01-01 08:00Z", tick=False) as moving:
        yield moving


# ---------------------------------------------------------------- how many
def test_from_an_address_five_are_looked_at_and_each_comes_back_fifteen_minutes_after_it_was_used(clock) -> None:
    assert tries(2) == [True, True]
    clock.shift(10 * 60)
    assert tries(4) == [True, True, True, False]
    clock.shift(5 * 60 + 1)  # the first two are over, the three are not
    assert tries(3) == [True, True, False]
    clock.shift(15 * 60 + 1)
    assert tries(6) == [True] * 5 + [False]


def test_from_everywhere_thirty_an_hour_are_looked_at_and_no_try_that_was_refused_is_counted(clock) -> None:
    spread = [tries(1, address=f"203.0.113.{number}")[0] for number in range(40)]
    assert spread == [True] * IN_AN_HOUR + [False] * 10
    clock.shift(3600 + 1)
    assert tries(1, address="198.51.100.1") == [True]


def test_one_name_is_not_counted_for_another_and_one_address_not_for_another() -> None:
    assert tries(6) == [True] * 5 + [False]
    assert tries(1, "edwin") == [True]
    assert tries(1, address="203.0.113.2") == [True]


@pytest.mark.parametrize("same", ["EDITH", " edith ", "Edith", "\tedith"])
def test_however_a_name_is_typed_it_has_one_count(same) -> None:
    assert tries(5, same) == [True] * 5
    assert tries(1) == [False]


def test_what_was_right_is_given_back_to_both_counts() -> None:
    for _ in range(IN_AN_HOUR + 5):
        throttle.count(request(), "edith").rollback()
    assert tries(6) == [True] * 5 + [False]
    spread = [tries(1, address=f"203.0.113.{number}")[0] for number in range(2, 40)]
    assert spread.count(True) == IN_AN_HOUR - 5


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_for_a_name_is_counted_and_nothing_fails(name) -> None:
    assert tries(6, name) == [True] * 5 + [False]


# ---------------------------------------------------------------- from where
def test_a_network_of_new_addresses_is_one_address_and_two_networks_are_two() -> None:
    assert tries(5, address="2001:db8:1:1::1") == [True] * 5
    assert tries(1, address="2001:db8:1:1:ffff::9") == [False]
    assert tries(1, address="2001:db8:1:2::1") == [True]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted_as"),
    [
        (0, "198.51.100.7", "203.0.113.1"),  # nobody is trusted: the header is nothing
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "evil, 198.51.100.7", "198.51.100.7"),  # what a visitor made up stands before it
        (2, "198.51.100.7, 192.0.2.1", "198.51.100.7"),
        (2, "6.6.6.6, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
        (2, "198.51.100.7", "203.0.113.1"),  # fewer than are trusted: the last one's
        (1, "", "203.0.113.1"),
        (1, "nonsense", "203.0.113.1"),
    ],
)
def test_behind_proxies_a_visitor_is_counted_by_the_address_that_the_trusted_ones_saw(
    settings, proxies, forwarded, counted_as
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert tries(5, HTTP_X_FORWARDED_FOR=forwarded) == [True] * 5
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert tries(1, address=counted_as) == [False]
    assert tries(1, address="192.0.2.99") == [True]


# ---------------------------------------------------------------- browsers that are known
def test_a_known_browser_has_a_count_of_its_own_wherever_it_is() -> None:
    assert tries(6) == [True] * 5 + [False]
    browser = known("edith")
    assert [throttle.count(browser, "edith") is not None for _ in range(6)] == [True] * 5 + [False]
    browser.META["REMOTE_ADDR"] = "198.51.100.9"
    assert throttle.count(browser, "edith") is None
    assert throttle.count(known("edith"), "edith") is not None  # another one


def test_what_a_known_browser_tries_takes_nothing_from_the_others() -> None:
    for _ in range(IN_AN_HOUR):
        throttle.count(known("edith"), "edith")
    assert tries(1) == [True]


@pytest.mark.parametrize("name", ["edith", "Edith", "edith page 1", "ñandú 2"])
def test_a_mark_is_the_name_of_its_owner_and_of_nobody_else(name) -> None:
    browser = known(name)
    assert throttle.known_browser(browser, name.casefold())
    for other in ("edwin", "", f"{name} ", name.casefold()[1:], f"x {name}"):
        assert throttle.known_browser(browser, other) == ""


def test_a_mark_stays_the_same_for_ninety_days_and_is_none_after_them(clock) -> None:
    browser = known("edith")
    mark = throttle.known_browser(browser, "edith")
    response = HttpResponse()
    throttle.remember(browser, response, "edith")
    assert response.cookies[throttle.KNOWN].value.startswith(f"{mark} edith:")
    clock.shift(throttle.KNOWN_AGE - 1)
    assert throttle.known_browser(browser, "edith") == mark
    clock.shift(2)
    assert throttle.known_browser(browser, "edith") == ""


def test_a_mark_is_no_script_s_and_goes_only_below_its_path(settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    for path, expected in (("", f"/{settings.ADMIN_PATH}"), ("/documents/7/", "/documents/7/")):
        response = HttpResponse()
        throttle.remember(request(), response, "edith", path=path)
        cookie = response.cookies[throttle.KNOWN]
        assert (cookie["path"], cookie["httponly"], cookie["secure"], cookie["samesite"]) == (
            expected,
            True,
            True,
            "Lax",
        )
        assert cookie["max-age"] == throttle.KNOWN_AGE


@pytest.mark.usefixtures("_nothing_counted")
@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), st.text(max_size=20).map(lambda text: signing.dumps(text))))
def test_a_mark_that_this_site_did_not_make_is_none(value) -> None:
    browser = request()
    browser.COOKIES[throttle.KNOWN] = value
    assert throttle.known_browser(browser, "edith") == ""
    browser.COOKIES[throttle.KNOWN] = marked("edith")[:-1] + "?"
    assert throttle.known_browser(browser, "edith") == ""


# ---------------------------------------------------------------- what is told
def test_one_too_many_is_told_to_the_log_and_to_whoever_keeps_a_record_without_a_line_break(told, caplog) -> None:
    with caplog.at_level(logging.WARNING, "accounts.throttle"):
        tries(7, "Edith\nAdmin signed in")
    assert [said["note"] for said in told] == ["edith\nadmin signed in (203.0.113.1)"] * 2
    assert {said["action"] for said in told} == {throttle.SIGN_IN}
    assert len(caplog.records) == 2
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_a_page_and_a_collection_of_one_number_and_a_user_of_that_name_have_counts_of_their_own() -> None:
    def looked_at(name: str) -> int:
        return sum(throttle.count_for_page(request(), name) is not None for _ in range(12))

    assert [looked_at("page 7"), looked_at("collection 7"), looked_at("page 7")] == [10, 10, 0]
    assert tries(1, "page 7") == [True]


def test_three_letters_an_hour_go_to_a_mailbox_however_its_address_is_written(clock) -> None:
    written = ["ana@example.org", "ANA@example.org", "Ana@Example.org", "ana@example.org"]
    assert [throttle.reset_is_allowed(request(), email) for email in written] == [True, True, True, False]
    assert throttle.reset_is_allowed(request(), "luz@example.org")
    assert not throttle.reset_is_allowed(request("198.51.100.1"), "ana@example.org")
    clock.shift(3600 + 1)
    assert throttle.reset_is_allowed(request(), "ana@example.org")
