"""What is said of a passage before a person reads it: little, and only what is so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations import gate, marks
from translations.desk.checks import check

pytestmark = pytest.mark.any_database

FOUND = [
    ("en", "es", "In 2019, 160 countries met.", "En 2019 se reunieron 150 países.", ["numbers", "numbers"]),
    ("en", "es", "In 2019, 160 countries met.", "En 2019 se reunieron los países.", ["numbers"]),
    ("en", "es", "The countries met.", "Los 160 países se reunieron.", ["numbers"]),
    ("en", "es", "Two billion people", "Dos billones de personas", ["numbers", "numbers"]),
    ("en", "es", "On May 3, 2019 they met.", "Se reunieron el 5 de mayo de 2019.", ["numbers", "numbers"]),
    ("es", "en", "Creció un 5 %.", "It grew by 6%.", ["numbers", "numbers"]),
    ("en", "es", "The twelfth session began.", "Empezó la sesión trece.", ["numbers", "numbers"]),
    ("es", "en", "Huyó medio millón de personas.", "A million people fled.", ["numbers", "numbers"]),
    ("es", "en", "La paz llega muy despacio.", "La paz llega muy despacio.", ["untranslated"]),
    ("en", "es", "Peace comes slowly, they say.", "Peace  comes slowly, they say.", ["untranslated"]),
    ("en", "es", "They <b>met</b> there again.", "Se reunieron allí otra vez.", ["marks"]),
    ("en", "es", "They <b>met</b> there again.", "<b> </b>Se reunieron allí otra vez.", ["marks"]),
    ("es", "en", 'Es <a id="a1">esto</a>.', 'It is<a id="a1"></a> this.', ["marks"]),
    ("en", "es", "Peace comes slowly.", "", ["empty"]),
    ("es", "en", "La paz llega despacio.", " ", ["empty"]),
]
FINE = [
    ("en", "es", "In 2019, 160 countries met.", "En 2019 se reunieron 160 países."),
    ("en", "es", "1.5 million people and 12,000 more", "1,5 millones de personas y 12 000 más"),
    ("en", "es", "Two billion people", "Dos mil millones de personas"),
    ("en", "es", "On May 3, 2019, two of them left.", "El 3 de mayo de 2019 se fueron dos."),
    ("es", "en", "Creció un 5,5 %.", "It grew by 5.5%."),
    ("es", "en", "Se lee en un cuarto de hora.", "It takes a quarter of an hour to read."),
    ("es", "en", "Pasó un cuarto de siglo.", "A quarter of a century went by."),
    ("en", "es", "It takes a quarter of an hour to read.", "Se lee en un cuarto de hora."),
    ("es", "en", "Hay un cuarto de baño.", "There is a bathroom."),
    ("es", "en", "Es el primer paso.", "It is the first step."),
    ("en", "es", "BAPA+40", "BAPA+40"),
    ("en", "es", "Resolution 70/1 of September 2015", "La resolución 70/1 de septiembre de 2015"),
    ("es", "en", "La resolución 70/1 de septiembre de 2015", "Resolution 70/1, September 2015"),
    ("es", "en", "La resolución 70/1, de 25 de septiembre de 2015", "Resolution 70/1 of 25 September 2015"),
    ("en", "es", "Democracia Abierta", "Democracia Abierta"),
    ("en", "es", "They <b>met</b> there again.", "Se <b>reunieron</b> allí otra vez."),
    ("es", "en", "", ""),
    ("en", "es", "One of them left.", "Uno de ellos se fue."),
    ("en", "es", "The twelfth session began.", "Empezó la sesión doce."),
    ("es", "en", "Empezó el duodécimo capítulo.", "Chapter twelve began."),
    ("en", "es", "The twenty-first session began.", "Empezó la vigesimoprimera sesión."),
    ("es", "en", "Fue la trigésima sesión.", "It was the thirtieth session."),
    ("es", "en", "Se reunieron el doce de mayo de 2019.", "They met on 12 May 2019."),
    ("en", "es", "They met on the twelfth of May.", "Se reunieron el 12 de mayo."),
    ("en", "es", "Half a million people fled.", "Huyó medio millón de personas."),
    ("es", "en", "Huyó un millón y medio de personas.", "1.5 million people fled."),
    ("en", "es", "It fell by a third.", "Bajó un tercio."),
    ("en", "es", "A third of them left.", "La tercera parte se fue."),
    ("es", "en", "Media hora después llegó una docena.", "Half an hour later twelve came."),
    ("en", "es", "A braced {{word}} stays as it is here", "Una palabra {{así}} queda como está aquí"),
]


@pytest.mark.parametrize(("language", "other", "source", "target", "kinds"), FOUND)
def test_what_looks_wrong_is_told(language, other, source, target, kinds) -> None:
    assert [one.kind for one in check(source, target, language, other)] == kinds


@pytest.mark.parametrize(("language", "other", "source", "target"), FINE)
def test_what_is_right_is_left_in_peace(language, other, source, target) -> None:
    assert check(source, target, language, other) == []


def test_a_missing_number_is_named_as_the_original_writes_it() -> None:
    found = check("In 2019, 160 countries met.", "En 2019 se reunieron 150 países.", "en", "es")
    assert [one.message for one in found] == [
        "A number of the original is missing: 160.",
        "The original does not have this number: 150.",
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_that_the_gate_lets_through_is_checked_without_a_stumble(source, target) -> None:
    source, target = (marks.from_text(gate.normalised(one).replace("{", "{{"), "") for one in (source, target))
    assert all(one.message for one in check(source, target, "en", "es"))


def test_of_two_marks_alike_the_one_that_was_typed_away_is_named() -> None:
    source, typed = "<b>Recalling</b> and <b>noting</b>", "Recordando y {2}observando{/2}"
    [found] = check(source, marks.from_text(typed, source), "en", "es", typed)
    assert found.message == "The mark {1} is not used."
    [found] = check(source, marks.from_text(typed, source), "en", "es")
    assert found.message == "The mark {2} is not used."
