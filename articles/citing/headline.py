"""The capitals of an English title in an English list of references, as Chicago has them. Pure.

Only English knows such capitals: a title of another language, and any title in a list that is not English, keeps its
own.
"""

import re
import unicodedata

from .private import MARKUP

# What stands small inside a title: articles, conjunctions, and prepositions that are short.
SMALL = {
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "off", "on", "onto",
    "or", "over", "per", "so", "the", "till", "to", "up", "via", "with", "yet",
}  # fmt: skip
WORD = re.compile(r"\S+")
ENDS = ":.?!–—"
# A straight mark also as the private sign that it is on its way to a style.
AROUND = "\"'“”‘’«»()[]{}¿¡,;*_" + MARKUP['"']


def headline(title: str) -> str:
    """The title with a capital for each word that is written small, but for SMALL ones within it.

    Only Latin letters take one, and only those that stay one letter: “α-helix” and “ß” are no capitals in disguise.
    """
    words = list(WORD.finditer(title))
    found, at, first = [], 0, True
    for number, word in enumerate(words):
        last = number == len(words) - 1
        found += [title[at : word.start()], _capital(word[0], keeps_small=not (first or last))]
        at, first = word.end(), word[0].rstrip(AROUND)[-1:] in tuple(ENDS)
    return "".join([*found, title[at:]])


def _capital(word: str, *, keeps_small: bool) -> str:
    bare = word.strip(AROUND + ENDS)
    if not word.islower() or not bare or (keeps_small and bare in SMALL):
        return word
    start = word.index(bare)
    return f"{word[:start]}{_upper(bare[0])}{word[start + 1 :]}"


def _upper(letter: str) -> str:
    small = unicodedata.name(letter, "").startswith("LATIN SMALL LETTER")
    upper = letter.upper()
    return upper if small and len(upper) == 1 else letter
