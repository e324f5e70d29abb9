"""The plain form: who may write, and what becomes of what they write."""

import re
from copy import deepcopy

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from tests import factories
from tests.reading import parse, text
from tests.translations import story
from translations import marks, reviewing, services
from translations.forms.translation import version
from translations.states import State


@pytest.fixture(scope="module", params=story.DIRECTIONS, ids="→".join)
def shared(kept, request):
    with kept() as site:
        people = story.people(site)
        yield people, built(site, people, *request.param)


@pytest.fixture
def people(shared, db):
    return deepcopy(shared[0])


@pytest.fixture
def opened(shared, db):
    """An open item in each direction, with its address and the people of its target locale."""
    return deepcopy(shared[1])


def built(site, people, source, target):
    item = story.open_post(site, source, target, people.editor)
    item.url = reverse("translations:edit", args=[item.pk])
    item.translator = getattr(people, f"translator_{target}")
    item.other_translator = getattr(people, f"translator_{source}")
    item.reviewer = getattr(people, f"reviewer_{target}")
    return item


def form_data(item, texts=None, **extra):
    """What a browser would send for the form as it was shown now, with `texts` typed into it."""
    data = {"note": "", **extra}
    for segment in services.segments(item):
        data[f"text-{segment.pk}"] = marks.to_text(segment.target, segment.source)
        data[f"was-{segment.pk}"] = version(segment)
    for value in services.values(item):
        data[f"value-{value.pk}"] = value.target or ""
    return data | {f"text-{pk}": text for pk, text in (texts or {}).items()}


def stored(item):
    return {segment.path.split(".")[0]: segment.target for segment in services.segments(item)}


def test_source_and_target_stand_side_by_side_in_their_languages(client, opened) -> None:
    client.force_login(opened.translator)
    html = client.get(opened.url).content.decode()
    source, target = opened.source_locale.language_code, opened.target_locale.language_code
    assert re.search(rf'<div class="translation__source" [^>]*lang="{source}" dir="auto">Two works</div>', html)
    assert f'lang="{target}" dir="auto" spellcheck="true"' in html
    assert "{1}Buenos Aires{/1}" in html
    assert "https://www.un.org/en" in html


def test_save_keeps_a_draft_and_makes_nothing_public(client, opened) -> None:
    client.force_login(opened.translator)
    response = client.post(opened.url, form_data(opened, story.typed(opened), save=""))
    assert response.status_code == 302
    target = services.target_of(opened)
    assert target.latest_revision.content["title"] == "Two works T"
    assert target.latest_revision.user == opened.translator
    assert not target.live
    assert client.get(response.url).context["row"].done == client.get(response.url).context["row"].total


def test_submit_hands_the_draft_to_review_with_the_note(client, opened) -> None:
    client.force_login(opened.translator)
    client.post(opened.url, form_data(opened, story.typed(opened), submit="", note="Please look at the title."))
    target = services.target_of(opened)
    assert target.workflow_in_progress
    assert not target.live
    client.force_login(opened.reviewer)
    review = client.get(reverse("translations:review", args=[target.current_workflow_task_state.pk]))
    assert "Please look at the title." in review.content.decode()


def test_an_unfinished_translation_is_saved_but_not_submitted(client, opened) -> None:
    client.force_login(opened.translator)
    first = services.segments(opened)[0]
    response = client.post(opened.url, form_data(opened, {first.pk: "Solo el título"}, submit=""), follow=True)
    html = response.content.decode()
    assert "Some passages are not translated yet." in html
    rest = services.what_is_missing(opened)
    assert response.redirect_chain[-1][0].endswith(f"#id_text-{rest[0].pk}")
    assert html.count("This passage is not translated yet.") == len(rest) == len(services.segments(opened)) - 2
    assert "This passage is not translated yet." not in client.get(opened.url).content.decode()
    assert not services.target_of(opened).workflow_in_progress
    assert stored(opened)["title"] == "Solo el título"


