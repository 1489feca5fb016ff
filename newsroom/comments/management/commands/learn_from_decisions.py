"""Learn from the desk's decisions now: after a restore, or to see what a lesson would be."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from newsroom.comments.screening import learn


class Command(BaseCommand):
    help = (
        "Teach the screening what this desk approved and what it marked as spam. The worker does so by itself, after "
        "fifty decisions or a day."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many decisions there are")

    def handle(self, *args: Any, **options: Any) -> None:
        decided = learn.decisions()
        spam = sum(each.is_spam for each in decided)
        there_are = f"{len(decided) - spam:,} approved, {spam:,} spam"
        if options["dry_run"]:
            self.stdout.write(f"There are to learn from: {there_are}; {learn.FEWEST} of either kind are needed.")
            return
        lesson = learn.learn()
        if lesson is None:
            self.stdout.write(f"Too few decisions: {there_are}; {learn.FEWEST} of either kind are needed.")
        else:
            self.stdout.write(f"Learned from {there_are}: {len(lesson.weights):,} words and signs have a weight.")
