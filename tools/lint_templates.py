"""Rules for our templates that no other linter knows (`make lint`).

- at most 110 lines;
- no inline script, style or event handler: the content security policy will refuse them;
- the language of the document is said by a variable, never written down;
- what a person reads stands in a translate tag.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 110
# Names are not translated.
UNTRANSLATED = {"Tandem", "ORCID", "DOI", "RSS", "Atom", "Wagtail"}
READ_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title"}
DATA_SCRIPTS = {"application/json", "application/ld+json"}
WORD = re.compile(r"[^\W\d_]{2,}")
HIDDEN = re.compile(
    r"{#.*?#}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{%\s*block\s+\w*class\s*%}.*?{%\s*endblock\b.*?%}"  # class names, not words
    r"|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%.*?%}",
    re.DOTALL,
)
VARIABLE_TAG = re.compile(r"(</?){{.*?}}")  # <{{ level }} class="…">
VARIABLE = re.compile(r"{{.*?}}", re.DOTALL)
PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands where a variable stood


def _blank(match: re.Match[str]) -> str:
    """As many lines as before, and nothing on them."""
    return "\n" * match[0].count("\n")


def plain_html(template: str) -> str:
    """The HTML that stands in the template itself, on the lines where it stood."""
    shown = VARIABLE_TAG.sub(r"\1h2", HIDDEN.sub(_blank, template))
    return VARIABLE.sub(lambda match: PLACE + _blank(match), shown)


class _Rules(HTMLParser):
    def __init__(self, template: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[tuple[int, str]] = []
        self._raw = ""  # the script or style element that we are in
        self.feed(plain_html(template))
        self.close()

    def _report(self, problem: str, line: int = 0) -> None:
        self.problems.append((line or self.getpos()[0], problem))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "style" or "style" in values:
            self._report("inline style: use a stylesheet in static/css/")
        if tag == "script" and "src" not in values and values.get("type") not in DATA_SCRIPTS:
            self._report("inline script: use a module in static/js/")
        for name, value in values.items():
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self._report(f"inline handler {name}: use a module in static/js/")
        if tag == "html" and PLACE not in (values.get("lang") or ""):
            self._report("<html> takes lang from a variable")
        for name in READ_ATTRIBUTES & values.keys():
            self._check_text(values[name] or "", f"attribute {name} ")
        self._raw = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self._check_text(data)

    def _check_text(self, text: str, where: str = "") -> None:
        words = [word for word in WORD.findall(text) if word not in UNTRANSLATED]
        if words:
            line = self.getpos()[0] + text[: text.index(words[0])].count("\n")
            self._report(f"{where}outside a translate tag: {' '.join(words[:6])}", line)


def problems(template: str, suffix: str = ".html") -> Iterator[tuple[int, str]]:
    """(line, what is wrong) for each breach of a rule. A text template knows only the first and the last rule."""
    if (count := len(template.splitlines())) > MAX_LINES:
        yield count, f"{count} lines; at most {MAX_LINES}: move a part to components/"
    if suffix == ".html":
        yield from _Rules(template).problems
    else:
        for number, line in enumerate(plain_html(template).splitlines(), start=1):
            if WORD.search(line):
                yield number, f"outside a translate tag: {line.strip()}"


def templates(root: Path) -> list[Path]:
    """Our templates, in each app's folder of that name."""
    return sorted(path for path in root.glob("*/templates/**/*") if path.suffix in (".html", ".txt"))


def main() -> int:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {problem}"
        for path in templates(ROOT)
        for line, problem in problems(path.read_text(encoding="utf-8"), path.suffix)
    ]
    print(*found or [f"{len(templates(ROOT))} templates keep our rules"], sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
