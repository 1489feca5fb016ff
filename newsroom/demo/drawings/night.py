"""Pictures of the dark: a flare, a train, a satellite, a football ground."""

from math import cos, pi, sin

from .brush import Canvas, Point, Stencil, crag, curve, mix, path, turned
from .motifs import mountains, palm, person, streak, water


def oil_flare(canvas: Canvas) -> None:
    """A gas flare over pipes and tanks: the one light that nobody can switch off."""
    random = canvas.random
    canvas.sky((0, "#10182c"), (0.45, "#2c3350"), (0.75, "#7a4a55"), (1, "#d9875a"), bottom=720)
    stars = Stencil()
    for _ in range(70):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 1.6 * 420, random.uniform(0.7, 1.8))
    canvas.ink(stars, "#f5ead0", strength=0.6)
    smoke = Stencil()
    for step in range(46):
        t = step / 46
        size = 26 + 120 * t
        smoke.ellipse(1090 + 620 * t, 168 - 120 * t + random.uniform(-1, 1) * 50 * t, size * 1.5, size * 0.7)
    canvas.ink(smoke, "#191c2c", strength=0.55, soft=24)
    canvas.glow(1075, 205, 760, "#ff9a48", 0.75)
    canvas.glow(1075, 205, 300, "#ffd98a", 0.9)
    mountains(
        canvas, path("-30,650 240,590 520,656 800,610 1120,668 1380,620 1640,664"),
        "#4a3a50", dark="#382f4a", mist="#a2605a", base=740, roughness=0.1,
    )  # fmt: skip
    plain = Stencil().box(-10, 716, 1610, 1010)
    canvas.ink(plain, "#5f3f45", shade="#181828", depth=1)
    canvas.glow(1075, 760, 420, "#ff9a4c", 0.55)
    _columns(canvas)
    _tanks(canvas)
    stack = Stencil().limb((1066, 790), (1066, 268), 22, 13)
    for side in (-1, 1):
        stack.line([(1066, 420), (1066 + side * 150, 790)], 2.2)
    for step in range(15):
        stack.line([(1052, 780 - step * 33), (1080, 780 - step * 33)], 3)
    canvas.ink(stack, "#161628", light="#f2935a", toward="down", depth=0.45)
    _flame(canvas, 1066, 268)
    _pipes(canvas)


def _flame(canvas: Canvas, x: float, y: float) -> None:
    for outline, colour, light in (
        ("-12,0 -40,-50 -20,-96 -46,-140 8,-128 30,-190 62,-150 110,-196 104,-130 150,-120 78,-66 64,-28 14,0", "#e8622c", "#f58a3a"),
        ("-8,0 -26,-44 -8,-80 -18,-112 22,-100 40,-150 60,-116 92,-140 80,-92 50,-50 10,0", "#f9a63e", "#fbc65a"),
        ("-5,0 -14,-36 4,-66 24,-60 38,-104 52,-80 62,-70 36,-34 6,0", "#fff0b4", "#ffffff"),
    ):
        tongue = curve([(x + px, y + py) for px, py in path(outline)], 6)
        canvas.ink(Stencil().polygon(tongue), colour, light=light, toward="up", soft=2)
    sparks = Stencil()
    for _ in range(40):
        t = canvas.random.random()
        sparks.ellipse(x + 60 + 260 * t, y - 110 - canvas.random.uniform(0, 150) * (0.3 + t), canvas.random.uniform(0.8, 2.6))
    canvas.ink(sparks, "#ffd98c", strength=0.9)


