"""The old town on its mound, above roofs that are still dark; the mountains have the light first."""

from math import cos, pi, sin

from .brush import Canvas, Stencil, curve, mix, path
from .motifs import birds, mountains, poplar, streak


def paint(canvas: Canvas) -> None:
    canvas.sky((0, "#24435f"), (0.35, "#7b6d86"), (0.65, "#e29a78"), (0.85, "#f7c98d"), (1, "#fdeabf"), bottom=600)
    for x, y, length in ((330, 120, 760), (1160, 190, 900), (560, 262, 640), (1330, 320, 560)):
        streak(canvas, x, y, length, 16, "#f3b48d", 0.5)
    canvas.glow(420, 450, 720, "#ffe6b0", 0.85)
    canvas.ink(Stencil().ellipse(420, 452, 66), "#fff4cf")
    mountains(
        canvas,
        path("-30,440 150,360 270,430 520,300 700,402 900,330 1090,410 1330,290 1480,380 1640,330"),
        "#c98a86",
        dark="#a87684",
        mist="#f2c39b",
        base=640,
        roughness=0.16,
    )
    mountains(
        canvas,
        path("-30,520 220,440 420,510 640,452 880,530 1150,470 1380,520 1640,460"),
        "#a0707c",
        dark="#845f77",
        mist="#e8b08c",
        base=680,
        roughness=0.16,
    )
    canvas.haze(430, 640, "#fbd6a2", 0.6)
    _roofs(canvas, 640, 46, "#c08873", "#dfa884", 0.5)
    _mound(canvas)
    canvas.haze(560, 720, "#f4bf93", 0.45)
    _roofs(canvas, 740, 30, "#7d5668", "#c58a74", 0.8)
    canvas.haze(660, 830, "#c9897c", 0.35)
    _roofs(canvas, 850, 20, "#4a3a55", "#8f6069", 1.2)
    _roofs(canvas, 965, 13, "#2a2740", "#5b4358", 1.8)
    trees = Stencil()
    for x, tall in ((70, 300), (118, 230), (1492, 330), (1548, 260), (1590, 300)):
        poplar(trees, canvas, x, 1010, tall)
    canvas.ink(trees, "#1d2136", light="#54405a", toward="right", depth=0.5)
    birds(canvas, ((700, 210, 16), (742, 226, 13), (668, 238, 12), (790, 200, 11), (820, 240, 10)), "#3b3550")


def _mound(canvas: Canvas) -> None:
    random = canvas.random
    slope = curve(path("520,690 640,600 706,510 800,490 1000,484 1200,488 1300,506 1380,600 1510,690"))
    hill = Stencil().polygon([*slope, (1510, 720), (520, 720)])
    canvas.ink(hill, "#a96f55", shade="#6b4a58", light="#e2a574", toward="right", depth=0.95)
    gullies = Stencil()
    for _ in range(46):
        x = random.uniform(640, 1390)
        way = (x - 1010) * 0.28
        gullies.polygon([(x, 500), (x + 7, 500), (x + way + random.uniform(6, 20), 690), (x + way, 690)])
    canvas.ink(gullies, "#6f4a52", shade="#a56f5c", strength=0.35, inside=hill)
    _minaret(canvas, 1178, 420, 150, "#c08a68")
    canvas.ink(
        Stencil().ellipse(1120, 408, 36, 38).box(1086, 408, 1154, 440),
        "#78a09a",
        shade="#47657a",
        light="#c9d8bf",
        toward="down-right",
    )
    canvas.ink(Stencil().line([(1120, 374), (1120, 352)], 3), "#47657a")
    x = 690.0
    while x < 1300:
        wide, tall = random.uniform(34, 66), random.uniform(62, 104)
        front = Stencil().box(x, 500 - tall, x + wide + 1, 520)
        bend = 1 - abs(x - 1000) / 420
        canvas.ink(front, mix("#b9805f", "#e9b883", random.uniform(0.1, 0.9)), shade="#8a5c58", toward="down-right")
        canvas.ink(Stencil().box(x - 1, 497 - tall, x + wide + 2, 503 - tall), "#f3cd98")
        canvas.ink(Stencil().box(x + wide - 5, 500 - tall, x + wide + 1, 520), "#7d5254", strength=0.55)
        holes = Stencil()
        for row in range(2):
            step = wide / 3
            for column in range(2 + (wide > 52)):
                wx, wy = x + step * (column + 0.55), 512 - tall + row * 34 + 2 * bend
                holes.box(wx, wy, wx + 7, wy + 15).ellipse(wx + 3.5, wy, 3.5)
        canvas.ink(holes, "#5a3d4a")
        x += wide
    gate = Stencil().box(972, 380, 1052, 524)
    canvas.ink(gate, "#d99f70", shade="#95635a", toward="down-right")
    canvas.ink(Stencil().box(966, 374, 1058, 384), "#f8d7a4")
    arch = Stencil().box(990, 440, 1034, 526).ellipse(1012, 440, 22, 28)
    canvas.ink(arch, "#4a3142")
    canvas.ink(Stencil().polygon(path("990,524 1034,524 1080,700 950,700")), "#d8a377", shade="#8a6060", strength=0.8)


