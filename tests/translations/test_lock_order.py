"""Two who act on one translation at the same moment: one is after the other, and neither is thrown out.

Each has a database connection of its own. Whoever has a lock waits until the other asks for one too: where both take
them in one order, the other cannot have one yet; where they do not, each has what the other waits for.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale

from tests.translations import story
from tests.translations.advance import give_to_translator, in_review, source_of, target_of, waiting
from tests.translations.conftest import Scene, new_draft, republish
from tests.translations.ways import fresh
from translations import acknowledge, embargo, newer, scheduling, services, withdrawal
from translations.exceptions import Refusal
from translations.models import Acknowledgement, QueueItem

PATIENCE = 1.5
Act = Callable[[], Any]


@pytest.fixture(params=story.DIRECTIONS, ids="→".join)
def pair(transactional_db, site, request) -> Scene:
    return Scene(site, *request.param)


def at_once(*acts: Act) -> list[BaseException]:
    """Do all of them, each in a thread of its own; what went wrong, a refusal aside."""
    both_have_one, wrong = Barrier(len(acts)), []

    def wait_with_the_first_lock(execute: Callable, sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if "FOR UPDATE" in sql:
            with suppress(BrokenBarrierError):
                both_have_one.wait(PATIENCE)
        return answer

    def run(act: Act) -> None:
        try:
            with connection.execute_wrapper(wait_with_the_first_lock), suppress(Refusal):
                act()
        except BaseException as problem:  # a thread of its own: nobody else would hear of it
            wrong.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def saving(scene: Scene, item: QueueItem, user: Any = None) -> Act:
    title = {scene.pk(item, "title"): "Typed meanwhile"}
    return partial(services.save_translation, item=item, user=user or scene.translator, texts=title)


def test_a_newer_draft_is_taken_over_while_somebody_saves(pair) -> None:
    item = pair.start(in_review(pair, "Secret plans"))
    give_to_translator(pair, item)
    pair.save(item)
    source_of(item).current_workflow_task_state.specific.reject(user=pair.admin)
    new_draft(source_of(item), intro="Another introduction.")
    fresh(source_of(item)).current_workflow_state.resume(user=pair.editor)
    assert at_once(partial(newer.take_over_draft, item=item, user=pair.translator), saving(pair, item)) == []


def test_an_embargo_is_lifted_while_somebody_saves(pair) -> None:
    item = waiting(pair)
    act = partial(embargo.lift, item=item, user=pair.admin, reason="Asked for.")
    assert at_once(act, saving(pair, item, pair.admin)) == []
    assert target_of(item).live


@pytest.mark.parametrize("choice", [withdrawal.Choice.DOWN, withdrawal.Choice.KEEP])
def test_it_is_decided_about_while_somebody_saves(pair, choice) -> None:
    item, _target = pair.live(pair.post())
    fresh(source_of(item)).unpublish()
    act = partial(withdrawal.decide, item=item, user=pair.admin, choice=choice)
    assert at_once(act, saving(pair, item)) == []


def test_two_languages_of_one_original_are_called_still_right(pair, settings) -> None:
    """Before the task came that takes the new text over for both."""
    post = pair.post()
    first, _target = pair.live(post)
    third = Locale.objects.create(language_code="pt")
    above = post.get_parent().specific
    for page in (above.get_parent().specific, above):
        page.copy_for_translation(third)
    second = services.start_translation(source=post, locale=third, user=pair.admin)
    services.save_translation(item=second, user=pair.admin, texts=pair.texts(second))
    post.get_workflow().start(target_of(second), pair.admin)
    story.approve(target_of(second), pair.admin)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    republish(post, intro="Another introduction.")
    kind = Acknowledgement.Kind.STILL_RIGHT
    acts = [partial(acknowledge.acknowledge_item, item=one, user=pair.admin, kind=kind) for one in (first, second)]
    assert at_once(*acts) == []
    assert Acknowledgement.objects.count() == 2


def test_what_is_due_becomes_public_while_somebody_publishes_a_newer_draft(pair) -> None:
    post, soon = pair.post(), timezone.now() + timedelta(hours=1)
    post.go_live_at = soon
    post.save_revision().publish()
    scheduled = post.latest_revision
    post.go_live_at = None
    newer_one = post.save_revision()
    said: list[str] = []
    due = partial(scheduling.publish_due, soon + timedelta(hours=1), said.append)
    assert scheduling.due(soon + timedelta(hours=1)).get() == scheduled
    assert at_once(due, partial(newer_one.publish, user=pair.admin)) == []
    assert said == []
    assert fresh(post).live
    assert not scheduling.due(soon + timedelta(hours=1)).exists()
