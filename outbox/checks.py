"""Whether mail goes out at all: `check --database default` asks, and so does whoever looks after the server."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning
from django.db import connection
from django.utils import timezone

from .models import Letter
from .sending import waiting_since

PATIENCE = datetime.timedelta(days=1)


def mail_goes_out(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A letter that waits for more than a day, or was set aside, is one that somebody misses."""
    if not databases or Letter._meta.db_table not in _tables():
        return []
    late = waiting_since(timezone.now() - PATIENCE).count()
    aside = Letter.objects.filter(status=Letter.Status.SET_ASIDE).count()
    found: list[CheckMessage] = []
    if late:
        hint = "Does cron run `manage.py send_mail`, and can it reach the server of EMAIL_URL? It says what is wrong."
        found.append(Warning(f"Mail has been waiting for more than a day: {late}.", hint=hint, id="tandem.W010"))
    if aside:
        hint = "See `manage.py send_mail --list`; `--retry` tries them again."
        found.append(Warning(f"Mail that the server refuses was set aside: {aside}.", hint=hint, id="tandem.W011"))
    return found


def _tables() -> list[str]:
    return connection.introspection.table_names()
