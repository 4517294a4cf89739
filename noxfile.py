"""Every habit of the project in one word: ``nox -s WORD``, or ``nox`` for what CI asks.

Each session makes a fresh environment; ``nox -R`` uses the one that is there.
"""

import tempfile
from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "test"]
nox.options.reuse_venv = "yes"

LOWEST = (
    "tests/test_fixtures.py",
    "tests/test_pipeline.py",
    "tests/test_schema.py",
    "tests/cli",
    "tests/records",
    "tests/decoding",
    "tests/filters/test_script.py",
)
"""The tests in which other packages are called."""


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests; arguments go to pytest (nox -s test -- tests/filters/test_gloss.py)."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def laws(session: nox.Session) -> None:
    """Look for texts that break a law, with 3,000 new examples each."""
    session.install("-e", ".[dev]")
    session.run(
        "pytest", "tests/test_laws.py", *session.posargs, env={"HYPOTHESIS_PROFILE": "long"}
    )


@nox.session
def deep(session: nox.Session) -> None:
    """Look for texts that break a law of a preset, with 10,000 new examples each: an hour."""
    session.install("-e", ".[dev]")
    session.run(
        "pytest", "tests/test_preset_laws.py", *session.posargs, env={"HYPOTHESIS_PROFILE": "deep"}
    )


@nox.session
def lint(session: nox.Session) -> None:
    """Run the linters and the spell checker."""
    session.install("ruff", "codespell")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def readme(session: nox.Session) -> None:
    """Write the lists of the README, the man page and the colours anew from the registry."""
    session.install("-e", ".")
    session.run("python", "tools/make_readme.py")
    with Path("man/hantidy.1").open("w", encoding="utf-8") as page:
        session.run("python", "tools/make_man_page.py", stdout=page)
    with Path("src/hantidy/tables/filter_colours.tsv").open("w", encoding="utf-8") as table:
        session.run("python", "tools/make_colours.py", stdout=table)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into build/site; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("python", "tools/make_docs.py")
    session.run("mkdocs", "build", "--strict")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the texts of a folder (nox -s bench -- FOLDER), beside the peers."""
    session.install("-e", ".[benchmarks]")
    folder = session.posargs[0] if session.posargs else session.create_tmp()
    if not session.posargs:
        session.run("python", "benchmarks/texts/fetch.py", folder)
    session.run("python", "benchmarks/run.py", "--texts", folder)
    session.run("python", "benchmarks/peers.py", "--texts", folder)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Fuzz every target (nox -s fuzz -- all --seconds 600)."""
    session.install("-e", ".[fuzz]")
    session.run("python", "fuzz/run.py", *(session.posargs or ["all", "--seconds", "120"]))


@nox.session
def engines(session: nox.Session) -> None:
    """Test Ray, Spark, datasets and the others, each with the real thing."""
    session.install("-e", ".[dev,engines]")
    session.run("pytest", "tests/engines")


@nox.session
def datajuicer(session: nox.Session) -> None:
    """Test the operator of Data-Juicer, whose pins conflict with those of the other engines."""
    session.install("uv", "-e", ".[dev,datajuicer]")
    tests = ("tests/engines/test_datajuicer.py", "tests/engines/test_examples.py")
    session.run("pytest", *tests, "-k", "datajuicer")


@nox.session
def extras(session: nox.Session) -> None:
    """Install each extra alone, from the source distribution, and run its example there.

    Arguments name extras (nox -s extras -- polars spark); without any, all that have an example.
    """
    session.install("build", "uv")
    with tempfile.TemporaryDirectory() as name:  # Ray works in no folder of an environment
        folder = Path(name)
        session.run("python", "-m", "build", "--sdist", "--outdir", name)
        (archive,) = folder.glob("hantidy-*.tar.gz")
        session.run("tar", "-xzf", str(archive), "-C", name, external=True)
        top = folder / archive.name.removesuffix(".tar.gz")
        found = sorted(path.stem.removeprefix("with_") for path in top.glob("examples/with_*.py"))
        for extra in session.posargs or found:
            python = folder / extra / "bin" / "python"
            session.run("uv", "venv", "--quiet", "--seed", str(python.parent.parent))
            install = ("uv", "pip", "install", "--quiet", "--python", str(python))
            session.run(*install, f"hantidy[{extra}] @ {top.as_uri()}")
            session.run(str(python), str(top / "examples" / f"with_{extra}.py"), external=True)


@nox.session
def hooks(session: nox.Session) -> None:
    """Try what other repositories take from here: hooks by pre-commit, the action's steps."""
    session.install("check-jsonschema", "pre-commit", "-e", ".[dev]")
    check = ("check-jsonschema", "--builtin-schema")
    session.run(*check, "vendor.github-actions", "action.yml")
    session.run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    session.run("pytest", "-m", "slow", "tests/test_hooks.py")


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest version of everything that pyproject.toml allows."""
    session.install("uv")
    session.run_install("uv", "pip", "install", "--resolution", "lowest-direct", "-e", ".[dev]")
    session.run("pytest", *(session.posargs or LOWEST))


@nox.session
def package(session: nox.Session) -> None:
    """Build the wheel, check what it holds and how an index would show it."""
    session.install("build", "twine", "pip-audit", "-e", ".[dev]")
    folder = session.create_tmp()
    session.run("python", "-m", "build", "--outdir", folder)
    session.run("twine", "check", "--strict", *map(str, Path(folder).glob("hantidy-*")))
    session.run("pytest", "tests/test_package.py")
    session.run("pip-audit", "--skip-editable")
