import type { Input } from './input.js'

export type { Input }

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
    default: '',
    option: false,
    meaning: 'the program inside that runs the commands (default: sh -eo pipefail, in roots of glibc bash)',
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
    meaning: 'base of a mirror of Alpine (of Debian or Ubuntu, for their roots): https:, http: or file:',
  },
  {
    name: 'repositories',
    kind: 'list',
    default: '',
    value: 'URLS',
    meaning: "further apk repositories, after the mirror's; a tag stands before its URL (@edge URL)",
  },
  {
    name: 'keys',
    kind: 'list',
    default: '',
    value: 'FILES',
    meaning: 'public keys that further repositories are signed with: NAME.rsa.pub for apk, keyrings for apt',
  },
  {
    name: 'allow-untrusted',
    kind: 'flag',
    default: 'false',
    meaning: 'use packages, or a tarball from a URL, that nobody has signed or that has no checksum',
  },
  {
    name: 'rootfs',
    kind: 'text',
    default: 'auto',
    value: 'SOURCE',
    meaning:
      'where the root comes from: auto (minirootfs where Alpine has one, else apk), minirootfs, apk, docker://IMAGE, debian:SUITE, ubuntu:SUITE, a tarball (URL or path), a folder, or none (handlers alone)',
  },
  {
    name: 'checksum',
    kind: 'text',
    default: '',
    value: 'DIGEST',
    meaning: 'sha256 or sha512 of the tarball that rootfs names; one from a URL needs it',
  },
  {
    name: 'signature',
    kind: 'text',
    default: 'when-present',
    value: 'when-present|required',
    meaning: "Alpine's OpenPGP signature of a minirootfs: checked when the mirror has it, or required",
  },
  {
    name: 'base-packages',
    kind: 'list',
    default: 'alpine-base',
    value: 'PACKAGES',
    meaning: 'what a root that apk makes begins with',
  },
  {
    name: 'setup',
    kind: 'text',
    default: '',
    value: 'COMMANDS',
    meaning: 'commands run once as root inside while the root is built, part of what is kept',
  },
  {
    name: 'network',
    kind: 'text',
    default: 'host',
    value: 'host|none',
    meaning: 'network inside: that of the machine, or none but a loopback of its own',
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
    name: 'isolation',
    kind: 'text',
    default: 'auto',
    value: 'auto|unshare|strict',
    meaning:
      'how what runs is kept from the machine: auto and unshare (namespaces; root or sudo), or strict (ids of nobody on the machine, private handlers, a seccomp filter, and no network unless network says host)',
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
] as const satisfies readonly Input[]

export type InputName = (typeof INPUTS)[number]['name']
/**
 * Texts as they were given; what is missing or empty has the default. An option that is given several times is several
 * texts: lines of a list; the last one counts where there is only one value.
 */
export type RawInputs = Readonly<Partial<Record<InputName, string | readonly string[]>>>
