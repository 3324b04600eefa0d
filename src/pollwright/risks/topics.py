"""The topics that the risk register of every poll starts with, each with its usual control (MM-I18). Pure data."""

from __future__ import annotations

from typing import Final

TOPICS: Final = (
    (
        "Returning Officer",
        "The Returning Officer or a deputy can't act",
        "Deputies appointed in writing with full powers; a call-out list",
    ),
    (
        "Core staff",
        "Members of the core team are lost at a critical time",
        "Procedures written down; each task known by two people",
    ),
    ("Short notice", "A poll is called at short notice", "A plan for an unscheduled poll kept ready all year"),
    (
        "Combination",
        "Polls taken together are combined wrongly",
        "The combination is worked out and confirmed by two people",
    ),
    ("Law", "The law changes late", "Changes of the law are watched; late ones go through one officer"),
    ("Costs", "Costs exceed what can be claimed", "Budget by heading; receipts kept as they come"),
    ("Contractors", "A contractor fails", "Named contacts, milestones, and an alternative"),
    (
        "Printing",
        "What goes to the printer, or a proof of it, is wrong",
        "Release only what reconciles; proofs signed by two people",
    ),
    ("Poll cards", "Poll cards are wrong, or not sent", "Cards are proved against the electorate before release"),
    (
        "Postal votes",
        "Packs go out late or wrongly put together",
        "Samples from each batch; daily figures from the printer",
    ),
    ("Post", "The post fails or strikes", "Dispatch spread over days; delivery by hand prepared"),
    (
        "Systems",
        "The electoral system or the network fails",
        "Backups restored in a test; paper packs for every station",
    ),
    (
        "Cyber attack",
        "Systems are attacked",
        "Second factors, patches, and a plan for the day agreed with the council's specialists",
    ),
    (
        "Data breach",
        "Personal data get into wrong hands",
        "Least access; exports recorded; breaches reported in 72 hours",
    ),
    ("Register", "The register is wrong, or a notice is late", "Notices proved and issued by two people on their days"),
    (
        "Electorate",
        "Electors are missing from, or twice in, the electorate of the poll",
        "The electorate is frozen and proved against the register",
    ),
    (
        "Across boundaries",
        "Data from or for another authority are late",
        "Agreed files and days with each neighbour; a test before the poll",
    ),
    (
        "Nominations",
        "A nomination is determined wrongly, or out of time",
        "Two people check each paper against the rules",
    ),
    ("Ballot papers", "Ballot papers are misprinted", "Proofs against the statement, signed by two people"),
    (
        "Quantities",
        "Ballot papers run out at a station",
        "Quantities worked out from the electorate; spare books held centrally",
    ),
    ("Polling stations", "A station can't be used on the day", "A backup venue for each; amended notices prepared"),
    ("Station staff", "Stations are not fully staffed", "A reserve pool, trained; call-out list"),
    (
        "Queues",
        "Voters queue at the close of poll",
        "Staffing by electors in person; those in the queue are counted in",
    ),
    (
        "Voter identification",
        "Voters are turned away wrongly, or without privacy",
        "Training with examples; a private space at each station",
    ),
    ("Accessibility", "Disabled voters can't vote in person unaided", "Equipment agreed and checked at each station"),
    ("Disorder", "Disorder or intimidation at a station or the count", "A plan and contacts agreed with the police"),
    ("Candidates", "Candidates are threatened", "A briefing with the police; home addresses withheld on request"),
    (
        "Emergencies",
        "Severe weather, a pandemic or a power cut",
        "Stations can be moved; torches, generators and supplies held",
    ),
    ("Transport", "Boxes or papers are lost on their way", "Routes, seals and receipts for every box"),
    ("Count venue", "The count venue is lost", "A second venue held for the day"),
    (
        "Verification and count",
        "Totals of boxes and papers do not agree",
        "A written count plan; a rehearsal with its staff",
    ),
    ("Results", "A result is declared wrongly", "Two people check each total before it is declared"),
    (
        "Media and observers",
        "Media or observers disturb the process",
        "Accreditation, a marked area and one spokesperson",
    ),
    (
        "Integrity",
        "Electoral fraud, or an allegation of it",
        "A plan agreed with the police; a log of what is reported",
    ),
    ("Petitions", "An election petition is brought", "Records of each decision kept; legal advice at hand"),
    (
        "Storage",
        "Sealed papers are lost or opened",
        "Sealed on the night, listed, and held under key for the statutory time",
    ),
    ("Health and safety", "Somebody is hurt at a station or the count", "Assessments of each venue; first aid on site"),
    (
        "Death",
        "A candidate or the Sovereign dies",
        "Rules of countermand and adjournment at hand; a plan for the days after",
    ),
    (
        "Communications",
        "Voters or staff are told wrong things, or nothing",
        "One plan of communications with its owner; lines tested",
    ),
    (
        "Retention",
        "Papers are kept too long, or destroyed too soon",
        "Days of destruction in the calendar; two people sign",
    ),
)
"""Topic, risk and control."""
