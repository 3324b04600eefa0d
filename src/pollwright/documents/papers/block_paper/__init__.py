"""A paper made of blocks, in one language after another: notices, forms and lists (see `pollwright.documents.blocks`)."""

from dataclasses import dataclass
from typing import ClassVar

from pollwright.documents.blocks import Facts, Table, Version
from pollwright.documents.imprint import Imprint


@dataclass(frozen=True, slots=True)
class BlockPaper:
    """The paper.

    :param versions: one for each language of the imprint, in its order; each starts on a new page, unless it is `one_sheet`.
    :param published_by: the line at the end that says who printed and published it; empty where none is needed.
    :param signed: the officer's signature line stands at the end.
    :param flipped: the page lies on its long side.
    :param points: size of the text.
    :param one_sheet: the languages stand one under the other, because whoever is given the paper gets one sheet of it.
    :raises ValueError: where the versions are not in the languages of the imprint.
    """

    template: ClassVar[str] = "documents/papers/block_paper/block_paper.typ"

    imprint: Imprint
    versions: tuple[Version, ...]
    published_by: str = ""
    signed: bool = False
    flipped: bool = False
    points: int = 10
    one_sheet: bool = False

    def __post_init__(self) -> None:
        if tuple(version.language for version in self.versions) != self.imprint.languages:
            raise ValueError("A paper of blocks has one version for each language of its imprint, in that order.")

    @property
    def rows(self) -> int:
        """Return the rows of its tables, heads included, and of its facts: what the tags of the PDF must hold."""
        blocks = [block for version in self.versions for block in version.blocks]
        facts = sum(len(block.rows) for block in blocks if isinstance(block, Facts))
        return facts + sum(1 + len(block.rows) + block.blank for block in blocks if isinstance(block, Table))
