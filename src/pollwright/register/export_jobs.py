"""Long work of exports: workbooks and print editions, made ahead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.register.operations.exporting_copies import make_copy


@work(
    "register.make-copy",
    steps=("Making the copy", "Setting the polling districts", "Binding"),
    result="register:publication",
)
def copy_ahead(context: WorkContext) -> Mapping[str, Any]:
    """Make a copy of an edition and keep it; handing it out is another act."""
    asked = context.parameters
    return make_copy(
        context.actor,
        asked["reference"],
        asked["edition"],
        asked["format"],
        progress=context.progress,
        conclude=lambda: context.conclude({"reference": asked["reference"]}),
    )
