"""Held against the WHATWG Encoding Standard, as Node implements it where it does."""

import base64
import json
import random
import shutil
import subprocess

import pytest

from hantidy.decoding import decode

NODE = shutil.which("node")

READ = """
const jobs = JSON.parse(require("fs").readFileSync(0));
const read = ([name, data]) => new TextDecoder(name).decode(Buffer.from(data, "base64"));
process.stdout.write(JSON.stringify(jobs.map(read)));
"""


def as_node_reads(jobs):
    given = [(name, base64.b64encode(data).decode()) for name, data in jobs]
    done = subprocess.run(
        [NODE, "-e", READ], input=json.dumps(given).encode(), capture_output=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_every_two_byte_code_of_gb18030_is_read_as_the_web_reads_it():
    trails = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
    rows = [b"".join(bytes([lead, t]) for t in trails) for lead in range(0x81, 0xFF)]
    jobs = [("gb18030", row) for row in rows]
    assert [decode(row, "gb18030").text for row in rows] == as_node_reads(jobs)


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_damaged_utf8_is_read_as_the_web_reads_it():
    chance = random.Random(1)
    pieces = [
        "中".encode(),
        b"\xe4\xb8",
        b"\xf0\x9f\x98",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xff",
        b"a",
    ]
    jobs = [("utf-8", b"".join(chance.choices(pieces, k=12)) + b".") for _ in range(300)]
    assert [decode(data, name).text for name, data in jobs] == as_node_reads(jobs)


@pytest.mark.parametrize(
    ("code", "char"),
    [
        ("a145", "‧"), ("a1c3", "￣"), ("a1e3", "～"), ("a1fe", "／"), ("a240", "＼"),
        ("a244", "￥"), ("a3c0", "␀"), ("a3e0", "␡"), ("a3e1", "€"), ("c6a1", "①"),
        ("c6cf", "廴"), ("c6e7", "ぁ"), ("877a", "㡵"), ("87df", "鿋"),
        ("8840", "㇀"), ("f9d5", "龘"), ("f9d6", "碁"), ("f9fe", "▓"), ("fefe", "秔"),
    ],
)  # fmt: skip
def test_codes_of_big5_where_codecs_differ(code, char):
    assert decode(bytes.fromhex(code), "big5").text == char
