from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import rights
from articles.admin.guarded import ToBeRead
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.dates import said
from articles.models import Article
from newsroom.notices import jobs, words
from newsroom.notices.models import ByMail, Delivery, Notice

A_PAGE = 50


@admin.register(Notice)
class NoticeAdmin(DeskPages):
    """One's own notices. They have their place in the header, so the lists of the desk leave them out."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Every account of the desk has its page, and opens its notices; nothing else is done with them."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="notices_notice_changelist"),
            path("<int:pk>/", view(self.open_view), name="notices_notice_open"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        notices = Notice.objects.of(request.user).select_related("record__article").newest_first()
        return notices.defer("record__article__body")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Newest first; `?before=` goes on from a notice. A press of one of its buttons comes by POST."""
        if request.method == "POST":
            self._press(request)
            return HttpResponseRedirect(reverse("admin:notices_notice_changelist"))
        before = whole_number(request.GET.get("before"))
        notices = self.get_queryset(request).filter(**({"pk__lt": before} if before else {}))
        found = list(notices[: A_PAGE + 1])
        return self.page(
            request,
            "notices/notices.html",
            _("Notices"),
            lines=[_line(notice, request.user) for notice in found[:A_PAGE]],
            older=found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
            mail_is_set=settings.MAIL_IS_SET,
            by_mail=ByMail.objects.filter(account=request.user.pk).exists(),
            **(extra_context or {}),
        )

    def _press(self, request: HttpRequest) -> None:
        if "_read" in request.POST:
            count = Notice.objects.of(request.user).read()
            told = ngettext("%(count)d notice is marked as read.", "%(count)d notices are marked as read.", count)
            self.message_user(request, told % {"count": count}, messages.SUCCESS)
        elif "_by_mail" in request.POST:
            ByMail.objects.get_or_create(account_id=request.user.pk)
            self.message_user(request, _("You get your notices by mail too."), messages.SUCCESS)
        elif "_not_by_mail" in request.POST:
            ByMail.objects.filter(account=request.user.pk).delete()
            self.message_user(request, _("You get your notices here alone."), messages.SUCCESS)

    def open_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Opening a notice marks it as read and leads to its story, where its reader may still read that."""
        notice = get_object_or_404(self.get_queryset(request), pk=pk)
        Notice.objects.filter(pk=notice.pk).read()
        article = notice.record.article
        if article is not None and rights.may_read(request.user, article):
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        self.message_user(request, _("This story is not here for you to read any more."), messages.WARNING)
        return HttpResponseRedirect(reverse("admin:notices_notice_changelist"))


def _line(notice: Notice, account: Any) -> dict[str, Any]:
    """A notice as its page shows it. Its account is the one that asks: not fetched again, and its rights once."""
    notice.account = account
    story = notice.story
    return {
        "notice": notice,
        "story": story,
        "headline": words.headline(notice),
        "sentence": words.sentence(notice),
        "reason": words.reason(notice) if story else "",
    }


LISTED: Any = ["recipient", "story", "killed", "state"]
READ: Any = [*LISTED, "sent_to"]


@admin.register(Delivery)
class DeliveryAdmin(ToBeRead):
    """Whether everybody was told who took a story that was killed: to be read, and tried again."""

    list_display = LISTED
    list_filter = [("sent_at", admin.EmptyFieldListFilter)]
    list_select_related = ["recipient", "record__article"]
    list_per_page = 50
    ordering = ["-id"]
    actions = ["send_now"]
    show_full_result_count = False
    fields = READ
    readonly_fields = READ

    def has_view_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return request.user.has_perm("articles.view_recipient")

    has_module_permission = has_view_permission

    def has_kill_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.kill_article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """Each with whether its story may be read by whoever looks, which is but few while it is withdrawn."""
        readable = rights.readable(request.user, Article.objects.filter(pk=OuterRef("record__article")))
        return super().get_queryset(request).annotate(story_is_readable=Exists(readable))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not settings.MAIL_IS_SET and self.has_view_permission(request):
            told = _("No mail server is set (MAIL_URL): nobody is told of a kill until one is. Tell them yourself.")
            self.message_user(request, told, messages.WARNING)
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("story"))
    def story(self, delivery: Delivery) -> SafeString:
        article = delivery.record.article
        if article is None or not getattr(delivery, "story_is_readable", False):
            return format_html('<span class="quiet">{}</span>', _("A withdrawn story"))
        return format_html('<bdi lang="{}">{}</bdi>', article.language, article.headline)

    @admin.display(description=_("killed"), ordering="record")
    def killed(self, delivery: Delivery) -> str:
        return said(delivery.record.at)

    @admin.display(description=_("told"), ordering="sent_at")
    def state(self, delivery: Delivery) -> SafeString:
        if delivery.sent_at is None:
            return format_html('<span class="pill pill-refused">{}</span>', _("Not sent"))
        return format_html('<span class="pill pill-live">{}</span> {}', _("Sent"), said(delivery.sent_at))

    @admin.action(description=_("Send what was not sent"), permissions=["kill"])
    def send_now(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Where mail was not set at the time of the kill, or a recipient's address was wrong and is mended now."""
        unsent = list(queryset.filter(sent_at=None).values_list("pk", flat=True))
        for pk in unsent:
            jobs.deliver.enqueue(pk)
        told = ngettext("%(count)d notice is being sent.", "%(count)d notices are being sent.", len(unsent))
        self.message_user(request, told % {"count": len(unsent)}, messages.SUCCESS)
