from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadershipConfig(AppConfig):
    name = "newsroom.readership"
    label = "readership"
    verbose_name = _("Readership")

    def ready(self) -> None:
        import newsroom.readership.beacon  # noqa: F401, PLC0415  (receivers can be connected from here on)
