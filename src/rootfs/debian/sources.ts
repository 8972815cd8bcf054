import { withoutPassword } from '../../report/masked.js'
import { type Archive, type Distribution, MOVING, type Wanted } from './archives.js'
import { localFolder } from '../repositories.js'

/** What a machine's own apt is set to, as texts; read at once, judged by pure functions. */
export interface MachineApt {
  /** ID of os-release: `debian`, `ubuntu` or another. */
  readonly distribution: string
  readonly codename: string
  /** Lines of `ORIGIN|URI|RELEASE|COMPONENT`, from `apt-get indextargets`. */
  readonly targets: string
  /** `apt-config dump`. */
  readonly settings: string
}

/** Where packages come from: lines of sources.list(5). */
export interface Sources {
  /** For this machine's apt. */
  readonly used: readonly string[]
  /** For the root: what cannot be reached from inside is not in them, nor a password. */
  readonly left: readonly string[]
  /** They are those that the machine itself uses. */
  readonly areOwn: boolean
}

export interface WantedSources extends Wanted {
  readonly repositories: readonly string[]
  readonly keys: readonly string[]
  readonly allowUntrusted: boolean
}

/**
 * The sources of a root that is to be made, or gets packages. The suite is what the user has named: os-release of a root
 * may call it otherwise (that of sid has the name of the release to come).
 */
export function decideSources(wanted: WantedSources, archive: Archive, machine: MachineApt): Sources {
  const own = wanted.mirror === undefined ? ownSources(wanted, archive, machine) : []
  const base = own.length > 0 ? own : baseSources(wanted, archive)
  const used = [...base, ...repositoryLines(wanted, archive)]
  return { used, left: leftOf(used), areOwn: own.length > 0 }
}

/** The user's mirror alone, or the archive's own hosts with the updates of a release. */
function baseSources(wanted: WantedSources, archive: Archive): string[] {
  const { suite, mirror } = wanted
  if (mirror !== undefined) return [fromUser(wanted, archive, mirror)]
  const line = (url: string, name: string): string => signed(archive, `${url} ${name} ${archive.components}`)
  if (archive.security === null) return [suite, 'unreleased'].map((name) => line(archive.mirror, name))
  if (!isReleased(suite)) return [line(archive.mirror, suite)]
  return [
    line(archive.mirror, suite),
    line(archive.mirror, `${suite}-updates`),
    line(archive.security, `${suite}-security`),
  ]
}

/** The mirrors that the machine uses for what it is itself; none where it is something else. */
function ownSources({ distribution, suite }: WantedSources, archive: Archive, machine: MachineApt): string[] {
  if (machine.distribution !== distribution || archive.security === null) return []
  const lines = machine.targets.split('\n').flatMap((target) => {
    const [origin = '', url = '', release = '', component] = target.split('|')
    const suffix = suffixOf(release, machine.codename)
    if (component !== 'main' || suffix === undefined || !isOfDistribution(distribution, origin, url))
      return []
    if (distribution === 'ubuntu' && url.includes('ports') !== archive.mirror.includes('ports')) return []
    if (suffix !== '' && !isReleased(suite)) return []
    return [{ suffix, line: signed(archive, `${withoutSlash(url)} ${suite}${suffix} ${archive.components}`) }]
  })
  return lines.some(({ suffix }) => suffix === '') ? [...new Set(lines.map(({ line }) => line))] : []
}

/** What stands behind the name of the machine's own release; undefined for other suites. */
function suffixOf(release: string, codename: string): string | undefined {
  const [, name, suffix = ''] =
    /^([a-z]+?)(-updates|-security)?$/.exec(release.replace('/updates', '-security')) ?? []
  const names = [codename, 'stable', 'oldstable', 'testing', ...MOVING]
  return name !== undefined && names.includes(name) ? suffix : undefined
}

/** Others publish for a release of a distribution too: what they say they are tells, or else the name of the folder. */
function isOfDistribution(distribution: Distribution, origin: string, url: string): boolean {
  if (!/^https?:/.test(url)) return false // a list of mirrors, a CD: unknown inside
  if (origin !== '') return origin.toLowerCase() === distribution
  return /\/(debian|debian-security|ubuntu|ubuntu-ports)\/?$/.test(url)
}

/** Whether a suite has updates beside it. */
const isReleased = (suite: string): boolean => !/^(sid|unstable|testing|experimental)$|-/.test(suite)

/** Lines for the repositories that the user named, as URLs or as such lines. */
function repositoryLines(wanted: WantedSources, archive: Archive): string[] {
  return wanted.repositories.map((repository) =>
    repository.startsWith('deb ')
      ? trusting(wanted, repository)
      : trusting(wanted, `deb ${repository} ${wanted.suite} ${archive.components}`),
  )
}

/** The line of the user's mirror: signed by the distribution unless keys were named or none is wanted. */
function fromUser(wanted: WantedSources, archive: Archive, mirror: string): string {
  const rest = `${withoutSlash(mirror)} ${wanted.suite} ${archive.components}`
  return needsKeyring(wanted) ? signed(archive, rest) : trusting(wanted, `deb ${rest}`)
}

/** Whether there is nothing that makes the distribution's own keyring superfluous. */
export function needsKeyring({ mirror, keys, allowUntrusted }: Omit<WantedSources, 'suite'>): boolean {
  return mirror === undefined || (keys.length === 0 && !allowUntrusted)
}

const signed = (archive: Archive, rest: string): string => `deb [signed-by=${archive.keyring}] ${rest}`

function trusting({ allowUntrusted }: WantedSources, line: string): string {
  if (!allowUntrusted) return line
  return line.startsWith('deb [')
    ? line.replace('[', '[trusted=yes ')
    : line.replace('deb ', 'deb [trusted=yes] ')
}

/** Lines as they may stay in a root. */
function leftOf(lines: readonly string[]): string[] {
  const urlOf = (line: string): string => line.replace(/^deb (\[[^\]]*\] )?/, '').split(' ')[0] ?? ''
  return lines.filter((line) => localFolder(urlOf(line)) === undefined).map(withoutPassword)
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

/**
 * What of the machine's settings counts for a root's apt: how the network is reached, and, for its own mirrors, how old
 * lists may be. Source: apt.conf(5), "The Acquire Group".
 */
export function machineSettings({ settings }: MachineApt, areOwn: boolean): string[] {
  const wanted = areOwn
    ? /^Acquire::(https?|Retries|ForceIPv[46]|Check-Valid-Until|Check-Date|Max-ValidTime)\b/
    : /^Acquire::(https?|Retries|ForceIPv[46])\b/
  return settings.split('\n').filter((line) => wanted.test(line))
}
