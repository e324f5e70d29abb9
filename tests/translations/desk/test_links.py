"""The links of a passage: each says where it leads, and its address for this language stands at the passage."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests import factories
from tests.translations.conftest import republish
from translations import services

from .test_cost import opening

FIRST = '<p>First <a href="/10">ten</a>, <b>then</b> <a href="/2">two</a>.</p>'
SECOND = '<p>Second <a href="/1">one</a>, and <a href="/10">ten</a> again.</p>'


def desk(client, item, user, show: str = "all"):
    client.force_login(user)
    return client.get(reverse("translations:edit", args=[item.pk]), {"show": show})


def order(answer) -> list[str]:
    """The first word of each passage of the body, and the addresses, as they stand."""
    rows = [card.row for card in answer.context["desk"]["cards"]]
    return [row.source.split()[0] for row in rows if not row.is_text or row.source.startswith(("First", "Second"))]


def marks(answer, word: str) -> list[str]:
    """What the buttons of a passage's marks say, to whoever sees or hears them."""
    page = answer.content.decode()
    row = next(one for one in page.split("<fieldset") if "data-segment" in one and word in one)
    buttons = re.findall(r"<button[^>]*data-mark[^>]*>(.*?)</button>", row)
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in buttons]


@pytest.fixture
def page(scene):
    page = scene.post("With links")
    return republish(page, body=[("rich_text", FIRST + SECOND)])


def address(item, of: str):
    return next(one for one in services.values(item) if one.source == of)


def test_the_address_of_a_link_stands_below_its_passage_in_the_order_of_its_marks(client, scene, page) -> None:
    answer = desk(client, scene.start(page), scene.translator)
    assert order(answer) == ["First", "/10", "/2", "Second", "/1"]
    labels = [card.row.label for card in answer.context["desk"]["cards"] if not card.row.is_text]
    assert [label.rsplit(" ", 1)[1] for label in labels] == ["{1}", "{3}", "{1}"]


def test_it_stays_there_where_a_reviewer_is_shown_first_what_changes(client, scene, page) -> None:
    item = scene.start(page)
    scene.publish(item)
    second = next(one for one in services.segments(item) if one.source.startswith("Second"))
    services.save_translation(item=item, user=scene.translator, texts={second.pk: "{1}Uno{/1}, {2}diez{/2}"})
    scene.submit(item)
    answer = desk(client, item, scene.reviewer)
    assert answer.context["desk"]["is_decided"]
    assert order(answer) == ["Second", "/1", "First", "/10", "/2"]


def test_a_mark_says_where_its_link_leads_in_this_language(client, scene, page) -> None:
    item = scene.start(page)
    assert marks(desk(client, item, scene.translator), "First") == ["{1} link /10", "{2} bold", "{3} link /2"]
    own = {address(item, "/10").pk: "https://www.un.org/es"}
    assert services.save_translation(item=item, user=scene.translator, texts={}, overrides=own) == {}
    answer = desk(client, item, scene.translator)
    assert marks(answer, "First") == ["{1} link https://www.un.org/es", "{2} bold", "{3} link /2"]
    assert marks(answer, "Second") == ["{1} link /1", "{2} link https://www.un.org/es"]


def test_a_link_to_a_page_says_its_title_and_that_of_an_unpublished_one_nothing_of_it(client, scene) -> None:
    public, secret = scene.post("Read this first"), scene.post("Not out yet")
    secret.unpublish()
    text = "".join(
        f'<p>{word} <a linktype="page" id="{to.pk}">it</a></p>' for word, to in (("A", public), ("B", secret))
    )
    item = scene.start(republish(scene.post("With links"), body=[("rich_text", text)]))
    answer = desk(client, item, scene.translator)
    assert marks(answer, ">A {1}") == ["{1} link “Read this first”"]
    assert marks(answer, ">B {1}") == ["{1} link a page of this site"]
    assert "Not out yet" not in answer.content.decode()


