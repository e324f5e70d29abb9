"""“Import works”: what would be made is shown first; what is made is a draft; nothing stands in the catalogue twice."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry
from wagtail.users.models import UserProfile

from articles.citing.formats import bibtex, csl_json, ris
from articles.importing.making import make
from articles.importing.plans import plans
from articles.importing.reading import MAX_BYTES
from articles.models import Outlet, Person, Work
from tests import factories
from tests.reading import parse, text

URL = reverse("import_works")
pytestmark = pytest.mark.any_database
BOTH = pytest.mark.parametrize("code", ["en", "es"])
WATER = {
    "id": "x", "type": "article-journal", "title": "¿De quién es el agua?", "language": "es",
    "author": [{"family": "Núñez Gil", "given": "Ana"}, {"literal": "La Casa"}], "issued": {"date-parts": [[2019, 5]]},
    "container-title": "Revista de Paz", "volume": "4", "page": "1-9", "DOI": "10.1000/Water", "URL": "https://a.org/w",
}  # fmt: skip


@pytest.fixture
def editor(site):
    return factories.user("edith", "Editors")


@pytest.fixture
def sent(client, site, editor):
    """Sends a file, or its text with what was ticked; returns the answer."""
    client.force_login(editor)

    def send(text: str, code: str = "en", **more):
        return client.post(URL, {"text": text, "locale": Locale.objects.get(language_code=code).pk} | more)

    return send


def shown(response) -> list[str]:
    """The words of each item on the page."""
    return [text(part) for part in parse(response.content.decode()).findall(".//section[@aria-labelledby]")]


def there() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Work, Person, Outlet))


@BOTH
@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_what_would_be_made_is_shown_field_by_field_and_nothing_is_saved(sent, write, code) -> None:
    before = there()
    [told] = shown(sent(write([WATER]), code))
    facts = ("Kind journal article", "Original language Spanish", "Date May 2019", "Volume 4", "Pages 1-9")
    new = (
        "Author Ana Núñez Gil – new, as a draft",
        "La Casa – new, as a draft, an organisation",
        "Revista de Paz – new, as a draft",
    )
    assert [words for words in (WATER["title"], *facts, *new) if words not in told] == []
    assert there() == before


@BOTH
def test_of_who_is_new_the_name_in_lists_is_shown_before_it_is_made(sent, site, editor, code) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    factories.person(site.en.locale, "Eva Mar", sort_name="Mar, Eva")
    names = "{María José Pérez García and Mar, Eva and {La Casa} and Plato}"
    [told] = shown(sent(f"@book{{a, title = {{T}}, author = {names}}}", code))
    new, there, lists = {
        "en": ("new, as a draft", "in the catalogue", "in lists: "),
        "es": ("nuevo registro, en borrador", "en el catálogo", "en las referencias: "),
    }[code]
    assert f"María José Pérez García – {new}; {lists}García, María José Pérez" in told
    assert f"Eva Mar – {there}" in told
    assert told.count(lists) == 1


@BOTH
def test_what_is_ticked_is_made_as_drafts_with_its_people_and_outlet(sent, editor, code) -> None:
    answer = sent(csl_json([WATER, WATER | {"title": "Another", "DOI": "", "URL": ""}]), code, confirm="1", item=["0"])
    assert answer.status_code == 302
    work = Work.objects.get()
    facts = ("kind", "language", "date_precision", "volume", "pages", "doi", "url")
    assert [getattr(work, name) for name in facts] == [
        "article", "es", "month", "4", "1-9", "10.1000/water", "https://a.org/w",
    ]  # fmt: skip
    people = [row.person for row in work.authors.all()]
    assert [(one.name, one.sort_name, one.is_organisation) for one in people] == [
        ("Ana Núñez Gil", "Núñez Gil, Ana", False), ("La Casa", "", True),
    ]  # fmt: skip
    for row in (work, work.outlet, *people):
        assert not row.live
        assert row.latest_revision.user == editor
        assert ModelLogEntry.objects.filter(object_id=str(row.pk), action="wagtail.create", user=editor).exists()
    assert {row.locale.language_code for row in (work.outlet, *people)} == {code}


@BOTH
def test_the_history_of_each_tells_who_brought_it_in_and_when(client, sent, editor, code) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    several = [WATER | {"title": f"T {one}", "DOI": f"10.1000/{one}", "URL": ""} for one in range(3)]
    sent(csl_json(several), code, confirm="1", item=["0", "1", "2"])
    assert there() == (3, 2, 1)
    made = [*Work.objects.all(), *Person.objects.all(), *Outlet.objects.all()]
    for row in made:
        page = client.get(reverse(row.snippet_viewset.get_url_name("history"), args=[row.pk]))
        [entry] = page.context["object_list"]
        assert (entry.action, entry.user, entry.revision) == ("wagtail.create", editor, row.latest_revision)
        told = [text(line) for line in parse(page.content.decode()).iter("tr")]
        assert [line for line in told if {"en": "Created", "es": "Creación"}[code] in line and "edith" in line]


def test_people_and_outlets_that_are_there_are_taken_and_two_works_share_who_is_new(sent, site) -> None:
    ana = factories.person(site.en.locale, "Ana Núñez", sort_name="Núñez Gil, Ana")
    review = factories.outlet(site.es.locale, "REVISTA de paz")
    two = csl_json([WATER, WATER | {"title": "Another", "DOI": "", "URL": ""}])
    assert "Ana Núñez Gil – in the catalogue" in shown(sent(two))[0]
    sent(two, confirm="1", item=["0", "1"])
    first, second = Work.objects.order_by("pk")
    assert first.outlet == second.outlet == review
    assert [row.person for row in first.authors.all()] == [row.person for row in second.authors.all()]
    assert first.authors.first().person == ana
    assert there() == (2, 2, 1)


def test_of_a_family_of_people_the_row_of_the_language_is_taken_and_of_two_people_it_is_said(sent, site) -> None:
    ana = factories.person(site.en.locale, "La Casa")
    spanish = factories.person(site.es.locale, "La Casa", translation_key=ana.translation_key)
    sent(csl_json([WATER]), "es", confirm="1", item=["0"])
    assert Work.objects.get().authors.last().person == spanish
    factories.person(site.en.locale, "La Casa", slug="another")
    told = shown(sent(csl_json([WATER | {"DOI": "", "URL": ""}])))[0]
    assert "More than one is called “La Casa”" in told


@pytest.mark.parametrize("same", ["doi", "address", "edition"])
def test_what_is_in_the_catalogue_already_is_shown_and_never_made(sent, same) -> None:
    other = {
        "doi": {"doi": "10.1000/water"},
        "address": {"url": "http://www.a.org/w/?utm_source=x"},
        "edition": {"editions": [{"url": "https://a.org/w/"}]},
    }[same]
    work = factories.work("Here", **other)
    response = sent(csl_json([WATER]))
    assert "In the catalogue already: Here" in shown(response)[0]
    assert reverse("wagtailsnippets_articles_work:edit", args=[work.pk]) in response.content.decode()
    sent(csl_json([WATER]), confirm="1", item=["0"])
    assert Work.objects.count() == 1


def test_a_work_of_the_same_title_is_shown_and_not_ticked(sent) -> None:
    factories.work(WATER["title"])
    response = sent(csl_json([WATER]))
    assert "tick this one only if it is another" in shown(response)[0]
    assert parse(response.content.decode()).find(".//input[@name='item']").get("checked") is None


def test_what_stands_twice_in_a_file_is_made_once_and_so_is_what_is_sent_twice(sent) -> None:
    twice = csl_json([WATER, WATER])
    assert "stands in this file twice" in shown(sent(twice))[1]
    for _time in range(2):
        sent(twice, confirm="1", item=["0", "1"])
    assert Work.objects.count() == 1


BARE = WATER | {"DOI": "", "URL": ""}  # with nothing that says which work it is
PERHAPS = {
    "en": ("Perhaps the same: a work of this title, year and first author is there", "Perhaps the same as “¿De quién"),
    "es": ("Quizá sea la misma: hay una obra con este título, año y primer autor", "Quizá sea la misma que «¿De quién"),
}
SAME = {
    "as it is": {},
    "another spelling": {"title": "¡De quien es el agua!", "author": [{"family": "NUÑEZ GIL", "given": "A."}]},
    "with a subtitle": {"title": "¿De quién es el agua?: un ensayo"},
    "another day of the year": {"issued": {"date-parts": [[2019, 6, 1]]}},
}
OTHER = {
    "another year": {"issued": {"date-parts": [[2020]]}},
    "another author": {"author": [{"family": "Sol", "given": "Luz"}]},
    "no author": {"author": []},
    "no date": {"issued": {}},
    "another title": {"title": "De ríos"},
}


def ticked(response) -> list[bool]:
    return [
        box.get("checked") is not None for box in parse(response.content.decode()).findall(".//input[@name='item']")
    ]


@pytest.mark.parametrize("changed", SAME.values(), ids=SAME)
@BOTH
def test_what_has_title_year_and_first_author_of_a_work_is_perhaps_that_and_can_be_made(
    client, sent, editor, code, changed
) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    sent(csl_json([BARE]), code, confirm="1", item=["0"])
    work = Work.objects.get()
    response = sent(csl_json([BARE | changed]), code)
    assert PERHAPS[code][0] in shown(response)[0]
    assert reverse("wagtailsnippets_articles_work:edit", args=[work.pk]) in response.content.decode()
    assert ticked(response) == [False]
    sent(csl_json([BARE | changed]), code, confirm="1", item=["0"])
    assert Work.objects.count() == 2


@pytest.mark.parametrize("changed", SAME.values(), ids=SAME)
@BOTH
def test_of_two_in_a_file_the_second_is_perhaps_the_first_and_both_can_be_made(sent, editor, code, changed) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    twice = csl_json([BARE, BARE | changed])
    response = sent(twice, code)
    assert [PERHAPS[code][1] in words for words in shown(response)] == [False, True]
    assert ticked(response) == [True, False]
    sent(twice, code, confirm="1", item=["0", "1"])
    assert Work.objects.count() == 2


@pytest.mark.parametrize("changed", OTHER.values(), ids=OTHER)
def test_what_differs_in_one_of_the_three_is_not_perhaps_the_same(sent, changed) -> None:
    sent(csl_json([BARE]), confirm="1", item=["0"])
    assert "Perhaps the same" not in "".join(shown(sent(csl_json([BARE | changed, BARE | {"title": "Else"}]))))


def test_a_work_is_known_by_the_title_of_an_edition_too(sent, site) -> None:
    ana = factories.person(site.en.locale, "Ana Núñez Gil")
    factories.work("Whose is the water?", authors=(ana,), date="2019-01-01", editions=({"title": WATER["title"]},))
    assert "Perhaps the same" in shown(sent(csl_json([BARE])))[0]


# ---------------------------------------------------------------- editions of other works
EDITION = {
    "id": "y", "type": "webpage", "title": "Whose is the water?", "language": "en",
    "author": [{"family": "Núñez Gil", "given": "Ana"}], "translator": [{"literal": "Luz Mar"}],
    "issued": {"date-parts": [[2021]]}, "original-title": "¿De quién es el agua?",
}  # fmt: skip
IS_EDITION = {
    "en": "The file calls this a translation or another edition of “¿De quién es el agua?”.",
    "es": "El archivo la presenta como traducción u otra edición de «¿De quién es el agua?».",
}
THERE = {"en": "That work is in the catalogue:", "es": "Esa obra está en el catálogo:"}
HERE = {"en": "That work stands in this file too.", "es": "Esa obra está también en este archivo."}


@BOTH
@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
@pytest.mark.parametrize("first", [True, False], ids=["behind it", "before it"])
def test_a_translation_of_a_work_in_the_file_is_said_to_be_one_and_not_ticked(sent, editor, code, write, first) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    both = [BARE, EDITION] if first else [EDITION, BARE]
    response = sent(write(both), code)
    assert [IS_EDITION[code] in words and HERE[code] in words for words in shown(response)] == [not first, first]
    assert ticked(response) == [first, not first]
    sent(write(both), code, confirm="1", item=["0", "1"])
    assert Work.objects.count() == 2


@BOTH
@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_a_translation_of_a_work_in_the_catalogue_is_said_to_be_one_and_leads_there(sent, editor, code, write) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    work = factories.work("¡De quien es el agua!")
    response = sent(write([EDITION]), code)
    [told] = shown(response)
    assert f"{THERE[code]} {work.title}" in told
    assert IS_EDITION[code] in told
    assert HERE[code] not in told
    assert reverse("wagtailsnippets_articles_work:edit", args=[work.pk]) in response.content.decode()
    assert ticked(response) == [False]


@BOTH
@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_a_translation_of_a_work_that_is_nowhere_is_said_to_be_one_and_not_ticked(sent, editor, code, write) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    response = sent(write([EDITION]), code)
    [told] = shown(response)
    assert IS_EDITION[code] in told
    assert THERE[code] not in told
    assert HERE[code] not in told
    assert ticked(response) == [False]


def test_what_has_the_title_of_its_original_or_is_there_already_is_no_edition_to_be_added(sent) -> None:
    work = factories.work("Here", editions=[{"url": "https://e.org/w"}])
    same = csl_json([EDITION | {"original-title": "Whose is THE water"}, EDITION | {"URL": "https://e.org/w"}])
    response = sent(same)
    assert "The file calls this a translation" not in "".join(shown(response))
    assert f"In the catalogue already: {work.title}" in shown(response)[1]
    assert ticked(response) == [True]


@pytest.mark.parametrize("title", [["a", "b"], {"a": 1}, 3, True, None, "\x00", "<b></b>"])
def test_whatever_stands_for_the_title_of_an_original_is_shown(sent, title) -> None:
    assert len(shown(sent(json.dumps([EDITION | {"original-title": title}])))) == 1


def test_a_preview_that_is_sent_again_makes_nothing_twice_and_says_so(client, sent) -> None:
    two = csl_json([BARE, BARE | {"title": "Another"}])
    [preview] = [field.get("value") for field in parse(sent(two).content.decode()).findall(".//input[@name='preview']")]
    for _time in range(3):
        answer = sent(two, confirm="1", item=["0", "1"], preview=preview)
        assert answer.status_code == 302
    assert there() == (2, 2, 1)
    told = [str(message) for message in client.get(answer.url).context["messages"]]
    assert told[-2:] == ["This was sent more than once: it was made the first time, and nothing twice."] * 2
    # What was not ticked before can still be made, and a new preview is another act.
    sent(csl_json([BARE, BARE]), confirm="1", item=["0"], preview="b" * 32)
    sent(csl_json([BARE, BARE]), confirm="1", item=["0", "1"], preview="b" * 32)
    assert Work.objects.count() == 4


@pytest.mark.parametrize("preview", ["", "x", "\x00", "1" * 400])
def test_a_preview_with_a_number_that_is_none_is_not_made(client, sent, preview) -> None:
    answer = sent(csl_json([BARE]), confirm="1", item=["0"], preview=preview)
    assert (answer.status_code, Work.objects.count()) == ((302, 1) if not preview else (200, 0))


@BOTH
def test_editors_are_made_authors_that_are_said_to_be_editors(sent, editor, code) -> None:
    UserProfile.objects.create(user=editor, preferred_language=code)
    edited = csl_json([BARE | {"author": [], "editor": [{"family": "Sol", "given": "Luz"}, {"literal": "others"}]}])
    words = {
        "en": ("Editor Luz Sol", "It names no author", "It has more authors than it names"),
        "es": ("Editor Luz Sol", "No nombra autores", "Tiene más autores de los que nombra"),
    }[code]
    [told] = shown(sent(edited, code))
    assert [word for word in words if word not in told] == []
    sent(edited, code, confirm="1", item=["0"])
    assert [(row.person.name, row.role) for row in Work.objects.get().authors.all()] == [("Luz Sol", "ed.")]


UNCLEAR = {
    "kind": ({"type": "song"}, "Its kind is not known here"),
    "language": ({"language": "tlh"}, "Its language, “tlh”, is not known here"),
    "no language": ({"language": ""}, "Its language is not said"),
    "date": ({"issued": {}}, "Its date is not known"),
    "doi": ({"DOI": "see below"}, "“see below” is no DOI"),
    "address": ({"URL": "javascript:alert(1)"}, "is no address on the web"),
    "long": ({"volume": "x" * 400}, "“volume” is too long"),
}


@pytest.mark.parametrize(("fields", "told"), UNCLEAR.values(), ids=UNCLEAR)
def test_what_is_unclear_is_said_and_the_rest_is_made(sent, fields, told) -> None:
    changed = csl_json([WATER | fields])
    assert told in shown(sent(changed))[0]
    sent(changed, confirm="1", item=["0"])
    work = Work.objects.get()
    work.full_clean()
    assert "javascript" not in work.url


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"title": "x" * 256}, "longer than 255"), ({"author": [{"literal": "y" * 300}]}, "The name “yyy")],
)
def test_what_does_not_fit_is_not_made(sent, fields, told) -> None:
    assert told in shown(sent(csl_json([WATER | fields])))[0]
    before = there()
    sent(csl_json([WATER | fields]), confirm="1", item=["0"])
    assert there() == before


def test_markup_stays_text(sent) -> None:
    evil = "<script>alert(1)</script>"
    response = sent(csl_json([WATER | {"title": evil, "container-title": evil, "author": [{"literal": evil}]}]))
    assert evil not in response.content.decode()
    assert shown(response)[0].count(evil) >= 3


def test_a_file_is_taken_and_a_broken_one_refused_with_a_sentence(client, sent) -> None:
    file = SimpleUploadedFile("works.bib", bibtex([WATER]).encode())
    assert len(shown(sent("", file=file))) == 1
    for data, told in ((b"\xff\xfe", "not UTF-8"), (b"x" * 600_000, "larger than"), (b"{", "broken")):
        answer = sent("", file=SimpleUploadedFile("works.bib", data))
        assert answer.status_code == 200
        assert told in answer.content.decode()
    assert "Choose a file, or paste its text." in sent("").content.decode()
    assert "file" in client.get(URL).context["form"].fields


@BOTH
def test_a_file_that_just_fits_is_made_as_it_was_shown_though_browsers_end_its_lines_with_two_signs(sent, code) -> None:
    fits = csl_json([BARE]) + "\n" * 9_000
    fits += " " * (MAX_BYTES - len(fits.encode()))
    assert len(shown(sent("", code, file=SimpleUploadedFile("works.json", fits.encode())))) == 1
    assert sent(fits.replace("\n", "\r\n"), code, confirm="1", item=["0"]).status_code == 302
    assert Work.objects.count() == 1


@pytest.mark.parametrize("item", ["", "x", "-1", "9" * 40, "٣", "7", "\x00"])
def test_nonsense_makes_nothing(sent, item) -> None:
    assert sent(csl_json([WATER]), confirm="1", item=[item]).status_code == 302
    assert not Work.objects.exists()


def test_only_who_may_add_works_gets_there_and_only_who_may_add_people_adds_them(client, site, editor) -> None:
    translator = factories.user("teo", "Translators (es)")
    client.force_login(translator)
    for send in (client.get, client.post):
        assert send(URL).status_code in (302, 403)
    with pytest.raises(PermissionDenied):
        make([WATER], chosen={0}, locale=site.en.locale, user=translator)
    assert there() == (0, 0, 0)
    editor.groups.first().permissions.filter(codename="add_person").delete()
    [plan] = plans([WATER], locale=site.en.locale, user=type(editor).objects.get(pk=editor.pk))
    assert "is not in the catalogue, and you may not add it" in plan.facts.refusal
    assert not plan.may_be_made


def test_a_new_address_is_free_in_its_language(site, editor) -> None:
    for name in ("La Casa", "La  casa!"):
        factories.person(site.en.locale, name, slug=f"la-casa{'-2' if '!' in name else ''}")
    make([WATER | {"author": [{"literal": "La casa"}, {"literal": "和平"}, {"literal": "La, Casa"}]}],
         chosen={0}, locale=site.en.locale, user=editor)  # fmt: skip
    assert sorted(Person.objects.values_list("slug", flat=True)) == ["la-casa", "la-casa-2", "la-casa-3", "person"]


def test_a_list_of_a_hundred_costs_what_ten_do(site, editor) -> None:
    factories.work("Here", editions=[{"url": "https://b.org/"}])

    def cost(number: int) -> int:
        items = [WATER | {"title": f"T {one}", "DOI": f"10.1000/{one}", "URL": ""} for one in range(number)]
        with CaptureQueriesContext(connection) as seen:
            assert len(plans(items, locale=site.en.locale, user=editor)) == number
        return len(seen)

    cost(1)
    assert cost(100) == cost(10) <= 4


@pytest.mark.parametrize("field", [{"doi": "10.1000/water"}, {"url": "https://www.a.org/w/"}])
def test_a_work_whose_draft_alone_has_the_doi_or_address_is_the_one_there_is(site, editor, field) -> None:
    work = factories.work("Another title")
    draft = work.get_latest_revision_as_object()
    for name, value in field.items():
        setattr(draft, name, value)
    draft.save_revision()
    [plan] = plans([WATER], locale=site.en.locale, user=editor)
    assert plan.existing == work
