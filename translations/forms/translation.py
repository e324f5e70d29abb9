"""The plain form: source and target side by side, one field for each segment, slug, image and address."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from translations import gate, labels, marks, pairs, people, placing
from translations.carrying import SLUG
from translations.localize import TextSegment, ValueSegment
from translations.models import QueueItem
from translations.older import Older
from translations.overrides import UNCHOOSABLE
from translations.storing import (
    is_by,
    made_of,
    made_sentence,
    overtaken_sentence,
    version,
    version_of,
    version_of_value,
)

from .older import OlderText, was_left_as_shown
from .pictures import PictureChooser
from .rows import FormRow, value_row

NOTE_LENGTH = 2000
PARTS = ("source", "marks", "errors", "checks")  # what stands around a box, and tells of it (includes/text_row.html)


class TranslationForm(forms.Form):
    """Texts are typed with marks (see marks.py) and stored by the service, which holds the gate.

    Each text carries the version it was made from. Where someone else changed the stored text in the
    meantime and this form changes it too, that is a conflict: nothing of either text is lost, both are
    shown, and nothing is stored for that segment.

    In the box of a changed passage its older translation stands as the start (see older.py). Sent back as it was
    shown, it is no text of anybody's.
    """

    note = forms.CharField(required=False, max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self,
        *args: Any,
        item: QueueItem,
        source: Any,
        texts: list[TextSegment],
        values: list[ValueSegment],
        user: Any = None,
        reflects: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.texts, self.values, self.user = item, texts, values, user
        self.reflects = version_of(reflects)
        self.conflicts: dict[str, str] = {}
        self.comments: dict[str, list[str]] = {}
        self.older: dict[str, OlderText] = {}
        self.untouched: set[str] = set()
        self.moved: dict[str, str] = {}
        self.reworded: dict[str, str] = {}
        self._model = item.content_type.model_class()
        self._chooser = PictureChooser(values, user)
        self._block_types = labels.block_types(source)
        self.fields["note"].label = _("Note to the reviewer")
        for segment in texts:
            self.fields[f"text-{segment.pk}"] = self._text_field(segment)
        for value in values:
            self.fields[f"value-{value.pk}"] = self._value_field(value)
        if self.is_bound:
            # Whether something else is stored by now than the form showed, or the original that it stands beside is
            # another: then nobody approves it unread.
            self.overtaken = self.data.get("reflects") != self.reflects or any(
                [self.data.get(f"was-{one.pk}") != version(one) for one in texts]
                + [self._shown(one) != version_of_value(one.target) for one in values]
            )
            self.untouched = {one.pk for one in texts if was_left_as_shown(self.data, one.pk)}
            self.sent, self.data = self.data, self._followed()

    def _label(self, path: str) -> str:
        return labels.path_label(self._model, path, self._block_types)

    def _is_heading(self, path: str) -> bool:
        return self._block_types.get(path.split(".")[1] if "." in path else "") == "heading"

    def _text_field(self, segment: TextSegment) -> forms.Field:
        source = marks.to_text(segment.source)
        language = self.item.target_locale.language_code
        widget = forms.Textarea(
            attrs={
                "rows": min(12, 1 + len(source) // 60),
                "lang": language,
                "dir": "auto",
                "spellcheck": "true" if segment.path != "slug" else "false",
                "class": "translation__box",
                "aria-describedby": " ".join(f"{part}-{segment.pk}" for part in PARTS),
            }
        )
        return forms.CharField(
            label=self._label(segment.path),
            required=False,
            strip=False,
            widget=widget,
            initial=marks.to_text(segment.target, segment.source) if segment.target and not segment.error else "",
            validators=[MaxLengthValidator(gate.MAX_LENGTH)],
        )

    def _value_field(self, value: ValueSegment) -> forms.Field:
        label = self._label(value.path)
        if isinstance(value.source, int):
            return forms.ModelChoiceField(
                label=label,
                queryset=get_image_model().objects.all(),
                widget=self._chooser,
                required=False,
                initial=value.target if not value.error else None,
                error_messages={"invalid_choice": UNCHOOSABLE},
            )
        return forms.CharField(
            label=label,
            required=False,
            widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": value.source}),
            initial=value.target if not value.error else "",
        )

    def _followed(self) -> Any:
        """The data, with what is stored now in each box that was sent back as it had been shown.

        A box that nobody wrote in must not stand against, or undo, what somebody else stored meanwhile.
        """
        data = self.data.copy()
        for segment in self.texts:
            name, was = f"text-{segment.pk}", f"was-{segment.pk}"
            if name not in data:
                continue
            if segment.pk in self.untouched or data.get(was) == version_of(_as_stored(data[name], segment.source)):
                data[name], data[was] = self.fields[name].initial, version(segment)
        return data

    def show_comments(self, comments: dict[str, list[str]]) -> None:
        """What a reviewer said of single passages, by pk; the form opens at the first of them."""
        self.comments = comments
        commented = next((segment.pk for segment in self.texts if segment.pk in comments), None)
        if commented:
            self.fields[f"text-{commented}"].widget.attrs["autofocus"] = True
        for pk in comments.keys() & {segment.pk for segment in self.texts}:
            self._describe(pk, f"comments-{pk}")

    def show_older(self, known: Mapping[str, Older]) -> None:
        """The older translations of changed passages, by pk: each stands in its box, unless somebody wrote there or
        emptied it."""
        sources = {one.pk: one.source for one in self.texts}
        self.older = {pk: OlderText.of(one, sources[pk]) for pk, one in known.items()}
        for pk, older in self.older.items():
            name = f"text-{pk}"
            if not self.is_bound:
                self.fields[name].initial = older.target
            elif pk in self.untouched:
                self.data[name] = older.target
            self._describe(pk, f"start-{pk}")

    def _describe(self, pk: str, by: str) -> None:
        attrs = self.fields[f"text-{pk}"].widget.attrs
        attrs["aria-describedby"] = f"{by} {attrs['aria-describedby']}"  # said before what stands there always

    def close(self, closed: Container[str]) -> None:
        """Passages, by pk, that take no text from the user."""
        for segment in self.texts:
            if segment.pk in closed:
                self.fields[f"text-{segment.pk}"].widget.attrs["readonly"] = True

    def shown_version(self, pk: str) -> str:
        """The version of what a passage's box says: what whoever sends the form has read there."""
        source = next((one.source for one in self.texts if one.pk == pk), "")
        return version_of(_as_stored(self.sent.get(f"text-{pk}", ""), source))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for segment in self.texts:
            name = f"text-{segment.pk}"
            base = self.data.get(f"was-{segment.pk}", "")
            if segment.pk in self.moved:
                self.add_error(name, _("The original changed while you were writing. Read it, then save again."))
                if segment.target and not segment.error:
                    self.conflicts[segment.pk] = marks.to_text(segment.target, segment.source)
            if name in self.changed_data and base and base != version(segment):
                theirs = marks.to_text(segment.target, segment.source) if segment.target else ""
                if gate.normalised(self.data.get(name, "")) != theirs:
                    self.conflicts[segment.pk] = theirs
                    self.add_error(name, overtaken_sentence(segment, self.user))
        for value in self.values:
            if self._is_touched(value) and self._shown(value) not in ("", version_of_value(value.target)):
                self.add_error(f"value-{value.pk}", _("Someone else changed this meanwhile. Choose again."))
        return cleaned

    def note_stored(self, texts: Iterable[TextSegment], values: Iterable[ValueSegment]) -> None:
        """Show what is stored once this form was, as far as it was not refused: the next save is made from that.

        Beside what was refused stands what somebody else stored while the form was on its way.
        """
        now = {one.pk: one for one in texts}
        for segment in self.texts:
            name, newer = f"text-{segment.pk}", now.get(segment.pk, segment)
            if newer.error:
                continue
            stored = marks.to_text(newer.target, newer.source) if newer.target else ""
            if not self.has_error(name) and name in self.data:
                self.data[name] = stored
            elif self.has_error(name) and version(newer) != version(segment):
                self.conflicts[segment.pk] = stored
        changed, now_said = self.changed_values(), {one.pk: one for one in values}
        self.texts = [now.get(one.pk, one) for one in self.texts]
        self.values = [now_said.get(one.pk, one) if one.pk in changed else one for one in self.values]

    def boxes(self) -> list[str]:
        """The pks of the segments whose boxes were sent."""
        return [key.removeprefix("text-") for key in self.data if key.startswith("text-")]

    def gone(self) -> list[str]:
        """The pks of segments that the original no longer has and that texts were typed for."""
        known = {segment.pk for segment in self.texts}
        sent = (pk for pk in self.boxes() if pk not in known and not was_left_as_shown(self.data, pk))
        return [pk for pk in sent if self.data[f"text-{pk}"].strip()]

    def vanished(self) -> list[str]:
        """Texts typed for segments that the original no longer has: shown, so that nothing typed is lost."""
        return [self.data[f"text-{pk}"] for pk in self.gone()]

    def go_on(self, places: Mapping[str, TextSegment], before: Mapping[str, str]) -> None:
        """Put texts of segments that are gone, by their pks, into the boxes of what stands there now: to be read beside
        that and sent once more, until then stored nowhere. Comes before the form is validated. `before` is what the
        original said in them."""
        for pk, segment in places.items():
            self.data[f"text-{segment.pk}"] = self.data[f"text-{pk}"]
            del self.data[f"text-{pk}"]
            self.moved[segment.pk] = before.get(pk, "")

    def changed_texts(self) -> dict[str, str]:
        """The texts to store by segment pk: those that differ from what is stored and are in no conflict."""
        return {
            segment.pk: self.cleaned_data[f"text-{segment.pk}"]
            for segment in self.texts
            if f"text-{segment.pk}" in self.cleaned_data and self._is_changed(f"text-{segment.pk}")
        }

    def made(self, stored: Callable[[], Iterable[TextSegment]]) -> list[str]:
        """What was made of an address that cannot be had as it was sent, as sentences; asks what is `stored` only where
        one was."""
        sent = {one.pk: self.cleaned_data.get(f"text-{one.pk}", "") for one in self.texts if one.path == SLUG}
        if not any(sent.values()):
            return []
        found = [(made_of(one, sent[one.pk]), sent[one.pk]) for one in stored() if one.pk in sent]
        return [made_sentence(*one) for one in found if one[0]]

    def _is_changed(self, name: str) -> bool:
        """Whether a box was sent with another text: one that was not sent was not emptied."""
        return name in self.data and name in self.changed_data

    def changed_values(self) -> dict[str, Any]:
        """The overrides to store by value pk; None where the source's value shall hold again."""
        changed = {}
        for value in self.values:
            name = f"value-{value.pk}"
            if name in self.cleaned_data and self._is_touched(value):
                given = self.cleaned_data[name]
                changed[value.pk] = getattr(given, "pk", given) or None
        return changed

    def _is_touched(self, value: ValueSegment) -> bool:
        """Whether a picture or address was sent otherwise than it was shown: what was left alone undoes nothing that
        somebody else stored meanwhile."""
        name = f"value-{value.pk}"
        return self._is_changed(name) and version_of_value(self.data[name]) != self._shown(value)

    def _shown(self, value: ValueSegment) -> str:
        """The version of what the form showed; "" for a form that does not say."""
        return self.data.get(f"shown-{value.pk}", "")

    def rows(self) -> Iterator[FormRow]:
        """Segments and values in page order, as the template shows them. One query where there are images, and one for
        names where somebody else's texts are stored by now."""
        pictures, places = self._chooser.pictures, placing.held(self.texts)
        names = people.names_of(one.updated_by for one in self.texts if self.conflicts.get(one.pk))
        for segment in placing.in_page_order(self.texts, self.values, places):
            if isinstance(segment, TextSegment):
                yield self._text_row(segment, names)
            else:
                yield self._value_row(segment, pictures, places.get(segment.path))

    def _value_row(self, segment: ValueSegment, pictures: Mapping[int, Any], held: placing.Held | None) -> FormRow:
        label, field = self._label(segment.path), self[f"value-{segment.pk}"]
        return value_row(segment, label, field, pictures, held)

    def _text_row(self, segment: TextSegment, names: Mapping[int | None, str]) -> FormRow:
        older, before = self.older.get(segment.pk), self.moved.get(segment.pk, "")
        theirs = self.conflicts.get(segment.pk, "")
        return FormRow(
            label=self._label(segment.path),
            is_heading=self._is_heading(segment.path),
            source=marks.to_text(segment.source),
            field=self[f"text-{segment.pk}"],
            version=version(segment),
            theirs=theirs,
            by=names.get(segment.updated_by, ""),
            differs=pairs.runs_from(self.data.get(f"text-{segment.pk}", ""), theirs),
            is_own=is_by(segment, self.user),
            error=segment.error,
            done=bool(segment.target),
            pk=segment.pk,
            older=older,
            unchecked=older is not None and (not self.is_bound or segment.pk in self.untouched),
            comments=self.comments.get(segment.pk, []),
            marks=len(marks.marks_of(segment.source)),
            changed=pairs.runs(before, marks.to_text(segment.source)) if before else [],
            reworded=pairs.runs(was, marks.to_text(segment.source)) if (was := self.reworded.get(segment.pk)) else [],
        )


def _as_stored(typed: str, source: str) -> str:
    text = gate.normalised(typed)
    try:
        return marks.from_text(text, source) if text else ""
    except marks.MarkupError:
        return typed
