from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
def static_if_known(path: str) -> str:
    """`static` for the pages that say what went wrong: these come also where the static files were never collected."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"
