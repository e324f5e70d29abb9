"""Only superusers make, change or delete superusers. Wagtail asks for the right to change users, and for no more.

Whoever may set a superuser's password or address is one the next minute. That is not a fault to Wagtail.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest
from wagtail.users.views.users import CreateView as WagtailCreateView
from wagtail.users.views.users import EditView as WagtailEditView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .models import User

FIELD = "is_superuser"


def check_may_change(user: Any, *people: Any) -> None:
    """Raise PermissionDenied where one of the people is a superuser, and the user is none."""
    if not user.is_superuser and any(isinstance(person, User) and person.is_superuser for person in people):
        raise PermissionDenied


def check_makes_none(request: HttpRequest) -> None:
    """Raise PermissionDenied where somebody who is no superuser asks for one to be made."""
    if FIELD in request.POST and not request.user.is_superuser:
        raise PermissionDenied


class WithoutSuperusers:
    """For a screen of users: the tick that makes a superuser is closed to who is none, and what they send of it is not
    read."""

    def get_form(self, *args: Any, **kwargs: Any) -> BaseForm:
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            form.fields[FIELD].disabled = True
        return form


class CreateView(WithoutSuperusers, WagtailCreateView):
    """A new person."""


class EditView(WithoutSuperusers, WagtailEditView):
    """A person, and the groups that they are in."""


class UserViewSet(WagtailUserViewSet):
    """Wagtail's screens of users, with the two of ours."""

    add_view_class = CreateView
    edit_view_class = EditView
