"""`publisher articles`: what a mapping sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.options import fail_on_option, folder_of, paths_argument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.content.files import ArticleRead
    from publisher.core.findings import Finding
    from publisher.graph.reading import Corpus
    from publisher.mapping.plan import Plan


@click.command()
@paths_argument
@click.option(
    "--for",
    "mapping_file",
    metavar="MAPPING",
    help="One JSON array instead, as other engines read it for this mapping: a scalar is a list where the mapping takes a list.",
)
@fail_on_option
@click.pass_context
def articles(context: click.Context, paths: tuple[str, ...], mapping_file: str | None, fail_on: str) -> None:
    """Print what was read of each article, one JSON object a line.

    A PATH is an article, a folder of articles, or - for a list of paths on standard input, one a line;
    without one the configured folder is read.
    """
    from publisher.cli.findings import exit_for, show_findings  # noqa: PLC0415 - the command's own work

    corpus = _corpus(context, paths)
    findings = _print_lines(corpus) if mapping_file is None else _print_array(context, corpus, Path(mapping_file))
    exit_for(show_findings(findings), fail_on)


def _corpus(context: click.Context, paths: Sequence[str]) -> Corpus:
    from publisher.cli.progress import watched  # noqa: PLC0415 - the command's own work
    from publisher.core.configuration_reader import FILE_NAME, read_configuration  # noqa: PLC0415 - as above
    from publisher.graph.reading import read_corpus  # noqa: PLC0415 - as above

    folder = folder_of(context)
    configured = not paths or (folder / FILE_NAME).is_file()
    return watched(read_corpus(read_configuration(folder) if configured else None, paths))


def _print_lines(corpus: Corpus) -> Iterator[Finding]:
    from publisher.content.lines import article_line  # noqa: PLC0415 - the command's own work

    for read in corpus.reads:
        _echo(article_line(read))
        yield from sorted(read.findings, key=lambda each: each.sort_key())


def _print_array(context: click.Context, corpus: Corpus, mapping_file: Path) -> Iterator[Finding]:
    from publisher.graph.workspace import Request, open_workspace  # noqa: PLC0415 - the command's own work

    plan = open_workspace(folder_of(context), Request(mapping=mapping_file)).plan
    before = "["
    for read in corpus.reads:
        if read.article is not None:
            _echo(f"{before}\n{_wrapped(plan, read)}", newline=False)
            before = ","
        yield from sorted(read.findings, key=lambda each: each.sort_key())
    _echo("[]" if before == "[" else "\n]")


def _wrapped(plan: Plan, read: ArticleRead) -> str:
    from publisher.content.lines import article_line  # noqa: PLC0415 - the command's own work
    from publisher.mapping.fields import wrap_scalars  # noqa: PLC0415 - the command's own work

    assert read.article is not None, "only articles are wrapped"
    article = read.article._replace(front_matter=wrap_scalars(plan, read.article.front_matter))
    return json.dumps(json.loads(article_line(read._replace(article=article)))["frontmatter"], ensure_ascii=False)


def _echo(text: str, *, newline: bool = True) -> None:
    # A lone surrogate, as a text of JSON may hold it, is written as the escape that JSON has for it.
    click.echo(text.encode("utf-8", "backslashreplace"), nl=newline)
