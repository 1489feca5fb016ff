"""Whether a comment is shown at once, waits for a moderator, or goes to spam: by checks that each name their reason.

No honest comment is lost. What can't be judged waits, what is refused can be found, and its writer is told the same.
"""

from newsroom.comments.screening.reasons import words_of
from newsroom.comments.screening.screen import screen
from newsroom.comments.screening.verdict import Facts, Verdict

__all__ = ["Facts", "Verdict", "screen", "words_of"]
