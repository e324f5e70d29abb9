"""The list of works in the admin, by their facts."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale, Revision, WorkflowState

from articles.models import Outlet, Person, PublicationPage, Work
from articles.models.languages import work_languages
from core.families import one_of_each


def listed() -> QuerySet[Work]:
    """Works with all that their list shows: outlet, state, and the pages that tell of each. Four queries."""
    scheduled = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Work),
        object_id=Cast(OuterRef("pk"), output_field=CharField()),
        approved_go_live_at__isnull=False,
    )
    pages = PublicationPage.objects.defer("body", "summary").select_related("locale").order_by("locale_id", "pk")
    review = Prefetch("_workflow_states", WorkflowState.objects.active(), to_attr="_current_workflow_states")
    works = Work.objects.annotate(scheduled=Subquery(scheduled.values("pk")[:1]), outlet_here=_outlet_here())
    return works.prefetch_related(review, Prefetch("publication_pages", pages))


def _outlet_here() -> Coalesce:
    """What the outlet is called in the language of whoever asks, where that name is public; else as the work has it."""
    here = Outlet.objects.filter(
        translation_key=OuterRef("outlet__translation_key"), locale=Locale.get_active(), live=True
    )
    return Coalesce(Subquery(here.values("name")[:1]), F("outlet__name"))


def _choices(rows: QuerySet) -> list[tuple[str, str]]:
    """A choice for each family of these rows, named in the language of whoever asks."""
    found = one_of_each(rows, Locale.get_active())
    return [(str(row.translation_key), row.name) for row in sorted(found, key=lambda row: row.name.casefold())]


def _outlets() -> list[tuple[str, str]]:
    return _choices(Outlet.objects.filter(Q(works__isnull=False) | Q(editions__isnull=False)))


def _authors() -> list[tuple[str, str]]:
    return _choices(Person.objects.filter(authorships__isnull=False))


def _years() -> list[tuple[str, str]]:
    return [(str(date.year), str(date.year)) for date in Work.objects.dates("date", "year", order="DESC")]


class WorkFilterSet(WagtailFilterSet):
    """Each filter is one query at most, whatever the number of works."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Work.Kind.choices)
    language = django_filters.ChoiceFilter(label=_("Original language"), choices=work_languages)
    outlet = django_filters.ChoiceFilter(label=_("Outlet"), choices=_outlets, method="appeared_in")
    author = django_filters.ChoiceFilter(label=_("Author"), choices=_authors, method="by")
    year = django_filters.ChoiceFilter(label=_("Year"), choices=_years, field_name="date__year")
    readable_in = django_filters.ChoiceFilter(label=_("Can be read in"), choices=work_languages, method="in_language")
    summary = django_filters.ChoiceFilter(
        label=_("Summary"), choices=[("missing", _("missing")), ("begun", _("begun or public"))], method="with_summary"
    )

    class Meta:
        model = Work
        fields: list[str] = []

    def appeared_in(self, works: QuerySet, _name: str, family: str) -> QuerySet:
        """As the original or as any of its editions."""
        found = Q(outlet__translation_key=family) | Q(editions__outlet__translation_key=family)
        return works.filter(found).distinct()

    def by(self, works: QuerySet, _name: str, family: str) -> QuerySet:
        return works.filter(authors__person__translation_key=family).distinct()

    def in_language(self, works: QuerySet, _name: str, language: str) -> QuerySet:
        """The original or any of its editions."""
        return works.filter(Q(language=language) | Q(editions__language=language)).distinct()

    def with_summary(self, works: QuerySet, _name: str, value: str) -> QuerySet:
        told = Exists(PublicationPage.objects.filter(work=OuterRef("pk")))
        return works.filter(told if value == "begun" else ~told)
