"""The kinds of poll that a register is used for."""

from enum import StrEnum


class Register(StrEnum):
    """The two legal registers that an officer keeps, printed as one with markers."""

    PARLIAMENTARY = "parliamentary"
    LOCAL = "local"


class PollType(StrEnum):
    """A kind of poll whose franchise stands in the franchise matrix.

    Business improvement district ballots are not here: ratepayers vote in them, not electors.
    """

    UK_PARLIAMENT = "uk-parliament"
    RECALL = "recall"
    ENGLAND_LOCAL = "england-local"
    PARISH = "parish"
    MAYOR = "mayor"
    CA_MAYOR = "ca-mayor"
    PCC = "pcc"
    NEIGHBOURHOOD_REFERENDUM = "neighbourhood-referendum"
    COUNCIL_TAX_REFERENDUM = "council-tax-referendum"
    GOVERNANCE_REFERENDUM = "governance-referendum"
    SENEDD = "senedd"
    WELSH_LOCAL = "welsh-local"
    SCOTTISH_PARLIAMENT = "scottish-parliament"
    SCOTTISH_LOCAL = "scottish-local"
