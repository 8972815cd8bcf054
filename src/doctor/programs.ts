import { asRoot, check, neededCheck, type Check, type DoctorPorts } from './check.js'

/** A program that something here starts. */
export interface Program {
  readonly name: string
  /** Debian's name of the package that has it. */
  readonly debian: string
  /** Whether the main job needs it; those of one kind of isolation are that one's to miss. */
  readonly need: 'needed' | 'wanted'
  /** What it is for, in words that fit behind "for". */
  readonly use: string
}

/** The programs of the machine that are started by the scripts and commands here. */
// prettier-ignore
export const PROGRAMS: readonly Program[] = [
  { name: 'bash', debian: 'bash', need: 'needed', use: 'all scripts' },
  { name: 'tar', debian: 'tar', need: 'needed', use: 'unpacking roots' },
  { name: 'gzip', debian: 'gzip', need: 'needed', use: 'unpacking roots' },
  { name: 'cp', debian: 'coreutils', need: 'needed', use: 'copying roots' },
  { name: 'find', debian: 'findutils', need: 'needed', use: 'looking through roots' },
  { name: 'flock', debian: 'util-linux', need: 'needed', use: 'locks between runs' },
  { name: 'setsid', debian: 'util-linux', need: 'needed', use: 'starting commands' },
  { name: 'unshare', debian: 'util-linux', need: 'wanted', use: 'namespaces (all isolations but proot)' },
  { name: 'nsenter', debian: 'util-linux', need: 'wanted', use: 'namespaces (all isolations but proot)' },
  { name: 'setpriv', debian: 'util-linux', need: 'wanted', use: 'dropping rights (all isolations but proot)' },
  { name: 'mount', debian: 'mount', need: 'wanted', use: 'sandboxes (all isolations but proot)' },
  { name: 'umount', debian: 'mount', need: 'wanted', use: 'sandboxes (all isolations but proot)' },
  { name: 'perl', debian: 'perl-base', need: 'wanted', use: 'isolation strict, and the shell for later steps' },
  { name: 'bwrap', debian: 'bubblewrap', need: 'wanted', use: 'isolation bwrap' },
  { name: 'proot', debian: 'proot', need: 'wanted', use: 'isolation proot' },
  { name: 'newuidmap', debian: 'uidmap', need: 'wanted', use: 'several users inside without root' },
  { name: 'modprobe', debian: 'kmod', need: 'wanted', use: 'loading binfmt_misc where it is a module' },
  { name: 'zstd', debian: 'zstd', need: 'wanted', use: 'packed roots and archives (.tar.zst)' },
  { name: 'xz', debian: 'xz-utils', need: 'wanted', use: 'archives (.tar.xz)' },
  { name: 'mksquashfs', debian: 'squashfs-tools', need: 'wanted', use: 'images of large roots' },
  { name: 'mkfs.erofs', debian: 'erofs-utils', need: 'wanted', use: 'images of large roots, in its place' },
  { name: 'mmdebstrap', debian: 'mmdebstrap', need: 'wanted', use: 'roots of Debian and Ubuntu' },
  { name: 'gpgv', debian: 'gpgv', need: 'wanted', use: 'signatures of roots of Debian and Ubuntu' },
  { name: 'skopeo', debian: 'skopeo', need: 'wanted', use: 'images (docker://), as podman and docker' },
  { name: 'apt-get', debian: 'apt', need: 'wanted', use: 'emulators of the distribution, and programs that are missing' },
]

/** Which of the programs are missing: by the PATH that programs of the machine get. */
export async function programChecks(ports: DoctorPorts): Promise<Check[]> {
  const { stdout } = await ports.exec.attempt({
    argv: ['sh', '-c', 'for p; do command -v "$p" >/dev/null && echo "$p"; done; :', 'look', ...NAMES],
    why: 'look for programs',
  })
  return judgePrograms(new Set(stdout.split('\n')), ports)
}

const NAMES = PROGRAMS.map(({ name }) => name)

/** @param there the names of those that were found */
export function judgePrograms(there: ReadonlySet<string>, ports: Pick<DoctorPorts, 'privilege'>): Check[] {
  return PROGRAMS.map(({ name, debian, need, use }) => {
    const make = need === 'needed' ? neededCheck : check
    const id = `program-${name}`
    return there.has(name)
      ? make(id, 'ok', `for ${use}`)
      : make(id, 'missing', `not there; for ${use}`, asRoot(`apt-get install ${debian}`, ports))
  })
}
