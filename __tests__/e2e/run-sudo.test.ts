import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { keptRoots } from '../support/kept-roots.js'
import { withoutKnownFaults } from '../support/known-faults.js'
import { describeDifference, snapshotMachine } from '../support/machine.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { placeOfFile, until, type GuestOptions } from '../support/xarch.js'

const place = placeOfFile()
let user: OrdinaryUser
beforeAll(async () => {
  user = await ordinaryUserAt(place)
})
afterEach(() => {
  user.own(path.dirname(place.workspace)) // files that root made
})
afterAll(() => user[Symbol.asyncDispose]())

/** Starts the command as that user, who has sudo without a password. */
const asUser = (options: GuestOptions = {}): GuestOptions => ({
  ...options,
  within: [...user.worker, 'env', '-C', place.workspace, ...(options.within ?? []), user.node],
  program: path.join(user.action, 'bin/xarch'),
})

describe.each(['aarch64', 'x86_64'])('an ordinary user with sudo, on %s', (arch) => {
  it('gets output, input and status through untouched', async () => {
    const script = 'uname -m; cat; echo err >&2; exit 4'
    await place.sh(arch, 'true', asUser())
    const ended = await place.sh(arch, script, asUser({ input: 'in\0\xff' }))
    expect(ended.status).toBe(4)
    expect(withoutKnownFaults(ended.stderr)).toBe('err\n')
    expect(ended.bytes.toString()).toBe(`${arch}\nin\0\xff`)
  })

  it('hands in variables as they are, and no secret', async () => {
    const env = { VALUE: 'a b\n$(id) "ü"', SECRET: 'secret', SUDO_ASKPASS: '/x' }
    const script = 'printf %s "$VALUE"; env | grep -c -e SECRET -e SUDO -e ASKPASS'
    const { stdout } = await place.sh(arch, script, asUser({ env, options: ['-e', 'VALUE'] }))
    expect(stdout).toBe(`${env.VALUE}0\n`)
  })

  it('is root inside, and writes to the workspace', async () => {
    const ended = await place.sh(arch, 'id -u; pwd >made', asUser())
    expect(ended).toMatchObject({ status: 0, stdout: '0\n' })
    expect(await readFile(path.join(place.workspace, 'made'), 'utf8')).toBe(`${place.workspace}\n`)
  })

  it('can end the command by a signal that it handles', async () => {
    const script = "trap 'echo trapped; exit 9' TERM; echo up; while :; do sleep 0.05; done"
    const started = place.startSh(arch, script, asUser())
    await started.saying('up')
    started.child.kill('SIGTERM')
    expect(await started.ended).toMatchObject({ status: 9, stdout: 'up\ntrapped\n' })
  })

  it('leaves nothing running after SIGKILL', async () => {
    const before = snapshotMachine()
    const started = place.startSh(arch, "trap '' TERM HUP; echo up; sleep 300", asUser())
    await started.saying('up')
    started.child.kill('SIGKILL')
    const left = (): string[] => describeDifference(before, snapshotMachine())
    await until(() => left().length === 0, 1000).catch(() => {
      expect(left()).toEqual([])
    })
    await started.ended
  })

  it('keeps its own store, which is the user’s', async () => {
    await place.sh(arch, 'true', asUser())
    const kept = await keptRoots(place)
    expect(kept.length).toBeGreaterThan(0)
    for (const { folder } of kept)
      for (const name of [folder, path.dirname(folder)]) expect((await stat(name)).uid).toBe(1001)
  })
})

describe('an ordinary user without sudo', () => {
  it('is told what is needed, before anything is done', async () => {
    const { status, stdout, stderr } = await place.sh(
      'aarch64',
      'echo run',
      asUser({ within: ['setpriv', '--no-new-privs'], options: ['--isolation', 'unshare'] }),
    )
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
    expect(stderr).toContain('root is needed')
    expect(stderr).toContain('error: do: ')
  })
})
