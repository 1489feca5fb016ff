"""The newest corrections of a language's live stories."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles import listings
from articles.context import site_name
from articles.dates import shown
from articles.feeds.formats import Atom, Json, Rss
from articles.feeds.public import LENGTH, PublicFeed
from articles.models import Correction


class CorrectionsFeed(PublicFeed):
    def title(self) -> str:
        return f"{_('Corrections')} · {site_name(listings.spoken())}"

    def subtitle(self) -> str:
        return _("What we got wrong, and what readers of a story should know.")

    description = subtitle

    def link(self) -> str:
        return settings.SITE_URL + reverse("corrections")

    def items(self) -> Sequence[Correction]:
        return list(Correction.objects.in_language(listings.spoken()).newest_first()[:LENGTH])

    def item_title(self, item: Correction) -> str:
        return f"{item.get_kind_display()}: {item.story['headline']}"  # type: ignore[attr-defined]

    def item_description(self, item: Correction) -> str:
        return linebreaks(item.text, autoescape=True)

    def item_link(self, item: Correction) -> str:
        return f"{settings.SITE_URL}{iri_to_uri(item.story['path'])}#correction-{item.pk}"  # type: ignore[attr-defined]

    def item_guid(self, item: Correction) -> str:
        return f"urn:uuid:{uuid5(UUID(item.story['uuid']), f'correction {item.pk}')}"  # type: ignore[attr-defined]

    def item_pubdate(self, item: Correction) -> datetime.datetime:
        return shown(item.at)

    item_updateddate = item_pubdate

    def item_author_name(self, item: Correction) -> str:
        return site_name(listings.spoken())

    def item_extra_kwargs(self, item: Correction) -> dict[str, Any]:
        return {"plain": item.text}


class CorrectionsAtomFeed(CorrectionsFeed):
    feed_type = Atom


class CorrectionsRssFeed(CorrectionsFeed):
    feed_type = Rss


class CorrectionsJsonFeed(CorrectionsFeed):
    feed_type = Json
