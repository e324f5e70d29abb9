"""Words of Wagtail's admin that no catalogue reaches, because Wagtail 8.0 does not ask for a translation.

Each is named with what upstream lacks; tests/test_spanish.py shows the English where one is taken out
here, and a test says when upstream no longer needs it. (One more is a template of ours under Wagtail's
name: templates/wagtailadmin/shared/headers/_actions.html.)
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.viewsets.chooser import ChooserViewSet

# Translated once, at start, in the default language: `gettext` where `gettext_lazy` is meant.
CHOOSER_TEXTS = {
    "choose_one_text": _("Choose"),
    "choose_another_text": _("Choose another"),
    "edit_item_text": _("Edit"),
    "search_tab_label": _("Search"),
    "create_action_label": _("Create"),
}
# Form fields without a label, which then say their name in Python.
FIELD_LABELS: dict[type[forms.Form], dict[str, Any]] = {
    choosers.ExternalLinkChooserForm: {"link_text": _("Link text")},
    choosers.AnchorLinkChooserForm: {"link_text": _("Link text")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("Email address"),
        "link_text": _("Link text"),
        "subject": _("Subject"),
        "body": _("Message"),
    },
    choosers.PhoneLinkChooserForm: {"phone_number": _("Phone number"), "link_text": _("Link text")},
}


def make_translatable() -> None:
    """Give these words to the catalogues. Once, before the admin's addresses are read."""
    for name, words in CHOOSER_TEXTS.items():
        setattr(ChooserViewSet, name, words)
    for form, labels in FIELD_LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    _label_locale_filter()


def _label_locale_filter() -> None:
    """The filter by locale of a chooser is made, without a label, in the form's `__init__`."""
    make = choosers.LocaleFilterMixin.__init__

    def make_with_label(form: Any, *args: Any, **kwargs: Any) -> None:
        make(form, *args, **kwargs)
        if "locale" in form.fields:
            form.fields["locale"].label = _("Language")

    choosers.LocaleFilterMixin.__init__ = make_with_label
