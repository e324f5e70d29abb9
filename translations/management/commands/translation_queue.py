"""`manage.py translation_queue`: what is in the queue, and is what it remembers the truth?"""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from translations import rebuild, reporting


class Command(BaseCommand):
    help = "Lists the queue; compares what it remembers with the truth (--check), or makes it anew (--rebuild)."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="exit 1 on any difference")
        what.add_argument("--rebuild", action="store_true", help="compute everything anew")
        listed = parser.add_argument_group("without either, items are listed")
        listed.add_argument("--locale", default="", help="only those translated into this language: es")
        listed.add_argument("--user", default="", help="only those assigned to this user name")
        listed.add_argument("--state", default="", help="only those in this state or tab, or with this flag: stale")
        listed.add_argument("--format", default="table", choices=reporting.FORMATS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{rebuild.rebuild()} differences mended")
        elif options["check"]:
            self._check()
        else:
            self.stdout.write(self._listed(**options))

    def _check(self) -> None:
        wrong = 0
        for fault in rebuild.check():
            wrong += 1
            self.stdout.write(f"{fault.what}: {fault.why}")
        if wrong:
            raise CommandError(f"{wrong} differences; run translation_queue --rebuild")
        self.stdout.write("the queue is the truth")

    def _listed(self, *, locale: str, user: str, state: str, format: str, **options: Any) -> str:
        person = get_user_model().objects.filter(username=user).first() if user else None
        if user and person is None:
            raise CommandError(f"There is no user {user!r}.")
        try:
            found = reporting.select(locale=locale, user=person, state=state)
        except ValidationError as error:
            raise CommandError(error.message) from error
        return reporting.written(reporting.rows(found), format)
