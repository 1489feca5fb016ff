"""The embedded PostgreSQL: started by the first process that needs it, shared, stopped by the last one out.

Three files beside the data carry kernel locks, so that a process killed in any way leaves nothing behind:
`.mutex` is held while the server is started or stopped; each process that uses the server holds a share of
`.users`; the server itself, with all its processes, holds `.alive`, which it inherits open.
"""

import atexit
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from newsroom.database import locks
from newsroom.database.cluster import Cluster
from newsroom.database.trouble import OTHER_SERVER, DatabaseTrouble

SECONDS_TO_SETTLE = 60


class Seat:
    """One process's place at the server of one data folder."""

    def __init__(self, data: Path) -> None:
        self.cluster = Cluster(data)
        self.mutex, self.users, self.alive = (
            data.with_name(f"{data.name}.{name}") for name in ("mutex", "users", "alive")
        )
        self.pid = 0
        self.share: int | None = None
        self.probe: int | None = None
        self.handing_over: int | None = None

    @property
    def is_good(self) -> bool:
        """Whether this very process holds its share and the server lives: asked before every connection."""
        return self.pid == os.getpid() and self._server_lives

    @property
    def _server_lives(self) -> bool:
        return self.probe is not None and locks.is_owned(self.probe)

    def take(self) -> None:
        try:
            self.mutex.parent.mkdir(parents=True, exist_ok=True)
            with locks.mutex(self.mutex):
                self._sit_down()
                self._ensure_running()
        except PermissionError as error:
            raise DatabaseTrouble(
                f"{error.filename or self.cluster.data.parent} belongs to another user: run as that user, "
                f"set NEWSROOM_VAR to a folder of your own, {OTHER_SERVER}."
            ) from error

    def leave(self) -> None:
        """Give up the share; the last one out stops the server."""
        # The folder may be gone by now, as a test's folder is, and the server with it.
        with suppress(OSError, DatabaseTrouble), locks.mutex(self.mutex):
            self._close("share")
            if self._server_lives and not locks.is_shared(self.users):
                self.cluster.stop()

    def after_fork(self) -> None:
        # A copy of this one would make a dead server look alive. The copy of the share stays open: until the
        # child takes its own, that keeps the server up even if the parent ends first.
        self._close("handing_over")

    def _sit_down(self) -> None:
        if self.pid == os.getpid():
            return
        own_share = locks.share(self.users)
        self._close("share")
        self._close("probe")
        self.share, self.probe, self.pid = own_share, locks.open_lock(self.alive), os.getpid()
        _leave_at_exit()

    def _ensure_running(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_SETTLE
        while not self.cluster.accepts_connections():
            if not self._server_lives:
                self._start()
                return
            # Its processes live but do not answer: it is starting, recovering or stopping.
            if time.monotonic() > deadline:
                raise DatabaseTrouble(
                    f"The embedded PostgreSQL in {self.cluster.data} runs but does not answer: "
                    f"see {self.cluster.log}, stop it, {OTHER_SERVER}."
                )
            time.sleep(0.05)

    def _start(self) -> None:
        self.handing_over = locks.own(self.alive)
        try:
            self.cluster.start(alive=self.handing_over)
        finally:
            self._close("handing_over")

    def _close(self, name: str) -> None:
        descriptor = getattr(self, name)
        if descriptor is not None:
            setattr(self, name, None)
            os.close(descriptor)


_seats: dict[Path, Seat] = {}
_threads = threading.Lock()


def use(data: Path) -> None:
    """Make sure that the server of the folder `data` runs, and stays while this process lives.

    Costs microseconds once it does; a server that has died since is started again. Raises DatabaseTrouble.
    """
    seat = _seats.get(data)
    if seat is not None and seat.is_good:
        return
    with _threads:
        seat = _seats.setdefault(data, Seat(data))
        if not seat.is_good:
            seat.take()


def leave() -> None:
    """Give up every server this process uses: at exit, or before. Later use takes a seat again."""
    while _seats:
        _seats.popitem()[1].leave()


def stop_on_sigterm() -> None:
    """Make SIGTERM, and the closing of the terminal, end the process as sys.exit does.

    By default they kill it before it can stop the server. A signal with a meaning already (nohup) keeps it.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _exit)


def _exit(number: int, frame: FrameType | None) -> None:
    # A second one must not cut short the stopping of the server.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def _leave_at_exit() -> None:
    atexit.unregister(leave)
    atexit.register(leave)
    if "multiprocessing.util" in sys.modules:
        from multiprocessing import parent_process, util  # noqa: PLC0415 - few processes need it

        # A child that multiprocessing has forked ends without atexit.
        if parent_process() is not None:
            util.Finalize(None, leave, exitpriority=0)


def _after_fork_in_child() -> None:
    global _threads
    _threads = threading.Lock()  # the parent's may be held by a thread that is not here
    for seat in _seats.values():
        seat.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
