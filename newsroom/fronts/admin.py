"""Fronts at the desk: the list of them, and the screen on which one is filled, looked at and launched."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from articles import languages
from articles.admin.facts import LABELS
from articles.admin.instants import InstantField, zone_lazy
from articles.admin.links import PRIVATE
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.admin.preview import FRAMED, FRAMING
from articles.admin.verbs import DEEDS
from articles.models import Section
from articles.workflow import Refused, Stale, now
from newsroom.fronts import desk, preview, words, workflow
from newsroom.fronts.alarm import alarms
from newsroom.fronts.models import LONGEST_LIMIT, Front

DEEDS.update(words.DEEDS)
LABELS.update(words.LABELS)
HISTORY = 12


class Instant(forms.Form):
    """When a front is to be launched."""

    at = InstantField(label=gettext_lazy("When"), help_text=zone_lazy)


@admin.register(Front)
class FrontAdmin(DeskPages):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="fronts_front_changelist"),
            path("curate/", view(self.curate_view), name="fronts_front_curate"),
            path("<int:pk>/", view(self.screen_view), name="fronts_front_change"),
            path("<int:pk>/draft/", view(self.draft_view), name="fronts_front_draft"),
            path("<int:pk>/stories/", view(self.stories_view), name="fronts_front_stories"),
            path("<int:pk>/tags/", view(self.tags_view), name="fronts_front_tags"),
            path("<int:pk>/preview/", view(self.preview_view), name="fronts_front_preview"),
        ]

    # All fronts.

    @method_decorator(require_safe)
    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Every page that can be curated, a table a language: by rule, or since when by whose hand."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        instant = now()
        fronts = {
            (front.language, front.section_id): front
            for front in Front.objects.prefetch_related("editions__launched_by")
        }
        alarmed = {alarm.front.pk: alarm for alarm in alarms(fronts.values())}
        pages = [None, *Section.objects.all()]
        tables = [
            {
                "language": code,
                "name": languages.own_name(code),
                "lines": [
                    _line(fronts.get((code, page.pk if page else None)), page, code, instant, alarmed) for page in pages
                ],
            }
            for code in languages.codes()
        ]
        return self.page(
            request, "fronts/fronts.html", _("Fronts"), tables=tables, may_curate=_may(request, "add_front")
        )

    @method_decorator(require_POST)
    def curate_view(self, request: HttpRequest) -> HttpResponse:
        language, section = request.POST.get("language", ""), request.POST.get("section", "")
        if language not in languages.codes():
            raise Http404
        chosen = get_object_or_404(Section, pk=whole_number(section) or 0) if section else None
        try:
            front = workflow.curate(language, chosen, by=request.user)
        except Refused as refused:
            raise PermissionDenied from refused
        return HttpResponseRedirect(reverse("admin:fronts_front_change", args=[front.pk]))

    # One front.

    @method_decorator(csp_override(FRAMING))
    def screen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The screen; a press of one of its buttons comes by POST."""
        front = self._front_or_404(request, pk)
        if request.method == "POST":
            _press(request, front)
            return HttpResponseRedirect(reverse("admin:fronts_front_change", args=[pk]))
        instant = now()
        editions = front.editions.settled().select_related("launched_by", "together_with")
        return self.page(
            request,
            "fronts/front_screen.html",
            str(front),
            front=front,
            live=editions.live(instant).first(),
            coming=list(editions.pending(instant).order_by("live_from")),
            history=list(editions.seen(instant)[:HISTORY]),
            stories_to_come=list(desk.coming_stories(front.language)),
            alarm=next(iter(alarms([front])), None),
            form=Instant(label_suffix=""),
            may_change=_may(request, "change_front"),
            may_launch=_may(request, "launch_front"),
            longest_limit=LONGEST_LIMIT,
            told={
                "state": desk.state(front, request.user),
                "words": words.of_screen(),
                "looks": words.looks(),
                "rules": words.rules(),
                "sections": desk.sections(front.language),
                "mayChange": _may(request, "change_front"),
            },
        )

    @method_decorator(require_POST)
    def draft_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """JSON: saves `layout` as the draft of `version`, and gives the state that the screen then shows; 400 with an
        `error` in words, 409 where somebody else was first."""
        front = self._front_or_404(request, pk)
        if not _may(request, "change_front"):
            raise PermissionDenied
        try:
            sent = json.loads(request.body)
            version, layout = sent["version"], sent["layout"]
            if not isinstance(version, int) or not 0 <= version < 2**31:
                raise ValueError
        except (ValueError, KeyError, TypeError, RecursionError):
            return JsonResponse({"error": _("This is no draft of a front.")}, status=400, headers=PRIVATE)
        try:
            workflow.save_draft(front, by=request.user, version=version, layout=layout)
        except Refused as refused:
            status = 409 if isinstance(refused, Stale) else 400
            return JsonResponse({"error": str(refused)}, status=status, headers=PRIVATE)
        return JsonResponse(desk.state(front, request.user), headers=PRIVATE)

    @method_decorator(require_safe)
    def stories_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """JSON: stories in the front's language with the words of `q`, as `desk.found` orders them."""
        front = self._front_or_404(request, pk)
        return JsonResponse({"stories": desk.found(front, request.GET.get("q", ""), request.user)}, headers=PRIVATE)

    @method_decorator(require_safe)
    def tags_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        self._front_or_404(request, pk)
        typed = request.GET.get("q", "").strip()
        return JsonResponse({"tags": desk.tags_with(typed) if typed else []}, headers=PRIVATE)

    @method_decorator([require_safe, xframe_options_sameorigin, csp_override(FRAMED)])
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The real page: `of` the draft, or what readers see; `at` an instant as the desk's clocks show it, or now."""
        front = self._front_or_404(request, pk)
        of = preview.READERS if request.GET.get("of") == preview.READERS else preview.DRAFT
        try:
            at = InstantField(required=False).to_python(request.GET.get("at", ""))
        except ValidationError:
            at = None
        return preview.page(request, front, of=of, at=at)

    def _front_or_404(self, request: HttpRequest, pk: int) -> Front:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Front.objects.select_related("section"), pk=pk)


