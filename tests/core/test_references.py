"""The files that a draft names: the same that Wagtail's index finds once it is stored, and before that too."""

import pytest
from django.core.files.base import ContentFile
from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import ReferenceIndex

from core.references import _in_blocks, files_of, seen_of_files
from tests import factories

pytestmark = pytest.mark.any_database

Image, Document = get_image_model(), get_document_model()


def body(picture, document):
    text = f'<p>Read <a linktype="document" id="{document.pk}">this</a>.</p>'
    return [("image", {"image": picture, "decorative": False, "alt_text": "A hall"}), ("rich_text", text)]


@pytest.fixture
def post(site):
    """A page with a picture above it, one in its body, a linked document, and an author whose photo is not its own."""
    document = Document.objects.create(title="Minutes", file=ContentFile(b"x", "a.txt"))
    author = factories.person(site.en.locale, photo=factories.picture("Face"))
    pictures = factories.picture("Hall"), factories.picture("Table")
    return factories.post(
        site.en, hero_image=pictures[0], hero_alt="A hall", body=body(pictures[1], document), authors=[author]
    )


def indexed(row) -> set:
    found = ReferenceIndex.get_references_for_object(row)
    return {
        (one.to_content_type.model_class(), one.to_object_id)
        for one in found
        if one.to_content_type.model_class() in (Image, Document)
    }


def test_they_are_those_that_wagtail_finds(post) -> None:
    assert len(files_of(post)) == 3
    assert files_of(post) == indexed(post) == files_of(post.latest_revision.as_object())
    for row, count in ((post.authors.get().person, 1), (factories.outlet(post.locale, logo=factories.picture()), 1)):
        assert files_of(row) == indexed(row)
        assert len(files_of(row)) == count


def test_those_of_a_draft_are_its_own(post) -> None:
    other = factories.picture("Other")
    post.hero_image, post.body = other, []
    assert files_of(post.save_revision().as_object()) == {(Image, str(other.pk))}


def test_what_readers_would_see_of_them_costs_a_query_a_kind(post, django_assert_num_queries) -> None:
    document = Document.objects.get()
    many = post.latest_revision.as_object()
    many.body = [one for _n in range(20) for one in body(factories.picture(), document)]
    for draft, files in ((post.latest_revision.as_object(), 3), (many, 22)):
        with django_assert_num_queries(2):
            assert len(seen_of_files([draft])) == files


def test_a_block_that_holds_the_bare_number_of_a_picture_counts_too(post) -> None:
    """As it is stored since before pictures had a text of their own."""
    other = factories.picture("Bare")
    draft = post.latest_revision.as_object()
    draft.body = StreamValue(draft.body.stream_block, [{"type": "image", "value": other.pk, "id": "a"}], is_lazy=True)
    assert (Image, str(other.pk)) in files_of(draft)


def test_what_is_chosen_in_lists_and_groups_counts_too(post) -> None:
    other = factories.picture("Listed")
    row = StructBlock([("pictures", ListBlock(ImageChooserBlock()))])
    stream = StreamBlock([("row", row), ("lone", ImageChooserBlock())])
    items = [{"type": "item", "value": other.pk, "id": "b"}, 70_000]
    raw = [
        {"type": "row", "value": {"pictures": items}, "id": "c"},
        {"type": "lone", "value": None, "id": "d"},
        {"type": "gone", "value": 1, "id": "e"},
    ]
    assert list(_in_blocks(raw, stream)) == [(Image, other.pk), (Image, 70_000)]
