"""References in words: APA and Chicago, in English and in Spanish, of works of all kinds and odd shapes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citing.references import STYLES, reference, references
from tests.reading import parse

PAPER = {
    "id": "paper",
    "type": "article-journal",
    "title": "Water: a way",
    "author": [{"family": "Núñez", "given": "Ana"}, {"family": "Ibáñez", "given": "Lu"}],
    "container-title": "Peace Journal",
    "volume": "3",
    "issue": "2",
    "page": "1-9",
    "issued": {"date-parts": [[2024, 3, 4]]},
    "DOI": "10.1/a",
    "language": "en",
}
PIECE = {
    "id": "piece",
    "type": "article-magazine",
    "title": "La paz y el clima",
    "author": [{"family": "Ibáñez", "given": "Lu"}],
    "container-title": "Revista Foro",
    "issued": {"date-parts": [[2020, 5, 6]]},
    "URL": "https://example.org/x",
    "language": "es",
}
REPORT = {
    "id": "report",
    "type": "report",
    "title": "Una agenda",
    "author": [{"literal": "Naciones Unidas"}],
    "publisher": "Naciones Unidas",
    "issued": {"date-parts": [[1992]]},
    "language": "es",
}
NOBODY = {key: value for key, value in PIECE.items() if key != "author"} | {"id": "nobody"}
AGENDA = {**{key: value for key, value in REPORT.items() if key != "author"}, "title": "An agenda", "language": "en"}
ASKED = {**PIECE, "id": "asked", "type": "post-weblog", "title": "¿Qué dice el agua?", "container-title": "Tandem"}
BARE = {"id": "bare", "type": "book", "title": "A book", "language": "en"}


def tags_of(html: str) -> set[str]:
    """The elements that a browser makes of it, those of any page left out."""
    found = {element.tag for element in parse(f"<!doctype html><title>x</title><p id=here>{html}").iter()}
    return found - {"html", "head", "title", "body", "p"}


@pytest.mark.parametrize(
    ("item", "manner", "text"),
    [
        (PAPER, "apa en", "Núñez, A., & Ibáñez, L. (2024). Water: a way. Peace Journal, 3(2), 1–9. https://doi.org/10.1/a"),
        (PAPER, "apa es", "Núñez, A., e Ibáñez, L. (2024). Water: a way. Peace Journal, 3(2), 1-9. https://doi.org/10.1/a"),
        (PAPER, "chicago en", "Núñez, Ana, and Lu Ibáñez. 2024. “Water: A Way.” Peace Journal 3 (2): 1–9. doi:10.1/a."),
        (PAPER, "chicago es", "Núñez, Ana, y Lu Ibáñez. 2024. «Water: A Way». Peace Journal 3 (2): 1-9. doi:10.1/a."),
        (PIECE, "apa en", "Ibáñez, L. (2020, May 6). La paz y el clima. Revista Foro. https://example.org/x"),
        (PIECE, "apa es", "Ibáñez, L. (2020, 6 de mayo). La paz y el clima. Revista Foro. https://example.org/x"),
        (PIECE, "chicago en", "Ibáñez, Lu. 2020. “La paz y el clima.” Revista Foro, May 6. https://example.org/x."),
        (PIECE, "chicago es", "Ibáñez, Lu. 2020. «La paz y el clima». Revista Foro, 6 de mayo. https://example.org/x."),
        (REPORT, "apa es", "Naciones Unidas. (1992). Una agenda. Naciones Unidas."),
        (REPORT, "chicago en", "Naciones Unidas. 1992. Una agenda. Naciones Unidas."),
        (NOBODY, "apa en", "La paz y el clima. (2020, May 6). Revista Foro. https://example.org/x"),
        (NOBODY, "apa es", "La paz y el clima. (2020, 6 de mayo). Revista Foro. https://example.org/x"),
        (NOBODY, "chicago en", "Revista Foro. 2020. “La paz y el clima.” Revista Foro, May 6. https://example.org/x."),
        ({**NOBODY, "type": "webpage"}, "chicago es", "«La paz y el clima». 2020. Revista Foro. 6 de mayo. https://example.org/x."),
        (AGENDA, "chicago en", "An Agenda. 1992. Naciones Unidas."),
        (ASKED, "chicago en", "Ibáñez, Lu. 2020. “¿Qué dice el agua?” Tandem. May 6. https://example.org/x."),
        (ASKED, "chicago es", "Ibáñez, Lu. 2020. «¿Qué dice el agua?». Tandem. 6 de mayo. https://example.org/x."),
        (BARE, "apa en", "A book. (n.d.)."),
        (BARE, "apa es", "A book. (s.\u00a0f.)."),
    ],
)  # fmt: skip
def test_a_reference_is_as_people_of_the_language_write_it(item, manner, text) -> None:
    assert reference(item, *manner.split()).text == text


def test_titles_of_periodicals_and_books_are_in_italics_and_nothing_else_is() -> None:
    assert "<i>Peace Journal</i>" in reference(PAPER, "chicago", "en").html
    assert tags_of(reference(PAPER, "apa", "es").html) == {"i"}


def test_a_language_without_words_here_is_cited_in_english() -> None:
    assert [one.text for one in references(PIECE, "pt")] == [one.text for one in references(PIECE, "en")]


@pytest.mark.parametrize("language", ["en", "es"])
@settings(max_examples=60, deadline=None)
@given(
    title=st.one_of(
        st.text(min_size=1, max_size=60), st.sampled_from(["<script>alert(1)</script>", "a & b", '"', "{}"])
    ),
    family=st.text(min_size=1, max_size=20),
    kind=st.sampled_from(["article-journal", "webpage", "report", "chapter", "book", "speech", "post-weblog"]),
)
def test_no_title_and_no_name_becomes_markup(language, title, family, kind) -> None:
    item = {"id": "x", "type": kind, "title": title, "language": "en", "author": [{"family": family, "given": "A"}],
            "container-title": title, "publisher": family}  # fmt: skip
    for style in STYLES:
        assert tags_of(reference(item, style, language).html) <= {"i"}


# ---------------------------------------------------------------- what is put right
@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("Ibáñez", "e Ibáñez"), ("Iglesias", "e Iglesias"), ("Hidalgo", "e Hidalgo"), ("Íñiguez", "e Íñiguez"),
        ("Hierro", "y Hierro"), ("Ionesco", "y Ionesco"), ("Hiato", "y Hiato"), ("Yáñez", "y Yáñez"), ("Sol", "y Sol"),
    ],
)  # fmt: skip
def test_in_spanish_and_is_e_before_the_sound_of_i_and_y_before_all_else(second, joined) -> None:
    item = PAPER | {"author": [{"family": "Núñez", "given": "Ana"}, {"literal": second}]}
    assert joined in reference(item, "chicago", "es").text
    assert f"and {second}" in reference(item, "chicago", "en").text


@pytest.mark.parametrize("style", STYLES)
def test_an_author_that_is_called_as_the_work_is_stands_there_and_so_does_the_work(style) -> None:
    item = REPORT | {"title": "Naciones Unidas", "publisher": "Otra casa"}
    for language in ("en", "es"):
        assert reference(item, style, language).text.count("Naciones Unidas") == 2


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "title", ["A title", "Who decides?", "Enough!", "And so on…", "A title.", "Of (sets)", "1+1=2 [x]*"]
)
def test_without_an_author_the_title_stands_first_and_once_and_no_point_is_doubled(style, language, title) -> None:
    text = reference({**AGENDA, "title": title}, style, language).text
    assert text.casefold().count(title.casefold().rstrip(".")) == 1
    assert text.casefold().startswith(title.casefold().rstrip("."))
    for doubled in ("..", "?.", "!.", "….", ",,", " .", " ,"):
        assert doubled not in text.replace("n.d.).", "").replace("s. f.).", "")


@pytest.mark.parametrize(("code", "same"), [("es-mx", "es"), ("en-gb", "en"), ("pt-br", "en"), ("", "en")])
def test_a_variant_of_a_language_is_cited_as_its_language_is(code, same) -> None:
    assert [one.text for one in references(PIECE, code)] == [one.text for one in references(PIECE, same)]


def test_each_style_is_named_once_and_its_text_is_its_html_without_the_markup() -> None:
    found = references(PAPER, "en")
    assert [one.style for one in found] == list(STYLES.values())
    for one in found:
        assert one.text == one.html.replace("<i>", "").replace("</i>", "").replace("&amp;", "&")


@pytest.mark.parametrize("sign", ["&", "<", ">", '"', "<i>", "</i>", "&amp;", "<b>x</b>"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_signs_of_markup_in_a_title_are_told_as_they_are(sign, language) -> None:
    for style in STYLES:
        one = reference({**PIECE, "title": f"Before {sign} after"}, style, language)
        assert sign in one.text or (sign == '"' and "Before" in one.text)
        assert tags_of(one.html) <= {"i"}
