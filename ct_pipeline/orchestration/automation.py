"""When the pipeline runs by itself: the jobs, the daily schedule, the landing-folder sensor, what follows when facts changed or rules did.

Declarative automation (``AutomationCondition``) is stable in Dagster 1.13; its sensor is evaluated by the daemon every 30 s.
"""

import time
from zoneinfo import ZoneInfo

from dagster import (
    AssetSelection,
    AutomationConditionSensorDefinition,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    RunConfig,
    RunRequest,
    ScheduleEvaluationContext,
    SensorEvaluationContext,
    SensorResult,
    SkipReason,
    define_asset_job,
    schedule,
    sensor,
)

from ct_pipeline.config import Settings, daily_schedule, sensor_seconds
from ct_pipeline.orchestration.again import Memory, ask_again, newest_run
from ct_pipeline.orchestration.assets import LANDING_DAYS, LandConfig
from ct_pipeline.orchestration.follow import WHOLE_WAY
from ct_pipeline.orchestration.landing import SETTLE_SECONDS, TIMEZONE, folder_state, landing_day
from ct_pipeline.orchestration.stale import rules_now, stale_days

JOB_NAME, REPROCESS_NAME = "land_extract_publish", "reprocess"

job = define_asset_job(
    JOB_NAME, selection=AssetSelection.all(), partitions_def=LANDING_DAYS, tags=WHOLE_WAY,
    description="The whole way: land what is in the landing folder, clean, extract, check, build, publish.",
)  # fmt: skip
reprocess = define_asset_job(
    REPROCESS_NAME, selection=AssetSelection.all() - AssetSelection.groups("raw"), partitions_def=LANDING_DAYS, tags=WHOLE_WAY,
    description="Make every landing day again whose rules or seeds have changed, check, build, publish. Nothing is landed; what is not stale is not touched, whichever day is chosen.",
)  # fmt: skip


def _landing_config(settled_before: float) -> RunConfig:
    return RunConfig(ops={"land": LandConfig(settled_before=settled_before, past_day=True)})


@schedule(
    cron_schedule=daily_schedule(), execution_timezone=TIMEZONE, job=job, default_status=DefaultScheduleStatus.RUNNING,
    description="Every morning at six: land and publish what lies in the landing folder.",
)  # fmt: skip
def daily(context: ScheduleEvaluationContext) -> RunRequest:
    """One run for the day of the tick."""
    at = context.scheduled_execution_time.astimezone(ZoneInfo(TIMEZONE))
    day = at.strftime("%Y-%m-%d")
    return RunRequest(run_key=f"daily-{at:%Y-%m-%dT%H:%M}", partition_key=day, run_config=_landing_config(0.0))


@sensor(
    job=job, minimum_interval_seconds=sensor_seconds(), default_status=DefaultSensorStatus.RUNNING,
    description="Watches the landing folder: one run for each set of new or changed files. A run that failed for want of disk, share or memory is asked for again, at most once an hour.",
)  # fmt: skip
def landing_folder(context: SensorEvaluationContext) -> RunRequest | SkipReason:
    """The cursor is a digest of the settled files: small however many they are. The run lands the files of this tick, not later ones."""
    settings = Settings.from_environment()
    if not settings.landing.is_dir():
        return SkipReason(f"{settings.landing} does not exist; create it or set CT_LANDING")
    now = time.time()
    before = now - SETTLE_SECONDS
    state, settled, fresh = folder_state(settings.landing, int(before * 1e9))
    memory = Memory.of_cursor(context.cursor)
    if state != memory.files:
        context.update_cursor(Memory(state).cursor())
        if not settled:
            return SkipReason("the landing folder is empty")
        return RunRequest(run_key=f"landing-{state}", partition_key=landing_day(), run_config=_landing_config(before), tags={"landing_files": str(settled)})
    newest = newest_run(context.instance, JOB_NAME)
    memory, again, why = ask_again(memory, newest, rules_now(settings) if not isinstance(newest, str) else "", now)
    context.update_cursor(memory.cursor())
    if again:
        context.log.info(why)
        key = f"landing-{state}-after-{memory.failed}"
        return RunRequest(run_key=key, partition_key=landing_day(), run_config=_landing_config(before), tags={"landing_files": str(settled), "asked_again": why[:200]})
    nothing_new = f"nothing new among {settled} files" + (f"; {fresh} still being written" if fresh else "")
    return SkipReason(f"{nothing_new}; {why}" if why else nothing_new)


@sensor(
    job=reprocess, minimum_interval_seconds=sensor_seconds(), default_status=DefaultSensorStatus.STOPPED,
    description="Turn this on to have landing days made again whenever rules or seeds change; off, the job 'reprocess' (or 'ct-pipeline reprocess') does it when you say so.",
)  # fmt: skip
def stale_rules(context: SensorEvaluationContext) -> SensorResult | SkipReason:
    """Asks once for each version of the rules: a day that cannot be made again must not be asked for every half minute."""
    settings = Settings.from_environment()
    version = rules_now(settings)
    if context.cursor == version:
        return SkipReason("asked for already, with these rules and seeds")
    days = stale_days(settings)["facts"]
    if not days:
        return SkipReason("every landing day was made with today's rules and seeds")
    return SensorResult(run_requests=[RunRequest(run_key=f"reprocess-{version}", partition_key=days[-1].isoformat(), tags={"stale_days": str(len(days))})], cursor=version)


follow_up = AutomationConditionSensorDefinition(
    "rebuild_when_facts_changed", target=AssetSelection.groups("marts"), default_status=DefaultSensorStatus.RUNNING, minimum_interval_seconds=30,
    description="Rebuilds and publishes the marts when facts changed in a run without them, and only when their blocking checks have passed.",
)  # fmt: skip

JOBS = [job, reprocess]
SENSORS = [landing_folder, stale_rules, follow_up]
