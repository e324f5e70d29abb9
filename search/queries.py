"""Search for readers: the stable surface between the words typed and the pages found.

A page is a *result* if it holds all words, as far as any page holds them; where none does, all but the
commonest. Results are counted and can be filtered. Pages with some of the words follow as *related*, best
first and uncounted. One article is found once, in the reader's language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from wagtail.models import Page

from core.readers import Reader
from language.analysis import Asked

from .answering import rank
from .crossing import crossing
from .elsewhere import elsewhere
from .engine.asked import Question, question
from .engine.ranking import RELATED, Hit, Ranked
from .facets import Filtered, filtered, met
from .offered import Facet, languages
from .promotions import promoted
from .reading import MAX_CHARACTERS, MAX_WORDS, NO_CHOICES, Choices, Query
from .results import Result, pages_of, results_of
from .spelling import suggestion

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "PAGE_SIZE", "Query", "Result", "Results", "matching", "newest", "search"]

PAGE_SIZE = 20
MOST_RELATED = 10
CITABLE = ("post", "publication")


@dataclass(frozen=True)
class Results:
    """One page of results. `any_word` says that no page holds all words, so these hold some.

    `loose` says that no page holds a phrase word by word, so its words were sought in any order.
    """

    query: Query
    count: int
    results: list[Result]
    page_obj: PageOfList
    any_word: bool = False
    was_cut: bool = False
    loose: bool = False
    related: list[Result] = field(default_factory=list)
    other_language: list[Result] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    suggestion: str = ""
    choices: Choices = NO_CHOICES
    promoted: list[Result] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing at all was found, nor is there a filter to be cleared."""
        return not (self.count or self.related or self.other_language or self.promoted or self.choices.values)

    @property
    def is_citable(self) -> bool:
        """Whether this page of results holds a post or a publication."""
        return any(result.type in CITABLE for result in self.results)

    @property
    def page_range(self) -> list[int | str]:
        """Page numbers, and “…” for those left out."""
        return list(self.page_obj.paginator.get_elided_page_range(self.page_obj.number, on_ends=1))

    @property
    def address(self) -> str:
        """What stands before `page=2` in the address of another page of these results."""
        return f"{self.choices.address(self.query)}&"


@dataclass(frozen=True)
class Found:
    """What the engine gave: the question as it was asked, and what answers by language."""

    asked: Question
    ranked: dict[str, Ranked]
    loose: bool = False


def search(query: Query, reader: Reader, page_number: str | None = None, choices: Choices = NO_CHOICES) -> Results:
    """Live, public pages that answer, in the reader's language or in the one that was chosen.

    Never fails on what was typed. At most eleven queries, one for each topic, author and outlet that is chosen, three
    for each of three words that no page holds, and four for each other language where the query is short.
    """
    here = reader.locale.language_code
    shown = choices.values.get("language", here)
    found = find(query, reader, shown, RELATED if choices.values else MOST_RELATED)
    part = found.ranked.get(shown, Ranked())
    kept, others = filtered(part.hits, part.others, choices, reader.locale)
    hits = sorted(kept.hits, key=_by_date, reverse=True) if choices.by_date else kept.hits
    page_obj = Paginator(hits, PAGE_SIZE).get_page(page_number)
    related = others[:MOST_RELATED] if page_obj.number == 1 else []
    told = {hit.object_id for hit in (*part.hits, *related)}
    beside = shown == here and page_obj.number == 1
    beyond = elsewhere(found.ranked, reader, told, kept.meeting) if beside else []
    guessed = kept.meeting(_guessed(found, reader, {hit.object_id for hit in beyond})) if beside else []
    first = promoted(found.asked, reader) if beside and not choices.values and not choices.by_date else []
    everything = [*first, *page_obj, *related, *beyond, *guessed]
    made = results_of(everything, pages_of((hit.object_id for hit in everything), reader), found.asked, reader)
    unknown = _unknown(found, found.ranked)
    return Results(
        query=query,
        count=page_obj.paginator.count,
        results=_those(page_obj, made),
        page_obj=page_obj,
        any_word=part.nearly or (bool(part.hits) and bool(_unknown(found, [shown]))),
        was_cut=query.was_cut or found.asked.was_cut,
        loose=found.loose,
        related=_those(related, made),
        other_language=[
            *_those(beyond, made),
            *(replace(result, through="pairs") for result in _those(guessed, made)),
        ],
        facets=_facets(kept, found, shown, here),
        suggestion=suggestion(query.text, unknown, here, reader.public(Page.objects.all())) if unknown else "",
        choices=choices,
        promoted=_those(first, made),
    )


