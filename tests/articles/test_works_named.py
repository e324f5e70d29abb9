"""The list of works in the admin names outlets in the language of whoever reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Work
from tests import factories
from tests.articles.conftest import signed_in
from tests.articles.test_works_in_admin import LIST, cells
from tests.reading import text

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
OUTLET = 3


@pytest.fixture
def reader(client, site, here):
    """An editor whose interface is in the one language."""
    return signed_in(client, here, "Editors")


@BOTH_WAYS
def test_an_outlet_is_called_as_in_the_language_of_the_interface_whatever_row_the_work_names(
    reader, site, here, there
) -> None:
    own, foreign = getattr(site, here), getattr(site, there)
    outlet = factories.outlet(foreign.locale, "Far away")
    twin = factories.twin(outlet, own, name="Here")
    for row in (outlet, twin):
        assert text(cells(reader, factories.work(outlet=row), OUTLET)) == "Here"


@BOTH_WAYS
def test_where_it_has_no_public_name_there_it_is_called_as_the_work_has_it(reader, site, here, there) -> None:
    own, foreign = getattr(site, here), getattr(site, there)
    outlet = factories.outlet(foreign.locale, "Far away")
    factories.twin(outlet, own, name="Drafted", live=False)
    assert text(cells(reader, factories.work(outlet=outlet), OUTLET)) == "Far away"
    drafted = factories.outlet(foreign.locale, "Nowhere yet", live=False)
    assert text(cells(reader, factories.work(outlet=drafted), OUTLET)) == "Nowhere yet"
    assert text(cells(reader, factories.work(), OUTLET)) == ""


@BOTH_WAYS
def test_the_list_is_sorted_by_the_names_that_it_shows(reader, site, here, there) -> None:
    own, foreign = getattr(site, here), getattr(site, there)
    for title, name, shown in (("Second", "Alpha", "Zeta"), ("First", "Omega", "Beta")):
        outlet = factories.outlet(foreign.locale, name)
        factories.twin(outlet, own, name=shown)
        factories.work(title, outlet=outlet)
    heads = reader.get(reverse(LIST)).content.decode()
    [key] = {part.partition('"')[0] for part in heads.split("ordering=")[1:] if "outlet" in part.partition('"')[0]}
    assert [work.title for work in reader.get(reverse(LIST), {"ordering": key}).context["object_list"]] == [
        "First", "Second",
    ]  # fmt: skip


@BOTH_WAYS
def test_a_search_in_the_list_may_be_sorted_by_any_of_its_columns(reader, site, here, there) -> None:
    factories.work("Of rivers", outlet=factories.outlet(getattr(site, here).locale))
    for key in ("title", "kind", "outlet_here", "date"):
        for sign in ("", "-"):
            answer = reader.get(reverse(LIST), {"q": "rivers", "ordering": f"{sign}{key}"})
            assert [work.title for work in answer.context["object_list"]] == ["Of rivers"], key


@BOTH_WAYS
@pytest.mark.parametrize("kind", ["person", "outlet", "topic"])
def test_so_may_one_in_the_rest_of_the_catalogue(reader, site, here, there, kind) -> None:
    rows = [getattr(factories, kind)(getattr(site, here).locale, name) for name in ("Paz uno", "Paz dos", "Otra")]
    for sign in ("", "-"):
        url = reverse(f"wagtailsnippets_articles_{kind}:list")
        answer = reader.get(url, {"q": "paz", "ordering": f"{sign}_updated_at"})
        found = [row.pk for row in answer.context["object_list"]]
        assert found == [row.pk for row in rows[:2]][:: -1 if sign else 1]


@BOTH_WAYS
def test_ten_works_cost_what_a_hundred_do(reader, site, here, there) -> None:
    outlet = factories.outlet(getattr(site, there).locale)
    factories.twin(outlet, getattr(site, here))

    def cost(number: int) -> int:
        Work.objects.bulk_create(Work(title="W", live=False, outlet=outlet) for _each in range(number))
        reader.get(reverse(LIST), {"per_page": "100"})
        with CaptureQueriesContext(connection) as seen:
            reader.get(reverse(LIST), {"per_page": "100"})
        return len(seen)

    assert cost(10) == cost(90)
