"""The queue of translations by what articles are about: here the two apps meet, neither knows the other."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy

from articles.models import PostTopic, PublicationTopic, Topic
from translations.queue_filters import QueueFilter, register_queue_filter


def topics() -> list[tuple[str, str]]:
    """Each public topic once, named in the reader's language where it is translated. One query."""
    names: dict[str, tuple[bool, str]] = {}
    rows = Topic.objects.filter(live=True).values_list("translation_key", "locale__language_code", "name")
    for key, code, name in rows.order_by("pk"):
        told = names.get(str(key))
        mine = code == get_language()
        if told is None or (mine and not told[0]):
            names[str(key)] = (mine, name)
    return sorted(((key, name) for key, (_mine, name) in names.items()), key=lambda one: one[1].lower())


def about(topic: str) -> Q:
    """Items of posts and publications with a topic, and of the topic itself."""
    key = UUID(topic)
    rows = (relation.objects.filter(topic__translation_key=key) for relation in (PostTopic, PublicationTopic))
    pages = [some.order_by().values("page__translation_key") for some in rows]
    itself = Topic.objects.filter(translation_key=key).order_by().values("translation_key")
    return Q(translation_key__in=itself.union(*pages))  # one list: databases look through several for each item


def register() -> None:
    """Once, at start."""
    register_queue_filter(QueueFilter("topic", gettext_lazy("Topic"), topics, about))
