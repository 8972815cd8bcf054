import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cpu } from '../arch/architectures.js'
import { Failed } from '../report/errors.js'
import { alpineKeys, type PublicKey } from '../rootfs/keys.js'
import type { PackageRecord } from '../verify/apk-format.js'
import { newest, readIndex, verifyPackage } from '../verify/apk.js'
import { isVersion, type Candidate, type Unavailable } from './emulator.js'
import type { EmulatorContext } from './provide.js'

/** Alpine's packages of emulators: one static file each, without dependencies. */
const SECTION = 'latest-stable/community'
const INDEX_BYTES = 16 * 1024 * 1024
const PACKAGE_BYTES = 64 * 1024 * 1024

/**
 * Emulators out of Alpine's packages `qemu-<cpu>` for this machine's architecture: index and package are verified by
 * their signatures, then the one file is taken out.
 * @param folder where the files go
 * @returns a file for each cpu that the mirror has, in the version asked for; or why it cannot be had
 */
export async function downloadFromApk(
  cpus: readonly Cpu[],
  folder: string,
  context: EmulatorContext,
): Promise<ReadonlyMap<Cpu, Candidate | Unavailable>> {
  const { fetch, packages, paths, request } = context
  const base = `${packages.mirror}/${SECTION}/${packages.hostArch}`
  const indexUrl = `${base}/APKINDEX.tar.gz`
  const bytes = await fetch.bytes(indexUrl, INDEX_BYTES, 'index of emulators')
  if (bytes === undefined) return new Map()
  const keys = [...(await alpineKeys(packages.hostArch, paths.assets)), ...packages.keys]
  const index = readIndex(bytes, keys, indexUrl)
  const files = await Promise.all(
    cpus.map(async (cpu) => {
      const record = newest(index, `qemu-${cpu}`)
      if (!record || !isVersion(record.version.replace(/-r\d+$/, ''), request.version)) return []
      const url = `${base}/${record.name}-${record.version}.apk`
      const got = fromPackage(cpu, record, url, keys, folder, context)
      return [[cpu, await got.catch((cause: unknown) => ({ cpu, cause }))] as const]
    }),
  )
  return new Map(files.flat())
}

async function fromPackage(
  cpu: Cpu,
  record: PackageRecord,
  url: string,
  keys: readonly PublicKey[],
  folder: string,
  context: EmulatorContext,
): Promise<Candidate> {
  context.log.info(`downloading ${url}`)
  const archive = await context.fetch.bytes(url, PACKAGE_BYTES, `qemu-${cpu}`)
  if (archive === undefined) throw gone(url)
  const file = await takeOut(cpu, verifyPackage(archive, record, keys, url), folder, context)
  const release = /-(r\d+)$/.exec(record.version)?.[1]
  return { file, ...(release === undefined ? {} : { release }) }
}

/** Takes the emulator out of a package's verified data, a gzipped tar. */
async function takeOut(cpu: Cpu, data: Buffer, folder: string, { exec }: EmulatorContext): Promise<string> {
  const place = join(folder, cpu)
  await mkdir(place)
  await writeFile(join(place, 'data.tar.gz'), data)
  const member = `usr/bin/qemu-${cpu}`
  const argv = [
    'tar',
    '-xz',
    '-f',
    join(place, 'data.tar.gz'),
    '-C',
    place,
    '--no-same-owner',
    '--',
    member,
  ] as const
  await exec.run({ argv, why: `unpack qemu-${cpu}` })
  return join(place, member)
}

function gone(url: string): Failed {
  return new Failed({
    what: 'the index names a package that the mirror does not have (it is just being changed?)',
    source: url,
    todo: 'Try again in a minute, or take another mirror (input "mirror").',
  })
}
