"""The manifest of a demonstration authority: what was made, counted, so that an import can be reconciled against it."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

FORMAT = 1


@dataclass(slots=True)
class Manifest:
    """Counts of everything in the files, taken as they were written."""

    authority: str
    name: str
    gss: str
    electors: int
    seed: int
    on: str
    format: int = FORMAT
    rows: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    areas_by_kind: dict[str, int] = field(default_factory=dict)
    electors_by_marker: dict[str, int] = field(default_factory=dict)
    electors_by_category: dict[str, int] = field(default_factory=dict)
    electors_by_district: dict[str, int] = field(default_factory=dict)
    electors_by_open_register: dict[str, int] = field(default_factory=dict)
    attainers: int = 0
    anonymous: int = 0
    over_76: int = 0
    properties_by_kind: dict[str, int] = field(default_factory=dict)
    properties_by_status: dict[str, int] = field(default_factory=dict)
    applications_by_case: dict[str, int] = field(default_factory=dict)
    applications_by_kind: dict[str, int] = field(default_factory=dict)
    same_person: dict[str, int] = field(default_factory=dict)

    def count_properties(self, properties: pl.DataFrame) -> None:
        """Add a block's properties."""
        add(self.properties_by_kind, properties["kind"])
        add(self.properties_by_status, properties["status"])

    def count_electors(self, electors: pl.DataFrame) -> None:
        """Add a block's electors, as written to electors.csv."""
        add(self.electors_by_marker, electors["marker"])
        add(self.electors_by_category, electors["category"])
        add(self.electors_by_district, electors["district"])
        add(self.electors_by_open_register, electors["open_register"])
        self.attainers += electors.height - electors["attains_on"].null_count()
        self.anonymous += int((electors["anonymous"] == "yes").sum())
        self.over_76 += int((electors["over_76"] == "yes").sum())

    def count_applications(self, applications: pl.DataFrame, cases: pl.DataFrame) -> None:
        """Add a block's applications and the cases that they stand for."""
        add(self.applications_by_kind, applications["kind"])
        add(self.applications_by_case, cases["case"])

    def write(self, out: Path) -> None:
        """Write manifest.json: sorted keys, so that the same authority gives the same bytes."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False)
        (out / "manifest.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, out: Path) -> "Manifest":
        """Read the manifest of an authority written earlier."""
        return cls(**json.loads((out / "manifest.json").read_text(encoding="utf-8")))


def begun(authority: str, name: str, gss: str, electors: int, seed: int, on: date) -> Manifest:
    """Return a manifest with nothing counted yet."""
    return Manifest(authority, name, gss, electors, seed, on.isoformat())


def add(counts: dict[str, int], values: pl.Series) -> None:
    """Add the frequency of each value to `counts`; blank is counted under the empty string."""
    found = Counter(counts)
    found.update({str(value or ""): int(count) for value, count in values.value_counts(sort=False).iter_rows()})
    counts.clear()
    counts.update({key: found[key] for key in sorted(found)})
