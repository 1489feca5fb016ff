from collections.abc import Callable

import pytest
from django.test import Client


@pytest.fixture
def found(reader: Client) -> Callable[..., list[str]]:
    """The headlines of the stories that a search finds, in their order."""

    def search(words: str, prefix: str = "", **said: str) -> list[str]:
        answer = reader.get(f"{prefix}/search/", {"q": words, **said})
        assert answer.status_code == 200, answer.context["mistakes"]
        return [story.edition.headline for story in answer.context.get("stories", [])]

    return search
