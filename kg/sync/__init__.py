"""Keeps a store in step with a folder, a feed or a manifest: reads what is new, and nothing twice.

What is known of each file stands in the store itself, beside the graphs, and changes together with them.
"""

from kg.sync.fingerprint import find_fingerprint
from kg.sync.naming import find_source
from kg.sync.report import Report
from kg.sync.syncing import Setting, plan_sync, sync_source

__all__ = ["Report", "Setting", "find_fingerprint", "find_source", "plan_sync", "sync_source"]
