import { it } from '../support/side-by-side.js'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { waitFor } from '../support/waiting-guest.js'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

const ALL = 'mips64,ppc,aarch64'

interface Result {
  readonly result: string
  readonly status: number | null
}

/** What `--json` says of each architecture. */
const resultsOf = (stdout: string): Record<string, Result> => JSON.parse(stdout) as Record<string, Result>

/** One fails once all have begun, one waits for its end, one has passed. */
const MIXED = `case $(uname -m) in
  mips64) until [ -e passed ] && [ -e waiting ]; do sleep 0.05; done; exit 3 ;;
  ppc) : >waiting; trap 'echo asked to end; exit 0' TERM; while :; do sleep 0.05; done ;;
  *) : >passed ;;
esac`

describe('several architectures', () => {
  it('fail, pass and are cancelled each for itself, and the run with the one that failed', async () => {
    const options = ['--parallel', '3', '--json']
    const { status, stdout, stderr } = await place.sh(ALL, MIXED, { options })
    expect(status).toBe(3)
    expect(resultsOf(stdout)).toMatchObject({
      mips64: { result: 'failed', status: 3 },
      ppc: { result: 'cancelled' },
      aarch64: { result: 'passed', status: 0 },
    })
    expect(stderr).toContain('ppc     | asked to end\n')
    expect(stderr).toMatch(/^xarch: mips64 {3}status 3: .*\n/m)
    expect(stderr).toMatch(/^xarch: ppc {6}cancelled: .*\n/m)
    expect(stderr).toMatch(/^xarch: error: mips64: the command ended with status 3$/m)
    expect(stderr).not.toContain('error: ppc')
  })

  it('are each run by their own emulator, or by none, where PRoot calls it', async () => {
    const options = ['--isolation', 'proot', '--json']
    const { status, stderr } = await place.sh('x86_64,ppc,aarch64', 'echo "is $(uname -m)"', { options })
    expect(status).toBe(0)
    for (const arch of ['x86_64', 'ppc', 'aarch64']) expect(stderr).toContain(`| is ${arch}\n`)
  })

  it('all run to their ends where that is asked for', async () => {
    const options = ['--fail-fast=false', '--parallel', '1', '--json']
    const { status, stdout } = await place.sh(ALL, 'test "$(uname -m)" != mips64', { options })
    expect(status).toBe(1)
    expect(Object.values(resultsOf(stdout)).map(({ result }) => result)).toEqual([
      'failed',
      'passed',
      'passed',
    ])
  })

  it('have no turn any more once one has failed', async () => {
    const { status, stdout } = await place.sh(ALL, 'exit 4', { options: ['--parallel', '1', '--json'] })
    expect(status).toBe(4)
    const results = Object.values(resultsOf(stdout)).map(({ result }) => result)
    expect(results.toSorted()).toEqual(['cancelled', 'cancelled', 'failed'])
  })

  it('run side by side, as many as there may be', async () => {
    const meet = 'touch here.$(uname -m); until [ -e here.ppc ] && [ -e here.aarch64 ]; do sleep 0.05; done'
    expect((await place.sh('ppc,aarch64', meet, { options: ['--parallel', '2'] })).status).toBe(0)
    const alone = 'mkdir busy && sleep 0.2 && rmdir busy'
    expect((await place.sh(ALL, alone, { options: ['--parallel', '1'] })).status).toBe(0)
  })

  it('whose root cannot be had fail for themselves', async () => {
    const options = ['--fail-fast=false', '--json', '--packages', 'lua5.4']
    const { status, stdout, stderr } = await place.sh('ppc,aarch64', 'lua5.4 -v', { options })
    expect({ status, results: resultsOf(stdout) }).toMatchObject({
      status: 125,
      results: { ppc: { result: 'passed' }, aarch64: { result: 'failed', status: null } },
    })
    expect(stderr).toMatch(/^xarch: aarch64 {2}failed: /m)
  })

  it('all end where the run is asked to', async () => {
    const started = place.startSh('ppc,aarch64', waitFor('never', 'begun'), {
      options: ['--parallel', '2'],
    })
    await Promise.all([started.saying('ppc     | begun'), started.saying('aarch64 | begun')])
    started.child.kill('SIGTERM')
    const { status, stderr } = await started.ended
    expect(status).toBe(143)
    expect(stderr.match(/cancelled: /g)).toHaveLength(2)
  })

  it('say whole lines, however they write them', async () => {
    const script = 'for i in 1 2 3 4 5 6 7 8 9; do printf "%s" "$(uname -m) "; sleep 0.01; echo "$i"; done'
    const { stdout } = await place.sh('ppc,aarch64', script, { options: ['--parallel', '2'] })
    const lines = stdout.trimEnd().split('\n')
    for (const name of ['ppc', 'aarch64']) {
      const own = lines.filter((line) => line.startsWith(`${name.padEnd(7)} | ${name} `))
      expect(own.map((line) => line.slice(-1))).toEqual('123456789'.split(''))
    }
    expect(lines).toHaveLength(18)
  })

  it('are labelled in colour where colours are wanted', async () => {
    const { stdout } = await place.sh('ppc,aarch64', 'true; echo x', { env: { FORCE_COLOR: '1' } })
    expect(stdout).toContain('\u001b[36mppc     |\u001b[0m x\n')
  })
})

