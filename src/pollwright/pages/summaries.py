"""Summary lists: the facts of one thing, each with what can be done about it."""

from dataclasses import dataclass

from pollwright.pages.tags import Tag


@dataclass(frozen=True, slots=True)
class SummaryAction:
    """A link beside a fact. ``about`` is read aloud after the label: Change, *date of birth*."""

    label: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One fact: its name, its value (text, lines of text, or a tag), a note, and links."""

    key: str
    value: str | Tag | tuple[str, ...]
    note: str = ""
    href: str = ""
    actions: tuple[SummaryAction, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The value as lines of text; a tag has none."""
        if isinstance(self.value, Tag):
            return ()
        return (self.value,) if isinstance(self.value, str) else self.value

    @property
    def tag(self) -> Tag | None:
        """The value where it is a tag."""
        return self.value if isinstance(self.value, Tag) else None
