"""Old paths of an earlier site, so that the links that the world has to it go on leading to the same stories."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles import old_paths

COLUMNS = ["path", "kind", "target"]
MOST_TOLD = 20


class Command(BaseCommand):
    help = (
        "Let the paths in FILE, a CSV with the columns path, kind (story, section, tag, person, series) and target (a "
        "story's UUID or address, else a slug), lead to pages of this site: all of them or, if one is wrong, none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what is wrong, and what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        errors: list[str] = []
        added = there = 0
        with transaction.atomic():
            for number, row in _rows(options["file"]):
                try:
                    if _lead(row):
                        added += 1
                    else:
                        there += 1
                except ValidationError as error:
                    errors.append(f"line {number}: {' '.join(error.messages)}")
            if errors or options["dry_run"]:
                transaction.set_rollback(True)
        if errors:
            more = [f"… and {len(errors) - MOST_TOLD} more"] if len(errors) > MOST_TOLD else []
            raise CommandError("Nothing was imported.\n" + "\n".join(errors[:MOST_TOLD] + more))
        begins = "Would be imported" if options["dry_run"] else "Imported"
        self.stdout.write(f"{begins}: {added} addresses; {there} were there already.")


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the number of the line that each ends on."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restkey="too much", restval="", strict=True)
            if reader.fieldnames != COLUMNS:
                raise CommandError(f"The first line of {file} has to be: {','.join(COLUMNS)}")
            for row in reader:
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{file} cannot be read as CSV in UTF-8: {error}") from error


def _lead(row: dict[str, str]) -> bool:
    if "too much" in row:
        raise ValidationError("more than three columns; a comma in a path has to stand in quotation marks.")
    path = old_paths.clean_path(row["path"])
    return old_paths.lead(path, old_paths.target_of(row["kind"].strip(), row["target"].strip()))
