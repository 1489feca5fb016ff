"""A reader sees what is kept of an address, takes it along, and has it erased: by a link that is mailed there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from articles import origin
from articles.fields import EmailLineFormField
from newsroom.comments import allowance, erasure, export, jobs, kept, retention, sending
from newsroom.comments.links import Purpose, known, number_in
from newsroom.comments.models import AccessRequest, Comment, Rules
from newsroom.comments.private_pages import ended, numbers_in, page, private
from newsroom.comments.sealing import email_mark, network_mark


class AddressForm(forms.Form):
    email = EmailLineFormField(
        label=gettext_lazy("Email"),
        max_length=100,
        error_messages={
            "required": gettext_lazy("Write the email address that you commented with."),
            "invalid": gettext_lazy("Write an email address such as name@example.com."),
        },
    )


@csrf_exempt  # No session, no cookie: see `origin`.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer is the same for every address, and so is what is done for it before it is given:
    whether anything is kept of it, the worker finds out."""
    days = Rules.current().private_days
    around = {"days": days, "older": days * retention.TIMES_AS_LONG, "can_be_written_to": sending.is_possible()}
    if request.method != "POST":
        return render(request, "comments/mine.html", {"form": AddressForm(auto_id="mine-%s"), **around})
    if not origin.is_own(request):
        return render(request, "403.html", status=403)
    form = AddressForm(request.POST, auto_id="mine-%s")
    status = 422
    if form.is_valid():
        if not sending.is_possible():
            form.add_error(None, _("This site cannot send mail. Please write to the newsroom."))
        elif allowance.may_ask(network_mark(request.META.get("REMOTE_ADDR", ""))):
            _note(form.cleaned_data["email"])
            return HttpResponseRedirect(reverse("comments_mine_asked"))
        else:
            status = 429
            form.add_error(None, _("This has been asked very often from your connection today. Please try tomorrow."))
    answer = render(request, "comments/mine.html", {"form": form, **around}, status=status)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _note(email: str) -> None:
    request = AccessRequest.objects.create(
        email=email, email_mark=email_mark(email), language=known(get_language() or "")
    )
    jobs.send_link_to_kept.enqueue(request.pk)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/mine_asked.html")


View = Callable[[HttpRequest, str, AccessRequest], HttpResponse]


def _for_its_reader(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page behind the mailed link, for as long as that holds."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        number = number_in(Purpose.KEPT, token)
        rows = AccessRequest.objects.filter(mailed_at__isnull=False)
        found = rows.filter(pk=number).first() if number is not None else None
        return view(request, token, found) if found else ended(request)

    return opened


@require_safe
@_for_its_reader
def what_is_kept(request: HttpRequest, token: str, asked_for: AccessRequest) -> HttpResponse:
    """All comments under the address, in every state, and what can be done with them."""
    return page(request, "comments/kept.html", token=token, **_kept(asked_for.email))


@require_safe
@_for_its_reader
def download(request: HttpRequest, token: str, asked_for: AccessRequest) -> HttpResponse:
    answer = JsonResponse(export.everything_of(asked_for.email), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="comments.json"'
    return private(answer)


@csrf_exempt  # Whoever has the link needs no other proof.
@require_http_methods(["GET", "HEAD", "POST"])
@_for_its_reader
def erase(request: HttpRequest, token: str, asked_for: AccessRequest) -> HttpResponse:
    """First what will be gone and what stays; pressed once more, it is done. Its address alone leads back."""
    everything = request.POST.get("everything") == "yes"
    numbers = numbers_in(request.POST.getlist("comment"))
    theirs = kept.comments_of(asked_for.email)
    chosen = [each for each in theirs if everything or each.pk in numbers]
    if not everything and not chosen:
        return HttpResponseRedirect(reverse("comments_kept", args=[token]))
    if request.POST.get("sure") != "yes":
        return page(request, "comments/erase.html", token=token, everything=everything, rows=_rows(chosen))
    if everything:
        erasure.erase_all_of(asked_for.email)
    else:
        erasure.erase(chosen)
    return page(request, "comments/erased.html", token=token, everything=everything)


def _kept(email: str) -> dict[str, Any]:
    comments = kept.comments_of(email)
    return {
        "rows": _rows(comments),
        "address_is_kept": any(comment.address for comment in comments),
        "subscriptions": [each for each in kept.subscriptions_of(email) if each.ended_at is None],
        "reports": kept.reports_of(email),
        "days": Rules.current().private_days,
    }


def _rows(comments: list[Comment]) -> list[tuple[Comment, str]]:
    titles = export.titles_of(comments)
    return [(comment, titles.get(comment.article_id, "")) for comment in comments]