def _minaret(canvas: Canvas, x: float, y: float, tall: float, colour: str) -> None:
    tower = Stencil().polygon([(x - 13, y), (x - 10, y - tall), (x + 10, y - tall), (x + 13, y)])
    tower.box(x - 17, y - tall * 0.74, x + 17, y - tall * 0.68).polygon(
        curve([(x - 11, y - tall), (x - 6, y - tall - 16), (x, y - tall - 32)], 4)
        + curve([(x, y - tall - 32), (x + 6, y - tall - 16), (x + 11, y - tall)], 4)
    )
    tower.line([(x, y - tall - 30), (x, y - tall - 48)], 2.4)
    canvas.ink(tower, colour, shade="#6d4a58", light="#f7d3a0", toward="right", depth=0.8)


def _roofs(canvas: Canvas, y: float, count: int, colour: str, light: str, size: float) -> None:
    """A row of flat-roofed houses, with the things that stand on roofs."""
    random = canvas.random
    canvas.ink(Stencil().box(-10, y - 20 * size, 1610, y + 140 * size), mix(colour, "#1a1830", 0.2))
    things, windows = Stencil(), Stencil()
    for place in range(count + 3):
        wide = 1600 / count * random.uniform(0.8, 1.5)
        x = -40 + place * 1600 / count + random.uniform(-12, 12)
        tall = size * random.uniform(34, 96)
        house = Stencil().box(x, y - tall, x + wide, y + 130 * size)
        tone = mix(colour, light, random.uniform(0, 0.28))
        canvas.ink(house, tone, shade=colour, light=light, toward="down-right", depth=0.55)
        canvas.ink(
            Stencil().box(x - 2, y - tall - 3 * size, x + wide + 2, y - tall + 3 * size),
            mix(tone, light, 0.6),
        )
        px = x + wide * random.uniform(0.2, 0.8)
        top = y - tall - 2 * size
        kind = random.randrange(5)
        if kind == 0:
            things.box(px - 11 * size, top - 24 * size, px + 11 * size, top - 7 * size)
            things.line([(px - 8 * size, top), (px - 8 * size, top - 10 * size)], 2 * size).line(
                [(px + 8 * size, top), (px + 8 * size, top - 10 * size)], 2 * size
            )
        elif kind == 1:
            dish = [(10 * size * cos(a * pi / 8) * 0.5, 13 * size * sin(a * pi / 8)) for a in range(16)]
            things.polygon([(px + ex + ey * 0.4, top - 14 * size + ey) for ex, ey in dish]).line(
                [(px, top), (px, top - 10 * size)], 2.4 * size
            )
        elif kind == 2:
            things.line([(px, top), (px, top - 40 * size)], 1.8 * size)
            for arm in range(4):
                things.line(
                    [
                        (px - (9 - arm * 2) * size, top - (26 + arm * 4) * size),
                        (px + (9 - arm * 2) * size, top - (26 + arm * 4) * size),
                    ],
                    1.2 * size,
                )
        elif kind == 3:
            things.box(px - 20 * size, top - 26 * size, px + 20 * size, top)
        for _ in range(random.randrange(0, 3)):
            wx, wy = x + wide * random.uniform(0.12, 0.75), y - tall + size * random.uniform(16, 44)
            windows.box(wx, wy, wx + 8 * size, wy + 12 * size)
    canvas.ink(things, mix(colour, "#1a1830", 0.25), light=light, toward="down-right", depth=0.5)
    canvas.ink(windows, "#ffcf7d" if size > 0.7 else "#f6dcae", strength=0.9 if size > 0.7 else 0.4)