def test_what_the_gate_refuses_is_given_back_and_the_rest_is_stored(client, opened) -> None:
    client.force_login(opened.translator)
    texts = story.typed(opened)
    body = next(s for s in services.segments(opened) if "Buenos" in s.source)
    texts[body.pk] = "Se reunieron en {1}Buenos Aires sin cerrar {9}"
    response = client.post(opened.url, form_data(opened, texts, save=""))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Se reunieron en {1}Buenos Aires sin cerrar {9}" in html
    assert "The mark {9} is not one of the original’s." in html
    assert stored(opened)["title"] == "Two works T"


def sent_again(answer, **typed):
    """What a browser without JavaScript sends of the form that it got back, with this typed into it."""
    data = querydict_from_html(answer.content.decode(), form_id="translation-form")
    for name, value in typed.items():
        data[name] = value
    return data


@pytest.mark.parametrize("way", ["refused", "overtaken", "gone"])
def test_of_a_form_that_is_stored_in_part_what_was_stored_is_done_and_can_be_written_on(client, opened, way) -> None:
    client.force_login(opened.reviewer)
    at = {one.path: one for one in services.segments(opened)}
    intro, title, link = at["intro"], at["title"], services.values(opened)[0]
    body = next(one for one in services.segments(opened) if "Buenos" in one.source)
    data = form_data(opened, {intro.pk: " An introduction ", title.pk: "Mine"}, save="")
    data[f"value-{link.pk}"] = "https://example.org/one"
    if way == "refused":
        data[f"text-{body.pk}"] = "Without its mark"
    elif way == "overtaken":
        services.save_translation(item=opened, user=opened.translator, texts={title.pk: "Theirs"})
    else:
        data["text-999999-1"] = "A text whose passage is gone"
    answer = client.post(opened.url, data)
    assert answer.status_code == (422 if way == "refused" else 409)
    states = {card.row.pk: card.state for card in answer.context["desk"]["cards"] if card.row.is_text}
    assert states[intro.pk] == "done"
    assert answer.context["form"][f"text-{intro.pk}"].value() == "An introduction"
    typed = {f"text-{intro.pk}": "A better one", f"value-{link.pk}": "https://example.org/two"}
    if way == "refused":
        typed[f"text-{body.pk}"] = "With {1}its mark{/1}"
    assert client.post(opened.url, sent_again(answer, **typed)).status_code == 302
    assert (stored(opened)["intro"], stored(opened)["title"]) == ("A better one", "Mine")
    assert services.values(opened)[0].target == "https://example.org/two"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<![CDATA[><script>alert(1)</script>]]>",
        "<!--><script>alert(1)</script>-->",
        '<img src=x onerror="alert(1)">',
    ],
)
def test_typed_markup_is_text_on_the_page(client, opened, hostile) -> None:
    client.force_login(opened.translator)
    texts = story.typed(opened)
    for segment in services.segments(opened):
        if segment.path != "slug":
            texts[segment.pk] = texts[segment.pk] + hostile
    client.post(opened.url, form_data(opened, texts, save=""))
    preview = reverse("translations:preview", args=[services.target_of(opened).latest_revision_id])
    html = client.get(preview).content.decode()
    assert "Two works" in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_a_dangerous_address_is_refused_and_given_back(client, opened) -> None:
    client.force_login(opened.translator)
    value = services.values(opened)[0]
    data = form_data(opened, story.typed(opened), save="") | {f"value-{value.pk}": "javascript:alert(1)"}
    response = client.post(opened.url, data)
    assert response.status_code == 422
    assert "This address is not one that a link may lead to." in response.content.decode()
    assert services.values(opened)[0].target is None


def test_an_address_of_its_own_reaches_the_draft_and_can_be_taken_back(client, opened) -> None:
    client.force_login(opened.translator)
    value = next(v for v in services.values(opened) if v.source == "https://www.un.org/en")
    key = f"value-{value.pk}"
    client.post(opened.url, form_data(opened, story.typed(opened), save="") | {key: "https://www.un.org/es"})
    assert "https://www.un.org/es" in services.target_of(opened).latest_revision.content["body"]
    client.post(opened.url, form_data(opened, save="") | {key: ""})
    assert "https://www.un.org/es" not in services.target_of(opened).latest_revision.content["body"]


