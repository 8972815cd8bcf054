import { readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { halfBuilt, keptRoots } from '../support/kept-roots.js'
import { startMirror, type Mirror } from '../support/mirror-server.js'
import { expectRefused } from '../support/refusal.js'
import { it } from '../support/side-by-side.js'
import { places, type Ended, type Place } from '../support/xarch.js'

/** A root is built in steps, each kept under its own key: what did not change is not made again. */

const newPlace = places()

/** Files that a mirror has sent since it was asked for them the last time, by the ends of their names. */
function sent(mirror: Mirror, ending: string): string[] {
  const paths = mirror.requests.filter(({ method }) => method === 'GET').map(({ path: name }) => name)
  return paths.filter((name) => name.endsWith(ending)).map((name) => path.basename(name))
}

const building = (place: Place, arch: string, options: string[], mirror?: Mirror): Promise<Ended> =>
  place.sh(arch, 'cat /etc/made 2>/dev/null; make --version 2>/dev/null | head -n 1', {
    options: ['-v', ...options],
    ...(mirror ? { mirror: mirror.url } : {}),
  })

describe('what is kept of a build', () => {
  it('is used where the setup changes (no packages are fetched), and where packages do (no base is)', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace()
    const first = await building(place, 'ppc64', ['-p', 'make', '--setup', 'echo one >/etc/made'], mirror)
    expect(first).toMatchObject({ status: 0, stdout: 'one\nGNU Make 4.3\n' })
    expect(sent(mirror, '.apk')).toEqual(expect.arrayContaining([expect.stringMatching(/^busybox-/)]))
    expect(sent(mirror, '.tar.gz')).toContain('alpine-minirootfs-3.20.3-x86_64.tar.gz') // whose apk installs
    expect(await keptRoots(place, 'ppc64')).toHaveLength(3)

    mirror.requests.length = 0
    const setUp = await building(place, 'ppc64', ['-p', 'make', '--setup', 'echo two >/etc/made'], mirror)
    expect(setUp).toMatchObject({ status: 0, stdout: 'two\nGNU Make 4.3\n' })
    expect(setUp.stderr).toContain('ppc64: the nearest root that is kept will not do: it has other setup\n')
    expect(mirror.requests).toEqual([])

    const more = await building(
      place,
      'ppc64',
      ['-p', 'make lua5.4', '--setup', 'echo one >/etc/made'],
      mirror,
    )
    expect(more).toMatchObject({ status: 0, stdout: 'one\nGNU Make 4.3\n' })
    expect(more.stderr).toContain('ppc64: the nearest root that is kept will not do: it has other packages\n')
    expect(sent(mirror, '.apk')).toEqual(['lua5.4-5.4.4-r0.apk']) // make is shared with what was built before
    expect(mirror.requests.filter(({ path: name }) => name.includes('/releases/'))).toEqual([])
  })

  it('is as old as its oldest step: a later one does not make it younger', async () => {
    const place = await newPlace({ emulators: false })
    await building(place, 'x86_64', [])
    await building(place, 'x86_64', ['--setup', 'echo one >/etc/made'])
    const [base, setUp] = await keptRoots(place)
    expect(setUp?.manifest.created).toBe(base?.manifest.created)
  })

  it('is none of it where a base is too old, which is said', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    await building(place, 'x86_64', [], mirror)
    await makeOlder(place, 2 * 3600_000)
    mirror.requests.length = 0
    expect((await building(place, 'x86_64', ['--cache-max-age', '3h'], mirror)).stderr).toContain('(reused)')
    expect(mirror.requests).toEqual([])
    const again = await building(place, 'x86_64', ['--cache-max-age', '1h'], mirror)
    expect(again.stderr).toContain('(built)')
    expect(again.stderr).toContain('x86_64: the nearest root that is kept will not do: it is too old\n')
    expect(sent(mirror, '.tar.gz')).toHaveLength(1)
    const kept = await keptRoots(place)
    expect(kept).toHaveLength(1) // the older one goes
    expect(Date.now() - (kept[0]?.createdMs ?? 0)).toBeLessThan(3600_000)
  })

  it.each(['read-only', 'false'])('is nothing with --cache %s', async (cache) => {
    const place = await newPlace({ emulators: false })
    const ended = await building(place, 'x86_64', ['--cache', cache, '--setup', 'echo one >/etc/made'])
    expect(ended).toMatchObject({ status: 0, stdout: 'one\n' })
    expect(await place.roots()).toEqual([])
  })

  it('is used with --cache read-only, and not with --cache false', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    await building(place, 'x86_64', [], mirror)
    const before = await keptRoots(place)
    mirror.requests.length = 0
    const reading = await building(
      place,
      'x86_64',
      ['--cache', 'read-only', '--setup', 'echo a >/etc/made'],
      mirror,
    )
    expect(reading).toMatchObject({ status: 0, stdout: 'a\n' })
    expect(mirror.requests).toEqual([])
    await building(place, 'x86_64', ['--cache', 'false'], mirror)
    expect(sent(mirror, '.tar.gz')).toHaveLength(1)
    expect(await keptRoots(place)).toEqual(before)
  })
})

