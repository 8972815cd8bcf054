import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseHandlersArguments, parseRunArguments } from '../../src/inputs/arguments.js'
import { parseInputs, type Inputs } from '../../src/inputs/parse.js'
import type { RawInputs } from '../../src/inputs/table.js'
import { anInputs } from '../support/builders.js'

function problemsOf(raw: RawInputs): readonly string[] {
  const parsed = parseInputs(raw)
  return parsed.ok ? [] : parsed.problems
}

const namesOf = (handlers: Inputs['handlers']): string[] =>
  handlers === 'all' ? ['all'] : handlers.map(({ name }) => name)

describe('the inputs of emulators', () => {
  it('are any emulator in any version where nothing is given', () => {
    const { qemu, rootfs, handlers, binfmt, setuid } = anInputs()
    expect(qemu).toEqual({ source: 'auto', path: '', version: '', cpuModel: '', variables: {} })
    expect({ rootfs, handlers, binfmt, setuid }).toEqual({
      rootfs: { kind: 'auto' },
      handlers: [],
      binfmt: 'system',
      setuid: false,
    })
  })

  it.each(['auto', 'system', 'apk', 'apt'])('qemu: %s is a source', (source) => {
    expect(anInputs({ qemu: ` ${source}\n` }).qemu).toMatchObject({ source, path: '' })
  })

  it.each(['./qemu-ppc', '/opt/qemu', 'bin/qemu-ppc', '../emulators/'])('qemu: %s is a path', (path) => {
    expect(anInputs({ qemu: path }).qemu).toMatchObject({ source: 'path', path })
  })

  it.each(['10', '10.1', '10.1.3', '7.2.22'])('qemu-version: %s', (version) => {
    expect(anInputs({ 'qemu-version': ` ${version} ` }).qemu.version).toBe(version)
  })

  it.each(['max', 'max,pauth-impdef=on', 'POWER9', 'rv64,v=true,vlen=256', 'qemu64,+avx2'])(
    'qemu-cpu: %s',
    (model) => {
      expect(anInputs({ 'qemu-cpu': model }).qemu.cpuModel).toBe(model)
    },
  )

  it('qemu-env: a name alone is on, a value goes up to the next blank', () => {
    const text = 'QEMU_STRACE QEMU_STACK_SIZE=8388608\nQEMU_LOG=in_asm,op QEMU_SET_ENV=A=1 QEMU_EMPTY='
    expect(anInputs({ 'qemu-env': text }).qemu.variables).toEqual({
      QEMU_STRACE: '1',
      QEMU_STACK_SIZE: '8388608',
      QEMU_LOG: 'in_asm,op',
      QEMU_SET_ENV: 'A=1',
      QEMU_EMPTY: '',
    })
  })

  it.each<[keyof RawInputs, string, string]>([
    ['qemu', 'debian', 'qemu: got "debian"; allowed are auto, system, apk, apt, or a path'],
    ['qemu', 'qemu-ppc', '(with a slash in it: ./qemu-ppc)'],
    ['qemu', 'APK', 'qemu: got "APK"'],
    ['qemu-version', 'v10', 'qemu-version: got "v10"; allowed is 10, 10.1 or 10.1.3'],
    ['qemu-version', '10.', 'qemu-version: got "10."'],
    ['qemu-version', '10.1.3.4', 'qemu-version: got "10.1.3.4"'],
    ['qemu-version', '>=10', 'qemu-version: got ">=10"'],
    ['qemu-version', '10.1.3-r1', 'qemu-version: got "10.1.3-r1"'],
    ['qemu-cpu', 'max, x=on', 'qemu-cpu: got "max, x=on"; allowed is a model with its properties'],
    ['qemu-cpu', '$(id)', 'qemu-cpu: got "$(id)"'],
    ['qemu-env', 'STRACE=1', 'qemu-env: got "STRACE=1"; allowed are QEMU_NAME and QEMU_NAME=value'],
    ['qemu-env', 'LD_PRELOAD=/x.so', 'qemu-env: got "LD_PRELOAD=/x.so"'],
    ['qemu-env', 'QEMU_STRACE,QEMU_LOG=x', 'qemu-env: got "QEMU_STRACE,QEMU_LOG=x"'],
    ['qemu-env', 'QEMU_=1', 'qemu-env: got "QEMU_=1"'],
    ['rootfs', 'no', 'rootfs: got "no"; allowed are auto, minirootfs, apk'],
    ['binfmt', 'user', 'binfmt: got "user"; allowed are system and private'],
    ['setuid', 'on', 'setuid: got "on"; allowed are true and false'],
    ['handlers', 'aarch46', 'handlers: got "aarch46"; allowed are '],
    ['handlers', 'aarch46', 'did you mean "aarch64"?'],
  ])('%s: %j is a problem', (name, text, says) => {
    const problems = problemsOf({ [name]: text })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(says)
  })

  it('say all their problems at once', () => {
    const raw = { qemu: 'x', 'qemu-version': 'x', 'qemu-cpu': '!', 'qemu-env': 'x y', binfmt: 'x' }
    expect(problemsOf(raw).map((line) => line.split(':')[0])).toEqual([
      'binfmt',
      'qemu',
      'qemu-version',
      'qemu-cpu',
      'qemu-env',
      'qemu-env',
    ])
  })

  it('never let a variable through that is not qemu’s', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const parsed = parseInputs({ 'qemu-env': text })
        const names = parsed.ok ? Object.keys(parsed.value.qemu.variables) : []
        expect(names.filter((name) => !name.startsWith('QEMU_'))).toEqual([])
      }),
    )
  })
})

