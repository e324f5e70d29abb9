"""Pictures of people under the caps of all pictures.

Wagtail 8.0's account screen takes any picture that Pillow can open, of any size, decodes it, and answers one
that breaks off in the middle with error 500. Delete when its field is one that a setting names.
"""

from core.uploads import PictureField


def cap_profile_pictures() -> None:
    """Once, at start."""
    from wagtail.admin.forms.account import AvatarPreferencesForm

    label = AvatarPreferencesForm.base_fields["avatar"].label
    AvatarPreferencesForm.base_fields["avatar"] = PictureField(label=label, required=False)
