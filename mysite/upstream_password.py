"""The old password on the account screen, counted.

Wagtail 8.0 lets whoever sits at an open session try it as often as they like, and has a setting for the forms of
signing in only. Delete when it has one for this form.
"""


def count_tries() -> None:
    """Once, at start."""
    from wagtail.admin.views.account import ChangePasswordPanel

    from accounts.forms import PasswordChangeForm

    ChangePasswordPanel.form_class = PasswordChangeForm
