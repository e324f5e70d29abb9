"""The offline observatory gives the points that the published rules name."""

import pytest

from tests.observatory import content_security, cookies, integrity, rules, score

HOST = "www.example.org"
TO_HTTPS = (301, f"https://{HOST}/en/")
GOOD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def points(headers: dict[str, str], html: str = "", plain: tuple[int, str] = TO_HTTPS) -> int:
    return score(rules(headers, html, HOST, plain))


def test_nothing_said_is_nothing_gained():
    assert points({}, plain=(200, "")) == 100 - 25 - 20 - 20 - 5 - 20


def test_everything_said_well_is_130():
    assert points(GOOD) == 130


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("Content-Security-Policy", "", 75 - 20),  # and nothing says who may frame it
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'", 125),
        ("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'", 60),
        ("Strict-Transport-Security", "max-age=60", 120),
        ("Strict-Transport-Security", "", 80),
        ("Referrer-Policy", "unsafe-url", 120),
        ("Referrer-Policy", "", 125),
        ("X-Content-Type-Options", "", 125),
        ("Cross-Origin-Resource-Policy", "", 120),
        ("Cross-Origin-Resource-Policy", "nonsense", 115),
    ],
)
def test_each_header_is_missed(name, value, left):
    assert points(GOOD | {name: value}) == left


def test_what_is_better_than_needed_does_not_make_up_for_what_lacks():
    assert points(GOOD, plain=(200, "")) == 80


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'none'; form-action 'self'", 10),
        ("default-src 'none'", 5),
        ("default-src 'none'; form-action https://evil.example", 5),
        ("script-src 'self'", -20),  # objects come from anywhere
        ("default-src https:", -20),
        ("default-src 'self'; script-src 'self' data:", -20),
        ("default-src 'self'; script-src 'self' 'unsafe-inline' 'nonce-x'", 5),
        ("default-src 'self'; script-src 'self' 'unsafe-eval'", -10),
        ("default-src 'self'; style-src 'self' 'unsafe-inline'", 0),
        ("default-src 'self'; img-src http://pictures.example", -10),
        ("default-src 'self'; connect-src http://else.example", -20),
        ("default-src 'self'; default-src *", 5),
    ],
)
def test_a_policy_is_read_as_browsers_read_it(policy, expected):
    assert content_security(policy)[1] == expected


@pytest.mark.parametrize(
    ("lines", "hsts", "expected"),
    [
        ([], True, 0),
        (["sessionid=1; Secure; HttpOnly; SameSite=Lax", "csrftoken=2; Secure; SameSite=Lax"], True, 5),
        (["sessionid=1; Secure; SameSite=Lax"], True, -30),
        (["sessionid=1; HttpOnly; SameSite=Lax"], True, -10),
        (["sessionid=1; HttpOnly; SameSite=Lax"], False, -40),
        (["theme=1; SameSite=Lax"], False, -20),
        (["csrftoken=1; Secure"], True, -20),
        (["theme=1; Secure"], True, 0),
        (["theme=1; Secure; SameSite=None"], True, -20),
    ],
)
def test_of_several_cookies_the_worst_counts(lines, hsts, expected):
    assert cookies(lines, hsts)[1] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Words", 0),
        ("<script src='/a.js'></script>", 0),
        ("<script src='/a.js' integrity='sha256-x'></script>", 5),
        ("<script src='https://else.example/a.js'></script>", -5),
        ("<script src='https://else.example/a.js' integrity='sha256-x'></script>", 5),
        ("<script src='http://else.example/a.js'></script>", -50),
        ("<script src='//else.example/a.js' integrity='x'></script>", -20),
    ],
)
def test_scripts_of_other_hosts_want_a_seal(html, expected):
    assert integrity(html, HOST)[1] == expected
