"""A glass of tea on its saucer, and the samovar that keeps the room together."""

from math import cos, pi, sin

from PIL import Image

from .brush import Canvas, Points, Stencil, curve, mix, path, rgb, strip, turned

BRASS = [
    (0.0, "#5a2f1a"), (0.08, "#9c6428"), (0.22, "#f6d887"), (0.3, "#fff6d0"), (0.38, "#e3ae4f"),
    (0.6, "#a86a2a"), (0.8, "#5c3018"), (0.92, "#8a5526"), (1.0, "#d39a4a"),
]  # fmt: skip

PORCELAIN = [
    (0.0, "#8f7f78"), (0.15, "#e9dcc6"), (0.35, "#fffaf0"), (0.65, "#dcc9b0"), (0.9, "#8d7a74"),
    (1.0, "#a99585"),
]  # fmt: skip


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#3d2a33"), (0.6, "#6b4238"), (1, "#8f5a3e"))
    _panes(canvas)
    canvas.glow(250, 200, 900, "#ffd08a", 0.5)
    table = Stencil().polygon(path("-20,742 1620,718 1620,1010 -20,1010"))
    canvas.ink(table, "#8a3b30", shade="#3c1a20", light="#b9583e", toward="right")
    _kilim(canvas, table)
    canvas.ink(Stencil().ellipse(1180, 850, 330, 46), "#220f16", strength=0.6, soft=16)
    _samovar(canvas, 1060)
    canvas.ink(Stencil().ellipse(640, 905, 300, 44), "#220f16", strength=0.6, soft=14)
    _glass(canvas, 540, 880)
    canvas.ink(Stencil().ellipse(262, 930, 160, 26), "#220f16", strength=0.55, soft=10)
    bowl = path("0,862 96,862 92,884 64,914 40,926 48,934 50,938")
    for x, y, turn in (
        (168, 846, 12),
        (216, 838, -20),
        (262, 850, 8),
        (196, 862, -6),
        (240, 866, 28),
        (214, 812, 14),
    ):
        cube = turned(path("-24,-20 24,-20 24,22 -24,22"), turn, (x, y))
        lumps = Stencil().polygon(cube)
        canvas.ink(lumps, "#f4e6d0", shade="#a98d80", light="#fffdf4", toward="down-right")
        canvas.ink(Stencil().polygon(turned(path("-24,-20 24,-20 32,-28 -14,-28"), turn, (x, y))), "#fffaf0")
    lathe(
        canvas,
        215,
        bowl[1:],
        [(0.0, "#1d4a55"), (0.25, "#6fb0ab"), (0.4, "#a9d3c6"), (0.7, "#2a6f78"), (1.0, "#143944")],
    )
    for step in range(7):
        canvas.ink(Stencil().ellipse(138 + step * 26, 890 + 4 * sin(step * pi / 6), 7, 9), "#f1dcae", strength=0.8)
    for x, y, tall, strength in ((540, 560, 330, 0.4), (575, 570, 260, 0.3), (1062, 130, 150, 0.3)):
        wisp = [(x + 40 * sin(s * 0.7 + tall) * (s / 9), y - tall * s / 9) for s in range(10)]
        steam = Stencil()
        for place, (p, q) in enumerate(zip(curve(wisp, 6), curve(wisp, 6)[1:], strict=False)):
            steam.limb(p, q, 8 + place * 0.5, 8 + place * 0.5)
        canvas.ink(steam, "#fff0dc", strength=strength, soft=13, blend="screen")
    motes = Stencil()
    for _ in range(60):
        motes.ellipse(random.uniform(100, 1200), random.uniform(60, 720), random.uniform(1, 2.5))
    canvas.ink(motes, "#ffe9bf", strength=0.5)


