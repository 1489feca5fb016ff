"""What readers see of conversations, and send to them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import lasting, origin
from articles.models import Edition
from articles.views.story import find_live, render_story
from newsroom.comments import limits, posting
from newsroom.comments.below_story import conversation as about_conversation
from newsroom.comments.forms import CommentForm
from newsroom.comments.models import Comment, Conversation
from newsroom.comments.openness import openness_of, takes_comments
from newsroom.comments.threads import Mark, Order, Shown, Thread, Threads

LARGEST = 2**63


@csrf_exempt  # No session, no cookie: see `origin`.
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, article: int) -> HttpResponse:
    """All that readers said of a story, a page at a time; and where a comment on it is sent to."""
    if request.method == "POST":
        return _take(request, article)
    edition = _live_or_404(article)
    order = request.GET.get("order", Order.NEWEST)
    if order not in Order:
        raise Http404
    page = Threads.page(article, order, _mark(request))
    numbers = Conversation.objects.filter(pk=article).first()
    context = {
        **about_conversation(edition, openness_of(edition)),
        "page": page,
        "order": order,
        "is_first_page": "after" not in request.GET,
        "count": numbers.comments if numbers else 0,
    }
    return render(request, "comments/conversation.html", {"edition": edition, "part": context})


@require_safe
def thread(request: HttpRequest, article: int, comment: int) -> HttpResponse:
    """Where a comment is for good: the thread that it stands in, with it marked."""
    edition = _live_or_404(article)
    marked = _in_its_place_or_404(article, comment)
    after = request.GET.get("after")
    if after is not None and not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Http404
    shown = Thread.around(marked, int(after) if after else None)
    if shown is None:
        raise Http404
    context = {**about_conversation(edition, openness_of(edition)), "thread": shown, "marked": marked.pk}
    return render(request, "comments/thread.html", {"edition": edition, "part": context})


@csrf_exempt  # No session, no cookie: see `origin`.
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, article: int, comment: int) -> HttpResponse:
    """A form below the comment that one answers; and where the answer is sent to."""
    if request.method == "POST":
        return _take(request, article, comment)
    return _answer_page(request, _live_or_404(article), _answerable_or_404(article, comment))


@require_safe
@never_cache
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What became of one's own comment, at an address that nobody else is told."""
    comment = posting.own_comment(token)
    if comment is None:
        raise Http404
    edition = Edition.objects.live().filter(article=comment.article_id).defer("body_html").first()
    shown = _as_shown(comment)
    context = {"comment": comment, "shown": shown, "edition": edition, "address": posting.own_path(comment)}
    response = render(request, "comments/own.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _take(request: HttpRequest, article: int, answered: int | None = None) -> HttpResponse:
    """Take a comment; whatever is wrong is said where it was written."""
    if not origin.is_own(request):
        return render(request, "403.html", status=403)
    edition = find_live(article=article) if article < LARGEST else None
    if edition is None:
        raise Http404
    parent = _answerable_or_404(article, answered) if answered is not None else None
    form = CommentForm(request.POST, article=article, edition=edition)
    is_valid = form.is_valid()
    openness = openness_of(edition)
    if not takes_comments(openness):
        return _again(request, edition, form, parent, status=403)
    if not is_valid:
        return _again(request, edition, form, parent, status=422)
    address = request.META.get("REMOTE_ADDR", "")
    if form.asks_for_preview:
        shown = _as_shown(posting.unsaved(form, article=article, address=address, parent=parent))
        return _again(request, edition, form, parent, status=200, preview=shown)
    if wait := limits.seconds_to_wait(address):
        form.add_error(
            None, _("Many comments have come from your connection. Please send yours again in a few minutes.")
        )
        response = _again(request, edition, form, parent, status=429)
        response["Retry-After"] = str(wait)
        return response
    comment = posting.keep(form, article=article, address=address, openness=openness, parent=parent)
    return HttpResponseRedirect(posting.own_path(comment))


def _again(
    request: HttpRequest,
    edition: Edition,
    form: CommentForm,
    parent: Comment | None,
    *,
    status: int,
    preview: Shown | None = None,
) -> HttpResponse:
    """The page with the form, and all that was written in it."""
    if parent is not None:
        return _answer_page(request, edition, parent, form, preview=preview, status=status)
    return render_story(request, edition, status=status, comment_form=form, comment_preview=preview)


def _answer_page(
    request: HttpRequest,
    edition: Edition,
    parent: Comment,
    form: CommentForm | None = None,
    *,
    preview: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        **about_conversation(edition, openness_of(edition), form, preview),
        "answered": _as_shown(parent),
        "post_to": reverse("comment_answer", args=[edition.article_id, parent.pk]),
    }
    return render(request, "comments/answer.html", {"edition": edition, "part": context}, status=status)


def _live_or_404(article: int) -> Edition:
    """Only what is live can be commented on; anything else is as if it were not there."""
    editions = Edition.objects.live().filter(article=article if article < LARGEST else 0)
    edition = editions.select_related("section").defer("body_html").first()
    if edition is None:
        raise Http404
    lasting.about(Edition, article=article)
    return edition


def _in_its_place_or_404(article: int, comment: int) -> Comment:
    found = Comment.objects.in_threads().filter(article=article, pk=comment if comment < LARGEST else 0).first()
    if found is None:
        raise Http404
    return found


def _answerable_or_404(article: int, comment: int) -> Comment:
    found = _in_its_place_or_404(article, comment)
    if not found.is_public or found.erased_at is not None:
        raise Http404
    return found


def _as_shown(comment: Comment) -> Shown:
    """A comment as its writer sees it, whether it is public or not."""
    return Shown(
        pk=comment.pk or 0,
        name=comment.name,
        website=comment.website,
        body=comment.body,
        quote=comment.quote,
        posted_at=comment.posted_at if comment.pk else timezone.now(),
        is_staff=comment.staff_id is not None,
        is_pick=comment.is_pick,
        is_redacted=comment.redacted_at is not None,
        is_erased=comment.erased_at is not None,
    )


def _mark(request: HttpRequest) -> Mark | None:
    if "after" not in request.GET:
        return None
    mark = Mark.read(request.GET["after"])
    if mark is None:
        raise Http404
    return mark
