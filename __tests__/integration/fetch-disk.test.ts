import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { withTemporaryFolder } from '../../src/platform/temporary.js'
import { EXPECTED, fetchBench, type FetchBench } from '../support/fetch-bench.js'
import { temporaryFolders } from '../support/temporary.js'

const newFolder = temporaryFolders()
let bench: FetchBench
beforeEach(async () => {
  bench = await fetchBench(await newFolder())
})
afterEach(() => bench[Symbol.asyncDispose]())

describe('a disk', () => {
  /** Has a small file system where downloads go, while something is tried. */
  async function withDisk<T>(options: string, work: () => Promise<T>): Promise<T> {
    const place = bench.got
    execFileSync('mount', ['-n', '-t', 'tmpfs', '-o', options, 'test', place])
    try {
      return await work()
    } finally {
      execFileSync('umount', ['-n', place])
    }
  }

  it.each([
    { state: 'that is full', options: 'size=64k', says: ['its disk is full', /\d+ bytes are free/] },
    { state: 'without inodes', options: 'size=1m,nr_inodes=1', says: ['no inode is free'] },
    { state: 'that is read-only', options: 'size=1m,ro', says: ['read-only (EROFS)'] },
  ])('$state is told as such, once', async ({ options, says }) => {
    const text = await withDisk(options, () => bench.failure(bench.download()))
    for (const part of [...says, `the folder ${bench.got}`, 'XDG_CACHE_HOME']) expect(text).toMatch(part)
    expect(bench.mirror.requests.map((request) => request.path)).toEqual(['/file'])
  })

  it.each([
    { state: 'without inodes', options: 'size=1m,nr_inodes=1', says: 'no inode is free' },
    { state: 'that is read-only', options: 'size=1m,ro', says: 'read-only (EROFS)' },
  ])('$state has no temporary folder, and it is told as such', async ({ options, says }) => {
    const work = (): Promise<void> => withTemporaryFolder(bench.got, () => Promise.resolve())
    expect(await withDisk(options, () => bench.failure(work()))).toContain(says)
  })

  it('without the folder is told as such', async () => {
    const nowhere = path.join(bench.got, 'none', 'file')
    const text = await bench.failure(bench.fetch.file(`${bench.mirror.url}/file`, nowhere, EXPECTED))
    expect(text).toContain(`could not write to the folder ${path.dirname(nowhere)}: it is not there`)
  })
})
