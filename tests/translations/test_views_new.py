"""“New translation”: every page that somebody may open, and of each what comes next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.reading import parse, text
from translations.models import QueueItem
from translations.views.base import start_url

URL = reverse("translations:new")
pytestmark = pytest.mark.any_database


def listed(client, **asked: str) -> dict[str, str]:
    """Title and words of each row, of the site's own pages above all left out."""
    page = parse(client.get(URL, asked).content.decode())
    rows = {text(row.find(".//td[@class='title']/div")): text(row) for row in page.findall(".//table/tbody/tr")}
    return {title: told for title, told in rows.items() if title.startswith("A ")}


def in_review(scene):
    page = factories.post(scene.source, "A page in review", live=False)
    page.get_workflow().start(page, scene.editor)
    return page


def scheduled(scene):
    page = factories.post(scene.source, "A page to come", live=False)
    page.go_live_at = timezone.now() + timezone.timedelta(days=2)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    ("make", "status"),
    [(lambda scene: scene.post("A post"), "Public since"), (in_review, "In review"), (scheduled, "Scheduled")],
    ids=["public", "in review", "scheduled"],
)
def test_what_is_public_in_review_or_scheduled_is_offered_and_can_be_opened(client, scene, make, status) -> None:
    page = make(scene)
    client.force_login(scene.editor)
    [(title, told)] = listed(client).items()
    assert title == str(page)
    assert status in told
    assert start_url(page) in client.get(URL).content.decode()
    client.post(start_url(page), {"locale": scene.target.locale.language_code})
    assert QueueItem.objects.exclude(started_at=None).filter(translation_key=page.translation_key).exists()
    assert listed(client) == {}


def test_of_a_draft_it_says_what_comes_first(client, scene) -> None:
    page = factories.post(scene.source, "A draft", live=False)
    client.force_login(scene.editor)
    assert "Draft It is not public yet. Submit it for review, or publish it, first." in listed(client)["A draft"]
    assert start_url(page) not in client.get(URL).content.decode()


def test_a_public_page_stands_under_its_public_title_and_a_draft_under_its_own(client, scene) -> None:
    public, draft = scene.post("A post"), factories.post(scene.source, "A draft", live=False)
    for page in (public, draft):
        page.title = "A new name"
        page.save_revision()
    client.force_login(scene.editor)
    assert set(listed(client)) == {"A post", "A new name"}
    for asked, found in (("new NAME", {"A new name"}), ("post", {"A post"}), ("nothing", set()), ("\x00%_", set())):
        assert set(listed(client, q=asked)) == found


def test_pages_are_found_by_their_language(client, scene) -> None:
    factories.post(scene.source, "A source")
    factories.post(scene.target, "A target")
    client.force_login(scene.editor)
    assert set(listed(client, source=scene.target.locale.language_code)) == {"A target"}
    assert set(listed(client, source="xx")) == {"A source", "A target"}


def test_what_stands_in_every_language_or_mirrors_another_page_is_not_offered(client, scene) -> None:
    scene.live(scene.post("A post"))
    mirrored = factories.standard(scene.source, "A page")
    mirrored.copy_for_translation(scene.target.locale, copy_parents=True, alias=True)
    client.force_login(scene.editor)
    assert listed(client) == {}


def test_nobody_is_offered_what_they_may_not_edit(client, scene) -> None:
    scene.post("A post")
    client.force_login(scene.translator)
    assert client.get(URL).status_code in (302, 403)


def test_fifty_pages_cost_what_ten_do(client, scene) -> None:
    client.force_login(scene.editor)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(URL)
        return len(seen)

    def add(number: int) -> None:
        for index in range(number):
            page = factories.post(scene.source, f"A page {number} {index}", live=index % 2 == 0)
            if index % 4 == 1:
                page.get_workflow().start(page, scene.editor)

    add(10)
    client.get(URL)
    few = cost()
    add(35)
    assert len(listed(client)) >= 40
    assert cost() == few
