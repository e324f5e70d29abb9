"""A link may name a page or document by what can be no number, however it came there: it leads nowhere, no more.

An editor's form is JSON that anybody signed in may write by hand.
"""

import json

import pytest
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text import expand_db_html
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.references import files_of, seen_of_files
from tests import factories
from tests.reading import links, main, read, text
from tests.translations import story
from tests.translations.ways import fresh

NUMBERS = ['1"x', "x", "-1", "1.5", "٣", "9" * 19, "9" * 30, "9" * 5000, "9" * 18, "", None]
NAMES = ["quoted", "letter", "negative", "fraction", "arabic", "19", "30", "5000", "18", "empty", "none"]
EACH = pytest.mark.parametrize("number", NUMBERS, ids=NAMES)
SOME = pytest.mark.parametrize("number", ['1"x', "9" * 18, "9" * 30, None], ids=["quoted", "18", "30", "none"])
KINDS = ["page", "document"]


def entity(kind: str, number: str | None) -> dict:
    data = {"url": "/en/"} if number is None else {"id": number, "url": "/en/"}
    return {"type": "LINK" if kind == "page" else "DOCUMENT", "mutability": "MUTABLE", "data": data}


def typed(number: str | None) -> str:
    """A text with a link of each kind as an editor's form sends it."""
    blocks = [
        {
            "key": f"aaaa{place}",
            "text": f"Read this {kind} now",
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [{"key": place, "offset": 5, "length": 4}],
        }
        for place, kind in enumerate(KINDS)
    ]
    entities = {str(place): entity(kind, number) for place, kind in enumerate(KINDS)}
    return json.dumps({"blocks": blocks, "entityMap": entities})


def sent(title: str, number: str | None) -> dict:
    return nested_form_data(
        {
            "title": title,
            "slug": "with-a-link",
            "intro": "",
            "body": streamfield([("rich_text", typed(number))]),
            "comments": inline_formset([]),
        }
    )


@pytest.fixture
def handed_in(client, scene):
    """Saves a page with such links by its form, and hands it in; returns the page."""

    def do(number: str | None) -> Page:
        page = factories.standard(scene.source, "Links", live=False, owner=scene.editor)
        form = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.force_login(scene.editor)
        for more in ({}, {"action-submit": "1"}):
            assert client.post(form, sent("Links", number) | more).status_code == 302
            assert client.get(form).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
        return fresh(page)

    return do


@SOME
def test_who_reviews_it_is_shown_it_on_each_screen(client, scene, handed_in, number) -> None:
    page = handed_in(number)
    assert 'linktype=\\"document\\"' in page.latest_revision.content["body"], "it is stored as it was sent"
    client.force_login(scene.other_reviewer)
    task = page.current_workflow_task_state
    shown = client.get(reverse("translations:review", args=[task.pk]))
    for url in (
        shown.context["preview_url"],
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]),
        reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, task.task_id]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
    ):
        assert client.get(url).status_code in (200, 302), url
    sent_back = {"approve": "", "seen": shown.context["seen"], "comment": ""}
    assert client.post(shown.wsgi_request.path, sent_back).status_code == 302
    assert fresh(page).live


@SOME
def test_who_translates_it_or_reads_it_in_either_language_is_shown_its_words(client, scene, handed_in, number) -> None:
    page = handed_in(number)
    story.approve(page, scene.other_reviewer)
    item = scene.start(fresh(page))
    client.force_login(scene.translator)
    assert client.get(reverse("translations:edit", args=[item.pk])).status_code == 200
    scene.save(item)
    target = scene.submit(item)
    client.force_login(scene.reviewer)
    shown = client.get(reverse("translations:review", args=[target.current_workflow_task_state.pk]))
    assert client.get(shown.context["preview_url"]).status_code == 200
    story.approve(target, scene.reviewer)
    client.logout()
    for one in (page, target):
        body = main(read(client, fresh(one).url))
        assert "Read this document now" in text(body)
        assert not [link for link in links(body) if link and link.startswith("/documents/")]


@EACH
@pytest.mark.parametrize("kind", KINDS)
def test_such_a_link_leads_nowhere_and_names_nothing(db, kind, number) -> None:
    named = "" if number is None else ' id="{}"'.format(number.replace('"', "&quot;"))
    html = f'<p><a linktype="{kind}"{named}>Read</a> <a linktype="{kind}" id="0">on</a></p>'
    assert expand_db_html(html) == "<p><a>Read</a> <a>on</a></p>"


@pytest.mark.parametrize("number", ["x", "9" * 30])
def test_nor_does_such_a_picture(db, number) -> None:
    assert expand_db_html(f'<embed embedtype="image" id="{number}" format="left" alt="A"/>') == '<img alt="">'


@EACH
def test_it_is_no_file_of_the_page_and_what_stands_beside_it_is(site, number) -> None:
    named = "" if number is None else ' id="{}"'.format(number.replace('"', "&quot;"))
    document = get_document_model().objects.create(title="Minutes", file="a.txt")
    words = f'<p><a linktype="document"{named}>a</a><a linktype="document" id="{document.pk}">b</a></p>'
    page = factories.standard(site.en, "Links", body=[("rich_text", words)])
    assert [row[1] for row in seen_of_files([page])] == [document.pk]
    assert (get_document_model(), str(document.pk)) in files_of(page)
    found = ReferenceIndex.get_references_for_object(page).values_list("to_object_id", flat=True)
    assert str(document.pk) in found


@pytest.mark.parametrize("number", ["x", 10**30, "9" * 30, True])
def test_nor_is_what_a_body_chooses_by_such_a_number(site, number) -> None:
    page = factories.standard(site.en, "Chosen")
    page.body = StreamValue(page.body.stream_block, [{"type": "image", "value": number, "id": "a"}], is_lazy=True)
    assert files_of(page) == set()
    assert seen_of_files([page]) == []
