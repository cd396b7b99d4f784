"""Documents read on all cores, each within its limits, in the order that they came in."""

from kg.running.limits import Limits, count_cores
from kg.running.pages import finish_pages
from kg.running.runs import run_documents

__all__ = ["Limits", "count_cores", "finish_pages", "run_documents"]
