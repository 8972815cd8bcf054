import { execFileSync } from 'node:child_process'
import type { Command, Exec } from '../../src/platform/ports.js'

/** A tree with all that a root may have, and what must be the same of it after any packing. */

/** Runs a script of bash with arguments; returns what it says. */
export const sh = (script: string, ...args: string[]): string =>
  execFileSync('bash', ['-eu', '-c', script, 'bash', ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 })

/** A tree with all that a root may have. */
const MAKE = `mkdir -p "$1" && cd "$1" && umask 022
  mkdir -p etc usr/bin dev var/log var/cache/apk lib/apk/db 'odd names' closed
  echo 3.20.3 >etc/alpine-release; head -c 300000 /dev/urandom >usr/bin/tool
  ln usr/bin/tool usr/bin/other; ln -s ../etc/alpine-release usr/release; ln -s /nowhere 'odd names/dangling'
  ln usr/release usr/release2
  printf x >"odd names/$(printf 'line\\nend \\033[2J')"; printf y >'odd names/--option'
  printf z >"odd names/$(printf 'long%.0s' {1..60})"
  cp usr/bin/tool usr/bin/ping; setcap cap_net_raw+ep usr/bin/ping
  cp usr/bin/tool usr/bin/su; chmod 4755 usr/bin/su; chmod 700 closed; chown 1234:4321 closed
  mkfifo dev/queue; mknod -m 666 dev/null c 1 3
  python3 -c 'import os; os.setxattr("etc/alpine-release", "user.note", b"a\\0b")'
  echo log >var/log/apk.log; echo cached >var/cache/apk/a.apk; : >lib/apk/db/lock
  touch -h -d '2020-02-03 04:05:06.789' etc/alpine-release usr/release closed`

/** Owners and modes, and of what is no folder times, links, sizes and extended attributes of a tree, one line for each name. */
const DESCRIBE = `cd "$1" && find . -mindepth 1 '(' -type d -printf '%p %y %m %U:%G\\n' ')' -o -printf '%p %y %m %U:%G %s %n %T@ %l\\n' | LC_ALL=C sort
  find . -samefile usr/bin/tool | sort; find . -type f -print0 | sort -z | xargs -0 sha256sum; stat -c %t:%T dev/null
  python3 -c '
import os
for at, folders, files in sorted(os.walk(".")):
    for name in sorted(files):
        p = os.path.join(at, name)
        for key in sorted(os.listxattr(p, follow_symlinks=False)): print(p, key, os.getxattr(p, key, follow_symlinks=False))'`

/** Makes the tree as a new folder. */
export function makeTree(folder: string): void {
  sh(MAKE, folder)
}

/** What of such a tree has to be the same. */
export function describeTree(folder: string): string {
  return sh(DESCRIBE, folder)
}

/** The error that a work ends with. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => error,
  )
}

/** The same executor, whose programs find no others than those of a folder. */
export function withPath(folder: string, exec: Exec): Exec {
  const there = (command: Command): Command => ({
    ...command,
    argv: ['env', `PATH=${folder}`, ...command.argv],
  })
  return {
    run: (command) => exec.run(there(command)),
    attempt: (command) => exec.attempt(there(command)),
    start: (command, streams) => exec.start(there(command), streams),
  }
}
