"""`manage.py load_demo`: fill a site with the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.bulk.desk import index_pages
from home.demo.accounts import ACCOUNTS, PASSWORD
from home.demo.load import load_demo


class Command(BaseCommand):
    help = "Fills the site with invented content and accounts whose password everybody knows. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="load it although DEBUG is off")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse on a site that is not for development: the demo brings a superuser with a public password."""
        if not settings.DEBUG and not options["force"]:
            raise CommandError(
                "The demo makes a superuser whose password everybody knows, so it is not loaded where DEBUG is off;"
                " --force loads it all the same."
            )
        if index_pages().exists():
            raise CommandError("This database holds generated pages (make_bulk_content): give the demo one of its own.")
        made = load_demo()
        if not made:
            self.stdout.write("The demo was loaded before; nothing was missing.")
            return
        self.stdout.write("The demo made " + ", ".join(f"{number} {name}" for name, number in made.items()) + ".")
        names = ", ".join(account.username for account in ACCOUNTS)
        self.stdout.write(f"Accounts: {names}. Password: {PASSWORD}")
