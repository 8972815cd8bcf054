import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { RootPlan } from '../plan/roots.js'
import type { Expected, Ports } from '../platform/ports.js'
import { withTemporaryFolder } from '../platform/temporary.js'
import { Refused } from '../report/errors.js'
import { masked, withoutPassword } from '../report/masked.js'
import { wrongDigest } from '../verify/digest.js'
import { installAlpinePackages } from './packages.js'
import type { RootContext } from './context.js'
import { bootstrapDebian } from './debian/build.js'
import { debianJob, fetchedFrom } from './debian/plan.js'
import { unpackImage } from './image/unpack-image.js'
import { isInside } from './inside.js'
import type { Fetched } from './manifest.js'
import { findMinirootfs, type Minirootfs } from './minirootfs.js'
import { downloadMinirootfs } from './release.js'
import { findRepositories, localFolder, repositoryUrl } from './repositories.js'
import { unpack } from './unpack.js'
import { imageVariables } from '../sandbox/environment.js'

/** What a step of a build has to tell. */
export interface Made {
  /** One line: where it came from; undefined where the step adds to what was there. */
  readonly source?: string
  readonly fetched: readonly Fetched[]
  /** Variables for what runs in it. */
  readonly environment?: Readonly<Record<string, string>>
}

type Maker = (plan: RootPlan, root: string, context: RootContext) => Promise<Made>

/** Makes the root that all else is added to, in the new folder `root`. Throws `Failed` or `Refused`. */
export const makeBase: Maker = (plan, root, context) => {
  switch (plan.source.kind) {
    case 'debian':
      return makeDebian(plan, root, context)
    case 'image':
      return makeFromImage(plan, root, context)
    case 'path':
    case 'url':
      return makeFromTarball(plan, root, context)
    default:
      return makeAlpine(plan, root, context)
  }
}

const makeAlpine: Maker = async (plan, root, context) => {
  const { ports } = context
  const [minirootfs, repositories] = await Promise.all([
    plan.source.kind === 'apk' ? undefined : findMinirootfs(plan, ports.fetch),
    findRepositories(plan, ports.fetch),
  ])
  if (minirootfs) return unpackMinirootfs(minirootfs, plan, repositories, root, ports)
  if (plan.source.kind === 'minirootfs') throw noMinirootfs(plan)
  if (repositories.length === 0) throw nothingThere(plan)
  await ports.exec.run({
    argv: ['mkdir', '-m', '755', '--', root],
    why: `make the folder ${root}`,
    privileged: true,
  })
  const add = (packages: readonly string[], isNew: boolean): Promise<Fetched[]> =>
    installAlpinePackages({ packages, repositories, isNew }, plan, root, context)
  const fetched = await add(plan.basePackages, true)
  if (repositories.some(isHttps) && !(await hasCertificates(root))) {
    const added = await add(['ca-certificates'], false).catch((error: unknown) => {
      ports.log.warning(
        `${plan.arch.name}: the repositories have no ca-certificates, so HTTPS will not work inside: ${(error as Error).message.split('\n')[0] ?? ''}`,
      )
      return []
    })
    fetched.push(...added.filter(({ source }) => fetched.every((one) => one.source !== source)))
  }
  return { source: masked(`apk bootstrap from ${plan.mirror}, ${plan.branch}`), fetched }
}

const isHttps = (line: string): boolean => repositoryUrl(line).startsWith('https:')

async function hasCertificates(root: string): Promise<boolean> {
  return (await isInside(root, 'etc/ssl/certs/ca-certificates.crt')) || isInside(root, 'etc/ssl/cert.pem')
}

