"""Quotation marks of a title inside those of a style, level by level: “ ‘ “ in English, « “ ‘ in Spanish.

citeproc-py knows no such change. Pure: `marked` before a title reaches a style, `settled` for what came of it. Between
the two each mark of a title is a private sign, so that it is not taken for one of the style.
"""

import re

from .private import MARKUP

STRAIGHT = MARKUP['"']
# How the marks of a title close; what else of these signs stands in a title is no mark: an apostrophe, an inch.
CLOSED_BY = {"“": "”", "«": "»", "„": "“", "‘": "’", "‚": "‘", STRAIGHT: STRAIGHT}
SPACES = " \u00a0\u202f"  # those that French writes within its marks
SIGNS = "".join(dict.fromkeys("".join(CLOSED_BY) + "".join(CLOSED_BY.values())))
AS_OPENING, AS_CLOSING, AS_SIGN, AS_SPACE = (
    {sign: chr(first + place) for place, sign in enumerate(signs)}
    for first, signs in ((0xE010, SIGNS), (0xE020, SIGNS), (0xE030, SIGNS), (0xE040, SPACES))
)
OPENS, CLOSES = ({private: sign for sign, private in found.items()} for found in (AS_OPENING, AS_CLOSING))
KEPT = {private: sign for found in (AS_SIGN, AS_SPACE) for sign, private in found.items()}
# Closing marks of a title, with the space before them: a class of regular expressions. American points go before those
# that are not French.
CLOSING = f"[{''.join([*CLOSES, *AS_SPACE.values()])}]"
AMERICAN = f"[{''.join(private for private, sign in CLOSES.items() if sign != '»')}]"
LEVELS = {"en": ["“”", "‘’"], "es": ["«»", "“”", "‘’"]}


def marked(title: str) -> str:
    """The title with private signs for its quotation marks, and for the signs that would look like some."""
    signs, opened = list(title), []
    for place, sign in enumerate(title):
        if sign not in SIGNS:
            continue
        before, after = title[:place][-1:], title[place + 1 : place + 2]
        inner = [start for start in opened if CLOSED_BY[title[start]] == sign]
        if inner and _may_close(sign, before, after):
            start = inner[-1]
            del opened[opened.index(start) :]  # what was opened within it and never closed was no mark
            signs[start], signs[place] = AS_OPENING[title[start]], AS_CLOSING[sign]
        elif sign in CLOSED_BY and not before.isalnum() and after.strip(SPACES if sign != "«" else ""):
            opened.append(place)
    return _with_spaces("".join(AS_SIGN.get(sign, sign) for sign in signs))


def settled(made: str, code: str) -> str:
    """What a style made of it in a language (“en” or “es”): the title's own marks where the style puts none around it,
    else those of their level."""
    levels, depth, quoted, found = LEVELS[code], 0, False, []
    for sign in made:
        if sign in levels[0]:
            quoted = sign == levels[0][0]
        elif sign in OPENS:
            depth += 1
            sign = _level(levels, depth)[0] if quoted else OPENS[sign]
        elif sign in CLOSES:
            sign = _level(levels, depth)[1] if quoted else CLOSES[sign]
            depth = max(0, depth - 1)
        elif sign in KEPT:
            sign = "" if quoted and sign in AS_SPACE.values() else KEPT[sign]
        found.append(sign)
    return "".join(found)


def _level(levels: list[str], depth: int) -> str:
    """The marks of the so many-th level within a style's own: the two innermost take turns."""
    if depth < len(levels):
        return levels[depth]
    return levels[-1 - (depth - len(levels) + 1) % 2]


def _may_close(sign: str, before: str, after: str) -> bool:
    """Whether a sign can close a pair: an apostrophe stands before a letter, and what opens behind a space."""
    if sign in "’‘":
        return not after.isalnum() and bool(before.strip())
    return sign != STRAIGHT or (bool(before.strip()) and not after.isalnum())


def _with_spaces(title: str) -> str:
    """With private signs for the spaces just within French marks."""
    first, last = AS_OPENING["«"], AS_CLOSING["»"]
    title = re.sub(f"(?<={first})[{SPACES}]", lambda found: AS_SPACE[found[0]], title)
    return re.sub(f"[{SPACES}](?={last})", lambda found: AS_SPACE[found[0]], title)
