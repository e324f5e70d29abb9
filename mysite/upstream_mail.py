"""Letters of Wagtail's admin with a subject of one line.

Titles and names stand in the subject, and a form lets a line break into them. Django sends no letter with
one, so that no header can be smuggled in; but Wagtail 8.0 then only logs the failure, and a title would
decide who learns of a review. Delete when `wagtail.admin.mail.send_mail` does it.
"""

import re
from typing import Any

from wagtail.admin import mail

BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
LONGEST = 200  # some servers refuse a header that takes more than a thousand bytes

_send = mail.send_mail


def one_line(subject: str) -> str:
    """A subject without breaks and control characters, also encoded ones, and cut where it is very long."""
    line = BREAKS.sub(" ", subject.replace("=?", "= ?")).strip()
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _send_in_one_line(subject: str, *args: Any, **kwargs: Any) -> int:
    return _send(one_line(subject), *args, **kwargs)


def write_subjects_in_one_line() -> None:
    """Once, at start."""
    mail.send_mail = _send_in_one_line
