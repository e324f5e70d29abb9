"""The bars of the desk with all that an item can have at once, each request counted whole: session, user, rights too.

Opened with 20 queries; a passage is saved with 12. The first save of a minute notes that somebody is at work: one more;
an address that is made of a title along with it is stored and has its history: three more.
"""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.translations import story
from tests.translations.advance import give_to_translator, in_review
from tests.translations.conftest import republish
from tests.translations.desk.test_cost import opening, queries
from tests.translations.test_newer_draft import hand_in_again
from tests.translations.test_notifications import reject
from translations import evidence, services, standings, truth
from translations.desk import acceptance, talk
from translations.models import Notification, QueueItem
from translations.storing import version, version_of_value

LINK = "https://www.un.org/en"


def rich(scene, pictures: int, first: str) -> list[tuple[str, Any]]:
    """A body of text, links to pages, an address, and pictures."""
    pages = [scene.post(f"{first} {number}") for number in range(pictures)]
    links = "".join(f'<p><a linktype="page" id="{one.pk}">{one.title}</a></p>' for one in pages)
    picture = {"alt_text": "x", "decorative": False}
    images = [("image", {"image": factories.picture(f"Block {number}"), **picture}) for number in range(pictures)]
    return [("rich_text", f'<p>{first}</p>{links}<p><a href="{LINK}">An address</a></p>'), *images]


def opened(scene, pictures: int) -> Any:
    """An item with all of them, its own pictures among them, as far as it is translated."""
    number = QueueItem.objects.count()
    topic = factories.topic(scene.source.locale, f"Water {number}")
    post = scene.post(f"Works {number}", topics=[topic], hero_image=factories.picture("A hall"), hero_alt="A hall")
    item = scene.start(republish(post, body=rich(scene, pictures, f"First {number}")))
    own = {one.pk: factories.picture(one.pk).pk for one in services.values(item) if isinstance(one.source, int)}
    assert len(own) == pictures + 1
    assert services.save_translation(item=item, user=scene.translator, texts=scene.texts(item), overrides=own) == {}
    return item


def at(item, path: str) -> Any:
    return next(one for one in services.segments(item) if one.path.startswith(path))


def crowd(scene, pictures: int) -> Any:
    """Public, of an original that has changed since; sent back once and in review again; with comments, also of a
    passage that another took the place of, a passage that is accepted, and notices that nobody has read."""
    item = opened(scene, pictures)
    talk.say(item=item, user=scene.reviewer, segment=at(item, "body"), text=f"Here, @{scene.translator.username}?")
    scene.publish(item, " T")
    source = services.source_of(item)
    republish(source, body=rich(scene, pictures, "Another first"), title="Three works")
    services.take_over(item=item)
    scene.save(item, " U")
    reject(scene.submit(item), scene.reviewer)
    scene.save(item, " V")
    talk.say(item=item, user=scene.translator, segment=at(item, "title"), text=f"And here, @{scene.reviewer.username}?")
    title = at(item, "intro")
    acceptance.accept(item=item, user=scene.admin, segment_pk=title.pk, seen=version(title))
    scene.submit(item)
    for user in (scene.translator, scene.reviewer):
        assert Notification.objects.filter(user=user, read_at=None).exists()
    return QueueItem.objects.get(pk=item.pk)


@pytest.mark.parametrize("pictures", [1, 4])
def test_an_item_with_all_that_it_can_have_opens_with_20_queries_for_whoever_opens_it(client, scene, pictures) -> None:
    drafted, item = opened(scene, pictures), crowd(scene, pictures)
    costs = {}
    for user in (scene.translator, scene.reviewer, scene.editor, scene.admin):
        client.force_login(user)
        costs[user.username] = (opening(client, drafted), opening(client, item))
    assert max(max(found) for found in costs.values()) <= 20, costs


def costs_for_all(client, scene, item) -> dict[str, int]:
    found = {}
    for user in (scene.translator, scene.reviewer, scene.editor, scene.admin):
        client.force_login(user)
        found[user.username] = opening(client, item)
    return found


@pytest.mark.parametrize("pictures", [1, 4])
def test_a_translation_made_before_its_original_is_public_opens_with_20_queries_too(client, scene, pictures) -> None:
    factories.picture("A hall")
    pictured = {"hero_image": factories.picture("A hall"), "hero_alt": "A hall"}
    source = in_review(scene, f"Plans {pictures}", **pictured)
    item = scene.start(source)
    give_to_translator(scene, item)
    scene.save(item)
    assert max(costs_for_all(client, scene, item).values()) <= 20, "begun"
    hand_in_again(scene, item, title="Newer plans")
    assert max(costs_for_all(client, scene, item).values()) <= 20, "with a newer draft of the original"
    story.approve(scene.submit(item), scene.reviewer)
    assert max(costs_for_all(client, scene, item).values()) <= 20, "approved and held"


def saving(client, item, pk: str, typed: str, made_from: str) -> int:
    """What the whole request costs that saves one passage or value."""
    address = reverse("translations:segment", args=[item.pk, pk])
    answers = []
    cost = queries(lambda: answers.append(client.post(address, {"target": typed, "version": made_from})))
    assert [one.status_code for one in answers] == [200]
    return cost


@pytest.mark.parametrize("is_public", [False, True])
def test_a_passage_is_saved_with_12_queries_and_a_picture_with_13_all_that_a_request_asks_included(
    client, scene, is_public
) -> None:
    item = opened(scene, 1)
    if is_public:
        scene.publish(item, " T")
    for user in (scene.translator, scene.reviewer):
        client.force_login(user)
        intro = at(item, "intro")
        assert saving(client, item, intro.pk, f"By {user.username}", version(intro)) <= 12 + 1
        costs = {}
        for path, typed in (
            ("body", "A second text"),
            ("slug", f"an-address-of-{user.username.replace('_', '-')}"),
            ("title", f"A title by {user.username}, which is of more than fifty characters"),
            ("title", ""),
        ):
            one = at(item, path)
            costs[path, typed] = saving(client, item, one.pk, typed, version(one))
        assert max(costs.values()) <= 12, costs
        slug = at(item, "slug")
        saving(client, item, slug.pk, "", version(slug))
        title = at(item, "title")
        assert saving(client, item, title.pk, f"Of which one is made by {user.pk}", version(title)) <= 12 + 3
        picture, link = (
            next(one for one in services.values(item) if isinstance(one.source, kind)) for kind in (int, str)
        )
        chosen = factories.picture(f"Chosen by {user.username}").pk
        assert saving(client, item, picture.pk, str(chosen), version_of_value(picture.target)) <= 13
        assert saving(client, item, link.pk, f"{LINK}/{user.pk}", version_of_value(link.target)) <= 12


def test_what_a_save_concludes_of_its_item_is_what_the_database_says_afterwards(client, scene) -> None:
    item = opened(scene, 1)
    client.force_login(scene.translator)
    for path, typed in (("intro", "Another"), ("title", ""), ("title", "A title"), ("body", ""), ("slug", "")):
        one = at(item, path)
        saving(client, item, one.pk, typed, version(one))
        remembered = QueueItem.objects.select_related("standing").get(pk=item.pk).standing
        assert standings.differs(truth.conclude(item, evidence.gather([item])), remembered) == []
    for value in services.values(item):
        chosen = str(factories.picture("Chosen").pk) if isinstance(value.source, int) else f"{LINK}/other"
        saving(client, item, value.pk, chosen, version_of_value(value.target))
        remembered = QueueItem.objects.select_related("standing").get(pk=item.pk).standing
        assert standings.differs(truth.conclude(item, evidence.gather([item])), remembered) == []
