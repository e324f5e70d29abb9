"""A stand-in for somebody else's server: it keeps documents and answers the searches that we send, and no others.

It reads texts with our own analyser where a real one would read the settings of the index, and its scores are only
near to those of a real one. So it proves what we send and how we read what comes back, not what a server makes of it.
"""

import json
from collections import Counter
from math import log
from typing import Any

from language.analysis import analyser
from search.engine.scoring import K1, B

FIELDS = ("title", "summary", "people", "topics", "body")


class Refused(Exception):
    """What a client raises of whatever goes wrong."""


class NotFound(Refused):
    """There is no such index or document."""


class Index:
    """One index with its settings, its mapping and its documents."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings, self.mapping, self.documents = settings, {}, {}

    @property
    def code(self) -> str:
        stem = self.settings["analysis"]["filter"].get("stem", {}).get("language", "")
        return {"English": "en", "Spanish": "es"}.get(stem, "")

    def put(self, pk: str, document: dict[str, Any]) -> None:
        """Keep a document; a field that the mapping does not name is refused, as “strict” says."""
        unknown = set(document) - set(self.mapping.get("properties", document))
        if unknown:
            raise Refused(f"strict_dynamic_mapping_exception: {unknown}")
        self.documents[pk] = document

    # ------------------------------------------------------------ reading
    def texts(self, document: dict[str, Any], field: str) -> list[str]:
        names = FIELDS if field.startswith("text") else (field,)
        found = [document.get(name, []) for name in names]
        return [text for value in found for text in (value if isinstance(value, list) else [value])]

    def tokens(self, text: str, field: str) -> list[str]:
        if field == "beginnings":
            return text.split()
        tokens = [token for token in analyser(self.code).tokens(text) if not token.compound]
        return [token.word if field.endswith("exact") else token.stem for token in tokens]

    def asked(self, text: str, field: str, how: dict[str, Any]) -> list[str]:
        """The tokens of a query; the analyser of queries drops stop words unless another is named."""
        stops = analyser(self.code).stop_words if field != "beginnings" and not field.endswith("exact") else ()
        kept = [word for word in text.split() if how.get("analyzer") == "words" or word not in stops]
        return self.tokens(" ".join(kept), field)

    def often(self, document: dict[str, Any], field: str) -> Counter:
        return Counter(token for text in self.texts(document, field) for token in self.tokens(text, field))

    # ------------------------------------------------------------ searching
    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        found = []
        for pk, document in sorted(self.documents.items()):
            names: set[str] = set()
            score = self.matches(body["query"], document, names)
            if score is not None:
                found.append((pk, score, names))
        found = self.in_order(found, body)
        hits = [self.hit(pk, score, names, body) for pk, score, names in found[: body["size"]]]
        told = {"hits": {"total": {"value": len(found), "relation": "eq"}, "hits": hits}, "timed_out": False}
        if "aggs" in body:
            told["aggregations"] = self.totals(body["aggs"], [self.documents[pk] for pk, *_ in found])
        return {"status": 200, "_shards": {"total": 1, "failed": 0}, **told}

    def in_order(self, found: list[tuple], body: dict[str, Any]) -> list[tuple]:
        if body.get("sort") == [{"pk": "asc"}]:
            [after] = body.get("search_after", [""])
            return sorted(row for row in found if row[0] > after)
        if "sort" in body:
            return sorted(found, key=lambda row: (-row[1], self.documents[row[0]]["name_length"], row[0]))
        return sorted(found, key=lambda row: (-row[1], row[0]))

    def hit(self, pk: str, score: float, names: set[str], body: dict[str, Any]) -> dict[str, Any]:
        wanted = [each if isinstance(each, str) else each["field"] for each in body["docvalue_fields"]]
        document = self.documents[pk]
        values = {name: document[name] for name in wanted if document.get(name)}
        fields = {name: sorted(value) if isinstance(value, list) else [value] for name, value in values.items()}
        return {"_id": pk, "_score": score, "fields": fields, **({"matched_queries": sorted(names)} if names else {})}

    def totals(self, aggs: dict[str, Any], documents: list[dict]) -> dict[str, Any]:
        told: dict[str, Any] = {"documents": {"doc_count": len(self.documents)}} if "documents" in aggs else {}
        if "groups" in aggs:
            told["groups"] = {
                "buckets": {
                    name: {"doc_count": sum(self.matches(query, each, set()) is not None for each in documents)}
                    for name, query in aggs["groups"]["filters"]["filters"].items()
                }
            }
        return told

    def matches(self, query: dict[str, Any], document: dict[str, Any], names: set[str]) -> float | None:
        """The score of a document, None where it does not answer; the names of clauses that it answers are added."""
        [(kind, said)] = query.items()
        return getattr(self, f"_{kind}")(said, document, names)

    def _match_all(self, said: dict, document: dict, names: set) -> float:
        return 1.0

    def _match_none(self, said: dict, document: dict, names: set) -> None:
        return None

    def _match(self, said: dict, document: dict, names: set) -> float | None:
        [(field, how)] = said.items()
        tokens, held = self.asked(how["query"], field, how), self.often(document, field)
        if field == "beginnings":
            is_held = all(any(word.startswith(token) for word in held) for token in tokens)
            return 1.0 if is_held else None
        return self._weight(tokens, held, field, how.get("boost", 1.0))

    def _weight(self, tokens: list[str], held: Counter, field: str, boost: float) -> float | None:
        if not tokens or not all(token in held for token in tokens):
            return None
        length = sum(held.values())
        return sum(boost * held[token] / (held[token] + K1 * (1 - B + B * length / 50)) for token in tokens)

    def _multi_match(self, said: dict, document: dict, names: set) -> float | None:
        assert said["type"] == "cross_fields"
        scores = []
        for told in said["fields"]:
            field, _sign, weight = told.partition("^")
            tokens = self.asked(said["query"], field, said)
            scores.append(self._weight(tokens, self.often(document, field), field, float(weight)))
        held = [score for score in scores if score is not None]
        tokens = self.asked(said["query"], "text", said)
        df = sum(all(token in self.often(each, "text") for token in tokens) for each in self.documents.values())
        return sum(held) * log(1 + (len(self.documents) - df + 0.5) / (df + 0.5)) if held else None

    def _match_phrase(self, said: dict, document: dict, names: set) -> float | None:
        [(field, how)] = said.items()
        wanted = f" {' '.join(self.tokens(how['query'], field))} "
        texts = (f" {' '.join(self.tokens(text, field))} " for text in self.texts(document, field))
        return 1.0 if any(wanted in text for text in texts) else None

    def _prefix(self, said: dict, document: dict, names: set) -> float | None:
        [(field, how)] = said.items()
        return 1.0 if document[field].startswith(how["value"]) else None

    def _terms(self, said: dict, document: dict, names: set) -> float | None:
        [(field, values)] = said.items()
        return 1.0 if set(values) & set(document[field]) else None

    def _constant_score(self, said: dict, document: dict, names: set) -> float | None:
        return said["boost"] if self.matches(said["filter"], document, names) is not None else None

    def _more_like_this(self, said: dict, document: dict, names: set) -> float | None:
        [like] = said["like"]
        other = self.documents.get(like["_id"])
        if other is None or other is document:
            return None
        shared = set(self.often(other, "text")) & set(self.often(document, "text")) - set(said["stop_words"])
        return float(len(shared)) if len(shared) >= int(said["minimum_should_match"]) else None

    def _bool(self, said: dict, document: dict, names: set) -> float | None:
        unknown = set(said) - {"must", "filter", "must_not", "should", "minimum_should_match", "_name"}
        assert not unknown, unknown
        told: set[str] = set()
        needed = [self.matches(each, document, told) for each in _list(said, "must")]
        narrow = [self.matches(each, document, told) for each in _list(said, "filter")]
        if None in needed or None in narrow:
            return None
        if any(self.matches(each, document, set()) is not None for each in _list(said, "must_not")):
            return None
        wished = [score for each in _list(said, "should") if (score := self.matches(each, document, told)) is not None]
        least = said.get("minimum_should_match", 0 if needed or narrow or not said.get("should") else 1)
        if len(wished) < least:
            return None
        names |= told | ({said["_name"]} if "_name" in said else set())
        return sum(needed) + sum(wished)


def _list(said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    given = said.get(name, [])
    return given if isinstance(given, list) else [given]


class StandIn:
    """The server: its indexes, their aliases, and what it was asked. `trouble` is raised at the next request."""

    def __init__(self) -> None:
        self.made: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.searches: list[tuple[str, dict[str, Any]]] = []
        self.requests = 0
        self.trouble: Exception | None = None

    def knock(self) -> None:
        self.requests += 1
        if self.trouble is not None:
            raise self.trouble

    def index(self, name: str) -> Index:
        try:
            return self.made[self.aliases.get(name, name)]
        except KeyError:
            raise NotFound(f"index_not_found_exception: {name}") from None

    def msearch(self, lines: list[dict[str, Any]]) -> dict[str, Any]:
        """As the server would: what cannot be told as JSON is refused, an index that is missing is an error inside."""
        self.knock()
        lines = json.loads(json.dumps(lines))
        asked = [(head["index"], body) for head, body in zip(lines[::2], lines[1::2], strict=True)]
        self.searches += asked
        return {"responses": [self._one(name, body) for name, body in asked]}

    def _one(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return self.index(name).search(body)
        except NotFound as error:
            return {"error": {"type": "index_not_found_exception", "reason": str(error)}, "status": 404}

    def bulk(self, actions: list[dict[str, Any]], name: str, require_alias: bool = False) -> list[int]:
        """The status of each action."""
        self.knock()
        if require_alias and name not in self.aliases:
            raise NotFound(f"require_alias: {name}")
        if name not in self.made and name not in self.aliases:  # a server makes it, and guesses how to read it
            self.made[name] = Index({"analysis": {"filter": {}}})
        index, told = self.index(name), []
        for action in json.loads(json.dumps(actions)):
            pk = action.pop("_id")
            if action.pop("_op_type", "index") == "delete":
                told.append(200 if index.documents.pop(pk, None) else 404)
            else:
                index.put(pk, action)
                told.append(200)
        return told
