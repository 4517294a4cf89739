"""One pipeline, shared by threads, processes of every kind, and an event loop."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import hantidy

PIPELINE = hantidy.preset("normal", to="tw")
TEXTS = [
    "达(dá)拉特旗,位于内蒙古。",
    "½ñÌìÏÂÓê£¬ÎÒÃÇÈ¥¿ª·¢Çø¿´µçÓ°¡£",
    "开發區们在門口，二〇一二年三月五日。",
    "```\nＡ，b\n```\n软件里的鼠标，Ａ。\n" * 3,
    "锟斤拷?? &amp;lt; \ud800\u202e中",
] * 8
WORKERS = 8


@pytest.fixture(scope="module")
def cleaned():
    """What each text becomes, worked one after the other by a pipeline of its own."""
    return [hantidy.Pipeline(list(PIPELINE.filters))(text) for text in TEXTS]


def test_eight_threads_that_begin_together(cleaned):
    fresh = hantidy.Pipeline(list(PIPELINE.filters))  # nothing of it is opened yet
    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in range(3):
            assert list(pool.map(fresh, TEXTS)) == cleaned
            assert [trace.text for trace in pool.map(fresh.trace, TEXTS)] == cleaned


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_processes_of_every_kind(cleaned, method):
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(PIPELINE, TEXTS)) == cleaned
        assert pool.submit(getattr, PIPELINE, "fingerprint").result() == PIPELINE.fingerprint


def test_an_event_loop(cleaned):
    async def every():
        return await asyncio.gather(*(asyncio.to_thread(PIPELINE, text) for text in TEXTS))

    assert asyncio.run(every()) == cleaned
