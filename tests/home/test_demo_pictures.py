"""The demo's pictures: drawn by code, the same on every run, and small enough to send."""

import io

import pytest
from PIL import Image

from home.demo import pictures
from home.demo.catalogue import OUTLETS
from home.demo.pictures.canvas import Canvas, along, mix, smooth, steps

LARGEST = 260_000


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return {name: pictures.draw(name) for name in pictures.MOTIFS}


@pytest.mark.parametrize("name", pictures.MOTIFS)
def test_a_picture_is_wide_small_and_really_a_jpeg(drawn, name) -> None:
    image = Image.open(io.BytesIO(drawn[name]))
    assert image.format == "JPEG"
    assert image.size == pictures.SIZE == (1600, 900)
    assert len(drawn[name]) < LARGEST


@pytest.mark.parametrize("name", pictures.MOTIFS)
def test_a_picture_is_not_a_plain_field(drawn, name) -> None:
    small = Image.open(io.BytesIO(drawn[name])).convert("L").resize((64, 36))
    darkest, lightest = small.getextrema()
    assert lightest - darkest > 40


def test_no_two_pictures_are_alike(drawn) -> None:
    assert len(set(drawn.values())) == len(drawn)


@pytest.mark.parametrize("name", ["delta", "dawn"])
def test_a_picture_is_the_same_on_every_run(drawn, name) -> None:
    assert pictures.draw(name) == drawn[name]


def test_an_unknown_picture_is_an_error() -> None:
    with pytest.raises(KeyError):
        pictures.draw("mark-of-an-outlet")


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.key)
def test_a_logo_is_initials_on_a_field_of_its_own_colour(outlet) -> None:
    image = Image.open(io.BytesIO(pictures.logo(outlet.initials, outlet.colour)))
    assert image.format == "PNG"
    assert image.size == pictures.LOGO_SIZE
    colours = image.convert("RGB").getcolors(maxcolors=256)
    field = max(colours)[1]
    assert max(abs(a - b) for a, b in zip(field, mix(outlet.colour, outlet.colour, 0), strict=False)) <= 6
    assert any(min(colour) > 240 for _count, colour in colours)


def test_logos_differ_by_initials_and_colour() -> None:
    assert len({pictures.logo(outlet.initials, outlet.colour) for outlet in OUTLETS}) == len(OUTLETS)


# ---------------------------------------------------------------- the canvas
def test_colours_mix_and_run_along_a_row() -> None:
    assert mix("#000000", "#ffffff", 0.5) == (128, 128, 128, 255)
    assert mix("#000000", "#ffffff", 1, 0.5) == (255, 255, 255, 128)
    assert along(("#000000", "#ffffff", "#000000"), 0.5) == (255, 255, 255, 255)
    assert along(("#000000", "#ffffff"), 7) == (255, 255, 255, 255)


def test_steps_include_both_ends_and_a_soft_step_keeps_them() -> None:
    assert list(steps(3)) == [0, 0.5, 1]
    assert (smooth(0), smooth(0.5), smooth(1)) == (0, 0.5, 1)


def test_translucent_paint_lets_what_is_under_it_shine_through() -> None:
    canvas = Canvas()
    canvas.sky("#000000", "#000000")
    canvas.tile((0, 0, 16, 9), mix("#ffffff", "#ffffff", 0, 0.5))
    grey = canvas.finished().getpixel((800, 450))
    assert all(120 <= part <= 135 for part in grey)


def test_light_has_no_edge() -> None:
    canvas = Canvas()
    canvas.sky("#000000", "#000000")
    canvas.glow((8, 4.5), 4, mix("#ffffff", "#ffffff", 0))
    image = canvas.finished()
    centre, side, corner = (image.getpixel((x, y))[0] for x, y in ((800, 450), (1000, 450), (5, 5)))
    assert centre > side > corner
