"""A classroom on polling day: the box, a hand with a folded paper, the queue at the door."""

import itertools

from .brush import Canvas, Stencil, curve, path, turned
from .motifs import person


def paint(canvas: Canvas) -> None:
    canvas.sky((0, "#c9b48c"), (1, "#e6cf9f"))
    dado = Stencil().box(-10, 470, 1610, 700)
    canvas.ink(dado, "#2f7f86", shade="#1c5260", light="#5fa39f", toward="right")
    canvas.ink(Stencil().box(-10, 462, 1610, 474), "#f4e6c2")
    _door(canvas)
    board = Stencil().box(980, 96, 1500, 380)
    canvas.ink(Stencil().box(966, 82, 1514, 394), "#8a5a3c", shade="#55352a", light="#c08a58", toward="down-right")
    canvas.ink(board, "#244a44", shade="#17332f", light="#3f6b60", toward="down-right")
    chalk = Stencil()
    for row in range(4):
        for group in range(5 - row):
            for mark in range(4):
                chalk.line(
                    [
                        (1030 + group * 92 + mark * 15, 140 + row * 58),
                        (1027 + group * 92 + mark * 15, 176 + row * 58),
                    ],
                    3,
                )
            chalk.line([(1020 + group * 92, 172 + row * 58), (1086 + group * 92, 144 + row * 58)], 3)
    canvas.ink(chalk, "#e9ead8", strength=0.7)
    table = Stencil().polygon(path("-20,770 1620,770 1620,1010 -20,1010"))
    canvas.ink(table, "#9c5f3c", shade="#4a2a24", light="#d99a5f", toward="down")
    grain = Stencil()
    for step in range(16):
        grain.line(
            curve(
                [
                    (-20, 784 + step * 15),
                    (600, 780 + step * 16),
                    (1100, 792 + step * 15),
                    (1620, 782 + step * 16),
                ],
                6,
            ),
            1.6,
        )
    canvas.ink(grain, "#5c3426", strength=0.3, inside=table)
    canvas.ink(
        Stencil().polygon(path("560,930 1130,930 1560,980 900,1010 560,1000")),
        "#2b1a1c",
        strength=0.45,
        soft=16,
    )
    _box_of_glass(canvas)
    _hand(canvas)
    sun = Stencil().polygon(path("-20,60 330,-20 1160,1010 560,1010"))
    canvas.ink(sun, "#fff0c2", strength=0.2, soft=30, blend="screen")


def _door(canvas: Canvas) -> None:
    canvas.ink(Stencil().box(96, 100, 500, 704), "#7a4a34", shade="#4a2c26", light="#b98458", toward="right")
    outside = Stencil().box(122, 126, 474, 704)
    canvas.ink(outside, "#fbe9b8", shade="#f0b96a", toward="down")
    canvas.glow(298, 330, 420, "#fff6d6", 0.8)
    yard = Stencil().box(122, 610, 474, 704)
    canvas.ink(yard, "#d9a567", shade="#a8703f")
    queue, shadows = Stencil(), Stencil()
    for x, y, tall, robe in (
        (180, 640, 210, True),
        (236, 652, 236, False),
        (300, 664, 232, True),
        (366, 680, 268, False),
        (436, 700, 262, True),
    ):
        person(queue, x, y, tall, robe=robe, stride=0.05)
        shadows.limb((x, y), (x - 90, y + 30), 40, 22)
    canvas.ink(shadows, "#8a5630", strength=0.45, soft=5, inside=outside)
    canvas.ink(queue, "#5a3a3c", shade="#8a5a44", light="#3a2a36", toward="down", inside=outside)
    leaf = Stencil().polygon(path("474,126 566,96 566,730 474,704"))
    canvas.ink(leaf, "#2a6a72", shade="#17434e", light="#4f9490", toward="right")
    canvas.ink(Stencil().ellipse(552, 420, 8), "#e9bc62")


