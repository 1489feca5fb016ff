"""The lexemes of forms, by PostgreSQL's own stemmers."""

from collections.abc import Iterable

from django.db import connection

from newsroom.search.forms import NONE, Form

# How many stems one process remembers before it begins anew.
MOST = 200_000
SQL = """
SELECT asked.word, ts_lexize(('pg_catalog.' || asked.stemmer || '_stem')::regdictionary, asked.word)
FROM unnest(%s::text[], %s::text[]) AS asked(word, stemmer)
"""


class Stems:
    """What PostgreSQL said of the forms that were asked for so far."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def learn(self, forms: Iterable[Form]) -> None:
        """Ask for those that are not known yet: one query, or none."""
        if len(self._known) > MOST:
            self._known.clear()
        asked = list({(form.text, form.stemmer) for form in forms if form.stemmer != NONE} - self._known.keys())
        if not asked:
            return
        texts, stemmers = zip(*asked, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(
                SQL,
                [list(texts), list(stemmers)],
            )
            stems = cursor.fetchall()
        for key, (word, stemmed) in zip(asked, stems, strict=True):
            self._known[key] = word if stemmed is None else "".join(stemmed[:1])

    def lexeme(self, form: Form) -> str:
        """Empty for a word that says nothing by itself, such as “the”."""
        return form.text if form.stemmer == NONE else self._known[form.text, form.stemmer]
