"""A section on Wagtail's form of a group: between which languages its members translate, in which they review."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.languages import language_name
from translations.models import LocaleRole


class LanguageField(forms.ModelChoiceField):
    """A language by its name in the reader's own."""

    def label_from_instance(self, obj: Locale) -> str:
        return language_name(obj.language_code)


class RoleForm(forms.ModelForm):
    """One role in one language."""

    locale = LanguageField(Locale.objects.order_by("pk"), label=_("Language"))
    source_locale = LanguageField(
        Locale.objects.order_by("pk"), label=_("Translated from"), required=False, empty_label=_("any language")
    )

    class Meta:
        model = LocaleRole
        fields = ("role", "locale", "source_locale")
        labels = {"role": _("Role")}

    def clean(self) -> dict[str, Any]:
        """A reviewer reads translations from everywhere; nobody translates a language into itself."""
        data = super().clean()
        source = data.get("source_locale")
        if source and data.get("role") == LocaleRole.Role.REVIEW:
            self.add_error("source_locale", _("Reviewing is not bound to the language of the original."))
        elif source and source == data.get("locale"):
            self.add_error("source_locale", _("Choose another language than the one translated into."))
        return data


class BaseRoleFormSet(forms.BaseInlineFormSet):
    """All roles of a group, as a panel of Wagtail's form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "locale_roles", **kwargs})

    def clean(self) -> None:
        """The same role twice says nothing: the database refuses it too."""
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("role") or data.get("DELETE"):
                continue
            key = (data["role"], data.get("locale"), data.get("source_locale"))
            if key in seen:
                raise forms.ValidationError(gettext("The same role stands here twice."))
            seen.add(key)

    def as_admin_panel(self) -> str:
        """What Wagtail asks of a panel."""
        return render_to_string("translations/includes/role_panel.html", {"formset": self})


RoleFormSet = forms.inlineformset_factory(
    Group, LocaleRole, form=RoleForm, formset=BaseRoleFormSet, fk_name="group", extra=2, can_delete_extra=False
)
