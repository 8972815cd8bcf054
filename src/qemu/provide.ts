import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../platform/disk.js'
import type { Architecture, Cpu } from '../arch/architectures.js'
import type { QemuRequest } from '../inputs/qemu.js'
import { withLock } from '../platform/lock.js'
import type {
  Exec,
  Fetch,
  Interrupts,
  Log,
  Paths,
  Progress,
  RemoteCache,
  ToolCache,
} from '../platform/ports.js'
import { explain, Failed } from '../report/errors.js'
import type { PublicKey } from '../rootfs/keys.js'
import { compareVersions } from '../verify/apk-version.js'
import { buildOf, isVersion, type Emulator, type Unavailable } from './emulator.js'
import { faultsOf } from './faults.js'
import { keptEmulators } from './kept.js'

export interface EmulatorContext {
  readonly exec: Exec
  readonly log: Log
  readonly progress: Progress
  readonly fetch: Fetch
  readonly tools: ToolCache
  readonly paths: Paths
  readonly interrupts: Interrupts
  readonly proxies: Readonly<Record<string, string>>
  readonly remote: RemoteCache | undefined
  /** Whether what is new is left for the cache of the workflow. */
  readonly keepsForOthers: boolean
  readonly request: QemuRequest
  readonly date: Date
  /** Where Alpine's packages for this machine come from. */
  readonly packages: {
    readonly mirror: string
    readonly hostArch: string
    readonly keys: readonly PublicKey[]
  }
}

/** How long a search that found nothing better than an emulator with faults is not made again. */
const SEARCHED_MS = 24 * 3600_000

/** What was found for some architectures. */
export interface Provided {
  /** The best for each cpu that has any. */
  readonly emulators: ReadonlyMap<Cpu, Emulator>
  /** One error for some that have none: why. */
  readonly whyNone: (missing: readonly Architecture[]) => unknown
}

/**
 * An emulator for each cpu, proved by its canary, as far as they can be had. One with known faults is taken where there is no better,
 * with a warning. Throws `Failed` where nothing can be searched for.
 * @param known what is kept for them, and maybe for others, where that was looked up before
 */
export async function provideEmulators(
  architectures: readonly Architecture[],
  context: EmulatorContext,
  known: Promise<readonly Emulator[]> = keptEmulators(architectures, context.tools),
): Promise<Provided> {
  const choice = new Choice(context)
  const wanted = [...new Map(architectures.map((arch) => [arch.cpu, arch])).values()]
  const usesTools = context.request.source === 'auto'
  if (usesTools) choice.offer((await known).filter(({ cpu }) => wanted.some((arch) => arch.cpu === cpu)))
  if (choice.open(wanted).length > 0) await search(wanted, choice, usesTools, context)
  return choice.conclude()
}

/** One process of this machine at a time; what another has found meanwhile is there then. */
async function search(
  wanted: readonly Architecture[],
  choice: Choice,
  usesTools: boolean,
  context: EmulatorContext,
): Promise<void> {
  const { paths, log, request, tools } = context
  const waiting = (by: string): void => {
    log.info(`another xarch on this machine is getting emulators; waiting for it (${by})`)
  }
  await withLock(join(paths.cache, 'locks/emulators'), context, waiting, async () => {
    if (usesTools) choice.offer(await keptEmulators(wanted, tools))
    const { SOURCES } = await import('./sources.js')
    const failed = (cpus: readonly Cpu[], cause: unknown): void => {
      log.debug(`a source of emulators failed: ${explain(cause).join(' ')}`)
      for (const cpu of cpus) choice.complain({ cpu, cause })
    }
    for (const source of SOURCES[request.source]) {
      const missing = choice.open(wanted)
      if (missing.length === 0) return
      try {
        const found = await source(missing, context)
        choice.offer(found.filter((one) => 'file' in one))
        for (const { cpu, cause } of found.filter((one) => 'cause' in one)) failed([cpu], cause)
      } catch (error) {
        failed(
          missing.map(({ cpu }) => cpu),
          error,
        )
      }
    }
    if (usesTools && request.version === '') await choice.noteSearch(choice.open(wanted))
  })
}

