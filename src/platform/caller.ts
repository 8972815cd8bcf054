import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { passwdEntries, type Caller } from '../sandbox/accounts.js'

/** The user of this process. One without an entry in passwd (a container's) is called `runner`. */
export function ownCaller(): Caller {
  const { name = 'runner', home = '' } = entry()
  return { name, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, home }
}

/** Who has called: where root works for somebody by sudo, that one. Source: sudo(8), its environment. */
export function sudoCaller(): Caller {
  const own = ownCaller()
  const [name = '', uid = '', gid = ''] = ['SUDO_USER', 'SUDO_UID', 'SUDO_GID'].map((key) => process.env[key])
  if (own.uid !== 0 || ![uid, gid].every((id) => /^\d{1,9}$/.test(id))) return own
  return { name, uid: Number(uid), gid: Number(gid), home: homeOf(Number(uid)) ?? `/home/${name}` }
}

function homeOf(user: number): string | undefined {
  return passwdEntries(readFileSync('/etc/passwd', 'utf8')).find(({ uid }) => uid === user)?.home
}

function entry(): { name?: string; home?: string } {
  try {
    const { username, homedir } = userInfo()
    return { name: username, home: homedir }
  } catch {
    return {}
  }
}
