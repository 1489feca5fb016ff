"""The pictures of the demo, drawn by the programs of this package.

`draw("dam")` gives the same image every time.
"""

from collections.abc import Callable
from zlib import crc32

from PIL import Image

from . import (
    ballot_box,
    bazaar_arcade,
    citadel_dawn,
    dam,
    drought_river,
    floodlit_pitch,
    harbour_cranes,
    library_shelves,
    marsh_boat,
    night_train,
    oil_flare,
    oud,
    power_lines,
    samovar_tea,
    satellite_map,
    school_courtyard,
    snow_road,
    wheat_field,
)
from .brush import HEIGHT, WIDTH, Canvas

DRAWINGS: dict[str, Callable[[Canvas], None]] = {
    "ballot-box": ballot_box.paint,
    "bazaar-arcade": bazaar_arcade.paint,
    "citadel-dawn": citadel_dawn.paint,
    "dam": dam.paint,
    "drought-river": drought_river.paint,
    "floodlit-pitch": floodlit_pitch.paint,
    "harbour-cranes": harbour_cranes.paint,
    "library-shelves": library_shelves.paint,
    "marsh-boat": marsh_boat.paint,
    "night-train": night_train.paint,
    "oil-flare": oil_flare.paint,
    "oud": oud.paint,
    "power-lines": power_lines.paint,
    "samovar-tea": samovar_tea.paint,
    "satellite-map": satellite_map.paint,
    "school-courtyard": school_courtyard.paint,
    "snow-road": snow_road.paint,
    "wheat-field": wheat_field.paint,
}


def draw(key: str, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """The picture, in RGB; of another shape than 16 to 10 it is cut at the sides."""
    canvas = Canvas(crc32(key.encode()), max(width / WIDTH, height / HEIGHT))
    DRAWINGS[key](canvas)
    image = canvas.printed()
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))
