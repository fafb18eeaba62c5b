"""`publisher validate`: every finding, in the formats that are asked for."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import click

from publisher.cli.options import (
    cache_option,
    engine_option,
    fail_on_option,
    folder_of,
    parse_settings,
    paths_argument,
    set_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from publisher.core.findings import Finding
    from publisher.graph.reading import Corpus
    from publisher.graph.workspace import Workspace
    from publisher.validation.control.run import Control


class _Target(NamedTuple):
    format: str
    file: str | None


@dataclass(frozen=True, slots=True)
class _Options:
    """The command's options, by their names."""

    paths: tuple[str, ...]
    formats: tuple[str, ...]
    fail_on: str
    engine: str
    settings: tuple[str, ...]
    baseline: str | None
    write_baseline: str | None
    max_warnings: int | None
    statistics: bool
    is_cached: bool
    changed_since: str | None
    stdin_filename: str | None
    is_watching: bool
    is_fixing: bool
    is_diff: bool


@click.command()
@paths_argument
@click.option(
    "--format",
    "formats",
    metavar="FORMAT[=FILE]",
    multiple=True,
    default=("text",),
    show_default="text",
    help="How findings are shown: text, concise, json, jsonl, sarif, github, gitlab, junit, azure, rdjson, or report (SHACL's, as Turtle). With =FILE into a file. May be repeated.",
)
@fail_on_option
@click.option("--max-warnings", metavar="N", type=click.IntRange(0), help="Exit with 1 if there are more warnings.")
@click.option("--baseline", metavar="FILE", help="Show, and fail on, only findings that the file does not know.")
@click.option(
    "--write-baseline",
    metavar="FILE",
    help="Write the findings of this run as known, and exit with 0. What the file knows of other articles stays in it.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Of the articles, check those that git knows as changed since the revision, or not at all.",
)
@click.option(
    "--stdin-filename", metavar="PATH", help="Check the text on standard input as if it were the article at this path."
)
@click.option(
    "--fix",
    "is_fixing",
    is_flag=True,
    help="First repair, where nothing can be lost: blanks at the end of values, forms of dates, lists in JSON.",
)
@click.option("--diff", "is_diff", is_flag=True, help="With --fix: show the repairs as a diff, and make none.")
@click.option("--watch", "is_watching", is_flag=True, help="Check again whenever something changes, until Ctrl-C.")
@click.option("--statistics", is_flag=True, help="Count the findings by code, on standard error.")
@engine_option
@cache_option
@set_option
@click.pass_context
def validate(context: click.Context, /, **options: object) -> None:
    """Check articles: content, mapping, shapes.

    A PATH is an article or a folder of articles; without one the configured folder is checked. For the PATH -
    the paths are read from standard input, one a line.
    """
    _validate(context, _Options(**options))  # type: ignore[arg-type]  # click has checked their types


def _validate(context: click.Context, options: _Options) -> None:
    from publisher.core.errors import UsageError  # noqa: PLC0415 - the command's own work

    if options.stdin_filename is not None and (options.paths or options.changed_since or options.is_watching):
        raise UsageError("--stdin-filename takes neither PATH nor --changed-since nor --watch: it is one article alone")
    if options.is_fixing and (options.stdin_filename is not None or options.is_watching or "-" in options.paths):
        raise UsageError("--fix takes neither --stdin-filename nor --watch nor the PATH -: it repairs files")
    if options.is_diff and not options.is_fixing:
        raise UsageError("--diff shows what --fix would do: write --fix --diff")
    if not options.is_watching:
        context.exit(_run(context, options))
    if "-" in options.paths:
        raise UsageError("--watch cannot read the list of paths on standard input again; name them, or a folder")
    from publisher.cli.watch import watch_project  # noqa: PLC0415 - only where it is asked for

    watch_project(lambda: _run(context, options), folder_of(context), options.paths)


