"""What translations add to Wagtail's own screens: to the account, the dashboard and the menu."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from . import notifications
from .forms.people import NoticesForm
from .models import Translator
from .reach import reach_of

SHOWN_AT_HOME = 5


def has_notices(user: Any) -> bool:
    """Whether somebody is ever told anything: those whose menu leads to notices, and those who were told before."""
    return bool(reach_of(user)) or notifications.for_user(user).exists()


class NoticesSettingsPanel(BaseSettingsPanel):
    """How one wants to be told, on the tab Notifications of one's own account."""

    name = "translation_notices"
    title = _("Translations")
    tab = notifications_tab
    order = 200
    form_class = NoticesForm

    def is_active(self) -> bool:
        return has_notices(self.user)

    def get_form(self) -> BaseForm:
        instance = Translator.objects.filter(user=self.user).first() or Translator(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return self.form_class(data, instance=instance, prefix=self.name)


class NoticesMenuItem(MenuItem):
    """The list of notices, with the number of those that are new."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(reach_of(request.user))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """No query beside that of the user's reach."""
        count = reach_of(request.user).unread
        label = gettext("Notices (%(count)d)") % {"count": count} if count else gettext("Notices")
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


def notices_menu_item() -> MenuItem:
    """For Wagtail's hook `register_admin_menu_item`."""
    return NoticesMenuItem(
        _("Notices"), reverse("translations:notices"), name="translation-notices", icon_name="mail", order=151
    )


class NoticesPanel(Component):
    """The newest notices on the dashboard; nothing where there are none."""

    order = 90
    template_name = "translations/includes/notices_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        unread = notifications.unread(request.user)
        return {
            "notices": notifications.worded(unread[:SHOWN_AT_HOME]),
            "count": unread.count(),
        }


def add_notices_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook `construct_homepage_panels`."""
    panels.append(NoticesPanel())
