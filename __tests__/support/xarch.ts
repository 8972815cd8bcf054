import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from './embedded-mirror.js'
import { beforeCases, type Given, ofEachCase } from './cases.js'
import { shareEmulators } from './emulators.js'
import type { KeyedMirror } from './given-emulators.js'
import { REPOSITORY } from './runner-environment.js'
import { temporaryFolder, type TemporaryFolder } from './temporary.js'
import { type Ended, following, type Started } from './started.js'
import { watchMachine } from './unchanged.js'

export { type Ended, type Started, until } from './started.js'

/** The command `xarch` as a user has it: bin/xarch and the committed dist/, in folders of a test's own. */

/** Options that make a run use the embedded mirror, or another one of the same branch. */
export function embedded({
  mirror = `file:${EMBEDDED_MIRROR}`,
  keys = [EMBEDDED_KEY],
}: Source = {}): string[] {
  return ['--branch', 'v3.20', '--mirror', mirror, ...keys.flatMap((key) => ['--keys', key])]
}

interface Source {
  readonly mirror?: string
  readonly keys?: readonly string[]
}

export interface RunOptions {
  /** What it reads; nothing at all without it. */
  readonly input?: string | Buffer
  /** Variables beside PATH, HOME, TMPDIR and XDG_CACHE_HOME. */
  readonly env?: Readonly<Record<string, string>>
  /** The workspace is another than the place's own. */
  readonly cwd?: string
  /** Words in front of the command: what it is to be started by. */
  readonly within?: readonly string[]
  readonly program?: string
  /** How long it may take, where that is longer than the runs of other tests. */
  readonly withinMs?: number
}

export interface GuestOptions extends RunOptions, Source {
  /** Further options of `xarch run`. */
  readonly options?: readonly string[]
}

/** Where the command runs: a workspace, a store and a temporary folder. */
export interface Place {
  readonly workspace: string
  /** XDG_CACHE_HOME. */
  readonly cache: string
  /** TMPDIR. */
  readonly temporary: string
  /** Runs `xarch ARGS`. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>
  start(args: readonly string[], options?: RunOptions): Started
  /** Runs `xarch run -a ARCH … -- sh -c SCRIPT` on the embedded mirror. */
  sh(arch: string, script: string, options?: GuestOptions): Promise<Ended>
  startSh(arch: string, script: string, options?: GuestOptions): Started
  /** Names in the folder of roots: whole ones, and half-built ones. */
  roots(): Promise<string[]>
  remove(): Promise<void>
}

/**
 * For a file: one place for all tests of it, with emulators; each test must leave the machine as it was. Where the tests are
 * tried side by side each has a workspace and a temporary folder of its own, and only what is kept is the same.
 */
export function placeOfFile(): Place {
  let place: Place | undefined
  const make = async (): Promise<void> => {
    place ??= await newPlace()
  }
  beforeAll(make)
  beforeCases(make)
  afterEach(() => place && atRest(place))
  watchMachine()
  afterAll(() => place?.remove())
  const ofCase = ofEachCase(() => placeOfCase({ kept: (place ?? missing()).cache }))
  const there = (): Place => ofCase() ?? place ?? missing()
  return {
    get workspace() {
      return there().workspace
    },
    get cache() {
      return there().cache
    },
    get temporary() {
      return there().temporary
    },
    run: (...words) => there().run(...words),
    start: (...words) => there().start(...words),
    sh: (...words) => there().sh(...words),
    startSh: (...words) => there().startSh(...words),
    roots: () => there().roots(),
    remove: () => there().remove(),
  }
}

/** For tests that need a place that nobody has used: makes them; each test must leave the machine as it was. */
export function places(): (options?: Emulators) => Promise<Place> {
  const ofFile = severalPlaces()
  const ofCase = ofEachCase(() => Promise.resolve(severalPlaces()))
  afterEach(() => ofFile[Symbol.asyncDispose]())
  watchMachine()
  return async (options) => {
    const place = await newPlace(options)
    const { made } = ofCase() ?? ofFile
    made.push(place)
    return place
  }
}

