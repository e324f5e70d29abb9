"""Pictures that look like places: hills, water, a town. Each draws on the canvas that it is given. Pure."""

import math
import random

from .canvas import Canvas, Point, along, dice_of, mix, smooth, steps


def _ridge(base: float, height: float, seed: int) -> list[Point]:
    """A range of hills from edge to edge, closed below."""
    dice = dice_of(seed)
    waves = [(dice.uniform(0.2, 1.6), dice.uniform(0, math.tau), 1 / (1 + index)) for index in range(5)]
    crest = [
        (16 * x, base - height * sum(share * math.sin(16 * x * pace + shift) for pace, shift, share in waves) / 2)
        for x in steps(160)
    ]
    return [*crest, (16, 9), (0, 9)]


def dawn(canvas: Canvas) -> None:
    """A pale sun over hills that grow lighter with distance."""
    canvas.sky("#f0c9a0", "#fbeed8")
    canvas.glow((11.2, 3.1), 5, mix("#fff6e0", "#fff6e0", 0, 0.9))
    canvas.disc((11.2, 3.1), 0.95, mix("#fffaf0", "#fffaf0", 0))
    for depth in steps(7):
        fill = along(("#e3b08f", "#b5838d", "#6d6875", "#2f3e4e"), depth)
        canvas.polygon(_ridge(4.2 + depth * 4.2, 0.9 - depth * 0.25, 11 + round(depth * 60)), fill)


def strata(canvas: Canvas) -> None:
    """Bands of blue and sand, like lines of handwriting."""
    canvas.sky("#f3ead9", "#f3ead9")
    colours = ("#e7c9a0", "#cf9f74", "#7fa3ad", "#3f7388", "#1f3f57")
    for depth in steps(13):
        swing = 0.35 + 0.25 * math.sin(depth * 9)
        crest = [
            (16 * x, 0.9 + depth * 7.4 + swing * math.sin(x * 7 + depth * 5) + 0.12 * math.sin(x * 23 - depth * 11))
            for x in steps(160)
        ]
        canvas.polygon([*crest, (16, 9), (0, 9)], along(colours, depth))


def _course(y: float) -> float:
    """Where the river runs at a height: wide bends that open towards the viewer."""
    return 8.4 + 3.4 * math.sin(y * 1.05 + 0.6) * (0.35 + y / 12)


def river(canvas: Canvas) -> None:
    """A blue river in broad bends through green and ochre fields."""
    canvas.sky("#e9dfc0", "#c9b878")
    for depth in steps(9):
        fill = along(("#d8c98f", "#a9b56a", "#8aa05a", "#c6a455", "#6f8f54"), (depth * 2.7) % 1)
        canvas.polygon(_ridge(1.2 + depth * 7.6, 0.5, 40 + round(depth * 80)), fill)
    heights = [9.4 * share for share in steps(120)]
    for extra, colour in ((0.42, "#efe4bd"), (0.0, "#2f6f8f"), (-0.3, "#4f93ad")):
        left = [(_course(y) - max(0.05, 0.25 + 0.19 * y + extra), y) for y in heights]
        right = [(_course(y) + max(0.05, 0.25 + 0.19 * y + extra), y) for y in heights]
        canvas.polygon([*left, *reversed(right)], mix(colour, colour, 0))


def delta(canvas: Canvas) -> None:
    """Arms of bright water that fan out over dark earth, seen from above."""
    canvas.sky("#1d2c2a", "#3d4a38")
    dice = dice_of(7)
    for depth in steps(8):
        canvas.polygon(_ridge(0.6 + depth * 8, 0.7, 90 + round(depth * 70)), mix("#5d6b45", "#7a6a3c", depth, 0.16))
    _arm(canvas, (8, -0.5), math.pi / 2, 0.46, 6, dice)


def _arm(canvas: Canvas, start: Point, heading: float, width: float, left: int, dice: random.Random) -> None:
    points = [start]
    for _ in range(80):
        heading += dice.uniform(-0.05, 0.05)
        x, y = points[-1]
        points.append((x + 0.021 * math.cos(heading), y + 0.018 * math.sin(heading)))
    for point in points:
        canvas.disc(point, width / 2, mix("#7fb7bd", "#e3f3ea", 1 - 2 * width))
    if left:
        for turn in (-0.62, 0.62):
            wide = width * dice.uniform(0.66, 0.84)
            _arm(canvas, points[-1], heading + turn * dice.uniform(0.5, 1.15), wide, left - 1, dice)


def ripples(canvas: Canvas) -> None:
    """Rings on a sheet of water at dusk."""
    canvas.sky("#34305a", "#e0956c")
    canvas.glow((8, 6.1), 9, mix("#ffd9a0", "#ffd9a0", 0, 0.55))
    for share in steps(20):
        radius = 0.3 + 8.8 * share**1.3
        canvas.ring((8, 5.6), radius, mix("#fff1d6", "#f7c59a", share, 0.62 * (1 - smooth(share)) + 0.06), 0.06, 0.34)
    canvas.disc((8, 5.6), 0.16, mix("#ffffff", "#ffffff", 0), 0.34)


def skyline(canvas: Canvas) -> None:
    """Blocks of colour, the outline of a town, mirrored in water."""
    canvas.sky("#f6d9b5", "#f2b8a0")
    canvas.disc((3.6, 2.7), 0.9, mix("#fff3dc", "#fff3dc", 0))
    water = 6.3
    canvas.tile((0, water, 16, 9), mix("#2c4a63", "#2c4a63", 0))
    dice, x = dice_of(23), -0.2
    while x < 16:
        wide, tall = dice.uniform(0.55, 1.35), dice.uniform(0.9, 4.1)
        fill = along(("#8f4a4a", "#c9785c", "#e0a96d", "#5f7f86", "#34526b"), dice.random())
        canvas.tile((x, water - tall, x + wide, water), fill)
        canvas.tile((x, water, x + wide, water + tall * 0.55), (*fill[:3], 105))
        x += wide * dice.uniform(0.86, 1.12)
    for share in steps(14):
        y = water + 0.15 + share * 2.5
        canvas.line([(0, y), (16, y)], mix("#2c4a63", "#2c4a63", 0, 0.6), 0.02 + share * 0.05)
