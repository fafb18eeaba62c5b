"""The SHACL engines by the names of ``--engine``: one line an engine."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from publisher.core.errors import UsageError
from publisher.core.suggest import did_you_mean
from publisher.validation.protocol import Validator
from publisher.validation.shapes import ShapesGraph


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine by name: the module with its ``compile_shapes(ShapesGraph) -> Validator``, and what it needs installed.

    ``runs_beside`` tells that Python goes on while it works, so that it pays to let it work in a thread.
    """

    name: str
    module: str
    needs: tuple[str, ...]
    runs_beside: bool = False

    @property
    def is_available(self) -> bool:
        """Whether all that it needs can be imported; nothing is imported to find out."""
        return all(find_spec(each) is not None for each in self.needs)

    def compile(self, shapes: ShapesGraph) -> Validator:
        """The engine with its shapes compiled once. Raises ShapesError where it does not take them."""
        return cast("Validator", import_module(self.module).compile_shapes(shapes))


ENGINES = (
    Engine("shacl", "publisher.validation.engines.shacl_wheel", ("shacl",), runs_beside=True),
    Engine("pyshacl", "publisher.validation.engines.pyshacl_engine", ("pyshacl",)),
    Engine("both", "publisher.validation.engines.both", ("shacl", "pyshacl")),
)
AUTO = "auto"


def engine_names() -> tuple[str, ...]:
    """What ``--engine`` takes; ``auto`` is the first one of the registry that is installed."""
    return (AUTO, *(engine.name for engine in ENGINES))


def find_engine(name: str) -> Engine:
    """The engine of that name. Raises UsageError where it is unknown or what it needs is not installed."""
    for engine in ENGINES:
        if engine.name == name or (name == AUTO and engine.is_available):
            if not engine.is_available:
                missing = ", ".join(each for each in engine.needs if find_spec(each) is None)
                raise UsageError(
                    f"the engine {name} needs the package {missing}, which is not installed: "
                    "install kg-publisher[fast], or choose --engine pyshacl"
                )
            return engine
    raise UsageError(
        f"there is no engine {name!r}: choose {', '.join(engine_names())}.{did_you_mean(name, engine_names())}"
    )
