import { ROOT_ACCOUNT, type Account, type AccountFiles } from './accounts.js'

/**
 * Something that a sandbox finds in its root beside what the root has. It is put there from outside before any command
 * runs, and through no link (setup.sh): in what ends with the sandbox, or in the root of the step.
 */
export type Furnishing =
  /** A folder of this owner; one that is there gets the owner. */
  | { readonly kind: 'folder'; readonly path: string; readonly uid: number; readonly gid: number }
  /** A line of a file, at its begin or at its end, unless it is there; a new file has this mode (octal). */
  | { readonly kind: 'first' | 'last'; readonly path: string; readonly line: string; readonly mode: string }
  /** A file in the place of the root's: with this text (as long as an argument may be), or what a file of the machine has. */
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'copy'; readonly path: string; readonly source: string }

/** How setup.sh wants them: three words for each. */
export function furnishingArguments(furnishings: readonly Furnishing[]): string[] {
  return furnishings.flatMap((one) => {
    switch (one.kind) {
      case 'folder':
        return [`${one.uid}:${one.gid}`, one.path, 'folder']
      case 'text':
        return [one.text, one.path, 'text']
      case 'copy':
        return [one.source, one.path, 'copy']
      default:
        return [one.line, one.path, `${one.kind}:${one.mode}`]
    }
  })
}

/** What a root has by which an ordinary user becomes root. */
export interface Elevation {
  /** /etc/sudoers.d, of a root with sudo. */
  readonly sudoers: boolean
  /** Where doas reads its rules: the folder of Alpine's, the file of Debian's. */
  readonly doas: 'folder' | 'file' | undefined
}

/**
 * What the caller's account needs in a root: entries in passwd and group, before those of the root, whose names or ids may be the same;
 * a home folder; sudo and doas without a password, as the runner's own user has it.
 */
export function callersFurnishings(account: Account, files: AccountFiles, has: Elevation): Furnishing[] {
  if (account === ROOT_ACCOUNT) return []
  const { name, uid, gid, home, shell } = account
  // No password at all (`*`): PAM then does not look for the user in /etc/shadow.
  const passwd = `${name}:*:${uid}:${gid}::${home}:${shell}`
  const hasGroup = files.group.split('\n').some((line) => line.split(':')[2] === String(gid))
  const rule = `permit nopass ${name}`
  return [
    { kind: 'first', path: '/etc/passwd', line: passwd, mode: '644' },
    ...(hasGroup
      ? []
      : [{ kind: 'first', path: '/etc/group', line: `${name}:*:${gid}:`, mode: '644' } as const]),
    { kind: 'folder', path: home, uid, gid },
    ...(has.sudoers ? [line('/etc/sudoers.d/xarch', `${name} ALL=(ALL:ALL) NOPASSWD: ALL`)] : []),
    ...(has.doas ? [line(has.doas === 'folder' ? '/etc/doas.d/xarch.conf' : '/etc/doas.conf', rule)] : []),
  ]
}

/** sudo and doas refuse rules that others can change. */
const line = (path: string, text: string): Furnishing => ({ kind: 'last', path, line: text, mode: '440' })

/** What Linux allows for one argument (MAX_ARG_STRLEN) is a third more. */
const MOST_TEXT = 96 * 1024

/**
 * The workspace may be anybody's for git. What git starts to clone from a folder (upload-pack) gets none of the variables that say the
 * same (`withSafeWorkspace`), nor does who calls it by sudo; git 2.35.3 and newer read this, git-config(1).
 */
const SAFE_FOR_GIT: Furnishing = {
  kind: 'last',
  path: '/etc/gitconfig',
  line: '[safe] directory = *',
  mode: '644',
}

/**
 * What every root gets of the machine: its hosts, among which its own name can be found, its time zone, and git's trust in its folders.
 * @param hosts the text of its /etc/hosts
 * @param zone where its /etc/localtime leads; undefined where there is none
 */
export function machinesFurnishings(hosts: string, hostname: string, zone: string | undefined): Furnishing[] {
  return [
    hostsFile(hosts, hostname),
    ...(zone === undefined || UTC.test(zone) ? [] : [copied('/etc/localtime')]),
    SAFE_FOR_GIT,
  ]
}

/** A root without a time zone has this one. */
const UTC = /\/(UTC|UCT|Zulu|Universal)$/

function hostsFile(hosts: string, hostname: string): Furnishing {
  if (Buffer.byteLength(hosts) > MOST_TEXT) return copied('/etc/hosts')
  const names = hosts.split('\n').flatMap((text) => text.replace(/#.*/, '').trim().split(/\s+/).slice(1))
  const isThere = names.includes(hostname) || !/^[\w.-]+$/.test(hostname)
  const text = hosts === '' || hosts.endsWith('\n') ? hosts : `${hosts}\n`
  return { kind: 'text', path: '/etc/hosts', text: isThere ? text : `${text}127.0.1.1 ${hostname}\n` }
}

const copied = (path: string): Furnishing => ({ kind: 'copy', path, source: path })
