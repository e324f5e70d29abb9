"""One row of the form of an item, as its template shows it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from language.difference import Run
from translations.localize import ValueSegment
from translations.placing import Held
from translations.storing import version_of_value

from .older import OlderText


@dataclass
class FormRow:
    """One segment as the template shows it: of an image or address, what it is in both languages; `holder` is the
    passage whose link leads to an address, `changed` what the original changed while somebody wrote, `reworded` since
    readers got what they have. Where another text is stored by now, it is `theirs`, of whom `by` names; `differs` leads
    from the box to it."""

    label: str
    source: Any
    field: forms.BoundField
    target: Any = None
    version: str = ""
    theirs: str = ""
    is_own: bool = False
    by: str = ""
    differs: list[Run] = dataclasses.field(default_factory=list)
    error: str = ""
    done: bool = True
    is_text: bool = True
    is_heading: bool = False
    is_image: bool = False
    marks: int = 0
    pk: str = ""
    older: OlderText | None = None
    unchecked: bool = False
    comments: list[str] = dataclasses.field(default_factory=list)
    changed: list[Run] = dataclasses.field(default_factory=list)
    reworded: list[Run] = dataclasses.field(default_factory=list)
    holder: str = ""

    @property
    def in_short(self) -> str:
        """What holds in this language, in one line."""
        if self.is_text:
            return self.field.value() or ""
        now = self.target or self.source
        return (now.title if self.is_image and now else now) or ""


def value_row(
    value: ValueSegment, label: str, field: forms.BoundField, pictures: Mapping[int, Any], held: Held | None
) -> FormRow:
    """The row of an image or address; `pictures` are the images by their pk, `held` says whose link an address is."""
    is_image = isinstance(value.source, int)
    target = value.target if not value.error else None
    if held:
        numbers = ", ".join(f"{{{number}}}" for number in held.numbers)
        label = _("%(label)s · link %(marks)s") % {"label": label, "marks": numbers}
    return FormRow(
        label=label,
        source=pictures.get(value.source) if is_image else value.source,
        target=pictures.get(target) if is_image else target,
        field=field,
        error=value.error,
        is_text=False,
        is_image=is_image,
        pk=value.pk,
        version=version_of_value(value.target),
        holder=held.passage if held else "",
    )
