"""History and comments belong to one passage: none of its neighbours', and they go where its text goes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.translations.conftest import republish
from translations import accepted, credits, following, localize, marks, services
from translations.desk import acceptance, record, talk
from translations.desk.saving import save_segment
from translations.models import Comment
from translations.storing import version

PARAGRAPHS = ["They met in the old town hall.", "Nobody had slept that night.", "Snow fell until the morning."]


@pytest.fixture
def item(scene):
    return scene.start(scene.post())


def body(item, *paragraphs):
    """Republish with these paragraphs as one block, the same block each time, and take it over."""
    source = services.source_of(item)
    now = source.body.raw_data[0]
    html = "".join(f"<p>{one}</p>" for one in paragraphs)
    republish(source, body=[{"type": "rich_text", "value": html, "id": now["id"]}])
    services.take_over(item=item)


def made_again(item, *paragraphs, **fields):
    """The same of blocks of their own, each made again."""
    republish(services.source_of(item), body=[("rich_text", f"<p>{one}</p>") for one in paragraphs], **fields)
    services.take_over(item=item)


def at(item, words):
    return next(one for one in services.segments(item) if words in marks.to_text(one.source))


def write(item, user, words, text):
    segment = at(item, words)
    save_segment(item=item, user=user, pk=segment.pk, typed=text, made_from=version(segment))


def earlier(item, words):
    return [one.target for one in record.earlier(item, at(item, words), services.segments(item))]


def texts(item, words):
    return [one.target for one in record.edits(item, at(item, words))]


def said(item, words):
    return [one.text for one in talk.of_passage(item, at(item, words))]


def test_the_history_of_a_paragraph_shows_nothing_of_its_neighbours(client, scene, item) -> None:
    body(item, *PARAGRAPHS)
    for words, text in (("town hall", "Eins"), ("slept", "Zwei"), ("Snow", "Drei")):
        write(item, scene.translator, words, text)
    assert [earlier(item, words) for words in ("town hall", "slept", "Snow")] == [[], [], []]
    client.force_login(scene.translator)
    page = client.get(reverse("translations:segment_history", args=[item.pk, at(item, "slept").pk])).content.decode()
    assert "Zwei" in page
    assert "Eins" not in page
    assert "Drei" not in page


@pytest.mark.parametrize("drafted", [True, False], ids=["with a draft", "between two drafts"])
def test_a_changed_paragraph_goes_on_with_its_own_history(scene, item, drafted) -> None:
    body(item, *PARAGRAPHS)
    for words, text in (("town hall", "Eins"), ("slept", "Zwei"), ("Snow", "Drei")):
        write(item, scene.translator, words, text)
    if drafted:
        scene.save(item, " T", user=scene.translator)
    mine, others = ("Nobody had slept that night. T", "town hall") if drafted else ("Zwei", "Eins")
    body(item, "They met in the new town hall.", "Nobody had eaten that night.", PARAGRAPHS[2])
    assert earlier(item, "eaten") == [mine]
    assert [text for text in earlier(item, "new town hall") if others not in text] == []
    assert len(earlier(item, "new town hall")) == 1
    assert earlier(item, "Snow") == []


def test_a_removed_neighbour_is_nobodys_history(scene, item) -> None:
    body(item, *PARAGRAPHS)
    write(item, scene.translator, "slept", "Zwei")
    scene.save(item)
    body(item, PARAGRAPHS[0])
    assert earlier(item, "town hall") == []


def test_a_field_of_one_passage_keeps_its_history_however_it_is_worded(scene, item) -> None:
    write(item, scene.translator, "Two works", "Zwei Werke")
    scene.save(item, title="Zwei Werke")
    republish(services.source_of(item), title="Something else entirely")
    services.take_over(item=item)
    write(item, scene.translator, "Something else entirely", "Etwas anderes")
    republish(services.source_of(item), title="And again all new")
    services.take_over(item=item)
    assert earlier(item, "And again all new") == ["Etwas anderes", "Zwei Werke"]


def test_the_history_goes_on_where_a_block_is_made_again(scene, item) -> None:
    made_again(item, *PARAGRAPHS)
    write(item, scene.translator, "slept", "Zwei")
    write(item, scene.reviewer, "slept", "Zwo")
    before = at(item, "slept")
    made_again(item, "A first one that is new.", *PARAGRAPHS)
    assert at(item, "slept").path != before.path
    assert texts(item, "slept") == ["Zwo", "Zwei"]
    assert [one.user for one in record.edits(item, at(item, "slept"))] == [scene.reviewer, scene.translator]
    made_again(item, *PARAGRAPHS)
    assert texts(item, "slept") == ["Zwo", "Zwei"]
    write(item, scene.translator, "slept", "Drei")
    assert texts(item, "slept") == ["Drei", "Zwo", "Zwei"]


def test_comments_go_where_their_text_goes(scene, item) -> None:
    made_again(item, *PARAGRAPHS)
    talk.say(item=item, user=scene.translator, segment=at(item, "slept"), text="Who?")
    talk.say(item=item, user=scene.translator, segment=at(item, "Snow"), text="Much?", about_original=True)
    made_again(item, PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[2], title="Two works more")
    assert said(item, "slept") == ["Who?"]
    assert said(item, "Snow") == ["Much?"]
    assert said(item, "town hall") == []


@pytest.mark.parametrize("drafted", [True, False], ids=["with a draft", "between two drafts"])
def test_comments_stay_with_their_paragraph_when_it_is_reworded_and_can_be_resolved_there(client, scene, item, drafted):
    body(item, *PARAGRAPHS)
    talk.say(item=item, user=scene.translator, segment=at(item, "slept"), text="Who?")
    if drafted:
        scene.save(item, " T", user=scene.translator)
    body(item, "They met in the new town hall.", "Nobody had eaten that night.", PARAGRAPHS[2])
    client.force_login(scene.translator)
    desk = client.get(reverse("translations:edit", args=[item.pk])).context["desk"]
    assert {card.row.pk: card.comments for card in desk["cards"] if card.comments} == {at(item, "eaten").pk: 1}
    assert desk["without_place"] == []
    assert talk.settle(item=item, user=scene.translator, segments=services.segments(item)) == 0
    addresses = [reverse("translations:talk", args=[item.pk, at(item, words).pk]) for words in ("eaten", "new town")]
    assert ["Who?" in client.get(address).content.decode() for address in addresses] == [True, False]
    client.post(addresses[0], {"resolve": ""})
    assert talk.waiting(item) == []


def test_comments_on_a_paragraph_that_was_taken_out_are_nobody_elses(client, scene, item) -> None:
    body(item, *PARAGRAPHS)
    talk.say(item=item, user=scene.translator, segment=at(item, "slept"), text="Who?")
    scene.save(item, " T", user=scene.translator)
    body(item, PARAGRAPHS[0], PARAGRAPHS[2])
    client.force_login(scene.translator)
    desk = client.get(reverse("translations:edit", args=[item.pk])).context["desk"]
    assert [card.comments for card in desk["cards"] if card.comments] == []
    assert [one["text"] for one in desk["without_place"]] == ["Who?"]
    assert talk.settle(item=item, user=scene.translator, segments=services.segments(item)) == 1


def test_of_two_passages_that_say_the_same_each_keeps_its_own(scene, item) -> None:
    made_again(item, "Again.", PARAGRAPHS[0], "Again.")
    first, second = (one for one in services.segments(item) if one.source == "Again.")
    for segment, text in ((first, "Eins"), (second, "Zwei")):
        save_segment(item=item, user=scene.translator, pk=segment.pk, typed=text, made_from=version(segment))
        talk.say(item=item, user=scene.translator, segment=segment, text=f"Why {text}?")
    made_again(item, "Again.", PARAGRAPHS[1], "Again.")
    again = [one for one in services.segments(item) if one.source == "Again."]
    assert [[said.text for said in talk.of_passage(item, one)] for one in again] == [["Why Eins?"], ["Why Zwei?"]]
    assert "Eins" in [one.target for one in record.edits(item, again[0])]
    assert "Eins" not in [one.target for one in record.edits(item, again[1])][1:]


def test_what_comes_back_after_it_was_gone_has_its_comments_and_history_again(scene, item) -> None:
    made_again(item, *PARAGRAPHS)
    write(item, scene.translator, "slept", "Zwei")
    talk.say(item=item, user=scene.translator, segment=at(item, "slept"), text="Who?")
    made_again(item, PARAGRAPHS[0])
    made_again(item, *PARAGRAPHS)
    assert texts(item, "slept") == ["Zwei"]
    assert said(item, "slept") == ["Who?"]


def test_what_a_reviewer_accepted_stays_accepted_where_its_block_is_made_again(scene, item) -> None:
    made_again(item, *PARAGRAPHS)
    write(item, scene.translator, "slept", "Zwei")
    segment = at(item, "slept")
    acceptance.accept(item=item, user=scene.reviewer, segment_pk=segment.pk, seen=version(segment))
    made_again(item, *PARAGRAPHS, title="Two works more")
    item = type(item).objects.get(pk=item.pk)
    assert at(item, "slept").pk in accepted.accepted(item, services.segments(item))


def test_who_wrote_what_is_approved_is_named_although_a_block_was_made_again_meanwhile(scene, item) -> None:
    type(scene.translator).objects.filter(pk=scene.translator.pk).update(first_name="Ana", last_name="Ruiz")
    made_again(item, *PARAGRAPHS)
    target = scene.publish(item)
    made_again(item, *PARAGRAPHS, title="Two works more")
    assert list(credits.translators_of([target])) == [["Ana Ruiz"]]


def test_a_hundred_passages_made_again_cost_no_more_queries_than_ten(scene, item) -> None:
    counted = []
    for number in (10, 100):
        made_again(item, *(f"Paragraph number {at} of it." for at in range(number)))
        source = services.translation_of(item).source
        said = localize.frozen_reflection(source)
        now = [row for row in said.segments if row["path"].startswith("body")]
        was = [{"path": f"body.was-{at}", "text": row["text"]} for at, row in enumerate(now)]
        Comment.objects.all().delete()
        Comment.objects.bulk_create(
            Comment(item=item, path=row["path"], source=row["text"], text="?", user=scene.translator) for row in was
        )
        with CaptureQueriesContext(connection) as queries:
            following.follow(source, type(said)(was, said.facts))
        counted.append(len(queries))
        assert not Comment.objects.filter(path__startswith="body.was").exists()
    assert counted[0] == counted[1]
