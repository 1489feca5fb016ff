"""A pass in the last light: one bus, two lamps, poles that tell where the road is."""

import itertools

from .brush import Canvas, Stencil, curve, path
from .motifs import mountains


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#26405e"), (0.45, "#6f87a0"), (0.8, "#e3b7a0"), (1, "#f5d9bd"), bottom=620)
    canvas.glow(330, 420, 560, "#ffd9ae", 0.65)
    mountains(
        canvas,
        path("-30,430 60,330 150,390 360,215 470,300 540,270 700,372 800,330 980,420 1640,460"),
        "#d9c4c4",
        dark="#8290ab",
        mist="#d6bfbd",
        base=640,
        roughness=0.2,
        strength=0.8,
    )
    mountains(
        canvas,
        path("480,600 700,450 770,480 900,360 960,392 1130,150 1240,270 1300,240 1430,360 1520,300 1700,420"),
        "#efe0d8",
        dark="#5d7494",
        mist="#c3bcc6",
        base=720,
        roughness=0.22,
        strength=0.85,
    )
    canvas.haze(400, 640, "#dcc9cb", 0.75)
    hill = curve(path("-30,600 240,560 520,612 760,580 1060,640 1360,590 1640,640"))
    canvas.ink(Stencil().polygon([*hill, (1640, 1010), (-30, 1010)]), "#c9cbd8", shade="#7f93b1", depth=0.8)
    pines = Stencil()
    for _ in range(46):
        x = random.choice((random.uniform(-20, 420), random.uniform(1150, 1620)))
        _pine(pines, x, 628 + random.uniform(-24, 30), random.uniform(38, 86))
    canvas.ink(pines, "#2c4358", light="#8d9db3", toward="down", depth=0.5)
    near = curve(path("-30,760 260,700 620,742 1000,700 1320,752 1640,700"))
    canvas.ink(Stencil().polygon([*near, (1640, 1010), (-30, 1010)]), "#e8e4e6", shade="#8fa3c0", depth=0.85)
    middle = path("980,596 1090,622 1010,660 760,690 640,732 800,792 960,870 900,1010")
    widths = (7, 12, 20, 32, 52, 84, 132, 205)
    left = curve([(x - w, y) for (x, y), w in zip(middle, widths, strict=True)])
    right = curve([(x + w, y) for (x, y), w in zip(middle, widths, strict=True)])
    bank = Stencil().polygon(
        [(x - 10 - (y - 590) * 0.1, y - 3) for x, y in left] + [(x + 8 + (y - 590) * 0.1, y) for x, y in right[::-1]]
    )
    canvas.ink(bank, "#f8f3ef", shade="#aab8cf", toward="right")
    road = Stencil().polygon([*left, *right[::-1]])
    canvas.ink(road, "#4a5a74", shade="#2c3a54", light="#8a93a6", toward="down", depth=0.9)
    ruts = Stencil()
    for share in (0.24, 0.42, 0.6, 0.78):
        rut = [(a + (b - a) * share, y) for (a, y), (b, _) in zip(left, right, strict=True)]
        for (ax, ay), (bx, by) in itertools.pairwise(rut):
            ruts.line([(ax, ay), (bx, by)], 0.6 + (ay - 590) * 0.035)
    canvas.ink(ruts, "#aab4c8", strength=0.22, inside=road)
    for place in range(8, len(left), 8):
        (x, y), (x2, y2) = left[place], right[place]
        size = (y - 560) / 8
        poles = Stencil()
        for px, py in ((x - size * 0.5, y), (x2 + size * 0.5, y2)):
            poles.line([(px, py), (px, py - size * 2.6)], max(2, size * 0.16))
        canvas.ink(poles, "#c8553d", light="#fbeee2", toward="down", depth=0.4)
    _bus(canvas, 742, 772)
    big = Stencil()
    for x, y, tall in (
        (60, 1040, 480),
        (210, 1030, 330),
        (1480, 1010, 470),
        (1350, 1040, 300),
        (1590, 1030, 380),
    ):
        _pine(big, x, y, tall)
    canvas.ink(big, "#1b2c40", light="#5c7391", toward="down", depth=0.6)
    _flakes(canvas)