def _columns(canvas: Canvas) -> None:
    """Distillation columns with their ladders and lamps."""
    lamps: list[Point] = []
    for x, wide, tall in ((330, 46, 330), (404, 34, 400), (470, 56, 260), (548, 30, 360), (612, 44, 210)):
        tower = Stencil().box(x - wide / 2, 760 - tall, x + wide / 2, 770).ellipse(x, 760 - tall, wide / 2, wide / 2.4)
        canvas.ink(tower, "#3a3550", shade="#1b1b30", light="#f0a06a", toward="left", depth=0.7)
        decks = Stencil()
        for level in range(int(tall // 62)):
            y = 740 - level * 62
            decks.line([(x - wide * 0.75, y), (x + wide * 0.75, y)], 4).line([(x - wide * 0.75, y - 12), (x + wide * 0.75, y - 12)], 1.5)
            lamps += [(x + wide * 0.75, y - 9), (x - wide * 0.75, y - 9)]
        decks.line([(x + wide * 0.62, 760), (x + wide * 0.62, 770 - tall)], 2.4)
        canvas.ink(decks, "#141426", light="#a8685a", toward="left", depth=0.4)
    pipes = Stencil().line(path("330,560 404,560 404,600"), 7).line(path("470,540 548,540"), 7).line(path("548,640 640,640 640,770"), 7)
    canvas.ink(pipes, "#25233a", light="#d98a62", toward="down", depth=0.6)
    dots = Stencil()
    for x, y in lamps:
        dots.ellipse(x, y, 2.6)
    canvas.ink(dots, "#fff0bf")
    for x, y in lamps[::2]:
        canvas.glow(x, y, 46, "#ffcf7a", 0.75)


def _tanks(canvas: Canvas) -> None:
    for x, wide, tall in ((760, 120, 76), (895, 110, 66), (1240, 150, 96), (1410, 170, 108)):
        tank = Stencil().box(x - wide / 2, 775 - tall, x + wide / 2, 780).ellipse(x, 780, wide / 2, 12)
        side = "right" if x > 1066 else "left"
        canvas.ink(tank, "#8a6466", shade="#2a2438", light="#ffb981", toward=side, depth=0.85)
        roof = Stencil().polygon([(x - wide / 2, 776 - tall), (x, 762 - tall), (x + wide / 2, 776 - tall)]).ellipse(x, 776 - tall, wide / 2, 7)
        canvas.ink(roof, "#c08a74", shade="#55404c", toward=side)
        stairs = Stencil().line([(x - wide * 0.3, 778), (x + wide * 0.3, 780 - tall)], 3)
        canvas.ink(stairs, "#2a2438", strength=0.8)


def _pipes(canvas: Canvas) -> None:
    """Pipes that run from the front to the plant, each a shining cylinder."""
    vanishing = (690.0, 742.0)
    for offset in (-760, -600, -450, -310, 330, 500, 690):
        far, near = 0.07, 1.25
        width = 96
        corners: list[Point] = []
        for k, side in ((far, -1), (near, -1), (near, 1), (far, 1)):
            corners.append((vanishing[0] + (offset + side * width / 2) * k, vanishing[1] + 250 * k))
        canvas.ink(Stencil().polygon([(x + 14, y + 18) for x, y in corners]), "#0d0e1a", strength=0.6, soft=6)
        for place, tone in enumerate(("#2a2236", "#5d3d44", "#a8624c", "#f0a465", "#b56a4e", "#6b4247", "#33283a", "#1c1b2c")):
            a, b = place / 8, (place + 1) / 8
            band = Stencil()
            quad = []
            for k, share in ((far, a), (near, a), (near, b + 0.01), (far, b + 0.01)):
                turn = -cos(share * pi)
                rise = sin(share * pi) * width * 0.36
                quad.append((vanishing[0] + (offset + turn * width / 2) * k, vanishing[1] + (250 - rise) * k))
            band.polygon(quad)
            canvas.ink(band, tone, shade="#161526", toward="down", depth=0.5)
        for k in (0.16, 0.3, 0.55, 1.0):
            ring = [(vanishing[0] + (offset - cos(s * pi / 10) * width * 0.62) * k, vanishing[1] + (250 - sin(s * pi / 10) * width * 0.5) * k) for s in range(11)]
            canvas.ink(Stencil().line(ring, 17 * k), "#4b3240", light="#f7b277", toward="right", depth=0.7)
    for k in (0.12, 0.22, 0.42, 0.78):
        y = vanishing[1] + 262 * k
        beam = Stencil().box(vanishing[0] - 840 * k, y, vanishing[0] + 780 * k, y + 22 * k)
        canvas.ink(beam, "#181729", light="#7f4c48", toward="down", depth=0.5)


def night_train(canvas: Canvas) -> None:
    """The night train on its bank between palms and water, every compartment lit."""
    random = canvas.random
    canvas.sky((0, "#0b1430"), (0.5, "#1f3a5c"), (0.85, "#4d6f82"), (1, "#8fa093"), bottom=640)
    stars = Stencil()
    for _ in range(260):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 1.3 * 560, random.uniform(0.6, 2.1))
    canvas.ink(stars, "#fff4d6", strength=0.8)
    canvas.glow(1240, 190, 420, "#cfe0d8", 0.7)
    canvas.ink(Stencil().ellipse(1240, 190, 70), "#f7efd0", shade="#d9cfae", toward="down-right")
    craters = Stencil().ellipse(1218, 172, 14, 11).ellipse(1262, 204, 19, 15).ellipse(1232, 222, 9, 7).ellipse(1270, 164, 8)
    canvas.ink(craters, "#cdc29f", strength=0.7)
    for x, y, length in ((1080, 260, 640), (420, 330, 760), (1380, 380, 520)):
        streak(canvas, x, y, length, 15, "#6f8f9c", 0.4)
    far = Stencil().box(-10, 600, 1610, 660)
    for _ in range(30):
        palm(far, canvas, random.uniform(-10, 1610), 612, random.uniform(44, 92), random.uniform(-0.1, 0.1))
    canvas.ink(far, "#27465a", light="#4b6a76", toward="down", depth=0.4)
    water(canvas, 700, ((0, "#5d7b86"), (0.4, "#2a4c66"), (1, "#0a1630")), "#e9efd8", path=1240, ripples=150)
    bank = Stencil().polygon([*curve(path("-20,640 400,634 900,634 1620,640")), *path("1620,726"), *curve(path("1620,716 1000,728 500,716 -20,728"))])
    canvas.ink(bank, "#22304a", shade="#101a30", light="#4d5d66", toward="down", depth=0.8)
    _carriages(canvas)
    stones = Stencil()
    for _ in range(200):
        stones.ellipse(random.uniform(0, 1600), random.uniform(655, 722), random.uniform(1, 4), random.uniform(0.8, 2.4))
    canvas.ink(stones, "#5d6a70", strength=0.4)
    trees = Stencil()
    for x, tall, lean in ((120, 640, 0.06), (270, 470, -0.08), (1490, 560, -0.07), (30, 400, -0.12), (1580, 430, 0.05)):
        palm(trees, canvas, x, 1020, tall, lean)
    canvas.ink(trees, "#070d1f", light="#22384e", toward="down", depth=0.35)
    reeds = Stencil()
    for _ in range(300):
        x = random.uniform(-10, 1610)
        reeds.line([(x, 1010), (x + random.uniform(-14, 26), 1000 - random.uniform(10, 84) * (0.4 + abs(x - 800) / 900))], 2.6)
    canvas.ink(reeds, "#070d1f")


def _carriages(canvas: Canvas) -> None:
    random = canvas.random
    x, lit = -130.0, []
    for number in range(5):
        long = 262
        body = Stencil().polygon(curve([(x, 632), (x, 552), (x + 14, 534), (x + long - 14, 534), (x + long, 552), (x + long, 632)], 4))
        canvas.ink(body, "#7c2f33", shade="#2b1a2e", light="#b9604a", toward="down", depth=0.9)
        canvas.ink(Stencil().box(x + 2, 598, x + long - 2, 604), "#f0d09a", strength=0.85)
        canvas.ink(Stencil().polygon(path(f"{x + 8},534 {x + 22},526 {x + long - 22},526 {x + long - 8},534")), "#33415a", light="#8ba0a6", toward="down")
        for pane in range(7):
            px = x + 20 + pane * 33
            dark = random.random() < 0.14
            window = Stencil().box(px, 556, px + 23, 586)
            canvas.ink(window, "#2a2a40" if dark else "#ffdf93", shade=None if dark else "#f2a957")
            if not dark:
                lit.append(px + 11)
                if random.random() < 0.55:
                    head = px + random.uniform(7, 16)
                    canvas.ink(Stencil().ellipse(head, 574, 4.6, 5.6).ellipse(head, 588, 9, 9), "#6b2f2e", inside=window)
        for side in (0.16, 0.84):
            bogie = Stencil().box(x + long * side - 30, 632, x + long * side + 30, 640)
            bogie.ellipse(x + long * side - 18, 642, 9).ellipse(x + long * side + 18, 642, 9)
            canvas.ink(bogie, "#0d1424")
        canvas.ink(Stencil().box(x + long, 560, x + long + 12, 628), "#141a2c")
        x += long + 12
        del number
    engine = Stencil().polygon(curve([(x, 634), (x, 540), (x + 20, 528), (x + 160, 528), (x + 214, 548), (x + 250, 600), (x + 254, 634)], 5))
    canvas.ink(engine, "#1f6f78", shade="#0e2d40", light="#7fb9ac", toward="down", depth=0.9)
    canvas.ink(Stencil().polygon(path(f"{x},596 {x + 246},596 {x + 251},610 {x},610")), "#f0d09a", strength=0.9)
    canvas.ink(Stencil().polygon(path(f"{x + 176},546 {x + 206},554 {x + 226},580 {x + 176},580")), "#0e2233", light="#9cc3be", toward="right")
    grilles = Stencil()
    for step in range(12):
        grilles.line([(x + 26 + step * 11, 548), (x + 26 + step * 11, 584)], 3)
    canvas.ink(grilles, "#123c4a")
    wheels = Stencil().box(x + 14, 632, x + 240, 642)
    for step in range(4):
        wheels.ellipse(x + 36 + step * 22 + (92 if step > 1 else 0), 643, 10)
    canvas.ink(wheels, "#0b1222")
    rail = Stencil().box(-10, 651, 1610, 655)
    canvas.ink(rail, "#a9b3ac", strength=0.6)
    beam = Stencil().polygon(path(f"{x + 250},598 1640,520 1640,680 {x + 250},612"))
    canvas.ink(beam, "#fff0bd", light="#fff6d8", toward="right", strength=0.5, soft=10, blend="screen")
    canvas.ink(Stencil().ellipse(x + 250, 604, 8), "#fffbe6")
    canvas.glow(x + 250, 604, 150, "#ffe9ac", 0.9)
    reflections = Stencil()
    for px in lit:
        canvas.glow(px, 571, 40, "#ffc66c", 0.3)
        for step in range(9):
            y, half = 738 + step * 21 + random.uniform(-6, 6), 12 - step * 0.7
            shift = random.uniform(-5, 5) * step * 0.4
            reflections.polygon([(px - half + shift, y), (px + shift, y - 5), (px + half + shift, y), (px + shift, y + 5)])
    canvas.ink(reflections, "#ffc873", shade="#7a5a58", strength=0.75)


def satellite_map(canvas: Canvas) -> None:
    """The two rivers from above, at the line between day and night."""
    random = canvas.random
    canvas.sky((0, "#050b1c"), (1, "#0d1b36"))
    stars = Stencil()
    for _ in range(420):
        stars.ellipse(random.uniform(0, 1600), random.uniform(0, 1000), random.uniform(0.5, 1.9))
    canvas.ink(stars, "#fff7e0", strength=0.8)
    centre, radius = (930.0, 1580.0), 1240.0
    earth = Stencil().ellipse(*centre, radius)
    for spread, strength in ((58, 0.35), (30, 0.5), (12, 0.8)):
        canvas.ink(Stencil().ellipse(*centre, radius + spread * 0.5), "#6fc2c9", strength=strength, soft=spread * 0.5)
    canvas.ink(earth, "#1d5f72", shade="#0c2f48", toward="right")
    land = Stencil().polygon(crag(random, path("-40,700 180,610 420,520 700,400 980,380 1220,420 1330,470 1300,540 1370,620 1490,690 1590,800 1650,900 1650,1040 1180,1040 1150,960 1100,900 1010,880 940,900 880,960 820,1040 -40,1040"), 0.14, 7))
    canvas.ink(land, "#d9a862", shade="#a8683f", light="#8f9a62", toward="down", depth=0.8, inside=earth)
    ranges = Stencil()
    for line, wide in (("560,470 760,452 980,470 1120,560 1220,680 1340,800 1500,900", 70), ("330,560 520,500 640,470", 44)):
        spine = curve(path(line), 18)
        for px, py in spine:
            for _ in range(9):
                x, y = px + random.gauss(0, wide * 0.55), py + random.gauss(0, wide * 0.4)
                size = random.uniform(6, 19)
                ranges.polygon([(x - size, y + size * 0.5), (x, y - size * 0.6), (x + size * 0.2, y + size * 0.5)])
    canvas.ink(ranges, "#8a5a40", light="#fff0d2", toward="down", depth=0.5, strength=0.75, inside=land)
    folds = Stencil()
    for _ in range(120):
        x, y = random.uniform(0, 900), random.uniform(700, 1000)
        folds.line(curve([(x, y), (x + 34, y - 8), (x + 80, y + 6)], 5), 2.6)
    canvas.ink(folds, "#f3cd8a", strength=0.45, inside=land)
    rivers = Stencil()
    for line in ("720,470 800,540 838,620 905,700 960,780 1030,846 1080,900", "520,520 600,600 700,680 800,760 900,820 1000,862 1080,900", "930,500 900,560 870,640", "1010,560 960,620 905,690", "1080,640 1020,700 950,760"):
        course = crag(random, curve(path(line), 6), 0.22, 8)
        for place, (p, q) in enumerate(zip(course, course[1:], strict=False)):
            rivers.line([p, q], 2.4 + 4.4 * place / len(course))
    canvas.ink(rivers, "#e9fff6", strength=0.35, soft=6)
    canvas.ink(rivers, "#1f8a94", light="#a8efe2", toward="down", depth=0.8)
    canvas.ink(Stencil().ellipse(870, 626, 20, 9).ellipse(640, 640, 26, 9).ellipse(945, 566, 13, 7), "#1f8a94")
    green = Stencil()
    for _ in range(260):
        t = random.random()
        green.ellipse(840 + 240 * t + random.gauss(0, 26), 640 + 260 * t + random.gauss(0, 22), random.uniform(2, 7), random.uniform(1.5, 4))
    canvas.ink(green, "#4f8055", strength=0.65, inside=land)
    grid = Stencil()
    for step in range(-8, 9):
        grid.line([(930 + 110 * step * (0.4 + s / 14), 330 + s * 70) for s in range(11)], 1.2)
    for step in range(8):
        r = radius - 60 - step * 92
        grid.line([(centre[0] + r * sin(a / 20), centre[1] - r * cos(a / 20)) for a in range(-22, 23)], 1.2)
    canvas.ink(grid, "#fdf3d2", strength=0.3, inside=earth)
    night = Stencil().polygon([*curve(path("1180,300 1290,520 1340,760 1350,1010")), *path("1700,1010 1700,200")])
    canvas.ink(night, "#060d20", strength=0.8, soft=60, inside=earth)
    towns = Stencil()
    for _ in range(130):
        t = random.random()
        towns.ellipse(1330 + 260 * t + random.gauss(0, 50), 560 + 380 * t + random.gauss(0, 70), random.uniform(0.8, 2.6))
    canvas.ink(towns, "#ffd98a", strength=0.95, inside=earth)
    limb = Stencil().ellipse(*centre, radius).ellipse(centre[0], centre[1] + 12, radius - 4, cut=True)
    canvas.ink(limb, "#d9fff4", strength=0.75, soft=2)
    beam = Stencil().polygon(path("420,300 690,640 1010,560"))
    canvas.ink(beam, "#bff5ea", light="#ffffff", toward="down", strength=0.25, soft=4, blend="screen", inside=earth)
    _satellite(canvas, 380, 250, -24)


def _satellite(canvas: Canvas, x: float, y: float, angle: float) -> None:
    def piece(places: str) -> Stencil:
        return Stencil().polygon(turned(path(places), angle, (x, y)))

    canvas.ink(Stencil().line(turned(path("-250,0 250,0"), angle, (x, y)), 6), "#8f979a", light="#f5ecd2", toward="down")
    for side in (-1, 1):
        for panel in range(3):
            a, b = side * (70 + panel * 62), side * (126 + panel * 62)
            sheet = piece(f"{a},-44 {b},-44 {b},44 {a},44")
            canvas.ink(sheet, "#27548a", shade="#13284f", light="#79b8d2", toward="down-right", depth=0.8)
            cells = Stencil()
            for step in range(1, 4):
                px = a + (b - a) * step / 4
                cells.line(turned([(px, -44), (px, 44)], angle, (x, y)), 1.3)
            for step in range(1, 5):
                py = -44 + step * 17.6
                cells.line(turned([(a, py), (b, py)], angle, (x, y)), 1.3)
            canvas.ink(cells, "#bfe0e6", strength=0.55)
            rim = turned([(a, -44), (b, -44), (b, 44), (a, 44), (a, -44)], angle, (x, y))
            canvas.ink(Stencil().line(rim, 2.6), "#e9dcb0", shade="#7a7a70", toward="right")
    canvas.ink(piece("-44,-50 30,-50 30,58 -44,58"), "#d9a441", shade="#7c4a22", light="#fbe3a0", toward="down-right")
    canvas.ink(piece("30,-50 48,-38 48,66 30,58"), "#8a5a2a", shade="#4d2f1c")
    foil = Stencil()
    for _ in range(16):
        px, py = canvas.random.uniform(-40, 20), canvas.random.uniform(-46, 46)
        foil.polygon(turned([(px, py), (px + 14, py - 4), (px + 6, py + 11)], angle, (x, y)))
    canvas.ink(foil, "#fff0bd", strength=0.45)
    dish = turned([(34 * cos(a * pi / 16), 88 + 13 * sin(a * pi / 16)) for a in range(32)], angle, (x, y))
    bowl = piece("-34,88 34,88 16,66 -16,66")
    canvas.ink(bowl, "#c9c4b4", shade="#6f7274", light="#fff7e0", toward="right")
    canvas.ink(Stencil().polygon(dish), "#f4ecd6", shade="#a3a298", toward="right")
    canvas.ink(Stencil().line(turned(path("0,88 0,116"), angle, (x, y)), 3).ellipse(*turned([(0, 118)], angle, (x, y))[0], 4.5), "#d9d2be")
    canvas.ink(Stencil().line(turned(path("-20,-50 -34,-96"), angle, (x, y)), 2.6), "#d9d2be")
    canvas.glow(*turned([(-44, -50)], angle, (x, y))[0], 70, "#fff3cf", 0.8)


def floodlit_pitch(canvas: Canvas) -> None:
    """An evening match: four masts, a full stand, and mountains that stay up late."""
    random = canvas.random
    canvas.sky((0, "#0c1838"), (0.6, "#27466a"), (1, "#7f7f8a"), bottom=470)
    stars = Stencil()
    for _ in range(120):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 1.4 * 340, random.uniform(0.6, 1.7))
    canvas.ink(stars, "#fff4d6", strength=0.6)
    mountains(
        canvas, path("-30,330 190,220 360,302 590,180 800,300 1010,230 1250,322 1440,240 1640,330"),
        "#2b4668", dark="#1f3556", mist="#5b6c80", base=480, roughness=0.15,
    )  # fmt: skip
    _stand(canvas)
    _grass(canvas)
    for x, y, k in ((118, 470, 1.0), (500, 440, 0.7), (1100, 440, 0.7), (1482, 470, 1.0)):
        _mast(canvas, x, y, k)
    _players(canvas)
    near = Stencil().box(-10, 968, 1610, 1010)
    for place in range(46):
        x = -10 + place * 36 + random.uniform(-8, 8)
        tall = random.uniform(30, 74)
        near.ellipse(x, 972 - tall, 15, 18).ellipse(x, 1004 - tall * 0.8, 29, 34)
        if random.random() < 0.22:
            near.limb((x + 20, 985 - tall), (x + 34, 920 - tall), 13, 9)
    canvas.ink(near, "#0a1226", light="#33506a", toward="down", depth=0.35)
    scarf = Stencil().polygon(curve(path("600,890 700,874 800,890"), 6) + curve(path("800,918 700,902 600,918"), 6))
    canvas.ink(scarf, "#c8553d", shade="#6e2b2a", light="#f0dcb0", toward="right", depth=0.5)


