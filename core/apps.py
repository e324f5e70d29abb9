"""The lowest layer's app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from . import files, numbers, spreadsheets

        files.register_policies()
        numbers.register()
        spreadsheets.quote_all()
