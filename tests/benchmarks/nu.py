"""What the Nu HTML checker says of every kind of public page in each language.

    python -m tests.benchmarks.nu PATH/TO/vnu.jar

Needs Java, and the checker's jar (npm's package vnu-jar has it, in build/dist). Its errors fail; the rest is printed.
"""

import os
import sys


def main(jar: str) -> int:
    os.environ |= {"NEWSROOM_MODE": "test", "NEWSROOM_VNU": os.path.abspath(jar)}
    import pytest

    return pytest.main(["-q", "-s", "-n0", "--durations=0", "tests/test_markup.py", "-k", "nu_checker"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
