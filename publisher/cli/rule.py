"""`publisher rule`: what a rule means, and what to do about its findings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import click

from publisher.cli.options import folder_of

if TYPE_CHECKING:
    from publisher.core.rules import Rule


@click.command()
@click.argument("code", metavar="[CODE]", required=False)
@click.pass_context
def rule(context: click.Context, code: str | None) -> None:
    """Tell what a rule means: one of the publisher's own, or of the shapes. Without CODE all are listed."""
    from publisher.core.configuration_reader import read_configuration  # noqa: PLC0415 - the command's own work
    from publisher.validation.rulebook import CODED_RULES  # noqa: PLC0415 - the command's own work
    from publisher.validation.shape_rules import find_rule, shape_rules  # noqa: PLC0415 - the command's own work
    from publisher.validation.shapes_reader import read_shapes  # noqa: PLC0415 - the command's own work

    folder = folder_of(context)

    @cache
    def of_shapes() -> Mapping[str, Rule]:
        files = read_configuration(folder).shapes
        return shape_rules(read_shapes(files)) if files else {}

    if code is None:
        for each in [*CODED_RULES.values(), *of_shapes().values()]:
            click.echo(f"{each.code}  {each.severity.label}  {each.name}")
        return
    found = find_rule(code, of_shapes)
    click.echo(f"{found.code} {found.name} ({found.severity.label})\n\n{found.explanation}\n\n{found.remedy}")
