"""A paper of blocks as accessible HTML: the twin of its PDF, for the authority's pages."""

from pathlib import Path

import jinja2

from pollwright.documents.blocks import Version
from pollwright.documents.imprint import Imprint
from pollwright.documents.wording import long_date, say

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
    rehearsal = [say(version.language, "REHEARSAL: NOT A LIVE ELECTION DOCUMENT") for version in versions]
    return template.render(
        imprint=imprint,
        versions=list(zip(versions, dated, rehearsal, strict=True)),
        published_by=published_by,
        level=level,
    )
