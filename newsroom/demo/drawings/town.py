"""Cities: the citadel, the bazaar, a school, a library, a football ground."""

from math import cos, pi, sin

from .brush import Canvas, Stencil, curve, mix, path
from .motifs import birds, mountains, person, poplar, streak


def citadel_dawn(canvas: Canvas) -> None:
    """The old town on its mound, above roofs that are still dark; the mountains have the light first."""
    random = canvas.random
    canvas.sky((0, "#24435f"), (0.35, "#7b6d86"), (0.65, "#e29a78"), (0.85, "#f7c98d"), (1, "#fdeabf"), bottom=600)
    for x, y, length in ((330, 120, 760), (1160, 190, 900), (560, 262, 640), (1330, 320, 560)):
        streak(canvas, x, y, length, 16, "#f3b48d", 0.5)
    canvas.glow(420, 450, 720, "#ffe6b0", 0.85)
    canvas.ink(Stencil().ellipse(420, 452, 66), "#fff4cf")
    mountains(
        canvas, path("-30,440 150,360 270,430 520,300 700,402 900,330 1090,410 1330,290 1480,380 1640,330"),
        "#c98a86", dark="#a87684", mist="#f2c39b", base=640, roughness=0.16,
    )  # fmt: skip
    mountains(
        canvas, path("-30,520 220,440 420,510 640,452 880,530 1150,470 1380,520 1640,460"),
        "#a0707c", dark="#845f77", mist="#e8b08c", base=680, roughness=0.16,
    )  # fmt: skip
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
    canvas.ink(Stencil().ellipse(1120, 408, 36, 38).box(1086, 408, 1154, 440), "#78a09a", shade="#47657a", light="#c9d8bf", toward="down-right")
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
    tower.box(x - 17, y - tall * 0.74, x + 17, y - tall * 0.68).polygon(curve([(x - 11, y - tall), (x - 6, y - tall - 16), (x, y - tall - 32)], 4) + curve([(x, y - tall - 32), (x + 6, y - tall - 16), (x + 11, y - tall)], 4))
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
        canvas.ink(Stencil().box(x - 2, y - tall - 3 * size, x + wide + 2, y - tall + 3 * size), mix(tone, light, 0.6))
        px = x + wide * random.uniform(0.2, 0.8)
        top = y - tall - 2 * size
        kind = random.randrange(5)
        if kind == 0:
            things.box(px - 11 * size, top - 24 * size, px + 11 * size, top - 7 * size)
            things.line([(px - 8 * size, top), (px - 8 * size, top - 10 * size)], 2 * size).line([(px + 8 * size, top), (px + 8 * size, top - 10 * size)], 2 * size)
        elif kind == 1:
            dish = [(10 * size * cos(a * pi / 8) * 0.5, 13 * size * sin(a * pi / 8)) for a in range(16)]
            things.polygon([(px + ex + ey * 0.4, top - 14 * size + ey) for ex, ey in dish]).line([(px, top), (px, top - 10 * size)], 2.4 * size)
        elif kind == 2:
            things.line([(px, top), (px, top - 40 * size)], 1.8 * size)
            for arm in range(4):
                things.line([(px - (9 - arm * 2) * size, top - (26 + arm * 4) * size), (px + (9 - arm * 2) * size, top - (26 + arm * 4) * size)], 1.2 * size)
        elif kind == 3:
            things.box(px - 20 * size, top - 26 * size, px + 20 * size, top)
        for _ in range(random.randrange(0, 3)):
            wx, wy = x + wide * random.uniform(0.12, 0.75), y - tall + size * random.uniform(16, 44)
            windows.box(wx, wy, wx + 8 * size, wy + 12 * size)
    canvas.ink(things, mix(colour, "#1a1830", 0.25), light=light, toward="down-right", depth=0.5)
    canvas.ink(windows, "#ffcf7d" if size > 0.7 else "#f6dcae", strength=0.9 if size > 0.7 else 0.4)


