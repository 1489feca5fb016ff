"""A sheet of paper and what can be done to it: skies, stencils, grain, glow. The pictures use nothing else.

All lengths are in units of a sheet of 1600 by 1000, whatever the size in pixels. A shape is cut as a stencil
at twice the size and inked through it, with shadow and light laid on as spray, as on a printed poster.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import ceil, cos, floor, hypot, pi, sin
from random import Random
from typing import Literal

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

type Point = tuple[float, float]
type Points = Sequence[Point]
type Box = tuple[int, int, int, int]
type Direction = Literal["down", "up", "left", "right", "down-right", "down-left", "up-right", "up-left"]

WIDTH, HEIGHT = 1600, 1000
OVERSAMPLING = 2


def rgb(colour: str) -> tuple[int, int, int]:
    return ImageColor.getrgb(colour)[:3]


def mix(first: str, second: str, share: float) -> str:
    """The colour `share` of the way from the first to the second."""
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def path(places: str) -> list[Point]:
    """Points written short, as in SVG: "0,10 25,4.5"."""
    return [(float(x), float(y)) for x, y in (place.split(",") for place in places.split())]


def turned(points: Points, angle: float, centre: Point, scale: float = 1.0) -> list[Point]:
    """Points around (0, 0), scaled, turned clockwise by degrees, and moved to the centre."""
    c, s = cos(angle * pi / 180) * scale, sin(angle * pi / 180) * scale
    return [(centre[0] + x * c - y * s, centre[1] + x * s + y * c) for x, y in points]


def curve(points: Points, steps: int = 12) -> list[Point]:
    """A smooth line through all the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            w = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
            line.append(
                (
                    (w[0] * ax + w[1] * bx + w[2] * cx + w[3] * dx) / 2,
                    (w[0] * ay + w[1] * by + w[2] * cy + w[3] * dy) / 2,
                )
            )
    return [*line, points[-1]]


def crag(random: Random, points: Points, roughness: float = 0.16, shortest: float = 9) -> list[Point]:
    """A line through the points, broken like rock: each half is "
    "pushed up or down by a share of its length."""
    line = [points[0]]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        length = hypot(bx - ax, by - ay)
        if length <= shortest:
            line.append((bx, by))
            continue
        t = random.uniform(0.4, 0.6)
        middle = (ax + (bx - ax) * t, ay + (by - ay) * t + random.uniform(-roughness, roughness) * length)
        line += crag(random, [(ax, ay), middle, (bx, by)], roughness, shortest)[1:]
    return line


class Stencil:
    """A shape made of polygons, lines and ellipses; with `cut` a piece is taken away again."""

    def __init__(self) -> None:
        self.pieces: list[tuple[Callable[[ImageDraw.ImageDraw, float, float, float, int], None], int]] = []
        self.reach: list[tuple[float, float, float]] = []

    def polygon(self, points: Iterable[Point], *, cut: bool = False) -> "Stencil":
        corners = list(points)

        def piece(pen: ImageDraw.ImageDraw, k: float, left: float, top: float, ink: int) -> None:
            pen.polygon([((x - left) * k, (y - top) * k) for x, y in corners], fill=ink)

        return self._add(piece, cut, [(x, y, 0) for x, y in corners])

    def box(self, x0: float, y0: float, x1: float, y1: float, *, cut: bool = False) -> "Stencil":
        return self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], cut=cut)

    def ellipse(self, x: float, y: float, rx: float, ry: float | None = None, *, cut: bool = False) -> "Stencil":
        high = rx if ry is None else ry

        def piece(pen: ImageDraw.ImageDraw, k: float, left: float, top: float, ink: int) -> None:
            pen.ellipse(((x - rx - left) * k, (y - high - top) * k, (x + rx - left) * k, (y + high - top) * k), ink)

        return self._add(piece, cut, [(x - rx, y - high, 0), (x + rx, y + high, 0)])

    def line(self, points: Iterable[Point], width: float, *, cut: bool = False) -> "Stencil":
        """A line of even width with round ends."""
        corners = list(points)

        def piece(pen: ImageDraw.ImageDraw, k: float, left: float, top: float, ink: int) -> None:
            path = [((x - left) * k, (y - top) * k) for x, y in corners]
            pen.line(path, fill=ink, width=max(1, round(width * k)), joint="curve")
            r = width * k / 2
            if r > 1.5:
                for x, y in (path[0], path[-1]):
                    pen.ellipse((x - r, y - r, x + r, y + r), ink)

        return self._add(piece, cut, [(x, y, width) for x, y in corners])

    def limb(self, start: Point, end: Point, thick: float, thin: float) -> "Stencil":
        """A tapering line with round ends: an arm, a branch, a mast."""
        (ax, ay), (bx, by) = start, end
        length = hypot(bx - ax, by - ay) or 1
        nx, ny = (ay - by) / length / 2, (bx - ax) / length / 2
        self.polygon(
            [
                (ax + nx * thick, ay + ny * thick),
                (bx + nx * thin, by + ny * thin),
                (bx - nx * thin, by - ny * thin),
                (ax - nx * thick, ay - ny * thick),
            ]
        )
        return self.ellipse(ax, ay, thick / 2).ellipse(bx, by, thin / 2)

    def bounds(self) -> tuple[float, float, float, float]:
        return (
            min(x - pad for x, _, pad in self.reach),
            min(y - pad for _, y, pad in self.reach),
            max(x + pad for x, _, pad in self.reach),
            max(y + pad for _, y, pad in self.reach),
        )

    def mask(self, box: Box, scale: float, oversampling: int = OVERSAMPLING) -> Image.Image:
        """The stencil inside a box of pixels, as a mask."""
        width, height = box[2] - box[0], box[3] - box[1]
        sheet = Image.new("L", (width * oversampling, height * oversampling))
        pen = ImageDraw.Draw(sheet)
        for piece, ink in self.pieces:
            piece(pen, scale * oversampling, box[0] / scale, box[1] / scale, ink)
        return sheet.reduce(oversampling) if oversampling > 1 else sheet

    def _add(
        self,
        piece: Callable[[ImageDraw.ImageDraw, float, float, float, int], None],
        cut: bool,
        reach: list[tuple[float, float, float]],
    ) -> "Stencil":
        self.pieces.append((piece, 0 if cut else 255))
        if not cut:
            self.reach += reach
        return self