def newest(query: Query, reader: Reader, choices: Choices) -> list[Result]:
    """The first page of results as `search` gives it with the newest first, and nothing of what stands around them.

    Four queries, two more where a phrase is held by no page, and two for each topic, author and outlet chosen.
    """
    shown = choices.values.get("language", reader.locale.language_code)
    found = find(query, reader, shown, related=0)
    hits = met(found.ranked.get(shown, Ranked()).hits, choices, reader.locale)
    hits = sorted(hits, key=_by_date, reverse=True)[:PAGE_SIZE]
    pages = pages_of((hit.object_id for hit in hits), reader, changes=True)
    return _those(hits, results_of(hits, pages, found.asked, reader))


def matching(query: Query, reader: Reader, choices: Choices) -> list[int]:
    """All results that `search` counts, in its order, as numbers of pages.

    Two queries, two more where a phrase is held by no page, and two for each topic, author and outlet chosen.
    """
    shown = choices.values.get("language", reader.locale.language_code)
    hits = met(find(query, reader, shown, related=0).ranked.get(shown, Ranked()).hits, choices, reader.locale)
    return [hit.object_id for hit in (sorted(hits, key=_by_date, reverse=True) if choices.by_date else hits)]


def find(query: Query, reader: Reader, shown: str, related: int) -> Found:
    """Ask the engine, in all languages of the site at once, and in one of them for what is related.

    Two queries as a rule; four where a phrase is held by no page.
    """
    pages = reader.public(Page.objects.all())
    codes = [locale.language_code for locale in reader.locales]
    here = reader.locale.language_code
    asked, ranked = rank(_question(here, query), pages, codes, related, shown)
    if query.phrases and not any(part.hits or part.nearly for part in ranked.values()):
        loose = query.without_phrases()
        asked, ranked = rank(_question(here, loose), pages, codes, related, shown)
        return Found(asked, ranked, loose=True)
    return Found(asked, ranked)


def _question(language: str, query: Query) -> Question:
    return question(language, query.wanted, query.phrases, query.excluded, query.unwanted)


def _guessed(found: Found, reader: Reader, told: set[int]) -> list[Hit]:
    asked = found.asked
    is_plain = not (asked.phrases or asked.excluded or asked.unwanted)
    return crossing(asked, found.ranked, reader, told) if is_plain else []


def _unknown(found: Found, languages: Iterable[str]) -> list[Asked]:
    """Words of the query that no page the reader may see holds, in any of these languages."""
    known = 0
    for code in languages:
        known |= found.ranked[code].known if code in found.ranked else 0
    lost = [group for group in found.asked.groups if not group & known]
    return [word for number, word in enumerate(found.asked.words) if any(group >> number & 1 for group in lost)]


def _those(hits: Sequence[Hit], made: dict[int, Result]) -> list[Result]:
    return [made[hit.object_id] for hit in hits if hit.object_id in made]


def _by_date(hit: Hit) -> tuple:
    return (hit.date is not None, hit.date or 0, hit.score)


def _facets(kept: Filtered, found: Found, code: str, own: str) -> list[Facet]:
    language = languages({name: len(kept.meeting(part.hits)) for name, part in found.ranked.items()}, code, own)
    return [*kept.facets, language] if language else kept.facets
