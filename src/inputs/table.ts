import type { Input } from './input.js'
import { GUEST_INPUTS } from './table-guest.js'
import { MACHINE_INPUTS } from './table-machine.js'
import { MANY_INPUTS } from './table-many.js'
import { ROOT_INPUTS } from './table-roots.js'

/**
 * Every input of the action; each is an option of the same name. action.yml, `--help`, the README's table and the
 * parsers are held against this table by a test.
 */
export const INPUTS = [
  {
    name: 'arch',
    kind: 'list',
    default: 'aarch64',
    letter: 'a',
    value: 'ARCH[,ARCH]',
    meaning:
      "one or several architectures, or all that Alpine has; Alpine's, Docker's, Debian's, Go's and uname's names are understood",
  },
  {
    name: 'run',
    kind: 'text',
    default: '',
    option: false,
    meaning: 'commands; without it the step only sets up (handlers and root)',
  },
  {
    name: 'shell',
    kind: 'text',
    default: '',
    option: false,
    meaning: 'the program inside that runs the commands (default: sh -eo pipefail, in roots of glibc bash)',
  },
  {
    name: 'shell-name',
    kind: 'text',
    default: '',
    option: false,
    meaning:
      'one more name of the shell for later steps, beside xarch and xarch-ARCH; that one is a login shell (alpine.sh)',
  },
  ...ROOT_INPUTS,
  ...MACHINE_INPUTS,
  ...GUEST_INPUTS,
  ...MANY_INPUTS,
  {
    name: 'cache',
    kind: 'text',
    default: 'true',
    value: 'true|read-only|false',
    meaning: 'keep built roots and use them again; read-only uses what is there and keeps nothing new',
  },
  {
    name: 'cache-max-age',
    kind: 'text',
    default: '7d',
    value: 'AGE',
    meaning:
      'how old a kept root may be: 12h, 7d, 4w; an older one is built again, packages of a branch move',
  },
  {
    name: 'root-image',
    kind: 'text',
    default: 'auto',
    option: false,
    meaning:
      'auto: where the machine can make and mount squashfs or erofs, a root of more than 100 MB is cached as such an image, and the next job mounts it under an overlay; false: it is unpacked',
  },
  {
    name: 'summary',
    kind: 'flag',
    default: 'true',
    option: false,
    meaning:
      'add to the summary of the job: a table of results, what failed and how to repeat it, and when what was done',
  },
] as const satisfies readonly Input[]

export type InputName = (typeof INPUTS)[number]['name']
/**
 * Texts as they were given; what is missing or empty has the default. An option that is given several times is several
 * texts: lines of a list; the last one counts where there is only one value.
 */
export type RawInputs = Readonly<Partial<Record<InputName, string | readonly string[]>>>
