from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles import origin
from articles.models import Edition
from articles.views.story import find_live, render_story
from newsroom.comments import limits
from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment


@csrf_exempt  # No session, no cookie: see `origin`.
@require_POST
def post(request: HttpRequest, article: int) -> HttpResponse:
    """Take a comment and hold it for a moderator; whatever is wrong is said on the story's own page."""
    if not origin.is_own(request):
        return render(request, "403.html", status=403)
    edition = _live_or_404(article)
    form = CommentForm(request.POST, article=article)
    if not form.is_valid():
        return render_story(request, edition, status=422, comment_form=form)
    address = request.META.get("REMOTE_ADDR", "")
    if wait := limits.seconds_to_wait(address):
        form.add_error(
            None, _("Many comments have come from your connection. Please send yours again in a few minutes.")
        )
        response = render_story(request, edition, status=429, comment_form=form)
        response["Retry-After"] = str(wait)
        return response
    _keep(form, article, address)
    return HttpResponseRedirect(reverse("comment_received", args=[article]))


@require_safe
def received(request: HttpRequest, article: int) -> HttpResponse:
    """What a reader is told after sending a comment."""
    return render(request, "comments/received.html", {"edition": _live_or_404(article)})


def _live_or_404(article: int) -> Edition:
    """Only what is live can be commented on; anything else is as if it were not there."""
    edition = find_live(article=article) if article < 2**63 else None
    if edition is None:
        raise Http404
    return edition


def _keep(form: CommentForm, article: int, address: str) -> None:
    comment = form.save(commit=False)
    comment.article_id = article
    comment.address = address or None
    comment.language = get_language() or ""
    if form.looks_automatic:
        comment.state = Comment.State.SPAM
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError:
        # Sent before: it is here, and the answer is the same.
        if not Comment.objects.filter(fingerprint=comment.fingerprint).exists():
            raise
