"""What a reviewer is told of pictures, addresses and values that approval changes, in words."""

import datetime
from copy import deepcopy
from uuid import uuid4

import pytest

from core.ordering import in_order
from tests import factories
from translations import fact_changes, services
from translations.fact_changes import changes_of


@pytest.fixture(scope="module")
def kept_live(kept_scene):
    hall = factories.picture("Old hall")
    return kept_scene.live(kept_scene.post("With a hall", hero_image=hall, hero_alt="A hall"))[0]


@pytest.fixture
def live(kept_live, scene, make_image):
    """A public translation of a post with a picture: its item, with what makes more of them."""
    item = deepcopy(kept_live)
    item.pictures = make_image
    return item


def change(scene, item, **fields):
    """The original changes and is taken over; what the draft of its translation changes besides the text."""
    draft = services.source_of(item).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    services.take_over(item=item)
    scene.save(item)
    return told(item)


def told(item):
    return [(one.label, one.before, one.after) for one in changes_of(services.target_of(item).latest_revision)]


def test_a_translation_that_changes_words_only_changes_nothing_besides(scene, live) -> None:
    scene.save(live, title="Other words")
    assert told(live) == []


def test_a_picture_is_told_by_its_title(scene, live) -> None:
    assert change(scene, live, hero_image=live.pictures("New hall")) == [("Picture", "Old hall", "New hall")]


def test_a_picture_that_goes_is_told_too(scene, live) -> None:
    found = change(scene, live, hero_image=None, hero_alt="")
    assert ("Picture", "Old hall", "—") in found


def test_a_date_is_told_as_readers_write_it(scene, live) -> None:
    found = change(scene, live, date=datetime.date(2026, 5, 3))
    assert [after for label, _before, after in found if label == "Date"] == ["May 3, 2026"]


def test_yes_and_no_are_words(scene, live) -> None:
    assert ("The picture is decoration only", "No", "Yes") in change(scene, live, hero_decorative=True)


def test_rows_are_told_by_what_they_point_to(scene, live) -> None:
    draft = services.source_of(live).get_latest_revision_as_object()
    water = factories.topic(scene.source.locale, "Water")
    rows = [*draft.topics.all(), draft.topics.model(topic=water)]
    before = ", ".join(str(row.topic) for row in draft.topics.all())
    draft.topics.set(in_order(rows))
    draft.save_revision().publish()
    services.take_over(item=live)
    scene.save(live)
    assert told(live) == [("Topics", before, f"{before}, Water")]


def test_an_address_inside_the_text_is_told(scene, live) -> None:
    draft = services.source_of(live).get_latest_revision_as_object()
    quote = next(block for block in draft.body if block.block_type == "quote")
    quote.value["url"] = "https://www.un.org/elsewhere"
    draft.save_revision().publish()
    services.take_over(item=live)
    scene.save(live)
    [(label, before, after)] = told(live)
    assert label.startswith("Quotation")
    assert (before, after) == ("https://www.un.org", "https://www.un.org/elsewhere")


def test_passages_in_another_order_are_told_once_and_without_values(scene, live) -> None:
    draft = services.source_of(live).get_latest_revision_as_object()
    draft.body.insert(0, draft.body.pop(1))
    draft.save_revision().publish()
    services.take_over(item=live)
    scene.save(live)
    assert [(before, after) for _label, before, after in told(live)] == [("", "")]


def test_blocks_made_again_with_the_same_words_change_nothing(scene, live) -> None:
    draft = services.source_of(live).get_latest_revision_as_object()
    raw = draft.body.get_prep_value()
    for block in raw:
        block["id"] = str(uuid4())
    draft.body = draft.body.stream_block.to_python(raw)
    draft.save_revision().publish()
    services.take_over(item=live)
    texts = {pk: text for pk, text in scene.texts(live).items() if pk in {s.pk for s in services.what_is_missing(live)}}
    services.save_translation(item=live, user=scene.translator, texts=texts)
    assert told(live) == []


def test_a_first_translation_tells_only_where_it_differs_from_its_original(scene, make_image) -> None:
    item = scene.start(scene.post(hero_image=make_image("A hall"), hero_alt="A hall"))
    scene.save(item)
    assert told(item) == []
    value = next(one for one in services.values(item) if isinstance(one.source, str))
    services.save_translation(
        item=item, user=scene.translator, texts={}, overrides={value.pk: "https://www.un.org/other"}
    )
    assert [(before, after) for _label, before, after in told(item)] == [(value.source, "https://www.un.org/other")]


def test_what_has_gone_from_the_database_is_told_as_a_dash(scene, live) -> None:
    assert fact_changes._in_words(type(services.source_of(live)), "hero_image", 10**9) == "—"
    assert fact_changes._in_words(type(services.source_of(live)), "nothing.of.the.kind", "text") == "text"


def test_an_original_without_a_baseline_has_nothing_to_compare_with(scene) -> None:
    assert changes_of(scene.post(live=False).latest_revision) == []
