"""`manage.py send_mail`: sends what waits in the outbox; cron runs it each minute or two."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from outbox import sending
from outbox.models import Letter


class Command(BaseCommand):
    help = "Sends the mail that waits. Safe to run at any time, and twice at once."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--list", action="store_true", help="send nothing, say what waits and what was set aside")
        what.add_argument("--retry", action="store_true", help="try again what was set aside")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list()
            return
        if options["retry"]:
            self.stdout.write(f"{sending.retry_set_aside()} letters are tried again")
        run = sending.send_waiting()
        self.stdout.write(f"{run.sent} sent, {run.refused} refused, {run.set_aside} of them set aside")
        if run.trouble:
            raise CommandError(f"The mail server cannot be used, everything waits: {run.trouble}")

    def _list(self) -> None:
        for letter in Letter.objects.exclude(status=Letter.Status.SENT).order_by("pk"):
            words = f"{letter.created_at:%Y-%m-%d %H:%M} {letter.status} {letter.recipients}: {letter.subject}"
            self.stdout.write(f"{words} [{letter.last_error}]" if letter.last_error else words)
