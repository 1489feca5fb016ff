from django.contrib import admin

from articles.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["name", "credit_line", "expires_at"]
    search_fields = ["name"]