/** Makes all that is kept look older. */
async function makeOlder(place: Place, byMs: number): Promise<void> {
  for (const { folder, createdMs, manifest } of await keptRoots(place)) {
    const created = new Date(createdMs - byMs).toISOString()
    await writeFile(path.join(folder, 'manifest.json'), JSON.stringify({ ...manifest, created }))
    await rename(folder, path.join(path.dirname(folder), String(createdMs - byMs)))
  }
}

describe('setup', () => {
  it('runs once, as root, in /, and is in the root of later runs', async () => {
    const place = await newPlace({ emulators: false })
    const options = ['--setup', 'id -u >/etc/made; pwd >>/etc/made; ls -A >/dev/null; echo said']
    for (const run of ['first', 'second']) {
      const { status, stdout, stderr } = await building(place, 'x86_64', options)
      expect({ run, status, stdout }).toEqual({ run, status: 0, stdout: '0\n/\n' })
      expect(stderr.includes('xarch: setup: said\n')).toBe(run === 'first')
    }
  })

  it('sees nothing of the workspace, and its temporary files are not kept', async () => {
    const place = await newPlace({ emulators: false })
    const setup = `ls ${place.workspace} >/etc/made 2>&1 || :; echo >/tmp/left; echo >/var/tmp/left`
    const ended = await place.sh('x86_64', 'cat /etc/made', { options: ['--setup', setup] })
    expect(ended.stdout).toContain('No such file')
    const [root] = (await keptRoots(place)).filter(({ manifest }) => manifest.ingredients['setup'] === setup)
    for (const name of ['tmp', 'var/tmp', 'dev'])
      expect(await readdir(path.join(root?.folder ?? '', 'root', name))).toEqual([])
  })

  it('without a network has a loopback of its own that answers, and no other interface', async () => {
    const place = await newPlace({ emulators: false })
    const setup = [
      'ls /sys/class/net 2>/dev/null >/etc/made || tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d " " >/etc/made',
      'echo up | nc -l -p 8080 -s 127.0.0.1 & sleep 1',
      'nc 127.0.0.1 8080 </dev/null >>/etc/made',
    ].join('\n')
    const ended = await building(place, 'x86_64', ['--network', 'none', '--setup', setup])
    expect(ended).toMatchObject({ status: 0, stdout: 'lo\nup\n' })
    expect(ended.stderr).toContain('x86_64: running setup, without a network\n')
  })

  it('with the network of the machine reaches it, and is another root than without', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace({ emulators: false })
    const setup = `if wget -q -O /dev/null ${mirror.url}/v3.20/releases/x86_64/latest-releases.yaml; then echo met >/etc/made; else echo alone >/etc/made; fi`
    expect(await building(place, 'x86_64', ['--setup', setup])).toMatchObject({ stdout: 'met\n' })
    const without = await building(place, 'x86_64', ['--network', 'none', '--setup', setup])
    expect(without).toMatchObject({ status: 0, stdout: 'alone\n' })
    expect(without.stderr).toContain('it has other network\n')
  })

  it('that fails says its last lines and its status, leaves nothing, and runs again', async () => {
    const place = await newPlace({ emulators: false })
    await building(place, 'x86_64', [])
    const before = await keptRoots(place)
    const setup = 'echo first; for n in $(seq 20); do echo line $n; done; exit 7'
    const { status, stdout, stderr } = await building(place, 'x86_64', ['--setup', setup])
    expect({ status, stdout }).toEqual({ status: 125, stdout: '' })
    const lines = Array.from({ length: 12 }, (_, index) => `line ${index + 9}`).join('\n')
    expect(stderr).toContain(`error: x86_64: setup ended with status 7:\n${lines}\n`)
    expect(stderr).toMatch(/error: do: Nothing of this root is kept/)
    expect(await keptRoots(place)).toEqual(before)
    expect(await halfBuilt(place)).toEqual([])
    expect((await building(place, 'x86_64', ['--setup', setup])).stderr).toContain('xarch: setup: first\n')
  })

  it('that fails in the middle of a pipe, or in an earlier line, has failed', async () => {
    const place = await newPlace({ emulators: false })
    for (const setup of ['false | cat', 'false\ntrue']) {
      const ended = await building(place, 'x86_64', ['--setup', setup])
      expect({ setup, status: ended.status }).toEqual({ setup, status: 125 })
    }
  })
})

describe('packages that were downloaded', () => {
  it('are not fetched again for another base, and those damaged on the disk are', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const place = await newPlace()
    await building(place, 'ppc', ['-p', 'make'], mirror)
    mirror.requests.length = 0
    const other = ['--base-packages', 'alpine-baselayout busybox', '-p', 'make']
    expect(await building(place, 'ppc', other, mirror)).toMatchObject({ status: 0, stdout: 'GNU Make 4.3\n' })
    expect(sent(mirror, '.apk')).toEqual([])
    const downloads = await readdir(path.join(place.cache, 'xarch/apk/ppc'))
    expect(downloads.filter((name) => name.startsWith('make-4.3-r0.')).length).toBe(1)
  })

  it('are none of an image that has no package manager: it says what to do', async () => {
    const place = await newPlace({ emulators: false })
    const args = ['run', '-a', 'x86_64', '--rootfs', './empty', '-p', 'make', '--', 'true']
    const ended = await place.run(args, { within: ['sh', '-c', 'mkdir empty; exec "$@"', 'sh'] })
    await expectRefused(place, 'x86_64', ended, ['neither apk nor apt', 'setup'])
  })
})