def _stand(canvas: Canvas) -> None:
    random = canvas.random
    canvas.ink(Stencil().polygon(path("-20,352 1620,352 1620,520 -20,520")), "#1c2b48", shade="#0f1a31")
    for tone in ("#c8553d", "#e3a857", "#f0dcb0", "#4f8f95", "#8f5a6b", "#2f4a6b"):
        crowd = Stencil()
        for _ in range(260):
            row = random.randrange(9)
            crowd.ellipse(random.uniform(-10, 1610), 372 + row * 13 + random.uniform(-2, 2), 4.2, 5.2)
        canvas.ink(crowd, mix(tone, "#1c2b48", 0.35), shade="#16233d", toward="down", depth=0.6)
    roof = Stencil().polygon(path("-20,316 1620,316 1620,346 -20,346"))
    canvas.ink(roof, "#3b5370", light="#8fa3ae", toward="down")
    posts = Stencil()
    for x in range(60, 1600, 148):
        posts.line([(x, 346), (x, 500)], 5)
    canvas.ink(posts, "#122038")
    boards = Stencil().box(-10, 492, 1610, 522)
    canvas.ink(boards, "#1f6f78", shade="#123f4f")
    for place, tone in enumerate(("#c8553d", "#f0dcb0", "#e3a857", "#33506a") * 4):
        canvas.ink(Stencil().box(10 + place * 100, 495, 96 + place * 100, 519), tone, shade=mix(tone, "#0f1a31", 0.4), strength=0.85)


