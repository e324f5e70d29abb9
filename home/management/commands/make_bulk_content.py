"""`manage.py make_bulk_content N`: a large site to measure and to try things on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.bulk.make import Refused, how_many, make


class Command(BaseCommand):
    help = (
        "Fills the site with N generated pages in two locales, with translations in every state, below index pages of"
        " their own. Safe to run again: it makes what is missing to N. Not beside the demo."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="how many originals there are to be")
        parser.add_argument("--force", action="store_true", help="make them although DEBUG is off")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse on a site that is not for development: what is made is public at once."""
        if not settings.DEBUG and not options["force"]:
            raise CommandError(
                "Generated pages are public at once, so none are made where DEBUG is off; --force makes them all the"
                " same."
            )
        if options["number"] < 0:
            raise CommandError("How many? A number from 0 on.")
        told = self._tell if options["verbosity"] > 1 else lambda done: None
        try:
            made = make(options["number"], told)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if not made:
            self.stdout.write(f"There are {how_many()} generated pages already; nothing was missing.")
            return
        self.stdout.write("Made " + ", ".join(f"{number} {name}" for name, number in made.items()) + ".")
        self.stdout.write("For search and for Wagtail’s usage counts: update_index, rebuild_references_index.")

    def _tell(self, done: int) -> None:
        self.stdout.write(f"{done} …")
