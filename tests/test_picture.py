"""The picture of the README: drawn from the real collection by `make docs`, and up to date."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from claimcheck.formats.html import picture
from claimcheck.pages.figures.positions import contrast_figure
from claimcheck.reasoning.positions import State
from claimcheck.store.files import Folder
from claimcheck.store.load import load
from claimcheck.views.contrast import contrast
from tests.conftest import TESTS, Golden

ROOT = TESTS.parent
PICTURE = ROOT / "docs" / "pictures" / "contrast-glukhov-2009.svg"


def drawn() -> str:
    collection = load(Folder(ROOT / "claims", "claims"), ["glukhov-2009"]).collection
    whole = contrast(collection, "glukhov-2009")
    asked = [question.id for question in whole.questions if question.state is State.CONTESTED]
    figure = contrast_figure(contrast(collection, "glukhov-2009", questions=asked))
    assert figure is not None
    return picture(figure)


def test_the_picture_of_the_readme_is_up_to_date(golden: Golden) -> None:
    golden(PICTURE, drawn())


def test_the_picture_of_the_readme_is_a_picture_and_fetches_nothing() -> None:
    tree = ET.fromstring(drawn())  # noqa: S314 - our own
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert [each.tag.rpartition("}")[2] for each in tree][:2] == ["title", "desc"]
    assert not [each for each in tree.iter() if each.tag.endswith(("script", "image", "a", "foreignObject"))]
    assert "url(" not in drawn()
