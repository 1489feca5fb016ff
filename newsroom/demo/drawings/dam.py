"""The wall from below, two gates open: white water, and spray as high as the houses of the engineers."""

from .brush import Canvas, Direction, Point, Stencil, crag, curve, path
from .motifs import mountains, streak, water


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#1f6273"), (0.5, "#79b0a8"), (1, "#f7e6bb"), bottom=460)
    streak(canvas, 420, 110, 780, 20, "#e9efd9", 0.5)
    streak(canvas, 1210, 170, 640, 16, "#f4efd2", 0.5)
    mountains(
        canvas,
        path("-30,300 220,150 420,262 640,120 820,240 1010,170 1240,268 1460,140 1640,250"),
        "#a9b7a6",
        dark="#7d9a9a",
        mist="#e6dfb9",
        base=440,
        roughness=0.17,
    )
    crest, foot = 330.0, 800.0
    wall = Stencil().polygon(
        [
            *curve(path("90,330 450,316 800,312 1150,316 1510,330")),
            *curve(path("1330,800 1100,830 800,840 500,830 270,800")),
        ]
    )
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
        wide = random.uniform(2, 7)
        stains.polygon([(x - wide, y), (x + wide, y), (x + (800 - x) * 0.0006 * long, y + long)])
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
    water(
        canvas,
        830,
        ((0, "#dfe9d8"), (0.25, "#7fb0ac"), (0.6, "#2f7682"), (1, "#143f52")),
        "#eef3e2",
        ripples=210,
    )
    _falling_water(canvas)
    _gorge_front(canvas)


def _gates(canvas: Canvas, crest: float) -> None:
    for number, x in enumerate((560, 680, 800, 920, 1040)):
        bay = Stencil().polygon(
            [(x - 44, crest + 6), (x + 44, crest + 6), (x + 42, crest + 112), (x - 42, crest + 112)]
        )
        canvas.ink(bay, "#33474e", shade="#1d2e37")
        if number not in (1, 3):
            gate = Stencil().polygon(
                [(x - 38, crest + 30), (x + 38, crest + 30), (x + 37, crest + 110), (x - 37, crest + 110)]
            )
            canvas.ink(gate, "#2f6f78", shade="#1b434f", light="#5fa19d", toward="down-right")
            ribs = Stencil()
            for row in range(4):
                ribs.line([(x - 38, crest + 42 + row * 20), (x + 38, crest + 42 + row * 20)], 3)
            canvas.ink(ribs, "#173a45", strength=0.7)
        pier = Stencil().box(x + 46, crest - 26, x + 74, crest + 150).box(x - 74, crest - 26, x - 46, crest + 150)
        canvas.ink(pier, "#d8cba7", shade="#8a8f82", light="#f6e9c5", toward="right")


def _falling_water(canvas: Canvas) -> None:
    random = canvas.random
    for x in (680.0, 920):
        side = (x - 800) * 0.1
        sheet = Stencil().polygon(
            [
                *curve([(x - 37, 400), (x - 48, 520), (x - 66 + side, 680), (x - 96 + side, 862)], 6),
                *curve([(x + 96 + side, 862), (x + 66 + side, 680), (x + 48, 520), (x + 37, 400)], 6),
            ]
        )
        canvas.ink(sheet, "#dfeae0", shade="#ffffff", light="#a8c8c4", toward="down", depth=0.9)
        threads = Stencil()
        for _ in range(70):
            t, drop = random.uniform(-0.95, 0.95), random.uniform(0, 0.8)
            long = random.uniform(0.06, 0.2)
            threads.line(
                [(x + side * d + t * (37 + 60 * d * d), 400 + 462 * d) for d in (drop, drop + long / 2, drop + long)],
                2.2,
            )
        canvas.ink(threads, "#7fb0b4", strength=0.6, inside=sheet)
    for x in (680, 920):
        for rows, size, colour, strength, soft in (
            (40, 46.0, "#e6efe6", 0.75, 16),
            (34, 26, "#ffffff", 0.9, 7),
        ):
            boil = Stencil()
            for _ in range(rows):
                r = size * random.uniform(0.4, 1)
                boil.ellipse(random.gauss(x, 84), 872 - abs(random.gauss(0, 26)), r * 1.3, r)
            canvas.ink(boil, colour, strength=strength, soft=soft)
    mist = Stencil()
    for _ in range(60):
        size = random.uniform(18, 58)
        mist.ellipse(random.gauss(800, 200), 850 - abs(random.gauss(0, 60)), size * 1.5, size)
    canvas.ink(mist, "#f4f6ec", strength=0.6, soft=24)
    foam = Stencil()
    for _ in range(170):
        x, size = random.gauss(800, 240), random.uniform(4, 17)
        foam.ellipse(x, 868 + abs(random.gauss(0, 22)), size * 2.2, size * 0.42)
    canvas.ink(foam, "#ffffff", strength=0.8, soft=1.5)
    drops = Stencil()
    for _ in range(240):
        drops.ellipse(random.gauss(800, 210), 850 - abs(random.gauss(0, 90)), random.uniform(0.8, 2.8))
    canvas.ink(drops, "#ffffff", strength=0.85)


def _gorge(canvas: Canvas) -> None:
    left = crag(canvas.random, path("-20,160 70,230 130,300 160,420 240,560 300,720 420,880 420,1010"), 0.2)
    right = crag(canvas.random, path("1620,120 1540,220 1480,310 1440,440 1370,570 1300,720 1180,880 1180,1010"), 0.2)
    sides: tuple[tuple[list[Point], Point, Direction], ...] = (
        (left, (-20, 1010), "down-left"),
        (right, (1620, 1010), "down-right"),
    )
    for edge, corner, toward in sides:
        rock = Stencil().polygon([*edge, corner])
        lit = "#b98a5e" if toward == "down-left" else "#8a6a58"
        canvas.ink(rock, lit, shade="#3c4448", light="#e0b47c", toward=toward, depth=0.9)
        layers = Stencil()
        for step in range(26):
            y = 160 + step * 34
            way = 1 if toward == "down-left" else -1
            start = -10 if way > 0 else 1610
            layers.line(
                crag(
                    canvas.random,
                    [(start, y), (start + way * 210, y + 56), (start + way * 460, y + 150)],
                    0.1,
                ),
                4,
            )
        canvas.ink(layers, "#4b4743", strength=0.34, inside=rock)


def _gorge_front(canvas: Canvas) -> None:
    random = canvas.random
    left = crag(random, path("-20,640 90,700 190,820 330,900 470,1010"), 0.2)
    right = crag(random, path("1620,600 1500,720 1430,840 1280,920 1160,1010"), 0.2)
    for edge, corner in ((left, (-20, 1010)), (right, (1620, 1010))):
        canvas.ink(Stencil().polygon([*edge, corner]), "#2b3a40", light="#6b5c4c", toward="down", depth=0.6)
