"""A walk of chance through what people do to one original, with a model in a few lines beside the site.

What the source says, what was taken over, what is translated, what the public translation reflects: after each step
both are asked.
"""

from types import SimpleNamespace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from wagtail.models import Locale

from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft, republish
from tests.translations.stateful import Walk
from translations import acknowledge, rebuild, services, unwanted
from translations.digests import shown_digest
from translations.exceptions import CannotTranslate
from translations.models import Acknowledgement, QueueItem
from translations.states import Flag, State, Tab

SELDOM = st.sampled_from([True, False, False, False])
FIELDS = st.sampled_from(["title", "intro"])
TEXTS = st.sampled_from(
    ["Peace comes slowly.", "Peace comes slowly, they say.", "Water has no borders.", "In 2019, 160 came."]
)


class Queue(Walk):
    """The site and the model, side by side."""

    def begin(self) -> None:
        """A new original, public."""
        self.page = factories.post(self.scene.source, "Two works", intro="Peace comes slowly.")
        self.source = {"title": "Two works", "intro": "Peace comes slowly."}
        self.source_live, self.deleted, self.moved = True, False, False
        self.given_up = False
        self.taken, self.drafted, self.approved = dict(self.source), None, None
        self.translated, self.review, self.latest_is_public, self.typed = set(), "", False, 0
        self.held, self.held_is_latest = None, False  # approved before its original was public
        self.said = []  # minor edits of what is public now
        self.wrote, self.handed_in, self.shown = {}, {}, {}  # translations: of each text, in review, before readers

    # ---------------------------------------------------------------- what is asked
    @property
    def item(self) -> QueueItem:
        return QueueItem.objects.get(translation_key=self.page.translation_key, target_locale=self.scene.target.locale)

    @property
    def started(self) -> bool:
        return self.drafted is not None

    @property
    def public(self) -> dict[str, str] | None:
        """What the public translation reflects: what it was made of, and what was called minor, text by text."""
        return self.reflected(self.source)

    def reflected(self, now: dict[str, str]) -> dict[str, str] | None:
        if self.approved is None:
            return None
        states = [self.approved, *(one.source for one in self.said)]
        known = {(name, text) for state in states for name, text in state.items()}
        return {name: text if (name, text) in known else states[-1][name] for name, text in now.items()}

    @property
    def stale(self) -> bool:
        return self.public is not None and self.source_live and self.public != self.source

    def expected(self) -> State:
        if not self.started:
            return State.MISSING
        if self.review:
            return State(self.review)
        done = sum(pair in self.translated for pair in self.source.items()) + self.has_slug
        if done == 3 and self.public is not None and self.latest_is_public and not self.stale:
            return State.CURRENT
        return State.READY if done == 3 else State.IN_PROGRESS if done else State.TO_TRANSLATE

    @property
    def has_slug(self) -> bool:
        """The address follows the first translated title."""
        return any(name == "title" for name, _text in self.translated)

    @invariant()
    def the_queue_is_what_the_model_says(self) -> None:
        assert list(rebuild.check()) == []
        if self.deleted:
            assert all(
                Flag.SOURCE_DELETED in one.standing.flags for one in QueueItem.objects.filter(pk__in=self.items())
            )
            return
        standing = self.item.standing
        assert standing.state == self.expected()
        assert (Flag.STALE in standing.flags) is self.stale
        waits = self.held is not None and not self.review
        assert (Flag.WAITS in standing.flags) is waits
        if waits:
            self.reached.add("waits")
            assert (standing.tab == Tab.IN_PROGRESS) is (
                not self.held_is_latest and self.source_live and not self.moved
            )
        assert (Flag.NOT_WANTED in standing.flags) is self.given_up
        if self.given_up:
            self.reached.add("given up")
            assert standing.tab == Tab.NONE
        assert (Flag.SOURCE_UNPUBLISHED in standing.flags) is not self.source_live
        assert (Flag.SOURCE_MOVED in standing.flags) is (self.moved and self.started)
        assert standing.title == self.source["title"]
        assert (standing.words_to_do == 0) is (standing.segments_done == standing.segments_total) or not self.started

    def items(self) -> list[int]:
        return list(QueueItem.objects.filter(translation_key=self.page.translation_key).values_list("pk", flat=True))

    def target(self):
        return services.target_of(self.item)

    def fresh(self):
        return type(self.page).objects.get(pk=self.page.pk)

    # ---------------------------------------------------------------- what people do
    @initialize(far=st.sampled_from(["nowhere", "handed in", "sent back", "public", "public", "public"]))
    def come_so_far(self, far: str) -> None:
        """Most of what can go wrong needs a translation that readers have."""
        if far == "nowhere":
            return
        self.start()
        self.translate({"title", "intro"})
        self.submit()
        if far == "public":
            self.approve()
            self.submit()  # readers have it already
        elif far == "sent back":
            self.send_back()

    @precondition(lambda self: not self.deleted)
    @rule(name=FIELDS, text=TEXTS)
    def edit_and_publish(self, name: str, text: str) -> None:
        republish(self.fresh(), **{name: text})
        self.source[name] = text
        self.source_live = True
        if self.held == self.source:
            self.become_public(self.held, self.held_is_latest)
        self.held = None

    @precondition(lambda self: not self.deleted and self.source_live)
    @rule(text=TEXTS)
    def edit_a_draft(self, text: str) -> None:
        """And publish it again as it was, or the next publication would take the draft along."""
        new_draft(self.page, intro=text)
        republish(self.fresh(), **self.source)
        self.held = None

    @precondition(lambda self: not self.deleted)
    @rule(sure=SELDOM)
    def unpublish(self, sure: bool) -> None:
        if sure:
            self.fresh().unpublish()
            self.source_live = False

    @precondition(lambda self: not self.deleted)
    @rule(sure=SELDOM)
    def move(self, sure: bool) -> None:
        if not sure:
            return
        parent = self.scene.source.blog if self.moved else self.scene.source.home
        self.fresh().move(type(parent).objects.get(pk=parent.pk), pos="last-child")
        self.moved = not self.moved

    @precondition(lambda self: not self.deleted and not self.started)
    @rule()
    def give_up_or_take_it_back(self) -> None:
        if self.given_up:
            unwanted.want(item=self.item, user=self.scene.reviewer)
        else:
            unwanted.give_up(item=self.item, user=self.scene.editor, reason="Local.")
        self.given_up = not self.given_up

    @precondition(lambda self: not self.deleted and not self.started and self.source_live and not self.moved)
    @rule()
    def start(self) -> None:
        if self.given_up:
            with pytest.raises(CannotTranslate):
                self.scene.start(self.fresh())
            return
        self.scene.start(self.fresh())
        self.taken, self.drafted = dict(self.source), dict(self.source)

    @precondition(lambda self: self.started and not self.deleted)
    @rule()
    def take_over(self) -> None:
        services.take_over(item=self.item)
        if self.source_live and self.review != State.IN_REVIEW:
            self.taken = dict(self.source)

    @precondition(lambda self: self.started and not self.deleted and self.review != State.IN_REVIEW)
    @rule(names=st.sets(FIELDS, min_size=1))
    def translate(self, names: set[str]) -> None:
        self.typed += 1
        texts = {self.scene.pk(self.item, name): f"{name} {self.typed}" for name in names}
        assert services.save_translation(item=self.item, user=self.scene.translator, texts=texts) == {}
        typed = {(name, self.taken[name]) for name in names}
        self.translated |= typed
        self.wrote |= {(name, self.taken[name]): text for name, text in zip(names, texts.values(), strict=True)}
        for one in self.said:  # what somebody typed since is theirs
            one.carried -= typed
        self.drafted, self.latest_is_public, self.held_is_latest = dict(self.taken), False, False

    @property
    def complete(self) -> bool:
        return all(pair in self.translated for pair in self.taken.items()) and self.has_slug

    @precondition(lambda self: self.started and not self.deleted and self.review != State.IN_REVIEW and self.complete)
    @rule()
    def submit(self) -> None:
        draft = {name: self.wrote[name, text] for name, text in self.taken.items()}
        if draft == self.shown and self.reflected(self.taken) == self.taken and self.review != State.CHANGES_REQUESTED:
            with pytest.raises(CannotTranslate):
                self.scene.submit(self.item)
            self.reached.add("nothing to hand in")
            return
        self.scene.submit(self.item)
        self.handed_in = draft
        if self.drafted != self.taken:
            self.drafted, self.latest_is_public = dict(self.taken), False
        self.review, self.held = State.IN_REVIEW, None

    @precondition(lambda self: self.review == State.IN_REVIEW and not self.deleted)
    @rule()
    def approve(self) -> None:
        story.approve(self.target(), self.scene.reviewer)
        self.review = ""
        if self.source_live or self.approved is not None:
            self.become_public(dict(self.drafted), latest=True)
        else:
            self.held, self.held_is_latest = dict(self.drafted), True

    def become_public(self, reflects: dict[str, str], latest: bool) -> None:
        self.approved, self.latest_is_public = reflects, latest
        self.shown, self.said = self.handed_in, []
        self.reached.add("approved")

    @precondition(lambda self: self.review == State.IN_REVIEW and not self.deleted)
    @rule()
    def send_back(self) -> None:
        target = self.target()
        state = target.current_workflow_task_state
        state.task.specific.on_action(
            state.specific, self.scene.reviewer, "reject", seen=shown_digest(target.latest_revision), comment="No."
        )
        self.review = State.CHANGES_REQUESTED
        self.reached.add("sent back")

    @precondition(lambda self: self.stale and not self.deleted and self.review != State.IN_REVIEW)
    @rule()
    def minor_edit(self) -> None:
        kind = Acknowledgement.Kind.MINOR
        said = acknowledge.acknowledge_item(item=self.item, user=self.scene.editor, kind=kind, reason="A comma")
        carried, before = set(self.source.items()) - self.translated, self.public
        self.said.append(SimpleNamespace(row=said, source=dict(self.source), carried=carried))
        self.translated |= carried
        self.wrote |= {(name, text): self.wrote[name, before[name]] for name, text in carried}
        self.taken = dict(self.source)
        self.reached.add("minor edit")

    @precondition(lambda self: self.public is not None and not self.deleted and self.review != State.IN_REVIEW)
    @rule(name=FIELDS, text=TEXTS)
    def publish_a_minor_edit(self, name: str, text: str) -> None:
        self.edit_and_publish(name, text)
        if self.stale:
            self.minor_edit()

    @precondition(lambda self: self.said and not self.deleted and self.review != State.IN_REVIEW)
    @rule()
    def take_a_minor_edit_back(self) -> None:
        one = self.said.pop()
        acknowledge.revoke(acknowledgement=one.row, user=self.scene.editor)
        self.translated -= one.carried
        self.reached.add("minor edit taken back")

    @precondition(lambda self: not self.deleted and not Locale.objects.filter(language_code="pt").exists())
    @rule()
    def add_a_locale(self) -> None:
        Locale.objects.create(language_code="pt")
        expected = int(self.source_live)
        assert QueueItem.objects.filter(target_locale__language_code="pt", pk__in=self.items()).count() == expected

    @precondition(lambda self: self.deleted)
    @rule()
    def write_another(self) -> None:
        self.begin()

    @precondition(lambda self: not self.deleted)
    @rule(sure=SELDOM)
    def delete(self, sure: bool) -> None:
        if sure:
            self.fresh().delete()
            self.deleted = True
