"""What the demo says: whole in both languages, well set in each, and true about who is real."""

import re
from collections import Counter
from datetime import date

import pytest
from django.utils.text import slugify

from home.demo.catalogue import PEOPLE
from home.demo.content import (
    PUBLISHED,
    WHOLE,
    Article,
    Author,
    Heading,
    Item,
    Picture,
    Publisher,
    Quote,
    Said,
    Sheet,
    State,
    Subject,
    Summary,
    Texts,
    said,
)
from home.demo.library import ARTICLES, BY_KEY, ITEMS, SUMMARIES
from home.demo.pictures import MOTIFS
from home.demo.standing import BLOG_INTROS, LEADS, PUBLICATION_INTROS

REAL = {"Cecilia Milesi", "Lauren Hess"}
HOMES = re.compile(r"https://[a-z.]+/(?:en/?|es/?)?")
# Those of resolutions; and at example.org, which is kept free for what is invented, and nobody's.
CERTAIN = re.compile(r"https://(?:undocs\.org/(es/)?A/RES/\d+/\d+|example\.org/[a-z/-]+)")
# Words that Spanish writes with a capital because they are names, also in the middle of a title.
NAMES = {"Agenda", "Buenos", "Aires", "Desarrollo", "Sostenible", "Sur-Sur", "BAPA+40", "Acuerdo", "Escazú"}
NAMES |= {"Declaración", "Universal", "Derechos", "Humanos"}


def ids(item: Item) -> str:
    return f"{type(item).__name__}-{item.key}"


def walk(value: object, kind: type) -> list:
    """Records of a kind anywhere inside a record."""
    found = [value] if isinstance(value, kind) else []
    inner = vars(value).values() if isinstance(value, Texts) else value if isinstance(value, tuple) else ()
    return found + [hit for each in inner for hit in walk(each, kind)]


def in_language(language: str) -> list[str]:
    """All that the demo says in a language."""
    texts = [text for item in ITEMS for text in item.texts() if item.language == language]
    others = [text for item in ITEMS for text in item.texts() if item.language != language]
    spoken = [text.source for text in texts] + [text.target for text in others if text.target]
    return [*spoken, LEADS[language], BLOG_INTROS[language], PUBLICATION_INTROS[language]]


# ---------------------------------------------------------------- how texts are written down
def test_line_breaks_of_a_module_are_spaces_and_a_tilde_is_a_hard_space() -> None:
    assert said("One\n        two  three.", "5~%") == Said("One two three.", "5\u00a0%")


def test_links_and_italics_become_the_marks_of_a_translator() -> None:
    text = said(
        '<i>A</i> <a href="https://x.org/">b</a> and <i>c</i>', '<a href="https://x.org/">B</a>, <i>a</i>, <i>c</i>'
    )
    assert text.pair() == ('<i>A</i> <a id="a1">b</a> and <i>c</i>', "{2}B{/2}, {1}a{/1}, {3}c{/3}")


# ---------------------------------------------------------------- every text has its translation
@pytest.mark.parametrize("item", [item for item in ITEMS if item.state in WHOLE], ids=ids)
def test_a_whole_translation_lacks_no_text(item) -> None:
    assert [text.source for text in item.texts() if not text.target] == []


@pytest.mark.parametrize("item", [item for item in ITEMS if item.state is State.HALF_DONE], ids=ids)
def test_a_half_done_translation_is_begun_and_not_finished(item) -> None:
    done = [bool(text.target) for text in item.texts()]
    assert any(done)
    assert not all(done)
    assert item.title.target


@pytest.mark.parametrize("item", [item for item in ITEMS if item.state is State.UNTRANSLATED], ids=ids)
def test_an_untranslated_item_has_no_translation_in_store(item) -> None:
    assert item.translations() == {}


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_one_text_has_one_translation_within_an_item(item) -> None:
    texts = set(item.texts())
    assert len({text.source for text in texts}) == len(texts)


@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_a_translation_keeps_every_number_and_every_mark(item) -> None:
    for text in item.texts():
        if text.target:
            assert Counter(re.findall(r"\d+", text.source)) == Counter(re.findall(r"\d+", text.target)), text
            assert Counter(re.findall(r"<[^>]+>", text.source)) == Counter(re.findall(r"<[^>]+>", text.target)), text


