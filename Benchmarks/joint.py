# SPDX-License-Identifier: Apache-2.0
"""Walks a joint case through SpiffWorkflow, for the benchmark of joint cases.

joint.py PARTS…: a process that is accepted, then opens all parts at once, each with two reviews and a decision, then is
delivered; one task at a time, and after each the instance is written to SQLite, durably. Out: for every number of
parts the milliseconds of processor time of a case.
"""

import json
import os
import sqlite3
import sys
import tempfile
import time

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

STEPS = ("review", "second-review", "decide")
SECONDS = 4


def model(parts):
    """The process as BPMN: accept, fork, three tasks for each part, join, deliver."""
    nodes, flows = [], []

    def flow(source, target):
        flows.append(f'<sequenceFlow id="f{len(flows)}" sourceRef="{source}" targetRef="{target}"/>')

    nodes.append('<startEvent id="start"/><manualTask id="accept"/><parallelGateway id="fork"/>')
    nodes.append('<parallelGateway id="join"/><manualTask id="deliver"/><endEvent id="end"/>')
    flow("start", "accept")
    flow("accept", "fork")
    for part in range(parts):
        names = [f"{step}-{part}" for step in STEPS]
        nodes += [f'<manualTask id="{name}"/>' for name in names]
        for source, target in zip(["fork", *names], [*names, "join"]):
            flow(source, target)
    flow("join", "deliver")
    flow("deliver", "end")
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="joint">'
        f'<process id="joint" isExecutable="true">{"".join(nodes + flows)}</process></definitions>')


class Store:
    def __init__(self, folder):
        self.database = sqlite3.connect(os.path.join(folder, "joint.sqlite"), isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.database.execute("CREATE TABLE instance (id INTEGER PRIMARY KEY, state TEXT)")
        self.serializer = BpmnWorkflowSerializer()

    def keep(self, number, workflow):
        state = self.serializer.serialize_json(workflow)
        self.database.execute("REPLACE INTO instance VALUES (?, ?)", (number, state))


def walk(spec, store, number):
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    store.keep(number, workflow)
    while not workflow.is_completed():
        workflow.get_next_task(state=TaskState.READY, manual=True).run()
        workflow.do_engine_steps()
        store.keep(number, workflow)


def measure(parts, store):
    parser = BpmnParser()
    parser.add_bpmn_str(model(parts).encode())
    spec = parser.get_spec("joint")
    walk(spec, store, 0)
    cases, began, end = 0, time.process_time(), time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        cases += 1
        walk(spec, store, cases)
    return (time.process_time() - began) * 1000 / cases


def main():
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        print(json.dumps([measure(int(parts), store) for parts in sys.argv[1:]]))


main()
