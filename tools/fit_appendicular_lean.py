#!/usr/bin/env python3
"""Fit the compact form of reference/alm-by-age-height-nhanes.csv that parameters/person.yaml carries.

Median appendicular lean mass = median(age) x (height / reference height)^exponent, with the median interpolated linearly in
its logarithm between the ages below. Prints the parameters of each sex, the largest error of the form against the table, and
the spread (SD of the logarithm, from the 2.5th and 97.5th centiles).
"""
import csv
import math
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "reference" / "alm-by-age-height-nhanes.csv"
AGES = [20, 30, 40, 50, 59]
REFERENCE_HEIGHT_CM = {"Male": 176, "Female": 162}


def hat_weights(age):
    weights = [0.0] * len(AGES)
    for i in range(len(AGES) - 1):
        if AGES[i] <= age <= AGES[i + 1]:
            share = (age - AGES[i]) / (AGES[i + 1] - AGES[i])
            weights[i], weights[i + 1] = 1 - share, share
            break
    return weights


def least_squares(rows, values):
    n = len(rows[0])
    a = [[sum(r[i] * r[j] for r in rows) for j in range(n)] + [sum(r[i] * v for r, v in zip(rows, values))] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(a[k][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for k in range(n):
            if k != i:
                factor = a[k][i] / a[i][i]
                a[k] = [x - factor * y for x, y in zip(a[k], a[i])]
    return [a[i][n] / a[i][i] for i in range(n)]


def main():
    table = list(csv.DictReader(TABLE.open()))
    for sex, height in REFERENCE_HEIGHT_CM.items():
        part = [row for row in table if row["sex"] == sex]
        design = [hat_weights(float(r["age"])) + [math.log(float(r["height_cm"]) / height)] for r in part]
        values = [math.log(float(r["alm_p50"])) for r in part]
        fit = least_squares(design, values)
        worst = max(abs(math.exp(sum(x * c for x, c in zip(d, fit)) - v) - 1) for d, v in zip(design, values))
        spread = sum(math.log(float(r["alm_p97_5"]) / float(r["alm_p2_5"])) / (2 * 1.959964) for r in part) / len(part)
        medians = ", ".join(f"{age}: {math.exp(c):.2f}" for age, c in zip(AGES, fit))
        print(f"{sex}: median kg at {height} cm: {medians}; height exponent {fit[-1]:.3f}; "
              f"largest error {100 * worst:.1f} %; SD of log {spread:.3f}")


if __name__ == "__main__":
    main()
