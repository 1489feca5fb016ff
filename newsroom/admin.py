"""The desk as a whole: Django's admin site, with what the first screen shows. It sees every room; nobody imports it."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.context import site_name
from articles.models import Article, Edition, Picture, Stage
from articles.planning import by_due_time
from articles.rights import readable, unreadable
from newsroom.comments.models import Comment
from newsroom.fronts.alarm import alarms
from newsroom.fronts.models import Front
from newsroom.notices.models import Notice
from newsroom.operations.lateness import late_jobs
from newsroom.staff.forms import LoginForm

A_COLUMN = 8
# The header tells no more unread notices than these.
MOST_COUNTED = 99
DAILY: list[type[Model]] = [Article, Front, Picture, Comment]


class Desk(AdminSite):
    site_title = _("Newsroom")
    index_title = _("The desk")
    login_form = LoginForm
    # The sections of the desk are in the header of every page (see templates/admin/base_site.html).
    enable_nav_sidebar = False

    @property
    def site_header(self) -> str:  # type: ignore[override]
        return site_name(get_language() or settings.LANGUAGE_CODE)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The header's links: what a desk opens all day in this order, and everything else under “More”."""
        context = super().each_context(request)
        lists = [model for app in context["available_apps"] for model in app["models"] if model["admin_url"]]
        return {
            **context,
            "desk_daily": sorted(
                (each for each in lists if each["model"] in DAILY), key=lambda each: DAILY.index(each["model"])
            ),
            "desk_more": [each for each in lists if each["model"] not in DAILY],
            # One query, when a page asks.
            "unread_notices": SimpleLazyObject(lambda: unread_notices(request.user)),
        }

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits: what is due, own drafts, stories in review and ready, what goes live next, held comments."""
        context: dict[str, Any] = {"jobs": late_jobs()}
        if request.user.has_perm("articles.view_article"):
            stories = readable(request.user, Article.objects.select_related("section", "created_by").defer("body"))
            editions = Edition.objects.exclude(article__withdrawn__in=unreadable(request.user)).for_lists()
            context |= {
                "own_drafts": stories.filter(stage=Stage.DRAFT, created_by=request.user.pk)[:A_COLUMN],
                "due": by_due_time(stories.filter(is_open=True))[:A_COLUMN],
                "in_review": stories.filter(stage=Stage.IN_REVIEW)[:A_COLUMN],
                "ready": stories.filter(stage=Stage.READY, editions=None)[:A_COLUMN],
                "coming": editions.pending().order_by("live_from")[:A_COLUMN],
                "just_out": editions.live().order_by("-live_from")[:A_COLUMN],
            }
        if request.user.has_perm("fronts.view_front"):
            context["front_alarms"] = alarms()
        if request.user.has_perm("comments.moderate_comment"):
            context["held_comments"] = Comment.objects.held().count()
        return super().index(request, {**context, **(extra_context or {})})


def unread_notices(account: Any) -> str:
    """As the header shows their number; empty for none."""
    count = Notice.objects.of(account).unread().count_up_to(MOST_COUNTED + 1)
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
