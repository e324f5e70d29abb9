"""What the server is told of each language and of each page: read as data, for no server is here to be asked."""

import datetime
import re
from importlib.util import find_spec

import pytest
from django.conf import settings as configuration

from articles.models import BlogPostPage
from language.analysis import analyser
from language.stopwords import STOP_WORDS
from mysite.checks import search_server_has_its_client
from search.engine.contents import contents_of
from search.engine.scoring import K1, B
from search.server.address import CLIENTS, backends_of
from search.server.analysis import settings_of
from search.server.documents import FIELDS, document, mapping
from tests import factories

LOGIN = "ana:p%40ss"
BOTH = pytest.mark.parametrize("code", ["en", "es"])


def analysis(code: str) -> dict:
    return settings_of(code)["settings"]["analysis"]


def read(code: str, text: str, name: str = "words") -> str:
    """A text after the patterns of an analyser, which these ones say in Python as in Java."""
    told = analysis(code)
    for mark in told["analyzer"][name]["char_filter"]:
        said = told["char_filter"][mark]
        if mark in ("dots", "states", "underscores", "owners", "capitals") or mark.startswith("name"):
            pattern = said["pattern"].replace(r"\p{L}\p{N}_", r"\w").replace(r"\p{L}", r"[^\W\d_]")
            text = re.sub(pattern, said["replacement"].replace("$", "\\"), text)
    return text


# ---------------------------------------------------------------- the languages
@BOTH
def test_each_language_is_read_in_its_own_way(code) -> None:
    told = analysis(code)
    assert told["filter"]["stem"] == {"type": "snowball", "language": {"en": "English", "es": "Spanish"}[code]}
    assert told["filter"]["stop"]["stopwords"] == sorted(STOP_WORDS[code])
    words, query, exact = (told["analyzer"][name]["filter"] for name in ("words", "query", "exact"))
    assert words[:2] == query[:2] == exact == ["lowercase", "asciifolding"]
    assert words[-1] == query[-1] == "stem"


@BOTH
def test_stop_words_are_dropped_from_queries_only(code) -> None:
    told = analysis(code)["analyzer"]
    assert "stop" not in told["words"]["filter"] + told["exact"]["filter"]
    assert told["query"]["filter"].index("stop") < told["query"]["filter"].index("stem")
    fields = mapping()["properties"]
    assert all((fields[name]["analyzer"], fields[name]["search_analyzer"]) == ("words", "query") for name in FIELDS)


def test_the_endings_of_spanish_get_their_accent_back_before_they_are_taken_off() -> None:
    assert analysis("es")["analyzer"]["words"]["filter"] == ["lowercase", "asciifolding", "endings", "stem"]
    assert analysis("es")["filter"]["endings"] == {
        "type": "pattern_replace",
        "pattern": "([au])cion$",
        "replacement": "$1ción",
    }
    assert "endings" not in analysis("en")["filter"]


@pytest.mark.parametrize("code", ["fr", "pt-br", "zh-hans", ""])
def test_a_language_that_is_not_known_is_folded_only(code) -> None:
    told = analysis(code)
    assert told["analyzer"]["words"]["filter"] == told["analyzer"]["query"]["filter"] == ["lowercase", "asciifolding"]
    assert not {"stem", "stop", "endings"} & set(told["filter"])


def test_a_language_of_a_country_is_read_as_the_language() -> None:
    assert settings_of("es-mx") == settings_of("es")


@BOTH
def test_words_weigh_by_the_same_formula_as_in_the_database(code) -> None:
    assert settings_of(code)["settings"]["index"]["similarity"] == {"default": {"type": "BM25", "k1": K1, "b": B}}


@BOTH
def test_each_analyser_is_made_of_what_stands_there(code) -> None:
    told = analysis(code)
    known = {"lowercase", "asciifolding", *told["filter"]}
    for name, said in told["analyzer"].items():
        assert set(said["filter"]) <= known, name
        assert set(said.get("char_filter", [])) <= set(told["char_filter"]), name
        assert said["tokenizer"] in {"whitespace", *told["tokenizer"]}, name


@pytest.mark.parametrize(
    ("code", "written", "expected"),
    [
        ("en", "the U.N. and EE. UU.", "the onu. and usa"),
        ("en", "China’s and China's", "China and China"),
        ("es", "China's", "China's"),
        ("es", "la UN y UNESCO", "la onu y UNESCO"),
        ("en", "ONU, US and USA", "ONU, usa and USA"),
        ("en", "the IT of it", "the _IT of it"),
        ("en", "snake_case", "snake-case"),
    ],
)
def test_abbreviations_are_read_as_our_own_analyser_reads_them(code, written, expected) -> None:
    assert read(code, written) == expected


