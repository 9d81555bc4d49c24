"""Facts of the server that a trial runs on, read on the spot: system, memory, disks, ports, versions.

Nothing leaves the machine and nothing is asked of the network. Everything is bounded in number and time;
names and addresses that identify the machine are left out or masked before they are kept.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from presales_tui.locale import _
from presales_tui.model.masking import mask
from presales_tui.model.text import one_line

PATIENCE = 2.0
"""Seconds that a program may take to say its version."""
MOST_DISKS, MOST_PORTS, MOST_CELLS = 8, 40, 90

PROGRAMS = (
    ("java", "-version"),
    ("python3", "--version"),
    ("node", "--version"),
    ("nginx", "-v"),
    ("httpd", "-v"),
    ("mysqld", "--version"),
    ("mysql", "--version"),
    ("psql", "--version"),
    ("redis-server", "--version"),
    ("mongod", "--version"),
    ("disql", "-id"),
    ("docker", "--version"),
    ("podman", "--version"),
    ("kubectl", "version", "--client"),
    ("openssl", "version"),
)
"""Programs whose version matters to an installation, with how each is asked."""

_UNREAL = frozenset(
    {
        *("proc", "sysfs", "devtmpfs", "devpts", "tmpfs", "cgroup", "cgroup2", "overlay", "squashfs"),
        *("mqueue", "debugfs", "tracefs", "securityfs", "pstore", "bpf", "autofs", "hugetlbfs", "fusectl"),
        *("configfs", "ramfs", "nsfs", "binfmt_misc", "rpc_pipefs", "efivarfs"),
    }
)


def host_facts(key: str = "") -> str:
    """The facts as lines `name: value`, masked; `key` makes the pseudonyms those of a client."""
    lines = [f"{name}: {value}" for name, value in _facts() if value]
    return mask("\n".join(lines), key).text


def zone_name() -> str:
    """IANA name of the machine's time zone; empty: not known."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        with suppress(OSError):
            path = os.path.realpath("/etc/localtime")
            name = path.partition("/zoneinfo/")[2]
    from presales_tui.model.sla import zone_of

    return name if name and zone_of(name) is not None else ""


def _facts() -> Iterator[tuple[str, str]]:
    yield _("Taken"), time.strftime("%Y-%m-%d %H:%M %z")
    yield _("System"), _system()
    yield _("Kernel"), f"{platform.system()} {platform.release()} {platform.machine()}"
    yield _("Processor"), _processor()
    yield _("Memory"), _memory()
    for disk in _disks():
        yield _("Disk"), disk
    yield _("Ports listening"), _ports()
    yield _("Time zone"), f"{zone_name() or time.strftime('%Z')} ({time.strftime('%z')})"
    yield _("Locale"), os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    for version in _versions():
        yield _("Version"), version


def _read(path: str, most: int = 1 << 20) -> str:
    try:
        with Path(path).open("rb") as file:
            return file.read(most).decode("utf-8", "replace")
    except OSError:
        return ""


def _system() -> str:
    for line in _read("/etc/os-release").splitlines():
        name, _equals, value = line.partition("=")
        if name == "PRETTY_NAME":
            return one_line(value.strip().strip('"'))
    return platform.system()


def _processor() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in _read("/proc/cpuinfo").splitlines()
        if line.split(":")[0].strip().casefold() in ("model name", "hardware", "cpu model")
    ]
    cores = os.cpu_count() or 0
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores
    limited = " " + _("({n} usable)").format(n=usable) if usable != cores else ""
    load = " ".join(f"{one:.2f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else ""
    return f"{names[0] if names else platform.machine()} x {cores}{limited}, " + _("load {load}").format(
        load=load
    )


def _memory() -> str:
    found = {}
    for line in _read("/proc/meminfo").splitlines():
        name, _colon, value = line.partition(":")
        with suppress(ValueError, IndexError):
            found[name] = int(value.split()[0]) * 1024
    if "MemTotal" not in found:
        return ""
    text = _("{size}, {free} available").format(
        size=_size(found["MemTotal"]), free=_size(found.get("MemAvailable", 0))
    )
    swap = found.get("SwapTotal", 0)
    return text + ("; " + _("swap {size}").format(size=_size(swap)) if swap else "")


def _size(size: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:
            return f"{size:.4g} {unit}"
        size /= 1024
    return f"{size:.4g} TB"


def _disks() -> Iterator[str]:
    seen: set[str] = set()
    for line in _read("/proc/mounts").splitlines():
        words = line.split()
        if len(words) < 3 or words[2] in _UNREAL or words[0] in seen or words[2].startswith("fuse"):
            continue
        if words[2] in ("nfs", "nfs4", "cifs"):
            continue  # A server that does not answer would hold everything up.
        seen.add(words[0])
        path = words[1].encode().decode("unicode_escape", "replace")
        with suppress(OSError):
            found = os.statvfs(path)
            size, free = found.f_blocks * found.f_frsize, found.f_bavail * found.f_frsize
            if size and Path(path).is_dir():
                yield _("{path} {size}, {free} free ({kind})").format(
                    path=path, size=_size(size), free=_size(free), kind=words[2]
                )
        if len(seen) >= MOST_DISKS:
            return


def _ports() -> str:
    """Ports that something listens on; `local`: reached from this machine alone."""
    ports: dict[int, bool] = {}
    for name in ("tcp", "tcp6"):
        for line in _read(f"/proc/net/{name}").splitlines()[1:]:
            words = line.split()
            if len(words) > 3 and words[3] == "0A":
                address, _colon, port = words[1].rpartition(":")
                local = address in ("0100007F", "00000000000000000000000001000000")
                number = int(port, 16)
                ports[number] = ports.get(number, True) and local
    shown = [f"{n} (local)" if ports[n] else str(n) for n in sorted(ports)]
    return ", ".join(shown[:MOST_PORTS]) + (", …" if len(shown) > MOST_PORTS else "")


def _versions() -> list[str]:
    """What the programs that are there say, all asked at once."""
    there = [command for command in PROGRAMS if shutil.which(command[0])]
    if not there:
        return []
    with ThreadPoolExecutor(max_workers=4) as pool:
        return [said for said in pool.map(_version, there) if said]


def _version(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = [line for line in done.stdout[:4096].decode("utf-8", "replace").splitlines() if line.strip()]
    return f"{command[0]}: {one_line(lines[0])[:MOST_CELLS]}" if lines and done.returncode == 0 else ""
