"""Is a flaw known in what is locked? (`make audit`)

pip-audit asks a service on the internet. Where that answers for some packages only, or for none, pip-audit
says “No known vulnerabilities found” all the same. So its answer is read here, and ends in one of three ways:

- 0: each package was asked about, and nothing is known;
- 1: flaws are known, and named;
- 3: not everything could be asked: this is no answer, and never “clean”.

The service is also asked about PROBE, whose flaw everybody knows: a mirror that holds no advisories answers
that there is none.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    "requirements.txt",
    "requirements/production.txt",
    "requirements/opensearch.txt",
    "requirements/elasticsearch.txt",
)
PROBE = "flask==0.12"
PATIENCE = 900  # seconds
CLEAN, FLAWS, NOT_ASKED = 0, 1, 3
# What pip-audit says where it leaves out an advisory that it does not understand.
LEFT_OUT = re.compile(r"Unsupported OSV schema version|OSV vuln entry '.*' is missing")


@dataclass(frozen=True)
class Verdict:
    """How it ended, and what is said of it."""

    status: int
    lines: tuple[str, ...]


def pins(text: str) -> set[str]:
    """`name==version` of what is installed on this machine by a lock file."""
    found = re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]+)", text, re.MULTILINE)
    wanted = [one for one in map(Requirement, found) if one.marker is None or one.marker.evaluate()]
    return {f"{one.name}{one.specifier}" for one in wanted}


def not_asked(why: str) -> Verdict:
    """The third way."""
    return Verdict(NOT_ASKED, (f"Known flaws were NOT checked: {why}",))


def judge(output: str, errors: str, wanted: set[str], accepted: Sequence[str] = ()) -> Verdict:
    """What pip-audit's JSON says of the packages that were to be asked about."""
    try:
        rows = json.loads(output)["dependencies"]
        answered = {f"{row['name']}=={row['version']}": row["vulns"] for row in rows if "skip_reason" not in row}
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["it said nothing"])[-1]
        return not_asked(f"pip-audit came to no end ({last[:200]}).")
    flaws = [line for name, found in answered.items() if name != PROBE for line in _lines(name, found, accepted)]
    missing = sorted(wanted - answered.keys())
    if flaws:
        rest = [f"{len(missing)} packages could not be asked about."] if missing else []
        return Verdict(FLAWS, (f"{len(flaws)} known flaws:", *flaws, *rest))
    if missing:
        return not_asked(f"the service answered for {len(wanted) - len(missing)} of {len(wanted)} packages.")
    if not answered.get(PROBE):
        return not_asked(f"the service knows of no flaw in {PROBE}, where everybody does.")
    if LEFT_OUT.search(errors):
        return not_asked("the service named a flaw that pip-audit cannot read.")
    rest = [f"Accepted, if there: {', '.join(accepted)}."] if accepted else []
    return Verdict(CLEAN, (f"No known flaws: {len(wanted)} packages were asked about.", *rest))


def _lines(name: str, flaws: list[dict[str, Any]], accepted: Sequence[str]) -> list[str]:
    return [
        f"  {name}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for flaw in flaws
        if not {flaw["id"], *flaw.get("aliases", [])} & set(accepted)
    ]


def ask(files: Sequence[Path], service: Sequence[str], accepted: Sequence[str]) -> Verdict:
    """Run pip-audit, without an answer of last time that it may have kept, and judge what it says."""
    wanted = {pin for file in files for pin in pins(file.read_text(encoding="utf-8"))}
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder, "probe.txt")
        # pip-audit wants a hash; nothing is fetched.
        probe.write_text(f"{PROBE} --hash=sha256:{'0' * 64}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format=json", *service]
        command += ["--progress-spinner=off", f"--cache-dir={folder}/cache"]
        command += [f"--requirement={file}" for file in (*files, probe)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=folder)
        except subprocess.TimeoutExpired:
            return not_asked(f"the service was waited for {PATIENCE // 60} minutes.")
    return judge(done.stdout, done.stderr, wanted, accepted)


def main(arguments: Sequence[str] | None = None) -> int:
    """Say how it ended; the exit status says the same."""
    parser = argparse.ArgumentParser(prog="tools.audit", description="Ask whether flaws are known in what is locked.")
    parser.add_argument("--service", choices=("pypi", "osv"), default="pypi", help="whom to ask")
    parser.add_argument("--osv-url", help="another address of a service that speaks as osv does")
    parser.add_argument("--accept", action="append", default=[], metavar="ID", help="a flaw to live with")
    parser.add_argument("files", nargs="*", type=Path, help="lock files, of what runs unless given")
    given = parser.parse_args(arguments)
    service = [f"--vulnerability-service={given.service}", *([f"--osv-url={given.osv_url}"] if given.osv_url else [])]
    files = [file.resolve() for file in given.files] or [ROOT / name for name in LOCKS]
    verdict = ask(files, service, given.accept)
    print(*verdict.lines, sep="\n")
    return verdict.status


if __name__ == "__main__":
    sys.exit(main())
