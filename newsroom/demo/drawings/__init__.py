"""The pictures of the demo, drawn by the programs of this package: `draw("dam")` gives the same image every time."""

from collections.abc import Callable
from zlib import crc32

from PIL import Image

from . import land, night, town, works
from .brush import HEIGHT, WIDTH, Canvas

DRAWINGS: dict[str, Callable[[Canvas], None]] = {
    "drought-river": land.drought_river,
    "wheat-field": land.wheat_field,
    "citadel-dawn": town.citadel_dawn,
    "bazaar-arcade": town.bazaar_arcade,
    "dam": works.dam,
    "harbour-cranes": works.harbour_cranes,
    "power-lines": works.power_lines,
    "oil-flare": night.oil_flare,
    "night-train": night.night_train,
    "satellite-map": night.satellite_map,
    "floodlit-pitch": night.floodlit_pitch,
    "snow-road": land.snow_road,
    "marsh-boat": land.marsh_boat,
}


def draw(key: str, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """The picture, in RGB; of another shape than 16 to 10 it is cut at the sides."""
    canvas = Canvas(crc32(key.encode()), max(width / WIDTH, height / HEIGHT))
    DRAWINGS[key](canvas)
    image = canvas.printed()
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))
