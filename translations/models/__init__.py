"""What translations remember: intent and history. State is derived (truth.py); two caches remember it."""

from .acts import RefusedAct
from .companion import Companion
from .credits import Credit
from .items import Acknowledgement, Baseline, Basis, Original, Priority, QueueItem
from .people import Notification, Translator
from .release import Release, ReleaseMember
from .review import ReviewTask, ReviewTaskState
from .roles import LocaleRole
from .segments import Comment, Presence, SegmentEdit
from .standing import Standing
from .starting import BulkStart
from .unsent import Unsent

__all__ = [
    "Acknowledgement",
    "Baseline",
    "Basis",
    "BulkStart",
    "Comment",
    "Companion",
    "Credit",
    "LocaleRole",
    "Notification",
    "Original",
    "Presence",
    "Priority",
    "QueueItem",
    "RefusedAct",
    "Release",
    "ReleaseMember",
    "ReviewTask",
    "ReviewTaskState",
    "SegmentEdit",
    "Standing",
    "Translator",
    "Unsent",
]
