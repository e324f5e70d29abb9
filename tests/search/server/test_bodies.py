"""What a server is asked and how its answer is read, as data. What is typed is never more than the text of a match."""

import contextlib
import datetime
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.asked import Question, question
from search.engine.scoring import MOST_WORDS
from search.reading import MAX_CHARACTERS, Query
from search.server import bodies
from search.server.analysis import settings_of
from search.server.answers import Unanswered, answers
from search.server.bodies import MOST_HITS, Asking
from search.server.documents import FIELDS, mapping
from tests.search.test_hostile_queries import HOSTILE

WEIGHTS = {"title": 2.0, "body": 1.0}
FIVE = dict.fromkeys(FIELDS, 1.0)
BOTH = pytest.mark.parametrize("code", ["en", "es"])
MOST_CLAUSES = 1_024  # what a server takes unless it is told otherwise
KINDS = {
    "bool", "match", "match_phrase", "multi_match", "match_all", "match_none", "prefix", "terms", "constant_score",
    "more_like_this",
}  # fmt: skip


def asked(code: str, typed: str) -> Question:
    """What the search page asks for these words."""
    query = Query.read(typed)
    return question(code, query.wanted, query.phrases, query.excluded)


def all_bodies(code: str, typed: str, other: str = "") -> list[dict]:
    """Each body that is sent for these words."""
    told = asked(code, typed)
    short = told.of(range(min(len(told.words), MOST_WORDS)))
    asking = Asking(short, other or code, FIVE)
    groups = asking.groups
    return [
        asking.hits(groups),
        asking.hits(groups[:1]),
        asking.rest(groups, 50),
        asking.rest([], 50),
        Asking(told, other or code, FIVE).counts(),
        bodies.beginning([typed], typed, 8),
    ]


def queries(told: object) -> list[dict]:
    """Each clause of a body, however deep."""
    if isinstance(told, list):
        return [clause for each in told for clause in queries(each)]
    if not isinstance(told, dict):
        return []
    own = [told] if len(told) == 1 and set(told) <= KINDS else []
    return own + [clause for value in told.values() for clause in queries(value)]


def texts(clauses: list[dict]) -> list[str]:
    return [how["query"] for clause in clauses for how in clause.get("match", {}).values()]


def keys(told: object) -> set[str]:
    """Each name that is said to the server; not the words that are sought."""
    if isinstance(told, list):
        return {key for each in told for key in keys(each)}
    return set(told) | {key for value in told.values() for key in keys(value)} if isinstance(told, dict) else set()


def weight(clause: dict) -> int:
    """As a server counts: a term in a field is one."""
    [(kind, said)] = clause.items()
    if kind == "match_phrase":
        return len(said["text.exact"]["query"].split())
    return len(said["fields"]) if kind == "multi_match" else int(kind != "bool")


# ---------------------------------------------------------------- what is asked
def test_the_words_of_a_question_are_clauses_with_their_numbers() -> None:
    [first, second] = Asking(asked("en", "the peace treaties"), "en", WEIGHTS).hits([])["query"]["bool"]["should"]
    assert first == {
        "bool": {
            "_name": "0",
            "must": [
                {
                    "multi_match": {
                        "query": "peace",
                        "type": "cross_fields",
                        "fields": ["title^2.0", "body^1.0"],
                        "tie_breaker": 1.0,
                        "operator": "and",
                    }
                }
            ],
            "should": [{"match": {"text.exact": {"query": "peace", "operator": "and", "boost": 0.1}}}],
        }
    }
    assert second["bool"]["_name"] == "1"


@BOTH
def test_pages_with_all_words_and_the_rest_are_two_searches_that_leave_nothing_between_them(code) -> None:
    asking = Asking(asked(code, {"en": "peace treaties", "es": "tratados paz"}[code]), code, WEIGHTS)
    held = asking.hits(asking.groups)["query"]["bool"]["filter"]
    assert len(held) == 2
    rest = asking.rest(asking.groups, 20)
    assert rest["query"]["bool"]["must_not"] == [{"bool": {"filter": held}}]
    assert rest["query"]["bool"]["minimum_should_match"] == 1
    assert rest["size"] == 20
    assert asking.hits(asking.groups)["size"] == MOST_HITS
    assert list(rest["aggs"]["groups"]["filters"]["filters"].values()) == held


def test_a_compound_is_held_by_its_part_or_by_the_whole() -> None:
    asking = Asking(asked("en", "co-operation"), "en", WEIGHTS)
    for clause in asking.hits(asking.groups)["query"]["bool"]["filter"]:
        assert clause["bool"]["minimum_should_match"] == 1
        assert "cooperation" in texts(clause["bool"]["should"])


