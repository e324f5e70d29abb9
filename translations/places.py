"""Whether a translation stands in the tree where its original does, and whose move it was if it does not."""

from typing import Any

from django.db import models
from wagtail.models import Page

from .models import QueueItem
from .states import Flag


def family_above(page: Page) -> Any:
    """Of which family the page above is: as evidence.py has read it along with the page, else asked of the tree."""
    if hasattr(page, "family_above"):
        return page.family_above
    above = page.get_parent()
    return above.translation_key if above else None


def are_apart(source: models.Model | None, target: models.Model | None) -> bool:
    """Whether the pages above the two are no translations of each other."""
    if not isinstance(source, Page) or not isinstance(target, Page):
        return False
    return family_above(source) != family_above(target)


def parting(item: QueueItem, source: models.Model | None, target: models.Model | None) -> Flag | None:
    """What is said of two that stand apart; None where they do not.

    Whoever moved a translation by itself has decided where it stands (`withdrawal.moved_by_itself`), so nobody is
    asked about that; else its original was moved, and somebody is.
    """
    if not are_apart(source, target):
        return None
    return Flag.TARGET_MOVED if Flag.TARGET_MOVED in item.decided else Flag.SOURCE_MOVED
