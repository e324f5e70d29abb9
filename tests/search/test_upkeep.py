"""The index over the years: upgrades, other weights, work left to a worker, rows of every kind."""

from types import SimpleNamespace
from unittest import mock

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page

from articles.models import Outlet, Person, Topic, Work
from core.models import CreditedImage
from search.apps import fill_empty_index
from search.engine import beginnings, postings, terms
from search.engine.asked import question
from search.engine.contents import contents_of, root_of
from search.engine.ranking import rank
from search.engine.terms import Contents, entry, form, space, term
from search.models import Document, DocumentText, Word
from tests import factories

WEIGHTS = {"title": 2.0, "summary": 1.0, "body": 1.0}


def found(words: str, code: str = "en") -> list[str]:
    _asked, ranked = rank(question(code, words), Page.objects.live().public(), [code])
    return [Page.objects.get(pk=hit.object_id).title for hit in ranked[code].hits]


# ---------------------------------------------------------------- upgrades
def test_a_site_that_had_no_index_has_one_after_it_migrates(site) -> None:
    factories.post(site.en, "Peace")
    postings.reset()
    fill_empty_index()
    assert found("peace") == ["Peace"]


def test_an_index_that_is_there_is_left_alone_by_a_migration(site) -> None:
    factories.post(site.en, "Peace")
    with mock.patch("search.engine.check.check") as check:
        fill_empty_index()
    check.assert_not_called()


def test_half_way_through_the_migrations_nothing_is_read(site) -> None:
    postings.reset()
    with mock.patch.object(MigrationExecutor, "migration_plan", return_value=["one more"]):
        fill_empty_index()
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_migrations_go_back_and_forth(site) -> None:
    call_command("migrate", "search", "zero", verbosity=0)
    assert "search_posting" not in connection.introspection.table_names()
    call_command("migrate", "search", verbosity=0)
    factories.post(site.en, "Peace")
    assert found("peace") == ["Peace"]


def test_other_weights_are_taken_over_by_update_index(site) -> None:
    by_title = factories.post(site.en, "Peace", intro="x y z")
    by_text = factories.post(site.en, "Other", intro="peace peace z")
    assert found("peace") == [by_title.title, by_text.title]
    with override_settings(SEARCH_WEIGHTS={"title": 0.1, "summary": 5.0}):
        call_command("update_index", verbosity=0)
        assert found("peace") == [by_text.title, by_title.title]


def test_a_new_version_of_the_analyser_writes_all_anew(site) -> None:
    page = factories.post(site.en, "Peace")
    with mock.patch("search.engine.terms.VERSION", terms.VERSION + 1):
        assert postings.write(type(page), [page.pk]) == 1
    assert postings.write(type(page), [page.pk]) == 1
    assert postings.write(type(page), [page.pk]) == 0


# ---------------------------------------------------------------- left to a worker
@pytest.fixture
def queued():
    """Tasks are kept instead of done; `queued()` does them, as a worker would."""
    tasks = []
    later = SimpleNamespace(enqueue=lambda *args: tasks.append(args))
    with mock.patch("modelsearch.signal_handlers.insert_or_update_object_task", later):
        yield lambda: [insert_or_update_object_task.func(*args) for args in tasks]


def test_a_worker_takes_changes_over_in_one_round(site, queued) -> None:
    page = factories.standard(site.en, "Before")
    queued()
    page.title = "Afterwards"
    page.save()
    assert (found("before"), found("afterwards")) == (["Afterwards"], [])
    queued()
    assert (found("before"), found("afterwards")) == ([], ["Afterwards"])


def test_what_is_hidden_is_hidden_before_any_worker_hears_of_it(site, queued) -> None:
    page = factories.standard(site.en, "Peace")
    queued()
    Page.objects.filter(pk=page.pk).update(live=False)
    assert found("peace") == []


# ---------------------------------------------------------------- rows of every kind
def test_every_kind_of_row_that_can_be_searched_is_in_the_index(site) -> None:
    rows = [
        factories.topic(site.en.locale),
        factories.person(site.en.locale),
        factories.outlet(site.en.locale),
        factories.work(),
        factories.picture(),
        factories.post(site.en),
        factories.standard(site.es),
    ]
    for row in rows:
        assert Document.objects.filter(model=root_of(type(row)), object_id=row.pk).count() == 1, row


@pytest.mark.parametrize("model", [Topic, Person, Outlet, Work, CreditedImage])
def test_a_row_is_named_after_the_first_model_of_its_family(model) -> None:
    assert root_of(model) == model._meta.label_lower


def test_every_page_is_a_page() -> None:
    pages = [model for model in apps.get_models() if issubclass(model, Page)]
    assert len(pages) > 4
    assert {root_of(model) for model in pages} == {"wagtailcore.page"}


def test_a_row_that_is_gone_by_the_time_it_is_written_is_taken_out(site) -> None:
    page = factories.post(site.en, "Peace")
    Document.objects.create(model="wagtailcore.page", object_id=10**9, digest="x")
    assert postings.write(type(page), [page.pk, 10**9]) == 0
    assert not Document.objects.filter(object_id=10**9).exists()


def test_emptying_the_index_empties_all_of_it(site) -> None:
    factories.post(site.en, "Peace")
    postings.reset()
    assert not any(model.objects.exists() for model in (Document, DocumentText, Word))


# ---------------------------------------------------------------- a document in numbers
def told(**fields) -> Contents:
    return Contents(model="a.b", object_id=1, locale="en", fields={"title": [], "body": [], **fields})


def test_a_word_counts_by_the_weight_of_its_field() -> None:
    counted = entry(told(title=["Peace"], body=["peace, war"]), WEIGHTS)
    where = space("a.b", "en")
    assert counted.postings[term(where, "peac")][0] == 3.0
    assert counted.postings[term(where, "war")][0] == 1.0
    assert counted.length == 3


def test_the_text_is_kept_as_it_is_read_and_the_words_in_their_order() -> None:
    counted = entry(told(title=["A title"], body=["Las  naciones\n unidas.", "Ünder"]), WEIGHTS)
    assert counted.text == "Las naciones unidas.\nÜnder"
    assert counted.words == " a title | las naciones unidas | under | "
    assert counted.vocabulary["under"] == "ünder"
    assert "a" not in counted.vocabulary


def test_terms_of_two_languages_and_of_two_kinds_are_apart() -> None:
    numbers = {term(space(model, code), "paz") for model in ("a.b", "a.c") for code in ("en", "es")}
    assert len(numbers) == 4
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_forms_fit_their_column() -> None:
    assert {form(f"word{number}") for number in range(500)} == {1 << bit for bit in range(15)}


def test_a_digest_changes_with_whatever_is_kept() -> None:
    one = told(body=["peace"])
    others = [told(body=["war"]), told(title=["peace"]), Contents("a.b", 1, "es", one.fields)]
    others += [Contents("a.b", 1, "en", one.fields, facets=("year:2019",)), Contents("a.b", 1, "en", one.fields, "x")]
    digests = {each.digest(WEIGHTS) for each in (one, *others)} | {one.digest({})}
    assert len(digests) == 7
    assert one.digest(WEIGHTS) == told(body=["peace"]).digest(WEIGHTS)


def test_nothing_typed_begins_no_name(site) -> None:
    assert beginnings.scores("?", Page.objects.all()) == {}
    assert contents_of(Page, []) == []
