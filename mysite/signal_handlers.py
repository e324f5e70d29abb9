"""Receivers that join two apps, neither of which knows the other."""

from typing import Any

from django.http import HttpRequest

from accounts.signals import refused
from translations import acts


def keep_refusal(request: HttpRequest, action: str, note: str, **kwargs: Any) -> None:
    """What signing in refuses stands in the report beside all else."""
    acts.record(request, action, note)


def connect() -> None:
    """Called once, when all apps are ready to be imported."""
    refused.connect(keep_refusal)
