"""The catalogues in `locale/`: gather the messages of the source, compile, and check (`make messages`, `make lint`).

Gathering needs the `xgettext` program (package gettext); compiling and the other checks do not. A
catalogue keeps the order of the source and names files without line numbers, so that a change of
code that changes no text changes no catalogue.

`locale_upstream/` holds translations of messages of Wagtail and its companions, whose own catalogues
lack them or get them wrong. They are kept by hand: nothing is gathered, only compiled and checked.
"""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
NOT_SHOWN = ("tests", "tools", "docs", "var", "migrations", "locale*", "node_modules", "__pycache__", ".*")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|{(\w+)}")
PLURAL_FORMS = {"es": "nplurals=2; plural=(n != 1);", "pt": "nplurals=2; plural=(n > 1);"}
UPSTREAM = ("wagtail", "wagtail_localize", "taggit")
# What a translator’s comment says where a placeholder is left out on purpose.
LEFT_OUT = "Placeholder left out"
NO_XGETTEXT = (
    "Not checked: whether the catalogues hold every message of the source. That needs the program xgettext "
    "(Debian: apt-get install gettext)."
)


def catalogues(root: Path) -> list[Path]:
    """The .po files of the project."""
    return sorted(root.glob("locale/*/LC_MESSAGES/django.po"))


def kept_by_hand(root: Path) -> list[Path]:
    """The .po files for messages of other people's packages."""
    return sorted(root.glob("locale_upstream/*/LC_MESSAGES/*.po"))


def upstream_messages(domain: str) -> set[tuple[str | None, str, str]]:
    """The keys of every message that the installed packages of UPSTREAM say, by their own English catalogues."""
    folders = [Path(importlib.util.find_spec(name).origin).parent for name in UPSTREAM]
    files = [path for folder in folders for path in folder.rglob(f"locale/en/LC_MESSAGES/{domain}.po")]
    return {key(entry) for path in files for entry in polib.pofile(str(path)) if not entry.obsolete}


def gather(root: Path) -> polib.POFile:
    """Every message of the source, in the order of the source, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*NOT_SHOWN))
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--keep-pot", "--locale=es", "--verbosity=0"]
        command += ["--extension=py,html,txt", "--add-location=file", "--no-wrap"]
        env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"makemessages failed:\n{done.stdout}{done.stderr}")
        return polib.pofile(str(copy / "locale" / "django.pot"))


def key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    """What makes two messages the same one."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def update(catalogue: polib.POFile, source: polib.POFile) -> polib.POFile:
    """The catalogue with the messages of the source, and the translations it had for them."""
    translated = {key(entry): entry for entry in catalogue if not entry.obsolete}
    updated = polib.POFile(wrapwidth=100)
    updated.header = catalogue.header
    updated.metadata = {name: text for name, text in catalogue.metadata.items() if not name.endswith("-Date")}
    for entry in source:
        old = translated.get(key(entry))
        if old:
            entry.msgstr, entry.msgstr_plural, entry.flags = old.msgstr, old.msgstr_plural, old.flags
            entry.tcomment = old.tcomment
        elif entry.msgid_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.occurrences = sorted(set(entry.occurrences))
        updated.append(entry)
    return updated


def new_catalogue(language: str) -> polib.POFile:
    """An empty catalogue with the header that gettext needs."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "Tandem",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    return catalogue


def _names(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def _entry_problems(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.obsolete:
        yield "obsolete"
    elif not all(texts):
        yield "not translated"
    elif entry.fuzzy:
        yield "marked fuzzy"
    elif any(_names(text) - _names(entry.msgid + entry.msgid_plural) for text in texts):
        yield "has a placeholder that the message lacks"
    elif _names(entry.msgid_plural or entry.msgid) - _names(texts[-1]) and LEFT_OUT not in entry.tcomment:
        yield "lacks a placeholder of the message"


def problems_within(path: Path) -> Iterator[str]:
    """What is wrong in a catalogue by itself: gaps, placeholders, a .mo that was not compiled from it."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        for problem in _entry_problems(entry):
            yield f"{problem}: {entry.msgid!r}"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        yield f"{compiled.name} is not compiled from it: run `make messages`"


def problems_against(source: Iterable[polib.POEntry], catalogue: Iterable[polib.POEntry]) -> Iterator[str]:
    """Messages that only the source, or only the catalogue, has."""
    needed = {key(entry) for entry in source}
    held = {key(entry) for entry in catalogue if not entry.obsolete}
    for _context, msgid, _plural in sorted(needed - held, key=str):
        yield f"missing, run `make messages`: {msgid!r}"
    for _context, msgid, _plural in sorted(held - needed, key=str):
        yield f"no longer in the source, run `make messages`: {msgid!r}"


def problems_upstream(catalogue: Iterable[polib.POEntry], domain: str) -> Iterator[str]:
    """Messages that no installed package says any more."""
    said = upstream_messages(domain)
    for entry in catalogue:
        if key(entry) not in said:
            yield f"no longer in {', '.join(UPSTREAM)}, take it out: {entry.msgid!r}"


def check(root: Path, require_all: bool) -> int:
    """Print what is wrong; 0 when nothing is."""
    found: list[str] = []
    source = gather(root) if shutil.which("xgettext") else None
    for path in catalogues(root):
        problems = list(problems_within(path))
        if source is not None:
            problems += problems_against(source, polib.pofile(str(path)))
        found += [f"{path.relative_to(root)}: {problem}" for problem in problems]
    for path in kept_by_hand(root):
        problems = [*problems_within(path), *problems_upstream(polib.pofile(str(path)), path.stem)]
        found += [f"{path.relative_to(root)}: {problem}" for problem in problems]
    if not catalogues(root):
        found.append("locale/ holds no catalogue")
    number = len(catalogues(root)) + len(kept_by_hand(root))
    print(*found or [f"{number} catalogue(s) complete and compiled"], sep="\n")
    if source is None:
        print(NO_XGETTEXT)
    return int(bool(found) or (require_all and source is None))


def write(root: Path, languages: Iterable[str]) -> int:
    """Bring each catalogue to what the source says, and compile it."""
    if not shutil.which("xgettext"):
        sys.exit("Gathering messages needs the program xgettext (Debian: apt-get install gettext).")
    for language in languages:
        path = root / "locale" / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = update(polib.pofile(str(path)) if path.exists() else new_catalogue(language), gather(root))
        catalogue.save(str(path))
        compile_saved(path)
        todo = len(catalogue.untranslated_entries())
        print(f"{path.relative_to(root)}: {len(catalogue)} messages, {todo} to translate")
    for path in kept_by_hand(root):
        compile_saved(path)
    return 0


def compile_saved(path: Path) -> None:
    """Make the .mo of a .po as it was saved, read back: line wrapping must not make a difference."""
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", default=["es"], help="languages to gather for")
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is wrong")
    options = parser.parse_args()
    if options.check:
        return check(ROOT, os.environ.get("REQUIRE_ALL", "") not in ("", "0"))
    return write(ROOT, options.languages)


if __name__ == "__main__":
    sys.exit(main())
