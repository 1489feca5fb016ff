"""Rivers, fields, roads and marshes."""

from math import pi, sin

from .brush import Canvas, Point, Stencil, curve, mix, path
from .motifs import birds, cloud, mountains, person, poplar, reed, streak, water


def drought_river(canvas: Canvas) -> None:
    """A stone bridge over a bed of cracked mud, with a thread of water left in it."""
    random = canvas.random
    canvas.sky((0, "#c9824f"), (0.4, "#e9b67a"), (1, "#f8e2b4"), bottom=520)
    canvas.glow(1130, 175, 620, "#fff0c4", 0.9)
    canvas.ink(Stencil().ellipse(1130, 175, 58), "#fffbe8")
    mountains(
        canvas,
        [(-30, 390), (180, 300), (330, 352), (560, 268), (760, 350), (980, 300), (1210, 362), (1420, 290), (1640, 370)],
        "#d9a377", dark="#c48a64", mist="#f0cf9f", base=520, strength=0.7,
    )  # fmt: skip
    mountains(
        canvas, [(-30, 430), (240, 392), (520, 440), (900, 412), (1250, 446), (1640, 400)],
        "#b97e58", dark="#a66f4d", mist="#dcae7f", base=540, strength=0.6,
    )  # fmt: skip
    trees = Stencil()
    for _ in range(34):
        x = random.choice((random.uniform(-10, 360), random.uniform(1290, 1620)))
        poplar(trees, canvas, x, 520, random.uniform(50, 110))
    canvas.ink(trees, "#6d6a43", light="#9a8b54", toward="right")
    canvas.sky((0, "#d3a676"), (0.4, "#c08a5e"), (1, "#94603f"), top=505)
    _cracked_mud(canvas, 560)
    thread = [(905, 560), (850, 610), (905, 668), (800, 742), (700, 820), (760, 920), (640, 1010)]
    widths = (8, 18, 26, 40, 54, 74, 120)
    left = curve([(x - w, y) for (x, y), w in zip(thread, widths, strict=True)])
    right = curve([(x + w * 1.1, y) for (x, y), w in zip(thread, widths, strict=True)])
    wet = Stencil().polygon([(x - 26 * (y - 520) / 400, y) for x, y in left] + [(x + 20, y) for x, y in right[::-1]])
    canvas.ink(wet, "#7a4c33", strength=0.75, soft=7)
    stream = Stencil().polygon([*left, *right[::-1]])
    canvas.ink(stream, "#5f8f93", light="#f3d9a8", toward="down", depth=0.9)
    shine = Stencil()
    for _ in range(30):
        place = random.randrange(len(left) - 8, len(left)) if random.random() < 0.3 else random.randrange(len(left))
        (x0, y), (x1, _) = left[place], right[place]
        x, half = random.uniform(x0, x1), (x1 - x0) * 0.16
        shine.polygon([(x - half, y), (x, y - 2), (x + half, y), (x, y + 2)])
    canvas.ink(shine, "#fff3d2", strength=0.8, inside=stream)
    _stone_bridge(canvas)
    _stranded_boat(canvas)
    canvas.haze(330, 560, "#f6dba9", 0.32)


def _cracked_mud(canvas: Canvas, horizon: float) -> None:
    random = canvas.random
    ground = Stencil().box(-10, horizon, 1610, 1010)
    canvas.ink(ground, "#c59468", shade="#5e3926", depth=1)
    rows = [horizon + 450 * (step / 15) ** 1.9 for step in range(1, 17)]
    corners: list[list[Point]] = []
    for y in rows:
        size = 18 + (y - horizon) * 0.42
        columns = int(1900 / size) + 2
        corners.append(
            [
                (-150 + (c + random.uniform(-0.34, 0.34)) * size, y + random.uniform(-0.13, 0.13) * size)
                for c in range(columns)
            ]
        )
    for tone in ("#cf9d6f", "#c08d61", "#b27f55"):
        clods, crust = Stencil(), Stencil()
        for upper, lower in zip(corners, corners[1:], strict=False):
            ratio = len(lower) / len(upper)
            for c in range(len(upper) - 1):
                if random.random() > 0.36:
                    continue
                a, b = lower[min(int(c * ratio), len(lower) - 1)], lower[min(int((c + 1) * ratio), len(lower) - 1)]
                cell = [upper[c], upper[c + 1], b, a]
                x, y = sum(p[0] for p in cell) / 4, sum(p[1] for p in cell) / 4
                clods.polygon([(x + (px - x) * 0.9, y + (py - y) * 0.86) for px, py in cell])
                edge = 1 + (y - horizon) * 0.006
                crust.line([(x + (px - x) * 0.88, y + (py - y) * 0.84) for px, py in cell[:2]], edge)
        if clods.pieces:
            canvas.ink(clods, tone, shade=mix(tone, "#6b4029", 0.75), depth=0.95)
            canvas.ink(crust, "#f0cc97", strength=0.5)


