"""Another picture for one language is chosen without a script, out of those that the user may choose."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from tests import factories
from tests.reading import every, parse
from tests.reading import text as read_text
from tests.translations.desk.test_values import of, pictured
from tests.translations.sent import unseen
from translations import services
from translations.storing import version_of_value


@pytest.fixture
def item(scene):
    return pictured(scene)


def address(item) -> str:
    return reverse("translations:pictures", args=[item.pk, of(item, int).pk])


def choose(client, item, picture, version: str | None = None):
    now = version_of_value(of(item, int).target)
    return client.post(address(item), {"picture": getattr(picture, "pk", picture), "version": version or now})


def offered(client, item, query: str = "") -> list[str]:
    answer = client.get(address(item) + query)
    assert answer.status_code == 200
    buttons = every(parse(answer.content.decode()), "button", name="picture")
    return [read_text(one).partition(": ")[2] for one in buttons if one.get("value")]


def test_the_form_leads_there_with_all_that_was_typed_stored(client, scene, item) -> None:
    client.force_login(scene.translator)
    title = services.segments(item)[0]
    form = reverse("translations:edit", args=[item.pk])
    page = client.get(form).content.decode()
    assert f'name="pictures" value="{of(item, int).pk}"' in page
    assert "data-chooser-edit-link" not in page  # it would lead a translator to a refusal
    typed = {f"text-{title.pk}": "Typed before", "pictures": of(item, int).pk}
    answer = client.post(form, unseen(item) | typed)
    assert (answer.status_code, answer.url) == (302, address(item))
    assert services.segments(item)[0].target == "Typed before"
    for named in ("", "x", "9" * 30):  # names none: like Save
        assert client.post(form, unseen(item) | {"pictures": named}, follow=True).status_code == 200


def test_a_picture_that_is_chosen_is_stored_and_taken_back_and_readers_see_nothing_of_it(client, scene, item) -> None:
    garden = factories.picture("A garden")
    scene.publish(item)
    client.force_login(scene.translator)
    answer = choose(client, item, garden)
    assert answer.url == f"{reverse('translations:edit', args=[item.pk])}#value-{of(item, int).pk}"
    assert of(item, int).target == garden.pk
    assert services.target_of(item).hero_image.title == "A hall"
    assert offered(client, item) == ["A hall"]  # the other one is chosen
    assert choose(client, item, "").status_code == 302
    assert of(item, int).target is None


@pytest.fixture
def parted(scene):
    """Two pictures, of which the translator may choose the first alone."""
    root = Collection.get_first_root_node()
    theirs, others = (root.add_child(name=name) for name in ("Theirs", "Others"))
    group = Group.objects.get(name=f"Translators ({scene.target.locale.language_code})")
    GroupCollectionPermission.objects.filter(group__in=scene.translator.groups.all()).delete()
    permission = Permission.objects.get(codename="choose_image", content_type__app_label="wagtailimages")
    GroupCollectionPermission.objects.create(group=group, collection=theirs, permission=permission)
    mine, hidden = factories.picture("A garden"), factories.picture("A secret")
    for picture, collection in ((mine, theirs), (hidden, others)):
        type(picture).objects.filter(pk=picture.pk).update(collection=collection)
    return mine, hidden


def test_only_what_the_user_may_choose_is_offered_and_taken(client, scene, item, parted) -> None:
    mine, hidden = parted
    client.force_login(scene.translator)
    assert offered(client, item) == ["A garden"]
    assert "A secret" not in client.get(address(item) + "?q=secret").content.decode()
    assert choose(client, item, hidden).status_code == 302
    assert "or you may not choose it" in client.get(address(item)).content.decode()
    assert of(item, int).target is None
    assert choose(client, item, mine).status_code == 302
    assert of(item, int).target == mine.pk


def by_itself(client, item, picture) -> str:
    """What the desk answers to a number that is saved by itself."""
    typed = {"target": picture.pk, "version": version_of_value(of(item, int).target)}
    answer = client.post(reverse("translations:segment", args=[item.pk, of(item, int).pk]), typed)
    return answer.content.decode()


def with_the_form(client, item, picture) -> str:
    sent = unseen(item) | {f"value-{of(item, int).pk}": picture.pk}
    return client.post(reverse("translations:edit", args=[item.pk]), sent, follow=True).content.decode()


@pytest.mark.parametrize("send", [by_itself, with_the_form])
@pytest.mark.parametrize("number", [0, 999999])
def test_one_that_is_not_there_is_answered_in_the_same_words(client, scene, item, send, number) -> None:
    client.force_login(scene.translator)
    assert "This image does not exist" in send(client, item, SimpleNamespace(pk=number))
    assert choose(client, item, number).status_code == 302
    assert "or you may not choose it" in client.get(address(item)).content.decode()
    assert of(item, int).target is None


@pytest.mark.parametrize("send", [by_itself, with_the_form])
def test_a_picture_that_the_user_may_not_choose_is_not_taken_by_its_number_either(
    client, scene, item, parted, send
) -> None:
    mine, hidden = parted
    client.force_login(scene.translator)
    said = send(client, item, hidden)
    assert "This image does not exist, or you may not choose it." in said
    assert "A secret" not in said
    assert of(item, int).target is None
    send(client, item, mine)
    assert of(item, int).target == mine.pk
    client.force_login(scene.admin)
    send(client, item, hidden)
    assert of(item, int).target == hidden.pk
    client.force_login(scene.translator)  # what somebody else chose stays as it is sent back
    assert "or you may not choose it" not in send(client, item, hidden)
    assert of(item, int).target == hidden.pk


@pytest.mark.parametrize("named", ["x", "-1", "9" * 30, "٣", "\x00"])
def test_what_names_no_picture_is_not_found(client, scene, item, named) -> None:
    client.force_login(scene.translator)
    assert choose(client, item, named).status_code == 404
    assert of(item, int).target is None


def test_pictures_are_found_by_words_of_their_titles_and_shown_page_by_page(
    client, scene, item, django_assert_num_queries
) -> None:
    for number in range(30):
        factories.picture(f"Garden {number:02} by night")
    client.force_login(scene.translator)
    assert offered(client, item)[:2] == ["Garden 29 by night", "Garden 28 by night"]
    assert (len(offered(client, item)), len(offered(client, item, "?page=2"))) == (24, 7)
    assert offered(client, item, "?q=NIGHT+garden+07") == ["Garden 07 by night"]
    assert 'href="?page=2&amp;q=garden"' in client.get(address(item) + "?q=garden").content.decode()
    answer = client.get(address(item) + "?q=%00nothing+like+this")
    assert "has these words in its title" in answer.content.decode()
    with CaptureQueriesContext(connection) as few:
        client.get(address(item) + "?q=07")
    with django_assert_num_queries(len(few)):
        client.get(address(item))


def test_of_two_who_choose_at_once_the_second_is_told_and_chooses_again(client, scene, item) -> None:
    garden, street = factories.picture("A garden"), factories.picture("A street")
    before = version_of_value(None)
    services.save_translation(item=item, user=scene.admin, texts={}, overrides={of(item, int).pk: garden.pk})
    client.force_login(scene.translator)
    assert choose(client, item, street, before).url == address(item)
    assert of(item, int).target == garden.pk
    page = client.get(address(item)).content.decode()
    assert "Someone else changed this meanwhile. Choose again." in page
    assert choose(client, item, street).status_code == 302
    assert of(item, int).target == street.pk


def test_one_that_the_original_has_no_more_leads_back_to_the_form(client, scene, item) -> None:
    client.force_login(scene.translator)
    for pk in (of(item, str).pk, "99999999"):
        answer = client.get(reverse("translations:pictures", args=[item.pk, pk]))
        assert (answer.status_code, answer.url) == (302, reverse("translations:edit", args=[item.pk]))
