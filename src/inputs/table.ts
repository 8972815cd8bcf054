/** How the text of an input is read. */
export type Kind =
  | 'text'
  /** Separated by commas, blanks or lines. */
  | 'list'
  /** One a line; a line that is no NAME=value is read as a list. */
  | 'environment'
  | 'flag'

export interface Input {
  readonly name: string
  readonly kind: Kind
  readonly default: string
  /** One line for action.yml, `--help` and the README. */
  readonly meaning: string
  /** Letter of the option of the command. */
  readonly letter?: string
  /** What stands for the value in `--help`. */
  readonly value?: string
  /** False: an input of the action that is no option of the command. */
  readonly option?: false
}

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
      "one or several architectures; Alpine's, Docker's, Debian's, Go's and uname's names are understood",
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
    default: 'sh -eo pipefail',
    option: false,
    meaning: 'the program inside that runs the commands',
  },
  {
    name: 'packages',
    kind: 'list',
    default: '',
    letter: 'p',
    value: 'PACKAGES',
    meaning: 'packages to install, part of the cached root',
  },
  {
    name: 'branch',
    kind: 'text',
    default: 'latest-stable',
    value: 'BRANCH',
    meaning: 'Alpine branch: vX.Y, edge or latest-stable',
  },
  {
    name: 'mirror',
    kind: 'text',
    default: 'https://dl-cdn.alpinelinux.org/alpine',
    value: 'URL|file:DIR',
    meaning: 'base of an Alpine mirror: https:, http: or file:',
  },
  {
    name: 'repositories',
    kind: 'list',
    default: '',
    value: 'URLS',
    meaning: "further apk repositories, after the mirror's",
  },
  {
    name: 'keys',
    kind: 'list',
    default: '',
    value: 'FILES',
    meaning: 'public keys (files NAME.rsa.pub) that further repositories are signed with',
  },
  {
    name: 'allow-untrusted',
    kind: 'flag',
    default: 'false',
    meaning: 'install packages although nobody has signed them',
  },
  {
    name: 'rootfs',
    kind: 'text',
    default: 'auto',
    value: 'auto|none',
    option: false,
    meaning: 'auto: an Alpine root; none: handlers alone, without a root and commands',
  },
  {
    name: 'handlers',
    kind: 'list',
    default: '',
    value: 'ARCHS|all',
    meaning: 'further architectures to register handlers for although no root is made for them, or all',
  },
  {
    name: 'binfmt',
    kind: 'text',
    default: 'system',
    value: 'system|private',
    meaning:
      'private: handlers that this run alone has, in a user namespace; nothing is registered on the machine',
  },
  {
    name: 'setuid',
    kind: 'flag',
    default: 'false',
    meaning: 'register with the flag C, so that sudo, doas and su work inside',
  },
  {
    name: 'qemu',
    kind: 'text',
    default: 'auto',
    value: 'SOURCE',
    meaning:
      'where the emulator comes from: auto, system, apk, apt, or the path of a static file or of a folder of them',
  },
  {
    name: 'qemu-version',
    kind: 'text',
    default: '',
    value: 'VERSION',
    meaning: 'version that the emulator must have: 10, 10.1 or 10.1.3',
  },
  {
    name: 'qemu-cpu',
    kind: 'text',
    default: '',
    value: 'MODEL',
    meaning: 'model of the processor that qemu emulates (QEMU_CPU)',
  },
  {
    name: 'qemu-env',
    kind: 'environment',
    default: '',
    value: 'QEMU_NAME[=VALUE]',
    meaning: 'variables for qemu inside: QEMU_STRACE, QEMU_STACK_SIZE=8388608 and their kin',
  },
  {
    name: 'env',
    kind: 'environment',
    default: '',
    letter: 'e',
    value: 'NAME[=VALUE]',
    meaning:
      'variables to hand in: NAME, NAME=value or PREFIX_*, separated by blanks, or one a line where values have blanks',
  },
  {
    name: 'working-directory',
    kind: 'text',
    default: '',
    letter: 'w',
    value: 'DIR',
    meaning: 'folder the commands start in, inside; relative to the workspace, which is the default',
  },
  {
    name: 'cache',
    kind: 'flag',
    default: 'true',
    value: 'true|false',
    meaning: 'keep the built root and use it again',
  },
] as const satisfies readonly Input[]

export type InputName = (typeof INPUTS)[number]['name']
/**
 * Texts as they were given; what is missing or empty has the default. An option that is given several times is several
 * texts: lines of a list; the last one counts where there is only one value.
 */
export type RawInputs = Readonly<Partial<Record<InputName, string | readonly string[]>>>
