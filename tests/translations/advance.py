"""An original that no reader has seen yet, and a translation of it that is approved: what embargo tests start from."""

from typing import Any

from tests import factories
from tests.translations import story
from tests.translations.ways import fresh
from translations import services


def in_review(scene: Any, title: str = "Two works", **fields: Any) -> Any:
    """An original of the source language, never public, handed in for review."""
    post = factories.post(scene.source, title, live=False, body=story.BODY, **fields)
    post.get_workflow().start(post, scene.editor)
    return fresh(post)


def waiting(scene: Any, source: Any = None, suffix: str = " T") -> Any:
    """A translation of it, approved: its item; the target is held."""
    item = scene.start(source if source is not None else in_review(scene))
    give_to_translator(scene, item)
    scene.save(item, suffix)
    story.approve(scene.submit(item), scene.reviewer)
    return item


def give_to_translator(scene: Any, item: Any) -> None:
    """Only then may they see what no reader has seen."""
    item.assignee = scene.translator
    item.save(update_fields=["assignee"])


def approve_original(scene: Any, source: Any, **fields: Any) -> None:
    """Its reviewer approves it, after an editor changed some fields of its draft, such as the time."""
    source = fresh(source)
    if fields:
        draft = source.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision(user=scene.editor)
        fresh(source).current_workflow_task_state.cancel(user=scene.admin, resume=True)
    story.approve(fresh(source), scene.other_reviewer)


def target_of(item: Any) -> Any:
    return services.target_of(item)


def source_of(item: Any) -> Any:
    return services.source_of(item)
