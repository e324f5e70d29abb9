"""The choosers of the pictures of a form, which all read their pictures at once."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from core.numbers import is_key
from translations.localize import ValueSegment
from translations.overrides import choosable


class _Pictures:
    """The images of the original and of its translation, read where the first of them is shown."""

    def __init__(self, values: Iterable[ValueSegment]) -> None:
        self._wanted = {pk for one in values for pk in (one.source, one.target) if isinstance(pk, int)}

    @cached_property
    def by_pk(self) -> dict[int, models.Model]:
        return get_image_model().objects.in_bulk(self._wanted) if self._wanted else {}


class PictureChooser(AdminImageChooser):
    """Wagtail's, for all pictures of a form: those of both languages are one query.

    Of a number that was sent no more is shown than the user may choose, or sees there already. A translator may edit no
    picture: a link there would lead to a refusal.
    """

    show_edit_link = False

    def __init__(self, values: Iterable[ValueSegment], user: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._user = user
        self._pictures = _Pictures(values)  # each field has a copy of the widget, and all of them these

    @property
    def pictures(self) -> dict[int, models.Model]:
        """The images of both languages, by their pk."""
        return self._pictures.by_pk

    def get_instance(self, value: Any) -> models.Model | None:
        if not is_key(str(value)):
            return None
        return self.pictures.get(int(value)) or choosable(self._user).filter(pk=value).first()
