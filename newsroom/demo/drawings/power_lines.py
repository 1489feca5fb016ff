"""The high line walks over the plain after sunset; below it one village has its lights on."""

import itertools
from math import sin

from .brush import Canvas, Point, Stencil, curve, mix, path
from .motifs import mountains, streak

ARMS = ((-430, 92), (-350, 112), (-270, 96))


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#141f3d"), (0.35, "#45406b"), (0.62, "#b45f68"), (0.85, "#f0a065"), (1, "#fbd792"), bottom=760)
    stars = Stencil()
    for _ in range(90):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 2 * 360, random.uniform(0.7, 1.9))
    canvas.ink(stars, "#fff4d8", strength=0.75)
    for x, y, length in ((1150.0, 420.0, 900), (420, 500, 760), (900, 566, 900), (240, 620, 560)):
        streak(canvas, x, y, length, 18, "#e88a6a", 0.5)
    canvas.glow(1150, 740, 760, "#ffdf9a", 0.8)
    mountains(
        canvas,
        path("-30,660 200,590 380,650 640,570 860,660 1100,610 1330,668 1640,590"),
        "#a3586a",
        dark="#854a66",
        mist="#e79a6c",
        base=770,
        roughness=0.12,
    )
    for outline, colour, shade in (
        ("-30,730 300,700 700,742 1100,712 1640,746", "#6d3f5c", "#9b5560"),
        ("-30,790 400,750 820,800 1240,770 1640,806", "#44305a", "#5f3a5a"),
    ):
        hill = curve(path(outline))
        canvas.ink(Stencil().polygon([*hill, (1640, 1010), (-30, 1010)]), colour, shade=shade, depth=0.7)
    _village(canvas)
    towers = ((1330, 735, 0.16), (1240, 748, 0.25), (1090, 775, 0.42), (840, 830, 0.75), (330, 985, 1.45))
    for (x0, y0, k0), (x1, y1, k1) in itertools.pairwise(towers):
        _wires(canvas, (x0, y0, k0), (x1, y1, k1))
    _wires(canvas, towers[-1], (-900, 1400, 3.2))
    for (x, y, k), colour in zip(towers, ("#8d4f66", "#6f4163", "#4a2f58", "#2c2348", "#14152e"), strict=True):
        _tower(canvas, x, y, k, colour)
    front = curve(path("-30,930 300,900 700,948 1100,930 1640,960"))
    canvas.ink(
        Stencil().polygon([*front, (1640, 1010), (-30, 1010)]),
        "#171631",
        light="#3d2748",
        toward="down",
        depth=0.5,
    )
    grass = Stencil()
    for _ in range(420):
        x = random.uniform(-10, 1610)
        y = 962 + 20 * sin(x / 210)
        grass.line([(x, y), (x + random.uniform(-6, 14), y - random.uniform(12, 46))], 2)
    canvas.ink(grass, "#12122a")


def _tower(canvas: Canvas, x: float, y: float, k: float, colour: str) -> None:
    def at(px: float, py: float) -> Point:
        return (x + px * k, y + py * k)

    iron, thin = Stencil(), Stencil()
    levels = (
        (0, 84),
        (-70, 68),
        (-135, 53),
        (-195, 40),
        (-245, 30),
        (-290, 24),
        (-350, 21),
        (-410, 17),
        (-470, 9),
    )
    for side in (-1, 1):
        iron.line([at(side * half, py) for py, half in levels], max(1.4, 7 * k))
    for (y0, h0), (y1, h1) in itertools.pairwise(levels):
        thin.line([at(-h0, y0), at(h1, y1)], max(1, 3 * k)).line([at(h0, y0), at(-h1, y1)], max(1, 3 * k))
        thin.line([at(-h1, y1), at(h1, y1)], max(1, 3 * k))
    for py, reach in ARMS:
        for side in (-1, 1):
            iron.line([at(0, py - 22), at(side * reach, py), at(0, py + 4)], max(1.2, 4.4 * k))
            thin.line([at(side * reach * 0.5, py - 10), at(side * reach * 0.5, py + 3)], max(1, 2.4 * k))
            thin.line([at(side * reach, py), at(side * reach, py + 32)], max(1.2, 5.5 * k))
    canvas.ink(iron, colour, light=mix(colour, "#f2a36c", 0.5), toward="left", depth=0.3)
    canvas.ink(thin, colour)


def _wires(canvas: Canvas, start: tuple[float, float, float], end: tuple[float, float, float]) -> None:
    (x0, y0, k0), (x1, y1, k1) = start, end
    for py, reach in ARMS:
        for side in (-1, 1):
            a = (x0 + side * reach * k0, y0 + (py + 32) * k0)
            b = (x1 + side * reach * k1, y1 + (py + 32) * k1)
            sag = 74 * (k0 + k1) / 2
            wire = Stencil()
            points = [
                (
                    a[0] + (b[0] - a[0]) * s / 16,
                    a[1] + (b[1] - a[1]) * s / 16 + sag * 4 * (s / 16) * (1 - s / 16),
                )
                for s in range(17)
            ]
            for place, (p, q) in enumerate(itertools.pairwise(points)):
                wire.line([p, q], max(0.8, 1.6 * (k0 + (k1 - k0) * place / 16)))
            canvas.ink(wire, "#1c1a36", strength=0.9)


def _village(canvas: Canvas) -> None:
    random = canvas.random
    houses, lights = Stencil(), Stencil()
    spots = []
    for _ in range(44):
        x, y = random.gauss(1130, 150), random.uniform(800, 850)
        wide, tall = random.uniform(20, 44), random.uniform(14, 30)
        houses.box(x, y - tall, x + wide, y + 8)
        if random.random() < 0.75:
            wx, wy = x + wide * random.uniform(0.2, 0.7), y - tall * 0.6
            lights.box(wx, wy, wx + 5, wy + 6)
            spots.append((wx, wy))
    canvas.ink(houses, "#2b2145", light="#6b3f58", toward="down", depth=0.5)
    canvas.ink(lights, "#ffd684")
    for x, y in spots[::3]:
        canvas.glow(x, y, 46, "#ffbf66", 0.6)