def lathe(canvas: Canvas, x: float, profile: Points, colours: list[tuple[float, str]]) -> Stencil:
    """A turned body: the profile is (half width, y) from "
    "top to bottom, the colours run from left to right."""
    scale = canvas.scale
    band = strip(colours, 256).transpose(Image.Transpose.ROTATE_90)
    line = curve(profile, 14)
    outline = [(x - r, y) for r, y in line] + [(x + r, y) for r, y in line[::-1]]
    body = Stencil().polygon(outline)
    left, top, right, bottom = (round(v * scale) for v in body.bounds())
    mask = body.mask((left, top, right, bottom), scale)
    sheet = Image.new("RGB", mask.size, rgb(colours[0][1]))
    place = 0
    for row in range(mask.height):
        y = (top + row) / scale
        while place < len(line) - 2 and line[place + 1][1] < y:
            place += 1
        (r0, y0), (r1, y1) = line[place], line[place + 1]
        share = max(0.0, min(1.0, (y - y0) / (y1 - y0))) if y1 > y0 else 1.0
        half = max(1, round((r0 + (r1 - r0) * share) * scale) + 1)
        sheet.paste(band.resize((2 * half, 1)), (round(x * scale) - half - left, row))
    canvas.image.paste(sheet, (left, top), mask)
    return body


def _panes(canvas: Canvas) -> None:
    """Light from a lattice window, lying across the wall."""
    wall = Stencil().box(-10, -10, 1610, 745)
    for row in range(4):
        for column in range(4):
            x, y = 110 + column * 172 + row * 46, 30 + row * 156 + column * 14
            pane = Stencil().polygon([(x, y), (x + 140, y + 12), (x + 180, y + 140), (x + 40, y + 128)])
            canvas.ink(pane, "#f2b26a", strength=0.42, soft=3, inside=wall)
    shelf = Stencil().box(1330, 190, 1620, 206)
    canvas.ink(shelf, "#c08a58", shade="#5a352c", toward="down")
    for x, tall, tone in ((1386, 96, "#1f5a66"), (1462, 120, "#b4553c"), (1548, 84, "#c99a4c")):
        colours = [
            (0.0, mix(tone, "#1a0f18", 0.6)),
            (0.3, mix(tone, "#fff0cc", 0.45)),
            (0.6, tone),
            (1.0, mix(tone, "#1a0f18", 0.7)),
        ]
        lathe(
            canvas,
            x,
            [
                (14, 190 - tall),
                (12, 190 - tall * 0.82),
                (34, 190 - tall * 0.5),
                (30, 190 - tall * 0.2),
                (20, 188),
                (22, 190),
            ],
            colours,
        )


def _kilim(canvas: Canvas, table: Stencil) -> None:
    for row, (y, size) in enumerate(((770, 26), (822, 34), (888, 44), (968, 54))):
        for tone, part in (("#e3b45c", 1.0), ("#1f5a66", 0.72), ("#f2dfb4", 0.42), ("#8a2f2c", 0.2)):
            pattern = Stencil()
            for place in range(-1, 17):
                x = place * size * 3.6 + (row % 2) * size * 1.8
                wide, high = size * 1.5 * part, size * 0.62 * part
                pattern.polygon(
                    [
                        (x - wide, y),
                        (x - wide * 0.5, y - high * 0.5),
                        (x, y - high),
                        (x + wide * 0.5, y - high * 0.5),
                        (x + wide, y),
                        (x + wide * 0.5, y + high * 0.5),
                        (x, y + high),
                        (x - wide * 0.5, y + high * 0.5),
                    ]
                )
            canvas.ink(pattern, tone, shade=mix(tone, "#3c1a20", 0.7), toward="right", strength=0.72, inside=table)
        stripe = Stencil().polygon(
            [
                (-20, y - size * 0.86),
                (1620, y - size * 0.9 - 6),
                (1620, y - size * 0.82 - 6),
                (-20, y - size * 0.76),
            ]
        )
        canvas.ink(stripe, "#f2dfb4", shade="#6b3a34", toward="right", strength=0.6)


