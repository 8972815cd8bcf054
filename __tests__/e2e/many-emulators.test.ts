import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { fakeEmulator } from '../support/fake-emulator.js'
import { storeEmulator } from '../support/store-emulator.js'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

/** A folder of emulators: one that runs programs, one that runs none. */
let folder: string
beforeAll(async () => {
  folder = path.join(place.workspace, 'emulators')
  await mkdir(folder)
  await copyFile(await storeEmulator(place, 'aarch64'), path.join(folder, 'qemu-aarch64'))
  await writeFile(path.join(folder, 'qemu-mips64'), fakeEmulator('mips64', '10.0', 1), { mode: 0o755 })
})

const uname = (arch: string, ...options: string[]) =>
  place.sh(arch, 'uname -m', { options: ['--qemu', folder, '--json', ...options] })

const resultsOf = (stdout: string): Record<string, { result: string; error: string | null }> =>
  JSON.parse(stdout) as ReturnType<typeof resultsOf>

describe('an architecture whose emulator cannot be had', () => {
  it.each([[[]], [['--binfmt', 'private']]])('fails for itself, the others run (%j)', async (options) => {
    const { status, stdout, stderr } = await uname('ppc,aarch64,mips64', '--fail-fast=false', ...options)
    expect(status).toBe(125)
    expect(resultsOf(stdout)).toMatchObject({
      aarch64: { result: 'passed' },
      ppc: { result: 'failed' },
      mips64: { result: 'failed' },
    })
    expect(stderr).toContain('aarch64 | aarch64\n')
    expect(stderr).toMatch(/^xarch: error: ppc: there is no static qemu-ppc /m)
    expect(stderr).toMatch(/^xarch: error: mips64: there is no static qemu-mips64 /m)
    expect(stderr).toMatch(/qemu-mips64 .* is no static emulator that runs a mips64 program here/)
  })

  it('ends the others where that is asked for', async () => {
    const { status, stdout } = await place.sh('aarch64,ppc', 'sleep 30', {
      options: ['--qemu', folder, '--json', '--parallel', '2'],
    })
    expect(status).toBe(125)
    expect(resultsOf(stdout)).toMatchObject({ aarch64: { result: 'cancelled' }, ppc: { result: 'failed' } })
  })

  it('has the one error where it is the only one', async () => {
    const { status, stdout, stderr } = await uname('ppc')
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
    expect(stderr.match(/there is no static/g)).toHaveLength(1)
  })
})

describe('further handlers', () => {
  it('that were named have to be there', async () => {
    const { status, stderr } = await uname('aarch64', '--handlers', 's390x,ppc')
    expect(status).toBe(125)
    expect(stderr).toMatch(/^xarch: error: there is no static qemu-s390x, qemu-ppc /m)
  })

  it('are those that can be had where all are asked for; a warning names the others', async () => {
    const { status, stderr } = await uname('aarch64', '--handlers', 'all')
    expect(status).toBe(0)
    expect(stderr).toMatch(/^xarch: warning: no handlers for .*\bppc\b.*: there is no static qemu-/m)
  })
})
