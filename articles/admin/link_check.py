"""What the body's editor remarks on as one writes, and the answer whether links to our own pages lead anywhere."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import addresses
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.models import Edition

# The most that one question asks about, of paths and of stories each.
MOST = 30
LONGEST = 500
# For static/desk/js/body/proofing.js. The counts are by the plural forms of Unicode's CLDR: English has two of them,
# Arabic six.
PROOFING = {
    "standing": reverse_lazy("admin:articles_article_link_check"),
    "counts": {
        "zero": pgettext_lazy("plural form: zero", "{count} remarks"),
        "one": pgettext_lazy("plural form: one", "{count} remark"),
        "two": pgettext_lazy("plural form: two", "{count} remarks"),
        "few": pgettext_lazy("plural form: few", "{count} remarks"),
        "many": pgettext_lazy("plural form: many", "{count} remarks"),
        "other": pgettext_lazy("plural form: other", "{count} remarks"),
    },
    "dismiss": _("Let it stand"),
    "words": {
        "double": _("The same word twice"),
        "spaces": _("Two spaces"),
        "quote": _("A quotation that is not opened or not closed"),
        "alt": _("A picture without alternative text"),
        "link_gone": _("A link to a page that is gone"),
        "link_none": _("A link to a page that readers cannot see"),
        "credit": _("Neither a source nor a byline"),
    },
}


class LinkCheck(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.link_check_view)
        return [path("link-check/", view, name="articles_article_link_check"), *super().get_urls()]

    def link_check_view(self, request: HttpRequest) -> HttpResponse:
        """JSON for `?path=…&story=…`: of each whether it is live, moved, gone or none, as readers would find it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        paths = [each for each in request.GET.getlist("path")[:MOST] if each.startswith("/")]
        ids = {number for each in request.GET.getlist("story")[:MOST] if (number := whole_number(each)) is not None}
        live = set(Edition.objects.live().filter(article__in=ids).values_list("article", flat=True))
        return JsonResponse(
            {
                "paths": {each: _standing(each) for each in dict.fromkeys(paths)},
                "stories": {str(number): "live" if number in live else "none" for number in sorted(ids)},
            },
            headers={"Cache-Control": "private, no-store"},
        )


def _standing(asked: str) -> str:
    """No path of ours is as long as some that could be asked for."""
    return "none" if len(asked) > LONGEST else addresses.standing(asked)
