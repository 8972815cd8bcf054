import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import type { Command, Exec } from '../../src/platform/ports.js'
import { isOfOthers, TEST_FOLDER } from './test-folder.js'

const BINFMT_MISC = '/proc/sys/fs/binfmt_misc'

/** What the path of every temporary folder of this process has in it. */
const OWN = `/${TEST_FOLDER}${process.pid}-`
const REMOVE = `[ -e ${BINFMT_MISC}/register ] || mount -n -t binfmt_misc binfmt_misc ${BINFMT_MISC}
  for entry in ${BINFMT_MISC}/*; do
    if grep -q "^interpreter .*$1" "$entry" 2>/dev/null; then echo -1 >"$entry"; fi
  done`

/**
 * A mount namespace that stands for a machine, with binfmt_misc mounted at its place (as systemd does it) or not, and
 * with a /run of its own. The machine itself gets no mount by it; the entries of binfmt_misc are the kernel's, so each
 * test removes those it made.
 */
export interface Host {
  /** Words to put in front of a command that is to run there. */
  readonly within: readonly [string, ...string[]]
  /** What an entry's file there says; undefined where there is no such entry. */
  entry(name: string): string | undefined
  /** Whether binfmt_misc is mounted there. */
  isMounted(): boolean
  /** What is mounted there, but for what tests of other processes mount just now: /proc/self/mountinfo. */
  mountinfo(): string
  /** What the journal of handlers has: names of files below /run/xarch. */
  journal(): string[]
  /** Registers someone else's entry. As all whose emulator lies in a test's folder, it is removed with the host. */
  registerForeign(name: string, line: string): void
  /** Writes to an entry: `0` disables it. */
  write(name: string, text: string): void
  [Symbol.asyncDispose](): Promise<void>
}

export async function startHost({ mounted = true } = {}): Promise<Host> {
  const mount = mounted ? `mount -n -t binfmt_misc binfmt_misc ${BINFMT_MISC}` : ':'
  const script = `while umount -n ${BINFMT_MISC} 2>/dev/null; do :; done; ${mount}; mount -n -t tmpfs run /run; echo ready; exec cat`
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'bash', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return hostOf(child)
}

function hostOf(child: ChildProcess): Host {
  const within = ['nsenter', `--mount=/proc/${child.pid ?? 0}/ns/mnt`, '--'] as const
  const sh = (script: string, ...args: string[]): string => {
    const [program, ...words] = [...within, 'sh', '-c', script, 'sh', ...args]
    return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  }
  const entry = (name: string): string | undefined => {
    const text = sh(`cat "${BINFMT_MISC}/$1" 2>/dev/null || :`, name)
    return text === '' ? undefined : text
  }
  const write = (name: string, text: string): void => {
    sh(`printf %s "$2" >"${BINFMT_MISC}/$1"`, name, text)
  }
  return {
    within: [...within],
    entry,
    write,
    mountinfo: () =>
      sh('cat /proc/self/mountinfo')
        .split('\n')
        .filter((line) => !isOfOthers(line))
        .join('\n'),
    isMounted: () => sh(`grep -c ' ${BINFMT_MISC} ' /proc/self/mountinfo || :`).trim() !== '0',
    journal: () =>
      sh('find /run/xarch 2>/dev/null || :')
        .split('\n')
        .filter((line) => line !== ''),
    registerForeign(name, line) {
      if (!line.includes(OWN)) throw new Error(`the emulator of ${name} is in no folder of a test`)
      write('register', line)
    },
    async [Symbol.asyncDispose]() {
      sh(REMOVE, OWN)
      child.stdin?.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** The same executor, whose commands run on that host. */
export function execOn({ within }: Host, exec: Exec): Exec {
  const there = (command: Command): Command => ({ ...command, argv: [...within, ...command.argv] })
  return {
    run: (command) => exec.run(there(command)),
    attempt: (command) => exec.attempt(there(command)),
    start: (command, streams) => exec.start(there(command), streams),
  }
}