@BOTH
def test_a_phrase_is_held_word_by_word_and_what_follows_a_minus_not_at_all(code) -> None:
    typed = {"en": '"law of the sea" fish -whales', "es": '"derecho del mar" peces -ballenas'}[code]
    found = Asking(asked(code, typed), code, WEIGHTS).hits([])["query"]["bool"]
    phrase = {"en": "law of the sea", "es": "derecho del mar"}[code]
    assert found["filter"] == [{"match_phrase": {"text.exact": {"query": phrase}}}]
    assert texts(found["must_not"]) == [{"en": "whales", "es": "ballenas"}[code]]


def test_a_stop_word_is_asked_for_only_where_nothing_else_was_typed() -> None:
    [alone] = Asking(asked("en", "the"), "en", WEIGHTS).words.values()
    assert alone["match"]["text"] == {"query": "the", "operator": "and", "analyzer": "words"}
    assert texts(list(Asking(asked("en", "the peace"), "en", WEIGHTS).words.values())) == ["peace"]


def test_a_word_is_left_out_where_it_says_nothing_in_the_other_language() -> None:
    told = asked("en", "con peace")
    assert texts(list(Asking(told, "en", WEIGHTS).words.values())) == ["con", "peace"]
    assert texts(list(Asking(told, "es", WEIGHTS).words.values())) == ["peace"]


def test_an_abbreviation_is_asked_for_by_the_name_that_the_language_has_for_it() -> None:
    told = asked("en", "UN reform")
    assert texts(list(Asking(told, "es", WEIGHTS).words.values()))[0] == "onu"
    assert texts(list(Asking(told, "en", WEIGHTS).words.values()))[0] == "onu"


def test_a_language_in_which_no_word_says_anything_is_only_counted() -> None:
    asking = Asking(asked("en", "con"), "es", WEIGHTS)
    assert asking.groups == []
    assert asking.rest([], 20)["query"] == {"match_none": {}}
    assert asking.rest([], 20)["aggs"] == {"documents": {"global": {}}}


@BOTH
def test_only_what_is_needed_is_brought_back_and_never_a_text(code) -> None:
    for body in all_bodies(code, "peace"):
        assert body["_source"] is False
        assert body["docvalue_fields"] == ["pk", "facets", {"field": "date", "format": "yyyy-MM-dd"}]


@BOTH
def test_each_field_and_each_analyser_that_is_asked_is_there(code) -> None:
    fields = {*mapping()["properties"], "text.exact"}
    analysers = settings_of(code)["settings"]["analysis"]["analyzer"]
    alike = bodies.alike(1, ["title"], ["the"], {"minimum_should_match": "2"}, 9)
    typed = 'the "law of" peace -war'
    for clause in queries([*all_bodies(code, typed), *all_bodies(code, "the"), alike]):
        [(kind, said)] = clause.items()
        if kind in ("match", "match_phrase", "prefix", "terms"):
            assert set(said) <= fields
        how = said if kind == "multi_match" else next(iter(said.values()), {}) if kind == "match" else {}
        assert how.get("analyzer", "words") in analysers


# ---------------------------------------------------------------- whatever is typed
def valid(told: list[dict], typed: str) -> None:
    """A body of data, of kinds that we know, within what a server takes; nothing of it is in a query language."""
    for body in told:
        assert json.loads(json.dumps(body, ensure_ascii=False).encode("utf-8")) == body
        clauses = queries(body["query"])
        assert sum(map(weight, clauses)) <= MOST_CLAUSES, typed
        kinds = {kind for clause in clauses for kind in clause}
        assert kinds <= KINDS
        assert not keys(body) & {"query_string", "simple_query_string", "regexp", "wildcard", "script"}


@pytest.mark.parametrize("typed", HOSTILE)
@BOTH
def test_whatever_hostile_is_typed_is_data(code, typed) -> None:
    valid(all_bodies(code, typed)[:-1], typed)


@given(typed=st.text(max_size=MAX_CHARACTERS + 50), code=st.sampled_from(["en", "es", "fr"]))
def test_whatever_is_typed_gives_a_body_that_a_server_takes(typed, code) -> None:
    for other in ("en", "es", "fr"):
        valid(all_bodies(code, typed, other)[:-1], typed)


