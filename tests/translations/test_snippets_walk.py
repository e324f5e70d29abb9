"""Whatever becomes of a topic and of its twin, in whatever order, the queue offers it just where it is missing."""

import pytest
from hypothesis.stateful import invariant, precondition, rule

from articles.models import Topic
from tests import factories
from tests.long import LONG
from tests.translations.stateful import Walk, walk
from translations import rebuild, services
from translations.models import QueueItem
from translations.states import Flag, State

EXAMPLES, STEPS = (100, 40) if LONG else (10, 16)


class Topics(Walk):
    """A topic, its twin in the other language, and whether somebody began to translate it."""

    def begin(self) -> None:
        self.key, self.by_hand, self.begun, self.waits = None, False, False, False

    def row(self, locale=None) -> Topic:
        return Topic.objects.get(translation_key=self.key, locale=locale or self.scene.source.locale)

    @property
    def live(self) -> bool:
        return self.row().live

    @invariant()
    def the_queue_offers_what_is_missing(self) -> None:
        assert list(rebuild.check()) == []
        items = QueueItem.objects.filter(translation_key=self.key) if self.key else QueueItem.objects.none()
        assert items.count() == int(self.waits or self.begun)
        if self.waits:
            standing = items.get().standing
            assert (standing.state, standing.source_pk) == (State.MISSING, str(self.row().pk))
            assert (Flag.SOURCE_UNPUBLISHED in standing.flags) is not self.live
            assert standing.title == self.row().name
            self.reached.add("waits")

    @precondition(lambda self: self.key is None)
    @rule()
    def write(self) -> None:
        self.key = factories.topic(self.scene.source.locale, live=False).translation_key

    @precondition(lambda self: self.key)
    @rule()
    def publish(self) -> None:
        row = self.row()
        row.name += "!"
        row.save_revision().publish()
        self.waits = not self.by_hand and not self.begun

    @precondition(lambda self: self.key and self.live)
    @rule()
    def take_down(self) -> None:
        self.row().unpublish()

    @precondition(lambda self: self.key and not self.by_hand and not self.begun)
    @rule()
    def write_it_by_hand(self) -> None:
        factories.twin(self.row(), self.scene.target, live=False)
        self.by_hand, self.waits = True, False
        self.reached.add("by hand")

    @precondition(lambda self: self.by_hand)
    @rule()
    def delete_what_was_written_by_hand(self) -> None:
        self.row(self.scene.target.locale).delete()
        self.by_hand, self.waits = False, self.live

    @precondition(lambda self: self.waits and self.live)
    @rule()
    def start(self) -> None:
        services.start_translation(source=self.row(), locale=self.scene.target.locale, user=self.scene.editor)
        self.begun, self.waits = True, False
        self.reached.add("begun")

    @precondition(lambda self: self.key)
    @rule()
    def delete(self) -> None:
        Topic.objects.filter(translation_key=self.key).get(locale=self.scene.source.locale).delete()
        rest = QueueItem.objects.filter(translation_key=self.key)
        assert rest.count() == int(self.begun)
        self.begin()


@pytest.mark.any_database
def test_whatever_becomes_of_a_topic_the_queue_offers_it_where_it_is_missing(scene) -> None:
    machine = Topics.at(scene)
    walk(machine, EXAMPLES, STEPS, derandomize=True)
    assert machine.reached == {"waits", "by hand", "begun"}
