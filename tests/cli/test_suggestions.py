"""What was meant is said where a name is nearly right, or is the name that others use."""

import pytest

from hantidy import filters
from hantidy.filters import options

SAID = {
    "page.txt": "there is no command 'page.txt'; did you mean 'hantidy clean page.txt'?",
    "claen a.txt": "there is no command 'claen' (did you mean clean?)",
    "frobnicate": "the commands are clean, explain,",
    "--to tw a.txt": "as in 'hantidy clean --to …'",
    "clean -f glos a.txt": "there is no filter 'glos' (did you mean gloss?)",
    "clean --without glos a.txt": "(did you mean gloss?)",
    "filters mojibaek": "(did you mean mojibake?)",
    "clean -p wbe a.txt": "there is no preset 'wbe' (did you mean web?)",
    "clean -f gloss:mod=ruby a.txt": "has no option 'mod' (did you mean mode?)",
    "clean -f gloss:mode=rubi a.txt": "not 'rubi' (did you mean ruby?)",
    "clean -f escapes:kinds=html,percent a.txt": "joined by +, as in kinds=html+percent",
    "clean --stats s.json a.txt": "--stats=s.json",
    "clean --to zh-TW a.txt": "zh-TW is tw (or twp with the region's words)",
    "clean --to zh-Hans a.txt": "zh-Hans is hans (or hansp",
    "clean --to zh-HK a.txt": "zh-HK is hk\n",
    "presets --to s2twp web": "--with script:config=s2twp",
    "clean --to hanz a.txt": "not hanz (did you mean han",
    "explain a.txt -o x.docx": "--format says text, jsonl or html",
}


@pytest.mark.parametrize(("line", "said"), SAID.items())
def test_what_was_meant_is_said(run, write, line, said):
    write("a.txt", "甲\n")
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.err
    assert ran.err.count("hantidy: ") == ran.err.count("\n")


def test_alone_it_prints_the_help_once(run):
    ran = run()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run("--help").out


def test_help_names_what_each_option_does(run):
    for name in filters.names():
        text = " ".join(run("filters", name).out.decode().split())
        for option in options.types(filters.kind_of(name)):
            about = options.about(name, option)
            assert about
            assert about in text


def test_no_option_is_described_that_is_not_there():
    known = {(n, o) for n in filters.names() for o in options.types(filters.kind_of(n))}
    assert set(options._descriptions()) == known
