"""Run the measurements asked for and write them into ``docs/performance.json`` and between the marks of ``docs/performance.md``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ct_pipeline.config import project_root
from ct_pipeline_tests.benchmark import processes
from ct_pipeline_tests.benchmark.targets import verdicts

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def measure(what: str, count: int, dump: Path | None, workers: int, extra: int, *more: str) -> Any:
    """One measurement in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "ct_pipeline_tests.benchmark.measure", what, str(count), str(dump or ""), str(workers), str(extra), *more]
    print(f"measuring: {what}, {count:,} articles, {workers} worker{'s' if workers > 1 else ''} ...", file=sys.stderr, flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the measurement {what} of {count:,} articles failed; its message stands above")
    return json.loads(done.stdout.splitlines()[-1])


def startup() -> dict[str, float]:
    """``ct-pipeline --help``, the best of five."""
    used = min((processes.run([str(Path(sys.executable).with_name("ct-pipeline")), "--help"]) for _ in range(5)), key=lambda u: u.wall_seconds)
    return {"wall_seconds": used.wall_seconds, "cpu_seconds": used.cpu_seconds}


def table(rows: list[dict[str, Any]]) -> str:
    names = list(rows[0])
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    return "\n".join(lines + ["| " + " | ".join("" if r.get(n) is None else f"{r[n]:,}" if isinstance(r[n], int) else str(r[n]) for n in names) + " |" for r in rows])


def page(found: dict[str, Any]) -> str:
    """The measured part of docs/performance.md."""
    rows: list[dict[str, Any]]
    out = [f"Measured {found['date']} on {found['machine']}, Python {found['python']}; articles: {found['source']}."]
    out += ["", "### Targets", table([{"target": v.target, "": v.word(), "measured": v.says} for v in verdicts(found)])]
    if y := found.get("yardstick"):
        out += [
            "", "### One core, beside the yardstick", "Articles a second of processor time, the best of several rounds in turns, one process.", "",
            table([
                {"work": "camel-tools' plain word tokenizer (the yardstick)", "articles a second": y["tokenizer"], "of the yardstick": 1.0},
                {"work": "clean", "articles a second": y["clean"], "of the yardstick": round(y["clean"] / y["tokenizer"], 2)},
                {"work": "extract", "articles a second": y["extract"], "of the yardstick": round(y["extract"] / y["tokenizer"], 2)},
                {"work": "clean and extract", "articles a second": y["clean_and_extract"], "of the yardstick": y["ratio"]},
            ]),
        ]  # fmt: skip
    if found.get("stages"):
        rows = [
            {"stage": r["stage"], "articles": r["articles"], "workers": r["workers"], "wall s": r["wall_seconds"], "CPU s": r["cpu_seconds"],
             "articles a second of CPU": round(r["articles"] / r["cpu_seconds"], 1) if r["cpu_seconds"] else None,
             "peak MB": round(r["peak_memory_mb"]), "peak MB of a worker": round(r["worker_peak_memory_mb"]) if r.get("worker_peak_memory_mb") else None, "load": r.get("load")}
            for r in [*found["stages"], *(r for g in found.get("grown", []) for r in g["stages"])]
        ]  # fmt: skip
        out += ["", "### Each stage", table(rows)]
    if found.get("whole"):
        rows = []
        for w in sorted([*found["whole"], *found.get("grown", [])], key=lambda w: w["articles"]):
            for name, text in (("first", "all of them"), ("added", "{:,} more"), ("added again", "{:,} more once again"), ("nothing_new", "nothing new")):
                if got := w.get(name):
                    text = text.format(got.get("articles", 0))
                    rows.append({"in the warehouse": w["articles"], "run": text, "wall s": got["wall_seconds"], "CPU s": got["cpu_seconds"], "peak MB": got["peak_memory_mb"], "load": got.get("load")})
        out += ["", "### The whole way: `ct-pipeline run`, start-up and checks included", table(rows)]
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dump", type=Path, help="JSONL (gzipped or not) with title and body; without it articles are made from the samples")
    parser.add_argument("--yardstick", type=int, default=300, help="articles to compare with the tokenizer on (0: leave out)")
    parser.add_argument("--stages", type=int, default=2000, help="articles to measure each stage on (0: leave out)")
    parser.add_argument("--whole", type=int, nargs="*", default=[1000], help="sizes of the whole way")
    parser.add_argument("--grown", type=int, nargs="*", default=[], help="sizes at which to measure what comes after extraction, with the articles of --extracted told again")
    parser.add_argument("--extracted", type=Path, help="a warehouse with extracted articles, for --grown")
    parser.add_argument("--more", type=int, default=100, help="articles added after each")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--keep", action="store_true", help="keep what docs/performance.json has of what is not measured now")
    parser.add_argument("--docs", type=Path, default=project_root() / "docs")
    a = parser.parse_args()
    kept = a.docs / "performance.json"
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if a.keep and kept.exists() else {}
    found |= {
        "date": datetime.now(UTC).date().isoformat(), "machine": f"{len(os.sched_getaffinity(0))} cores, {_memory()} GB, {platform.machine()} {platform.system()}", "python": platform.python_version(),
        "source": "a dump of a Moroccan news site, then the same with other names, days, numbers and order" if a.dump else "the project's samples with other names, days, numbers and order",
    }  # fmt: skip
    if a.yardstick:
        found["yardstick"] = measure("yardstick", a.yardstick, a.dump, 1, 3)
    if a.stages:
        found["stages"] = [row for workers in sorted({1, a.workers}) for row in measure("stages", a.stages, a.dump, workers, 0)]
    found["startup"] = startup()
    if a.grown and not a.extracted:
        parser.error("--grown needs --extracted, the folder of a warehouse")
    made = [measure("grown", count, a.dump, a.workers, a.more, str(a.extracted)) for count in a.grown]
    if made:
        sizes = {w["articles"] for w in made}
        found["grown"] = sorted([w for w in found.get("grown", []) if w["articles"] not in sizes] + made, key=lambda w: w["articles"])
    if a.whole:
        made = [measure("whole", count, a.dump, a.workers, a.more) for count in a.whole]
        sizes = {w["articles"] for w in made}
        found["whole"] = sorted([w for w in found.get("whole", []) if w["articles"] not in sizes] + made, key=lambda w: w["articles"])
    kept.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = page(found)
    document = a.docs / "performance.md"
    if document.exists() and BEGIN in (old := document.read_text(encoding="utf-8")):
        document.write_text(old[: old.index(BEGIN) + len(BEGIN)] + "\n" + text + "\n" + old[old.index(END) :], encoding="utf-8")
    print(text)


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


if __name__ == "__main__":
    main()
