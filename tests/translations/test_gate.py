"""The gate: each refusal is a sentence, and the text is never changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translations import gate

GOOD_ADDRESSES = [
    "https://www.un.org/en",
    "http://example.org:8080/a?b=c#d",
    "HTTPS://EXAMPLE.ORG/",
    "https://es.wikipedia.org/wiki/Cooperación_Sur-Sur",
    "https://[2001:db8::1]/",
    "mailto:someone@example.org",
    "tel:+34911234567",
    "/es/publicaciones/",
    "#notes",
]
BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript\u200b:alert(1)",
    "\u00a0javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "ftp://example.org/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://",
    "https://user:password@evil.example/",
    "https://www.un.org@evil.example/",
    "https://evil\u202egro.nu.www",
    "https://un.org\u200b/",
    'https://x.example/"onmouseover="alert(1)',
    "https://x.example/<script>",
    "https://x.example/a b",
    "https://[::1",
    "mailto:",
    "tel:",
    "#",
    "",
    "www.un.org",
    "https://x.example/" + "a" * 2000,
    "https://x.example/\x00",
]


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_an_address_that_a_reader_may_follow_passes(address) -> None:
    assert gate.address_problems(address) == []


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_that_runs_script_or_hides_where_it_leads_is_refused(address) -> None:
    assert gate.address_problems(address)


@pytest.mark.parametrize("value", [None, 5, ["https://www.un.org"]])
def test_what_is_no_text_is_no_address(value) -> None:
    assert gate.address_problems(value)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_whatever_passes_as_an_address_has_a_known_scheme_or_stays_on_the_site(address) -> None:
    if gate.address_problems(address) == []:
        assert address.lower().startswith(("https://", "http://", "mailto:", "tel:", "/", "#"))
        assert not address.startswith("//")


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "\u200b", "\u2060\u200e\u00a0", "{1}{/1}", "{1} \u200b{/1}"], ids=ascii
)
def test_a_blank_text_is_refused_where_the_original_says_something(text) -> None:
    assert gate.marked_problems(text, "<b>Peace</b>")


def test_a_mark_that_the_original_lacks_is_told_once() -> None:
    found = gate.marked_problems("With {9}a mark{/9}", "Peace")
    assert len(found) == len(set(found)) > 0


# Fillers, selectors, joiners, tags, accents without a letter, the blank of Braille, what no font has.
UNSEEN = (
    "\u3164 \u2800 \ufe0f\u034f \u0301 \u17b4 \U000e0100 \u115f\u1160 "
    "\uffa0 \u2065 \U000e0041 \u20dd \u180b \U0001d159 \ue000"
)


@pytest.mark.parametrize("text", [*UNSEEN.split(" "), UNSEEN], ids=ascii)
def test_what_is_drawn_as_nothing_is_blank(text) -> None:
    assert gate.text_problems(text, "Peace")
    assert gate.marked_problems(f"{{1}}{text}{{/1}}", "<b>Peace</b>")
    named = "".join(f"&#{ord(character)};" for character in text)
    assert gate.fragment_problems(f"<b>{named}</b>", "<b>Peace</b>")
    assert gate.text_problems(f"a{text}", "Peace") == []
    assert gate.address_problems(f"https://un.org/{text}") or text in ("\u0301", "\u20dd", "\ue000")


@pytest.mark.parametrize("text", ["https://hi.wikipedia.org/wiki/हिन्दी", "https://un.org/cooperacio\u0301n"])
def test_accents_of_letters_stand_in_addresses(text) -> None:
    assert gate.address_problems(text) == []


@pytest.mark.parametrize("text", ["{{", "0", "हि", "❤\ufe0f", "—", "ﷺ", "👩‍👩‍👧", "سلام", "{1}a{/1}"])
def test_whatever_shows_is_not_blank(text) -> None:
    assert gate.marked_problems(text, "<b>Peace</b>") == []


def test_a_tag_without_text_is_blank_as_a_fragment_too() -> None:
    assert gate.fragment_problems("<b></b>", "<b>Peace</b>")
    assert gate.fragment_problems("<b>Paz</b>", "<b>Peace</b>") == []


NONE = ["\x85", "\ufffe", "\ud800", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff", "\x9f", "\x01"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x1f", "\x7f", *NONE], ids=ascii)
def test_a_control_character_is_refused(character) -> None:
    assert len(gate.text_problems(f"a{character}b", "x")) == 1
    for number in (f"&#{ord(character)};", f"&#x{ord(character):x}", f"&#X000{ord(character):X};"):
        assert len(gate.fragment_problems(f"a{number} b", "x")) == 1, number


@pytest.mark.parametrize("number", ["&#0;", "&#x110000;", "&#99999999999999999999;", "&#xFFFFFFFFFFFFFFFFFF", "&#1"])
def test_a_number_that_is_no_characters_is_refused(number) -> None:
    assert len(gate.fragment_problems(f"a{number}", "x")) == 1


@pytest.mark.parametrize("data", ["&#233;", "&#x1f600;", "&#9;", "&#10;", "&amp;#1;", "# 1; & #1;", "&#;", "&#x;"])
def test_other_numbers_are_text(data) -> None:
    assert gate.fragment_problems(f"a{data}", "x") == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("\u202eabc", True),
        ("\u202eabc\u202c", False),
        ("\u2067abc\u2069", False),
        ("\u2067abc\u202c", True),
        ("abc\u2069", True),
        ("\u202a\u2067abc\u2069\u202c", False),
        ("\u202a\u2067abc\u202c\u2069", True),
    ],
    ids=ascii,
)
def test_a_direction_mark_must_be_closed(text, refused) -> None:
    assert bool(gate.text_problems(text, "x")) is refused


def test_a_text_may_be_as_long_as_its_field() -> None:
    assert gate.text_problems("a" * 255, "x", 255) == []
    assert "256" in gate.text_problems("a" * 256, "x", 255)[0]
    assert gate.text_problems("a" * (gate.MAX_LENGTH + 1), "x")


@pytest.mark.parametrize(
    "data",
    [
        "<b>one</b><b>two</b>",
        "<b>never closed",
        "closed never</b>",
        "<i>foreign</i>",
        "<b><i>crossed</b></i>",
        '<b id="b1">x</b>',
        "<b onclick=alert(1)>x</b>",
        "<!-- --><b>x</b>",
        "<b>" * (gate.MAX_DEPTH + 1) + "x" + "</b>" * (gate.MAX_DEPTH + 1),
        "x &#x202e; y",
        "a\x00b",
        "&nbsp;",
    ],
)
def test_a_fragment_with_other_tags_than_its_source_is_refused(data) -> None:
    assert gate.fragment_problems(data, "<b>source</b>")


def test_a_nested_bomb_is_refused_before_any_parser_sees_it() -> None:
    bomb = "<b>" * 50_000 + "x" + "</b>" * 50_000
    assert gate.fragment_problems(bomb, bomb)


def test_text_is_normalised_without_losing_a_character() -> None:
    assert gate.normalised("  Cooperacio\u0301n\r\nSur\rSur ") == "Cooperación\nSur\nSur"


def test_what_stands_for_a_sign_that_was_lost_is_refused_where_the_original_has_none() -> None:
    for found in (
        gate.marked_problems("Peace \ufffd", "Peace"),
        gate.fragment_problems("<b>Peace &#xFFFD;</b>", "<b>Peace</b>"),
    ):
        assert len(found) == 1
        assert "lost on its way" in found[0]
    assert gate.marked_problems("Paz \ufffd", "Peace \ufffd") == []
