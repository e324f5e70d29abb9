"""Texts of every sort for the properties of `language`: broken, huge, and nearly like prose."""

from hypothesis import strategies as st

from tests.long import LONG

PIECES = [
    *"aZ9ñé¿¡.,;:!?…\"'“”«»()[]{}<>&-–—+/%$€º#@\n\t \u00a0\u200f\u202e\0\ud800\u0301",
    *["May ", "3 de mayo", "mayo de ", "2019", "1.500", "12 500", "15:30", " p. m.", "EE. UU.", "U.S.", "siglo XXI"],
    *["{1}", "{/1}", "{2/}", "{{", "<a id='a1'>", "</a>", "<b>", "<br/>", "&amp;", "http://x.org/a.", "two ", "mil "],
    *["millones ", "not ", "no ", "Dr. ", "p. ej. ", "COVID-19", "A/RES/73/291", "½", "²", "٣", "९", "今天。"],
]


def any_text() -> st.SearchStrategy[str]:
    """Text with surrogates and controls, or a heap of the pieces that the rules look for."""
    every = st.text(st.characters(exclude_categories=()), max_size=60)
    return st.one_of(every, st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


SLOW = [
    "9",
    "&",
    "<a ",
    "{1}",
    "May ",
    "mil ",
    "No. 5 ",
    "A.",
    "a-b",
    "1,5",
    "\ud800\0",
    "x ",
    "x\u0301",
    "x" + 99 * "\u0301",
]


def nasty_texts() -> list[str]:
    """About 100 kB each, of what makes a careless pattern slow; with LONG=1 of every piece."""
    pieces = [*PIECES, *SLOW] if LONG else SLOW
    return [(piece * (100_000 // len(piece) + 1))[:100_000] for piece in pieces]
