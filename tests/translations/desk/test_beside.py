"""What stands beside a passage: in a fixed order, complete without a script, and the same as on the pages of it."""

from copy import deepcopy

import pytest
from django.urls import reverse

from tests.reading import by_class, every, links, one, parse, text
from tests.translations.conftest import republish
from tests.translations.desk.test_cost import queries
from translations import services
from translations.desk import talk
from translations.digests import shown_digest
from translations.models import Comment


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    """A public translation of which one passage changed, with a comment there and a number that is wrong elsewhere."""
    scene = kept_scene
    item, _target = scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))
    republish(services.source_of(item), intro="Peace is slow they say, of 3.")
    services.take_over(item=item)
    return item


@pytest.fixture
def item(scene, kept_item):
    return deepcopy(kept_item)


@pytest.fixture
def passage(item):
    return next(one for one in services.segments(item) if one.path == "intro")


def address(item, passage, name: str = "talk") -> str:
    return f"{reverse(f'translations:{name}', args=[item.pk, passage.pk])}?part"


def part(client, url: str, status: int = 200):
    response = client.get(url)
    assert response.status_code == status
    return parse(f"<!DOCTYPE html><title>x</title>{response.content.decode()}")


def test_beside_a_passage_stand_what_changed_checks_comments_and_history_in_this_order(
    client, scene, item, passage
) -> None:
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "title"): "Peace 17"})
    talk.say(item=item, user=scene.editor, segment=passage, text="Which peace?")
    client.force_login(scene.translator)
    page = parse(client.get(reverse("translations:edit", args=[item.pk])).content.decode())
    beside = by_class(one(page, "fieldset", id=f"passage-{passage.pk}"), "desk-side")[0]
    told = text(beside)
    wanted = ["What changed in the original:", "Checks", "1 open comment", "History"]
    assert sorted(wanted, key=told.index) == wanted
    assert links(beside) == [address(item, passage, name).removesuffix("?part") for name in ("talk", "segment_history")]
    other = by_class(one(page, "fieldset", id=f"passage-{scene.pk(item, 'title')}"), "desk-side")[0]
    assert "What changed" not in text(other)
    assert len(every(other, "li")) == 1  # a number that the original does not have


def test_a_comment_that_is_written_beside_the_box_stands_there_at_once(client, scene, item, passage) -> None:
    client.force_login(scene.translator)
    assert "Nobody has said anything here yet." in text(part(client, address(item, passage)))
    answer = client.post(address(item, passage), {"text": "Look, <b>@nobody</b>.", "about_original": "on"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Look, &lt;b&gt;@nobody&lt;/b&gt;." in html
    assert "Nobody who sees this translation is called @nobody." in html
    assert 'data-open="1 open comment"' in html
    assert Comment.objects.get().about_original
    answer = client.post(address(item, passage), {"resolve": ""})
    assert 'data-open="Comment …"' in answer.content.decode()
    assert Comment.objects.get().resolved_by == scene.translator
    assert "Your comment stands." not in client.get(reverse("translations:edit", args=[item.pk])).content.decode()


def test_a_comment_that_is_refused_comes_back_beside_the_box(client, scene, item, passage) -> None:
    client.force_login(scene.translator)
    long = "x" * (talk.LONGEST + 1)
    answer = client.post(address(item, passage), {"text": long})
    assert answer.status_code == 422
    page = parse(f"<!DOCTYPE html><title>x</title>{answer.content.decode()}")
    assert text(one(page, "textarea")) == long
    assert len(by_class(page, "error-message")) == 1
    assert not Comment.objects.exists()


def test_nothing_beside_a_box_is_a_field_of_the_form_around_it(client, scene, item, passage) -> None:
    talk.say(item=item, user=scene.editor, segment=passage, text="Which peace?")
    for number in range(7):
        services.save_translation(item=item, user=scene.translator, texts={passage.pk: f"Text {number}"})
        services.save_translation(item=item, user=scene.reviewer, texts={passage.pk: f"Of another {number}"})
    client.force_login(scene.translator)
    for name in ("talk", "segment_history"):
        page = part(client, address(item, passage, name))
        assert every(page, "form") == []
        assert [each for each in page.iter() if each.get("name")] == []
    assert len(by_class(page, "translation-events")[0].findall("li")) == 5
    assert [each.get("data-write") for each in page.iter("button")] == [
        "Text 6",
        "Of another 5",
        "Text 5",
        "Of another 4",
    ]


def test_who_only_reads_is_offered_no_text_for_the_box(client, scene, item, passage) -> None:
    for user in (scene.translator, scene.reviewer):
        services.save_translation(item=item, user=user, texts={passage.pk: f"Of {user.username}"})
    client.force_login(scene.editor)
    assert every(part(client, address(item, passage, "segment_history")), "button") == []


@pytest.mark.parametrize("name", ["talk", "segment_history"])
def test_who_does_not_see_the_item_sees_nothing_of_what_stands_beside_it(client, scene, item, passage, name) -> None:
    talk.say(item=item, user=scene.editor, segment=passage, text="Which peace?")
    client.force_login(scene.other_translator)
    answer = client.get(address(item, passage, name))
    assert answer.status_code in (302, 403)
    assert "peace" not in answer.content.decode()
    assert client.post(address(item, passage, name), {"text": "Mine", "resolve": ""}).status_code in (302, 403)
    assert Comment.objects.get().resolved_at is None


def test_what_stands_beside_costs_the_same_for_one_comment_and_for_twenty(client, scene, item, passage) -> None:
    client.force_login(scene.translator)
    costs = []
    for number in (1, 19):
        for at in range(number):
            talk.say(item=item, user=scene.editor, segment=passage, text="Which peace?")
            services.save_translation(item=item, user=scene.reviewer, texts={passage.pk: f"Text {number} {at}"})
        for name in ("talk", "segment_history"):
            client.get(address(item, passage, name))
            costs.append(queries(lambda name=name: client.get(address(item, passage, name))))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 15, costs


def test_what_changed_in_the_original_stands_beside_a_passage_that_is_written_until_readers_have_it(
    client, scene
) -> None:
    item, _target = scene.live(scene.post(intro="Rivers are slow."))
    republish(services.source_of(item), intro="Rivers are fast.")
    services.take_over(item=item)
    scene.save(item, intro="Los ríos son rápidos.")

    def told(user) -> str:
        client.force_login(user)
        answer = client.get(reverse("translations:edit", args=[item.pk]))
        [card] = [card for card in answer.context["desk"]["cards"] if card.row.source == "Rivers are fast."]
        return " ".join(f"{run.kind} {run.text}" for run in card.row.reworded)

    changed = told(scene.translator)
    assert "removed slow" in changed
    assert "added fast" in changed
    target = scene.submit(item)
    state, seen = target.current_workflow_task_state, shown_digest(target.latest_revision)
    state.task.specific.on_action(state, scene.reviewer, "reject", seen=seen, comment="Not yet.")
    assert told(scene.translator) == changed
    scene.publish(item, intro="Los ríos son veloces.")
    assert told(scene.translator) == ""
