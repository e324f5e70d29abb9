"""CSL-JSON as reference managers write it: names of many parts, and titles with markup and entities in them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citing.formats import csl_json
from articles.citing.items import spoken_name
from articles.importing.reading import read
from tests.articles.test_import_left import left_of

ROLES = pytest.mark.parametrize("role", ["author", "editor"])
RICH = ["title", "container-title", "collection-title", "event-title", "publisher"]


def file(**fields) -> str:
    return json.dumps([{"type": "article-journal", "title": "T", "language": "en"} | fields])


# ---------------------------------------------------------------- names
NAMES = {
    "Alexander von Humboldt": {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    "Martin Luther King Jr.": {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    "Sammy Davis, Jr.": {"family": "Davis", "given": "Sammy", "suffix": "Jr.", "comma-suffix": True},
    "Jan van der Berg": {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
    "Jean d’Alembert": {"family": "Alembert", "given": "Jean", "non-dropping-particle": "d’"},
    "Jean de La Fontaine III": {
        "family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La",
        "suffix": "III", "static-ordering": False, "parse-names": True, "sequence": "first",
    },
    "Plato": {"family": "Plato"},
    "von Humboldt": {"family": "Humboldt", "dropping-particle": "von"},
    "WHO Group": {"name": "WHO Group", "sequence": "additional"},
    "Naciones Unidas": {"literal": "Naciones Unidas"},
    "A & B": {"literal": "A &amp; <i>B</i>"},
    "Ana Núñez": {"family": "N&uacute;&#241;ez", "given": "Ana"},
}  # fmt: skip


@ROLES
@pytest.mark.parametrize(("spoken", "name"), NAMES.items(), ids=NAMES)
def test_a_name_is_taken_with_all_its_parts(role, spoken, name) -> None:
    entry = file(**{role: [name]})
    assert [spoken_name(one) for one in read(entry).items[0][role]] == [spoken]
    assert left_of(entry) == []


def test_in_lists_a_particle_stands_where_it_belongs() -> None:
    names = [NAMES[spoken] for spoken in ("Alexander von Humboldt", "Jan van der Berg", "Martin Luther King Jr.")]
    assert read(file(author=names)).items[0]["author"] == [
        {"family": "Humboldt", "given": "Alexander von"},
        {"family": "van der Berg", "given": "Jan"},
        {"family": "King Jr.", "given": "Martin Luther"},
    ]


ANA = {"family": "Núñez", "given": "Ana"}


@ROLES
@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([ANA | {"ORCID": "https://orcid.org/1"}], ["Ana Núñez: ORCID https://orcid.org/1"]),
        ([ANA | {"affiliation": [{"name": "UN"}], "role": "x"}], ["Ana Núñez: affiliation name UN; role x"]),
        ([ANA | {"literal": "A. N."}], ["Ana Núñez: literal A. N."]),
        ([ANA | {"name": "WHO"}], ["Ana Núñez: name WHO"]),
        ([{"literal": "UN", "family": "Núñez"}], ["UN: family Núñez"]),
        ([{"literal": "UN", "name": "UN"}], []),
        ([ANA, "Luz Sol", {"ORCID": "1"}, None], ["Luz Sol", "ORCID 1"]),
        ([ANA | {"suffix": ["Jr."]}], ["Ana Núñez: suffix Jr."]),
        ([ANA | {"authenticated-orcid": True, "affiliation": []}], []),
    ],
)
def test_what_a_name_has_no_place_for_is_named_with_whom_it_is_said_of(role, names, told) -> None:
    assert left_of(file(**{role: names})) == [(role, text) for text in told]


def test_of_people_who_are_not_taken_the_whole_name_is_told() -> None:
    king, house = NAMES["Martin Luther King Jr."] | {"ORCID": "1"}, {"name": "WHO"}
    told = [("translator", "Martin Luther King Jr. (ORCID 1); name WHO")]
    assert left_of(file(translator=[king, house])) == told
    empty = {"family": "<i></i>", "given": "Ana"}
    assert left_of(file(translator=[empty])) == [("translator", "family <i></i>; given Ana")]


# ---------------------------------------------------------------- markup
WORDS = {
    "<i>Homo sapiens</i> &amp; CO<sub>2</sub>": "Homo sapiens & CO2",
    '<span class="nocase">pH</span> of <b>E</b><sup>x</sup>': "pH of Ex",
    '<span style="font-variant: small-caps;">Paz</span> <sc>y</sc> <I>agua</I>': "Paz y agua",
    "<i>one <b>two</b> <i>three</i></i>": "one two three",
    "R&#38;D &quot;caf&eacute;&quot; &#x2013; e&#769;": 'R&D "café" – é',
    "AT&T, Q&A, a &copy b": "AT&T, Q&A, a &copy b",
    "a<b and c>d, <i>open": "a<b and c>d, <i>open",
    "<em>one</em> <a href='x'>two</a>": "<em>one</em> <a href='x'>two</a>",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;": "<script>alert(1)</script>",
    "<<i>script>x</<i></i></i>script>": "<script>x</script>",
    "<i onclick=x>one</i>": "<i onclick=x>one</i>",
    "&amp;lt;i&amp;gt;": "&lt;i&gt;",
    "a&nbsp;b&#0;c&#xD800;d": None,
}


@pytest.mark.parametrize("field", RICH)
@pytest.mark.parametrize(("written", "words"), WORDS.items(), ids=range(len(WORDS)))
def test_a_text_with_markup_is_taken_as_its_words(field, written, words) -> None:
    [item] = read(file(**{field: written})).items
    assert item[field] == (words or "a b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}d")


def test_an_address_has_no_entities() -> None:
    address = "https://e.org/?a=1&copy;=2&amp;b=<i>3</i>"
    assert read(file(URL=address)).items[0]["URL"] == address


PARTS = st.sampled_from(["<i>", "</i>", "<b>", "</sub>", '<span class="a">', "</span>", "&", "amp;", "&lt;", "&#38;"])
MARKED = st.lists(PARTS | st.sampled_from(list("<>&;/ibáñ #x2")), min_size=1, max_size=12).map("".join)
MARKED = MARKED.map(lambda text: " ".join(text.split())).filter(bool)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(title=MARKED, name=MARKED)
def test_a_title_of_ours_that_looks_like_markup_comes_back_sign_for_sign(title, name) -> None:
    item = {"id": "1", "type": "book", "title": title, "language": "en", "author": [{"literal": name}]}
    [again] = read(csl_json([item])).items
    assert (again["title"], again["author"]) == (title, [{"literal": name}])


def test_only_what_would_be_read_as_markup_is_written_otherwise() -> None:
    titles = ["R&D: a < b > c", "On <i>", "On <i>x</i> & y", "On &amp;"]
    written = json.loads(csl_json({"title": title, "type": "book"} for title in titles))
    assert [item["title"] for item in written] == [
        "R&D: a < b > c", "On <i>", "On &lt;i&gt;x&lt;/i&gt; &amp; y", "On &amp;amp;"
    ]  # fmt: skip
