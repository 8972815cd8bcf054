import { execFileSync, type StdioOptions } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync, lstatSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { expect } from '@jest/globals'
import { describeProcess, ourProcesses, readProcesses } from './processes.js'
import { attempt } from './reading.js'
import { isApart, isOfOthers } from './test-folder.js'

/**
 * What a test must leave as it found it, one line for each thing, sorted. A snapshot only reads; it sees what this
 * project could have made, and not what others on the machine do at the same time.
 */
export interface Machine {
  /** Mounts of our own mount namespace: mount point, file system, root within it. */
  readonly mounts: readonly string[]
  /** Entries of binfmt_misc with all they say, and whether the whole of it is enabled. */
  readonly handlers: readonly string[]
  /** What lies in the system's temporary folder and is called `xarch…`. */
  readonly temporary: readonly string[]
  /** Files and folders at and below /run/xarch, with a digest of what they hold. */
  readonly state: readonly string[]
  /** Our own descendants, and orphans that are ours by name: pid, start time, command line. */
  readonly processes: readonly string[]
}

/** One line of /proc/self/mountinfo, as far as it matters here. */
export interface Mount {
  readonly point: string
  readonly type: string
  readonly root: string
}

const STATE_FOLDER = '/run/xarch'

/** What of the machine this project could have changed, now. */
export function snapshotMachine(): Machine {
  return {
    mounts: readMounts()
      .filter(({ point }) => !isOfOthers(point))
      .map(({ point, type, root }) => `${point} ${type} ${root}`)
      .sort(),
    handlers: isApart ? [] : readHandlers(readMounts()),
    temporary: ourTemporaryNames(readNames(os.tmpdir()), process.pid),
    state: isApart ? [] : describeTree(STATE_FOLDER),
    processes: ourProcesses(readProcesses(), process.pid).map(describeProcess).sort(),
  }
}

/** What is new and what is gone, a sentence each; nothing when all is as it was. Pure. */
export function describeDifference(before: Machine, after: Machine): string[] {
  const kinds = Object.keys(before) as (keyof Machine)[]
  return kinds.flatMap((kind) => [
    ...without(after[kind], before[kind]).map((line) => `${kind}: new: ${line}`),
    ...without(before[kind], after[kind]).map((line) => `${kind}: gone: ${line}`),
  ])
}

/** Fails and lists the differences when the machine is not as it was. */
export function expectUnchanged(before: Machine, after: Machine): void {
  expect(describeDifference(before, after)).toEqual([])
}

/**
 * The machine once it is as before, or as it is at the deadline: the kernel needs a moment to end the processes of
 * a namespace after its first one is gone, so a single look would find them now and then.
 */
export async function settledMachine(before: Machine, deadlineMs = 2000): Promise<Machine> {
  const end = Date.now() + deadlineMs
  let after = snapshotMachine()
  while (describeDifference(before, after).length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    after = snapshotMachine()
  }
  return after
}

/** The lines that are in `some` more often than in `others`: two equal mounts are not one. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return some.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

// --- mounts ----------------------------------------------------------------------------------------------------

/** The mounts of our own namespace. */
export function readMounts(): Mount[] {
  return parseMounts(readFileSync('/proc/self/mountinfo', 'utf8'))
}

/** Reads the text of a mountinfo file; blanks in names come as `\040` there. */
export function parseMounts(text: string): Mount[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [left = '', right = ''] = line.split(' - ')
      const [, , , root = '', point = ''] = left.split(' ').map(unescapeOctal)
      return { point, root, type: right.split(' ')[0] ?? '' }
    })
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)))
}

// --- binfmt_misc ------------------------------------------------------------------------------------------------

/**
 * The entries, whether binfmt_misc is mounted here or only held by somebody's namespace: then it is mounted in a
 * private namespace for one look, over the temporary folder (a mount below /proc/sys would wake an automount).
 * Where the kernel has not even loaded it there can be none, and looking would load it.
 */
function readHandlers(mounts: readonly Mount[]): string[] {
  if (!/\bbinfmt_misc$/m.test(readFileSync('/proc/filesystems', 'utf8'))) return []
  const print = 'cd "$1" && for f in *; do [ "$f" = register ] || { echo "== $f"; cat "$f"; }; done'
  const mounted = mounts.find(({ type }) => type === 'binfmt_misc')
  if (mounted) return parseHandlers(outputOf('sh', '-c', print, 'sh', mounted.point))
  if (process.getuid?.() !== 0) return []
  const script = `mount -t binfmt_misc binfmt_misc "$1" && ${print}`
  return parseHandlers(outputOf('unshare', '--mount', 'sh', '-c', script, 'sh', os.tmpdir()))
}

/** What a command says, or nothing where it may not (root of a container without privileges). */
function outputOf(command: string, ...argv: string[]): string {
  const stdio: StdioOptions = ['ignore', 'pipe', 'ignore']
  return attempt(() => execFileSync(command, argv, { encoding: 'utf8', stdio })) ?? ''
}

/** `NAME: first line, second line …` for each entry of a text in which `== NAME` begins one. */
export function parseHandlers(text: string): string[] {
  return text
    .split(/^== /m)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name = '', ...lines] = entry.trimEnd().split('\n')
      return `${name}: ${lines.join(', ')}`
    })
    .sort()
}

// --- files ----------------------------------------------------------------------------------------------------

/** Names that this project makes, without the folders of tests that run in other processes just now. */
export function ourTemporaryNames(names: readonly string[], pid: number): string[] {
  return names.filter((name) => name.startsWith('xarch') && !isOfOthers(name, pid)).sort()
}

/** Every file and folder of a tree with its kind, mode and content; nothing where there is none. */
function describeTree(top: string): string[] {
  const found = attempt(() => lstatSync(top))
  if (!found) return []
  const mode = found.mode.toString(8)
  if (found.isDirectory()) {
    const below = readNames(top).flatMap((name) => describeTree(path.join(top, name)))
    return [`${top} ${mode}`, ...below]
  }
  return [`${top} ${mode} ${describeContent(top, found.isFile(), found.isSymbolicLink())}`]
}

function describeContent(file: string, isFile: boolean, isLink: boolean): string {
  if (isLink) return `-> ${attempt(() => readlinkSync(file)) ?? '?'}`
  const content = isFile ? attempt(() => readFileSync(file)) : undefined
  return content
    ? `${content.length} bytes, sha256 ${createHash('sha256').update(content).digest('hex')}`
    : '?'
}

function readNames(folder: string): string[] {
  return attempt(() => readdirSync(folder).sort()) ?? []
}
