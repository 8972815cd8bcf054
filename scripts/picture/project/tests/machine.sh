#!/bin/sh
echo "ok 1 - runs on $(uname -m)"
