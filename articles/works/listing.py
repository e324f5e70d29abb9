"""The list of works in the admin, by their facts."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from articles.models import Outlet, Person, PublicationPage, Work
from articles.models.languages import WORK_LANGUAGES


def _years() -> list[tuple[str, str]]:
    return [(str(date.year), str(date.year)) for date in Work.objects.dates("date", "year", order="DESC")]


class WorkFilterSet(WagtailFilterSet):
    """Each filter is one query at most, whatever the number of works."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Work.Kind.choices)
    language = django_filters.ChoiceFilter(label=_("Original language"), choices=WORK_LANGUAGES)
    outlet = django_filters.ModelChoiceFilter(
        label=_("Outlet"),
        queryset=lambda _request: Outlet.objects.filter(works__isnull=False).distinct(),
        method="from_outlet",
    )
    author = django_filters.ModelChoiceFilter(
        label=_("Author"),
        queryset=lambda _request: Person.objects.filter(authorships__isnull=False).distinct(),
        method="by",
    )
    year = django_filters.ChoiceFilter(label=_("Year"), choices=_years, field_name="date__year")
    readable_in = django_filters.ChoiceFilter(label=_("Can be read in"), choices=WORK_LANGUAGES, method="in_language")
    summary = django_filters.ChoiceFilter(
        label=_("Summary"), choices=[("missing", _("missing")), ("begun", _("begun or public"))], method="with_summary"
    )

    class Meta:
        model = Work
        fields: list[str] = []

    def from_outlet(self, works: QuerySet, _name: str, outlet: Outlet) -> QuerySet:
        """Of the outlet, whichever of its languages' rows was chosen."""
        return works.filter(outlet__translation_key=outlet.translation_key)

    def by(self, works: QuerySet, _name: str, person: Person) -> QuerySet:
        return works.filter(authors__person__translation_key=person.translation_key).distinct()

    def in_language(self, works: QuerySet, _name: str, language: str) -> QuerySet:
        """The original or any of its editions."""
        return works.filter(Q(language=language) | Q(editions__language=language)).distinct()

    def with_summary(self, works: QuerySet, _name: str, value: str) -> QuerySet:
        told = Exists(PublicationPage.objects.filter(work=OuterRef("pk")))
        return works.filter(told if value == "begun" else ~told)
