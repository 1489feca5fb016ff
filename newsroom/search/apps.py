from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "newsroom.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        import newsroom.search.acts  # noqa: F401, PLC0415  (receivers can be connected from here on)
