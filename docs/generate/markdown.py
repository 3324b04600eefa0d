"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Made by `./dev run python -m docs.generate`; change the code, not this page. -->"


def page(title: str, introduction: str, *parts: str) -> str:
    """Return a generated page."""
    return "\n\n".join([NOTE, f"# {title}", introduction, *parts]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; cells are text, in which bars and line breaks are made harmless."""
    lines = [f"| {' | '.join(header)} |", "|" + "---|" * len(header)]
    lines += [f"| {' | '.join(cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines)


def cell(value: object) -> str:
    """Return a value as it may stand in a table."""
    return " ".join(str(value).split()).replace("|", "\\|").replace("<", "&lt;").replace("{", "&#123;")


def code(value: object) -> str:
    """Return a value set as code, or nothing for an empty one."""
    return f"`{value}`" if str(value) else ""


def first_line(docstring: str | None) -> str:
    """Return the first sentence or paragraph of a docstring, on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())
