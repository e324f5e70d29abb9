"""What a reviewer sends back with a decision."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_COMMENT = 2_000
MOST_COMMENTS = 500
PREFIX = "comment-"


class ReviewForm(forms.Form):
    """A comment, and the digest of what was shown (put into the hidden field by the template).

    Beside them the data may hold `comment-<pk of a passage>`: what is said of single passages.
    """

    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(required=True, max_length=64, widget=forms.HiddenInput)

    def segments(self) -> list[dict[str, str]]:
        """The comments on passages, as `ReviewTask.on_action` takes them."""
        return [{"segment": key, "comment": text} for key, text in self._typed() if text]

    def typed(self) -> dict[str, str]:
        """What was typed, by passage, so that no answer loses it."""
        return dict(self._typed())

    def said(self) -> dict[str, str]:
        """All that was typed, by the names of the fields."""
        names = ("comment", *(f"{PREFIX}{key}" for key in self.typed()))
        return {name: self.data[name] for name in names if self.data.get(name, "").strip()}

    def given_back(self) -> list[tuple[str, str]]:
        """The same for the page of a refusal (exceptions.Refusal.typed)."""
        return [(str(self.fields["comment"].label), text) for text in self.said().values()]

    def _typed(self) -> Iterator[tuple[str, str]]:
        for name in self.data:
            if name.startswith(PREFIX):
                yield name.removeprefix(PREFIX), self.data[name].strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        found = self.segments()
        if len(found) > MOST_COMMENTS or any(len(one["comment"]) > LONGEST_COMMENT for one in found):
            raise forms.ValidationError(
                _("A comment on a passage has at most %(count)d characters.") % {"count": LONGEST_COMMENT}
            )
        return cleaned
