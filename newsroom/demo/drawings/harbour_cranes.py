"""A container ship under three cranes at the hour when the lamps come on."""

from .brush import Canvas, Point, Stencil, curve, mix, path
from .motifs import birds, person, streak, water

CONTAINERS = ("#b4492f", "#2f7f86", "#e0a84c", "#3e5a7a", "#d9774c", "#7a3a44", "#e9d9ae", "#48745f")


def paint(canvas: Canvas) -> None:
    canvas.sky((0, "#17445a"), (0.4, "#5f8f93"), (0.72, "#efb072"), (1, "#fbe0a4"), bottom=690)
    for x, y, length in ((520, 130, 900), (1300, 214, 700), (260, 300, 560), (980, 380, 800)):
        streak(canvas, x, y, length, 18, "#f7cd97", 0.45)
    canvas.glow(300, 640, 700, "#fff0bd", 0.9)
    canvas.ink(Stencil().ellipse(300, 632, 80), "#fff3cb")
    far = Stencil().box(-10, 676, 1610, 700)
    for x, tall in ((60, 60), (160, 84), (480, 70), (545, 92), (1420, 80), (1500, 64), (1570, 90)):
        far.line([(x, 690), (x + 8, 690 - tall)], 4).line([(x + 34, 690), (x + 26, 690 - tall)], 4)
        far.line([(x - 40, 690 - tall * 0.8), (x + 60, 690 - tall * 0.8)], 4)
        far.line([(x + 17, 690 - tall), (x - 36, 690 - tall * 0.8)], 2)
    canvas.ink(far, "#a97f6d", shade="#86706e", strength=0.8)
    water(
        canvas,
        690,
        ((0, "#f2c98a"), (0.3, "#9a8f83"), (0.7, "#2d5f6f"), (1, "#123244")),
        "#fff0c4",
        path=310,
        ripples=240,
    )
    _crane(canvas, 1390, 735, 0.86, "#46606b", "#d6a27a")
    _ship(canvas)
    _crane(canvas, 1010, 748, 1.0, "#1d3d4c", "#c98a64")
    _crane(canvas, 610, 760, 1.12, "#14303f", "#b9785a")
    quay = Stencil().polygon(path("-20,905 1620,846 1620,1010 -20,1010"))
    canvas.ink(quay, "#16293a", light="#4d4a50", toward="down", depth=0.6)
    edge = Stencil().polygon(path("-20,905 1620,846 1620,858 -20,919"))
    canvas.ink(edge, "#d08d60", shade="#5c4b4e", toward="right")
    _stacks(canvas)
    workers = Stencil()
    for x, y in ((720, 926), (758, 922), (1130, 908)):
        person(workers, x, y, 62)
    canvas.ink(workers, "#0c1824", light="#b9785a", toward="down", depth=0.35)
    birds(canvas, ((430, 250, 18), (480, 236, 14), (520, 270, 12), (360, 290, 13)), "#2e4c5a")


def _crane(canvas: Canvas, x: float, ground: float, size: float, colour: str, light: str) -> None:
    """A ship-to-shore gantry crane with its boom over the water on the left."""

    def at(px: float, py: float) -> Point:
        return (x + px * size, ground + py * size)

    frame = Stencil()
    for px in (-58, 74):
        frame.limb(at(px, 130), at(px + 4, -300), 15 * size, 13 * size)
    for py in (-20, -300):
        frame.line([at(-58, py), at(78, py)], 12 * size)
    frame.line([at(-58, -20), at(76, -298)], 6 * size).line([at(74, 128), at(-56, -20)], 6 * size)
    frame.line([at(-80, 130), at(-36, 130)], 14 * size).line([at(52, 130), at(98, 130)], 14 * size)
    frame.limb(at(-40, -300), at(14, -452), 10 * size, 7 * size).limb(at(66, -300), at(14, -452), 10 * size, 7 * size)
    frame.line([at(-330, -318), at(190, -318)], 8 * size).line([at(-330, -294), at(190, -294)], 8 * size)
    lattice = Stencil()
    for step in range(26):
        left = -330 + step * 20
        lattice.line([at(left, -294), at(left + 10, -318), at(left + 20, -294)], 2.4 * size)
    for px, py in ((-310, -318), (-170, -318), (180, -318)):
        lattice.line([at(14, -450), at(px, py)], 3 * size)
    for step in range(15):
        lattice.line([at(76, 110 - step * 27), at(90, 96 - step * 27)], 2 * size)
    canvas.ink(frame, colour, light=light, toward="right", depth=0.55)
    canvas.ink(lattice, colour)
    house = Stencil().polygon([at(96, -352), at(180, -352), at(180, -316), at(96, -316)])
    canvas.ink(house, "#b4492f", shade="#5d2a28", light="#e9825a", toward="down-right")
    trolley = Stencil().polygon([at(-222, -294), at(-168, -294), at(-172, -268), at(-218, -268)])
    canvas.ink(trolley, "#e9b45c", shade="#8a5a2c")
    ropes = Stencil()
    for px in (-214, -178):
        ropes.line([at(px, -268), at(px + (4 if px < -200 else -4), -176)], 1.6 * size)
    canvas.ink(ropes, colour)
    hung = Stencil().polygon([at(-240, -176), at(-152, -176), at(-152, -140), at(-240, -140)])
    canvas.ink(hung, "#2f7f86", shade="#184b58", light="#79b9b0", toward="down-right")
    for px in (-320, -110, 60):
        canvas.ink(Stencil().ellipse(*at(px, -286), 3.4 * size), "#fff1c0")
        canvas.glow(*at(px, -284), 66 * size, "#ffdf94", 0.8)