# ---------------------------------------------------------------- well set
def test_spanish_is_set_as_spanish() -> None:
    for text in in_language("es"):
        assert text.count("¿") == text.count("?"), text
        assert text.count("¡") == text.count("!"), text
        assert text.count("«") == text.count("»"), text
        plain = re.sub(r"<[^>]+>", "", text)
        assert not re.search(r"""["'“”’]""", plain), text
        assert not re.search(r"[\d ]%", plain), text
        assert not re.search(r"\b(?:vosotros|vuestr\w+|coger|ordenador(?:es)?|N°|nº|#)\b", plain), text


def test_spanish_months_and_weekdays_are_lower_case() -> None:
    months = "Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Septiembre|Octubre|Noviembre|Diciembre"
    for text in in_language("es"):
        assert not re.search(rf"\b(?:{months}|Lunes|Martes|Jueves|Viernes|Sábado|Domingo)\b", text), text


@pytest.mark.parametrize("item", [item for item in ITEMS if isinstance(item, Sheet)], ids=ids)
def test_a_spanish_title_capitalises_its_first_word_and_names_only(item) -> None:
    titles = [item.title, *(block.text for block in walk(item, Heading))]
    for title in titles:
        spanish = title.source if item.language == "es" else title.target
        capitals = {word.strip("¿?:,.«»") for word in spanish.split()[1:] if word[:1].isupper()}
        assert capitals - NAMES == set()


def test_english_is_set_with_curly_quotation_marks() -> None:
    for text in in_language("en"):
        plain = re.sub(r"<[^>]+>", "", text)
        assert not re.search(r"""["'«»¿¡]""", plain), text


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_text_has_a_double_space_or_a_space_before_a_full_stop(language) -> None:
    for text in in_language(language):
        assert text == text.strip()
        assert not re.search(r"  | [.,;:?!]", text), text


def test_nothing_needs_escaping() -> None:
    for item in ITEMS:
        for text in item.texts():
            for said_ in (text.source, text.target):
                assert not re.search(r"[&{}]", said_), said_


# ---------------------------------------------------------------- addresses and references
@pytest.mark.parametrize("item", ITEMS, ids=ids)
def test_slugs_are_valid_and_in_the_language_of_their_page(item) -> None:
    if isinstance(item, Author | Publisher):
        assert item.slug == slugify(item.slug)
        return
    assert item.slug.source == slugify(item.slug.source)
    assert item.slug.target == slugify(item.slug.target)
    if item.state in WHOLE:
        assert item.slug.target != item.slug.source


def test_no_two_items_claim_one_name() -> None:
    assert len({item.translation_key for item in ITEMS}) == len(ITEMS) == len(BY_KEY)
    for kind in (Subject, Summary, Article):
        slugs = [slug for item in ITEMS if isinstance(item, kind) for slug in (item.slug.source, item.slug.target)]
        slugs = [slug for slug in slugs if slug]
        assert len(set(slugs)) == len(slugs)


def test_the_name_of_an_item_never_changes() -> None:
    """Were it to, a second load would make everything twice."""
    assert str(BY_KEY[Subject, "peace"].translation_key) == "8c2568fe-8067-54a6-b649-c59e86620f16"
    assert str(BY_KEY[Article, "after-bapa-40"].translation_key) == "699950d6-29b0-59e7-8731-f7e0ef113c97"


def test_what_an_item_points_at_comes_before_it() -> None:
    seen: set[tuple[type, str]] = set()
    for item in ITEMS:
        needed: list[tuple[type, str]] = []
        if isinstance(item, Summary | Article):
            needed += [(Subject, key) for key in item.topics]
        if isinstance(item, Summary):
            needed += [(Author, key) for key, _role, _affiliation in item.work.authors]
            needed += [(Publisher, key) for key in (item.work.outlet, *(e.outlet for e in item.work.editions))]
        if isinstance(item, Article):
            needed += [(Author, key) for key in item.authors] + [(Summary, key) for key in item.publications]
        assert set(needed) <= seen, item.key
        seen.add((type(item), item.key))


