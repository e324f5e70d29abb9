"""A chooser speaks the language of whoever looks at it, not of whoever looked first."""

import pytest
from django.utils import translation

from articles.models import BlogPostPage, Work


@pytest.mark.parametrize(("first", "second"), [("en", "es"), ("es", "en")])
def test_choosers_follow_the_readers_language(db, first, second) -> None:
    """Both forms are made once and kept; their texts are read in either language."""
    with translation.override(first):
        outlet = Work.get_edit_handler().get_form_class().base_fields["outlet"].widget
        formset = BlogPostPage.get_edit_handler().get_form_class().formsets["publications"]
        publication = formset.form.base_fields["publication"].widget
    read = {}
    for code in (first, second):
        with translation.override(code):
            read[code] = (str(outlet.choose_one_text), str(publication.choose_one_text))
    assert read["en"] == ("Choose outlet", "Choose a page (Publication)")
    assert read["es"][0].startswith("Elegir")
    assert "página" in read["es"][1]
