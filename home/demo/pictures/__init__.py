"""Pictures drawn by code: the same bytes on every run, so that nothing of anybody else's is needed. Pure.

Heroes are abstract scenes by name (scenes.py, patterns.py); logos are initials on a coloured field, never
the mark of the outlet.
"""

import io

from PIL import Image, ImageDraw, ImageFont

from . import patterns, scenes
from .canvas import SIZE, Canvas, mix

MOTIFS = {
    "bridge": patterns.bridge,
    "dawn": scenes.dawn,
    "delta": scenes.delta,
    "grid": patterns.grid,
    "lanterns": patterns.lanterns,
    "leaves": patterns.leaves,
    "meeting": patterns.meeting,
    "orbits": patterns.orbits,
    "ripples": scenes.ripples,
    "river": scenes.river,
    "skyline": scenes.skyline,
    "strata": scenes.strata,
    "threads": patterns.threads,
    "weave": patterns.weave,
}
LOGO_SIZE = (480, 320)


def draw(name: str) -> bytes:
    """A picture of `SIZE` as JPEG. Raises KeyError for an unknown name."""
    canvas = Canvas()
    MOTIFS[name](canvas)
    stored = io.BytesIO()
    canvas.finished().save(stored, "JPEG", quality=84, optimize=True, progressive=True)
    return stored.getvalue()


def logo(initials: str, colour: str) -> bytes:
    """A placeholder logo as PNG: initials in white on a field of `colour` with a lighter corner."""
    width, height = LOGO_SIZE
    image = Image.new("RGB", LOGO_SIZE, colour)
    pen = ImageDraw.Draw(image)
    pen.polygon([(width * 0.62, height), (width, height * 0.4), (width, height)], fill=mix(colour, "#ffffff", 0.18))
    font = ImageFont.load_default(150)
    pen.text((width / 2, height / 2), initials, font=font, fill="#ffffff", anchor="mm")
    stored = io.BytesIO()
    image.quantize(64).save(stored, "PNG", optimize=True)
    return stored.getvalue()


__all__ = ["LOGO_SIZE", "MOTIFS", "SIZE", "draw", "logo"]
