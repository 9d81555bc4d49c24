"""The free trial (试用/POC): a small contract with measurable criteria, and its issue log."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Record, Sourced, frozen_record


@frozen_record
class Trial(Record):
    """A trial with its purpose, period and decision link."""

    table: ClassVar[str] = "trials"
    prefix: ClassVar[str] = "TRL"

    opportunity: str = ""
    title: str = ""
    kind: str = "trial"
    """Scale `trial_kind`."""
    state: str = "draft"
    """Scale `trial_state`."""
    verdict: str = ""
    """Scale `trial_verdict`; empty: not yet."""
    midpoint: str = ""
    """Scale `midpoint`; empty: not yet."""
    purpose: str = ""
    decision_link: str = ""
    """What the client commits to if the criteria are met."""
    scope_in: str = ""
    scope_out: str = ""
    deployment: str = ""
    """Scale `deployment`."""
    environment: str = ""
    """Where it runs, in words: private or hosted, how it is reached, what it is connected with."""
    host: str = ""
    """Facts of the server, captured on the spot and masked: OS, CPU, memory, disk, ports, versions."""
    start: str = ""
    """ISO date."""
    end: str = ""
    """ISO date."""
    cadence: str = ""
    stall_clause: str = ""
    end_state: str = ""
    """What happens to the environment and the data when it ends."""
    people: tuple[str, ...] = ()
    version: str = ""
    """Of the product that is tried."""
    midpoint_day: str = ""
    """ISO date of the mid-point review; empty: half way."""
    midpoint_note: str = ""
    """Why it goes on as it is, is adjusted or stops."""
    calendar: str = "always"
    """Scale `calendar`: what the clocks of its issues count."""
    hours: str = "09:00-18:00"
    """Working hours, such as `09:00-12:00, 13:30-18:00`."""
    zone: str = ""
    """IANA name of the time zone of the working hours; empty: that of the machine."""
    country: str = "CN"
    """Whose public holidays are free, as `CN` or `DE-BY`; empty: none."""
    days_off: tuple[str, ...] = ()
    """ISO dates that are free besides."""
    days_on: tuple[str, ...] = ()
    """ISO dates that are worked though they would be free."""
    targets: tuple[tuple[str, str, str], ...] = ()
    """(priority, response, solution) as `("P1", "30m", "4h")`, where they differ from the usual ones."""
    signed_by: str = ""
    """Who agreed to the criteria for the client; empty: nobody yet."""
    signed_on: str = ""
    """ISO date."""
    locked: str = ""
    """UTC time at which the criteria were locked; empty: not yet."""
    amendments: tuple[tuple[str, ...], ...] = ()
    """Every change after the lock: (UTC time, who, ref, field, was, is, reason); the store writes it."""


@frozen_record
class Criterion(Record):
    """One measurable success criterion of a trial."""

    table: ClassVar[str] = "criteria"
    prefix: ClassVar[str] = "CRT"

    opportunity: str = ""
    trial: str = ""
    """Id of the trial."""
    title: str = ""
    category: str = "functional"
    """Scale `criterion_category`."""
    measure: str = ""
    """How it is measured."""
    target: str = ""
    achieved: str = ""
    unit: str = ""
    weight: int = 3
    """Importance 1 to 5."""
    must: bool = False
    state: str = "untested"
    """Scale `criterion_state`."""
    evidence: str = ""
    requirements: tuple[str, ...] = ()
    """Ids of the requirements that it proves."""
    issues: tuple[str, ...] = ()
    """Ids of the issues that stand in its way."""
    seen: tuple[tuple[str, str], ...] = ()
    """Requirements whose words moved on, with what it was linked to (see `model.suspect`)."""


@frozen_record
class Issue(Sourced):
    """A problem the client met in the trial; it has a clock."""

    table: ClassVar[str] = "issues"
    prefix: ClassVar[str] = "ISS"

    opportunity: str = ""
    trial: str = ""
    """Id of the trial; empty: none."""
    title: str = ""
    kind: str = "usage"
    """Scale `issue_kind`: the seed's three, and two kept apart from them."""
    severity: str = "s3"
    """Scale `severity`."""
    impact: str = "medium"
    """Scale `level3`."""
    urgency: str = "medium"
    """Scale `level3`."""
    status: str = "open"
    """Scale `issue_status`."""
    status_log: tuple[tuple[str, str, str], ...] = ()
    """Every transition: (status code, UTC time, who), oldest first."""
    reporter: str = ""
    phone: str = ""
    assignee: str = ""
    reported: str = ""
    """UTC time at which the client reported it."""
    environment: str = ""
    version: str = ""
    steps: str = ""
    expected: str = ""
    observed: str = ""
    log: str = ""
    """Excerpt of the evidence."""
    cause: str = ""
    fix: str = ""
    workaround: str = ""
    external_ticket: str = ""
    merged: tuple[tuple[str, ...], ...] = ()
    """Duplicates that went into it: (ref, title, who reported it, UTC time of the report)."""
    faq: bool = False
    """Whether the answer is worth keeping for the next client."""
    requirement: str = ""
    """Id of the requirement it threatens or became."""
    criterion: str = ""
    """Id of the criterion it stands in the way of."""
    tags: tuple[str, ...] = ()
    note: str = ""
    """For us: also what a tracker said that no field is for."""
    seen: tuple[tuple[str, str], ...] = ()
    """Requirements whose words moved on, with what it was linked to (see `model.suspect`)."""