/** The best emulator seen for each cpu. */
class Choice {
  private readonly best = new Map<Cpu, Emulator>()
  private readonly complaints: { readonly cpu: Cpu; readonly what: string }[] = []
  /** The first for each cpu. */
  private readonly causes = new Map<Cpu, unknown>()

  constructor(private readonly context: EmulatorContext) {}

  offer(emulators: readonly Emulator[]): void {
    for (const emulator of emulators) {
      if (!isVersion(emulator.version, this.context.request.version)) {
        const { cpu, source, version } = emulator
        this.complaints.push({ cpu, what: `qemu-${cpu} ${source} has the version ${version}` })
        continue
      }
      const seen = this.best.get(emulator.cpu)
      if (!seen || isBetter(emulator, seen)) this.best.set(emulator.cpu, emulator)
    }
  }

  complain({ cpu, cause }: Unavailable): void {
    this.complaints.push({ cpu, what: explain(cause)[0] ?? '' })
    if (!this.causes.has(cpu)) this.causes.set(cpu, cause)
  }

  /** Those for which it is worth looking further. */
  open(wanted: readonly Architecture[]): Architecture[] {
    return wanted.filter(({ cpu }) => {
      const seen = this.best.get(cpu)
      return !seen || (faultsOf(seen).length > 0 && !this.wasSearched(cpu))
    })
  }

  /** Notes for which ones nothing better was found; a mirror that is down for a minute is asked again. */
  async noteSearch(wanted: readonly Architecture[]): Promise<void> {
    const whole = wanted.filter(({ cpu }) => !this.causes.has(cpu))
    if (whole.length === 0) return
    await makeFolder(this.searches())
    await Promise.all(whole.map(({ cpu }) => writeFile(join(this.searches(), cpu), '')))
  }

  /** The choice, with a warning for each known fault. */
  conclude(): Provided {
    for (const line of faultWarnings([...this.best.values()])) this.context.log.warning(line)
    return { emulators: this.best, whyNone: (missing) => this.whyNone(missing) }
  }

  /** Where one source alone was asked, what it failed of says all. */
  private whyNone(missing: readonly Architecture[]): unknown {
    const { request } = this.context
    const cause = missing.map(({ cpu }) => this.causes.get(cpu)).find((one) => one !== undefined)
    if (request.source !== 'auto' && cause !== undefined) return cause
    const complaints = this.complaints.filter(({ cpu }) => missing.some((arch) => arch.cpu === cpu))
    return nowhere(
      missing,
      request,
      complaints.map(({ what }) => what),
    )
  }

  private searches(): string {
    return join(this.context.paths.cache, 'searched-emulators')
  }

  private wasSearched(cpu: Cpu): boolean {
    const searched = statSync(join(this.searches(), cpu), { throwIfNoEntry: false })
    return searched !== undefined && Date.now() - searched.mtimeMs < SEARCHED_MS
  }
}

/** A line for all cpus whose emulators have the same faults. */
function faultWarnings(emulators: readonly Emulator[]): string[] {
  const cpus = new Map<string, Cpu[]>()
  for (const emulator of emulators) {
    const symptoms = faultsOf(emulator)
    if (symptoms.length === 0) continue
    const { cpu, source, version } = emulator
    const line = `qemu ${version} (${source}) is the best there is here, and has known faults: ${symptoms.join('; ')}`
    cpus.set(line, [...(cpus.get(line) ?? []), cpu])
  }
  return [...cpus].map(([line, names]) => `${names.join(', ')}: ${line}`)
}

function isBetter(emulator: Emulator, seen: Emulator): boolean {
  const faults = faultsOf(seen).length - faultsOf(emulator).length
  return faults !== 0 ? faults > 0 : compareVersions(buildOf(emulator), buildOf(seen)) > 0
}

function nowhere(
  missing: readonly Architecture[],
  { source, version }: QemuRequest,
  complaints: readonly string[],
): Failed {
  const names = missing.map(({ cpu }) => `qemu-${cpu}`).join(', ')
  return new Failed({
    what: [
      `there is no static ${names}${version === '' ? '' : ` of version ${version}`} (input "qemu": ${source})`,
      ...new Set(complaints),
    ].join('\n'),
    todo: 'Name another source with the input "qemu", or install a static emulator into /usr/local/bin (qemu-user-static on Debian and Ubuntu).',
  })
}
