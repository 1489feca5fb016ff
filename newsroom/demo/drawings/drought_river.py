"""A stone bridge over a bed of cracked mud, with a thread of water left in it."""

import itertools
from math import pi, sin

from .brush import Canvas, Point, Stencil, curve, mix, path
from .motifs import mountains, person, poplar


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#c9824f"), (0.4, "#e9b67a"), (1, "#f8e2b4"), bottom=520)
    canvas.glow(1130, 175, 620, "#fff0c4", 0.9)
    canvas.ink(Stencil().ellipse(1130, 175, 58), "#fffbe8")
    mountains(
        canvas,
        path("-30,390 180,300 330,352 560,268 760,350 980,300 1210,362 1420,290 1640,370"),
        "#d9a377",
        dark="#c48a64",
        mist="#f0cf9f",
        base=520,
        strength=0.7,
    )
    mountains(
        canvas,
        path("-30,430 240,392 520,440 900,412 1250,446 1640,400"),
        "#b97e58",
        dark="#a66f4d",
        mist="#dcae7f",
        base=540,
        strength=0.6,
    )
    trees = Stencil()
    for _ in range(34):
        x = random.choice((random.uniform(-10, 360), random.uniform(1290, 1620)))
        poplar(trees, canvas, x, 520, random.uniform(50, 110))
    canvas.ink(trees, "#6d6a43", light="#9a8b54", toward="right")
    canvas.sky((0, "#d3a676"), (0.4, "#c08a5e"), (1, "#94603f"), top=505)
    _cracked_mud(canvas, 560)
    thread = path("905,560 850,610 905,668 800,742 700,820 760,920 640,1010")
    widths = (8, 18, 26, 40, 54, 74, 120)
    left = curve([(x - w, y) for (x, y), w in zip(thread, widths, strict=True)])
    right = curve([(x + w * 1.1, y) for (x, y), w in zip(thread, widths, strict=True)])
    wet = Stencil().polygon([(x - 26 * (y - 520) / 400, y) for x, y in left] + [(x + 20, y) for x, y in right[::-1]])
    canvas.ink(wet, "#7a4c33", strength=0.75, soft=7)
    stream = Stencil().polygon([*left, *right[::-1]])
    canvas.ink(stream, "#5f8f93", light="#f3d9a8", toward="down", depth=0.9)
    shine = Stencil()
    for _ in range(30):
        place = random.randrange(len(left) - 8, len(left)) if random.random() < 0.3 else random.randrange(len(left))
        (x0, y), (x1, _) = left[place], right[place]
        x, half = random.uniform(x0, x1), (x1 - x0) * 0.16
        shine.polygon([(x - half, y), (x, y - 2), (x + half, y), (x, y + 2)])
    canvas.ink(shine, "#fff3d2", strength=0.8, inside=stream)
    _stone_bridge(canvas)
    _stranded_boat(canvas)
    canvas.haze(330, 560, "#f6dba9", 0.32)


def _cracked_mud(canvas: Canvas, horizon: float) -> None:
    random = canvas.random
    ground = Stencil().box(-10, horizon, 1610, 1010)
    canvas.ink(ground, "#c59468", shade="#5e3926", depth=1)
    rows = [horizon + 450 * (step / 15) ** 1.9 for step in range(1, 17)]
    corners: list[list[Point]] = []
    for y in rows:
        size = 18 + (y - horizon) * 0.42
        columns = int(1900 / size) + 2
        corners.append(
            [
                (-150 + (c + random.uniform(-0.34, 0.34)) * size, y + random.uniform(-0.13, 0.13) * size)
                for c in range(columns)
            ]
        )
    for tone in ("#cf9d6f", "#c08d61", "#b27f55"):
        clods, crust = Stencil(), Stencil()
        for upper, lower in itertools.pairwise(corners):
            ratio = len(lower) / len(upper)
            for c in range(len(upper) - 1):
                if random.random() > 0.36:
                    continue
                a, b = (
                    lower[min(int(c * ratio), len(lower) - 1)],
                    lower[min(int((c + 1) * ratio), len(lower) - 1)],
                )
                cell = [upper[c], upper[c + 1], b, a]
                x, y = sum(p[0] for p in cell) / 4, sum(p[1] for p in cell) / 4
                clods.polygon([(x + (px - x) * 0.9, y + (py - y) * 0.86) for px, py in cell])
                edge = 1 + (y - horizon) * 0.006
                crust.line([(x + (px - x) * 0.88, y + (py - y) * 0.84) for px, py in cell[:2]], edge)
        if clods.pieces:
            canvas.ink(clods, tone, shade=mix(tone, "#6b4029", 0.75), depth=0.95)
            canvas.ink(crust, "#f0cc97", strength=0.5)


