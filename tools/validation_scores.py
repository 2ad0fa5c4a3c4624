#!/usr/bin/env python3
"""Turn the tables of docs/validation.md into a module of JavaScript: how well each topic and measure validates.

Usage: validation_scores.py docs/validation.md OUTPUT.js
"""
import json
import sys
from pathlib import Path

COLUMNS = {"n": "n", "R²": "r2", "median error": "median_error", "signs right %": "signs_right_percent",
           "inside 90 % band": "inside_band_percent", "baseline R²": "baseline_r2",
           "baseline median error": "baseline_median_error", "unit": "unit"}
TABLES = {"measure": "measures", "topic": "topics", "topic, measure": "topic_measures"}


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def scores(text):
    """The three tables of the test split."""
    test = next((part for part in text.split("\n## ") if part.startswith("Studies it has never seen")), "")
    result = {}
    for block in test.split("\n\n"):
        lines = block.strip().splitlines()
        if len(lines) < 3 or not lines[0].startswith("|") or cells(lines[0])[0] not in TABLES:
            continue
        head = cells(lines[0])
        rows = []
        for line in lines[2:]:
            row = dict(zip(head, cells(line)))
            parts = row[head[0]].split(", ")
            score = {"topic": parts[0] if head[0] != "measure" else None,
                     "measure": parts[-1] if head[0] != "topic" else None}
            for column, key in COLUMNS.items():
                # A dash stands where there is too little to tell.
                number = row[column].replace("–", "0")
                score[key] = number if key == "unit" else float(number) if "." in number else int(number)
            # A table row without observations says nothing.
            if score["n"] > 0:
                rows.append(score)
        result[TABLES[head[0]]] = rows
    missing = set(TABLES.values()) - set(result)
    if missing:
        sys.exit(f"validation_scores: docs/validation.md has no table of {', '.join(sorted(missing))}")
    return result


if __name__ == "__main__":
    found = scores(Path(sys.argv[1]).read_text())
    Path(sys.argv[2]).write_text("// Generated from docs/validation.md. Do not edit.\nexport default " +
                                 json.dumps(found, ensure_ascii=False) + ";\n")
