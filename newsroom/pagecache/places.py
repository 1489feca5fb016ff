"""Threads of a process are few. Of those that wait for something (the database, or somebody's line) there are never so
many that nobody is left to answer from memory: whatever hangs, the pages that are there go on."""

import logging
import threading
import time

logger = logging.getLogger(__name__)

# Seconds. Where many come at once, places become free all the time; where none did for so long, none will soon.
PATIENCE = 1.0
BETWEEN_COMPLAINTS = 60.0


class Places:
    """So many threads may be at something at once; others wait their turn, as long as there are turns."""

    def __init__(self, number: int, name: str) -> None:
        self.refused = 0
        self._name = name
        self._free = number
        self._changed = threading.Condition()
        # By time.monotonic(): since when none is free; and when that was last complained of.
        self._full_since = 0.0
        self._complained_at = -BETWEEN_COMPLAINTS

    def take(self) -> bool:
        """A place, to `leave` again; or none, where nobody leaves theirs."""
        with self._changed:
            while not self._free:
                left = self._full_since + PATIENCE - time.monotonic()
                if left <= 0:
                    self._refuse()
                    return False
                self._changed.wait(left)
            self._free -= 1
            if not self._free:
                self._full_since = time.monotonic()
            return True

    def leave(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify()

    def _refuse(self) -> None:
        self.refused += 1
        # A line for each would fill the disk in the worst hour.
        if time.monotonic() - self._complained_at > BETWEEN_COMPLAINTS:
            self._complained_at = time.monotonic()
            logger.warning(
                "Every place for %s is taken, and none becomes free: others are told to come back.", self._name
            )