def _stone_bridge(canvas: Canvas) -> None:
    """Five arches on tall piers; the marks of high water are far above what runs under them."""
    deck = curve(path("-20,452 400,424 800,414 1200,424 1620,452"))
    wall = Stencil().polygon([*deck, (1620, 640), (-20, 640)])
    for x, half, spring in (
        (90.0, 104, 560),
        (385, 118, 556),
        (715, 138, 552),
        (1060, 118, 556),
        (1350, 104, 560),
        (1610, 90, 562),
    ):
        arch: list[Point] = [(x - half, 660)]
        arch += [(x - half * (1 - 2 * s / 20), spring - 88 * sin(pi * s / 20) ** 0.62) for s in range(21)]
        wall.polygon([*arch, (x + half, 660)], cut=True)
    canvas.ink(wall, "#a06a48", shade="#57311f", light="#c98f63", toward="down", depth=0.9)
    courses = Stencil()
    for step in range(1, 22):
        courses.line([(x, y + step * 10) for x, y in deck[::6]], 1)
    for _ in range(330):
        x, y = canvas.random.uniform(0, 1600), 430 + canvas.random.randrange(22) * 10
        courses.line([(x, y), (x, y + 9)], 1)
    canvas.ink(courses, "#6d422e", strength=0.4, inside=wall)
    mark = Stencil().box(0, 566, 1600, 640)
    canvas.ink(mark, "#e8c493", strength=0.4, inside=wall)
    arches = Stencil()
    for x, half, spring in (
        (90, 104, 560),
        (385, 118, 556),
        (715, 138, 552),
        (1060, 118, 556),
        (1350, 104, 560),
        (1610, 90, 562),
    ):
        rim = [(x - half * (1 - 2 * s / 20), spring - 88 * sin(pi * s / 20) ** 0.62) for s in range(21)]
        arches.line([(x - half, 640), *rim, (x + half, 640)], 9)
    canvas.ink(arches, "#e0b183", strength=0.75, inside=wall)
    parapet = Stencil().line([(x, y - 4) for x, y in deck], 12)
    canvas.ink(parapet, "#7f5038", light="#e6b888", toward="down")
    walkers = Stencil()
    person(walkers, 520, 413, 62)
    person(walkers, 556, 412, 56, robe=True)
    person(walkers, 1180, 417, 58)
    canvas.ink(walkers, "#3d2620")
    for x, half in ((238, 33), (550, 32), (888, 34), (1210, 32), (1480, 30)):
        foot = Stencil().polygon([(x - half, 640), (x + half, 640), (x - half * 3.2, 690), (x - half * 5.4, 690)])
        canvas.ink(foot, "#4a2a1e", strength=0.5, soft=4)


def _stranded_boat(canvas: Canvas) -> None:
    hull = curve(path("1040,800 1120,852 1260,866 1400,830 1462,770"), 8)
    rim = curve(path("1462,770 1380,800 1240,818 1110,812 1040,800"), 8)
    canvas.ink(Stencil().ellipse(1235, 872, 230, 22), "#3c2118", strength=0.65, soft=9)
    boat = Stencil().polygon([*hull, *rim])
    canvas.ink(boat, "#2f6670", shade="#173a44", light="#5f9a98", toward="down-right")
    inside = Stencil().polygon([*rim, *curve(path("1040,800 1120,800 1250,802 1390,784 1462,770"), 8)])
    canvas.ink(inside, "#2a1c18")
    canvas.ink(Stencil().line(rim, 6), "#e4bb85")
    thwarts = Stencil().line([(1150, 813), (1168, 800)], 9).line([(1292, 812), (1300, 797)], 9)
    canvas.ink(thwarts, "#a9744c")
    canvas.ink(Stencil().line(path("1462,772 1530,842 1556,850"), 3), "#4a2c20")
