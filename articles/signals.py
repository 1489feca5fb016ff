"""What the core tells, and asks, the rooms around it. It knows none of them."""

from django.dispatch import Signal

# Something was done to a story: sent inside the transaction of the act. What a receiver writes is committed with it or
# not at all, so that no job is lost; what it raises undoes the act. Slow work is put down as a job, never done here.
# Arguments: article, record.
story_changed = Signal()

# A story's page is being made: receivers give a `views.story.Part` to stand below it, or None.
# Arguments: request, edition, and whatever the caller of `render_story` passes on.
story_page = Signal()

# The front of a language is being made: receivers give a `views.story.Part` to stand below its blocks, or None.
# Arguments: request, language, moment.
front_page = Signal()

# The first page of a section is being made: receivers give a `views.story.Part` to stand in place of its list, or None.
# Arguments: request, section, moment.
section_page = Signal()
