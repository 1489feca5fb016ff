"""What machines read of a page: schema.org as JSON-LD, Open Graph and cards, canonical address and hreflang."""

from articles.metadata.pages import of_front, of_list
from articles.metadata.story import of_story

__all__ = ["of_front", "of_list", "of_story"]
