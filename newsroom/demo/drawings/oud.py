"""An oud against the wall of the workshop, in the last sun of the afternoon."""

import itertools
from collections.abc import Callable
from math import cos, pi, sin

from .brush import Canvas, Point, Points, Stencil, curve, path, turned


def paint(canvas: Canvas) -> None:
    random = canvas.random
    canvas.sky((0, "#2f4a52"), (1, "#4a6466"))
    wall = Stencil().box(-10, -10, 1610, 790)
    plaster = Stencil()
    for _ in range(90):
        plaster.ellipse(random.uniform(0, 1600), random.uniform(0, 780), random.uniform(20, 120), random.uniform(6, 40))
    canvas.ink(plaster, "#5f7a78", strength=0.22, soft=14, inside=wall)
    sun = Stencil()
    for column in range(3):
        for row in range(3):
            x, y = 640 + column * 236 + row * 60, -40 + row * 262 + column * 40
            sun.polygon([(x, y), (x + 204, y + 34), (x + 262, y + 270), (x + 58, y + 236)])
    canvas.ink(sun, "#f3b765", strength=0.72, soft=4, inside=wall)
    floor = Stencil().polygon(path("-10,784 1610,784 1610,1010 -10,1010"))
    canvas.ink(floor, "#5c3428", shade="#2b1820", light="#8f5638", toward="down")
    boards = Stencil()
    for step in range(-8, 9):
        boards.line([(800 + step * 120, 786), (800 + step * 260, 1010)], 2.4)
    canvas.ink(boards, "#2b1820", strength=0.6)
    canvas.ink(Stencil().polygon(path("820,784 1270,784 1560,1010 980,1010")), "#f3a55a", strength=0.35, soft=12)
    _hanging(canvas)
    shadow = turned([*_oud_outline(), *path("-20,-240 -20,-560 20,-560 20,-240")], 14, (1010, 545), 0.75)
    canvas.ink(Stencil().polygon(shadow), "#16262e", strength=0.5, soft=14, inside=wall)
    canvas.ink(Stencil().ellipse(850, 832, 300, 26), "#170d14", strength=0.65, soft=12)
    _oud_body(canvas, 14, (905, 545))
    _bench(canvas)


def _oud_outline() -> list[Point]:
    """The pear of the body, around its middle; the neck points up."""
    half = path("26,-236 70,-190 128,-110 178,0 204,110 200,220 164,318 96,376 0,394")
    return [*curve(half, 10), *[(-x, y) for x, y in curve(half, 10)[::-1]]]


def _oud_body(canvas: Canvas, angle: float, centre: Point) -> None:
    def put(points: Points) -> list[Point]:
        return turned(points, angle, centre, 0.75)

    def disc(x: float, y: float, r: float) -> Stencil:
        return Stencil().polygon(put([(x + r * cos(a * pi / 24), y + r * sin(a * pi / 24)) for a in range(48)]))

    canvas.ink(
        Stencil().polygon(
            [
                *curve(put(path("-30,-440 -28,-520 -60,-596 -128,-648")), 8),
                *curve(put(path("-100,-676 -24,-622 22,-530 30,-440")), 8),
            ]
        ),
        "#4a2318",
        shade="#22100f",
        light="#9c5a34",
        toward="right",
    )
    for x, y in path("0,-480 -3,-508 -9,-536 -20,-562 -36,-588 -58,-612"):
        for side in (-1, 1):
            stick = put([(x + side * 20, y - side * 6), (x + side * 76, y - side * 22)])
            canvas.ink(
                Stencil().limb(stick[0], stick[1], 8, 11),
                "#241313",
                light="#a8704a",
                toward="down-right",
                depth=0.5,
            )
            canvas.ink(
                Stencil().ellipse(*stick[1], 11, 9),
                "#2f1916",
                light="#c08a5c",
                toward="down-right",
                depth=0.6,
            )
    back = Stencil().polygon([(x - 26, y + 4) for x, y in put(_oud_outline())])
    canvas.ink(back, "#4d2317", shade="#1f0f10", toward="left")
    neck = Stencil().polygon(put(path("-27,-452 27,-452 32,-216 -32,-216")))
    canvas.ink(neck, "#3a1c17", shade="#1d0e0f", light="#8a4d31", toward="left")
    face = Stencil().polygon(put(_oud_outline()))
    canvas.ink(face, "#d99a52", shade="#8a4a26", light="#f8d494", toward="left")
    fibres = Stencil()
    for _ in range(90):
        x = canvas.random.uniform(-200, 200)
        fibres.line(put([(x, -230), (x + canvas.random.uniform(-5, 5), 390)]), 1.3)
    canvas.ink(fibres, "#9a5a2c", strength=0.3, inside=face)
    edge = put(_oud_outline())
    canvas.ink(Stencil().line([*edge, edge[0]], 9), "#4a2117")
    inlay = put([(x * 0.95, y * 0.955 + 6) for x, y in _oud_outline()])
    canvas.ink(Stencil().line([*inlay, inlay[0]], 2.6), "#fbe6b4", strength=0.8)
    canvas.ink(
        Stencil().polygon(put(path("-32,-236 32,-236 30,-120 0,-64 -30,-120"))),
        "#35191a",
        light="#7a432e",
        toward="left",
    )
    _rose(canvas, put, disc, 0, 60, 74)
    for side in (-1, 1):
        _rose(canvas, put, disc, side * 92, 176, 32)
    guard = Stencil().polygon(curve(put(path("0,176 40,196 46,232 0,262 -46,232 -40,196 0,176")), 8))
    canvas.ink(guard, "#35191a", light="#6d3c2b", toward="left")
    canvas.ink(
        Stencil().polygon(put(path("-92,296 92,296 100,318 -100,318"))),
        "#35191a",
        shade="#1d0e0f",
        light="#8f5436",
        toward="left",
    )
    strings = Stencil()
    for course in range(6):
        for gap in (-1.8, 1.8):
            top, low = (course - 2.5) * 8 + gap, (course - 2.5) * 28 + gap * 1.6
            strings.line(put([(top, -450), (low, 300)]), 1.7)
    canvas.ink(strings, "#fff3cf", shade="#e0b878", strength=0.95)
    canvas.ink(Stencil().polygon(put(path("-30,-458 30,-458 30,-446 -30,-446"))), "#f7ecd2")
    glare = Stencil().polygon(put(path("60,-120 120,-20 176,140 150,150 96,0 40,-110")))
    canvas.ink(glare, "#fff0c4", strength=0.32, soft=12, inside=face)


