"""Break time under the mulberry: the building, the bell, long shadows of the first lesson."""

from math import cos, pi, sin

from .brush import Canvas, Stencil, curve, mix, path
from .motifs import mountains, person, poplar, streak


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#3f8f9a"), (0.7, "#a9d0bd"), (1, "#f6e6b8"), bottom=480)
    streak(canvas, 330, 90, 600, 14, "#f7f0d6", 0.6)
    streak(canvas, 1120, 60, 700, 14, "#f7f0d6", 0.5)
    mountains(
        canvas,
        path("-30,210 110,130 280,196 500,84 700,170 930,96 1180,188 1440,92 1640,190"),
        "#8fa9a6",
        dark="#738f95",
        mist="#dcd9b4",
        base=480,
        roughness=0.14,
    )
    canvas.ink(Stencil().box(-10, 420, 1610, 642), "#6f8f78", shade="#4f6f62")
    trees = Stencil()
    for x in (-6, 24, 52, 78, 1522, 1550, 1584, 1612):
        poplar(trees, canvas, x, 640, random.uniform(250, 400))
    canvas.ink(trees, "#2f5a4a", shade="#24433e", light="#7fa35e", toward="right", depth=0.7)
    canvas.ink(Stencil().box(-10, 560, 1610, 642), "#c9986a", shade="#9a6a4c", light="#f3d8a4", toward="down")
    building = Stencil().box(90, 216, 1510, 640)
    canvas.ink(building, "#e3b574", shade="#b97f52", light="#f7dfa8", toward="right")
    canvas.ink(Stencil().box(76, 200, 1524, 226), "#f9e8bf", shade="#c99a68", toward="right")
    canvas.ink(Stencil().box(90, 412, 1510, 430), "#f6e0ae", shade="#c08d5c", toward="right")
    canvas.ink(Stencil().box(90, 430, 1510, 640), "#8a5540", strength=0.3)
    for bay in range(13):
        x = 130 + bay * 105
        window = Stencil().box(x, 268, x + 70, 378)
        canvas.ink(Stencil().box(x - 7, 261, x + 77, 385), "#fbeecb", shade="#c99f6f", toward="right")
        canvas.ink(window, "#2a6670", shade="#173f4b", light="#9fcfc6", toward="down-right", depth=0.7)
        bars = Stencil().line([(x + 35, 268), (x + 35, 378)], 5).line([(x, 316), (x + 70, 316)], 5)
        canvas.ink(bars, "#fbeecb")
        arch = Stencil().box(x - 8, 500, x + 78, 642).ellipse(x + 35, 502, 43, 46)
        canvas.ink(arch, "#4a3038", shade="#7a4c3c", toward="down")
        if bay % 3 == 1:
            door = Stencil().box(x + 10, 520, x + 60, 642)
            canvas.ink(door, "#1f6f78", shade="#124650", light="#4fa09c", toward="down-right")
        rim = [(x + 35 - 47 * cos(pi * s / 12), 502 - 50 * sin(pi * s / 12)) for s in range(13)]
        canvas.ink(
            Stencil().line([(x - 12, 640), *rim, (x + 82, 640)], 8),
            "#fbe6b6",
            shade="#c4935f",
            toward="right",
        )
    eaves = Stencil().box(90, 226, 1510, 244)
    canvas.ink(eaves, "#8a5a42", strength=0.4)
    yard = Stencil().box(-10, 640, 1610, 1010)
    canvas.ink(yard, "#eccb8f", shade="#b9824f", light="#f8e4b4", toward="down")
    tiles = Stencil()
    for step in range(-14, 15):
        tiles.line([(800 + step * 90, 642), (800 + step * 260, 1010)], 1.6)
    for step in range(9):
        y = 642 + 368 * (step / 9) ** 1.7
        tiles.line([(-10, y), (1610, y)], 1.6)
    canvas.ink(tiles, "#a87548", strength=0.3)
    court = Stencil().line(path("980,690 1560,690"), 5).line(path("980,690 880,930 1620,930"), 6)
    court.line([(1270 + 90 * cos(a * pi / 20), 790 + 34 * sin(a * pi / 20)) for a in range(41)], 5)
    canvas.ink(court, "#fff7e2", strength=0.75)
    dapple = Stencil()
    for _ in range(170):
        dapple.ellipse(random.gauss(640, 220), random.gauss(850, 44), random.uniform(14, 52), random.uniform(5, 15))
    canvas.ink(dapple, "#6b4a44", strength=0.42, soft=3)
    _children(canvas)
    _mulberry(canvas, 470, 806)
    hoop = Stencil().line(path("1450,700 1450,430"), 10).line(path("1450,436 1400,420"), 8)
    canvas.ink(hoop, "#27434e", light="#7fa39f", toward="right")
    canvas.ink(
        Stencil().polygon(path("1352,356 1436,368 1436,446 1352,434")),
        "#f7f0da",
        shade="#b9a888",
        toward="right",
    )
    canvas.ink(Stencil().line(path("1374,392 1412,398 1412,424 1374,418 1374,392"), 3), "#c8553d")
    canvas.ink(Stencil().ellipse(1380, 438, 26, 7).ellipse(1380, 438, 21, 4, cut=True), "#c8553d")


