import { join } from 'node:path'
import type { RootPlan } from '../plan/roots.js'
import { withLock } from '../platform/lock.js'
import { Refused } from '../report/errors.js'
import { installPackages } from './apk.js'
import type { Made } from './base.js'
import type { RootContext } from './context.js'
import { namesInside, readInside } from './inside.js'
import { alpineKeys, publicKey, type PublicKey } from './keys.js'
import { kindOf } from './kind.js'
import { findRepositories } from './repositories.js'
import { isAlpine } from './source.js'

/** Adds the plan's packages to a root, with the package manager that it has. Throws `Failed` or `Refused`. */
export async function addPackages(plan: RootPlan, root: string, context: RootContext): Promise<Made> {
  const { packages } = plan
  const kind = await kindOf(root)
  if (kind === 'alpine') {
    const repositories = isAlpine(plan.source)
      ? await findRepositories(plan, context.ports.fetch)
      : [...(await ownRepositories(root)), ...plan.repositories]
    await installAlpinePackages({ packages, repositories, isNew: false }, plan, root, context)
    return { fetched: [] }
  }
  throw new Refused({
    what: `packages: got ${packages.join(' ')}; the root has neither apk nor apt to install them with`,
    source: plan.ingredients['rootfs'] ?? '',
    todo: 'Install them by commands of the input "setup", with the package manager that the root has.',
  })
}

interface AlpineWork {
  readonly packages: readonly string[]
  readonly repositories: readonly string[]
  readonly isNew: boolean
}

/** Installs packages with a native apk; those that were downloaded are shared with later builds. */
export async function installAlpinePackages(
  { packages, repositories, isNew }: AlpineWork,
  { arch, source, allowUntrusted, steps, ...plan }: RootPlan,
  root: string,
  context: RootContext,
): Promise<void> {
  const { ports } = context
  const [installer, handlers] = await Promise.all([
    context.installer(isNew ? steps[0]?.key : undefined),
    context.runnable,
  ])
  ports.log.info(`${arch.name}: installing ${packages.join(' ')}`)
  if (allowUntrusted)
    ports.log.warning(
      `${arch.name}: packages are installed also where nobody has signed them (allow-untrusted)`,
    )
  const own = isNew || isAlpine(source) ? [] : await ownKeys(root)
  const keys = [...(await alpineKeys(arch.name, ports.paths.assets)), ...own, ...plan.keys]
  const job = { target: root, arch, packages, repositories, keys, allowUntrusted, isNew, handlers }
  const downloads = join(ports.paths.store, 'apk', arch.name)
  const waiting = (by: string): void => {
    ports.log.info(`${arch.name}: waiting for ${by}, which installs packages`)
  }
  await withLock(join(ports.paths.store, 'locks', `apk-${arch.name}`), ports, waiting, () =>
    installPackages({ ...job, downloads }, installer, ports),
  )
}

/** What a root of Alpine that came as an image or a tarball names itself. */
async function ownRepositories(root: string): Promise<string[]> {
  const text = (await readInside(root, 'etc/apk/repositories')) ?? ''
  return text.split('\n').filter((line) => /^\s*[^#\s]/.test(line))
}

async function ownKeys(root: string): Promise<PublicKey[]> {
  const names = await namesInside(root, 'etc/apk/keys')
  const keys = await Promise.all(
    names.map(async (name) => {
      const pem = await readInside(root, `etc/apk/keys/${name}`)
      return pem === undefined ? undefined : tried(name, pem)
    }),
  )
  return keys.filter((key) => key !== undefined)
}

function tried(name: string, pem: string): PublicKey | undefined {
  try {
    return publicKey(name, pem)
  } catch {
    return undefined
  }
}
