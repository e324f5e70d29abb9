"""The mail backend of the site: puts letters into the table, in the transaction of whatever they tell of."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from . import letters
from .models import Letter


class OutboxBackend(BaseEmailBackend):
    """What is rolled back is told to nobody; what is stored is told, once the command `send_mail` runs."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=bool(fail_silently))

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep them all; says how many."""
        kept = [message for message in email_messages if message.recipients()]
        for message in kept:
            content = letters.to_json(message)
            Letter.objects.create(
                recipients=", ".join(letters.recipients(content)), subject=content["subject"], content=content
            )
        return len(kept)
