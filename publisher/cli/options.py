"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from publisher.core.errors import UsageError

if TYPE_CHECKING:
    from publisher.store.connect import StoreOptions

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


def cache_option(function: Decorated) -> Decorated:
    """Whether what is known from earlier runs is used."""
    text = "Make everything anew, and keep nothing for the next run in the release folder's cache."
    return click.option("--no-cache", "is_cached", flag_value=False, default=True, type=bool, help=text)(function)


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


def store_options(*, required: bool = False, for_updates: bool = False) -> Callable[[Decorated], Decorated]:
    """How a store is named and spoken to. No secret is taken here, where others could read it."""
    options = [_store_option(required=required), *_SPEAKING, *(_UPDATING if for_updates else ())]

    def decorate(function: Decorated) -> Decorated:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def read_store_options(options: Mapping[str, Any]) -> StoreOptions:
    """The options of `store_options` as one value."""
    from publisher.store.connect import StoreOptions  # noqa: PLC0415 - only where a store is asked

    return StoreOptions(
        store=options["store"],
        update_url=options.get("update_url"),
        credentials=options["credentials"],
        scheme=options["auth"],
        timeout=options["timeout"],
        retries=options.get("retries", 0),
    )


def _store_option(*, required: bool) -> Callable[[Decorated], Decorated]:
    kinds = "oxigraph+http://HOST:PORT, fuseki+http://HOST:PORT/DATASET, virtuoso+…, rdf4j+…, graphdb+…"
    text = f"The store: {kinds}, or an endpoint's address."
    return click.option("--store", metavar="STORE", required=required, help=text)


_SPEAKING = (
    click.option(
        "--credentials",
        metavar="FILE",
        help="A TOML file with user and password, or token, and a table of headers; without it PUBLISHER_STORE_USER, _PASSWORD, _TOKEN and _HEADERS in the environment.",
    ),
    click.option(
        "--auth",
        type=click.Choice(("basic", "digest", "bearer")),
        help="How requests are signed; by default as is usual for the store.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="How long a request may take.",
    ),
)
_UPDATING = (
    click.option("--update-url", metavar="URL", help="Where updates go, if not to the store's usual address."),
    click.option(
        "--retries",
        type=click.IntRange(0),
        default=4,
        show_default=True,
        metavar="N",
        help="How often what may pass is tried again, with growing pauses.",
    ),
)


def folder_of(context: click.Context) -> Path:
    """The folder of `publisher.yaml`. Raises UsageError where it is no folder."""
    folder = Path(context.obj)
    if not folder.is_dir():
        raise UsageError(f"there is no folder {context.obj!r}; name the folder with publisher.yaml after -C")
    return folder
