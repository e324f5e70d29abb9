"""What the desk costs: the same for 10 passages as for 500."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.translations.conftest import republish
from translations import outside, services
from translations.desk.saving import save_segment
from translations.forms.translation import version
from translations.permissions import locales_with_role

PARAGRAPHS = [10, 500]


def queries(act: Callable[[], Any]) -> int:
    """Those of the database; a savepoint is none."""
    with CaptureQueriesContext(connection) as seen:
        act()
    return sum("SAVEPOINT" not in one["sql"] for one in seen.captured_queries)


def long_post(scene, paragraphs: int, title: str = "Long") -> Any:
    page = scene.post(title)
    page.body = [("rich_text", "".join(f"<p>Paragraph {number}.</p>" for number in range(paragraphs)))]
    page.save_revision().publish()
    return page


@pytest.fixture(params=["new", "public", "changed"])
def saved(scene, request) -> Any:
    """An item of few passages: never public, public, or public with an original that has changed."""
    page = long_post(scene, PARAGRAPHS[0])
    item = scene.start(page)
    if request.param != "new":
        scene.publish(item)
    if request.param == "changed":
        page.refresh_from_db()
        republish(page, intro="Something else.")
        services.take_over(item=item)
    return item


def opening(client, item) -> int:
    def get() -> None:
        assert client.get(reverse("translations:edit", args=[item.pk])).status_code == 200

    get()
    return queries(get)


@pytest.mark.parametrize("paragraphs", PARAGRAPHS)
def test_a_desk_of_500_passages_opens_with_the_queries_of_one_of_10(client, scene, paragraphs) -> None:
    item = scene.start(long_post(scene, paragraphs))
    client.force_login(scene.translator)
    assert len(services.segments(item)) > paragraphs
    assert opening(client, item) <= 20


def test_a_desk_opens_with_20_queries_and_saves_with_12_in_each_state(client, scene, saved) -> None:
    client.force_login(scene.reviewer)
    assert opening(client, saved) <= 20
    client.force_login(scene.translator)
    assert opening(client, saved) <= 19

    locales_with_role(scene.translator)
    costs = [save(scene, saved, text) for text in ("A first text", "The same person goes on", "and on")]
    assert max(costs[1:]) <= 12
    assert costs[0] <= 13  # that somebody did something with the item is noted once a minute

    body = body_of(saved)
    address = reverse("translations:segment", args=[saved.pk, body.pk])
    data = {"target": "Two", "version": version(body)}
    assert queries(lambda: client.post(address, data)) <= 12
    assert body_of(saved).target == "Two"


@pytest.mark.parametrize("paragraphs", PARAGRAPHS)
@pytest.mark.parametrize(("is_public", "drafted"), [(False, False), (True, False), (False, True), (True, True)])
def test_what_nobody_has_seen_is_offered_again_within_20_queries(client, scene, paragraphs, is_public, drafted) -> None:
    page = long_post(scene, paragraphs)
    item = scene.start(page)
    if is_public:
        scene.publish(item)
        republish(page, intro="Something else.")
        services.take_over(item=item)
    scene.save(item, " U")
    republish(services.source_of(item), intro="Something other than that.", title="Longer")
    services.take_over(item=item)
    if drafted:
        services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "title"): "Drafted anew"})
    costs = {}
    for user in (scene.translator, scene.reviewer):
        client.force_login(user)
        costs[user.username] = opening(client, item)
    assert max(costs.values()) <= 20, costs


def test_a_desk_in_review_opens_with_20_queries(client, scene, saved) -> None:
    scene.save(saved, " U")
    scene.submit(saved)
    client.force_login(scene.reviewer)
    assert opening(client, saved) <= 20


def test_a_decision_and_its_review_open_with_the_same_queries_for_100_passages_as_for_10(client, scene) -> None:
    costs = {paragraphs: deciding(client, scene, paragraphs) for paragraphs in (10, 100)}
    assert costs[10] == costs[100]
    assert costs[10] <= (48, 55)


def deciding(client, scene, paragraphs: int) -> tuple[int, int]:
    """What it costs a reviewer of a changed translation to read it with the decision: on the desk, on its own page."""
    item = scene.start(long_post(scene, paragraphs, f"Decided of {paragraphs}"))
    scene.publish(item)
    scene.save(item, " U")
    state = scene.submit(item).current_workflow_task_state
    client.force_login(scene.reviewer)
    edit = reverse("translations:edit", args=[item.pk])
    found = []
    for address in (f"{edit}?decision=1", reverse("translations:review", args=[state.pk])):
        assert client.get(address).status_code == 200
        found.append(queries(lambda address=address: client.get(address)))
    return found[0], found[1]


def test_a_form_and_a_file_of_100_passages_are_stored_with_the_queries_of_one_of_10(scene) -> None:
    costs = [typed_and_imported(scene, paragraphs) for paragraphs in (10, 100)]
    more = 1 if connection.vendor == "sqlite" else 0  # of strings, 90 rows go into one statement
    assert all(many <= few + more for few, many in zip(*costs, strict=True)), costs


def typed_and_imported(scene, paragraphs: int) -> list[int]:
    """What it costs to store the first texts of an item by its form, others in their place, and a file."""
    item = scene.start(long_post(scene, paragraphs, f"With {paragraphs}"))
    found = []
    for suffix in (" T", " U"):
        typed = scene.texts(item, suffix)
        found.append(
            queries(lambda typed=typed: services.save_translation(item=item, user=scene.translator, texts=typed))
        )
    paired = services.translation_of(item)
    file = paired.export_po()
    for entry in file:
        entry.msgstr = f"{entry.msgstr} V" if entry.msgctxt != "slug" else entry.msgstr
    data = str(file).encode()
    found.append(queries(lambda: outside.import_file(translation=paired, user=scene.admin, data=data)))
    assert all(one.target.endswith("V") for one in services.segments(item) if one.path != "slug")
    return found


def body_of(item) -> Any:
    return next(one for one in services.segments(item) if one.path.startswith("body"))


def save(scene, item, text: str) -> int:
    """Save a passage of the body; what that costs the service."""
    body = body_of(item)
    given = {"pk": body.pk, "typed": text, "made_from": version(body)}
    return queries(lambda: save_segment(item=item, user=scene.translator, **given))


@pytest.mark.parametrize("pictures", [1, 4])
def test_pictures_links_and_what_else_a_page_uses_add_few_queries_however_many(client, scene, pictures) -> None:
    linked = [scene.post(f"Number {number}") for number in range(pictures)]
    text = "".join(f'<p><a linktype="page" id="{one.pk}">{one.title}</a></p>' for one in linked)
    blocks = [
        ("image", {"image": factories.picture(f"Block {number}"), "alt_text": "x", "decorative": False})
        for number in range(pictures)
    ]
    topic = factories.topic(scene.source.locale, "Water")
    post = scene.post(topics=[topic], hero_image=factories.picture("A hall"), hero_alt="A hall")
    item = scene.start(republish(post, body=[("rich_text", text), *blocks]))
    own = {one.pk: factories.picture(one.pk).pk for one in services.values(item) if isinstance(one.source, int)}
    assert len(own) == pictures + 1
    services.save_translation(item=item, user=scene.translator, texts=scene.texts(item), overrides=own)
    client.force_login(scene.translator)
    assert opening(client, item) <= 20
    scene.submit(item)
    client.force_login(scene.reviewer)
    assert opening(client, item) <= 20
