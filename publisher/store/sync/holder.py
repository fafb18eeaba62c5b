"""Which process holds a lease, told so that another process of the same machine can see whether it still runs."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def own_name() -> str:
    """The name of this process: its host, the host's boot and name space, the process and when it began, with blanks between."""
    return f"{socket.gethostname() or 'unknown'} {_place()} {os.getpid()} {_start_of(os.getpid())}"


def shown(holder: str) -> str:
    """The name for a message."""
    host, _, _, process, _ = _parts(holder)
    return f"process {process} on {host}" if process else "another publisher"


def is_dead(holder: str) -> bool:
    """Whether the process is known to be gone. False where it ran elsewhere, or nothing can be known."""
    host, boot, space, process, start = _parts(holder)
    if not process.isdecimal() or not boot or f"{boot} {space}" != _place() or host != socket.gethostname():
        return False
    return _start_of(int(process)) != start


def _parts(holder: str) -> tuple[str, str, str, str, str]:
    parts = holder.split(" ")
    return (parts[0], parts[1], parts[2], parts[3], parts[4]) if len(parts) == 5 else ("", "", "", "", "")


def _place() -> str:
    """The boot of the machine and the name space of its processes; empty texts where the system does not tell."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink().name}".replace(":", "")
    except OSError:
        return " "


def _start_of(process: int) -> str:
    """When the process began, in the kernel's ticks (proc(5), field 22 of stat); empty where it does not run."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in {"Z", "X"} else fields[19]
