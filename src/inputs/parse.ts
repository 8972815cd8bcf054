import type { Architecture } from '../arch/architectures.js'
import { parseBranch } from '../rootfs/branch.js'
import type { RootSource } from '../rootfs/source.js'
import { parseAge } from './age.js'
import { parseHandlers, parseTargets } from './architectures.js'
import { flag, oneOf } from './choice.js'
import { checkIsolation, parseIsolation, type IsolationRequest } from './isolation.js'
import { environmentItem, type EnvironmentItem } from './environment.js'
import { parseGuest, type GuestRequest } from './guest.js'
import { parseMany, type ManyRequest } from './many.js'
import { isKey, isPackage, url } from './packages.js'
import { parseRepositories } from './repositories.js'
import { parseResources, type Resources } from './resources.js'
import { parseQemu, type QemuRequest } from './qemu.js'
import { parseChecksum, parseRootfs } from './rootfs.js'
import { parseShell, parseShellName } from './shell.js'
import type { Input } from './input.js'
import { INPUTS, type InputName, type RawInputs } from './table.js'

/** What was asked for, read and checked. */
export interface Inputs {
  readonly architectures: readonly Architecture[]
  readonly run: string
  /** Undefined: the one that the root has. */
  readonly shell: readonly [string, ...string[]] | undefined
  /** A further name of the shell for later steps; empty: none. */
  readonly shellName: string
  readonly rootfs: RootSource
  readonly signature: 'when-present' | 'required'
  readonly basePackages: readonly string[]
  readonly packages: readonly string[]
  readonly branch: string
  /** Base URL, no slash at its end. */
  readonly mirror: string
  /** URLs, where one has a tag (`@edge`) behind it and a blank. */
  readonly repositories: readonly string[]
  /** Mirror and repositories as they enter the key of a root. */
  readonly places: string
  readonly keys: readonly string[]
  readonly allowUntrusted: boolean
  /** Commands to run once while the root is built. */
  readonly setup: string
  readonly network: 'host' | 'none'
  readonly env: readonly EnvironmentItem[]
  readonly workingDirectory: string
  readonly guest: GuestRequest
  readonly cache: CacheUse
  readonly cacheMaxAgeMs: number
  /** Whether a large root may be cached, and used, as an image. */
  readonly rootImage: 'auto' | 'false'
  /** Whether the summary of the job is written. */
  readonly summary: boolean
  /** Further architectures to register handlers for. */
  readonly handlers: readonly Architecture[] | 'all'
  readonly binfmt: 'system' | 'private'
  readonly setuid: boolean
  readonly isolation: IsolationRequest
  readonly resources: Resources
  readonly qemu: QemuRequest
  readonly many: ManyRequest
}

/** Whether roots that were kept are used, and new ones kept. */
export type CacheUse = 'true' | 'read-only' | 'false'

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] }

type Problem = (problem: string) => void

/** Reads all inputs; a problem of one does not hide those of the others. */
export function parseInputs(raw: RawInputs): Parsed<Inputs> {
  const problems: string[] = []
  const text = (name: InputName): string => given(raw, name)
  const problem: Problem = (line) => problems.push(line)
  const allowUntrusted = flag('allow-untrusted', text('allow-untrusted'), problem)
  const checksum = parseChecksum(text('checksum').trim(), problem)
  const rootfs = parseRootfs(text('rootfs').trim(), checksum, allowUntrusted, problem)
  const value: Inputs = {
    architectures: parseTargets(words(onlyHandlers(raw) ? '' : text('arch')), text('branch').trim(), problem),
    run: text('run'),
    shell: parseShell(text('shell'), problem),
    shellName: parseShellName(text('shell-name'), problem),
    rootfs,
    signature: oneOf('signature', text('signature'), ['when-present', 'required'], problem),
    basePackages: words(text('base-packages')).filter((name) => isPackage('base-packages', name, problem)),
    packages: words(text('packages')).filter((name) => isPackage('packages', name, problem, rootfs)),
    branch: parseBranch(text('branch').trim(), problem),
    mirror: url('mirror', text('mirror').trim(), problem).replace(/\/+$/, ''),
    repositories: parseRepositories(text('repositories'), rootfs, problem),
    places: words(`${text('mirror')} ${text('repositories')}`).join(' '),
    keys: words(text('keys')).filter((path) => isKey(path, rootfs, problem)),
    allowUntrusted,
    setup: setup(text('setup'), problem),
    network: oneOf('network', text('network').trim() || 'host', ['host', 'none'], problem),
    env: environmentTexts(raw.env ?? '').flatMap((item) => environmentItem(item, problem)),
    workingDirectory: text('working-directory'),
    guest: parseGuest(text, problem),
    ...parseCache(text, problem),
    summary: flag('summary', text('summary'), problem),
    handlers: parseHandlers(words(text('handlers')), problem),
    binfmt: oneOf('binfmt', text('binfmt'), ['system', 'private'], problem),
    setuid: flag('setuid', text('setuid'), problem),
    isolation: parseIsolation(text, problem),
    resources: parseResources(text, problem),
    qemu: parseQemu(text, problem),
    many: parseMany(text, problem),
  }
  acrossInputs(value, problem)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value }
}

