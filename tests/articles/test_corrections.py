"""Dated notes: on their page, in the list of their language, in data for programs, and in the editor."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from articles.corrections import notes_of
from articles.models import BlogPostPage
from articles.models.corrections import LONGEST
from core.addresses import reserved_slugs
from tests import factories
from tests.reading import by_class, every, links, main, one, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
MAKERS = pytest.mark.parametrize("make", [factories.post, factories.publication])
LIST = {"en": "/en/corrections/", "es": "/es/correcciones/"}
DAY = datetime.date(2026, 5, 6)
WORDS = {
    "en": ("Correction, 6 May 2026: It said 15.", "Update, 7 May 2026: It is signed."),
    "es": ("Corrección (6 de mayo de 2026): It said 15.", "Actualización (7 de mayo de 2026): It is signed."),
}


def note(text: str = "It said 15.", date: object = DAY, kind: str = "correction") -> tuple[str, dict]:
    return kind, {"date": date, "text": text}


def told(client, code: str, query: str = "") -> list[str]:
    """The texts of the list of a language, as they stand there."""
    return [text(each) for each in by_class(main(read(client, LIST[code] + query)), "result__text")]


# ---------------------------------------------------------------- on the page
@BOTH
@MAKERS
def test_a_page_tells_its_notes_above_its_text_in_the_readers_language_and_in_their_order(
    client, site, code, make
) -> None:
    notes = [note(), note("It is signed.", DAY + datetime.timedelta(days=1), "update")]
    page = make(getattr(site, code), corrections=notes, body=[("heading", "What it says")])
    document = read(client, page.get_url())
    box = one(document, "aside", id="corrections")
    assert [text(each) for each in box.iter("p")][:2] == list(WORDS[code])
    assert [each.get("datetime") for each in box.iter("time")] == ["2026-05-06", "2026-05-07"]
    assert box.get("aria-label") == {"en": "Corrections and updates", "es": "Correcciones y actualizaciones"}[code]
    assert LIST[code] in links(box)
    whole = text(main(document))
    assert whole.index(page.title) < whole.index("It said 15.") < whole.index("What it says")


@BOTH
@MAKERS
def test_a_page_without_notes_says_nothing_of_any(client, site, code, make) -> None:
    assert not every(read(client, make(getattr(site, code)).get_url()), "aside", id="corrections")


def test_a_note_that_is_not_whole_is_not_told(client, site) -> None:
    page = factories.post(site.en)
    odd = [("", "2026-05-06"), ("  ", "2026-05-06"), ("No day", ""), ("31 June", "2026-06-31"), ("Whole", "2026-05-06")]
    page.corrections = json.dumps([{"type": "update", "value": {"date": day, "text": words}} for words, day in odd])
    assert [each.text for each in notes_of(page)] == ["Whole"]


# ---------------------------------------------------------------- the list
@BOTH_WAYS
@MAKERS
def test_the_list_of_a_language_has_its_notes_the_newest_first_and_leads_to_them(
    client, site, code, other, make
) -> None:
    tree = getattr(site, code)
    older = make(tree, "Older", corrections=[note("Second"), note("Third", DAY - datetime.timedelta(days=3))])
    newer = make(tree, "Newer", corrections=[note("First", DAY + datetime.timedelta(days=9), "update")])
    make(tree, "Without")
    document = read(client, LIST[code])
    texts = told(client, code)
    assert [each.rpartition(": ")[2] for each in texts] == ["First", "Second", "Third"]
    titles = by_class(main(document), "result__title")
    assert [text(each) for each in titles] == ["Newer", "Older", "Older"]
    assert [links(each)[0] for each in titles] == [f"{page.get_url()}#corrections" for page in (newer, older, older)]


@BOTH_WAYS
@MAKERS
def test_what_is_not_yet_told_in_a_language_is_listed_as_it_stands_in_the_other(
    client, site, code, other, make
) -> None:
    """Of a page that is not translated, and of one whose translation lacks the note; each note stands once."""
    tree, foreign = getattr(site, code), getattr(site, other)
    make(foreign, "Untranslated", corrections=[note("Alone")])
    both = make(foreign, "Both", corrections=[note("Told in both")])
    factories.twin(both, tree, title="Both here", slug="both-here")
    both.corrections.append(note("Newer", DAY + datetime.timedelta(days=3)))
    both.save_revision().publish()
    by_hand = make(foreign, "By hand", corrections=[note("In their words", DAY - datetime.timedelta(days=3))])
    factories.twin(by_hand, tree, slug="h", corrections=[note("In our words", DAY - datetime.timedelta(days=3))])
    draft = make(
        foreign, "Draft below", corrections=[note("Of what is a draft here", DAY - datetime.timedelta(days=9))]
    )
    factories.twin(draft, tree, slug="d", live=False)
    rows = by_class(main(read(client, LIST[code])), "result")
    title = [by_class(row, "result__title")[0].find("a") for row in rows]
    assert [(text(each), each.get("lang"), each.get("hreflang")) for each in title] == [
        ("Both", other, other), ("Both here", None, None), ("Untranslated", other, other),
        ("By hand", None, None), ("Draft below", other, other),
    ]  # fmt: skip
    assert title[0].get("href") == f"{both.get_url()}#corrections"
    assert [text(row).rpartition(": ")[2] for row in rows] == [
        "Newer", "Told in both", "Alone", "In our words", "Of what is a draft here",
    ]  # fmt: skip
    assert [each.get("lang") for row in rows for each in row.iter("bdi")] == [other, None, other, None, other]
    told = {"en": "In Spanish", "es": "En inglés"}[code]
    assert [[text(each) for each in by_class(row, "result__meta")] for row in rows] == [[told], [], [told], [], [told]]


@BOTH_WAYS
@MAKERS
def test_of_the_other_language_too_nothing_is_listed_that_is_not_public(client, site, code, other, make) -> None:
    foreign = getattr(site, other)
    make(foreign, live=False, corrections=[note("Of a draft")])
    private = make(foreign, corrections=[note("Of a private page")])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make(foreign, corrections=[note("Taken down")]).unpublish()
    assert told(client, code) == []


@BOTH
def test_a_note_that_turns_the_writing_round_turns_nothing_but_itself(client, site, code) -> None:
    page = factories.post(getattr(site, code), corrections=[note("\u202eabc")])
    for url in (page.get_url(), LIST[code]):
        [isolated] = list(main(read(client, url)).iter("bdi"))
        assert text(isolated) == "\u202eabc"


@BOTH_WAYS
def test_the_list_has_its_place_in_each_language_and_is_reached_from_every_page(client, site, code, other) -> None:
    document = read(client, LIST[code])
    with translation.override(code):
        assert reverse("corrections") == LIST[code]
    alternates = {each.get("hreflang"): each.get("href") for each in every(document, "link", rel="alternate")}
    assert alternates[other] == f"http://testserver{LIST[other]}"
    assert one(document, "link", rel="canonical").get("href") == f"http://testserver{LIST[code]}"
    assert LIST[code] in links(one(read(client, getattr(site, code).home.get_url()), "footer"))
    assert LIST[code].split("/")[2] in reserved_slugs(code)
    assert client.post(LIST[code]).status_code == 405


@BOTH
def test_no_page_takes_the_address_of_the_list(site, code) -> None:
    slug = LIST[code].split("/")[2]
    with pytest.raises(ValidationError, match=r"belongs to|pertenece"):
        factories.standard(getattr(site, code), slug=slug)


@BOTH
@MAKERS
def test_nothing_is_listed_that_is_not_public(client, site, code, make) -> None:
    tree = getattr(site, code)
    make(tree, live=False, corrections=[note("Of a draft")])
    public = make(tree, corrections=[note("Public")])
    public.corrections.append(note("Not approved yet"))
    public.save_revision()
    private = make(tree, corrections=[note("Of a private page")])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone = make(tree, corrections=[note("Taken down")])
    gone.unpublish()
    assert [each.rpartition(": ")[2] for each in told(client, code)] == ["Public"]
    assert "Not approved yet" not in client.get(public.get_url()).content.decode()


def test_a_long_list_has_pages_and_any_number_leads_to_one(client, site) -> None:
    for each in range(21):
        factories.post(site.en, corrections=[note(f"Note {each}.", DAY - datetime.timedelta(days=each))])
    assert len(told(client, "en")) == 20
    assert told(client, "en", "?page=2") == ["Correction, 16 April 2026: Note 20."]
    for odd in ("0", "x", "999", "-1", "%00", "9" * 400):
        assert told(client, "en", f"?page={odd}")


@BOTH
def test_an_empty_list_says_so(client, site, code) -> None:
    assert by_class(main(read(client, LIST[code])), "empty")


@pytest.mark.parametrize("evil", ['</script><script>alert("x")</script>', "{{ 7|add:7 }} & <b>", "A\nB" + "x" * 500])
def test_whatever_is_typed_is_text(client, site, evil) -> None:
    page = factories.post(site.en, corrections=[note(evil)])
    folded = " ".join(evil.split())
    for url in (page.get_url(), LIST["en"]):
        document = read(client, url)
        assert folded in text(main(document)) or folded.replace(" ", "") in text(main(document))
        assert not [each for each in document.iter("script") if (each.text or "").startswith("alert")]
        assert not list(main(document).iter("b"))


# ---------------------------------------------------------------- for programs
@BOTH
@MAKERS
def test_programs_are_told_of_corrections_in_terms_of_schema_org(client, site, code, make) -> None:
    page = make(getattr(site, code), corrections=[note(), note("News", DAY, "update")])
    [block] = every(read(client, page.get_url()), "script", type="application/ld+json")
    node = json.loads(block.text)
    assert node["correction"] == [
        {"@type": "CorrectionComment", "text": "It said 15.", "datePublished": "2026-05-06"},
    ]
    [bare] = every(read(client, make(getattr(site, code)).get_url()), "script", type="application/ld+json")
    assert "correction" not in json.loads(bare.text)


# ---------------------------------------------------------------- in the editor
@pytest.fixture
def editor(site) -> Client:
    client = Client()
    client.force_login(factories.user("chief", superuser=True))
    return client


def sent(client: Client, page, *blocks: tuple[str, dict], publish: bool = True):
    """Send the form of a page with these notes."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"body": streamfield([]), "corrections": streamfield(list(blocks))}))
    if publish:
        data["action-publish"] = "action-publish"
    return client.post(url, data)


