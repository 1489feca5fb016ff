from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.fields import LineField, PlainTextField


class Source(models.Model):
    """The agency or paper that copy or a picture comes from."""

    name = LineField(_("name"), max_length=120, unique=True)
    credit_line = LineField(_("credit line"), max_length=200, help_text=_("As printed at the end of the story."))
    url = models.URLField(_("website"), blank=True)
    usage_terms = PlainTextField(_("usage terms"), blank=True)
    expires_at = models.DateTimeField(_("may be used until"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name
