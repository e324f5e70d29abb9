"""Nothing that can be typed into the search box makes it fail."""

import random

import pytest

from search.queries import MAX_CHARACTERS, MAX_WORDS, Query
from search.reading import FILTERS
from tests import factories
from tests.reading import by_class, main, read, text

HOSTILE = [
    '"',
    '""',
    'a"b',
    "'",
    "a'b",
    "\\",
    "\\'",
    "*",
    "pea*",
    "(",
    ")",
    "NEAR(",
    "NEAR(a b)",
    "AND",
    "OR",
    "NOT",
    "a AND",
    "NOT peace",
    "-peace",
    "^peace",
    "title:peace",
    "{title}:a",
    "peace:*",
    "peace & war",
    "peace | war",
    "!peace",
    "<->",
    "%",
    "_",
    "__",
    "%%s",
    "%(x)s",
    "{}",
    "{0}",
    "\0",
    "pea\0ce",
    "\ud800",
    "\ufffd",
    "²",
    "①",
    "ª",
    "🕊",
    "🕊️ peace",
    "👩‍👩‍👧",
    "سلام",
    "\u202eecaep",
    "שלום",
    "平和",
    "हिन्दी",
    "ﬁ",
    "İ",
    "ß",
    "\u0301",
    "½",
    "e" + "\u0301" * 500,
    "peace; DROP TABLE wagtailcore_page; --",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\n",
    "\r\n",
    "\t",
    "\x1b",
    "\x7f",
    "\u2028",
    " ",
    "\u200b",
    "x" * 10_240,
    "ñ" * 10_240,
    "peace " * 10_000,
    '"' * 10_000,
    "( " * 5_000,
]


@pytest.mark.parametrize("code", ["en", "es"])
def test_whatever_is_typed_is_answered(client, site, code) -> None:
    factories.post(getattr(site, code), "peace")
    address = {"en": "/en/search/", "es": "/es/buscar/"}[code]
    for words in HOSTILE:
        words = words.encode("utf-8", "replace").decode()
        for url in (address, f"{address}results.json"):
            assert client.get(url, {"q": words}).status_code == 200, repr(words[:40])


def test_what_is_typed_never_breaks_the_page(client, site) -> None:
    for words in ('"><script>alert(1)</script>', "' onfocus=x autofocus='", "</title><b>", "{{ 7 }}{% now 'Y' %}"):
        page = read(client, f"/en/search/?q={words.replace('%', '%25')}")
        [field] = [each for each in main(page).iter("input") if each.get("name") == "q"]
        assert field.get("value") == words
        assert not any("alert" in (each.text or "") for each in page.iter("script"))


@pytest.mark.parametrize(
    "raw", [b"q=%FF%FE", b"q=%", b"q=%00", b"q=%ED%A0%80", b"q=a&q=b", b"q[]=a", b"q", b"=", b"&&&", b"q=%C0%AF"]
)
def test_addresses_that_are_not_well_formed_are_answered(client, site, raw) -> None:
    for path in ("/en/search/", "/en/search/results.json"):
        assert client.get(path, QUERY_STRING=raw.decode("latin-1")).status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5000, "1e9", "", "²", "\0", "1" * 30])
def test_a_page_number_that_is_none_gives_some_page(client, site, number) -> None:
    factories.post(site.en, "peace")
    for path in ("/en/search/", "/en/search/results.json"):
        assert client.get(path, {"q": "peace", "page": number}).status_code == 200


def test_random_input_is_answered(client, site) -> None:
    chance = random.Random(2019)
    marks = "\"*()^:-+|&!<>~%_\\{}[]'\0 \n.,;?¿¡/#@$=" + "añeéiN🕊سא中"
    for _ in range(60):
        words = "".join(chance.choice(marks) for _ in range(chance.randint(1, 40)))
        assert client.get("/en/search/results.json", {"q": words}).status_code == 200, repr(words)


