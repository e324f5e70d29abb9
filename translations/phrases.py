"""Why an item is in the queue, as a sentence: “1 number and 2 sentences changed · 41 words”. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.dates import in_words

from . import dated

NARROW, HARD = "\u202f", "\u00a0"
# From which number on digits are grouped: Spanish leaves four digits together.
GROUPED_FROM = {"es": 10_000}
SHOWN = 3
FORM = 1  # language.severity.Severity.FORM: nothing but punctuation and the like


@dataclass(frozen=True)
class Changes:
    """What a sentence is made of; the names are those of a standing."""

    state: str = ""
    flags: Sequence[str] = ()
    is_public: bool = False
    waits: bool = False
    severity: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    segments_total: int = 0
    segments_done: int = 0
    sentences_new: int = 0
    sentences_changed: int = 0
    sentences_removed: int = 0
    links_changed: int = 0
    images_changed: int = 0
    values_changed: int = 0
    words_total: int = 0
    words_to_do: int = 0
    words_to_read: int = 0
    public_since: Any = None

    @classmethod
    def of(cls, standing: Any) -> "Changes":
        """The changes that a standing, or anything with the same names, tells of."""
        return cls(**{one.name: getattr(standing, one.name) for one in fields(cls)})


def number(value: int) -> str:
    """A number as people read it, its thousands apart."""
    language = (get_language() or "en").split("-")[0]
    return f"{value:,}".replace(",", NARROW) if value >= GROUPED_FROM.get(language, 1000) else str(value)


def words(value: int) -> str:
    """“41 words”, never broken between the two."""
    text = ngettext("%(count)s word", "%(count)s words", value) % {"count": number(value)}
    return text.replace(" ", HARD)


def words_to_read(value: int) -> str:
    """“41 words to read”: the same for a reviewer."""
    text = ngettext("%(count)s word to read", "%(count)s words to read", value) % {"count": number(value)}
    return text.replace(" ", HARD)


def items(value: int) -> str:
    """“12 translations”."""
    return ngettext("%(count)s translation", "%(count)s translations", value) % {"count": number(value)}


def joined(units: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”; in Spanish “e” before the sound i."""
    if len(units) < 2:
        return "".join(units)
    parts = {"list": ", ".join(units[:-1]), "last": units[-1]}
    if _sounds_like_i(units[-1]):
        return pgettext("before the sound i", "%(list)s and %(last)s") % parts
    return _("%(list)s and %(last)s") % parts


def _sounds_like_i(word: str) -> bool:
    start = word.lower()
    return start.startswith(("i", "hi", "í", "hí")) and not start.startswith(("hie", "hia", "io", "ia"))


def notes(told: Sequence[dated.DatedNote]) -> str:
    """“a correction of 6 May 2026 and an update of 5 May 2026”."""
    words = {dated.CORRECTION: _("a correction of %(date)s"), dated.UPDATE: _("an update of %(date)s")}
    return joined(_cut([words[one.kind] % {"date": in_words(one.date)} for one in told]))


def sentence(changes: Changes) -> str:
    """The sentence of an item: what became of its original, what changed in it, or that it is new; then its words: to
    write, or in review to read."""
    if became := lost(changes.flags):
        return became
    if changes.state == "missing" and "not_wanted" in changes.flags:
        return _("Not to be translated")
    if changes.state == "in_review":
        told = _handed_in(changes)
        return f"{told} · {words_to_read(changes.words_to_read)}" if changes.words_to_read else told
    if "stale" in changes.flags:
        return _with_words(_what_changed(changes), changes.words_to_do)
    if changes.state == "changes_requested":
        left = changes.words_to_do
        return _with_words(_("A reviewer asks for changes"), left) if left else _("A reviewer asks for changes")
    if changes.state == "current" or changes.waits:
        return _("Nothing to do")
    if changes.is_public:
        return _with_words(_("Text in preparation"), changes.words_to_do)
    left = changes.words_to_do if changes.segments_done else changes.words_to_do or changes.words_total
    return _with_words(_first(changes), left)


def _handed_in(changes: Changes) -> str:
    """What a reviewer is asked to read."""
    if "stale" in changes.flags:
        return _what_changed(changes)
    return _("Changes to the translation") if changes.is_public else _first(changes)


def _first(changes: Changes) -> str:
    """Of what readers do not have: whether they ever had it."""
    return _("Taken down") if changes.public_since else _("New")


def lost(flags: Sequence[str]) -> str:
    """What became of an original, or of a translation, that is not where it was; "" of any other."""
    told = {
        "source_deleted": _("The original was deleted"),
        "source_unpublished": _("The original is not published any more"),
        "source_moved": _("The original was moved"),
        "target_deleted": _("The translation was deleted"),
    }
    return next((text for flag, text in told.items() if flag in flags), "")


def _with_words(text: str, count: int) -> str:
    left = words(count) if count else _("nothing to write")
    return f"{text} · {left}"


def _what_changed(changes: Changes) -> str:
    """The dated notes first, each with its day: they are urgent."""
    told, changed, other = dated.of_kinds(changes.kinds), _changed_units(changes), _other_units(changes)
    units = changed + other
    if not units:
        return _("The original changed")
    text = joined(units if len(units) <= SHOWN + 1 else [*units[:SHOWN], _("others")])
    text = _("Changes: %(units)s") % {"units": text} if other else _("%(units)s changed") % {"units": text}
    return " · ".join(part[0].upper() + part[1:] for part in ([notes(told)] if told else []) + [text])


def _cut(units: list[str]) -> list[str]:
    """The first of them, and how many more there are."""
    more = len(units) - SHOWN
    if more <= 0:
        return units
    return [*units[:SHOWN], ngettext("%(count)s more", "%(count)s more", more) % {"count": number(more)}]


def _changed_units(changes: Changes) -> list[str]:
    """The most serious first. A number is told beside the sentence that it stands in."""
    count = changes.sentences_changed
    found = {kind: min(changes.kinds.get(kind, 0), count) for kind in ("number", "date", "name", "negation", "link")}
    links = changes.links_changed + found["link"]
    only_form = count and changes.severity == FORM
    told = [
        (found["number"], lambda n: ngettext("%(count)s number", "%(count)s numbers", n)),
        (found["date"], lambda n: ngettext("%(count)s date", "%(count)s dates", n)),
        (found["name"], lambda n: ngettext("%(count)s name", "%(count)s names", n)),
        (found["negation"], lambda n: ngettext("%(count)s negation", "%(count)s negations", n)),
        (links, lambda n: ngettext("%(count)s link", "%(count)s links", n)),
        (0 if only_form else count, lambda n: ngettext("%(count)s sentence", "%(count)s sentences", n)),
        (
            count if only_form else 0,
            lambda n: ngettext("punctuation in %(count)s sentence", "punctuation in %(count)s sentences", n),
        ),
        (changes.images_changed, lambda n: ngettext("an image", "%(count)s images", n)),
        (changes.values_changed, lambda n: ngettext("a detail", "%(count)s details", n)),
        (changes.kinds.get("order", 0), lambda n: _("the arrangement of the page")),
    ]
    return [say(n) % {"count": number(n)} for n, say in told if n]


def _other_units(changes: Changes) -> list[str]:
    told = [
        (changes.sentences_new, lambda n: ngettext("%(count)s new sentence", "%(count)s new sentences", n)),
        (
            changes.sentences_removed,
            lambda n: ngettext("%(count)s removed sentence", "%(count)s removed sentences", n),
        ),
    ]
    return [say(n) % {"count": number(n)} for n, say in told if n]
