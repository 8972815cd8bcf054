import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { doctor, lacking, MIRROR, prepared } from '../support/doctor.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { startMirror } from '../support/mirror-server.js'
import { placeOfFile } from '../support/xarch.js'

/** `xarch doctor` as a user has it, on machines that are made to lack something. */

const place = placeOfFile()

describe('on this machine, as root', () => {
  it('all that the main job needs is there, in less than 5 seconds, and nothing is left of what was tried', async () => {
    const before = await readdir(place.cache, { recursive: true })
    const began = performance.now()
    const { report, stderr } = await doctor(place)
    expect(performance.now() - began).toBeLessThan(5000)
    expect({ canRun: report.canRun, version: report.version, stderr }).toEqual({
      canRun: true,
      version: 1,
      stderr: '',
    })
    expect(await readdir(place.cache, { recursive: true })).toEqual(before)
    expect(report.architectures).toContainEqual({ name: 's390x', isolation: 'unshare' })
    for (const { name, state, mend } of report.checks)
      if (state === 'ok') expect({ name, mend }).toEqual({ name, mend: null })
  })

  it('says the same as a text, a line for each', async () => {
    const { status, stdout } = await place.run(['doctor', ...MIRROR])
    expect(status).toBe(0)
    for (const line of [/^kernel +ok +Linux \d/m, /^root +ok +this process is root$/m, /^binfmt_misc +ok /m])
      expect(stdout).toMatch(line)
    expect(stdout).toMatch(/\n\nxarch run can do its work here\.\n$/)
  })

  it('tells of the architectures that are named', async () => {
    const { report, of } = await doctor(place, ['-a', 's390x,x86_64'])
    expect(report.architectures.map(({ name }) => name)).toEqual(['s390x', 'x86_64'])
    expect(of('run')?.says).toBe('s390x, x86_64: isolated by unshare')
  })

  it('finds emulators that are kept', async () => {
    const { of } = await doctor(place, ['-a', 'aarch64'], {}, ['--mirror', `file:${EMBEDDED_MIRROR}`])
    expect(of('emulators')?.says).toMatch(/^kept from before: aarch64 \d+\.\d/)
  })

  it.each([
    [['-a', 'arch64'], 'did you mean "aarch64"'],
    [['stray'], 'got "stray"'],
    [['--mirror', '/srv'], 'mirror: got "/srv"'],
    [['--jsn'], 'did you mean --json?'],
  ])('%j is a wrong use', async (args, says) => {
    const { status, stdout, stderr } = await place.run(['doctor', ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(says)
  })
})

describe('a machine that lacks something', () => {
  it('of capabilities: only PRoot is left', async () => {
    const { report, of } = await doctor(place, [], {
      within: ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all'],
    })
    expect(lacking(report)).toEqual([])
    expect(of('root')).toMatchObject({ state: 'limited', says: expect.stringContaining('CAP_SYS_ADMIN') })
    expect(of('binfmt_misc')?.state).toBe('limited')
    expect(of('run')?.says).toContain('isolated by proot')
  })

  it('of capabilities, and PRoot too: nothing isolates, and the exit status is 1', async () => {
    const hidden = 'mount --bind /dev/null "$(command -v proot)"'
    const { within = [] } = prepared(`${hidden}; set -- setpriv --bounding-set -all --inh-caps -all "$@"`)
    const { status, report, of } = await doctor(place, [], { within })
    expect({ status, canRun: report.canRun }).toEqual({ status: 1, canRun: false })
    expect(of('run')).toMatchObject({ state: 'missing', needed: true })
    expect(of('program-proot')).toMatchObject({ state: 'missing', mend: 'apt-get install proot' })
    expect(of('isolation-proot')?.says).toContain('the program proot is not there')
  })

  it('of user namespaces: says the command that allows them', async () => {
    const script = 'echo 0 >/proc/sys/user/max_user_namespaces'
    const within = ['unshare', '--user', '--map-root-user', '--mount', '--propagation', 'private']
    const { of } = await doctor(place, [], { within: [...within, 'sh', '-ec', `${script}; exec "$@"`, 'sh'] })
    expect(of('user-namespaces')).toMatchObject({
      state: 'missing',
      mend: 'sysctl -w user.max_user_namespaces=15000',
    })
    expect(of('private-handlers')).toMatchObject({ state: 'missing' })
  })

  it('of a program that the main job needs is told its package, and the exit status is 1', async () => {
    const { status, of, stderr } = await doctor(
      place,
      [],
      prepared('mount --bind /dev/null "$(command -v flock)"'),
    )
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(of('program-flock')).toMatchObject({
      state: 'missing',
      needed: true,
      mend: 'apt-get install util-linux',
    })
  })

  it.each([
    ['full', 'size=64k', 'dd if=/dev/zero of="$1/fill" 2>/dev/null || :', /disk is full/],
    ['without room for another file', 'nr_inodes=2', ':', /takes no more files|room for \d+ more files/],
    ['of which no program is run', 'noexec,size=4g', ':', /noexec/],
    ['read-only', 'ro', ':', /it is read-only/],
    ['small', 'size=8m', ':', /8\.\d MB free/],
  ])('of the disk of its cache: it is %s', async (_, options, script, says) => {
    const folder = path.join(place.temporary, 'cache')
    await mkdir(folder)
    try {
      const { within = [] } = prepared(
        `mount -t tmpfs -o ${options} xarch ${folder}; set -- ${folder} "$@"; ${script}; shift`,
      )
      const { status, of } = await doctor(place, [], { within, env: { XDG_CACHE_HOME: folder } })
      expect(of('cache-folder')).toMatchObject({
        state: 'missing',
        needed: true,
        says: expect.stringMatching(says),
      })
      expect(of('cache-folder')?.mend).toContain('XDG_CACHE_HOME')
      expect(status).toBe(1)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each([
    ['is not there', ':', /no-such is not there/],
    ['is read-only', 'mkdir "$TMPDIR"; mount -t tmpfs -o ro xarch "$TMPDIR"', /it is read-only/],
  ])('of a TMPDIR is no hindrance: it %s', async (_, script, says) => {
    const folder = path.join(place.temporary, 'no-such')
    const { status, of } = await doctor(place, [], { ...prepared(script), env: { TMPDIR: folder } })
    expect(status).toBe(0)
    expect(of('temporary-folder')).toMatchObject({ state: 'limited', says: expect.stringMatching(says) })
    await rm(folder, { recursive: true, force: true })
  })
})

describe('the mirror', () => {
  it('that hangs is given up after some seconds', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR, {
      faults: { '/*': { kind: 'silent' } },
    })
    const { status, of } = await doctor(place, [], {}, ['--mirror', mirror.url, '--branch', 'v3.20'])
    expect(status).toBe(1)
    expect(of('mirror')).toMatchObject({ state: 'missing', needed: true })
  })

  it('that refuses connections is said to, without its password', async () => {
    const { status, of, stdout } = await doctor(place, [], {}, ['--mirror', 'http://me:secret@127.0.0.1:9'])
    expect(status).toBe(1)
    expect(of('mirror')?.says).toContain('127.0.0.1:9')
    expect(stdout).not.toContain('secret')
  })

  it('that has not what is asked for is told apart', async () => {
    const { status, of } = await doctor(place, ['-a', 's390x'])
    expect(status).toBe(1)
    expect(of('mirror')?.says).toContain('and has nothing for s390x')
  })
})
