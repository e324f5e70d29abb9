"""The demo's accounts. They have no mail address: nothing that happens in the demo is mailed to anybody."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from home.setup.groups import EDITORS, reviewers, translators

PASSWORD = "bilingual-demo"  # noqa: S105


@dataclass(frozen=True)
class Account:
    username: str
    first_name: str
    last_name: str
    groups: tuple[str, ...] = ()
    superuser: bool = False
    admin_language: str = "en"


ACCOUNTS = (
    Account("admin", "Alex", "Sample (demo)", superuser=True),
    Account("editor", "Edith", "Sample (demo)", (EDITORS,)),
    Account("translator", "Teo", "Ejemplo (demo)", (translators("es"),)),
    Account("traductora", "Tina", "Ejemplo (demo)", (translators("en"),), admin_language="es"),
    Account("reviewer", "Rita", "Sample (demo)", (reviewers("en"), reviewers("es"))),
)


def ensure_accounts() -> list[str]:
    """Make the accounts that are missing; one that exists keeps its password, groups and name.

    Returns the user names of those that were made.
    """
    existing = set(get_user_model().objects.values_list("username", flat=True))
    missing = [account for account in ACCOUNTS if account.username not in existing]
    password = make_password(PASSWORD)  # once: a good hash is slow, and this one is no secret
    for account in missing:
        _make(account, password)
    return [account.username for account in missing]


def _make(account: Account, password: str) -> None:
    user = get_user_model().objects.create(
        username=account.username,
        password=password,
        first_name=account.first_name,
        last_name=account.last_name,
        is_staff=account.superuser,
        is_superuser=account.superuser,
    )
    user.groups.set(Group.objects.filter(name__in=account.groups))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = account.admin_language
    profile.save()