def _run(context: click.Context, options: _Options) -> int:
    """One run: the exit code."""
    from publisher import pipeline  # noqa: PLC0415 - the command's own work
    from publisher.checking import open_memory  # noqa: PLC0415 - the command's own work
    from publisher.cli.output import refuse_same_file  # noqa: PLC0415 - the command's own work
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import is_read  # noqa: PLC0415 - the command's own work
    from publisher.graph.tally import Tally  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work
    from publisher.validation.control.run import Control, seen_paths  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - the command's own work

    targets = [_Target(name, file or None) for name, _, file in (each.partition("=") for each in options.formats)]
    for target in targets:
        find_reporter(target.format)
    control = Control(options.baseline, options.write_baseline, options.max_warnings)
    workspace = open_workspace(folder_of(context), Request(externals=parse_settings(options.settings)))
    outputs = [*(each.file for each in targets), options.write_baseline]
    over = [each for each in outputs if each and is_read(workspace.configuration, options.paths, each)]
    refuse_same_file(outputs, over)
    could = True
    if options.is_fixing:
        from publisher.cli.fix import fix, show_diff  # noqa: PLC0415 - only where it is asked for

        corpus = _corpus(context, options, workspace)[1]
        if options.is_diff:
            return int(show_diff(workspace, corpus))
        could = fix(workspace, corpus)
    memory = open_memory(workspace, options.engine) if options.is_cached else None
    tally = Tally()
    given, corpus = _corpus(context, options, workspace)
    corpus = watched(corpus)
    looked_at: set[str] | None = None if corpus.is_whole else set()
    if looked_at is not None:
        corpus = corpus._replace(sources=seen_paths(corpus.sources, looked_at))
    findings = control.weigh(pipeline.validate(workspace, corpus, options.engine, memory, control.ignored))
    _report(tally.counting(findings), targets, given)
    has_failed = _close(control, options, looked_at)
    return 2 if not could else int(has_failed or (not options.write_baseline and tally.reaches(options.fail_on)))


def _corpus(context: click.Context, options: _Options, workspace: Workspace) -> tuple[dict[str, bytes], Corpus]:
    """The articles to check; and those of them whose text came on standard input, by their paths."""
    from publisher.graph.changed import ChangedFiles  # noqa: PLC0415 - the command's own work
    from publisher.graph.reading import one_article, read_corpus  # noqa: PLC0415 - the command's own work

    if options.stdin_filename is not None:
        from publisher.cli.input import read_input  # noqa: PLC0415 - only where it is asked for

        source = read_input()
        return {options.stdin_filename: source}, one_article(workspace.configuration, options.stdin_filename, source)
    changed = ChangedFiles(folder_of(context), options.changed_since) if options.changed_since is not None else None
    return {}, read_corpus(workspace.configuration, options.paths, changed)


def _close(control: Control, options: _Options, looked_at: set[str] | None) -> bool:
    """What is told behind the findings, on standard error; whether there are too many warnings."""
    from publisher.cli.output import open_output  # noqa: PLC0415 - the command's own work

    for line in control.closing(looked_at):
        click.echo(line, err=True)
    if options.statistics:
        for line in control.statistics.lines():
            click.echo(line, err=True)
    text = control.baseline_text(looked_at)
    if text is not None:
        with open_output(options.write_baseline) as out:
            out.write(text.encode())
        return False
    complaint = control.too_many_warnings()
    if complaint is not None:
        click.echo(f"publisher: {complaint}", err=True)
    return complaint is not None


def _report(findings: Iterable[Finding], targets: list[_Target], given: dict[str, bytes]) -> None:
    """One format takes the findings as they come; several need them all."""
    from publisher.cli.output import open_output  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.registry import find_reporter  # noqa: PLC0415 - the command's own work
    from publisher.validation.reporters.sources import SourceFiles  # noqa: PLC0415 - the command's own work

    if len(targets) > 1:
        findings = list(findings)
    for target in targets:
        reporter = find_reporter(target.format)
        if target.file is None:
            reporter(findings, sys.stdout, SourceFiles(given=given))
        else:
            with open_output(target.file) as out:
                text = io.TextIOWrapper(out, "utf-8", newline="\n")
                reporter(findings, text, SourceFiles(given=given))
                text.flush()
                text.detach()  # the file is closed by who opened it
