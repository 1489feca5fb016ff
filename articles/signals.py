"""What the core tells, and asks, the rooms around it. It knows none of them."""

from django.dispatch import Signal

# A story went out, changed or went away: sent when the change is committed. Arguments: article, verb, by.
story_changed = Signal()

# A story's page is being made: receivers give a `views.story.Part` to stand below it, or None.
# Arguments: request, edition, and whatever the caller of `render_story` passes on.
story_page = Signal()
