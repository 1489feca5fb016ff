"""A proof of work (ALTCHA), asked for while more comments arrive than people write: it costs a reader's browser a
second, and a program that posts thousands an hour of somebody's machine.

A challenge is signed, for one story, for twenty minutes, and opens the door once. Nothing of it is kept before that.
"""

import datetime
import hmac
import secrets
import time
from typing import Any

import altcha
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from newsroom.comments.models import Rules, SpentChallenge
from newsroom.comments.screening.asked import ATTACK
from newsroom.comments.screening.material import LATELY
from newsroom.comments.sealing import MARK

SECONDS = 20 * 60
# About a second of a telephone: some thousand keys, of a millisecond each. Making one costs us a single key.
ALGORITHM = "PBKDF2/SHA-256"
COST = 2_000
FEWEST_KEYS, MOST_KEYS = 1_000, 3_000
LONGEST_ANSWER = 4_000


def is_wanted() -> bool:
    """As the desk has it: never, always, or by how many comments came in the last ten minutes, to all processes."""
    with connection.cursor() as cursor:
        cursor.execute(ATTACK, {"lately": timezone.now() - LATELY})
        attack, rate, came = cursor.fetchone()
    if attack is None:
        attack, rate = Rules().attack, Rules().attack_rate
    return attack == Rules.Attack.ALWAYS or (attack == Rules.Attack.BY_RATE and came > rate)


def make(article: int) -> dict[str, Any]:
    """A new challenge, as the widget reads it."""
    return altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST_KEYS + secrets.randbelow(MOST_KEYS - FEWEST_KEYS),
        expires_at=int(time.time()) + SECONDS,
        data={"article": article},
        hmac_secret=_secret("parameters"),
        hmac_key_secret=_secret("key"),
    ).to_dict()


def is_answered(answer: str, article: int) -> bool:
    """Whether nothing was asked for, or this is the answer. Spends it: a second time it is none."""
    return not is_wanted() or solves(answer, article)


def solves(answer: str, article: int) -> bool:
    """Whether a challenge of ours, for this story, was solved in its time, and for the first time."""
    if not 0 < len(answer) <= LONGEST_ANSWER:
        return False
    try:
        payload = altcha.Payload.from_base64(answer)
        verified = altcha.verify_solution(payload, _secret("parameters"), hmac_key_secret=_secret("key")).verified
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    parameters, signature = payload.challenge.parameters, payload.challenge.signature
    if not verified or not signature or (parameters.data or {}).get("article") != article:
        return False
    return _is_spent_now(bytes.fromhex(signature)[:MARK], parameters.expires_at or 0)


def _is_spent_now(signature: bytes, until: int) -> bool:
    """Also where the same answer comes twice at once: the key of the table decides."""
    SpentChallenge.objects.filter(until__lt=Now()).delete()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(
                signature=signature, until=datetime.datetime.fromtimestamp(until, tz=datetime.UTC)
            )
    except IntegrityError:
        return False
    return True


def _secret(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"newsroom.comments.challenge.{purpose}".encode(), "sha256")
