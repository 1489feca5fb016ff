"""Hears of every change: a connection of this process's own to PostgreSQL, on which the tables tell (`triggers`).

Whoever is about to answer a reader looks first whether something was told; that takes a microsecond, and waits for no
thread. Once a second PostgreSQL is asked for the time, and for the next instant at which something begins or ends by
itself. Who has not heard an answer for too long, has lost the connection, or stands at such an instant, trusts nothing:
each page is asked again then, until the connection is as it should be.
"""

import contextlib
import logging
import os
import re
import select
import threading
import time
from collections.abc import Callable
from functools import cache

import psycopg
from django.db import DatabaseError, connection
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from newsroom.pagecache.pages import Pages
from newsroom.pagecache.tables import telling, with_instants
from newsroom.pagecache.triggers import CHANNEL, EVERYTHING

logger = logging.getLogger(__name__)

# Seconds.
BETWEEN_QUESTIONS = 1.0
LONGEST_SILENCE = 2.5
# Longer than an answer takes of a PostgreSQL that has too much to do.
TO_ANSWER = 1.2
# So long whoever was waiting when it began to hang may go on to do so.
LONGEST_TO_WAIT = 6.0
BETWEEN_LOOKS = 0.1
BETWEEN_GLANCES = 0.001
BETWEEN_TRIES = 0.02
TO_CONNECT = 2
# After a try failed, so long nobody can have changed anything, or hardly: less than the promise allows.
STILL_DOWN = 0.035
# A try that hangs for longer is as good as one that failed.
HANGING = 1.0
TO_BE_SURE = 1.5
# By which the clocks of two machines may drift apart between two questions.
DRIFT = 0.002
NEVER = float("inf")
# So that whoever holds a table (a migration may) does not pass for a database that answers nobody, and does not keep
# back what is told meanwhile.
LONGEST_FOR_A_LOCK = "20ms"
LOCKED = b"55P03"
_REFUSES_US = re.compile(
    r"too many|connection slots|password|authentication|does not exist|permission|terminating connection"
)


