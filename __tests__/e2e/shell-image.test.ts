import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { expectSuccess, jobs, QUICK } from '../support/action.js'
import { aLayer, startImageBench, type ImageBench } from '../support/images.js'
import { skipAloud } from '../support/skipped.js'
import { NATIVE_FILE } from '../support/tarballs.js'

/** Later steps in a root that was an image. */

let bench: ImageBench
const obstacle = await startImageBench()
  .then((made) => {
    bench = made
    return undefined
  })
  .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))

if (obstacle !== undefined) {
  skipAloud(`later steps in the root of an image: SKIPPED, ${obstacle}`)
} else {
  beforeAll(async () => {
    const layers = [gunzipSync(await readFile(NATIVE_FILE)), aLayer(['etc/made', 'in the second layer\n'])]
    const environment = ['GREETING=two words', 'PATH=/opt/own:/usr/bin:/bin', 'HOME=/opt', 'CI=image']
    await bench.publish('test/later', [{ platform: 'linux/amd64', layers, environment }])
  })
  afterAll(() => bench[Symbol.asyncDispose]())

  describe('a later step in the root of an image', () => {
    const newJob = jobs()

    it('has the variables of the image, where neither the workflow nor who runs it has others', async () => {
      const { PATH = '' } = await bench.having('skopeo')
      const job = await newJob({ env: { PATH: `${PATH}:${process.env['PATH'] ?? ''}` } })
      const { cache } = QUICK
      const run = 'cat /etc/made; echo "$GREETING $PATH $HOME $CI"'
      const inputs = { arch: 'x86_64', cache, rootfs: `docker://${bench.registry}/test/later`, run }
      const main = await job.step(inputs).main()
      expectSuccess(main)
      const said = (home: string): string =>
        `in the second layer\ntwo words /opt/own:/usr/bin:/bin ${home} true\n`
      expect(main.log).toContain(said('/opt'))
      expect(await job.run('xarch {0}', run)).toMatchObject({ status: 0, log: said('/opt') })
      expect(await job.run('xarch --user games {0}', run)).toMatchObject({ log: said('/usr/games') })
      const log = 'in the second layer\nmine /opt/own:/usr/bin:/bin /opt true\n'
      expect(await job.run('xarch {0}', run, { env: { GREETING: 'mine' } })).toMatchObject({ log })
    })
  })
}
