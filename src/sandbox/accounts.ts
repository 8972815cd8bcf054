import { Refused } from '../report/errors.js'
import type { GuestUser } from './sandbox.js'

/** Who asked for the work outside: the job's user, or who called the command. */
export interface Caller {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly home: string
}

/** A user inside. */
export interface Account extends GuestUser {
  readonly name: string
  readonly home: string
  readonly shell: string
}

/** The texts of a root's own files; empty where it has none. */
export interface AccountFiles {
  readonly passwd: string
  readonly group: string
}

export const ROOT_ACCOUNT: Account = {
  ...{ uid: 0, gid: 0, groups: [] },
  ...{ name: 'root', home: '/root', shell: '/bin/sh' },
}

/**
 * The user that commands run as.
 * @param request `root`, `runner`, or a user of the root: a name or an id, with a group behind a colon where it is to be
 * another. Two ids need no entry in the root's files.
 * @throws `Refused` for a user or group that the root has not, with those that it has
 */
export function accountOf(request: string, files: AccountFiles, caller: Caller): Account {
  if (request === 'root') return ROOT_ACCOUNT
  if (request === 'runner') return callersAccount(caller)
  const [user = '', group] = request.split(':')
  const entry = find(user, passwdEntries(files.passwd))
  if (group !== undefined) {
    const gid = groupId(group, files.group)
    if (entry) return { ...entry, gid, groups: [] }
    const uid = idOf(user)
    if (uid !== undefined) return { ...ROOT_ACCOUNT, uid, gid, name: user, home: '/' }
  }
  if (!entry) throw unknown('user', user, passwdEntries(files.passwd))
  return { ...entry, groups: groupsOf(entry, files.group) }
}

/** The user who asked for the work, as they are inside: in a home folder of their own, which is not that of outside. */
function callersAccount({ name, uid, gid, home }: Caller): Account {
  if (uid === 0) return ROOT_ACCOUNT
  const plain = isPlainName(name) ? name : 'runner'
  // A home folder is given to them: it must be no folder of the root itself.
  const isOwn = /^(\/[\w.@-]+){2,}$/.test(home) && !/\/\.\.?(\/|$)/.test(home) && !OF_THE_ROOT.test(home)
  return { uid, gid, groups: [], name: plain, home: isOwn ? home : `/home/${plain}`, shell: '/bin/sh' }
}

/** What can stand in passwd, sudoers and doas.conf as it is. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_][\w.-]{0,31}$/.test(name) && !['root', 'ALL'].includes(name)
}

const OF_THE_ROOT = /^\/(bin|boot|dev|etc|lib\w*|proc|root|run|sbin|sys|usr)\//

/** The entries of a text in the format of passwd(5); lines that are none are passed over. */
export function passwdEntries(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , user = '', group = '', , home = '', shell = ''] = line.split(':')
    const [uid, gid] = [idOf(user), idOf(group)]
    if (name === '' || uid === undefined || gid === undefined) return []
    const canLogIn = shell.startsWith('/') && !/\/(nologin|false)$/.test(shell)
    return [
      {
        ...{ name, uid, gid, groups: [] },
        ...{ home: home.startsWith('/') ? home : '/', shell: canLogIn ? shell : '/bin/sh' },
      },
    ]
  })
}

interface Group {
  readonly name: string
  readonly uid: number
  readonly members: readonly string[]
}

/** The entries of a text in the format of group(5). */
function groupEntries(text: string): Group[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , id = '', members = ''] = line.split(':')
    const uid = idOf(id)
    return name === '' || uid === undefined ? [] : [{ name, uid, members: members.split(',') }]
  })
}

/** Names go before ids, as for chown. */
function find<T extends { readonly name: string; readonly uid: number }>(
  word: string,
  entries: readonly T[],
): T | undefined {
  return entries.find(({ name }) => name === word) ?? entries.find(({ uid }) => uid === idOf(word))
}

function groupId(word: string, text: string): number {
  const id = find(word, groupEntries(text))?.uid ?? idOf(word)
  if (id === undefined) throw unknown('group', word, groupEntries(text))
  return id
}

function groupsOf({ name, gid }: Account, text: string): number[] {
  const member = groupEntries(text).filter(({ uid, members }) => uid !== gid && members.includes(name))
  return [...new Set(member.map(({ uid }) => uid))]
}

/** An id: the highest number of 32 bits stands for none (chown(2)). */
function idOf(word: string): number | undefined {
  return /^\d{1,10}$/.test(word) && Number(word) < 0xffff_ffff ? Number(word) : undefined
}

/** How many names are told: distributions have about 30 of their own. */
const MOST_NAMES = 60

function unknown(
  kind: 'user' | 'group',
  word: string,
  entries: readonly { readonly name: string }[],
): Refused {
  const names = entries.slice(0, MOST_NAMES).map(({ name }) => name)
  return new Refused({
    what: `user: the root has no ${kind} "${word}"`,
    source: `/etc/${kind === 'user' ? 'passwd' : 'group'} of the root`,
    todo: `Use one that it has (${names.join(', ') || 'there is none'}), "runner", two ids (1000:1000), or make it (input "setup": adduser -D build).`,
  })
}
