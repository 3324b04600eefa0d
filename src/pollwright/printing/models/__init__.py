"""The tables of this room."""

from pollwright.printing.models.changes import ChangeLetters
from pollwright.printing.models.documents import Document, DocumentFile, Posting, PostingPlace
from pollwright.printing.models.emblems import EmblemPicture
from pollwright.printing.models.openings import OpeningSession
from pollwright.printing.models.orders import PrintOrder, PrintPacket
from pollwright.printing.models.packs import StationPacks
from pollwright.printing.models.welsh import WelshWording

__all__ = [
    "ChangeLetters",
    "Document",
    "DocumentFile",
    "EmblemPicture",
    "OpeningSession",
    "Posting",
    "PostingPlace",
    "PrintOrder",
    "PrintPacket",
    "StationPacks",
    "WelshWording",
]
