# SPDX-License-Identifier: Apache-2.0
"""Evaluates the table and the conditions of a file with SpiffWorkflow, for the benchmark of the rules.

rules.py FILE: {"inputs": [names], "rows": [{"tests": [text or null], "result": text}], "cases": [{name: value}],
"conditions": [text]} in; two figures out: evaluations of the table and of all conditions together, per second, and
the results of the cases, which the benchmark compares with its own.
"""

import json
import sys
import time
from types import SimpleNamespace

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.specs.model import DecisionTable, Input, InputEntry, Output, OutputEntry, Rule

SECONDS = 2


def table_of(given):
    table = DecisionTable("table", "table", "UNIQUE")
    table.inputs = [Input(name, name, name, name, "string") for name in given["inputs"]]
    table.outputs = [Output("result", "result", "result", "string")]
    for number, row in enumerate(given["rows"], 1):
        rule = Rule(f"rule-{number}")
        rule.row_number = number
        for entry, test in zip(table.inputs, row["tests"]):
            cell = InputEntry(f"{rule.id}-{entry.id}", entry)
            cell.lhs.append(test)
            rule.inputEntries.append(cell)
        out = OutputEntry(f"{rule.id}-out", table.outputs[0])
        out.text = row["result"]
        rule.outputEntries.append(out)
        table.rules.append(rule)
    return table


def rate(work, count):
    """How often a second all of the work is done, in rounds of `count`."""
    rounds = 0
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        work()
        rounds += 1
    return rounds * count / (time.perf_counter() - began)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    script = PythonScriptEngine()
    workflow = SimpleNamespace(script_engine=script)
    tasks = [SimpleNamespace(data=dict(case), workflow=workflow) for case in given["cases"]]
    engine = DMNEngine(table_of(given))

    def decide():
        for task in tasks:
            engine.result(task)

    def judge():
        for condition in given["conditions"]:
            for task in tasks:
                script.evaluate(task, condition)

    results = [engine.result(task).get("result") for task in tasks]
    truths = [script.evaluate(task, condition) for condition in given["conditions"] for task in tasks]
    print(json.dumps({
        "table": rate(decide, len(tasks)), "conditions": rate(judge, len(tasks)), "results": results,
        "truths": truths}))


main()
