"""A house with a comma in its name stays a house on its way through RIS, and a person a person."""

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citing.formats import bibtex, csl_json, ris
from articles.citing.ris_names import name_of, written
from articles.importing.reading import read

BOOK = {"id": "work-1", "type": "book", "title": "Of rivers", "language": "en"}
HOUSES = ["La Paz, Fundación", "Greenpeace, Tokyo", "Ministerio de Agricultura, Pesca, Alimentación", "UNESCO, París",
          "Smith and Sons, Ltd. & Co.", "La Casa, y otros", "Radio, Jr."]  # fmt: skip
PEOPLE = [{"family": "Núñez Gil", "given": "Ana"}, {"family": "King, Jr.", "given": "Martin"}]
ROLES = pytest.mark.parametrize("role", ["author", "editor"])


@ROLES
@pytest.mark.parametrize("house", HOUSES)
@pytest.mark.parametrize("write", [bibtex, ris, csl_json], ids=lambda write: write.__name__)
def test_a_house_comes_back_as_a_house_whatever_it_is_called(write, role, house) -> None:
    names = [PEOPLE[0], {"literal": house}, PEOPLE[1]]
    [again] = read(write([BOOK | {role: names}])).items
    assert again[role] == names


@pytest.mark.parametrize("house", HOUSES)
def test_it_is_written_as_it_is_where_a_word_tells_that_it_is_one(house) -> None:
    [record] = rispy.loads(ris([BOOK | {"author": [{"literal": house}]}]))
    told = "and" in house or " y " in house or "Jr." in house
    assert record["authors"] == [house if told else house.replace(",", ",,", 1)]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(st.sampled_from("abÑ .&yJr,"), min_size=1, max_size=14))
def test_no_name_of_a_house_is_read_as_a_person(text) -> None:
    name = " ".join(text.split()).strip(" ,").replace(",,", ",")
    if name and ",," not in name and ", ," not in name:
        assert name_of(written({"literal": name})) == {"literal": name}
