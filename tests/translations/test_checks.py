"""The field rules are refused at start, each with a way out."""

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps
from wagtail import blocks
from wagtail.blocks import StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.blocks import SnippetChooserBlock

from core.snippets import EditorialMixin
from translations import checks


def ids(messages) -> set[str]:
    return {message.id.removeprefix("translations.") for message in messages}


def test_the_project_itself_breaks_no_rule() -> None:
    assert run_checks(tags=["translations"]) == []
    assert {model.__name__ for model in checks.translated_models()} >= {"BlogPostPage", "PublicationPage", "Topic"}


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True, "E001"),
        ("WAGTAILLOCALIZE_DISABLE_ON_DELETE", False, "E002"),
    ],
)
def test_the_defaults_of_wagtail_localize_are_refused(settings, setting, value, expected) -> None:
    setattr(settings, setting, value)
    assert ids(checks.check_settings()) == {expected}


def test_without_the_settings_its_defaults_are_meant(settings) -> None:
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    del settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE
    assert ids(checks.check_settings()) == {"E001", "E002"}


@isolate_apps("articles")
def test_a_translated_model_has_drafts_and_a_workflow() -> None:
    class Bare(TranslatableMixin, models.Model):
        class Meta(TranslatableMixin.Meta):
            app_label = "articles"

    assert ids(checks.check_model(Bare)) == {"E010"}


@isolate_apps("articles")
def test_relations_to_translated_snippets_go_through_children() -> None:
    class Related(EditorialMixin, TranslatableMixin, models.Model):
        many = models.ManyToManyField("articles.Topic", related_name="+")
        one = models.ForeignKey("articles.Topic", on_delete=models.CASCADE, related_name="+")

        class Meta(TranslatableMixin.Meta):
            app_label = "articles"

    from articles.models import Topic

    for field in ("many", "one"):
        Related._meta.get_field(field).remote_field.model = Topic
    assert ids(checks.check_model(Related)) == {"E011", "E012"}


@isolate_apps("articles")
def test_a_picture_of_a_page_has_its_own_alt_text() -> None:
    class Pictured(Page):
        cover_image = models.ForeignKey("core.CreditedImage", on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "articles"

    from core.models import CreditedImage

    Pictured._meta.get_field("cover_image").remote_field.model = CreditedImage
    assert ids(checks.check_model(Pictured)) == {"E013"}


@isolate_apps("articles")
def test_rich_text_names_its_features_and_none_that_breaks() -> None:
    class Texts(Page):
        every = RichTextField()
        some = RichTextField(features=["bold", "superscript"])
        fine = RichTextField(features=["bold"])
        body = StreamField([("text", blocks.RichTextBlock(features=["image"])), ("raw", blocks.RawHTMLBlock())])

        class Meta:
            app_label = "articles"

    messages = checks.check_model(Texts)
    assert ids(messages) == {"E014", "E015"}
    assert {message.msg.split(" ")[0] for message in messages} == {
        "articles.Texts.every",
        "articles.Texts.some",
        "articles.Texts.body.text",
        "articles.Texts.body.raw",
    }


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (ImageChooserBlock(), {"E016"}),
        (ImageBlock(), set()),
        (SnippetChooserBlock("articles.Topic"), {"E017"}),
        (blocks.ListBlock(blocks.RawHTMLBlock()), {"E015"}),
        (blocks.StructBlock([("inner", StreamBlock([("deep", ImageChooserBlock())]))]), {"E016"}),
        (blocks.CharBlock(), set()),
    ],
)
def test_blocks_are_checked_at_any_depth(block, expected) -> None:
    assert ids(checks.check_block("somewhere", block)) == expected


def test_a_table_block_is_never_read_by_wagtail_localize() -> None:
    from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

    assert ids(checks.check_block("somewhere", TypedTableBlock([("text", blocks.CharBlock())]))) == {"E015"}
