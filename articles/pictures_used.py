"""Where pictures are used: kept in step with working copies and editions, so that the end of a picture's rights reaches
every page by the clock, and any other change of them in the transaction that makes it.

A list shows a lead picture by the rights that its use carries; nothing more is read for it. A story's page looks again
at the pictures of its body, once `Edition.pictures_until` has passed.
"""

import datetime
import re
from collections.abc import Collection, Iterable

from django.db.models import Case, DateTimeField, F, Func, JSONField, Min, OuterRef, Subquery, Value, When

from articles import body
from articles.models import Article, ArticlePicture, Edition, EditionPicture, Picture, Use

# A picture that is not for the site has been none for ever.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_FIGURE = re.compile(r"<figure\b[^>]*>.*?</figure>", re.DOTALL)
_DIGEST = re.compile(r"/media/pictures/([0-9a-f]{20})/")


def named_by(article: Article) -> set[int]:
    """The ids that a working copy names: its lead picture's, and those in its body."""
    return {*body.picture_ids(article.body), *filter(None, [article.picture_id])}


def keep_rows(article: Article) -> None:
    """Make the rows of a working copy's pictures say what it names now; one query where nothing has changed."""
    rows = dict(article.picture_rows.values_list("picture", "pk"))
    named = named_by(article)
    if gone := [pk for picture, pk in rows.items() if picture not in named]:
        ArticlePicture.objects.filter(pk__in=gone).delete()
    if new := named - rows.keys():
        there = Picture.objects.filter(pk__in=new).values_list("pk", flat=True)
        ArticlePicture.objects.bulk_create(
            (ArticlePicture(article=article, picture_id=pk) for pk in there), ignore_conflicts=True
        )


def hold(ids: Collection[int]) -> dict[int, Picture]:
    """These pictures by their ids. Until the end of the transaction nobody changes their rights: an edition that is
    made now would not be among those that follow the change. Taken before any edition is, as `follow` does."""
    if not ids:
        return {}
    return {each.pk: each for each in Picture.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")}


def enter(edition: Edition, pictures: Iterable[Picture]) -> None:
    """Note which pictures a new edition shows."""
    EditionPicture.objects.bulk_create(EditionPicture(edition=edition, picture=each) for each in pictures)


def earliest_end(pictures: Iterable[Picture]) -> datetime.datetime | None:
    """The instant from which on not all of these may be shown, if there is one."""
    ends = [each.expires_at if Use.SITE in each.uses else NEVER for each in pictures]
    return min(filter(None, ends), default=None)


def follow(picture: Picture) -> None:
    """Tell every edition with a picture of its rights and its focal point as they are now. In the transaction of the
    change: no page shows afterwards what it may not."""
    editions = Edition.objects.filter(pk__in=picture.edition_rows.values("edition"))
    editions.filter(lead__id=picture.pk).update(
        lead=Func(
            F("lead"),
            Value(picture.standing(), JSONField()),
            template="(%(expressions)s)",
            arg_joiner=" - 'until' || ",
            output_field=JSONField(),
        )
    )
    ends = Case(
        When(picture__uses__contains=[Use.SITE.value], then=F("picture__expires_at")),
        default=Value(NEVER),
        output_field=DateTimeField(),
    )
    rows = EditionPicture.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    editions.update(pictures_until=Subquery(rows.annotate(end=Min(ends)).values("end")))


def without_barred(html: str) -> str:
    """A body made for readers, without the figures of pictures that they may not see any more. One query."""
    return without(html, barred_in([html], Use.SITE))


def barred_in(bodies: Iterable[str], purpose: str) -> set[str]:
    """The digests of those pictures in bodies that may not be used for a purpose. A query, where there are any."""
    digests = {digest for html in bodies for digest in _DIGEST.findall(html)}
    barred = Picture.objects.barred(purpose).filter(digest__in=digests) if digests else Picture.objects.none()
    return set(barred.values_list("digest", flat=True))


def without(html: str, barred: Collection[str]) -> str:
    """A body without the figures of these pictures."""

    def kept(figure: re.Match[str]) -> str:
        return "" if any(digest in barred for digest in _DIGEST.findall(figure[0])) else figure[0]

    return _FIGURE.sub(kept, html)
