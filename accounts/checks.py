"""Mistakes in the configuration that only the database can tell."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError

from .factors import SUPERUSERS


def required_groups_exist(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A misspelt name would protect nobody, silently; said by `migrate` and `check --database default`."""
    names = set(settings.MFA_REQUIRED_GROUPS) - {SUPERUSERS}
    if not names or not databases:
        return []
    try:
        missing = names - set(Group.objects.filter(name__in=names).values_list("name", flat=True))
    except DatabaseError:  # before the first `migrate`
        return []
    return [
        Warning(
            f"MFA_REQUIRED_GROUPS names “{name}”, which is no group: it protects nobody.",
            hint="Write the name as the list of groups in the admin does, or “superusers”.",
            id="tandem.W002",
        )
        for name in sorted(missing)
    ]