class Canvas:
    """The sheet. Painted from the back to the front, then printed."""

    def __init__(self, seed: int, scale: float = 1.0) -> None:
        self.scale = scale
        self.size = (ceil(WIDTH * scale), ceil(HEIGHT * scale))
        self.random = Random(seed)  # noqa: S311 - the same picture every time, not a secret
        self.image = Image.new("RGB", self.size)
        self.noise = Image.frombytes("L", self.size, self.random.randbytes(self.size[0] * self.size[1]))

    def sky(self, *stops: tuple[float, str], top: float = 0, bottom: float = HEIGHT) -> None:
        """Colours from top to bottom; each stop is a share of the way and a colour."""
        y0, y1 = round(top * self.scale), round(bottom * self.scale)
        self.image.paste(strip(stops, y1 - y0).resize((self.size[0], y1 - y0)), (0, y0))

    def ink(
        self,
        stencil: Stencil,
        colour: str,
        *,
        shade: str | None = None,
        light: str | None = None,
        toward: Direction = "down",
        depth: float = 1.0,
        strength: float = 1.0,
        soft: float = 0,
        inside: Stencil | None = None,
        blend: Literal["paint", "screen", "multiply"] = "paint",
    ) -> None:
        """Paint through a stencil.

        Shade is sprayed on toward a side, light toward the other; `depth` is how far either reaches. `soft`
        blurs the edge by so many units; `inside` keeps the paint within another stencil.
        """
        box = self._box(stencil, soft)
        if box is None:
            return
        mask = self._soft_mask(stencil, box, soft) if soft else stencil.mask(box, self.scale)
        if inside is not None:
            mask = ImageChops.multiply(mask, inside.mask(box, self.scale))
        if strength < 1:
            mask = mask.point([round(v * strength) for v in range(256)])
        self._press(colour, box, mask, blend)
        for spray, side in ((shade, toward), (light, OPPOSITE[toward])):
            if spray is not None:
                grain = self._spray(box, side, depth)
                self._press(spray, box, ImageChops.multiply(mask, grain), blend)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1.0) -> None:
        """Light around a point, added to what is there."""
        r, cx, cy = round(radius * self.scale), round(x * self.scale), round(y * self.scale)
        box = (cx - r, cy - r, cx + r, cy + r)
        edge = 181  # the value of Pillow's radial gradient in the middle of a side
        falloff = [round(strength * 255 * (max(0, edge - v) / edge) ** 2.2) for v in range(256)]
        mask = Image.radial_gradient("L").point(falloff).resize((2 * r, 2 * r), Image.Resampling.BICUBIC)
        seen = (max(0, box[0]), max(0, box[1]), min(self.size[0], box[2]), min(self.size[1], box[3]))
        if seen[0] < seen[2] and seen[1] < seen[3]:
            inner = (seen[0] - box[0], seen[1] - box[1], seen[2] - box[0], seen[3] - box[1])
            self._press(colour, seen, mask.crop(inner), "screen")

    def haze(self, top: float, bottom: float, colour: str, strength: float = 0.6) -> None:
        """Mist that thickens from the top to the bottom of a band, and thins out again under it."""
        tail = (bottom - top) * 0.35
        y0, y1 = max(0, round(top * self.scale)), min(self.size[1], round((bottom + tail) * self.scale))
        peak = min(0.999, (bottom - top) / (bottom + tail - top))
        full = "#{0:02x}{0:02x}{0:02x}".format(round(255 * strength))
        column = strip(((0, "#000000"), (peak, full), (1, "#000000")), y1 - y0).convert("L")
        box = (0, y0, self.size[0], y1)
        self._press(colour, box, self._grainy(column.resize((self.size[0], y1 - y0)), box, 1.3))

    def paste(self, picture: Image.Image, x: float, y: float, mask: Image.Image) -> None:
        self.image.paste(picture, (round(x * self.scale), round(y * self.scale)), mask)

    def printed(self, grain: float = 0.10, vignette: float = 0.30) -> Image.Image:
        """The finished sheet: a little grain of paper, and darker corners."""
        flat = Image.new("L", self.size, 128)
        paper = Image.blend(flat, self.noise.filter(ImageFilter.BoxBlur(0.6)), grain)
        image = ImageChops.overlay(self.image, Image.merge("RGB", (paper, paper, paper)))
        edge = [255 - round(255 * vignette * (v / 255) ** 2.4) for v in range(256)]
        corners = Image.radial_gradient("L").point(edge).resize(self.size, Image.Resampling.BICUBIC)
        return ImageChops.multiply(image, Image.merge("RGB", (corners, corners, corners)))

    def _box(self, stencil: Stencil, soft: float) -> Box | None:
        x0, y0, x1, y1 = stencil.bounds()
        pad = 2 + soft * 2.5
        box = (
            max(0, floor((x0 - pad) * self.scale)),
            max(0, floor((y0 - pad) * self.scale)),
            min(self.size[0], ceil((x1 + pad) * self.scale)),
            min(self.size[1], ceil((y1 + pad) * self.scale)),
        )
        return box if box[0] < box[2] and box[1] < box[3] else None

    def _soft_mask(self, stencil: Stencil, box: Box, soft: float) -> Image.Image:
        """A blurred mask, made small and then enlarged: nobody "
        "sees the difference, and it is ten times faster."""
        radius = soft * self.scale
        fewer = 4 if radius > 8 else 2 if radius > 3 else 1
        small = tuple(ceil(v / fewer) for v in box)
        mask = stencil.mask((small[0], small[1], small[2], small[3]), self.scale / fewer, 1)
        size = (box[2] - box[0], box[3] - box[1])
        return mask.filter(ImageFilter.GaussianBlur(radius / fewer)).resize(size, Image.Resampling.BICUBIC)

    def _spray(self, box: Box, side: Direction, depth: float) -> Image.Image:
        size = (box[2] - box[0], box[3] - box[1])
        ramp = RAMPS[side]().resize(size, Image.Resampling.BILINEAR)
        bare = 255 * (1 - depth)
        return self._grainy(ramp.point([max(0, round((v - bare) / depth)) for v in range(256)]), box, 2.2)

    def _grainy(self, ramp: Image.Image, box: Box, contrast: float) -> Image.Image:
        """An even ramp turned into spray: each pixel takes paint "
        "by chance, more often where the ramp is high."""
        noise = self.noise.crop(box)
        if contrast < 2:
            noise = noise.filter(ImageFilter.BoxBlur(0.5))
        spray = ImageChops.add(ramp, noise, 2)
        sharpened = [max(0, min(255, round((v - 127.5) * contrast + 127.5))) for v in range(256)]
        return Image.blend(ramp, spray.point(sharpened), 0.45)

    def _press(self, colour: str, box: Box, mask: Image.Image, blend: str = "paint") -> None:
        if blend == "paint":
            self.image.paste(rgb(colour), box, mask)
            return
        under = self.image.crop(box)
        over = Image.new("RGB", under.size, rgb(colour))
        together = ImageChops.screen(under, over) if blend == "screen" else ImageChops.multiply(under, over)
        self.image.paste(together, box, mask)


