"""The Makefile, the lock files and the CI script: what a newcomer and a new machine rely on."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.lint_templates import ROOT

LOCKS = ("requirements.txt", "requirements/dev.txt", "requirements/production.txt")
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
COMMANDS = ("demo", "test", "test-clients", "lint", "audit", "format", "messages", "bench", "lock")
needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is missing (Debian: apt-get install make)")


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text()))


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    env = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=cwd, env=env, capture_output=True, text=True)


# ---------------------------------------------------------------- requirements
@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_file_names_an_index(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert len(entries) >= len(pins(name)) > 10  # one package may have two pins, for two Pythons
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", LOCKS[1:])
def test_what_runs_is_the_same_everywhere(name):
    other = pins(name)
    assert {package: other.get(package) for package in pins("requirements.txt")} == pins("requirements.txt")


def test_the_versions_that_decide_are_the_ones_we_tested_with():
    locked = pins("requirements.txt")
    assert locked["django"].startswith("5.2.")
    assert locked["wagtail"].startswith("8.0.")
    assert locked["wagtail-localize"].startswith("1.14.")


# ---------------------------------------------------------------- make
@needs_make
def test_make_alone_lists_every_command():
    out = make().stdout
    for command in COMMANDS:
        assert re.search(rf"^  make {command}\b .+", out, re.MULTILINE), out


@needs_make
def test_an_old_or_missing_python_is_refused_in_a_sentence(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").touch()
    missing = make("demo", "PYTHON=python-that-is-not-there", cwd=tmp_path)
    assert missing.returncode
    assert "python-that-is-not-there was not found. Install Python 3.11 or newer" in missing.stdout
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\necho "Tandem needs Python 3.11 or newer; this is 3.9." >&2\nexit 1\n')
    old.chmod(0o755)
    refused = make("demo", f"PYTHON={old}", cwd=tmp_path)
    assert refused.returncode
    assert "Tandem needs Python 3.11 or newer" in refused.stderr
    assert not (tmp_path / ".venv").exists()


@needs_make
@pytest.mark.parametrize(
    ("target", "stamp", "lock"), [("demo", ".runs", LOCKS[0]), ("lint", ".develops", LOCKS[1])], ids=["demo", "lint"]
)
def test_requirements_are_installed_again_only_when_their_lock_changed(tmp_path, target, stamp, lock):
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in LOCKS:
        (tmp_path / name).touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    (tmp_path / ".venv" / stamp).touch()
    assert "pip install" not in make("--dry-run", target, cwd=tmp_path).stdout
    later = (tmp_path / ".venv" / stamp).stat().st_mtime + 5
    os.utime(tmp_path / lock, (later, later))
    assert "--require-hashes" in make("--dry-run", target, cwd=tmp_path).stdout


# ---------------------------------------------------------------- CI
def test_the_ci_script_can_be_run_and_stops_at_the_first_failure():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text()
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in text
    assert "REQUIRE_ALL=1" in text
    assert subprocess.run(["bash", "-n", str(script)], capture_output=True).returncode == 0


def test_nothing_needs_a_build_step():
    assert not list(ROOT.glob("package*.json"))
    assert not list(ROOT.glob("*webpack*"))
