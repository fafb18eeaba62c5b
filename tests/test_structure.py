"""The house rules that can be counted: layers, sizes, no printing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "publisher"
LAYERS = (
    ("core",),
    ("content",),
    ("mapping",),
    ("graph",),
    ("validation",),
    ("export", "pages", "store"),
    ("checking",),
    ("pipeline", "loading", "publication", "describing", "placing", "pieces"),
    ("building", "vocabulary_update"),
    ("project",),
    ("serve",),
    ("cli",),
    ("__init__", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MOST_LINES_OF_FILE = 300
MOST_LINES_OF_FUNCTION = 40
MOST_PARAMETERS = 7
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported_modules(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_layers_above_it(path: Path) -> None:
    own = layer_of(path)
    assert own in LEVEL, f"{own} has no place among the layers"
    for module in imported_modules(ast.walk(tree_of(path))):
        parts = module.split(".")
        if parts[0] != "publisher" or len(parts) == 1 or parts[1] == own:
            continue
        assert LEVEL[parts[1]] < LEVEL[own], f"{own} must not import {module}"


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions count too: that is where circles hide."""
    names = {module_of(path): path for path in MODULES if path != PACKAGE / "__init__.py"}
    imports = {
        name: set(imported_modules(ast.walk(tree_of(path)))) & set(names) - {name} for name, path in names.items()
    }
    while leaves := {name for name, below in imports.items() if not below}:
        imports = {name: below - leaves for name, below in imports.items() if name not in leaves}
    assert imports == {}, "these import each other, or what does"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    printing = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert not printing or layer_of(path) == "cli"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_its_job_in_its_first_line(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


def test_files_stay_short() -> None:
    sizes = sorted(((path.read_text("utf-8").count("\n"), name_of(path)) for path in MODULES), reverse=True)
    print("longest files:", *sizes[:5], sep="\n  ")
    assert [size for size in sizes if size[0] > MOST_LINES_OF_FILE] == []


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path)}:{node.lineno} {node.name}", node


def test_functions_stay_short() -> None:
    sizes = sorted(((body_lines(function), name) for name, function in functions()), reverse=True)
    print("longest functions:", *sizes[:5], sep="\n  ")
    assert [size for size in sizes if size[0] > MOST_LINES_OF_FUNCTION] == []


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([each for each in named if each.arg not in {"self", "cls"}])


def test_signatures_stay_short() -> None:
    """Click hands a command its options one by one, so the command line is measured by its functions' length alone."""
    counted = [(parameters(function), name) for name, function in functions() if "/cli" not in name]
    print("longest signatures:", *sorted(counted, reverse=True)[:5], sep="\n  ")
    assert [each for each in counted if each[0] > MOST_PARAMETERS] == []
