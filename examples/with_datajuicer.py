"""Data-Juicer: an operator in a recipe."""

from data_juicer.core.data import NestedDataset

from hantidy.engines.datajuicer import HanTidyMapper
from records import CLEAN, RECORDS

pages = NestedDataset.from_list(RECORDS)
cleaned = pages.process(HanTidyMapper("web", report="hantidy"))
print(cleaned.to_list())
assert [row["text"] for row in cleaned] == CLEAN
