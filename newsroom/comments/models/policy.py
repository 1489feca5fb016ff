from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Section


class Openness(models.TextChoices):
    """Who may comment, and what becomes of it."""

    OPEN = "open", _("Open: what passes the screening is shown at once")
    MODERATED = "moderated", _("A moderator reads every comment before it is shown")
    STAFF = "staff", _("Only the newsroom may comment")
    CLOSED = "closed", _("Closed: what is there stays")


class Policy(models.Model):
    """Who may comment, for the whole site (neither section nor story), a section, or a story: the nearest decides."""

    section = models.OneToOneField(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("story")
    )
    # Empty: what the next wider one says.
    openness = models.CharField(_("comments"), max_length=10, choices=Openness, blank=True)
    closes_after = models.PositiveIntegerField(
        _("closes after"),
        null=True,
        blank=True,
        help_text=_("Days after a story was first published; 0 for never. Empty: as the section or the site has it."),
    )

    class Meta:
        verbose_name = _("who may comment")
        verbose_name_plural = _("who may comment")
        constraints = [
            models.CheckConstraint(condition=Q(section=None) | Q(article=None), name="policy_of_section_or_story"),
            # One for the whole site.
            models.UniqueConstraint(
                models.Value(1), condition=Q(section=None, article=None), name="policy_of_the_site_is_one"
            ),
        ]

    def __str__(self) -> str:
        """Without a headline: the desk's own may not be known yet to whoever reads this."""
        if self.article_id:
            return gettext("Story %(number)s") % {"number": self.article_id}
        return str(self.section or _("The whole site"))
