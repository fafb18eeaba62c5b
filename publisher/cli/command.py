"""The command `publisher`: its group, and the one place where an exception becomes a message and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from publisher.cli.articles import articles
from publisher.cli.build import build
from publisher.cli.diff import diff
from publisher.cli.explain import explain
from publisher.cli.export import export
from publisher.cli.findings import show_problem
from publisher.cli.load import load
from publisher.cli.map import map_command
from publisher.cli.mapping import mapping
from publisher.cli.outlet import let_readers_leave
from publisher.cli.pages import pages
from publisher.cli.query import query
from publisher.cli.releases import releases
from publisher.cli.rule import rule
from publisher.cli.signals import interruption
from publisher.cli.validate import validate
from publisher.cli.vocabulary import vocabulary
from publisher.core.errors import PublisherError

CANNOT_RUN = 2
DEBUG = "PUBLISHER_DEBUG"


class _Group(click.Group):
    """Commands whose output is out when they end: a full disk is told as any other failure.

    A file that ends too early, click would take for a user who leaves a question unanswered; no command asks one.
    """

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except EOFError as problem:
            raise RuntimeError(f"a file ended too early: {problem}") from problem
        finally:
            sys.stdout.flush()


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "folder", metavar="DIR", default=".", show_default=True, help="The folder with publisher.yaml.")
@click.version_option(package_name="kg-publisher", prog_name="publisher")
@click.pass_context
def publisher(context: click.Context, folder: str) -> None:
    """Publishes curated articles as a validated knowledge graph.

    Exit codes: 0 done, 1 findings at or above the threshold, 2 it could not run.
    """
    context.obj = folder


for _command in (
    articles,
    map_command,
    validate,
    rule,
    build,
    releases,
    diff,
    export,
    pages,
    load,
    query,
    explain,
    mapping,
    vocabulary,
):
    publisher.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process. No traceback reaches a user, unless PUBLISHER_DEBUG is set."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - there is nobody to tell
    if sys.stdout is None:
        _complain("standard output is closed, so there is nowhere to write the result")
        sys.exit(CANNOT_RUN)
    let_readers_leave()
    try:
        code = publisher.main(args=None if arguments is None else list(arguments), standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except (click.Abort, KeyboardInterrupt) as problem:
        interrupted = interruption(problem.__cause__ or problem)
        _complain(interrupted.message)
        code = interrupted.exit_code
    except PublisherError as problem:
        show_problem(problem)
        code = problem.exit_code
    except OSError as problem:
        _complain(f"{problem.filename or 'the system'}: {problem.strerror or problem}")
        code = CANNOT_RUN
    except (MemoryError, RecursionError):
        _complain("out of memory, or nested too deeply; try fewer or smaller files")
        code = CANNOT_RUN
    except Exception as problem:
        if os.environ.get(DEBUG):
            raise
        _complain(f"a fault of the publisher itself: {type(problem).__name__}: {problem}; {DEBUG}=1 shows where")
        code = CANNOT_RUN
    sys.exit(code or 0)


def _complain(message: str) -> None:
    click.echo(f"publisher: {message}", err=True)
