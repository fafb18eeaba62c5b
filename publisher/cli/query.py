"""`publisher query`: SPARQL over the current release."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.input import read_input
from publisher.cli.options import folder_of, read_store_options, store_options
from publisher.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.store.results import Answer

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "nt")


@click.command()
@click.argument("query_text", metavar="[QUERY]", required=False)
@click.option("--file", "file", metavar="FILE", help="Read the query from the file, or from standard input (-).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="The form of the answer; table, or turtle for CONSTRUCT and DESCRIBE, unless said otherwise.",
)
@click.option(
    "--allow-service", is_flag=True, help="Let SERVICE in the query ask other servers; it sends them what it joins."
)
@store_options()
@click.pass_context
def query(
    context: click.Context,
    /,
    query_text: str | None,
    file: str | None,
    format_: str | None,
    *,
    allow_service: bool,
    **options: object,
) -> None:
    """Ask the current release, or a store, a SPARQL query.

    The default graph is the union of all graphs, and the prefixes of the mapping are known.
    A store is asked the query as it stands.
    """
    text = _query_text(query_text, file)
    if options["store"] is not None:
        from publisher import loading  # noqa: PLC0415 - the command's own work

        click.echo(_shown(loading.query_store(read_store_options(options), text), format_, {}), nl=False)
        return
    from publisher import publication  # noqa: PLC0415 - the command's own work
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - as above

    workspace = open_workspace(folder_of(context), Request())
    answer = publication.query(workspace, text, asks_others=allow_service)
    click.echo(_shown(answer, format_, dict(workspace.plan.prefixes)), nl=False)


def _query_text(text: str | None, file: str | None) -> str:
    if (text is None) == (file is None):
        raise UsageError("give a query, or name a file that holds one with --file")
    if text is not None:
        return text
    assert file is not None, "one of the two is given"
    try:
        content = read_input() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UsageError(f"{file}: the query is not UTF-8: byte {problem.start} is wrong") from problem


def _shown(answer: Answer, format_: str | None, prefixes: Mapping[str, str]) -> str:
    from publisher.export.registry import EXPORTERS  # noqa: PLC0415 - the command's own work
    from publisher.store.results import RESULT_FORMATS, Boolean, Graph, as_json, as_xml, has_no_xml  # noqa: PLC0415 - as above
    from publisher.store.table import as_table  # noqa: PLC0415 - the command's own work

    if isinstance(answer, Graph):
        if format_ not in {None, "turtle", "nt"}:
            raise UsageError(f"the answer is a graph, which has no form {format_!r}: choose turtle or nt")
        return "".join(EXPORTERS[format_ or "turtle"].serialize(sorted(answer.lines), prefixes))
    if format_ in {"turtle", "nt"}:
        raise UsageError(f"the answer is no graph, so it has no form {format_!r}: choose table, json, csv, tsv or xml")
    if isinstance(answer, Boolean):
        if format_ in {"json", "xml"}:
            return as_json(answer) if format_ == "json" else as_xml(answer)
        return f"{'yes' if answer.value else 'no'}\n"
    if format_ == "xml" and has_no_xml(answer):
        click.echo("publisher: some values hold characters that XML cannot; U+FFFD stands in their place", err=True)
    return (
        RESULT_FORMATS[format_](answer)
        if format_ and format_ in RESULT_FORMATS
        else as_table(answer, prefixes, is_cut=sys.stdout.isatty())
    )
