"""Licences by the names that people type, named in the reader's language."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.licences import HOST, Licence, read_licence

pytestmark = pytest.mark.any_database

BY_4 = f"{HOST}/licenses/by/4.0/"
KNOWN = [
    ("CC BY 4.0", BY_4),
    ("  cc-by-4.0 ", BY_4),
    ("CC BY 4.0 International", BY_4),
    ("Creative Commons BY 4.0", BY_4),
    ("https://creativecommons.org/licenses/by/4.0/", BY_4),
    ("http://creativecommons.org/licenses/by/4.0/deed.es", BY_4),
    ("CC BY-SA 3.0", f"{HOST}/licenses/by-sa/3.0/"),
    ("cc by nc nd 2.5", f"{HOST}/licenses/by-nc-nd/2.5/"),
    ("CC BY-NC-SA 3.0 IGO", f"{HOST}/licenses/by-nc-sa/3.0/igo/"),
    ("CC0", f"{HOST}/publicdomain/zero/1.0/"),
    ("CC0 1.0", f"{HOST}/publicdomain/zero/1.0/"),
    ("https://creativecommons.org/publicdomain/zero/1.0/", f"{HOST}/publicdomain/zero/1.0/"),
    ("Public Domain Mark 1.0", f"{HOST}/publicdomain/mark/1.0/"),
]
# Shown as they were typed, and leading nowhere: a version is not guessed, an address is not trusted.
UNKNOWN = [
    "CC BY",
    "CC BY 5.0",
    "CC BY 4.0 IGO",
    "CC BY-ND-SA 4.0",
    "All rights reserved",
    "javascript:alert(1)",
    "https://evil.example/licenses/by/4.0/",
    "https://creativecommons.org.evil.example/licenses/by/4.0/",
]
NAMES = [
    ("CC BY 4.0", "en", "Creative Commons Attribution 4.0 International (CC BY 4.0)"),
    ("CC BY 4.0", "es", "Creative Commons Atribución 4.0 Internacional (CC BY 4.0)"),
    ("CC BY-SA 3.0", "en", "Creative Commons Attribution-ShareAlike 3.0 Unported (CC BY-SA 3.0)"),
    ("CC BY-SA 3.0", "es", "Creative Commons Atribución-CompartirIgual 3.0 No portada (CC BY-SA 3.0)"),
    ("CC BY-NC-ND 2.0", "es", "Creative Commons Atribución-NoComercial-SinDerivadas 2.0 Genérica (CC BY-NC-ND 2.0)"),
    ("CC0", "es", "Creative Commons Cero, sin derechos reservados (CC0 1.0)"),
    ("Todos los derechos reservados", "en", "Todos los derechos reservados"),
]


@pytest.mark.parametrize(("typed", "address"), KNOWN)
def test_a_licence_of_creative_commons_is_known_however_it_is_written(typed, address) -> None:
    assert read_licence(typed).url == address


@pytest.mark.parametrize("typed", UNKNOWN)
def test_what_is_not_known_is_shown_as_it_was_typed_and_leads_nowhere(typed) -> None:
    assert read_licence(typed) == Licence(typed)
    assert read_licence(typed).deed == ""


@pytest.mark.parametrize(("typed", "code", "name"), NAMES)
def test_its_name_is_told_in_words_in_the_language_of_the_reader(typed, code, name) -> None:
    with translation.override(code):
        assert read_licence(typed).name == name


@pytest.mark.parametrize(("code", "deed"), [("en", f"{BY_4}deed.en"), ("es", f"{BY_4}deed.es")])
def test_readers_are_led_to_its_plain_words_in_their_language(code, deed) -> None:
    with translation.override(code):
        assert read_licence("CC BY 4.0").deed == deed


@pytest.mark.parametrize("typed", ["", "  ", "\n\t"])
def test_nothing_typed_is_no_licence(typed) -> None:
    assert read_licence(typed) is None


PIECES = [
    "cc",
    "CC0",
    "by",
    "-",
    " ",
    "nc",
    "sa",
    "nd",
    "/",
    "4.0",
    "3.0",
    "igo",
    "https://creativecommons.org/licenses/",
]


@given(st.one_of(st.text(max_size=100), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_whatever_is_typed_it_leads_to_creative_commons_or_nowhere(typed) -> None:
    found = read_licence(typed)
    assert (found is None) is (not typed.split())
    assert found is None or found.url == "" or found.url.startswith(f"{HOST}/")
