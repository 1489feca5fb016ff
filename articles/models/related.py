from django.db import models


class RelatedStory(models.Model):
    """A story that is worth reading after another one, as the worker has found out (see `articles.related`).

    Whether readers can see it is settled when the page is made.
    """

    # Of stories that went out, which are never deleted.
    story = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="related_rows", db_index=False)
    other = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="related_to")
    score = models.FloatField()

    pages_by = {"article": "story_id"}

    class Meta:
        constraints = [
            # Also the index by which a story's page finds the few that it has.
            models.UniqueConstraint(fields=["story", "other"], name="related_once"),
            models.CheckConstraint(condition=~models.Q(other=models.F("story")), name="related_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} beside {self.story_id}"
