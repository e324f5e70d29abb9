"""What a translation and its original tell programs of each other."""

from tests.articles.test_linked import ld
from translations import services


def test_each_of_the_two_names_the_other_by_its_part(client, scene) -> None:
    source = scene.post()
    _item, target = scene.live(source)
    assert ld(client, target)["translationOfWork"] == {"@id": f"http://testserver{source.url}"}
    assert "workTranslation" not in ld(client, target)
    assert [each["@id"] for each in ld(client, source)["workTranslation"]] == [f"http://testserver{target.url}"]
    assert "translationOfWork" not in ld(client, source)


def test_a_translation_without_a_public_original_is_not_taken_for_one(client, scene) -> None:
    source = scene.post()
    item, target = scene.live(source)
    services.source_of(item).unpublish()
    assert not {"translationOfWork", "workTranslation"} & ld(client, target).keys()
