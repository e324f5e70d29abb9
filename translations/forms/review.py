"""What a reviewer sends back with a decision."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_COMMENT = 2_000
MOST_COMMENTS = 500
PREFIX = "comment-"


class CommentField(forms.CharField):
    """A browser counts the end of a line once, and sends two characters."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class ReviewForm(forms.Form):
    """A comment, the digest of what was shown, and whether it was said that the original is gone (both put into hidden
    fields by the template).

    Beside them the data may hold `comment-<pk of a passage>`: what is said of single passages.
    """

    comment = CommentField(
        label=gettext_lazy("Comment"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(required=True, max_length=64, widget=forms.HiddenInput)
    alone = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def segments(self) -> list[dict[str, str]]:
        """The comments on passages, as `ReviewTask.on_action` takes them."""
        return [{"segment": key, "comment": text} for key, text in self._typed() if text]

    def typed(self) -> dict[str, str]:
        """What was typed, by passage, so that no answer loses it."""
        return dict(self._typed())

    def said(self) -> dict[str, str]:
        """All that was typed, by the names of the fields."""
        comment = str(self._given.get("comment", ""))
        passages = {f"{PREFIX}{key}": text for key, text in self._typed() if text}
        return ({"comment": comment} if comment.strip() else {}) | passages

    def given_back(self) -> list[tuple[str, str]]:
        """The same for the page of a refusal (exceptions.Refusal.typed)."""
        return [(str(self.fields["comment"].label), text) for text in self.said().values()]

    @property
    def _given(self) -> Any:
        """What was sent; else what waited until then."""
        return self.data if self.is_bound else self.initial

    def _typed(self) -> Iterator[tuple[str, str]]:
        for name in self._given:
            if name.startswith(PREFIX):
                yield name.removeprefix(PREFIX), self._given[name].replace("\r\n", "\n").strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        found = self.segments()
        if len(found) > MOST_COMMENTS or any(len(one["comment"]) > LONGEST_COMMENT for one in found):
            raise forms.ValidationError(
                _("A comment on a passage has at most %(count)d characters.") % {"count": LONGEST_COMMENT}
            )
        return cleaned
