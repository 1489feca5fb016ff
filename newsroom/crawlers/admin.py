from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import Action
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.recorded import Recorded
from articles.admin.second_look import SecondLook
from newsroom.crawlers.models import Crawler


@admin.register(Crawler)
class CrawlerAdmin(SecondLook, Recorded):
    """What robots.txt says. A purpose is let in or kept out as a whole by an action, whatever is chosen in the list."""

    list_display = ["token", "is_let_in", "purpose", "operator", "closed_paths", "crawl_delay"]
    list_filter = ["purpose", "is_let_in"]
    search_fields = ["token", "operator"]
    actions = ["let_in", "keep_out"]
    list_per_page = 200
    told = ("token", "operator", "purpose", "is_let_in", "closed_paths", "crawl_delay")

    @admin.action(description=_("Let the chosen ones in"), permissions=["change"])
    def let_in(self, request: HttpRequest, queryset: QuerySet[Crawler]) -> None:
        self._switch(request, queryset, is_let_in=True)

    @admin.action(description=_("Keep the chosen ones out"), permissions=["change"])
    def keep_out(self, request: HttpRequest, queryset: QuerySet[Crawler]) -> None:
        self._switch(request, queryset, is_let_in=False)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Action | None]:
        """Beside those for the chosen ones, a switch for each purpose."""
        actions = super().get_actions(request, action_location)
        if actions and self.has_change_permission(request):
            actions |= SWITCHES
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """A switch for a purpose needs nothing to be chosen, though Django wants something to be."""
        if request.POST.get("action") in SWITCHES and not request.POST.getlist(ACTION_CHECKBOX_NAME):
            form = request.POST.copy()
            form.setlist(ACTION_CHECKBOX_NAME, ["0"])
            request.POST = form  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def switch_purpose(self, request: HttpRequest, chosen: QuerySet[Crawler], *, purpose: str, is_let_in: bool) -> None:
        self._switch(request, Crawler.objects.filter(purpose=purpose), is_let_in=is_let_in)

    def _switch(self, request: HttpRequest, crawlers: QuerySet[Crawler], *, is_let_in: bool) -> None:
        changed = list(crawlers.select_for_update(of=["self"]).exclude(is_let_in=is_let_in))
        Crawler.objects.filter(pk__in=[each.pk for each in changed]).update(is_let_in=is_let_in)
        for each in changed:
            self._record(
                request, "change", each, changed=["is_let_in"], is_let_in={"from": not is_let_in, "to": is_let_in}
            )
        count = len(changed)
        said = (
            ngettext("%(count)d crawler is let in now.", "%(count)d crawlers are let in now.", count)
            if is_let_in
            else ngettext("%(count)d crawler is kept out now.", "%(count)d crawlers are kept out now.", count)
        )
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


SWITCHES: dict[str, Action] = {}
for purpose in Crawler.Purpose:
    for name, words in (("let_in", _("{purpose}: let all in")), ("keep_out", _("{purpose}: keep all out"))):
        switch = partial(CrawlerAdmin.switch_purpose, purpose=purpose.value, is_let_in=name == "let_in")
        said: Any = format_lazy(words, purpose=purpose.label)
        named = f"{name}_{purpose.value}"
        SWITCHES[named] = Action(switch, named, said, said, [ActionLocation.CHANGE_LIST])
