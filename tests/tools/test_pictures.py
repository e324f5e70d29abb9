"""The pictures of the documentation are those that `make pictures` takes: small, and each of them told in words."""

import io
import re

import pytest
from PIL import Image

from tests.measures import ROOT
from tools.pictures import COLOURS, FOLDER, LARGEST, PICTURES, WIDTH, small

SHOWN = re.compile(r"!\[([^\]]+)\]\((?:docs/)?images/([\w-]+)\.png\)")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FOUND = {name: words for page in PAGES for words, name in SHOWN.findall(page.read_text())}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_each_picture_is_shown_with_words_and_is_small(picture) -> None:
    assert len(FOUND[picture.name]) > 20
    file = FOLDER / f"{picture.name}.png"
    assert file.stat().st_size <= LARGEST
    assert Image.open(file).size == (WIDTH, picture.height)


def test_no_file_lies_there_that_nobody_shows() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(FOUND)


def test_a_picture_keeps_its_size_and_loses_its_colours() -> None:
    noise = Image.effect_noise((300, 200), 60).convert("RGB")
    whole = io.BytesIO()
    noise.save(whole, "PNG")
    found = small(whole.getvalue())
    assert found == small(whole.getvalue())
    assert len(found) < len(whole.getvalue())
    assert Image.open(io.BytesIO(found)).size == (300, 200)
    assert len(Image.open(io.BytesIO(found)).convert("RGB").getcolors()) <= COLOURS
