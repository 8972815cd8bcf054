import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { triedAtOnce } from '../support/tried-at-once.js'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror, type Fault } from '../support/mirror-server.js'
import { expectRefused } from '../support/refusal.js'
import { placeOfCase, places } from '../support/xarch.js'

const newPlace = places()

const RELEASES = '/v3.20/releases/aarch64'
const TARBALL = `${RELEASES}/alpine-minirootfs-3.20.3-aarch64.tar.gz`
const LIST = `${RELEASES}/latest-releases.yaml`
const PACKAGES = '/v3.20/main/ppc'

interface Case {
  readonly why: string
  readonly arch: string
  readonly faults: Record<string, Fault>
  /** What the message has to name. */
  readonly says: (string | RegExp)[]
  readonly keys?: readonly string[]
}

describe('a mirror that serves wrong things', () => {
  const CASES: Case[] = [
    {
      why: 'a flipped bit in the tarball',
      arch: 'aarch64',
      faults: { [TARBALL]: { kind: 'flip' } },
      says: ['sha512 of alpine-minirootfs-3.20.3-aarch64.tar.gz is', /expected [0-9a-f]{128}/, TARBALL],
    },
    {
      why: 'a tarball that breaks off',
      arch: 'aarch64',
      faults: { [TARBALL]: { kind: 'truncated' } },
      says: [TARBALL, /ended after \d+ of 3947906 bytes|reset|aborted/, 'tried 4 times'],
    },
    {
      why: 'a tarball that is shorter',
      arch: 'aarch64',
      faults: { [TARBALL]: { kind: 'short' } },
      says: ['sha512 of', TARBALL],
    },
    {
      why: 'another architecture’s tarball',
      arch: 'aarch64',
      faults: { [TARBALL]: { kind: 'redirect', to: TARBALL.replaceAll('aarch64', 'x86_64') } },
      says: ['sha512 of', TARBALL],
    },
    {
      why: 'a tarball that is not there',
      arch: 'aarch64',
      faults: { [TARBALL]: { kind: 'status', status: 404 } },
      says: [TARBALL, '404'],
    },
    {
      why: '404 for everything',
      arch: 'aarch64',
      faults: { '/*': { kind: 'status', status: 404 } },
      says: ['nothing for aarch64', 'v3.20', 'branch'],
    },
    {
      why: '403 for everything',
      arch: 'aarch64',
      faults: { '/*': { kind: 'status', status: 403 } },
      says: ['403', '/v3.20/'],
    },
    {
      why: 'a captive portal',
      arch: 'aarch64',
      faults: { '/*': { kind: 'html' } },
      says: ['web page', LIST],
    },
    {
      why: 'a portal in the tarball’s place',
      arch: 'aarch64',
      faults: { [TARBALL]: { kind: 'html' } },
      says: ['sha512 of', 'web page', TARBALL],
    },
    {
      why: 'no digest beside the tarball',
      arch: 'aarch64',
      faults: { [`${TARBALL}.sha512`]: { kind: 'status', status: 404 } },
      says: ['does not have it', `${TARBALL}.sha512`],
    },
    {
      why: 'a redirect to itself',
      arch: 'aarch64',
      faults: { [LIST]: { kind: 'redirect', to: LIST } },
      says: [LIST],
    },
    {
      why: 'a package with a flipped bit in its data',
      arch: 'ppc',
      faults: { [`${PACKAGES}/busybox-1.35.0-r0.apk`]: { kind: 'flip' } },
      says: ['busybox', 'ppc', /BAD|damaged|ERROR/],
    },
    {
      why: 'a package with a flipped bit in its signature',
      arch: 'ppc',
      faults: { [`${PACKAGES}/musl-1.2.3-r0.apk`]: { kind: 'flip', at: 700 } },
      says: ['musl', 'ppc'],
    },
    {
      why: 'a package in another’s place, well signed',
      arch: 'ppc',
      faults: { [`${PACKAGES}/musl-1.2.3-r0.apk`]: { kind: 'redirect', to: `${PACKAGES}/make-4.3-r0.apk` } },
      says: ['musl', 'ppc'],
    },
    {
      why: 'another architecture’s package of the same name, well signed',
      arch: 'ppc',
      faults: { [`${PACKAGES}/musl-*`]: { kind: 'redirect', to: '/v3.20/main/ppc64/musl-1.2.3-r0.apk' } },
      says: ['musl', 'ppc'],
    },
    {
      why: 'a package that is not there',
      arch: 'ppc',
      faults: { [`${PACKAGES}/busybox-*`]: { kind: 'status', status: 404 } },
      says: ['busybox', 'ppc'],
    },
    {
      why: 'a changed index',
      arch: 'ppc',
      faults: { [`${PACKAGES}/APKINDEX.tar.gz`]: { kind: 'flip' } },
      says: ['ppc'],
    },
    {
      why: 'a native minirootfs that was changed, of which apk is taken',
      arch: 'ppc',
      faults: { [TARBALL.replaceAll('aarch64', 'x86_64')]: { kind: 'flip' } },
      says: ['sha512 of alpine-minirootfs-3.20.3-x86_64.tar.gz is'],
    },
    { why: 'packages whose key nobody gave', arch: 'ppc', faults: {}, keys: [], says: ['UNTRUSTED', 'keys'] },
  ]

  const tried = triedAtOnce(CASES, async ({ arch, faults, says, keys = [EMBEDDED_KEY] }) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    for (const [name, fault] of Object.entries(faults)) mirror.faults[name] = absolute(fault, mirror.url)
    await using place = await placeOfCase()
    await expectRefused(place, arch, await place.sh(arch, 'true', { mirror: mirror.url, keys }), says)

    for (const name of Object.keys(mirror.faults)) Reflect.deleteProperty(mirror.faults, name)
    const next = await place.sh(arch, 'uname -m', { mirror: mirror.url })
    expect(next).toMatchObject({ status: 0, stdout: `${arch}\n` })
  })

  it.each(CASES)('($why) is refused, and of use once it is right again', (given) => {
    tried(given)
  })

  it('a wrong sha512 in the list of releases is refused, and the tarball not used', async () => {
    const place = await newPlace()
    const copy = path.join(place.workspace, 'mirror')
    await cp(path.join(EMBEDDED_MIRROR, 'v3.20'), path.join(copy, 'v3.20'), { recursive: true })
    const list = path.join(copy, LIST)
    const right = await readFile(list, 'utf8')
    await writeFile(list, right.replace(/(sha512: )./, '$1g'.replace('g', '0')))
    const wrong = await place.sh('aarch64', 'true', { mirror: 'file:mirror' })
    await expectRefused(place, 'aarch64', wrong, ['sha512 of alpine-minirootfs', 'expected 0'])
    await writeFile(list, right)
    expect(await place.sh('aarch64', 'true', { mirror: 'file:mirror' })).toMatchObject({ status: 0 })
  })
})

