"""Tags and people as they are called and found now, and pictures as long as the rights to them last, whatever was
when an edition was printed."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from articles import pictures_used
from articles.models import Edition, EditionPerson, EditionTag, may_be_used
from articles.models.edition import EditionQuerySet


def with_present_names(editions: EditionQuerySet) -> EditionQuerySet:
    """The same query, with what `bring_up_to_date` needs."""
    tags = EditionTag.objects.filter(edition=OuterRef("pk")).order_by("id")
    people = EditionPerson.objects.filter(edition=OuterRef("pk"))
    return editions.annotate(
        tags_now=ArraySubquery(tags.values(card=JSONObject(tag="tag", name="tag__name", slug="tag__slug"))),
        people_now=ArraySubquery(people.values(card=JSONObject(person="person", slug="person__slug"))),
    )


def bring_up_to_date[E: Edition](edition: E) -> E:
    """Tags under their present names, where those that were merged are one; people as printed, at their address."""
    slugs = {row["person"]: row["slug"] for row in edition.people_now}  # type: ignore[attr-defined]
    edition.bylines = [line | {"slug": slugs.get(line["person"], line["slug"])} for line in edition.bylines]
    edition.tags = list({row["tag"]: row for row in edition.tags_now}.values())  # type: ignore[attr-defined]
    _leave_out_barred_pictures(edition)
    return edition


def _leave_out_barred_pictures(edition: Edition) -> None:
    """Out of the body, and off the cards of other stories. The usual page is not looked at twice."""
    for card in edition.__dict__.get("more", []):
        card["picture"] = card["lead"] if card["lead"] and may_be_used(card["lead"]) else None
    until = edition.pictures_until
    if until is not None and until <= timezone.now() and "body_html" in edition.__dict__:
        edition.body_html = pictures_used.without_barred(edition.body_html)