def _pine(stencil: Stencil, x: float, y: float, tall: float) -> None:
    stencil.limb((x, y), (x, y - tall), tall * 0.05, tall * 0.01)
    for tier in range(6):
        base, half = y - tall * (0.1 + tier * 0.15), tall * (0.25 - tier * 0.036)
        stencil.polygon(
            [
                (x, base - tall * 0.25),
                (x + half * 0.5, base - tall * 0.08),
                (x + half, base + tall * 0.02),
                (x + half * 0.35, base - tall * 0.02),
                (x, base + tall * 0.025),
                (x - half * 0.4, base - tall * 0.02),
                (x - half, base + tall * 0.015),
                (x - half * 0.45, base - tall * 0.1),
            ]
        )


def _bus(canvas: Canvas, x: float, y: float) -> None:
    """A minibus seen from the front, its roof loaded, its lamps the only warm thing for miles."""
    canvas.ink(Stencil().ellipse(x, y + 3, 60, 9), "#141d33", strength=0.8, soft=5)
    body = Stencil().polygon(
        curve(
            path(
                f"{x - 45},{y - 6} {x - 47},{y - 48} {x - 38},{y - 88} {x},{y - 94} "
                f"{x + 38},{y - 88} {x + 47},{y - 48} {x + 45},{y - 6}"
            ),
            6,
        )
    )
    canvas.ink(body, "#b4553c", shade="#5b2a2c", light="#d8805c", toward="down-right")
    glass = Stencil().polygon(path(f"{x - 39},{y - 50} {x - 33},{y - 82} {x + 33},{y - 82} {x + 39},{y - 50}"))
    canvas.ink(glass, "#16233a", light="#5d7793", toward="down-left")
    canvas.ink(Stencil().ellipse(x - 17, y - 56, 7, 9).box(x - 27, y - 52, x - 8, y - 48), "#0d1526", inside=glass)
    wipers = Stencil().line([(x - 30, y - 51), (x - 8, y - 66)], 2).line([(x + 4, y - 51), (x + 26, y - 66)], 2)
    canvas.ink(wipers, "#0d1526")
    grille = Stencil()
    for step in range(4):
        grille.line([(x - 18, y - 34 + step * 5), (x + 18, y - 34 + step * 5)], 2)
    canvas.ink(grille, "#3a1c22")
    canvas.ink(Stencil().polygon(path(f"{x - 48},{y - 12} {x + 48},{y - 12} {x + 46},{y} {x - 46},{y}")), "#2b1c24")
    canvas.ink(Stencil().box(x - 42, y - 4, x - 26, y + 8).box(x + 26, y - 4, x + 42, y + 8), "#0c1220")
    mirrors = Stencil().line([(x - 44, y - 62), (x - 55, y - 66)], 2).box(x - 59, y - 74, x - 53, y - 58)
    mirrors.line([(x + 44, y - 62), (x + 55, y - 66)], 2).box(x + 53, y - 74, x + 59, y - 58)
    canvas.ink(mirrors, "#1a1f30")
    load = Stencil().polygon(
        path(
            f"{x - 36},{y - 90} {x - 33},{y - 112} {x - 8},{y - 108} "
            f"{x - 4},{y - 118} {x + 26},{y - 115} {x + 35},{y - 90}"
        )
    )
    canvas.ink(load, "#40303a", light="#f1e8e4", toward="down", depth=0.45)
    beams = Stencil().polygon(path(f"{x - 44},{y - 24} {x + 44},{y - 24} {x + 260},{y + 170} {x + 10},{y + 210}"))
    canvas.ink(beams, "#ffdf9c", strength=0.5, soft=22, blend="screen")
    for side in (-33, 33):
        canvas.glow(x + side, y - 26, 150, "#ffcf80", 0.75)
        canvas.ink(Stencil().ellipse(x + side, y - 26, 8), "#fff9e2")


def _flakes(canvas: Canvas) -> None:
    for amount, size, strength in ((260, 1.6, 0.65), (90, 3.2, 0.7), (22, 6.5, 0.5)):
        snow = Stencil()
        for _ in range(amount):
            snow.ellipse(
                canvas.random.uniform(0, 1600),
                canvas.random.uniform(0, 1000),
                size * canvas.random.uniform(0.6, 1.2),
            )
        canvas.ink(snow, "#ffffff", strength=strength, soft=1.5 if size > 5 else 0)
