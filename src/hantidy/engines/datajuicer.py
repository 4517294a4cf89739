"""Data-Juicer: an operator of its recipes, ``hantidy_mapper``.

    custom_operator_paths: [operators.py]   # holds: import hantidy.engines.datajuicer
    process:
      - hantidy_mapper: {pipeline: web, to: tw}

Needs the extra ``datajuicer``.
"""

from __future__ import annotations

from typing import Any

from data_juicer.ops.base_op import OPERATORS, Mapper

from hantidy.engines.batch import MapBatch
from hantidy.pipeline import Pipeline
from hantidy.pipeline.config import load
from hantidy.pipeline.presets import preset

__all__ = ["HanTidyMapper"]


@OPERATORS.register_module("hantidy_mapper")
class HanTidyMapper(Mapper):  # type: ignore[misc]
    """Clean the text of each sample; missing texts stay missing.

    ``report`` names a column for numbers to filter on (`hantidy.engines.report`).
    """

    _batched_op = True

    def __init__(
        self,
        pipeline: str | Pipeline = "web",
        to: str | None = None,
        report: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Take a preset's name (and ``to``, a script), the path of a TOML file, or a pipeline.

        ``kwargs`` are those of every operator; ``text_key`` names the column to clean.
        """
        super().__init__(*args, **kwargs)
        if isinstance(pipeline, Pipeline):
            made = pipeline
        else:
            made = load(pipeline) if pipeline.endswith(".toml") else preset(pipeline, to)
        self._clean = MapBatch(made, self.text_key, report=report)
        # Caches go by the attributes that are not callable.
        self.fingerprint = made.fingerprint

    def process_batched(self, samples: dict[str, Any]) -> dict[str, Any]:
        """Return the columns ``samples`` with the text clean."""
        return self._clean(samples)  # type: ignore[no-any-return]
