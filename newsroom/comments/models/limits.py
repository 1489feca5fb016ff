from django.db import models


class PostCount(models.Model):
    """How often a network, by its mark, posted in a span of time. The table is unlogged: after a crash, counting begins
    anew."""

    address = models.CharField(max_length=64)
    span = models.BigIntegerField()
    posts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "span"], name="post_count_once_a_span")]

    def __str__(self) -> str:
        return f"{self.posts} in {self.span}"
