"""Ten thousand strings at the gate and the sanitiser: whatever is let through is harmless to a browser."""

import unicodedata
from collections import Counter

from hypothesis import given, settings

from tests.translations.hostile import STRINGS, batch_of
from tests.translations.test_marks import SOURCES, elements_of
from tests.translations.test_sanitise import assert_harmless
from translations import gate, marks
from translations.sanitise import clean_html

BATCH = 25


def only_marks_of(data: str, source: str) -> None:
    """A browser finds in a fragment nothing but the marks of its source, each once, and line breaks."""
    allowed = [(mark.name, (("id", mark.id),) if mark.id else ()) for mark in marks.marks_of(source)]
    for element in elements_of(data):
        if element != ("br", ()):
            assert element in allowed, data
            allowed.remove(element)


def well_formed(data: str, source: str) -> None:
    """What is stored reads the same in every program: NFC, and no direction mark stands open."""
    text = marks.to_text(data, source)
    assert unicodedata.is_normalized("NFC", marks.MARK.sub(" ", text))
    assert gate.text_problems(text, "x") == []


def typed(text: str, source: str) -> bool:
    """By our form."""
    text = gate.normalised(text)
    if gate.marked_problems(text, source):
        return False
    data = marks.from_text(text, source)
    assert gate.fragment_problems(data, source) == []
    only_marks_of(data, source)
    well_formed(data, source)
    return True


def stored(text: str, source: str) -> bool:
    """By a PO file, a machine, or a row saved directly."""
    data = gate.normalised_fragment(text)
    if gate.fragment_problems(data, source):
        return False
    only_marks_of(data, source)
    well_formed(data, source)
    return True


def cleaned(text: str) -> None:
    """By the sanitiser, which trusts nobody."""
    html = clean_html(f"<p>{text}</p>")
    assert_harmless(html)


def linked(text: str) -> bool:
    """As an address: what is let through is one, in an attribute too."""
    if gate.address_problems(text):
        return False
    assert_harmless(clean_html(f'<p><a href="{text}">x</a></p>'))
    assert text.lower().startswith(("https://", "http://", "mailto:", "tel:", "/", "#"))
    assert not text.startswith(("//", "/\\"))
    return True


def test_whatever_passes_is_harmless() -> None:
    """Each way lets some through: a gate that refuses everything would prove nothing."""
    passed: Counter[str] = Counter()

    @settings(derandomize=True, max_examples=STRINGS // BATCH, deadline=None)
    @given(batch_of(BATCH))
    def tried(batch: list[str]) -> None:
        for number, text in enumerate(batch):
            source = SOURCES[number % len(SOURCES)]
            passed["typed"] += typed(text, source)
            passed["stored"] += stored(text, source)
            passed["linked"] += linked(text)
            cleaned(text)
            passed["strings"] += 1

    tried()
    assert passed["strings"] >= STRINGS
    assert min(passed["typed"], passed["stored"]) > 100, passed
    assert passed["linked"] > 10, passed


def test_composing_never_breaks_a_tag() -> None:
    """A stroke through a character right after a tag would otherwise be composed with the tag's own bracket."""
    assert gate.normalised_fragment("<b>\u0338x</b> cafe\u0301") == "<b>\u0338x</b> caf\u00e9"
    assert gate.normalised_fragment("&gt;&#x338;") == "\u226f"
    assert gate.normalised_fragment("a &lt; b &amp; c") == "a &lt; b &amp; c"
    assert gate.normalised_fragment("<script>e\u0301") == "<script>e\u0301"
