"""What engineers build: a dam, cranes, lines, pipes, a train, a satellite."""

from math import cos, pi, sin

from .brush import Canvas, Point, Stencil, crag, curve, mix, path
from .motifs import birds, mountains, palm, person, streak, water


def dam(canvas: Canvas) -> None:
    """The wall from below, two gates open: white water, and spray as high as the houses of the engineers."""
    random = canvas.random
    canvas.sky((0, "#1f6273"), (0.5, "#79b0a8"), (1, "#f7e6bb"), bottom=460)
    streak(canvas, 420, 110, 780, 20, "#e9efd9", 0.5)
    streak(canvas, 1210, 170, 640, 16, "#f4efd2", 0.5)
    mountains(
        canvas, path("-30,300 220,150 420,262 640,120 820,240 1010,170 1240,268 1460,140 1640,250"),
        "#a9b7a6", dark="#7d9a9a", mist="#e6dfb9", base=440, roughness=0.17,
    )  # fmt: skip
    crest, foot = 330.0, 800.0
    wall = Stencil().polygon([*curve(path("90,330 450,316 800,312 1150,316 1510,330")), *curve(path("1330,800 1100,830 800,840 500,830 270,800"))])
    canvas.ink(wall, "#c9bda0", shade="#6f7f80", light="#f3e4bd", toward="down-right", depth=0.95)
    joints = Stencil()
    for step in range(1, 20):
        t = step / 20
        joints.line([(90 + 1420 * t, crest), (270 + 1060 * t, foot + 40)], 2.2)
    for step in range(1, 11):
        y = crest + step * 44
        joints.line(curve([(60, y + 6), (800, y - 10 + step), (1540, y + 6)]), 1.3)
    canvas.ink(joints, "#6f7a74", strength=0.5, inside=wall)
    stains = Stencil()
    for _ in range(90):
        t = random.random()
        x, y = 130 + 1340 * t, crest + 30 + 44 * random.randrange(9)
        long = random.uniform(30, 150)
        stains.polygon([(x - 3, y), (x + 4, y), (x + (800 - x) * 0.0006 * long + 1, y + long), (x - 1, y + long)])
    canvas.ink(stains, "#5b6b6c", strength=0.3, inside=wall)
    shadow = Stencil().polygon(path("1510,320 1540,850 760,850 1010,560 1180,316"))
    canvas.ink(shadow, "#3f5a66", strength=0.36, soft=3, inside=wall)
    _gates(canvas, crest)
    top = Stencil().line(curve(path("60,326 450,312 800,308 1150,312 1540,326")), 22)
    canvas.ink(top, "#e9dcb8", shade="#8d9488", toward="down")
    rail = Stencil().line(curve(path("60,305 450,291 800,287 1150,291 1540,305")), 2.4)
    for step in range(75):
        x = 60 + step * 20
        y = 287 + 18 * ((x - 800) / 740) ** 2
        rail.line([(x, y), (x, y + 16)], 1.6)
        if step % 9 == 4:
            rail.line([(x, y + 14), (x, y - 44), (x + 14, y - 50)], 2.6)
    canvas.ink(rail, "#38474b")
    truck = Stencil().box(980, 262, 1040, 294).polygon(path("1042,272 1058,272 1066,284 1066,296 1042,296"))
    truck.ellipse(994, 297, 6).ellipse(1030, 297, 6).ellipse(1056, 297, 6)
    canvas.ink(truck, "#b5452f", shade="#5c2320", toward="right")
    _gorge(canvas)
    water(canvas, 830, ((0, "#dfe9d8"), (0.25, "#7fb0ac"), (0.6, "#2f7682"), (1, "#143f52")), "#eef3e2", ripples=210)
    _falling_water(canvas)
    _gorge_front(canvas)


def _gates(canvas: Canvas, crest: float) -> None:
    for number, x in enumerate((560, 680, 800, 920, 1040)):
        bay = Stencil().polygon([(x - 44, crest + 6), (x + 44, crest + 6), (x + 42, crest + 112), (x - 42, crest + 112)])
        canvas.ink(bay, "#33474e", shade="#1d2e37")
        if number not in (1, 3):
            gate = Stencil().polygon([(x - 38, crest + 30), (x + 38, crest + 30), (x + 37, crest + 110), (x - 37, crest + 110)])
            canvas.ink(gate, "#2f6f78", shade="#1b434f", light="#5fa19d", toward="down-right")
            ribs = Stencil()
            for row in range(4):
                ribs.line([(x - 38, crest + 42 + row * 20), (x + 38, crest + 42 + row * 20)], 3)
            canvas.ink(ribs, "#173a45", strength=0.7)
        pier = Stencil().box(x + 46, crest - 26, x + 74, crest + 150).box(x - 74, crest - 26, x - 46, crest + 150)
        canvas.ink(pier, "#d8cba7", shade="#8a8f82", light="#f6e9c5", toward="right")


