import { ARCHITECTURES, type Architecture } from '../arch/architectures.js'
import { resolveArchitecture, suggestArchitecture } from '../arch/resolve.js'
import { isPublished } from '../rootfs/branch.js'
import type { InputName } from './table.js'

type Problem = (problem: string) => void

/** The input `arch`. `all` is what Alpine has of that branch; what it has no more, of its last one, where the newest is asked for. */
export function parseTargets(
  names: readonly string[],
  branch: string,
  problem: Problem,
): readonly Architecture[] {
  const named = architectures(
    'arch',
    names.filter((name) => name !== 'all'),
    problem,
  )
  if (!names.includes('all')) return named
  const isThere = ({ alpine }: Architecture): boolean =>
    alpine !== null && (branch === 'latest-stable' || isPublished(branch, alpine))
  return [...new Set([...ARCHITECTURES.filter(isThere), ...named])]
}

function architectures(input: InputName, names: readonly string[], problem: Problem): Architecture[] {
  const found = names.flatMap((name) => {
    const architecture = resolveArchitecture(name)
    if (architecture) return [architecture]
    const meant = suggestArchitecture(name)
    const allowed = ARCHITECTURES.filter((row) => row.alpine !== null || ['ppc', 'ppc64'].includes(row.name))
    problem(
      `${input}: got "${name}"; allowed are ${allowed.map((row) => row.name).join(', ')}${question(meant)}`,
    )
    return []
  })
  return [...new Set(found)]
}

/** The input `handlers`. */
export function parseHandlers(names: readonly string[], problem: Problem): readonly Architecture[] | 'all' {
  const named = architectures(
    'handlers',
    names.filter((name) => name !== 'all'),
    problem,
  )
  return names.includes('all') ? 'all' : named
}

function question(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}
