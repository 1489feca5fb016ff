"""What the room tells others of, inside the transaction in which it happens; both with the argument `comment`."""

from django.dispatch import Signal

# Readers see it from the commit on.
comment_shown = Signal()
# Readers saw it, and do not any more.
comment_hidden = Signal()
