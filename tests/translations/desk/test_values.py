"""Images, addresses and what else has no words stand in their place, with what they are in both languages."""

from django.urls import reverse

from tests import factories
from translations import services

LINK = "https://www.un.org/en"


def rows(client, item, user) -> tuple[list, str]:
    client.force_login(user)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    return [card.row for card in answer.context["desk"]["cards"]], answer.content.decode()


def test_a_picture_and_an_address_are_shown_as_they_are_in_both_languages(client, scene) -> None:
    first, second = factories.picture("A hall"), factories.picture("A garden")
    item = scene.start(scene.post("With a picture", hero_image=first, hero_alt="A hall"))
    for user in (scene.translator, scene.editor):
        shown, page = rows(client, item, user)
        values = [row for row in shown if not row.is_text]
        assert {row.source for row in values} >= {first, "https://www.un.org/en"}
        assert {row.target for row in values} == {None}
        assert "same as in the original" in page
    picture, address = (next(one for one in services.values(item) if one.source == of) for of in (first.pk, LINK))
    changed = {picture.pk: second.pk, address.pk: "https://www.un.org/es"}
    assert services.save_translation(item=item, user=scene.translator, texts={}, overrides=changed) == {}
    for user in (scene.translator, scene.editor):
        shown, page = rows(client, item, user)
        assert {row.target for row in shown if not row.is_text} >= {second, "https://www.un.org/es"}
        assert "A garden" in page
        assert "https://www.un.org/es" in page


def test_they_stand_among_the_passages_in_the_order_of_the_page(client, scene) -> None:
    item = scene.start(scene.post("With a picture", hero_image=factories.picture(), hero_alt="A hall"))
    shown, _page = rows(client, item, scene.translator)
    labels = [row.label for row in shown]
    places = [index for index, row in enumerate(shown) if not row.is_text]
    assert places
    assert places[0] < len(labels) - 1
    fields = {one.path for one in services.segments(item)}
    assert {"title", "slug", "hero_alt"} <= fields
