"""`manage.py reset_second_factor NAME`: for somebody who has lost the app, the key and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import factors
from accounts.models import User


class Command(BaseCommand):
    """Takes all second factors of a user away; the password stays. Logged."""

    help = "Take away the second factors and recovery codes of a user who has lost them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["username"]
        try:
            user = User.objects.get_by_natural_key(name)
        except User.DoesNotExist:
            raise CommandError(f"There is no user “{name}”.") from None
        number = factors.reset(user, by=None)
        self.stdout.write(f"Removed {number} factor(s) of {name}, who now signs in with the password alone.")
