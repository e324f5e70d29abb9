"""`manage.py send_notices`: tells of deadlines, and writes the letters that are due into the outbox."""

from typing import Any

from django.core.management.base import BaseCommand

from translations import mail_digests, notifications


class Command(BaseCommand):
    help = "Tells translators of deadlines and writes each person's letter, if it is due; for cron, every five minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        told, sent = notifications.remind(), mail_digests.send_digests()
        self.stdout.write(f"{told} deadlines told, {sent} letters written")
