"""Evening in the marshes: a reed house, a long canoe, somebody standing to pole it home."""

from math import pi, sin

from .brush import Canvas, Stencil, curve
from .motifs import birds, reed, streak, water


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#5a3d5c"), (0.35, "#c0605a"), (0.7, "#f0a765"), (1, "#fbdc9a"), bottom=520)
    for x, y, length, strength in (
        (380.0, 130, 820, 0.5),
        (1180, 210, 760, 0.55),
        (700, 290, 980, 0.5),
        (1350, 340, 500, 0.6),
    ):
        streak(canvas, x, y, length, 20, "#f9c58a", strength)
    canvas.glow(1010, 452, 640, "#fff0b8", 0.95)
    canvas.ink(Stencil().ellipse(1010, 448, 74), "#fff6d0")
    far = Stencil()
    for _ in range(620):
        x = random.uniform(-10, 1610)
        tall = (14 + 22 * sin(x / 90) ** 2) * random.uniform(0.4, 1.2)
        far.line([(x, 524), (x + random.uniform(-3, 7), 524 - tall)], 1.6)
    far.box(-5, 512, 1605, 526)
    canvas.ink(far, "#a5574e", shade="#7d4450")
    water(
        canvas,
        520,
        ((0, "#f8d08a"), (0.25, "#e08f5c"), (0.65, "#8f4a58"), (1, "#2e2440")),
        "#fff0bf",
        path=1010,
        ripples=120,
    )
    dark = Stencil()
    for _ in range(120):
        t = random.random() ** 1.3
        y, half = 540 + t * 460, 16 + 90 * t
        x = random.uniform(0, 1600)
        dark.polygon([(x - half, y), (x, y - 1 - 3 * t), (x + half, y), (x, y + 1 + 3 * t)])
    canvas.ink(dark, "#4c2a48", strength=0.32)
    _reed_house(canvas, 330, 560)
    _canoe(canvas, 900, 760)
    for colour, light, x0, x1, low, high, amount in (
        ("#4a2b45", "#9a5350", -20, 560, 150, 330, 60),
        ("#4a2b45", "#9a5350", 1300, 1620, 190, 420, 40),
        ("#20182c", "#5e3648", -30, 330, 220, 420, 46),
        ("#20182c", "#5e3648", 1410, 1640, 300, 560, 42),
    ):
        reeds = Stencil()
        for _ in range(amount):
            reed(reeds, canvas, random.uniform(x0, x1), 1015, random.uniform(low, high))
        canvas.ink(reeds, colour, light=light, toward="down", depth=0.5)
    birds(canvas, ((560, 190, 20), (612, 212, 16), (520, 226, 15), (668, 240, 13), (470, 258, 12)), "#3c2440")


def _reed_house(canvas: Canvas, x: float, y: float) -> None:
    """The arched hall of reeds, half seen from its front."""
    island = Stencil().polygon(
        curve([(x - 300, y + 14), (x - 190, y - 6), (x + 60, y - 8), (x + 330, y - 6), (x + 420, y + 14)], 6)
    )
    for _ in range(110):
        px = canvas.random.uniform(x - 280, x + 400)
        island.line([(px, y + 14), (px + canvas.random.uniform(-5, 9), y - canvas.random.uniform(2, 22))], 2.4)
    canvas.ink(island, "#54313f", shade="#2e1e30")
    canvas.ink(Stencil().ellipse(x + 60, y + 48, 300, 24), "#3a2238", strength=0.5, soft=8)
    arch = [(x - 130 + 260 * s / 24, y - 196 * sin(pi * s / 24) ** 0.5) for s in range(25)]
    hall = Stencil().polygon(
        [
            *arch[:12],
            (x, y - 196),
            *curve([(x, y - 196), (x + 180, y - 190), (x + 330, y - 150), (x + 352, y)], 8),
            (x - 130, y),
        ]
    )
    canvas.ink(hall, "#9a5a45", shade="#4b2a38", light="#e79a62", toward="down")
    ribs = Stencil()
    for step in range(7):
        t = step / 6
        bow = [
            (x + 130 + t * 215 - (24 - s) * 1.2, y - (196 - t * 40) * sin(pi * (12 + s / 2) / 24) ** 0.5)
            for s in range(25)
        ]
        ribs.line(bow, 5)
    canvas.ink(ribs, "#3f2334", strength=0.55, inside=hall)
    front = Stencil().polygon([*arch, (x + 130, y), (x - 130, y)])
    canvas.ink(front, "#c27a52", shade="#6d3d42", light="#f3b377", toward="down")
    lattice = Stencil()
    for step in range(-9, 10):
        lattice.line([(x + step * 15, y - 185), (x + step * 15, y - 96)], 3)
    for step in range(6):
        lattice.line([(x - 125, y - 100 - step * 17), (x + 125, y - 100 - step * 17)], 3)
    canvas.ink(lattice, "#5e3440", strength=0.75, inside=front)
    columns = Stencil()
    for side in (-1, 1):
        for place in (130, 62):
            columns.limb((x + side * place, y), (x + side * place * 0.98, y - (60 if place > 100 else 170)), 18, 12)
    canvas.ink(columns, "#e09b63", shade="#7f463f")
    canvas.ink(Stencil().line(arch, 13), "#eaa86c", shade="#8f5147")
    canvas.ink(
        Stencil().polygon([(x - 34, y), (x - 34, y - 70), (x, y - 96), (x + 34, y - 70), (x + 34, y)]),
        "#2b1a2c",
    )
    canvas.glow(x, y - 22, 90, "#ffb45c", 0.8)


