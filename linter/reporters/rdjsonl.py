"""reviewdog's Diagnostic Format, one diagnostic a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from linter.reporters import Report
from linter.reporters.rdjson import SOURCE, rows


def render(report: Report) -> Iterator[str]:
    for row in rows(report):
        yield f'{row[:-1]}, "source": {json.dumps(SOURCE)}}}'