def _ground(x: float, y: float) -> Point:
    """A place on the pitch (metres from the far middle) as a place on the sheet."""
    k = 26 / (26 + y * 0.62)
    return (800 + x * 34 / (1 + 0.0) * (0.46 / k) ** 0.9 * 0.62, 528 + 480 * (1 / k - 1) / 1.62)


def _grass(canvas: Canvas) -> None:
    for stripe in range(14):
        y0, y1 = stripe * 5.2, (stripe + 1) * 5.2
        band = Stencil().box(-10, _ground(0, y0)[1], 1610, _ground(0, y1)[1] + 1)
        canvas.ink(band, "#2f7d54" if stripe % 2 else "#3c9261")
    light = Stencil().ellipse(800, 700, 700, 190)
    canvas.ink(light, "#b9dd8a", strength=0.4, soft=90)
    lines = Stencil()

    def stroke(points: list[Point], thick: float = 0.42) -> None:
        for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
            p, q = _ground(ax, ay), _ground(bx, by)
            lines.line([p, q], thick * (6 + (p[1] - 520) * 0.022))

    stroke([(-60, 1.2), (60, 1.2)])
    stroke([(-20, 1.2), (-20, 17.5), (20, 17.5), (20, 1.2)])
    stroke([(-9.2, 1.2), (-9.2, 6.7), (9.2, 6.7), (9.2, 1.2)])
    stroke([(9.1 * sin(a * pi / 20), 12 + 9.1 * cos(a * pi / 20)) for a in range(-11, 12) if 12 + 9.1 * cos(a * pi / 20) > 17.4])
    stroke([(-60, 52), (60, 52)])
    stroke([(9.1 * cos(a * pi / 24), 52 - 9.1 * sin(a * pi / 24)) for a in range(49)])
    canvas.ink(lines, "#f4f7e4", strength=0.9)
    goal, net = Stencil(), Stencil()
    (x0, y0), (x1, _) = _ground(-3.9, 1.2), _ground(3.9, 1.2)
    high = 74
    for step in range(17):
        x = x0 + (x1 - x0) * step / 16
        net.line([(x, y0 - high), (x * 0.94 + 48, y0 - 10)], 1)
    for step in range(8):
        net.line([(x0, y0 - high + step * 9), (x1, y0 - high + step * 9)], 1)
    canvas.ink(net, "#e6eef0", strength=0.5)
    goal.line([(x0, y0), (x0, y0 - high), (x1, y0 - high), (x1, y0)], 5)
    canvas.ink(goal, "#ffffff")