class Listener:
    """One a process; `hear` before each answer. It starts by itself, and again in a process that was forked."""

    def __init__(self, pages: Pages, each_second: Callable[[], None] = lambda: None) -> None:
        self._pages = pages
        self._each_second = each_second
        self.losses = 0
        self.doubts = 0
        self.is_closed = False
        self._begin()
        # A process that was forked from one that hears does not hear by that one's line, and has none of its threads.
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        # Whether every change until now was heard of.
        self.is_trusted = False
        self._is_attended = False
        self._lock = threading.Lock()
        self._awake = threading.Event()
        self._connection: psycopg.Connection | None = None
        self._line: PGconn | None = None
        self._poll = select.poll()
        # By time.monotonic(): when the question that waits was sent, when the last answer came, when to ask next.
        self._sent: float | None = None
        self._heard = 0.0
        self._ask_at = 0.0
        # A change came since the question was sent that its answer may not know of.
        self._is_outdated = False
        self._is_answered = False
        # Whether it was heard of all changes since this connection was made.
        self._is_in_step = False
        # From when on the next instant may have come.
        self._next = NEVER
        self._looked_at = 0.0
        self._trying_since: float | None = None
        self._failed_at: float | None = None
        # It takes what is sent, and answers nothing: nor will it answer others.
        self._is_hanging = False
        self._has_complained = False

    def hear(self) -> bool:
        """Take in what was told until now, or a millisecond ago: whether every change was heard of. It waits for
        nothing."""
        now = time.monotonic()
        if self.is_trusted and now - self._looked_at < BETWEEN_GLANCES and now < self._next:
            return True
        with self._lock:
            if not self._is_attended:
                self._is_attended = True
                threading.Thread(target=self._attend, name="pages", daemon=True).start()
            self._take_in()
            self._looked_at = now = time.monotonic()
            if self.is_trusted and now >= self._next:
                self._distrust()
            elif now - self._heard > LONGEST_SILENCE:
                # What was told until now was taken in: no page is in doubt by that alone.
                self.is_trusted = False
            if not self.is_trusted:
                self._look_after(now)
        return self.is_trusted

    @property
    def is_down(self) -> bool:
        """Whether PostgreSQL answers nobody just now, as far as this machine can tell."""
        if self._line is not None:
            return False
        if self._is_hanging:
            return True
        now, failed, trying = time.monotonic(), self._failed_at, self._trying_since
        if failed is None:
            return False
        return now - failed <= STILL_DOWN or (trying is not None and now - trying > HANGING)

    def finds_it_down(self) -> bool:
        """The same for somebody who could not reach it, and has to know whether that is so for all: a moment later."""
        until = time.monotonic() + TO_BE_SURE
        while self._line is None and time.monotonic() < until:
            if self.is_down:
                return True
            time.sleep(BETWEEN_TRIES / 4)
        return False

    @property
    def silence(self) -> float:
        """Seconds since PostgreSQL was last heard."""
        return time.monotonic() - self._heard if self._heard else NEVER

    def close(self) -> None:
        """Hear no more; whoever asks is not trusted."""
        with self._lock:
            self.is_closed = True
            self.is_trusted = False
            if self._connection is not None:
                self._connection.close()
            self._connection, self._line, self._sent = None, None, None
        self._awake.set()

    # A process's own thread, which connects, and looks after the connection while no reader comes.

    def _attend(self) -> None:
        told = 0.0
        while not self.is_closed:
            if self._line is None:
                self._connect()
            with self._lock:
                is_connected = self._line is not None
                if is_connected:
                    self._take_in()
                    self._look_after(time.monotonic())
            if time.monotonic() - told >= 1:
                told = time.monotonic()
                self._each_second()
            self._awake.wait(BETWEEN_LOOKS if is_connected else BETWEEN_TRIES)
            self._awake.clear()

    def _connect(self) -> None:
        began = self._trying_since = time.monotonic()
        line = None
        try:
            own = {"autocommit": True, "connect_timeout": TO_CONNECT, "application_name": "newsroom pages"}
            line = psycopg.connect(**{**connection.get_connection_params(), **own})
            line.execute(f"SET lock_timeout = '{LONGEST_FOR_A_LOCK}'; LISTEN {CHANNEL}")
        # Whatever it is, the next try may go well: nobody else would make one.
        except Exception as trouble:
            said = (str(trouble).strip() or repr(trouble)).splitlines()[-1]
            if not self._has_complained:
                logger.warning("Changes are not heard of, so pages are asked again each time: %s", said)
            self._has_complained = True
            # Who is refused for another reason knows nothing of how others fare, nor who was let in and then sent away.
            is_out_of_reach = line is None and isinstance(trouble, psycopg.OperationalError | DatabaseError | OSError)
            self._failed_at = began if is_out_of_reach and not _REFUSES_US.search(said) else None
            self._is_hanging = isinstance(trouble, psycopg.errors.ConnectionTimeout)
            if self._is_hanging and time.monotonic() - self._heard > LONGEST_TO_WAIT:
                connection.cut_off()  # type: ignore[attr-defined]  # of our own backend
            if line is not None:
                line.close()
            return
        finally:
            self._trying_since = None
        with self._lock:
            if self.is_closed:
                line.close()
                return
            self._connection, self._line = line, line.pgconn
            self._line.nonblocking = 1
            self._poll = select.poll()
            self._poll.register(self._line.socket, select.POLLIN)
            self._sent, self._heard, self._ask_at, self._failed_at = None, began, 0.0, None
            self._is_hanging = False
            self._has_complained = False
            # Nobody told us what happened until here.
            self._pages.lose_sight(is_sure=False)
            self._is_in_step = True
            self._look_after(time.monotonic())

    # With the lock held.

    def _take_in(self) -> None:
        line = self._line
        if line is None:
            return
        try:
            while self._poll.poll(0):
                line.consume_input()
                self._take_words(line)
                # What was told after an answer can be read only when the answer was.
                while self._sent is not None and not line.is_busy():
                    result = line.get_result()
                    if result is None:
                        self._end_question()
                    else:
                        self._take_answer(result)
                    self._take_words(line)
        except (psycopg.Error, ValueError, OSError) as trouble:
            self._lose(trouble)

    def _take_words(self, line: PGconn) -> None:
        while told := line.notifies():
            self._take_word(told.extra.decode())

    def _take_word(self, word: str) -> None:
        if word == EVERYTHING:
            self._pages.doubt_all()
            self._distrust_instants()
            return
        tags = word.split()
        self.doubts += self._pages.doubt(tags)
        if tags[0] in _tables_with_instants():
            self._distrust_instants()

    def _distrust_instants(self) -> None:
        # Something may begin earlier than we know.
        self.is_trusted = False
        self._is_outdated = True
        self._ask_at = 0.0
        self._look_after(time.monotonic())

    def _distrust(self) -> None:
        self.is_trusted = False
        self._pages.doubt_all()

    def _look_after(self, now: float) -> None:
        """Ask what is due to be asked; give up a connection that is silent."""
        line = self._line
        if line is None:
            return
        if self._sent is not None:
            if now - self._heard > LONGEST_SILENCE and now - self._sent > TO_ANSWER:
                self._lose("it is silent")
                self._is_hanging = True
            return
        if now < self._ask_at:
            return
        try:
            line.send_query(_question())
            line.flush()
        except psycopg.Error as trouble:
            self._lose(trouble)
            return
        self._sent, self._is_outdated, self._is_answered = now, False, False

    def _take_answer(self, result: PGresult) -> None:
        if result.error_field(DiagnosticField.SQLSTATE) == LOCKED:
            # Somebody holds a table, and nobody else changes it: what is known of instants holds.
            self._heard = time.monotonic()
            self._ask_at = self._heard + BETWEEN_QUESTIONS
            return
        if result.status != ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError(result.error_message.decode(errors="replace"))
        assert self._sent is not None
        now, sent = time.monotonic(), self._sent
        if now >= self._next:
            # Nobody who asks noticed, while the answer was awaited: what began meanwhile is in this answer no more. And
            # where somebody did, other processes may have found pages to hold until a moment later than this one.
            self._pages.doubt_all()
        self._is_answered = True
        told, instant = result.get_value(0, 0), result.get_value(0, 1)
        assert told is not None
        self._heard, self._ask_at, self._next = now, now + BETWEEN_QUESTIONS, NEVER
        if instant is not None:
            # The answer was given between `sent` and now: as early as can be for not trusting, as late for asking.
            left = float(instant) - float(told)
            self._next = sent + left - DRIFT
            self._ask_at = min(self._ask_at, now + left + DRIFT)

    def _end_question(self) -> None:
        self._sent = None
        if self._is_outdated:
            self._ask_at = 0.0
            self._look_after(time.monotonic())
        elif self._is_answered:
            self.is_trusted = time.monotonic() < self._next

    def _lose(self, trouble: object) -> None:
        logger.warning("The connection that hears of changes is lost: %s", str(trouble).strip().partition("\n")[0])
        self.losses += 1
        self.is_trusted = False
        self._pages.lose_sight(is_sure=self._is_in_step)
        self._is_in_step = False
        if self._connection is not None:
            with contextlib.suppress(Exception):
                self._connection.close()
        self._connection, self._line, self._sent = None, None, None
        self._awake.set()


@cache
def _question() -> bytes:
    """The time, and the next instant at which something begins or ends by itself; each by an index of its own."""
    columns = [(model._meta.db_table, column) for model, column in with_instants()]
    # Tables and columns are our models'.
    each = [f'(SELECT min("{c}") FROM "{t}" WHERE "{c}" > now())' for t, c in columns]  # noqa: S608
    earliest = f"least({', '.join(['NULL::timestamptz', *each])})"
    return f"SELECT extract(epoch FROM now()), extract(epoch FROM {earliest})".encode()  # noqa: S608


@cache
def _tables_with_instants() -> frozenset[str]:
    tables = frozenset(model._meta.db_table for model, _ in with_instants())
    assert tables <= {model._meta.db_table for model in telling()}
    return tables