def test_two_translators_at_once_lose_no_text(client, opened) -> None:
    title = services.segments(opened)[0]
    mine = form_data(opened, {title.pk: "Mi título"}, save="")
    services.save_translation(item=opened, user=opened.reviewer, texts={title.pk: "Su título"})
    client.force_login(opened.translator)
    response = client.post(opened.url, mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mi título" in html
    assert "Su título" in html
    assert stored(opened)["title"] == "Su título"
    again = form_data(opened, {title.pk: "Mi título"}, save="")
    assert client.post(opened.url, again).status_code == 302
    assert stored(opened)["title"] == "Mi título"


def test_a_box_left_as_it_was_neither_undoes_nor_contradicts_what_others_store_meanwhile(client, opened) -> None:
    title, *_rest, other, quote = services.segments(opened)
    services.save_translation(item=opened, user=opened.reviewer, texts={quote.pk: "Early"})
    mine = form_data(opened, {other.pk: "Mine"}, save="")
    theirs = {title.pk: "Su título", quote.pk: "Late"}
    services.save_translation(item=opened, user=opened.reviewer, texts=theirs)
    client.force_login(opened.translator)
    assert client.post(opened.url, mine).status_code == 302
    found = {s.pk: marks.to_text(s.target, s.source) for s in services.segments(opened) if s.target}
    assert found.items() >= (theirs | {other.pk: "Mine"}).items()


def test_what_others_stored_meanwhile_is_not_undone_by_saving_again_after_a_conflict(client, opened) -> None:
    title, *_rest, last = services.segments(opened)
    mine = form_data(opened, {title.pk: "Mi título"}, save="")
    services.save_translation(item=opened, user=opened.reviewer, texts={title.pk: "Su título", last.pk: "Theirs"})
    client.force_login(opened.translator)
    conflict = client.post(opened.url, mine)
    assert conflict.status_code == 409
    assert (
        client.post(opened.url, querydict_from_html(conflict.content.decode(), form_id="translation-form")).status_code
        == 302
    )
    found = {s.pk: s.target for s in services.segments(opened)}
    assert (found[title.pk], found[last.pk]) == ("Mi título", "Theirs")


def test_saving_nothing_leaves_a_public_translation_up_to_date(client, opened) -> None:
    services.save_translation(item=opened, user=opened.translator, texts=story.typed(opened))
    services.submit_translation(item=opened, user=opened.translator)
    story.approve(services.target_of(opened), opened.reviewer)
    before = services.target_of(opened).latest_revision_id
    client.force_login(opened.translator)
    assert client.post(opened.url, form_data(opened, save="")).status_code == 302
    link = next(s for s in services.values(opened) if isinstance(s.source, str))
    refused = form_data(opened, save="") | {f"value-{link.pk}": "javascript:alert(1)"}
    assert client.post(opened.url, refused).status_code == 422
    assert services.target_of(opened).latest_revision_id == before
    assert client.get(opened.url).context["row"].state == State.CURRENT


def test_who_was_sent_back_reads_what_the_reviewer_asked_for(client, opened, django_assert_max_num_queries) -> None:
    services.save_translation(item=opened, user=opened.translator, texts=story.typed(opened))
    for comment in ("The <b>first</b> round", "The second round"):
        services.submit_translation(item=opened, user=opened.translator)
        state = services.target_of(opened).current_workflow_task_state
        client.force_login(opened.reviewer)
        url = reverse("translations:review", args=[state.pk])
        seen = client.get(url).context["seen"]
        assert client.post(url, {"reject": "", "comment": " ", "seen": seen}).status_code == 422
        assert client.post(url, {"reject": "", "comment": comment, "seen": seen}).status_code == 302
        client.force_login(opened.translator)
        html = client.get(opened.url).content.decode()
        assert escape(comment) in html
        target = services.target_of(opened)
        with django_assert_max_num_queries(2):
            assert reviewing.request_for_changes(reviewing.reviews_of(target)).comment == comment
    assert escape("The <b>first</b> round") not in html
    services.submit_translation(item=opened, user=opened.translator)
    client.force_login(opened.reviewer)
    state = services.target_of(opened).current_workflow_task_state
    assert "The second round" in client.get(reverse("translations:review", args=[state.pk])).content.decode()


def test_text_for_a_passage_that_is_gone_is_shown_again(client, opened) -> None:
    title = services.segments(opened)[0]
    mine = form_data(opened, {title.pk: "Mi título"}, save="")
    source = services.source_of(opened)
    source.title = "Three works"
    source.save_revision().publish()
    services.take_over(item=opened)
    client.force_login(opened.translator)
    response = client.post(opened.url, mine)
    assert response.status_code == 409
    assert "Mi título" in response.content.decode()


def test_others_read_but_do_not_write(client, opened, people) -> None:
    for user, sees in ((people.editor, 200), (opened.other_translator, 302)):
        client.force_login(user)
        assert client.get(opened.url).status_code == sees
        client.post(opened.url, form_data(opened, story.typed(opened), save=""))
        assert stored(opened)["title"] == ""


def test_strangers_are_sent_to_the_login(client, opened) -> None:
    response = client.get(opened.url)
    assert response.status_code == 302
    assert "/login/" in response.url


def test_in_review_the_form_is_closed_to_translators_and_open_to_reviewers(client, opened) -> None:
    services.save_translation(item=opened, user=opened.translator, texts=story.typed(opened))
    services.submit_translation(item=opened, user=opened.translator)
    client.force_login(opened.translator)
    assert "The translation is being reviewed." in client.get(opened.url).content.decode()
    title = services.segments(opened)[0]
    refused = client.post(opened.url, form_data(opened, {title.pk: "Otro <b>"}, save=""))
    assert refused.status_code == 423
    assert [text(box) for box in parse(refused.content.decode()).findall(".//textarea")] == ["Otro <b>"]
    assert stored(opened)["title"] == "Two works T"
    client.force_login(opened.reviewer)
    assert client.post(opened.url, form_data(opened, {title.pk: "Otro"}, save="")).status_code == 302
    assert services.target_of(opened).workflow_in_progress


def test_a_locked_translation_is_closed(client, opened, people) -> None:
    Page.objects.filter(pk=services.target_of(opened).pk).update(locked=True, locked_by=people.admin)
    client.force_login(opened.translator)
    typed = story.typed(opened)
    refused = client.post(opened.url, form_data(opened, typed, save=""))
    assert refused.status_code == 423
    given_back = [text(box) for box in parse(refused.content.decode()).findall(".//textarea")]
    assert given_back == [one for one in typed.values() if one.strip()]
    assert len(given_back) > 3
    assert "It was not stored. Copy what you need." in refused.content.decode()
    assert stored(opened)["title"] == ""


def test_editing_the_page_of_a_translation_leads_to_the_form(client, opened, people) -> None:
    client.force_login(people.editor)
    target = services.target_of(opened)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert response.status_code == 302
    assert response.url == opened.url


def test_a_picture_can_be_another_one_in_this_language(client, site, people) -> None:
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    first, second = (
        get_image_model().objects.create(title=name, file=get_test_image_file(filename=f"{name}.png"))
        for name in ("first", "second")
    )
    item = story.open_post(site, "en", "es", people.editor, "With a picture", hero_image=first, hero_alt="A table")
    value = next(v for v in services.values(item) if v.source == first.pk)
    client.force_login(people.translator_es)
    url = reverse("translations:edit", args=[item.pk])
    assert "Another picture for this language" in client.get(url).content.decode()
    client.post(url, form_data(item, story.typed(item), save="") | {f"value-{value.pk}": second.pk})
    assert services.target_of(item).latest_revision.content["hero_image"] == second.pk


def test_a_snippet_is_translated_in_the_same_form(client, site, people) -> None:
    topic = factories.topic(site.en.locale, "Peace", description="On peace.")
    item = services.start_translation(source=topic, locale=site.es.locale, user=people.editor)
    client.force_login(people.translator_es)
    url = reverse("translations:edit", args=[item.pk])
    texts = dict(zip([s.pk for s in services.segments(item)], ["Paz", "paz", "Sobre la paz."], strict=True))
    assert client.post(url, form_data(item, texts, submit="")).status_code == 302
    target = services.target_of(item)
    assert (target.live, target.latest_revision.content["name"]) == (False, "Paz")
    assert target.workflow_in_progress
