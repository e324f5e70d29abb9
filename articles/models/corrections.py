"""Dated notes on a page: what was wrong in it, or what has happened since."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core import dates

LONGEST = 600
MOST = 50


class DatedNoteBlock(blocks.StructBlock):
    """A note and its day. The text is plain, and is translated; the day is the same in every language."""

    date = blocks.DateBlock(label=_("Date"), default=timezone.localdate)
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=LONGEST,
        rows=3,
        help_text=_("One or two sentences: what an earlier version said and what is right, or what is new."),
    )


class DatedNotesBlock(blocks.StreamBlock):
    """The notes of a page. Their kinds are known to readers, to translators and to programs by these names."""

    correction = DatedNoteBlock(label=_("Correction"), icon="warning")
    update = DatedNoteBlock(label=pgettext_lazy("dated note", "Update"), icon="rotate")

    class Meta:
        required = False
        max_num = MOST
        # The field came after the first translations: while it is empty, it says nothing (see translations.structure).
        silent_when_empty = True


def day_of(row: Mapping[str, Any]) -> datetime.date | None:
    """The day of a stored note; None where it has none."""
    value = row["value"].get("date")
    try:
        return parse_date(value) if isinstance(value, str) else value
    except ValueError:  # 31 June
        return None


class DatedNotesMixin(models.Model):
    """A page with dated notes. `dated_notes` names their field, for whoever asks a page that they do not know."""

    corrections = StreamField(
        DatedNotesBlock(),
        verbose_name=_("corrections and updates"),
        blank=True,
        default=list,
        help_text=_("Readers see them above the text, in every language; they are listed under “Corrections”."),
    )

    dated_notes = "corrections"
    notes_panel = FieldPanel("corrections")

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a note of a day that has not come when the page is public, or becomes so by a schedule."""
        super().clean()
        if not self.live:
            return
        last = max([timezone.localdate(), *([timezone.localdate(self.go_live_at)] if self.go_live_at else [])])
        days = [day_of(row) for row in self.corrections.get_prep_value()]
        early = [day for day in days if day and day > last]
        if early:
            message = _("The note of %(date)s is dated in the future. Give it the day on which readers are told of it.")
            raise ValidationError({"corrections": message % {"date": dates.in_words(early[0])}})
