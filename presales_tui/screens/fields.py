"""Which fields a form shows for each kind of record, in which order: one row a field.

Reading and writing a field is text in, text out: `show` gives the text of a record's field, `read`
turns what was typed into the changed fields, or says what is wrong with it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from presales_tui.locale import N_, _
from presales_tui.model import scales
from presales_tui.model.client import Client
from presales_tui.model.effort import parse_days, show_days
from presales_tui.model.followup import Action, Commitment, Decision, Question, Risk
from presales_tui.model.meeting import Meeting
from presales_tui.model.opportunity import Opportunity
from presales_tui.model.outline import Section
from presales_tui.model.record import Record
from presales_tui.model.requirement import Pain, Requirement
from presales_tui.model.scales import Scale
from presales_tui.model.text import clean, one_line
from presales_tui.model.trial import Criterion, Issue, Trial
from presales_tui.screens.writing import Wrong


class Field(NamedTuple):
    """One field of a form."""

    name: str
    """The record's field; for a range of days the stem of `_low` and `_high`."""
    label: str
    """English message."""
    kind: str = "line"
    """`line`, `area`, `choice`, `date`, `moment`, `number`, `whole`, `days`, `list`, `dates`, `flag`."""
    scale: Scale | None = None
    empty: bool = False
    """A choice may be left empty."""
    required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the record that it stands for."""
        return (self.name + "_low", self.name + "_high") if self.kind == "days" else (self.name,)


def _choice(name: str, label: str, scale: Scale, empty: bool = False) -> Field:
    return Field(name, label, "choice", scale, empty)


_VISIBILITY = _choice("visibility", N_("Visibility"), scales.VISIBILITY)
_TAGS = Field("tags", N_("Tags"), "list")
_QUOTE = Field("quote", N_("Verbatim"))
_SPEAKER = Field("speaker", N_("Said by"))
_TITLE = Field("title", N_("Title"), required=True)

FIELDS: dict[type[Record], tuple[Field, ...]] = {
    Client: (
        Field("name", N_("Name"), required=True),
        Field("name_en", N_("English name")),
        Field("industry", N_("Industry")),
        Field("size", N_("Size")),
        Field("background", N_("Background"), "area"),
        Field("notes", N_("Internal notes"), "area"),
    ),
    Opportunity: (
        Field("name", N_("Name"), required=True),
        _choice("kind", N_("Kind"), scales.PRESALES_KIND),
        _choice("stage", N_("Stage"), scales.STAGE),
        _choice("technical_outcome", N_("Technical verdict"), scales.TECHNICAL_OUTCOME),
        _choice("deployment", N_("Deployment"), scales.DEPLOYMENT, empty=True),
        Field("summary", N_("Goal"), "area"),
        Field("next_step", N_("Next step")),
        Field("next_date", N_("On"), "date"),
        Field("owner", N_("Presales")),
        Field("sales_owner", N_("Sales")),
        Field("value", N_("Value (CNY)"), "number"),
        Field("coverage_target", N_("Coverage target %"), "number"),
        Field("buffer", N_("Effort buffer %"), "number"),
        Field("day_rate", N_("Day rate (CNY)"), "number"),
        Field("needs_tender", N_("Tender"), "flag"),
        Field("tender_no", N_("Tender no.")),
        Field("budget", N_("Budget (CNY)"), "number"),
        Field("key_dates", N_("Deadlines"), "dates"),
    ),
    Meeting: (
        _TITLE,
        _choice("type", N_("Type"), scales.MEETING_TYPE),
        _choice("channel", N_("Channel"), scales.CHANNEL),
        Field("start", N_("Begins"), "moment"),
        Field("end", N_("Ends"), "moment"),
        Field("place", N_("Place")),
        Field("attendees", N_("Present"), "list"),
        Field("absent", N_("Absent"), "list"),
        Field("host", N_("Host")),
        Field("recorder", N_("Recorder")),
        Field("agenda", N_("Agenda"), "area"),
        _choice("state", N_("State"), scales.MEETING_STATE),
        _VISIBILITY,
    ),
    Requirement: (
        Field("title", N_("Requirement"), required=True),
        Field("statement", N_("In full"), "area"),
        Field("module", N_("Module")),
        _choice("priority", N_("Priority"), scales.PRIORITY, empty=True),
        _choice("fit", N_("Fit"), scales.FIT),
        Field("effort", N_("Person-days"), "days"),
        Field("capability", N_("Capability")),
        Field("evidence", N_("Evidence")),
        Field("response", N_("Response"), "area"),
        Field("acceptance", N_("Acceptance"), "area"),
        _choice("type", N_("Type"), scales.REQUIREMENT_TYPE),
        _choice("status", N_("Status"), scales.REQUIREMENT_STATUS),
        _choice("impact", N_("Deal impact"), scales.DEAL_IMPACT, empty=True),
        _choice("level", N_("Level"), scales.REQUIREMENT_LEVEL),
        _choice("quality", N_("Quality"), scales.QUALITY, empty=True),
        Field("actor", N_("User")),
        Field("clause", N_("Clause")),
        Field("clause_mark", N_("Clause mark")),
        _choice("deviation", N_("Deviation"), scales.DEVIATION, empty=True),
        _TAGS,
        _choice("source_kind", N_("Source"), scales.SOURCE, empty=True),
        _QUOTE,
        _SPEAKER,
        _VISIBILITY,
    ),
    Pain: (_TITLE, Field("cost", N_("Cost to them")), _TAGS, _QUOTE, _SPEAKER, _VISIBILITY),
    Action: (
        _TITLE,
        Field("owner", N_("Owner")),
        _choice("side", N_("Side"), scales.SIDE),
        Field("due", N_("Due"), "date"),
        _choice("state", N_("State"), scales.ACTION_STATE),
        _TAGS,
        _QUOTE,
        _SPEAKER,
        _VISIBILITY,
    ),
    Decision: (
        _TITLE,
        _choice("state", N_("State"), scales.DECISION_STATE),
        Field("context", N_("Context"), "area"),
        Field("why", N_("Why"), "area"),
        _TAGS,
        _QUOTE,
        _SPEAKER,
        _VISIBILITY,
    ),
    Question: (
        _TITLE,
        Field("to", N_("To")),
        Field("due", N_("Due"), "date"),
        _choice("state", N_("State"), scales.QUESTION_STATE),
        Field("answer", N_("Answer"), "area"),
        _TAGS,
        _QUOTE,
        _SPEAKER,
        _VISIBILITY,
    ),
    Risk: (
        _TITLE,
        _choice("kind", N_("Kind"), scales.RAID_KIND),
        Field("probability", N_("Probability 1-3"), "whole"),
        Field("impact", N_("Impact 1-3"), "whole"),
        Field("response", N_("Response"), "area"),
        Field("owner", N_("Owner")),
        Field("due", N_("Due"), "date"),
        _choice("state", N_("State"), scales.RISK_STATE),
        _TAGS,
        _QUOTE,
        _VISIBILITY,
    ),
    Commitment: (
        _TITLE,
        Field("to", N_("To")),
        Field("owner", N_("Owner")),
        Field("due", N_("Due"), "date"),
        _choice("contractual", N_("Contractual"), scales.CONTRACTUAL),
        Field("delivery_impact", N_("Delivery impact"), "area"),
        _choice("state", N_("State"), scales.ACTION_STATE),
        _TAGS,
        _QUOTE,
        _SPEAKER,
        _VISIBILITY,
    ),
    Section: (_TITLE, Field("body", N_("Text"), "area"), Field("notes", N_("Notes"), "area"), _VISIBILITY),
    Trial: (
        _TITLE,
        _choice("kind", N_("Kind"), scales.TRIAL_KIND),
        _choice("state", N_("State"), scales.TRIAL_STATE),
        Field("start", N_("Begins"), "date"),
        Field("end", N_("Ends"), "date"),
        Field("purpose", N_("Purpose"), "area"),
        Field("decision_link", N_("Decision link"), "area"),
        Field("scope_in", N_("In scope"), "area"),
        Field("scope_out", N_("Out of scope"), "area"),
        _choice("deployment", N_("Deployment"), scales.DEPLOYMENT, empty=True),
        Field("environment", N_("Environment"), "area"),
        Field("people", N_("People"), "list"),
        Field("cadence", N_("Cadence")),
        Field("stall_clause", N_("Stall clause")),
        Field("end_state", N_("End state")),
        _choice("midpoint", N_("Mid-point"), scales.MIDPOINT, empty=True),
        _choice("verdict", N_("Verdict"), scales.TRIAL_VERDICT, empty=True),
    ),
    Criterion: (
        Field("title", N_("Criterion"), required=True),
        _choice("category", N_("Category"), scales.CRITERION_CATEGORY),
        Field("measure", N_("Measured by")),
        Field("target", N_("Target")),
        Field("achieved", N_("Achieved")),
        Field("unit", N_("Unit")),
        Field("weight", N_("Weight 1-5"), "whole"),
        Field("must", N_("Must"), "flag"),
        _choice("state", N_("State"), scales.CRITERION_STATE),
        Field("evidence", N_("Evidence"), "area"),
    ),
    Issue: (
        _TITLE,
        _choice("kind", N_("Kind"), scales.ISSUE_KIND),
        _choice("severity", N_("Severity"), scales.SEVERITY),
        _choice("impact", N_("Impact"), scales.LEVEL3),
        _choice("urgency", N_("Urgency"), scales.LEVEL3),
        _choice("status", N_("Status"), scales.ISSUE_STATUS),
        Field("reporter", N_("Reported by")),
        Field("phone", N_("Phone")),
        Field("assignee", N_("Assignee")),
        Field("steps", N_("Steps"), "area"),
        Field("expected", N_("Expected"), "area"),
        Field("observed", N_("Observed"), "area"),
        Field("log", N_("Log excerpt"), "area"),
        Field("cause", N_("Cause"), "area"),
        Field("fix", N_("Fix"), "area"),
        Field("workaround", N_("Workaround"), "area"),
        Field("environment", N_("Environment")),
        Field("version", N_("Version")),
        Field("external_ticket", N_("External ticket")),
        Field("faq", N_("FAQ"), "flag"),
        _TAGS,
        _QUOTE,
        _VISIBILITY,
    ),
}


def show(field: Field, record: Record) -> str:
    """The text of a record's field as the form shows it."""
    if field.kind == "days":
        return show_days(getattr(record, field.name + "_low"), getattr(record, field.name + "_high"))
    value: Any = getattr(record, field.name)
    match field.kind:
        case "list":
            return ", ".join(value)
        case "dates":
            return "; ".join(f"{when} {what}" for when, what in value)
        case "number" | "whole":
            return f"{value:g}" if value else ""
        case "flag":
            return "yes" if value else ""
        case "moment":
            return str(value).replace("T", " ")
        case _:
            return str(value)


