"""Who wrote a work is told to readers once they are public: until then its editor and its reviewer hear of it."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from articles import saving, unnamed
from articles.models import PublicationPage, Work
from tests import factories
from tests.articles.test_quoting import saved

BOTH = pytest.mark.parametrize("code", ["en", "es"])
TOLD = "2 authors are not public yet: readers are not told the names until somebody publishes them."


@pytest.fixture
def work(site):
    """A draft of three authors, one of them public, and a public outlet."""
    people = [factories.person(site.en.locale, live=live) for live in (True, False, False)]
    return factories.work(authors=tuple(people), outlet=factories.outlet(site.en.locale), live=False)


def test_those_who_are_not_public_are_counted(work) -> None:
    assert list(unnamed.notes(work)) == [TOLD]


def test_one_who_is_public_in_another_language_is_named(site, work) -> None:
    hidden = work.authors.all()[1].person
    factories.person(site.es.locale, translation_key=hidden.translation_key)
    assert list(unnamed.notes(work)) == [
        "1 author is not public yet: readers are not told the name until somebody publishes it."
    ]


def test_an_outlet_that_is_not_public_is_told_too(site) -> None:
    work = factories.work(outlet=factories.outlet(site.en.locale, live=False), live=False)
    assert ["outlet is not public" in one for one in unnamed.notes(work)] == [True]


def test_outlets_of_editions_that_are_not_public_are_told_once_each(site) -> None:
    hidden, own = (factories.outlet(site.es.locale, name, live=False) for name in ("Diario", "Revista"))
    places = (hidden, hidden, own, factories.outlet(site.es.locale, "Gaceta"), None)
    editions = [{"url": f"https://e.org/{number}", "outlet": place} for number, place in enumerate(places)]
    work = factories.work(outlet=own, editions=editions, live=False)
    notes = list(unnamed.notes(work))
    assert [note.split(":")[0] for note in notes] == [
        "The outlet is not public yet", "1 outlet of its editions is not public yet",
    ]  # fmt: skip


def test_it_costs_a_query_for_the_authors_and_one_for_the_outlet(work, django_assert_num_queries) -> None:
    for row, queries in ((factories.work(live=False), 3), (work, 5)):  # the row, its authors, its editions
        with django_assert_num_queries(queries):
            list(unnamed.notes(Work.objects.get(pk=row.pk)))


@BOTH
def test_the_editor_hears_it_of_the_page_that_brings_the_work(client, site, code, work) -> None:
    page = factories.publication(getattr(site, code), work=work, live=False, body=[])
    client.force_login(factories.user("edith", "Editors"))
    assert TOLD in [each.strip() for each in saved(client, page, title="Other")]
    assert TOLD in saving.warnings(Work.objects.get(pk=work.pk))


@BOTH
@pytest.mark.parametrize("what", ["work", "page"])
def test_so_does_the_reviewer_of_the_work_or_of_the_page(client, site, code, work, what) -> None:
    page = factories.publication(getattr(site, code), work=work, live=False)
    row = work if what == "work" else page
    row.get_workflow().start(row, factories.user("edith", "Editors"))
    client.force_login(factories.user("rita", f"Reviewers ({code})"))
    state = type(row).objects.get(pk=row.pk).current_workflow_task_state
    assert TOLD in client.get(reverse("translations:review", args=[state.pk])).content.decode()


def test_of_a_page_whose_work_is_public_the_work_itself_tells(site, work) -> None:
    work.save_revision().publish()
    page = factories.publication(site.en, work=Work.objects.get(pk=work.pk), live=False)
    assert TOLD not in list(saving.warnings(PublicationPage.objects.get(pk=page.pk)))


@pytest.mark.parametrize(("code", "told"), [("en", "Another page tells of this work too"), ("es", "Otra página")])
def test_the_editor_hears_of_another_page_of_the_same_work_in_the_same_language(client, site, code, told) -> None:
    tree, other = getattr(site, code), site.es if code == "en" else site.en
    work = factories.work("Of rivers")
    page = factories.publication(tree, "First", work=work, body=[])
    factories.publication(other, "Of another language", work=work, body=[])
    editor = factories.user("edith", "Editors")
    UserProfile.objects.create(user=editor, preferred_language=code)
    client.force_login(editor)
    assert not any(told in each for each in saved(client, page, title="First, changed"))
    second = factories.publication(tree, "Second", work=work, live=False, body=[])
    [said] = [each for each in saved(client, second, title="Second, changed") if told in each]
    assert "First, changed" in said
