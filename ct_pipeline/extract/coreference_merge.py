"""New mentions among those that stand already."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from ct_pipeline.extract.context import Context, FoundMention


def merge(context: Context, added: list[FoundMention]) -> None:
    """Put new mentions in their places; a mention that stands already wins."""
    taken = sorted((m.start, m.end) for m in context.mentions)
    begins = [a for a, _ in taken]
    for m in sorted(added, key=lambda m: (m.start, -m.end)):
        k = bisect_right(begins, m.start)
        end = m.end
        if k and taken[k - 1][1] > m.start:
            continue
        if k < len(taken) and taken[k][0] < end:
            end = taken[k][0]  # "الوزير الاردني": the nisba stays a mention of its country
            while end > m.start and context.doc.text[end - 1] in ' ("':
                end -= 1
            if end <= m.start:
                continue
        m = replace(m, end=end)
        context.mentions.append(m)
        taken.insert(k, (m.start, m.end))
        begins.insert(k, m.start)
    context.mentions.sort(key=lambda m: (m.start, m.end))
