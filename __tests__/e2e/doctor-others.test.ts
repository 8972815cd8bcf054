import { copyFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { registerLine } from '../../src/binfmt/entry.js'
import { architecture } from '../support/builders.js'
import { doctor, lacking } from '../support/doctor.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startHost } from '../support/host.js'
import { startMirror } from '../support/mirror-server.js'
import { ordinaryUserAt, type OrdinaryUser } from '../support/ordinary-user.js'
import { placeOfFile, type RunOptions } from '../support/xarch.js'

/** `xarch doctor` where others have registered handlers, and of an ordinary user. */

const place = placeOfFile()

describe('handlers of others', () => {
  it('that are broken are named, with the command that removes them, and stay as they were', async () => {
    await using host = await startHost()
    const emulator = path.join(place.temporary, 'qemu-ppc')
    await copyFile('/bin/true', emulator)
    const arch = architecture('ppc')
    host.registerForeign(
      'qemu-ppc',
      registerLine('qemu-ppc', { arch, setuid: false }, emulator).replace(/PF$/, 'P'),
    )
    await rm(emulator)
    const entry = host.entry('qemu-ppc')
    const { of, status } = await doctor(place, [], { within: [...host.within, 'env', '-C', place.workspace] })
    expect(status).toBe(0)
    expect(of('handler-qemu-ppc')).toMatchObject({
      state: 'limited',
      says: expect.stringMatching(/without the flag F.*is not there/),
      mend: "sh -c 'echo -1 >/proc/sys/fs/binfmt_misc/qemu-ppc'",
    })
    expect(host.entry('qemu-ppc')).toBe(entry)
    expect(host.journal()).toEqual([])
  })

  it('that are all switched off, are what is missing', async () => {
    const script =
      'mount -t binfmt_misc none /proc/sys/fs/binfmt_misc; echo 0 >/proc/sys/fs/binfmt_misc/status; exec "$@"'
    const within = ['unshare', '--user', '--map-root-user', '--mount', '--propagation', 'private']
    const { status, of } = await doctor(place, [], { within: [...within, 'sh', '-ec', script, 'sh'] })
    expect(status).toBe(1)
    expect(of('binfmt_misc')).toMatchObject({
      ...{ state: 'missing', needed: true },
      mend: "sh -c 'echo 1 >/proc/sys/fs/binfmt_misc/status'",
    })
  })
})

describe('an ordinary user', () => {
  for (const sudo of [true, false]) {
    describe(sudo ? 'with sudo' : 'without sudo', () => {
      let user: OrdinaryUser
      beforeAll(async () => {
        user = await ordinaryUserAt(place, { sudo })
      })
      afterAll(() => user[Symbol.asyncDispose]())
      const asUser = (): RunOptions => {
        user.own(path.dirname(place.workspace))
        return {
          within: [...user.worker, 'env', '-C', place.workspace, user.node],
          program: path.join(user.action, 'bin/xarch'),
        }
      }
      // The mirror is the checkout's, which may be root's alone.
      it(`can run by ${sudo ? 'unshare' : 'strict'}`, async () => {
        await using mirror = await startMirror(EMBEDDED_MIRROR)
        const { report, of } = await doctor(place, [], asUser(), [
          '--mirror',
          mirror.url,
          '--branch',
          'v3.20',
        ])
        expect(lacking(report)).toEqual([])
        expect(of('root')?.state).toBe(sudo ? 'ok' : 'limited')
        expect(of('binfmt_misc')?.state).toBe(sudo ? 'ok' : 'limited')
        expect(of('subordinate-ids')).toMatchObject({
          state: 'limited',
          mend: expect.stringContaining('--add-subuids'),
        })
        expect(of('isolation-unshare')?.state).toBe(sudo ? 'ok' : 'missing')
        expect(report.architectures[0]?.isolation).toBe(sudo ? 'unshare' : 'strict')
        if (!sudo) expect(of('isolation-bwrap')?.says).toContain('an ordinary user can register none')
      })
    })
  }
})
