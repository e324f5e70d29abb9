"""Which words a text is found by, and what a query asks for."""

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from language.analysis import _TOKEN, LONGEST_WORD, analyser
from language.folding import clean, fold
from language.stemming import stem_of
from language.stopwords import STOP_WORDS
from tests.language.texts import any_text, nasty_texts

pytestmark = pytest.mark.any_database

fixed = settings(derandomize=True, max_examples=200, deadline=None)
CODES = ["en", "es", "xx", ""]
any_code = st.sampled_from(CODES)


def without_accents(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", plain)


def stems(code: str, text: str) -> list[str]:
    return [token.stem for token in analyser(code).tokens(clean(text))]


def asked(code: str, text: str) -> str:
    """The groups of a query as a line: words by spaces, ways to write one by slashes."""
    return " ".join("/".join(token.stem for token in group) for group in analyser(code).asked(text))


# ---------------------------------------------------------------- the table
@pytest.mark.parametrize(
    ("code", "written", "words"),
    [
        ("es", "Sáhara SÁHARA sahara Sa\u0301hara", "sahara sahara sahara sahara"),
        ("es", "el año de la pingüina", "el ano de la pinguina"),
        ("en", "ﬁne Straße ÆON", "fine strasse æon"),
        ("en", "BAPA+40 and BAPA + 40", "bapa 40 bapa40 and bapa 40"),
        ("en", "South-South co‑operation", "south south southsouth co operation cooperation"),
        ("es", "Sur–Sur", "sur sur sursur"),
        ("en", "S-S S–S R&D Q&A", "ss ss rd qa"),
        ("en", "the U.N. in the U.S.A., i.e. here", "the un in the usa ie here"),
        ("es", "EE.UU. EE. UU. O.N.U.", "eeuu eeuu onu"),
        ("es", "ONU/UN", "onu un"),
        ("en", "1,000 1.000 1’000 24,000,000 2,5", "1000 1000 1000 24000000 2.5"),
        ("en", "2019 2019–2020 1.14.5 6½ 10%", "2019 2019 2020 1 14 5 6 10"),
        ("en", "China's China’s don’t it's O'Brien d’Ivoire", "china china dont it brien obrien ivoire divoire"),
        ("es", "L'Aquila «comillas» “así” ‘o así’", "aquila laquila comillas asi o asi"),
        ("en", "COVID-19 G20 G-20 CO2 m²", "covid 19 covid19 g20 20 g20 co2 m2"),
        ("en", "A/RES/73/291", "a res 73 291"),
        ("en", "snake_case e-mail's", "snake case mail email"),
        ("en", "مرحبا 平和 हिन्दी мир", "مرحبا 平和 हिन्दी мир"),
        ("en", '* " NEAR( % \u202e 🕊️ \u0301', "near"),
        ("en", "", ""),
    ],
)
def test_a_text_is_found_by_these_words(code, written, words) -> None:
    assert " ".join(analyser(code).words(written)) == words


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "cooperation", "cooperating"),
        ("en", "resolutions", "RESOLUTION"),
        ("es", "resolución", "resoluciones"),
        ("es", "resolucion", "Resoluciones"),
        ("es", "naciones", "nación"),
        ("es", "publicó", "publicaron"),
        ("es", "ONU", "UN"),
        ("es", "EE.UU.", "USA"),
        ("en", "UN", "O.N.U."),
        ("en", "US", "U.S."),
        ("en", "1,000", "1.000"),
        ("en", "3.5", "3,5"),
        ("es-mx", "acciones", "acción"),
    ],
)
def test_two_forms_of_a_word_are_one(code, one, other) -> None:
    assert stems(code, one) == stems(code, other)


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "US", "us"),
        ("en", "IT", "it"),
        ("es", "UN", "un"),
        ("en", "UN", "un"),
        ("en", "10", "100"),
        ("en", "G20", "G7"),
        ("en", "peace", "piece"),
        ("xx", "nations", "nation"),
        ("en", "publicó", "publicaron"),
    ],
)
def test_two_words_are_two(code, one, other) -> None:
    assert stems(code, one) != stems(code, other)


