"""What the gallery shows: invented people and work, enough of each to look like a day in the office."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pollwright.pages.charts import Chart, Point, Shape
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    NumberField,
    PasswordField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.shell import Banner, BannerKind, Crumb, NavItem, Shell, Suggestion
from pollwright.pages.steps import Progress, Step, StepState
from pollwright.pages.summaries import SummaryAction, SummaryRow
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    TextFilter,
    YesNoFilter,
)
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.timeline import Change, Timeline, TimelineEntry

LONDON = ZoneInfo("Europe/London")
STATES = TagSet(
    {
        "received": Tag("Received", Colour.BLUE),
        "evidence": Tag("Evidence due", Colour.YELLOW),
        "open": Tag("Open to objection", Colour.PURPLE),
        "ready": Tag("Ready to determine", Colour.GREEN),
        "refused": Tag("Rejected", Colour.RED),
    }
)
WARDS = tuple((name.lower(), name) for name in ("Abbey", "Bridge", "Castle", "Dene", "Eastgate", "Fairfield"))


@dataclass(frozen=True, slots=True)
class Application:
    """A row of the gallery's list."""

    id: int
    reference: str
    name: str
    folded: str
    address: str
    ward: str
    received: datetime
    born: date | None
    state: str
    days: int
    fee: int
    email: str


SURNAMES = [
    "Ashdown",
    "Brine",
    "Carrow",
    "Dunstable",
    "Ellery",
    "Fenwick",
    "Gorse",
    "Hallam",
    "Inkpen",
    "Jessop",
    "Kestrel",
    "Larkin",
]
FORENAMES = ["Ada", "Bram", "Cerys", "Dilys", "Edwin", "Freya", "Gwil", "Hana", "Idris", "Jonah"]
STREETS = ["Abbey Row", "Bell Lane", "Castle Street", "Drove Road", "East Parade", "Fore Street", "Glebe Close"]


def applications(count: int = 130) -> list[Application]:
    """Return invented applications, the same on every call."""
    states = list(STATES.tags)
    first = datetime(2026, 11, 20, 16, 40, tzinfo=LONDON)
    rows = []
    for place in range(count):
        surname, forename = SURNAMES[place * 7 % 12], FORENAMES[place * 3 % 10]
        rows.append(
            Application(
                id=place,
                reference=f"A{place + 311:06}",
                name=f"{surname}, {forename}",
                folded=f"{surname} {forename}".lower(),
                address=f"{place * 5 % 97 + 1} {STREETS[place % 7]}, Wells, BA5 {place % 9}AB",
                ward=WARDS[place % 6][1],
                received=first - timedelta(hours=place * 5),
                born=None if place % 11 == 4 else date(1940 + place % 66, place % 12 + 1, place % 28 + 1),
                state=states[place % 5],
                days=place * 5 // 24,
                fee=place * 125,
                email=f"person{place}@example.org",
            )
        )
    return rows


APPLICATIONS = TableSpec(
    name="applications",
    columns=(
        Column("reference", "Reference", sortable=True, href=lambda row: f"/thing/{row.reference}/"),
        Column("name", "Name", sort_by=(SortColumn("folded"),)),
        Column("address", "Address"),
        Column("ward", "Ward", sortable=True),
        Column("received", "Received", Kind.MOMENT, sortable=True),
        Column("born", "Date of birth", Kind.DATE, hidden_by_default=True),
        Column("state", "State", Kind.TAG, value=lambda row: STATES.of(row.state)),
        Column("days", "Days", Kind.NUMBER, sortable=True),
        Column("fee", "Fee", Kind.MONEY, hidden_by_default=True),
        Column("email", "E-mail", hidden_by_default=True),
    ),
    filters=(
        ChoiceFilter("state", "State", tuple((state, tag.text) for state, tag in STATES.tags.items())),
        MultiChoiceFilter("ward", "Ward", WARDS),
        TextFilter("address", "Address has", "Part of a street or a postcode"),
        DateRangeFilter("received", "Received"),
        YesNoFilter("born", "Date of birth known"),
    ),
    default_sort="received",
    search_label="Search by name, address or reference",
    search_hint="Three letters or more. Spelling need not be exact.",
    page_size=25,
)

FORM = Form(
    HiddenField("version"),
    TextField("forename", "Forename", longest=50, width=20),
    TextField("surname", "Surname", hint="As on the application", longest=50, width=20),
    DateField("born", "Date of birth", hint="For example, 31 3 1980", noun="the date of birth"),
    EmailField("email", "Email address", required=False),
    NumberField("people", "Number of people at the address", least=0, most=60, width=3),
    Select("ward", "Ward", choices=tuple(Choice(value, label) for value, label in WARDS)),
    Radios(
        "proof",
        "What shows who they are?",
        noun="what shows who they are",
        choices=(
            Choice("match", "Matched with national records"),
            Choice("passport", "Passport", "The photograph page"),
            Choice("other", "Something else", reveals=(TextField("proof_other", "What it is", width=20),)),
        ),
    ),
    Checkboxes(
        "wishes",
        "What they asked for",
        required=False,
        choices=(Choice("open", "Not in the open register"), Choice("post", "A postal vote")),
    ),
    TextArea("notes", "Notes", required=False, longest=500, rows=3),
    FileField("scan", "Scan of the application", required=False, endings=(".pdf", ".png")),
    PasswordField("password", "Your password", hint="We ask again because this cannot be undone"),
    Confirmation("sure", "I have seen the evidence myself"),
)

