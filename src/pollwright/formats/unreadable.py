"""The refusal of a file that cannot be read at all."""

from pollwright.findings import Finding


class UnreadableFile(Exception):
    """A file that cannot be read. Carries the finding that says why; the message holds nothing from the file."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.code}: {finding.problem}")
        self.finding = finding