/** Redirects name their whole address. */
function absolute(fault: Fault, url: string): Fault {
  return fault.kind === 'redirect' ? { ...fault, to: url + fault.to } : fault
}

describe('a mirror that sends elsewhere', () => {
  it.each(['', 'http://other'])('(by an address that begins with "%s") is followed', async (other) => {
    await using elsewhere = await startMirror(EMBEDDED_MIRROR)
    const moved = '/latest-stable/releases/aarch64/'
    const to = moved + path.basename(TARBALL)
    await using mirror = await startMirror(EMBEDDED_MIRROR, {
      faults: { [TARBALL]: { kind: 'redirect', to: other === '' ? to : elsewhere.url + to } },
    })
    const place = await newPlace()
    const ended = await place.sh('aarch64', 'uname -m', { mirror: mirror.url })
    expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status: 0 })
    expect(ended.stdout).toBe('aarch64\n')
  })
})

describe('a mirror that is busy', () => {
  const CASES: { why: string; name: string; fault: Fault }[] = [
    { why: '503 twice with Retry-After', name: LIST, fault: status(503, 2) },
    { why: '429 once with Retry-After', name: TARBALL, fault: status(429, 1) },
    { why: 'a reset', name: TARBALL, fault: { kind: 'reset', times: 1 } },
    { why: 'a tarball that breaks off once', name: TARBALL, fault: { kind: 'truncated', times: 1 } },
  ]

  const tried = triedAtOnce(CASES, async ({ name, fault }) => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults: { [name]: fault } })
    await using place = await placeOfCase()
    const ended = await place.sh('aarch64', 'uname -m', { mirror: mirror.url })
    expect(ended).toMatchObject({ status: 0, stdout: 'aarch64\n' })
    expect(mirror.requests.filter((request) => request.path === name)).toHaveLength((fault.times ?? 0) + 1)
  })

  it.each(CASES)('($why) is asked again', (given) => {
    tried(given)
  })

  it('is not asked again where it says 404', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults: { [TARBALL]: status(404) } })
    const place = await newPlace()
    expect(await place.sh('aarch64', 'true', { mirror: mirror.url })).toMatchObject({ status: 125 })
    expect(mirror.requests.filter((request) => request.path === TARBALL)).toHaveLength(1)
  })

  it('that is not there at all is named, with what to do', async () => {
    const place = await newPlace()
    const ended = await place.sh('aarch64', 'true', { mirror: 'http://127.0.0.1:9' })
    await expectRefused(place, 'aarch64', ended, ['http://127.0.0.1:9/v3.20/', /ECONNREFUSED|refused/])
  })
})

function status(code: number, times?: number): Fault {
  return { kind: 'status', status: code, retryAfter: 0, ...(times === undefined ? {} : { times }) }
}