def _samovar(canvas: Canvas, x: float) -> None:
    foot = path("70,742 84,760 120,780 150,796 150,820")
    lathe(canvas, x, foot, BRASS)
    for side in (-1, 1):
        lathe(canvas, x + side * 118, path("16,812 24,828 18,846 10,852"), BRASS)
    canvas.ink(Stencil().box(x - 150, 806, x + 150, 814), "#5a2f1a", strength=0.5)
    for side in (-1, 1):
        arm = curve(
            [
                (x + side * 178, 420),
                (x + side * 240, 400),
                (x + side * 262, 450),
                (x + side * 236, 512),
                (x + side * 184, 520),
            ],
            8,
        )
        canvas.ink(Stencil().line(arm, 16), "#c98f42", shade="#5a2f1a", light="#fbe3a0", toward="down-right")
        grip = Stencil().limb((x + side * 258, 426), (x + side * 252, 494), 28, 28)
        canvas.ink(grip, "#3c1f1a", light="#8f5238", toward="right")
    belly = path("118,330 150,352 196,400 208,470 180,560 130,640 84,700 70,742")
    lathe(canvas, x, belly, BRASS)
    for y, half in ((372, 170), (394, 190), (640, 131)):
        ring = [(x - half * cos(s * pi / 20), y + 15 * sin(s * pi / 20)) for s in range(21)]
        canvas.ink(Stencil().line(ring, 4), "#6b3a1c", strength=0.7)
    flutes = Stencil()
    for step in range(-5, 6):
        t = step / 6
        flutes.line(
            curve(
                [(x + 180 * sin(t * 1.4), 412), (x + 206 * sin(t * 1.4), 480), (x + 134 * sin(t * 1.4), 632)],
                8,
            ),
            3,
        )
    canvas.ink(flutes, "#5a2f1a", strength=0.35)
    lathe(canvas, x, path("120,300 132,312 132,326 118,334"), BRASS)
    lathe(canvas, x, path("60,236 66,262 110,286 122,302"), BRASS)
    holes = Stencil()
    for step in range(-3, 4):
        holes.ellipse(x + 52 * sin(step * 0.4), 252 + 3 * cos(step * 0.5), 6, 8)
    canvas.ink(holes, "#3a1a14")
    canvas.glow(x, 250, 90, "#ff8a3c", 0.5)
    spout = Stencil().limb((x, 600), (x - 8, 668), 34, 26).limb((x - 8, 668), (x - 14, 700), 26, 16)
    canvas.ink(spout, "#d9a24c", shade="#5c3018", light="#fff0be", toward="right")
    key = Stencil().line([(x - 42, 590), (x + 38, 590)], 12).ellipse(x - 46, 590, 14).ellipse(x + 42, 590, 14)
    canvas.ink(key, "#e9bc62", shade="#6b3a1c", light="#fff0be", toward="down-right")
    pot = path("40,132 62,142 98,176 96,208 66,232 54,240")
    handle = curve([(x + 84, 158), (x + 136, 146), (x + 142, 196), (x + 84, 216)], 8)
    canvas.ink(Stencil().line(handle, 11), "#e9dcc6", shade="#8d7a74", toward="right")
    snout = Stencil().polygon(
        [
            *curve([(x - 84, 214), (x - 122, 190), (x - 140, 146)], 6),
            *curve([(x - 124, 142), (x - 108, 164), (x - 82, 172)], 6),
        ]
    )
    canvas.ink(snout, "#e9dcc6", shade="#a08d82", light="#fffaf0", toward="down-right")
    lathe(canvas, x, pot, PORCELAIN)
    lathe(canvas, x, path("10,100 14,110 8,118 30,126 42,134"), PORCELAIN)
    roses = Stencil()
    for px, py, r in ((-30, 184, 15), (6, 192, 18), (40, 182, 13)):
        canvas.ink(Stencil().ellipse(x + px, py, r), "#b4402f", shade="#6d1f26", light="#e2765a", toward="down-right")
        canvas.ink(Stencil().ellipse(x + px - 2, py - 2, r * 0.45), "#8a2a2a")
        roses.ellipse(x + px - r, py + r * 0.8, 9, 5).ellipse(x + px + r, py + r * 0.9, 9, 5)
    canvas.ink(roses, "#3f6a4c")


