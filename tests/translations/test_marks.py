"""Marks stand for tags: what a source has survives, and nothing else can be typed."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translations import gate, marks

fixed = settings(derandomize=True, max_examples=200, deadline=None)

PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn")), max_size=20)
HOSTILE = [
    "<![CDATA[><script>alert(1)</script>]]>",
    "<![CDATA[ ><img src=x onerror=alert(1)> ]]>",
    "<!--><script>alert(1)</script>-->",
    "<!---><script>alert(1)</script>",
    "<!-- x --!><script>alert(1)</script>",
    "<?x ><script>alert(1)</script>",
    "<!ELEMENT ><script>alert(1)</script>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<b onclick=alert(1)>x</b>",
    "<a href=javascript:alert(1)>x</a>",
    '<a id="a99">x</a>',
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "<plaintext>",
    "<text position='0'></text>",
    "</p></div></body>",
    "<b>" * 5000,
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u202e<script>",
    "a\x00b",
    "{1}{1}",
    "{/1}",
    "{99}x{/99}",
    "{1}a{2}b{/1}c{/2}",
    "{{1}<b>{{/1}",
    "{1}{2}x{/2}{/1}",
]
SOURCES = [
    "plain",
    '<a id="a1">one</a> and <b>two</b>',
    '<a id="a1">one</a><br/><a id="a2">two</a>',
    "<i><b>x</b></i> {1}",
]


@st.composite
def fragments(draw, depth: int = 3, in_link: bool = False, links: list | None = None) -> str:
    """A fragment as wagtail-localize makes one of a source: text, line breaks, inline tags, links by id."""
    links = [] if links is None else links
    parts = []
    for kind in draw(st.lists(st.sampled_from(["text", "br", "tag", "link"]), max_size=4)):
        if kind == "br":
            parts.append("<br/>")
        elif kind == "text" or depth == 0 or (kind == "link" and in_link):
            parts.append(draw(PLAIN).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        elif kind == "tag":
            name = draw(st.sampled_from([tag for tag in marks.TAGS if tag != "a"]))
            parts.append(f"<{name}>{draw(fragments(depth - 1, in_link, links))}</{name}>")
        else:
            links.append(True)
            name = f"a{len(links)}"
            parts.append(f'<a id="{name}">{draw(fragments(depth - 1, True, links))}</a>')
    return "".join(parts)


@fixed
@given(fragments())
def test_what_a_person_sees_goes_back_into_the_same_fragment(source) -> None:
    text = marks.to_text(source)
    assert "<" not in text or "&lt;" in source
    assert not marks.problems(text, source)
    assert marks.from_text(text, source) == source


typed_text = st.one_of(
    st.lists(
        st.one_of(PLAIN, st.sampled_from(["{1}", "{/1}", "{2}", "{/2}", "{3}", "{/3}", "{{", "{", "<b>", "\n", "&"]))
    )
    .map("".join)
    .filter(str.strip),
    st.sampled_from(HOSTILE),
    st.tuples(PLAIN, st.sampled_from(HOSTILE), PLAIN).map("".join),
)


def elements_of(fragment: str) -> list[tuple[str, tuple]]:
    """Elements with their attributes, as a browser makes them of a fragment inside a paragraph."""
    tree = html5lib.parseFragment(fragment, container="p", namespaceHTMLElements=False)
    return [(str(node.tag), tuple(sorted(node.attrib.items()))) for node in tree.iter()][1:]


def check_typed(text: str, source: str) -> None:
    """Either a sentence says what is wrong, or the fragment has nothing that the source's marks have not."""
    text = gate.normalised(text)
    found = gate.marked_problems(text, source)
    if found:
        assert all(sentence.strip() for sentence in found)
        return
    data = marks.from_text(text, source)
    assert gate.fragment_problems(data, source) == []
    allowed = [(mark.name, (("id", mark.id),) if mark.id else ()) for mark in marks.marks_of(source)]
    for element in elements_of(data):
        if element != ("br", ()):
            assert element in allowed
            allowed.remove(element)
    # A brace that stands for itself is written twice when the text is shown again.
    assert marks.to_text(data, source) == re.sub(r"\{\{|\{(?!/?\d{1,4}\})", "{{", text)


@fixed
@given(typed_text, fragments())
def test_any_typed_text_is_refused_or_becomes_only_the_tags_of_its_source(text, source) -> None:
    check_typed(text, source)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_or_harmless(text, source) -> None:
    check_typed(text, source)
    check_typed(f"{{1}}{text}{{/1}}", source)


