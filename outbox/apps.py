"""Mail that waits in the database until it is sent."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = _("outgoing mail")

    def ready(self) -> None:
        from .checks import mail_goes_out

        register(mail_goes_out, Tags.database)