def bazaar_arcade(canvas: Canvas) -> None:
    """The covered street at noon: light falls through the roof in shafts, and the shops keep their lamps on."""
    random = canvas.random
    canvas.sky((0, "#3a2230"), (1, "#2a1a26"))
    cx, horizon = 830.0, 560.0
    depths = [1.0, 0.72, 0.53, 0.4, 0.305, 0.235, 0.185, 0.15]
    canvas.ink(Stencil().box(cx - 120, horizon - 150, cx + 120, horizon + 70), "#ffe9b5")
    for number in range(len(depths) - 1, 0, -1):
        near, far = depths[number - 1], depths[number]
        t = number / (len(depths) - 1)
        stone = mix("#6b3f38", "#f3c588", t**1.4)
        dark = mix("#26151f", "#c48a5c", t**1.6)
        w0, w1, floor0, floor1 = 900 * near, 900 * far, 470 * near, 470 * far
        spring0, spring1, rise0, rise1 = 300 * near, 300 * far, 330 * near, 330 * far
        for side in (-1, 1):
            wall = Stencil().polygon([(cx + side * w0, horizon - spring0), (cx + side * w1, horizon - spring1), (cx + side * w1, horizon + floor1), (cx + side * w0, horizon + floor0)])
            canvas.ink(wall, stone, shade=dark, toward="left" if side < 0 else "right", depth=0.9)
            _shop(canvas, cx, horizon, side, near, far, t)
        vault0 = [(cx - w0 * cos(pi * s / 20), horizon - spring0 - rise0 * sin(pi * s / 20) ** 0.8) for s in range(21)]
        vault1 = [(cx - w1 * cos(pi * s / 20), horizon - spring1 - rise1 * sin(pi * s / 20) ** 0.8) for s in range(21)]
        vault = Stencil().polygon([*vault0, *vault1[::-1]])
        canvas.ink(vault, mix(stone, dark, 0.35), shade=dark, toward="up", depth=0.9)
        bricks = Stencil()
        for s in range(1, 20):
            bricks.line([vault0[s], vault1[s]], max(1, 3 * near))
        for part in (0.25, 0.5, 0.75):
            bricks.line([(a + (c - a) * part, b + (d - b) * part) for (a, b), (c, d) in zip(vault0, vault1, strict=True)], max(1, 2.4 * near))
        canvas.ink(bricks, dark, strength=0.35, inside=vault)
        hole_x, hole_y = cx + (w0 + w1) * 0.03, horizon - (spring0 + spring1) / 2 - (rise0 + rise1) / 2
        canvas.ink(Stencil().ellipse(hole_x, hole_y + 4 * near, 90 * near, 26 * near), "#fff6d9")
        rib = [(cx - w1, horizon + floor1), *vault1, (cx + w1, horizon + floor1)]
        canvas.ink(Stencil().line(rib, 38 * far), mix(stone, "#ffdfa6", 0.3), shade=dark, toward="down-right", depth=0.8)
        floor = Stencil().polygon([(cx - w0, horizon + floor0), (cx + w0, horizon + floor0), (cx + w1, horizon + floor1), (cx - w1, horizon + floor1)])
        canvas.ink(floor, mix("#7a4f41", "#e9bb82", t), shade=mix("#3c2530", "#a8764f", t), toward="down")
        spot = (cx + 330 * (near + far) / 2, horizon + (floor0 + floor1) / 2)
        canvas.ink(Stencil().ellipse(*spot, 120 * near, 26 * near), "#ffe7ac", strength=0.8, soft=5 * near)
        _visitors(canvas, cx, horizon, near, far, number)
    for number in range(1, 6):
        near, far = depths[number - 1], depths[number]
        hole_y = horizon - 300 * (near + far) / 2 - 330 * (near + far) / 2
        sx, sy = cx + 330 * (near + far) / 2, horizon + 470 * (near + far) / 2
        shaft = Stencil().polygon([(cx + 30 * near - 50 * near, hole_y), (cx + 30 * near + 75 * near, hole_y), (sx + 115 * near, sy), (sx - 115 * near, sy)])
        canvas.ink(shaft, "#ffdf9f", light="#fff3cf", toward="down", strength=0.26, soft=9 * near, blend="screen")
    canvas.glow(cx, horizon - 40, 420, "#ffe2a0", 0.6)
    front = Stencil().box(-10, -10, 1610, 1010)
    ring = [(cx - 860 * cos(pi * s / 30), 330 - 360 * sin(pi * s / 30) ** 0.8) for s in range(31)]
    front.polygon([(cx - 860, 1100), *ring, (cx + 860, 1100)], cut=True)
    canvas.ink(front, "#1c111b", light="#4f2f30", toward="up", depth=0.5)
    motes = Stencil()
    for _ in range(70):
        motes.ellipse(random.gauss(960, 240), random.uniform(120, 860), random.uniform(1, 2.6))
    canvas.ink(motes, "#fff1c8", strength=0.6)


