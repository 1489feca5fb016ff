from django.db import models
from django.utils.translation import gettext_lazy as _


class Address(models.Model):
    """A path that a story has, had, or is going to have. It is never given to another story."""

    path = models.TextField(_("path"), unique=True)
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="addresses")

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return self.path
