"""By which words an item is found: those of its original's title and of its translation's own, in plain letters."""

from html import unescape
from typing import Any

from django.db.models import Q

from language.analysis import analyser

PLAIN = analyser("")  # a title is of one language, whoever seeks it writes another
LONGEST = 500  # characters of a title
MOST = 12  # words of a question


def words_of(*titles: str) -> str:
    """The words of titles without case and accents, each once and after a blank, by which its beginning is known.

    A compound is found by its parts, and as one word.
    """
    found = dict.fromkeys(word for title in titles for word in PLAIN.words(title[:LONGEST]))
    return "".join(f" {word}" for word in found)


def translated_title(title: str, segments: list[tuple[str, str]], texts: dict[tuple[str, str], str]) -> str:
    """What is saved as the translation of a title, public or not; `segments` and `texts` by (field, source text)."""
    own = (said for said in segments if "." not in said[0] and unescape(said[1]) == title)
    return next((unescape(texts[said]) for said in own if said in texts), "")


def found_by(question: str) -> Q:
    """The items in whose titles all the words of a question occur, wherever each stands; the beginning of a word will
    do.

    A question of signs alone is looked for as it is.
    """
    asked = PLAIN.asked(question)[:MOST]
    found: Any = Q() if asked else Q(standing__title__icontains=question)
    for ways in asked:
        found &= Q.create([("standing__found_by__contains", f" {one.word}") for one in ways], connector=Q.OR)
    return found


def is_found_by(question: str, title: str) -> bool:
    """Whether a title is found so, where no item knows it: that of a draft."""
    asked = PLAIN.asked(question)[:MOST]
    if not asked:
        return question.lower() in title.lower()
    known = words_of(title)
    return all(any(f" {one.word}" in known for one in ways) for ways in asked)
