# Refeed. `make help` lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=
CONFIG ?= config.json
SWIFT ?= swift
# One binary that runs where no Swift is installed.
RELEASE = -c release --static-swift-stdlib --product refeed
# Tests run one after the other: some watch timeouts, and those need a thread that is free.
REFEED = .build/release/refeed

.DEFAULT_GOAL := help
.PHONY: help deps build refresh serve test test-readers test-pages test-hub test-browser test-deb test-publishing test-object-store test-fleet test-postgresql lint format bench fuzz install uninstall deb dist clean generate

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install the system libraries that are missing (apt)
	@Scripts/deps

build: deps ## Build .build/release/refeed
	$(SWIFT) build $(RELEASE)

refresh: build ## Build, then refresh the feeds of config.json (the main job)
	$(REFEED) refresh --config $(CONFIG)

serve: build ## Build, then serve the published feeds on http://localhost:8080/
	$(REFEED) serve --config $(CONFIG)

test: deps ## Run every test
	$(SWIFT) test --no-parallel

test-readers: refresh ## Read the published feeds, and one that is hard to read, with real readers and compare
	for format in atom json rss; do \
	  $(REFEED) convert Tests/EmitterTests/Fixtures/readers/odd.xml --to $$format > .build/odd.$$format || exit 1; \
	done
	Scripts/test-readers public/*.atom .build/odd.atom

test-pages: build ## Look at the published pages with a headless browser (SHOTS=folder keeps pictures)
	Scripts/test-pages $(if $(SHOTS),--shots $(SHOTS))

test-hub: build ## Subscribe a thousand readers to a feed on loopback, and see how soon they are told
	Scripts/test-hub .build/release/refeed

test-browser: build ## Load cleaned attacks in Chromium, and go through the owner's pages (optional; SHOTS=folder keeps pictures)
	@EXTRA="chromium chromium-driver python3-venv" Scripts/deps
	Scripts/test-browser $(REFEED)
	@test -x .build/browser/bin/python || python3 -m venv .build/browser
	@.build/browser/bin/python -c 'import selenium' 2>/dev/null || .build/browser/bin/pip install -q selenium
	.build/browser/bin/python Scripts/test-owner-pages $(REFEED) $(if $(SHOTS),--shots $(SHOTS))

lint: ## Check formatting and style
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format: ## Rewrite the sources in the house format
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

bench: deps ## Run the benchmarks (all of them: minutes; BENCH='--filter html.*' for some)
	@EXTRA="libgumbo-dev libxml2-utils" Scripts/deps
	cd Benchmarks && ./run $(BENCH)
	Benchmarks/compare-reading
	Benchmarks/compare-cleaning
	-Benchmarks/compare-rules
	Benchmarks/compare-articles
	$(if $(BENCH),,$(MAKE) build && Benchmarks/converting && Benchmarks/refreshing && Benchmarks/serving)

fuzz: deps ## Fuzz the parsers for FUZZ_SECONDS (default 60) each
	Fuzz/run

generate: ## Write the generated tables, built-in templates, schema and manual's tables again
	python3 Scripts/generate-html-names.py
	python3 Scripts/generate-character-references.py
	python3 Scripts/generate-month-names.py
	python3 Scripts/generate-rules.py
	Scripts/embed-templates
	$(SWIFT) run refeed reference docs
	Scripts/generate-manual $$($(SWIFT) build --show-bin-path)/refeed
	git diff --stat -- Sources docs

install: build ## Install to PREFIX (default /usr/local): program, manual, completions, templates
	Scripts/stage $(REFEED) "$(DESTDIR)" $(PREFIX)

uninstall: ## Remove what `make install` installed
	rm -f $(DESTDIR)$(PREFIX)/bin/refeed
	rm -f $(DESTDIR)$(PREFIX)/share/man/man1/refeed.1 $(DESTDIR)$(PREFIX)/share/man/man1/refeed-*.1
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/refeed
	rm -f $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_refeed
	rm -f $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/refeed.fish
	rm -rf $(DESTDIR)$(PREFIX)/share/refeed

deb: build ## Make the Debian package, for the release of this machine, in .build/packages
	@Scripts/package-deb $(REFEED) .build/packages

dist: build ## Make a tarball of the program and one of the sources, in .build/packages
	@Scripts/package-tar $(REFEED) .build/packages

test-deb: build ## Install, upgrade, remove and purge the Debian package in a chroot, and boot it with systemd (root, debootstrap)
	Scripts/test-deb $(REFEED)
	Scripts/test-systemd $(REFEED)

test-publishing: build ## Publish 20 feeds to a repository for 30 simulated days (faketime)
	contrib/github-pages/simulate $(REFEED)

test-object-store: build ## Publish into a bucket of moto's, with every signature checked (QUICK=1: a sample)
	@EXTRA="python3-venv" Scripts/deps
	@test -x .build/object-store/bin/python || python3 -m venv .build/object-store
	@if .build/object-store/bin/python -c 'import moto.server, boto3, awscli' 2>/dev/null || \
	  .build/object-store/bin/pip install -q 'moto[server]' boto3 awscli; then \
	  .build/object-store/bin/python Scripts/test-object-store $(REFEED) $(if $(QUICK),--quick); \
	else \
	  echo 'skipped: moto, boto3 and awscli are not to be had from PyPI, so nothing was put into a bucket' >&2; \
	fi

test-fleet: build ## Kill processes that share an archive on PostgreSQL, before a simulated web (15 min; FLEET=… for its options)
	Benchmarks/fleet/fleet $(FLEET)

test-postgresql: build ## TLS, failures, failover and full disks of a database of its own (2 min; all of it as root)
	Benchmarks/fleet/faults

clean: ## Remove the build folder
	rm -rf .build
