"""Tags for public templates."""

from typing import Any

from django import template
from django.template.context import Context

from core.languages import language_name
from core.readers import reader_of
from translations.credits import Credits
from translations.notices import Notice, notice_for

register = template.Library()


@register.simple_tag(takes_context=True)
def original_address(context: Context, page: Any) -> str | None:
    """The address of the original of a translated page, "" where that is not public; None on an original."""
    notice = _notice(context, page)
    if notice is None:
        return None
    return context["request"].build_absolute_uri(notice.url) if notice.url else ""


@register.simple_tag(takes_context=True)
def translators_of(context: Context, page: Any) -> list[str]:
    """The names of those who translated a public page, as readers are told them; none on an original."""
    notice = _notice(context, page)
    return notice.credits.translators if notice else []


@register.simple_tag(takes_context=True)
def translation_credits(context: Context, page: Any) -> Credits | None:
    """Who translated and who reviewed a public page, for the line below its authors; None on an original."""
    notice = _notice(context, page)
    return notice.credits if notice else None


def _notice(context: Context, page: Any) -> Notice | None:
    """Asked for once a request, by head and text."""
    return reader_of(context.get("request")).once(("notice", page.pk), lambda: notice_for(page))


@register.inclusion_tag("translations/notice.html", takes_context=True)
def translation_notice(context: Context, page: Any) -> dict[str, Any]:
    """What a reader must know of a translated page; nothing on an original. Of a page that repeats what was published
    elsewhere, which the context says, only what was put right: its words are no translation of ours."""
    notice, repeats = _notice(context, page), bool(context.get("repeats"))
    return {
        "notice": notice if notice and (notice.untold or not repeats) else None,
        "repeats": repeats,
        "language": language_name(notice.language_code) if notice else "",
        "has_byline": getattr(page, "has_byline", False),
    }
