# SPDX-License-Identifier: Apache-2.0
"""Everything that is checked in the browser: Debian's Chromium, driven by Playwright through its executable path."""

import os
import sys

from playwright.sync_api import sync_playwright

import bundles
import drafting
import live
import pages
import projects
import roads
import turns
import window
import wrong
from counter import Counter, Report, equal
from path import Walk


def main():
    report = Report()
    only = set(sys.argv[1:])
    with Counter() as counter, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], headless=True,
            # A sandbox cannot be made by root; the only pages visited are our own.
            args=["--no-sandbox"] if os.getuid() == 0 else [])
        parts = {
            "narrow": lambda: Walk(browser, counter, report, width=360, script=False, words="食品经营").walk(),
            "wide": lambda: Walk(browser, counter, report, width=1920, script=True, words="spjyxk").walk(),
            "english": lambda: Walk(
                browser, counter, report, width=1280, script=True, words="shipinjingying",
                language="en").walk(),
            "pages": lambda: pages.check(browser, counter, report),
            "drafting": lambda: drafting.check(browser, counter, report),
            "live": lambda: live.check(browser, counter, report),
            "turns": lambda: turns.check(browser, counter, report),
            "roads": lambda: roads.check(browser, counter, report),
            "projects": lambda: projects.check(browser, counter, report),
            "window": lambda: window.check(browser, counter, report),
            "bundles": lambda: bundles.check(browser, counter, report),
            "wrong": lambda: wrong.check(browser, counter, report),
        }
        for name, part in parts.items():
            if not only or name in only:
                part()
        browser.close()
        report.check("the log tells of no failure", lambda: equal(counter.errors(), [], "errors"))
    report.end()


if __name__ == "__main__":
    main()
