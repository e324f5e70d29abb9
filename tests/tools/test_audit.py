"""Known flaws in requirements: named where there are some, and never “clean” where nobody could be asked."""

import json
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tools.audit import CLEAN, FLAWS, LOCKS, NOT_ASKED, PROBE, ROOT, judge, main, pins

HASH = f"--hash=sha256:{'a' * 64}"
LOCK = (
    f"good-one==1.2.3 \\\n    {HASH} \\\n    {HASH}\n    # via other\n"
    f"other[extra]==4.5 ; python_version >= '3' \\\n    {HASH}\n"
    f"not-here==1 ; sys_platform == 'win32' \\\n    {HASH}\n"
)
WANTED = {"good-one==1.2.3", "other==4.5"}


def advisory(package: str, number: str = "TEST-1", **fields: Any) -> dict:
    """What a service that speaks as OSV does answers about a flaw."""
    events = [{"introduced": "0"}, {"fixed": "9.9"}]
    affected = {"package": {"name": package, "ecosystem": "PyPI"}, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
    return {"id": number, "aliases": [f"CVE-{number}"], "summary": "Bad.", "affected": [affected]} | fields


class Service:
    """A service on this machine: `answers` maps a package to (status, what is said); the probe has a flaw."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, Any]] = {"flask": (200, {"vulns": [advisory("flask", "OLD-1")]})}
        self.otherwise: tuple[int, Any] = (200, {})
        self.asked: list[str] = []

    def answer(self, package: str) -> tuple[int, bytes]:
        self.asked.append(package)
        status, said = self.answers.get(package, self.otherwise)
        return status, said if isinstance(said, bytes) else json.dumps(said).encode()


@pytest.fixture
def service() -> Iterator[Service]:
    """Answers at `service.url`."""
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = told.answer(asked["package"]["name"])
            cut = body.endswith(b"CUT")
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + 100 * cut))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/query"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()


@pytest.fixture
def audit(tmp_path, capsys, monkeypatch) -> Callable[..., tuple[int, str]]:
    """Audits LOCK; returns the exit status and what was said."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    lock = tmp_path / "lock.txt"
    lock.write_text(LOCK)

    def run(url: str, *more: str) -> tuple[int, str]:
        status = main(["--service", "osv", "--osv-url", url, *more, str(lock)])
        return status, capsys.readouterr().out

    return run


# ---------------------------------------------------------------- the three ways
def test_clean_says_how_many_packages_were_asked_about(service, audit):
    assert audit(service.url) == (CLEAN, "No known flaws: 2 packages were asked about.\n")
    assert sorted(service.asked) == ["flask", "good-one", "other"]


def test_flaws_are_named_with_the_version_that_mends_them(service, audit):
    unmended = advisory("other", "TEST-2", affected=[])
    service.answers |= {"good-one": (200, {"vulns": [advisory("good-one")]}), "other": (200, {"vulns": [unmended]})}
    status, said = audit(service.url)
    assert status == FLAWS
    assert said.splitlines() == [
        "2 known flaws:",
        "  good-one==1.2.3: CVE-TEST-1, mended in 9.9",
        "  other==4.5: CVE-TEST-2, mended in no version yet",
    ]


@pytest.mark.parametrize("name", ["TEST-1", "CVE-TEST-1"])
def test_a_flaw_that_was_accepted_is_said_to_be(service, audit, name):
    service.answers["other"] = (200, {"vulns": [advisory("other")]})
    assert audit(service.url)[0] == FLAWS
    status, said = audit(service.url, "--accept", name)
    assert status == CLEAN
    assert f"Accepted, if there: {name}." in said


UNUSABLE = {
    "not found": (404, {}),
    "out of order": (500, {}),
    "a page of a hotel": (200, b"<html>Welcome</html>"),
    "nothing": (200, b""),
    "cut off": (200, b'{"vulns": [CUT'),
    "other words": (200, {"found": []}),
    "a flaw without what it affects": (200, {"vulns": [{"id": "TEST-1"}]}),
    "a flaw of another age": (200, {"vulns": [advisory("other", schema_version="2.0.0")]}),
}


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE)
def test_half_an_answer_is_none(service, audit, answer):
    """One package of all is answered so."""
    service.answers["other"] = answer
    status, said = audit(service.url)
    assert status == NOT_ASKED
    assert said.startswith("Known flaws were NOT checked: ")
    assert len(said.splitlines()) == 1


