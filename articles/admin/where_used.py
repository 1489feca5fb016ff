"""Where a picture is used, as far as whoever asks may read it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import languages, rights
from articles.models import Article, Edition, Picture

MOST = 50


@dataclass(frozen=True)
class WhereUsed:
    """Stories with a picture; `hidden` is how many more there are that one may not read, or that are not listed."""

    stories: list[Article]
    hidden: int

    def __bool__(self) -> bool:
        return bool(self.stories or self.hidden)

    @property
    def sentence(self) -> str:
        """Why the picture cannot be deleted, by the stories' names."""
        names = [f"“{story}”" for story in self.stories[:5]]
        if more := len(self.stories) - len(names) + self.hidden:
            names.append(ngettext("%(count)d more story", "%(count)d more stories", more) % {"count": more})
        return _("This picture is kept, because it is used: in %(where)s.") % {"where": languages.list_of(names)}


def where_used(picture: Picture, holder: rights.Holder) -> WhereUsed:
    """The stories whose working copies name a picture or that have gone out with it, the last touched first; each
    knows whether its copy has it (`in_copy`) and whether readers see it in it now (`in_print`)."""
    live = Edition.objects.live().filter(article=OuterRef("pk"), picture_rows__picture=picture)
    any_edition = Edition.objects.settled().filter(picture_rows__picture=picture)
    stories = Article.objects.filter(pk__in=picture.article_rows.values("article")) | Article.objects.filter(
        pk__in=any_edition.values("article")
    )
    count = stories.count()
    readable = rights.readable(holder, stories).annotate(
        in_copy=Exists(picture.article_rows.filter(article=OuterRef("pk"))), in_print=Exists(live)
    )
    shown: list[Any] = list(readable.defer("body").order_by("-touched_at")[:MOST])
    return WhereUsed(shown, count - len(shown))
