"""Who made a draft of a work by mistake takes it away again; nothing that was public goes, nor what is not theirs."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from articles.models import Work
from articles.works.own import may_delete
from tests import factories
from tests.reading import links, parse
from tests.translations import story

pytestmark = pytest.mark.any_database
BOTH = pytest.mark.parametrize("code", ["en", "es"])


def url_of(work: Work, name: str = "delete") -> str:
    return reverse(f"wagtailsnippets_articles_work:{name}", args=[work.pk])


def drafted(user, **fields) -> Work:
    """A draft by that user, as the form makes one."""
    work = Work(**{"title": "Of rivers", "live": False, **fields})
    work.save()
    work.save_revision(user=user)
    return Work.objects.get(pk=work.pk)


@pytest.fixture
def editor(client, site):
    user = factories.user("edith", "Editors")
    client.force_login(user)
    return user


def offered(client, work: Work) -> bool:
    return url_of(work) in links(parse(client.get(url_of(work, "edit")).content.decode()))


def refused(client, work: Work) -> None:
    """Neither the question nor the act, and the work stays."""
    assert not offered(client, work)
    for send in (client.get, client.post):
        assert send(url_of(work)).status_code == 302
    assert Work.objects.filter(pk=work.pk).exists()


@BOTH
def test_an_own_draft_is_deleted_and_the_log_says_by_whom(client, editor, code) -> None:
    work = drafted(editor, language=code)
    assert offered(client, work)
    assert client.get(url_of(work)).status_code == 200
    assert Work.objects.filter(pk=work.pk).exists()
    client.post(url_of(work))
    assert not Work.objects.filter(pk=work.pk).exists()
    assert ModelLogEntry.objects.get(object_id=str(work.pk), action="wagtail.delete").user == editor


def test_what_is_or_was_public_stays(client, editor) -> None:
    work = drafted(editor)
    work.latest_revision.publish()
    work = Work.objects.get(pk=work.pk)
    refused(client, work)
    work.unpublish()
    refused(client, Work.objects.get(pk=work.pk))


def test_what_somebody_else_made_or_has_written_in_stays(client, editor) -> None:
    other = factories.user("omar", "Editors")
    refused(client, drafted(other))
    shared = drafted(editor)
    shared.save_revision(user=other)
    refused(client, Work.objects.get(pk=shared.pk))
    refused(client, drafted(None))


def test_what_a_page_is_about_or_its_draft_names_stays(client, site, editor) -> None:
    work, other = drafted(editor), factories.work("Another")
    page = factories.publication(site.en, work=other)
    page.work = work
    page.save_revision()
    refused(client, work)
    told = drafted(editor)
    factories.publication(site.en, "Told", work=told, live=False)
    client.post(url_of(told))
    assert Work.objects.filter(pk=told.pk).exists()


def test_what_is_in_review_or_locked_by_another_stays(client, site, editor) -> None:
    work = drafted(editor)
    work.get_workflow().start(work, editor)
    client.post(url_of(work))
    assert Work.objects.filter(pk=work.pk).exists()
    locked = drafted(editor)
    Work.objects.filter(pk=locked.pk).update(locked=True, locked_by=factories.user("omar", "Editors"))
    client.post(url_of(locked))
    assert Work.objects.filter(pk=locked.pk).exists()


def test_it_is_asked_once_more_when_it_is_done(client, editor, monkeypatch) -> None:
    """Public between the question and the act."""
    work = drafted(editor)
    from articles.works import screens

    def published_meanwhile(user, row) -> bool:
        found = may_delete(user, row)
        if found and not Work.objects.get(pk=row.pk).live:
            row.latest_revision.publish()
        return found

    monkeypatch.setattr(screens, "may_delete", published_meanwhile)
    client.post(url_of(work))
    assert Work.objects.filter(pk=work.pk).exists()


def test_many_at_once_are_deleted_by_nobody_who_may_not_delete_works(client, editor) -> None:
    work = drafted(editor)
    url = reverse("wagtail_bulk_action", args=["articles", "work", "delete"])
    client.post(f"{url}?id={work.pk}")
    assert Work.objects.filter(pk=work.pk).exists()


def test_translators_and_reviewers_delete_none_and_administrators_as_before(client, site) -> None:
    people = story.people(site)
    for name in ("translator_es", "reviewer_en"):
        client.force_login(getattr(people, name))
        work = drafted(getattr(people, name))
        client.post(url_of(work))
        assert Work.objects.filter(pk=work.pk).exists(), name
    assert Permission.objects.filter(codename="delete_work", group__name="Editors").count() == 0
    client.force_login(people.admin)
    work = factories.work("Public once")
    work.unpublish()
    client.post(url_of(work))
    assert not Work.objects.filter(pk=work.pk).exists()