def test_a_service_that_finds_nothing_anywhere_was_not_asked(service, audit):
    service.otherwise = (404, {})
    service.answers.clear()
    assert audit(service.url)[0] == NOT_ASKED


def test_a_service_that_knows_no_flaws_at_all_says_nothing_about_ours(service, audit):
    service.answers.clear()
    status, said = audit(service.url)
    assert status == NOT_ASKED
    assert PROBE in said


def test_without_a_connection_nothing_was_asked(audit):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/query"
    assert audit(url)[0] == NOT_ASKED


# ---------------------------------------------------------------- what pip-audit says
def answered(*rows: dict) -> str:
    return json.dumps({"dependencies": [*rows, row(PROBE, {"id": "OLD-1", "fix_versions": []})], "fixes": []})


def row(pin: str, *flaws: dict) -> dict:
    name, _, version = pin.partition("==")
    return {"name": name, "version": version, "vulns": list(flaws)}


def test_a_package_that_was_skipped_or_forgotten_was_not_asked_about():
    skipped = {"name": "other", "skip_reason": "Dependency not found"}
    for rows in ([row("good-one==1.2.3"), skipped], [row("good-one==1.2.3")], [row("good-one==1"), row("other==4.5")]):
        verdict = judge(answered(*rows), "No known vulnerabilities found", WANTED)
        assert verdict.status == NOT_ASKED
        assert "1 of 2 packages" in verdict.lines[0]


def test_a_flaw_is_named_even_where_not_all_could_be_asked():
    verdict = judge(answered(row("other==4.5", {"id": "TEST-1", "fix_versions": []})), "", WANTED)
    assert verdict.status == FLAWS
    assert "1 packages could not be asked about." in verdict.lines


@pytest.mark.parametrize("output", ["", "[]", "{}", '{"dependencies": [{}]}', '{"dependencies": null}', "Traceback"])
def test_whatever_is_no_answer_is_not_taken_for_one(output):
    verdict = judge(output, "one\nthe last word", WANTED)
    assert verdict.status == NOT_ASKED
    assert "the last word" in verdict.lines[0]


def test_what_runs_is_what_is_asked_about():
    assert pins(LOCK) == WANTED
    found = {pin for name in LOCKS for pin in pins((ROOT / name).read_text())}
    assert {"django", "wagtail", "gunicorn"} <= {pin.partition("==")[0] for pin in found}
    assert PROBE not in found


# ---------------------------------------------------------------- CI
@pytest.fixture
def ci(tmp_path) -> Callable[..., subprocess.CompletedProcess]:
    """`.ci/run` where all that it calls succeeds, and the audit ends as it is told."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    for folder in (tmp_path / ".venv" / "bin", tmp_path / "bin"):
        folder.mkdir(parents=True)
    names = [tmp_path / "bin" / name for name in ("make", "xgettext", "chromium", "pg_isready")]
    for stub in (*names, tmp_path / ".venv" / "bin" / "python"):
        stub.write_text('#!/bin/sh\ncase "$*" in "-m tools.audit") exit "$AUDIT";; esac\n')
        stub.chmod(0o755)

    def run(status: int, **environ: str) -> subprocess.CompletedProcess:
        env = {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "AUDIT": str(status), **environ}
        return subprocess.run([tmp_path / ".ci" / "run"], env=env, capture_output=True, text=True)

    return run


def last(done: subprocess.CompletedProcess) -> str:
    return done.stdout.strip().splitlines()[-1]


def test_ci_is_content_only_where_nothing_is_known(ci):
    done = ci(CLEAN)
    assert (done.returncode, last(done)) == (0, "All stages passed."), done.stderr


def test_ci_fails_on_a_flaw(ci):
    done = ci(FLAWS)
    assert (done.returncode, last(done)) == (FLAWS, "FAILED in: audit")
    assert "== lint" not in done.stdout


def test_ci_says_loudly_in_its_last_line_that_nobody_could_be_asked(ci):
    done = ci(NOT_ASKED)
    assert done.returncode == 0
    assert "NOT CHECKED" in last(done)
    assert "All stages passed." not in done.stdout


def test_ci_fails_where_it_is_told_that_it_must_ask(ci):
    done = ci(NOT_ASKED, REQUIRE_AUDIT="1")
    assert (done.returncode, last(done)) == (NOT_ASKED, "FAILED in: audit")
