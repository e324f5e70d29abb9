"""The path from a source to a reviewed, public translation; works on any translatable model."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("translations")

    def ready(self) -> None:
        from core import files, pages, references

        from . import checks, credits, digests, embargo, hearing, letters, locks, signal_handlers  # noqa: F401
        from .desk import record

        files.awaited.append(embargo.waiting)
        pages.keeps_slug.append(locks.why_not_renamed)
        digests.beside.extend([references.seen_of_files, credits.translators_of])
        signal_handlers.connect()
        hearing.connect()
        letters.connect()
        record.connect()
