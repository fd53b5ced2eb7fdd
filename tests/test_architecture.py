"""The house: imports point down only, rooms of one floor meet through the floors below."""

import ast
from pathlib import Path

import pytest

import standoff

SOURCE = Path(standoff.__file__).parent
FLOORS = {
    "types": 0, "errors": 0, "garbage": 0, "settings": 0,
    "ontology": 1,
    "reading": 2, "language": 2,
    "coding": 3, "summary": 3, "discourse": 3, "record": 3, "exchange": 3, "fetching": 3,
    "pipeline": 4, "reasons": 4, "transfer": 4, "watching": 4,
    "report": 5, "cli": 6, "__main__": 7, "__init__": 8,
}  # fmt: skip
LIGHT_AT_START = {"click", "standoff"}


def room(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the full name"
            names = [f"{node.module}.{a.name}" for a in node.names]
        for name in names:
            if name.startswith("standoff."):
                rooms.add(name.split(".")[1])
    return {r for r in rooms if r in FLOORS}


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_point_down(path):
    here = room(path)
    assert here in FLOORS, f"{here} has no floor: give it one here and in the README"
    for other in imported_rooms(path) - {here}:
        assert FLOORS[other] < FLOORS[here], f"{here} imports {other}"


@pytest.mark.parametrize("name", ["types", "errors", "garbage", "settings"])
def test_the_ground_floor_imports_the_standard_library_only(name):
    import sys

    tree = ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))
    modules = {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    modules |= {
        a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
    }
    assert modules <= set(sys.stdlib_module_names)


def test_help_imports_nothing_heavy():
    import subprocess
    import sys

    script = (
        "import sys, standoff.cli\n"
        "heavy = {'numpy', 'onnxruntime', 'rich', 'trafilatura', 'lemminflect', 'py3langid'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_public_names_exist_and_are_sorted_once():
    assert len(set(standoff.__all__)) == len(standoff.__all__)
    for name in standoff.__all__:
        assert getattr(standoff, name) is not None
