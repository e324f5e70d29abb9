"""The path from a source to a reviewed, public translation; works on any translatable model."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("translations")

    def ready(self) -> None:
        from core import files, references

        from . import checks, digests, embargo, hearing, letters, signal_handlers  # noqa: F401
        from .desk import record

        files.awaited.append(embargo.waiting)
        digests.beside.append(references.seen_of_files)
        signal_handlers.connect()
        hearing.connect()
        letters.connect()
        record.connect()
