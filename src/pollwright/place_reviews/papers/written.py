"""The papers of a review: what each says, set as PDF and written as a Word file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Block, Column, Facts, Heading, Items, Paragraph, Side, Table, Version, texts_of
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.wording import long_date
from pollwright.law.place_reviews import APPEAL, NOTICE, OFFICER_PUBLISHED, RESULTS
from pollwright.place_reviews.models import Comment, PlaceReview, ReviewedDistrict
from pollwright.place_reviews.papers.mapped import map_of
from pollwright.place_reviews.queries.reviews import posting_places, written_rows
from pollwright.place_reviews.states import Decision, PaperKind, Proposal, View, Voice

SIGNS = "Electoral Services"
TITLES = {
    PaperKind.NOTICE: "Notice of a review of polling districts and polling places",
    PaperKind.OFFICER: "Comments of the (Acting) Returning Officer",
    PaperKind.PROPOSALS: "Proposals for polling districts and polling places",
    PaperKind.REPORT: "Review of polling districts and polling places: results",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What a paper says, and what it says alike whenever the data are the same."""

    version: Version
    imprint: Imprint

    @property
    def said(self) -> str:
        """Every text of it, for its digest."""
        return "\n".join(texts_of(self.version))

    def paper(self) -> BlockPaper:
        """Return it as it is set."""
        return BlockPaper(self.imprint, (self.version,), flipped=True, points=9)


def written(review: PlaceReview, kind: PaperKind, reference: str, on: date) -> Written:
    """Return a paper of a review as its data are now."""
    authority = Authority.objects.values_list("name", flat=True).get(pk=review.authority_id)
    rows, comments = written_rows(review.pk)
    shown = map_of(review)
    blocks: Sequence[Block]
    if kind is PaperKind.NOTICE:
        blocks = _notice(review, authority, rows)
    elif kind is PaperKind.OFFICER:
        blocks = _officer(review, comments)
    elif kind is PaperKind.PROPOSALS:
        blocks = [*_proposals(review, rows), *shown]
    else:
        blocks = [*_report(review, rows, comments), *shown]
    imprint = Imprint(authority, SIGNS, reference, on)
    return Written(Version(Language.ENGLISH, TITLES[kind], review.title, tuple(blocks)), imprint)


def posting_list(review: PlaceReview, kind: PaperKind, places: Sequence[str], reference: str, on: date) -> BlockPaper:
    """Return the list to take along: each place where a paper is still to be posted, with room to sign."""
    authority = Authority.objects.values_list("name", flat=True).get(pk=review.authority_id)
    columns = (Column("Place", 4), Column("Posted (day and time)", 2), Column("By (name, initials)", 2))
    rows = tuple((place, "", "") for place in places)
    blocks: tuple[Block, ...] = (
        Facts((("Paper", f"{TITLES[kind]} ({reference})"), ("Review", review.title))),
        Table(columns, rows, row_height=12) if rows else Paragraph("It is posted at every place."),
    )
    imprint = Imprint(authority, SIGNS, reference, on)
    return BlockPaper(imprint, (Version(Language.ENGLISH, "Posting list", review.title, blocks),), points=9)


def _notice(review: PlaceReview, authority: str, rows: Sequence[ReviewedDistrict]) -> list[Block]:
    where = review.area.name if review.area else f"the area of {authority}"
    places = posting_places(review.authority_id)
    return [
        Paragraph(f"{authority} is reviewing the polling districts and polling places of {where}."),
        Paragraph(
            f"Comments must reach us by {_day(review.consultation_ends_on)}, by letter or e-mail to {SIGNS}.",
            strong=True,
        ),
        Items(
            (
                "Any elector of a constituency that lies in the area may comment on any polling district or place.",
                "We ask in particular for the views of people with expertise in access to buildings for disabled people.",
                "Whoever says that a place should change should say which other place could be used instead.",
                "The (Acting) Returning Officer of each constituency comments on the stations there are and could be;"
                " the comments are published within 30 days of their receipt.",
                "All comments are published with the results.",
            )
        ),
        Facts(
            (
                ("Proposals are planned for", _day(review.proposals_on)),
                ("The council is to decide on", _day(review.decision_on)),
                ("The results are to be published by", _day(review.results_on)),
                ("The papers can be seen at", "; ".join(places) or "the council's offices"),
                ("Given under", f"{NOTICE.instrument}, {NOTICE.provision}"),
            )
        ),
        Heading("Polling districts and places as they are"),
        Table(
            (
                Column("District", 1),
                Column("Name", 3),
                Column("Polling place", 4),
                Column("Electors", 1, Side.RIGHT),
            ),
            tuple((row.code, row.district.name, _place(row), f"{row.electors:,}") for row in rows),
            caption=f"Electors in the register of {_day(review.counted_on)}",
        ),
    ]


def _officer(review: PlaceReview, comments: Sequence[Comment]) -> list[Block]:
    said = [one for one in comments if one.voice == Voice.RETURNING_OFFICER]
    return [
        Paragraph(
            "The (Acting) Returning Officer commented as follows on the polling stations there are and on those that the"
            " proposals would need."
        ),
        Facts((("Published under", f"{OFFICER_PUBLISHED.instrument}, {OFFICER_PUBLISHED.provision}"),)),
        Table(
            (Column("Received", 2), Column("District", 1), Column("Comment", 7)),
            tuple((_day(one.received_on), _about(one), one.words) for one in said),
        ),
    ]


