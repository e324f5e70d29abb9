"""What else can be done where nothing was found."""

from dataclasses import dataclass

from django.urls import reverse

from articles.catalogue import KINDS, counts, everything
from core.languages import language_name
from core.navigation import Link, address_in
from core.readers import Reader

from .queries import Results
from .reading import NO_CHOICES, Query

MOST_TOPICS = 8


@dataclass(frozen=True)
class Help:
    """Other searches, and topics that most is written about. `without` is the query with nothing left out of it."""

    languages: list[tuple[str, Link]]
    topics: list[Link]
    without: str = ""
    several: bool = False


def help_for(found: Results, reader: Reader) -> Help:
    """Four queries at most."""
    query = found.query
    left_out = [*query.excluded, *query.unwanted] if query.is_only_without else []
    plain = Query.read(" ".join([query.wanted, *query.phrases, *left_out]))
    changed = bool(query.phrases or query.excluded or query.unwanted) and plain.text
    return Help(
        languages=_languages(query, reader),
        topics=_topics(reader),
        without=NO_CHOICES.address(plain) if changed else "",
        several=len(query.words) > 1 and not query.is_only_without,
    )


def _languages(query: Query, reader: Reader) -> list[tuple[str, Link]]:
    """(language code, the same search there, named in the reader's language)."""
    found = []
    for locale in reader.locales:
        if locale != reader.locale:
            address = f"{address_in(locale, 'search')}?{NO_CHOICES.address(query)}"
            found.append((locale.language_code, Link(language_name(locale.language_code), address)))
    return found


def _topics(reader: Reader) -> list[Link]:
    """Topics with most public articles in the reader's language."""
    kind = KINDS["topic"]
    often = counts(kind, reader)
    rows = [row for row in everything(kind, reader.locale) if often.get(row.translation_key)]
    rows.sort(key=lambda row: -often[row.translation_key])
    return [Link(row.name, reverse(kind.name, args=[row.slug])) for row in rows[:MOST_TOPICS]]
