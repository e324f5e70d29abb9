"""Every table that the admin saves as a spreadsheet, Wagtail's too: no cell of it is a formula."""

import csv
import io
from types import SimpleNamespace

import pytest
from django.urls import resolve, reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page

from accounts.models import User
from core.spreadsheets import FORMULA, harmless
from tests import factories
from tests.translations import story
from tests.translations.doors import address, doors, furniture
from tests.translations.ways import fresh

pytestmark = pytest.mark.any_database

EVIL = "=cmd|'/c calc'!A1"
LISTS = ("aging_pages", "locked_pages", "site_history", "workflow", "workflow_tasks")


def built(site) -> SimpleNamespace:
    """Pages, people and a snippet with such a name, in every list there is."""
    people = story.people(site)
    User.objects.update(first_name=EVIL, last_name="")
    for tree in (site.en, site.es):
        post = factories.post(tree, EVIL, slug=f"evil-{tree.locale.language_code}")
        Page.objects.filter(pk=post.pk).update(locked=True, locked_by=people.admin, locked_at=timezone.now())
        fresh(post).save_revision(user=people.admin).publish(user=people.admin)
        waits = factories.post(tree, EVIL, slug=f"waits-{tree.locale.language_code}", live=False)
        waits.save_revision(user=people.editor)
        waits.get_workflow().start(waits, people.editor)
    item = story.open_post(site, "en", "es", people.editor, EVIL)
    topic = factories.topic(site.en.locale, EVIL)
    person, outlet = factories.person(site.en.locale, EVIL), factories.outlet(site.en.locale)
    rows = {"topic": topic, "person": person, "outlet": outlet, "work": factories.work(EVIL)}
    rows |= {"page": fresh(post), "user": people.admin, "group": people.editor.groups.get(), "locale": site.es.locale}
    return SimpleNamespace(people=people, item=item, redirect=SimpleNamespace(pk=1), **rows, **vars(furniture()))


def tables(world) -> list[str]:
    """The addresses of views that save spreadsheets."""
    found = []
    for door in doors():
        if not door.is_admin or (door.namespace in ("translations", "wagtail_localize") and door.parameters):
            continue
        url = address(door, world)
        if issubclass(getattr(resolve(url).func, "view_class", object), SpreadsheetExportMixin):
            found.append(url)
    return list(dict.fromkeys(found))


def cells(response) -> list:
    """What a spreadsheet would read from an answer; [] where it is none."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers["Content-Type"].startswith("text/csv"):
        return [cell for row in csv.reader(io.StringIO(content.decode(), newline="")) for cell in row]
    if not content.startswith(b"PK"):
        return []
    return [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_table_that_the_admin_saves_holds_a_formula(world, client, kind) -> None:
    client.force_login(world.people.admin)
    client.raise_request_exception = False
    quoted = set()
    for url in tables(world):
        found = cells(client.get(f"{url}?export={kind}"))
        texts = [getattr(cell, "value", cell) for cell in found]
        assert [text for text in texts if isinstance(text, str) and text.startswith(FORMULA)] == [], url
        assert [cell for cell in found if getattr(cell, "data_type", "") == "f"] == [], url
        quoted |= {url} if f"'{EVIL}" in texts else set()
    wanted = {reverse(f"wagtailadmin_reports:{name}") for name in LISTS} | {reverse("translations:index")}
    assert quoted >= wanted, sorted(wanted - quoted)


def test_every_view_that_saves_tables_passes_its_values_through_the_one_that_quotes(world) -> None:
    """Another way in a newer Wagtail is noticed here."""
    wrapped = SpreadsheetExportMixin.preprocess_field_value
    assert wrapped.__wrapped__.__module__ == SpreadsheetExportMixin.__module__
    views = {resolve(url).func.view_class for url in tables(world)}
    ways = ("write_csv_row", "generate_xlsx_row", "stream_csv", "write_xlsx")
    assert len(views) > 10
    for view in views:
        ours = view.__module__.startswith("translations.")
        assert ours or view.preprocess_field_value is wrapped, view
        assert [name for name in ways if getattr(view, name) is not getattr(SpreadsheetExportMixin, name)] == [], view


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "' =1"),
        ("a;=1+1", "a;'=1+1"),
        ("a; @b;-c", "a;' @b;'-c"),
        ("a;b=c", "a;b=c"),
        ("1-2", "1-2"),
        (-3, "-3"),
        (None, ""),
        (["a", "b"], "a b"),
    ],
)
def test_a_text_begins_no_formula_and_a_number_stays_one(text, cell) -> None:
    """A spreadsheet in Spanish parts cells at a semicolon."""
    assert harmless(text) == cell


# What a spreadsheet might take for more than text, where it stands first and where a cell may begin.
CELLS = st.text(st.sampled_from(list("=+-@＝＋－＠;\t\r\n 'a1Ñ,\"|")), max_size=24)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(CELLS)
def test_whatever_a_text_holds_no_cell_of_it_begins_as_a_formula_does(text) -> None:
    cell = harmless(text)
    assert not any(sign in cell for sign in "\t\r\n")
    assert not cell.startswith(FORMULA)
    assert not any(part.lstrip().startswith(FORMULA) for part in cell.split(";")[1:])
    # Nothing but quotes was added, and nothing but breaks was taken away.
    assert cell.replace("'", "").split() == text.replace("'", "").split()
    assert harmless(cell) == cell


@pytest.mark.parametrize("value", [0, -1, 10**20, True, -1.5, timezone.now().date(), SimpleNamespace(a=1)])
def test_what_is_no_text_is_told_as_python_tells_it(value) -> None:
    # A number of the cells of a column may be negative; a text that looks like one may not.
    assert harmless(value).removeprefix("'") == str(value)
    assert harmless(str(-1)) == "'-1"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("value", "cell"), [("=1", "'=1"), ("a", "a"), (-3, -3), (["=1", "b"], "'=1, b"), (True, True)]
)
def test_wagtails_own_tables_quote_texts_and_leave_numbers(kind, value, cell) -> None:
    found = SpreadsheetExportMixin().preprocess_field_value("title", value, kind)
    assert found == cell or str(found) == str(cell)
    assert not str(found).startswith("=")