describe('rootfs none', () => {
  it('with handlers is about those alone, without the default architecture', () => {
    const { architectures, handlers } = anInputs({ rootfs: 'none', handlers: 'ppc arm64' })
    expect(architectures).toEqual([])
    expect(namesOf(handlers)).toEqual(['ppc', 'aarch64'])
    expect(anInputs({ rootfs: 'none', handlers: 'all' })).toMatchObject({
      architectures: [],
      handlers: 'all',
    })
  })

  it('is about the architectures where there are any', () => {
    const { architectures } = anInputs({ rootfs: 'none', arch: 's390x', handlers: 'ppc' })
    expect(architectures.map(({ name }) => name)).toEqual(['s390x'])
  })

  it.each<[RawInputs, string]>([
    [{ run: 'true' }, 'run: got some with rootfs "none"; they need a root'],
    [{ packages: 'make' }, 'packages: got some with rootfs "none"; they need a root'],
    [{ binfmt: 'private' }, 'binfmt: got "private" with rootfs "none"'],
  ])('does not go with %j', (raw, says) => {
    expect(problemsOf({ rootfs: 'none', handlers: 'ppc', ...raw })).toEqual([expect.stringContaining(says)])
  })
})

describe('options of the command', () => {
  it('--qemu-env counts each time it is given, as --env does', () => {
    const given = ['--qemu-env', 'QEMU_STRACE', '--qemu-env', 'QEMU_STACK_SIZE=1']
    const parsed = parseRunArguments([...given, '--', 'true'])
    if (!parsed.ok || parsed.value.help) throw new Error('not understood')
    expect(parsed.value.inputs.qemu.variables).toEqual({ QEMU_STRACE: '1', QEMU_STACK_SIZE: '1' })
  })

  it('handlers add reads architectures and the options of emulators', () => {
    const parsed = parseHandlersArguments(['add', 'ppc,arm64', 's390x', '--qemu', './q', '--setuid'])
    if (!parsed.ok || parsed.value.verb !== 'add') throw new Error('not understood')
    const { handlers, architectures, qemu, setuid, rootfs } = parsed.value.inputs
    expect({ architectures, setuid, rootfs, path: qemu.path }).toEqual({
      architectures: [],
      setuid: true,
      rootfs: { kind: 'none' },
      path: './q',
    })
    expect(namesOf(handlers)).toEqual(['ppc', 'aarch64', 's390x'])
  })

  it.each<[string[], object]>([
    [[], { verb: 'list', json: false }],
    [['list', '--json'], { verb: 'list', json: true }],
    [['--json'], { verb: 'list', json: true }],
    [['add', '--help', '--nonsense'], { verb: 'help' }],
  ])('handlers %j', (args, value) => {
    expect(parseHandlersArguments(args)).toEqual({ ok: true, value })
  })

  it.each<[string[], string]>([
    [['add', 'all', 'pcc'], 'handlers: got "pcc"'],
    [['remove', 'pcc', 'all'], 'handlers: got "pcc"'],
    [['list', 'ppc'], 'got "ppc"'],
    [['add', 'ppc', '--json'], '--json'],
    [['list', '--qemu', 'apk'], '--qemu'],
  ])('handlers %j is a wrong use', (args, says) => {
    const parsed = parseHandlersArguments(args)
    expect(parsed.ok ? [] : parsed.problems).toEqual([expect.stringContaining(says)])
  })
})
