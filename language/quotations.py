"""How much of a text is somebody else's words: what stands in quotation marks, and quotations set apart. Pure.

Single marks are not read: they are apostrophes too. A mark that is never closed quotes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .sentences import count_words

LEAST = 5  # words: fewer in marks are a term or a title, not a quotation
CLOSES = {"«": "»", "“": "”", "„": "“”", '"': '"'}


@dataclass(frozen=True)
class Measure:
    """Words in all, and those of them that are quoted."""

    quoted: int
    words: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where there are no words."""
        return self.quoted / self.words if self.words else 0.0


def measure(passages: Iterable[str], set_apart: Iterable[str] = (), least: int = LEAST) -> Measure:
    """The measure of a text: its paragraphs, in which quotations of at least `least` words count, and the quotations
    that stand apart, which count whole."""
    quoted = words = 0
    for passage in passages:
        here = count_words(passage)
        counts = (count_words(text) for text in quotations(passage))
        quoted += min(here, sum(count for count in counts if count >= least))
        words += here
    for text in set_apart:
        here = count_words(text)
        quoted += here
        words += here
    return Measure(quoted, words)


def quotations(passage: str) -> Iterator[str]:
    """What stands in marks, the outermost ones, in order. One walk, however many marks there are."""
    spans, reached = sorted(_spans(passage)), -1
    for start, end in spans:
        if start > reached:
            reached = end
            yield passage[start + 1 : end]


def _spans(passage: str) -> Iterator[tuple[int, int]]:
    """(place of the opening mark, place of the one that closes it); pairs may stand inside others."""
    opened: list[tuple[str, int]] = []
    waiting = dict.fromkeys(CLOSES, 0)
    for place, sign in enumerate(passage):
        mark = _closed_by(sign, waiting)
        if mark and not (sign == '"' and _is_space(passage, place - 1)):
            while opened:
                inner, start = opened.pop()
                waiting[inner] -= 1
                if inner == mark:
                    yield start, place
                    break
        elif sign in CLOSES and not (sign == '"' and _ends_a_number(passage, place)):
            opened.append((sign, place))
            waiting[sign] += 1


def _closed_by(sign: str, waiting: dict[str, int]) -> str:
    return next((mark for mark, signs in CLOSES.items() if waiting[mark] and sign in signs), "")


def _is_space(passage: str, place: int) -> bool:
    return place < 0 or passage[place].isspace()


def _ends_a_number(passage: str, place: int) -> bool:
    """5" is a length."""
    return place > 0 and passage[place - 1].isdigit()
