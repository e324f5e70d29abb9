"""What stands over a passage: the words of the editor, in the reader's language."""

import pytest
from django.utils import translation
from wagtail import blocks
from wagtail.fields import StreamField

from articles.models import BlogPostPage, Topic
from home.models import StandardPage
from tests import factories
from translations.labels import block_types, path_label

BODY = [("heading", "A"), ("quote", {"text": "B", "attribution": "", "source": "", "url": ""})]


@pytest.mark.parametrize(
    ("path", "english", "spanish"),
    [
        ("title", "Title", "Título"),
        ("intro", "Introduction", "Introducción"),
        ("hero_alt", "Picture in words", None),
        ("unheard_of", "Unheard_of", "Unheard_of"),
    ],
)
def test_a_field_is_called_what_the_editor_calls_it(path, english, spanish) -> None:
    assert path_label(BlogPostPage, path, {}) == english
    with translation.override("es"):
        assert path_label(BlogPostPage, path, {}) == spanish or (
            spanish is None and path_label(BlogPostPage, path, {}) != english
        )


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_block_is_called_what_the_editor_calls_it_and_its_part_too(site, code) -> None:
    post = factories.post(getattr(site, code), body=BODY)
    types = block_types(post)
    heading, quote = (block.id for block in post.body)
    assert types == {heading: "heading", quote: "quote"}
    assert path_label(BlogPostPage, f"body.{heading}", types) == "Heading"
    assert path_label(BlogPostPage, f"body.{quote}.text", types) == "Quotation"  # said once
    with translation.override("es"):
        assert path_label(BlogPostPage, f"body.{quote}.text", types) == "Cita"
    assert path_label(BlogPostPage, f"body.{quote}.attribution", types) == "Quotation · Who said it"


@pytest.mark.parametrize(("code", "picture"), [("en", "Image"), ("es", "Imagen")])
def test_a_part_without_a_label_is_called_by_its_block_in_the_readers_language(code, picture) -> None:
    with translation.override(code):
        assert path_label(BlogPostPage, "body.a.image", {"a": "image"}) == picture


@pytest.mark.parametrize(("code", "words"), [("en", "Picture in words"), ("es", "Descripción de la imagen")])
def test_the_words_for_a_picture_have_one_name_wherever_it_stands(code, words) -> None:
    with translation.override(code):
        assert path_label(BlogPostPage, "body.a.alt_text", {"a": "image"}) == words
        assert path_label(BlogPostPage, "hero_alt", {}) == words


@pytest.mark.parametrize("model", [BlogPostPage, StandardPage])
def test_every_part_of_a_block_has_a_label_of_its_own_but_the_picture_of_a_picture(model) -> None:
    bodies = [field.stream_block for field in model._meta.get_fields() if isinstance(field, StreamField)]
    assert bodies
    without = {
        (name, part)
        for body in bodies
        for name, block in body.child_blocks.items()
        if isinstance(block, blocks.StructBlock)
        for part, child in block.child_blocks.items()
        if not child.meta.label
    }
    assert without == {("image", "image")}


def test_a_block_that_is_gone_is_called_by_its_field() -> None:
    assert path_label(BlogPostPage, "body.not-there.text", {}) == "Text"


def test_what_has_no_body_has_no_blocks() -> None:
    assert block_types(Topic(name="Peace")) == {}
    assert block_types(None) == {}
