"""Sending what waits (docs/decisions/0009).

A letter is claimed by a conditional UPDATE before it is sent, outside of any transaction: of two runs at once
one has it, and nobody waits for a mail server with the database in hand. A server that cannot be reached ends
the run and is nobody's fault: it counts against no letter. A letter that the server refuses is tried again,
later and later, and set aside at the end.
"""

import datetime
import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from . import letters
from .models import Letter

logger = logging.getLogger(__name__)
Status = Letter.Status

# After a sender that died in between, another takes the letter over.
CLAIM = datetime.timedelta(minutes=10)
# How long to wait after the first, second … refusal; after the last the letter is set aside.
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440, 2880)]
KEPT = datetime.timedelta(days=30)
LONGEST_ERROR = 2_000


@dataclass
class Run:
    """What one run did; `trouble` is what ended it early."""

    sent: int = 0
    refused: int = 0
    set_aside: int = 0
    trouble: str = ""


def send_waiting(now: datetime.datetime | None = None) -> Run:
    """Send all that is due, oldest first, and forget what was sent long ago."""
    run = Run()
    connection = get_connection(settings.OUTBOX_BACKEND)
    try:
        for pk in list(_due(now or timezone.now()).values_list("pk", flat=True)):
            letter = _claim(pk, now or timezone.now())
            if letter is not None and not _send(letter, connection, run, now or timezone.now()):
                break
    finally:
        _close(connection)
    purge(now or timezone.now())
    return run


def waiting_since(moment: datetime.datetime) -> QuerySet[Letter]:
    """Letters that were written before a moment and still wait."""
    return Letter.objects.filter(status=Status.WAITING, created_at__lt=moment)


def retry_set_aside() -> int:
    """Give what was set aside another round of tries; says how many."""
    again = Letter.objects.filter(status=Status.SET_ASIDE)
    return again.update(status=Status.WAITING, attempts=0, next_try_at=timezone.now(), claimed_until=None)


def purge(now: datetime.datetime) -> None:
    """Forget who was sent what a month ago; what was not sent stays."""
    Letter.objects.filter(status=Status.SENT, sent_at__lt=now - KEPT).delete()


def _due(now: datetime.datetime) -> QuerySet[Letter]:
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return Letter.objects.filter(free, status=Status.WAITING, next_try_at__lte=now).order_by("pk")


def _claim(pk: int, now: datetime.datetime) -> Letter | None:
    """The letter, if nobody else has it: one UPDATE, which succeeds for one of all who try."""
    mine = _due(now).filter(pk=pk).order_by().update(claimed_until=timezone.now() + CLAIM)
    return Letter.objects.get(pk=pk) if mine else None


def _send(letter: Letter, connection: BaseEmailBackend, run: Run, now: datetime.datetime) -> bool:
    """Send one; False where there is no point in going on."""
    row = Letter.objects.filter(pk=letter.pk)
    try:
        connection.open()
    except Exception as error:
        run.trouble = _words(error)
        row.update(claimed_until=None, last_error=run.trouble)
        logger.warning("The mail server cannot be used: %s", run.trouble)
        return False
    try:
        message = letters.from_json(letter.content)
        message.connection = connection
        message.send()
    except Exception as error:
        # Whatever it was: the next letter gets a new connection, so that one that upsets the server stops no other.
        _close(connection)
        _refused(letter, error, run, now)
        return True
    row.update(status=Status.SENT, sent_at=timezone.now(), content={}, claimed_until=None, last_error="")
    run.sent += 1
    return True


def _refused(letter: Letter, error: Exception, run: Run, now: datetime.datetime) -> None:
    """Try later, or no more."""
    last = letter.attempts >= len(WAITS)
    Letter.objects.filter(pk=letter.pk).update(
        status=Status.SET_ASIDE if last else Status.WAITING,
        attempts=F("attempts") + 1,
        next_try_at=now if last else now + WAITS[letter.attempts],
        claimed_until=None,
        last_error=_words(error),
    )
    run.refused += 1
    run.set_aside += last
    logger.warning("Letter %s was refused: %s", letter.pk, _words(error))


def _close(connection: BaseEmailBackend) -> None:
    """Leave the server; what it says to that is of no interest."""
    try:
        connection.close()
    except Exception:
        logger.debug("The mail server did not say goodbye", exc_info=True)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\x00", "")[:LONGEST_ERROR]
