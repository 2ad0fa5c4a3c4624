#!/usr/bin/env python3
"""Compare a run of bench/speed with the committed ratios: says what costs more than 15 % more, relative to CVODE.

Usage: check.py NEW.json [COMMITTED.json] (`./run bench` measures and compares)
Ratios within one run are compared, not speeds: machines differ, ratios on one kind of machine hardly do.
Exit status: 0 nothing costs too much more, 1 something does, 2 the files can't be compared.
"""
import json
import sys
from pathlib import Path

ALLOWED = 0.15


def ratios(file):
    """The ratio to CVODE of every path of a run, by name."""
    rows = json.loads(Path(file).read_text())["paths"]
    return {row["name"]: float(row["ratio_to_cvode"]) for row in rows if not row["name"].startswith("CVODE")}


def compare(new, committed):
    """Lines to print, and the names of what costs too much more."""
    lines, slower = [], []
    for name, ratio in new.items():
        if name not in committed:
            lines.append(f"{name:<44} {'':>8}    {ratio:8.1f}  new")
            continue
        change = committed[name] / ratio - 1
        lines.append(f"{name:<44} {committed[name]:8.1f} -> {ratio:8.1f}  cost {100 * change:+.0f} %")
        if change > ALLOWED:
            slower.append(name)
    return lines, slower


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        new = ratios(sys.argv[1])
        committed = ratios(sys.argv[2] if len(sys.argv) > 2 else Path(__file__).with_name("ratios.json"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"can't compare: {error!r}", file=sys.stderr)
        return 2
    if not set(new) & set(committed):
        print("can't compare: the two runs have no path in common", file=sys.stderr)
        return 2
    lines, slower = compare(new, committed)
    print("\n".join(lines))
    if slower:
        print(f"costs more than {100 * ALLOWED:.0f} % more: {', '.join(slower)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
