"""The articles' models, one idea a module."""

from .blog import BlogIndexPage, BlogPostPage, PostAuthor, PostPublication, PostTopic
from .outlets import Outlet
from .people import Person, PersonLink
from .publications import PublicationIndexPage, PublicationPage, PublicationTopic
from .topics import Topic
from .works import Edition, Work, WorkAuthor

__all__ = [
    "BlogIndexPage",
    "BlogPostPage",
    "Edition",
    "Outlet",
    "Person",
    "PersonLink",
    "PostAuthor",
    "PostPublication",
    "PostTopic",
    "PublicationIndexPage",
    "PublicationPage",
    "PublicationTopic",
    "Topic",
    "Work",
    "WorkAuthor",
]
