"""A sheet to draw on: twice the final size, so that edges come out smooth. Pure."""

import random
from collections.abc import Iterator, Sequence

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageOps

SIZE = (1600, 900)
SCALE = 2

Point = tuple[float, float]
Colour = tuple[int, ...]


def mix(first: str, second: str, share: float, opacity: float = 1) -> Colour:
    """The colour at `share` of the way from one to the other."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return (*(round(a + (b - a) * share) for a, b in pairs), round(255 * opacity))


def along(colours: Sequence[str], share: float, opacity: float = 1) -> Colour:
    """The colour at `share` (0 to 1) along a row of colours."""
    place = min(max(share, 0), 1) * (len(colours) - 1)
    index = min(int(place), len(colours) - 2)
    return mix(colours[index], colours[index + 1], place - index, opacity)


def dice_of(seed: int) -> random.Random:
    """Chance that falls the same way on every run: for pictures, nothing secret hangs on it."""
    return random.Random(seed)  # noqa: S311


def steps(count: int) -> Iterator[float]:
    """`count` numbers from 0 to 1, both included."""
    yield from (index / (count - 1) for index in range(count))


def smooth(share: float) -> float:
    """0 to 1 with a soft start and end."""
    return share * share * (3 - 2 * share)


class Canvas:
    """Coordinates run from (0, 0) to (16, 9); widths are in the same unit. Translucent paint blends."""

    width, height = 16.0, 9.0

    def __init__(self) -> None:
        self.unit = SIZE[0] * SCALE / self.width
        self.show(Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), "white"))

    def show(self, image: Image.Image) -> None:
        """Go on with another sheet of the same size."""
        self.image = image
        self.pen = ImageDraw.Draw(image, "RGBA")

    def sky(self, top: str, bottom: str) -> None:
        """Fill the sheet from one colour above to another below."""
        ramp = Image.linear_gradient("L").resize(self.image.size)
        self.show(ImageOps.colorize(ramp, black=top, white=bottom))

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self.pen.polygon(self._scaled(points), fill=fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        self.pen.line(self._scaled(points), fill=fill, width=round(width * self.unit), joint="curve")

    def disc(self, centre: Point, radius: float, fill: Colour, flat: float = 1) -> None:
        """A filled circle; `flat` below 1 makes it a lying ellipse."""
        self.pen.ellipse(self._box(centre, radius, flat), fill=fill)

    def ring(self, centre: Point, radius: float, colour: Colour, width: float, flat: float = 1) -> None:
        self.pen.ellipse(self._box(centre, radius, flat), outline=colour, width=round(width * self.unit))

    def tile(self, box: tuple[float, float, float, float], fill: Colour, radius: float = 0) -> None:
        self.pen.rounded_rectangle([edge * self.unit for edge in box], radius * self.unit, fill=fill)

    def glow(self, centre: Point, radius: float, fill: Colour) -> None:
        """A disc of light without an edge."""
        size = (SIZE[0] // 4, SIZE[1] // 4)
        unit = size[0] / self.width
        x, y, reach = centre[0] * unit, centre[1] * unit, radius * unit / 2
        light = Image.new("L", size)
        ImageDraw.Draw(light).ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill[3])
        soft = light.filter(ImageFilter.GaussianBlur(reach / 2)).resize(self.image.size)
        self.image.paste(fill[:3], mask=soft)

    def finished(self) -> Image.Image:
        return self.image.resize(SIZE, Image.Resampling.LANCZOS)

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def _box(self, centre: Point, radius: float, flat: float) -> list[float]:
        (x, y), tall = centre, radius * flat
        return [edge * self.unit for edge in (x - radius, y - tall, x + radius, y + tall)]
