from django.db import models
from django.utils.translation import gettext_lazy as _


class HourOfReads(models.Model):
    """How often a story was read in an hour. Nothing is kept of who read it."""

    # Of stories that went out, which are never deleted.
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=8)
    # Its first instant, in UTC.
    hour = models.DateTimeField()
    count = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("reads")
        verbose_name_plural = _("reads")
        constraints = [
            # One row however many processes count; the index by which a story's own hours are summed up, with no look
            # at the rows themselves.
            models.UniqueConstraint(fields=["article", "hour"], include=["count"], name="reads_once_an_hour"),
        ]
        indexes = [
            # The most read of an hour: as many rows are looked at on a day of a thousand readers as of a million.
            models.Index(fields=["language", "hour", "-count", "article"], name="reads_most_of_an_hour"),
            # What is old goes.
            models.Index(fields=["hour"], name="reads_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.count} of {self.article_id} at {self.hour:%Y-%m-%d %H}"
