from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontsConfig(AppConfig):
    name = "newsroom.fronts"
    label = "fronts"
    verbose_name = _("Fronts")

    def ready(self) -> None:
        # Receivers can be connected from here on.
        import newsroom.fronts.section_page  # noqa: PLC0415
        import newsroom.fronts.together  # noqa: F401, PLC0415
