"""`manage.py search_check`: does the search index say what the site says?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engine.check import check


class Command(BaseCommand):
    help = "Compares the search index with the site, row by row, and mends what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-look", action="store_true", help="mend nothing, and exit 1 on any difference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell each difference in a line, and their number."""
        found = 0
        for fault in check(mend=not options["only_look"]):
            found += 1
            self.stdout.write(str(fault))
        if not found:
            self.stdout.write("the index is what the site says")
        elif options["only_look"]:
            raise CommandError(f"{found} differences; search_check without --only-look mends them")
        else:
            self.stdout.write(f"{found} differences mended")
