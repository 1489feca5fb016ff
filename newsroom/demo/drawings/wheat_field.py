"""Harvest: a combine in its own dust, under a tall summer cloud."""

from math import pi, sin

from .brush import Canvas, Stencil, curve, path
from .motifs import birds, cloud, mountains, poplar, streak


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#2c7d8c"), (0.55, "#7fb9b4"), (1, "#f6e3b4"), bottom=560)
    for x, y, length, strength in ((300.0, 190, 560, 0.55), (1240, 120, 700, 0.6), (760, 300, 900, 0.4)):
        streak(canvas, x, y, length, 16, "#fdf3d8", strength)
    cloud(canvas, 1130, 420, 760, "#fff6e0", "#d9b68d", 0.95)
    cloud(canvas, 330, 452, 560, "#fdeccb", "#d2ae8a", 0.9)
    mountains(
        canvas,
        path("-30,500 160,452 330,486 600,440 850,492 1090,456 1380,496 1640,448"),
        "#7c93a0",
        dark="#637c8e",
        mist="#d7cda8",
        base=562,
        strength=0.6,
    )
    trees = Stencil()
    for _ in range(40):
        x = random.gauss(330, 70) if random.random() < 0.6 else random.gauss(1440, 50)
        poplar(trees, canvas, x, 560, random.uniform(34, 84))
    canvas.ink(trees, "#4f6a4c", light="#8b9a5a", toward="right")
    canvas.sky((0, "#e9bd5c"), (0.3, "#dfa440"), (1, "#b87427"), top=552)
    rows = Stencil()
    for step in range(-30, 31):
        x = 640 + step * 22
        far, near = 640 + step * 19, 640 + step * 118
        rows.polygon([(x - 1, 556), (far + 2, 556), (near + 44, 1010), (near - 2, 1010)])
    canvas.ink(rows, "#a9681f", light="#d99a3c", toward="down", depth=0.8, strength=0.55)
    stubble = Stencil().polygon(path("648,553 900,553 1680,760 1680,1010 1120,1010"))
    canvas.ink(stubble, "#e7cf92", shade="#b48743", depth=0.7)
    swaths = Stencil()
    for step in range(9):
        swaths.polygon(
            [
                (670 + step * 26, 556),
                (676 + step * 26, 556),
                (1290 + step * 105, 1010),
                (1230 + step * 105, 1010),
            ]
        )
    canvas.ink(swaths, "#b98a48", strength=0.6, inside=stubble)
    _combine(canvas)
    _ears(canvas)
    birds(canvas, ((420, 150, 17), (470, 175, 13), (395, 205, 11), (540, 140, 12)), "#2b4a55")


def _combine(canvas: Canvas) -> None:
    dust = Stencil()
    for step in range(22):
        size = 30 + step * 5
        dust.ellipse(930 + step * 26, 640 - canvas.random.uniform(0, 20 + step * 5), size, size * 0.62)
    canvas.ink(dust, "#f4dca6", strength=0.62, soft=26)
    canvas.ink(Stencil().ellipse(800, 700, 210, 16), "#7a4716", strength=0.6, soft=8)
    body = Stencil().polygon(path("705,560 905,548 942,600 930,662 690,664 676,610"))
    canvas.ink(body, "#b5412f", shade="#6e241f", light="#e0755a", toward="down-right")
    tank = Stencil().polygon(path("760,520 900,510 908,552 756,560"))
    canvas.ink(tank, "#8f3126", light="#c8553d", toward="down")
    cab = Stencil().polygon(path("672,520 748,508 758,596 668,600"))
    canvas.ink(cab, "#1f3f4a", light="#9fc7c4", toward="down-right")
    canvas.ink(Stencil().polygon(path("664,516 756,500 758,512 664,526")), "#f1e3c2")
    canvas.ink(Stencil().line([(713, 512), (712, 598)], 4), "#b5412f")
    canvas.ink(Stencil().limb((892, 530), (1010, 494), 18, 15), "#7c2a22", light="#d06a50", toward="down")
    grain = Stencil().polygon(path("1004,500 1018,500 1036,580 1000,584"))
    canvas.ink(grain, "#f7d98a", strength=0.8, soft=3)
    for x, y, r in ((728, 660, 52), (890, 672, 34)):
        canvas.ink(Stencil().ellipse(x, y, r), "#241c1a", light="#4a3b33", toward="down-right")
        canvas.ink(Stencil().ellipse(x, y, r * 0.45), "#e0b04c", shade="#a1701f")
    header = Stencil().polygon(path("560,640 690,612 704,672 566,694"))
    canvas.ink(header, "#8f3126", shade="#4d1a17", toward="down")
    reel = Stencil()
    for blade in range(6):
        angle = blade * pi / 3 + 0.3
        reel.line([(590, 640), (590 + 50 * sin(angle), 640 - 46 * sin(angle + pi / 2))], 4)
    reel.ellipse(590, 640, 52, 48).ellipse(590, 640, 46, 42, cut=True)
    for blade in range(6):
        angle = blade * pi / 3 + 0.3
        reel.line([(590, 640), (590 + 50 * sin(angle), 640 - 46 * sin(angle + pi / 2))], 4)
    canvas.ink(reel, "#f1c95f", shade="#9c6a20")


def _ears(canvas: Canvas) -> None:
    """The standing crop in front, each ear with its grains and beards."""
    random = canvas.random
    for colour, shade, amount, top, size in (
        ("#a8691f", "#6e4014", 56, 790, 0.7),
        ("#cf9334", "#75430f", 40, 850, 0.95),
        ("#f6cf72", "#8a5520", 20, 880, 1.3),
    ):
        crop = Stencil()
        for _ in range(amount):
            x = random.uniform(-60, 1190) if size < 1.1 else random.uniform(-60, 960)
            ground_edge = 1.0 - max(0.0, (x - 700) / 700)
            y = top + random.uniform(-70, 90) + (1 - ground_edge) * 150
            lean = random.uniform(4, 26) * size
            crop.line(curve([(x - lean * 1.4, 1020), (x - lean * 0.3, (y + 1020) / 2), (x, y)], 6), 3.2 * size)
            angle = 12 + lean * 0.7
            for pair in range(7):
                for side in (-1, 1):
                    gx = x + pair * 2.6 * size * angle / 26 + side * 5.5 * size
                    gy = y - pair * 11 * size
                    crop.ellipse(gx, gy, 4.6 * size, 8.5 * size)
            tip = (x + 18 * size * angle / 26, y - 80 * size)
            crop.ellipse(tip[0], tip[1], 4 * size, 9 * size)
            for beard in range(6):
                spread = (beard - 2.5) * 11 * size
                start = (x + beard * 2.0 * size, y - 20 * size - beard * 8 * size)
                crop.line([start, (tip[0] + spread + lean, tip[1] - 62 * size - abs(spread) * -0.4)], 1.2 * size)
        canvas.ink(crop, colour, shade=shade, depth=0.75)
