"""Whether somebody else's lock stands in the way: the one place where it is asked. Wagtail asks in few of its ways."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock

from .exceptions import InReview


def is_locked_for(row: models.Model | None, user: Any) -> bool:
    """Whether somebody else has locked the row; `user` None is the machine, for which each lock holds."""
    return bool(row is not None and getattr(row, "locked", False) and (user is None or BasicLock(row).for_user(user)))


def check_lock(row: models.Model, user: Any) -> None:
    """Raise InReview where the row is not the user's to change."""
    if is_locked_for(row, user):
        raise InReview(_("Someone has locked this. It can be changed when it is unlocked."))


def check_may_be_public(row: models.Model, user: Any) -> None:
    """Raise InReview where what somebody else has locked is about to become public."""
    if is_locked_for(row, user):
        raise InReview(_("Someone has locked this. It can become public when it is unlocked."))
