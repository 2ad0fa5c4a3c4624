#!/usr/bin/env python3
"""Turn parameters/*.yaml into C++: one named accessor per parameter and a table of their descriptions.

Usage: parameters.py PARAMETER_FOLDER OUTPUT_FOLDER

A parameter file is a list of entries:
    - name: disuse_sustained_rate        # becomes Parameters<T>::disuse_sustained_rate()
      unit: 1/d
      value: 0.0027                      # one number, or `values: {key: number}` for one of the index sets below
      scale: log                         # how it may vary: log (positive), linear, logit (between 0 and 1)
      sd: 0.3                            # prior standard deviation on that scale; `sds: {key: number}` for single keys
      calibrated: true                   # fitted to the calibration studies, the value above being the prior
      source: key of sources.yaml, or a list of keys
      doc: One sentence.
parameters.txt holds the same tables as text, and docs/model.md after them, for a module that is given them when it is loaded.
`values` go with `per: muscle_group | unloading | ...` (see INDEX_SETS); a key left out takes `default`.
calibrated.yaml (written by `sarx calibrate`) overrides the value of calibrated entries; the prior stays on record.
"""
import array
import json
import math
import re
import sys
from pathlib import Path

import yaml

# Index sets are read from the enumerations' name tables in the sources, so that they can't drift apart.
NAME_TABLES = {
    "muscle_group": ("src/sarx/body/muscle_group.h", "muscle_group_names"),
    "unloading": ("src/sarx/timeline/exposure.h", "unloading_names"),
    "mechanism": ("src/sarx/timeline/exposure.h", "mechanism_names"),
    "nutrient": ("src/sarx/timeline/exposure.h", "nutrient_names"),
    "age_knot": ("src/sarx/person/age_curve.h", "age_knot_names"),
    "trait": ("src/sarx/person/variability.h", "trait_names"),
    "measure_class": ("src/sarx/measure/instrument.h", "measure_class_names"),
    "strength_test": ("src/sarx/body/strength_test.h", "strength_test_names"),
    "muscle_part": ("src/sarx/measure/instrument.h", "muscle_part_names"),
}
KEYS = {"name", "unit", "value", "values", "default", "per", "scale", "sd", "sds", "calibrated", "fixed", "source", "doc"}


def fail(message):
    sys.exit(f"parameters: {message}")


def index_set(root, name):
    if name == "sex":
        return ["female", "male"]
    path, table = NAME_TABLES[name]
    text = (root / path).read_text()
    match = re.search(table + r"\s*\{([^}]*)\}", text)
    return re.findall(r'"([^"]+)"', match.group(1))


def flatten(root, folder):
    sources = yaml.safe_load((folder / "sources.yaml").read_text()) or {}
    calibrated_file = folder / "calibrated.yaml"
    fitted = (yaml.safe_load(calibrated_file.read_text()) or {}).get("parameters", {}) if calibrated_file.exists() else {}
    rows, accessors, seen = [], [], set()
    for path in sorted(folder.glob("*.yaml")):
        if path.name in ("sources.yaml", "calibrated.yaml"):
            continue
        for entry in yaml.safe_load(path.read_text()) or []:
            name = entry.get("name", "?")
            where = f"{path.name}: {name}"
            unknown = set(entry) - KEYS
            if unknown:
                fail(f"{where}: unknown keys {sorted(unknown)}")
            if name in seen:
                fail(f"{where}: defined twice")
            seen.add(name)
            for key in ("unit", "source", "doc"):
                if key not in entry:
                    fail(f"{where}: {key} is missing")
            cited = entry["source"] if isinstance(entry["source"], list) else [entry["source"]]
            for key in cited:
                if key not in sources and key not in ("calibrated", "definition", "assumption"):
                    fail(f"{where}: source {key} is not in sources.yaml")
            scale = entry.get("scale", "linear")
            if "per" in entry:
                keys = index_set(root, entry["per"])
                values = entry["values"]
                bad = set(values) - set(keys)
                if bad:
                    fail(f"{where}: unknown keys {sorted(bad)}")
                members = [(f"{name}.{key}", values.get(key, entry.get("default")), key) for key in keys]
                if any(value is None for _, value, _ in members):
                    fail(f"{where}: a value is missing and there is no default")
            else:
                members = [(name, entry["value"], None)]
            accessors.append((name, len(rows), len(members) if "per" in entry else 0, entry["doc"], entry["unit"]))
            for full, value, key in members:
                value = float(value)
                free = bool(entry.get("calibrated")) and key not in (entry.get("fixed") or [])
                if scale == "log" and value <= 0 or scale == "logit" and not 0 < value < 1:
                    if free:
                        fail(f"{where}: {value} is outside the {scale} scale")
                sd = float((entry.get("sds") or {}).get(key, entry.get("sd", 0)))
                if entry.get("calibrated") and not free:
                    sd = 0.0  # the reference of its set: what the others are measured against doesn't vary
                if free and sd <= 0:
                    fail(f"{where}: calibrated, but without a prior sd")
                best = float(fitted[full]["value"]) if free and full in fitted else value
                best_sd = float(fitted[full]["sd"]) if free and full in fitted else sd
                told_by = fitted[full].get("studies", []) if free and full in fitted else []
                rows.append(dict(name=full, studies=", ".join(told_by), unit=entry["unit"], scale=scale, prior=value, prior_sd=sd, value=best, sd=best_sd,
                                 free=free, source="; ".join(cited), doc=entry["doc"], file=path.name))
    stale = [name for name in fitted if not any(row["name"] == name and row["free"] for row in rows)]
    if stale:
        print(f"parameters: calibrated.yaml: no calibrated parameter is named {', '.join(stale)}; run sarx calibrate again",
              file=sys.stderr)
    return rows, accessors, sources


