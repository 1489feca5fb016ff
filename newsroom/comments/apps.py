from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "newsroom.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from newsroom.comments import acts, below_story  # noqa: F401, PLC0415  (receivers can be connected from here on)