@pytest.mark.parametrize(
    ("code", "typed", "groups"),
    [
        ("en", "What is the role of the UN in peace?", "role onu peac"),
        ("es", "¿Cuál es el papel de la ONU en la paz?", "papel onu paz"),
        ("en", "co-operation", "co/cooper oper/cooper"),
        ("en", "S-S", "ss"),
        ("en", "peace Peace PEACE", "peac"),
        ("en", "to be or not to be", "to be or not"),
        ("es", "¿qué es?", "que es"),
        ("en", "what did IT do", "IT"),
        ("en", "WHAT DID IT DO", "what did it do"),
        ("en", "don’t panic", "panic"),
        ("xx", "the role of peace", "the role of peace"),
        ("en", '"*()', ""),
    ],
)
def test_a_query_asks_for_its_telling_words(code, typed, groups) -> None:
    assert asked(code, typed) == groups


def test_stop_words_stay_in_texts() -> None:
    assert stems("en", "to be or not to be") == ["to", "be", "or", "not", "to", "be"]


@pytest.mark.parametrize("code", sorted(STOP_WORDS))
def test_stop_words_are_written_folded(code) -> None:
    assert all(word == fold(word) for word in STOP_WORDS[code])


def test_an_unknown_language_is_folded_and_nothing_else() -> None:
    assert stems("xx", "Las Resoluciones, NATIONS") == ["las", "resoluciones", "nations"]


def test_a_word_says_where_it_stands() -> None:
    text = clean("Por la cooperacio\u0301n Sur-Sur.")
    found = {text[token.start : token.end]: token.word for token in analyser("es").tokens(text)}
    assert found == {"Por": "por", "la": "la", "cooperación": "cooperacion", "Sur": "sur", "Sur-Sur": "sursur"}


def test_no_word_is_longer_than_any_word_is() -> None:
    [word] = analyser("es").words("ñ" * 10_000)
    assert word == "n" * LONGEST_WORD


# ---------------------------------------------------------------- for any text
@fixed
@given(any_code, st.one_of(any_text(), st.text()))
def test_nothing_fails_and_every_word_stands_in_its_text(code, text) -> None:
    cleaned = clean(text)
    for token in analyser(code).tokens(cleaned):
        assert 0 <= token.start < token.end <= len(cleaned)
        assert token.word
        assert token.stem
        assert not any(sign.isspace() for sign in token.word)
    analyser(code).asked(text)


@fixed
@given(st.text())
def test_folding_twice_is_folding_once(text) -> None:
    assert fold(fold(text)) == fold(text)


@fixed
@given(st.sampled_from(["es", "en"]), st.lists(st.sampled_from(list("aeiouáéíóúñüÁÉÑ bcnrst")), max_size=40))
def test_accents_make_no_difference(code, letters) -> None:
    text = "".join(letters)
    assert stems(code, text) == stems(code, without_accents(text))
    assert asked(code, text) == asked(code, without_accents(text))


@fixed
@given(any_code, any_text())
def test_the_form_of_an_accent_makes_no_difference(code, text) -> None:
    assert stems(code, unicodedata.normalize("NFD", text)) == stems(code, text)


@fixed
@given(any_code, any_text())
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_that_a_database_refuses(code, text) -> None:
    cleaned = clean(text + "\0\ud800")
    assert clean(cleaned) == cleaned
    assert "\0" not in cleaned
    cleaned.encode()


@fixed
@given(any_code, any_text())
def test_what_a_text_says_it_is_found_by(code, text) -> None:
    assume(not text.isupper())  # who shouts means the words in small letters
    held = set(stems(code, text))
    assert all(token.stem in held for group in analyser(code).asked(text) for token in group)


