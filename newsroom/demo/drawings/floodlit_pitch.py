"""An evening match: four masts, a full stand, and mountains that stay up late."""

import itertools
from math import cos, pi, sin

from .brush import Canvas, Point, Stencil, curve, mix, path
from .motifs import mountains, person


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#0c1838"), (0.6, "#27466a"), (1, "#7f7f8a"), bottom=470)
    stars = Stencil()
    for _ in range(120):
        stars.ellipse(random.uniform(0, 1600), random.random() ** 1.4 * 340, random.uniform(0.6, 1.7))
    canvas.ink(stars, "#fff4d6", strength=0.6)
    mountains(
        canvas,
        path("-30,330 190,220 360,302 590,180 800,300 1010,230 1250,322 1440,240 1640,330"),
        "#2b4668",
        dark="#1f3556",
        mist="#5b6c80",
        base=480,
        roughness=0.15,
    )
    masts = ((150.0, 470, 0.98), (520, 440, 0.7), (1080, 440, 0.7), (1450, 470, 0.98))
    for x, y, k in masts:
        _mast(canvas, x, y, k)
    _stand(canvas)
    _grass(canvas)
    _beams(canvas, masts)
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
        canvas.ink(
            Stencil().box(10 + place * 100, 495, 96 + place * 100, 519),
            tone,
            shade=mix(tone, "#0f1a31", 0.4),
            strength=0.85,
        )


def _ground(x: float, y: float) -> Point:
    """A place on the pitch (metres from the far middle) as a place on the sheet."""
    k = 26 / (26 + y * 0.62)
    return (800 + x * 21 * (0.46 / k) ** 0.9, 528 + 480 * (1 / k - 1) / 1.62)


def _grass(canvas: Canvas) -> None:
    for stripe in range(14):
        y0, y1 = stripe * 5.2, (stripe + 1) * 5.2
        band = Stencil().box(-10, _ground(0, y0)[1], 1610, _ground(0, y1)[1] + 1)
        canvas.ink(band, "#2f7d54" if stripe % 2 else "#3c9261")
    light = Stencil().ellipse(800, 700, 700, 190)
    canvas.ink(light, "#b9dd8a", strength=0.4, soft=90)
    lines = Stencil()

    def stroke(points: list[Point], thick: float = 0.42) -> None:
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            p, q = _ground(ax, ay), _ground(bx, by)
            lines.line([p, q], thick * (6 + (p[1] - 520) * 0.022))

    stroke([(-60, 1.2), (60, 1.2)])
    stroke(path("-20,1.2 -20,17.5 20,17.5 20,1.2"))
    stroke(path("-9.2,1.2 -9.2,6.7 9.2,6.7 9.2,1.2"))
    stroke(
        [
            (9.1 * sin(a * pi / 20), 12 + 9.1 * cos(a * pi / 20))
            for a in range(-11, 12)
            if 12 + 9.1 * cos(a * pi / 20) > 17.4
        ]
    )
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
    lamps = Stencil()
    for row in range(3):
        for column in range(5):
            lamps.ellipse(x + (column - 2) * 20 * k, top - 52 * k + row * 21 * k, 8 * k)
    canvas.ink(lamps, "#fffdf0")
    canvas.glow(x, top - 30 * k, 300 * k, "#e9f6ef", 0.95)
    canvas.glow(x, top - 30 * k, 110 * k, "#ffffff", 0.9)


def _beams(canvas: Canvas, masts: tuple[tuple[float, float, float], ...]) -> None:
    for x, y, k in masts:
        top, aim = y - 390 * k, x + (800 - x) * 0.9
        cone = Stencil().polygon([(x - 50 * k, top), (x + 50 * k, top), (aim + 330, 780), (aim - 330, 780)])
        canvas.ink(cone, "#dff0e8", strength=0.12, soft=26, blend="screen")


def _players(canvas: Canvas) -> None:
    """Two sides and a keeper; each player has four shadows, one for every mast."""
    shadows = Stencil()
    places = (
        (0.8, 2.2, 2),
        (6, 7.5, 1),
        (-14, 9, 0),
        (-3, 13, 0),
        (17, 15, 1),
        (-25, 24, 1),
        (13, 25, 0),
        (-6, 27, 0),
        (25, 33, 1),
        (-13, 38, 1),
        (9, 40, 0),
        (-33, 42, 0),
    )
    spots = [(*_ground(px, py), side) for px, py, side in places]
    for x, y, _ in spots:
        tall = 40 + (y - 520) * 0.27
        for dx, dy in ((-0.9, 0.14), (0.9, 0.14), (-0.55, -0.1), (0.55, -0.1)):
            shadows.limb((x, y), (x + dx * tall * 0.8, y + dy * tall), tall * 0.13, tall * 0.05)
    canvas.ink(shadows, "#123c33", strength=0.42)
    for x, y, side in spots:
        tall = 40 + (y - 520) * 0.27
        shirt, shorts = (("#f4f1e2", "#33506a"), ("#d9502f", "#f4e6cf"), ("#e9b44c", "#1f2b44"))[side]
        body = Stencil()
        person(body, x, y, tall, stride=canvas.random.uniform(0.06, 0.2))
        canvas.ink(body, "#b9805a", shade="#7a4c3a")
        half = tall * 0.4
        canvas.ink(
            Stencil().box(x - half, y - tall * 0.845, x + half, y - tall * 0.47),
            shirt,
            shade=mix(shirt, "#16233d", 0.4),
            inside=body,
        )
        canvas.ink(
            Stencil().box(x - tall * 0.115, y - tall * 0.47, x + tall * 0.115, y - tall * 0.27),
            shorts,
            inside=body,
        )
        canvas.ink(Stencil().box(x - half, y - tall * 0.16, x + half, y - tall * 0.035), shirt, inside=body)
        canvas.ink(Stencil().ellipse(x, y - tall * 0.94, tall * 0.05, tall * 0.045), "#1f1a20")
    bx, by = _ground(1.8, 20)
    canvas.ink(Stencil().ellipse(bx + 12, by + 4, 12, 3), "#123c33", strength=0.6)
    canvas.ink(Stencil().ellipse(bx, by - 7, 8), "#ffffff", shade="#9fb0a8", toward="down-right")
