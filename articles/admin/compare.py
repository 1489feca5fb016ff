"""Two states of a story beside each other."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import body
from articles.admin.numbers import whole_number
from articles.admin.pages import DeskPages
from articles.admin.pictures import image
from articles.comparison import compare
from articles.models import Article, Picture, Revision
from articles.snapshot import snapshot

# Of how many revisions the page offers a choice; an older one is reached from the history.
A_CHOICE = 200


class Side(NamedTuple):
    """One of two states that are compared: the number of its revision, or none for the story as it stands."""

    number: int | None
    title: str
    saved: Mapping[str, Any]
    revision: Revision | None = None


class Comparison(DeskPages):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<int:pk>/compare/", view, name="articles_article_compare"), *super().get_urls()]

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two states of a story, `?from=3&to=7`; without them, what readers see and the story as it stands."""
        article = self.story_or_404(request, pk)
        old = _side(article, request.GET.get("from", ""), _what_readers_have(article))
        new = _side(article, request.GET.get("to", ""), None)
        numbers = list(article.revisions.order_by("-number").values_list("number", flat=True)[:A_CHOICE])
        return self.page(
            request,
            "desk/compare.html",
            _("Compare"),
            article=article,
            choices=[
                {"name": "from", "label": _("Before"), "side": old},
                {"name": "to", "label": _("After"), "side": new},
            ],
            comparison=compare(old.saved, new.saved, shown_among(old.saved, new.saved)),
            numbers=sorted({*numbers, *filter(None, [old.number, new.number])}, reverse=True),
        )


def shown_among(*saved: Mapping[str, Any]) -> Callable[[int], SafeString]:
    """Shows the pictures that these snapshots name. One query; what has left the library is said to be missing."""
    named = {pk for each in saved for pk in (each.get("picture"), *body.picture_ids(each.get("body", ""))) if pk}
    pictures = Picture.objects.in_bulk(named)

    def shown(pk: int) -> SafeString:
        if pk not in pictures:
            return format_html('<span class="quiet">{}</span>', _("A picture that is not in the library any more"))
        return image(pictures[pk], 320, "compared")

    return shown


def _what_readers_have(article: Article) -> Revision | None:
    """The revision that readers see, or saw last; of a story that has never been out, the first one."""
    edition = article.editions.seen().select_related("revision__saved_by").first()
    return edition.revision if edition else article.revisions.select_related("saved_by").last()


def _side(article: Article, asked: str, otherwise: Revision | None) -> Side:
    """The state that an address asks for. Raises Http404 for a revision that the story does not have."""
    if asked and asked != "now":
        number = whole_number(asked)
        otherwise = article.revisions.select_related("saved_by").filter(number=number).first() if number else None
        if otherwise is None:
            raise Http404
    if asked == "now" or otherwise is None:
        return Side(None, _("As it stands"), snapshot(article))
    return Side(otherwise.number, _("Revision %s") % otherwise.number, otherwise.snapshot, otherwise)
