"""Taking a comment: it is stored once, however often it is sent; and its writer has a link to what became of it."""

import base64

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import get_language

from newsroom.comments import moderation, subscriptions
from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment, Openness
from newsroom.comments.screening import Facts, challenge, screen

_SIGNER = signing.Signer(salt="newsroom.comments.own", sep=".")


def unsaved(form: CommentForm, *, article: int, address: str, parent: Comment | None = None) -> Comment:
    """What a valid form says, as a comment that nobody has decided on."""
    comment: Comment = form.save(commit=False)
    comment.article_id = article
    comment.parent = parent
    comment.address = address or None
    comment.language = get_language() or ""
    return comment


def keep(
    form: CommentForm, *, article: int, address: str, openness: Openness, parent: Comment | None = None
) -> Comment:
    """Screen and store what a valid form says of a live story. What was sent before is here: then that one is the
    answer."""
    comment = unsaved(form, article=article, address=address, parent=parent)
    facts = Facts(
        openness=openness,
        seconds_since_form=form.seconds_in_it,
        honeypot=form.looks_automatic,
        challenge_ok=challenge.is_answered(form.data.get("altcha", ""), article),
        story_is_live=True,
    )
    verdict = screen(comment, facts)
    comment.state, comment.points, comment.verdict = verdict.state, verdict.points, verdict.reasons
    try:
        with transaction.atomic():
            comment.save()
            if comment.is_public:
                moderation.appear(comment)
            if form.cleaned_data["notify"]:
                subscriptions.ask(comment)
    except IntegrityError:
        before = Comment.objects.filter(fingerprint=comment.fingerprint).first()
        if before is None:
            raise
        return before
    return comment


def own_path(comment: Comment) -> str:
    """Where its writer, and whoever is given this address, sees what became of it."""
    number = base64.urlsafe_b64encode(str(comment.pk).encode()).decode().rstrip("=")
    return reverse("comment_own", args=[_SIGNER.sign(number)])


def own_comment(token: str) -> Comment | None:
    """The comment of a private address; None of one that we did not give out."""
    try:
        number = _SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    pk = int(base64.urlsafe_b64decode(number + "=" * (-len(number) % 4)))
    return Comment.objects.filter(pk=pk).select_related("article").first()
