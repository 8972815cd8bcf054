import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { copyFile, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { REPOSITORY } from './runner-environment.js'
import type { Place } from './xarch.js'

/** What the probes of a sandbox said: names, by their verdict. */
export interface Probed {
  readonly held: readonly string[]
  /** Each with its detail, for who reads the failure. */
  readonly broken: ReadonlyMap<string, string>
  readonly unknown: ReadonlyMap<string, string>
}

interface ProbeOptions {
  readonly options?: readonly string[]
  readonly within?: readonly string[]
}

/** node hands out sockets, which a shell inside saves under other numbers; a pipe is what a user has. */
const PIPED = ['bash', '-c', '"$@" 2>&1 | cat', 'bash']

const PROBES = path.join(REPOSITORY, '__tests__/fixtures/probes/inside.sh')

/** How long they take at most, emulated and beside others. */
const WITHIN_MS = 150_000

let plantings = 0

/**
 * Plants what must not be seen inside (a file, a secret in a process, an abstract socket, a file of /dev/shm), runs the
 * probes by `xarch run`, and takes away what was planted.
 */
export async function probe(
  place: Place,
  arch: string,
  { options = [], within = [] }: ProbeOptions = {},
): Promise<Probed> {
  const at = (name: string): string => path.join(place.workspace, name)
  const number = plantings++ // of what several runs would else share
  const own = `xarch-test-${process.pid}-${number}`
  const [shm, secret] = [own, `planted-${own}`]
  const canary = path.join(place.temporary, '..', 'canary')
  await copyFile(PROBES, at('inside.sh'))
  for (const file of [at('github-env'), canary, path.join('/dev/shm', shm)]) await writeFile(file, '')
  const bearer = spawn('sleep', [String(WITHIN_MS / 1000)], {
    env: { ...process.env, PLANTED: secret },
    stdio: 'ignore',
  })
  const socket = createServer().listen(`\0${own}`)
  try {
    await once(socket, 'listening')
    const facts = {
      AT_WORKSPACE: place.workspace,
      AT_CANARY: canary,
      AT_SHM: shm,
      AT_SECRET: secret,
      AT_BINFMT_DEV: String((await stat('/proc/sys/fs/binfmt_misc')).dev),
      AT_KILLALL: '1',
      AT_PORT: String(81 + number),
      GITHUB_ENV: at('github-env'),
    }
    const handed = Object.entries(facts).flatMap(([name, value]) => ['-e', `${name}=${value}`])
    const { stdout, stderr } = await place.sh(arch, 'sh inside.sh; :', {
      options: [...options, ...handed],
      within: [...within, ...PIPED],
      withinMs: WITHIN_MS,
    })
    return read(stdout, stderr)
  } finally {
    bearer.kill('SIGKILL')
    socket.close()
    await rm(path.join('/dev/shm', shm), { force: true })
    for (const file of [canary, at('github-env'), at('inside.sh')]) await rm(file, { force: true })
  }
}

function read(stdout: string, stderr: string): Probed {
  const lines = Array.from(stdout.matchAll(/^([\w-]+): (held|broken|unknown): (.*)$/gm), (match) =>
    match.slice(1),
  )
  if (!/^# \d+ held/m.test(stdout))
    throw new Error(`the probes have not come to their end: ${stdout}${stderr}`)
  const having = (verdict: string): [string, string][] =>
    lines.flatMap(([name = '', said, detail = '']) => (said === verdict ? [[name, detail]] : []))
  return {
    held: having('held').map(([name]) => name),
    broken: new Map(having('broken')),
    unknown: new Map(having('unknown')),
  }
}

/** The modes that docs/safety.md has a column for. */
export type Column = 'default' | 'strict' | 'bwrap'

const COLUMNS: readonly Column[] = ['default', 'strict', 'bwrap']

/** Probes that are not held in a mode, as the threat model says: rows with a "no" in the column of that mode. */
export async function admitted(column: Column): Promise<ReadonlySet<string>> {
  const text = await readFile(path.join(REPOSITORY, 'docs/safety.md'), 'utf8')
  const rows = Array.from(text.matchAll(/^\| `([\w-]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|/gm))
  const field = COLUMNS.indexOf(column) + 2
  return new Set(rows.filter((row) => row[field]?.trim() !== 'held').map((row) => row[1] ?? ''))
}
