"""The project itself, as an app: its templates and checks come first."""

from django.apps import AppConfig
from django.core.checks import register


class MysiteConfig(AppConfig):
    name = "mysite"

    def ready(self) -> None:
        from . import queue_filters, signal_handlers
        from .checks import CHECKS
        from .upstream_mail import write_subjects_in_one_line
        from .upstream_numbers import choose_nothing_by_nonsense
        from .upstream_password import count_tries
        from .upstream_pictures import cap_profile_pictures
        from .upstream_scripts import start_choosers_by_marks
        from .upstream_words import make_translatable

        for check in CHECKS:
            register(check)
        make_translatable()
        start_choosers_by_marks()
        choose_nothing_by_nonsense()
        cap_profile_pictures()
        count_tries()
        write_subjects_in_one_line()
        queue_filters.register()
        signal_handlers.connect()