def _stone_bridge(canvas: Canvas) -> None:
    """Five arches on tall piers; the marks of high water are far above what runs under them."""
    deck = curve([(-20, 452), (400, 424), (800, 414), (1200, 424), (1620, 452)])
    wall = Stencil().polygon([*deck, (1620, 640), (-20, 640)])
    for x, half, spring in ((90, 104, 560), (385, 118, 556), (715, 138, 552), (1060, 118, 556), (1350, 104, 560), (1610, 90, 562)):  # fmt: skip
        arch = [(x - half, 660)]
        arch += [(x - half * (1 - 2 * s / 20), spring - 88 * sin(pi * s / 20) ** 0.62) for s in range(21)]
        wall.polygon([*arch, (x + half, 660)], cut=True)
    canvas.ink(wall, "#a06a48", shade="#57311f", light="#c98f63", toward="down", depth=0.9)
    courses = Stencil()
    for step in range(1, 22):
        courses.line([(x, y + step * 10) for x, y in deck[::6]], 1)
    for _ in range(330):
        x, y = canvas.random.uniform(0, 1600), 430 + canvas.random.randrange(22) * 10
        courses.line([(x, y), (x, y + 9)], 1)
    canvas.ink(courses, "#6d422e", strength=0.4, inside=wall)
    mark = Stencil().box(0, 566, 1600, 640)
    canvas.ink(mark, "#e8c493", strength=0.4, inside=wall)
    arches = Stencil()
    for x, half, spring in ((90, 104, 560), (385, 118, 556), (715, 138, 552), (1060, 118, 556), (1350, 104, 560), (1610, 90, 562)):  # fmt: skip
        rim = [(x - half * (1 - 2 * s / 20), spring - 88 * sin(pi * s / 20) ** 0.62) for s in range(21)]
        arches.line([(x - half, 640), *rim, (x + half, 640)], 9)
    canvas.ink(arches, "#e0b183", strength=0.75, inside=wall)
    parapet = Stencil().line([(x, y - 4) for x, y in deck], 12)
    canvas.ink(parapet, "#7f5038", light="#e6b888", toward="down")
    walkers = Stencil()
    person(walkers, 520, 413, 62)
    person(walkers, 556, 412, 56, robe=True)
    person(walkers, 1180, 417, 58)
    canvas.ink(walkers, "#3d2620")
    for x, half in ((238, 33), (550, 32), (888, 34), (1210, 32), (1480, 30)):
        foot = Stencil().polygon([(x - half, 640), (x + half, 640), (x - half * 3.2, 690), (x - half * 5.4, 690)])
        canvas.ink(foot, "#4a2a1e", strength=0.5, soft=4)


def _stranded_boat(canvas: Canvas) -> None:
    hull = curve([(1040, 800), (1120, 852), (1260, 866), (1400, 830), (1462, 770)], 8)
    rim = curve([(1462, 770), (1380, 800), (1240, 818), (1110, 812), (1040, 800)], 8)
    canvas.ink(Stencil().ellipse(1235, 872, 230, 22), "#3c2118", strength=0.65, soft=9)
    boat = Stencil().polygon([*hull, *rim])
    canvas.ink(boat, "#2f6670", shade="#173a44", light="#5f9a98", toward="down-right")
    inside = Stencil().polygon([*rim, *curve([(1040, 800), (1120, 800), (1250, 802), (1390, 784), (1462, 770)], 8)])
    canvas.ink(inside, "#2a1c18")
    canvas.ink(Stencil().line(rim, 6), "#e4bb85")
    thwarts = Stencil().line([(1150, 813), (1168, 800)], 9).line([(1292, 812), (1300, 797)], 9)
    canvas.ink(thwarts, "#a9744c")
    canvas.ink(Stencil().line([(1462, 772), (1530, 842), (1556, 850)], 3), "#4a2c20")


