from django.urls import URLPattern

# In every language.
urlpatterns: list[URLPattern] = []
# Outside the languages.
machine_patterns: list[URLPattern] = []
