"""A form that was opened before somebody else stored something undoes nothing of it, and approves nothing unseen."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.translations.conftest import republish
from tests.translations.sent import unseen
from translations import localize, marks, services


@pytest.fixture
def item(scene):
    item = scene.start(scene.post("Illustrated", hero_image=factories.picture("Hero"), hero_alt="A hall"))
    scene.save(item)
    return item


def values(item) -> dict[str, Any]:
    return {one.path: one for one in localize.value_segments(services.translation_of(item))}


def form_of(item) -> dict[str, str]:
    """What the form sends as it is shown now."""
    texts = {f"text-{one.pk}": marks.to_text(one.target, one.source) for one in services.segments(item)}
    fields = {f"value-{one.pk}": str(one.target or "") for one in values(item).values()}
    return unseen(item) | texts | fields


def post(client, item, data: dict[str, str]) -> Any:
    return client.post(reverse("translations:edit", args=[item.pk]), data)


def store(scene, item, path: str, value: Any) -> None:
    overrides = {values(item)[path].pk: value}
    assert services.save_translation(item=item, user=scene.admin, texts={}, overrides=overrides) == {}


def test_a_picture_and_an_address_that_somebody_else_stored_meanwhile_stay(client, scene, item) -> None:
    client.force_login(scene.translator)
    link = next(path for path, one in values(item).items() if isinstance(one.source, str))
    data, other = form_of(item), factories.picture("Theirs")
    store(scene, item, "hero_image", other.pk)
    store(scene, item, link, "https://example.org/theirs")
    assert post(client, item, data | {"save": ""}).status_code == 302
    assert values(item)["hero_image"].target == other.pk
    assert values(item)[link].target == "https://example.org/theirs"


def test_of_two_who_choose_the_second_is_asked_and_what_they_chose_stands_there(client, scene, item) -> None:
    client.force_login(scene.translator)
    link = next(path for path, one in values(item).items() if isinstance(one.source, str))
    data = form_of(item) | {f"value-{values(item)[link].pk}": "https://example.org/mine", "save": ""}
    store(scene, item, link, "https://example.org/theirs")
    answer = post(client, item, data)
    assert answer.status_code in (409, 422)
    page = answer.content.decode()
    assert "Someone else changed this meanwhile." in page
    assert "https://example.org/mine" in page
    assert values(item)[link].target == "https://example.org/theirs"
    data |= unseen(item)
    assert post(client, item, data).status_code == 302
    assert values(item)[link].target == "https://example.org/mine"


@pytest.mark.parametrize("what", ["an original taken over", "a picture"])
def test_nobody_submits_and_approves_what_their_form_did_not_show(client, scene, item, what) -> None:
    client.force_login(scene.admin)
    data = form_of(item) | {"approve": "", "note": ""}
    if what == "a picture":
        store(scene, item, "hero_image", factories.picture("Unseen").pk)
    else:
        republish(services.source_of(item), hero_image=factories.picture("Unseen"))
        assert services.take_over(item=item)
    assert post(client, item, data).status_code == 409
    assert not services.target_of(item).live
    assert post(client, item, form_of(item) | {"approve": "", "note": ""}).status_code == 302
    assert services.target_of(item).live
