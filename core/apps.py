"""The lowest layer's app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from wagtail.signals import published

        from . import files, filing, numbers, redirects, spreadsheets

        files.register_policies()
        published.connect(files.know_at_once, dispatch_uid="core.know_at_once")
        filing.connect()
        numbers.register()
        redirects.connect()
        spreadsheets.quote_all()
