"""Numbers in addresses that can name a row: a longer one is no address, and no database is asked for it."""

from typing import Any

from django.urls.converters import IntConverter, register_converter

# No row of a database has a longer number; SQLite raises for one beyond 64 bits.
MAX_DIGITS = 18


def is_key(value: Any) -> bool:
    """Whether what was sent can be the number of a row: digits, no more than fit into a key."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS


class KeyConverter(IntConverter):
    """`<key:pk>` in a path.

    Zeros before it are taken along, however many: Wagtail's addresses take them, and behind a view of ours that stands
    in the place of one of Wagtail's, that one would answer.
    """

    regex = f"0*[0-9]{{1,{MAX_DIGITS}}}"


def register() -> None:
    """Called once from `CoreConfig.ready`."""
    register_converter(KeyConverter, "key")
