#!/bin/sh
set -e
sh tests/machine.sh
sh tests/words.sh
