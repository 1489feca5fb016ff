from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PerLanguageField
from articles.models.address import Addressed
from articles.models.naming import Named

# The first part of every other public path. A section of this name would hide it, or be hidden.
RESERVED = frozenset(
    [
        "admin",
        "api",
        "comments",
        "corrections",
        "feed",
        "feeds",
        "front",
        "health",
        "latest",
        "live",
        "media",
        "most-read",
        "people",
        "preview",
        "reads",
        "robots",
        "search",
        "series",
        "sitemap",
        "static",
        "tag",
        "tags",
        "text",
        "topics",
        "wires",
        "ar",
        "ckb",
        "en",
    ]
)


def not_reserved(slug: str) -> None:
    if slug in RESERVED or slug.isdigit():
        raise ValidationError(_("“%(slug)s” is the address of another page. Choose another."), params={"slug": slug})


# The colours that static/site/css/base.css has for the parts of the paper.
DYES = ("madder", "indigo", "saffron", "moss", "plum", "turquoise")


class Section(Addressed, Named):
    """A part of the paper: Politics, Business, Sport."""

    PAGES = "/{}/"

    slug = models.SlugField(_("slug"), max_length=60, unique=True, allow_unicode=True, validators=[not_reserved])
    description = LineField(_("description"), max_length=300, blank=True)
    descriptions = PerLanguageField(_("description in other languages"))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the navigation."))
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="desks",
        blank=True,
        verbose_name=_("desk"),
        help_text=_("The editors of this section. Where nobody is named, every editor is."),
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def description_in(self, language: str) -> str:
        return self.descriptions.get(language) or self.description

    @property
    def dye(self) -> str:
        """The colour of a section in every list and on its own page, by its place in the navigation."""
        return DYES[(self.position or self.pk) % len(DYES)]

    @cached_property
    def desk(self) -> frozenset[int]:
        """The ids of its editors; empty where it is every editor's."""
        return frozenset(editor.pk for editor in self.editors.all())

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])