# ---------------------------------------------------------------- caps
def test_a_query_is_cut_to_a_number_of_characters_and_of_words() -> None:
    long = Query.read("peace " * 10_000 + "war")
    assert (long.words, long.was_cut, len(long.text) <= MAX_CHARACTERS) == (("peace",), True, True)
    again = Query.read("peace " * 10_000)  # nothing that it says is left out
    assert (again.words, again.was_cut, len(again.text) <= MAX_CHARACTERS) == (("peace",), False, True)
    many = Query.read(" ".join(f"w{number}" for number in range(MAX_WORDS + 1)))
    assert (len(many.words), many.was_cut) == (MAX_WORDS, True)


def test_a_query_of_just_the_allowed_length_is_not_cut() -> None:
    assert not Query.read("x" * MAX_CHARACTERS).was_cut
    assert Query.read("x" * (MAX_CHARACTERS + 1)).was_cut
    assert not Query.read("x" + " " * 1000).was_cut


def test_no_half_word_is_searched_for() -> None:
    assert Query.read("x" * (MAX_CHARACTERS - 3) + " peace").words == ("x" * (MAX_CHARACTERS - 3),)
    assert Query.read("x" * (MAX_CHARACTERS - 6) + " peace war").words == ("x" * (MAX_CHARACTERS - 6), "peace")


@pytest.mark.parametrize(
    ("long", "notices"),
    [
        ("peace+" * 500 + "war", ["That was a lot"]),
        ("peace+" * 500, []),
        ("x" * 1100, ["That is long for a word"]),
    ],
)
def test_the_reader_is_told_that_a_query_was_cut(client, site, long, notices) -> None:
    found = [text(one) for one in by_class(main(read(client, f"/en/search/?q={long}")), "notice")]
    assert [one.partition(":")[0] for one in found] == notices


def test_the_box_takes_more_than_is_searched_for_so_that_a_cut_paste_is_told(client, site) -> None:
    [box] = [one for one in read(client, "/en/search/").iter("input") if one.get("name") == "q"]
    assert int(box.get("maxlength")) > MAX_CHARACTERS


def test_words_are_taken_once_without_marks_in_lower_case() -> None:
    assert Query.read('“Peace” peace, snake_case: it’s "2019"').words == ("peace", "snake", "case", "it", "s", "2019")


# ---------------------------------------------------------------- filters, phrases, what is not wanted
@pytest.mark.parametrize("name", [*FILTERS, "sort", "page"])
def test_whatever_a_filter_is_set_to_is_answered(client, site, name) -> None:
    factories.post(site.en, "peace", topics=[factories.topic(site.en.locale)])
    for value in HOSTILE[::3]:
        value = value.encode("utf-8", "replace").decode()[:2000]
        for path in ("/en/search/", "/en/search/results.json"):
            assert client.get(path, {"q": "peace", name: value}).status_code == 200, repr(value[:40])


@pytest.mark.parametrize("typed", ['"{}"', "-{}", '"{}', 'peace "{}"', "peace -{}", "«{}»", '"peace {}" -peace'])
def test_whatever_stands_in_quotes_or_after_a_minus_is_answered(client, site, typed) -> None:
    factories.post(site.en, "peace 100% under_score back\\slash")
    for value in HOSTILE[::4]:
        words = typed.format(value).encode("utf-8", "replace").decode()[:2000]
        assert client.get("/en/search/results.json", {"q": words}).status_code == 200, repr(words[:40])


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ('"100% sure"', 1),
        ('"100 sure"', 1),
        ('"% sure"', 1),
        ('"under_score"', 1),
        ('"underXscore"', 0),
        ('"___"', 0),
    ],
)
def test_no_mark_in_a_phrase_stands_for_anything(client, site, typed, count) -> None:
    factories.post(site.en, "Percents", intro="100% sure of under_score")
    answer = client.get("/en/search/results.json", {"q": typed}).json()
    assert len([result for result in answer["results"] if result["title"] == "Percents"]) == count


def test_words_of_other_scripts_are_found(client, site) -> None:
    for words in ("سلام", "平和", "हिन्दी", "мир", "ειρήνη", "שלום"):
        page = factories.post(site.en, words, slug=f"x{ord(words[0])}", intro="–")
        answer = client.get("/en/search/results.json", {"q": words}).json()
        assert [result["id"] for result in answer["results"]] == [page.pk], words
