"""Menu items whose words Wagtail and wagtail-localize put together once, in the language of whoever came first.

Menus are kept for the life of the process, so every later reader would get that language. Delete an entry
when upstream's item keeps its label lazy.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.utils.version import get_main_version

WHATS_NEW = "whats-new-in-wagtail-"


def _whats_new() -> str:
    return gettext("What's new in Wagtail %(version)s") % {"version": get_main_version(include_patch=False)}


_whats_new_lazily = lazy(_whats_new, str)


@hooks.register("construct_help_menu")
def name_whats_new(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's pointer to the news of its version, in the reader's language."""
    for item in menu_items:
        if item.name.startswith(WHATS_NEW):
            item.label = _whats_new_lazily()


@hooks.register("construct_reports_menu")
def name_translations_report(request: HttpRequest, menu_items: list[Any]) -> None:
    """wagtail-localize's report, in the reader's language; superusers alone see it."""
    for item in menu_items:
        if type(item).__name__ == "TranslationsReportMenuItem":
            item.label = gettext_lazy("Translations")
