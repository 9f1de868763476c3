# SPDX-License-Identifier: Apache-2.0

.DEFAULT_GOAL := help
.PHONY: help setup run test torture lint format bench docs release clean

# What follows the command of `make run`, `make torture` and `make bench`: make run ARGS="--port 8081"
ARGS ?=

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## Install the libraries that the build needs (Debian packages, by apt)
	@scripts/setup.sh run

run: setup ## Build, and serve the counter with its demo accounts at http://127.0.0.1:8080
	@scripts/build.sh --product banjie
	@exec .build/debug/banjie demo $(ARGS)

test: ## Run every test: Swift, browser, API and crash
	@scripts/test.sh

torture: ## Kill, fill and damage by chance on both engines: ARGS="--minutes 10 --seed 1"
	@scripts/torture.sh $(ARGS)

lint: ## Check the format of the code and the sanity of the scripts
	@scripts/lint.sh

format: ## Format the code
	@scripts/format.sh

bench: setup ## Print the figures of the benchmarks, beside the same machine's floor
	@scripts/bench.sh $(ARGS)

docs: setup ## Make the reference of the targets from their comments, under .build/docs
	@scripts/docs.sh

release: setup ## Build one program for production, the Swift runtime inside
	@scripts/release.sh

clean: ## Remove what was built; the database in data/ stays
	rm -rf .build .build-release .venv .venv-bench
