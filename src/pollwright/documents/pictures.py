"""Pictures as PNG, for files that can't hold what they are drawn in."""

from __future__ import annotations

from pollwright.documents.typesetting import Typesetter

TEMPLATE = "documents/styles/picture.typ"


def png_of(svg: str, *, ppi: int = 160) -> bytes:
    """Return an SVG as PNG, as large as it is drawn, on white, in our fonts.

    :raises TypesettingFailed: where it is no SVG.
    """
    return Typesetter().picture(TEMPLATE, svg, ppi=ppi)
