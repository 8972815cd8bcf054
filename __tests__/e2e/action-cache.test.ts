import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@jest/globals'
import { CACHED, expectSuccess, said, wholeJob } from '../support/action.js'
import { type CachedJobs, cachedJobs, savedOnce } from '../support/cached-jobs.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { otherAnnotations } from '../support/known-faults.js'
import { startMirror } from '../support/mirror-server.js'
import type { Stage } from '../support/runner.js'
import { testsAtOnce } from '../support/tests-at-once.js'

/** The cache of the workflow: one archive for each root, saved by post, restored by the next job. */

/** A digest of everything in a root with owners, modes and, for files, times, but for what a sandbox puts there. */
const LIST = `cd /; for tree in bin etc home lib media mnt opt root sbin srv usr var; do
  find $tree -type d -exec stat -c '%n %a %u %g' {} + -o ! -name resolv.conf ! -name hosts ! -name localtime ! -name gitconfig -exec stat -c '%n %f %u %g %s %Y' {} +
done 2>/dev/null | sort | sha256sum; uname -m`

const digestIn = (stage: Stage): string | undefined => /^[\da-f]{64} /m.exec(stage.log)?.[0]

const saved = savedOnce(() => CACHED)

testsAtOnce(cachedJobs, {
  'the cache of the workflow': {
    'gives the next job the root of ppc that this one has built': (given) =>
      expectRestored('ppc', 'make', given),
    'gives the next job the root of aarch64 that this one has built': (given) =>
      expectRestored('aarch64', '', given),

    'is a hit only where every architecture was': async ({ service, newJob }) => {
      service.entries.push(...(await saved()))
      const [main] = await wholeJob(await newJob(), { ...CACHED, arch: 'aarch64,ppc' })
      expectSuccess(main)
      expect(main.outputs['cache-hit']).toBe('false')
      expect(JSON.parse(main.outputs['results'] ?? '')).toMatchObject({
        aarch64: { cacheHit: true },
        ppc: { cacheHit: false },
      })
      expect(service.entries).toHaveLength(2)
    },

    'is not asked for, and gets nothing, where `cache` is false': async ({ service, newJob }) => {
      const job = await newJob()
      const [main, post] = await wholeJob(job, { ...CACHED, cache: 'false' })
      expectSuccess(main)
      expectSuccess(post)
      expect(service.calls).toEqual([])
      expect(existsSync(path.join(job.home, '.cache/xarch/archives'))).toBe(false)
    },

    'gets the root although the commands have failed, as it was before them': async ({ newJob }) => {
      const first = await newJob()
      const [failed] = await wholeJob(first, { ...CACHED, run: 'touch /changed /etc/changed; exit 3' })
      expect(failed.status).toBe(1)
      const second = await newJob(first)
      const [main] = await wholeJob(second, {
        ...CACHED,
        run: 'ls -d /changed /etc/changed || echo unchanged',
      })
      expectSuccess(main)
      expect(main.outputs['cache-hit']).toBe('true')
      expect(main.log).toMatch(/^unchanged$/m)
    },

    'gets nothing of a root that could not be built': async ({ service, newJob }) => {
      const job = await newJob()
      const [main, post] = await wholeJob(job, { ...CACHED, arch: 'ppc', packages: 'no-such-package' })
      expect(main.status).toBe(1)
      expect(said(main, 'error')).toEqual([expect.stringContaining('no-such-package')])
      expectSuccess(post)
      expect(service.entries).toEqual([])
    },

    'leaves no archive on the machine, whether it was saved or restored': async ({ newJob }) => {
      const first = await newJob()
      const archives = path.join(first.home, '.cache/xarch/archives')
      await wholeJob(first, CACHED)
      expect(await readdir(archives).catch(() => [])).toEqual([])
      await wholeJob(await newJob(first), CACHED)
      expect(await readdir(archives).catch(() => [])).toEqual([])
    },
  },
})

async function expectRestored(
  arch: string,
  packages: string,
  { service, newJob }: CachedJobs,
): Promise<void> {
  await using mirror = await startMirror(EMBEDDED_MIRROR)
  const inputs = { ...CACHED, arch, packages, mirror: mirror.url, run: LIST }
  const first = await newJob()
  const [built, saved] = await wholeJob(first, inputs)
  expectSuccess(built)
  expectSuccess(saved)
  expect(built.outputs['cache-hit']).toBe('false')
  expect(service.entries.map(({ key }) => key)).toEqual([expect.stringMatching(`^xarch-\\d+-${arch}-`)])
  expect(otherAnnotations([...built.annotations, ...saved.annotations])).toEqual([])

  mirror.requests.length = 0
  service.calls.length = 0
  const second = await newJob(first)
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
}
