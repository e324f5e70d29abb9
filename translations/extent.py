"""How much a source has changed, in the units that people are told: sentences, links, words. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from language.difference import SentenceChange, diff_sentences
from language.sentences import count_words
from language.severity import Severity, severity_of

from .comparison import STRUCTURE, Difference
from .pairing import Pairing, field_of

# An address follows the title of its own language: nobody has to write it because the source's changed.
NO_WORDS = frozenset({"slug"})
# What a changed value weighs in the order of the work, beside changed words (language.severity).
WEIGHT = {"link": Severity.FACT, "image": Severity.WORDING, "value": Severity.WORDING, "order": Severity.WORDING}


@dataclass(frozen=True)
class Extent:
    """Counts of a difference; `kinds` counts changed sentences and links by language.severity.KINDS, the dated notes
    that are new or changed (see dated.py), and says by `order` that the page is arranged otherwise."""

    segments_new: int = 0
    segments_changed: int = 0
    segments_removed: int = 0
    sentences_new: int = 0
    sentences_changed: int = 0
    sentences_removed: int = 0
    links_changed: int = 0
    images_changed: int = 0
    values_changed: int = 0
    severity: int = Severity.NONE
    kinds: dict[str, int] = field(default_factory=dict)


def measure(
    difference: Difference, language: str, fact_kind: Callable[[str], str], notes: Iterable[str] = ()
) -> Extent:
    """The extent of a difference of a source in `language`; `fact_kind` says "link", "image", "value" or "order" of a
    path.

    Another order of what stays counts, since readers see it. Nothing is more serious than one of `notes`, the keys of
    dated notes.
    """
    sentences = [change for one in difference.pairings for change in _sentences(one, language)]
    facts = Counter(fact_kind(path) for path in difference.facts if not _follows(path, difference))
    facts["order"] = int(difference.reordered or bool(facts["order"]))
    kinds = Counter(kind for change in sentences for kind in change.kinds) + Counter(order=facts["order"])
    weights = [severity_of(change.kinds) for change in sentences] + [WEIGHT[kind] for kind in facts if facts[kind]]
    told = Counter(notes)
    weights += [Severity.URGENT] if told else []
    if difference and not weights:
        weights = [Severity.FORM]
    return Extent(
        segments_new=len(difference.new),
        segments_changed=len(difference.changed),
        segments_removed=len(difference.removed),
        sentences_new=sum(not change.old for change in sentences),
        sentences_changed=sum(bool(change.old and change.new) for change in sentences),
        sentences_removed=sum(not change.new for change in sentences),
        links_changed=facts["link"],
        images_changed=facts["image"],
        values_changed=facts["value"],
        severity=int(max(weights, default=Severity.NONE)),
        kinds=dict(sorted((kinds + told).items())),
    )


def _follows(path: str, difference: Difference) -> bool:
    """Whether a changed structure is only that of a passage that came or went."""
    if not path.endswith(STRUCTURE):
        return False
    return any(one.field == field_of(path) for one in [*difference.new, *difference.removed])


def words_to_do(pairings: Iterable[Pairing], language: str) -> int:
    """Words of the source in the sentences that wait for a translator: all of a new segment, else the changed ones."""
    return sum(count_words(change.new) for one in pairings for change in _sentences(one, language))


def words(texts: Iterable[tuple[str, str]]) -> int:
    """Words of a whole source; takes (field, text) for each segment."""
    return sum(count_words(text) for name, text in texts if name not in NO_WORDS)


def _sentences(one: Pairing, language: str) -> list[SentenceChange]:
    return [] if one.field in NO_WORDS else diff_sentences(one.old, one.new, language)
