"""No secret is in a file that is kept."""

import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# By form: what each service writes.
KNOWN = {
    "private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY",
    "AWS key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})",
    "GitLab token": r"\bglpat-[\w-]{20,}",
    "Slack token": r"\bxox[abprs]-[\w-]{10,}|hooks\.slack\.com/services/\w",
    "Google key": r"\bAIza[\w-]{35}\b",
    "Stripe key": r"\b[sr]k_live_\w{16,}",
    "PyPI token": r"\bpypi-AgE[\w-]{40,}",
    "npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "API key of a model": r"\bsk-(?:ant-|proj-)?[\w-]{32,}",
    "SendGrid key": r"\bSG\.[\w-]{20,}\.[\w-]{20,}",
    "JSON web token": r"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{10,}",
    "password in an address": r"\b[a-z][a-z0-9+]*://[^\s/:@'\"{}<>…]+:(?!password@|…)[^\s/:@'\"{}<>…]{3,}@",
}
# By name and by how random it is: KEY = "…".
NAMED = re.compile(
    r"(?i)(?:secret|passw(?:or)?d|token|api_?key|private_?key)\w*[\"']?\s*[:=]\s*[\"']([^\"'\s]{20,})[\"']"
)
# The same without quotation marks, alone on a line or set before a command: KEY=…, export KEY=…, key: ….
BARE = re.compile(
    r"(?im)(?:^|[\s;,{])(?:[\w.-]*[_.-])?(?:secret|passw(?:or)?d|pwd|token|api_?key|private_?key)[\w.-]*"
    r"(?:[ \t]*=|:)[ \t]*([\w+/=.~!@#$%^&*?-]{12,})(?=[ \t]*(?:$|#|;|\s))"
)
# A name of a program, or words written together.
WORDS = re.compile(r"[A-Za-z]+\d{0,4}(?:[._-]+[A-Za-z]+\d{0,4})*")
RANDOM = 3.5  # bits a character; words written together have less than a random text


def randomness(text: str) -> float:
    """Bits a character."""
    return -sum(number / len(text) * math.log2(number / len(text)) for number in Counter(text).values())


def secrets_in(text: str) -> Iterator[str]:
    """What each looks like, with the line. The made-up ones below are written in two parts."""
    for name, pattern in KNOWN.items():
        for match in re.finditer(pattern, text):
            yield f"line {text.count(chr(10), 0, match.start()) + 1}: {name}"
    for match in [*NAMED.finditer(text), *BARE.finditer(text)]:
        value = match[1]
        is_mixed = re.search(r"\d", value) and re.search(r"[A-Za-z]", value) and not WORDS.fullmatch(value)
        if is_mixed and randomness(value) > RANDOM:
            yield f"line {text.count(chr(10), 0, match.start(1)) + 1}: a random text with the name of a secret"


def kept_files() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in done.stdout.decode().split("\0") if name]


def test_no_kept_file_holds_a_secret():
    names = kept_files()
    assert "mysite/settings/base.py" in names
    found = [
        f"{name}, {secret}"
        for name in names
        if (ROOT / name).is_file()
        for secret in secrets_in((ROOT / name).read_bytes().decode("utf-8", "replace"))
    ]
    assert not found, "\n".join(["", *found])


def test_files_that_hold_secrets_are_not_kept():
    wanted = re.compile(r"(^|/)(\.env|.*\.(pem|key|p12|pfx|kdbx|sqlite3|dump)|id_(rsa|ed25519)|\.netrc|\.pypirc)$")
    assert not [name for name in kept_files() if wanted.search(name)]


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN " + "OPENSSH PRIVATE KEY-----",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "a1B2" * 9,
        "github_pat_" + "a1B2c3" * 5,
        "glpat-" + "x1y2z3" * 4,
        "xoxb-" + "1234567890-abcdef",
        "AIza" + "Sy0123456789abcdefghijklmnopqrstuvw",
        "sk_live_" + "a1b2c3d4e5f6g7h8",
        "pypi-AgE" + "IcHlwaS5vcmc" * 5,
        "sk-ant-" + "a1B2c3D4" * 6,
        "eyJhbGciOiJIUzI1NiJ9xx." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N",
        "postgres://tandem:" + "hunter2x@db.example.org/tandem",
        "SECRET_KEY = " + '"k3J9vQ-x81LmZp0TtY7wRb2N"',
        "'api_key': " + "'9f86d081884c7d659a2feaa0c55ad015'",
        "SECRET_KEY=" + "k8fJ2mQ9xW4vLp7TzR1nB6cY",
        "export SECRET_KEY=" + "k8fJ2mQ9xW4vLp7TzR1nB6cY",
        "  SECRET_KEY = " + "k8fJ2mQ9xW4vLp7TzR1nB6cY  # of the server",
        "DJANGO_SECRET_KEY=" + "k8fJ2mQ9xW4vLp7TzR1nB6cY gunicorn mysite.wsgi",
        "password: " + "hV7q-Xt2m.Lp9z",
        "  db_password: " + "hV7qXt2mLp9zKw",
        "EMAIL_HOST_PASSWORD=" + "hV7q$Xt2m&Lp9z",
        "api-token: " + "9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_a_secret_is_found(secret):
    assert next(secrets_in(f"a line\n{secret}\n")).startswith("line 2")


@pytest.mark.parametrize(
    "text",
    [
        'SECRET_KEY = "development-only-not-secret"',
        'SECRET_KEY = env.str("SECRET_KEY", default="")',
        "DATABASE_URL=postgres://user:password@host:5432/name",
        "https://user@example.org/",
        '{"password": "bilingual-demo"}',
        "SECRET_KEY=…",
        "SECRET_KEY=a-long-random-text",
        "SECRET_KEY=${SECRET_KEY_OF_2026}",
        "password=request.POST2",
        "token = secrets.token_urlsafe(24)",
        "Password: the one that 3 people know",
        "--hash=sha256:" + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)
def test_what_is_none_is_left_alone(text):
    assert list(secrets_in(text)) == []
