"""The user model: Django's own fields, in a model of ours from the first day.

What translators need (language pairs, cadence of notices) belongs to `translations`.
"""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who may sign in to the admin."""
