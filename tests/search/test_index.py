"""What the index holds is what the site says, at once and whatever went wrong."""

import random
import threading
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from articles.models import BlogPostPage, PublicationPage, Topic, Work
from search.engine import postings
from search.engine.asked import question
from search.engine.check import check
from search.engine.ranking import rank
from search.models import Document, DocumentText
from tests import bulk, factories

BOTH = pytest.mark.parametrize("code", ["en", "es"])


def found(words: str, code: str = "en") -> list[str]:
    """Titles of public pages with all these words."""
    _asked, ranked = rank(question(code, words), Page.objects.live().public(), [code])
    return [Page.objects.get(pk=hit.object_id).title for hit in ranked[code].hits]


def postings_of(page: Page) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term FROM search_posting p JOIN search_document d ON d.id = p.document_id"
            " WHERE d.model = 'wagtailcore.page' AND d.object_id = %s",
            [page.pk],
        )
        return {term for [term] in cursor.fetchall()}


def checked(*arguments: str) -> str:
    out = StringIO()
    call_command("search_check", *arguments, stdout=out)
    return out.getvalue()


# ---------------------------------------------------------------- fresh
@BOTH
def test_a_page_is_found_by_its_new_words_and_no_more_by_its_old_ones(site, code) -> None:
    page = factories.post(getattr(site, code), "Before", intro="x")
    page.title = "Afterwards"
    page.save_revision().publish()
    assert found("afterwards", code) == ["Afterwards"]
    assert found("before", code) == []


def test_a_draft_of_a_live_page_is_not_found(site) -> None:
    page = factories.post(site.en, "Peace")
    page.title = "Secret"
    page.save_revision()
    assert found("secret") == []


@pytest.mark.parametrize("way", ["unpublish", "delete", "restrict", "restrict above", "move away"])
def test_what_a_reader_may_no_longer_see_is_not_found_at_once(site, way) -> None:
    page = factories.post(site.en, "Peace")
    assert found("peace") == ["Peace"]
    if way == "unpublish":
        page.unpublish()
    elif way == "delete":
        page.delete()
    elif way == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif way == "restrict above":
        PageViewRestriction.objects.create(page=site.en.blog, restriction_type=PageViewRestriction.GROUPS)
    else:
        members = factories.standard(site.en, "Members")
        PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
        page.move(Page.objects.get(pk=members.pk), pos="last-child")
    assert found("peace") == []


def test_a_deleted_page_leaves_nothing_behind(site) -> None:
    page = factories.post(site.en, "Peace")
    page.delete()
    assert not Document.objects.filter(object_id=page.pk, model="wagtailcore.page").exists()
    assert postings_of(page) == set()


# ---------------------------------------------------------------- what is searched
@BOTH
def test_all_that_a_reader_sees_of_a_publication_is_found(site, code) -> None:
    tree = getattr(site, code)
    people = factories.person(tree.locale, "Ana Zubiria")
    outlets = [factories.outlet(tree.locale, name) for name in ("Dialogonews", "Tercerosite")]
    work = factories.work(
        "Originaltitle",
        authors=(people,),
        outlet=outlets[0],
        editions=({"title": "Editiontitle", "outlet": outlets[1]},),
    )
    body = [
        ("heading", "Headingword"),
        ("quote", {"text": "Quotedword", "attribution": "Saidby", "source": "", "url": ""}),
        ("callout", {"heading": "", "text": "<p>Calloutword</p>"}),
    ]
    topics = [factories.topic(tree.locale, "Topicword")]
    factories.publication(tree, "Ours", work=work, summary="<p>Summ<b>aryword</b></p>", body=body, topics=topics)
    for word in (
        "Originaltitle",
        "Editiontitle",
        "Zubiria",
        "Dialogonews",
        "Tercerosite",
        "Topicword",
        "Summaryword",
        "Headingword",
        "Quotedword",
        "Saidby",
        "Calloutword",
    ):
        assert found(word, code) == ["Ours"], word


