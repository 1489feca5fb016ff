"""Pictures cut to the shapes that search engines and link cards ask for, about their focal point.

A cut's address tells everything about it, `pictures/<digest>/<width>-<shape>-<x>-<y>.jpg`, the focal point too: another
focal point makes another address. Always JPEG, which everybody reads; never wider than the original has it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.core.files.base import File
from django.core.files.storage import default_storage
from PIL import Image

from articles import renditions
from articles.intake.decoding import ONE_AT_A_TIME
from articles.intake.embedded import of_original

SHAPES = {"16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1)}


class Cut(NamedTuple):
    """A picture in a shape: which, how large, and about which point (per cent)."""

    digest: str
    shape: str
    width: int
    height: int
    focal_x: int
    focal_y: int

    @property
    def name(self) -> str:
        return f"pictures/{self.digest}/{self.width}-{self.shape}-{self.focal_x}-{self.focal_y}.jpg"

    @property
    def address(self) -> str:
        return f"/media/{self.name}"


def cuts_of(use: Mapping[str, Any]) -> Iterator[Cut]:
    """A use of a picture in every shape, at its present focal point."""
    for shape in SHAPES:
        yield cut_of(use, shape)


def cut_of(use: Mapping[str, Any], shape: str) -> Cut:
    width = min(renditions.LARGE, round(_largest(use["width"], use["height"], shape)[0]))
    return named(use["digest"], width, shape, use.get("focal_x", 50), use.get("focal_y", 50))


def named(digest: str, width: int, shape: str, focal_x: int, focal_y: int) -> Cut:
    """The cut that an address names, whether or not there is one."""
    across, down = SHAPES[shape]
    return Cut(digest, shape, width, max(1, round(width * down / across)), focal_x, focal_y)


def file_of(cut: Cut) -> File | None:
    """The file of a cut that was made; None of any other."""
    return default_storage.open(cut.name) if default_storage.exists(cut.name) else None


def make(cut: Cut) -> None:
    """Make one of the cuts of a use, where it is not there yet; nothing where its picture is not."""
    if default_storage.exists(cut.name):
        return
    with ONE_AT_A_TIME, renditions.original_of(cut.digest) as picture:
        if picture is not None and not default_storage.exists(cut.name):
            renditions.store(_cut_out(picture, cut), cut.name, "jpg", of_original(picture))


def _cut_out(picture: Image.Image, cut: Cut) -> Image.Image:
    width, height = picture.size
    box = _box(width, height, cut)
    # Decoded at half or a quarter, if what is cut out is wide enough then.
    enough = cut.width / (box[2] - box[0])
    picture.draft("RGB", (round(width * enough), round(height * enough)))
    across, down = picture.width / width, picture.height / height
    drafted = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
    return picture.resize((cut.width, cut.height), Image.Resampling.LANCZOS, box=drafted)


def _box(width: int, height: int, cut: Cut) -> tuple[float, float, float, float]:
    """What is cut out: the largest part of this shape, its middle as near to the focal point as the edges let it."""
    across, down = _largest(width, height, cut.shape)
    left = min(max(width * cut.focal_x / 100 - across / 2, 0), width - across)
    top = min(max(height * cut.focal_y / 100 - down / 2, 0), height - down)
    return left, top, left + across, top + down


def _largest(width: int, height: int, shape: str) -> tuple[float, float]:
    across, down = SHAPES[shape]
    unit = min(width / across, height / down)
    return max(1.0, unit * across), max(1.0, unit * down)
