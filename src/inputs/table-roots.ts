import type { Input } from './input.js'

/** What roots are made of. A part of the table of inputs. */
export const ROOT_INPUTS = [
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
    meaning:
      "further repositories, after the mirror's: of apk, where a tag stands before its URL (@edge URL); of roots of Debian and Ubuntu also lines deb [OPTIONS] URL SUITE COMPONENTS",
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
    default: '',
    value: 'host|none',
    meaning:
      'network inside: that of the machine (default), or none but a loopback of its own (default with isolation strict)',
  },
] as const satisfies readonly Input[]
