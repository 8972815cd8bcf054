import { execFileSync } from 'node:child_process'
import { link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { placeOfFile, type GuestOptions } from '../support/xarch.js'

/** Who runs the commands, and to whom belongs what they make, where the command is an ordinary user's who has sudo. */

const place = placeOfFile()
let user: OrdinaryUser
beforeAll(async () => {
  user = await ordinaryUserAt(place)
})
afterEach(() => {
  user.own(path.dirname(place.workspace))
})
afterAll(() => user[Symbol.asyncDispose]())

const UID = 1001

const asUser = (options: readonly string[] = [], more: GuestOptions = {}): GuestOptions => ({
  options,
  ...more,
  within: [...user.worker, 'env', '-C', more.cwd ?? place.workspace, user.node],
  program: path.join(user.action, 'bin/xarch'),
})

const inWorkspace = (name: string): string => path.join(place.workspace, name)
const ownerOf = async (name: string): Promise<number> => (await lstat(inWorkspace(name))).uid

describe('the user inside', () => {
  it('runner is who called: name, ids, a home folder, sudo and doas; and the stored root has none of it', async () => {
    const setup = 'mkdir -p /etc/sudoers.d /etc/doas.d; touch /usr/bin/sudo /usr/bin/doas'
    const root = ['--setup', setup]
    const script = `id -un; id -u; id -g; echo "$HOME $USER $LOGNAME $SHELL $PWD"; stat -c "%u %a" "$HOME"
      touch ~/mine made; ls -ln /etc/sudoers.d/xarch /etc/doas.d/xarch.conf | cut -d" " -f1; head -n 1 /etc/passwd`
    const ended = await place.sh('aarch64', script, asUser([...root, '--user', 'runner']))
    expect(ended).toMatchObject({ status: 0 })
    expect(ended.stdout.split('\n')).toEqual([
      ...['runner', String(UID), String(UID)],
      `/home/runner runner runner /bin/sh ${place.workspace}`,
      `${UID} 755`,
      ...['-r--r-----', '-r--r-----'],
      `runner:*:${UID}:${UID}::/home/runner:/bin/sh`,
      '',
    ])
    expect(await ownerOf('made')).toBe(UID)
    const later = 'grep -c runner /etc/passwd; find /etc/sudoers.d /etc/doas.d /home -mindepth 1; echo over'
    expect(await place.sh('aarch64', later, asUser(root))).toMatchObject({ stdout: '0\nover\n' })
  })

  it('can be one of the root, with their groups and their home folder', async () => {
    const setup = 'adduser -D build; addgroup build wheel'
    const script = 'id -un; id -Gn; echo "$HOME $USER $(pwd)"; touch ~/x; hostname | grep -qwFf - /etc/hosts'
    const options = ['--setup', setup, '-u', 'build', '-w', '/home/build']
    const ended = await place.sh('aarch64', script, asUser(options))
    expect(ended).toMatchObject({ status: 0, stdout: 'build\nbuild wheel\n/home/build build /home/build\n' })
  })

  it('that the root has not is an error with those that it has, before anything runs', async () => {
    const ended = await place.sh('aarch64', 'touch ran', asUser(['--user', 'nobdy']))
    expect(ended).toMatchObject({ status: 125, stdout: '' })
    expect(ended.stderr).toMatch(/error: user: the root has no user "nobdy"\n.*\n.*root, .*nobody/)
    await expect(lstat(inWorkspace('ran'))).rejects.toThrow('ENOENT')
  })
})

describe('what root inside makes in the workspace', () => {
  it('belongs to the owner of the workspace; what was others’ before, or has a name elsewhere, does not', async () => {
    const outside = path.join(place.temporary, '../outside')
    await writeFile(outside, 'of root')
    await mkdir(inWorkspace('of-root'))
    await writeFile(inWorkspace('of-root/old'), '')
    await writeFile(inWorkspace('theirs'), '')
    user.own(inWorkspace('theirs'))
    const script = `mkdir -p new/deep; echo >new/deep/file; ln new/deep/file new/twin; ln -s ${outside} new/link; mkfifo new/fifo
      echo changed >of-root/old; touch of-root/new; ln of-root/old new/of-root; chown 5:5 theirs
      touch "a b" -- -x '$(id)' 'ü
      two'; chmod 4755 "a b"; `
    expect(await place.sh('aarch64', script, asUser())).toMatchObject({ status: 0 })
    const mine = ['new', 'new/deep/file', 'new/twin', 'new/link', 'new/fifo', 'of-root/new', 'theirs']
    for (const name of [...mine, 'a b', '-x', '$(id)', 'ü\n      two'])
      expect([name, await ownerOf(name)]).toEqual([name, UID])
    for (const name of ['of-root', 'of-root/old', 'new/of-root']) expect(await ownerOf(name)).toBe(0)
    expect((await stat(outside)).uid).toBe(0)
    expect((await stat(inWorkspace('a b'))).mode & 0o7777).toBe(0o755)
    expect(await readFile(inWorkspace('of-root/old'), 'utf8')).toBe('changed\n')
  })

  it('is not followed out of it by names that others put there meanwhile', async () => {
    const outside = path.join(place.temporary, '../shadow')
    await writeFile(outside, 'of root')
    const started = place.startSh('aarch64', 'mkdir d; touch d/f; echo ready; sleep 0.5', asUser())
    await started.saying('ready')
    await link(outside, inWorkspace('hard'))
    await symlink(path.dirname(outside), inWorkspace('soft'))
    expect(await started.ended).toMatchObject({ status: 0 })
    expect(await ownerOf('d/f')).toBe(UID)
    expect((await stat(outside)).uid).toBe(0)
  })

  it('belongs to them whatever the workspace, its files and the variables are called', async () => {
    const odd = inWorkspace('a b\n$(touch ran) `id` "ü" \'\\ :,')
    await mkdir(path.join(odd, '-n "$x"\n'), { recursive: true })
    user.own(odd)
    const script = `printf %s "$PWD$ODD"; touch 'x\ny' "$(printf '\\377')"`
    const options = ['-w', './-n "$x"\n', '-e', 'ODD=\n"$(id)"', '--user', 'root', '--volumes', '.:/other']
    const ended = await place.sh('aarch64', script, asUser(options, { cwd: odd }))
    expect(ended).toMatchObject({ status: 0, stdout: `${odd}/-n "$x"\n\n"$(id)"` })
    const made = await readdir(path.join(odd, '-n "$x"\n'), { encoding: 'buffer' })
    expect(made.map((name) => name.toString('latin1')).sort()).toEqual(['x\ny', '\xff'])
    expect(execFileSync('find', [place.workspace, '!', '-uid', String(UID)]).toString()).toBe('')
  })

  it('is handed over when the command fails, too', async () => {
    expect(await place.sh('aarch64', 'touch failed; exit 3', asUser())).toMatchObject({ status: 3 })
    expect(await ownerOf('failed')).toBe(UID)
  })
})