def _mulberry(canvas: Canvas, x: float, y: float) -> None:
    random = canvas.random
    trunk = Stencil().polygon(
        [
            *curve(path(f"{x - 62},{y + 14} {x - 34},{y - 40} {x - 30},{y - 150} {x - 70},{y - 280}"), 6),
            *curve(path(f"{x + 60},{y - 280} {x + 26},{y - 150} {x + 34},{y - 40} {x + 70},{y + 14}"), 6),
        ]
    )
    for tip_x, tip_y in ((-210, -360), (-80, -430), (90, -440), (230, -350)):
        trunk.limb((x, y - 210), (x + tip_x, y + tip_y), 44, 14)
    canvas.ink(trunk, "#5c3b30", shade="#332024", light="#a87352", toward="right")
    ring = (
        Stencil()
        .polygon(path(f"{x - 150},{y + 4} {x + 150},{y + 4} {x + 140},{y + 44} {x - 140},{y + 44}"))
        .ellipse(x, y + 4, 150, 16)
        .ellipse(x, y + 44, 140, 15)
    )
    canvas.ink(ring, "#d9c49a", shade="#8a6a52", light="#f8ecc8", toward="right")
    canvas.ink(Stencil().ellipse(x, y + 2, 128, 11), "#6b4632")
    stump = Stencil().polygon(path(f"{x - 46},{y + 8} {x - 34},{y - 30} {x + 34},{y - 30} {x + 52},{y + 8}"))
    canvas.ink(stump, "#5c3b30", shade="#332024", light="#a87352", toward="right")
    for amount, spread, lift, low, high, colour, light in (
        (120, 165, 0, 26, 58, "#27503f", "#3c6b4a"),
        (150, 150, -26, 16, 38, "#3f7a4c", "#6f9f55"),
        (150, 130, -58, 8, 22, "#7fae5a", "#c4d98a"),
    ):
        leaves = Stencil()
        for _ in range(amount):
            a, reach = random.uniform(0, 2 * pi), random.random() ** 0.5
            px, py = x + cos(a) * reach * spread * 1.95, y - 396 + lift + sin(a) * reach * spread * 0.95
            size = random.uniform(low, high)
            leaves.ellipse(px, py, size, size * 0.78)
        canvas.ink(leaves, colour, shade=mix(colour, "#16302e", 0.6), light=light, toward="down-right", depth=0.8)


def _children(canvas: Canvas) -> None:
    coats = ("#c8553d", "#27506b", "#e0a33e", "#7a3355", "#2f7f86", "#f4ecd8")
    places = (
        (700, 760, 1.2),
        (742, 764, 1.1),
        (860, 716, 0.9),
        (980, 742, 1.0),
        (1090, 850, 1.5),
        (1230, 806, 1.3),
        (1330, 880, 1.6),
        (1180, 708, 0.85),
        (240, 740, 1.1),
        (278, 744, 1.1),
        (310, 738, 1.05),
        (900, 900, 1.65),
    )
    for place, (x, y, k) in enumerate(places):
        tall = 86 * k
        canvas.ink(Stencil().limb((x, y), (x + 110 * k, y + 26 * k), 22 * k, 9 * k), "#7a4f42", strength=0.5, soft=3)
        child = Stencil()
        person(child, x, y, tall, stride=0.05 + (place * 37 % 10) / 70)
        canvas.ink(child, "#2b3040", light="#4d4a58", toward="right")
        tone = coats[place % len(coats)]
        canvas.ink(
            Stencil().box(x - tall * 0.3, y - tall * 0.845, x + tall * 0.3, y - tall * 0.44),
            tone,
            shade=mix(tone, "#2b1a24", 0.45),
            toward="right",
            inside=child,
        )
        head = y - tall * 0.93
        canvas.ink(Stencil().ellipse(x, head, tall * 0.08, tall * 0.09), "#c08a64", shade="#8f5f48", toward="right")
        hair = Stencil().ellipse(x, head - tall * 0.02, tall * 0.087, tall * 0.085)
        if place % 2:
            hair.polygon(path(f"{x - tall * 0.08},{head} {x + tall * 0.08},{head} {x},{head + tall * 0.2}"))
        canvas.ink(hair, "#2a1c1e", light="#5c4038", toward="right", depth=0.5)
        if place % 3 == 0:
            canvas.ink(
                Stencil().box(x - tall * 0.09, y - tall * 0.76, x + tall * 0.09, y - tall * 0.52),
                "#5c3b30",
                shade="#33201f",
                toward="right",
            )
    canvas.ink(Stencil().ellipse(1180, 862, 17, 5), "#7a4f42", strength=0.6)
    canvas.ink(Stencil().ellipse(1176, 838, 16), "#d9772f", shade="#8a3f1f", light="#f6b469", toward="down-right")
