"""How many mails there may be on a day: to an address, and asked for by a network. PostgreSQL counts, and says no in
the same statement: however many ask at once, there are never more."""

from django.db import connection

from newsroom.comments.sealing import mark

# Of one network, however many addresses it names: a family or an office, and no more of strangers than this.
ASKS_A_DAY = 30


def take(whose: bytes, most: int) -> bool:
    """Count one mail more on this day, if that makes no more than `most`: whether it may be sent. The row stays locked
    until the transaction ends."""
    if most < 1:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO comments_mailcount (email_mark, day, mails) VALUES (%s, CURRENT_DATE, 1)
            ON CONFLICT (email_mark, day) DO UPDATE SET mails = comments_mailcount.mails + 1
            WHERE comments_mailcount.mails < %s
            RETURNING mails""",
            [whose, most],
        )
        return cursor.fetchone() is not None


def give_back(whose: bytes) -> None:
    """Of a mail that could not be sent."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE comments_mailcount SET mails = mails - 1
            WHERE email_mark = %s AND day = CURRENT_DATE AND mails > 0""",
            [whose],
        )


def may_ask(network: bytes | memoryview) -> bool:
    """Count that somebody of this network (by its mark) asks for a mail to some address: whether there may be one."""
    return take(mark("asks", network.hex()), ASKS_A_DAY)


def one_at_a_time(whose: bytes) -> None:
    """Until the transaction ends, nobody else decides whether this address is written to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(whose[:8], signed=True)])
