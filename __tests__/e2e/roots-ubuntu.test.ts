import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { resolveArchitecture } from '../../src/arch/resolve.js'
import { describeDebian, LONG } from '../support/debian.js'
import { aptOfItsOwn } from '../support/apt-host.js'
import { startHost } from '../support/host.js'
import { keptRoots } from '../support/kept-roots.js'
import { startMirror } from '../support/mirror-server.js'
import { newSigner, type Signer } from '../support/openpgp.js'
import { expectRefused } from '../support/refusal.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'
import { ubuntuArchive, ubuntuHosts } from '../support/ubuntu-archive.js'
import { placeOfCase, placeOfFile, type Ended, type Place, type RunOptions } from '../support/xarch.js'

/** Roots of Ubuntu, from an archive on loopback that looks like its own: Debian's programs, published as Ubuntu's are. */

/** What the program of Unix Version 7 makes of the letter i. */
const BANNER = ['', '    #', '    #', '    #', '    #', '    #', '    #', ''].join('\n')

/** Its version, as a number. */
const FIGLET = '20205'

const MINUTES = 3 * 60_000

/** Emulated, the scripts of its packages take half a minute. */
const ARCH =
  LONG.archs(['arm64'])[0] ?? execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim()
const NAME = resolveArchitecture(ARCH)?.name ?? ARCH
const [MAIN_HOST, SECURITY_HOST = MAIN_HOST] = ubuntuHosts(ARCH)

describeDebian(`rootfs: ubuntu:SUITE${LONG.note}`, () => {
  const place = placeOfFile()
  let shared: TemporaryFolder
  let signer: Signer
  let served: string
  beforeAll(async () => {
    shared = await temporaryFolder()
    signer = newSigner(shared.path, 'ubuntu')
    served = ubuntuArchive(shared.path, ARCH, signer)
  }, MINUTES)
  afterAll(async () => {
    signer[Symbol.dispose]()
    await shared.remove()
  })
  const runNoble = (at: Place, options: readonly string[], more: RunOptions = {}): Promise<Ended> =>
    at.run(['run', '-v', '-a', ARCH, '--rootfs', 'ubuntu:noble', ...options], {
      withinMs: MINUTES,
      ...more,
    })

  it(
    'is made from a mirror with a keyring of its own, and a suite besides; packages of both are installed, later too, and by the apt inside',
    async () => {
      await using mirror = await startMirror(served)
      const line = `deb [arch=${ARCH}] ${mirror.url}/ubuntu noble-proposed universe`
      const named = ['--mirror', `${mirror.url}/ubuntu`, '--keys', signer.keyring, '--repositories', line]
      const source = [...named, '-p', 'figlet hello']
      const script = `hello; figlet -I 1; . /etc/os-release; echo $ID $VERSION_CODENAME; cat /etc/apt/sources.list
        apt-get -qq update && apt-get -qq install sysvbanner >/dev/null 2>&1 && banner i`
      const made = await runNoble(place, [...source, '--', 'sh', '-c', script])
      expect(made.stdout.replace(/ +$/gm, '')).toBe(
        [
          ...['Hello, world!', FIGLET, 'ubuntu noble', `deb ${mirror.url}/ubuntu noble main universe`],
          ...[line, BANNER, ''],
        ].join('\n'),
      )
      expect(made).toMatchObject({ status: 0 })
      expect(made.stderr).toContain('root: ubuntu noble (24.04) by mmdebstrap (built)')
      const roots = await keptRoots(place, NAME)
      expect(roots.map(({ manifest }) => manifest.ingredients['packages']).sort()).toEqual([
        '',
        'figlet hello',
      ])
      const again = await runNoble(place, [...source, '--', 'hello'])
      expect(again).toMatchObject({ status: 0, stdout: 'Hello, world!\n' })
      expect(again.stderr).toContain('(reused)')
    },
    MINUTES,
  )

  it(
    'comes from the hosts of Ubuntu, with its updates, by the keyring that apt installs; a package of other bytes is refused',
    async () => {
      const faults = { [`${MAIN_HOST}/pool/main/b/bash/*`]: { kind: 'flip' } } as const
      await using proxy = await startMirror(served, { faults })
      await using host = await startHost()
      aptOfItsOwn(host, { source: `${MAIN_HOST} noble main`, keyring: signer.keyring })
      await using other = await placeOfCase()
      const ended = await runNoble(other, ['--', 'true'], {
        within: host.within,
        env: { http_proxy: proxy.url },
      })
      await expectRefused(other, NAME, ended, [
        'installing ubuntu-keyring',
        'Hash Sum mismatch',
        'something on the way changes files',
      ])
      const asked = proxy.requests.map(({ path }) => path)
      const at = (host: string, suite: string): string => `${host}/dists/${suite}/InRelease`
      const suites = [
        at(MAIN_HOST, 'noble'),
        at(MAIN_HOST, 'noble-updates'),
        at(SECURITY_HOST, 'noble-security'),
      ]
      expect(asked).toEqual(expect.arrayContaining(suites))
    },
    MINUTES,
  )
})
