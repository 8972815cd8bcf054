import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cpu } from '../arch/architectures.js'
import type { Command, Exec, Log, Output, Paths, Progress } from '../platform/ports.js'
import { Failed } from '../report/errors.js'

interface AptPorts {
  readonly proxies: Readonly<Record<string, string>>
  readonly exec: Exec
  readonly log: Log
  readonly paths: Paths
  readonly progress: Progress
}

/** Packages with static emulators, and how their files end. From Debian 13 and Ubuntu 26.04 on `qemu-user` is static. */
const PACKAGES = [
  { name: 'qemu-user-static', suffix: '-static' },
  { name: 'qemu-user', suffix: '' },
] as const

/**
 * Emulators out of the distribution's package, which is downloaded by apt (and so verified) but not installed: its
 * installation would register handlers for everything.
 * @param folder where the package and the files go
 * @returns a file for each cpu that the packages have
 */
export async function downloadFromApt(
  cpus: readonly Cpu[],
  folder: string,
  ports: AptPorts,
): Promise<ReadonlyMap<Cpu, { readonly file: string }>> {
  const files = new Map<Cpu, { readonly file: string }>()
  let refreshed = false
  for (const { name, suffix } of PACKAGES) {
    const missing = cpus.filter((cpu) => !files.has(cpu))
    if (missing.length === 0) break
    ports.log.info(`downloading the package ${name} for qemu-${missing.join(', qemu-')}`)
    const target = join(folder, name)
    await mkdir(target)
    const download = await ports.progress.during(`the package ${name}`, () =>
      downloadPackage(name, target, { mayRefresh: !refreshed }, ports),
    )
    refreshed ||= download.hasRefreshed
    const archive = (await readdir(target)).find((file) => file.endsWith('.deb'))
    if (download.status !== 0 || archive === undefined) {
      ports.log.debug(`apt has no ${name}: ${download.stderr.trim()}`)
      continue
    }
    await ports.exec.run(
      extracting(
        join(target, archive),
        target,
        missing.map((cpu) => member(cpu, suffix)),
        ports,
      ),
    )
    for (const cpu of missing) {
      const file = join(target, member(cpu, suffix))
      if (await isRegular(file)) files.set(cpu, { file })
    }
  }
  if (files.size === 0) throw unavailable(cpus)
  return files
}

/** With new lists of packages, where it cannot be had by those that are there. */
async function downloadPackage(
  name: string,
  folder: string,
  { mayRefresh }: { readonly mayRefresh: boolean },
  { exec, proxies }: AptPorts,
): Promise<Output & { readonly hasRefreshed: boolean }> {
  const first = await exec.attempt(downloading(name, folder))
  if (first.status === 0 || !mayRefresh) return { ...first, hasRefreshed: false }
  await exec.attempt({ ...REFRESH, env: proxies }) // one broken list of many makes it fail: the download tells
  return { ...(await exec.attempt(downloading(name, folder))), hasRefreshed: true }
}

const member = (cpu: Cpu, suffix: string): string => `./usr/bin/qemu-${cpu}${suffix}`

function downloading(name: string, folder: string): Command {
  return { argv: ['apt-get', '-q', 'download', name], cwd: folder, why: `download the package ${name}` }
}

/** Machines come with empty or old lists of packages. */
const REFRESH: Command = {
  argv: ['apt-get', '-q', 'update'],
  privileged: true,
  why: "refresh apt's lists of packages",
}

function extracting(
  archive: string,
  folder: string,
  members: readonly string[],
  { paths }: AptPorts,
): Command {
  return {
    argv: ['bash', join(paths.assets, 'qemu/extract.sh'), archive, folder, ...members],
    why: `unpack ${archive}`,
  }
}

async function isRegular(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
}

function unavailable(cpus: readonly Cpu[]): Failed {
  return new Failed({
    what: `apt has no package with qemu-${cpus.join(', qemu-')}`,
    todo: 'On Debian or Ubuntu check /etc/apt/sources.list (Ubuntu: the component "universe"); elsewhere install a static qemu-user.',
  })
}