def _mast(canvas: Canvas, x: float, y: float, k: float) -> None:
    top = y - 360 * k
    frame = Stencil()
    for side in (-1, 1):
        frame.line([(x + side * 17 * k, y + 40 * k), (x + side * 7 * k, top)], 4.5 * k)
    for step in range(13):
        a, b = step / 13, (step + 1) / 13
        half0, half1 = (17 - 10 * a) * k, (17 - 10 * b) * k
        y0, y1 = y + 40 * k - 400 * k * a, y + 40 * k - 400 * k * b
        frame.line([(x - half0, y0), (x + half1, y1)], 2 * k).line([(x + half0, y0), (x - half1, y1)], 2 * k)
    frame.box(x - 54 * k, top - 66 * k, x + 54 * k, top + 4 * k)
    canvas.ink(frame, "#101c34", light="#5b7088", toward="down", depth=0.4)
    for side in (-1, 1):
        reach = 800 - x
        cone = Stencil().polygon([(x - 50 * k, top - 30 * k), (x + 50 * k, top - 30 * k), (x + reach * 0.9 + 330, 780), (x + reach * 0.9 - 330, 780)])
        if side > 0:
            canvas.ink(cone, "#dff0e8", light="#ffffff", toward="down", strength=0.13, soft=26, blend="screen")
    lamps = Stencil()
    for row in range(3):
        for column in range(5):
            lamps.ellipse(x + (column - 2) * 20 * k, top - 52 * k + row * 21 * k, 8 * k)
    canvas.ink(lamps, "#fffdf0")
    canvas.glow(x, top - 30 * k, 300 * k, "#e9f6ef", 0.95)
    canvas.glow(x, top - 30 * k, 110 * k, "#ffffff", 0.9)


