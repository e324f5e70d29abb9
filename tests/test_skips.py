"""No silent skip: played in a suite of its own."""

import os
import subprocess
import sys

import pytest

from tests.skips import required

SUITE = """
import pytest

def test_runs(): pass

@pytest.mark.skip(reason="no Chromium was found; install one")
def test_left_out(): pass

@pytest.mark.skip(reason="no Chromium was found; install one")
def test_left_out_too(): pass
"""
COMPLETE = "def test_runs(): pass\n"
FAILING = SUITE + "\ndef test_fails(): assert False\n"


def run(tmp_path, suite, *arguments, **environ):
    """Run a suite in a process of its own, outside of this project's settings."""
    (tmp_path / "test_played.py").write_text(suite)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    options = ["-p", "tests.skips", "-p", "no:django", "-p", "no:cacheprovider", *arguments]
    command = [sys.executable, "-m", "pytest", "-q", *options, str(tmp_path)]
    env = {key: value for key, value in os.environ.items() if key != "REQUIRE_ALL" and not key.startswith("PYTEST_")}
    return subprocess.run(command, env=env | environ, capture_output=True, text=True, cwd=os.getcwd())


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "with workers"])
def test_the_closing_lines_say_what_was_left_out_and_how_to_get_it(tmp_path, workers):
    done = run(tmp_path, SUITE, *workers)
    assert done.returncode == 0, done.stdout + done.stderr
    *_, notice, summary = done.stdout.strip().splitlines()
    assert notice == "NOT RUN: 2 skipped: no Chromium was found; install one"
    assert summary.startswith("1 passed, 2 skipped")


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "with workers"])
def test_a_skip_fails_where_everything_is_required(tmp_path, workers):
    done = run(tmp_path, SUITE, *workers, REQUIRE_ALL="1")
    assert done.returncode == 1, done.stdout
    assert "a skipped test is a failure" in done.stdout


def test_a_complete_suite_passes_where_everything_is_required(tmp_path):
    done = run(tmp_path, COMPLETE, REQUIRE_ALL="1")
    assert done.returncode == 0, done.stdout
    assert "NOT RUN" not in done.stdout


def test_a_failure_stays_a_failure(tmp_path):
    assert run(tmp_path, FAILING).returncode == 1


@pytest.mark.parametrize(
    ("value", "answer"), [("1", True), ("true", True), ("YES", True), ("", False), ("0", False), ("no", False)]
)
def test_what_counts_as_required(value, answer):
    assert required({"REQUIRE_ALL": value}) is answer
    assert required({}) is False
