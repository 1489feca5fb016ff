"""All that the story screen shows, however much hangs on the story, in two queries: its row, and what hangs on it.

Each kind of row comes as an array of JSON objects, and is made an instance again. A screen that asked for a dozen
kinds of rows one after the other would wait a dozen times for the database.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from articles.admin.pills import with_standing
from articles.models import (
    Article,
    Byline,
    Correction,
    Edition,
    EditionTag,
    PreviewLink,
    Recipient,
    Section,
    Tag,
    Taking,
)

# What an account or a recipient is called.
ACCOUNT = ("id", "username", "first_name", "last_name")
A_TRAIL = 8
# More than can be open at once (see `workflow.previews`).
A_TRAIL_OF_LINKS = 30
BODY = ("body_html",)


class Rows:
    """A queryset whose rows come along with another query, with the columns that are asked for."""

    def __init__(
        self,
        rows: QuerySet[Any],
        *,
        only: Sequence[str] = (),
        without: Sequence[str] = (),
        joined: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.rows, self.joined = rows, joined or {}
        every = [field.attname for field in rows.model._meta.concrete_fields]
        self.columns = list(only) or [name for name in every if name not in without]

    def as_object(self) -> JSONObject:
        joined = {
            name: JSONObject(**{column: f"{name}__{column}" for column in columns})
            for name, columns in self.joined.items()
        }
        return JSONObject(**{each: F(each) for each in self.columns}, **joined)

    def as_array(self) -> ArraySubquery:
        return ArraySubquery(self.rows.values(row=self.as_object()))

    def made(self, found: list[dict[str, Any]]) -> list[Any]:
        """Instances, as the queryset itself would give them; columns that were not asked for are deferred."""
        return [self._made(row) for row in found]

    def _made(self, row: dict[str, Any]) -> Model:
        made = _instance(self.rows.model, self.columns, row)
        for name, columns in self.joined.items():
            related = made._meta.get_field(name).related_model
            known = row[name]["id"] is not None
            setattr(made, name, _instance(related, columns, row[name]) if known else None)
        return made


def _instance(model: Any, columns: Sequence[str], row: Mapping[str, Any]) -> Any:
    fields = {name: model._meta.get_field(name) for name in columns}
    return model.from_db("default", columns, [fields[name].to_python(row[name]) for name in columns])


def at_once(base: QuerySet[Any], **asked: Rows | ArraySubquery) -> dict[str, list[Any]]:
    """By its name, what each of these queries finds: one query, with the one row of `base`."""
    arrays = {name: each.as_array() if isinstance(each, Rows) else each for name, each in asked.items()}
    found = base.order_by().values_list(*arrays.values())[0]
    return {
        name: each.made(rows or []) if isinstance(each, Rows) else rows or []
        for (name, each), rows in zip(asked.items(), found, strict=True)
    }


def links_of(article: Article) -> QuerySet[PreviewLink]:
    """For outsiders: those that still open before those that have ended."""
    return article.preview_links.order_by(F("revoked_at").desc(nulls_first=True), "-expires_at", "-id")


def fetch(article: Article) -> None:
    """What the screen needs of a story, laid where `Standing`, the form and the rights look for it."""
    editions = article.editions.all()
    found = at_once(
        Article.objects.filter(pk=article.pk),
        desk=ArraySubquery(Section.editors.through.objects.filter(section=article.section_id).values("user_id")),
        tags=Rows(Tag.objects.filter(article_tags__content_object=article.pk).order_by("article_tags__pk")),
        bylines=Rows(
            Byline.objects.filter(article=article.pk), joined={"person": ("id", "name", "names", "slug", "user_id")}
        ),
        live=Rows(editions.live()[:1], without=BODY, joined={"revision": ("id", "number", "saved_at", "snapshot")}),
        live_tags=ArraySubquery(EditionTag.objects.filter(edition__in=editions.live()).values("tag_id")),
        seen=Rows(editions.seen().order_by("-live_from")[:1], without=BODY),
        pending=Rows(editions.pending().order_by("live_from"), without=BODY),
        sign_offs=Rows(
            article.sign_offs.all(),
            joined={"asked_by": ACCOUNT, "decided_by": ACCOUNT, "revision": ("id", "number", "saved_at", "snapshot")},
        ),
        corrections=Rows(
            Correction.objects.filter(article=article.pk).standing().newest_first(), joined={"made_by": ACCOUNT}
        ),
        takings=Rows(
            Taking.objects.filter(article=article.pk),
            joined={"recipient": ("id", "name", "email"), "noted_by": ACCOUNT},
        ),
        recipients=Rows(Recipient.objects.exclude(takings__article=article.pk), only=("id", "name")),
        withdrawals=Rows(article.withdrawals.all()[: 1 if article.withdrawn else 0], joined={"by": ACCOUNT}),
        links=Rows(links_of(article)[:A_TRAIL_OF_LINKS], joined={"made_by": ACCOUNT}),
        revisions=Rows(article.revisions.all()[:A_TRAIL], without=("snapshot",), joined={"saved_by": ACCOUNT}),
        records=Rows(article.records.exclude(verb="save")[:A_TRAIL], joined={"actor": ACCOUNT}),
    )
    if article.section is not None:
        article.section.__dict__["desk"] = frozenset(found.pop("desk"))
    for name in ("tags", "bylines", "sign_offs"):
        _keep(article, name, found[name])
    article.found_at_once = found  # type: ignore[attr-defined]


def _keep(article: Article, name: str, rows: list[Any]) -> None:
    """As `prefetch_related` keeps what it has found."""
    known: Any = getattr(article, name).all()
    known._result_cache, known._prefetch_done = rows, True
    if not hasattr(article, "_prefetched_objects_cache"):
        article._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    article._prefetched_objects_cache[name] = known  # type: ignore[attr-defined]


class FetchedAtOnce:
    """For the story's admin: its screen is opened with few queries, whatever the length of the story's history."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        stories: QuerySet[Article] = super().get_queryset(request)  # type: ignore[misc]
        if not _is_screen(request):
            return stories
        promised = Exists(Edition.objects.filter(article=OuterRef("pk"))) | Exists(
            Taking.objects.filter(article=OuterRef("pk"))
        )
        joined = stories.select_related("section", "series", "source", "picture", "translation_of")
        return with_standing(joined).annotate(is_promised=promised)

    def get_object(self, request: HttpRequest, *args: Any) -> Article | None:
        article: Article | None = super().get_object(request, *args)  # type: ignore[misc]
        if article is not None and _is_screen(request):
            fetch(article)
        return article


def _is_screen(request: HttpRequest) -> bool:
    """Opened to be looked at; what is sent is judged by the rows as they are then."""
    match = request.resolver_match
    return request.method in ("GET", "HEAD") and match is not None and match.url_name == "articles_article_change"
