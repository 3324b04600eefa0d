"""What can go wrong with the private server, in words for the person at the keyboard."""


class PostgresProblem(Exception):
    """The private server can't do what was asked.

    :param problem: what is wrong, without personal data.
    :param remedy: what to do about it.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy
