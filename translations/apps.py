"""The path from a source to a reviewed, public translation; works on any translatable model."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("translations")

    def ready(self) -> None:
        from core import files, references

        from . import checks, credits, digests, embargo, hearing, letters, signal_handlers  # noqa: F401
        from .desk import record

        files.awaited.append(embargo.waiting)
        digests.beside.extend([references.seen_of_files, credits.translators_of])
        signal_handlers.connect()
        hearing.connect()
        letters.connect()
        record.connect()
