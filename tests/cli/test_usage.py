"""Options that contradict each other or would do nothing are refused, and what to do is said."""

import pytest

WRONG = {
    "--with gloss --without gloss": "--with gloss asks for a filter that --without gloss leaves",
    "-f width --without width": "--filter width asks for a filter that --without width leaves",
    "-f width --without gloss": "--without has nothing to leave out",
    "-f width -f width": "--filter names width twice",
    "-f gloss:mode=strip -f gloss:mode=ruby": "give all its options there",
    "--with units --with units": "--with names units twice",
    "-f width --with width": "--filter and --with both name width",
    "--to tw --with script:to=hk": "--to tw converts already",
    "--to tw --without script": "needs the filter that --without script leaves out",
    "-f gloss:mode=strip,mode=ruby": "gloss: mode is given twice",
    "-f escapes:kinds=": "one at least; without any the filter would do nothing",
    "-c row.conf --to tw": "by the configuration s2tw already",
    "--field title a.txt": "--field names a field of records, and the input is text",
    "--field title": "--format jsonl says",
    "--on-error skip a.txt": "--on-error is about records",
    "-z --per-line": "give one",
    "--per-line a.jsonl": "a record is a document already",
    "-z --format jsonl": "a record is a document already",
    "--line-buffered -z": "give one",
    "--line-buffered -j 2": "give one",
    "-r": "name one",
    "-i -o out a.txt": "give one of them",
    "--output= a.txt": "-o names a file",
    "--stats= a.txt": "--stats=FILE names a file",
    "--stats=n -o ./n a.txt": "name different ones",
    "--on-error quarantine=n -o n a.jsonl": "name different ones",
    "-j -1": "0 is one for each core",
    "-j x": "'x' is not a valid integer",
    "--encoding klingon a.txt": "there is no encoding 'klingon'",
    "--errors raw --encoding gbk a.txt": "carries bytes through UTF-8",
}
RIGHT = [
    "--field title a.txt a.jsonl",
    "--field title -r .",
    "-f width --with gloss",
    "--without quotes",
    "-f lines:codes=",
    "-c row.conf --without script",
    "-p repair --without gloss --with width --to tw",
]


@pytest.fixture(autouse=True)
def files(write):
    write("a.txt", "a\n")
    write("a.jsonl", '{"title":"a"}\n')
    write("row.conf", '[[filter]]\nname = "script"\nconfig = "s2tw"\n')


@pytest.mark.parametrize(("options", "message"), WRONG.items())
def test_contradictions_are_usage_errors(run, options, message):
    ran = run("clean", *options.split())
    assert (ran.code, ran.out) == (2, b"")
    assert message in ran.err


@pytest.mark.parametrize("options", RIGHT)
def test_what_only_looks_like_one_is_not(run, options):
    ran = run("clean", *options.split())
    assert (ran.code, ran.err) == (0, "")


def test_to_keeps_what_the_row_says_of_its_conversion(run, write):
    """``--to`` changes the target alone, as `Pipeline.replace` does."""
    write("row.toml", '[[filter]]\nname = "script"\nsource = "hans"\n')
    toml = run("clean", "-c", "row.toml", "--to", "tw", data="头发\n".encode())
    assert toml.out == "頭髮\n".encode()