def number(value):
    if not math.isfinite(value):
        fail(f"{value} is not a number")
    return repr(value)


def quoted(text):
    return json.dumps(str(text), ensure_ascii=False)


def citation(entry):
    if isinstance(entry, str):
        return entry
    parts = [entry.get("authors"), f"({entry['year']})" if "year" in entry else None, entry.get("title"), entry.get("journal"),
             f"doi:{entry['doi']}" if "doi" in entry else None, entry.get("table")]
    return " ".join(str(part) for part in parts if part)


def write(path, text):
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    rows, accessors, sources = flatten(folder.parent, folder)
    output.mkdir(parents=True, exist_ok=True)
    head = ["// Generated from parameters/ by tools/parameters.py. Do not edit.", "#pragma once", "", "#include <array>",
            "#include <cstddef>", "#include <span>", "#include <string_view>", "", "namespace sarx {", "",
            f"inline constexpr std::size_t parameter_count = {len(rows)};", "",
            "enum class ParameterScale : unsigned char { linear, log, logit };", "",
            "/// What is on record about one parameter (one number).", "struct ParameterInfo {", "  std::string_view name, unit;",
            "  ParameterScale scale;", "  double prior, prior_sd;  ///< prior value; sd on the scale above", "  double value, sd;"
            "        ///< in use (fitted where calibrated)", "  bool calibrated;", "  std::string_view source, doc, file;",
            "  std::string_view studies;  ///< the calibration studies that say most about it", "};",
            "extern const std::array<ParameterInfo, parameter_count> parameter_table;", "",
            "struct SourceInfo {", "  std::string_view key, citation;", "};",
            f"extern const std::array<SourceInfo, {len(sources)}> source_table;", "",
            "/// Every number of the model, by name; `T` is the number type of the physiology.", "template <class T>",
            "struct Parameters {", "  std::array<T, parameter_count> values{};", "", "  /// The values in use.",
            "  static Parameters best() {", "    Parameters parameters;",
            "    for (std::size_t i = 0; i < parameter_count; ++i) parameters.values[i] = T(parameter_table[i].value);",
            "    return parameters;", "  }", ""]
    for name, start, count, doc, unit in accessors:
        doc = re.sub(r"\s+", " ", doc).strip()
        head.append(f"  /// {doc} [{unit}]")
        if count:
            head.append(f"  std::span<const T, {count}> {name}() const {{ return std::span<const T, {count}>(&values[{start}], {count}); }}")
        else:
            head.append(f"  const T& {name}() const {{ return values[{start}]; }}")
    head += ["};", "", "}  // namespace sarx", ""]
    write(output / "parameters.h", "\n".join(head))
    body = ["// Generated from parameters/ by tools/parameters.py. Do not edit.", '#include "sarx/parameters.h"', "", "namespace sarx {",
            "", "#ifndef SARX_PARAMETERS_APART", "const std::array<ParameterInfo, parameter_count> parameter_table{{"]
    for row in rows:
        body.append("    {%s, %s, ParameterScale::%s, %s, %s, %s, %s, %s, %s, %s, %s, %s}," % (
            quoted(row["name"]), quoted(row["unit"]), row["scale"], number(row["prior"]), number(row["prior_sd"]), number(row["value"]),
            number(row["sd"]), "true" if row["free"] else "false", quoted(row["source"]), quoted(row["doc"]), quoted(row["file"]),
            quoted(row["studies"])))
    body += ["}};", "", f"const std::array<SourceInfo, {len(sources)}> source_table{{{{"]
    for key, entry in sources.items():
        body.append(f"    {{{quoted(key)}, {quoted(citation(entry))}}},")
    body += ["}};", "#endif", ""]
    text = table_text(rows, sources) + (folder.parent / "docs" / "model.md").read_text()
    write(output / "parameters.txt", text)
    write(output / "parameters_text.h", "\n".join([
        "// Generated from parameters/ by tools/parameters.py. Do not edit.", "#pragma once", "", "#include <cstddef>", "", "namespace sarx {", "",
        "/// Bytes of parameters.txt.", f"inline constexpr std::size_t parameters_text_size = {len(text.encode())};", "", "}  // namespace sarx", ""]))
    count, indices, draws = posterior(folder / "posterior.bin", rows)
    write(output / "posterior_table.h", "\n".join([
        "// Generated from parameters/posterior.bin by tools/parameters.py. Do not edit.", "#pragma once", "", "#include <cstddef>",
        "#include <cstdint>", "", "namespace sarx {", "", f"inline constexpr std::size_t posterior_parameter_count = {len(indices)};",
        f"inline constexpr std::size_t posterior_table_size = {count * len(indices)};",
        "/// Index in parameter_table of each column; negative where the parameter is no longer there.",
        "extern const int posterior_parameters[];", "/// The draws, one after another; the program's own, but for a module that is given them when it is loaded.",
        "extern const std::int16_t* const posterior_table;", "", "}  // namespace sarx", ""]))
    body.insert(1, '#include "sarx/posterior_table.h"')
    body.append("const int posterior_parameters[] = {%s};" % ", ".join(map(str, indices or [-1])))
    body += ["#ifndef SARX_PARAMETERS_APART", "static const std::int16_t shipped_posterior[] = {"]
    for start in range(0, max(1, len(draws)), 24):
        body.append(",".join(map(str, draws[start:start + 24] or [0])) + ",")
    body += ["};", "const std::int16_t* const posterior_table = shipped_posterior;", "#endif", "", "}  // namespace sarx", ""]
    write(output / "parameters.cpp", "\n".join(body))