def test_a_post_is_found_by_its_authors_and_topics_in_its_own_language(site) -> None:
    topic = factories.topic(site.en.locale, "Peacekeeping")
    factories.twin(topic, site.es, name="Pacificación", slug="pacificacion")
    author = factories.person(site.en.locale, "Ana Zubiria")
    page = factories.post(site.en, "Ours", topics=[topic], authors=[author])
    factories.twin(page, site.es, title="Nuestra")
    assert (found("peacekeeping"), found("zubiria")) == (["Ours"], ["Ours"])
    assert (found("pacificación", "es"), found("zubiria", "es")) == (["Nuestra"], ["Nuestra"])
    assert found("peacekeeping", "es") == []


@pytest.mark.parametrize("kind", ["topic", "person", "outlet", "work"])
def test_a_page_is_found_by_the_new_name_of_what_it_points_at(site, kind) -> None:
    topic = factories.topic(site.en.locale, "Oldname")
    person, outlet = factories.person(site.en.locale, "Oldname"), factories.outlet(site.en.locale, "Oldname")
    work = factories.work("Oldname", authors=(person,), outlet=outlet)
    factories.publication(site.en, "Ours", work=work, topics=[topic])
    row = {"topic": topic, "person": person, "outlet": outlet, "work": work}[kind]
    setattr(row, "title" if kind == "work" else "name", "Newname")
    row.save_revision().publish()
    assert found("newname") == ["Ours"]


@pytest.mark.parametrize("kind", ["topic", "work"])
def test_nothing_is_found_by_what_was_taken_back(site, kind) -> None:
    row = factories.topic(site.en.locale, "Goneword") if kind == "topic" else factories.work("Goneword")
    fields = {"topics": [row]} if kind == "topic" else {"work": row}
    factories.publication(site.en, "Ours", **fields)
    assert found("goneword") == ["Ours"]
    row.unpublish()
    assert found("goneword") == []


def test_a_draft_of_a_topic_gives_no_page_its_name(site) -> None:
    factories.post(site.en, "Ours", topics=[factories.topic(site.en.locale, "Secretword", live=False)])
    assert found("secretword") == []
    assert not DocumentText.objects.filter(words__contains="secretword", document__model="wagtailcore.page").exists()


def test_markup_that_no_parser_reads_loses_no_page(site) -> None:
    page = factories.post(site.en, "Peace", body=[("rich_text", "<p>one</p>")])
    BlogPostPage.objects.filter(pk=page.pk).update(body=[("rich_text", "<p>one <![broken two</p>")])
    call_command("update_index", verbosity=0)
    assert found("broken") == ["Peace"]