def wheat_field(canvas: Canvas) -> None:
    """Harvest: a combine in its own dust, under a tall summer cloud."""
    random = canvas.random
    canvas.sky((0, "#2c7d8c"), (0.55, "#7fb9b4"), (1, "#f6e3b4"), bottom=560)
    for x, y, length, strength in ((300, 190, 560, 0.55), (1240, 120, 700, 0.6), (760, 300, 900, 0.4)):
        streak(canvas, x, y, length, 16, "#fdf3d8", strength)
    cloud(canvas, 1130, 420, 760, "#fff6e0", "#d9b68d", 0.95)
    cloud(canvas, 330, 452, 560, "#fdeccb", "#d2ae8a", 0.9)
    mountains(
        canvas, [(-30, 500), (160, 452), (330, 486), (600, 440), (850, 492), (1090, 456), (1380, 496), (1640, 448)],
        "#7c93a0", dark="#637c8e", mist="#d7cda8", base=562, strength=0.6,
    )  # fmt: skip
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
    stubble = Stencil().polygon([(648, 553), (900, 553), (1680, 760), (1680, 1010), (1120, 1010)])
    canvas.ink(stubble, "#e7cf92", shade="#b48743", depth=0.7)
    swaths = Stencil()
    for step in range(9):
        swaths.polygon([(670 + step * 26, 556), (676 + step * 26, 556), (1290 + step * 105, 1010), (1230 + step * 105, 1010)])  # fmt: skip
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
    body = Stencil().polygon([(705, 560), (905, 548), (942, 600), (930, 662), (690, 664), (676, 610)])
    canvas.ink(body, "#b5412f", shade="#6e241f", light="#e0755a", toward="down-right")
    tank = Stencil().polygon([(760, 520), (900, 510), (908, 552), (756, 560)])
    canvas.ink(tank, "#8f3126", light="#c8553d", toward="down")
    cab = Stencil().polygon([(672, 520), (748, 508), (758, 596), (668, 600)])
    canvas.ink(cab, "#1f3f4a", light="#9fc7c4", toward="down-right")
    canvas.ink(Stencil().polygon([(664, 516), (756, 500), (758, 512), (664, 526)]), "#f1e3c2")
    canvas.ink(Stencil().line([(713, 512), (712, 598)], 4), "#b5412f")
    canvas.ink(Stencil().limb((892, 530), (1010, 494), 18, 15), "#7c2a22", light="#d06a50", toward="down")
    grain = Stencil().polygon([(1004, 500), (1018, 500), (1036, 580), (1000, 584)])
    canvas.ink(grain, "#f7d98a", strength=0.8, soft=3)
    for x, y, r in ((728, 660, 52), (890, 672, 34)):
        canvas.ink(Stencil().ellipse(x, y, r), "#241c1a", light="#4a3b33", toward="down-right")
        canvas.ink(Stencil().ellipse(x, y, r * 0.45), "#e0b04c", shade="#a1701f")
    header = Stencil().polygon([(560, 640), (690, 612), (704, 672), (566, 694)])
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
        ("#a8691f", "#6e4014", 56, 790, 0.7), ("#cf9334", "#75430f", 40, 850, 0.95), ("#f6cf72", "#8a5520", 20, 880, 1.3),
    ):  # fmt: skip
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