def _falling_water(canvas: Canvas) -> None:
    random = canvas.random
    for x in (680, 920):
        side = (x - 800) * 0.1
        sheet = Stencil().polygon(
            [*curve([(x - 37, 400), (x - 48, 520), (x - 66 + side, 680), (x - 96 + side, 862)], 6),
             *curve([(x + 96 + side, 862), (x + 66 + side, 680), (x + 48, 520), (x + 37, 400)], 6)]
        )  # fmt: skip
        canvas.ink(sheet, "#dfeae0", shade="#ffffff", light="#a8c8c4", toward="down", depth=0.9)
        threads = Stencil()
        for _ in range(70):
            t, drop = random.uniform(-0.95, 0.95), random.uniform(0, 0.8)
            long = random.uniform(0.06, 0.2)
            threads.line([(x + side * d + t * (37 + 60 * d * d), 400 + 462 * d) for d in (drop, drop + long / 2, drop + long)], 2.2)
        canvas.ink(threads, "#7fb0b4", strength=0.6, inside=sheet)
    mist = Stencil()
    for _ in range(60):
        size = random.uniform(18, 58)
        mist.ellipse(random.gauss(800, 190), 862 - abs(random.gauss(0, 55)), size * 1.4, size)
    canvas.ink(mist, "#f4f6ec", strength=0.62, soft=20)
    foam = Stencil()
    for _ in range(150):
        x, size = random.gauss(800, 230), random.uniform(5, 20)
        foam.ellipse(x, 872 + abs(random.gauss(0, 18)), size * 1.6, size * 0.5)
    canvas.ink(foam, "#ffffff", strength=0.75, soft=1.5)
    drops = Stencil()
    for _ in range(240):
        drops.ellipse(random.gauss(800, 210), 850 - abs(random.gauss(0, 90)), random.uniform(0.8, 2.8))
    canvas.ink(drops, "#ffffff", strength=0.85)


def _gorge(canvas: Canvas) -> None:
    left = crag(canvas.random, path("-20,160 70,230 130,300 160,420 240,560 300,720 420,880 420,1010"), 0.2)
    right = crag(canvas.random, path("1620,120 1540,220 1480,310 1440,440 1370,570 1300,720 1180,880 1180,1010"), 0.2)
    for edge, corner, toward in ((left, (-20, 1010), "down-left"), (right, (1620, 1010), "down-right")):
        rock = Stencil().polygon([*edge, corner])
        lit = "#b98a5e" if toward == "down-left" else "#8a6a58"
        canvas.ink(rock, lit, shade="#3c4448", light="#e0b47c", toward=toward, depth=0.9)
        layers = Stencil()
        for step in range(26):
            y = 160 + step * 34
            way = 1 if toward == "down-left" else -1
            start = -10 if way > 0 else 1610
            layers.line(crag(canvas.random, [(start, y), (start + way * 210, y + 56), (start + way * 460, y + 150)], 0.1), 4)
        canvas.ink(layers, "#4b4743", strength=0.34, inside=rock)


def _gorge_front(canvas: Canvas) -> None:
    random = canvas.random
    left = crag(random, path("-20,640 90,700 190,820 330,900 470,1010"), 0.2)
    right = crag(random, path("1620,600 1500,720 1430,840 1280,920 1160,1010"), 0.2)
    for edge, corner in ((left, (-20, 1010)), (right, (1620, 1010))):
        canvas.ink(Stencil().polygon([*edge, corner]), "#2b3a40", light="#6b5c4c", toward="down", depth=0.6)
    visitors = Stencil()
    person(visitors, 92, 704, 74)
    person(visitors, 128, 730, 68, robe=True)
    canvas.ink(visitors, "#1b272d", light="#a3805c", toward="right", depth=0.4)


