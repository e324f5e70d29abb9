"""Under the passages of a page stand the topics, people and outlets that it uses, with where their translations are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from articles.models import PostTopic
from tests import factories
from tests.reading import by_class, parse, text
from translations import services
from translations.models import QueueItem

HEADING = {"en": "Also on this page", "es": "También en esta página"}


def also(client, item, user) -> list[tuple[str, list[str]]]:
    """(what a line says, where it leads) of each line; none without the part."""
    client.force_login(user)
    page = parse(client.get(reverse("translations:edit", args=[item.pk])).content.decode())
    parts = by_class(page, "desk-also")
    if not parts:
        return []
    return [(text(line), [link.get("href") for link in line.iter("a")]) for line in parts[0].iter("li")]


def item_of(row) -> QueueItem:
    return QueueItem.objects.get(translation_key=row.translation_key)


def test_a_post_names_its_topics_and_authors_with_their_own_desks(client, scene) -> None:
    topic = factories.topic(scene.source.locale, "Water")
    author = factories.person(scene.source.locale, "Ana Sol", bio="Writes of rivers.")
    scene.live(topic)
    item = scene.start(scene.post(topics=[topic], authors=[author]))
    lines = also(client, item, scene.translator)
    desks = [reverse("translations:edit", args=[item_of(row).pk]) for row in (author, topic)]
    assert [links for _line, links in lines] == [[desk] for desk in desks]
    assert ["Ana Sol" in lines[0][0], "Water" in lines[1][0]] == [True, True]
    assert "To translate" in lines[0][0]
    assert "Published, up to date" in lines[1][0]


def test_a_publication_names_the_outlets_and_people_of_its_work_each_once(client, scene) -> None:
    line = {"disclaimer": "The journal does not endorse this."}
    house = factories.outlet(scene.source.locale, "The River", **line)
    elsewhere = factories.outlet(scene.source.locale, "The Sea", **line)
    author = factories.person(scene.source.locale, "Ana Sol", role="Professor")
    editions = ({"outlet": elsewhere}, {"outlet": elsewhere})
    work = factories.work(outlet=house, authors=(author,), editions=editions)
    topic = factories.topic(scene.source.locale, "Water")
    item = scene.start(factories.publication(scene.source, work=work, topics=[topic]))
    told = " | ".join(line for line, _links in also(client, item, scene.translator))
    assert [told.count(name) for name in ("The River", "The Sea", "Ana Sol", "Water")] == [2, 2, 2, 2]  # with its link


def test_what_nobody_began_leads_who_may_to_where_it_begins(client, scene) -> None:
    item = scene.start(scene.post(topics=[], authors=[]))
    topic = factories.topic(scene.source.locale, "Water")
    PostTopic.objects.create(page=services.source_of(item), topic=topic)
    (line, links), *rest = also(client, item, scene.translator)
    assert ("Not translated" in line, links, rest) == (True, [], [])
    (_line, links), *_rest = also(client, item, scene.editor)
    assert links == [reverse("translations:start", args=["articles", "topic", topic.pk])]


def test_a_reviewer_who_may_begin_it_finds_the_way_there_in_the_matrix_too(client, scene) -> None:
    topic = factories.topic(scene.source.locale, "Water")
    start = reverse("translations:start", args=["articles", "topic", topic.pk])
    for user, leads in ((scene.reviewer, True), (scene.editor, True), (scene.translator, False)):
        client.force_login(user)
        for address in (reverse("translations:matrix"), f"{reverse('translations:index')}?tab=to_translate"):
            assert (start in client.get(address).content.decode()) is leads, (user, address)


def test_a_draft_is_not_named_and_what_uses_nothing_has_no_such_part(client, scene) -> None:
    hidden = factories.topic(scene.source.locale, "Secret", live=False)
    item = scene.start(scene.post(topics=[hidden], authors=[]))
    assert also(client, item, scene.translator) == []
    assert also(client, scene.start(factories.standard(scene.source, "About")), scene.translator) == []


def test_who_reviews_reads_of_them_in_the_review(client, scene) -> None:
    assert also(client, scene.start(scene.post()), scene.reviewer) == []


@pytest.mark.parametrize("code", ["en", "es"])
def test_it_is_headed_in_the_language_of_who_reads(client, scene, code) -> None:
    item = scene.start(scene.post())
    UserProfile.objects.update_or_create(user=scene.translator, defaults={"preferred_language": code})
    client.force_login(scene.translator)
    with override(code):
        page = parse(client.get(reverse("translations:edit", args=[item.pk])).content.decode())
    assert HEADING[code] in text(by_class(page, "desk-also")[0])


def test_ten_of_them_cost_what_one_does(client, scene) -> None:
    def cost(item) -> int:
        also(client, item, scene.translator)
        with CaptureQueriesContext(connection) as captured:
            assert also(client, item, scene.translator)
        return len(captured)

    one, ten = (
        scene.start(
            scene.post(f"Of {number}", topics=[factories.topic(scene.source.locale) for _each in range(number)])
        )
        for number in (1, 10)
    )
    assert cost(one) == cost(ten)