def read(field: Field, text: str) -> dict[str, Any]:
    """The changed fields of what was typed. Raises `Wrong`."""
    if field.kind == "area":
        return {field.name: clean(text).strip("\n")}
    text = text.strip() if field.kind == "choice" else one_line(text)
    if not text and field.required:
        raise Wrong(_("{field} is missing").format(field=_(field.label)))
    match field.kind:
        case "days":
            days = parse_days(text) if text else (0.0, 0.0)
            if days is None:
                raise Wrong(_("Write days as 5 or 3-5"))
            return {field.name + "_low": days[0], field.name + "_high": days[1]}
        case "number":
            return {field.name: _number(text)}
        case "whole":
            return {field.name: round(_number(text))}
        case "flag":
            return {field.name: text == "yes"}
        case "list":
            words = text.replace("，", ",").replace("、", ",").replace("；", ",").split(",")
            return {field.name: tuple(dict.fromkeys(word.strip() for word in words if word.strip()))}
        case "dates":
            return {field.name: _dates(text)}
        case "date":
            return {field.name: _date(text)}
        case "moment":
            return {field.name: _moment(text)}
        case _:
            return {field.name: text}


def _number(text: str) -> float:
    try:
        value = float(text.replace(",", "").replace("，", "") or 0)
    except ValueError:
        raise Wrong(_("Write a number")) from None
    if not -1e15 < value < 1e15:
        raise Wrong(_("Write a number"))
    return value


