"""The notebook of examples/ runs, in a kernel where there is one."""

import json
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parent.parent / "examples" / "review.ipynb"


def test_its_cells_run():
    """Its assertions hold, and the last value of a cell shows itself as HTML or text."""
    told = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names = {}
    for cell in told["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    for name in ("web", "audit", "mine"):
        assert "<table>" in names[name]._repr_html_()


def test_a_kernel_runs_it_and_shows_tables():
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    shown = [
        output["data"]["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]
    assert len(shown) == 4
    assert all("<table>" in html for html in shown)
