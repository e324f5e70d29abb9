"""`manage.py purge_refusals --days 365`: forget old refusals."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from translations.models import RefusedAct


class Command(BaseCommand):
    help = "Deletes the rows of refusals that are older than --days; what was published stays in Wagtail's own log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, required=True, help="how many days of them to keep, 1 or more")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        if not 1 <= days <= 36_500:
            raise CommandError("--days is a number from 1 to 36500.")
        old = RefusedAct.objects.filter(timestamp__lt=timezone.now() - timedelta(days=days))
        number, _ = old.delete()
        self.stdout.write(f"{number} refusals older than {days} days deleted")
