"""One pipeline in other people's engines: MapBatch, and how each engine wants to be spoken to."""

from hantidy.engines.batch import MapBatch

__all__ = ["MapBatch"]
