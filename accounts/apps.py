"""The user model's app: people, and how they sign in."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True

    def ready(self) -> None:
        from .checks import required_groups_exist
        from .signal_handlers import connect

        register(required_groups_exist, Tags.database)
        connect()


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's app of users and groups, with our screens for users."""

    default = False
    user_viewset = "accounts.superusers.UserViewSet"
