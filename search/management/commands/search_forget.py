"""`manage.py search_forget`: delete what readers searched for longer ago than TANDEM_SEARCH_DAYS says."""

from typing import Any

from django.core.management.base import BaseCommand

from search.log import forget


class Command(BaseCommand):
    help = "Deletes what readers searched for longer ago than TANDEM_SEARCH_DAYS says."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell how many rows went."""
        self.stdout.write(f"{forget()} rows deleted")
