import type { Architecture } from '../arch/architectures.js'
import { executionOn, resolveArchitecture } from '../arch/resolve.js'
import type { Parsed } from '../inputs/parse.js'

/** GitHub's own machines, by what `uname -m` says there; the first runs what none of them runs by itself. */
const RUNNERS: readonly { readonly machine: string; readonly label: string }[] = [
  { machine: 'x86_64', label: 'ubuntu-24.04' },
  { machine: 'aarch64', label: 'ubuntu-24.04-arm' },
]

/** A job of a matrix. */
export interface MatrixJob {
  readonly arch: string
  /** A label, or several that a runner must have all of. */
  readonly 'runs-on': string | readonly string[]
}

/** A matrix as a workflow takes it: `strategy: {matrix: ${{ fromJSON(…) }}}`. */
export interface Matrix {
  readonly include: readonly MatrixJob[]
}

/**
 * One job for each architecture, on a machine that runs it by itself where GitHub has one.
 * @param runsOn items `LABEL`, for all, or `ARCH=LABEL`; several labels are joined by `+`
 */
export function planMatrix(
  architectures: readonly Architecture[],
  runsOn: readonly string[],
): Parsed<Matrix> {
  const problems: string[] = []
  const named = new Map<string, string>()
  for (const item of runsOn) {
    const [, name, labels = ''] = /^(?:([^=]*)=)?(.*)$/.exec(item) ?? []
    const arch = name === undefined ? '' : resolveArchitecture(name)?.name
    if (arch === undefined || labels.split('+').includes(''))
      problems.push(
        `runs-on: got "${item}"; allowed are LABEL, for all, and ARCH=LABEL (self-hosted+s390x is a machine that has both labels)`,
      )
    else named.set(arch, labels)
  }
  if (problems.length > 0) return { ok: false, problems }
  const include = architectures.map((arch) => ({
    arch: arch.name,
    'runs-on': labelsOf(named.get(arch.name) ?? named.get('') ?? hostedRunner(arch)),
  }))
  return { ok: true, value: { include } }
}

function hostedRunner(arch: Architecture): string {
  const native = RUNNERS.find(({ machine }) => executionOn(machine, arch) === 'native')
  return (native ?? RUNNERS[0])?.label ?? ''
}

function labelsOf(text: string): string | readonly string[] {
  const labels = text.split('+')
  return labels.length === 1 ? text : labels
}
