import { posix } from 'node:path'
import type { InputName } from './table.js'

/** What was asked for beside the commands themselves: who runs them, what they see, how long, and what they may say. */
export interface GuestRequest {
  /** `root`, `runner`, or a user of the root as `accountOf` reads it. */
  readonly user: string
  readonly volumes: readonly VolumeRequest[]
  /** Undefined: no limit. */
  readonly timeoutMs: number | undefined
  /** How long they may say nothing; undefined: no limit. */
  readonly silenceMs: number | undefined
  /** Whether what they print can be commands to the runner. */
  readonly commands: 'on' | 'off'
}

/** A folder or file of the machine to be visible inside. */
export interface VolumeRequest {
  /** Absolute, or relative to the workspace. */
  readonly source: string
  /** Absolute and plain; undefined: the path that the source has. */
  readonly target: string | undefined
  readonly readOnly: boolean
}

type Problem = (line: string) => void

/** Reads the inputs `user`, `volumes`, `timeout-minutes`, `silence-minutes` and `commands`. */
export function parseGuest(text: (name: InputName) => string, problem: Problem): GuestRequest {
  return {
    user: user(text('user').trim(), problem),
    volumes: escapedWords(text('volumes')).flatMap((item) => volume(item, problem)),
    timeoutMs: minutes('timeout-minutes', text('timeout-minutes').trim(), problem),
    silenceMs: minutes('silence-minutes', text('silence-minutes').trim(), problem),
    commands: commands(text('commands').trim(), problem),
  }
}

function user(text: string, problem: Problem): string {
  if (/^[\w.][\w.@-]*\$?(:[\w.][\w.@-]*\$?)?$/.test(text)) return text
  problem(
    `user: got "${text}"; allowed are root, runner, or a user of the root: a name or an id, with a group behind a colon where it is to be another (build, 1000, 1000:1000)`,
  )
  return 'root'
}

/** Words with blanks or commas between them; within one, a backslash stands before a blank, a comma and a backslash. */
export function escapedWords(text: string): string[] {
  const words = text.match(/(?:\\[\s,\\]|[^\s,])+/g) ?? []
  return words.map((word) => word.replace(/\\([\s,\\])/g, '$1'))
}

/** Mounted by the sandbox itself. */
const OF_THE_SANDBOX = /^\/(proc|sys|dev)(\/|$)/

/** Why nothing can be visible at a plain path inside; undefined where it can. */
export function faultOfTarget(path: string): string | undefined {
  if (!path.startsWith('/') || path === '/')
    return 'the target, where it is visible inside, has to be an absolute path below /'
  return OF_THE_SANDBOX.test(path) ? 'nothing can be laid over /proc, /sys and /dev' : undefined
}

function volume(item: string, problem: Problem): VolumeRequest[] {
  const [source = '', target, mode = 'rw', ...more] = item.split(':')
  const wrong = (allowed: string): VolumeRequest[] => {
    problem(`volumes: got "${item}"; ${allowed}`)
    return []
  }
  if (source === '' || more.length > 0 || !['ro', 'rw'].includes(mode))
    return wrong('allowed is source[:target[:ro]], such as ./cache:/var/cache:ro')
  if (source.startsWith('~')) return wrong('~ stands for no folder here; give its path')
  if (target === undefined) return [{ source, target, readOnly: false }]
  const plain = posix.normalize(target).replace(/(.)\/$/, '$1')
  const fault = faultOfTarget(plain)
  if (fault !== undefined) return wrong(fault)
  return [{ source, target: plain, readOnly: mode === 'ro' }]
}

/** More than any job may run, and less than a timer of node can take (2^31 ms). */
const MOST_MINUTES = 35_000

function minutes(name: InputName, text: string, problem: Problem): number | undefined {
  if (text === '') return undefined
  const count = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : 0
  if (count > 0 && count <= MOST_MINUTES) return count * 60_000
  problem(
    `${name}: got "${text}"; allowed is a number of minutes above 0, such as 30 or 0.5, at most ${MOST_MINUTES}`,
  )
  return undefined
}

function commands(text: string, problem: Problem): 'on' | 'off' {
  if (text === 'on' || text === 'off') return text
  problem(`commands: got "${text}"; allowed are on and off`)
  return 'off'
}
