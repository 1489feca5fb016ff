"""The whole working copy as data: what a revision keeps."""

from typing import Any

from articles.models import Article

FIELDS = (
    "language",
    "kicker",
    "headline",
    "standfirst",
    "dateline",
    "body",
    "slug",
    "picture_caption",
    "picture_credit",
    "picture_alt",
)


def snapshot(article: Article) -> dict[str, Any]:
    """Text, section, source, picture, tags and bylines, in plain JSON; the names beside the ids."""
    return {
        **{name: getattr(article, name) for name in FIELDS},
        "section": article.section and {"id": article.section.pk, "name": article.section.name},
        "source": article.source and {"id": article.source.pk, "name": article.source.name},
        "picture": article.picture_id,
        "translation_of": article.translation_of_id,
        "embargo_until": article.embargo_until and article.embargo_until.isoformat(),
        "tags": [{"id": tag.pk, "name": tag.name} for tag in article.tags.order_by("name")],
        "bylines": [
            {"person": line.person_id, "name": line.person.name, "role": line.role}
            for line in article.bylines.select_related("person")
        ],
    }