def test_a_phrase_is_sought_as_it_stands() -> None:
    assert read("es", "la UN", "exact") == "la UN"


# ---------------------------------------------------------------- the fields
def test_each_field_is_there_and_nothing_else_is_taken() -> None:
    told = mapping()
    assert told["dynamic"] == "strict"
    assert set(told["properties"]) == {
        *FIELDS, "pk", "digest", "text", "beginnings", "name", "name_length", "facets", "date",
    }  # fmt: skip
    assert all(told["properties"][name]["copy_to"] == ["text"] for name in FIELDS)
    assert told["properties"]["text"]["fields"]["exact"]["analyzer"] == "exact"


def test_the_fields_are_those_that_have_weights() -> None:
    assert set(FIELDS) == set(configuration.SEARCH_WEIGHTS)


@BOTH
def test_a_page_is_sent_with_what_our_own_index_has_of_it(site, code) -> None:
    tree = getattr(site, code)
    topic = factories.topic(tree.locale, {"en": "Water law", "es": "Derecho del agua"}[code])
    person = factories.person(tree.locale, "Ana Roca")
    page = factories.post(
        tree, "Co-operation", intro="The Sáhara", topics=[topic], authors=[person], date=datetime.date(2020, 5, 17)
    )
    [contents] = contents_of(BlogPostPage, [BlogPostPage.objects.get(pk=page.pk)])
    told = document(contents, "d")
    assert set(told) <= set(mapping()["properties"])
    assert told["pk"] == str(page.pk)
    assert told["title"] == ["Co-operation", "cooperation"]
    assert told["summary"] == ["The Sáhara"]
    assert told["people"] == ["Ana Roca"]
    assert told["topics"] == [topic.name]
    assert told["date"] == "2020-05-17"
    assert (told["name"], told["name_length"]) == ("co operation", 12)
    assert told["facets"][0] == "kind:post"
    assert f"topic:{topic.translation_key.hex}" in told["facets"]


@BOTH
def test_what_stands_as_one_word_and_as_two_is_found_either_way(code) -> None:
    compounds = [token.word for token in analyser(code).tokens("BAPA+40 S-S") if token.compound]
    assert compounds == ["bapa40", "ss"]


# ---------------------------------------------------------------- the setting
@pytest.mark.parametrize(
    ("url", "host", "options"),
    [
        (
            f"opensearch://{LOGIN}@search.example.org/tandem",
            {"host": "search.example.org", "port": 9200, "use_ssl": True, "verify_certs": True,
             "http_auth": ("ana", "p@ss")},
            {},
        ),
        (
            "opensearch+http://127.0.0.1:9201",
            {"host": "127.0.0.1", "port": 9201, "use_ssl": False, "verify_certs": False, "http_auth": None},
            {},
        ),
        (
            f"elasticsearch://{LOGIN}@search.example.org",
            {"host": "search.example.org", "port": 9200, "scheme": "https"},
            {"basic_auth": ("ana", "p@ss")},
        ),
        ("elasticsearch+http://[::1]:9201/a-b", {"host": "::1", "port": 9201, "scheme": "http"}, {}),
    ],
)  # fmt: skip
def test_the_address_names_kind_server_and_prefix(url, host, options) -> None:
    [(name, told)] = backends_of(url).items()
    assert name == "readers"
    assert told["BACKEND"] == f"search.server.{url.partition(':')[0].partition('+')[0]}"
    assert told["HOSTS"] == [host]
    assert {key: value for key, value in told["OPTIONS"].items() if "retr" not in key} == options
    path = url.partition("://")[2].partition("/")[2]
    assert told["INDEX_PREFIX"] == (f"{path}_" if path else "")


def test_without_an_address_there_is_no_server() -> None:
    assert backends_of("") == {}


@pytest.mark.parametrize(
    "url",
    ["localhost:9200", "http://host", "opensearch://", "opensearch:///x", "opensearch://h/Tandem", "opensearch://h/a/b",
     "opensearch://h/x?y=1", "opensearch://h/x#y", "opensearch://h:port", "opensearch://[::1"],
)  # fmt: skip
def test_an_address_that_cannot_be_meant_is_refused(url) -> None:
    with pytest.raises(ValueError, match=r"."):
        backends_of(url)


@pytest.mark.parametrize("kind", ["opensearch", "elasticsearch"])
def test_a_library_that_is_missing_is_named_with_what_installs_it(settings, kind) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, **backends_of(f"{kind}://host")}
    found = search_server_has_its_client(None)
    if find_spec(CLIENTS[kind]):
        assert found == []
    else:
        [error] = found
        assert error.id == "tandem.E006"
        assert f"requirements/{kind}.txt" in error.hint


def test_without_a_server_no_library_is_asked_for() -> None:
    assert search_server_has_its_client(None) == []