def snow_road(canvas: Canvas) -> None:
    """A pass in the last light: one bus, two lamps, poles that tell where the road is."""
    random = canvas.random
    canvas.sky((0, "#26405e"), (0.45, "#6f87a0"), (0.8, "#e3b7a0"), (1, "#f5d9bd"), bottom=620)
    canvas.glow(330, 420, 560, "#ffd9ae", 0.65)
    mountains(
        canvas, path("-30,430 60,330 150,390 360,215 470,300 540,270 700,372 800,330 980,420 1640,460"),
        "#d9c4c4", dark="#8290ab", mist="#d6bfbd", base=640, roughness=0.2, strength=0.8,
    )  # fmt: skip
    mountains(
        canvas, path("480,600 700,450 770,480 900,360 960,392 1130,150 1240,270 1300,240 1430,360 1520,300 1700,420"),
        "#efe0d8", dark="#5d7494", mist="#c3bcc6", base=720, roughness=0.22, strength=0.85,
    )  # fmt: skip
    canvas.haze(400, 640, "#dcc9cb", 0.75)
    hill = curve([(-30, 600), (240, 560), (520, 612), (760, 580), (1060, 640), (1360, 590), (1640, 640)])
    canvas.ink(Stencil().polygon([*hill, (1640, 1010), (-30, 1010)]), "#c9cbd8", shade="#7f93b1", depth=0.8)
    pines = Stencil()
    for _ in range(46):
        x = random.choice((random.uniform(-20, 420), random.uniform(1150, 1620)))
        _pine(pines, x, 628 + random.uniform(-24, 30), random.uniform(38, 86))
    canvas.ink(pines, "#2c4358", light="#8d9db3", toward="down", depth=0.5)
    near = curve([(-30, 760), (260, 700), (620, 742), (1000, 700), (1320, 752), (1640, 700)])
    canvas.ink(Stencil().polygon([*near, (1640, 1010), (-30, 1010)]), "#e8e4e6", shade="#8fa3c0", depth=0.85)
    middle = [(980, 596), (1090, 622), (1010, 660), (760, 690), (640, 732), (800, 792), (960, 870), (900, 1010)]
    widths = (7, 12, 20, 32, 52, 84, 132, 205)
    left = curve([(x - w, y) for (x, y), w in zip(middle, widths, strict=True)])
    right = curve([(x + w, y) for (x, y), w in zip(middle, widths, strict=True)])
    bank = Stencil().polygon([(x - 10 - (y - 590) * 0.1, y - 3) for x, y in left] + [(x + 8 + (y - 590) * 0.1, y) for x, y in right[::-1]])  # fmt: skip
    canvas.ink(bank, "#f8f3ef", shade="#aab8cf", toward="right")
    road = Stencil().polygon([*left, *right[::-1]])
    canvas.ink(road, "#4a5a74", shade="#2c3a54", light="#8a93a6", toward="down", depth=0.9)
    ruts = Stencil()
    for share in (0.24, 0.42, 0.6, 0.78):
        rut = [(a + (b - a) * share, y) for (a, y), (b, _) in zip(left, right, strict=True)]
        for (ax, ay), (bx, by) in zip(rut, rut[1:], strict=False):
            ruts.line([(ax, ay), (bx, by)], 0.6 + (ay - 590) * 0.035)
    canvas.ink(ruts, "#aab4c8", strength=0.22, inside=road)
    for place in range(8, len(left), 8):
        (x, y), (x2, y2) = left[place], right[place]
        size = (y - 560) / 8
        poles = Stencil()
        for px, py in ((x - size * 0.5, y), (x2 + size * 0.5, y2)):
            poles.line([(px, py), (px, py - size * 2.6)], max(2, size * 0.16))
        canvas.ink(poles, "#c8553d", light="#fbeee2", toward="down", depth=0.4)
    _bus(canvas, 742, 772)
    big = Stencil()
    for x, y, tall in ((60, 1040, 480), (210, 1030, 330), (1480, 1010, 470), (1350, 1040, 300), (1590, 1030, 380)):
        _pine(big, x, y, tall)
    canvas.ink(big, "#1b2c40", light="#5c7391", toward="down", depth=0.6)
    _flakes(canvas)


def _pine(stencil: Stencil, x: float, y: float, tall: float) -> None:
    stencil.limb((x, y), (x, y - tall), tall * 0.05, tall * 0.01)
    for tier in range(6):
        base, half = y - tall * (0.1 + tier * 0.15), tall * (0.25 - tier * 0.036)
        stencil.polygon(
            [(x, base - tall * 0.25), (x + half * 0.5, base - tall * 0.08), (x + half, base + tall * 0.02), (x + half * 0.35, base - tall * 0.02),
             (x, base + tall * 0.025), (x - half * 0.4, base - tall * 0.02), (x - half, base + tall * 0.015), (x - half * 0.45, base - tall * 0.1)]
        )  # fmt: skip


