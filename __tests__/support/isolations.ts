import { readdirSync, readFileSync } from 'node:fs'
import { chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Isolation } from '../../src/inputs/isolation.js'
import { ordinaryUserAt } from './ordinary-user.js'
import { attempt } from './reading.js'
import { embedded, placeOfCase, until, type Ended, type GuestOptions, type Place } from './xarch.js'

/** A kind of isolation, who has asked for it, and what runs in it. */
export interface Isolated {
  readonly kind: Isolation
  /** root; or an ordinary user without sudo. */
  readonly who: 'root' | 'user'
  readonly arch: 'x86_64' | 'aarch64'
}

const ARCHES = ['x86_64', 'aarch64'] as const
const asked = (who: Isolated['who'], kinds: readonly Isolation[]): Isolated[] =>
  kinds.flatMap((kind) => ARCHES.map((arch) => ({ kind, who, arch })))

/** All that there are; bubblewrap of an ordinary user has no handlers by itself. */
export const ISOLATED: readonly Isolated[] = [
  ...asked('root', ['unshare', 'strict', 'bwrap', 'proot']),
  ...asked('user', ['strict', 'bwrap', 'proot']).filter(
    ({ kind, arch }) => kind !== 'bwrap' || arch === 'x86_64',
  ),
]

export const nameOf = ({ kind, who, arch }: Isolated): string => `${kind}, of ${who}, ${arch}`

/** What came of the commands that are tried in each. */
export interface Tried {
  readonly workspace: string
  readonly facts: Ended
  /** Owner of what the first command has made in the workspace. */
  readonly owner: number
  /** What a volume that can only be read has after somebody tried to write there. */
  readonly volume: string
  readonly streams: Ended
  readonly killed: Ended
  readonly missing: Ended
  readonly term: Ended
  /** Processes that are left after SIGKILL. */
  readonly left: readonly string[]
  /** Another user than root; undefined where there can be none. */
  readonly user: Ended | undefined
  /** Without a network; undefined where that cannot be. */
  readonly cut: Ended | undefined
}

/** A value that shells and programs like to take apart. */
export const ODD = `a b\n"$(id)" 'ü' \\ *, c`

const FACTS = `printf '%s' "$VALUE"; echo; echo "$LD_PRELOAD"; env | grep -c -e SECRET -e XARCH_
uname -m; id -u; id -g; pwd; cat ../given; echo made >../made; stat -c %u ../made
cat /given/file; { echo changed >/given/file; } 2>/dev/null && echo wrote; :
grep -c '[[:space:]]localhost' /etc/hosts; cat /etc/resolv.conf; for n in 0 1 2 3 4 5 6 7 8 9; do [ ! -e /proc/self/fd/$n ] || printf %s $n; done`

/** Tries all of it in a place of its own. */
export async function tryIsolated(one: Isolated, number: number): Promise<Tried> {
  await using place = await placeOfCase()
  const at = (...names: string[]): string => path.join(place.workspace, ...names)
  await mkdir(at('below'))
  await mkdir(at('..', 'volume'))
  await writeFile(at('given'), 'given\n')
  await writeFile(at('..', 'volume', 'file'), 'kept\n')
  await chown(place.workspace, 1001, 1001)
  await using user = one.who === 'user' ? await ordinaryUserAt(place, { sudo: false }) : undefined
  const asThem: GuestOptions = user
    ? {
        within: [...user.worker, 'env', '-C', place.workspace, user.node],
        program: path.join(user.action, 'bin/xarch'),
      }
    : {}
  const options = ['--isolation', one.kind]
  const sh = (script: string, more: readonly string[] = [], rest: GuestOptions = {}): Promise<Ended> =>
    place.sh(one.arch, script, { ...asThem, ...rest, options: [...options, ...more] })

  const volume = ['--volumes', `${at('..', 'volume')}:/given:ro`, '--working-directory', 'below']
  const env = { VALUE: ODD, SECRET: 'secret' }
  const facts = await sh(FACTS, [...volume, '-e', 'VALUE', '-e', `LD_PRELOAD=${at('given')}`], { env })
  const missing = ['run', '-a', one.arch, ...embedded(), ...options, '--', 'no-such-program']
  const other = one.who === 'root' ? '1234:1234' : 'runner'
  const isSet = one.kind !== 'strict' || one.who === 'root'
  return {
    workspace: place.workspace,
    facts,
    owner: await stat(at('made')).then(
      ({ uid }) => uid,
      () => -1,
    ),
    volume: await readFile(at('..', 'volume', 'file'), 'utf8'),
    streams: await sh('cat; echo err >&2; exit 7', [], { input: 'in\0\n' }),
    killed: await sh('wc -c; (sleep 60 &) ; kill -KILL $$'),
    missing: await place.run(missing, asThem),
    term: await ended(place, one, { ...asThem, options }),
    left: await leftBy(place, one, { ...asThem, options }, 3_000_000 + number),
    user: isSet ? await sh('id -u; id -g; >/tmp/mine; stat -c %u /tmp/mine', ['--user', other]) : undefined,
    cut: one.kind === 'proot' ? undefined : await sh('readlink /proc/self/ns/net', ['--network', 'none']),
  }
}

async function ended(place: Place, { arch }: Isolated, options: GuestOptions): Promise<Ended> {
  const script = "trap 'echo got; exit 9' TERM; echo up; while :; do sleep 0.05; done"
  const started = place.startSh(arch, script, options)
  await started.saying('up')
  started.child.kill('SIGTERM')
  return started.ended
}

async function leftBy(
  place: Place,
  { arch }: Isolated,
  options: GuestOptions,
  seconds: number,
): Promise<string[]> {
  const running = (): string[] => processesWith(`\0${seconds}\0`)
  const script = `trap '' TERM HUP; setsid sh -c 'sleep ${seconds}; :' & sleep ${seconds} & echo up; sleep ${seconds}`
  const started = place.startSh(arch, script, options)
  await started.saying('up')
  await until(() => running().length >= 3)
  started.child.kill('SIGKILL')
  await started.ended
  await until(() => running().length === 0, 2_000).catch(() => undefined)
  return running()
}

/** Command lines of this machine that have these bytes in them. */
function processesWith(bytes: string): string[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const lines = all.map((name) => attempt(() => readFileSync(`/proc/${name}/cmdline`, 'utf8')) ?? '')
  return lines.filter((line) => line.includes(bytes))
}
