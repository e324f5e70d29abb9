"""RIS as programs and people write it: addresses with “;”, odd lines, names with more than one comma."""

import pytest
import rispy

from articles.citing.formats import ris
from articles.importing.plans import plans
from articles.importing.reading import read
from articles.works.addresses import normalise_address
from tests import factories
from tests.articles.test_import_left import left_of

BARE = {"id": "work-1", "type": "book", "title": "Of rivers", "language": "en"}
ADDRESSES = [
    "https://www.un.org/x?a=1;b=2",
    'https://h.example/a,b;c?x="1"',
    "https://h.example/a;http=1/b;;c",
    "https://h.example/a%3Bb;c",
]


def record(*lines: str) -> str:
    """A record that ends as it should, of a kind where its lines name none."""
    kind = [] if lines[0].startswith("TY") else ["TY  - JOUR"]
    return "\n".join([*kind, *lines, "ER  - ", ""])


# ---------------------------------------------------------------- addresses
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_semicolon_is_taken_whole(address) -> None:
    file = record("TI  - T", f"UR  - {address}")
    assert (read(file).items[0]["URL"], left_of(file)) == (address, [])


@pytest.mark.parametrize("between", ["; ", ";", " ; "])
def test_of_two_addresses_in_one_line_the_first_is_taken_and_the_other_named(between) -> None:
    file = record("TI  - T", f"UR  - https://a.org/x;y{between}https://b.org/")
    assert (read(file).items[0]["URL"], left_of(file)) == ("https://a.org/x;y", [("UR", "https://b.org/")])


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_we_hand_out_is_one_address_to_others_and_leads_to_the_same_place(address) -> None:
    written = ris([BARE | {"URL": address}])
    [theirs] = rispy.loads(written)[0]["urls"]
    assert theirs == address.replace(";", "%3B")
    assert normalise_address(theirs) == normalise_address(address) != ""
    assert read(written).items[0]["URL"] == theirs


def test_a_work_whose_address_has_a_semicolon_is_found_again_in_the_file_that_we_hand_out(site) -> None:
    work = factories.work("Of rivers", url=ADDRESSES[0])
    factories.work("Of lakes", url="https://h.example/a;b")
    items = read(ris([BARE | {"URL": ADDRESSES[0]}, BARE | {"URL": "https://h.example/a;b"}])).items
    found = plans(items, locale=site.en.locale, user=factories.user("edith", "Editors"))
    assert [plan.existing and plan.existing.title for plan in found] == [work.title, "Of lakes"]
