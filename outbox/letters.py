"""A letter as JSON and back: nothing in the table can run when it is read."""

import base64
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.message import make_msgid
from django.core.mail.utils import DNS_NAME

LISTS = ("to", "cc", "bcc", "reply_to")


def to_json(message: EmailMessage) -> dict[str, Any]:
    """All of a letter. It gets its Message-ID now: sent a second time after a crash, it is the same letter.

    Raises what Django and Python raise for a header with a line break in it, and ValueError for what cannot be kept:
    then the one who wrote it hears of it, as without an outbox.
    """
    headers = {_plain(name): _plain(value) for name, value in message.extra_headers.items()}
    if "message-id" not in {name.lower() for name in headers}:
        headers["Message-ID"] = make_msgid(domain=DNS_NAME)
    found: dict[str, Any] = {name: [_plain(one) for one in getattr(message, name)] for name in LISTS}
    found |= {
        "subject": _plain(message.subject),
        "body": _plain(message.body),
        "subtype": message.content_subtype,
        "encoding": str(message.encoding) if message.encoding else None,
        "from": _plain(message.from_email),
        "headers": headers,
        "alternatives": [[_plain(one[0]), _plain(one[1])] for one in getattr(message, "alternatives", [])],
        "attachments": [_attachment(one) for one in message.attachments],
    }
    from_json(found).message().as_bytes()  # the name of a file is looked at only here
    return found


def _plain(text: Any) -> str:
    """Text that every database stores: PostgreSQL takes neither NUL nor half a character."""
    return str(text).replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _attachment(one: Any) -> list[str]:
    if isinstance(one, MIMEBase):
        raise ValueError("The outbox keeps attachments as name, content and type, not as MIME parts.")
    name, content, kind = one
    data = content.encode() if isinstance(content, str) else bytes(content)
    return [name or "", base64.b64encode(data).decode(), kind or "application/octet-stream"]


def from_json(content: dict[str, Any]) -> EmailMultiAlternatives:
    """The letter again."""
    message = EmailMultiAlternatives(
        content["subject"],
        content["body"],
        content["from"],
        headers=content["headers"],
        alternatives=[tuple(one) for one in content["alternatives"]],
        **{name: content[name] for name in LISTS},
    )
    message.content_subtype = content["subtype"]
    message.encoding = content["encoding"]
    for name, data, kind in content["attachments"]:
        message.attach(name, base64.b64decode(data), kind)
    return message


def recipients(content: dict[str, Any]) -> list[str]:
    """All to whom it goes."""
    return [*content["to"], *content["cc"], *content["bcc"]]