def _box_of_glass(canvas: Canvas) -> None:
    random = canvas.random
    front, side = path("600,520 1060,520 1040,930 620,930"), path("1060,520 1150,484 1124,888 1040,930")
    canvas.ink(Stencil().polygon(side), "#cfe0d4", shade="#8fb0aa", strength=0.55)
    canvas.ink(Stencil().polygon(front), "#eef3e2", shade="#b9d0c4", strength=0.5)
    inside = Stencil().polygon(front)
    for row in range(9):
        for _ in range(12):
            x, y = random.uniform(632, 1030), 915 - row * 22 + random.uniform(-12, 12)
            if abs(x - 830) > 210 - row * 6:
                continue
            wide, high = random.uniform(60, 92), random.uniform(34, 52)
            paper = turned(
                [(-wide / 2, -high / 2), (wide / 2, -high / 2), (wide / 2, high / 2), (-wide / 2, high / 2)],
                random.uniform(-65, 65),
                (x, y),
            )
            tone = random.choice(("#fffaf0", "#f4ead6", "#e9e3d0", "#fbf3df"))
            canvas.ink(Stencil().polygon(paper), tone, shade="#b9ac98", toward="down-right", inside=inside)
            canvas.ink(
                Stencil().line(
                    [
                        ((paper[0][0] + paper[1][0]) / 2, (paper[0][1] + paper[1][1]) / 2),
                        ((paper[2][0] + paper[3][0]) / 2, (paper[2][1] + paper[3][1]) / 2),
                    ],
                    1.8,
                ),
                "#a89a88",
                strength=0.8,
                inside=inside,
            )
    canvas.ink(Stencil().polygon(front), "#e6f3ea", strength=0.16)
    streaks = (
        Stencil().polygon(path("640,540 700,540 664,910 632,910")).polygon(path("724,540 742,540 700,910 686,910"))
    )
    canvas.ink(streaks, "#ffffff", strength=0.32, inside=inside)
    for corner in ("600,520 1060,520 1040,930 620,930 600,520", "1060,520 1150,484 1124,888 1040,930"):
        canvas.ink(Stencil().line(path(corner), 5), "#f7fbf0", shade="#7fa09c", toward="right")
    lid = Stencil().polygon(path("584,520 1076,520 1168,480 690,480"))
    canvas.ink(lid, "#c8553d", shade="#8a3129", light="#e88a66", toward="right")
    canvas.ink(
        Stencil().polygon(path("584,520 1076,520 1076,552 584,552")),
        "#a8402f",
        shade="#6d2622",
        light="#c8604a",
        toward="right",
    )
    canvas.ink(Stencil().polygon(path("1076,520 1168,480 1168,510 1076,552")), "#7a2a26", shade="#4d1a1c")
    canvas.ink(Stencil().polygon(path("770,506 950,506 966,496 788,496")), "#2b1214")
    for x, y in ((640, 536), (1030, 536), (1122, 516)):
        canvas.ink(Stencil().box(x - 9, y - 12, x + 9, y + 16), "#e3b04c", shade="#8a5f24", toward="down-right")
        canvas.ink(Stencil().ellipse(x, y - 12, 8, 9).ellipse(x, y - 12, 4, 5, cut=True), "#d9d4c4")


def _hand(canvas: Canvas) -> None:
    """A right hand from above the frame, the forefinger dark with ink."""
    paper = Stencil().polygon(path("800,318 950,300 962,502 778,502"))
    canvas.ink(paper, "#fff8ea", shade="#c9b9a0", light="#ffffff", toward="down-right")
    canvas.ink(Stencil().polygon(path("800,318 874,309 872,502 778,502")), "#ecdfc8", shade="#b9a68e", toward="right")
    thumb = curve(path("990,262 944,292 906,338 884,374 868,366 878,326 908,272 960,222"), 6)
    sleeve = Stencil().polygon(path("1100,-40 1420,-40 1244,152 1098,96"))
    arm = Stencil().polygon(
        curve(path("1130,60 1062,128 1010,186 960,222"), 6) + curve(path("1030,330 1100,268 1160,200 1214,136"), 6)
    )
    canvas.ink(arm, "#b9784f", shade="#7a4632", light="#e3ac7c", toward="down-right")
    palm_ = Stencil().polygon(curve(path("1010,180 956,216 930,262 936,320 970,366 1020,362 1064,310 1080,260"), 6))
    canvas.ink(palm_, "#bd7d53", shade="#8a5138", light="#e3ac7c", toward="down-right")
    fingers = (
        ("1050,300 1016,354 982,392 956,420", 34, 25),
        ("1020,312 984,366 950,404 926,436", 36, 26),
        ("992,306 954,360 926,400 902,440", 37, 27),
        ("962,290 922,344 896,392 880,436", 36, 25),
    )
    for line, thick, thin in fingers:
        bones = curve(path(line), 6)
        finger = Stencil()
        for place, (p, q) in enumerate(itertools.pairwise(bones)):
            t = place / len(bones)
            finger.limb(p, q, thick + (thin - thick) * t, thick + (thin - thick) * t)
        canvas.ink(finger, "#c58659", shade="#7f4934", light="#e9b786", toward="down-right")
    bones = curve(path("962,290 922,344 896,392 880,436"), 6)
    ink = Stencil()
    for p, q in zip(bones[-7:], bones[-6:], strict=False):
        ink.limb(p, q, 28, 26)
    canvas.ink(ink, "#3b2a6b", shade="#1f1740", light="#6a55a3", toward="down-right")
    canvas.ink(Stencil().polygon(thumb), "#cf9162", shade="#8a5138", light="#efc090", toward="down-right")
    canvas.ink(Stencil().ellipse(879, 361, 7, 10), "#efcaa6", strength=0.9)
    canvas.ink(sleeve, "#27405a", shade="#13243a", light="#4f7188", toward="down-right")
    cuff = Stencil().polygon(path("1098,96 1244,152 1230,178 1084,116"))
    canvas.ink(cuff, "#f4ecd8", shade="#b9a68e", toward="right")
