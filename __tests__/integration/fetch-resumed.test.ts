import { execFileSync } from 'node:child_process'
import { utimesSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Expected } from '../../src/platform/ports.js'
import { CONTENT, EXPECTED, expectedOf, fetchBench, type FetchBench } from '../support/fetch-bench.js'
import { startMirror } from '../support/mirror-server.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()
let bench: FetchBench
beforeEach(async () => {
  bench = await fetchBench(await newFolder())
})
afterEach(() => bench[Symbol.asyncDispose]())

describe('a broken download', () => {
  const PART: unknown = expect.stringMatching(/^bytes=[1-9]\d{4,5}-$/)
  const ranges = (): (string | undefined)[] => bench.mirror.requests.map(({ range }) => range)

  it('goes on where it has broken off', async () => {
    bench.mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    expect(await bench.download()).toMatchObject(EXPECTED)
    expect(ranges()).toEqual([undefined, PART])
  })

  it('begins anew where the file is another one by now', async () => {
    bench.mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    const other = Buffer.from(CONTENT.map((byte) => byte ^ 1))
    bench.onLine = () => {
      execFileSync('cp', ['--', path.join(path.dirname(bench.got), 'other'), path.join(bench.served, 'file')])
    }
    await writeFile(path.join(path.dirname(bench.got), 'other'), other)
    const expected: Expected = expectedOf(other)
    expect(await bench.download(undefined, expected)).toMatchObject(expected)
    expect((await readFile(bench.target)).equals(other)).toBe(true)
    expect(ranges()).toEqual([undefined, PART])
  })

  it('begins anew where its two parts do not fit', async () => {
    bench.mirror.faults['/file'] = { kind: 'truncated', times: 1 }
    const file = path.join(bench.served, 'file')
    // Other bytes under the same tag; then the right ones again.
    const rewrite = (bytes: Buffer): void => {
      writeFileSync(file, bytes)
      utimesSync(file, 1e9, 1e9)
    }
    rewrite(CONTENT)
    bench.onLine = () => {
      rewrite(Buffer.alloc(CONTENT.length))
      bench.onLine = () => {
        rewrite(CONTENT)
      }
    }
    expect(await bench.download()).toMatchObject(EXPECTED)
    expect(ranges()).toEqual([undefined, PART, undefined])
  })

  it('begins anew where the server gives no parts', async () => {
    await using plain = await startMirror(bench.served, {
      faults: { '/file': { kind: 'truncated', times: 1 } },
    })
    expect(await bench.download(`${plain.url}/file`)).toMatchObject(EXPECTED)
    expect(plain.requests.map(({ range }) => range)).toEqual([undefined, undefined])
  })
})
