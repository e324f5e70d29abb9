"""What somebody wrote is offered again when the original changes, whether readers ever had it or not."""

import pytest

from tests.translations.conftest import republish
from tests.translations.desk.test_cost import long_post
from translations import evidence, older, services

NUMBERS = [f"{one} of {two}" for one in ("rivers", "seas", "lakes", "wells", "rains") for two in "abcdefghijklmnopqrst"]


def offered(item) -> dict[str, older.Older]:
    """The older version of each passage that waits, by its path."""
    item.refresh_from_db()
    segments = services.segments(item)
    found = older.versions(item, services.target_of(item), segments, evidence.gather([item], whole=True))
    return {one.path: found[one.pk] for one in segments if one.pk in found}


def change(item, **fields: str) -> None:
    """The original says something else, and the item has taken it over."""
    republish(services.source_of(item), **fields)
    services.take_over(item=item)


@pytest.fixture
def item(scene):
    return scene.start(scene.post("Peace, slowly", intro="Peace is slow, they say."))


def write(scene, item, **texts: str) -> None:
    typed = {scene.pk(item, path): text for path, text in texts.items()}
    assert services.save_translation(item=item, user=scene.translator, texts=typed) == {}


def test_what_was_written_before_anything_was_public_is_not_lost_with_the_next_word_of_the_original(scene, item):
    write(scene, item, intro="Written first")
    change(item, intro="Peace is slow they say.")
    found = offered(item)["intro"]
    assert (found.source, found.target, found.is_public) == ("Peace is slow, they say.", "Written first", False)


def test_of_a_public_passage_the_text_that_was_written_last_is_offered(scene, item):
    scene.publish(item)
    change(item, intro="Peace is slow they say.")
    assert offered(item)["intro"].is_public
    write(scene, item, intro="Written since")
    assert "intro" not in offered(item)
    change(item, intro="Peace is slow, so they say.")
    found = offered(item)["intro"]
    assert (found.source, found.target, found.is_public) == ("Peace is slow they say.", "Written since", False)


def test_the_newest_of_several_texts_is_offered(scene, item):
    for number, intro in enumerate(["Peace is slow they say.", "Peace is slow, I say.", "Peace is slow."]):
        write(scene, item, intro=f"Number {number}")
        change(item, intro=intro)
    assert offered(item)["intro"].target == "Number 2"


def test_of_a_hundred_passages_that_all_changed_each_is_offered_its_own_text(scene):
    """Texts of older states, in whatever order they were written, stand in nobody's way."""
    page = long_post(scene, 100)
    item = scene.start(page)
    for words in ("Paragraph {}.", "A paragraph {}.", "This is a paragraph {}."):
        page = services.source_of(item)
        page.body = [("rich_text", "".join(f"<p>{words.format(NUMBERS[at])}</p>" for at in range(100)))]
        page.save_revision().publish()
        services.take_over(item=item)
        passages = [one for one in services.segments(item) if one.path.startswith("body")]
        typed = {one.pk: f"T {one.source}" for one in reversed(passages)}
        assert services.save_translation(item=item, user=scene.translator, texts=typed) == {}
    page = services.source_of(item)
    page.body = [("rich_text", "".join(f"<p>This is the paragraph {NUMBERS[at]}.</p>" for at in range(100)))]
    page.save_revision().publish()
    services.take_over(item=item)
    found = older.versions(item, services.target_of(item), services.segments(item), evidence.gather([item], whole=True))
    told = {one.source: found[one.pk].target for one in services.segments(item) if one.path.startswith("body")}
    assert told == {f"This is the paragraph {number}.": f"T This is a paragraph {number}." for number in NUMBERS}


def test_a_text_that_was_taken_away_is_not_offered(scene, item):
    write(scene, item, intro="Written first")
    write(scene, item, intro="")
    change(item, intro="Peace is slow they say.")
    assert offered(item) == {}


def test_another_passage_is_not_offered_the_text_of_one_that_is_still_said(scene, item):
    write(scene, item, title="A title")
    assert offered(item) == {}
