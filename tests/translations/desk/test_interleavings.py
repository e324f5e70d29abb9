"""Several people at one translation, in any order: whatever was sent is stored, or comes back to whoever sent it.

An interleaving is a chain of acts by people who each see the form as it was when they looked last.
"""

from random import Random

from django.db import transaction
from django.urls import reverse

from tests.long import LONG
from tests.translations import story
from tests.translations.conftest import republish
from translations import marks, services
from translations.drafts import open_review
from translations.exceptions import Refusal
from translations.forms.translation import version
from translations.models import SegmentEdit

INTERLEAVINGS = 1_000 if LONG else 12
STEPS = 8
SEED = 5


class Desk:
    """A public item, and what each of its people sees of it."""

    def __init__(self, scene, item, client, chance: Random) -> None:
        self.scene, self.item, self.client, self.chance = scene, item, client, chance
        self.people = [scene.translator, scene.admin, scene.reviewer]
        self.seen = {user.pk: services.segments(item) for user in self.people}
        self.sent = 0
        self.reached: set[str] = set()

    def new_text(self) -> str:
        self.sent += 1
        return f"Text number {self.sent}"

    def save(self, user) -> None:
        one = self.chance.choice([each for each in self.seen[user.pk] if each.path != "slug"])
        typed, before = self.new_text(), services.segments(self.item)
        for mark in marks.marks_of(one.source):
            typed += f" {{{mark.number}}}x{{/{mark.number}}}"
        self.client.force_login(user)
        answer = self.client.post(
            reverse("translations:segment", args=[self.item.pk, one.pk]), {"target": typed, "version": version(one)}
        )
        self.reached.add(f"saved {answer.status_code}")
        now = next((each for each in services.segments(self.item) if each.pk == one.pk), None)
        if answer.status_code == 200:
            assert marks.to_text(now.target, now.source) == typed
            was = next(each for each in before if each.pk == one.pk)
            assert version(was) == version(one), "laid over a text that was not seen"
            self.is_kept(was, user)
            self.seen[user.pk] = [now if each.pk == one.pk else each for each in self.seen[user.pk]]
        else:
            assert answer.json()["yours"] == typed
            assert services.segments(self.item) == before

    def is_kept(self, was, user) -> None:
        """What another wrote is in the history."""
        if was.target and was.updated_by != user.pk:
            found = SegmentEdit.objects.filter(item=self.item, path=was.path, source=was.source, target=was.target)
            assert found.exists()

    def form(self, user) -> None:
        """The form without a script: all boxes as they were seen, one of them with another text."""
        shown = self.seen[user.pk]
        one = self.chance.choice([each for each in shown if each.path in ("title", "intro")])
        data = {f"was-{each.pk}": version(each) for each in shown}
        data |= {f"text-{each.pk}": marks.to_text(each.target, each.source) if each.target else "" for each in shown}
        data[f"text-{one.pk}"] = typed = self.new_text()
        self.client.force_login(user)
        answer = self.client.post(reverse("translations:edit", args=[self.item.pk]), data)
        self.reached.add(f"form {answer.status_code}")
        if answer.status_code == 302:
            now = next(each for each in services.segments(self.item) if each.pk == one.pk)
            assert marks.to_text(now.target, now.source) == typed
        elif answer.status_code != 423:  # closed by then: nothing was stored, and the browser goes back to its page
            assert typed in answer.content.decode()

    def look(self, user) -> None:
        self.seen[user.pk] = services.segments(self.item)

    def take_over(self, user) -> None:
        source = services.source_of(self.item)
        name = self.chance.choice(["title", "intro"])
        republish(source, **{name: f"Original {self.chance.randint(1, 999)}"})
        services.take_over(item=self.item)

    def submit(self, user) -> None:
        missing = {one.pk: f"Filled {one.order}" for one in services.what_is_missing(self.item) if one.path != "slug"}
        services.save_translation(item=self.item, user=user, texts=missing)
        services.submit_translation(item=self.item, user=user)
        self.reached.add("submitted")

    def approve(self, user) -> None:
        target = services.target_of(self.item)
        if open_review(target):
            story.approve(target, self.scene.reviewer)
            self.reached.add("approved")

    def step(self) -> None:
        acts = [self.save] * 5 + [self.form] * 2 + [self.look] * 2 + [self.take_over, self.submit, self.approve]
        try:
            with transaction.atomic():
                self.chance.choice(acts)(self.chance.choice(self.people))
        except Refusal as refusal:
            self.reached.add(type(refusal).__name__)


def test_every_text_that_was_sent_is_stored_or_comes_back(scene, client) -> None:
    item = scene.start(scene.post())
    scene.publish(item)
    chance, reached = Random(SEED), set()
    for _ in range(INTERLEAVINGS):
        desk = Desk(scene, item, client, chance)
        with transaction.atomic():
            for _step in range(STEPS):
                desk.step()
            transaction.set_rollback(True)
        reached |= desk.reached
    assert {"saved 200", "saved 409", "form 302", "submitted"} <= reached
