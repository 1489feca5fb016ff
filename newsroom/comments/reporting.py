"""Readers report a comment: a form that needs no script. A legal notice says who gives it, and its record stays.

However many report it, a comment that a moderator let through stays where it is until a moderator decides: else a few
who agree could silence whom they like. What most report only stands first among what the moderators look at.
"""

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import origin
from articles.fields import EmailLineFormField, LineFormField, TextFormField
from articles.models import Edition
from articles.views.story import find_live
from newsroom.comments import limits
from newsroom.comments.models import Comment, Report
from newsroom.comments.sealing import email_mark, network_mark

# What only a notice has to say.
OF_A_NOTICE = ("law", "words", "name", "email", "good_faith")


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=Report.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong with the comment.")},
    )
    words = TextFormField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    law = TextFormField(
        label=gettext_lazy("Which law it breaks"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    name = LineFormField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=245,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = EmailLineFormField(
        label=gettext_lazy("Your email address"),
        required=False,
        max_length=100,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"invalid": gettext_lazy("Write an email address such as name@example.com.")},
    )
    good_faith = forms.BooleanField(
        label=gettext_lazy("I believe in good faith that what I say here is accurate and complete."), required=False
    )
    # Readers do not see this one; programs fill in whatever they find.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    missing = {
        "law": gettext_lazy("Say which law the comment breaks."),
        "words": gettext_lazy("Say why the comment breaks the law."),
        "name": gettext_lazy("Write your name: a notice has to say who gives it."),
        "email": gettext_lazy("Write your email address: a notice has to say who gives it."),
        "good_faith": gettext_lazy("Confirm that you say this in good faith."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "report-%s", "label_suffix": "", **kwargs})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Report.Kind.LEGAL:
            for name in OF_A_NOTICE:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, self.missing[name])
        return data


@csrf_exempt  # No session, no cookie: see `origin`.
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, comment: int) -> HttpResponse:
    """The form, and what is sent with it: from one network, one report of a kind on a comment is kept."""
    reported, edition = _public_or_404(comment)
    if request.method != "POST":
        return _page(request, reported, edition, ReportForm())
    if not origin.is_own(request):
        return render(request, "403.html", status=403)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, reported, edition, form, status=422)
    address = request.META.get("REMOTE_ADDR", "")
    if wait := limits.seconds_to_wait(address):
        form.add_error(None, _("Much has come from your connection. Please send this again in a few minutes."))
        response = _page(request, reported, edition, form, status=429)
        response["Retry-After"] = str(wait)
        return response
    if not form.cleaned_data["subject"]:
        _keep(form.cleaned_data, reported, address)
    return HttpResponseRedirect(reverse("comment_report_received", args=[comment]))


@require_safe
def received(request: HttpRequest, comment: int) -> HttpResponse:
    reported, edition = _public_or_404(comment)
    return render(request, "comments/reported.html", {"comment": reported, "edition": edition})


def _public_or_404(pk: int) -> tuple[Comment, Edition]:
    """Only what readers see can be reported; anything else is as if it were not there."""
    comment = Comment.objects.public().filter(pk=pk).first() if pk < 2**63 else None
    edition = find_live(article=comment.article_id) if comment else None
    if comment is None or edition is None:
        raise Http404
    return comment, edition


def _page(
    request: HttpRequest, comment: Comment, edition: Edition, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = {"comment": comment, "edition": edition, "form": form, "legal": Report.Kind.LEGAL}
    return render(request, "comments/report.html", context, status=status)


def _keep(data: dict[str, Any], comment: Comment, address: str) -> None:
    told = Report(
        comment=comment,
        kind=data["kind"],
        words=data["words"],
        network_mark=network_mark(address),
        language=get_language() or "",
    )
    if told.kind == Report.Kind.LEGAL:
        told.law, told.name, told.email = data["law"], data["name"], data["email"]
        told.email_mark = email_mark(data["email"])
    try:
        with transaction.atomic():
            told.save()
    except IntegrityError:
        # Sent before: it is here, and the answer is the same.
        same = Report.objects.filter(comment=comment, kind=told.kind, network_mark=told.network_mark)
        if not same.exists():
            raise
