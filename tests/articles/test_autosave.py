"""A form that saves itself makes a draft early: the same DOI or address twice is told before anything is handed in."""

import pytest
from django.urls import reverse

from articles.models import Work
from tests import factories
from tests.articles.test_works_in_admin import ADD, form

BOTH = pytest.mark.parametrize("code", ["en", "es"])
TWICE = pytest.mark.parametrize("twice", [{"doi": "10.1000/ABC"}, {"url": "http://www.example.org/a/"}], ids=str)
ITSELF = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def first(site):
    return factories.work("First", doi="10.1000/abc", url="https://example.org/a")


def edit_url(work: Work) -> str:
    return reverse("wagtailsnippets_articles_work:edit", args=[work.pk])


@BOTH
@TWICE
def test_a_new_form_with_the_doi_or_address_of_another_does_not_save_itself(editor, first, code, twice) -> None:
    answer = editor.post(reverse(ADD), form(**twice), **ITSELF)
    assert (answer.status_code, answer.json()["success"]) == (400, False)
    assert Work.objects.count() == 1


@BOTH
@TWICE
@pytest.mark.parametrize("act", ["action-submit", "action-publish", ""])
def test_what_saved_itself_before_the_doi_was_typed_is_not_handed_in_without_the_warning(
    editor, first, code, twice, act
) -> None:
    assert editor.post(reverse(ADD), form(), **ITSELF).status_code == 200
    work = Work.objects.exclude(pk=first.pk).get()
    assert editor.post(edit_url(work), form(**twice), **ITSELF).status_code == 400
    shown = editor.post(edit_url(work), form(**twice) | ({act: "1"} if act else {}))
    assert shown.status_code == 200
    assert edit_url(first) in shown.content.decode()
    work.refresh_from_db()
    assert (work.doi, work.url, work.live, work.workflow_in_progress) == ("", "", False, False)
    assert work.revisions.count() == 1


@BOTH
@TWICE
def test_two_that_saved_themselves_do_not_get_the_same_one(editor, site, code, twice) -> None:
    """Neither is public, and the one knows of the other from its draft alone."""
    assert editor.post(reverse(ADD), form(title="One", **twice), **ITSELF).status_code == 200
    assert editor.post(reverse(ADD), form(title="Two"), **ITSELF).status_code == 200
    one, two = Work.objects.order_by("pk")
    shown = editor.post(edit_url(two), form(title="Two", **twice) | {"action-submit": "1"})
    assert edit_url(one) in shown.content.decode()
    two.refresh_from_db()
    assert (two.doi, two.url, two.workflow_in_progress) == ("", "", False)
