"""Hook of MkDocs: the pages of the filters, in pipeline order, under the page of all."""

from typing import Any

from hantidy import filters


def on_config(config: Any) -> Any:
    """List the filters in the navigation."""
    pages: list[Any] = [{name: f"filters/{name}.md"} for name in filters.names()]
    for entry in config.nav:
        if "Filters" in entry:
            entry["Filters"] = [entry["Filters"], *pages]
    return config
