"""What becomes of public translations when their original goes: asked in Wagtail's own confirmations, or later."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from translations import services, withdrawal
from translations.withdrawal import Affected, Choice

from .base import TranslationView, get_item

# In the answer to the question; what Wagtail's own form sent comes along with it.
ASKED = "translations-asked"
# So many are asked about; others stay as they are and wait under “To decide”.
MOST = 20
FORGERY = "csrfmiddlewaretoken"  # each answer has its own


class Act(models.TextChoices):
    """What somebody is about to do with an original."""

    DOWN = "down", gettext_lazy("Take down")
    DELETE = "delete", gettext_lazy("Delete")
    MOVE = "move", gettext_lazy("Move")


def ask(
    request: HttpRequest, rows: Iterable[models.Model], act: Act, *, place: Page | None = None
) -> HttpResponse | None:
    """The question, in the place of the act that a POST asks for; None where there is nothing to ask.

    Only translations that the user may decide about are asked for. The answer is the same POST once more, with
    what was chosen; `answered` then carries it out after the act. Raises PermissionDenied for a choice that the
    user may not make: then nothing happens at all.
    """
    if request.method != "POST":
        return None
    rows = list(rows)
    going = {row.pk for row in rows if isinstance(row, Page)}
    affected = [
        one
        for one in withdrawal.public_translations(rows)
        if not (isinstance(one.target, Page) and one.target.pk in going)
    ]
    mine = [one for one in affected if withdrawal.may_decide(request.user, one.target)][:MOST]
    request._translations_left = len(affected) - len(mine)
    if ASKED in request.POST:
        request._translations_answers = [(one, _choice(request, one, place)) for one in mine]
        return None
    if not mine:
        return None
    context = {
        "title": _title(act, rows),
        "act": act,
        "questions": [_question(request, one, place, act == Act.MOVE) for one in mine],
        "left": len(affected) - len(mine),
        "sent": [(name, value) for name, values in request.POST.lists() for value in values if name != FORGERY],
        "asked": ASKED,
        "moves": act == Act.MOVE,
    }
    return TemplateResponse(request, "translations/ask.html", context)


def _title(act: Act, rows: list[models.Model]) -> str:
    """Act and page by name: in a list of open tabs, or read aloud, the question says what it is about."""
    told = {"act": act.label, "title": rows[0], "count": len(rows) - 1}
    if len(rows) > 1:
        return _("%(act)s: “%(title)s” and %(count)d more") % told
    return _("%(act)s: “%(title)s”") % told


def _choices(user: Any, one: Affected, place: Page | None, moves: bool) -> list[Choice]:
    if not moves:
        return [Choice.KEEP, Choice.DOWN]
    return [Choice.KEEP, Choice.ALONG] if withdrawal.may_move_along(user, one.target, place) else [Choice.KEEP]


def _question(request: HttpRequest, one: Affected, place: Page | None, moves: bool) -> dict[str, Any]:
    return {
        "name": f"target-{one.item.pk}",
        "target": one.target,
        "locale": one.item.target_locale,
        "choices": _choices(request.user, one, place, moves),
        "place": withdrawal.place_for(one.target, place) if moves else None,
    }


def _choice(request: HttpRequest, one: Affected, place: Page | None) -> str:
    choice = request.POST.get(f"target-{one.item.pk}", Choice.KEEP)
    if choice not in _choices(request.user, one, place, moves=place is not None):
        raise PermissionDenied
    return choice


def answered(request: HttpRequest, *, place: Page | None = None) -> None:
    """Carry out what was chosen; say what nobody was asked about."""
    for one, choice in getattr(request, "_translations_answers", []):
        reason = request.POST.get("translations-reason", "")
        withdrawal.decide(item=one.item, user=request.user, choice=choice, reason=reason, place=place)
    left = getattr(request, "_translations_left", 0)
    if left:
        messages.warning(
            request,
            ngettext(
                "%(count)d translation stays public. Somebody with the right on it decides what becomes of it.",
                "%(count)d translations stay public. Somebody with the right on them decides what becomes of them.",
                left,
            )
            % {"count": left},
        )


class DecideView(TranslationView):
    """The same question later, for one item; and the way to take any translation down, in review or not."""

    template_name = "translations/decide.html"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = get_item(request, self.pk)
        self.target = services.target_of(self.item)
        self.source = services.source_of(self.item)
        if not withdrawal.may_decide(request.user, self.target):
            raise PermissionDenied
        self.flags = withdrawal.open_questions(self.item, self.source, self.target)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("What becomes of “%(title)s”?") % {"title": self.target}

    def _choices(self) -> list[Choice]:
        found = [Choice.KEEP] if self.flags else []
        if self.target.live:
            found.append(Choice.DOWN)
        above = self.source.get_parent() if isinstance(self.source, Page) else None
        if "source_moved" in self.flags and withdrawal.may_move_along(self.request.user, self.target, above):
            found.append(Choice.ALONG)
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self._context())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        choice = request.POST.get("choice", "")
        if choice not in self._choices():
            messages.error(request, _("Choose what becomes of the translation."))
            return self.render_to_response(self._context(), status=422)
        withdrawal.decide(
            item=self.item, user=request.user, choice=choice, reason=request.POST.get("translations-reason", "")
        )
        done = {
            Choice.KEEP: _("It stays as it is."),
            Choice.DOWN: _("It is no longer public."),
            Choice.ALONG: _("It was moved."),
        }
        messages.success(request, done[Choice(choice)])
        return redirect("translations:edit", self.item.pk)

    def _context(self) -> dict[str, Any]:
        return self.get_context_data(
            item=self.item, target=self.target, source=self.source, flags=self.flags, choices=self._choices()
        )
