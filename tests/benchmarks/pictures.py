"""What a photograph of 24 megapixels costs: taking in, and five widths in three formats.

python -m tests.benchmarks.pictures [FILE]: without a file, a made landscape that weighs what photographs do.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def main(path: str = "") -> None:
    from tests.benchmarks.one_picture import measured

    with tempfile.TemporaryDirectory() as folder:
        file, media = Path(path or f"{folder}/photograph.jpg"), Path(folder) / "media"
        if not path:
            from tests.photographs import scene

            scene(6000, 4000).save(file, "JPEG", quality=92)
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
        said = measured(file, media, "prepare")
        if said["refused"]:
            print(said["refused"])
            return
        print(f"taking in       {said['take_in']:6.2f} s of CPU, peak {said['peak_of_take_in']:.0f} MB")
        for extension in ("avif", "webp", "jpg"):
            made = sorted(media.rglob(f"*[0-9].{extension}"), key=lambda each: int(each.stem))
            sizes = ", ".join(f"{each.stem}: {each.stat().st_size / 1000:.0f} kB" for each in made)
            print(f"five {extension:10} {said[extension]:6.2f} s of CPU   {sizes}")
        print(f"peak of it all  {said['peak']:.0f} MB ({said['before']:.0f} MB before the picture)")


if __name__ == "__main__":
    main(*sys.argv[1:])