def _players(canvas: Canvas) -> None:
    """Eleven of one side less than it feels like; each has four shadows, one for every mast."""
    red, white, shadows, far = Stencil(), Stencil(), Stencil(), Stencil()
    places = (
        (-14, 9, 0), (6, 7.5, 1), (-3, 13, 0), (17, 15, 1), (-25, 24, 1), (-6, 27, 0), (13, 25, 0), (25, 33, 1), (-13, 38, 1), (9, 40, 0), (-33, 42, 0),
    )  # fmt: skip
    for px, py, side in places:
        x, y = _ground(px, py)
        tall = 40 + (y - 520) * 0.27
        person(red if side else white, x, y, tall, stride=canvas.random.uniform(0.08, 0.2))
        for dx, dy in ((-0.9, 0.14), (0.9, 0.14), (-0.55, -0.1), (0.55, -0.1)):
            shadows.limb((x, y), (x + dx * tall * 0.8, y + dy * tall), tall * 0.13, tall * 0.05)
    x, y = _ground(0.8, 2.2)
    person(far, x, y, 46, stride=0.16)
    canvas.ink(shadows, "#123c33", strength=0.42)
    canvas.ink(far, "#e3a857", shade="#14233d", toward="down", depth=0.5)
    canvas.ink(red, "#e2684a", shade="#4a1d28", light="#ffd9b0", toward="down", depth=0.5)
    canvas.ink(white, "#f4f1e2", shade="#33506a", toward="down", depth=0.5)
    bx, by = _ground(1.8, 20)
    canvas.ink(Stencil().ellipse(bx + 12, by + 4, 12, 3), "#123c33", strength=0.6)
    canvas.ink(Stencil().ellipse(bx, by - 7, 8), "#ffffff", shade="#9fb0a8", toward="down-right")
