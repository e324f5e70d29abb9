"""`translation_queue`: the cache is the truth, or it is found out."""

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.translations import story
from translations.models import Original, QueueItem, Standing

SPOILED = {
    "state": lambda: Standing.objects.update(state="ready"),
    "flags": lambda: Standing.objects.update(flags=["stale"]),
    "words": lambda: Standing.objects.update(words_to_do=9_999),
    "title": lambda: Standing.objects.update(title="Something else"),
    "no row": lambda: Standing.objects.all().delete(),
    "digest": lambda: Original.objects.update(digest="something else"),
    "segments": lambda: Original.objects.update(segments=[{"path": "title", "text": "Something else"}]),
    "no original": lambda: Original.objects.all().delete(),
    "no item": lambda: QueueItem.objects.filter(started_at=None).delete(),
}


@pytest.mark.parametrize("what", SPOILED)
@pytest.mark.parametrize(("source", "target"), story.DIRECTIONS)
def test_check_finds_what_rebuild_mends(site, capsys, source, target, what) -> None:
    people = story.people(site)
    story.open_post(site, source, target, people.editor)
    factories.post(getattr(site, source), "Nobody has begun this one")
    call_command("translation_queue", "--check")
    SPOILED[what]()
    with pytest.raises(CommandError, match="differences"):
        call_command("translation_queue", "--check")
    call_command("translation_queue", "--rebuild")
    call_command("translation_queue", "--check")
    assert capsys.readouterr().out.endswith("the queue is the truth\n")
    assert Standing.objects.count() == QueueItem.objects.count() == 3


def test_asked_for_neither_it_lists_what_is_in_the_queue(site, capsys) -> None:
    call_command("translation_queue")
    assert capsys.readouterr().out.startswith("id  source_locale  target_locale  state")
    with pytest.raises(CommandError, match="not allowed with argument"):
        call_command("translation_queue", "--check", "--rebuild")
