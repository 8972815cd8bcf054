import { execFileSync } from 'node:child_process'
import { Refused } from '../report/errors.js'
import { hostEnvironment } from './environment.js'
import type { Privilege } from './exec.js'

/** How this process gets root. Throws `Refused` where it cannot, before anything was done. */
export function findPrivilege(): Privilege {
  if (process.getuid?.() === 0) return 'root'
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore', env: hostEnvironment(), timeout: 10_000 })
    return 'sudo'
  } catch {
    throw new Refused({
      what: 'root is needed (for binfmt_misc, namespaces and mounts); this process is not root, and sudo asks for a password or is not there',
      todo: "Run it as root, or let this user use sudo without a password (GitHub's own runners do).",
    })
  }
}
