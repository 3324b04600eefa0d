"""A paper of blocks as accessible HTML: the twin of its PDF, for the authority's pages."""

from pathlib import Path

import jinja2

from pollwright.documents.blocks import Version
from pollwright.documents.imprint import Imprint
from pollwright.documents.wording import long_date, say

UNCHECKED_WORDS = "NOT THE PRESCRIBED WORDING: TO BE CHECKED AGAINST THE FORM"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).resolve().parent / "styles"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_html(imprint: Imprint, versions: tuple[Version, ...], *, published_by: str = "", level: int = 1) -> str:
    """Return the paper as an HTML fragment: one `article` for each language, to stand within a page.

    Text is escaped; a name may be read from right to left. The classes are those of GOV.UK Frontend.

    :param level: the level of the title's heading on the page, 1 to 5.
    """
    template = _TEMPLATES.get_template("blocks.html")
    dated = [long_date(version.language, imprint.dated) for version in versions]
    rehearsal = _marks(imprint.rehearsal, "REHEARSAL: NOT A LIVE ELECTION DOCUMENT", versions)
    unchecked = _marks(imprint.unchecked_words, UNCHECKED_WORDS, versions)
    return template.render(
        imprint=imprint,
        versions=list(zip(versions, dated, rehearsal, unchecked, strict=True)),
        published_by=published_by,
        level=level,
    )


def _marks(shown: bool, words: str, versions: tuple[Version, ...]) -> list[str]:
    """Return a mark in the language of each version; nothing is said of one that is not shown."""
    return [say(version.language, words) if shown else "" for version in versions]
