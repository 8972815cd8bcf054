import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { CACHED, expectSuccess, jobs, said, wholeJob } from '../support/action.js'
import { startCacheService } from '../support/cache-service.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { otherAnnotations } from '../support/known-faults.js'
import { startMirror } from '../support/mirror-server.js'
import type { Stage } from '../support/runner.js'

/** The cache of the workflow: one archive for each root, saved by post, restored by the next job. */

const newJob = jobs()

/** A digest of everything in a root with owners, modes and, for files, times, but for what a sandbox puts there. */
const LIST = `cd /; for tree in bin etc home lib media mnt opt root sbin srv usr var; do
  find $tree -type d -exec stat -c '%n %a %u %g' {} + -o ! -name resolv.conf -exec stat -c '%n %f %u %g %s %Y' {} +
done 2>/dev/null | sort | sha256sum; uname -m`

const digestIn = (stage: Stage): string | undefined => /^[\da-f]{64} /m.exec(stage.log)?.[0]

describe('the cache of the workflow', () => {
  it.each([
    { arch: 'aarch64', packages: '' },
    { arch: 'ppc', packages: 'make' },
  ])('gives the next job the root of $arch that this one has built', async ({ arch, packages }) => {
    await using service = await startCacheService()
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const inputs = { ...CACHED, arch, packages, mirror: mirror.url, run: LIST }
    const first = await newJob({ env: service.env })
    const [built, saved] = await wholeJob(first, inputs)
    expectSuccess(built)
    expectSuccess(saved)
    expect(built.outputs['cache-hit']).toBe('false')
    expect(service.entries.map(({ key }) => key)).toEqual([expect.stringMatching(`^xarch-\\d+-${arch}-`)])
    expect(otherAnnotations([...built.annotations, ...saved.annotations])).toEqual([])

    mirror.requests.length = 0
    service.calls.length = 0
    const second = await newJob({ env: service.env }, first)
    const [restored, after] = await wholeJob(second, inputs)
    expectSuccess(restored)
    expectSuccess(after)
    expect(restored.outputs['cache-hit']).toBe('true')
    expect(mirror.requests).toEqual([])
    expect(digestIn(built)).toBeDefined()
    expect(digestIn(restored)).toBe(digestIn(built))
    // Nothing is saved again: the entry is there.
    expect(service.calls).toEqual(['GetCacheEntryDownloadURL', 'GET blob'])
    expect(otherAnnotations([...restored.annotations, ...after.annotations])).toEqual([])
  })

  it('is a hit only where every architecture was', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    await wholeJob(first, CACHED)
    const second = await newJob({ env: service.env }, first)
    const [main] = await wholeJob(second, { ...CACHED, arch: 'aarch64,ppc' })
    expectSuccess(main)
    expect(main.outputs['cache-hit']).toBe('false')
    expect(JSON.parse(main.outputs['results'] ?? '')).toMatchObject({
      aarch64: { cacheHit: true },
      ppc: { cacheHit: false },
    })
    expect(service.entries).toHaveLength(2)
  })

  it('is not asked for, and gets nothing, where `cache` is false', async () => {
    await using service = await startCacheService()
    const job = await newJob({ env: service.env })
    const [main, post] = await wholeJob(job, { ...CACHED, cache: 'false' })
    expectSuccess(main)
    expectSuccess(post)
    expect(service.calls).toEqual([])
    expect(existsSync(path.join(job.home, '.cache/xarch/archives'))).toBe(false)
  })

  it('gets the root although the commands have failed, as it was before them', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    const [failed] = await wholeJob(first, { ...CACHED, run: 'touch /changed /etc/changed; exit 3' })
    expect(failed.status).toBe(1)
    const second = await newJob({ env: service.env }, first)
    const [main] = await wholeJob(second, { ...CACHED, run: 'ls -d /changed /etc/changed || echo unchanged' })
    expectSuccess(main)
    expect(main.outputs['cache-hit']).toBe('true')
    expect(main.log).toMatch(/^unchanged$/m)
  })

  it('gets nothing of a root that could not be built', async () => {
    await using service = await startCacheService()
    const job = await newJob({ env: service.env })
    const [main, post] = await wholeJob(job, { ...CACHED, arch: 'ppc', packages: 'no-such-package' })
    expect(main.status).toBe(1)
    expect(said(main, 'error')).toEqual([expect.stringContaining('no-such-package')])
    expectSuccess(post)
    expect(service.entries).toEqual([])
  })

  it('leaves no archive on the machine, whether it was saved or restored', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    const archives = path.join(first.home, '.cache/xarch/archives')
    await wholeJob(first, CACHED)
    expect(await readdir(archives).catch(() => [])).toEqual([])
    await wholeJob(await newJob({ env: service.env }, first), CACHED)
    expect(await readdir(archives).catch(() => [])).toEqual([])
  })
})
