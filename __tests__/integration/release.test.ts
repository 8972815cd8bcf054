import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { networkFetch } from '../../src/platform/fetch.js'
import { PATIENCE } from '../../src/platform/patience.js'
import type { Exec, Log } from '../../src/platform/ports.js'
import { explain } from '../../src/report/errors.js'
import { findMinirootfs } from '../../src/rootfs/minirootfs.js'
import { downloadMinirootfs, type SignaturePolicy } from '../../src/rootfs/release.js'
import { enginePorts } from '../support/engine.js'
import { type Mirror, startMirror } from '../support/mirror-server.js'
import { newSigner, type Signer } from '../support/openpgp.js'
import { temporaryFolder, temporaryFolders, type TemporaryFolder } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** A minirootfs of a mirror, from the list to the bytes: a list, a digest beside it and a signature vouch for it. */

const NAME = 'alpine-minirootfs-20260101-s390x.tar.gz'
const RELEASES = '/edge/releases/s390x'
const LIST = `${RELEASES}/latest-releases.yaml`
const TARBALL = `${RELEASES}/${NAME}`
const bytes = Buffer.from('a minirootfs')
const digest = createHash('sha512').update(bytes).digest('hex')
const WRONG = digest.replace(/^../, digest.startsWith('00') ? '11' : '00')

let folder: string
let mirror: Mirror
let alpine: Signer
let lines: string[]
let alpinesFolder: TemporaryFolder
beforeAll(async () => {
  alpinesFolder = await temporaryFolder()
  alpine = newSigner(alpinesFolder.path, 'alpine')
})
afterAll(async () => {
  alpine[Symbol.dispose]()
  await alpinesFolder.remove()
})
afterEach(() => mirror.close())
const newFolder = temporaryFolders()
watchMachine() // as the last: agents and folders are gone then
beforeEach(async () => {
  folder = await newFolder()
  lines = []
  await mkdir(path.join(folder, 'mirror', RELEASES), { recursive: true })
  await mkdir(path.join(folder, 'got'))
  await put(LIST, list(`  sha512: ${digest}`))
  await put(TARBALL, bytes)
  await put(`${TARBALL}.sha512`, `${digest}  ${NAME}\n`)
  mirror = await startMirror(path.join(folder, 'mirror'))
})

const put = (name: string, content: string | Buffer): Promise<void> =>
  writeFile(path.join(folder, 'mirror', name), content)

/** A list as edge has it: its version is a date. */
function list(...rows: string[]): string {
  const release = ['arch: s390x', 'version: 20260101', 'flavor: alpine-minirootfs', `file: ${NAME}`]
  return ['---', '-', ...release.map((row) => `  ${row}`), ...rows, ''].join('\n')
}

async function sign(signer: Signer): Promise<void> {
  const file = path.join(folder, 'mirror', TARBALL)
  await put(`${TARBALL}.asc`, await readFile(signer.sign(file)))
}

const say = (line: string): number => lines.push(line)
const log: Log = { info: say, debug: say, warning: say, error: (all) => lines.push(...all) }
const WANTED = { branch: 'edge', arch: { name: 's390x' } }

/** Finds and downloads; what came of it, or what is said of it. */
async function get(policy: SignaturePolicy = 'when-present', gpgv = true): Promise<unknown> {
  const ports = enginePorts(folder)
  const fetch = networkFetch(log, ports.interrupts.abort, ports.progress, { ...PATIENCE, pauseMs: 1 })
  const exec = gpgv ? ports.exec : withoutGpgv(ports.exec)
  const paths = { ...ports.paths, assets: alpinesFolder.path }
  const key = { file: path.basename(alpine.keyring), fingerprint: alpine.fingerprint }
  try {
    const found = await findMinirootfs({ mirror: mirror.url, ...WANTED }, fetch)
    if (!found) return undefined
    const place = path.join(folder, 'got')
    const got = await downloadMinirootfs(found, place, policy, { log, fetch, exec, paths }, key)
    expect(await readFile(got.file)).toEqual(bytes)
    return { version: found.version, digest: got.digest, sizeBytes: got.sizeBytes }
  } catch (error) {
    return explain(error).join('\n')
  }
}

/** The programs of a machine that has no gpgv. */
function withoutGpgv(exec: Exec): Exec {
  const nowhere = path.join(folder, 'none/gpgv')
  return {
    ...exec,
    attempt: (command) =>
      exec.attempt({
        ...command,
        argv: [command.argv[0] === 'gpgv' ? nowhere : command.argv[0], ...command.argv.slice(1)],
      }),
  }
}

const GOOD = { version: '20260101', digest, sizeBytes: bytes.length }

