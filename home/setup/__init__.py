"""Making a site ready: locales, trees, groups, review. Each step makes what is missing and changes nothing else."""

from django.db import transaction

from home.models import HomePage

from .defaults import remove_defaults
from .groups import ensure_groups
from .review import ensure_review
from .trees import ensure_locales, ensure_trees


@transaction.atomic
def setup_site() -> list[str]:
    """Bring the site to what the settings say; safe to run again, also on a live site.

    Returns a few words for each thing that was made, or taken away from a fresh site; empty when nothing
    was missing.
    """
    made: list[str] = []
    fresh = not HomePage.objects.exists()
    locales = ensure_locales(made)
    homes = ensure_trees(locales, made)
    if fresh:
        remove_defaults(made)
    ensure_groups(homes, made)
    ensure_review(homes, made)
    return made
