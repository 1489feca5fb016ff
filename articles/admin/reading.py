"""A story to be read at the desk: as it stands, or as it was saved once."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles import body, languages, presence
from articles.models import Byline, Edition, Picture

ROLES = dict(Byline.Role.choices)


def reading(saved: Mapping[str, Any]) -> dict[str, Any]:
    """What `desk/reading.html` shows of a snapshot (see `articles.snapshot`). One query, for its pictures."""
    pictures = Picture.objects.in_bulk({*body.picture_ids(saved["body"]), *filter(None, [saved["picture"]])})
    return {
        "language": saved["language"],
        "direction": languages.direction(saved["language"]),
        **{name: saved[name] for name in ("kicker", "headline", "standfirst", "dateline")},
        "bylines": [line | {"role_label": ROLES.get(line["role"], line["role"])} for line in saved["bylines"]],
        "section": saved["section"] and saved["section"]["name"],
        "series": (saved.get("series") or {}).get("name"),
        "source": saved["source"] and saved["source"]["name"],
        "tags": [tag["name"] for tag in saved["tags"]],
        "lead": _lead(saved, pictures),
        "body": _settled(
            body.render(saved["body"], {each.pk: each.use() for each in pictures.values()}), saved["language"]
        ),
    }


def reading_of_edition(edition: Edition) -> dict[str, Any]:
    """The same of an edition, as it was made ready for readers."""
    return {
        "language": edition.language,
        "direction": edition.direction,
        **{name: getattr(edition, name) for name in ("kicker", "headline", "standfirst", "dateline")},
        "bylines": [line | {"role_label": ROLES.get(line["role"], line["role"])} for line in edition.bylines],
        "section": edition.section.name_in(edition.language),
        "series": edition.series and edition.series.name_in(edition.language),
        "source": edition.source_credit,
        "tags": [tag["name"] for tag in edition.tags],
        "lead": body.figure_html(edition.lead) if edition.lead else "",
        "body": _settled(edition.body_html, edition.language),
    }


def _settled(rendered: str, language: str) -> SafeString:
    """With the stories that readers can see now, as readers see them: no desk page tells more of another story."""
    # Safe: the first thing that render() does to a story's own HTML, now or at its release, is to clean it.
    return mark_safe(presence.settled(rendered, presence.stories_of(rendered), language))


def _lead(saved: Mapping[str, Any], pictures: Mapping[int, Picture]) -> SafeString | str:
    picture = pictures.get(saved["picture"])
    if picture is None:
        return ""
    use = picture.use(caption=saved["picture_caption"], credit=saved["picture_credit"], alt=saved["picture_alt"])
    return body.figure_html(use)