describe('a minirootfs', () => {
  it('is taken where list, digest and bytes agree; the list is asked for first, and all else at once', async () => {
    mirror.faults[`${RELEASES}/alpine*`] = { kind: 'status', status: 503, retryAfter: 1, times: 3 }
    const from = performance.now()
    expect(await get()).toEqual(GOOD)
    expect(performance.now() - from).toBeLessThan(1900) // one pause, not three
    const asked = mirror.requests.map(({ path: name }) => name)
    expect(asked[0]).toBe(LIST)
    const rest = [TARBALL, `${TARBALL}.sha512`, `${TARBALL}.asc`].sort()
    expect([asked.slice(1, 4).sort(), asked.slice(4).sort()]).toEqual([rest, rest])
  })

  it('is not there where the mirror has no list', async () => {
    mirror.faults[LIST] = { kind: 'status', status: 404 }
    expect(await get()).toBeUndefined()
    expect(mirror.requests).toHaveLength(1)
  })

  it.each<[string, () => Promise<void>, (string | RegExp)[]]>([
    ['no digest beside it', () => fault('.sha512', 404), [`${NAME}.sha512`, 'the mirror does not have it']],
    [
      'another digest beside it',
      () => put(`${TARBALL}.sha512`, `${WRONG}  ${NAME}\n`),
      [`sha512 of ${NAME} is ${WRONG} by ${NAME}.sha512, expected ${digest} by latest-releases.yaml`],
    ],
    [
      'the digest of another file beside it',
      () => put(`${TARBALL}.sha512`, `${digest}  other.tar.gz\n`),
      ['about another file, other.tar.gz'],
    ],
    ['a web page as digest', () => put(`${TARBALL}.sha512`, '<html>'), ['no line of a digest and a name']],
    [
      'a short digest',
      () => put(`${TARBALL}.sha512`, `${digest.slice(1)}  ${NAME}\n`),
      ['no line of a digest'],
    ],
    [
      'another digest in the list',
      () => put(LIST, list(`  sha512: ${WRONG}`)),
      [`is ${digest} by ${NAME}.sha512, expected ${WRONG} by latest-releases.yaml`],
    ],
    [
      'other bytes',
      () => put(TARBALL, 'a MINIROOTFS'),
      [/sha512 of alpine.* is [\da-f]{128}, expected/, digest],
    ],
    [
      'a list of another architecture',
      async () => put(LIST, list().replace('s390x', 'x86')),
      ['it is not of s390x, but of x86'],
    ],
    [
      'no digest in the list, and other bytes',
      async () => {
        await put(LIST, list())
        await put(TARBALL, 'a MINIROOTFS')
      },
      [`expected ${digest}`],
    ],
  ])('with %s is refused, once', async (_, spoil, says) => {
    await spoil()
    const said = await get()
    for (const part of says) expect(said).toMatch(part)
    expect(mirror.requests.filter(({ path: name }) => name === TARBALL).length).toBeLessThan(2)
  })

  it('of a list without digests is held against the one beside it', async () => {
    await put(LIST, list())
    expect(await get()).toEqual(GOOD)
  })
})

async function fault(of: string, status: number): Promise<void> {
  mirror.faults[`${TARBALL}${of}`] = { kind: 'status', status }
  return Promise.resolve()
}

describe('the signature of a minirootfs', () => {
  it.each<[SignaturePolicy]>([['when-present'], ['required']])(
    '(%s) is taken where it is good',
    async (policy) => {
      await sign(alpine)
      expect(await get(policy)).toEqual(GOOD)
      expect(lines).toContainEqual(expect.stringContaining('the signature of the minirootfs holds'))
    },
  )

  it.each<[SignaturePolicy]>([['when-present'], ['required']])(
    '(%s) is refused where it is bad',
    async (policy) => {
      using stranger = newSigner(folder, 'stranger')
      await sign(stranger)
      expect(await get(policy)).toContain(`${NAME}.asc does not hold: it is by the key`)
      await put(`${TARBALL}.asc`, '<html>log in</html>')
      expect(await get(policy)).toContain(`${NAME}.asc does not hold`)
    },
  )

  it('may be absent where it is not required, and is said to be', async () => {
    expect(await get('when-present')).toEqual(GOOD)
    expect(lines).toContainEqual(expect.stringContaining('not checked, the mirror has none'))
    expect(await get('required')).toMatch(/the mirror has no signature .*required/)
  })

  it('needs gpgv where it is required, and says which package has it', async () => {
    await sign(alpine)
    expect(await get('when-present', false)).toEqual(GOOD)
    expect(lines).toContainEqual(expect.stringContaining('this machine has no gpgv'))
    expect(await get('required', false)).toMatch(/no gpgv to check it[^]*the package gpgv/)
  })

  it('is by Alpine’s key: one that is made here is refused', async () => {
    await sign(alpine)
    const ports = enginePorts(folder)
    const fetch = networkFetch(log, ports.interrupts.abort, ports.progress)
    const found = await findMinirootfs({ mirror: mirror.url, ...WANTED }, fetch)
    if (!found) throw new Error('it is not found')
    const got = downloadMinirootfs(found, path.join(folder, 'got'), 'when-present', { ...ports, log, fetch })
    await expect(got).rejects.toThrow('not by 0482D84022F52DF1C4E7CD43293ACD0907D9495A')
  })
})
