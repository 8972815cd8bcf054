import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, afterAll, describe, expect, it } from '@jest/globals'
import { explain, Failed } from '../../src/report/errors.js'
import { unpack } from '../../src/rootfs/unpack.js'
import { enginePorts } from '../support/engine.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Archives that are made to write outside of the root, to fill the disk, or to say something in the log. */

interface Case {
  readonly verdict: 'accept' | 'reject' | 'limit'
  readonly why: string
}

/** Named here, so that each has a test of its own; the generator says what is to become of it. */
const NAMES = [
  '00-good',
  '01-absolute',
  '02-dotdot',
  '03-dotdot-middle',
  '04-symlink-abs-then-file',
  '05-symlink-rel-then-file',
  '06-dir-replaced-by-symlink',
  '07-symlink-chain',
  '08-hardlink-abs',
  '09-hardlink-dotdot',
  '10-hardlink-via-symlink',
  '11-hardlink-to-symlink',
  '12-pax-path',
  '13-devices',
  '14-fifo',
  '15-setuid',
  '16-sparse-1TiB',
  '17-bomb',
  '18-inodes',
  '19-deep',
  '20-truncated',
  '21-garbage-behind',
  '22-second-member',
  '23-bad-checksum',
  '24-names',
  '25-root-mode',
  '26-resolv-link',
  '27-duplicate',
  '28-capability',
]

describe('an archive that was made to do harm', () => {
  let folder: TemporaryFolder
  let cases: Readonly<Record<string, Case>> = {}
  const at = (...names: string[]): string => path.join(folder.path, ...names)

  beforeAll(async () => {
    folder = await temporaryFolder()
    await mkdir(at('escape'))
    await writeFile(at('escape/victim'), 'of the machine\n')
    const generator = path.join(REPOSITORY, '__tests__/fixtures/hostile-tarballs.py')
    execFileSync('python3', [generator, at('tarballs'), at('escape')], { stdio: 'ignore' })
    cases = JSON.parse(readFileSync(at('tarballs/expect.json'), 'utf8')) as typeof cases
  }, 120_000)
  afterAll(() => folder.remove())
  watchMachine()

  it('is each of those that the generator makes', () => {
    expect(Object.keys(cases).sort()).toEqual([...NAMES].sort())
  })

  it.each(NAMES)('%s gets what it deserves, and nothing is written outside of the root', async (name) => {
    const root = at('root')
    const archive = {
      file: at('tarballs', `${name}.tar.gz`),
      source: `https://example.invalid/${name}.tar.gz`,
    }
    const verdict = await unpack(archive, root, [], enginePorts(folder.path)).then(
      () => 'accept',
      (error: unknown) => error,
    )
    try {
      if (cases[name]?.verdict === 'accept') expect(verdict).toBe('accept')
      else {
        expect(verdict).toBeInstanceOf(Failed)
        expect(explain(verdict).join('')).toMatch(/^[\x20-\x7e…]+$/)
        expect(explain(verdict)[0]).toContain(`${name}.tar.gz`)
      }
      const { mode, uid } = await stat(root)
      expect([(mode & 0o7777).toString(8), uid]).toEqual([verdict === 'accept' ? '755' : '700', 0])
    } finally {
      execFileSync('rm', ['-rf', '--', root])
    }
    expect((await readdir(folder.path)).sort()).toEqual(['escape', 'tarballs'])
    expect(await readdir(at('escape'))).toEqual(['victim'])
    expect(await readFile(at('escape/victim'), 'utf8')).toBe('of the machine\n')
  })
})
