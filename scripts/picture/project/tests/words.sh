#!/bin/sh
# A test that takes the size of a word for granted.
size=$(od -An -tu1 -j4 -N1 /bin/busybox | tr -d " ")
if [ "$size" -ne 2 ]; then
  echo "not ok 2 - a word has 64 bits: the program's class is $size, not 2" >&2
  exit 1
fi
echo "ok 2 - a word has 64 bits"
