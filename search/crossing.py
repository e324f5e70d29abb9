"""From a word of the reader's language to articles that are in another language alone, through pages in both.

Pages that hold the word have translations, which say what is likely its translation (likely.py). Only what the reader
may see is read for it. What is found so is a guess from the site's own translations, and is labelled as one.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import Page

from core.readers import Reader

from .engine.asked import Question
from .engine.ranking import Hit, Ranked, Sight
from .engine.reading import POSTINGS, kept_as, marks, postings
from .engine.scoring import MANY, SECONDS
from .likely import Likely, Pairs, terms_of, translations, very_word
from .models import Document
from .results import PAGES

MOST = 3  # articles that are offered
MOST_GROUPS = 2  # words of a query: a longer one says enough to be found by itself, and each word costs time
HOLDERS = 20  # pages with the word whose translations are read
STEPS = (40, 500)  # pages with the word that are asked for their translations at once: at first, and then
FEW = 200  # documents: of so few the database looks each up, of more it reads all that hold a word


def crossing(asked: Question, ranked: Mapping[str, Ranked], reader: Reader, told: set[int]) -> list[Hit]:
    """Articles without a page in the reader's language that its words lead to; `told` are some that are shown already.

    Four queries for each other language, for two words as for one; one where it has no such article, two where no page
    with a word is translated, and none for more than two words, nor where no page holds one of them. More where most
    pages with a word have no translation, and where many of the best were alone a minute ago.
    """
    here = reader.locale.language_code
    own = ranked.get(here, Ranked())
    holders = [[hit.object_id for hit in (*own.hits, *own.others) if hit.mask & group] for group in asked.groups]
    if not holders or len(holders) > MOST_GROUPS or not all(holders):
        return []
    words = [terms_of(asked, group, here) for group in asked.groups]
    found: list[Hit] = []
    for locale in reader.locales:
        code = locale.language_code
        there = ranked.get(code, Ranked()).documents
        if code == here or not there:
            continue
        sight, alone = _alone(code, reader, there)
        same = [very_word(asked, group, code) for group in asked.groups]
        ways = translations(words, same, _twins(holders, code, reader), code, there) if alone else []
        found += _found(ways, code, sight, alone, told) if ways else []
    return sorted(found, key=lambda hit: -hit.score)[:MOST]


def _twins(holders: Sequence[Sequence[int]], code: str, reader: Reader) -> list[Pairs]:
    """For each word the best pages with it that have a public translation, and that. One query as a rule."""
    first, more = STEPS
    known = _translated({pk for pages in holders for pk in pages[:first]}, code, reader)
    for pages in holders:
        for start in range(first, len(pages), more):
            if sum(pk in known for pk in pages[:start]) >= HOLDERS:
                break
            known |= _translated(pages[start : start + more], code, reader)
    return [[(pk, known[pk]) for pk in pages if pk in known][:HOLDERS] for pages in holders]


def _translated(pks: Iterable[int], code: str, reader: Reader) -> dict[int, int]:
    """page -> document of its public translation in a language. One query."""
    own = Page.objects.filter(pk__in=pks)
    rows = Page.objects.filter(locale__language_code=code, translation_key__in=own.values("translation_key"))
    page = own.filter(translation_key=OuterRef("translation_key")).values("pk")[:1]
    document = Document.objects.filter(model=PAGES, object_id=OuterRef("pk")).values("pk")[:1]
    pairs = reader.public(rows).values_list(Subquery(page), Subquery(document))
    return {pk: document for pk, document in pairs if document}


def _alone(code: str, reader: Reader, documents: int) -> tuple[Sight, set[int]]:
    """(what may be told of a language, those of its documents whose article the reader has in no other way).

    Where the language has many documents these are kept for a minute; whether they may be told is asked again.
    """
    own = reader.public(Page.objects.filter(locale=reader.locale, translation_key=OuterRef("translation_key")))
    sight = Sight(reader.public(Page.objects.filter(~Exists(own), locale__language_code=code)), PAGES, "", [])
    key = kept_as("alone", reader.locale.language_code, code)
    found = cache.get(key)
    if found is None:
        found = sight.all_of(code)
        if documents >= MANY:
            cache.set(key, found, SECONDS)
    return sight, found


def _found(ways: Sequence[Likely], code: str, sight: Sight, alone: set[int], told: set[int]) -> list[Hit]:
    """The best of some documents that hold a likely word for each word. One query as a rule."""
    by_word: list[dict[int, float]] = [{} for _way in ways]
    few = sorted(alone) if len(alone) <= FEW else []
    statement = POSTINGS + (f" AND document_id IN ({marks(few)})" if few else "")
    for each, rows in postings(statement, sorted({each for way in ways for each in way}), few).items():
        held = [(document, weight / (weight + 1)) for document, _forms, _length, weight in rows if document in alone]
        for scores, way in zip(by_word, ways, strict=True):
            if each in way:
                for document, share in held:
                    scores[document] = scores.get(document, 0) + way[each] * share
    both = set.intersection(*(set(scores) for scores in by_word))
    total = {document: sum(scores[document] for scores in by_word) for document in both}
    best = sight.first(sorted(total, key=lambda document: (-total[document], document)), MOST + len(told))
    hits = [sight.hit(document, code, total[document]) for document in best]
    return [hit for hit in hits if hit.object_id not in told][:MOST]
