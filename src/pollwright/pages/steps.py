"""Progress of long work: its steps, how far it has come, and the way to cancel it."""

from dataclasses import dataclass
from enum import StrEnum

from pollwright.pages.tags import Colour, Tag, TagSet


class StepState(StrEnum):
    """Where one step stands."""

    TO_DO = "to do"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


STEP_TAGS = TagSet(
    {
        StepState.TO_DO: Tag("To do", Colour.GREY),
        StepState.RUNNING: Tag("Running", Colour.BLUE),
        StepState.DONE: Tag("Done", Colour.GREEN),
        StepState.FAILED: Tag("Failed", Colour.RED),
        StepState.CANCELLED: Tag("Cancelled", Colour.YELLOW),
    }
)

ENDED = frozenset({StepState.DONE, StepState.FAILED, StepState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work, with a line that says what it found or waits for."""

    label: str
    state: StepState = StepState.TO_DO
    detail: str = ""

    @property
    def tag(self) -> Tag:
        """The tag of the step's state."""
        return STEP_TAGS.of(self.state)


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of long work, as its page shows it.

    ``done`` of ``total`` units (``total`` None: not known yet); ``poll`` is the address that answers with
    this component again, ``cancel`` takes a POST. Neither is used once ``state`` is an end.
    """

    title: str
    state: StepState
    steps: tuple[Step, ...] = ()
    done: int = 0
    total: int | None = None
    unit: str = ""
    message: str = ""
    poll: str = ""
    cancel: str = ""
    result: str = ""
    result_label: str = ""
    every_seconds: int = 2
    element_id: str = "progress"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen, so that the page need not ask again."""
        return self.state in ENDED

    @property
    def per_cent(self) -> int | None:
        """How far the work has come, 0 to 100, rounded down; None where the total is not known."""
        if self.total is None:
            return None
        if self.total == 0:
            return 100
        return min(100, max(0, self.done * 100 // self.total))

    @property
    def tag(self) -> Tag:
        """The tag of the whole work."""
        return STEP_TAGS.of(self.state)
