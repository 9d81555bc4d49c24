"""Who we sell to: clients and their people."""

from __future__ import annotations

from typing import ClassVar

from presales_tui.model.record import Record, frozen_record
from presales_tui.model.text import one_line

_SHARED_LOGINS = (
    "root admin administrator user guest test demo oracle postgres mysql deploy deployer ubuntu debian centos"
    " rocky alma fedora opensuse kylin uos ec2-user azureuser opc vagrant docker jenkins www www-data nobody"
    " ops dev app"
)


@frozen_record
class Client(Record):
    """An organisation; the boundary of confidentiality, of locking and of hand-over."""

    table: ClassVar[str] = "clients"
    title_field: ClassVar[str] = "name"

    name: str = ""
    name_en: str = ""
    industry: str = ""
    """Free text: 教育, 医疗, finance."""
    size: str = ""
    """Free text: employees, sites, users."""
    background: str = ""
    """What the client does today; feeds the background slide. Markdown."""
    notes: str = ""
    """Internal notes. Markdown."""


@frozen_record
class Contact(Record):
    """A stakeholder or a person on our side. Internal by default: stance and influence are in it."""

    table: ClassVar[str] = "contacts"
    prefix: ClassVar[str] = "CON"
    title_field: ClassVar[str] = "name"

    visibility: str = "internal"
    name: str = ""
    job: str = ""
    department: str = ""
    side: str = "client"
    """Scale `side`."""
    role: str = ""
    """Scale `buying_role`; empty: not known."""
    influence: int = 0
    """1 low to 3 high; 0: not known."""
    interest: int = 0
    """1 low to 3 high; 0: not known."""
    stance: str = "unknown"
    """Scale `stance`; unknown is not neutral."""
    phone: str = ""
    email: str = ""
    reports_to: str = ""
    """Id of another contact."""
    concern_business: str = ""
    """What they want for the organisation (业务诉求)."""
    concern_personal: str = ""
    """What they want for themselves (个人诉求)."""
    notes: str = ""
    aliases: tuple[str, ...] = ()
    """Other names under which minutes, actions and questions speak of the same person."""


def named(who: str) -> str:
    """Who it is, in one line, as a document may print it; empty for a login that nobody goes by.

    On a client's server one is seldom logged in as oneself.
    """
    name = one_line(who)
    return "" if name.lower() in _SHARED_LOGINS.split() or name.startswith("uid ") else name
