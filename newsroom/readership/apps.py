from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadershipConfig(AppConfig):
    name = "newsroom.readership"
    label = "readership"
    verbose_name = _("Readership")

    def ready(self) -> None:
        from newsroom.readership import beacon, below_front  # noqa: F401, PLC0415  (receivers can be connected now)
