"""Papers for the tests of batches: fictitious, quick to set, of any size."""

from datetime import date

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.editions import Edition
from pollwright.documents.papers.officer_letter import LetterText, OfficerLetter
from pollwright.documents.papers.register_part import Entry, RegisterPart, Street, Totals

IMPRINT = Imprint("Exmouth Vale Council", "Electoral Registration Officer", "EVC-2026-R1", date(2026, 12, 1))


def letter(*paragraphs: str) -> OfficerLetter:
    """Return a letter with these paragraphs."""
    text = LetterText(IMPRINT.languages[0], "Registering to vote", "Dear Alex", paragraphs, (), "Yours sincerely", ())
    return OfficerLetter(IMPRINT, ("Sample Road",), ("Alex Sample",), (text,), "")


def part(electors: int, *, code: str = "NC1", name: str = "Sample, Alex") -> RegisterPart:
    """Return a district of electors, fifty to a street, numbered from 1, all of one name."""
    numbers = range(1, electors + 1)
    streets = tuple(
        Street(
            f"Street {start}",
            tuple(Entry(str(number), "", name, None, str(number)) for number in numbers[start : start + 50]),
        )
        for start in range(0, electors, 50)
    )
    totals = Totals(by_street=electors, others=0, anonymous=0, attainers=0)
    return RegisterPart(
        IMPRINT, "Register of electors 2027", Edition.FULL, code, "Nether Combe", (), (), streets, (), (), totals
    )
