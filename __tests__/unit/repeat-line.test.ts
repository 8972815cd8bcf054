import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseRunArguments } from '../../src/inputs/arguments.js'
import { parseInputs } from '../../src/inputs/parse.js'
import type { RawInputs } from '../../src/inputs/table.js'
import { repeatLine } from '../../src/report/repeat-line.js'

function lineOf(raw: RawInputs, archs = ['s390x']): string {
  return repeatLine(archs, { raw, shell: undefined }) ?? ''
}

/** The words that a shell makes of the line, without the name of the program. */
function wordsIn(shell: string, line: string): string[] {
  const script = `xarch() { printf '%s\\0' "$@"; }\n${line}`
  const { status, stdout, stderr } = spawnSync(shell, ['-c', script], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.split('\0').slice(0, -1)
}

const SCRIPT = ' -- sh -eo pipefail -c'

describe('the line that repeats a step', () => {
  it.each<[string, RawInputs, string]>([
    ['its commands', { run: 'make check\n' }, `xarch run -a s390x${SCRIPT} 'make check'`],
    [
      'no input with its default',
      { run: 'x', branch: 'latest-stable', network: '', setuid: 'false' },
      `xarch run -a s390x${SCRIPT} x`,
    ],
    [
      'inputs in the order of the table',
      { run: 'x', setuid: 'true', packages: 'make\n gcc, g++', branch: 'v3.20' },
      `xarch run -a s390x -p make,gcc,g++ --branch v3.20 --setuid${SCRIPT} x`,
    ],
    [
      'no input that is no option',
      { run: 'x', commands: 'off', 'shell-name': 'a', summary: 'true' },
      `xarch run -a s390x${SCRIPT} x`,
    ],
    [
      'names of variables alone',
      { run: 'x', env: 'CI TOKEN=secret\nA_*\nCFLAGS=-O2 -g' },
      `xarch run -a s390x -e CI -e TOKEN -e 'A_*' -e CFLAGS${SCRIPT} x`,
    ],
    [
      'no password of a URL',
      { run: 'curl https://a:b@c/', mirror: 'https://me:pw@host/alpine' },
      `xarch run -a s390x --mirror https://host/alpine${SCRIPT} 'curl https://***@c/'`,
    ],
    [
      'variables of qemu',
      { run: 'x', 'qemu-env': 'QEMU_STRACE\nQEMU_A=1' },
      `xarch run -a s390x --qemu-env 'QEMU_STRACE QEMU_A=1'${SCRIPT} x`,
    ],
    [
      'a value that looks like an option',
      { run: 'x', 'working-directory': '-d' },
      `xarch run -a s390x --working-directory=-d${SCRIPT} x`,
    ],
    [
      'bash, in roots of glibc',
      { run: 'x', rootfs: 'debian:bookworm' },
      `xarch run -a s390x --rootfs debian:bookworm -- bash -eo pipefail -c x`,
    ],
    [
      'what every root has',
      { run: 'x', rootfs: 'docker://a' },
      `xarch run -a s390x --rootfs docker://a -- sh -e -c x`,
    ],
    [
      'commands with quotes as they are',
      { run: "echo 'a'\nEND\n" },
      `xarch run -a s390x${SCRIPT} "$(cat <<'END_'\necho 'a'\nEND\nEND_\n)"`,
    ],
  ])('has %s', (_, raw, line) => {
    expect(lineOf(raw)).toBe(line)
  })

  it('is for all that it is asked for, with the shell that was asked for', () => {
    expect(repeatLine(['ppc', 'mips64'], { raw: { run: 'x' }, shell: ['bash', '-e'] })).toBe(
      'xarch run -a ppc,mips64 -- bash -e -c x',
    )
  })

  it('is none where nothing was run', () => {
    expect(repeatLine(['ppc'], { raw: { run: ' \n' }, shell: undefined })).toBeUndefined()
    expect(repeatLine([], { raw: { run: 'x' }, shell: undefined })).toBeUndefined()
  })

  const text = fc.stringMatching(/^[a-z'"$`\\()\n #!*-]{0,30}$/)

  it.each(['dash', 'bash'])('gives xarch the commands as they were, by %s', (shell) => {
    fc.assert(
      fc.property(text, text, (run, setup) => {
        const line = repeatLine(['s390x'], { raw: { run, setup }, shell: ['sh'] })
        fc.pre(line !== undefined)
        const words = wordsIn(shell, line)
        expect(words.at(-1)).toBe(run.replace(/^\n+|\s+$/g, ''))
        const asked = parseRunArguments(words.slice(1))
        if (!asked.ok || asked.value.help) throw new Error(JSON.stringify(asked))
        expect(asked.value.inputs.setup).toBe(setup.trim())
      }),
      { numRuns: 60 },
    )
  })

  it('asks for what the step asked for', () => {
    const raw: RawInputs = {
      ...{ arch: 's390x', run: 'make', packages: 'make gcc', setup: "echo 'it'\n", rootfs: './a b.tar' },
      ...{
        branch: 'edge',
        repositories: '@x https://a.invalid/x\n@y https://a.invalid/x',
        'allow-untrusted': 'true',
      },
      ...{
        nested: 'true',
        isolation: 'unshare',
        volumes: './a:/b:ro, /c',
        user: '1:2',
        'timeout-minutes': '3',
      },
      ...{ 'qemu-env': 'QEMU_STRACE QEMU_X=1', 'pids-limit': '99', cache: 'read-only', env: 'CI A_*' },
    }
    const step = parseInputs(raw)
    const asked = parseRunArguments(wordsIn('dash', lineOf(raw)).slice(1))
    if (!step.ok || !asked.ok || asked.value.help) throw new Error(JSON.stringify([step, asked]))
    const places = 'https://dl-cdn.alpinelinux.org/alpine @x https://a.invalid/x @y'
    expect({ ...asked.value.inputs, run: 'make', places }).toEqual({
      ...step.value,
      setup: step.value.setup.trim(),
      places,
    })
  })
})
