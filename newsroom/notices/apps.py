from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "newsroom.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        import newsroom.notices.acts  # noqa: F401, PLC0415  (receivers can be connected from here on)
