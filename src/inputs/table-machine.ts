import type { Input } from './input.js'

/** What runs foreign programs, and what the machine allows them. A part of the table of inputs. */
export const MACHINE_INPUTS = [
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
    name: 'isolation',
    kind: 'text',
    default: 'auto',
    value: 'auto|unshare|strict|bwrap|proot',
    meaning:
      'how what runs is kept from the machine: unshare (namespaces; root or sudo), strict (ids of nobody on the machine, private handlers, a seccomp filter, no network unless network says host), bwrap (bubblewrap), proot (no root, no namespaces, no boundary), or auto: the first of them that this machine allows',
  },
  {
    name: 'nested',
    kind: 'flag',
    default: 'false',
    meaning:
      'namespaces with a proc of their own can be made inside (abuild rootbld, bwrap, unshare --mount-proc): /proc is whole there, and root inside can change settings of the machine',
  },
  {
    name: 'privileged',
    kind: 'flag',
    default: 'false',
    meaning:
      'all capabilities and devices of the machine inside, for commands that mount or make devices: no protection from what runs there',
  },
  {
    name: 'pids-limit',
    kind: 'text',
    default: '',
    value: 'NUMBER',
    meaning: 'most processes and threads that may be there inside at a time (by a control group)',
  },
  {
    name: 'memory-limit',
    kind: 'text',
    default: '',
    value: 'SIZE',
    meaning: 'most memory that all inside may take together: 512M, 4G (by a control group)',
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
] as const satisfies readonly Input[]
