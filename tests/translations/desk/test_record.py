"""What a passage said before is kept, whoever gave it which text, by whatever way; and can be given back."""

from datetime import timedelta

import polib
import pytest
from django.utils import timezone

from tests.translations.conftest import republish
from translations import acknowledge, localize, marks, outside, services
from translations.desk import record, saving
from translations.desk.saving import Overtaken, save_segment
from translations.forms.translation import version
from translations.models import SegmentEdit

Origin = SegmentEdit.Origin


def at(item, path):
    return next(one for one in services.segments(item) if one.path == path)


def write(item, user, text, path="title", **options):
    segment = at(item, path)
    return save_segment(item=item, user=user, pk=segment.pk, typed=text, made_from=version(segment), **options)


def told(item, path="title"):
    return [(one.target, one.origin, one.user and one.user.username) for one in record.edits(item, at(item, path))]


def later(item):
    SegmentEdit.objects.filter(item=item).update(created_at=timezone.now() - timedelta(hours=1))


def test_each_text_of_a_passage_stands_there_with_its_writer_newest_first(scene, item) -> None:
    write(item, scene.translator, "One")
    write(item, scene.reviewer, "Two")
    write(item, scene.translator, "Three")
    names = scene.translator.username, scene.reviewer.username
    assert told(item) == [
        ("Three", "typed", names[0]),
        ("Two", "typed", names[1]),
        ("One", "typed", names[0]),
    ]


def test_what_one_person_types_at_one_go_is_one_edit(scene, item) -> None:
    for text in ("O", "On", "One"):
        write(item, scene.translator, text)
    assert [text for text, *_rest in told(item)] == ["One"]
    later(item)
    write(item, scene.translator, "One more")
    assert [text for text, *_rest in told(item)] == ["One more", "One"]


def test_saving_the_same_again_is_no_edit(scene, item) -> None:
    write(item, scene.translator, "One")
    later(item)
    write(item, scene.translator, "One")
    assert len(told(item)) == 1


def test_a_text_that_was_taken_away_can_be_given_back(scene, item) -> None:
    write(item, scene.translator, "One")
    write(item, scene.reviewer, "")
    assert told(item)[0] == ("", "typed", scene.reviewer.username)
    edit = record.edits(item, at(item, "title"))[1]
    title = at(item, "title")
    saving.restore(item=item, user=scene.translator, edit=edit, pk=title.pk, made_from=version(title))
    assert at(item, "title").target == "One"
    assert told(item)[0] == ("One", "restored", scene.translator.username)


def test_a_text_of_another_passage_is_not_put_here(scene, item) -> None:
    write(item, scene.translator, "Uno", path="slug")
    edit = record.edits(item, at(item, "slug")).first()
    title = at(item, "title")
    with pytest.raises(Overtaken):
        saving.restore(item=item, user=scene.translator, edit=edit, pk=title.pk, made_from=version(title))
    assert at(item, "title").target == ""


def test_a_restored_text_is_not_laid_over_what_somebody_else_wrote_meanwhile(scene, item) -> None:
    write(item, scene.translator, "One")
    was = version(at(item, "title"))
    write(item, scene.reviewer, "Two")
    edit = record.edits(item, at(item, "title")).last()
    with pytest.raises(Overtaken) as found:
        saving.restore(item=item, user=scene.translator, edit=edit, pk=at(item, "title").pk, made_from=was)
    assert found.value.theirs == "Two"


def test_the_form_writes_the_same_history(scene, item) -> None:
    scene.save(item, title="By the form")
    assert told(item) == [("By the form", "typed", scene.translator.username)]


def test_a_file_is_named_as_where_it_came_from(scene, item) -> None:
    translation = services.translation_of(item)
    file = translation.export_po()
    entry = next(one for one in file if one.msgctxt == "title")
    entry.msgstr = "From a file"
    data = str(polib.pofile(str(file))).encode()
    outside.import_file(translation=translation, user=scene.admin, data=data)
    assert told(item) == [("From a file", "file", scene.admin.username)]


def test_machine_translation_says_so(scene, item) -> None:
    context_id, string_id = at(item, "title").pk.split("-")
    machine = localize.StringTranslation.TRANSLATION_TYPE_MACHINE
    place = {"locale": scene.target.locale, "context_id": context_id, "translation_of_id": string_id}
    localize.StringTranslation.objects.create(**place, data="A machine", translation_type=machine, tool_name="x")
    assert told(item) == [("A machine", "machine", None)]


def test_what_the_gate_refuses_is_no_text_of_the_passage(scene, item) -> None:
    context_id, string_id = at(item, "title").pk.split("-")
    place = {"locale": scene.target.locale, "context_id": context_id, "translation_of_id": string_id}
    localize.StringTranslation.objects.create(**place, data="<script>x</script>")
    assert told(item) == []


def test_a_block_made_again_keeps_its_text_and_with_it_who_wrote_it(scene, item) -> None:
    body = next(one for one in services.segments(item) if "Buenos" in one.source)
    write(item, scene.translator, marks.to_text(body.source) + " T", path=body.path)
    source = services.source_of(item)
    kind, value = next((block["type"], block["value"]) for block in source.body.raw_data if "Buenos" in str(block))
    republish(source, body=[(kind, value)])
    services.take_over(item=item)
    again = next(one for one in services.segments(item) if "Buenos" in one.source)
    assert again.path != body.path
    assert told(item, again.path) == [(again.target, "typed", scene.translator.username)]


def test_a_text_without_a_history_says_that_it_was_taken_along(scene, item) -> None:
    body = next(one for one in services.segments(item) if "Buenos" in one.source)
    write(item, scene.translator, marks.to_text(body.source) + " T", path=body.path)
    SegmentEdit.objects.all().delete()
    source = services.source_of(item)
    republish(source, body=[(block["type"], block["value"]) for block in source.body.raw_data], title="Three works")
    services.take_over(item=item)
    again = next(one for one in services.segments(item) if "Buenos" in one.source)
    assert [origin for _text, origin, _user in told(item, again.path)] == ["carried"]


def test_still_right_stands_in_the_history_with_whoever_said_it(scene, item) -> None:
    scene.publish(item)
    republish(services.source_of(item), title="Two works, they say")
    acknowledge.acknowledge_item(item=item, user=scene.reviewer, kind="still_right")
    assert told(item)[0][1:] == ("still_right", scene.reviewer.username)


def test_a_text_that_is_written_anew_leaves_the_one_before_in_the_history(scene, item) -> None:
    whole = "A long sentence that somebody thought about for a while"
    write(item, scene.translator, whole)
    write(item, scene.translator, f"{whole} and mended at its end")
    write(item, scene.translator, "x")
    assert [text for text, *_rest in told(item)] == ["x", f"{whole} and mended at its end"]
