"""The words of addresses and the names of languages: complete, different, and known in each language."""

import re
from types import SimpleNamespace

import pytest
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models.languages import work_languages
from core.addresses import PATTERN_SEGMENTS, SEGMENTS, lazy_segment, reserved_slugs, segment
from core.languages import LANGUAGE_NAMES, language_name
from core.pages import HOME_DEPTH, check_slug_is_free
from core.pictures import bring_renditions, pictures_in

CODES = ["en", "es", "pt"]


@pytest.mark.parametrize("code", CODES)
def test_each_part_of_the_site_has_a_word_that_can_stand_in_an_address_and_no_other_has_it(code) -> None:
    words = [segment(key, code) for key in SEGMENTS]
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z]+", word) for word in words)


@pytest.mark.parametrize("key", SEGMENTS)
@pytest.mark.parametrize(
    ("code", "same"), [("es-mx", "es"), ("pt-br", "pt"), ("en-gb", "en"), ("fr", "en"), ("ar-eg", "en"), ("", "en")]
)
def test_a_variant_has_the_words_of_its_language_and_an_unknown_one_those_of_english(key, code, same) -> None:
    assert segment(key, code) == SEGMENTS[key][same]


def test_a_variant_with_words_of_its_own_has_those(monkeypatch) -> None:
    monkeypatch.setitem(SEGMENTS["search"], "es-ar", "busqueda")
    assert (segment("search", "es-ar"), segment("search", "es-mx")) == ("busqueda", "buscar")


@pytest.mark.parametrize("code", CODES)
def test_a_word_is_that_of_the_language_which_is_active_when_it_is_read(code) -> None:
    word = lazy_segment("search")  # as the patterns of addresses hold it, made once
    with translation.override(code):
        assert str(word) == segment("search", code)
    with translation.override(None):
        assert str(word) == "search"


@pytest.mark.parametrize(("code", "taken", "free"), [("en", "topics", "temas"), ("es", "temas", "topics")])
def test_a_page_takes_no_word_of_its_own_language_and_may_take_those_of_others(code, taken, free) -> None:
    home = SimpleNamespace(depth=HOME_DEPTH, locale=SimpleNamespace(language_code=code))
    assert reserved_slugs(code) == {segment(key, code) for key in PATTERN_SEGMENTS}
    with pytest.raises(ValidationError) as refused:
        check_slug_is_free(taken, home)
    assert set(refused.value.message_dict) == {"slug"}
    check_slug_is_free(free, home)
    # Below another page, and where no page is above, no pattern stands.
    check_slug_is_free(taken, SimpleNamespace(depth=HOME_DEPTH + 1, locale=home.locale))
    check_slug_is_free(taken, None)


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_language_of_a_work_has_a_name_of_its_own_in_a_sentence(code) -> None:
    with translation.override(code):
        names = [language_name(each) for each, _label in work_languages()]
    assert len(set(names)) == len(names)
    assert all(name and name not in dict(work_languages()) for name in names)
    # Inside a sentence Spanish writes them small, English with a capital.
    assert all(name[0].isupper() == (code == "en") for name in names)


@pytest.mark.parametrize(
    ("reader", "code", "name"),
    [
        ("en", "es", "Spanish"), ("es", "es", "español"), ("en", "en", "English"), ("es", "en", "inglés"),
        ("es", "pt-br", "portugués"), ("en", "es-mx", "Spanish"), ("es", "fi", "finés"), ("en", "fi", "Finnish"),
        ("en", "xx", "xx"), ("es", "", ""),
    ],
)  # fmt: skip
def test_a_language_is_named_in_the_readers_language_or_by_its_code_at_last(reader, code, name) -> None:
    with translation.override(reader):
        assert language_name(code).lower() == name.lower()


@settings(derandomize=True, deadline=None)
@given(st.one_of(st.text(max_size=12), st.sampled_from(sorted(LANG_INFO))))
def test_no_code_is_too_odd_to_be_named_in_plain_text(code) -> None:
    assert type(language_name(code)) is str


def test_names_are_translated_when_they_are_read_not_when_they_are_listed() -> None:
    assert all(not isinstance(name, str) for name in LANGUAGE_NAMES.values())


def test_only_pictures_of_a_body_are_brought_along_and_none_asks_nothing() -> None:
    picture = object()
    blocks = [
        SimpleNamespace(block_type="image", value=picture),
        SimpleNamespace(block_type="image", value=None),
        SimpleNamespace(block_type="rich_text", value="<p>Text</p>"),
    ]
    assert pictures_in(blocks) == [picture]
    bring_renditions([None, None])  # without a database: a query would fail
    bring_renditions([])
