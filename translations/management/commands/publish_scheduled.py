"""Wagtail's command of this name, with one transaction for what belongs together, and originals first."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.management.commands import publish_scheduled

from translations import scheduling


class Command(publish_scheduled.Command):
    """Run by cron. Wagtail's own publishes by time alone, a translation before its original where both are due at
    once, and stops at the first that is refused; its dry run is kept."""

    help = "Takes down what has expired and publishes what is due: whole releases, families, originals first."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        say = self.stderr.write
        failed = scheduling.expire(now, say) + scheduling.release_due(now, say) + scheduling.publish_due(now, say)
        if failed:
            raise CommandError(f"{failed} could not be carried out; see above, and the report in the admin.")
