"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from publisher.core.errors import UsageError

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

SEVERITIES = ("info", "warning", "error")


def paths_argument(function: Decorated) -> Decorated:
    """Articles and folders of articles."""
    return click.argument("paths", metavar="[PATH]...", nargs=-1)(function)


def fail_on_option(function: Decorated) -> Decorated:
    """The threshold of the exit code."""
    text = "Exit with 1 if there is a finding of this severity or above."
    option = click.option("--fail-on", type=click.Choice(SEVERITIES), default="error", show_default=True, help=text)
    return option(function)


def engine_option(function: Decorated) -> Decorated:
    """The SHACL engine."""
    text = "The SHACL engine; auto takes the wheel shacl where it is installed, both compares the two."
    choices = click.Choice(("auto", "shacl", "pyshacl", "both"))
    return click.option("--engine", type=choices, default="auto", show_default=True, help=text)(function)


def output_option(function: Decorated) -> Decorated:
    """Where the result goes."""
    text = "Write to the file, which is replaced when all is written, instead of standard output."
    return click.option("-o", "--output", "output", metavar="FILE", help=text)(function)


def set_option(function: Decorated) -> Decorated:
    """Externals."""
    text = "Give $(_NAME) in the mapping this value. May be repeated."
    return click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, help=text)(function)


def parse_settings(settings: tuple[str, ...]) -> dict[str, str]:
    """The values by name. Raises UsageError for one without a name."""
    parsed: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name:
            raise UsageError(f"--set takes NAME=VALUE, not {setting!r}")
        parsed[name.removeprefix("_")] = value
    return parsed


def folder_of(context: click.Context) -> Path:
    """The folder of `publisher.yaml`. Raises UsageError where it is no folder."""
    folder = Path(context.obj)
    if not folder.is_dir():
        raise UsageError(f"there is no folder {context.obj!r}; name the folder with publisher.yaml after -C")
    return folder
