"""The library as a list: what it is searched and filtered by, and what a card of it says."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import languages, renditions
from articles.admin.pills import Pill, as_html
from articles.admin.story_list import Choice
from articles.models import ArticlePicture, EditionPicture, Picture
from articles.models.picture import SOON, UNRECORDED

# As wide as a lead picture is shown to most readers; what is under half of that looks coarse there.
LARGE = 1440
SMALL = 960
LACKS: dict[str, Any] = {
    "caption": gettext_lazy("caption"),
    "credit": gettext_lazy("credit"),
    "alt_text": gettext_lazy("alternative text"),
    "licence": gettext_lazy("licence"),
}


class Rights(Choice):
    title = gettext_lazy("rights")
    parameter_name = "rights"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        ended = Q(expires_at__lte=Now()) | Q(uses__len=0) | ~Q(uses__contains=["site"])
        soon = Q(expires_at__gt=Now(), expires_at__lte=Now() + SOON)
        later = Q(expires_at=None) | Q(expires_at__gt=Now() + SOON)
        return {
            "fine": (_("In order"), later & ~ended & ~Q(licence__in=UNRECORDED)),
            "none": (_("Nothing recorded"), Q(licence__in=UNRECORDED)),
            "soon": (_("End within 30 days"), soon),
            "ended": (_("Ended, or not for the site"), ended),
        }


class Incomplete(Choice):
    title = gettext_lazy("what is missing")
    parameter_name = "lacks"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        each = {
            "credit": (_("Credit"), Q(credit="")),
            "alt": (_("Alternative text"), Q(alt_text="")),
            "caption": (_("Caption"), Q(caption="")),
            "licence": (_("Licence"), Q(licence__in=UNRECORDED)),
        }
        anything = Q()
        for _label, condition in each.values():
            anything |= condition
        return {"anything": (_("Anything"), anything), **each}


class Whose(Choice):
    title = gettext_lazy("added by")
    parameter_name = "added"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        return {"me": (_("Me"), Q(added_by=request.user.pk))}


class Used(Choice):
    title = gettext_lazy("use")
    parameter_name = "used"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        in_copies = Exists(ArticlePicture.objects.filter(picture=OuterRef("pk")))
        in_editions = Exists(EditionPicture.objects.filter(picture=OuterRef("pk")))
        used = Q(in_copies) | Q(in_editions)
        return {"yes": (_("Used in a story"), used), "no": (_("Never used"), ~used)}


class Size(Choice):
    title = gettext_lazy("size")
    parameter_name = "size"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[Any, Q]]:
        return {
            "large": (_("Large"), Q(width__gte=LARGE)),
            "small": (_("Small"), Q(width__lt=SMALL)),
            "wide": (_("Wide"), Q(width__gt=F("height"))),
            "upright": (_("Upright"), Q(width__lt=F("height"))),
        }


FILTERS: list[Any] = [Rights, Incomplete, Used, Whose, Size, "source"]


class Library(ChangeList):
    """A screenful of cards, read by one query, and counted by another."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.cards = [card(picture) for picture in self.result_list]


def card(picture: Picture) -> dict[str, Any]:
    """What the grid shows of a picture."""
    return {
        "picture": picture,
        "page": page_of(picture),
        "image": image(picture, 320, "thumbnail"),
        "pills": as_html(pills(picture)),
        "lacks": languages.list_of(str(LACKS[name]) for name in picture.lacks if name != "licence"),
        "is_small": picture.width < SMALL,
    }


def page_of(picture: Picture) -> str:
    return reverse("admin:articles_picture_change", args=[picture.pk])


def pills(picture: Picture) -> list[Pill]:
    """How its rights stand, in a few words; nothing where they are in order."""
    shown = []
    if picture.is_expired:
        shown.append(Pill("refused", _("Rights ended")))
    elif picture.is_barred:
        shown.append(Pill("refused", _("Not for the site")))
    elif picture.days_left is not None:
        shown.append(Pill("scheduled", ends_in(picture.days_left)))
    if not picture.is_recorded:
        shown.append(Pill("held", _("Rights not recorded")))
    return shown


def ends_in(days: int) -> str:
    if days < 1:
        return _("Rights end within a day")
    return ngettext("Rights end in %(days)d day", "Rights end in %(days)d days", days) % {"days": days}


def image(picture: Picture, width: int, css_class: str) -> SafeString:
    """A picture of the library about this wide, for the desk's own eyes."""
    width, height = size_of(picture, width)
    return format_html(
        '<img class="{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        css_class,
        renditions.address(picture.digest, width, "webp"),
        picture.alt_text,
        width,
        height,
    )


def size_of(picture: Picture, width: int) -> tuple[int, int]:
    width = next((each for each in renditions.widths_for(picture.width) if each >= width), picture.width)
    return width, round(picture.height * width / picture.width)


def as_found(picture: Picture) -> dict[str, Any]:
    """A picture for the desk's scripts."""
    width, height = size_of(picture, 320)
    return {
        "id": picture.pk,
        "thumbnail": renditions.address(picture.digest, width, "webp"),
        "preview": renditions.address(picture.digest, size_of(picture, 640)[0], "webp"),
        "width": width,
        "height": height,
        "size": f"{picture.width} × {picture.height}",
        "focal_x": picture.focal_x,
        "focal_y": picture.focal_y,
        "caption": picture.caption,
        "credit": picture.credit,
        "alt": picture.alt_text,
        "licence": picture.licence if picture.is_recorded else "",
        "filename": picture.filename,
        "lacks": [str(LACKS[name]) for name in picture.lacks],
        "standing": [{"tone": tone, "words": str(words)} for tone, words in pills(picture)],
        "page": page_of(picture),
    }


def addresses() -> dict[str, str]:
    """Where the desk's scripts find the library."""
    return {
        "library": reverse("admin:articles_picture_library"),
        "upload": reverse("admin:articles_picture_upload"),
        "add": reverse("admin:articles_picture_add"),
        # Of the picture with the number 0.
        "words": reverse("admin:articles_picture_words", args=[0]),
        "discard": reverse("admin:articles_picture_discard", args=[0]),
    }
