"""What stands over a passage: the words of the editor, in the reader's language."""

import pytest
from django.utils import translation

from articles.models import BlogPostPage, Topic
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
    assert path_label(BlogPostPage, f"body.{quote}.text", types) == "Quotation · Quotation"
    assert path_label(BlogPostPage, f"body.{quote}.attribution", types) == "Quotation · Who said it"


def test_a_block_that_is_gone_is_called_by_its_field() -> None:
    assert path_label(BlogPostPage, "body.not-there.text", {}) == "Text"


def test_what_has_no_body_has_no_blocks() -> None:
    assert block_types(Topic(name="Peace")) == {}
    assert block_types(None) == {}
