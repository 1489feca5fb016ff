"""The conversation and the form, as the part of a story's page that this room gives; and the count on its card."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from articles import cards, lasting
from articles.kept import signed
from articles.models import Edition
from articles.prepared import Given, Prepared
from articles.signals import story_page
from articles.views.story import Part
from newsroom.comments import openness, sending, structured
from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment, Conversation, Openness
from newsroom.comments.threads import Order, Shown, threads_below, with_first_answers

# As many as are read: the rest is a page of its own, and the story's page is as light with ten thousand as with twenty.
THREADS = 10

cards.note(
    "comment_count",
    lambda: Subquery(Conversation.objects.filter(article=OuterRef("article")).values("comments")),
    "comments/card.html",
)


@receiver(story_page, dispatch_uid="comments.below_story")
def comments_part(
    request: HttpRequest,
    edition: Edition,
    comment_form: CommentForm | None = None,
    comment_preview: Shown | None = None,
    **kwargs: Any,
) -> Part:
    """One query: who may comment, how many did, and the newest threads with their first answers."""
    ((said, counts, rows),) = BESIDE.all(edition=edition.pk)
    count = counts["comments"] if counts else 0
    may = openness.settled(said, edition.published_at)
    threads: Any = SimpleLazyObject(lambda: [Shown.of(row) for row in rows])
    context = conversation(edition, may, comment_form, comment_preview)
    # What a reader has typed is nobody else's.
    own = comment_form or comment_preview
    sign = "" if own else signed(edition.article_id, may, context["can_be_told"], counts, rows, CommentForm.slot())
    return Part(
        "comments/below_story.html",
        {
            **context,
            "threads": SimpleLazyObject(lambda: threads[:THREADS]),
            "has_more": len(rows) > THREADS,
            "count": count,
            "sign": sign,
        },
        about="comments/count.html",
        head="comments/head.html",
        metadata=lambda: structured.of_conversation(request, edition, threads[:THREADS], count),
        sign=sign,
    )


def _of_an_edition() -> QuerySet[Edition, tuple[Any, ...]]:
    """What is said of who may comment, the numbers, and one thread more than is shown."""
    policies = openness.about(OuterRef("article"), OuterRef("section"))
    numbers = Conversation.objects.filter(article=OuterRef("article"))
    newest = threads_below(OuterRef("article"), Order.NEWEST)[: THREADS + 1]
    return Edition.objects.filter(pk=Given("edition")).values_list(
        ArraySubquery(policies.values(row=JSONObject(**{name: name for name in openness.KNOWN}))),
        Subquery(numbers.values(row=JSONObject(comments="comments", threads="threads"))),
        ArraySubquery(with_first_answers(newest)),
    )


BESIDE = Prepared(_of_an_edition)


def conversation(
    edition: Edition, may: Openness, form: CommentForm | None = None, preview: Shown | None = None
) -> dict[str, Any]:
    """What every page with a form to comment on a story needs: of conversations it depends on this one."""
    article = edition.article_id
    lasting.about(Conversation, comments=article)
    lasting.about(Comment, comments=article)
    return {
        "edition": edition,
        "openness": may,
        "takes_comments": openness.takes_comments(may),
        "can_be_told": sending.is_possible(),
        "form": form or SimpleLazyObject(lambda: CommentForm(article=article)),
        "preview": preview,
        "orders": Order,
        "conversation_path": reverse("comment", args=[article]),
        "post_to": reverse("comment", args=[article]),
    }
