"""What may be uploaded as a picture. Lists and caps stand in the settings; this holds what they cannot say.

Wagtail decodes a picture to learn its size. So its bytes are counted before it is read and its pixels
before it is decoded, and one that breaks off in the middle is refused: Wagtail answers it with error 500.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection

from .files import may_be_moved
from .signals import COLLECTION, UPLOAD

# What of files was refused in the request at hand, and why, by its action: for whoever keeps a record (middleware.py).
REFUSED: ContextVar[dict[str, list[str]] | None] = ContextVar("refused_uploads", default=None)


def note_refusal(sentences: Iterable[str], action: str = UPLOAD) -> None:
    """A file that was sent was not taken, or one was left where it was, and why."""
    if (told := REFUSED.get()) is not None:
        told.setdefault(action, []).extend(sentences)


class PictureField(WagtailImageField):
    """A picture that can be decoded, within the caps of the settings."""

    def clean(self, data: UploadedFile | None, initial: Any = None) -> Any:
        """The file; a refusal is told to whoever keeps a record."""
        try:
            return super().clean(data, initial)
        except ValidationError as error:
            if data not in self.empty_values:
                note_refusal(error.messages)
            raise

    def to_python(self, data: UploadedFile | None) -> Any:
        """The file, or one sentence on what is wrong with it."""
        if data not in self.empty_values:
            self.check_image_file_size(data)
            self.check_header(data)
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # whatever a decoder says about broken data
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error

    def check_header(self, data: UploadedFile) -> None:
        """Refuse by the size that the file itself states; what states none is judged by Wagtail."""
        try:
            with Image.open(data.file) as image:
                area, frames = image.width * image.height, frames_of(image)
        except Exception:
            area, frames = 0, 1
        data.seek(0)
        counts = {"num_pixels": area * frames, "max_pixels_count": self.max_image_pixels, "most": MOST_FRAMES}
        if frames > MOST_FRAMES:
            raise ValidationError(_("This file has too many frames: more than %(most)d.") % counts, code="frames")
        if area * frames > self.max_image_pixels:
            sentence = IN_FRAMES if frames > 1 else self.error_messages["file_too_many_pixels"]
            raise ValidationError(sentence % counts, code="file_too_many_pixels")


# More than any film of a few seconds has; counting them takes time, and so does whatever is made of them.
MOST_FRAMES = 1_000
# Of a GIF nobody counts the frames beyond the one that is too many.
IN_FRAMES = _(
    "This file has too many pixels: at least %(num_pixels)s in its frames. Maximum pixels %(max_pixels_count)s."
)


def frames_of(image: Image.Image) -> int:
    """How many frames a picture has; a GIF, at least so many as make it too large. In bounded time.

    WebP, AVIF, APNG and JPEG say how many in their heads, and no decoder looks at more; a GIF has to be walked through.
    """
    if image.format != "GIF":
        return getattr(image, "n_frames", 1)
    most = min(MOST_FRAMES, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // (image.width * image.height))
    for number in range(1, most + 1):
        try:
            image.seek(number)
        except EOFError:
            return number
    return most + 1


class PictureForm(BaseImageForm):
    """Wagtail's form for a picture, with our field in all that have one: add, add several, choose, edit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)


class DocumentForm(BaseDocumentForm):
    """Wagtail's form for a document: it leaves no private collection by who may not delete it. That, and a refusal of
    its file, is told to whoever keeps a record."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.acting = kwargs.get("user")
        super().__init__(*args, **kwargs)

    def clean_collection(self) -> Collection:
        """Of the stored document it is asked who may read it: the form has none of it changed yet."""
        chosen = self.cleaned_data["collection"]
        if self.instance.pk and not may_be_moved(self.instance, chosen, self.acting):
            refusal = _("Who may delete this document can make it public; choose a collection as private.")
            note_refusal([str(refusal)], COLLECTION)
            raise ValidationError(refusal)
        return chosen

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.files and "file" in self.errors:
            note_refusal(self.errors["file"])
