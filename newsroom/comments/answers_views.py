"""The pages behind the links in mails about answers: yes, and no more. To look at one does nothing: mail programs and
scanners follow every link."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsroom.comments import export, subscriptions
from newsroom.comments.links import Purpose, number_in
from newsroom.comments.models import Rules, Subscription
from newsroom.comments.private_pages import ended, numbers_in, page

READ_AND_PRESS = ["GET", "HEAD", "POST"]


@csrf_exempt  # Whoever has the link needs no other proof.
@require_http_methods(READ_AND_PRESS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the address would be told of; and the button that says yes to it."""
    subscription = _of(Purpose.CONFIRM, token)
    if subscription is None or subscription.ended_at is not None:
        return ended(request)
    if request.method == "POST":
        subscriptions.confirm(subscription, numbers_in(request.POST.getlist("comment")))
        subscription = _of(Purpose.CONFIRM, token)
    waiting = subscriptions.waiting_with(subscription) if subscription else []
    titles = export.titles_of([each.comment for each in waiting])
    return page(
        request,
        "comments/answers.html",
        confirmed=bool(subscription and subscription.confirmed_at),
        pressed=request.method == "POST",
        waiting=[(each, titles.get(each.comment.article_id, "")) for each in waiting],
        days=Rules.current().private_days,
    )


@csrf_exempt  # As well; and RFC 8058 has it pressed by a program.
@require_http_methods(READ_AND_PRESS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The way out. A program that presses it means every mail of this kind; a reader chooses."""
    number = number_in(Purpose.STOP, token)
    if number is None:
        return ended(request)
    if request.method == "POST":
        # Who is not there any more gets no mail as it is: the answer is the same.
        if subscription := _of(Purpose.STOP, token):
            subscriptions.end(subscription, all_of_them=request.POST.get("which") != "this")
        return page(request, "comments/answers_stopped.html")
    return page(request, "comments/answers_stop.html")


def _of(purpose: Purpose, token: str) -> Subscription | None:
    number = number_in(purpose, token)
    return Subscription.objects.select_related("comment").filter(pk=number).first() if number is not None else None
