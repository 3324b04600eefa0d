"""The two demonstration authorities: a large unitary on real ground, and a small invented borough beside it."""

from dataclasses import dataclass, replace

from pollwright.synth.geography import POLICE_AREA, Division, Parish, divisions, parishes

SMALL_DIVISIONS = {  # real boundary -> invented code, name and letters
    "E05014374": ("E05999001", "Harbour", "WA"),
    "E05014359": ("E05999002", "Moorland", "WB"),
    "E05014386": ("E05999003", "Vale", "WC"),
}
SMALL_PARISHES = (
    ("Ashcombe Regis", "E05999001"),
    ("Netherbourne", "E05999002"),
    ("Stoke Larkham", "E05999002"),
    ("Fallow Hinton", "E05999002"),
    ("Upper Wexmoor", "E05999003"),
    ("Quarme Abbas", "E05999003"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A demonstration authority: its codes, its ground and the number ranges reserved for it."""

    code: str
    name: str
    gss: str
    divisions: tuple[Division, ...]
    parishes: tuple[Parish, ...]
    constituencies: tuple[tuple[str, str], ...]
    police_area: tuple[str, str]
    uprn_base: int  # ranges far above any number in use
    usrn_base: int


def somerset() -> Profile:
    """Return the large authority: 55 divisions and 279 parishes under their real names and codes."""
    grounds = divisions()
    return Profile(
        "somerset-demo",
        "Somerset (demonstration)",
        "E06000066",
        grounds,
        parishes(),
        tuple(sorted({(ground.constituency, ground.constituency_name) for ground in grounds})),
        POLICE_AREA,
        999_000_000_000,
        99_000_000,
    )


def small() -> Profile:
    """Return the small authority: three invented wards, for tests that need a second council."""
    grounds = tuple(
        replace(
            ground,
            gss=SMALL_DIVISIONS[ground.gss][0],
            name=SMALL_DIVISIONS[ground.gss][1],
            letters=SMALL_DIVISIONS[ground.gss][2],
            constituency="E14999001",
            constituency_name="Wexmoor",
            post_town="Wexmoor",
            outward_codes=("WX1", "WX2"),
        )
        for ground in divisions()
        if ground.gss in SMALL_DIVISIONS
    )
    places = [
        Parish(f"E04999{number:03}", name, (division,)) for number, (name, division) in enumerate(SMALL_PARISHES, 1)
    ]
    places.append(Parish("E04999010", "Wexmoor St Mary", ("E05999001", "E05999003")))
    return Profile(
        "wexmoor-demo",
        "Wexmoor Borough (demonstration)",
        "E07999001",
        tuple(sorted(grounds, key=lambda ground: ground.gss)),
        tuple(places),
        (("E14999001", "Wexmoor"),),
        POLICE_AREA,
        998_000_000_000,
        98_000_000,
    )


PROFILES = {"somerset": somerset, "small": small}