def harbour_cranes(canvas: Canvas) -> None:
    """A container ship under three cranes at the hour when the lamps come on."""
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
    water(canvas, 690, ((0, "#f2c98a"), (0.3, "#9a8f83"), (0.7, "#2d5f6f"), (1, "#123244")), "#fff0c4", path=310, ripples=240)
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
    canvas.ink(workers, "#0f1d2a", light="#e0a06b", toward="right", depth=0.35)
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


CONTAINERS = ("#b4492f", "#2f7f86", "#e0a84c", "#3e5a7a", "#d9774c", "#7a3a44", "#e9d9ae", "#48745f")


def _box(canvas: Canvas, x: float, y: float, wide: float, tall: float, dusk: float) -> None:
    tone = mix(canvas.random.choice(CONTAINERS), "#1b3a4a", dusk)
    canvas.ink(Stencil().box(x, y, x + wide, y + tall), tone, shade=mix(tone, "#0f2433", 0.6), light=mix(tone, "#ffd79a", 0.35), toward="down-right")
    folds = Stencil()
    for step in range(1, int(wide / 9)):
        folds.line([(x + step * 9, y + 3), (x + step * 9, y + tall - 3)], 1.4)
    canvas.ink(folds, mix(tone, "#0f2433", 0.6), strength=0.55)


def _ship(canvas: Canvas) -> None:
    canvas.ink(Stencil().ellipse(950, 846, 700, 26), "#0e2836", strength=0.6, soft=10)
    for column in range(11):
        for row in range(4 if column % 4 else 3):
            if canvas.random.random() > 0.07 * row:
                _box(canvas, 424 + column * 76, 700 - row * 33, 74, 32, 0.28)
    hull = Stencil().polygon([*curve(path("250,700 290,790 350,846")), *path("1560,846 1590,780 1600,730"), *path("300,730")])
    canvas.ink(hull, "#12303f", shade="#0a1c28", light="#5b6468", toward="right", depth=0.8)
    canvas.ink(Stencil().polygon(path("318,812 1576,812 1562,848 350,848")), "#8f3a2e", shade="#4e2224", toward="right")
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
    masts = Stencil().line(path("1345,482 1345,420"), 4).line(path("1322,446 1368,446"), 3).line(path("330,720 330,640"), 4)
    canvas.ink(masts, "#1d3440")


def _stacks(canvas: Canvas) -> None:
    for column, high in enumerate((3, 4, 2)):
        for row in range(high):
            _box(canvas, -60 + column * 152, 872 - row * 62 + column * 2, 149, 61, 0.45)
    for column, high in enumerate((1, 3, 2)):
        for row in range(high):
            _box(canvas, 1260 + column * 132, 842 - row * 54, 129, 53, 0.45)


def power_lines(canvas: Canvas) -> None:
    """The high line walks over the plain after sunset; below it one village has its lights on."""
    random = canvas.random
    canvas.sky((0, "#141f3d"), (0.35, "#45406b"), (0.62, "#b45f68"), (0.85, "#f0a065"), (1, "#fbd792"), bottom=760)
    stars = Stencil()
    for _ in range(90):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 2 * 360, random.uniform(0.7, 1.9))
    canvas.ink(stars, "#fff4d8", strength=0.75)
    for x, y, length in ((1150, 420, 900), (420, 500, 760), (900, 566, 900), (240, 620, 560)):
        streak(canvas, x, y, length, 18, "#e88a6a", 0.5)
    canvas.glow(1150, 740, 760, "#ffdf9a", 0.8)
    mountains(
        canvas, path("-30,660 200,590 380,650 640,570 860,660 1100,610 1330,668 1640,590"),
        "#a3586a", dark="#854a66", mist="#e79a6c", base=770, roughness=0.12,
    )  # fmt: skip
    for outline, colour, shade in (
        ("-30,730 300,700 700,742 1100,712 1640,746", "#6d3f5c", "#9b5560"),
        ("-30,790 400,750 820,800 1240,770 1640,806", "#44305a", "#5f3a5a"),
    ):
        hill = curve(path(outline))
        canvas.ink(Stencil().polygon([*hill, (1640, 1010), (-30, 1010)]), colour, shade=shade, depth=0.7)
    _village(canvas)
    towers = ((1330, 735, 0.16), (1240, 748, 0.25), (1090, 775, 0.42), (840, 830, 0.75), (330, 985, 1.45))
    for (x0, y0, k0), (x1, y1, k1) in zip(towers, towers[1:], strict=False):
        _wires(canvas, (x0, y0, k0), (x1, y1, k1))
    _wires(canvas, towers[-1], (-900, 1400, 3.2))
    for (x, y, k), colour in zip(towers, ("#8d4f66", "#6f4163", "#4a2f58", "#2c2348", "#14152e"), strict=True):
        _tower(canvas, x, y, k, colour)
    front = curve(path("-30,930 300,900 700,948 1100,930 1640,960"))
    canvas.ink(Stencil().polygon([*front, (1640, 1010), (-30, 1010)]), "#171631", light="#3d2748", toward="down", depth=0.5)
    grass = Stencil()
    for _ in range(420):
        x = random.uniform(-10, 1610)
        y = 962 + 20 * sin(x / 210)
        grass.line([(x, y), (x + random.uniform(-6, 14), y - random.uniform(12, 46))], 2)
    canvas.ink(grass, "#12122a")


