"""In the menus of a work: “Write a summary”, and “Submit to …, with two new people and outlets”, of a new work too."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import SubmitForModerationMenuItem

from articles.models import Work
from core.readers import reader_of

from .along import to_be_handed_in

WITH_NEW = "with-new"


def summary_buttons(work: Work, user: Any) -> Iterator[Button]:
    """To its summary, or to the screen that begins it; none for who may not change works."""
    if user.has_perm("articles.change_work"):
        yield Button(_("Write a summary"), reverse("write_summary", args=[work.pk]), icon_name="edit", priority=40)


class SubmitWithNewMenuItem(SubmitForModerationMenuItem):
    """Wagtail's act, and what `along.hand_in_along` does after it: known by the value that is sent."""

    order = 95
    template_name = "articles/works/submit_with_new.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """For a work that names somebody new whom the user may hand in, and for one that is yet to be saved."""
        if context["view"] == "create":
            return super().is_shown(context)
        instance = context.get("instance")
        return isinstance(instance, Work) and super().is_shown(context) and bool(_new(context))

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        if parent_context["view"] == "create":  # whom it will name nobody knows yet
            label = _("%(act)s, with the people and outlets that are new") % {"act": context["label"]}
            return context | {"label": label, "value": WITH_NEW}
        number = len(_new(parent_context))
        told = ngettext(
            "%(act)s, with %(count)d new person or outlet", "%(act)s, with %(count)d new people and outlets", number
        )
        return context | {"label": told % {"act": context["label"], "count": number}, "value": WITH_NEW}


def _new(context: dict[str, Any]) -> list:
    """Asked of the database once a request, though it is asked whether it is shown and then what it says."""
    work, request = context["instance"], context["request"]

    def made() -> list:
        return to_be_handed_in(work.get_latest_revision_as_object(), request.user)

    return reader_of(request).once(("handed in along", work.pk), made)
