.PHONY: help fmt check test demo bench
help:   ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/'
fmt:    ## format all Java
	mvn -B -q spotless:apply
check:  ## compile with every quality gate, no tests
	mvn -B -q test-compile
test:   ## everything the build checks
	mvn -B verify
demo:   ## the main job
	scripts/finagent demo
bench:  ## speed beside references
	scripts/bench
