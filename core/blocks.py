"""The blocks of a body. Only what wagtail-localize can carry from one language to another."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock

# No images (their alt text cannot be translated inside rich text), no superscript or subscript
# (wagtail-localize splits the sentence there): a system check holds every field to this list.
RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "hr", "code"]


class HeadingBlock(blocks.CharBlock):
    """A section heading; always h2, so that no level is skipped."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "core/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Words of someone else, with where they stand."""

    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Who said it"), required=False)
    source = blocks.CharBlock(label=_("Where it stands"), required=False, help_text=_("The title of the work."))
    url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    """A short aside that stands out from the text."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "core/blocks/callout.html"


class ProseBlock(blocks.StreamBlock):
    """The body of an article or a page."""

    rich_text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES, icon="pilcrow")
    heading = HeadingBlock()
    image = ImageBlock(label=_("Image"), template="core/blocks/image.html")
    quote = QuoteBlock()
    embed = EmbedBlock(label=_("Embed"), max_width=720, template="core/blocks/embed.html")
    callout = CalloutBlock()
