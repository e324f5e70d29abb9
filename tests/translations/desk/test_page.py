"""The page beside the desk: each passage leads back to its box there, and readers never see a trace of that."""

from html import escape

import html5lib
import pytest
from django.urls import reverse

from tests import factories
from tests.translations import story
from tests.translations.hostile import PARTS
from translations import marks, services
from translations.desk.page import END, FIRST, FOREIGN, marked
from translations.desk.saving import save_segment
from translations.forms.translation import version

OPEN = chr(FIRST)


@pytest.fixture
def item(scene):
    item = scene.start(scene.post())
    scene.save(item)
    return item


def shown(client, item, user) -> str:
    client.force_login(user)
    answer = client.get(reverse("translations:page", args=[item.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def tree(html: str):
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)


def outline(html: str) -> list:
    """Tags, attributes and words of a page in their order, without what marks passages."""
    found = []
    for element in tree(html).iter():
        if element.tag == "span" and "data-desk-passage" in element.attrib:
            continue
        element.attrib.pop("data-desk-passage", None)  # of a picture
        if element.tag != "script":
            found.append((str(element.tag), sorted(element.attrib.items())))
    return found


def test_what_is_saved_stands_there_and_each_passage_is_marked_once_or_more(client, scene, item) -> None:
    page = shown(client, item, scene.translator)
    found = {one.get("data-desk-passage"): "".join(one.itertext()) for one in tree(page).iter("span")}
    for segment in services.segments(item):
        if segment.path in ("title", "intro") or segment.path.startswith("body"):
            assert segment.pk in found, segment.path
    assert found[scene.pk(item, "title")] == "Two works T"
    assert "data-desk-passage" not in page.split("</head>")[0]
    assert not FOREIGN.search(page)
    parser = html5lib.HTMLParser()
    parser.parse(page)
    assert parser.errors == []


def test_it_is_the_page_of_the_preview_but_for_the_marks(client, scene, item) -> None:
    target = scene.publish(item)
    page = shown(client, item, scene.translator)
    plain = client.get(reverse("translations:preview", args=[target.latest_revision_id])).content.decode()
    assert outline(page) == outline(plain)


def test_it_shows_what_was_saved_since_the_draft_and_writes_nothing(client, scene, item) -> None:
    before = services.target_of(item).latest_revision_id
    title = services.segments(item)[0]
    save_segment(item=item, user=scene.translator, pk=title.pk, typed="Newest", made_from=version(title))
    assert "Newest" in shown(client, item, scene.translator)
    assert services.target_of(item).latest_revision_id == before


def test_no_public_page_draft_or_preview_holds_a_trace_of_it(client, scene, item) -> None:
    shown(client, item, scene.translator)
    story.approve(scene.submit(item), scene.reviewer)
    target = services.target_of(item)
    preview = client.get(reverse("translations:preview", args=[target.latest_revision_id])).content.decode()
    client.logout()
    public = client.get(target.get_url()).content.decode()
    assert "Two works T" in public
    for text in (public, preview, str(target.latest_revision.content)):
        assert "desk-passage" not in text
        assert not FOREIGN.search(text)


def test_it_may_stand_in_a_frame_of_this_host_and_allows_no_script_of_its_own(client, scene, item) -> None:
    client.force_login(scene.translator)
    answer = client.get(reverse("translations:page", args=[item.pk]))
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", [part for part in PARTS if part.strip() and "\x00" not in part])
def test_no_text_becomes_markup_by_being_marked(text) -> None:
    said = f"{OPEN}{escape(text)}{END}"
    page = (
        f'<!doctype html><html lang="en"><head><title>{said}</title><meta name="a" content="{said}"></head><body>'
        f'<p title="{said}" data-a="a > b">{said} and <b>{said}</b></p><textarea>{said}</textarea></body></html>'
    )
    plain = FOREIGN.sub("", page)
    assert outline(marked(page, ["1-2"])) == outline(plain)
    assert "".join(tree(marked(page, ["1-2"])).itertext()) == "".join(tree(plain).itertext())


def test_a_picture_leads_to_the_passage_that_says_it_in_words(client, scene) -> None:
    item = scene.start(scene.post(hero_image=factories.picture("A hall"), hero_alt="A hall"))
    scene.save(item)
    [picture] = [one for one in tree(shown(client, item, scene.translator)).iter("img") if one.get("alt") == "A hall T"]
    assert picture.get("data-desk-passage") == scene.pk(item, "hero_alt")


def test_what_was_cut_marks_nothing_behind_its_block() -> None:
    page = marked(f"<body><p>{OPEN}Cut …</p><p>Another</p></body>", ["1-2"])
    assert "<span data-desk-passage=1-2>Cut …</span></p><p>Another</p>" in page


def test_who_may_not_read_the_draft_gets_no_page(client, scene, item) -> None:
    client.force_login(scene.other_translator)
    assert client.get(reverse("translations:page", args=[item.pk])).status_code in (302, 403)


def test_characters_that_mark_are_no_text(client, scene, item) -> None:
    typed = marks.to_text(services.segments(item)[0].source) + OPEN + "x" + END
    scene.save(item, title=typed)
    page = shown(client, item, scene.translator)
    assert not FOREIGN.search(page)
