import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { alpineKeys } from '../../src/rootfs/keys.js'
import { newest, readIndex, verifyPackage } from '../../src/verify/apk.js'
import { BRANCH, bytesOf, FIXTURE_KEYS, readRepository } from '../support/apk-repository.js'
import { SOURCE } from '../support/apk-verdict.js'

const ARCHITECTURES = ['mips64', 'ppc', 'ppc64']

describe.each(ARCHITECTURES)('the repository of %s in the fixture', (arch) => {
  const repository = readRepository(join(BRANCH, arch))
  const { index, packages } = repository
  const records = readIndex(index, FIXTURE_KEYS, SOURCE)

  it('has a good index: names, versions, sizes, digests, dependencies', () => {
    expect(records.map(({ name, version }) => `${name}-${version}.apk`).sort()).toEqual(
      [...packages.keys()].sort(),
    )
    const busybox = newest(records, 'busybox')
    expect(busybox).toMatchObject({ version: '1.35.0-r0', arch, checksum: { algorithm: 'sha1' } })
    expect(busybox?.sizeBytes).toBe(packages.get('busybox-1.35.0-r0.apk')?.length)
    expect(newest(records, 'alpine-base')?.depends).toContain('busybox')
  })

  it('has good packages: what comes out is the data member as it was', () => {
    for (const record of records) {
      const bytes = bytesOf(repository, record)
      const data = verifyPackage(bytes, record, FIXTURE_KEYS, SOURCE)
      expect(data.equals(bytes.subarray(bytes.length - data.length))).toBe(true)
      expect(gunzipSync(data).length % 512).toBe(0)
    }
  })
})

const SHARED = process.env.XARCH_TEST_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const ALPINE = [
  ['v3.19/main/x86_64', 'x86_64'],
  ['v3.13/main/aarch64', 'aarch64'],
] as const

describe.each(ALPINE)("Alpine's own %s", (path, arch) => {
  const folder = join(SHARED, 'alpine-mirror', path)
  const found = existsSync(join(folder, 'APKINDEX.tar.gz'))
  const skipped = found
    ? ''
    : ` (skipped: there is no ${folder}; XARCH_TEST_SHARED names the folder that has it)`

  ;(found ? it : it.skip)(`is good, index and packages${skipped}`, async () => {
    const keys = await alpineKeys(arch, fileURLToPath(new URL('../../src', import.meta.url)))
    const repository = readRepository(folder)
    const records = readIndex(repository.index, keys, folder)
    expect(records).toHaveLength(repository.packages.size)
    for (const record of records) {
      expect(newest(records, record.name)).toBe(record)
      expect(verifyPackage(bytesOf(repository, record), record, keys, folder).length).toBeGreaterThan(0)
    }
  })
})