def table_text(rows, sources):
    """A line for each parameter, an empty line, a line for each source. Fields stand between tabs; one that is a lone \" is as above."""
    lines, above = [], None
    for row in rows:
        numbers = [repr(row[key]) for key in ("prior", "prior_sd", "value", "sd")]
        fields = [row["name"], row["unit"], row["scale"], *numbers, "1" if row["free"] else "0", row["source"], row["doc"], row["file"], row["studies"]]
        fields = [str(field) for field in fields]
        lines.append(['"' if above and field == above[i] and len(field) > 1 else field for i, field in enumerate(fields)])
        above = fields
    lines.append([])
    lines += [[str(key), str(citation(entry))] for key, entry in sources.items()]
    for field in (field for line in lines for field in line):
        if re.search(r"[\t\n]", field):
            fail(f"a text holds a tab or a line break: {field!r}")
    return "".join("\t".join(line) + "\n" for line in lines)


def posterior(path, rows):
    """Number of draws, the parameter index of each column, and all numbers of posterior.bin."""
    if not path.exists():
        return 0, [], []
    head, _, data = path.read_bytes().partition(b"\n\n")
    lines = head.decode().split("\n")
    if lines[0] != "sarx posterior 1":
        fail("posterior.bin: not a posterior file")
    where = {row["name"]: i for i, row in enumerate(rows) if row["free"]}
    indices = [where.get(name, -1) for name in lines[5:]]
    numbers = array.array("h", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    if not indices or len(numbers) % len(indices):
        fail("posterior.bin: the draws don't match the parameters; run sarx calibrate again")
    return len(numbers) // len(indices), indices, list(numbers)


if __name__ == "__main__":
    main()
