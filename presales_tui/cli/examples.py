"""Examples: what help shows below the options of a verb."""

from __future__ import annotations


def examples(verb: str) -> str:
    """What may be typed as it stands here, a line each; empty: the verb needs none."""
    return "\n".join(f"  {line}" for line in EXAMPLES.get(verb, ()))


EXAMPLES: dict[str, tuple[str, ...]] = {
    "": (
        "presales                                   # the workbench",
        "presales demo                              # the same on two sample opportunities",
        "presales import notes minutes.md",
        'presales list requirements --filter "fit:custom prio:must"',
        "presales export deck -o solution.pptx",
    ),
    "demo": ("presales demo", "presales demo -o demo.pptx"),
    "import": (
        "presales import notes minutes.md --dry-run",
        "presales import notes minutes.md --accept actions,decisions",
        "presales import requirements needs.csv --map 需求描述=statement --map 状态=-",
        "presales import outline plan.md --under SEC-001",
        "presales import issues issues.csv --dry-run",
    ),
    "today": ("presales today", "presales today --deals --json"),
    "search": ("presales search 排课冲突", "presales search pkct --limit 5"),
    "list": (
        "presales list requirements",
        'presales list requirements --filter "fit:custom prio>=should" --sort=module,-effort',
        "presales list requirements --columns ref,fit,title --group module",
        "presales list actions --all --json",
    ),
    "show": ("presales show REQ-001", "presales show REQ-001 --json"),
    "add": (
        'presales add requirement "分级派单 !must =config ~2-3d &CRM @李主任"',
        'presales add action "send the price list @Chen >friday" --meeting MTG-001',
        'presales add issue "login 500 !1 =defect" --attach app.log:-50',
        'presales add contact "张主任 信息中心 决策人 客户"',
        'presales add meeting "first visit" --template first_visit --start "2026-12-01 14:30"',
        'presales add comment "ask the registry first" --on REQ-001',
        "presales add client Acme",
    ),
    "set": (
        "presales set requirement REQ-001 REQ-002 fit=custom effort=3-5 tags+=api",
        'presales set requirement --filter "module:排课 no:acceptance" status=clarifying --dry-run',
        "presales set contact CON-001 stance=champion",
    ),
    "merge": ("presales merge REQ-001 REQ-007",),
    "attach": (
        "presales attach ISS-001 app.log:120-180",
        "journalctl -u app -n 200 | presales attach ISS-001 -",
    ),
    "mask": ("presales mask app.log:-50", "journalctl -u app | presales mask -"),
    "export": (
        "presales export deck -o solution.pptx",
        "presales export deck --onto edited.pptx -o solution-2.pptx --dry-run",
        "presales export minutes --of MTG-001 -o visit.docx",
        "presales export requirements -o requirements.xlsx",
        "ssh server presales export deck -o - > solution.pptx",
    ),
    "generate": (
        "presales generate outline --variant bid_defence --dry-run",
        "presales generate outline --slot pains",
    ),
    "place": ("presales place --dry-run", "presales place REQ-001 SEC-001"),
    "copy": ("presales copy SEC-001 SEC-002 --dry-run",),
    "templates": (
        "presales templates",
        "presales templates show first_visit",
        "presales templates copy solution",
    ),
    "coverage": ("presales coverage", "presales coverage --by module --json"),
    "check": ("presales check", "presales check --rule vague --rule duplicate"),
    "baseline": (
        'presales baseline create "as agreed"',
        "presales baseline diff -o changes.xlsx",
    ),
    "library": (
        "presales library list --filter 排课",
        "presales library import capabilities.csv --dry-run",
        "presales library suggest REQ-001",
    ),
    "template": (
        "presales template inspect company.pptx",
        "presales template use company.pptx --layout section=过渡页",
    ),
    "issue": (
        'presales issue close ISS-001 ISS-002 --fix "restarted the service"',
        "presales issue merge ISS-001 ISS-004",
        "presales issue need ISS-010",
    ),
    "trial": (
        "presales trial show",
        "presales trial lock --by 李主任",
        'presales trial midpoint --verdict adjust --note "two more weeks"',
        "presales trial host --dry-run",
    ),
    "phase-two": ("presales phase-two --dry-run", 'presales phase-two --name "phase two"'),
    "history": ("presales history --limit 50", "presales history REQ-001"),
    "undo": ("presales undo",),
    "redo": ("presales redo",),
    "backup": ("presales backup all.zip",),
    "restore": ("presales restore all.zip copy --letter B",),
    "doctor": ("presales doctor", "presales doctor terminal"),
    "completion": ('eval "$(presales completion bash)"', "presales completion fish | source"),
    "config": ("presales config", "presales config set theme light", "presales config unset theme"),
    "keys": ("presales keys", "presales keys --toml > keys.toml"),
    "locate": ("presales locate", 'cd "$(presales locate exports)"'),
}
"""Verb to what is worth trying; the empty name is the program. The tests run each of them."""
