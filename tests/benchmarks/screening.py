"""How well comments are screened: by rules alone, and after a moderator decided on two hundred.

python -m tests.benchmarks.screening [COMMENTS]: makes them (see `tests.comments.screening.corpus`), in a transaction
that is rolled back, under NEWSROOM_VAR (var/benchmark without it). The conversation is open, so that whatever passes is
shown at once; neither honeypot, form time, proof of work nor Akismet helps.
"""

import os
import statistics
import sys
import time

os.environ.setdefault("NEWSROOM_MODE", "test")
os.environ.setdefault("NEWSROOM_VAR", "var/benchmark")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

DECISIONS = 200


def main(wanted: str = "2400") -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from tests.comments.screening import corpus

    call_command("migrate", verbosity=0, interactive=False)
    comments = corpus.make(int(wanted))
    # The first two hundred have no comment of the kinds on which no lesson is given.
    lesson = [made for made in comments if made.kind not in corpus.UNSEEN][:DECISIONS]
    taught = set(map(id, lesson))
    rest = [made for made in comments if id(made) not in taught]
    spam = sum(made.is_spam for made in rest)
    print(f"{len(rest)} comments: {len(rest) - spam} honest, {spam} spam; {len(lesson)} more to learn from.\n")
    for title, learns in (("Rules alone", False), (f"After {DECISIONS} decisions", True)):
        with transaction.atomic():
            _tell(title, lesson, rest, learns=learns)
            transaction.set_rollback(True)
    _tell_pace(comments)


def _tell(title: str, lesson: list, rest: list, *, learns: bool) -> None:
    from newsroom.comments.models import Comment
    from tests import cast
    from tests.comments.screening.trial import Trial

    trial = Trial(cast.published(cast.account("evin", "editor")).article_id, cast.account("mina", "moderator"))
    trial.run(lesson, decided=learns)
    if learns:
        trial.learn()
    began = time.perf_counter()
    outcome = trial.run(rest)
    passed = (time.perf_counter() - began) / len(rest) * 1000
    print(f"{title} ({passed:.1f} ms a comment, with storing it)")
    print(f"  {'':8}{'shown':>8}{'held':>8}{'spam':>8}")
    for name, counts in (("honest", outcome.honest), ("spam", outcome.spam)):
        print(f"  {name:8}{counts['approved']:8}{counts['held']:8}{counts['spam']:8}")
    for name, caught in (("marked as spam", ["spam"]), ("kept from readers", ["spam", "held"])):
        precision, recall = outcome.precision_and_recall(*caught)
        print(f"  {name + ':':20} precision {precision:6.1%}, recall {recall:6.1%}")
    for made, reasons in outcome.lost:
        print(f"  honest, in spam: {made.kind} {made.body[:70]!r} {[each['check'] for each in reasons]}")
    kinds: dict[str, int] = {}
    for made, _reasons in outcome.shown:
        kinds[made.kind] = kinds.get(made.kind, 0) + 1
    print(f"  spam that was shown, by kind: {kinds or 'none'}")
    assert Comment.objects.count() >= len(rest)


def _tell_pace(comments: list) -> None:
    """Of the classifier's own sum, once a lesson is at hand."""
    from newsroom.comments.screening import classifier, learn

    decided = [learn.Decided(made.body, made.website, made.is_spam) for made in comments[:1000]]
    bias, weights = learn.weigh(decided)
    known = classifier.Learned(0, bias, weights)
    times = []
    for made in comments[:500]:
        began = time.perf_counter()
        known.opinion_of(made.body, made.website)
        times.append((time.perf_counter() - began) * 1000)
    print(f"\nThe classifier's opinion: {statistics.median(times):.2f} ms (median), {len(weights)} weights.")


if __name__ == "__main__":
    main(*sys.argv[1:])
