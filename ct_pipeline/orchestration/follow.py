"""When the marts are made again by themselves: facts changed in a run without them, and every blocking check of what they rest on has passed.

One model carries the condition for all of them: they are built in one go, from every table of the stages, so that a broken table that only some read
keeps all of them. Dagster's ``any_deps_missing`` and ``any_deps_updated`` are of no use here. Of a partitioned asset a day without a landing is "missing",
and there always is one. And a run of a whole job is not known as such: every run of ours would be followed by one that publishes again, hence the tag.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from dagster import AssetKey, AutomationCondition

# Our own jobs go the whole way in one run and say so.
WHOLE_WAY = {"ct_pipeline/publishes": "yes"}


def _of(key: AssetKey, condition: Any) -> Any:
    return AutomationCondition.asset_matches(key, condition)


def rebuild_when(changed: Iterable[AssetKey], sound: Iterable[AssetKey]) -> Any:
    """The condition of the model that stands for all: one of ``changed`` was made by a run that did not go the whole way, and every blocking check of ``sound`` has passed.

    A table whose blocking checks have passed is there, too: nothing is built from stages that were never made.
    """
    changed = list(changed)
    made = AutomationCondition.newly_updated() & ~AutomationCondition.executed_with_tags(tag_values=WHOLE_WAY)
    passed = AutomationCondition.all_checks_match(AutomationCondition.check_passed(), blocking_only=True)
    return (
        reduce(or_, [_of(key, made) for key in changed]).since_last_handled()
        & reduce(and_, [_of(key, passed) for key in sound])
        & ~reduce(or_, [_of(key, AutomationCondition.in_progress()) for key in changed])
        & ~AutomationCondition.in_progress()
    ).with_label("facts changed and every blocking check passed")


def together_with(key: AssetKey) -> Any:
    """The condition of what is made in the same run as ``key``."""
    return _of(key, AutomationCondition.will_be_requested()).with_label(f"together with {key.to_user_string()}")
