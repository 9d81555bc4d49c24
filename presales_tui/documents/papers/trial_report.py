"""The trial report (试用报告): thirteen sections that write themselves from the records of the trial."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from presales_tui.documents.papers.trial_log import log
from presales_tui.documents.pieces import Grid, Pairs, Piece, Prose, escaped
from presales_tui.documents.trial_words import said
from presales_tui.documents.words import colon, word
from presales_tui.model import scales
from presales_tui.model.effort import show_days
from presales_tui.model.followup import Action, Commitment
from presales_tui.model.issue_figures import timed
from presales_tui.model.meeting import Meeting
from presales_tui.model.record import Sourced
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.text import one_line
from presales_tui.model.training import Training
from presales_tui.model.trial import Criterion, Issue, Trial

_LIMITED = ("config", "workaround", "roadmap", "third_party")
"""How a requirement is met that the report must not pass over."""
_UNMET_FITS = ("custom", "gap")
_MEASURED = ("performance", "operation")


@dataclass(frozen=True)
class Facts:
    """What the audience may see of a trial, and who signs."""

    lang: str
    client: str
    owner: str
    trial: Trial
    criteria: tuple[Criterion, ...]
    issues: tuple[Issue, ...]
    meetings: tuple[Meeting, ...]
    pains: tuple[Pain, ...]
    requirements: tuple[Requirement, ...]
    spoken: tuple[Sourced, ...]
    """Records that somebody said, with their words."""
    trainings: tuple[Training, ...]
    actions: tuple[Action, ...]
    commitments: tuple[Commitment, ...]
    now: datetime


def sections(facts: Facts) -> list[tuple[str, list[Piece]]]:
    """(heading, pieces) of the report, in its order; a section without data says what is missing."""
    report = _Report(facts)
    return [
        (f"{n} {said(facts.lang, key)}", list(build(report))) for n, (key, build) in enumerate(_SECTIONS, 1)
    ]


def parts(facts: Facts, *keys: str) -> list[Piece]:
    """Some sections of the report, as `s_criteria`, without their headings: for another paper."""
    report, builds = _Report(facts), dict(_SECTIONS)
    return [piece for key in keys for piece in builds[key](report)]


class _Report:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.lang = facts.lang
        self.issues = [timed(issue, facts.trial, facts.now.astimezone(UTC)) for issue in facts.issues]

    def said(self, key: str, **values: object) -> str:
        return said(self.lang, key, **values)

    def missing(self, key: str) -> Prose:
        return Prose(escaped(self.said("todo", what=self.said(key))))

    def label(self, name: str) -> str:
        return word(self.lang, name)

    # Sections

    def conclusion(self) -> Iterator[Piece]:
        criteria = self.facts.criteria
        if not criteria:
            yield self.missing("what_criteria")
            return
        yield Prose(f"**{escaped(self.verdict())}**")
        states = [c.state for c in criteria]
        lines = [
            self.said(
                "score",
                n=len(criteria),
                met=states.count("met"),
                partial=states.count("partial"),
                unmet=states.count("not_met"),
                untested=states.count("untested"),
            )
        ]
        must = [c for c in criteria if c.must]
        if must:
            lines.append(self.said("must_score", n=len(must), met=sum(c.state == "met" for c in must)))
        yield Prose("\n".join(f"- {escaped(line)}" for line in lines))

    def verdict(self) -> str:
        """What both sides said; unless they have, what the criteria come to."""
        trial = self.facts.trial
        if trial.verdict:
            return self.said("judged", verdict=scales.TRIAL_VERDICT.label(trial.verdict, self.lang))
        code = by_criteria(self.facts.criteria)
        if not code:
            return self.said("no_verdict")
        return self.said("by_count", verdict=scales.TRIAL_VERDICT.label(code, self.lang))

    def overview(self) -> Iterator[Piece]:
        trial, lang = self.facts.trial, self.lang
        period = word(lang, "from_to", start=trial.start, end=trial.end) if trial.start and trial.end else ""
        between = "、" if lang == "zh" else ", "
        rows = (
            (self.label("kind"), scales.TRIAL_KIND.label(trial.kind, lang)),
            (self.label("purpose"), trial.purpose),
            (self.label("period"), period or trial.start or trial.end),
            (self.label("people"), between.join(trial.people)),
            (self.label("deployment"), scales.DEPLOYMENT.label(trial.deployment, lang)),
            (self.label("environment"), trial.environment or trial.host),
            (self.said("version"), trial.version),
            (self.label("scope_in"), trial.scope_in),
            (self.label("scope_out"), trial.scope_out),
            (self.label("cadence"), trial.cadence),
        )
        filled = tuple((label, value) for label, value in rows if value.strip())
        if len(filled) > 1:
            yield Pairs(filled)
        else:
            yield self.missing("what_purpose")

    def criteria(self) -> Iterator[Piece]:
        if not self.facts.criteria:
            yield self.missing("what_criteria")
            return
        rows = tuple(
            (
                c.title + (word(self.lang, "must_mark") if c.must else ""),
                _with_unit(c.target, c.unit),
                _with_unit(c.achieved, c.unit) or "-",
                scales.CRITERION_STATE.label(c.state, self.lang),
                c.evidence or "-",
            )
            for c in self.facts.criteria
        )
        header = (
            self.said("original"),
            self.label("target"),
            *(self.said(key) for key in ("actual", "verdict_c", "evidence")),
        )
        yield Grid(header, rows, (0.34, 0.16, 0.16, 0.1, 0.24))
        yield from self._amended()

    def _amended(self) -> Iterator[Piece]:
        """What was changed after the criteria were locked, and why."""
        seen = {self.facts.trial.ref, *(c.ref for c in self.facts.criteria)}
        rows = tuple(
            (at[:10], ref, one_line(was) or "-", one_line(now) or "-", one_line(why) or "-")
            for at, _who, ref, _field, was, now, why in self.facts.trial.amendments
            if ref in seen
        )
        if rows:
            yield Prose(f"**{escaped(self.said('amended'))}**")
            header = (self.label("date"), self.label("ref"), *(self.said(key) for key in _AMENDED))
            yield Grid(header, rows, (0.14, 0.12, 0.26, 0.26, 0.22))

    def value(self) -> Iterator[Piece]:
        proofs = {
            r.source_line: [c.ref for c in self.facts.criteria if r.id in c.requirements]
            for r in self.facts.requirements
            if r.source_line
        }
        rows = [
            (p.title, p.cost or "-", p.quote or "-", ", ".join(proofs.get(p.source_line, ())))
            for p in self.facts.pains
        ]
        if not rows:
            yield self.missing("what_pains")
            return
        names = ["pain", "figure", "quote", "proof"]
        if not any(row[-1] for row in rows):
            names.pop()
        shown = tuple(tuple(cell or "-" for cell in row[: len(names)]) for row in rows)
        yield Grid(tuple(self.said(key) for key in names), shown)

    def course(self) -> Iterator[Piece]:
        trial, lang = self.facts.trial, self.lang
        rows = [
            (
                m.start.replace("T", " ")[:16],
                f"{scales.MEETING_TYPE.label(m.type, lang)}{colon(lang)}{m.title}",
            )
            for m in during(trial, self.facts.meetings)
        ]
        rows += [
            (t.day, f"{self.said('training')}{colon(lang)}{t.title} {self._came(t)}".rstrip())
            for t in self._trained()
        ]
        midpoint = trial.midpoint_day
        for day, key in ((trial.start, "begun"), (midpoint, "midpoint"), (trial.end, "finished")):
            if day:
                told = scales.MIDPOINT.label(trial.midpoint, lang) if key == "midpoint" else ""
                rows.append((day, self.said(key) + (f" ({told})" if told else "")))
        if rows:
            yield Grid((self.label("date"), self.label("event")), tuple(sorted(rows)), (0.24, 0.76))
        else:
            yield self.missing("what_course")

    def _trained(self) -> list[Training]:
        """The trainings that were held in the trial."""
        first, last = self.facts.trial.start, self.facts.trial.end or "9"
        return [t for t in self.facts.trainings if t.state == "held" and first <= t.day <= last]

    def _came(self, training: Training) -> str:
        return self.said("came", n=training.came) if training.came else ""

    def log(self) -> Iterator[Piece]:
        if self.issues:
            yield from log(self.issues, self.facts.trial, self.lang)
        else:
            yield Prose(escaped(self.said("no_issues")))

    def performance(self) -> Iterator[Piece]:
        measured = [c for c in self.facts.criteria if c.category in _MEASURED]
        rows = tuple(
            (
                c.title,
                c.measure or "-",
                _with_unit(c.target, c.unit),
                _with_unit(c.achieved, c.unit) or "-",
                scales.CRITERION_STATE.label(c.state, self.lang),
            )
            for c in measured
        )
        if rows:
            names = ("criterion", "measure", "target", "achieved", "state")
            yield Grid(tuple(self.label(key) for key in names), rows)
        else:
            yield self.missing("what_performance")

    def words(self) -> Iterator[Piece]:
        told: dict[str, str] = {}
        for record in self.facts.spoken:
            quote = one_line(record.quote)
            if quote and quote not in told:
                told[quote] = one_line(record.speaker)
        for training in self._trained():
            if feedback := one_line(training.feedback):
                told.setdefault(feedback, one_line(training.title))
        if not told:
            yield self.missing("what_words")
        for quote, who in told.items():
            yield Prose(f"> {escaped(quote)}" + (f"\n>\n> —— {escaped(who)}" if who else ""))

    def limits(self) -> Iterator[Piece]:
        lines = [
            self.said("workaround_of", ref=i.ref, title=i.title, text=one_line(i.workaround))
            for i in self.facts.issues
            if i.workaround.strip()
        ]
        lines += [
            self.said("fit_of", ref=r.ref, title=r.title, fit=scales.FIT.label(r.fit, self.lang))
            for r in self._tried()
            if r.fit in _LIMITED
        ]
        if self.facts.trial.scope_out.strip():
            lines.append(self.said("scope_out_of", text=one_line(self.facts.trial.scope_out)))
        yield Prose("\n".join(f"- {escaped(line)}" for line in lines) or escaped(self.said("no_limits")))

    def _tried(self) -> list[Requirement]:
        """The requirements that the trial is about: those behind its criteria and issues."""
        ids = {id_ for c in self.facts.criteria for id_ in c.requirements}
        ids |= {i.requirement for i in self.facts.issues if i.requirement}
        return [r for r in self.facts.requirements if r.id in ids]

    def unmet(self) -> Iterator[Piece]:
        rows = [
            (c.title, scales.CRITERION_STATE.label(c.state, self.lang), self._plan(c), "-")
            for c in self.facts.criteria
            if c.state in ("partial", "not_met")
        ]
        rows += [
            (
                f"{r.ref} {r.title}",
                scales.FIT.label(r.fit, self.lang),
                one_line(r.response) or "-",
                show_days(r.effort_low, r.effort_high) or "-",
            )
            for r in self._tried()
            if r.fit in _UNMET_FITS
        ]
        if not rows:
            yield Prose(escaped(self.said("all_met")))
            return
        header = (self.said("item"), self.label("state"), self.said("plan"), self.said("person_days"))
        yield Grid(header, tuple(rows), (0.36, 0.14, 0.36, 0.14))

    def _plan(self, criterion: Criterion) -> str:
        """What the issues in its way say is done about it."""
        blocking = [i for i in self.facts.issues if i.criterion == criterion.id or i.id in criterion.issues]
        told = [f"{i.ref} {one_line(i.fix or i.workaround) or i.title}" for i in blocking]
        return "; ".join(told) or one_line(criterion.evidence) or "-"

    def next(self) -> Iterator[Piece]:
        yield Prose(f"**{escaped(self.verdict())}**")
        link = self.facts.trial.decision_link.strip()
        if link:
            yield Prose(f"{escaped(self.said('if_met'))}{colon(self.lang)}")
            yield Prose("\n".join(f"> {escaped(line)}" for line in link.split("\n")))
        else:
            yield self.missing("what_link")
        owed = [a for a in self.facts.actions if a.state in scales.ACTION_OPEN]
        owed.sort(key=lambda a: (a.due or "9", a.ref))
        rows = [(scales.SIDE.label(a.side, self.lang), a.title, a.owner or "-", a.due or "-") for a in owed]
        if rows:
            names = ("side", "action", "owner", "due")
            yield Grid(tuple(self.label(key) for key in names), tuple(rows), (0.14, 0.5, 0.18, 0.18))
        made = [c for c in self.facts.commitments if c.state in scales.ACTION_OPEN]
        if made:
            rows_ = tuple((c.title, c.owner or "-", c.due or "-") for c in made)
            yield Grid(tuple(self.label(key) for key in ("commitment", "owner", "due")), rows_)

    def end(self) -> Iterator[Piece]:
        text = self.facts.trial.end_state.strip()
        yield Prose(escaped(text)) if text else self.missing("what_end")

    def signatures(self) -> Iterator[Piece]:
        trial = self.facts.trial
        who, day = trial.signed_by, trial.signed_on
        if who:
            yield Prose(escaped(self.said("agreed", who=who, day=day or "-")))
        blank = "　" * 6
        header = ("", self.said("party_client"), self.said("party_us"))
        rows = (
            (self.said("organisation"), self.facts.client, blank),
            (self.said("name"), blank, self.facts.owner or blank),
            (f"{self.said('signature')}\n　", blank, blank),
            (self.said("sign_date"), blank, blank),
        )
        yield Grid(header, rows, (0.16, 0.42, 0.42))


_AMENDED = ("was", "is_now", "reason")

_SECTIONS: tuple[tuple[str, Callable[[_Report], Iterator[Piece]]], ...] = (
    ("s_conclusion", _Report.conclusion),
    ("s_overview", _Report.overview),
    ("s_criteria", _Report.criteria),
    ("s_value", _Report.value),
    ("s_course", _Report.course),
    ("s_issues", _Report.log),
    ("s_performance", _Report.performance),
    ("s_words", _Report.words),
    ("s_limits", _Report.limits),
    ("s_unmet", _Report.unmet),
    ("s_next", _Report.next),
    ("s_end", _Report.end),
    ("s_signatures", _Report.signatures),
)
"""Heading and contents, in the order of the trade."""


def by_criteria(criteria: Sequence[Criterion]) -> str:
    """The verdict that the criteria come to; empty while one that counts is not tested."""
    counted = [c for c in criteria if c.state != "n_a"]
    if not counted or any(c.state == "untested" for c in counted):
        return ""
    if all(c.state == "met" for c in counted):
        return "passed"
    must = [c for c in counted if c.must]
    met = [c for c in counted if c.state == "met"]
    if any(c.state == "not_met" for c in must) or not met:
        return "failed"
    return "conditional"


def during(trial: Trial, meetings: Sequence[Meeting]) -> list[Meeting]:
    """The meetings that were held in the trial, the first first; without its dates all that were."""
    held = [m for m in meetings if m.state != "planned"]
    first, last = trial.start or "", trial.end or "9"
    return sorted(
        (m for m in held if first <= m.start[:10] and (m.start[:10] <= last)), key=lambda m: m.start
    )


def _with_unit(value: str, unit: str) -> str:
    return value + unit if value[-1:].isdigit() else value
