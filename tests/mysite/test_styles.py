"""The stylesheets: enough contrast in each scheme, one place for colours, no build step needed."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "css"
# What dresses the admin lives in Wagtail's own layers and tokens.
SHEETS = sorted(path for path in FOLDER.glob("*.css") if not path.name.startswith("admin-"))
PAINTED = [sheet for sheet in SHEETS if sheet.name not in ("tokens.css", "print.css")]
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right|top|bottom)"
    r"|(?<![\w-])(?:left|right|width|height)\s*:"
)
LINKS = settings.BASE_DIR / "mysite" / "templates" / "components" / "stylesheets.html"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LONGEST = 250
SCHEMES = ["light", "dark"]
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11, level AA
PAIRS = [
    ("text", "surface", TEXT),
    ("text", "surface-raised", TEXT),
    ("text", "accent-wash", TEXT),
    ("text", "caution-wash", TEXT),
    ("text", "found", TEXT),
    ("text-soft", "surface", TEXT),
    ("text-soft", "surface-raised", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "surface-raised", TEXT),
    ("accent", "accent-wash", TEXT),
    ("on-accent", "accent", TEXT),
    ("caution", "caution-wash", TEXT),
    ("control", "surface", SHAPE),
    ("focus", "surface", SHAPE),
    ("focus", "surface-raised", SHAPE),
]


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def roles(scheme: str) -> dict[str, str]:
    """Each custom property of tokens.css as a scheme leaves it, references followed to the end."""
    text = source(FOLDER / "tokens.css")
    light, _, rest = text.partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media")[0]
    found = {}
    for block in (light, dark) if scheme == "dark" else (light,):
        found |= dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))

    def follow(value: str) -> str:
        reference = re.fullmatch(r"var\(--([\w-]+)\)", value.strip())
        return follow(found[reference[1]]) if reference else value.strip()

    return {name: follow(value) for name, value in found.items()}


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_what_is_read_stands_out_in_both_schemes(scheme, front, back, least):
    colours = roles(scheme)
    assert contrast(colours[front], colours[back]) >= least


def test_every_sheet_is_linked_and_every_link_has_its_sheet():
    linked = re.findall(r"static 'css/([\w-]+\.css)'", LINKS.read_text())
    assert sorted(linked) == [sheet.name for sheet in SHEETS]
    assert linked[0] == "tokens.css", "the order of layers is declared first"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_short_and_imports_nothing(sheet):
    assert len(sheet.read_text().splitlines()) <= LONGEST
    assert "@import" not in source(sheet)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_all_rules_stand_in_a_layer(sheet):
    text, depth = source(sheet), 0
    for statement in re.findall(r"[^{};]*[{};]", text):
        if depth == 0 and statement[-1] != "}":
            assert statement.strip().startswith("@layer"), statement.strip()
        depth += {"{": 1, "}": -1, ";": 0}[statement[-1]]
    assert depth == 0


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sides_are_named_by_the_direction_of_the_text(sheet):
    physical = (
        r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|width|height)\s*:"
    )
    assert not re.findall(physical, source(sheet))


@pytest.mark.parametrize(
    "sheet", [s for s in SHEETS if s.name not in ("tokens.css", "print.css")], ids=lambda s: s.name
)
def test_only_the_tokens_name_colours(sheet):
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)\(", source(sheet))


def test_every_token_that_is_used_is_declared():
    text = "".join(source(sheet) for sheet in SHEETS)
    declared = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", text))
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= declared, used - declared
    assert declared - used == set(), "declared and never used"
