"""When two works may be one, though neither DOI nor address says so. Pure."""

import re
from dataclasses import dataclass

from articles.citing.suffixes import is_suffix
from language.folding import fold

SUBTITLE = re.compile(r"\s*(?::|[.?!] |[–—])\s*")


@dataclass(frozen=True)
class Sign:
    """What a work is recognised by: its title without its subtitle, its year, and its first author's last name."""

    title: str
    year: int
    author: str


def sign_of(title: str, year: int | None, author: str) -> Sign | None:
    """The sign of a work; `author` is as lists have it, “Family, Given”. None where one of the three is not known."""
    first, family = fold(SUBTITLE.split(title.strip("¿¡"), maxsplit=1)[0]), _family(author)
    return Sign(first, year, family) if first and year and family else None


def _family(author: str) -> str:
    """The last word of it, the same of “Núñez Gil, Ana” and of “Ana Núñez Gil”; of a house, of its name.

    “Jr.” is none: “King Jr., Martin Luther” is one with “King, Martin Luther”.
    """
    words = author.partition(",")[0].split()
    return fold(next((word for word in reversed(words) if not is_suffix(word)), ""))
