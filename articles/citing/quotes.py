"""Quotation marks of a title inside those of a style: single ones in English, “ ” within « » in Spanish.

citeproc-py knows no such change. Pure: `marked` before a title reaches a style, `settled` for what came of it.
"""

import re

from .private import MARKUP

# Each pair that titles come with, and the private signs that stand for it until it is known where it stands.
PAIRS = {"“”": "\ue008\ue009", "«»": "\ue00a\ue00b", MARKUP['"'] * 2: "\ue00c\ue00d"}
OPENS = {signs[0]: pair[0] for pair, signs in PAIRS.items()}
CLOSES = {signs[1]: pair[1] for pair, signs in PAIRS.items()}
# A closing sign of a title, to be looked for.
CLOSING = f"[{''.join(CLOSES)}]"
OUTER = {"en": "“”", "es": "«»"}
INNER = {"en": "‘’", "es": "“”"}


def marked(title: str) -> str:
    """The title with private signs for the pairs of quotation marks in it; a mark without its other stays."""
    for (opens, closes), (first, last) in zip(PAIRS, PAIRS.values(), strict=True):
        within = f"[^{opens}{closes}]*"
        title = re.sub(f"{opens}({within}){closes}", rf"{first}\1{last}", title)
    return title


def settled(made: str, code: str) -> str:
    """What a style made of it in a language (“en” or “es”): the title's own marks, or those that stand within
    others."""
    (outer, end), (inner, inner_end) = OUTER[code], INNER[code]
    depth, found = 0, []
    for sign in made:
        depth += (sign == outer) - (sign == end and depth > 0)
        if sign in OPENS:
            sign = inner if depth else OPENS[sign]
        elif sign in CLOSES:
            sign = inner_end if depth else CLOSES[sign]
        found.append(sign)
    return "".join(found)