def stored(page) -> list[tuple]:
    return [(each.kind, each.date, each.text) for each in notes_of(BlogPostPage.objects.get(pk=page.pk))]


def test_an_editor_adds_notes_and_they_are_public_once_they_are_published(site, editor) -> None:
    page = factories.post(site.en)
    typed = [note("It said 15.", "2026-05-06"), note("It is signed.", "2026-05-07", "update")]
    assert sent(editor, page, *typed, publish=False).status_code == 302
    assert stored(page) == []
    assert sent(editor, page, *typed).status_code == 302
    assert stored(page) == [
        ("correction", DAY, "It said 15."),
        ("update", datetime.date(2026, 5, 7), "It is signed."),
    ]


@pytest.mark.parametrize("words", ["", "   \n", "x" * (LONGEST + 1)])
def test_a_note_without_words_or_with_too_many_is_not_published(site, editor, words) -> None:
    page = factories.post(site.en)
    assert sent(editor, page, note(words, "2026-05-06")).status_code == 200
    assert stored(page) == []


@pytest.mark.parametrize("date", ["", "31 June", "2026-06-31", "9999999"])
def test_a_note_without_a_day_is_not_published(site, editor, date) -> None:
    page = factories.post(site.en)
    assert sent(editor, page, note("Words", date)).status_code == 200
    assert stored(page) == []


def test_a_note_of_tomorrow_is_refused_in_a_sentence_and_one_of_today_is_not(site, editor) -> None:
    page, today = factories.post(site.en), timezone.localdate()
    refused = sent(editor, page, note("Words", (today + datetime.timedelta(days=1)).isoformat()))
    assert refused.status_code == 200
    assert "dated in the future" in refused.content.decode()
    assert sent(editor, page, note("Words", today.isoformat())).status_code == 302
    assert stored(page) == [("correction", today, "Words")]


def test_no_way_to_publish_goes_past_the_day(site) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    page = factories.post(site.en, live=False, corrections=[note("Words", tomorrow)])
    with pytest.raises(ValidationError, match="dated in the future"):
        page.get_latest_revision().publish()
    assert not BlogPostPage.objects.get(pk=page.pk).live


def test_a_page_that_goes_public_by_a_schedule_may_name_that_day(site) -> None:
    then = timezone.now() + datetime.timedelta(days=2)
    page = factories.post(site.en)
    page.corrections.append(note("Words", timezone.localdate(then)))
    with pytest.raises(ValidationError):
        page.full_clean()
    page.go_live_at = then
    page.full_clean()
