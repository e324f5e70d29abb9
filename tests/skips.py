"""No silent skip: the closing lines say what was left out, and REQUIRE_ALL=1 makes any skip a failure."""

import os
from collections import Counter
from typing import Any

import pytest


def required(environ: Any = os.environ) -> bool:
    """Whether this run must leave nothing out."""
    return environ.get("REQUIRE_ALL", "").lower() in ("1", "true", "yes", "on")


def _reason(report: Any) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a pass with skips into a failure, where everything was asked for."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and required() and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests were skipped, and why: the reason tells how to get them."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    for reason, number in reasons.most_common():
        terminalreporter.write_line(f"NOT RUN: {number} skipped: {reason}", yellow=True)
    if reasons and required():
        terminalreporter.write_line("REQUIRE_ALL is set: a skipped test is a failure.", red=True)