/** Nothing is unpacked before all of it has arrived and was verified. */
export async function unpackMinirootfs(
  minirootfs: Minirootfs,
  plan: RootPlan,
  repositories: readonly string[],
  root: string,
  ports: Ports,
): Promise<Made> {
  const { url, version } = minirootfs
  const fetched = await withTemporaryFolder(ports.paths.temporary, async (folder) => {
    ports.log.info(`downloading the minirootfs ${version}: ${url}`)
    const download = downloadMinirootfs(minirootfs, folder, plan.signature, ports)
    const remote = repositories
      .filter((line) => localFolder(repositoryUrl(line)) === undefined)
      .map(withoutPassword)
    await unpack({ file: download.then(({ file }) => file), source: url }, root, remote, ports)
    return { source: url, algorithm: 'sha512' as const, digest: (await download).digest }
  })
  return {
    source: masked(`minirootfs ${version} from ${plan.mirror}, ${plan.branch}`),
    fetched: [{ ...fetched, source: masked(url) }],
  }
}

const makeDebian: Maker = async (plan, root, { ports, runnable }) => {
  await runnable
  const { suite, ...job } = debianJob(plan, root)
  const { version, fetched } = await bootstrapDebian({ ...job, suite, packages: [] }, ports)
  const name = `${job.distribution} ${suite}${version === null ? '' : ` (${version})`}`
  return { source: `${name} by mmdebstrap`, fetched: fetchedFrom(fetched) }
}

const makeFromImage: Maker = async ({ source, arch }, root, { ports }) => {
  if (source.kind !== 'image') throw new Error(`${source.kind} is no image`)
  const { image } = source
  ports.log.info(`${arch.name}: getting the image ${image}`)
  const { digest, tool, environment } = await unpackImage({ image, arch, target: root }, ports)
  ports.log.info(`${arch.name}: the image ${image} has the digest ${digest} (by ${tool})`)
  return {
    source: `image ${image}, ${digest}`,
    fetched: [{ source: `docker://${image}`, algorithm: 'sha256', digest: digest.replace('sha256:', '') }],
    environment: imageVariables(environment),
  }
}

const makeFromTarball: Maker = async ({ source, digest }, root, { ports }) => {
  if (source.kind === 'path') {
    if (!digest) {
      await ports.progress.during(`copying ${source.path}`, () =>
        ports.exec.run({
          argv: ['cp', '-a', '--reflink=auto', '--', `${source.path}/.`, root],
          why: `copy the folder ${source.path}`,
          privileged: true,
        }),
      )
      return { source: `folder ${source.path}`, fetched: [] }
    }
    await unpackVerified(source.path, digest, root, ports)
    return { source: `tarball ${source.path}`, fetched: [{ source: source.path, ...digest }] }
  }
  if (source.kind !== 'url') throw new Error(`${source.kind} is no tarball`)
  const { url, checksum } = source
  return withTemporaryFolder(ports.paths.temporary, async (folder) => {
    const file = join(folder, 'tarball')
    ports.log.info(`downloading ${url}`)
    const got = await ports.fetch.file(url, file, checksum)
    await unpack({ file, source: url }, root, [], ports)
    const { algorithm, digest: sum } = got
    return { source: masked(`tarball ${url}`), fetched: [{ source: masked(url), algorithm, digest: sum }] }
  })
}

/** The digest was taken when the key of the root was made: the file may be another by now. */
async function unpackVerified(path: string, expected: Expected, root: string, ports: Ports): Promise<void> {
  const hash = createHash(expected.algorithm)
  const onRead = (chunk: Buffer): void => {
    hash.update(chunk)
  }
  const verify = (): void => {
    const digest = hash.digest('hex')
    if (digest !== expected.digest) throw wrongDigest(path, expected, digest)
  }
  await unpack({ file: path, source: path, onRead, verify }, root, [], ports)
}

function noMinirootfs({ arch, branch, mirror }: RootPlan): Refused {
  return new Refused({
    what: `the mirror has no minirootfs for ${arch.name} in the branch ${branch}`,
    source: `${mirror}/${branch}/releases/${arch.name}`,
    todo: 'Check the branch and the mirror, or let apk make the root (input "rootfs": auto or apk).',
  })
}

function nothingThere({ arch, branch, mirror }: RootPlan): Refused {
  return new Refused({
    what: `the mirror has nothing for ${arch.name} in the branch ${branch}: neither a minirootfs nor packages`,
    source: `${mirror}/${branch}`,
    todo: 'Check the branch and the mirror, or name repositories that have the architecture (input "repositories").',
  })
}
