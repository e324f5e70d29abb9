"""`manage.py return_idle_items`: what stands still, or is with nobody who may translate it, goes back to all."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from translations import people


class Command(BaseCommand):
    help = (
        "Puts items back that stand still (TANDEM_IDLE_DAYS), and those of people who lost the role. For cron, daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{people.release_lost()} items of people who may not translate them any more")
        if settings.IDLE_DAYS > 0:
            count = people.return_idle(days=settings.IDLE_DAYS)
            self.stdout.write(f"{count} items on which nothing was done for {settings.IDLE_DAYS} days")
        else:
            self.stdout.write("TANDEM_IDLE_DAYS is 0: nothing goes back for standing still")
