"""A title of which nothing can be seen, and a year that cannot be, are refused wherever they come from."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from articles.importing.facts import facts_of
from articles.importing.reading import Unreadable, read
from articles.models import Edition, Outlet, Person, PublicationPage, Work
from language.visible import is_visible
from tests import factories
from tests.articles.test_new_work import errors, send
from tests.articles.test_works_in_admin import ADD, form
from tests.reading import parse, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
UNSEEN = ["\u200b", "\u2060\u200e", "\u00ad", "\u2800", "\u3164", "\ufe0f", "\u0301", "\ue000", " \u200b \u00a0"]
TITLES = pytest.mark.parametrize("title", UNSEEN, ids=ascii)
THIS_YEAR = timezone.localdate().year
IMPOSSIBLE = pytest.mark.parametrize("year", [1, 26, 999, THIS_YEAR + 3, 2999, 9999])
UNSEEN_TOLD = {
    "en": "Nothing of this can be seen: it holds only signs that are not drawn.",
    "es": "De esto no se ve nada: solo contiene signos que no se dibujan.",
}
YEAR_TOLD = {"en": "cannot be its year: that is between 1000 and", "es": "no puede ser su año: está entre 1000 y"}


def of(response, field: str) -> str:
    """What is said at a field of the form that is shown again."""
    return " ".join(response.context["form"].errors.get(field, []))


def day(year: int) -> str:
    return f"{year:04}-05-03"


@pytest.mark.parametrize("seen", ["A", "和", "?", "1", "—", "a\u200b", "\u2019", "e\u0301", "🌊"])
def test_what_can_be_seen_is_a_title(db, seen) -> None:
    assert is_visible(seen)
    Work(title=seen).full_clean()


# ---------------------------------------------------------------- the form of a work
@BOTH
@TITLES
def test_a_work_whose_title_nobody_can_see_is_refused_at_its_title(editor, code, title) -> None:
    answer = editor.post(reverse(ADD), form(title=title))
    assert of(answer, "title") == UNSEEN_TOLD[code]
    assert UNSEEN_TOLD[code] in text(parse(answer.content.decode()))
    assert not Work.objects.exists()


@BOTH
@IMPOSSIBLE
def test_a_work_of_a_year_that_cannot_be_is_refused_at_its_date(editor, code, year) -> None:
    answer = editor.post(reverse(ADD), form(date=day(year)))
    assert f"{year:04} {YEAR_TOLD[code]} {THIS_YEAR + 2}" in of(answer, "date")
    assert not Work.objects.exists()


@BOTH
def test_the_year_0000_is_no_date(editor, code) -> None:
    assert of(editor.post(reverse(ADD), form(date="0000-01-01")), "date")
    assert not Work.objects.exists()


@BOTH
@pytest.mark.parametrize("year", [1000, 1605, THIS_YEAR, THIS_YEAR + 1, THIS_YEAR + 2])
def test_what_was_printed_long_ago_or_is_forthcoming_has_its_year(editor, code, year) -> None:
    assert editor.post(reverse(ADD), form(date=day(year))).status_code == 302
    assert Work.objects.get().date.year == year


@BOTH
def test_an_edition_is_held_to_the_same(editor, code) -> None:
    answer = editor.post(reverse(ADD), form([{"title": "\u200b", "date": ""}, {"date": day(9999)}]))
    rows = answer.context["form"].formsets["editions"].errors
    assert rows[0] == {"title": [UNSEEN_TOLD[code]]}
    assert YEAR_TOLD[code] in rows[1]["date"][0]
    assert not Work.objects.exists()
    with pytest.raises(ValidationError):
        Edition(work=Work(title="T"), title="T", language="en", date=datetime.date(9999, 1, 1)).clean()


# ---------------------------------------------------------------- “New work”
@BOTH
@TITLES
def test_the_dialog_refuses_a_title_that_nobody_can_see(editor, code, title) -> None:
    assert UNSEEN_TOLD[code] in errors(send(editor, title=title))
    assert not Work.objects.exists()


@BOTH
@IMPOSSIBLE
def test_the_dialog_refuses_a_year_that_cannot_be(editor, code, year) -> None:
    assert f"{year:04} {YEAR_TOLD[code]}" in errors(send(editor, date=day(year)))
    assert not Work.objects.exists()


@BOTH
@TITLES
def test_the_dialog_makes_nobody_whose_name_nobody_can_see(editor, code, title) -> None:
    assert send(editor, outlet_name=title, author_names=f"Ana Sol\n{title}")["step"] == "chosen"
    assert (Outlet.objects.count(), [person.name for person in Person.objects.all()]) == (0, ["Ana Sol"])


# ---------------------------------------------------------------- the page, and the rest of the catalogue
@BOTH
@TITLES
def test_a_page_whose_title_nobody_can_see_is_refused(editor, site, code, title) -> None:
    tree = getattr(site, code)
    data = nested_form_data(
        {
            "title": title, "slug": "on-rivers", "work": factories.work().pk, "summary": rich_text("<p>They flow.</p>"),
            "body-count": "0", "corrections-count": "0", "topics": inline_formset([]), "comments": inline_formset([]),
        }
    )  # fmt: skip
    add = reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", tree.publications.pk])
    answer = editor.post(add, data)
    assert UNSEEN_TOLD[code] in of(answer, "title")
    assert not PublicationPage.objects.exists()


@pytest.mark.parametrize("model", [Person, Outlet])
def test_nobody_in_the_catalogue_has_a_name_that_nobody_can_see(site, model) -> None:
    with pytest.raises(ValidationError, match="Nothing of this can be seen"):
        model(name="\u200b", slug="x", locale=site.en.locale).full_clean()


# ---------------------------------------------------------------- the import
BOOK = {"type": "book", "title": "Of rivers", "language": "en", "publisher": "The House"}


@TITLES
def test_an_import_finds_no_work_in_such_a_title(title) -> None:
    with pytest.raises(Unreadable, match="it has no title"):
        read(json.dumps([BOOK | {"title": title}]))
    assert len(read(json.dumps([BOOK | {"title": title}, BOOK])).items) == 1


@pytest.mark.parametrize("sign", ["\u00ad", "\u2060"], ids=ascii)
def test_an_import_breaks_no_word_where_a_sign_says_how_it_may_be_broken(sign) -> None:
    [item] = read(json.dumps([BOOK | {"title": f"Co{sign}operation", "author": [{"literal": f"La Ca{sign}sa"}]}])).items
    assert (item["title"], item["author"]) == ("Cooperation", [{"literal": "La Casa"}])


@IMPOSSIBLE
def test_an_import_leaves_a_year_out_that_cannot_be_and_says_so(year) -> None:
    facts = facts_of(BOOK | {"issued": {"date-parts": [[year, 5]]}}, "en")
    assert facts.unclear == [f"{year:04} cannot be its year: its date is left out."]
    assert not {"date", "date_precision"} & facts.fields.keys()
    assert facts.refusal == ""


@BOTH
@pytest.mark.parametrize("year", ["9999", "0000", "2999"])
def test_the_preview_says_so_and_the_work_is_made_without_a_date(editor, site, code, year) -> None:
    file = f"@book{{a, title = {{Of rivers}}, year = {year}, language = {{en}}}}"
    fields = {"text": file, "locale": getattr(site, code).locale.pk}
    told = text(parse(editor.post(reverse("import_works"), fields).content.decode()))
    assert year in told
    sentence = {"en": "its date is left out", "es": "se deja fuera la fecha"}[code]
    unknown = {"en": "Its date is not known", "es": "No se conoce su fecha"}[code]
    assert (unknown if year == "0000" else sentence) in told
    editor.post(reverse("import_works"), fields | {"confirm": "1", "item": ["0"]})
    assert Work.objects.get().date is None


@pytest.mark.parametrize("year", [1000, 1449, THIS_YEAR + 1, THIS_YEAR + 2])
def test_an_import_takes_a_year_that_may_be_a_slip_and_asks_for_a_look(year) -> None:
    facts = facts_of(BOOK | {"issued": {"date-parts": [[year]]}}, "en")
    assert facts.fields["date"].year == year
    assert facts.unclear == [f"Its year is {year}: check it."]
