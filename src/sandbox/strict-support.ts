import { machine } from 'node:os'
import type { Exec } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import { seccompFilter } from './seccomp.js'

/** Throws `Refused` where a strict sandbox cannot be had, as far as that can be told before there is a root. */
export async function checkStrictSupport({ exec }: { readonly exec: Exec }): Promise<void> {
  if (!seccompFilter(machine())) {
    throw new Refused({
      what: `isolation "strict": the numbers of system calls on ${machine()} are not known here, so they cannot be filtered`,
      todo: 'Take isolation "unshare", and run nothing in it that you would not run as root.',
    })
  }
  const { status } = await exec.attempt({
    argv: ['sh', '-c', 'command -v perl'],
    why: 'look for perl',
    privileged: true,
  })
  if (status === 0) return
  throw new Refused({
    what: 'isolation "strict": the program perl is not there, which makes the idmapped mounts and sets the seccomp filter',
    todo: 'Install the package perl-base (apt-get install perl-base).',
  })
}
