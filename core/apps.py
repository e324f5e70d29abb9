"""The lowest layer's app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from . import files, spreadsheets

        files.register_policies()
        spreadsheets.quote_all()
