"""What the server is asked, as data. What was typed is only ever the text of a `match`, in no query language. Pure.

Each word is a clause of its own, named by its number: the names that come back with a hit say which words it holds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from language.analysis import analyser
from search.engine.asked import Question

Body = dict[str, Any]
Words = dict[int, Body]  # number of a word -> that a page holds it

MOST_HITS = 10_000  # what a server gives at once; so many of the best are counted
EXACT = 0.1  # of its weight a word counts more in the very form that was typed
KEPT = ["pk", "facets", {"field": "date", "format": "yyyy-MM-dd"}]


def texts_in(asked: Question, code: str) -> dict[int, tuple[str, bool]]:
    """number -> (word as it is sent, whether it is a stop word and meant); none for a stop word of another language."""
    reader, found = analyser(code), {}
    for number, word in enumerate(asked.words):
        own = reader.code == asked.language
        reading = word if own else reader.reading(word.written)
        is_stop_word = reader.is_stop_word(reading)
        if reading.word and (own or not is_stop_word):
            found[number] = (reader.named(reading.written, reading.word) or reading.word, is_stop_word)
    return found


def words_in(asked: Question, code: str) -> Words:
    """What holds each word of a question, in a language."""
    return {number: _holds(*text) for number, text in texts_in(asked, code).items()}


def _holds(text: str, is_stop_word: bool = False) -> Body:
    return {"match": {"text": {"query": text, **_reading(is_stop_word)}}}


def _reading(is_stop_word: bool) -> Body:
    """The analyser that is asked drops stop words; where nothing else was typed they are meant."""
    return {"operator": "and", **({"analyzer": "words"} if is_stop_word else {})}


def _weighed(number: int, text: str, is_stop_word: bool, weights: Mapping[str, float]) -> Body:
    fields = [f"{name}^{weight}" for name, weight in weights.items()]
    best = {"query": text, "type": "cross_fields", "fields": fields, "tie_breaker": 1.0, **_reading(is_stop_word)}
    same = {"match": {"text.exact": {"query": text, "operator": "and", "boost": EXACT}}}
    return {"bool": {"_name": str(number), "must": [{"multi_match": best}], "should": [same]}}


def _any(clauses: Sequence[Body]) -> Body:
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _of(words: Words, group: int) -> list[Body]:
    return [clause for number, clause in words.items() if group >> number & 1]


def _as_they_stand(phrases: Sequence[str]) -> list[Body]:
    return [{"match_phrase": {"text.exact": {"query": phrase.strip()}}} for phrase in phrases]


class Asking:
    """A question to the index of one language."""

    def __init__(self, asked: Question, code: str, weights: Mapping[str, float]) -> None:
        self.words = words_in(asked, code)
        texts = texts_in(asked, code)
        self._scored = [_weighed(number, *text, weights) for number, text in texts.items()]
        self.groups = [group for group in asked.groups if _of(self.words, group)]
        unwanted = Question(asked.language, asked.excluded)
        self._filter: list[Body] = _as_they_stand(asked.phrases)
        self._without: list[Body] = [*words_in(unwanted, code).values(), *_as_they_stand(asked.unwanted)]

    def hits(self, groups: Sequence[int], size: int = MOST_HITS) -> Body:
        """Pages that hold a word of each group, the best first."""
        found = {"should": self._scored, "filter": [*self._held(groups), *self._filter], "must_not": self._without}
        return _body({"bool": found}, size)

    def rest(self, groups: Sequence[int], size: int) -> Body:
        """Pages with any of the words that do not hold one of each group; and how many of them hold each group."""
        without = [*self._without, *([{"bool": {"filter": self._held(groups)}}] if groups else [])]
        some = {"should": self._scored, "minimum_should_match": 1, "filter": self._filter, "must_not": without}
        body = _body({"bool": some} if self._scored else {"match_none": {}}, size)
        body["aggs"] = {"documents": {"global": {}}}
        if self.groups:
            held = {str(group): _any(_of(self.words, group)) for group in self.groups}
            body["aggs"]["groups"] = {"filters": {"filters": held}}
        return body

    def counts(self) -> Body:
        """How many pages hold each word: for the rarest of very many."""
        body = _body({"match_all": {}}, 0)
        if self.words:
            held = {str(number): clause for number, clause in self.words.items()}
            body["aggs"] = {"groups": {"filters": {"filters": held}}}
        return body

    def _held(self, groups: Sequence[int]) -> list[Body]:
        return [_any(_of(self.words, group)) for group in groups]


def _body(query: Body, size: int) -> Body:
    return {"query": query, "size": size, "track_total_hits": True, "_source": False, "docvalue_fields": KEPT}


def beginning(words: Sequence[str], whole: str, size: int) -> Body:
    """Pages in whose title each word begins some word: what begins so as a whole first, then shorter titles."""
    each = [{"match": {"beginnings": {"query": word}}} for word in words]
    first = {"constant_score": {"filter": {"prefix": {"name": {"value": whole}}}, "boost": 1.0}}
    body = _body({"bool": {"filter": each, "should": [first]}}, size)
    return {**body, "sort": [{"_score": "desc"}, {"name_length": "asc"}, {"pk": "asc"}]}


def alike(pk: int, fields: Sequence[str], stops: Sequence[str], limits: Body, size: int) -> Body:
    """Articles that share the most telling words of one."""
    like = {"like": [{"_id": str(pk)}], "fields": list(fields), "stop_words": list(stops), **limits}
    articles = {"terms": {"facets": ["kind:post", "kind:publication"]}}
    return _body({"bool": {"must": [{"more_like_this": like}], "filter": [articles]}}, size)


def digests(after: str, size: int) -> Body:
    """What the index holds, page by page, in the order of `pk`: for `search_check`."""
    body = {"query": {"match_all": {}}, "size": size, "_source": False, "docvalue_fields": ["pk", "digest"]}
    return {**body, "sort": [{"pk": "asc"}], **({"search_after": [after]} if after else {})}