TIMELINE = Timeline.of(
    [
        TimelineEntry(
            datetime(2026, 11, 20, 16, 40, tzinfo=LONDON),
            "Morgan Hale",
            "Application allowed",
            "Deputy registration officer",
            "No objection was made in the five days that the list was open",
            "/thing/A000311/",
            "A000311",
        ),
        TimelineEntry(
            datetime(2026, 11, 20, 9, 5, tzinfo=LONDON),
            "Sam Okoro",
            "Name changed on the register",
            "Electoral services officer",
            "Marriage certificate seen",
            changes=(Change("Surname", "Brine", "Carrow"), Change("Title", "", "Dr")),
        ),
        TimelineEntry(
            datetime(2026, 11, 12, 0, 0, tzinfo=LONDON), "The system", "Identity matched with national records"
        ),
        TimelineEntry(datetime(2026, 11, 11, 23, 50, tzinfo=LONDON), "The applicant", "Application received online"),
    ]
)

SUMMARY = (
    SummaryRow("Name", "Carrow, Bethan", actions=(SummaryAction("Change", "/change/", "name"),)),
    SummaryRow("Address", ("12 Abbey Row", "Wells", "BA5 2AB"), "Since 4 March 2019", href="/property/"),
    SummaryRow("State", STATES.tags["ready"]),
    SummaryRow(
        "Nationality",
        "British",
        "From an application of 4 March 2019",
        actions=(
            SummaryAction("Change", "/change/", "nationality"),
            SummaryAction("Why", "/why/", "this nationality counts"),
        ),
    ),
)

BARS = Chart(
    "Applications received last week, by day",
    "Day",
    "Applications",
    tuple(
        Point(day, value)
        for day, value in zip(
            ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), (212, 168, 181, 97, 240), strict=True
        )
    ),
    element_id="bars",
)
LINE = Chart(
    "Electors on the register, by month",
    "Month",
    "Electors",
    tuple(
        Point(month, value)
        for month, value in zip(
            ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"],
            (429800, 430120, 430570, 431900, 435020, 434800, 434100, 433950, 433700, 434020, 434500, 434910),
            strict=True,
        )
    ),
    Shape.LINE,
    element_id="line",
)


def progress(state: StepState = StepState.RUNNING) -> Progress:
    """Return long work that has come some way, or has ended."""
    ended = state is not StepState.RUNNING
    return Progress(
        title="Publishing the revised register",
        state=state,
        steps=(
            Step("Number the electors", StepState.DONE, "434,910 electors in 212 districts"),
            Step("Write the full edition", StepState.DONE if ended else StepState.RUNNING),
            Step("Write the open edition", state if ended else StepState.TO_DO),
            Step("Prove the counts", state if ended else StepState.TO_DO),
        ),
        done=434910 if ended else 187340,
        total=434910,
        unit="electors",
        message="" if ended else "District EG2, Eastgate",
        poll="/progress/",
        cancel="/cancel/",
        result="/result/",
        result_label="See the publication",
    )


SHELL = Shell(
    home="/",
    nav=(
        NavItem("Today", "/", active=True),
        NavItem("Register", "/register/"),
        NavItem("Applications", "/table/", count=130),
        NavItem("Canvass", "/canvass/"),
        NavItem("Elections", "/elections/"),
        NavItem("Places", "/places/"),
        NavItem("Reports", "/reports/"),
    ),
    authority="Mendip Vale Council",
    person="Morgan Hale",
    capacity="Deputy registration officer",
    account="/account/",
    sign_out="/sign-out/",
    search="/search/",
    search_label="Search everything",
    banner=Banner(
        BannerKind.DEMONSTRATION, "Demonstration", "Nobody here is real. The clock is set to 22 November 2026."
    ),
    footer=(NavItem("Help", "/help/"), NavItem("Accessibility", "/accessibility/"), NavItem("Privacy", "/privacy/")),
)
CRUMBS = (Crumb("Today", "/"), Crumb("Applications", "/table/"))
SUGGESTIONS = (
    Suggestion("Carrow, Bethan", "12 Abbey Row, Wells, BA5 2AB", "/thing/E000311/", "former name Brine"),
    Suggestion("Carrow, Idris", "12 Abbey Row, Wells, BA5 2AB", "/thing/E000312/"),
)
