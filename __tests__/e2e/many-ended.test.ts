import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { placeOfFile } from '../support/xarch.js'

/** One architecture fails while the root of another is made: that ends, too. */

const place = placeOfFile()

const TARBALL = '/v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz'
const LONG = 'case $(uname -m) in ppc) sleep 1; exit 3 ;; *) echo "making it"; sleep 60 ;; esac'

/** Nothing half-built is there, and nobody has a lock. */
async function expectNothingLeft(): Promise<void> {
  expect((await place.roots()).filter((name) => name.startsWith('.part.'))).toEqual([])
  const locks = path.join(place.cache, 'xarch/locks')
  for (const lock of await readdir(locks))
    execFileSync('flock', ['--nonblock', path.join(locks, lock), 'true'])
}

it.each([
  ['commands of its setup run', ['--setup', LONG], {}],
  ['its root is downloaded', ['--packages', 'no-such-package'], { [TARBALL]: { kind: 'stall' } as const }],
])('while %s', async (_, options, faults) => {
  await using mirror = await startMirror(EMBEDDED_MIRROR, { faults })
  const began = Date.now()
  const { status, stdout, stderr } = await place.sh('aarch64,ppc', 'echo ran', {
    mirror: mirror.url,
    options: ['--json', ...options],
  })
  expect(Date.now() - began).toBeLessThan(20_000)
  expect(status).toBe(125)
  expect(JSON.parse(stdout)).toMatchObject({ aarch64: { result: 'cancelled' }, ppc: { result: 'failed' } })
  expect(stderr).not.toMatch(/error: aarch64|\| ran/)
  await expectNothingLeft()
})

it('where all are to come to their ends, it is made', async () => {
  const setup = 'case $(uname -m) in ppc) exit 3 ;; *) sleep 1 ;; esac'
  const { stdout } = await place.sh('aarch64,ppc', 'true', {
    options: ['--json', '--fail-fast=false', '--setup', setup],
  })
  expect(JSON.parse(stdout)).toMatchObject({ aarch64: { result: 'passed' }, ppc: { result: 'failed' } })
})
