"""Our own addresses: who gets what, by a table. A POST that is refused changes nothing."""

from copy import deepcopy

import pytest
from django.urls import reverse
from wagtail.models import Revision, WorkflowState

from tests import factories
from tests.translations import story
from translations import services
from translations.digests import shown_digest
from translations.models import QueueItem

# 200 shown, 302 sent away (to the login or back, with a word), 403, 404; a POST that acts answers 302 as well,
# so that what it did is asserted beside it.
PARTS = ("editor", "translator", "other_translator", "reviewer", "other_reviewer", "administrator", "admin", "nobody")
SEES = {
    #            editor translator other_t reviewer other_r administrator admin nobody
    "index": (200, 200, 200, 200, 200, 200, 200, 302),
    "edit": (200, 200, 302, 200, 302, 200, 200, 302),
    "start": (200, 302, 302, 302, 200, 200, 200, 302),
    "review": (302, 302, 302, 200, 302, 200, 200, 302),
    "preview": (200, 200, 302, 200, 302, 200, 200, 302),
}
# Who may write the translation, hand it in and decide about it.
ACTS = {
    "save": {"translator", "reviewer", "administrator", "admin"},
    "approve": {"reviewer", "administrator", "admin"},
    "start": {"editor", "other_reviewer", "administrator", "admin"},
}


@pytest.fixture(scope="module", params=story.DIRECTIONS, ids="→".join)
def shared(kept, request):
    with kept() as site:
        yield built(site, *request.param)


@pytest.fixture
def world(shared, db):
    """An item in each direction, with one user for each part."""
    return deepcopy(shared)


def built(site, source, target):
    people = story.people(site)
    item = story.open_post(site, source, target, people.editor)
    users = {
        "editor": people.editor,
        "translator": getattr(people, f"translator_{target}"),
        "other_translator": getattr(people, f"translator_{source}"),
        "reviewer": getattr(people, f"reviewer_{target}"),
        "other_reviewer": getattr(people, f"reviewer_{source}"),
        "administrator": factories.user("administrator", "Site administrators"),
        "admin": people.admin,
        "nobody": factories.user("nobody"),
    }
    return item, users


def submitted(item, users):
    services.save_translation(item=item, user=users["translator"], texts=story.typed(item))
    services.submit_translation(item=item, user=users["translator"])
    return services.target_of(item)


def address(name: str, item) -> str:
    target = services.target_of(item)
    source = services.source_of(item)
    arguments = {
        "index": [],
        "edit": [item.pk],
        "start": ["articles", "blogpostpage", source.pk],
        "review": [getattr(target.current_workflow_task_state, "pk", 0)],
        "preview": [target.latest_revision_id],
    }
    return reverse(f"translations:{name}", args=arguments[name])


@pytest.mark.parametrize("name", SEES)
def test_who_sees_what(client, world, name) -> None:
    item, users = world
    submitted(item, users)
    url = address(name, item)
    found = []
    for part in PARTS:
        client.force_login(users[part])
        found.append(client.get(url).status_code)
    assert tuple(found) == SEES[name]


@pytest.mark.parametrize("name", SEES)
def test_the_anonymous_see_the_login(client, world, name) -> None:
    item, users = world
    submitted(item, users)
    assert "/login/" in client.get(address(name, item)).url


@pytest.mark.parametrize("part", PARTS)
def test_who_writes(client, world, part) -> None:
    item, users = world
    client.force_login(users[part])
    before = Revision.objects.count()
    title = services.segments(item)[0]
    client.post(address("edit", item), {f"text-{title.pk}": "Otro título", "save": ""})
    written = services.segments(item)[0].target == "Otro título"
    assert written is (part in ACTS["save"])
    assert (Revision.objects.count() > before) is written


@pytest.mark.parametrize("part", PARTS)
def test_who_decides(client, world, part) -> None:
    item, users = world
    target = submitted(item, users)
    client.force_login(users[part])
    seen = shown_digest(target.latest_revision)
    client.post(address("review", item), {"approve": "", "seen": seen, "comment": ""})
    assert services.target_of(item).live is (part in ACTS["approve"])
    in_progress = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists()
    assert in_progress is (part not in ACTS["approve"])


@pytest.mark.parametrize("part", PARTS)
def test_who_opens(client, site, world, part) -> None:
    item, users = world
    tree = getattr(site, item.source_locale.language_code)
    post = factories.post(tree, "Another post")
    client.force_login(users[part])
    url = reverse("translations:start", args=["articles", "blogpostpage", post.pk])
    client.post(url, {"locale": item.target_locale.language_code})
    begun = QueueItem.objects.filter(translation_key=post.translation_key).exclude(started_at=None)
    assert begun.exists() is (part in ACTS["start"])