def _may(request: HttpRequest, permission: str) -> bool:
    return request.user.has_perm(f"fronts.{permission}")


def _line(front: Front | None, section: Section | None, language: str, instant: Any, alarmed: Mapping[int, Any]) -> Any:
    """A page in the list of fronts."""
    editions = sorted(front.editions.all(), key=lambda e: e.live_from) if front else []
    settled = [e for e in editions if e.live_until is None or e.live_until > e.live_from]
    return {
        "front": front,
        "section": section,
        "name": section.name_in(language) if section else _("Home page"),
        "live": next(
            (e for e in settled if e.live_from <= instant and (not e.live_until or e.live_until > instant)), None
        ),
        "coming": [e for e in settled if e.live_from > instant],
        "alarm": alarmed.get(front.pk) if front else None,
    }


# What a button of the screen does, with what it sends.
PRESSED: dict[str, Callable[[Front, Mapping[str, Any]], tuple[Callable[..., Any], dict[str, Any]]]] = {
    "launch": lambda front, sent: (workflow.launch, {}),
    "schedule": lambda front, sent: (workflow.schedule, {"at": _instant(sent)}),
    "schedule_with": lambda front, sent: (workflow.schedule_with, {"story": whole_number(sent.get("story")) or 0}),
    "unschedule": lambda front, sent: (workflow.unschedule, {"edition": whole_number(sent.get("edition")) or 0}),
    "undo": lambda front, sent: (workflow.undo, {}),
    "discard": lambda front, sent: (workflow.discard, {}),
    "take_up": lambda front, sent: (workflow.take_up, {"edition": whole_number(sent.get("edition")) or 0}),
    "limit": lambda front, sent: (workflow.limit, {"minutes": _minutes(sent.get("minutes", ""))}),
}


def _press(request: HttpRequest, front: Front) -> None:
    name = request.POST.get("act", "")
    if name not in PRESSED:
        raise Http404
    version = whole_number(request.POST.get("version"))
    try:
        act, answers = PRESSED[name](front, request.POST)
        act(front, by=request.user, version=-1 if version is None else version, **answers)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words.DONE[name])


def _instant(sent: Mapping[str, Any]) -> Any:
    form = Instant(sent)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data["at"]


def _minutes(typed: str) -> int | None:
    if not typed.strip():
        return None
    return whole_number(typed.strip()) or 0