def _rose(
    canvas: Canvas,
    put: Callable[[Points], list[Point]],
    disc: Callable[[float, float, float], Stencil],
    x: float,
    y: float,
    r: float,
) -> None:
    canvas.ink(disc(x, y, r * 1.16), "#3a1c17")
    canvas.ink(disc(x, y, r * 1.1), "#f1d9a0")
    canvas.ink(disc(x, y, r), "#180c10")
    lace = Stencil()
    for petal in range(8):
        a = petal * pi / 4
        ring = [
            (
                x + cos(a) * r * 0.5 + cos(b * pi / 8) * r * 0.44,
                y + sin(a) * r * 0.5 + sin(b * pi / 8) * r * 0.44,
            )
            for b in range(17)
        ]
        lace.line(put(ring), r * 0.055)
    for part in (0.3, 0.94):
        lace.line(
            put([(x + r * part * cos(b * pi / 16), y + r * part * sin(b * pi / 16)) for b in range(33)]),
            r * 0.06,
        )
    canvas.ink(lace, "#c98a4a", light="#f3cc8a", toward="left", inside=disc(x, y, r))


def _hanging(canvas: Canvas) -> None:
    """Tools and half-made ribs on the wall at the left."""
    rail = Stencil().box(60, 150, 500, 164)
    canvas.ink(rail, "#8a5a3c", shade="#3c2420", toward="down")
    for x, kind in ((100, 0), (160, 1), (226, 2), (300, 1), (372, 0), (440, 3)):
        tool = Stencil().line([(x, 160), (x, 190)], 3)
        if kind == 0:
            tool.limb((x, 190), (x, 270), 20, 16).polygon([(x - 6, 270), (x + 6, 270), (x + 8, 350), (x - 8, 360)])
        elif kind == 1:
            tool.limb((x, 190), (x, 250), 22, 14).line([(x, 250), (x, 372)], 6)
        elif kind == 2:
            tool.polygon([(x - 26, 190), (x + 26, 190), (x + 14, 390), (x - 4, 390)]).ellipse(x, 214, 10, cut=True)
        else:
            tool.limb((x, 190), (x, 330), 14, 14).box(x - 34, 330, x + 34, 368)
        canvas.ink(tool, "#1f2f36", light="#b98a5c", toward="left", depth=0.45)
    for step in range(5):
        bow = curve([(90 + step * 26, 790), (50 + step * 30, 600), (130 + step * 34, 470), (230 + step * 30, 440)], 10)
        rib = Stencil()
        for p, q in itertools.pairwise(bow):
            rib.line([p, q], 15)
        canvas.ink(rib, ("#8a4a2c", "#c98f56", "#6b3524", "#b4743f", "#e0b277")[step], shade="#2b1820", toward="left")


def _bench(canvas: Canvas) -> None:
    bench = Stencil().polygon(path("-20,850 420,850 470,884 -20,884")).box(-20, 884, 470, 912)
    bench.polygon(path("370,912 430,912 436,1010 376,1010"))
    canvas.ink(bench, "#6b3f2c", shade="#2b1820", light="#b97a4a", toward="down")
    canvas.ink(
        Stencil().ellipse(150, 836, 62, 16).box(88, 790, 212, 836),
        "#25404a",
        shade="#122730",
        light="#5f8a8a",
        toward="right",
    )
    canvas.ink(Stencil().ellipse(150, 790, 62, 15), "#e9b04c", shade="#a8702a", toward="right")
    curls = Stencil()
    for _ in range(26):
        x, y = canvas.random.uniform(230, 640), canvas.random.choice((846, canvas.random.uniform(930, 990)))
        if y < 900 and x > 420:
            continue
        r = canvas.random.uniform(8, 18)
        curls.line(
            [(x + r * cos(a * 0.7) * (1 - a / 14), y - 4 + r * 0.5 * sin(a * 0.7) * (1 - a / 14)) for a in range(10)],
            3,
        )
    canvas.ink(curls, "#f0c98a", shade="#a8713f", toward="left")
