"""How often a test tries what it tries by chance or by number: enough on every run, and to the full when asked to.

`NEWSROOM_TESTS=thorough make test` takes its time.
"""

import os

THOROUGH = os.environ.get("NEWSROOM_TESTS") == "thorough"


def times(full: int, *, daily: int) -> int:
    return full if THOROUGH else daily
