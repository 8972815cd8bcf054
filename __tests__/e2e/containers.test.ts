import { skipAloud } from '../support/skipped.js'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ENGINES, IMAGE, NO_HANDLER, obstacle, PLATFORM, engineOfBlock } from '../support/containers.js'
import { startHost, type Host } from '../support/host.js'
import { placeOfFile } from '../support/xarch.js'

/** Docker and podman run images of other architectures by a handler of ours, and need to be told nothing of it. */

const place = placeOfFile()

const UNAME = ['uname', '-m'] as const
const AARCH64 = { status: 0, stdout: 'aarch64\n' }

/** What an engine could have left that is not a process or a mount. */
function traces(): string[] {
  const folders = [
    '/etc',
    '/var/lib',
    '/dev/shm',
    '/sys/class/net',
    '/sys/fs/cgroup/devices',
    '/sys/fs/cgroup',
  ]
  const names = folders.filter(existsSync).flatMap((at) => readdirSync(at).map((name) => `${at}/${name}`))
  const forwarding = readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8').trim()
  return [...names, `ip_forward ${forwarding}`].sort()
}
let before: string[]
beforeAll(() => {
  before = traces()
})
afterAll(() => {
  expect(traces()).toEqual(before)
})

/** Runs `xarch handlers VERB aarch64` on a machine. */
async function handlers(verb: 'add' | 'remove', { within }: Host): Promise<void> {
  const { status, stderr } = await place.run(['handlers', verb, 'aarch64'], { within })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
}

/** A machine that has had no binfmt_misc mounted, with the handler. */
async function startHostWithHandler(): Promise<Host> {
  const host = await startHost({ mounted: false })
  try {
    await handlers('add', host)
    return host
  } catch (error) {
    await host[Symbol.asyncDispose]()
    throw error
  }
}

for (const name of ENGINES) {
  const reason = await obstacle(name)
  if (reason === undefined) describe(`with a handler, ${name}`, testsOf(name))
  else skipAloud(`${name} runs images of aarch64: SKIPPED, ${reason}`)
}

function testsOf(name: (typeof ENGINES)[number]): () => void {
  return () => {
    const engine = engineOfBlock(name)

    /** An image by its name and platform, and by its id alone. */
    const bothWays = async () => [
      await engine().run(['--platform', PLATFORM], IMAGE, ...UNAME),
      await engine().run([], engine().image, ...UNAME),
    ]

    it('runs an image of aarch64, and no more once the handler is removed', async () => {
      await using host = await startHostWithHandler()
      expect(await bothWays()).toMatchObject([AARCH64, AARCH64])
      await handlers('remove', host)
      for (const { status, stdout, stderr } of await bothWays()) {
        expect({ failed: status > 0, stdout }).toEqual({ failed: true, stdout: '' })
        expect(stderr).toMatch(NO_HANDLER)
      }
      expect({ mounted: host.isMounted(), journal: host.journal() }).toEqual({ mounted: false, journal: [] })
    })

    it('runs it as another user, who writes to a volume', async () => {
      const folder = path.join(place.workspace, `volume-${name}`)
      await mkdir(folder)
      await chmod(folder, 0o777)
      await using host = await startHostWithHandler()
      const options = ['--platform', PLATFORM, '--user', '1000:1001', '-v', `${folder}:/w`, '-w', '/w']
      const script = 'uname -m; id -u; id -g; uname -m >written; stat -c %u:%g written'
      expect(await engine().run(options, IMAGE, 'sh', '-c', script)).toMatchObject({
        status: 0,
        stdout: 'aarch64\n1000\n1001\n1000:1001\n',
      })
      expect(await readFile(path.join(folder, 'written'), 'utf8')).toBe('aarch64\n')
      await handlers('remove', host)
    })

    it('builds an image whose steps run programs of aarch64', async () => {
      await using host = await startHostWithHandler()
      const tag = 'localhost/xarch-test:built'
      const built = await engine().build(
        tag,
        `FROM ${IMAGE}\nRUN uname -m >/built && apk --print-arch >>/built\n`,
      )
      expect(built).toMatchObject({ status: 0 })
      expect(await engine().run(['--platform', PLATFORM], tag, 'cat', '/built')).toMatchObject({
        status: 0,
        stdout: 'aarch64\naarch64\n',
      })
      await handlers('remove', host)
    })
  }
}
