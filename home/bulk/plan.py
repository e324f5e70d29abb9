"""What each generated page is: its languages, kind, how far its translation has come, who has it. Pure."""

import datetime
import uuid
from dataclasses import dataclass
from enum import StrEnum

from .words import LANGUAGES

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tandem:bulk")


class Stage(StrEnum):
    """How far the translation of a page has come."""

    MISSING = "missing"
    TO_TRANSLATE = "to translate"
    IN_PROGRESS = "in progress"
    MACHINE = "machine text"
    READY = "ready"
    IN_REVIEW = "in review"
    CHANGES_REQUESTED = "changes requested"
    CURRENT = "current"
    STALE = "stale"
    UNPUBLISHED = "source unpublished"


STARTED = frozenset(Stage) - {Stage.MISSING}
WHOLE = STARTED - {Stage.TO_TRANSLATE, Stage.IN_PROGRESS, Stage.STALE}
PUBLIC = frozenset({Stage.CURRENT, Stage.STALE, Stage.UNPUBLISHED})
REVIEWED = PUBLIC | {Stage.IN_REVIEW, Stage.CHANGES_REQUESTED}
# Of each twenty pages. Each twenty are written in the other language than the twenty before.
CYCLE = (
    *[Stage.CURRENT] * 6,
    *[Stage.MISSING] * 3,
    *[Stage.STALE] * 3,
    *[Stage.TO_TRANSLATE] * 2,
    Stage.IN_PROGRESS,
    Stage.MACHINE,
    Stage.READY,
    Stage.IN_REVIEW,
    Stage.CHANGES_REQUESTED,
    Stage.UNPUBLISHED,
)
STRIDE = 7  # so that pages of one stage do not follow each other
TOPICS_EACH = 2


@dataclass(frozen=True)
class Plan:
    """The page with a number; two runs agree about each."""

    number: int

    @property
    def translation_key(self) -> uuid.UUID:
        """Its family, on every site."""
        return uuid.uuid5(NAMESPACE, str(self.number))

    @property
    def stage(self) -> Stage:
        return CYCLE[self.number * STRIDE % len(CYCLE)]

    @property
    def _round(self) -> int:
        return self.number // len(CYCLE)

    @property
    def source(self) -> str:
        """The language that it is written in."""
        return LANGUAGES[self._round % 2]

    @property
    def target(self) -> str:
        return LANGUAGES[(self._round + 1) % 2]

    @property
    def is_post(self) -> bool:
        """Whether it is a post; else a publication."""
        return (self.number + self._round // 2) % 2 == 0

    @property
    def is_started(self) -> bool:
        return self.stage in STARTED

    @property
    def is_public(self) -> bool:
        """Whether readers have a translation."""
        return self.stage in PUBLIC

    @property
    def edit(self) -> int:
        """Which kind of edit made the translation stale."""
        return self._round

    def topics(self, known: int) -> list[int]:
        """Which of the known topics it has."""
        return sorted({(self.number + step * 5) % known for step in range(TOPICS_EACH)})

    def assignee(self, known: int) -> int | None:
        """Which of the translators has it; None for half of what is begun, and for all that is not."""
        return self._round % known if self.is_started and self.number % 2 else None

    def due(self, today: datetime.date) -> datetime.date | None:
        """A date from ten days ago on, for two of three that somebody works on."""
        if not self.is_started or self.number % 3 == 0:
            return None
        return today + datetime.timedelta(days=self.number * 3 % 50 - 10)

    @property
    def priority(self) -> int:
        """One of Priority's values; usual for most."""
        return {4: 1, 9: 2, 14: -1}.get(self.number % 17, 0)

    def published_at(self, now: datetime.datetime) -> datetime.datetime:
        """When the source became public, within the last 400 days, two at no time."""
        return now - datetime.timedelta(days=2 + self.number * 11 % 398, minutes=self.number % 1440)
