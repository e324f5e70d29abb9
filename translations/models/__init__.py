"""What translations remember: intent and history. State is derived (truth.py); two caches remember it."""

from .acts import RefusedAct
from .items import Acknowledgement, Baseline, Basis, Original, Priority, QueueItem
from .people import Notification, Translator
from .release import Release, ReleaseMember
from .review import ReviewTask, ReviewTaskState
from .roles import LocaleRole
from .standing import Standing
from .starting import BulkStart

__all__ = [
    "Acknowledgement",
    "Baseline",
    "Basis",
    "BulkStart",
    "LocaleRole",
    "Notification",
    "Original",
    "Priority",
    "QueueItem",
    "RefusedAct",
    "Release",
    "ReleaseMember",
    "ReviewTask",
    "ReviewTaskState",
    "Standing",
    "Translator",
]
