"""Words of Wagtail's admin that no catalogue reaches, because Wagtail 8.0 does not ask for a translation.

Each is named with what upstream lacks; tests/test_spanish.py shows the English where one is taken out
here, and a test says when upstream no longer needs it. (One more is a template of ours under Wagtail's
name: templates/wagtailadmin/shared/headers/_actions.html.)
"""

from functools import wraps
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.documents.forms import GroupDocumentPermissionFormSet
from wagtail.images.forms import GroupImagePermissionFormSet
from wagtail.users.templatetags import wagtailusers_tags

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
# On the form of a group, the columns of what may be done with images and collections: (on top, in full).
# Translated once, at start, as above.
COLUMNS = {
    "add_image": (_("Add"), _("Add/edit images you own")),
    "change_image": (_("Edit"), _("Edit any image")),
    "choose_image": (_("Choose"), _("Select images in choosers")),
    "add_collection": (_("Add"), _("Add collections")),
    "change_collection": (_("Edit"), _("Edit collections")),
    "delete_collection": (_("Delete"), _("Delete collections")),
}
# On the same form, the names of the boxes for those who hear them: Django's “Can add outlet”, from the database.
BOXES = {
    "add": _("Add: %(object)s"),
    "change": _("Change: %(object)s"),
    "delete": _("Delete: %(object)s"),
}
# Models without a name of their own, which say that of their class.
NAMELESS = {"locale": _("locale"), "translation": _("translation")}


def make_translatable() -> None:
    """Give these words to the catalogues. Once, before the admin's addresses are read."""
    for name, words in CHOOSER_TEXTS.items():
        setattr(ChooserViewSet, name, words)
    for form, labels in FIELD_LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    _label_locale_filter()
    for forms_of_a_group in (GroupImagePermissionFormSet, GroupCollectionManagementPermissionFormSet):
        _name_columns(forms_of_a_group)
    GroupDocumentPermissionFormSet.form.base_fields["collection"].label = _("Collection")
    _name_boxes()


def _label_locale_filter() -> None:
    """The filter by locale of a chooser is made, without a label, in the form's `__init__`."""
    make = choosers.LocaleFilterMixin.__init__

    def make_with_label(form: Any, *args: Any, **kwargs: Any) -> None:
        make(form, *args, **kwargs)
        if "locale" in form.fields:
            form.fields["locale"].label = _("Language")

    choosers.LocaleFilterMixin.__init__ = make_with_label


def _name_columns(formset: Any) -> None:
    """The list is changed in place: the boxes below the columns read the same one."""
    formset.permission_types[:] = [(name, *COLUMNS[name]) for name, _short, _long in formset.permission_types]
    formset.form.base_fields["collection"].label = _("Collection")


def _name_boxes() -> None:
    """What the table of permissions is drawn from, with its words in the reader's language."""
    tell = wagtailusers_tags.format_permissions

    @wraps(tell)
    def tell_in_words(permission_bound_field: Any) -> dict[str, Any]:
        found = tell(permission_bound_field)
        for row in found["object_perms"]:
            row["object"] = NAMELESS.get(row["object"], row["object"])
            for act, words in BOXES.items():
                if act in row:
                    row[act]["perm"].name = words % {"object": row["object"]}
        return found

    wagtailusers_tags.register.inclusion_tag("wagtailusers/groups/includes/formatted_permissions.html")(tell_in_words)
