"""Takes in one file, in a process of its own as large as one that serves, and says what that cost.

python -m tests.benchmarks.one_picture FILE [prepare]: a line of JSON.
"""

import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def measured(file: Path, media: Path, *words: str) -> dict:
    """What the process said: refused (the sentence, or empty), megabytes at its peak, seconds of CPU for each step."""
    environment = {**os.environ, "NEWSROOM_MODE": "test", "MEDIA_ROOT": str(media)}
    environment["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    command = [sys.executable, "-m", "tests.benchmarks.one_picture", str(file), *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _peak() -> float:
    """Megabytes. What `getrusage` says begins, on Linux, with the peak of the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


def main(path: str, *words: str) -> None:
    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.files.base import File

    from articles import intake, renditions

    said = {"refused": "", "before": _peak()}
    begun = time.process_time()
    try:
        with open(path, "rb") as file:
            original = intake.take_in(File(file))
        said["take_in"] = time.process_time() - begun
        if "prepare" in words:
            said["peak_of_take_in"] = _peak()
            for extension in renditions.FORMATS:
                begun = time.process_time()
                forms = {extension: renditions.FORMATS[extension]}
                everything, renditions.FORMATS = renditions.FORMATS, forms
                renditions.prepare(original.digest)
                renditions.FORMATS = everything
                said[extension] = time.process_time() - begun
    except ValidationError as error:
        said["refused"] = " ".join(error.messages)
    print(json.dumps({**said, "peak": _peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