def test_a_passage_that_stands_twice_with_other_addresses_has_both(client, scene) -> None:
    body = '<p>Second <a href="/a">here</a></p><p>First</p><p>Second <a href="/b">here</a></p>'
    item = scene.start(republish(scene.post("With links"), body=[("rich_text", body)]))
    answer = desk(client, item, scene.translator)
    assert order(answer) == ["Second", "/a", "/b", "First"]
    assert marks(answer, "Second") == ["{1} link /a, /b"]


def test_a_file_that_a_link_leads_to_is_called_by_its_title(client, scene) -> None:
    file = get_document_model().objects.create(title="Programme", file=ContentFile(b"x", "a.txt"))
    body = f'<p>Read <a linktype="document" id="{file.pk}">this</a></p>'
    item = scene.start(republish(scene.post("With links"), body=[("rich_text", body)]))
    assert marks(desk(client, item, scene.translator), ">Read {1}") == ["{1} link “Programme”"]


def test_a_desk_with_links_to_files_and_many_pages_opens_with_the_queries_of_one_and_within_20(client, scene) -> None:
    pages = [scene.post(f"Number {number}") for number in range(4)]
    file = get_document_model().objects.create(title="Programme", file=ContentFile(b"x", "a.txt"))
    client.force_login(scene.translator)
    costs = []
    for linked in (pages[:1], pages):
        text = "".join(f'<p><a linktype="page" id="{one.pk}">{one.title}</a></p>' for one in linked)
        text += f'<p><a linktype="document" id="{file.pk}">file</a></p>'
        item = scene.start(republish(scene.post(f"With {len(linked)}"), body=[("rich_text", text)]))
        costs.append(opening(client, item))
        assert f"“{linked[-1].title}”" in desk(client, item, scene.translator).content.decode()
    assert costs[0] == costs[1] <= 20


def test_no_title_is_told_of_a_mirror_of_a_private_page_nor_of_a_private_file(client, scene) -> None:
    secret = factories.standard(scene.source, "Secret words")
    above = type(scene.source.home).objects.get(pk=scene.source.home.pk)
    mirror = CreatePageAliasAction(secret, parent=above, update_slug="mirror").execute(skip_permission_checks=True)
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    inner = Collection.get_first_root_node().add_child(name="Secret").add_child(name="Inner")
    CollectionViewRestriction.objects.create(collection=inner.get_parent(), restriction_type="login")
    file = ContentFile(b"%PDF-1.4", name="b.pdf")
    documents = [
        get_document_model().objects.create(title=title, file=file, collection=collection)
        for title, collection in (("Secret file", inner), ("Known file", Collection.get_first_root_node()))
    ]
    body = f'<p>First <a linktype="page" id="{mirror.pk}">one</a>'
    body += "".join(f', <a linktype="document" id="{one.pk}">file</a>' for one in documents) + "</p>"
    item = scene.start(republish(scene.post("With links"), body=[("rich_text", body)]))
    told = " ".join(marks(desk(client, item, scene.translator), "First"))
    assert "Secret" not in told
    assert "Known file" in told


def test_the_headings_of_the_page_stand_between_its_passages_in_their_language_while_these_are_in_order(
    client, scene
) -> None:
    body = [("rich_text", "<p>First</p>"), ("heading", "A part"), ("rich_text", "<p>Second</p>")]
    item = scene.start(republish(scene.post("With a heading"), body=body))
    page = desk(client, item, scene.translator).content.decode()
    [heading] = re.findall(r'<h2 class="desk-heading" lang="(\w+)" dir="auto">A part</h2>', page)
    assert heading == item.source_locale.language_code
    assert page.index(">First<") < page.index("desk-heading") < page.index(">Second<")
    scene.publish(item)
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "title"): "Another"})
    scene.submit(item)
    assert "desk-heading" not in desk(client, item, scene.reviewer).content.decode()  # what changes stands first
