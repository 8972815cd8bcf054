import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { networkFetch } from '../../src/platform/fetch.js'
import { findMinirootfs } from '../../src/rootfs/minirootfs.js'
import { downloadMinirootfs } from '../../src/rootfs/release.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { enginePorts } from '../support/engine.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Minirootfs as they have been published. */

const newFolder = temporaryFolders()
watchMachine()

const SHARED = process.env['XARCH_TEST_SHARED'] ?? path.join(REPOSITORY, '../shared')

describe.each([
  ['v3.20', ['aarch64', 'armhf', 'armv7', 'ppc64le', 'riscv64', 's390x', 'x86', 'x86_64']],
  ['v3.19', ['aarch64', 'x86_64']],
  ['v3.13', ['aarch64', 'x86_64']],
])('Alpine’s own %s', (branch, architectures) => {
  const base = path.join(SHARED, 'alpine-mirror')
  const found = existsSync(path.join(base, branch))
  const skipped = found
    ? ''
    : ` (skipped: there is no ${base}; XARCH_TEST_SHARED names the folder that has it)`

  ;(found ? it.each : it.skip.each)(architectures)(`is found and verified: %s${skipped}`, async (name) => {
    const folder = await newFolder()
    const ports = enginePorts(folder)
    const fetch = networkFetch(ports.log, ports.interrupts.abort, ports.progress)
    const wanted = { mirror: pathToFileURL(base).href, branch, arch: { name } }
    const release = await findMinirootfs(wanted, fetch)
    if (!release) throw new Error('it is not found')
    expect(release.version).toMatch(new RegExp(`^${branch.slice(1).replace('.', '\\.')}\\.\\d+$`))
    const got = await downloadMinirootfs(release, folder, 'when-present', { ...ports, fetch })
    expect(got.digest).toBe(release.sha512)
  })
})

describe('the mirror of the repository', () => {
  it.each(['aarch64', 'x86_64'])('has all that vouches for a minirootfs: %s', async (name) => {
    const files = await readdir(path.join(EMBEDDED_MIRROR, 'v3.20/releases', name))
    const tarball = files.find((file) => file.endsWith('.tar.gz')) ?? ''
    expect(files).toEqual(expect.arrayContaining([`${tarball}.sha512`, 'latest-releases.yaml']))
  })
})
