"""What comes back in several pictures: mountains, clouds, trees, houses, people."""

import itertools
from collections.abc import Sequence
from math import cos, pi, sin

from .brush import HEIGHT, WIDTH, Canvas, Point, Points, Stencil, crag, curve, path, turned


def mountains(
    canvas: Canvas,
    outline: Points,
    colour: str,
    *,
    dark: str,
    mist: str | None = None,
    base: float = HEIGHT,
    roughness: float = 0.14,
    strength: float = 0.8,
) -> list[Point]:
    """A range along an outline, lit from the left: a shadow falls from each peak. Returns the ridge."""
    random = canvas.random
    ridge = crag(random, outline, roughness)
    rock = Stencil().polygon([*ridge, (ridge[-1][0], base), (ridge[0][0], base)])
    canvas.ink(rock, colour, shade=mist, depth=0.8)
    shadows = Stencil()
    for (left, before), (x, y), (foot, after) in zip(outline, outline[1:], outline[2:], strict=False):
        if y >= before or y >= after:
            continue
        wide, tall = foot - x, base - y
        bends = [(x, y), (x + wide * 0.1, y + tall * 0.22), (x - wide * 0.16, y + tall * 0.5)]
        fall = crag(random, [*bends, (x + wide * 0.12, y + tall * 0.8), (x - wide * 0.1, base + 40)], 0.26)
        slope = [p for p in ridge if x <= p[0] <= foot]
        gully = [(foot, after), (foot - wide * 0.16, after + (base - after) * 0.3)]
        back = crag(random, [*gully, (foot - wide * 0.5, base + 40)], 0.22)
        shadows.polygon([*slope, *back, *fall[::-1]])
        for _ in range(3):
            start = random.choice([p for p in ridge if left <= p[0] <= x])
            reach = random.uniform(0.25, 0.55) * (base - start[1])
            side = reach * random.uniform(0.1, 0.3)
            spur = crag(random, [start, (start[0] + side * 0.2, start[1] + reach)], 0.25)
            edge = crag(random, [spur[-1], (start[0] + side, start[1] + reach * 0.4), start], 0.2)
            shadows.polygon([*spur, *edge])
    canvas.ink(shadows, dark, shade=mist, depth=0.75, strength=strength, inside=rock)
    return ridge


def cloud(canvas: Canvas, x: float, y: float, length: float, colour: str, shade: str, strength: float = 0.9) -> None:
    """A heap with a flat foot: billows in front of billows, each bright above and grey below."""
    random = canvas.random
    foot = Stencil().box(x - length, y - length, x + length, y + length * 0.02)
    for row, (lift, size) in enumerate(((0.1, 0.15), (0.04, 0.11), (0.0, 0.075))):
        billows = max(6, round(9 * length / 600)) + row * 3
        for step in range(billows):
            t = (step + random.uniform(0.2, 0.8)) / billows
            dome = sin(pi * t) ** 0.9
            r = length * size * (0.35 + 0.75 * dome) * random.uniform(0.75, 1.1)
            centre = (
                x - length / 2 + t * length,
                y - length * lift * dome * random.uniform(0.5, 1.6) - r * 0.2,
            )
            puff = Stencil().ellipse(*centre, r * 1.1, r)
            canvas.ink(puff, colour, shade=shade, depth=0.85, strength=strength, soft=1.5, inside=foot)


def streak(canvas: Canvas, x: float, y: float, length: float, thick: float, colour: str, strength: float) -> None:
    """A thin cloud, drawn out by the wind."""
    band = curve([(x - length / 2, y), (x, y - thick), (x + length / 2, y + thick * 0.2)])
    under = curve([(x + length / 2, y + thick * 0.2), (x + length * 0.1, y + thick * 0.5), (x - length / 2, y)])
    canvas.ink(Stencil().polygon([*band, *under]), colour, strength=strength, soft=3)


BODY = path(
    "0.028,-0.86 0.034,-0.84 0.075,-0.822 0.118,-0.795 0.135,-0.72 0.142,-0.62 0.146,-0.52 0.138,-0.44 0.118,-0.45"
)
ARMPIT = path("0.116,-0.56 0.104,-0.66 0.094,-0.56 0.096,-0.47")
ROBE = path(
    "0,-0.99 0.045,-0.975 0.064,-0.92 0.055,-0.855 0.115,-0.79 0.135,-0.68 0.14,-0.5 0.15,-0.3 0.17,-0.02 0.1,0"
)


def person(stencil: Stencil, x: float, y: float, tall: float, *, stride: float = 0.07, robe: bool = False) -> None:
    """Somebody standing or walking, seen from far; (x, y) is the ground between the feet."""
    if robe:
        half = curve(ROBE, 5)
        outline = half + [(-px, py) for px, py in half[::-1]]
        stencil.polygon([(x + px * tall, y + py * tall) for px, py in outline])
        return
    for side in (-1, 1):
        step = stride if side > 0 else stride * 0.55
        leg = [
            (0.1, -0.36),
            (0.09 + step * 0.5, -0.22),
            (0.075 + step, -0.015),
            (0.1 + step, 0),
            (0.03 + step, 0),
        ]
        inner = [(0.03 + step, -0.02), (0.03 + step * 0.4, -0.22), (0.0, -0.43)]
        half = [(0, -0.86), *curve(BODY, 4), *curve(ARMPIT, 4), *curve(leg, 4), *inner]
        stencil.polygon([(x + side * px * tall, y + py * tall) for px, py in half])
    stencil.ellipse(x, y - tall * 0.915, tall * 0.05, tall * 0.066)
    stencil.polygon([(x + px * tall, y + py * tall) for px, py in path("-0.03,-0.9 0.03,-0.9 0.045,-0.8 -0.045,-0.8")])