@pytest.mark.parametrize("item", SUMMARIES, ids=ids)
def test_an_address_is_certain_or_says_that_it_is_the_home_page(item) -> None:
    for facts in (item.work, *item.work.editions):
        assert (HOMES if facts.url_is_home else CERTAIN).fullmatch(facts.url), facts.url


# ---------------------------------------------------------------- who is real
def test_only_the_two_authors_of_the_story_are_real_and_the_others_say_that_they_are_not() -> None:
    invented = [person for person in PEOPLE if person.name not in REAL]
    assert len(PEOPLE) - len(invented) == len(REAL)
    assert len(invented) >= 5
    for person in invented:
        english, spanish = person.role.source, person.role.target
        if person.language == "es":
            english, spanish = spanish, english
        assert english == "Fictional contributor"
        assert spanish in ("Colaboradora ficticia", "Colaborador ficticio")


def test_nothing_of_ours_is_said_to_be_by_a_real_person() -> None:
    real = {person.key for person in PEOPLE if person.name in REAL}
    for article in ARTICLES:
        assert not real & set(article.authors)
    credited = {key for item in SUMMARIES for key, _role, _affiliation in item.work.authors}
    assert credited == real


@pytest.mark.parametrize("quote", walk(ITEMS, Quote), ids=lambda quote: quote.text.source[:30])
def test_a_quotation_says_whose_words_it_is_and_where_they_stand_or_that_it_is_invented(quote) -> None:
    assert quote.attribution.source
    assert quote.source.source or "invented" in quote.attribution.source


# ---------------------------------------------------------------- enough to see everything
def test_every_state_of_a_translation_can_be_seen() -> None:
    assert {item.state for item in (*SUMMARIES, *ARTICLES)} == set(State)


@pytest.mark.parametrize("state", [State.UNTRANSLATED, State.HALF_DONE, State.IN_REVIEW, State.LIVE])
def test_both_directions_can_be_seen(state) -> None:
    assert {item.language for item in (*SUMMARIES, *ARTICLES) if item.state is state} == {"en", "es"}


def test_there_is_enough_to_fill_lists_and_filters() -> None:
    assert len(ARTICLES) >= 10
    assert len(SUMMARIES) >= 8
    assert {key for item in (*SUMMARIES, *ARTICLES) for key in item.topics} == {
        item.key for item in ITEMS if isinstance(item, Subject)
    }
    assert {item.work.outlet for item in SUMMARIES} >= {"asiaglobal", "unssc", "un", "cepal", "undrr"}
    assert {facts.work.precision for facts in SUMMARIES} == {"year", "month", "day"}
    assert len({article.date.year for article in ARTICLES}) >= 6


@pytest.mark.parametrize("article", ARTICLES, ids=ids)
def test_a_post_is_dated_introduced_and_illustrated(article) -> None:
    assert date(2019, 1, 1) <= article.date <= date(2026, 12, 31)
    assert 40 < len(article.intro.source) <= 500
    assert len(article.intro.target) <= 500
    assert article.hero.name in MOTIFS
    assert article.hero.alt.source


def test_each_picture_is_shown_once() -> None:
    names = [picture.name for picture in walk(ITEMS, Picture)]
    assert sorted(names) == sorted(MOTIFS)


@pytest.mark.parametrize("item", [item for item in ITEMS if item.state is State.STALE], ids=ids)
def test_a_later_change_can_be_made_in_exactly_one_place(item) -> None:
    texts = [text.source for text in item.texts()]
    assert sum(text.count(item.change.before) for text in texts) == 1
    assert item.state in PUBLISHED


def test_the_story_is_the_one_that_is_told() -> None:
    post = BY_KEY[Article, "after-bapa-40"]
    assert post.publications == ("global-peace-agenda", "role-of-south-south-cooperation")
    assert any("160 countries took part" in text.source for text in post.texts())
    assert any("Write to the editors" in text.source for text in post.texts())
    for key in post.publications:
        work = BY_KEY[Summary, key].work
        assert work.date.year == 2019
        assert work.authors[0][0] == "milesi"
        assert [(edition.language, edition.outlet) for edition in work.editions] == [("es", "opendemocracy")]