def _date(text: str) -> str:
    if not text:
        return ""
    from presales_tui.capture.dates import parse_due

    found = parse_due(text, date.today())
    if found is None:
        raise Wrong(_("Write a date as 2026-12-01, 12-01 or +3d"))
    return found


def _moment(text: str) -> str:
    """A local date, or date and time: `2026-12-01 14:30`, `12-01 14:30`, `14:30` (today)."""
    if not text:
        return ""
    day, blank, clock = text.replace("T", " ").replace("：", ":").rpartition(" ")
    if not blank and ":" not in clock:
        return _date(text)
    when = _date(day) if day else date.today().isoformat()
    try:
        return datetime.fromisoformat(f"{when}T{clock:0>5}").isoformat(timespec="minutes")
    except ValueError:
        raise Wrong(_("Write a time as 2026-12-01 14:30")) from None


def _dates(text: str) -> tuple[tuple[str, str], ...]:
    """Deadlines as `2026-12-01 投标截止; 12-05 09:30 开标`."""
    found = []
    for part in text.replace("；", ";").split(";"):
        words = part.split()
        if not words:
            continue
        if len(words) > 2 and ":" in words[1]:
            found.append((_moment(f"{words[0]} {words[1]}").replace("T", " "), " ".join(words[2:])))
        else:
            found.append((_date(words[0]), " ".join(words[1:])))
    return tuple(found)
