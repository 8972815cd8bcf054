import { skipAloud } from '../support/skipped.js'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aLayer, startImageBench, type ImageBench } from '../support/images.js'
import { keptRoots } from '../support/kept-roots.js'
import { NATIVE_FILE } from '../support/tarballs.js'
import { places } from '../support/xarch.js'

/** A root of an image, as a user has it; what images can be is in __tests__/integration/images.test.ts. */

let bench: ImageBench
const obstacle = await startImageBench()
  .then((made) => {
    bench = made
    return undefined
  })
  .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))

if (obstacle !== undefined) {
  skipAloud(`an image becomes a root: SKIPPED, ${obstacle}`)
} else {
  let digest = ''
  beforeAll(async () => {
    const layers = [gunzipSync(await readFile(NATIVE_FILE)), aLayer(['etc/made', 'in the second layer\n'])]
    const environment = ['GREETING=two words', 'PATH=/opt/own:/usr/bin:/bin']
    const { images, digest: index } = await bench.publish('test/native', [
      { platform: 'linux/amd64', layers, environment },
      { platform: 'linux/s390x', layers: [aLayer(['name', 's390x'])] },
    ])
    digest = images[0] ?? index
  })
  afterAll(() => bench[Symbol.asyncDispose]())
  describe('rootfs: docker://IMAGE', () => {
    const newPlace = places()

    it('runs with the layers and the variables of the image, is kept, and tells its digest', async () => {
      const place = await newPlace({ emulators: false })
      const { PATH = '' } = await bench.having('skopeo', 'podman', 'docker')
      const env = { PATH: `${PATH}:${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}` }
      const rootfs = [
        '--rootfs',
        `docker://${bench.registry}/test/native`,
        '--setup',
        'echo "$GREETING" >/etc/greeting',
      ]
      const args = ['run', '-v', '-a', 'x86_64', ...rootfs, '--', 'sh', '-c']
      const script = 'cat /etc/made /etc/greeting; echo "$GREETING $PATH"'
      const out = 'in the second layer\ntwo words\ntwo words /opt/own:/usr/bin:/bin\n'
      const first = await place.run([...args, script], { env })
      expect({ status: first.status, stderr: first.stderr }).toMatchObject({ status: 0 })
      expect(first.stdout).toBe(out)
      expect(first.stderr).toContain(`has the digest ${digest}`)
      const second = await place.run([...args, script], { env })
      expect(second).toMatchObject({ status: 0, stdout: out })
      expect(second.stderr).toContain('(reused)')
      const fetched = (await keptRoots(place)).map(({ manifest }) => manifest.fetched)
      const source = `docker://${bench.registry}/test/native`
      const one = { source, algorithm: 'sha256', digest: digest.replace('sha256:', '') }
      expect(fetched).toEqual([[one], [one]])
    })
  })
}
