"""Which documents answer a question, best first, among the rows that somebody may see.

Document frequencies are counted over all of a language and not over what somebody may see, so that a rank
does not depend on the reader. Which words are *known*, and so must be held, is found among what the reader
may see alone: nobody learns from the results which words a draft holds.

A document is a hit if it holds every known word; where none does, every one but the commonest. Whether rows
may be seen is asked of the site itself, of as few documents as can be shown: those that hold every word, and the
best of the others. As a rule that is one statement.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice, repeat
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from .asked import Question
from .contents import root_of
from .scoring import Scores, scored, terms_of

RELATED = 40  # how many documents with some of the words follow those with all
SPARE = 10  # so many more are asked for, in case some may not be seen
# Documents that are asked for at once where some may not be seen: at first, then, and after that.
STEPS = (20, 500, 20_000)

SEEN = """
SELECT d.id, d.object_id, d.date, d.facets FROM search_document d
WHERE {among} AND d.model = %s AND {rows} {also}
"""
AMONG = {"postgresql": "d.id = ANY(%s)", "sqlite": "d.id IN (SELECT value FROM json_each(%s))"}
OF_LANGUAGE = "d.locale = %s"
EXCLUDED = "AND NOT EXISTS (SELECT 1 FROM search_posting n WHERE n.document_id = d.id AND n.term IN ({terms}))"
WITHOUT = "AND NOT EXISTS (SELECT 1 FROM search_documenttext x WHERE x.document_id = d.id AND x.words LIKE %s)"
PHRASE = "AND EXISTS (SELECT 1 FROM search_documenttext x WHERE x.document_id = d.id AND x.words LIKE %s)"


class Hit(NamedTuple):
    """A document that answers. `mask` says which words of the question it holds; `facets` as `topic:… year:…`."""

    object_id: int
    locale: str
    score: float
    mask: int
    date: datetime.date | None
    facets: str


@dataclass
class Ranked:
    """What was found in one language: `hits` hold the words asked for, `others` some of them; best first.

    `known` are words that documents seen hold, at least one of each group that any holds; `nearly`: no document
    holds them all. The language has so many `documents`.
    """

    hits: list[Hit] = field(default_factory=list)
    others: list[Hit] = field(default_factory=list)
    known: int = 0
    nearly: bool = False
    documents: int = 0


def rank(
    asked: Question, rows: QuerySet, locales: Sequence[str], related: int = RELATED, beside: str | None = None
) -> tuple[Question, dict[str, Ranked]]:
    """(the question as it was asked, what was found by language) among `rows`.

    Of each language, or of `beside` alone, follow `related` documents with some of the words.
    Two queries as a rule, none without words; more where many of the best may not be seen.
    """
    model = root_of(rows.model)
    found = {locale: Ranked() for locale in locales}
    if not asked.words:
        return asked, found
    asked, languages = scored(asked, model, locales)
    sight = Sight(rows, model, *_also(asked, model, locales))
    parts = {
        locale: Part(asked, part, sight, related if beside in (None, locale) else 0)
        for locale, part in languages.items()
        if part.scores
    }
    sight.look({document for part in parts.values() for document in part.likely()})
    found |= {locale: Ranked(documents=part.documents) for locale, part in languages.items()}
    return asked, found | {locale: part.ranked(locale) for locale, part in parts.items()}


class Sight:
    """Which documents may be seen, each asked of the site once."""

    def __init__(self, rows: QuerySet, model: str, also: str, also_parameters: list) -> None:
        self.seen: dict[int, tuple] = {}
        self._looked: set[int] = set()
        self._hides_all = False
        try:
            own, parameters = condition(rows)
        except EmptyResultSet:
            self._hides_all = True
            return
        self._statements = {
            among: SEEN.format(among=among, rows=own, also=also) for among in (AMONG[connection.vendor], OF_LANGUAGE)
        }
        self._parameters = [model, *parameters, *also_parameters]

    def look(self, documents: Iterable[int]) -> None:
        """Ask for those that were not asked for yet. One query; none where there are none."""
        new = sorted(set(documents) - self._looked)
        self._looked.update(new)
        if not new or self._hides_all:
            return
        self._ask(AMONG[connection.vendor], new if connection.vendor == "postgresql" else json.dumps(new))

    def all_of(self, locale: str) -> set[int]:
        """All documents of a language that may be seen. One query."""
        if not self._hides_all:
            self._ask(OF_LANGUAGE, locale)
        self._looked.update(self.seen)
        return set(self.seen)

    def _ask(self, among: str, which: Sequence[int] | str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self._statements[among], [which, *self._parameters])
            self.seen.update((row[0], row[1:]) for row in cursor.fetchall())

    def first(self, documents: Sequence[int], number: int) -> list[int]:
        """The first so many of some documents that may be seen; asks for not many more of them than it must."""
        found: list[int] = []
        steps = chain(STEPS, repeat(STEPS[-1]))
        for place, document in enumerate(documents):
            if len(found) == number:
                break
            if document not in self._looked:
                self.look(documents[place : place + next(steps)])
            if document in self.seen:
                found.append(document)
        return found

    def hit(self, document: int, locale: str, score: float, mask: int = 0) -> Hit:
        """A document that may be seen, as it is told of."""
        object_id, date, facets = self.seen[document]
        return Hit(object_id, locale, score, mask, day(date), facets)


class Part:
    """The answer in one language."""

    def __init__(self, asked: Question, part: Scores, sight: Sight, related: int) -> None:
        self.scores, self.masks, self.documents = part.scores, part.masks, part.documents
        self.sight, self.related = sight, related
        often = {group: sum(_of(part.frequencies, group)) for group in asked.groups}
        self.groups = [group for group, number in often.items() if number]
        self.commonest = max(often, key=often.get)

    def likely(self) -> set[int]:
        """Documents that will be shown if none of the best is hidden."""
        hits = set(self._holding(self.groups) or self._holding(self._but_commonest(self.groups)))
        return hits | set(self._best_but(hits, self.related + SPARE))

    def ranked(self, locale: str) -> Ranked:
        """Hits, the best of the others, and what is known."""
        known = [group for group in self.groups if self._is_known(group)]
        hits, nearly = self._seen(self._holding(known)), False
        if not hits:
            hits = self._seen(self._holding(self._but_commonest(known)))
            nearly = bool(hits)
        others = self._others(set(hits))
        bits = 0
        for document in self.sight.seen:
            bits |= self.masks.get(document, 0)
        return Ranked(
            hits=self._told(hits, locale),
            others=self._told(others, locale)[: self.related],
            known=bits,
            nearly=nearly or (not hits and bool(others)),
            documents=self.documents,
        )

    def _but_commonest(self, groups: Sequence[int]) -> list[int]:
        return [group for group in groups if group != self.commonest]

    def _holding(self, groups: Sequence[int]) -> list[int]:
        """Documents that hold a word of each group; none where nothing is asked of them."""
        if not groups:
            return []
        single = sum({group for group in groups if not group & (group - 1)})
        several = [group for group in groups if group & (group - 1)]
        found = [each for each, mask in self.masks.items() if mask & single == single]
        for group in several:
            found = [each for each in found if self.masks[each] & group]
        return found

    @cached_property
    def _order(self) -> list[int]:
        """All documents, the best first."""
        return sorted(self.scores, key=self.scores.__getitem__, reverse=True)

    def _best_but(self, hits: set[int], number: int) -> list[int]:
        """The best of the rest, as many as that."""
        return list(islice((document for document in self._order if document not in hits), number))

    def _is_known(self, group: int) -> bool:
        """Whether any document that may be seen holds it: looked for among the best first."""
        if any(self.masks.get(document, 0) & group for document in self.sight.seen):
            return True
        return bool(self.sight.first([document for document in self._order if self.masks[document] & group], 1))

    def _seen(self, documents: Sequence[int]) -> list[int]:
        self.sight.look(documents)
        return [document for document in documents if document in self.sight.seen]

    def _others(self, hits: set[int]) -> list[int]:
        """Enough of the best of the rest; all of them are gone through only where many are hidden."""
        some = self._best_but(hits, self.related + SPARE)
        found = self.sight.first(some, len(some))
        if len(found) >= max(self.related, 1) or len(hits) + len(some) >= len(self.scores):
            return found
        return self.sight.first(self._best_but(hits, len(self.scores)), max(self.related, 1))

    def _told(self, documents: Iterable[int], locale: str) -> list[Hit]:
        hits = (self.sight.hit(each, locale, self.scores[each], self.masks[each]) for each in documents)
        return sorted(hits, key=lambda hit: (-hit.score, hit.object_id))


def _of(frequencies: Sequence[int], group: int) -> list[int]:
    return [number for place, number in enumerate(frequencies) if group >> place & 1]


def day(told: str | datetime.date | None) -> datetime.date | None:
    """A date as a statement of our own gives it: SQLite has it as a text."""
    return datetime.date.fromisoformat(told) if isinstance(told, str) else told


def condition(rows: QuerySet) -> tuple[str, list]:
    """That a document's row is among these, in SQL: looked up row by row where the query allows it."""
    rows = rows.order_by()
    if rows.query.is_sliced or rows.query.combinator:
        among, parameters = rows.values("pk").query.sql_with_params()
        return f"d.object_id IN ({among})", list(parameters)
    among, parameters = rows.filter(pk=RawSQL("d.object_id", [])).values("pk").query.sql_with_params()
    return f"EXISTS ({among})", list(parameters)


def _also(asked: Question, model: str, locales: Sequence[str]) -> tuple[str, list]:
    parts = [PHRASE] * len(asked.phrases) + [WITHOUT] * len(asked.unwanted)
    parameters = [f"%{phrase}%" for phrase in (*asked.phrases, *asked.unwanted)]
    unwanted = {
        each for locale in locales for each in terms_of(asked.excluded, asked, model, locale) if each is not None
    }
    if unwanted:
        parts.append(EXCLUDED.format(terms=", ".join(["%s"] * len(unwanted))))
        parameters += sorted(unwanted)
    return " ".join(parts), parameters
