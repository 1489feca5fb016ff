"""The desk: Django's admin, a module a subject."""

from articles.admin import addresses, people, pictures, recipients, records, sections, series, sources, story, tags

__all__ = ["addresses", "people", "pictures", "recipients", "records", "sections", "series", "sources", "story", "tags"]
