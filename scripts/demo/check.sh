#!/bin/sh
# What the demo runs inside: the checks of a small program that reads and writes binary files, as a `make check` would.
# It passes on every architecture; what it prints of the byte order differs.
set -eu
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
count=0

check() { # NAME WANTED GOT
  count=$((count + 1))
  if [ "$2" = "$3" ]; then echo "ok $count - $1: $3"; else echo "not ok $count - $1: got $3, wanted $2" && exit 1; fi
}

word() { od -An -tx4 "$1" | tr -d ' \n'; } # four bytes as this processor reads a number

echo "machine     $(uname -m)"
set -- /lib/ld-musl-*
echo "libc        $1"

printf '\001\002\003\004' >"$folder/number"
case $(word "$folder/number") in
  01020304) order=big ;;
  04030201) order=little ;;
  *) order=unknown ;;
esac
echo "byte order  $order: the bytes 1 2 3 4 are read as the number 0x$(word "$folder/number")"

# A reader that states its byte order gets the same number everywhere.
check 'a number in network order' 16909060 "$(od -An -tu1 "$folder/number" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')"
check 'a sum in floating point' 200010000 "$(awk 'BEGIN { for (i = 1; i <= 20000; i++) s += i; printf "%.0f", s }')"
check 'a digest' f6351f5e "$(seq 20000 | sha256sum | cut -c1-8)"
