import { execFileSync, type StdioOptions } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync, lstatSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect } from '@jest/globals'

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

/** One process of /proc. */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly state: string
  /** Clock ticks since boot: with the pid, the process's identity. */
  readonly start: number
  readonly argv: readonly string[]
  readonly cwd: string
  readonly exe: string
}

/** Temporary folders of tests: `xarch-test-PID-…`, with the pid of the process that made them. */
export const TEST_FOLDER = 'xarch-test-'

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const STATE_FOLDER = '/run/xarch'

/** What of the machine this project could have changed, now. */
export function snapshotMachine(): Machine {
  return {
    mounts: readMounts()
      .map(({ point, type, root }) => `${point} ${type} ${root}`)
      .sort(),
    handlers: readHandlers(readMounts()),
    temporary: ourTemporaryNames(readNames(os.tmpdir()), process.pid),
    state: describeTree(STATE_FOLDER),
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
  const isOthers = (name: string) => name.startsWith(TEST_FOLDER) && !name.startsWith(`${TEST_FOLDER}${pid}-`)
  return names.filter((name) => name.startsWith('xarch') && !isOthers(name)).sort()
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

/** The value, or undefined where the thing is gone, or not ours to read. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

// --- processes ------------------------------------------------------------------------------------------------

/**
 * Those that a test of process `self` may have started: its descendants, and the orphans. An orphan hangs from one of
 * our own ancestors (where the kernel puts it when its parent ends), is not in our own line, and is ours by name:
 * what else hangs there, such as another worker of jest or somebody's shell, is not. Ended processes do not count.
 */
export function ourProcesses(
  processes: readonly Process[],
  self: number,
  repository = REPOSITORY,
): Process[] {
  const byPid = new Map(processes.map((it) => [it.pid, it]))
  const line = new Set(lineOf(self, byPid).slice(1))
  return processes.filter((it) => {
    if (it.state === 'Z' || it.state === 'X' || it.pid === self || line.has(it.pid)) return false
    const ownLine = lineOf(it.pid, byPid)
    if (ownLine.includes(self)) return true
    const top = ownLine.findLast((pid) => !line.has(pid))
    const orphan = top === undefined ? undefined : byPid.get(top)
    return orphan !== undefined && isNamedOurs(orphan, repository)
  })
}

/** A process and its ancestors, nearest first; pid 0, the kernel, is in no line. */
function lineOf(pid: number, byPid: ReadonlyMap<number, Process>): number[] {
  const line: number[] = []
  for (let at = byPid.get(pid); at && !line.includes(at.pid); at = byPid.get(at.parent)) line.push(at.pid)
  return line
}

/**
 * Whether a process shows by its paths that it is of this project: its program, a path among its arguments, or its
 * folder speaks of xarch or qemu. The name of the checkout itself says nothing (in CI it is in every path), but what
 * is built there does. Text that is no path, such as a script after `-c`, says nothing either.
 */
function isNamedOurs({ argv, cwd, exe }: Process, repository: string): boolean {
  const paths = [exe, cwd, argv[0] ?? '', ...argv.slice(1).filter((argument) => /^\/\S*$/.test(argument))]
  return paths.some((it) => {
    if (it === repository) return false
    if (!it.startsWith(`${repository}/`)) return /xarch|qemu/.test(it)
    return /^\/(dist|bin)\/|xarch|qemu/.test(it.slice(repository.length))
  })
}

function describeProcess({ pid, start, argv, exe }: Process): string {
  return `${pid} since ${start}: ${argv.length > 0 ? argv.join(' ') : exe}`
}

/** All processes of /proc; one that ends meanwhile is left out. */
function readProcesses(): Process[] {
  const pids = readNames('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => attempt(() => readProcess(pid)) ?? [])
}

function readProcess(pid: string): Process {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses, in which anything may stand: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid: Number(pid),
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    start: Number(fields[19]),
    argv: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1),
    cwd: attempt(() => readlinkSync(`/proc/${pid}/cwd`)) ?? '',
    exe: attempt(() => readlinkSync(`/proc/${pid}/exe`)) ?? '',
  }
}
