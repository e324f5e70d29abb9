"""What a reviewer is told of pictures, addresses and values that approval changes, in words."""

import datetime
import json
from copy import deepcopy
from uuid import uuid4

import pytest
from django.urls import reverse

from core.ordering import in_order
from tests import factories
from tests.translations.conftest import republish
from tests.translations.sent import unseen
from translations import fact_changes, services
from translations.comparison import Reflection
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


def test_a_link_of_a_paragraph_is_called_a_link(scene, live) -> None:
    draft = services.source_of(live).get_latest_revision_as_object()
    raw = json.loads(
        json.dumps(draft.body.get_prep_value()).replace("https://www.un.org/en", "https://www.un.org/other")
    )
    draft.body = draft.body.stream_block.to_python(raw)
    draft.save_revision().publish()
    services.take_over(item=live)
    scene.save(live)
    assert told(live) == [("Text · link", "https://www.un.org/en", "https://www.un.org/other")]


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
    model = type(services.source_of(live))
    old, new = Reflection([], {"hero_image": 10**9, "nothing": "text"}), Reflection([], {"nothing": "other"})
    [picture, other] = fact_changes.without_words(model, {}, old, new).facts
    assert {(one.before, one.after) for one in (picture, other)} == {("—", "—"), ("text", "other")}


# ---------------------------------------------------------------- before anything is handed in
def told_on_the_form(client, user, item):
    client.force_login(user)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    return answer.context["without_words"], answer.content.decode()


def test_who_takes_over_a_change_without_words_is_told_what_it_is(client, scene, live) -> None:
    body = [("rich_text", "<p>The first.</p><p>The second, which goes.</p>")]
    source = services.source_of(live)
    republish(source, body=body)
    services.take_over(item=live)
    scene.publish(live, " U")
    assert told_on_the_form(client, scene.translator, live)[0] is None
    republish(source, body=[("rich_text", "<p>The first.</p>")], hero_image=live.pictures("New hall"))
    services.take_over(item=live)
    told, page = told_on_the_form(client, scene.translator, live)
    assert [(one.label, one.before, one.after) for one in told.facts if one.before] == [
        ("Picture", "Old hall", "New hall")
    ]
    assert told.removed == ["The second, which goes."]
    assert "No longer in the original" in page
    assert page.index("Apply and submit") < page.index("New hall") < page.index("The second, which goes.")
    client.post(reverse("translations:edit", args=[live.pk]), unseen(live) | {"submit": ""})
    told, page = told_on_the_form(client, scene.reviewer, live)
    assert "No longer in the original" not in page  # they compare the two pages


@pytest.mark.parametrize("number", [1, 10])
def test_what_changed_without_words_costs_a_query_for_each_kind_of_thing(
    scene, live, number, django_assert_num_queries
) -> None:
    model = type(services.source_of(live))
    old, new = ({f"body.{n}": live.pictures(f"{when} {n}").pk for n in range(number)} for when in ("Old", "New"))
    with django_assert_num_queries(1):
        found = fact_changes.without_words(model, {}, Reflection([], old), Reflection([], new)).facts
    assert len(found) == number


def test_an_original_without_a_baseline_has_nothing_to_compare_with(scene) -> None:
    assert changes_of(scene.post(live=False).latest_revision) == []
