"""Writing in the story screen: what is saved while one writes, who else is there, and the merging of two texts."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import workflow
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.admin.panel import checks_of
from articles.dates import said
from articles.models import Article, Sitting
from articles.writing import sittings
from articles.writing.copies import Copy, copy_of
from articles.writing.sittings import Outcome


class Writing(DeskPages):
    # Of Django's admin, which has no types for it.
    _create_formsets: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("autosave/", view(self.autosave_new_view), name="articles_article_autosave_new"),
            path("<int:pk>/autosave/", view(self.autosave_view), name="articles_article_autosave"),
            path("<int:pk>/here/", view(self.here_view), name="articles_article_here"),
            *super().get_urls(),
        ]

    def write(self, request: HttpRequest, form: Any, bylines: Any) -> None:
        """Save the form of a story that is there, merged with what others wrote since it was opened."""
        article = Article.objects.get(pk=form.instance.pk)
        outcome, news = self._save(request, article, form, bylines, keep=True)
        request.outcome = outcome  # type: ignore[attr-defined]
        form.instance.__dict__.update(article.__dict__)
        if news:
            self.message_user(request, news, messages.WARNING)

    def _save(
        self, request: HttpRequest, article: Article, form: Any, bylines: Any, *, keep: bool
    ) -> tuple[Outcome, str]:
        """Save what was sent; with what its writer has to know of what came of it."""
        scheduled = article.pending_edition
        sent = request.POST
        version = whole_number(sent.get("version"))
        sitting = sittings.sit_down(article, request.user, key_sent(request), version)
        turn = whole_number(sent.get("turn")) or sitting.turn
        mine = _copy_sent(form, bylines, sittings.base_of(article, sitting, version) or copy_of(article))
        name = sent.get("version_name", "").replace("\0", "").strip()[:80]
        outcome = sittings.save(
            article, by=request.user, sitting=sitting, version=version, mine=mine, keep=keep, name=name, turn=turn
        )
        called_off = scheduled is not None and article.pending_edition is None
        news = _("The story may not go out as it was scheduled: the schedule was called off.") if called_off else ""
        return outcome, news

    @transaction.atomic
    def autosave_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """JSON: what became of the form that was sent. With `keep`, it is a version of its own from now on."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if _is_anothers(request):
            return _answer(409, state="signed-out")
        article = self.get_object(request, str(pk))
        if article is None:
            return _answer(404, state="gone")
        # Before the form is read: reading it writes what was sent into the object, its section too.
        may_write = self.has_change_permission(request, article)
        form, bylines = self._forms(request, article)
        if not may_write:
            return self._hold(request, article, form, bylines)
        fresh = Article.objects.get(pk=article.pk)
        try:
            outcome, news = self._save(request, fresh, form, bylines, keep="keep" in request.POST)
        except workflow.Refused as refusal:
            transaction.set_rollback(True)
            return _answer(409, state="closed", why=str(refusal))
        _note_place(request, outcome.sitting)
        return self._said(request, fresh, outcome, form, bylines, news)

    @transaction.atomic
    def autosave_new_view(self, request: HttpRequest) -> HttpResponse:
        """JSON: the story that was begun with what was sent. Sent twice by the same tab, it is one story."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        if _is_anothers(request):
            return _answer(409, state="signed-out")
        key = key_sent(request)
        if key is None:
            return _answer(400, state="refused", why=_("The tab did not say which one it is."))
        begun = Sitting.objects.filter(key=key, account=request.user.pk).first()
        if begun is not None:
            return self.autosave_view(request, begun.article_id)
        form, bylines = self._forms(request, None)
        account: Any = request.user
        article = Article(created_by=account)
        if language := form.cleaned_data.get("language"):
            article.language = language
        article.save()
        workflow.save_revision(article, by=account)
        sitting = sittings.sit_down(article, account, key, article.version)
        # The story's first revision goes on to be this sitting's.
        article.revisions.update(sitting=sitting)
        mine = _copy_sent(form, bylines, copy_of(article))
        outcome = sittings.save(
            article, by=request.user, sitting=sitting, version=article.version, mine=mine, keep="keep" in request.POST
        )
        sittings.remember_also(sitting, whole_number(request.POST.get("version")), mine)
        _note_place(request, sitting)
        return self._said(request, article, outcome, form, bylines)

    def here_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """JSON: a tab says that it is here and where, or that it leaves; and hears who else is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if _is_anothers(request):
            return _answer(409, state="signed-out")
        try:
            with transaction.atomic():
                return self._here(request, pk)
        except IntegrityError:
            # Discarded at this moment.
            return _answer(404, state="gone")

    def _here(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            return _answer(404, state="gone")
        if not self.has_change_permission(request, article):
            return _answer(200, state="closed", version=article.version, others=_others(article, request))
        version = whole_number(request.POST.get("version"))
        sitting = sittings.sit_down(article, request.user, key_sent(request), version)
        _note_place(request, sitting)
        return _answer(200, state="here", version=article.version, others=_others(article, request))

    # What the views are made of.

    def _forms(self, request: HttpRequest, article: Article | None) -> tuple[Any, Any]:
        # Without files: those go with the form, or to the library.
        form = self.get_form(request, article, change=article is not None)(request.POST, instance=article)
        form.is_valid()
        (bylines,), _inlines = self._create_formsets(request, form.instance, change=article is not None)
        bylines.is_valid()
        return form, bylines

    def _hold(self, request: HttpRequest, article: Article, form: Any, bylines: Any) -> HttpResponse:
        """The story is not this person's to write in any more. What was typed is kept for them all the same."""
        fresh = Article.objects.get(pk=article.pk)
        version = whole_number(request.POST.get("version"))
        sitting = sittings.sit_down(fresh, request.user, key_sent(request), version)
        base = sittings.base_of(fresh, sitting, version)
        sittings.hold(sitting, _copy_sent(form, bylines, base or copy_of(fresh)), version, base)
        why = _("This story is no longer yours to write in. What you typed is kept.")
        return _answer(200, state="closed", why=why, merge=_merge_path(fresh, sitting))

    def _said(
        self, request: HttpRequest, article: Article, outcome: Outcome, form: Any, bylines: Any, news: str = ""
    ) -> HttpResponse:
        written = copy_of(article)
        problems = {name: " ".join(errors) for name, errors in form.errors.items()}
        if not bylines.is_valid():
            problems["bylines"] = " ".join([*bylines.non_form_errors(), _("A byline is not right: look at its line.")])
        return _answer(
            200,
            state=outcome.state,
            version=outcome.version,
            brought={name: _as_shown(written, name) for name in outcome.brought},
            problems=problems,
            others=_others(article, request),
            checks=render_to_string("desk/checks.html", checks_of(request.user, article)),
            stage=article.stage,
            why=clash_message(article) if outcome.state == "clash" else "",
            merge=_merge_path(article, outcome.sitting) if outcome.state == "clash" else "",
            change=reverse("admin:articles_article_change", args=[article.pk]),
            autosave=reverse("admin:articles_article_autosave", args=[article.pk]),
            here=reverse("admin:articles_article_here", args=[article.pk]),
        )


def sitting_shown(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """What desk/sitting.html shows, and the words of static/desk/js/writing.js. One query."""
    return {
        "waiting": sittings.waiting(article, request.user) if article else [],
        "words": {
            "typing": _("Not saved yet"),
            "saving": _("Saving …"),
            "savedNow": _("Saved"),
            "savedSeconds": _("Saved {n} s ago"),
            "savedMinutes": _("Saved {n} min ago"),
            "savedAt": _("Saved at {time}"),
            "offline": _("No connection. What you type is kept in this browser, and sent when the line is back."),
            "signedOut": _("You are signed out. What you type is kept in this browser."),
            "signIn": _("Sign in again in a new tab"),
            "signInAt": reverse("admin:login"),
            "refused": _("The server did not take this. What you type is kept in this browser."),
            "clash": _("What you type is kept."),
            "choose": _("Bring it together"),
            "closed": _("What you type here does not go into the story."),
            "brought": _("{who} has changed the story: it is shown here."),
            "broughtBySomebody": _("The story was changed elsewhere: it is shown here."),
            "paragraph": _("paragraph {n}"),
            "recovered": _("A story that you had begun was still in this browser. It is saved now."),
            "open": _("Open it"),
        },
    }


def clash_message(article: Article) -> str:
    """Who changed what somebody else was changing."""
    last = article.records.select_related("actor").first()
    if last is None:
        return _("Somebody else changed the same place.")
    return _("%(who)s changed the same place at %(when)s.") % {"who": last.actor, "when": said(last.at)}


def _is_anothers(request: HttpRequest) -> bool:
    """Whether the page that sends this was opened by another account, which was signed in here before."""
    return request.POST.get("account", str(request.user.pk)) != str(request.user.pk)


def key_sent(request: HttpRequest) -> uuid.UUID | None:
    """The key of the tab's sitting; None where it says none, or what is none."""
    try:
        return uuid.UUID(request.POST.get("sitting", ""))
    except ValueError:
        return None


def base_sent(request: HttpRequest, article: Article) -> Copy | None:
    """What a form was opened with, by the version and the sitting that it names."""
    version = whole_number(request.POST.get("version"))
    key = key_sent(request)
    own = article.sittings.filter(account=request.user.pk)
    sitting = own.filter(key=key).first() if key else None
    return sittings.base_of(article, sitting, version) if sitting else sittings.ancestor(article, version)


def _copy_sent(form: Any, bylines: Any, otherwise: Copy) -> Copy:
    mine: Copy = form.copy(otherwise)
    return mine | {"bylines": bylines.lines()} if bylines.is_valid() else mine


def _note_place(request: HttpRequest, sitting: Sitting) -> None:
    place = "".join(filter(str.isprintable, request.POST.get("place", "")))
    sittings.see(sitting, place, _small(request.POST.get("block")), leaves="leaves" in request.POST)


def _small(value: str | None) -> int | None:
    number = whole_number(value)
    return number if number is not None and number < 100_000 else None


def _others(article: Article, request: HttpRequest) -> list[dict[str, Any]]:
    found = sittings.others(article, key_sent(request))
    return [
        {
            "who": _("You, in another tab") if each.account_id == request.user.pk else str(each.account),
            "place": each.place,
            "block": each.block,
        }
        for each in found
    ]


def _as_shown(written: Copy, name: str) -> Any:
    """A value as the form's inputs take it."""
    value = written[name]
    match name:
        case "section" | "series" | "source":
            return value and {"id": value["id"], "label": value["name"]}
        case "picture" | "translation_of" | "assignee":
            kind: Any = Article._meta.get_field(name).related_model
            row = kind._default_manager.filter(pk=value or 0).first()
            return row and {"id": row.pk, "label": str(row)}
        case "tags":
            return ", ".join(tag["name"] for tag in value)
        case "due_at" | "embargo_until":
            at = parse_datetime(value or "")
            return (
                "" if at is None else timezone.localtime(at).strftime("%Y-%m-%dT%H:%M" + (":%S" if at.second else ""))
            )
    return value


def _merge_path(article: Article, sitting: Sitting) -> str:
    return reverse("admin:articles_article_merge", args=[article.pk, sitting.key])


def _answer(status: int, **said: Any) -> JsonResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "private, no-store"})