def _glass(canvas: Canvas, x: float, y: float) -> None:
    """A waisted glass, three fingers of tea under the rim, a spoon in it."""
    saucer = [(190, y - 26), (186, y - 14), (120, y + 12), (84, y + 18)]
    lathe(canvas, x, saucer, PORCELAIN)
    canvas.ink(Stencil().ellipse(x, y - 26, 190, 34), "#f7ecd8", shade="#b59c88", light="#ffffff", toward="right")
    canvas.ink(Stencil().ellipse(x, y - 26, 176, 30).ellipse(x, y - 26, 162, 27, cut=True), "#b4402f", strength=0.85)
    canvas.ink(Stencil().ellipse(x, y - 26, 156, 25).ellipse(x, y - 26, 151, 24, cut=True), "#d9a441")
    canvas.ink(Stencil().ellipse(x + 40, y - 22, 110, 16), "#c2602a", strength=0.5, soft=9)
    body = [
        (86, y - 312),
        (80, y - 270),
        (62, y - 196),
        (54, y - 160),
        (62, y - 120),
        (78, y - 80),
        (74, y - 46),
        (54, y - 30),
    ]
    tea = [
        (83, y - 280),
        (80, y - 262),
        (62, y - 196),
        (54, y - 160),
        (62, y - 120),
        (76, y - 80),
        (71, y - 50),
        (50, y - 38),
    ]
    canvas.ink(
        Stencil().polygon(
            [(x - r - 4, py) for r, py in curve(body, 8)] + [(x + r + 4, py) for r, py in curve(body, 8)[::-1]]
        ),
        "#fff0dc",
        strength=0.28,
    )
    lathe(
        canvas,
        x,
        tea,
        [
            (0.0, "#4a120c"),
            (0.14, "#9c2f12"),
            (0.32, "#e2701f"),
            (0.42, "#f7a238"),
            (0.6, "#c24a16"),
            (0.85, "#7a1f0e"),
            (1.0, "#a83a16"),
        ],
    )
    filled = Stencil().polygon(
        [(x - r, py) for r, py in curve(tea, 8)] + [(x + r, py) for r, py in curve(tea, 8)[::-1]]
    )
    canvas.ink(
        Stencil().box(x - 90, y - 284, x + 90, y - 30),
        "#4a120c",
        strength=0.32,
        inside=filled,
        shade="#f7a238",
        depth=0.45,
    )
    canvas.ink(Stencil().ellipse(x, y - 280, 83, 17), "#d9691f", shade="#7a2410", light="#ffc266", toward="right")
    spoon = Stencil().line([(x + 6, y - 200), (x + 92, y - 402)], 9).ellipse(x + 97, y - 414, 13, 18)
    canvas.ink(spoon, "#d8d2c6", shade="#6f665f", light="#ffffff", toward="right")
    canvas.ink(Stencil().box(x - 80, y - 276, x + 60, y - 190), "#b8501a", strength=0.6, inside=spoon)
    rim = Stencil().ellipse(x, y - 312, 88, 18).ellipse(x, y - 312, 83, 14, cut=True)
    canvas.ink(rim, "#fff8ea", strength=0.9)
    shine = Stencil().polygon(
        curve([(x - 66, y - 296), (x - 62, y - 250), (x - 46, y - 190)], 8)
        + curve([(x - 36, y - 190), (x - 46, y - 250), (x - 48, y - 296)], 8)
    )
    shine.polygon(
        curve([(x - 50, y - 126), (x - 60, y - 86), (x - 54, y - 56)], 8)
        + curve([(x - 42, y - 56), (x - 46, y - 86), (x - 40, y - 126)], 8)
    )
    canvas.ink(shine, "#fffaf0", strength=0.62, soft=1.5)
    canvas.ink(
        Stencil().line(curve([(x + 74, y - 290), (x + 68, y - 250), (x + 56, y - 196)], 8), 3),
        "#fff0dc",
        strength=0.6,
    )
