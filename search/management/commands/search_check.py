"""`manage.py search_check`: does the search index say what the site says?"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engine import postings
from search.engine.check import Fault, check
from search.server.answers import Unanswered
from search.server.asking import configured, is_configured
from search.server.check import check as check_server


class Command(BaseCommand):
    help = "Compares the search index with the site, row by row, and mends what differs; on a search server too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-look", action="store_true", help="mend nothing, and exit 1 on any difference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell each difference in a line, and their number."""
        mend, found = not options["only_look"], 0
        try:
            for fault in chain(check(mend), self._of_server(mend)):
                found += 1
                self.stdout.write(str(fault))
        except Unanswered as error:
            raise CommandError(f"the search server was not checked: {error}. update_index makes its indexes") from error
        if not found:
            self.stdout.write("the index is what the site says")
        elif options["only_look"]:
            raise CommandError(f"{found} differences; search_check without --only-look mends them")
        else:
            postings.settle()
            self.stdout.write(f"{found} differences mended")

    def _of_server(self, mend: bool) -> Iterator[Fault]:
        """What differs on the server for readers, where there is one; asked after the database is mended."""
        if is_configured():
            yield from check_server(configured(), mend)
