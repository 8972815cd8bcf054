import { execFileSync } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { expect, it } from '@jest/globals'
import type { Exec } from '../../src/platform/ports.js'
import { explain } from '../../src/report/errors.js'
import { bootstrapDebian, type DebianJob, type DebianPorts } from '../../src/rootfs/debian/build.js'
import { atOnce } from '../support/at-once.js'
import { aDebianJob, debianPorts, describeDebian, hostThatRuns, MIRROR } from '../support/debian.js'
import { startHost } from '../support/host.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** How the making of a root of Debian ends where it comes to no root: at once, in one error, and without a trace. */

const MINUTES = 3 * 60_000

const REFUSED: Readonly<Record<string, { readonly job: Partial<DebianJob>; readonly says: RegExp }>> = {
  'an unknown suite': { job: { suite: 'nosuch' }, says: /no suite of that name/ },
  'an unknown package': { job: { packages: ['no-such-package'] }, says: /no such package/ },
  'a mirror that is not there': { job: { mirror: 'http://127.0.0.1:9/debian' }, says: /not be reached/ },
  'no handler': { job: {}, says: /no handler for it/ },
}

describeDebian('the making of a root of Debian', () => {
  const refuse =
    (job: Partial<DebianJob>) =>
    (folder: string): Promise<string[]> =>
      refusalOf(
        aDebianJob('s390x', path.join(folder, 'root'), { mirror: MIRROR, ...job }),
        debianPorts(folder),
      )
  const refusals = Object.entries(REFUSED).map(([name, { job }]) => [name, refuse(job)] as const)
  const killed = 'ends with the process that has begun it, by SIGKILL too, while scripts of packages run'
  const outcomeOf = atOnce<readonly string[]>(
    { ...Object.fromEntries(refusals), [killed]: killWhileScriptsRun },
    { withinMs: MINUTES },
  )

  it(killed, async () => {
    expect(await outcomeOf(killed)).toHaveLength(1)
  })

  it.each(Object.keys(REFUSED))('says one thing about %s', async (name) => {
    const lines = await outcomeOf(name)
    expect(lines.filter((line) => line.startsWith('do: '))).toEqual([
      expect.stringMatching(REFUSED[name]?.says ?? ''),
    ])
  })
})

describeDebian('the making of a root of Debian, by itself', () => {
  const newFolder = temporaryFolders()
  watchMachine()

  it(
    'ends by a signal to us, at once',
    async () => {
      const folder = await newFolder()
      const ports = debianPorts(folder)
      let interrupt: () => void = () => undefined
      const interrupts: DebianPorts['interrupts'] = {
        ...ports.interrupts,
        listen: (listener) => {
          interrupt = () => {
            listener('SIGINT')
          }
          return () => undefined
        },
      }
      const job = aDebianJob('s390x', path.join(folder, 'root'), { mirror: MIRROR })
      const made = bootstrapDebian(job, { ...ports, interrupts })
      made.catch(() => undefined)
      await until(() => ports.said.lines.some((line) => line.includes('downloading packages')))
      const begin = performance.now()
      interrupt()
      await expect(made).rejects.toThrow('status 143')
      expect(performance.now() - begin).toBeLessThan(1000)
    },
    MINUTES,
  )

  it.each([
    {
      missing: ['mmdebstrap', 'apt-get'],
      arch: 's390x',
      suite: 'bookworm',
      says: 'Install the package mmdebstrap',
    },
    {
      missing: ['apt-get'],
      arch: 'm68k',
      suite: 'sid',
      says: 'Install the package debian-ports-archive-keyring',
    },
  ])('on a machine without $missing says what to install', async ({ missing, arch, suite, says }) => {
    const folder = await newFolder()
    await using host = await startHost()
    for (const name of missing) hide(name, host.within)
    const lines = await refusalOf(
      aDebianJob(arch, path.join(folder, 'root'), { suite }),
      debianPorts(folder, host),
    )
    expect(lines.filter((line) => line.startsWith('do: '))).toEqual([expect.stringContaining(says)])
  })
})

/** The namespace of what is killed; it is gone when this returns. */
async function killWhileScriptsRun(folder: string): Promise<string[]> {
  await using machine = await hostThatRuns(['ppc64le'], folder)
  const ports = debianPorts(folder, machine.host)
  const begun = heldByAnother(ports)
  const made = bootstrapDebian(aDebianJob('ppc64le', path.join(folder, 'root'), { mirror: MIRROR }), {
    ...ports,
    exec: begun.exec,
  })
  made.catch(() => undefined)
  await until(() => ports.said.lines.some((line) => line.includes('Setting up base-files')))
  const inside = namespacesOf(begun.pid()).filter((space) => space !== ownNamespace())
  process.kill(begun.pid(), 'SIGKILL')
  await expect(made).rejects.toThrow()
  await until(() => everyNamespace().every((space) => !inside.includes(space)), 2000)
  return inside
}

async function refusalOf(job: DebianJob, ports: DebianPorts): Promise<string[]> {
  const error: unknown = await bootstrapDebian(job, ports).then(
    () => new Error('it was made'),
    (refusal: unknown) => refusal,
  )
  return explain(error)
}

/** A program of the host is none any more. */
function hide(name: string, [program = '', ...words]: readonly string[]): void {
  execFileSync(program, [...words, 'mount', '-n', '--bind', '/dev/null', `/usr/bin/${name}`])
}

/** Reads from us, and is all that holds what it starts: like xarch itself. */
const HOLDER = `
const child = require('node:child_process').spawn(process.argv[1], process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'] })
process.stdin.on('end', () => child.stdin.end()).resume()
child.on('exit', (status) => process.exit(status ?? 1))
`

/** What is started with a lifeline hangs from a process that can be killed in our place. */
function heldByAnother({ exec }: DebianPorts): { readonly exec: Exec; pid(): number } {
  let pid = 0
  return {
    pid: () => pid,
    exec: {
      ...exec,
      start: (command, streams) => {
        const running = exec.start(
          { ...command, argv: [process.execPath, '-e', HOLDER, '--', ...command.argv] },
          streams,
        )
        pid = running.pid
        return running
      },
    },
  }
}

const namespaceOf = (pid: number | 'self'): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`)
  } catch {
    return undefined
  }
}

const ownNamespace = (): string | undefined => namespaceOf('self')

/** The PID namespaces of a process and all below it. */
function namespacesOf(pid: number): string[] {
  const children = (parent: number): number[] =>
    execFileSync('sh', ['-c', 'cat /proc/$1/task/*/children 2>/dev/null || :', 'sh', String(parent)], {
      encoding: 'utf8',
    })
      .split(/\s+/)
      .filter(Boolean)
      .map(Number)
  const all = [pid]
  for (const parent of all) all.push(...children(parent))
  return [...new Set(all.flatMap((one) => namespaceOf(one) ?? []))]
}

function everyNamespace(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => namespaceOf(Number(pid)) ?? [])
}

async function until(holds: () => boolean, deadlineMs = 120_000): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!holds()) {
    if (Date.now() > end) throw new Error(`it did not come to that in ${deadlineMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
