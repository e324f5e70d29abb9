"""Receivers that join two apps, neither of which knows the other."""

from typing import Any

from django.http import HttpRequest

from accounts import signals as of_accounts
from articles.announced import works_announced
from core import signals as of_core
from search.models import Promotion
from translations import acts, digests


def keep_refusal(request: HttpRequest, action: str, note: str, **kwargs: Any) -> None:
    """What signing in refuses, and what is refused of a file, stands in the report beside all else."""
    acts.record(request, action, note)


def connect() -> None:
    """Called once, when all apps are ready to be imported."""
    digests.beside.append(works_announced)
    acts.without_drafts.append(Promotion)
    for told in (of_accounts.refused, of_core.refused):
        told.connect(keep_refusal)
