"""Tags for public templates."""

from typing import Any

from django import template

from core.languages import language_name
from translations.notices import notice_for

register = template.Library()


@register.inclusion_tag("translations/notice.html")
def translation_notice(page: Any) -> dict[str, Any]:
    """What a reader must know of a translated page; nothing on an original."""
    notice = notice_for(page)
    return {"notice": notice, "language": language_name(notice.language_code) if notice else ""}
