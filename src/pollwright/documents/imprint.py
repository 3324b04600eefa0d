"""What the frame of every paper says, and the languages it is said in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pollwright.law.nations import Nation


class Language(StrEnum):
    """A language of the papers. Authorities in Wales issue both, in the order that they choose."""

    ENGLISH = "en"
    WELSH = "cy"


def languages_in(*nations: Nation) -> tuple[Language, ...]:
    """Return the languages of the papers of polls in some nations, in the order of print: in Wales Welsh and English."""
    return (Language.WELSH, Language.ENGLISH) if Nation.WALES in nations else (Language.ENGLISH,)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who issues a paper, on what day, and by which reference and seal it can be traced.

    :param authority: name of the authority as it signs itself.
    :param officer: post of the officer who issues the paper.
    :param reference: the publication's or letter's reference, printed on every page.
    :param dated: the legal day of the paper; also the creation date inside the PDF, so that the same input always
        gives the same bytes.
    :param seal: the audit seal, printed on every page; empty where the paper is not sealed.
    :param languages: one or more, in the order they are to be printed; the first is the language of the PDF.
    :param rehearsal: the paper belongs to a rehearsal, and every page of it says that it is no live document.
    :param unchecked_words: its words are our own and nobody has compared them with the form in force; every page says so.
    """

    authority: str
    officer: str
    reference: str
    dated: date
    seal: str = ""
    languages: tuple[Language, ...] = (Language.ENGLISH,)
    rehearsal: bool = False
    unchecked_words: bool = False

    def __post_init__(self) -> None:
        if not self.languages:
            raise ValueError("A paper needs at least one language.")


class DoesNotReconcile(ValueError):
    """The totals stated for a paper differ from the lines it prints.

    The message holds counts only, never a name or an address.
    """

    def __init__(self, what: str, *, stated: int, printed: int) -> None:
        super().__init__(f"{what}: {stated} stated, {printed} printed.")
        self.what = what
        self.stated = stated
        self.printed = printed


def reconcile(what: str, *, stated: int, printed: int) -> None:
    """Refuse a paper whose stated total is not the number of lines printed.

    :raises DoesNotReconcile: where the two differ.
    """
    if stated != printed:
        raise DoesNotReconcile(what, stated=stated, printed=printed)