describe('the results of a run', () => {
  it('are a log for each, with what it said as it said it', async () => {
    const script = 'uname -m; printf "no line end" >&2'
    const { status, stdout } = await place.sh('ppc,aarch64', script, { options: ['--output', 'logs/of it'] })
    const folder = path.join(place.workspace, 'logs/of it')
    expect({ status, names: (await readdir(folder)).sort() }).toEqual({
      status: 0,
      names: ['aarch64.log', 'ppc.log'],
    })
    expect(await readFile(path.join(folder, 'ppc.log'), 'utf8')).toBe('ppc\nno line end')
    expect(stdout).toContain('aarch64 | aarch64\n')
  })

  it('have input and output of one architecture as it is, beside its log', async () => {
    const ended = await place.sh('aarch64', 'cat; echo err >&2', { input: 'typed', options: ['-o', 'one'] })
    expect(ended).toMatchObject({ status: 0, stdout: 'typed' })
    expect(await readFile(path.join(place.workspace, 'one/aarch64.log'), 'utf8')).toContain('typed')
  })

  it('are JUnit’s, of a command that fails too', async () => {
    const { status } = await place.sh('aarch64', 'exit 9', { options: ['--junit', 'report.xml'] })
    const text = await readFile(path.join(place.workspace, 'report.xml'), 'utf8')
    expect(status).toBe(9)
    expect(text).toContain('<testsuite name="xarch" tests="1" failures="1" errors="0"')
  })

  it('that cannot be written are refused before anything runs', async () => {
    await writeFile(path.join(place.workspace, 'file'), '')
    for (const options of [
      ['--junit', 'not/there/report.xml'],
      ['--output', 'file'],
    ]) {
      const { status, stderr } = await place.sh('aarch64', ': >ran', { options })
      expect({ status, ran: existsSync(path.join(place.workspace, 'ran')) }).toEqual({
        status: 125,
        ran: false,
      })
      expect(stderr).toContain('the folder ')
    }
  })

  it('that could not be written at the end make the run fail, and leave no half of it', async () => {
    await mkdir(path.join(place.workspace, 'taken.xml'))
    const { status, stderr } = await place.sh('aarch64', 'true', { options: ['--junit', 'taken.xml'] })
    expect(status).toBe(125)
    expect(stderr).toContain('junit: ')
    expect((await readdir(place.workspace)).filter((name) => name.includes('.part.'))).toEqual([])
  })
})
