import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newest } from '../../src/verify/apk.js'
import type { PackageRecord } from '../../src/verify/apk-format.js'
import { aKey } from './apk-keys.js'

const MIRROR = fileURLToPath(new URL('../fixtures/mirror', import.meta.url))
export const FIXTURE_KEYS = [aKey(join(MIRROR, 'keys/be-fixture@example.invalid.rsa.pub'))]

/** Has a repository for each architecture. */
export const BRANCH = join(MIRROR, 'v3.20/main')

/** A repository of packages, as it lies on a mirror. */
export interface Repository {
  readonly index: Buffer
  /** By file name. */
  readonly packages: ReadonlyMap<string, Buffer>
}

export function readRepository(folder: string): Repository {
  const names = readdirSync(folder).filter((name) => name.endsWith('.apk'))
  return {
    index: readFileSync(join(folder, 'APKINDEX.tar.gz')),
    packages: new Map(names.map((name) => [name, readFileSync(join(folder, name))])),
  }
}

export function bytesOf({ packages }: Repository, { name, version }: PackageRecord): Buffer {
  const bytes = packages.get(`${name}-${version}.apk`)
  if (bytes === undefined) throw new Error(`no package ${name}-${version}.apk`)
  return bytes
}

export function recordOf(records: readonly PackageRecord[], name: string): PackageRecord {
  const record = newest(records, name)
  if (record === undefined) throw new Error(`no record of ${name}`)
  return record
}
