"""``make audit``: licences, bill of materials and known weaknesses of everything installed, by pip-licenses, CycloneDX and pip-audit.

The tools live in an environment of their own (``.venv/audit``), so that they are not among what they list. What they write lies in ``build/audit/``.
pip-audit asks a service on the network; where there is none that is said, and the audit counts as not done: exit 3.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

_TOOLS = Path(sys.prefix) / "audit" / "bin"
_OUT = Path("build") / "audit"
_SECONDS = 300
_NO_NETWORK = re.compile(
    r"ConnectionError|Max retries|Name or service|Temporary failure|getaddrinfo|timed out|NameResolution|ServiceError|ProxyError|Connection refused|Network is unreachable",
    re.IGNORECASE,
)


def questionable(licence: str) -> bool:
    """A licence that asks something of whoever passes the project on together with the package, or that nobody stated."""
    copyleft = re.search(r"GPL|General Public License", licence) and not re.search(r"LGPL|Lesser|Library|exception", licence, re.IGNORECASE)
    return bool(copyleft or re.search(r"UNKNOWN|Proprietary", licence, re.IGNORECASE))


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, timeout=_SECONDS)


def licences() -> int:
    """The table of the licences of what the project uses, and which of them somebody should look at."""
    done = _run(_TOOLS / "pip-licenses", f"--python={sys.executable}", "--from=mixed", "--format=markdown", "--with-urls", "--ignore-packages=ct-pipeline", f"--output-file={_OUT / 'licenses.md'}")
    if done.returncode:
        print(f"licences: pip-licenses failed: {done.stderr.strip()[-300:]}")
        return 1
    rows = [line for line in (_OUT / "licenses.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    look = [line for line in rows if questionable(line.split("|")[3])]
    print(f"licences: {len(rows)} packages in {_OUT / 'licenses.md'}; {len(look)} to look at")
    for line in look:
        print("   ", *(cell.strip() for cell in line.split("|")[1:4]))
    return 0


def bill_of_materials() -> int:
    """A CycloneDX bill of materials, as JSON."""
    path = _OUT / "sbom.cdx.json"
    done = _run(_TOOLS / "cyclonedx-py", "environment", sys.executable, "--output-reproducible", "--of", "JSON", "-o", path)
    if done.returncode:
        print(f"bill of materials: cyclonedx-py failed: {done.stderr.strip()[-300:]}")
        return 1
    print(f"bill of materials: {path} ({path.read_text(encoding='utf-8').count(chr(34) + 'purl' + chr(34))} components)")
    return 0


def weaknesses() -> int:
    """Known vulnerabilities of the pinned versions. 0 none, 1 some, 3 could not be asked (for some)."""
    not_checked = "weaknesses: NOT CHECKED: {}; run 'make audit' where there is a network"
    try:
        done = _run(_TOOLS / "pip-audit", "-r", "constraints.txt", "--no-deps", "--disable-pip", "--progress-spinner=off", "--timeout", "15", "--format", "json")
    except subprocess.TimeoutExpired:
        print(not_checked.format(f"the vulnerability service did not answer within {_SECONDS} s"))
        return 3
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip()
        if _NO_NETWORK.search(said):
            print(not_checked.format("pip-audit cannot reach its vulnerability service from here"))
            return 3
        print(f"weaknesses: pip-audit failed: {said[-300:]}")
        return 1
    (_OUT / "weaknesses.json").write_text(json.dumps(packages, indent=1), encoding="utf-8")
    skipped = [p["name"] for p in packages if "skip_reason" in p]
    weak = [(p["name"], p["version"], v["id"], ", ".join(v["fix_versions"]) or "no mended version") for p in packages for v in p.get("vulns", ())]
    if len(skipped) == len(packages):
        print(not_checked.format(f"the service that answers here knows none of the {len(packages)} packages ({packages[0]['skip_reason'][:80]} ...)"))
        return 3
    print(f"weaknesses: {len(weak)} known in {len(packages) - len(skipped)} packages" + (f"; not checked: {', '.join(skipped)}" if skipped else ""))
    for line in weak:
        print("   ", *line)
    return 1 if weak else 3 if skipped else 0


def main() -> int:
    _OUT.mkdir(parents=True, exist_ok=True)
    ends = [licences(), bill_of_materials(), weaknesses()]
    return 1 if 1 in ends else max(ends)


if __name__ == "__main__":
    raise SystemExit(main())
