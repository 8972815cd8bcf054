import { chmod, mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { canaryElf } from '../../src/qemu/canary.js'
import { isStaticProgram, isVersion, needsLoader, parseVersion } from '../../src/qemu/emulator.js'
import { fakeEmulator } from '../support/fake-emulator.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()

describe('the version that an emulator says', () => {
  it.each([
    ['qemu-ppc version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)\nCopyright (c) 2003-2022 Fabrice', '7.2.22'],
    ['qemu-aarch64 version 8.2.2 (Debian 1:8.2.2+ds-0ubuntu1.4)', '8.2.2'],
    ['qemu-s390x version 10.0.2\n', '10.0.2'],
    ['qemu-s390x version 11.0\n', '11.0'],
    ['qemu-aarch64 version 10.2.50 (v10.2.0-1-gabc)', '10.2.50'],
    ['qemu-ppc 7.2.22', undefined],
    ['', undefined],
    ['version x.y', undefined],
  ])('in %j is %s', (text, version) => {
    expect(parseVersion(text)).toBe(version)
  })
})

describe('a version that is asked for', () => {
  it.each([
    ['10.1.3', '', true],
    ['10.1.3', '10', true],
    ['10.1.3', '10.1', true],
    ['10.1.3', '10.1.3', true],
    ['10.1.3', '1', false],
    ['10.1.3', '10.1.30', false],
    ['10.13.0', '10.1', false],
    ['10.0', '10.0.0', false],
    ['7.2.22', '10', false],
  ])('%s is a %j: %s', (version, asked, is) => {
    expect(isVersion(version, asked)).toBe(is)
  })
})

/** The beginning of a file, as much as is looked at. */
async function head(file: string): Promise<Buffer> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
  return buffer.subarray(0, bytesRead)
}

describe('a program needs a loader', () => {
  it.each(ARCHITECTURES)('not where it is static: a canary of $name', (arch) => {
    expect(needsLoader(canaryElf(arch))).toBe(false)
  })

  it.each(['/bin/sh', process.execPath])('where it is dynamic: %s of this machine', async (file) => {
    expect(needsLoader(await head(file))).toBe(true)
  })

  it('for all we know, where its headers cannot be read', async () => {
    const shell = await head('/bin/sh')
    expect(needsLoader(Buffer.alloc(0))).toBe(true)
    expect(needsLoader(Buffer.from('#!/bin/sh\n'.padEnd(100, '#')))).toBe(true)
    expect(needsLoader(fakeEmulator('ppc', '1.0').subarray(0, 64))).toBe(true)
    for (const length of [4, 52, 63, 65, 100]) expect(needsLoader(shell.subarray(0, length))).toBe(true)
  })
})

describe('a static program', () => {
  it('is a file that may be executed and needs no loader, also through a link', async () => {
    const folder = await newFolder()
    const file = path.join(folder, 'qemu-ppc')
    await writeFile(file, fakeEmulator('ppc', '10.0.0'), { mode: 0o755 })
    await symlink(file, path.join(folder, 'link'))
    expect(isStaticProgram(file)).toBe(true)
    expect(isStaticProgram(path.join(folder, 'link'))).toBe(true)
    await chmod(file, 0o644)
    expect(isStaticProgram(file)).toBe(false)
  })

  it('is neither a folder, nor a script, nor a dynamic program, nor one of another machine, nor nothing', async () => {
    const folder = await newFolder()
    await mkdir(path.join(folder, 'qemu-ppc'))
    await writeFile(path.join(folder, 'script'), '#!/bin/sh\nexit 73\n', { mode: 0o755 })
    await writeFile(path.join(folder, 'empty'), '', { mode: 0o755 })
    await writeFile(path.join(folder, 'dynamic'), await readFile('/bin/sh'), { mode: 0o755 })
    const foreign = ARCHITECTURES.filter((row) => row.cpu === 'ppc' || row.cpu === 'loongarch64')
    for (const row of foreign) await writeFile(path.join(folder, row.name), canaryElf(row), { mode: 0o755 })
    const names = ['qemu-ppc', 'script', 'empty', 'dynamic', 'none', ...foreign.map(({ name }) => name)]
    const are = names.map((name) => isStaticProgram(path.join(folder, name)))
    expect(are).toEqual(names.map(() => false))
  })
})
