"""Tags for the admin's templates."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button, ButtonWithDropdown
from wagtail.admin.widgets.button import ListingButton

from core.languages import language_name
from translations import companions, digests
from translations.models.review import stands_alone

register = template.Library()
register.simple_tag(stands_alone)


@register.simple_tag
def shown_digest(obj: models.Model) -> str:
    """The digest of what a reviewer of `obj` is shown now; "" before its first draft."""
    return digests.shown_digest(obj.latest_revision) if obj.latest_revision else ""


@register.simple_tag
def becomes_public_with(obj: models.Model) -> list[models.Model]:
    """What was never public and becomes so together with `obj`, as its newest draft names it."""
    if obj.latest_revision is None:
        return []
    return [row.get_latest_revision_as_object() for row in companions.named_by(obj.latest_revision)]


@register.filter(name="language_name")
def language_name_filter(locale: Any) -> str:
    """The name of a locale, or of its code, in the reader's language, as it stands inside a sentence."""
    return language_name(getattr(locale, "language_code", locale))


# As many as Wagtail shows beside each other; the rest is in a menu.
BESIDE = 4


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def queue_actions(context: Any, actions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The buttons of bulk actions, those given and no others: Wagtail’s own tag shows all to everybody."""
    split = len(actions) if len(actions) <= BESIDE + 1 else BESIDE
    buttons: list[Any] = [_button(ListingButton, action, classname="bulk-action-btn") for action in actions[:split]]
    if actions[split:]:
        more = [_button(Button, action) for action in actions[split:]]
        look = {"attrs": {"title": _("More bulk actions")}, "classname": "button button-secondary button-small"}
        buttons.append(ButtonWithDropdown(label=_("More"), buttons=more, **look))
    return {"buttons": buttons, "request": context.get("request")}


def _button(kind: type[Button], action: dict[str, Any], **look: Any) -> Button:
    """Wagtail’s script adds to the address what is selected, and where to go back to."""
    url = reverse("wagtail_bulk_action", args=["translations", "queueitem", action["type"]])
    return kind(action["name"], url, attrs={"aria-label": action["says"], "data-bulk-action-button": ""}, **look)