def _proposals(review: PlaceReview, rows: Sequence[ReviewedDistrict]) -> list[Block]:
    changing = [row for row in rows if row.proposal != Proposal.KEEP]
    staying = [row for row in rows if row.proposal == Proposal.KEEP]
    return [
        Paragraph(
            f"{len(changing)} of {len(rows)} polling districts would change. The council is to decide on"
            f" {_day(review.decision_on)}."
        ),
        Heading("What would change"),
        Table(
            (
                Column("District", 1),
                Column("Electors now", 1, Side.RIGHT),
                Column("Expected", 1, Side.RIGHT),
                Column("Polling place now", 3),
                Column("Proposal", 4),
                Column("Reasons", 5),
            ),
            tuple(
                (
                    row.code,
                    f"{row.electors:,}",
                    f"{row.electors + row.growth:,}",
                    _place(row),
                    _proposed(row),
                    row.reasons,
                )
                for row in changing
            ),
        )
        if changing
        else Paragraph("No change is proposed."),
        Heading("What would stay"),
        Table(
            (Column("District", 1), Column("Electors now", 1, Side.RIGHT), Column("Polling place", 5)),
            tuple((row.code, f"{row.electors:,}", _place(row)) for row in staying),
        )
        if staying
        else Paragraph("Every district would change."),
    ]


def _report(review: PlaceReview, rows: Sequence[ReviewedDistrict], comments: Sequence[Comment]) -> list[Block]:
    voices = Counter(one.voice for one in comments)
    heard = tuple((str(voice.label), str(voices[voice])) for voice in Voice if voices[voice])
    places = posting_places(review.authority_id)
    return [
        Facts(
            (
                ("Notice of the review", _day(review.notice_on)),
                ("Comments until", _day(review.consultation_ends_on)),
                ("Proposals published", _day(review.proposals_on)),
                ("Decided", f"{_day(review.decision_on)} by {review.decided_by}"),
                ("Minute", review.minute),
                ("The decisions hold from", _day(review.effective_on)),
                ("These results can be seen at", "; ".join(places) or "the council's offices"),
                ("Published under", f"{RESULTS.instrument}, {RESULTS.provision}"),
            )
        ),
        Heading("What was decided"),
        Table(
            (
                Column("District", 1),
                Column("Electors", 1, Side.RIGHT),
                Column("Polling place", 3),
                Column("Farthest home", 1, Side.RIGHT),
                Column("Proposal", 3),
                Column("Decision", 2),
                Column("Reasons", 4),
            ),
            tuple(
                (
                    row.code,
                    f"{row.electors:,}",
                    _decided_place(row),
                    _metres(row),
                    _proposed(row),
                    str(Decision(row.decision).label) if row.decision else "Not decided yet",
                    row.decision_reasons or row.reasons,
                )
                for row in rows
            ),
        ),
        Heading("Who was heard"),
        Facts(heard) if heard else Paragraph("Nobody commented."),
        Heading("What was said"),
        _said(comments),
        Heading("If you are not content"),
        Paragraph(
            "The Electoral Commission can be asked to look at this review by 30 or more electors of the constituency, by"
            " whoever commented on it, and by people with expertise in access for disabled people: where it did not meet"
            " the reasonable needs of electors, or did not take enough account of disabled access to a polling station."
            f" ({APPEAL.instrument}, {APPEAL.provision}.)"
        ),
    ]


def _said(comments: Sequence[Comment]) -> Block:
    columns = (
        Column("Received", 2),
        Column("From", 3),
        Column("District", 1),
        Column("View", 1),
        Column("Comment", 6),
        Column("Our answer", 5),
    )
    rows = tuple(
        (
            _day(one.received_on) + (" (late)" if one.late else ""),
            str(Voice(one.voice).label),
            _about(one),
            str(View(one.view).label),
            one.words,
            one.answer or "Noted",
        )
        for one in comments
    )
    return Table(columns, rows) if rows else Paragraph("There are no comments.")


def _proposed(row: ReviewedDistrict) -> str:
    if row.proposal == Proposal.MOVE and row.to_place:
        return f"Votes at {row.to_place.name}"
    if row.proposal == Proposal.MERGE and row.into:
        return f"Joined with {row.into.code}"
    if row.proposal == Proposal.SPLIT and row.to_place:
        streets = ", ".join(row.streets.splitlines())
        return f"{streets} become {row.new_code} {row.new_name}, voting at {row.to_place.name}"
    return "Stays as it is"


def _decided_place(row: ReviewedDistrict) -> str:
    moves = row.proposal == Proposal.MOVE and row.decision == Decision.AGREED
    return row.to_place.name if moves and row.to_place else _place(row)


def _metres(row: ReviewedDistrict) -> str:
    moves = row.proposal == Proposal.MOVE and row.decision == Decision.AGREED
    metres = row.to_far_metres if moves else row.far_metres
    return f"{metres:,} m" if metres is not None else "not known"


def _place(row: ReviewedDistrict) -> str:
    return row.place.name if row.place else "None"


def _about(comment: Comment) -> str:
    return comment.about.code if comment.about else "All"


def _day(day: date | None) -> str:
    return long_date(Language.ENGLISH, day) if day else ""
