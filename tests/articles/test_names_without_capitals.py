"""Names in writing that has no capitals: APA gives them whole, since there are no initials."""

import pytest

from articles.citing.references import reference

NAMES = [("محفوظ", "نجيب"), ("김", "철수"), ("毛", "泽东"), ("山田", "太郎"), ("शर्मा", "राम")]


def cited(code: str, *names: tuple[str, str], style: str = "apa") -> str:
    people = [{"family": family, "given": given} for family, given in names]
    item = {"id": "x", "type": "book", "title": "Ríos", "language": "es", "issued": {"date-parts": [[2001]]}}
    return reference(item | {"author": people}, style, code).text


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize(("family", "given"), NAMES)
def test_they_are_given_whole_in_both_styles(code, family, given) -> None:
    assert cited(code, (family, given)).startswith(f"{family}, {given}. (2001)")
    assert cited(code, (family, given), style="chicago").startswith(f"{family}, {given}. 2001.")


@pytest.mark.parametrize(("code", "joined"), [("en", "&"), ("es", "y")])
def test_beside_others_too_which_keep_their_initials(code, joined) -> None:
    assert cited(code, ("Толстой", "Лев Николаевич")).startswith("Толстой, Л. Н. (2001)")
    told = cited(code, ("Sol", "Ana"), NAMES[0])
    assert "Sol, A." in told
    assert f"{joined} {NAMES[0][0]}, {NAMES[0][1]}" in told
