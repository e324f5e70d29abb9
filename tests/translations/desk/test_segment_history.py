"""The page that shows what a passage said, and gives it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.translations import story
from translations import services
from translations.forms.translation import version
from translations.models import SegmentEdit


@pytest.fixture
def item(scene, kept_item):
    return type(kept_item).objects.get(pk=kept_item.pk)


def title(item):
    return next(one for one in services.segments(item) if one.path == "title")


@pytest.fixture
def written(scene, item):
    """One person's title, then another's; the address of its history."""
    for user, text in ((scene.translator, "Una obra"), (scene.reviewer, "Dos obras <b>")):
        services.save_translation(item=item, user=user, texts={title(item).pk: text})
    return reverse("translations:segment_history", args=[item.pk, title(item).pk])


def test_each_text_is_shown_with_who_wrote_it_and_what_it_changed(client, scene, written) -> None:
    client.force_login(scene.translator)
    html = client.get(written).content.decode().partition("translation-events")[2]
    assert "Dos obras" in html
    assert "&lt;b&gt;" in html
    assert html.index(scene.reviewer.username) < html.index(scene.translator.username)
    assert html.count("Restore</button>") == 1
    assert "present text" in html


def test_an_older_text_is_given_back_with_one_click(client, scene, item, written) -> None:
    client.force_login(scene.translator)
    edit = SegmentEdit.objects.get(item=item, path="title", target="Una obra")
    answer = client.post(written, {"edit": edit.pk, "version": version(title(item))})
    assert answer.status_code == 302
    assert answer.url.endswith(f"#id_text-{title(item).pk}")
    assert title(item).target == "Una obra"
    assert not services.target_of(item).live


@pytest.mark.parametrize(
    ("text", "out_of", "origin"),
    [
        ("Una obra", {"path": "title", "target": "Una obra"}, "restored"),
        ("Una obra ", {"path": "title", "target": "Una obra"}, "restored"),  # as it is stored
        ("Una obra más", {"path": "title", "target": "Una obra"}, "typed"),  # somebody went on writing
        ("Una obra", {"path": "title", "target__startswith": "Dos"}, "typed"),
        ("Una obra", {"path": "slug"}, "typed"),
        ("Una obra", {"pk": 0}, "typed"),
    ],
)
def test_what_is_put_into_the_box_out_of_the_history_is_called_so_and_nothing_else_is(
    client, scene, item, written, text, out_of, origin
) -> None:
    client.force_login(scene.translator)
    slug = next(one for one in services.segments(item) if one.path == "slug")
    SegmentEdit.objects.create(item=item, path="slug", source=slug.source, target="Una obra")
    edit = SegmentEdit.objects.filter(item=item, **out_of).last()
    address = reverse("translations:segment", args=[item.pk, title(item).pk])
    sent = {"target": text, "version": version(title(item)), "edit": edit.pk if edit else "9" * 30}
    assert client.post(address, sent).status_code == 200
    newest = SegmentEdit.objects.filter(item=item, path="title").last()
    assert (newest.target, newest.origin) == (text.strip(), origin)
    told = client.get(written).content.decode().partition("translation-events")[2].partition("present text")[0]
    assert ("Restored" in told) == (origin == "restored")


def test_one_who_saw_an_older_state_is_asked_to_look_again(client, scene, item, written) -> None:
    client.force_login(scene.translator)
    edit = SegmentEdit.objects.get(item=item, path="title", target="Una obra")
    answer = client.post(written, {"edit": edit.pk, "version": "stale"})
    assert answer.status_code == 409
    assert "Someone else changed this text meanwhile." in answer.content.decode()
    assert "Dos obras" in title(item).target


@pytest.mark.parametrize("edit", ["", "x", "-1", "9" * 30, "0", "٣"])
def test_an_edit_that_never_was_is_not_found(client, scene, item, written, edit) -> None:
    client.force_login(scene.translator)
    assert client.post(written, {"edit": edit, "version": version(title(item))}).status_code == 404


def test_who_may_only_read_sees_no_button(client, scene, item, written) -> None:
    client.force_login(scene.editor)
    assert "Restore</button>" not in client.get(written).content.decode()
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    client.force_login(scene.translator)
    assert "Restore</button>" in client.get(written).content.decode()


def test_a_hundred_texts_cost_no_more_queries_than_two(client, scene, item, written, django_assert_num_queries) -> None:
    client.force_login(scene.translator)
    client.get(written)
    with CaptureQueriesContext(connection) as two:
        client.get(written)
    first = SegmentEdit.objects.filter(item=item, path="title").first()
    SegmentEdit.objects.bulk_create(
        SegmentEdit(item=item, path="title", source=first.source, target=f"Text {n}", user=scene.reviewer)
        for n in range(120)
    )
    with django_assert_num_queries(len(two)):
        assert client.get(written).content.decode().count("Restore</button>") == 99
