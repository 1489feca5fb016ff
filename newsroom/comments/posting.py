"""Taking a comment: it is stored once, however often it is sent; and its writer has a link to what became of it."""

import base64

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import get_language

from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment

_SIGNER = signing.Signer(salt="newsroom.comments.own", sep=".")


def unsaved(form: CommentForm, *, article: int, address: str, parent: Comment | None = None) -> Comment:
    """What a valid form says, as a comment that nobody has decided on."""
    comment: Comment = form.save(commit=False)
    comment.article_id = article
    comment.parent = parent
    comment.address = address or None
    comment.language = get_language() or ""
    return comment


def keep(form: CommentForm, *, article: int, address: str, parent: Comment | None = None) -> Comment:
    """Store what a valid form says. What was sent before is here: then that one is the answer."""
    comment = unsaved(form, article=article, address=address, parent=parent)
    if form.looks_automatic:
        comment.state = Comment.State.SPAM
    try:
        with transaction.atomic():
            comment.save()
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