function parseCache(
  text: (name: InputName) => string,
  problem: Problem,
): Pick<Inputs, 'cache' | 'cacheMaxAgeMs' | 'rootImage'> {
  return {
    cache: oneOf('cache', text('cache').toLowerCase(), ['true', 'read-only', 'false'], problem),
    cacheMaxAgeMs: parseAge('cache-max-age', text('cache-max-age').trim(), problem),
    rootImage: oneOf('root-image', text('root-image').toLowerCase(), ['auto', 'false'], problem),
  }
}

/** Handlers alone are asked for: then the default architecture is not. */
function onlyHandlers(raw: RawInputs): boolean {
  return given(raw, 'rootfs').trim() === 'none' && isGiven(raw, 'handlers') && !isGiven(raw, 'arch')
}

function isGiven(raw: RawInputs, name: InputName): boolean {
  return givenTexts(raw, name).join('').trim() !== ''
}

function given(raw: RawInputs, name: InputName): string {
  const input: Input | undefined = INPUTS.find((row) => row.name === name)
  const texts = givenTexts(raw, name)
  const isOne = input?.kind === 'text' || input?.kind === 'flag'
  const text = (isOne ? texts.at(-1) : texts.join('\n')) ?? ''
  return text.trim() === '' ? (input?.default ?? '') : text
}

function givenTexts(raw: RawInputs, name: InputName): readonly string[] {
  const texts = raw[name] ?? []
  return typeof texts === 'string' ? [texts] : texts
}

/** The words of a list: separated by commas, blanks or lines, each once, in the order of their first coming. */
export function words(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))]
}

/**
 * The items of an `env` text. A line is a list, as everywhere; but one that begins with `NAME=` and goes on with
 * anything but further assignments is one value with blanks or commas in it (`CFLAGS=-O2 -g`).
 */
export function environmentItems(text: string): string[] {
  const isAssignment = (word: string): boolean => /^[A-Za-z_]\w*=/.test(word)
  return text.split('\n').flatMap((line) => {
    const [first = '', ...rest] = words(line)
    if (first === '') return []
    return isAssignment(first) && !rest.every(isAssignment) ? [line.trim()] : [first, ...rest]
  })
}

/** An option is one value where it begins with `NAME=` and has several lines; the lines of an input are items. */
function environmentTexts(given: string | readonly string[]): string[] {
  if (typeof given === 'string') return environmentItems(given)
  return given.flatMap((text) => (/^[A-Za-z_]\w*=[^]*\n/.test(text) ? [text] : environmentItems(text)))
}

/** What Linux allows for one argument of a program (MAX_ARG_STRLEN, 32 pages), with room for its end. */
const SETUP_BYTES = 128 * 1024 - 1

function setup(text: string, problem: Problem): string {
  const bytes = Buffer.byteLength(text)
  if (bytes >= SETUP_BYTES)
    problem(
      `setup: got ${bytes} bytes of commands; allowed are ${SETUP_BYTES}: put them into a package or a tarball`,
    )
  return text.trim() === '' ? '' : text
}

/** Rules that no input can check by itself. */
function acrossInputs(value: Inputs, problem: Problem): void {
  const { kind } = value.rootfs
  if (kind === 'none') {
    for (const [input, given] of Object.entries({
      run: value.run.trim(),
      packages: value.packages[0] ?? '',
      setup: value.setup,
    })) {
      if (given !== '') problem(`${input}: got some with rootfs "none"; they need a root`)
    }
    if (value.binfmt === 'private')
      problem('binfmt: got "private" with rootfs "none"; private handlers are those of a command in a root')
  }
  checkIsolation(value, problem)
  if (kind === 'debian' && value.binfmt === 'private' && value.isolation.kind !== 'strict')
    problem('binfmt: got "private" with a root of Debian or Ubuntu; mmdebstrap needs handlers of the machine')
  if (value.signature === 'required' && kind !== 'minirootfs' && kind !== 'auto')
    problem('signature: got "required", which is for a minirootfs (rootfs "auto" or "minirootfs")')
}
