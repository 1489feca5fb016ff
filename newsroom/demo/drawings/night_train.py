"""The night train on its bank between palms and water, every compartment lit."""

from .brush import Canvas, Stencil, curve, path
from .motifs import palm, streak, water


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#0b1430"), (0.5, "#1f3a5c"), (0.85, "#4d6f82"), (1, "#8fa093"), bottom=640)
    stars = Stencil()
    for _ in range(260):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 1.3 * 560, random.uniform(0.6, 2.1))
    canvas.ink(stars, "#fff4d6", strength=0.8)
    canvas.glow(1240, 190, 420, "#cfe0d8", 0.7)
    canvas.ink(Stencil().ellipse(1240, 190, 70), "#f7efd0", shade="#d9cfae", toward="down-right")
    craters = (
        Stencil().ellipse(1218, 172, 14, 11).ellipse(1262, 204, 19, 15).ellipse(1232, 222, 9, 7).ellipse(1270, 164, 8)
    )
    canvas.ink(craters, "#cdc29f", strength=0.4)
    for x, y, length in ((1080.0, 260, 640), (420, 330, 760), (1380, 380, 520)):
        streak(canvas, x, y, length, 15, "#6f8f9c", 0.4)
    far = Stencil().box(-10, 600, 1610, 660)
    for _ in range(30):
        palm(far, canvas, random.uniform(-10, 1610), 612, random.uniform(44, 92), random.uniform(-0.1, 0.1))
    canvas.ink(far, "#27465a", light="#4b6a76", toward="down", depth=0.4)
    water(canvas, 700, ((0, "#5d7b86"), (0.4, "#2a4c66"), (1, "#0a1630")), "#e9efd8", path=1240, ripples=150)
    bank = Stencil().polygon(
        [
            *curve(path("-20,640 400,634 900,634 1620,640")),
            *path("1620,726"),
            *curve(path("1620,716 1000,728 500,716 -20,728")),
        ]
    )
    canvas.ink(bank, "#22304a", shade="#101a30", light="#4d5d66", toward="down", depth=0.8)
    _carriages(canvas)
    stones = Stencil()
    for _ in range(200):
        stones.ellipse(
            random.uniform(0, 1600), random.uniform(655, 722), random.uniform(1, 4), random.uniform(0.8, 2.4)
        )
    canvas.ink(stones, "#5d6a70", strength=0.4)
    trees = Stencil()
    for x, tall, lean in (
        (120, 640, 0.06),
        (270, 470, -0.08),
        (1490, 560, -0.07),
        (30, 400, -0.12),
        (1580, 430, 0.05),
    ):
        palm(trees, canvas, x, 1020, tall, lean)
    canvas.ink(trees, "#070d1f", light="#22384e", toward="down", depth=0.35)
    reeds = Stencil()
    for _ in range(300):
        x = random.uniform(-10, 1610)
        reeds.line(
            [
                (x, 1010),
                (x + random.uniform(-14, 26), 1000 - random.uniform(10, 84) * (0.4 + abs(x - 800) / 900)),
            ],
            2.6,
        )
    canvas.ink(reeds, "#070d1f")


def _carriages(canvas: Canvas) -> None:
    random = canvas.random
    x, lit = -130.0, []
    for number in range(5):
        long = 262
        body = Stencil().polygon(
            curve([(x, 632), (x, 552), (x + 14, 534), (x + long - 14, 534), (x + long, 552), (x + long, 632)], 4)
        )
        canvas.ink(body, "#7c2f33", shade="#2b1a2e", light="#b9604a", toward="down", depth=0.9)
        canvas.ink(Stencil().box(x + 2, 598, x + long - 2, 604), "#f0d09a", strength=0.85)
        canvas.ink(
            Stencil().polygon(path(f"{x + 8},534 {x + 22},526 {x + long - 22},526 {x + long - 8},534")),
            "#33415a",
            light="#8ba0a6",
            toward="down",
        )
        for pane in range(7):
            px = x + 20 + pane * 33
            dark = random.random() < 0.14
            window = Stencil().box(px, 556, px + 23, 586)
            canvas.ink(window, "#2a2a40" if dark else "#ffdf93", shade=None if dark else "#f2a957")
            if not dark:
                lit.append(px + 11)
                if random.random() < 0.55:
                    head = px + random.uniform(7, 16)
                    canvas.ink(
                        Stencil().ellipse(head, 574, 4.6, 5.6).ellipse(head, 588, 9, 9),
                        "#6b2f2e",
                        inside=window,
                    )
        for side in (0.16, 0.84):
            bogie = Stencil().box(x + long * side - 30, 632, x + long * side + 30, 640)
            bogie.ellipse(x + long * side - 18, 642, 9).ellipse(x + long * side + 18, 642, 9)
            canvas.ink(bogie, "#0d1424")
        canvas.ink(Stencil().box(x + long, 560, x + long + 12, 628), "#141a2c")
        x += long + 12
        del number
    engine = Stencil().polygon(
        curve(
            [
                (x, 634),
                (x, 540),
                (x + 20, 528),
                (x + 160, 528),
                (x + 214, 548),
                (x + 250, 600),
                (x + 254, 634),
            ],
            5,
        )
    )
    canvas.ink(engine, "#1f6f78", shade="#0e2d40", light="#7fb9ac", toward="down", depth=0.9)
    canvas.ink(Stencil().polygon(path(f"{x},596 {x + 246},596 {x + 251},610 {x},610")), "#f0d09a", strength=0.9)
    canvas.ink(
        Stencil().polygon(path(f"{x + 176},546 {x + 206},554 {x + 226},580 {x + 176},580")),
        "#0e2233",
        light="#9cc3be",
        toward="right",
    )
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
        for step in range(16):
            if random.random() < 0.3:
                continue
            y = 734 + step * 12 + random.uniform(-4, 4)
            half, shift = random.uniform(7, 17), random.gauss(0, 1 + step * 0.7)
            reflections.polygon(
                [(px - half + shift, y), (px + shift, y - 1.8), (px + half + shift, y), (px + shift, y + 1.8)]
            )
    canvas.ink(reflections, "#ffc873", shade="#4f4a5a", strength=0.8)
    sheen = Stencil().box(-10, 728, 1110, 850)
    canvas.ink(sheen, "#ffb45c", strength=0.16, soft=26, blend="screen")
