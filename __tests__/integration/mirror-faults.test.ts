import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { planRoots, type RootPlan, type RootsPlan } from '../../src/plan/roots.js'
import { networkFetch } from '../../src/platform/fetch.js'
import { PATIENCE } from '../../src/platform/patience.js'
import type { Ports } from '../../src/platform/ports.js'
import { explain } from '../../src/report/errors.js'
import { provideInstaller } from '../../src/rootfs/installer.js'
import { provideRoot } from '../../src/rootfs/provide.js'
import { atOnce } from '../support/at-once.js'
import { anInputs, architecture } from '../support/builders.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { enginePorts } from '../support/engine.js'
import { type Fault, type Mirror, startMirror } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Roots of a mirror with faults: one error, nothing left, and a root once the mirror is right again. */

const RELEASES = '/v3.20/releases/aarch64'
const LIST = `${RELEASES}/latest-releases.yaml`
const TARBALL = `${RELEASES}/alpine-minirootfs-3.20.3-aarch64.tar.gz`
const SHORT = { tries: 2, pauseMs: 1, answerMs: 400, stallMs: 200, slow: { bytes: 1024, withinMs: 400 } }

/** All that building a root of a minirootfs needs of the ports. */
function ports(folder: string): Ports {
  const engine = enginePorts(folder)
  const fetchUntil = (abort: AbortSignal) =>
    networkFetch(engine.log, abort, engine.progress, { ...PATIENCE, ...SHORT })
  return {
    ...engine,
    fetch: fetchUntil(engine.interrupts.abort),
    fetchUntil,
    tools: { find: () => Promise.resolve([]), keep: () => Promise.reject(new Error('no tool is kept here')) },
    remote: undefined,
    output: () => undefined,
    audience: { showsColours: false, takesCommands: false },
    proxies: {},
    engines: {},
    caller: { name: 'root', uid: 0, gid: 0, home: '/root' },
    now: () => 0,
  }
}

function planned(mirror: string, arch: string): RootsPlan {
  const decided = planRoots(anInputs({ mirror, arch, branch: 'v3.20' }), {
    keys: [],
    hostArch: architecture('x86_64'),
    hasOwners: true,
    sourceDigest: undefined,
  })
  if (!decided.ok) throw new Error(decided.problems.join('\n'))
  return decided.value
}

function rootPlan(mirror: string, arch = 'aarch64'): RootPlan {
  const [target] = planned(mirror, arch).targets
  if (!target) throw new Error('no target is planned')
  return target.root
}

const noHandlers = {
  isStrict: false,
  lifetime: 'run' as const,
  runnable: Promise.resolve([]),
  installer: () => Promise.reject(new Error('none is needed')),
}
const provide = (mirror: string, folder: string) =>
  provideRoot(rootPlan(mirror), { ...noHandlers, ports: ports(folder) })
const asked = (mirror: Mirror): string[] =>
  mirror.requests.map(({ method, path: name }) => `${method} ${name}`)

interface Given {
  readonly at: string
  readonly fault: Fault
  readonly says: readonly (string | RegExp)[]
}

