"""What is shown of a text: the passage that says most, escaped, with the words marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.folding import clean
from search.engine.terms import in_language
from search.extracts import LENGTH, Extract, Part, extract
from tests import factories

pytestmark = pytest.mark.any_database
fixed = settings(derandomize=True, max_examples=200, deadline=None)

LONG = (
    "The first sentence says little. Another one is about trade and rivers, and goes on for a while about how "
    "goods were carried before there were roads. "
) * 5 + "The Assembly spoke of peace. It said that nations which keep peace keep their rivers. Nobody answered."


def marked(text: str, language: str, *stems: str) -> str:
    return extract(clean(text), language, stems).as_html()


@pytest.mark.parametrize(
    ("language", "text", "stems", "shown"),
    [
        ("en", "All about peace.", ["peac"], "All about <mark>peace</mark>."),
        ("en", "Peace, PEACE and peaces.", ["peac"], "<mark>Peace</mark>, <mark>PEACE</mark> and <mark>peaces</mark>."),
        ("es", "La cooperación.", ["cooper"], "La <mark>cooperación</mark>."),
        ("es", "Las naciones.", ["nacion"], "Las <mark>naciones</mark>."),
        ("en", "A South-South plan.", ["south"], "A <mark>South</mark>-<mark>South</mark> plan."),
        ("en", "Nothing here.", ["peac"], "Nothing here."),
        ("en", "", ["peac"], ""),
        ("en", "<script>peace</script>", ["peac"], "&lt;script&gt;<mark>peace</mark>&lt;/script&gt;"),
        (
            "en",
            "<b>\"peace\" & 'war'</b>",
            ["peac"],
            "&lt;b&gt;&quot;<mark>peace</mark>&quot; &amp; &#x27;war&#x27;&lt;/b&gt;",
        ),
        ("en", "One line.\nPeace here.\nA third.", ["peac"], "<mark>Peace</mark> here."),
        ("xx", "peace peaces", ["peace"], "<mark>peace</mark> peaces"),
    ],
)
def test_a_word_is_marked_in_whatever_form_it_stands(language, text, stems, shown) -> None:
    assert marked(text, language, *stems) == shown


def test_the_passage_is_the_one_that_holds_most_of_the_words() -> None:
    shown = str(extract(LONG, "en", {"peac", "nation", "river"}))
    assert "nations which keep peace keep their rivers" in shown
    assert shown.startswith("… ")


def test_where_nothing_is_held_the_beginning_is_shown() -> None:
    assert str(extract(LONG, "en", {"absent"})).startswith("The first sentence says little.")


def test_an_extract_is_short_whatever_the_text() -> None:
    for text in (LONG, "word " * 5000, "x" * 50_000, "peace " * 5000):
        assert len(str(extract(text, "en", {"peac"}))) <= 2 * LENGTH


def test_no_extract_cuts_a_word_that_is_marked() -> None:
    text = f"{'filler ' * 60}peacekeeping {'filler ' * 60}"
    assert "<mark>peacekeeping</mark>" in marked(text, "en", "peacekeep")


@fixed
@given(st.text(max_size=600), st.sampled_from(["en", "es", "xx"]))
def test_every_extract_is_a_piece_of_its_text(text, language) -> None:
    text = clean(text)
    from language.analysis import analyser

    stems = [token.stem for token in analyser(language).tokens(text)][:2]
    found = extract(text, language, stems)
    shown = str(found).removeprefix("… ").removesuffix(" …")
    assert shown in text
    assert "<script" not in found.as_html().replace("<mark>", "").replace("</mark>", "")


@fixed
@given(st.lists(st.tuples(st.text(max_size=20), st.booleans()), max_size=6))
def test_the_only_markup_of_an_extract_is_our_own(parts) -> None:
    html = Extract(tuple(Part(text, is_marked) for text, is_marked in parts)).as_html()
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert '"' not in bare
    assert html.count("<mark>") == html.count("</mark>") == sum(is_marked for _text, is_marked in parts)


NAMES = "The water of a river belongs to all who live along it, and nobody sells it.\nPeace and mediation\nAna Peace"


@pytest.mark.parametrize(
    ("title", "expected"), [("Peace at the river", "The water of a river"), ("The river", "Peace and mediation")]
)
def test_a_name_is_shown_for_what_neither_a_sentence_nor_the_title_says(title, expected) -> None:
    assert str(extract(NAMES, "en", {"peac"}, title)).startswith(expected)
    assert str(extract(NAMES, "en", {"peac", "river"}, title)).startswith("The water of a river")


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_heading_stands_in_no_extract_with_the_sentence_below_it(client, site, code) -> None:
    body = [
        ("heading", "The notebook"),
        ("rich_text", "<p>It lies in a hut by the river, and whoever passes by writes.</p>"),
    ]
    factories.post(getattr(site, code), "About it", intro="–", body=body)
    address = {"en": "/en/search/", "es": "/es/buscar/"}[code]
    [found] = client.get(f"{address}results.json", {"q": "river"}).json()["results"]
    assert found["highlight"].replace("<mark>", "").replace("</mark>", "").startswith("It lies in a hut")


LINES = st.lists(
    st.tuples(st.sampled_from(["", "en", "es", "pt-br"]), st.sampled_from(["", "Peace.", "War", "Peace war peace"])),
    min_size=1,
    max_size=6,
)


@fixed
@given(LINES, st.sampled_from(["peac", "war", "absent"]))
def test_an_extract_has_the_language_of_its_line_and_nothing_of_how_that_is_kept(lines, stem) -> None:
    found = extract("\n".join(in_language(line, code) for code, line in lines), "en", {stem})
    shown = str(found).removeprefix("… ").removesuffix(" …")
    assert (found.lang, shown) in [("" if not line else code, line) for code, line in lines]
