"""A letter from the Electoral Registration Officer, in one or both languages."""

from dataclasses import dataclass
from typing import ClassVar

from pollwright.documents.imprint import Imprint, Language


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of a letter in one language.

    :param facts: label and value pairs set out after the first paragraph, such as a reference and a deadline.
    :param paragraphs: one or more.
    """

    language: Language
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    closing: str
    enclosures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficerLetter:
    """A letter. Each version starts on a new page with its own address block.

    :param sender: lines under the authority's name: address, telephone, email.
    :param recipient: name and address, seven lines at most, so that it fits a window envelope.
    :param versions: one or more, in the order they are printed.
    """

    template: ClassVar[str] = "documents/papers/officer_letter/officer_letter.typ"

    imprint: Imprint
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    versions: tuple[LetterText, ...]
    signatory: str

    def __post_init__(self) -> None:
        if not self.versions or not all(version.paragraphs for version in self.versions):
            raise ValueError("A letter needs at least one version, and each version a paragraph.")
        if not 1 <= len(self.recipient) <= 7:
            raise ValueError("The recipient's address has one to seven lines.")