def _box(canvas: Canvas, x: float, y: float, wide: float, tall: float, dusk: float) -> None:
    tone = mix(canvas.random.choice(CONTAINERS), "#1b3a4a", dusk)
    canvas.ink(
        Stencil().box(x, y, x + wide, y + tall),
        tone,
        shade=mix(tone, "#0f2433", 0.6),
        light=mix(tone, "#ffd79a", 0.35),
        toward="down-right",
    )
    folds = Stencil()
    for step in range(1, int(wide / 9)):
        folds.line([(x + step * 9, y + 3), (x + step * 9, y + tall - 3)], 1.4)
    canvas.ink(folds, mix(tone, "#0f2433", 0.6), strength=0.55)


def _ship(canvas: Canvas) -> None:
    canvas.ink(Stencil().ellipse(950, 846, 700, 26), "#0e2836", strength=0.6, soft=10)
    for column in range(11):
        for row in range(4 if column % 4 else 3):
            if canvas.random.random() < 0.09 * row:
                break
            _box(canvas, 424 + column * 76, 700 - row * 33, 74, 32, 0.28)
    hull = Stencil().polygon(
        [*curve(path("250,700 290,790 350,846")), *path("1560,846 1590,780 1600,730"), *path("300,730")]
    )
    canvas.ink(hull, "#12303f", shade="#0a1c28", light="#5b6468", toward="right", depth=0.8)
    canvas.ink(
        Stencil().polygon(path("318,812 1576,812 1562,848 350,848")),
        "#8f3a2e",
        shade="#4e2224",
        toward="right",
    )
    canvas.ink(Stencil().line(path("256,706 300,732 1600,732"), 5), "#f1c98a", strength=0.85)
    bridge = Stencil().box(1290, 520, 1400, 734).box(1262, 520, 1428, 548).box(1310, 480, 1380, 522)
    canvas.ink(bridge, "#f0dcb4", shade="#7f8083", light="#fff2d2", toward="down-right")
    panes = Stencil()
    for step in range(10):
        panes.box(1270 + step * 15.6, 526, 1281 + step * 15.6, 540)
    for row in range(5):
        for column in range(5):
            panes.box(1300 + column * 20, 566 + row * 32, 1310 + column * 20, 578 + row * 32)
    canvas.ink(panes, "#2b4a58")
    funnel = Stencil().polygon(path("1440,560 1500,560 1506,734 1436,734"))
    canvas.ink(funnel, "#b4492f", shade="#55272a", toward="right")
    canvas.ink(Stencil().box(1439, 590, 1502, 612), "#f0dcb4")
    masts = (
        Stencil().line(path("1345,482 1345,420"), 4).line(path("1322,446 1368,446"), 3).line(path("330,720 330,640"), 4)
    )
    canvas.ink(masts, "#1d3440")


def _stacks(canvas: Canvas) -> None:
    for column, high in enumerate((3, 4, 2)):
        for row in range(high):
            _box(canvas, -60 + column * 152, 872 - row * 62 + column * 2, 149, 61, 0.45)
    for column, high in enumerate((1, 3, 2)):
        for row in range(high):
            _box(canvas, 1260 + column * 132, 842 - row * 54, 129, 53, 0.45)
