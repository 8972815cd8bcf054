import { closest, distance } from 'fastest-levenshtein'
import { ARCHITECTURES, type Architecture } from './architectures.js'

/** Docker's platforms begin with an operating system, and ours is always this one. */
const PLATFORM_PREFIX = 'linux/'

/** The columns that hold names. What two rows could claim is the one's whose column comes first. */
const COLUMNS: readonly ((row: Architecture) => readonly (string | null)[])[] = [
  (row) => [row.name],
  (row) => row.aliases,
  (row) => [row.docker?.slice(PLATFORM_PREFIX.length) ?? null],
  (row) => [row.go],
  (row) => [row.debian],
  (row) => [row.cpu],
  (row) => [row.uname],
]

/** Every name that is understood, and the one row it means. */
const BY_NAME: ReadonlyMap<string, Architecture> = index()

/** Which other architectures' programs a host may run: at once, or if its canary says so. */
const ALSO_RUNS: Readonly<Record<string, { native?: readonly string[]; ask?: readonly string[] }>> = {
  x86_64: { native: ['x86'] },
  // Many 64-bit ARM processors (servers' above all) have no 32-bit mode at all.
  aarch64: { ask: ['armv7', 'armhf', 'armel'] },
  // Downwards only: a canary for ARMv6 proves nothing of ARMv7, since it is made of what all of them have.
  armv7: { ask: ['armhf', 'armel'] },
  armhf: { ask: ['armel'] },
}

/**
 * How a host runs an architecture: `native`, without an emulator; `emulated`, with one; or `ask`, when only
 * the canary of that architecture, run on that host, can tell.
 */
export type Execution = 'native' | 'ask' | 'emulated'

/**
 * The row that a name means: Alpine's, Docker's (`linux/arm64/v8`, with or without `linux/`), Debian's, Go's,
 * qemu's or `uname -m`'s, in any case of letters.
 */
export function resolveArchitecture(name: string): Architecture | undefined {
  return BY_NAME.get(plain(name))
}

/** The name nearest to one that is not understood, if it is near enough to be what was meant. */
export function suggestArchitecture(name: string): string | undefined {
  const wanted = plain(name)
  const names = [...BY_NAME.keys()].filter((known) => !known.includes('/'))
  const nearest = closest(wanted, names)
  // Two letters that changed places are two edits.
  const typos = wanted.length < 5 ? 1 : 2
  if (wanted.length > 1 && distance(wanted, nearest) <= typos) return nearest
  return wanted.length > 2 ? names.find((known) => known.startsWith(wanted)) : undefined
}

/** How a host whose `uname -m` is `hostMachine` runs programs of `target`. */
export function executionOn(hostMachine: string, target: Architecture): Execution {
  const host = resolveArchitecture(hostMachine)
  if (host === undefined) return 'emulated'
  if (isShared(hostMachine) && target.uname === hostMachine) return 'ask'
  if (host.name === target.name) return 'native'
  const also = ALSO_RUNS[host.name]
  if (also?.native?.includes(target.name)) return 'native'
  return also?.ask?.includes(target.name) ? 'ask' : 'emulated'
}

/** Whether `uname -m` leaves open which processor it is: `mips` is said in both byte orders. */
function isShared(machine: string): boolean {
  return new Set(ARCHITECTURES.filter((row) => row.uname === machine).map((row) => row.cpu)).size > 1
}

function plain(name: string): string {
  const lower = name.trim().toLowerCase()
  return lower.startsWith(PLATFORM_PREFIX) ? lower.slice(PLATFORM_PREFIX.length) : lower
}

function index(): Map<string, Architecture> {
  const byName = new Map<string, Architecture>()
  for (const column of COLUMNS) {
    for (const row of ARCHITECTURES) {
      for (const name of column(row)) {
        if (name !== null && !byName.has(name)) byName.set(name, row)
      }
    }
  }
  return byName
}