def _shop(canvas: Canvas, cx: float, horizon: float, side: int, near: float, far: float, t: float) -> None:
    """One opening in the wall: an arch, a lamp, hung cloth, and sacks or copper in front."""
    random = canvas.random
    span = [near + (far - near) * part for part in (0.12, 0.3, 0.5, 0.7, 0.88)]

    def at(k: float, high: float) -> tuple[float, float]:
        return (cx + side * 900 * k, horizon + high * k)

    opening = Stencil().polygon([at(span[0], 440), at(span[0], -130), at(span[1], -215), at(span[2], -250), at(span[3], -215), at(span[4], -130), at(span[4], 440)])
    canvas.ink(opening, mix("#1f121d", "#8a5a45", t), light=mix("#5a3130", "#b77a4f", t), toward="up", depth=0.8)
    cloths = ("#b8402f", "#1f6f78", "#e0a33e", "#7a3355", "#d8734a", "#3e6a52", "#f0dcb0", "#274a6b")
    edge, end = span[0], span[4]
    while abs(edge - end) > 0.004:
        k0, k1 = edge, edge + (end - span[0]) * random.uniform(0.14, 0.3)
        k1 = end if (k1 - end) * (span[0] - end) < 0 else k1
        low = random.uniform(-20, 210)
        cloth = Stencil().polygon([at(k0, -170), at(k1, -170), at(k1, low), at(k0, low)])
        tone = mix(random.choice(cloths), "#f3c588", t * 0.6)
        canvas.ink(cloth, tone, shade=mix(tone, "#1a0f18", 0.6), toward="down", strength=0.95, inside=opening)
        stripes = Stencil()
        for band in range(random.randrange(2, 6)):
            stripes.line([at(k0, low - 10 - band * 17), at(k1, low - 10 - band * 17)], random.choice((2, 5)) * near)
        canvas.ink(stripes, mix(random.choice(cloths), "#f6dfae", 0.4), strength=0.7, inside=cloth)
        edge = k1 if abs(k1 - end) > 0.004 else end
    lamp = at(span[2], -120)
    canvas.glow(*lamp, 210 * near, "#ffb65a", 0.85)
    canvas.ink(Stencil().ellipse(*lamp, 11 * near, 16 * near), "#fff0c2")
    for piece in range(5):
        k = span[0] + (span[4] - span[0]) * (piece + 0.5) / 5
        x, y = at(k, 452)
        x -= side * 46 * k
        size = 74 * k * random.uniform(0.85, 1.1)
        rim = y - size * 0.72
        sack = Stencil().polygon(
            curve([(x - size * 0.6, y), (x - size * 0.7, y - size * 0.35), (x - size * 0.62, rim)], 4)
            + curve([(x + size * 0.62, rim), (x + size * 0.7, y - size * 0.35), (x + size * 0.6, y)], 4)
        )
        canvas.ink(sack, mix("#9a7350", "#f1cd96", t), shade=mix("#402829", "#b98557", t), toward="down-right")
        canvas.ink(Stencil().ellipse(x, rim, size * 0.68, size * 0.17), mix("#c79c6c", "#f6dcab", t))
        spice = random.choice(("#d9852b", "#b5362a", "#e0b53e", "#7f8f3f", "#8a4a2c", "#e8d5a6", "#6b2d3a"))
        tone = mix(spice, "#f6cd90", t * 0.5)
        cone = curve([(x - size * 0.56, rim), (x - size * 0.12, rim - size * 0.3), (x + size * 0.12, rim - size * 0.3), (x + size * 0.56, rim)], 5)
        heap = Stencil().polygon(cone).ellipse(x, rim, size * 0.56, size * 0.12)
        canvas.ink(heap, tone, shade=mix(tone, "#2a1620", 0.55), toward="down-right")


def _visitors(canvas: Canvas, cx: float, horizon: float, near: float, far: float, number: int) -> None:
    places = {1: ((-330, True),), 2: ((-70, False), (-190, True)), 3: ((-330, False), (10, True), (560, False)), 4: ((-60, False), (-240, True)), 5: ((-280, True), (-20, False), (60, False)), 6: ((-60, True), (-190, False), (100, True))}
    crowd, shadows = Stencil(), Stencil()
    k = near * 0.55 + far * 0.45
    for x, robe in places.get(number, ()):
        tall = 370 * k * (0.94 if robe else 1)
        person(crowd, cx + x * k, horizon + 455 * k, tall, robe=robe)
        shadows.ellipse(cx + x * k - 60 * k, horizon + 458 * k, 110 * k, 12 * k)
    if crowd.pieces:
        t = number / 7
        canvas.ink(shadows, "#25141d", strength=0.5, soft=4)
        canvas.ink(crowd, mix("#21141f", "#a86c4a", t**1.5), light=mix("#7c4638", "#f6cd93", t), toward="left", depth=0.4)
