"""Pictures with as much to compress as photographs have, and files with what cameras and agencies write into them."""

import functools
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageDraw

OCTAVES = 11
SMOOTH_OCTAVES = 4


@functools.cache
def scene(width: int, height: int) -> Image.Image:
    """A landscape of noise: the same strength in every octave, as nature has it, below a sky; with roofs and grain.

    It weighs what photographs of the same size do: as JPEG at quality 80, some 1.5 bits a pixel at 960 × 640.
    """
    sky = Image.new("L", (width, height), 128)
    land = sky
    for octave in range(OCTAVES):
        across = 3 * 2**octave
        if across >= width:
            break
        noise = Image.effect_noise((across, max(2, across * height // width)), 16)
        noise = noise.resize((width, height), Image.Resampling.BICUBIC)
        land = ImageChops.add(land, noise, 1, -128)
        if octave < SMOOTH_OCTAVES:
            sky = ImageChops.add(sky, noise, 1, -128)
    horizon = Image.linear_gradient("L").resize((width, height)).point(lambda y: max(0, min(255, (y - 105) * 12)))
    light = Image.composite(land, sky, horizon)
    light = ImageChops.add(light, Image.effect_noise((width, height), 3), 1, -128)
    tints = [Image.effect_noise((6, 4), 12).resize((width, height), Image.Resampling.BICUBIC) for _ in range(3)]
    picture = Image.merge("RGB", [ImageChops.add(light, tint, 1, -128) for tint in tints])
    draw = ImageDraw.Draw(picture)
    for number in range(24):
        left = number * width // 24
        top = height * (38 + number * 37 % 30) // 100
        draw.rectangle((left, top, left + width // 40, top + height // 6), fill=(60 + number * 5, 52, 48))
    return picture


def upload(picture: Image.Image, kind: str = "JPEG", name: str = "photo.jpg", **options) -> SimpleUploadedFile:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return SimpleUploadedFile(name, data.getvalue())
