import { machine, release } from 'node:os'
import { resolveArchitecture } from '../arch/resolve.js'
import { ofRights } from '../sandbox/obstacles.js'
import { check, neededCheck, type Check, type DoctorPorts } from './check.js'

/** The kernel, and whether this machine's architecture is one that is known. */
export function kernelCheck(platform: string, uname: string, version: string): Check {
  if (platform !== 'linux') {
    return neededCheck(
      'kernel',
      'missing',
      `this machine is ${platform} on ${uname}`,
      'Use Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.',
    )
  }
  const arch = resolveArchitecture(uname)
  const says = `Linux ${version} on ${uname}`
  return arch
    ? neededCheck('kernel', 'ok', says)
    : neededCheck('kernel', 'missing', `${says}, which is no architecture of the table`, 'xarch archs')
}

/** The same of this machine. */
export function ownKernel(): Check {
  return kernelCheck(process.platform, machine(), release())
}

/** The oldest node that this runs on: `engines` of package.json. */
const OLDEST_NODE = 20

/** @param version as `process.versions.node` has it */
export function nodeCheck(version: string): Check {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return neededCheck('node', 'ok', `node ${version}`)
  return neededCheck(
    'node',
    'missing',
    `node ${version} is too old; ${OLDEST_NODE} is the first that serves`,
    'Install a newer one (https://nodejs.org).',
  )
}

/** How commands that need root get it. */
export function rootCheck(ports: Pick<DoctorPorts, 'privilege'>): Check {
  const obstacle = ofRights(ports)
  if (obstacle) {
    const ordinary =
      'an ordinary user: this process is not root, and sudo asks for a password or is not there'
    return check('root', 'limited', ports.privilege === 'none' ? ordinary : obstacle.what, obstacle.todo)
  }
  return check(
    'root',
    'ok',
    ports.privilege === 'root' ? 'this process is root' : 'by sudo, without a password',
  )
}
