import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { machine, platform, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ARCHITECTURES, type Architecture } from '../../src/arch/architectures.js'
import { executionOn } from '../../src/arch/resolve.js'
import { CANARY_STATUS, canaryElf } from '../../src/qemu/canary.js'
import { QEMU_FOLDER } from '../support/given-emulators.js'
import { NEWER_EMULATORS, NO_NEWER_EMULATORS } from '../support/newer-emulators.js'
import { TEST_TOOLS } from '../support/runner-environment.js'

const GIVEN = (QEMU_FOLDER ?? '') === '' ? join(TEST_TOOLS, 'qemu') : QEMU_FOLDER
const FOLDERS = [GIVEN ?? '', ...(process.env['PATH'] ?? '').split(delimiter)]

/** The first emulator of a cpu: in XARCH_TEST_QEMU_DIR (by itself what scripts/test-tools.sh brings), else on PATH. */
function findEmulator(cpu: string, folders = FOLDERS): string | undefined {
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => [join(folder, `qemu-${cpu}-static`), join(folder, `qemu-${cpu}`)])
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'canary-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Runs the canary of a row, by an emulator or, without one, by the kernel. */
function run(row: Architecture, emulator?: string) {
  const path = join(folder, row.name)
  writeFileSync(path, canaryElf(row), { mode: 0o755 })
  const { status, signal, stdout, stderr, error } = spawnSync(emulator ?? path, emulator ? [path] : [], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, signal, output: stdout + stderr, error }
}

const fine = { status: CANARY_STATUS, signal: null, output: '', error: undefined }

describe('a canary under its emulator', () => {
  for (const row of ARCHITECTURES) {
    const emulator = findEmulator(row.cpu)
    if (emulator === undefined) {
      it.skip(`${row.name}: SKIPPED, no qemu-${row.cpu}[-static] in XARCH_TEST_QEMU_DIR or on PATH`, () =>
        undefined)
    } else {
      it(`${row.name}: ends with ${CANARY_STATUS} (${emulator})`, () => {
        expect(run(row, emulator)).toEqual(fine)
      })
    }
  }
})

describe('a canary under a newer emulator', () => {
  if (NEWER_EMULATORS === undefined) it.skip(`ends with its status: ${NO_NEWER_EMULATORS}`, () => undefined)
  for (const row of NEWER_EMULATORS === undefined ? [] : ARCHITECTURES) {
    it(`${row.name}: ends with ${CANARY_STATUS}`, () => {
      const emulator = findEmulator(row.cpu, [NEWER_EMULATORS ?? ''])
      expect(emulator).toBeDefined()
      expect(run(row, emulator)).toEqual(fine)
    })
  }
})

describe('a canary under an emulator of another cpu', () => {
  const other = ARCHITECTURES.find(({ cpu }) => cpu !== 'aarch64' && findEmulator(cpu) !== undefined)
  const emulator = other && findEmulator(other.cpu)
  const aarch64 = ARCHITECTURES.find(({ name }) => name === 'aarch64')
  if (emulator === undefined || aarch64 === undefined) {
    it.skip('does not end with its status: SKIPPED, there is no emulator at all', () => undefined)
  } else {
    it(`does not end with its status (aarch64 under ${emulator})`, () => {
      expect(run(aarch64, emulator).status).not.toBe(CANARY_STATUS)
    })
  }
})

describe('a canary without an emulator', () => {
  const natives = ARCHITECTURES.filter((row) => executionOn(machine(), row) === 'native')
  if (platform() !== 'linux' || natives.length === 0) {
    it.skip(`runs on this host: SKIPPED, nothing is native to ${platform()} on ${machine()}`, () => undefined)
  }
  for (const row of natives) {
    it(`${row.name}: ends with ${CANARY_STATUS} on this host (${machine()})`, () => {
      expect(run(row)).toEqual(fine)
    })
  }
})
