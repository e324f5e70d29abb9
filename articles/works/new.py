"""A new work without leaving the page that tells of it: the essential facts, in the dialog that chooses a work."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from articles.editions import same_language
from articles.models import Outlet, Person, Work, WorkAuthor
from articles.models.languages import work_languages
from core.choosing import nameable_rows
from core.families import one_of_each
from core.ordering import in_order
from language.visible import is_visible

from .drafts import Named, Rows, by_name
from .form import WorkForm


class OutletName(forms.TextInput):
    """A line that offers the names of outlets, as far as they may be named to a user. Two queries."""

    template_name = "articles/works/suggested.html"
    for_user: Any = None

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "list": f"{name}-names"})
        rows = nameable_rows(Outlet.objects.all(), self.for_user) if self.for_user else Outlet.objects.filter(live=True)
        outlets = one_of_each(rows, Locale.get_active())
        context["widget"]["names"] = sorted((outlet.name for outlet in outlets), key=str.casefold)
        return context


class NewWorkForm(WorkForm):
    """What a reference needs; editions and the rest are added on the work's own screen.

    Outlet and authors are named as they stand on the work, and found in the catalogue by their names; who is not
    there is made as a draft, in the work's language where the site has it.
    """

    prefix = "new-work"  # the form of the page stands around it
    field_order = ("title", "kind", "language", "outlet_name", "author_names")

    outlet_name = forms.CharField(
        label=gettext_lazy("Outlet"),
        required=False,
        widget=OutletName,
        help_text=gettext_lazy("By its name; one that is not in the catalogue is added as a draft."),
    )
    author_names = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One name a line, as “Ana García” or “García, Ana”; who is not in the catalogue is added as a draft."
        ),
    )

    class Meta:
        model = Work
        fields = ("title", "kind", "language", "date", "date_precision", "url", "url_is_home", "doi")
        formsets = ()
        widgets = {"date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet_name"].widget.for_user = self.for_user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.place = _locale_of(cleaned.get("language") or "")
        self.outlets = self._named("outlet_name", Outlet, ("name",), [cleaned.get("outlet_name") or ""])
        authors = (cleaned.get("author_names") or "").splitlines()
        self.people = self._named("author_names", Person, ("name", "sort_name"), authors)
        return cleaned

    def _named(self, field: str, model: type[Model], columns: tuple[str, ...], typed: Iterable[str]) -> list[Named]:
        names = list(dict.fromkeys(filter(is_visible, (" ".join(name.split()) for name in typed))))
        known = by_name(model, columns, self.place, self.for_user) if names else {}
        found = []
        for name in names:
            rows = known.get(name.casefold(), [])
            refusal = self._refusal(model, name, len(rows))
            if refusal:
                self.add_error(field, refusal)
            found.append(Named(name, row=rows[0]) if rows else self._new(model, name))
        return found

    def _new(self, model: type[Model], name: str) -> Named:
        """Who is not in the catalogue: “García, Ana” is how lists name a person, and no name."""
        family, comma, given = (part.strip() for part in name.partition(","))
        if model is not Person or not comma or not (family and given) or "," in given:
            return Named(name)
        return Named(f"{given} {family}", f"{family}, {given}")

    def _refusal(self, model: type[Model], name: str, number: int) -> str:
        """Why a name that so many are called by says nobody; "" where it does."""
        if number > 1:
            told = _("More than one is called “%(value)s”: leave the name out, and choose on the work’s own screen.")
        elif not number and len(name) > model._meta.get_field("name").max_length:
            told, name = _("The name “%(value)s …” is too long."), name[:60]
        elif not number and not self.for_user.has_perm(f"articles.add_{model._meta.model_name}"):
            told = _("“%(value)s” is not in the catalogue, and you may not add it.")
        else:
            return ""
        return told % {"value": name}

    def make(self) -> Work:
        """The work as a draft, with the people and the outlet that the catalogue lacks."""
        rows, work = Rows(self.place, self.for_user), self.instance
        work.live = False
        for named in self.outlets:
            work.outlet = rows.of(Outlet, named)
        people = dict.fromkeys(rows.of(Person, named) for named in self.people)
        work.authors = in_order(WorkAuthor(person=person) for person in people)
        return rows.draft(work)


def _locale_of(language: str) -> Locale:
    """The site's locale of a language, or else that of whoever asks: an outlet is named as its works name it."""
    own = (row for row in Locale.objects.order_by("pk") if same_language(row.language_code, language))
    return next(own, None) or Locale.get_active()


def language_for(locale_code: str) -> str:
    """The language of works that a locale is in; "" for none that they know."""
    return next((code for code, _name in work_languages() if same_language(code, locale_code)), "")
