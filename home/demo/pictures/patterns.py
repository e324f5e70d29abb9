"""Pictures that are patterns: circles, threads, ribbons, tiles. Each draws on the canvas that it is given. Pure."""

import math

from PIL import ImageChops

from .canvas import Canvas, along, dice_of, mix, smooth, steps


def meeting(canvas: Canvas) -> None:
    """Two large circles, one warm and one cool, that share a bright field."""
    canvas.sky("#16202e", "#1d2b3a")
    warm, cool = Canvas(), Canvas()
    for sheet, x, near, far in ((warm, 6.1, "#e07a45", "#7a2f22"), (cool, 9.9, "#3f93a8", "#173f5c")):
        sheet.sky("#000000", "#000000")
        for share in steps(90):
            sheet.disc((x, 4.5), 3.75 * (1 - share * 0.98), mix(far, near, smooth(share)))
    canvas.show(ImageChops.screen(canvas.image, ImageChops.screen(warm.image, cool.image)))
    for x in (6.1, 9.9):
        canvas.ring((x, 4.5), 3.75, mix("#ffffff", "#ffffff", 0, 0.35), 0.03)


def threads(canvas: Canvas) -> None:
    """Thin threads that run side by side and cross once in the middle."""
    canvas.sky("#f7f3ea", "#efe7d8")
    colours = ("#24577a", "#3f93a8", "#e0a96d", "#c9583f", "#6d2f4a")
    for share in steps(34):
        start, end = 1 + 7 * share, 8 - 7 * share
        points = [(16 * x, start + (end - start) * smooth(x) + 0.16 * math.sin(x * 9 + share * 8)) for x in steps(120)]
        canvas.line(points, along(colours, share, 0.85), 0.055)


def bridge(canvas: Canvas) -> None:
    """Arcs of many colours that spring from one side to the other."""
    canvas.sky("#fdf6e9", "#f3dcc0")
    colours = ("#12324a", "#2f6f8f", "#6fae9f", "#e6b450", "#d9663f", "#8a2f3f")
    for share in steps(18):
        reach, rise = 2.1 + 5.4 * share, 1.2 + 6.4 * share
        points = [(8 - reach * math.cos(math.pi * t), 8.2 - rise * math.sin(math.pi * t)) for t in steps(120)]
        canvas.line(points, along(colours, 1 - share, 0.9), 0.17)
    canvas.tile((0, 8.2, 16, 9), mix("#12324a", "#12324a", 0))


def weave(canvas: Canvas) -> None:
    """Ochre and green ribbons that pass over and under each other."""
    canvas.sky("#f4ecdc", "#eadfc8")
    columns = [(index, 0.45 + index * 1.3) for index in range(12)]
    rows = [(index, 0.35 + index * 1.3) for index in range(7)]
    wide = 0.9
    greens, ochres = ("#2f5d50", "#7fae94"), ("#b8742f", "#e9c07a")

    def upright(index: int, x: float, top: float, bottom: float) -> None:
        canvas.tile((x, top, x + wide, bottom), mix(*greens, (index % 4) / 3))
        canvas.tile((x + wide * 0.78, top, x + wide, bottom), mix("#1c332c", "#1c332c", 0, 0.16))

    for index, x in columns:
        upright(index, x, 0, 9)
    for index, y in rows:
        canvas.tile((0, y + 0.08, 16, y + wide + 0.12), mix("#1c1c1c", "#1c1c1c", 0, 0.16))
        canvas.tile((0, y, 16, y + wide), mix(*ochres, (index % 3) / 2))
        for column, x in columns:
            if (index + column) % 2:
                upright(column, x, y - 0.14, y + wide + 0.14)


def grid(canvas: Canvas) -> None:
    """Rounded tiles whose colours drift from deep blue to pale yellow."""
    canvas.sky("#fbf7ee", "#fbf7ee")
    dice = dice_of(5)
    for column in range(20):
        for row in range(11):
            x, y = 0.22 + column * 0.79, 0.2 + row * 0.79
            drift = (column / 19 + row / 10) / 2 + dice.uniform(-0.13, 0.13)
            fill = along(("#173f5c", "#2f7f8f", "#7fbf9f", "#f0d98c", "#fbefc0"), drift)
            canvas.tile((x, y, x + 0.68, y + 0.68), fill, 0.16)


def orbits(canvas: Canvas) -> None:
    """Rings around one centre, each with a bright dot."""
    canvas.sky("#1b1d33", "#2d2447")
    canvas.glow((8, 4.5), 4, mix("#ffce8a", "#ffce8a", 0, 0.8))
    canvas.disc((8, 4.5), 0.5, mix("#ffe6bd", "#ffe6bd", 0))
    dice = dice_of(12)
    for share in steps(9):
        radius, angle = 1.1 + 6.3 * share, dice.uniform(0, math.tau)
        fill = along(("#ffd79a", "#e88f6a", "#b06a9a", "#6f8fd0"), share)
        canvas.ring((8, 4.5), radius, (*fill[:3], 150), 0.035, 0.56)
        centre = (8 + radius * math.cos(angle), 4.5 + 0.56 * radius * math.sin(angle))
        canvas.glow(centre, 0.9, (*fill[:3], 190))
        canvas.disc(centre, 0.15 + 0.05 * share, fill)


def lanterns(canvas: Canvas) -> None:
    """Paper lanterns on slack strings, lit from within, before a blue evening."""
    canvas.sky("#22344f", "#5a6f8f")
    dice = dice_of(17)
    for row, y in enumerate((1.1, 3.3, 5.7)):
        string = [(16 * t, y + 1.1 * math.sin(math.pi * t) + 0.2 * row) for t in steps(80)]
        canvas.line(string, mix("#18223a", "#18223a", 0), 0.05)
        for x, high in string[6 + 5 * row :: 13]:
            radius = 0.42 + 0.12 * row
            fill = along(("#f7d98a", "#f0a860", "#e0785a"), dice.uniform(0, 1))
            canvas.glow((x, high + radius), 2.6 * radius, (*fill[:3], 150))
            canvas.disc((x, high + radius), radius, fill, 1.2)
            canvas.line([(x - 0.16, high + 0.02), (x + 0.16, high + 0.02)], mix("#18223a", "#18223a", 0), 0.09)


def leaves(canvas: Canvas) -> None:
    """Long leaves of several greens that overlap on a light ground."""
    canvas.sky("#f6f4e6", "#e6ead2")
    dice = dice_of(31)
    for index in range(70):
        x, y, angle = dice.uniform(-1, 17), dice.uniform(-1, 10), dice.uniform(-0.5, 0.9)
        long, wide = dice.uniform(1.4, 3.4), dice.uniform(0.22, 0.5)
        shape = [(long * t, wide * math.sin(math.pi * t)) for t in steps(40)]
        shape += [(a, -b) for a, b in reversed(shape)]
        turn = [(math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))]
        points = [(x + a * turn[0][0] + b * turn[1][0], y + a * turn[0][1] + b * turn[1][1]) for a, b in shape]
        fill = along(("#c6d39a", "#8fb37a", "#4f8a68", "#24584f"), index / 70 + dice.uniform(-0.2, 0.2), 0.9)
        canvas.polygon(points, fill)
        canvas.line([points[0], points[39]], mix("#ffffff", "#ffffff", 0, 0.35), 0.02)
