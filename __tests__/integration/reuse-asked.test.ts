import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { foreignEmulator } from '../support/foreign-emulator.js'
import { startHost } from '../support/host.js'
import { temporaryFolders } from '../support/temporary.js'
import { inWorkspace, waitFor } from '../support/waiting-guest.js'
import { placeOfFile } from '../support/xarch.js'

/** Entries of somebody else beside what was asked for, and on machines that share the kernel. */

const newFolder = temporaryFolders()
const place = placeOfFile()
const theirs = foreignEmulator(place, newFolder)

describe('an emulator that was asked for', () => {
  const beside = async (): Promise<string> => {
    const own = path.join(await newFolder(), 'own')
    await mkdir(own)
    await copyFile(theirs.file, path.join(own, 'qemu-ppc'))
    return path.join(own, 'qemu-ppc')
  }

  it('by its path is not replaced by the machine’s entry', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    const own = await beside()
    const options = ['-v', '--qemu', own]
    const { status, stderr } = await place.sh('ppc', 'uname -m', { within: host.within, options })
    expect({ status, emulator: /emulator: .*/.exec(stderr)?.[0] }).toEqual({
      status: 0,
      emulator: expect.stringContaining(own) as unknown,
    })
  })

  it('by a version that nobody has is not replaced by the machine’s entry of another', async () => {
    await using host = await startHost()
    host.registerForeign('qemu-ppc', theirs.line())
    const options = ['--qemu-version', '99.1']
    const { status, stderr } = await place.sh('ppc', 'uname -m', { within: host.within, options })
    expect({ status, says: stderr.includes('99.1') }).toEqual({ status: 125, says: true })
  })

  it.each([true, false])('is the one that runs beside a run with another (mounted: %s)', async (mounted) => {
    await using host = await startHost({ mounted })
    const { within } = host
    const own = await beside()
    await place.sh('ppc', 'true', { within })
    const other = place.startSh('ppc', waitFor('seen', 'up'), { within: inWorkspace(host, place) })
    await other.saying('up')
    const script = 'sleep 1 & sleep 0.2; readlink /proc/$!/exe'
    const { stdout } = await place.sh('ppc', script, { within, options: ['--qemu', own] })
    await writeFile(path.join(place.workspace, 'seen'), '')
    await other.ended
    expect(stdout).toContain('/own/qemu-ppc\n')
  })
})

describe('what was added by hand and is removed by somebody else', () => {
  it('is forgotten by `xarch handlers remove`', async () => {
    await using host = await startHost()
    const { within } = host
    expect(await place.run(['handlers', 'add', 'ppc'], { within })).toMatchObject({ status: 0 })
    host.write('qemu-ppc', '-1')
    expect(await place.run(['handlers', 'remove', 'ppc'], { within })).toMatchObject({ status: 0 })
    expect(host.journal()).toEqual([])
  })
})

describe('an entry that is seen only once binfmt_misc is mounted', () => {
  it('serves as well: a machine’s handlers are those of its containers', async () => {
    await using machine = await startHost()
    await using container = await startHost({ mounted: false })
    machine.registerForeign('qemu-ppc', theirs.line())
    const before = machine.entry('qemu-ppc')
    const { status, stdout, stderr } = await place.sh('ppc', 'uname -m', { within: container.within })
    expect({ status, stdout, stderr: status === 0 ? '' : stderr }).toEqual({
      status: 0,
      stdout: 'ppc\n',
      stderr: '',
    })
    expect(machine.entry('qemu-ppc')).toBe(before)
  })
})
