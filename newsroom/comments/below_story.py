"""The comments and the form, as the part of a story's page that this room gives."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Edition
from articles.signals import story_page
from articles.views.story import Part
from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment


@receiver(story_page, dispatch_uid="comments.below_story")
def comments_part(
    request: HttpRequest, edition: Edition, comment_form: CommentForm | None = None, **kwargs: Any
) -> Part:
    """One query: the approved comments, oldest first, without what is private in them."""
    article = edition.article_id
    public = Comment.objects.public().filter(article=article).only("name", "website", "body", "posted_at")
    return Part(
        "comments/below_story.html",
        {
            "comments": public,
            "form": comment_form or CommentForm(article=article),
            "post_to": reverse("comment", args=[article]),
        },
    )