def _bus(canvas: Canvas, x: float, y: float) -> None:
    """A minibus seen from the front, its roof loaded, its lamps the only warm thing for miles."""
    canvas.ink(Stencil().ellipse(x, y + 3, 60, 9), "#141d33", strength=0.8, soft=5)
    body = Stencil().polygon(
        curve(path(f"{x - 45},{y - 6} {x - 47},{y - 48} {x - 38},{y - 88} {x},{y - 94} {x + 38},{y - 88} {x + 47},{y - 48} {x + 45},{y - 6}"), 6)
    )
    canvas.ink(body, "#b4553c", shade="#5b2a2c", light="#d8805c", toward="down-right")
    glass = Stencil().polygon(path(f"{x - 39},{y - 50} {x - 33},{y - 82} {x + 33},{y - 82} {x + 39},{y - 50}"))
    canvas.ink(glass, "#16233a", light="#5d7793", toward="down-left")
    canvas.ink(Stencil().ellipse(x - 17, y - 56, 7, 9).box(x - 27, y - 52, x - 8, y - 48), "#0d1526", inside=glass)
    wipers = Stencil().line([(x - 30, y - 51), (x - 8, y - 66)], 2).line([(x + 4, y - 51), (x + 26, y - 66)], 2)
    canvas.ink(wipers, "#0d1526")
    grille = Stencil()
    for step in range(4):
        grille.line([(x - 18, y - 34 + step * 5), (x + 18, y - 34 + step * 5)], 2)
    canvas.ink(grille, "#3a1c22")
    canvas.ink(Stencil().polygon(path(f"{x - 48},{y - 12} {x + 48},{y - 12} {x + 46},{y} {x - 46},{y}")), "#2b1c24")
    canvas.ink(Stencil().box(x - 42, y - 4, x - 26, y + 8).box(x + 26, y - 4, x + 42, y + 8), "#0c1220")
    mirrors = Stencil().line([(x - 44, y - 62), (x - 55, y - 66)], 2).box(x - 59, y - 74, x - 53, y - 58)
    mirrors.line([(x + 44, y - 62), (x + 55, y - 66)], 2).box(x + 53, y - 74, x + 59, y - 58)
    canvas.ink(mirrors, "#1a1f30")
    load = Stencil().polygon(path(f"{x - 36},{y - 90} {x - 33},{y - 112} {x - 8},{y - 108} {x - 4},{y - 118} {x + 26},{y - 115} {x + 35},{y - 90}"))
    canvas.ink(load, "#40303a", light="#f1e8e4", toward="down", depth=0.45)
    beams = Stencil().polygon(path(f"{x - 44},{y - 24} {x + 44},{y - 24} {x + 260},{y + 170} {x + 10},{y + 210}"))
    canvas.ink(beams, "#ffdf9c", strength=0.5, soft=22, blend="screen")
    for side in (-33, 33):
        canvas.glow(x + side, y - 26, 150, "#ffcf80", 0.75)
        canvas.ink(Stencil().ellipse(x + side, y - 26, 8), "#fff9e2")


def _flakes(canvas: Canvas) -> None:
    for amount, size, strength in ((260, 1.6, 0.65), (90, 3.2, 0.7), (22, 6.5, 0.5)):
        snow = Stencil()
        for _ in range(amount):
            snow.ellipse(canvas.random.uniform(0, 1600), canvas.random.uniform(0, 1000), size * canvas.random.uniform(0.6, 1.2))
        canvas.ink(snow, "#ffffff", strength=strength, soft=1.5 if size > 5 else 0)


def marsh_boat(canvas: Canvas) -> None:
    """Evening in the marshes: a reed house, a long canoe, somebody standing to pole it home."""
    random = canvas.random
    canvas.sky((0, "#5a3d5c"), (0.35, "#c0605a"), (0.7, "#f0a765"), (1, "#fbdc9a"), bottom=520)
    for x, y, length, strength in ((380, 130, 820, 0.5), (1180, 210, 760, 0.55), (700, 290, 980, 0.5), (1350, 340, 500, 0.6)):
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
    water(canvas, 520, ((0, "#f8d08a"), (0.25, "#e08f5c"), (0.65, "#8f4a58"), (1, "#2e2440")), "#fff0bf", path=1010, ripples=120)
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
        ("#4a2b45", "#9a5350", -20, 560, 150, 330, 60), ("#4a2b45", "#9a5350", 1300, 1620, 190, 420, 40),
        ("#20182c", "#5e3648", -30, 330, 220, 420, 46), ("#20182c", "#5e3648", 1410, 1640, 300, 560, 42),
    ):  # fmt: skip
        reeds = Stencil()
        for _ in range(amount):
            reed(reeds, canvas, random.uniform(x0, x1), 1015, random.uniform(low, high))
        canvas.ink(reeds, colour, light=light, toward="down", depth=0.5)
    birds(canvas, ((560, 190, 20), (612, 212, 16), (520, 226, 15), (668, 240, 13), (470, 258, 12)), "#3c2440")