@pytest.mark.parametrize("data", [text for text in HOSTILE if text.startswith("<")])
def test_markup_that_is_no_inline_tag_raises(data) -> None:
    if data.startswith(("<b>", '<a id="a99">')):
        assert gate.fragment_problems(data, "x")
    else:
        with pytest.raises(marks.MarkupError):
            marks.tokens(data)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("{1}a{/1} {2}b{/2}", []),
        ("{2}b{/2} {1}a{/1}", []),
        ("{1}a{/1} b", []),  # the bold is dropped, which is a translator's choice
        ("a {2}b{/2}", ["missing"]),  # the link is not
        ("{1}a{/1}{1}b{/1}", ["doubled"]),
        ("{1}a {2}b{/1}{/2}", ["crossed"]),
        ("{1}a", ["unclosed"]),
        ("a{/1}", ["unopened"]),
        ("{1}a{/1}{99}b{/99}", ["foreign"]),
        ("{{1} {1}a{/1}", []),
        ("{1a{/1", ["broken"]),
        ("{ 1}a{/ 1}", ["broken"]),
        ("{1}a{/1} {2/}", ["broken"]),
        ("{1)a{/1}", ["broken"]),
        ("{1}a {99}b{/99}", ["foreign", "unclosed"]),  # one of each mark
        ("{1}a{/1} {1990 and {99", []),  # numbers of no mark: a brace that somebody wrote
        ("{1}a{/1} {{2", []),
        ("{1}a{/1} {2}b{/2}{20", []),
    ],
)
def test_each_broken_mark_is_named_once(text, kinds) -> None:
    source = '<a id="a1">a</a> <b>b</b>'
    assert [problem.kind for problem in marks.problems(text, source)] == kinds
    if kinds:
        with pytest.raises(marks.MarkupError):
            marks.from_text(text, source)


def test_a_link_inside_a_link_is_refused_because_browsers_pull_them_apart() -> None:
    source = '<a id="a1">one</a> <a id="a2">two</a>'
    assert [problem.kind for problem in marks.problems("{1}a {2}b{/2}{/1}", source)] == ["nested"]
    assert gate.fragment_problems('<a id="a1">a <a id="a2">b</a></a>', source)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("{1}{/1} vacía {2}b{/2}", 1),
        ("{1} \n{/1} vacía", 1),
        ("{1}\u200b\xa0{/1} {2}b{/2}", 1),
        ("{1}a{/1} {2}{/2}", 1),
        ("{1}{2}{/2}{/1} empty", 2),
        ("{1}{2}b{/2}{/1} a", 0),
        ("{1}{{{/1} b", 0),
        ("{1}a{/1}", 0),
    ],
)
def test_a_mark_around_nothing_is_refused_as_typed_and_as_stored(text, refused) -> None:
    source = '<a id="a1">a</a> <b>b</b>'
    found = gate.marked_problems(text, source)
    assert len(found) == refused
    assert gate.fragment_problems(marks.from_text(text, source), source) == found


def test_a_mark_that_is_empty_in_the_original_may_be_so_in_the_translation() -> None:
    source = '<a id="a1"> </a>Peace <b></b><b>now</b>'
    text = "Paz {1}{/1}{2}ya{/2}{3}{/3}"
    assert gate.marked_problems(text, source) == gate.fragment_problems(marks.from_text(text, source), source) == []


def test_a_brace_is_typed_twice_and_a_line_break_is_a_line_break() -> None:
    assert marks.to_text("f({x})<br/>y") == "f({{x})\ny"
    assert marks.from_text("f({{x})\ny", "z") == "f({x})<br/>y"
    assert marks.from_text("{ alone", "z") == "{ alone"


def test_a_line_end_in_the_html_of_a_source_is_a_space_to_people() -> None:
    assert marks.to_text("one\ntwo") == "one two"


def test_a_tag_that_the_source_lacks_is_dropped_with_its_closing_tag() -> None:
    assert marks.to_text("<b>a</b> <i>b</i>", "<i>x</i>") == "a {1}b{/1}"


def test_marks_are_numbered_in_the_order_of_their_opening_tags() -> None:
    source = '<b>x <a id="a1">y</a></b> <b>z</b>'
    assert marks.to_text(source) == "{1}x {2}y{/2}{/1} {3}z{/3}"
    assert marks.to_text('<a id="a1">y</a> <b>z</b>', source) == "{2}y{/2} {1}z{/1}"