def strip(stops: Sequence[tuple[float, str]], length: int) -> Image.Image:
    """A column one pixel wide that runs through the colours."""
    column = Image.new("RGB", (1, max(1, length)))
    colours = [(place, rgb(colour)) for place, colour in stops]
    for y in range(length):
        t = y / max(1, length - 1)
        before = max((s for s in colours if s[0] <= t), default=colours[0], key=lambda s: s[0])
        after = min((s for s in colours if s[0] > t), default=before, key=lambda s: s[0])
        share = (t - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
        share = share * share * (3 - 2 * share) * 0.5 + share * 0.5
        mixed = [round(a + (b - a) * share) for a, b in zip(before[1], after[1], strict=True)]
        column.putpixel((0, y), (mixed[0], mixed[1], mixed[2]))
    return column


@cache
def down() -> Image.Image:
    return Image.linear_gradient("L")


@cache
def right() -> Image.Image:
    return down().transpose(Image.Transpose.ROTATE_90)


RAMPS: dict[Direction, Callable[[], Image.Image]] = {
    "down": down,
    "up": lambda: ImageChops.invert(down()),
    "right": right,
    "left": lambda: ImageChops.invert(right()),
    "down-right": lambda: Image.blend(down(), right(), 0.5),
    "down-left": lambda: Image.blend(down(), ImageChops.invert(right()), 0.5),
    "up-right": lambda: Image.blend(ImageChops.invert(down()), right(), 0.5),
    "up-left": lambda: Image.blend(ImageChops.invert(down()), ImageChops.invert(right()), 0.5),
}

OPPOSITE: dict[Direction, Direction] = {
    "down": "up",
    "up": "down",
    "left": "right",
    "right": "left",
    "down-right": "up-left",
    "down-left": "up-right",
    "up-right": "down-left",
    "up-left": "down-right",
}
