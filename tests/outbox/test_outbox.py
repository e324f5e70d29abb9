"""Mail is never lost and never in the way: it waits in the database, and goes out once, when the server is there."""

import datetime
from email.mime.text import MIMEText
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from outbox import letters, sending
from outbox.checks import mail_goes_out
from outbox.models import Letter
from tests import factories
from tests.outbox.servers import Server, refusing_port, serving

Status = Letter.Status
DAY = datetime.timedelta(days=1)


@pytest.fixture
def outbox(settings, db):
    """Mail waits here; the server is one that does not exist, until a test says otherwise."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", refusing_port(), 5
    return settings


@pytest.fixture
def server(outbox):
    with serving(Server()) as running:
        outbox.EMAIL_PORT = running.port
        yield running


def write(number: int = 1, to: str = "reader{}@example.org") -> None:
    for one in range(number):
        send_mail(f"Subject {one}", "Text", "site@example.org", [to.format(one)])


def statuses() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("status", flat=True))


# ---------------------------------------------------------------- kept
def test_a_letter_waits_until_it_is_sent_and_its_text_is_forgotten_then(server) -> None:
    write()
    assert server.letters == []
    assert sending.send_waiting().sent == 1
    assert server.addresses() == ["reader0@example.org"]
    letter = Letter.objects.get()
    assert (letter.status, letter.content, letter.subject) == (Status.SENT, {}, "Subject 0")
    assert sending.send_waiting().sent == 0


def test_what_is_rolled_back_is_told_to_nobody(server) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_all_of_a_letter_arrives(server) -> None:
    message = EmailMultiAlternatives(
        "Año: «uno»", "Texto\n.\nFin", "Sitio <site@example.org>", ["a@example.org"], ["b@example.org"],
        cc=["c@example.org"], reply_to=["d@example.org"], headers={"X-One": "1"},
    )  # fmt: skip
    message.attach_alternative("<p>Texto</p>", "text/html")
    message.attach("nota.txt", "¡Sí!", "text/plain")
    message.attach("datos.bin", b"\x00\xff", "application/octet-stream")
    assert message.send() == 1
    sending.send_waiting()
    [(recipients, letter)] = server.letters
    assert sorted(recipients) == ["a@example.org", "b@example.org", "c@example.org"]
    assert (letter["Subject"], letter["X-One"], letter["Reply-To"]) == ("Año: «uno»", "1", "d@example.org")
    assert letter["Bcc"] is None
    assert letter.get_body(("plain",)).get_content().splitlines() == ["Texto", ".", "Fin"]
    assert "<p>Texto</p>" in letter.get_body(("html",)).get_content()
    text, data = letter.iter_attachments()
    assert (text.get_filename(), text.get_content().strip(), data.get_content()) == ("nota.txt", "¡Sí!", b"\x00\xff")


def test_a_letter_that_would_smuggle_a_header_is_refused_as_ever(outbox) -> None:
    with pytest.raises(BadHeaderError):
        send_mail("One\nBcc: evil@example.org", "Text", None, ["a@example.org"])
    assert not Letter.objects.exists()


def test_text_that_no_database_stores_stops_nothing(server) -> None:
    EmailMessage("S", "NUL \x00, half \ud800", "site@example.org", ["a@example.org"]).send()
    assert sending.send_waiting().sent == 1


def test_a_letter_to_nobody_is_none(outbox) -> None:
    assert EmailMessage("S", "Text", None, []).send() == 0
    assert not Letter.objects.exists()


def test_an_attachment_that_cannot_be_kept_is_told_to_whoever_writes(outbox) -> None:
    message = EmailMessage("S", "Text", None, ["a@example.org"])
    message.attach(MIMEText("part"))
    with pytest.raises(ValueError, match="attachments"):
        message.send()


def test_a_letter_keeps_its_identity_over_a_second_sending(outbox) -> None:
    write()
    content = Letter.objects.get().content
    first, second = (letters.from_json(content).message()["Message-ID"] for _ in range(2))
    assert first == second


# ---------------------------------------------------------------- a server that is down
def test_a_server_that_is_down_loses_nothing_and_is_no_letters_fault(outbox) -> None:
    write(50)
    for _ in range(20):
        run = sending.send_waiting()
        assert run.sent == 0
        assert "ConnectionRefused" in run.trouble
    assert set(statuses()) == {Status.WAITING}
    assert not Letter.objects.exclude(attempts=0).exists()
    with serving(Server()) as server:
        outbox.EMAIL_PORT = server.port
        assert sending.send_waiting().sent == 50
    assert server.addresses() == sorted(f"reader{number}@example.org" for number in range(50))


def test_the_command_says_what_is_wrong_and_fails(outbox, capsys) -> None:
    write()
    with pytest.raises(CommandError, match="ConnectionRefused"):
        call_command("send_mail")
    call_command("send_mail", list=True)
    assert "reader0@example.org: Subject 0 [ConnectionRefused" in capsys.readouterr().out


def test_a_new_password_is_asked_for_while_the_server_is_down(outbox, client, site) -> None:
    factories.user("ana", "Editors")
    response = client.post(reverse("wagtailadmin_password_reset"), {"email": "ana@example.org"})
    assert response.status_code == 302
    with serving(Server()) as server:
        outbox.EMAIL_PORT = server.port
        sending.send_waiting()
    assert server.addresses() == ["ana@example.org"]


def test_fifty_steps_of_reviews_do_not_fail_and_their_letters_arrive_once(outbox, site) -> None:
    """Originals handed in and sent back while nobody answers at the mail server."""
    editor, reviewer = factories.user("editor", "Editors"), factories.user("reviewer", "Reviewers (en)")
    for number in range(25):
        post = factories.post(site.en, f"Post {number}", live=False)
        state = post.get_workflow().start(post, editor)
        state.current_task_state.specific.reject(user=reviewer, comment="More.")
        sending.send_waiting()
    assert len(statuses()) == 50
    with serving(Server()) as server:
        outbox.EMAIL_PORT = server.port
        assert sending.send_waiting().sent == 50
        assert sending.send_waiting().sent == 0
    assert server.addresses() == ["editor@example.org"] * 25 + ["reviewer@example.org"] * 25
    assert len({letter["Message-ID"] for _to, letter in server.letters}) == 50


# ---------------------------------------------------------------- a letter that is refused
def test_a_refused_letter_is_tried_later_and_later_then_set_aside_and_stops_no_other(server, caplog) -> None:
    server.refuse.add("bad@example.org")
    write(to="bad@example.org")
    write(2)
    now, tries = timezone.now(), []
    while Letter.objects.filter(status=Status.WAITING).exists():
        run = sending.send_waiting(now)
        if run.refused:
            tries.append(now)
        now += datetime.timedelta(minutes=1) if run.sent + run.refused else datetime.timedelta(hours=1)
    assert server.addresses() == ["reader0@example.org", "reader1@example.org"]
    assert statuses() == [Status.SET_ASIDE, Status.SENT, Status.SENT]
    assert len(tries) == len(sending.WAITS) + 1
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert all(wait >= least for wait, least in zip(waits, sending.WAITS, strict=True))
    assert "550" in Letter.objects.first().last_error


def test_what_was_set_aside_is_tried_again_when_somebody_says_so(server, capsys) -> None:
    write()
    Letter.objects.update(status=Status.SET_ASIDE, attempts=8)
    call_command("send_mail")
    assert server.letters == []
    call_command("send_mail", retry=True)
    assert server.addresses() == ["reader0@example.org"]
    assert "1 letters are tried again" in capsys.readouterr().out


def test_a_letter_at_which_the_server_hangs_up_stops_no_other(server) -> None:
    server.hang_up.add("reader0@example.org")
    write(3)
    run = sending.send_waiting()
    assert (run.sent, run.refused, run.trouble) == (2, 1, "")
    assert server.addresses() == ["reader1@example.org", "reader2@example.org"]


def test_a_letter_that_cannot_be_read_back_stops_no_other(server) -> None:
    write(2)
    Letter.objects.filter(pk=Letter.objects.first().pk).update(content={"to": "nonsense"})
    assert sending.send_waiting().sent == 1


# ---------------------------------------------------------------- two at once, and crashes
@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_letter_once(server) -> None:
    write(30)
    start, sent = Barrier(3), []

    def run() -> None:
        start.wait()
        try:
            sent.append(sending.send_waiting().sent)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 30
    assert server.addresses() == sorted(f"reader{number}@example.org" for number in range(30))


def test_what_a_dead_sender_had_in_hand_is_sent_after_ten_minutes(server) -> None:
    write()
    now = timezone.now()
    Letter.objects.update(claimed_until=now + sending.CLAIM)
    assert sending.send_waiting(now).sent == 0
    assert sending.send_waiting(now + sending.CLAIM + datetime.timedelta(seconds=1)).sent == 1


def test_a_sender_that_dies_between_sending_and_noting_it_sends_the_same_letter_twice(server, monkeypatch) -> None:
    """The one case that no outbox can rule out: whoever receives both sees one Message-ID."""
    write()

    class Killed(BaseException):
        pass

    def die(letter, connection, run, now):
        message = letters.from_json(letter.content)
        message.connection = connection
        message.send()
        raise Killed

    monkeypatch.setattr(sending, "_send", die)
    with pytest.raises(Killed):
        sending.send_waiting()
    monkeypatch.undo()
    sending.send_waiting(timezone.now() + 2 * sending.CLAIM)
    assert len(server.letters) == 2
    assert len({letter["Message-ID"] for _to, letter in server.letters}) == 1


# ---------------------------------------------------------------- kept no longer than needed, and seen
def test_who_was_sent_what_is_forgotten_after_a_month_and_what_waits_is_not(server) -> None:
    write(2)
    sending.send_waiting()
    Letter.objects.filter(pk=Letter.objects.first().pk).update(sent_at=timezone.now() - 31 * DAY)
    write()
    Letter.objects.filter(status=Status.WAITING).update(
        created_at=timezone.now() - 99 * DAY, next_try_at=timezone.now() + DAY
    )
    sending.send_waiting()
    assert sorted(statuses()) == [Status.SENT, Status.WAITING]


def test_mail_that_does_not_go_out_is_named_by_the_check(outbox) -> None:
    write(2)
    assert mail_goes_out(None, databases=["default"]) == []
    Letter.objects.filter(pk=Letter.objects.first().pk).update(created_at=timezone.now() - 1.1 * DAY)
    Letter.objects.filter(pk=Letter.objects.last().pk).update(status=Status.SET_ASIDE)
    assert [found.id for found in mail_goes_out(None, databases=["default"])] == ["tandem.W010", "tandem.W011"]
    assert mail_goes_out(None, databases=None) == []
