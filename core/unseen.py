"""Texts of which nobody would see anything: a title that holds only signs that are not drawn."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from language.visible import is_visible


def refuse_unseen(row: Model, name: str) -> None:
    """Raise ValidationError for a text of a row that is not blank, and of which nothing can be seen.

    What is blank the field itself asks for.
    """
    text = getattr(row, name)
    if text and not is_visible(text):
        raise ValidationError({name: _("Nothing of this can be seen: it holds only signs that are not drawn.")})
