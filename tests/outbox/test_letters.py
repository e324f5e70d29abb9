"""A letter as JSON and back: the same letter, whatever stands in it, and never one more header or recipient."""

import json
from email import message_from_bytes
from email.errors import HeaderParseError
from email.policy import default

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from hypothesis import given, settings
from hypothesis import strategies as st

from outbox.letters import from_json, recipients, to_json

FAST = settings(derandomize=True, max_examples=60, deadline=None)
# Of a header: no ends of lines, which are refused; half characters and NUL are not excluded.
LINE = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Zl", "Zp", "Cc"]), max_size=40)
BODY = st.text(st.characters(exclude_categories=[]), max_size=80)
HOSTILE = ["One\nBcc: evil@example.org", "One\r\nBcc: evil@example.org", "One\rBcc: evil@example.org"]


def kept(message: EmailMessage) -> dict:
    """What the table holds: through JSON, as a database would have it."""
    return json.loads(json.dumps(to_json(message)))


def sent(message: EmailMessage):
    """What the letter would be on its way, read back by Python's own parser."""
    return message_from_bytes(from_json(kept(message)).message().as_bytes(), policy=default)


def letter(**fields) -> EmailMultiAlternatives:
    plain = {"subject": "S", "body": "Text", "from_email": "site@example.org", "to": ["a@example.org"]}
    return EmailMultiAlternatives(**{**plain, **fields})


def stored(text: str) -> str:
    """What every database keeps of a text."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


@FAST
@given(subject=LINE, body=BODY, html=BODY)
def test_whatever_is_written_comes_back_as_it_was(subject, body, html) -> None:
    message = letter(subject=subject, body=body)
    message.attach_alternative(html, "text/html")
    content = kept(message)
    again = from_json(content)
    assert (again.subject, again.body) == (stored(subject), stored(body))
    assert [tuple(one) for one in again.alternatives] == [(stored(html), "text/html")]
    assert kept(again) == content  # a second time changes nothing, the Message-ID neither
    assert "\x00" not in json.dumps(content)


@FAST
@given(st.binary(max_size=200), st.sampled_from(["nota.bin", "año.pdf", "a b.txt", '"quoted".txt', "../../x", ""]))
def test_an_attachment_keeps_every_byte_and_its_name(data, name) -> None:
    message = letter()
    message.attach(name or None, data, "application/octet-stream")
    [attachment] = sent(message).iter_attachments()
    assert attachment.get_content() == data
    assert (attachment.get_filename() or "") == name


def test_a_text_is_attached_as_text_and_nothing_said_is_bytes() -> None:
    message = letter()
    message.attach("nota.txt", "¡Sí!", "text/plain")
    message.attach("datos", b"\x00\xff")
    text, data = sent(message).iter_attachments()
    assert (text.get_content_type(), text.get_content().strip()) == ("text/plain", "¡Sí!")
    assert (data.get_content_type(), data.get_content()) == ("application/octet-stream", b"\x00\xff")


# ---------------------------------------------------------------- what would be smuggled
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "fields",
    [
        lambda value: {"subject": value},
        lambda value: {"from_email": f"{value} <site@example.org>"},
        lambda value: {"to": [value]},
        lambda value: {"cc": ["c@example.org", value]},
        lambda value: {"reply_to": [value]},
        lambda value: {"headers": {"X-One": value}},
    ],
    ids=["subject", "from", "to", "cc", "reply_to", "header"],
)
def test_a_line_break_in_any_header_is_refused_where_the_letter_is_written(fields, value) -> None:
    with pytest.raises((BadHeaderError, ValueError)):
        to_json(letter(**fields(value)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_line_break_in_the_name_of_a_file_is_refused_there_too_and_not_only_when_it_is_sent(name) -> None:
    message = letter()
    message.attach(name, b"data", "application/octet-stream")
    with pytest.raises(HeaderParseError):
        to_json(message)


@FAST
@given(name=LINE, body=BODY)
def test_no_name_and_no_text_adds_a_recipient_or_a_header(name, body) -> None:
    try:
        message = sent(letter(to=[f'"{name}" <a@example.org>'], body=f"{body}\nBcc: evil@example.org"))
    except (BadHeaderError, ValueError):
        return
    assert message["Bcc"] is None
    names = {"Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID"}
    assert set(message.keys()) <= names


# ---------------------------------------------------------------- to whom
def test_hidden_recipients_get_it_and_stand_in_no_header() -> None:
    message = letter(to=["a@example.org"], cc=["b@example.org"], bcc=["c@example.org", "d@example.org"])
    content = kept(message)
    assert recipients(content) == ["a@example.org", "b@example.org", "c@example.org", "d@example.org"]
    assert from_json(content).recipients() == message.recipients()
    assert (sent(message)["To"], sent(message)["Cc"], sent(message)["Bcc"]) == ("a@example.org", "b@example.org", None)


@pytest.mark.parametrize("name", ["Message-ID", "message-id", "MESSAGE-ID"])
def test_a_message_id_of_the_writers_own_stays_the_only_one(name) -> None:
    content = kept(letter(headers={name: "<own@example.org>"}))
    assert content["headers"] == {name: "<own@example.org>"}
    assert sent(letter(headers={name: "<own@example.org>"})).get_all("Message-ID") == ["<own@example.org>"]


def test_each_letter_gets_an_id_of_its_own_and_the_writers_headers_stay_as_they_were() -> None:
    headers = {"X-One": "1"}
    first, second = (kept(letter(headers=headers))["headers"] for _ in range(2))
    assert headers == {"X-One": "1"}
    assert first["X-One"] == second["X-One"] == "1"
    assert first["Message-ID"] != second["Message-ID"]


def test_a_plain_letter_a_letter_in_html_alone_and_one_in_an_old_encoding_stay_what_they_are() -> None:
    assert sent(EmailMessage("S", "Text", "site@example.org", ["a@example.org"])).get_content_type() == "text/plain"
    html = EmailMessage("S", "<p>Año</p>", "site@example.org", ["a@example.org"])
    html.content_subtype = "html"
    assert (sent(html).get_content_type(), sent(html).get_content().strip()) == ("text/html", "<p>Año</p>")
    latin = EmailMessage("S", "Año", "site@example.org", ["a@example.org"])
    latin.encoding = "iso-8859-1"
    assert (sent(latin).get_content_charset(), sent(latin).get_content().strip()) == ("iso-8859-1", "Año")
