import { existsSync, readFileSync } from 'node:fs'
import { listHandlers, type TriedHandler } from '../binfmt/list.js'
import { checkPrivateSupport } from '../binfmt/private-support.js'
import { registerHandlers } from '../binfmt/registry.js'
import { checkSupport } from '../binfmt/support.js'
import { ofRights } from '../sandbox/obstacles.js'
import { refusalOf } from '../sandbox/refusal.js'
import { tryHandlers } from '../qemu/tried-handlers.js'
import { asRoot, check, neededCheck, oneLineOf, said, type Check, type DoctorPorts } from './check.js'

const BINFMT_MISC = '/proc/sys/fs/binfmt_misc'
/** Any program that is there: nothing of this magic is ever started. */
const INTERPRETER = '/bin/sh'

/** binfmt_misc: an entry of our own is registered, and taken away again. */
export async function binfmtCheck(ports: DoctorPorts): Promise<Check> {
  const isMounted = existsSync(`${BINFMT_MISC}/register`)
  if (isMounted && readFileSync(`${BINFMT_MISC}/status`, 'utf8').startsWith('disabled')) {
    const mend = asRoot(`sh -c 'echo 1 >${BINFMT_MISC}/status'`, ports)
    return neededCheck('binfmt_misc', 'missing', 'all handlers of this machine are switched off', mend)
  }
  const lacking = ofRights(ports)
  if (lacking) {
    const ordinary = 'Run it as root or with sudo; or on Linux 6.7 or newer: --isolation strict.'
    const [who, mend] = ports.privilege === 'none' ? ['this user', ordinary] : ['this root', lacking.todo]
    return check('binfmt_misc', 'limited', `not tried: ${who} may register no handlers`, mend)
  }
  const obstacle = await refusalOf(checkSupport)
  if (obstacle) return check('binfmt_misc', 'missing', obstacle.what, obstacle.todo)
  const name = `xarch-doctor-${process.pid}`
  const line = `:${name}:M::XARCH-DOCTOR-${process.pid}::${INTERPRETER}:PF`
  try {
    const registered = await registerHandlers([{ name, file: INTERPRETER, line }], 'run', ports)
    await registered.release()
  } catch (error) {
    const { what, todo = asRoot('modprobe binfmt_misc', ports) } = said(error)
    return check('binfmt_misc', 'missing', what, todo)
  }
  const where = isMounted ? '' : '; it is not mounted here, and is kept out of sight while it is needed'
  return check(
    'binfmt_misc',
    'ok',
    `a handler could be registered and removed, with its emulator opened (F)${where}`,
  )
}

/** Handlers that a run alone has. */
export async function privateCheck({ exec }: DoctorPorts): Promise<Check> {
  const obstacle = await refusalOf(() => checkPrivateSupport({ exec }))
  if (!obstacle) return check('private-handlers', 'ok', 'a user namespace has handlers of its own')
  return check(
    'private-handlers',
    'missing',
    oneLineOf(obstacle.what.replace(/^binfmt "private": /, '')),
    obstacle.todo,
  )
}

/** Handlers of others that are broken, each a check; the names of architectures that run by those that work. */
export interface Registered {
  readonly checks: readonly Check[]
  readonly working: ReadonlySet<string>
}

/** Looks at the handlers of this machine, and tries them. */
export async function handlersChecks(ports: DoctorPorts): Promise<Registered> {
  const handlers = await tryHandlers(ports).catch(() => listHandlers(ports).then(untried))
  return {
    checks: judgeHandlers(handlers, existsSync, ports),
    working: new Set(handlers.flatMap(({ works, architectures }) => (works ? architectures : []))),
  }
}

const untried = (handlers: readonly Omit<TriedHandler, 'works'>[]): TriedHandler[] =>
  handlers.map((handler) => ({ ...handler, works: undefined }))

/**
 * What is wrong with handlers that xarch has not registered: it registers its own beside them.
 * @param isThere whether a file is there
 */
export function judgeHandlers(
  handlers: readonly TriedHandler[],
  isThere: (file: string) => boolean,
  ports: Pick<DoctorPorts, 'privilege'>,
): Check[] {
  const foreign = handlers.filter(
    ({ holders, architectures }) => holders.length === 0 && architectures.length > 0,
  )
  const broken = foreign.flatMap((handler) => {
    const fault = faultOf(handler, isThere)
    if (fault === undefined) return []
    const mend = asRoot(`sh -c 'echo -1 >${BINFMT_MISC}/${handler.name}'`, ports)
    return [
      check(
        `handler-${handler.name}`,
        'limited',
        `somebody else's, and ${fault}; xarch registers its own`,
        mend,
      ),
    ]
  })
  if (broken.length > 0) return broken
  const names = foreign.map(({ name }) => name).join(' ')
  return [check('handlers', 'ok', names === '' ? 'none of others' : `of others, and good: ${names}`)]
}

function faultOf(
  { enabled, flags, interpreter, works }: TriedHandler,
  isThere: (file: string) => boolean,
): string | undefined {
  if (!enabled) return 'disabled'
  if (!flags.includes('F')) {
    const gone = isThere(interpreter) ? '' : `, and its emulator ${interpreter} is not there`
    return `without the flag F, so that its emulator is looked for inside of roots${gone}`
  }
  if (!flags.includes('P')) return 'without the flag P, so that programs lose the name they were called by'
  return works === false ? `no program runs through it (its emulator: ${interpreter})` : undefined
}
