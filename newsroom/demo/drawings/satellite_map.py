"""The two rivers from above, at the line between day and night."""

import itertools
from math import cos, pi, sin

from .brush import Canvas, Stencil, crag, curve, path, turned


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#050b1c"), (1, "#0d1b36"))
    stars = Stencil()
    for _ in range(420):
        stars.ellipse(random.uniform(0, 1600), random.uniform(0, 1000), random.uniform(0.5, 1.9))
    canvas.ink(stars, "#fff7e0", strength=0.8)
    centre, radius = (930.0, 1580.0), 1240.0
    earth = Stencil().ellipse(*centre, radius)
    for spread, strength in ((58, 0.35), (30, 0.5), (12, 0.8)):
        canvas.ink(Stencil().ellipse(*centre, radius + spread * 0.5), "#6fc2c9", strength=strength, soft=spread * 0.5)
    canvas.ink(earth, "#1d5f72", shade="#0c2f48", toward="right")
    land = Stencil().polygon(
        crag(
            random,
            path(
                "-40,700 180,610 420,520 700,400 980,380 1220,420 1330,470 "
                "1300,540 1370,620 1490,690 1590,800 1650,900 1650,1040 1180,1040 "
                "1150,960 1100,900 1010,880 940,900 880,960 820,1040 -40,1040"
            ),
            0.14,
            7,
        )
    )
    canvas.ink(land, "#d9a862", shade="#a8683f", light="#8f9a62", toward="down", depth=0.8, inside=earth)
    lit, dark = Stencil(), Stencil()
    for line, wide in (
        ("560,470 760,452 980,470 1120,560 1220,680 1340,800 1500,900", 62),
        ("330,560 520,500 640,470", 36),
    ):
        for px, py in sorted(curve(path(line), 20), key=lambda p: p[1]):
            for _ in range(7):
                x, y = px + random.gauss(0, wide * 0.5), py + random.gauss(0, wide * 0.36)
                size = random.uniform(4, 13)
                foot, peak = y + size * 0.5, (x + random.uniform(-2, 2), y - size * 0.7)
                lit.polygon([(x - size * 1.2, foot), peak, (x, foot)])
                dark.polygon([(x, foot), peak, (x + size * 1.1, foot)])
    canvas.ink(lit, "#f0d2a2", light="#fff8ea", toward="down", depth=0.6, strength=0.7, inside=land)
    canvas.ink(dark, "#85563f", strength=0.75, inside=land)
    folds = Stencil()
    for _ in range(120):
        x, y = random.uniform(0, 900), random.uniform(700, 1000)
        folds.line(curve([(x, y), (x + 34, y - 8), (x + 80, y + 6)], 5), 2.6)
    canvas.ink(folds, "#f3cd8a", strength=0.45, inside=land)
    rivers = Stencil()
    for line in (
        "720,470 800,540 838,620 905,700 960,780 1030,846 1080,900",
        "520,520 600,600 700,680 800,760 900,820 1000,862 1080,900",
        "930,500 900,560 870,640",
        "1010,560 960,620 905,690",
        "1080,640 1020,700 950,760",
    ):
        course = curve(crag(random, path(line), 0.2, 34), 6)
        for place, (p, q) in enumerate(itertools.pairwise(course)):
            rivers.line([p, q], 2.4 + 4.4 * place / len(course))
    canvas.ink(rivers, "#e9fff6", strength=0.35, soft=6)
    canvas.ink(rivers, "#1f8a94", light="#a8efe2", toward="down", depth=0.8)
    for x, y, long in ((860, 650, 30), (636, 634, 36), (962, 618, 20)):
        shore = crag(
            random,
            [(x - long, y + 5), (x, y - 8), (x + long, y - 3), (x + 4, y + 7), (x - long, y + 5)],
            0.3,
            6,
        )
        canvas.ink(Stencil().polygon(shore), "#1f8a94", light="#a8efe2", toward="down")
    green = Stencil()
    for _ in range(260):
        t = random.random()
        green.ellipse(
            840 + 240 * t + random.gauss(0, 26),
            640 + 260 * t + random.gauss(0, 22),
            random.uniform(2, 7),
            random.uniform(1.5, 4),
        )
    canvas.ink(green, "#4f8055", strength=0.65, inside=land)
    grid = Stencil()
    for step in range(-8, 9):
        grid.line([(930 + 110 * step * (0.4 + s / 14), 330 + s * 70) for s in range(11)], 1.2)
    for step in range(8):
        r = radius - 60 - step * 92
        grid.line([(centre[0] + r * sin(a / 20), centre[1] - r * cos(a / 20)) for a in range(-22, 23)], 1.2)
    canvas.ink(grid, "#fdf3d2", strength=0.3, inside=earth)
    night = Stencil().polygon([*curve(path("1180,300 1290,520 1340,760 1350,1010")), *path("1700,1010 1700,200")])
    canvas.ink(night, "#060d20", strength=0.8, soft=60, inside=earth)
    towns = Stencil()
    for _ in range(130):
        t = random.random()
        towns.ellipse(
            1330 + 260 * t + random.gauss(0, 50),
            560 + 380 * t + random.gauss(0, 70),
            random.uniform(0.8, 2.6),
        )
    canvas.ink(towns, "#ffd98a", strength=0.95, inside=earth)
    seen = path("690,470 1010,500 1060,640 640,620")
    cone = Stencil().polygon([(402, 322), seen[1], seen[2], seen[3]])
    canvas.ink(cone, "#bff5ea", strength=0.16, soft=5, blend="screen")
    canvas.ink(Stencil().polygon(seen), "#d5fff5", strength=0.2, blend="screen")
    canvas.ink(Stencil().line([*seen, seen[0]], 2.2), "#f2fff9", strength=0.7)
    _satellite(canvas, 380, 250, -24)