ARMS = ((-430, 92), (-350, 112), (-270, 96))


def _tower(canvas: Canvas, x: float, y: float, k: float, colour: str) -> None:
    def at(px: float, py: float) -> Point:
        return (x + px * k, y + py * k)

    iron, thin = Stencil(), Stencil()
    levels = ((0, 84), (-70, 68), (-135, 53), (-195, 40), (-245, 30), (-290, 24), (-350, 21), (-410, 17), (-470, 9))
    for side in (-1, 1):
        iron.line([at(side * half, py) for py, half in levels], max(1.4, 7 * k))
    for (y0, h0), (y1, h1) in zip(levels, levels[1:], strict=False):
        thin.line([at(-h0, y0), at(h1, y1)], max(1, 3 * k)).line([at(h0, y0), at(-h1, y1)], max(1, 3 * k))
        thin.line([at(-h1, y1), at(h1, y1)], max(1, 3 * k))
    for py, reach in ARMS:
        for side in (-1, 1):
            iron.line([at(0, py - 22), at(side * reach, py), at(0, py + 4)], max(1.2, 4.4 * k))
            thin.line([at(side * reach * 0.5, py - 10), at(side * reach * 0.5, py + 3)], max(1, 2.4 * k))
            thin.line([at(side * reach, py), at(side * reach, py + 32)], max(1.2, 5.5 * k))
    canvas.ink(iron, colour, light=mix(colour, "#f2a36c", 0.5), toward="left", depth=0.3)
    canvas.ink(thin, colour)


def _wires(canvas: Canvas, start: tuple[float, float, float], end: tuple[float, float, float]) -> None:
    (x0, y0, k0), (x1, y1, k1) = start, end
    for py, reach in ARMS:
        for side in (-1, 1):
            a = (x0 + side * reach * k0, y0 + (py + 32) * k0)
            b = (x1 + side * reach * k1, y1 + (py + 32) * k1)
            sag = 74 * (k0 + k1) / 2
            wire = Stencil()
            points = [(a[0] + (b[0] - a[0]) * s / 16, a[1] + (b[1] - a[1]) * s / 16 + sag * 4 * (s / 16) * (1 - s / 16)) for s in range(17)]
            for place, (p, q) in enumerate(zip(points, points[1:], strict=False)):
                wire.line([p, q], max(0.8, 1.6 * (k0 + (k1 - k0) * place / 16)))
            canvas.ink(wire, "#1c1a36", strength=0.9)


def _village(canvas: Canvas) -> None:
    random = canvas.random
    houses, lights = Stencil(), Stencil()
    spots = []
    for _ in range(44):
        x, y = random.gauss(1130, 150), random.uniform(800, 850)
        wide, tall = random.uniform(20, 44), random.uniform(14, 30)
        houses.box(x, y - tall, x + wide, y + 8)
        if random.random() < 0.75:
            wx, wy = x + wide * random.uniform(0.2, 0.7), y - tall * 0.6
            lights.box(wx, wy, wx + 5, wy + 6)
            spots.append((wx, wy))
    canvas.ink(houses, "#2b2145", light="#6b3f58", toward="down", depth=0.5)
    canvas.ink(lights, "#ffd684")
    for x, y in spots[::3]:
        canvas.glow(x, y, 46, "#ffbf66", 0.6)
