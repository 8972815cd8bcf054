import { existsSync } from 'node:fs'
import { machine } from 'node:os'
import type { Architecture } from './arch/architectures.js'
import { resolveArchitecture } from './arch/resolve.js'
import { readEntries } from './binfmt/registry.js'
import type { Inputs } from './inputs/parse.js'
import type { Host } from './plan.js'
import { BadInputs, Refused } from './report/errors.js'
import { readKeys } from './rootfs/keys.js'
import { localFolder } from './rootfs/repositories.js'

/** Looks at the machine and at the files that the inputs name; changes nothing. */
export async function survey(inputs: Inputs): Promise<{ host: Host; hostArch: Architecture }> {
  const hostArch = resolveArchitecture(machine())
  if (process.platform !== 'linux' || !hostArch) {
    throw new Refused({
      what: `this machine is ${process.platform} on ${machine()}`,
      todo: 'xarch needs Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.',
    })
  }
  const problems: string[] = []
  const keys = await readKeys(inputs.keys, (line) => problems.push(line))
  for (const url of [inputs.mirror, ...inputs.repositories]) {
    const folder = localFolder(url)
    if (folder !== undefined && !existsSync(folder))
      problems.push(`mirror: got "${url}"; there is no such folder`)
  }
  if (problems.length > 0) throw new BadInputs(problems)
  return { host: { machine: machine(), entries: await readEntries(), keys }, hostArch }
}
