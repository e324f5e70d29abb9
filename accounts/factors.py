"""Second factors: who must have one, who has one, and how a lost one is taken away."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from wagtail.log_actions import log

from .models import User

# The name that stands in MFA_REQUIRED_GROUPS for those who may do everything and are in no group.
SUPERUSERS = "superusers"
# Recovery codes alone are no factor: they stand in for one that is lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
RESET = "accounts.second_factor_reset"


def is_required_of(user: User) -> bool:
    """Whether a group of the user's may not enter with a password alone; no query where no group is named."""
    names = settings.MFA_REQUIRED_GROUPS
    if not names:
        return False
    return (SUPERUSERS in names and user.is_superuser) or user.groups.filter(name__in=names).exists()


def has(user: User) -> bool:
    """Whether the user has an app or a key."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


@transaction.atomic
def reset(user: User, *, by: User | None) -> int:
    """Take away all factors and codes of somebody who has lost them; logged. Returns how many there were."""
    number, _ = Authenticator.objects.filter(user=user).delete()
    log(instance=user, action=RESET, user=by, data={"removed": number})
    return number
