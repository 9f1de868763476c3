# SPDX-License-Identifier: Apache-2.0
"""Everything that is checked of the API over real HTTP."""

import fuzzing
import refusals
import steps
from counter import Counter, Report, equal


def main():
    report = Report()
    with Counter() as counter:
        steps.check(report, counter)
        refusals.check(report, counter)
        fuzzing.check(report, counter)
        report.check("the log tells of no failure", lambda: equal(counter.errors(), [], "errors"))
    report.end()


if __name__ == "__main__":
    main()
