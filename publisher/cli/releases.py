"""`publisher releases`: the releases that are there, and which of them is current."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from publisher.cli.options import folder_of

if TYPE_CHECKING:
    from publisher.graph.releases import ReleaseLine, Releases

_WIDTH = 23


@click.group(invoke_without_command=True)
@click.option(
    "--verify", is_flag=True, help="Hold each release's files against its SHA256SUMS; exit with 1 if one is damaged."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How they are shown.",
)
@click.pass_context
def releases(context: click.Context, format_: str, *, verify: bool) -> None:
    """List the releases, the newest first; 'use' makes one of them current again."""
    if context.invoked_subcommand is not None:
        return
    from publisher.graph.release_files import damages  # noqa: PLC0415 - the command's own work

    there = _releases(context)
    lines = there.lines()
    wrong = {line.name: damages(there.folder / line.name) for line in lines} if verify else {}
    if format_ == "json":
        click.echo(json.dumps([_record(line, wrong.get(line.name)) for line in lines], indent=2))
    else:
        for line in lines:
            click.echo(_shown(line, wrong.get(line.name)))
        if not lines:
            click.echo("there are no releases yet; 'publisher build' makes one", err=True)
    if any(wrong.values()):
        context.exit(1)


@releases.command()
@click.argument("name", metavar="ID")
@click.option("--allow-findings", is_flag=True, help="Also a release that did not pass.")
@click.pass_context
def use(context: click.Context, name: str, *, allow_findings: bool) -> None:
    """Make a release current again, after its files were held against its SHA256SUMS.

    The beginning of an ID is enough where only one release begins so.
    """
    there = _releases(context)
    with there.locked():
        release = there.use(name, allow_findings=allow_findings)
    click.echo(f"release {release.name} is now current")


def _releases(context: click.Context) -> Releases:
    from publisher.core.configuration_reader import read_configuration  # noqa: PLC0415 - the command's own work
    from publisher.graph.releases import Releases  # noqa: PLC0415 - the command's own work

    return Releases(read_configuration(folder_of(context)).release.folder)


def _record(line: ReleaseLine, wrong: list[str] | None) -> dict[str, object]:
    record = {"name": line.name, "written": line.written.isoformat(timespec="seconds"), "current": line.is_current}
    return {**record, **line.manifest, **({} if wrong is None else {"damages": wrong})}


def _shown(line: ReleaseLine, wrong: list[str] | None) -> str:
    """One line: ID, time, counts, and what is to be known of it."""
    manifest = line.manifest
    counts = "  ".join(f"{manifest.get(key, 0):>9,} {key}" for key in ("articles", "quads"))
    passed = (
        "passed"
        if manifest.get("passed") is True
        else "findings allowed"
        if manifest.get("findings_allowed")
        else "did not pass"
    )
    whole = "" if wrong is None else f", damaged: {'; '.join(wrong)}" if wrong else ", whole"
    current = "  current" if line.is_current else ""
    return f"{line.name:<{_WIDTH}}  {line.written:%Y-%m-%d %H:%M:%S}Z  {counts}  {passed}{whole}{current}"