def _canoe(canvas: Canvas, x: float, y: float) -> None:
    canvas.ink(Stencil().ellipse(x, y + 34, 300, 16), "#241a30", strength=0.7, soft=7)
    shape = curve(
        [
            (x - 350, y - 96),
            (x - 290, y - 18),
            (x - 120, y + 22),
            (x + 100, y + 22),
            (x + 270, y - 8),
            (x + 330, y - 60),
        ],
        8,
    )
    top = curve(
        [
            (x + 330, y - 60),
            (x + 240, y - 26),
            (x + 60, y - 12),
            (x - 140, y - 14),
            (x - 280, y - 42),
            (x - 350, y - 96),
        ],
        8,
    )
    canvas.ink(Stencil().polygon([*shape, *top]), "#221829", light="#7c4650", toward="down")
    canvas.ink(Stencil().line(top, 4), "#f1b273", strength=0.8)
    load = Stencil()
    for _ in range(120):
        px = canvas.random.gauss(x - 100, 62)
        load.line([(px - 60, y - 8), (px + canvas.random.uniform(30, 70), y - canvas.random.uniform(26, 70))], 4)
    canvas.ink(load, "#4b3038", light="#c98557", toward="down", depth=0.8)
    canvas.ink(Stencil().polygon([*shape, *top]), "#221829", shade="#150f1d")
    canvas.ink(Stencil().line(top, 4), "#f1b273", strength=0.8)
    fx, fy = x + 168, y - 16
    figure = Stencil()
    figure.polygon(
        curve(
            [(fx - 8, fy - 186), (fx - 26, fy - 176), (fx - 24, fy - 110), (fx - 40, fy - 40), (fx - 46, fy)],
            5,
        )
        + curve(
            [
                (fx + 30, fy),
                (fx + 22, fy - 60),
                (fx + 20, fy - 120),
                (fx + 32, fy - 172),
                (fx + 14, fy - 186),
            ],
            5,
        )
    )
    figure.limb((fx + 3, fy - 178), (fx + 9, fy - 208), 15, 13).ellipse(fx + 11, fy - 216, 14, 18)
    figure.polygon(
        [
            *curve(
                [
                    (fx + 24, fy - 226),
                    (fx + 8, fy - 240),
                    (fx - 8, fy - 226),
                    (fx - 12, fy - 196),
                    (fx - 30, fy - 152),
                ],
                6,
            ),
            (fx - 12, fy - 158),
            (fx + 4, fy - 196),
        ]
    )
    figure.limb((fx + 22, fy - 170), (fx + 50, fy - 138), 19, 14).limb((fx + 50, fy - 138), (fx + 74, fy - 178), 14, 9)
    figure.limb((fx - 12, fy - 166), (fx + 22, fy - 112), 19, 14).limb((fx + 22, fy - 112), (fx + 58, fy - 98), 14, 9)
    canvas.ink(figure, "#1d1526", light="#a85a50", toward="left", depth=0.4)
    canvas.ink(Stencil().line([(fx + 104, fy - 330), (fx + 26, fy + 96)], 5), "#1d1526")
    rings = Stencil().ellipse(fx + 27, fy + 92, 44, 8).ellipse(fx + 27, fy + 92, 37, 6, cut=True)
    canvas.ink(rings, "#f6c68c", strength=0.7)
