"""The user model's app: people, and how they sign in."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from .checks import required_groups_exist
        from .signal_handlers import connect

        register(required_groups_exist, Tags.database)
        connect()
