"""What engine/ranking.py tells, told by a server: the same question, the same results, by its own BM25.

The server names pages; who may see them is asked of the site itself, at once and of each of them. As a rule that
is one request and one query. A second request is made where no page holds all words, or where none of those
that came holds some word.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet

from search.engine.asked import Question
from search.engine.ranking import RELATED, SPARE, Hit, Ranked
from search.engine.scoring import MOST_WORDS

from .answers import Answer, Found
from .asking import Gate, ask
from .bodies import MOST_HITS, Asking

if TYPE_CHECKING:
    from .backends import Backend

HOLDERS = 500  # of a word that none of the pages holds that came; one of them must be seen for it to be known


def rank(
    backend: "Backend",
    asked: Question,
    rows: QuerySet,
    locales: Sequence[str],
    related: int = RELATED,
    beside: str | None = None,
) -> tuple[Question, dict[str, Ranked]]:
    """(the question as it was asked, what was found by language) among `rows`, which are pages.

    Of each language, or of `beside` alone, follow `related` documents with some of the words.
    """
    if not asked.words:
        return asked, {locale: Ranked() for locale in locales}
    asked, gate = _cut(backend, asked, locales), Gate(rows)
    parts = [Part(backend, asked, each, gate, related if beside in (None, each) else 0) for each in locales]
    told = iter(ask(backend, [(part.code, body) for part in parts for body in part.first()]))
    for part in parts:
        part.hear(next(told), next(told))
    gate.look(found.object_id for part in parts for found in part.told())
    return asked, {part.code: part.ranked() for part in parts}


def _cut(backend: "Backend", asked: Question, locales: Sequence[str]) -> Question:
    """The question with its rarest words; what nothing holds is not rare but unknown. One request for a long one."""
    if len(asked.words) <= MOST_WORDS:
        return asked
    searches = [(locale, Asking(asked, locale, settings.SEARCH_WEIGHTS).counts()) for locale in locales]
    told = ask(backend, searches)
    total = [sum(answer.counts.get(number, 0) for answer in told) for number in range(len(asked.words))]
    return asked.of(sorted(range(len(total)), key=lambda number: (not total[number], total[number]))[:MOST_WORDS])


class Part:
    """The answer in one language."""

    def __init__(self, backend: "Backend", asked: Question, code: str, gate: Gate, related: int) -> None:
        self.backend, self.code, self.gate, self.related = backend, code, gate, related
        self.asking = Asking(asked, code, settings.SEARCH_WEIGHTS)
        self._hits = self._rest = Answer()
        self._masks: dict[int, int] = {}

    def first(self) -> tuple[dict, dict]:
        """The two searches that answer as a rule: pages with all words, and the best of the others."""
        groups = self.asking.groups
        size = MOST_HITS if groups else 0
        return self.asking.hits(groups, size), self.asking.rest(groups, self._size)

    @property
    def _size(self) -> int:
        return min(self.related + SPARE, MOST_HITS)

    def hear(self, hits: Answer, rest: Answer) -> None:
        """What was answered to them."""
        self._hits, self._rest = (hits if self.asking.groups else Answer()), rest
        self._note(self.told())

    def told(self) -> list[Found]:
        """All that was named so far."""
        return [*self._hits.hits, *self._rest.hits]

    def ranked(self) -> Ranked:
        """Hits, the best of the others, and what is known."""
        hits, rest, nearly = self._seen(self._hits.hits), self._rest, False
        if not hits and (known := self._known()):
            hits, rest, nearly = self._some(known)
        others = self._others(rest, hits)
        bits = 0
        for pk, mask in self._masks.items():
            bits |= mask if pk in self.gate.seen else 0
        return Ranked(
            hits=self._as_hits(hits),
            others=self._as_hits(others)[: self.related],
            known=bits,
            nearly=nearly or (not hits and bool(others)),
            documents=self._rest.documents,
        )

    def _often(self, group: int) -> int:
        """How many pages hold a word of a group: those with all words were not counted among the rest."""
        return self._rest.counts.get(group, 0) + self._hits.total

    def _known(self) -> list[int]:
        """The groups of which some page that may be seen holds a word."""
        held = [group for group in self.asking.groups if self._often(group)]
        known = {group for group in held if self._is_seen(group)}
        unclear = [group for group in held if group not in known]
        told = ask(self.backend, [(self.code, self.asking.hits([group], HOLDERS)) for group in unclear])
        self._look(found for answer in told for found in answer.hits)
        return [group for group in held if group in known or self._is_seen(group)]

    def _is_seen(self, group: int) -> bool:
        return any(mask & group for pk, mask in self._masks.items() if pk in self.gate.seen)

    def _some(self, known: list[int]) -> tuple[list[Found], Answer, bool]:
        """(hits, what follows them, whether a known word is missing) where no page that is seen holds all words."""
        commonest = max(self.asking.groups, key=self._often)
        ways = [known] if len(known) < len(self.asking.groups) else []
        ways += [fewer] if (fewer := [group for group in known if group != commonest]) else []
        searches = [
            (self.code, body) for way in ways for body in (self.asking.hits(way), self.asking.rest(way, self._size))
        ]
        told = ask(self.backend, searches)
        self._look(found for answer in told for found in answer.hits)
        for way, answer, rest in zip(ways, told[::2], told[1::2], strict=True):
            if hits := self._seen(answer.hits):
                return hits, rest, way != known
        return [], self._rest, False

    def _others(self, rest: Answer, hits: Sequence[Found]) -> list[Found]:
        """Enough of the best of the rest; more are asked for only where some of them are hidden."""
        found = self._seen(rest.hits)
        if len(found) >= max(self.related, 1) or len(rest.hits) >= rest.total:
            return found
        told = {hit.object_id for hit in hits}
        [more] = ask(self.backend, [(self.code, self.asking.rest([], MOST_HITS))])
        self._look(more.hits)
        return [each for each in self._seen(more.hits) if each.object_id not in told]

    def _look(self, found: Iterable[Found]) -> None:
        found = list(found)
        self._note(found)
        self.gate.look(each.object_id for each in found)

    def _note(self, found: Iterable[Found]) -> None:
        self._masks.update((each.object_id, each.mask) for each in found)

    def _seen(self, found: Iterable[Found]) -> list[Found]:
        return [each for each in found if each.object_id in self.gate.seen]

    def _as_hits(self, found: Iterable[Found]) -> list[Hit]:
        hits = (Hit(each.object_id, self.code, each.score, each.mask, each.date, each.facets) for each in found)
        return sorted(hits, key=lambda hit: (-hit.score, hit.object_id))
