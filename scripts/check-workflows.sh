#!/bin/bash
# What static checkers say of action.yml and of the workflows.
set -eu
cd "$(dirname "$0")/.."
check-jsonschema --builtin-schema vendor.github-actions action.yml fleet/action.yml
check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
zizmor --offline --quiet --min-severity medium .github/workflows action.yml fleet/action.yml
