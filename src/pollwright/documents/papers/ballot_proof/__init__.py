"""The proof sheet of a ballot paper: front and back in small, what was checked, and two people's signatures (B-13)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.ballot_paper import BallotPaper


class ProofCheck(NamedTuple):
    """One thing that was checked: what, what it must be, what the paper has. It passes where the two are the same."""

    what: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class BallotProof:
    """The sheet.

    :param ballot: the paper that is proofed; its scale model is drawn by the template of the paper itself.
    :param statement_hash: SHA-256 of the statement of persons nominated that the paper was made from.
    :param text_hash: of the ballot paper's text: a proof holds only while the paper has it.
    :param signatories: two different people, by post, who approve the proof.
    :raises ValueError: where the hash is not that of the paper, nothing was checked, or there are not two signatories.
    """

    template: ClassVar[str] = "documents/papers/ballot_proof/ballot_proof.typ"

    imprint: Imprint
    ballot: BallotPaper
    statement_hash: str
    text_hash: str
    checks: tuple[ProofCheck, ...]
    signatories: tuple[str, str]

    def __post_init__(self) -> None:
        if self.text_hash != self.ballot.text_hash:
            raise ValueError("The proof is of another text than that of the ballot paper.")
        if not self.checks:
            raise ValueError("A proof states what was checked.")
        if len(set(self.signatories)) != 2:
            raise ValueError("A proof is approved by two different people.")

    @property
    def passes(self) -> bool:
        """Whether everything that was checked is as it must be."""
        return all(check.expected == check.found for check in self.checks)
