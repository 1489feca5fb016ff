"""The covered street at noon: light falls through the roof in shafts, and the shops keep their lamps on."""

from math import cos, pi, sin

from .brush import Canvas, Stencil, curve, mix
from .motifs import person


def paint(canvas: Canvas) -> None:
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
            wall = Stencil().polygon(
                [
                    (cx + side * w0, horizon - spring0),
                    (cx + side * w1, horizon - spring1),
                    (cx + side * w1, horizon + floor1),
                    (cx + side * w0, horizon + floor0),
                ]
            )
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
            bricks.line(
                [(a + (c - a) * part, b + (d - b) * part) for (a, b), (c, d) in zip(vault0, vault1, strict=True)],
                max(1, 2.4 * near),
            )
        canvas.ink(bricks, dark, strength=0.35, inside=vault)
        hole_x, hole_y = cx + (w0 + w1) * 0.03, horizon - (spring0 + spring1) / 2 - (rise0 + rise1) / 2
        canvas.ink(Stencil().ellipse(hole_x, hole_y + 4 * near, 90 * near, 26 * near), "#fff6d9")
        rib = [(cx - w1, horizon + floor1), *vault1, (cx + w1, horizon + floor1)]
        canvas.ink(
            Stencil().line(rib, 38 * far),
            mix(stone, "#ffdfa6", 0.3),
            shade=dark,
            toward="down-right",
            depth=0.8,
        )
        floor = Stencil().polygon(
            [
                (cx - w0, horizon + floor0),
                (cx + w0, horizon + floor0),
                (cx + w1, horizon + floor1),
                (cx - w1, horizon + floor1),
            ]
        )
        canvas.ink(floor, mix("#7a4f41", "#e9bb82", t), shade=mix("#3c2530", "#a8764f", t), toward="down")
        spot = (cx + 330 * (near + far) / 2, horizon + (floor0 + floor1) / 2)
        canvas.ink(Stencil().ellipse(*spot, 120 * near, 26 * near), "#ffe7ac", strength=0.8, soft=5 * near)
        _visitors(canvas, cx, horizon, near, far, number)
    for number in range(1, 6):
        near, far = depths[number - 1], depths[number]
        hole_y = horizon - 300 * (near + far) / 2 - 330 * (near + far) / 2
        sx, sy = cx + 330 * (near + far) / 2, horizon + 470 * (near + far) / 2
        shaft = Stencil().polygon(
            [
                (cx + 30 * near - 50 * near, hole_y),
                (cx + 30 * near + 75 * near, hole_y),
                (sx + 115 * near, sy),
                (sx - 115 * near, sy),
            ]
        )
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

    opening = Stencil().polygon(
        [
            at(span[0], 440),
            at(span[0], -130),
            at(span[1], -215),
            at(span[2], -250),
            at(span[3], -215),
            at(span[4], -130),
            at(span[4], 440),
        ]
    )
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
        cone = curve(
            [
                (x - size * 0.56, rim),
                (x - size * 0.12, rim - size * 0.3),
                (x + size * 0.12, rim - size * 0.3),
                (x + size * 0.56, rim),
            ],
            5,
        )
        heap = Stencil().polygon(cone).ellipse(x, rim, size * 0.56, size * 0.12)
        canvas.ink(heap, tone, shade=mix(tone, "#2a1620", 0.55), toward="down-right")


def _visitors(canvas: Canvas, cx: float, horizon: float, near: float, far: float, number: int) -> None:
    places = {
        1: ((-330, True),),
        2: ((-70, False), (-190, True)),
        3: ((-330, False), (10, True), (560, False)),
        4: ((-60, False), (-240, True)),
        5: ((-280, True), (-20, False), (60, False)),
        6: ((-60, True), (-190, False), (100, True)),
    }
    crowd, shadows = Stencil(), Stencil()
    k = near * 0.55 + far * 0.45
    for x, robe in places.get(number, ()):
        tall = 370 * k * (0.94 if robe else 1)
        person(crowd, cx + x * k, horizon + 455 * k, tall, robe=robe)
        shadows.ellipse(cx + x * k - 60 * k, horizon + 458 * k, 110 * k, 12 * k)
    if crowd.pieces:
        t = number / 7
        canvas.ink(shadows, "#25141d", strength=0.5, soft=4)
        canvas.ink(
            crowd,
            mix("#21141f", "#a86c4a", t**1.5),
            light=mix("#7c4638", "#f6cd93", t),
            toward="left",
            depth=0.4,
        )