def test_threads_do_not_mix_their_words() -> None:
    endings = ("aciones", "amos", "ando", "aron", "mente", "idades")
    words = [f"{start}{end}" for start in ("oper", "nacion", "resol", "public", "confirm") for end in endings] * 40
    alone = [stem_of.__wrapped__("es", word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda word: stem_of.__wrapped__("es", word), words))
    assert together == alone


@fixed
@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14),
    st.sampled_from(["", "ing", "ies", "s", "ar", "ying", "yendo", "ly"]),
)
def test_a_stem_begins_with_the_letters_of_its_word(start, end) -> None:
    for code in ("en", "es"):
        stem = analyser(code).stem(start + end)
        assert stem[:1] == start[0]
        assert len(stem) <= 3 or stem[:2] == (start + end)[:2]


# What is one word of a text, said the long way (see analysis.py, which says it for speed).
LETTER = r"[^\W_¼-¾⅐-⅞]"
MARK = (
    "[" + "".join(chr(sign) for sign in range(0x300, 0xFE30) if unicodedata.category(chr(sign)) in ("Mn", "Mc")) + "]"
)
WORD = rf"{LETTER}(?:{LETTER}|{MARK})*"
SAID = re.compile(
    r"(?P<thousands>(?<![\w.,])\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?![\w]|[.,]\d))"
    r"|(?P<decimal>(?<![\w.,])\d+[.,]\d+(?![\w]|[.,]\d))"
    r"|(?P<dotted>EE\.\s?UU\.|(?<!\w)(?:[^\W\d_]{1,2}\.){2,}(?:[^\W\d_]{1,2}(?!\w))?)"
    rf"|(?P<joined>{WORD}(?:[-‐‑–'’ʼ+&·]{WORD})+)"
    rf"|(?P<word>{WORD})"
)


@fixed
@given(
    st.one_of(any_text(), st.deferred(lambda: st.lists(st.sampled_from(PIECES), max_size=25).map("".join))).map(clean)
)
def test_a_text_falls_into_the_words_of_the_plain_definition(text) -> None:
    said = [(match.span(), match.lastgroup) for match in SAID.finditer(text)]
    assert [(match.span(), match.lastgroup) for match in _TOKEN.finditer(text)] == said


@pytest.mark.parametrize("text", nasty_texts(), ids=lambda text: ascii(text[:8]))
def test_no_text_is_read_for_ever(text) -> None:
    """One that is fails by the time that each test has (pyproject.toml)."""
    for code in ("en", "es"):
        tokens = list(analyser(code).tokens(clean(text)))
        assert all(token.word for token in tokens)
        assert list(analyser(code).held(clean(text), {"zzz"})) == []


PIECES = [
    *(
        "the ",
        "un ",
        "Un",
        "UN ",
        "a ",
        "to",
        "die",
        "dying ",
        "é",
        "\u0301",
        "ʼ",
        "ñ",
        "x",
        "EE. UU.",
        "u.n.",
        "e",
        "和",
        "1",
    ),
    *(". ", ".", ", ", ",", "-", "’s ", "'", '"', "»", "(", ") ", "_", "\n", "½", " ", "!? ", "+", "&", "·", "\u00a0"),
]


@fixed
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join).map(clean))
def test_what_is_held_is_what_a_reading_of_every_word_of_any_text_finds(text) -> None:
    for code in ("en", "es"):
        every = list(analyser(code).tokens(text))
        for stems in [{token.stem} for token in every] + [{token.stem for token in every[::3]}, set()]:
            assert list(analyser(code).held(text, stems)) == [other for other in every if other.stem in stems]


@pytest.mark.parametrize(
    "text", ["Sáhara y el SÁHARA; la ONU, d’Ivoire: co-operación 1.000", "UN and U.N. on dying Ónyx, lying"]
)
def test_what_is_held_is_what_a_reading_of_every_word_finds(text) -> None:
    for code in ("en", "es", "pt"):
        every = list(analyser(code).tokens(text))
        for token in every:
            wanted = [other for other in every if other.stem == token.stem]
            assert list(analyser(code).held(text, {token.stem})) == wanted