# ---------------------------------------------------------------- cost
def test_a_page_that_did_not_change_is_not_written_again(site) -> None:
    page = factories.post(site.en, "Peace")
    with CaptureQueriesContext(connection) as queries:
        assert postings.write(BlogPostPage, [page.pk]) == 0
    assert not [each for each in queries if each["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]


def test_a_batch_costs_the_same_queries_for_ten_and_for_a_hundred_rows(site) -> None:
    costs = set()
    for number in (10, 100):
        topics = bulk.snippets(Topic, site.en.locale, 3)
        pages = bulk.publications(
            site.en, number, topics=topics, authors=[], outlets=[factories.outlet(site.en.locale)]
        )
        with CaptureQueriesContext(connection) as queries:
            assert postings.write(PublicationPage, [page.pk for page in pages]) == number
        costs.add(len([each for each in queries if not each["sql"].startswith("INSERT")]))
    assert len(costs) == 1, costs


def test_a_batch_of_works_asks_for_no_author_and_no_outlet_one_by_one(site) -> None:
    costs = set()
    for number in (10, 100):
        pages = bulk.publications(
            site.en,
            number,
            topics=[],
            authors=[factories.person(site.en.locale)],
            outlets=[factories.outlet(site.en.locale)],
        )
        works = [page.work_id for page in pages]
        with CaptureQueriesContext(connection) as queries:
            assert postings.write(Work, works) == number
        costs.add(len([each for each in queries if not each["sql"].startswith("INSERT")]))
    assert len(costs) == 1, costs


# ---------------------------------------------------------------- rebuilding and mending
@pytest.fixture
def some(site):
    return [factories.post(getattr(site, code), f"Peace {number}") for number in range(10) for code in ("en", "es")]


def test_update_index_makes_everything_anew(some) -> None:
    before = {page.pk: postings_of(page) for page in some}
    get_search_backend().reset_indexes()
    assert found("peace") == []
    call_command("update_index", verbosity=0)
    assert {page.pk: postings_of(page) for page in some} == before
    assert len(found("peace")) == 10


def test_update_index_takes_out_what_is_gone(some) -> None:
    Document.objects.create(model="wagtailcore.page", object_id=10**9, locale="en")
    Document.objects.create(model="gone.model", object_id=1)
    call_command("update_index", verbosity=0)
    assert not Document.objects.filter(object_id=10**9).exists()
    assert not Document.objects.filter(model="gone.model").exists()


def test_the_check_finds_nothing_where_nothing_is_wrong(some) -> None:
    assert checked("--only-look") == "the index is what the site says\n"


def _miss(page: Page) -> None:
    Document.objects.filter(object_id=page.pk, model="wagtailcore.page").update(digest="0" * 32)


def _lose(page: Page) -> None:
    postings.forget(type(page), page.pk)


def _drop_a_word(page: Page) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_posting WHERE term = %s", [min(postings_of(page))])


def _pass_by(page: Page) -> None:
    BlogPostPage.objects.filter(pk=page.pk).update(title="Passed by")


def _stray(page: Page) -> None:
    Document.objects.create(model="wagtailcore.page", object_id=10**9, locale="en", digest="x")


@pytest.mark.parametrize("harm", [_miss, _lose, _drop_a_word, _pass_by, _stray])
def test_whatever_differs_is_found_and_mended(some, harm) -> None:
    harm(some[3])
    with pytest.raises(CommandError):
        checked("--only-look")
    assert "mended" in checked()
    assert checked("--only-look") == "the index is what the site says\n"
    assert {page.pk for page in some} <= set(Document.objects.values_list("object_id", flat=True))


def test_after_some_updates_failed_the_check_mends_all_of_them(some) -> None:
    chance = random.Random(5)
    with mock.patch.object(postings, "_write") as write:
        write.side_effect = RuntimeError("no")
        for page in chance.sample(some, len(some) // 10):
            page.title = "War"
            page.save_revision().publish()  # nobody's publication fails for it
    assert found("war") + found("war", "es") == []
    faults = list(check(mend=True))
    assert len(faults) == len(some) // 10
    assert list(check(mend=False)) == []
    assert len(found("war") + found("war", "es")) == len(some) // 10


# ---------------------------------------------------------------- two at once
@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_at_once_neither_is_lost(site) -> None:
    pages = [factories.post(site.en, f"Peace {number}") for number in range(3)]
    errors = []

    def publish(name: str) -> None:
        try:
            for turn in range(4):
                for page in pages if name == "one" else pages[::-1]:
                    fresh = BlogPostPage.objects.get(pk=page.pk)
                    fresh.title = f"{name} {turn} newword{name}{turn}"
                    fresh.save_revision().publish()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=[name]) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert list(check(mend=False)) == []
    assert len(found("newwordone3")) + len(found("newwordtwo3")) == 3


@BOTH
def test_what_somebody_erases_while_it_is_written_is_written_anew(site, code) -> None:
    page = factories.post(getattr(site, code), "Peace")
    seen = []

    def erase_once(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith('SELECT "search_document"."object_id"') and not seen:
            seen.append(sql)
            postings.forget(Page, page.pk)
        return answer

    with connection.execute_wrapper(erase_once):
        assert postings.write(BlogPostPage, [page.pk]) == 1
    assert seen
    assert found("peace", code) == ["Peace"]
    assert list(check(mend=False)) == []


# ---------------------------------------------------------------- a database that has just been filled
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["update_index", "search_check"])
def test_who_filled_the_index_leaves_it_to_be_read_without_its_table(site, command) -> None:
    pages = [factories.post(locale, f"Peace {number}") for locale in (site.en, site.es) for number in range(20)]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_posting")
    Document.objects.update(digest="")
    call_command(command, **({"verbosity": 0} if command == "update_index" else {"stdout": StringIO()}))
    assert len(found("peace")) + len(found("peace", "es")) == len(pages)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT relpages, relallvisible FROM pg_class WHERE relname = 'search_posting'")
            whole, visible = cursor.fetchone()
        assert whole == visible > 0