def _satellite(canvas: Canvas, x: float, y: float, angle: float) -> None:
    def piece(places: str) -> Stencil:
        return Stencil().polygon(turned(path(places), angle, (x, y)))

    canvas.ink(
        Stencil().line(turned(path("-250,0 250,0"), angle, (x, y)), 6),
        "#8f979a",
        light="#f5ecd2",
        toward="down",
    )
    for side in (-1, 1):
        for panel in range(3):
            a, b = side * (70 + panel * 62), side * (126 + panel * 62)
            sheet = piece(f"{a},-44 {b},-44 {b},44 {a},44")
            canvas.ink(sheet, "#27548a", shade="#13284f", light="#79b8d2", toward="down-right", depth=0.8)
            cells = Stencil()
            for step in range(1, 4):
                px = a + (b - a) * step / 4
                cells.line(turned([(px, -44), (px, 44)], angle, (x, y)), 1.3)
            for step in range(1, 5):
                py = -44 + step * 17.6
                cells.line(turned([(a, py), (b, py)], angle, (x, y)), 1.3)
            canvas.ink(cells, "#bfe0e6", strength=0.55)
            rim = turned([(a, -44), (b, -44), (b, 44), (a, 44), (a, -44)], angle, (x, y))
            canvas.ink(Stencil().line(rim, 2.6), "#e9dcb0", shade="#7a7a70", toward="right")
    canvas.ink(piece("-44,-50 30,-50 30,58 -44,58"), "#d9a441", shade="#7c4a22", light="#fbe3a0", toward="down-right")
    canvas.ink(piece("30,-50 48,-38 48,66 30,58"), "#8a5a2a", shade="#4d2f1c")
    foil = Stencil()
    for _ in range(16):
        px, py = canvas.random.uniform(-40, 20), canvas.random.uniform(-46, 46)
        foil.polygon(turned([(px, py), (px + 14, py - 4), (px + 6, py + 11)], angle, (x, y)))
    canvas.ink(foil, "#fff0bd", strength=0.45)
    dish = turned([(34 * cos(a * pi / 16), 88 + 13 * sin(a * pi / 16)) for a in range(32)], angle, (x, y))
    bowl = piece("-34,88 34,88 16,66 -16,66")
    canvas.ink(bowl, "#c9c4b4", shade="#6f7274", light="#fff7e0", toward="right")
    canvas.ink(Stencil().polygon(dish), "#f4ecd6", shade="#a3a298", toward="right")
    canvas.ink(
        Stencil()
        .line(turned(path("0,88 0,116"), angle, (x, y)), 3)
        .ellipse(*turned([(0, 118)], angle, (x, y))[0], 4.5),
        "#d9d2be",
    )
    canvas.ink(Stencil().line(turned(path("-20,-50 -34,-96"), angle, (x, y)), 2.6), "#d9d2be")
    canvas.glow(*turned([(-44, -50)], angle, (x, y))[0], 70, "#fff3cf", 0.8)
