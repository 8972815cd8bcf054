import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { actionNode, REPOSITORY } from './runner-environment.js'
import { temporaryFolder } from './temporary.js'
import type { Place } from './xarch.js'

/**
 * The user that a hosted runner's jobs have: uid 1001, not root, sudo without a password. They exist in a mount
 * namespace alone, in which the files that say so lie over those of the machine; the machine itself gets no user.
 */
export interface OrdinaryUser {
  /** A command in front of another one, which then runs as that user. */
  readonly worker: readonly string[]
  /** The action and its node, where that user can read them: the checkout may be root's alone. */
  readonly action: string
  readonly node: string
  /** Makes a folder, with all that is in it, the user's. */
  own(folder: string): void
  [Symbol.asyncDispose](): Promise<void>
}

const UID = 1001

/** As Ubuntu's images have it. */
const SUDOERS = `Defaults env_reset
Defaults use_pty
Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin"
root ALL=(ALL:ALL) ALL
runner ALL=(ALL) NOPASSWD:ALL
`

const KEEPER = `
mount --bind "$1/passwd" /etc/passwd
[ ! -e "$1/sudoers" ] || mount --bind "$1/sudoers" /etc/sudoers
mount --bind "$2" "$1/node"
echo ready
exec sleep infinity`

/** @param sudo whether they may use it */
export async function ordinaryUser({ sudo = true } = {}): Promise<OrdinaryUser> {
  const folder = await temporaryFolder()
  const at = (name: string): string => path.join(folder.path, name)
  await chmod(folder.path, 0o755)
  const passwd = await readFile('/etc/passwd', 'utf8')
  // No password at all, so that PAM does not look for the user in /etc/shadow.
  await writeFile(at('passwd'), `${passwd}runner:*:${UID}:${UID}::/nonexistent:/bin/bash\n`)
  if (sudo) await writeFile(at('sudoers'), SUDOERS, { mode: 0o440 })
  await mkdir(at('action'))
  for (const name of ['action.yml', 'package.json', 'dist'])
    await cp(path.join(REPOSITORY, name), path.join(at('action'), name), { recursive: true })
  execFileSync('chmod', ['-R', 'a+rX', at('action')])
  await writeFile(at('node'), '')
  const argv = ['--mount', '--propagation', 'private', 'sh', '-ec', KEEPER, 'sh']
  const keeper = spawn('unshare', [...argv, folder.path, realpathSync(actionNode())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(keeper)
  const ids = [`--reuid=${UID}`, `--regid=${UID}`, '--clear-groups']
  return {
    worker: ['nsenter', `--mount=/proc/${keeper.pid ?? 0}/ns/mnt`, 'setpriv', ...ids, '--'],
    action: at('action'),
    node: at('node'),
    own: (owned) => {
      execFileSync('chown', ['-R', `${UID}:${UID}`, owned])
    },
    [Symbol.asyncDispose]: async () => {
      const gone = new Promise((resolve) => keeper.once('close', resolve))
      keeper.kill('SIGKILL')
      await gone
      await folder.remove()
    },
  }
}

function ready(keeper: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    keeper.stdout?.once('data', () => {
      resolve()
    })
    keeper.once('close', () => {
      reject(new Error('there is no ordinary user: their mount namespace could not be made'))
    })
  })
}

/** An ordinary user who has the command, and owns the folders of a place. */
export async function ordinaryUserAt(
  { workspace }: Place,
  options?: { sudo?: boolean },
): Promise<OrdinaryUser> {
  const user = await ordinaryUser(options)
  await cp(path.join(REPOSITORY, 'bin'), path.join(user.action, 'bin'), { recursive: true })
  user.own(path.dirname(workspace))
  return user
}
