"""What is installed is what was locked: each package by its version and the hashes of its files, from nowhere else."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements/dev.txt", "requirements/production.txt")
BESIDE = ("requirements/opensearch.txt", "requirements/elasticsearch.txt")  # for those who have such a server
PIN = re.compile(r"^[a-z0-9][a-z0-9._-]*(\[[\w,-]+\])?==[^\s;]+( ; [^\\]+)?$")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
ADDRESS = re.compile(r"https?://|file:|--(?:extra-)?index-url|--find-links|--trusted-host|git\+| @ ")


def problems(text: str) -> list[str]:
    """Requirements without version or hashes, and addresses."""
    lines = [
        line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    found = [line for line in lines if ADDRESS.search(line)]
    for line in lines:
        pin, *hashes = line.split(" --hash")
        if not PIN.match(pin.strip()) or not hashes or len(HASH.findall(line)) != len(hashes):
            found.append(line)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_each_requirement_is_pinned_by_hash(name):
    text = (ROOT / name).read_text()
    assert "django==" in text
    assert problems(text) == []


@pytest.mark.parametrize("name", BESIDE)
def test_what_only_some_need_is_pinned_by_hash_and_agrees_with_what_all_have(name):
    def pins(text: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE))

    text = (ROOT / name).read_text()
    assert problems(text) == []
    own, shared = pins(text), pins((ROOT / "requirements/production.txt").read_text())
    assert {package: own[package] for package in own.keys() & shared.keys()} == {
        package: shared[package] for package in own.keys() & shared.keys()
    }
    assert Path(name).stem in "".join(own)
    assert "django" not in own


GOOD = (
    "a-package==1.2.3 ; sys_platform == 'win32' \\\n"
    f"    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n    # via b\n"
)


def test_what_is_good_is_not_complained_about():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    "bad",
    [
        "a-package==1.2.3",
        "a-package>=1.2.3 --hash=sha256:" + "a" * 64,
        "a-package --hash=sha256:" + "a" * 64,
        "a-package==1 --hash=sha256:" + "a" * 63,
        "a-package==1 --hash=md5:" + "a" * 32,
        "a-package @ https://example.org/a.whl --hash=sha256:" + "a" * 64,
        "--extra-index-url https://example.org/simple",
        "--find-links /opt/wheels",
    ],
)
def test_what_is_bad_is_found(bad):
    assert problems(GOOD + bad) != []


def test_every_installation_asks_for_the_hashes():
    for name in ("Makefile", ".ci/run", "docs/operators.md"):
        for line in (ROOT / name).read_text().splitlines():
            if re.search(r"pip install(?! -r| the)", line) and "apt" not in line:
                assert "--require-hashes" in line, f"{name}: {line}"


def test_what_runs_is_what_is_tested():
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE))

    runs = pins("requirements.txt")
    for name in LOCKS[1:]:
        assert runs.items() <= pins(name).items()
