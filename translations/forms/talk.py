"""What somebody says of a passage."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    """The text, and whether it is a question about the original. How long it may be says desk/talk.py."""

    text = forms.CharField(
        label=_("Comment"),
        help_text=_("Call somebody by @ and their user name."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    about_original = forms.BooleanField(
        label=_("About the original: its editor is told, and it is seen in every language."), required=False
    )
