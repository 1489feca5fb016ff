"""The crawlers that are known by name, and what each is for: what the table begins with, and stands for it while it is
empty. Whoever brings readers may come; whoever takes texts to train models on may not."""

from typing import Any, NamedTuple

# The group of all that no other names (RFC 9309).
EVERYONE_ELSE = "*"

SEARCH, TRAINING, ANSWERS, CARDS, OTHER = "search", "training", "answers", "cards", "other"
LET_IN = {SEARCH: True, TRAINING: False, ANSWERS: True, CARDS: True, OTHER: True}


class Known(NamedTuple):
    token: str
    operator: str
    purpose: str

    def fields(self) -> dict[str, Any]:
        return {**self._asdict(), "is_let_in": LET_IN[self.purpose]}


KNOWN = (
    Known(EVERYONE_ELSE, "", OTHER),
    # Search.
    Known("Googlebot", "Google", SEARCH),
    Known("Googlebot-News", "Google", SEARCH),
    Known("Googlebot-Image", "Google", SEARCH),
    Known("Storebot-Google", "Google", SEARCH),
    Known("bingbot", "Microsoft", SEARCH),
    Known("Applebot", "Apple", SEARCH),
    Known("DuckDuckBot", "DuckDuckGo", SEARCH),
    Known("YandexBot", "Yandex", SEARCH),
    Known("Baiduspider", "Baidu", SEARCH),
    Known("Qwantbot", "Qwant", SEARCH),
    Known("MojeekBot", "Mojeek", SEARCH),
    Known("PetalBot", "Huawei", SEARCH),
    Known("SeznamBot", "Seznam", SEARCH),
    # Texts and pictures for models.
    Known("GPTBot", "OpenAI", TRAINING),
    Known("ClaudeBot", "Anthropic", TRAINING),
    Known("Google-Extended", "Google", TRAINING),
    Known("Applebot-Extended", "Apple", TRAINING),
    Known("CCBot", "Common Crawl", TRAINING),
    Known("Bytespider", "ByteDance", TRAINING),
    Known("meta-externalagent", "Meta", TRAINING),
    Known("Amazonbot", "Amazon", TRAINING),
    Known("cohere-training-data-crawler", "Cohere", TRAINING),
    Known("Diffbot", "Diffbot", TRAINING),
    Known("Omgilibot", "Webz.io", TRAINING),
    Known("Webzio-Extended", "Webz.io", TRAINING),
    Known("Timpibot", "Timpi", TRAINING),
    Known("PanguBot", "Huawei", TRAINING),
    # Answers that name their sources, and pages that somebody asked an assistant to look at.
    Known("OAI-SearchBot", "OpenAI", ANSWERS),
    Known("ChatGPT-User", "OpenAI", ANSWERS),
    Known("Claude-SearchBot", "Anthropic", ANSWERS),
    Known("Claude-User", "Anthropic", ANSWERS),
    Known("PerplexityBot", "Perplexity", ANSWERS),
    Known("Perplexity-User", "Perplexity", ANSWERS),
    Known("DuckAssistBot", "DuckDuckGo", ANSWERS),
    Known("MistralAI-User", "Mistral AI", ANSWERS),
    Known("Google-CloudVertexBot", "Google", ANSWERS),
    Known("meta-externalfetcher", "Meta", ANSWERS),
    Known("YouBot", "You.com", ANSWERS),
    # Link cards.
    Known("facebookexternalhit", "Meta", CARDS),
    Known("Twitterbot", "X", CARDS),
    Known("LinkedInBot", "LinkedIn", CARDS),
    Known("TelegramBot", "Telegram", CARDS),
    Known("WhatsApp", "Meta", CARDS),
    Known("Slackbot", "Slack", CARDS),
    Known("Discordbot", "Discord", CARDS),
    Known("Pinterestbot", "Pinterest", CARDS),
    # The memory of the web.
    Known("ia_archiver", "Internet Archive", OTHER),
)
