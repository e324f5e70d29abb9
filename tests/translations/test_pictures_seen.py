"""What readers will see of pictures is part of what a reviewer was shown, though no draft holds it."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Revision

from core.models import CreditedImage
from tests import factories
from tests.translations.ways import fresh
from translations import services
from translations.digests import shown_digest

pytestmark = pytest.mark.any_database

CHANGES = {
    "file": lambda image: setattr(image, "file", factories.picture().file),
    "credit": lambda image: setattr(image, "credit", "Bought"),
    "licence": lambda image: setattr(image, "licence", "CC0"),
    "reuse": lambda image: setattr(image, "reuse", True),
    "alt": lambda image: setattr(image, "description", "Something else"),
    "title": lambda image: setattr(image, "title", "Something else"),
    "cut": lambda image: setattr(image, "focal_point_x", 3),
}
REASON = "A picture or document in it, its credit, or the name of a translator is another one now."


def illustrated(scene, live: bool = True):
    """A post with one picture above it and one in its body, and a document."""
    document = get_document_model().objects.create(title="Minutes", file=ContentFile(b"x", "a.txt"))
    shown = {"image": factories.picture("Body"), "decorative": False, "alt_text": "A table"}
    text = f'<p>Read <a linktype="document" id="{document.pk}">this</a>.</p>'
    hero = {"hero_image": factories.picture("Hero"), "hero_alt": "A hall"}
    return factories.post(scene.source, live=live, body=[("image", shown), ("rich_text", text)], **hero)


@pytest.fixture(params=["translation", "original"])
def reviewed(request, scene, client):
    """What is in review, the address where it is decided, and the reviewer signed in."""
    if request.param == "translation":
        item = scene.start(illustrated(scene))
        scene.save(item)
        row, reviewer = scene.submit(item), scene.reviewer
    else:
        row, reviewer = illustrated(scene, live=False), scene.other_reviewer
        row.get_workflow().start(row, scene.editor)
    client.force_login(reviewer)
    row = fresh(row)
    row.asked = reverse("translations:review", args=[row.current_workflow_task_state.pk])
    return row


def approved(client, row, seen: str):
    return client.post(row.asked, {"approve": "", "seen": seen, "comment": ""})


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("place", ["Hero", "Body"])
def test_a_picture_that_changed_while_it_was_read_is_looked_at_again(client, reviewed, place, change) -> None:
    seen = client.get(reviewed.asked).context["seen"]
    image = CreditedImage.objects.get(title=place)
    CHANGES[change](image)
    image.save()
    answer = approved(client, reviewed, seen)
    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    assert not fresh(reviewed).live
    assert (
        client.get(reverse("translations:preview", args=[reviewed.latest_revision_id]), {"seen": seen}).status_code
        == 409
    )
    assert approved(client, reviewed, answer.context["seen"]).status_code == 302
    assert fresh(reviewed).live


def test_so_is_a_document(client, reviewed) -> None:
    seen = client.get(reviewed.asked).context["seen"]
    document = get_document_model().objects.get()
    document.file.save("b.txt", ContentFile(b"y"))
    assert REASON in approved(client, reviewed, seen).content.decode()
    assert not fresh(reviewed).live


def test_to_look_at_the_page_changes_nothing_of_it(client, reviewed) -> None:
    """Renditions are made and hashes noted then; nor do other pictures matter, nor where one is kept."""
    shown = client.get(reviewed.asked)
    assert client.get(shown.context["preview_url"]).status_code == 200
    for image in CreditedImage.objects.all():
        image.get_file_hash()
        image.tags.add("hall")
    factories.picture("Elsewhere", credit="Nobody")
    assert approved(client, reviewed, shown.context["seen"]).status_code == 302
    assert fresh(reviewed).live


def test_who_changes_the_words_too_is_told_of_the_words(client, scene) -> None:
    item = scene.start(illustrated(scene))
    scene.save(item)
    row = scene.submit(item)
    client.force_login(scene.reviewer)
    seen = shown_digest(row.latest_revision)
    CreditedImage.objects.update(credit="Bought")
    services.save_translation(item=item, user=scene.admin, texts={scene.pk(item, "title"): "Sneaked in"})
    state = fresh(row).current_workflow_task_state
    answer = client.post(reverse("translations:review", args=[state.pk]), {"approve": "", "seen": seen, "comment": ""})
    assert answer.status_code == 409
    assert REASON not in answer.content.decode()


def test_it_costs_the_same_for_one_picture_and_for_twenty(scene, django_assert_num_queries) -> None:
    few, many = (illustrated(scene, live=False) for _n in range(2))
    draft = many.latest_revision.as_object()
    shown = [{"image": factories.picture(), "decorative": False, "alt_text": "A table"} for _n in range(20)]
    draft.body = [*(("image", one) for one in shown), ("rich_text", draft.body[1].value)]
    drafts = [few.latest_revision.as_object(), draft]
    revisions = [Revision.objects.get(pk=one.save_revision().pk) for one in drafts]
    shown_digest(few.latest_revision)  # kinds of content are known from then on
    with CaptureQueriesContext(connection) as first:
        shown_digest(revisions[0])
    with django_assert_num_queries(len(first)):
        shown_digest(revisions[1])
    assert len(first) <= MOST_QUERIES


# The page with its tags and rows, its pictures, its documents, whose work it is: whatever their number.
MOST_QUERIES = 10
