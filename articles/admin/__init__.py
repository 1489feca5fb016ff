"""The desk: Django's admin, a module a subject."""

from articles.admin import people, pictures, records, sections, sources, story, tags

__all__ = ["people", "pictures", "records", "sections", "sources", "story", "tags"]