const FAULTS: readonly Given[] = [
  { at: LIST, fault: { kind: 'silent' }, says: ['no answer came', LIST] },
  { at: LIST, fault: { kind: 'stall', afterBytes: 10 }, says: ['no byte came', LIST] },
  { at: LIST, fault: { kind: 'truncated' }, says: ['could not download', LIST] },
  { at: LIST, fault: { kind: 'short', keepBytes: 0 }, says: ['list of releases cannot be used', LIST] },
  { at: LIST, fault: { kind: 'html' }, says: ['web page', LIST] },
  { at: LIST, fault: { kind: 'status', status: 500 }, says: ['answered 500', LIST] },
  { at: TARBALL, fault: { kind: 'stall' }, says: ['no byte came', TARBALL] },
  {
    at: TARBALL,
    fault: { kind: 'slow', bytesPerSecond: 20 },
    says: [/only \d+ bytes came in 0\.4 s/, TARBALL],
  },
  { at: TARBALL, fault: { kind: 'reset' }, says: [/reset after \d+ of 3947906 bytes/, TARBALL] },
  { at: TARBALL, fault: { kind: 'truncated' }, says: [/of 3947906 bytes/, TARBALL] },
  { at: TARBALL, fault: { kind: 'short' }, says: ['sha512 of', TARBALL] },
  { at: TARBALL, fault: { kind: 'flip' }, says: ['sha512 of', TARBALL] },
  { at: TARBALL, fault: { kind: 'html' }, says: ['web page', TARBALL] },
  { at: TARBALL, fault: { kind: 'redirect', to: TARBALL }, says: ['on and on', TARBALL] },
  { at: `${TARBALL}.sha512`, fault: { kind: 'flip', at: 0 }, says: ['.sha512', TARBALL] },
  { at: `${TARBALL}.sha512`, fault: { kind: 'status', status: 404 }, says: [`${TARBALL}.sha512`] },
  { at: `${TARBALL}.asc`, fault: { kind: 'html' }, says: ['does not hold', `${TARBALL}.asc`] },
  { at: `${TARBALL}.asc`, fault: { kind: 'status', status: 500 }, says: [`${TARBALL}.asc`] },
  {
    at: '/v3.20/main/*',
    fault: { kind: 'status', status: 503, retryAfter: 0 },
    says: ['503', '/v3.20/main/'],
  },
  { at: '/*', fault: { kind: 'status', status: 404 }, says: ['nothing for aarch64', 'v3.20'] },
]
const nameOf = ({ fault, at }: Given): string => `${fault.kind} at ${at}`

describe('a mirror with a fault', () => {
  /** What is left when there was no root, and what there is once the fault is gone. */
  const tryWith = async ({ at, fault }: Given, folder: string) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults: { [at]: fault } })
    const error: unknown = await provide(mirror.url, folder).catch((cause: unknown) => cause)
    const left = [await readdir(path.join(folder, 'store/roots')), (await readdir(folder)).sort()]
    Reflect.deleteProperty(mirror.faults, at)
    const { root, origin } = await provide(mirror.url, folder)
    return { error, left, origin, release: await readFile(path.join(root, 'etc/alpine-release'), 'utf8') }
  }
  const cases = FAULTS.map((given) => [nameOf(given), (folder: string) => tryWith(given, folder)] as const)
  const outcomeOf = atOnce(Object.fromEntries(cases), { width: 4 })

  it.each(FAULTS)(
    '($fault.kind at $at) gives no root and leaves nothing; after it there is one',
    async (given) => {
      const { error, left, origin, release } = await outcomeOf(nameOf(given))
      const text = explain(error).join('\n')
      for (const part of given.says) expect(text).toMatch(part)
      expect(text).not.toContain('this is a bug')
      expect(left).toEqual([[], ['cache', 'store']])
      expect({ origin, release }).toEqual({ origin: 'built', release: '3.20.3\n' })
    },
  )
})

describe('what is asked of a mirror', () => {
  const newFolder = temporaryFolders()
  watchMachine()

  it('for a root is asked once: the list, the tarball, what vouches for it, and which repositories it has', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    await provide(mirror.url, await newFolder())
    const expected = [
      ...[LIST, TARBALL, `${TARBALL}.sha512`, `${TARBALL}.asc`].map((name) => `GET ${name}`),
      ...['main', 'community'].map((section) => `HEAD /v3.20/${section}/aarch64/APKINDEX.tar.gz`),
    ]
    expect(asked(mirror).sort()).toEqual(expected.sort())
  })

  it('for a target and an installer of one branch has one list, also at the same time', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const all = ports(await newFolder())
    const plan = planned(mirror.url, 'x86_64')
    await Promise.all([
      provideRoot(rootPlan(mirror.url, 'x86_64'), { ...noHandlers, ports: all }),
      provideInstaller([plan.installer('v3.20')], all),
    ])
    const lists = asked(mirror).filter((request) => request.endsWith('.yaml'))
    expect(lists).toEqual(['GET /v3.20/releases/x86_64/latest-releases.yaml'])
  })

  it('shows no name and password of its URL, neither in what is kept nor in errors', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const url = mirror.url.replace('//', '//user:s3cr3t@')
    const { source } = await provide(url, await newFolder())
    expect(source).toBe(`minirootfs 3.20.3 from ${mirror.url.replace('//', '//***@')}, v3.20`)
    expect(mirror.requests.every(({ authorization }) => authorization?.startsWith('Basic '))).toBe(true)
  })
})
