"""Letters go to whom they are for, with one subject, whatever a title or a name holds."""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from mysite.upstream_mail import LONGEST, one_line
from tests import factories
from tests.translations import story

EVIL = "evil@example.org"
HOSTILE = [
    f"Peace\nBcc: {EVIL}",
    f"Peace\r\nBcc: {EVIL}",
    f"Peace\rBcc: {EVIL}",
    f"Peace\r\n\r\n<script>alert(1)</script>\r\nBcc: {EVIL}",
    f"Peace\r\nSubject: Another\r\nTo: {EVIL}\r\nContent-Type: text/html",
    f"Peace\u2028Bcc: {EVIL}",
    f"Peace\u0085Bcc: {EVIL}",
    f"Peace\x0b\x0cBcc: {EVIL}",
    f"Peace%0d%0aBcc: {EVIL}",
    f"Peace =?utf-8?q?=0D=0ABcc:_{EVIL}?=",
    "Peace " * 40,
    "和平 " * 80,
]


def sent(letter: EmailMessage) -> Any:
    """The letter as the next server reads it."""
    return message_from_bytes(letter.message().as_bytes(), policy=default)


def assert_harmless(letters: list[EmailMessage], recipients: set[str]) -> None:
    assert {address for letter in letters for address in letter.recipients()} == recipients
    for letter in letters:
        read = sent(letter)
        assert len(read.get_all("Subject")) == len(read.get_all("To")) == 1
        assert read.get_all("Bcc") is read.get_all("Cc") is None
        assert EVIL not in read["To"]
        assert read.get_content_type() == "text/plain"
        assert "\n" not in read["Subject"]
        assert len(read["Subject"].strip()) <= LONGEST


@pytest.fixture
def people(site) -> Any:
    """Who takes part, and gets letters."""
    found = story.people(site)
    for user in vars(found).values():
        user.email = f"{user.username}@example.org"
        user.save()
    return found


@pytest.fixture
def hears_of_all(people) -> Workflow:
    """A workflow with a step of Wagtail's own beside ours: each kind of letter is written."""
    workflow = Workflow.objects.first()
    task = GroupApprovalTask.objects.create(name="Second look")
    task.groups.set(people.reviewer_en.groups.all())
    workflow.workflow_tasks.all().delete()
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_smuggles_nothing_into_a_letter_and_stops_none(people, site, hears_of_all, title) -> None:
    post = factories.post(site.en, "A post", live=False, owner=people.editor)
    post.title = title
    post.save_revision(user=people.editor)
    state = hears_of_all.start(post, people.editor)
    assert_harmless(mail.outbox, {"admin@example.org", "reviewer_en@example.org"})
    mail.outbox.clear()
    state.current_task_state.reject(user=people.reviewer_en, comment=title)
    assert_harmless(mail.outbox, {"editor@example.org"})


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_people_steps_and_works_smuggle_nothing(people, site, hears_of_all, name) -> None:
    people.editor.first_name = people.editor.last_name = name[:150]
    people.editor.save()
    hears_of_all.name = name[:255]
    hears_of_all.save()
    hears_of_all.workflow_tasks.first().task.specific.__class__.objects.update(name=name[:255])
    hears_of_all.start(factories.work(name, live=False), people.editor)
    assert_harmless(mail.outbox, {"admin@example.org", "reviewer_en@example.org"})


@pytest.mark.parametrize("host", ["evil.example", f"testserver\r\nBcc: {EVIL}", "testserver@evil.example"])
def test_a_letter_with_a_new_password_leads_to_this_site(client, people, settings, host) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    address = reverse("wagtailadmin_password_reset")
    client.post(address, {"email": people.editor.email}, headers={"host": host})
    assert mail.outbox == []
    client.post(address, {"email": people.editor.email}, headers={"x-forwarded-host": host})
    [letter] = mail.outbox
    assert_harmless([letter], {people.editor.email})
    assert "evil" not in letter.body
    assert "https://www.example.org/admin/password_reset/confirm/" in letter.body


@pytest.mark.parametrize("typed", [f"editor@example.org\nBcc: {EVIL}", f"editor@example.org,{EVIL}", EVIL])
def test_a_letter_with_a_new_password_goes_to_the_one_it_is_for(client, people, typed) -> None:
    client.post(reverse("wagtailadmin_password_reset"), {"email": typed})
    assert [letter for letter in mail.outbox if EVIL in letter.recipients()] == []


def test_a_subject_is_one_line() -> None:
    assert one_line(" A\r\n\tB\u2028C\x00D ") == "A B C D"
    assert "=?" not in one_line("=?utf-8?q?=0D=0A?=")
    assert len(one_line("x" * 999)) == LONGEST
