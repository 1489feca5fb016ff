"""Comments to try the screening on: honest ones, hard cases among them, and spam of ten kinds, in three languages.

No public collection of labelled comment spam came with a package that could be had, so these are made, of banks of
words and with a seed: the same every time. Neither honeypot, form time nor proof of work helps to tell them apart.
"""

import random
from typing import NamedTuple

from newsroom.comments.screening.wording import comparable, sketch_of
from tests.comments.screening.corpus_words import HONEST, SPAM

HOSTS = ("shop", "best", "win", "vip", "free", "top", "gold", "lucky", "fast", "pro")
ENDINGS = ("com", "xyz", "top", "site", "shop", "online", "ru", "club")
SPACED = {"casino": "c a s i n o", "loan": "l o a n", "dollars": "d0llars", "free": "fr33", "online": "0nline"}
CYRILLIC = str.maketrans("aeocpx", "аеосрх")
# New kinds of advertising come up after every lesson: no lesson is given on these.
UNSEEN = ("followers", "healer")
SHARES = {"plain": 6, "angry": 2, "short": 2, "with_link": 2, "mixed": 1, "touchy": 1}


class Made(NamedTuple):
    is_spam: bool
    kind: str
    language: str
    name: str
    email: str
    address: str
    website: str
    body: str


def make(count: int = 2_400, *, seed: int = 20_26, share_of_spam: float = 0.4) -> list[Made]:
    """In the order in which they come; no two say quite the same but where a campaign does."""
    chance = random.Random(seed)
    readers = [_reader(chance, number) for number in range(count // 5)]
    spam = _spam(chance, round(count * share_of_spam))
    honest = _honest(chance, readers, count - len(spam))
    made = honest + spam
    chance.shuffle(made)
    return made


def _reader(chance: random.Random, number: int) -> tuple[str, str, str, str]:
    language = chance.choice(tuple(HONEST))
    address = f"10.{number // 200}.{number % 200}.{chance.randint(1, 254)}"
    return language, chance.choice(HONEST[language].names), f"reader{number}@mail.example", address


def _honest(chance: random.Random, readers: list[tuple[str, str, str, str]], count: int) -> list[Made]:
    made: list[Made] = []
    said: set[int] = set()
    sent: set[tuple[str, str]] = set()
    refused = 0
    while len(made) < count:
        language, name, email, address = chance.choice(readers)
        kind = chance.choices(tuple(SHARES), tuple(SHARES.values()))[0]
        bank = HONEST[language]
        if kind == "plain":
            middles = chance.sample(bank.middles, chance.choice((1, 1, 2, 3)))
            body = " ".join([chance.choice(bank.openings), *middles, chance.choice(bank.ends)]).strip()
        else:
            body = chance.choice(getattr(bank, kind))
            if kind != "short":
                middles = chance.sample(bank.middles, chance.choice((0, 1, 1, 2)))
                body = " ".join([*middles, body] if chance.random() < 0.5 else [body, *middles])
        body = body.format(
            place=chance.choice(bank.places),
            thing=chance.choice(bank.things),
            who=chance.choice(bank.people),
            n=chance.randint(2, 98),
        )
        website = f"https://{email.partition('@')[0]}.example/" if chance.random() < 0.05 else ""
        # People rarely say what somebody said before; one in a dozen of what the banks repeat is kept, as a hard case.
        sketch = set(sketch_of(comparable(body)))
        if len(sketch & said) > len(sketch) // 2 and (refused := refused + 1) % 12:
            continue
        if (email, body) in sent:
            continue
        said |= sketch
        sent.add((email, body))
        made.append(Made(False, kind, language, name, email, address, website, body))
    return made


def _spam(chance: random.Random, count: int) -> list[Made]:
    kinds = [kind for kind in SPAM["en"]._fields if kind != "names"]
    made: list[Made] = []
    while len(made) < count:
        language = chance.choices(("en", "ar", "ckb"), (5, 3, 2))[0]
        kind = chance.choice(kinds)
        bank = SPAM[language]
        template = chance.choice(getattr(bank, kind))
        # One in eight is sent many times, from many addresses, with a number changed.
        for _copy in range(chance.randint(3, 8) if chance.random() < 0.125 else 1):
            made.append(_sent(chance, language, kind, template, chance.choice(bank.names)))
    return made[:count]


def _sent(chance: random.Random, language: str, kind: str, template: str, name: str) -> Made:
    host = f"{chance.choice(HOSTS)}-{chance.choice(HOSTS)}{chance.randint(1, 99)}.{chance.choice(ENDINGS)}"
    link = chance.choices(
        (f"https://{host}/", f"https://{host}/?ref={chance.randint(1, 999)}", host, host.replace(".", " [dot] ")),
        (5, 3, 2, 1),
    )[0]
    number = chance.randint(2, 98)
    fill = {
        "n": number,
        "link": link,
        "mail": f"{chance.choice(HOSTS)}.{chance.choice(HOSTS)}{number}@mail.example",
        "phone": f"+964 75{chance.randint(0, 9)} {chance.randint(100, 999)} {chance.randint(1000, 9999)}",
    }
    body = template.format(**fill)
    if language == "en" and kind != "bare" and chance.random() < 0.2:
        body = _masked(chance, body, link)
    website = f"https://{host}/" if chance.random() < 0.35 else ""
    if website and kind == "flattery" and chance.random() < 0.6:
        # Nothing but praise, and a website above it: the hardest to tell.
        body = body.replace(link, "").strip()
    email = f"{chance.choice(HOSTS)}{chance.randint(1, 99_999)}@bulk.example"
    address = f"198.51.{chance.randint(0, 255)}.{chance.randint(1, 254)}"
    return Made(True, kind, language, name.format(n=number), email, address, website, body)


def _masked(chance: random.Random, body: str, link: str) -> str:
    """Digits and spaces for letters, or letters of another alphabet; the link stays one."""
    before, link_there, after = body.partition(link)
    if chance.random() < 0.5:
        for word, mask in SPACED.items():
            before, after = before.replace(word, mask), after.replace(word, mask)
    else:
        words = before.split(" ")
        before = " ".join(word.translate(CYRILLIC) if chance.random() < 0.4 else word for word in words)
    return before + link_there + after
