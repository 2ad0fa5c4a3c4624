#!/usr/bin/env python3
"""Compare a run of bench/speed with the committed ratios: says what costs more than 15 % more, relative to CVODE.

Usage: check.py NEW.json [COMMITTED.json]
Ratios within one run are compared, not speeds: machines differ, ratios on one kind of machine hardly do.
"""
import json
import sys
from pathlib import Path

ALLOWED = 0.15


def main():
    new = json.loads(Path(sys.argv[1]).read_text())
    committed_file = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("ratios.json")
    committed = {row["name"]: row for row in json.loads(committed_file.read_text())["paths"]}
    slower = []
    for row in new["paths"]:
        before = committed.get(row["name"])
        if before is None or row["name"].startswith("CVODE"):
            continue
        change = before["ratio_to_cvode"] / row["ratio_to_cvode"] - 1
        print(f'{row["name"]:<36} {before["ratio_to_cvode"]:8.1f} -> {row["ratio_to_cvode"]:8.1f}  cost {100 * change:+.0f} %')
        if change > ALLOWED:
            slower.append(row["name"])
    if slower:
        sys.exit(f"costs more than {100 * ALLOWED:.0f} % more: {', '.join(slower)}")


if __name__ == "__main__":
    main()
