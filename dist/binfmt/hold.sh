#!/bin/sh
# handlers.sh hold, which goes on in a mount namespace of its own and knows where it came from. Two starts of bash would take longer.
#   hold.sh HOLDER [NAME FILE LINE]...
exec 9</proc/self/ns/mnt
exec unshare --mount --propagation private bash "${0%/*}/handlers.sh" hold "$@"
