import { isPublicMirror, type RootPlan } from '../../plan/roots.js'
import { masked } from '../../report/masked.js'
import type { DebianJob, Fetched as FetchedPackage } from './build.js'
import type { Fetched } from '../manifest.js'

/** What mmdebstrap, or apt, is to do for a plan. */
export function debianJob(plan: RootPlan, target: string): DebianJob {
  const { source, arch, packages, mirror, repositories, keyFiles, allowUntrusted } = plan
  if (source.kind !== 'debian') throw new Error(`${source.kind} is no root of Debian or Ubuntu`)
  const { distribution, suite } = source
  return {
    ...{ distribution, suite, arch, packages, repositories, allowUntrusted, target },
    keys: keyFiles,
    mirror: isPublicMirror(mirror) ? undefined : mirror, // that is Alpine's, where nobody has named one
  }
}

/** The files of packages as a manifest has them. */
export function fetchedFrom(files: readonly FetchedPackage[]): Fetched[] {
  return files.map(({ url, algorithm, digest }) => ({ source: masked(url), algorithm, digest }))
}
