"""A gas flare over pipes and tanks: the one light that nobody can switch off."""

from math import cos, pi, sin

from .brush import Canvas, Direction, Point, Stencil, curve, path
from .motifs import mountains


def paint(canvas: Canvas) -> None:
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
        canvas,
        path("-30,650 240,590 520,656 800,610 1120,668 1380,620 1640,664"),
        "#4a3a50",
        dark="#382f4a",
        mist="#a2605a",
        base=740,
        roughness=0.1,
    )
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
    canvas.ink(
        Stencil().polygon(path("1030,780 1102,780 1110,800 1022,800")),
        "#1b1b2c",
        light="#d98a62",
        toward="down",
    )
    _flame(canvas, 1066, 268)
    _pipes(canvas)


def _flame(canvas: Canvas, x: float, y: float) -> None:
    for outline, colour, light, soft in (
        (
            "-10,4 -34,-40 -22,-92 8,-132 30,-176 84,-214 168,-236 "
            "118,-196 128,-160 176,-168 120,-118 84,-62 40,-18 10,4",
            "#d9481f",
            "#f07a30",
            7,
        ),
        (
            "-8,2 -24,-40 -10,-86 22,-124 52,-164 112,-196 86,-150 104,-128 72,-84 40,-40 8,2",
            "#f7943a",
            "#fbb850",
            5,
        ),
        ("-6,0 -14,-34 2,-72 32,-108 66,-138 58,-100 46,-66 24,-28 6,0", "#ffe39a", "#fff6d8", 4),
    ):
        tongue = curve([(x + px, y + py) for px, py in path(outline)], 6)
        canvas.ink(Stencil().polygon(tongue), colour, light=light, toward="down", soft=soft)
    canvas.glow(x + 30, y - 70, 130, "#fff0c0", 0.8)
    sparks = Stencil()
    for _ in range(40):
        t = canvas.random.random()
        sparks.ellipse(
            x + 60 + 260 * t,
            y - 110 - canvas.random.uniform(0, 150) * (0.3 + t),
            canvas.random.uniform(0.8, 2.6),
        )
    canvas.ink(sparks, "#ffd98c", strength=0.9)


def _columns(canvas: Canvas) -> None:
    """Distillation columns with their ladders and lamps."""
    lamps: list[Point] = []
    for x, wide, tall in ((330.0, 46, 330), (404, 34, 400), (470, 56, 260), (548, 30, 360), (612, 44, 210)):
        tower = Stencil().box(x - wide / 2, 760 - tall, x + wide / 2, 770).ellipse(x, 760 - tall, wide / 2, wide / 2.4)
        canvas.ink(tower, "#3a3550", shade="#1b1b30", light="#f0a06a", toward="left", depth=0.7)
        decks = Stencil()
        for level in range(int(tall // 62)):
            y = 740 - level * 62
            decks.line([(x - wide * 0.75, y), (x + wide * 0.75, y)], 4).line(
                [(x - wide * 0.75, y - 12), (x + wide * 0.75, y - 12)], 1.5
            )
            lamps += [(x + wide * 0.75, y - 9), (x - wide * 0.75, y - 9)]
        decks.line([(x + wide * 0.62, 760), (x + wide * 0.62, 770 - tall)], 2.4)
        canvas.ink(decks, "#141426", light="#a8685a", toward="left", depth=0.4)
    pipes = (
        Stencil()
        .line(path("330,560 404,560 404,600"), 7)
        .line(path("470,540 548,540"), 7)
        .line(path("548,640 640,640 640,770"), 7)
    )
    canvas.ink(pipes, "#25233a", light="#d98a62", toward="down", depth=0.6)
    dots = Stencil()
    for lamp in lamps:
        dots.ellipse(*lamp, 2.6)
    canvas.ink(dots, "#fff0bf")
    for lamp in lamps[::2]:
        canvas.glow(*lamp, 46, "#ffcf7a", 0.75)


def _tanks(canvas: Canvas) -> None:
    for x, wide, tall in ((760, 120, 76), (895, 110, 66), (1240, 150, 96), (1410, 170, 108)):
        tank = Stencil().box(x - wide / 2, 775 - tall, x + wide / 2, 780).ellipse(x, 780, wide / 2, 12)
        side: Direction = "right" if x > 1066 else "left"
        canvas.ink(tank, "#8a6466", shade="#2a2438", light="#ffb981", toward=side, depth=0.85)
        roof = (
            Stencil()
            .polygon([(x - wide / 2, 776 - tall), (x, 762 - tall), (x + wide / 2, 776 - tall)])
            .ellipse(x, 776 - tall, wide / 2, 7)
        )
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
        for place, tone in enumerate(
            ("#2a2236", "#5d3d44", "#a8624c", "#f0a465", "#b56a4e", "#6b4247", "#33283a", "#1c1b2c")
        ):
            a, b = place / 8, (place + 1) / 8
            band = Stencil()
            quad = []
            for k, share in ((far, a), (near, a), (near, b + 0.01), (far, b + 0.01)):
                turn = -cos(share * pi)
                rise = sin(share * pi) * width * 0.36
                quad.append((vanishing[0] + (offset + turn * width / 2) * k, vanishing[1] + (250 - rise) * k))
            band.polygon(quad)
            canvas.ink(band, tone, shade="#161526", toward="down", depth=0.5)
        for k in (0.16, 0.3, 0.55):
            ring = [
                (
                    vanishing[0] + (offset - cos(s * pi / 10) * width * 0.62) * k,
                    vanishing[1] + (250 - sin(s * pi / 10) * width * 0.5) * k,
                )
                for s in range(11)
            ]
            canvas.ink(Stencil().line(ring, 17 * k), "#4b3240", light="#f7b277", toward="right", depth=0.7)
    for k in (0.12, 0.22, 0.42, 0.78):
        y = vanishing[1] + 262 * k
        beam = Stencil().box(vanishing[0] - 840 * k, y, vanishing[0] + 780 * k, y + 22 * k)
        canvas.ink(beam, "#181729", light="#7f4c48", toward="down", depth=0.5)
