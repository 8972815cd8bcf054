import { generateKeyPairSync } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { EMBEDDED_KEY, EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror, type Fault } from '../support/mirror-server.js'
import { expectRefused } from '../support/refusal.js'
import { it } from '../support/side-by-side.js'
import { places, type Place } from '../support/xarch.js'

const newPlace = places()

const PACKAGES = '/v3.20/main/ppc'

describe('a key', () => {
  it('of another under the right name is refused, and nothing is kept', async () => {
    const place = await newPlace()
    const other = path.join(place.workspace, path.basename(EMBEDDED_KEY))
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    await writeFile(other, publicKey.export({ type: 'spki', format: 'pem' }))
    const ended = await place.sh('ppc', 'true', { keys: [other] })
    await expectRefused(place, 'ppc', ended, [/BAD signature/, 'wrong key'])
    expect(await place.sh('ppc', 'uname -m')).toMatchObject({ status: 0, stdout: 'ppc\n' })
  })

  it('that is no key is a wrong use', async () => {
    const place = await newPlace()
    const file = path.join(place.workspace, 'no.rsa.pub')
    await writeFile(file, 'hello\n')
    const { status: ended, stderr } = await place.sh('ppc', 'true', { keys: [file] })
    expect(ended).toBe(2)
    expect(stderr).toContain(file)
  })

  it('is not needed with --allow-untrusted, which another run does not inherit', async () => {
    const place = await newPlace()
    const options = ['--allow-untrusted']
    const trusting = await place.sh('ppc', 'uname -m', { keys: [], options })
    expect(trusting).toMatchObject({ status: 0, stdout: 'ppc\n' })
    await expectAnotherRoot(place)
  })

  it('that is missing does not matter for a minirootfs, whose digest is checked', async () => {
    const place = await newPlace()
    expect(await place.sh('aarch64', 'uname -m', { keys: [] })).toMatchObject({ status: 0 })
  })
})

async function expectAnotherRoot(place: Place): Promise<void> {
  const { status: ended, stderr } = await place.sh('ppc', 'true', { keys: [] })
  expect({ ended, untrusted: stderr.includes('UNTRUSTED') }).toEqual({ ended: 125, untrusted: true })
  const roots = await readdir(path.join(place.cache, 'xarch/roots'))
  expect(roots.filter((name) => name.includes('-ppc-'))).toHaveLength(1)
}

describe('--allow-untrusted', () => {
  it('still refuses a package whose bytes are not those of the index', async () => {
    const faults: Record<string, Fault> = { [`${PACKAGES}/busybox-*`]: { kind: 'flip' } }
    await using mirror = await startMirror(EMBEDDED_MIRROR, { faults })
    const place = await newPlace()
    const options = ['--allow-untrusted']
    const ended = await place.sh('ppc', 'true', { mirror: mirror.url, keys: [], options })
    await expectRefused(place, 'ppc', ended, ['busybox'])
  })
})
