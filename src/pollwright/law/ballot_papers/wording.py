"""What a ballot paper tells the voter to do (B-07), in English and, where the form's words are held, in Welsh."""

from dataclasses import dataclass
from typing import Final

from pollwright.law.conduct.voting_systems import VotingSystem
from pollwright.law.nations import Nation
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.workings import Working
from pollwright.messages import Message

INSTRUCTION: Final = Source(LOCAL_RULES_2006, "form of ballot paper", "B-07", confirmed=False)
_WORDS: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


@dataclass(frozen=True, slots=True)
class Instruction:
    """The instruction on a ballot paper.

    `columns` is the number of columns of boxes. `welsh` is empty where the Welsh words of the form are not held: then the
    paper must not go to print in Wales before they are put in (`welsh_needed`).
    """

    english: str
    columns: int
    welsh: str = ""
    welsh_needed: bool = False
    workings: tuple[Working, ...] = ()


_ONCE: Final[dict[VotingSystem, str]] = {
    VotingSystem.SUPPLEMENTARY_VOTE: (
        "Vote once [X] in column one for your first choice, and vote once [X] in column two for your second choice"
    ),
    VotingSystem.SINGLE_TRANSFERABLE_VOTE: (
        "Number the candidates in the order of your choice: put 1 next to your first choice, 2 next to your second "
        "choice, 3 next to your third choice, and so on. You can make as many or as few choices as you wish"
    ),
    VotingSystem.CLOSED_LIST: "Vote only once by putting a cross [X] in the box next to your choice",
    VotingSystem.ADDITIONAL_MEMBER: "Vote only once by putting a cross [X] in the box next to your choice",
    VotingSystem.TWO_ANSWERS: "Vote only once by putting a cross [X] in the box next to your choice",
    VotingSystem.DUAL_MAJORITY: "Vote only once by putting a cross [X] in the box next to your choice",
    VotingSystem.SIGNATURES: "Sign in the box if you want the petition to succeed",
}


def instruction(system: VotingSystem, seats: int, nation: Nation) -> Instruction:
    """Return the instruction of a ballot paper.

    :param seats: the seats contested, which is how many crosses a voter may put (E-01).
    :raises ValueError: where there is no seat.
    """
    if seats < 1:
        raise ValueError("A ballot fills at least one seat")
    text = _ONCE.get(system) or _crosses(seats)
    columns = 2 if system is VotingSystem.SUPPLEMENTARY_VOTE else 1
    says = Message("The instruction follows the voting system and the seats contested: {seats}", seats=seats)
    return Instruction(text, columns, welsh_needed=nation is Nation.WALES, workings=(Working(says, None, INSTRUCTION),))


def in_words(number: int) -> str:
    """Return a number as papers and notices write it: in words to twenty, in figures beyond."""
    return _WORDS[number - 1] if 1 <= number <= len(_WORDS) else str(number)


def _crosses(seats: int) -> str:
    if seats == 1:
        return "Vote for only one candidate by putting a cross [X] in the box next to your choice"
    return (
        f"Vote for no more than {in_words(seats)} candidates by putting a cross [X] in the box next to each of your "
        "choices"
    )