def poplar(stencil: Stencil, canvas: Canvas, x: float, y: float, tall: float) -> None:
    """The tree of every village: narrow, ragged, pointed."""
    stencil.limb((x, y), (x, y - tall * 0.5), tall * 0.03, tall * 0.02)
    sides: list[list[Point]] = []
    steps = max(8, min(34, round(tall / 7)))
    for side in (-1, 1):
        edge = []
        for step in range(steps + 1):
            t = step / steps
            wide = tall * 0.1 * sin(pi * (0.06 + 0.94 * t) ** 0.75) ** 0.8
            ragged = canvas.random.uniform(0.72, 1.12) if step % 2 else canvas.random.uniform(0.45, 0.85)
            edge.append((x + side * wide * ragged, y - tall * (0.1 + 0.9 * t)))
        sides.append(edge)
    stencil.polygon([*curve(sides[0], 4), *curve(sides[1], 4)[::-1]])


def palm(stencil: Stencil, canvas: Canvas, x: float, y: float, tall: float, lean: float = 0.05) -> None:
    """A date palm: bent trunk, a burst of feathered fronds."""
    top = (x + tall * lean, y - tall)
    trunk = curve([(x, y), (x + tall * lean * 0.2, y - tall * 0.5), top])
    for place, (start, end) in enumerate(itertools.pairwise(trunk)):
        thick = tall * (0.055 - 0.022 * place / len(trunk))
        stencil.limb(start, end, thick, thick * 0.9)
    for frond in range(15):
        angle = pi * (1.16 - 1.32 * frond / 14) + canvas.random.uniform(-0.08, 0.08)
        length = tall * canvas.random.uniform(0.36, 0.46)
        droop = length * (0.28 + 0.42 * abs(cos(angle)))
        rib = curve(
            [
                top,
                (top[0] + cos(angle) * length * 0.55, top[1] - sin(angle) * length * 0.6 + droop * 0.04),
                (top[0] + cos(angle) * length, top[1] - sin(angle) * length * 0.8 + droop),
            ],
            9,
        )
        stencil.line(rib, max(1.2, tall * 0.01))
        edges: tuple[list[Point], list[Point]] = ([], [])
        for place, (px, py) in enumerate(rib):
            leaf = length * 0.17 * min(1, 0.3 + place / 4) * (1 - 0.75 * place / len(rib))
            for way, edge in zip((-1, 1), edges, strict=True):
                spread = angle - 0.5 + way * 0.85
                edge.append((px + cos(spread) * leaf, py - sin(spread) * leaf * 0.7 + leaf * 0.7))
                edge.append((px + cos(angle) * leaf * 0.35, py + leaf * 0.2))
        for edge in edges:
            stencil.polygon([*rib, *edge[::-1]])


def reed(stencil: Stencil, canvas: Canvas, x: float, y: float, tall: float) -> None:
    """One stalk with its plume and two leaves, bent by the wind."""
    bend = canvas.random.uniform(-0.1, 0.25) * tall
    stalk = curve([(x, y), (x + bend * 0.2, y - tall * 0.55), (x + bend, y - tall)], 7)
    stencil.line(stalk, 2.4)
    tip = stalk[-1]
    stencil.polygon(turned(path("0,0 5,-14 3,-40 0,-54 -5,-30 -4,-10"), 24 * bend / tall * 4, tip))
    for _ in range(2):
        px, py = stalk[canvas.random.randrange(4, len(stalk) - 4)]
        way = canvas.random.choice((-1, 1))
        reach = tall * canvas.random.uniform(0.12, 0.26)
        leaf = curve([(px, py), (px + way * reach * 0.5, py - reach * 0.7), (px + way * reach, py - reach * 0.45)], 6)
        stencil.polygon([*leaf, (px + way * reach * 0.45, py - reach * 0.5)])


def birds(canvas: Canvas, flock: Sequence[tuple[float, float, float]], colour: str, strength: float = 0.8) -> None:
    """A few far birds: place and wing span."""
    for x, y, span in flock:
        tilt = canvas.random.uniform(-18, 18)
        lift = canvas.random.uniform(0.16, 0.34) * span
        wings = [
            (-span, -lift * 0.4),
            (-span * 0.5, -lift),
            (0, 0),
            (span * 0.5, -lift * 1.1),
            (span, -lift * 0.3),
        ]
        back = [(span * 0.45, -lift * 0.75), (0, span * 0.16), (-span * 0.45, -lift * 0.65)]
        canvas.ink(Stencil().polygon(turned([*wings, *back], tilt, (x, y))), colour, strength=strength)


def water(
    canvas: Canvas,
    top: float,
    stops: Sequence[tuple[float, str]],
    glint: str,
    *,
    bottom: float = HEIGHT,
    path: float | None = None,
    ripples: int = 110,
) -> None:
    """A surface that mirrors the sky; `path` is where the light lies on it."""
    canvas.sky(*stops, top=top, bottom=bottom)
    bright = Stencil()
    for _ in range(ripples):
        t = canvas.random.random() ** 1.5
        y = top + 2 + t * (bottom - top)
        middle = canvas.random.uniform(0, WIDTH) if path is None else canvas.random.gauss(path, 40 + 120 * t)
        half = (6 + 60 * t) * canvas.random.uniform(0.4, 1.2)
        thick = 0.8 + 3.4 * t
        bright.polygon([(middle - half, y), (middle, y - thick), (middle + half, y), (middle, y + thick)])
    canvas.ink(bright, glint, strength=0.5)
