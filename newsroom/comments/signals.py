"""What the comments tell: to whoever has to do something when one comes before readers, or goes."""

from django.dispatch import Signal

# A comment has become public: sent inside the transaction of the decision. Argument: comment.
comment_shown = Signal()

# A comment that was public is so no more: sent inside the transaction of the decision. Argument: comment.
comment_hidden = Signal()
