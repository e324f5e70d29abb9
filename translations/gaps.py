"""Passages of a translation without a usable text: its draft says them in the language of the original."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import TranslatableMixin

from . import localize


def missing(segments: Iterable[localize.TextSegment]) -> list[localize.TextSegment]:
    """Those that nobody has translated, or whose text was refused."""
    return [one for one in segments if not one.target or one.error]


def sentence(segments: Iterable[localize.TextSegment]) -> str:
    """Why a translation of these must not become public; "" where it lacks nothing."""
    return _("Some passages are not translated yet.") if missing(segments) else ""


def reason(target: models.Model) -> str:
    """Why a translation must not become public as it is; "" where it lacks nothing, where it is edited apart from its
    original, and of an original. Two queries."""
    if not isinstance(target, TranslatableMixin):
        return ""
    paired = localize.Translation.objects.filter(
        source__object_id=target.translation_key, target_locale_id=target.locale_id, enabled=True
    )
    found = paired.select_related("source", "target_locale").first()
    return sentence(localize.text_segments(found)) if found else ""