@pytest.mark.parametrize(
    "typed",
    [
        " ".join(f"w{n}" for n in range(400)),
        " ".join(f"-{'abcdefghij'[n % 10]}" for n in range(340)),
        "-" + "-".join("ab" for _n in range(340)),
        " ".join(f"a{n}" for n in range(40)) + " -" + "-".join("ab" for _n in range(300)),
        '"' + " ".join("abcdefghij"[n % 10] + "x" for n in range(330)) + '"',
        " ".join(f'"a{n}"' for n in range(150)),
        " ".join(f"a{n}-b{n}" for n in range(150)),
        "-".join("ab" for _n in range(300)),
    ],
    ids=[
        "words",
        "excluded",
        "an excluded compound",
        "words and an excluded compound",
        "a phrase",
        "phrases",
        "compounds",
        "one compound",
    ],
)
@BOTH
def test_very_much_stays_within_what_a_server_takes(code, typed) -> None:
    valid(all_bodies(code, typed)[:-1], typed)


# ---------------------------------------------------------------- what is answered
HIT = {
    "_id": "7",
    "_score": 2.5,
    "fields": {"pk": ["7"], "date": ["2020-05-17"], "facets": ["author:a", "kind:post", "year:2020"]},
    "matched_queries": ["0", "2"],
}
GOOD = {
    "hits": {"total": {"value": 1, "relation": "eq"}, "hits": [HIT]},
    "aggregations": {"groups": {"buckets": {"1": {"doc_count": 3}}}, "documents": {"doc_count": 9}},
    "timed_out": False,
    "_shards": {"failed": 0},
}


def test_an_answer_is_read() -> None:
    [told] = answers({"responses": [GOOD]}, 1)
    [hit] = told.hits
    assert (hit.object_id, hit.score, hit.mask) == (7, 2.5, 0b101)
    assert hit.date == datetime.date(2020, 5, 17)
    assert hit.facets == "kind:post author:a year:2020"
    assert (told.total, told.counts, told.documents) == (1, {1: 3}, 9)


def test_what_has_no_date_and_no_name_is_read_too() -> None:
    bare = {"_score": None, "fields": {"pk": ["7"]}}
    [told] = answers({"responses": [{"hits": {"hits": [bare]}}]}, 1)
    assert (told.hits[0].date, told.hits[0].mask, told.hits[0].facets, told.total) == (None, 0, "", 0)


@pytest.mark.parametrize(
    "response",
    [
        None,
        "<html>bad gateway</html>",
        {},
        {"responses": None},
        {"responses": []},
        {"responses": [GOOD, GOOD]},
        {"responses": [None]},
        {"responses": [{}]},
        {"responses": [{"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}]},
        {"responses": [{"error": "no", "status": 500}]},
        *({"responses": [{"hits": {"hits": [{**HIT, "fields": {"pk": [pk]}}]}}]} for pk in ("-1", 2**63, "9" * 40)),
        *({"responses": [{"hits": {"hits": [{**HIT, "_score": score}]}}]} for score in (math.inf, math.nan, "9e999")),
        *({"responses": [{"hits": {"hits": [{**HIT, "matched_queries": [n]}]}}]} for n in ("65", 10**7, "9" * 40)),
        *({"responses": [{"hits": {"total": {"value": n}, "hits": []}}]} for n in (-1, math.inf, 10**40)),
        {"responses": [{**GOOD, "aggregations": {"documents": {"doc_count": math.inf}}}]},
        {"responses": [{**GOOD, "aggregations": {"groups": {"buckets": {"9" * 30: {"doc_count": 1}}}}}]},
        {"responses": [{**GOOD, "timed_out": True}]},
        {"responses": [{**GOOD, "_shards": {"failed": 1}}]},
        {"responses": [{"hits": {"hits": [{"fields": {}}]}}]},
        {"responses": [{"hits": {"hits": [{"fields": {"pk": []}}]}}]},
        {"responses": [{"hits": {"hits": [{"fields": {"pk": ["1 OR 1=1"]}}]}}]},
        {"responses": [{"hits": {"hits": [{**HIT, "matched_queries": ["x"]}]}}]},
        {"responses": [{"hits": {"hits": [{**HIT, "matched_queries": ["-1"]}]}}]},
        {"responses": [{"hits": {"hits": [{**HIT, "fields": {"pk": ["7"], "date": ["soon"]}}]}}]},
    ],
)
def test_whatever_is_not_as_it_should_be_is_no_answer(response) -> None:
    with pytest.raises(Unanswered):
        answers(response, 1)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["responses", "hits", "fields", "pk", "total", "value", "aggregations", "_shards", "date"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_like)
def test_no_answer_whatever_makes_anything_else_fail(response) -> None:
    with contextlib.suppress(Unanswered):
        answers(response, 1)
