"""Load the demo newspaper, once: a newsroom that is empty cannot be tried."""

from typing import Any

from django.core.management.base import BaseCommand

from newsroom.demo import loader


class Command(BaseCommand):
    help = "Load the demo newspaper into an empty newsroom; where there is one already, do nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if loader.is_loaded():
            self.stdout.write("The newsroom has sections already: nothing was loaded.")
            return
        count = loader.load(self._tell)
        self.stdout.write(f"\nLoaded the demo newspaper: {count} stories.")

    def _tell(self, done: int, total: int, what: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K  {done}/{total}  {what[:60]}", ending="")
            self.stdout.flush()
        elif done % 10 == 0 or done == total:
            self.stdout.write(f"  {done} of {total} stories")
