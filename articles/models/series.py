from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PerLanguageField
from articles.models.address import Addressed
from articles.models.naming import Named


class Series(Addressed, Named):
    """Stories that belong together, and are read one after the other: an investigation, a column."""

    PAGES = "/series/{}/"

    slug = models.SlugField(_("slug"), max_length=60, unique=True, allow_unicode=True)
    description = LineField(_("description"), max_length=300, blank=True)
    descriptions = PerLanguageField(_("description in other languages"))

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def description_in(self, language: str) -> str:
        return self.descriptions.get(language) or self.description

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.slug])
