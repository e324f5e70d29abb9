"""`manage.py setup_site`: make what the settings ask for and the database lacks."""

from typing import Any

from django.core.management.base import BaseCommand

from home.setup import setup_site


class Command(BaseCommand):
    help = "Makes missing locales, page trees, groups, permissions and the review workflow. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        made = setup_site()
        self.stdout.write("\n".join(made) if made else "nothing was missing")