/** Places that end together. */
function severalPlaces(): { readonly made: Place[] } & Given {
  const made: Place[] = []
  const end = async (): Promise<void> => {
    await Promise.all(made.map(atRest).concat(made.splice(0).map((place) => place.remove())))
  }
  return { made, [Symbol.asyncDispose]: end }
}

/** For one of several cases that are tried at once: `await using place = await placeOfCase()`. */
export async function placeOfCase(options?: Emulators & Kept): Promise<Place & Given> {
  const place = await newPlace(options)
  const end = (): Promise<void> => atRest(place).finally(() => place.remove())
  return { ...place, [Symbol.asyncDispose]: end }
}

function missing(): never {
  throw new Error('a place is there within tests alone')
}

/** No run of a place goes on, none has left temporary files. */
async function atRest(place: Place): Promise<void> {
  const left = await readdir(place.temporary).catch(() => [])
  await Promise.all(
    left.map((name) => rm(path.join(place.temporary, name), { recursive: true, force: true })),
  )
  expect(left).toEqual([])
}

interface Emulators {
  readonly emulators?: boolean
}

interface Kept {
  /** The XDG_CACHE_HOME of another place. */
  readonly kept?: string
}

async function newPlace({ emulators = true, kept }: Emulators & Kept = {}): Promise<Place> {
  const folder = await temporaryFolder()
  const place = placeIn(folder, kept)
  for (const part of [place.workspace, place.cache, place.temporary]) await mkdir(part, { recursive: true })
  if (emulators && kept === undefined) await shareEmulators(place.cache, fill)
  return place
}

/** Has the command itself get emulators; returns the folder of tools, and what removes it. */
async function fill(architectures: string, source: KeyedMirror): Promise<TemporaryFolder> {
  const place = await newPlace({ emulators: false })
  const { status, stderr } = await place.sh(architectures, 'true', source)
  if (status !== 0) throw new Error(`the emulators could not be got: ${stderr}`)
  const remove = (): Promise<void> => place.remove()
  return { path: path.join(place.cache, 'xarch/tools'), remove, [Symbol.asyncDispose]: remove }
}

function placeIn(folder: TemporaryFolder, kept?: string): Place {
  const [workspace = '', own = '', temporary = ''] = ['work', 'cache', 'tmp'].map((name) =>
    path.join(folder.path, name),
  )
  const cache = kept ?? own
  const running = new Set<ChildProcess>()
  const start = (args: readonly string[], options: RunOptions = {}): Started => {
    const { env: more = {}, cwd = workspace, within = [], input = '' } = options
    const [program = '', ...words] = [
      ...within,
      options.program ?? path.join(REPOSITORY, 'bin/xarch'),
      ...args,
    ]
    const known = `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
    const env = { PATH: known, HOME: workspace, TMPDIR: temporary, XDG_CACHE_HOME: cache, ...more }
    const child = spawn(program, words, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
    running.add(child)
    child.stdin.on('error', () => undefined) // who does not read has no need of the rest
    child.stdin.end(input)
    return following(child, () => running.delete(child), options.withinMs)
  }
  const guest = (arch: string, script: string, { options = [], ...more }: GuestOptions = {}): Started =>
    start(['run', '-a', arch, ...embedded(more), ...options, '--', 'sh', '-c', script], more)
  return {
    workspace,
    cache,
    temporary,
    start,
    run: (args, options) => start(args, options).ended,
    startSh: guest,
    sh: (arch, script, options) => guest(arch, script, options).ended,
    roots: () => readdir(path.join(cache, 'xarch/roots')).catch(() => []),
    remove: () => {
      for (const child of running) child.kill('SIGKILL')
      return folder.remove()
    },
  }
}