def _reed_house(canvas: Canvas, x: float, y: float) -> None:
    """The arched hall of reeds, half seen from its front."""
    island = Stencil().polygon(curve([(x - 300, y + 14), (x - 190, y - 6), (x + 60, y - 8), (x + 330, y - 6), (x + 420, y + 14)], 6))
    for _ in range(110):
        px = canvas.random.uniform(x - 280, x + 400)
        island.line([(px, y + 14), (px + canvas.random.uniform(-5, 9), y - canvas.random.uniform(2, 22))], 2.4)
    canvas.ink(island, "#54313f", shade="#2e1e30")
    canvas.ink(Stencil().ellipse(x + 60, y + 48, 300, 24), "#3a2238", strength=0.5, soft=8)
    arch = [(x - 130 + 260 * s / 24, y - 196 * sin(pi * s / 24) ** 0.5) for s in range(25)]
    hall = Stencil().polygon([*arch[:12], (x, y - 196), *curve([(x, y - 196), (x + 180, y - 190), (x + 330, y - 150), (x + 352, y)], 8), (x - 130, y)])
    canvas.ink(hall, "#9a5a45", shade="#4b2a38", light="#e79a62", toward="down")
    ribs = Stencil()
    for step in range(7):
        t = step / 6
        bow = [(x + 130 + t * 215 - (24 - s) * 1.2, y - (196 - t * 40) * sin(pi * (12 + s / 2) / 24) ** 0.5) for s in range(25)]
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
    canvas.ink(Stencil().polygon([(x - 34, y), (x - 34, y - 70), (x, y - 96), (x + 34, y - 70), (x + 34, y)]), "#2b1a2c")
    canvas.glow(x, y - 22, 90, "#ffb45c", 0.8)


def _canoe(canvas: Canvas, x: float, y: float) -> None:
    canvas.ink(Stencil().ellipse(x, y + 34, 300, 16), "#241a30", strength=0.7, soft=7)
    shape = curve([(x - 350, y - 96), (x - 290, y - 18), (x - 120, y + 22), (x + 100, y + 22), (x + 270, y - 8), (x + 330, y - 60)], 8)
    top = curve([(x + 330, y - 60), (x + 240, y - 26), (x + 60, y - 12), (x - 140, y - 14), (x - 280, y - 42), (x - 350, y - 96)], 8)
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
        curve([(fx - 8, fy - 186), (fx - 26, fy - 176), (fx - 24, fy - 110), (fx - 40, fy - 40), (fx - 46, fy)], 5)
        + curve([(fx + 30, fy), (fx + 22, fy - 60), (fx + 20, fy - 120), (fx + 32, fy - 172), (fx + 14, fy - 186)], 5)
    )
    figure.limb((fx + 3, fy - 178), (fx + 9, fy - 208), 15, 13).ellipse(fx + 11, fy - 216, 14, 18)
    figure.polygon(
        curve([(fx + 24, fy - 226), (fx + 8, fy - 240), (fx - 8, fy - 226), (fx - 12, fy - 196), (fx - 30, fy - 152)], 6)
        + [(fx - 12, fy - 158), (fx + 4, fy - 196)]
    )
    figure.limb((fx + 22, fy - 170), (fx + 50, fy - 138), 19, 14).limb((fx + 50, fy - 138), (fx + 74, fy - 178), 14, 9)
    figure.limb((fx - 12, fy - 166), (fx + 22, fy - 112), 19, 14).limb((fx + 22, fy - 112), (fx + 58, fy - 98), 14, 9)
    canvas.ink(figure, "#1d1526", light="#a85a50", toward="left", depth=0.4)
    canvas.ink(Stencil().line([(fx + 104, fy - 330), (fx + 26, fy + 96)], 5), "#1d1526")
    rings = Stencil().ellipse(fx + 27, fy + 92, 44, 8).ellipse(fx + 27, fy + 92, 37, 6, cut=True)
    canvas.ink(rings, "#f6c68c", strength=0.7)
