"""What tests of the catalogue start from."""

import pytest
from wagtail.users.models import UserProfile

from tests import factories


def signed_in(client, code: str, *groups: str, **fields):
    """The client, signed in as somebody of these groups whose interface is in the language `code`."""
    user = factories.user("edith", *groups, **fields)
    UserProfile.objects.create(user=user, preferred_language=code)
    client.force_login(user)
    return client


@pytest.fixture
def editor(client, site, code):
    """A client signed in as an editor whose interface is in the language `code`."""
    return signed_in(client, code, "Editors")
