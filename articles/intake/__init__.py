"""How pictures come in: what an upload is, what it says of itself, and what is kept of both."""

from articles.intake.original import Original, store, take_in
from articles.intake.said import Said

__all__ = ["Original", "Said", "store", "take_in"]
