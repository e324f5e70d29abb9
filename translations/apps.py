"""The path from a source to a reviewed, public translation; works on any translatable model."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("translations")

    def ready(self) -> None:
        from . import checks, hearing, letters, signal_handlers  # noqa: F401

        signal_handlers.connect()
        hearing.connect()
        letters.connect()
