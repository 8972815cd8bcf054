import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from '@jest/globals'
import {
  describeDifference,
  expectUnchanged,
  type Machine,
  ourTemporaryNames,
  parseHandlers,
  parseMounts,
  settledMachine,
  snapshotMachine,
} from '../support/machine.js'
import { ourProcesses, type Process } from '../support/processes.js'
import { temporaryFolder, temporaryFolders } from '../support/temporary.js'

const aMachine = (changed: Partial<Machine> = {}): Machine => ({
  mounts: ['/ ext4 /', '/proc proc /'],
  handlers: ['status: enabled'],
  temporary: [],
  state: [],
  processes: [],
  ...changed,
})

describe('describeDifference', () => {
  it('is empty for two equal machines', () => {
    expect(describeDifference(aMachine(), aMachine())).toEqual([])
  })

  it.each<[string, Partial<Machine>, string[]]>([
    ['a mount', { mounts: ['/ ext4 /', '/mnt tmpfs /', '/proc proc /'] }, ['mounts: new: /mnt tmpfs /']],
    [
      'the same mount twice',
      { mounts: ['/ ext4 /', '/proc proc /', '/proc proc /'] },
      ['mounts: new: /proc proc /'],
    ],
    ['a lost mount', { mounts: ['/ ext4 /'] }, ['mounts: gone: /proc proc /']],
    [
      'a changed handler',
      { handlers: ['status: disabled'] },
      ['handlers: new: status: disabled', 'handlers: gone: status: enabled'],
    ],
    ['a temporary folder', { temporary: ['xarch-1'] }, ['temporary: new: xarch-1']],
    ['a journal', { state: ['/run/xarch 40755'] }, ['state: new: /run/xarch 40755']],
    ['a process', { processes: ['7 since 1: sleep 9'] }, ['processes: new: 7 since 1: sleep 9']],
  ])('names %s', (_, changed, expected) => {
    expect(describeDifference(aMachine(), aMachine(changed))).toEqual(expected)
  })

  it('makes expectUnchanged fail with what differs', () => {
    expect(() => {
      expectUnchanged(aMachine(), aMachine({ temporary: ['xarch-1'] }))
    }).toThrow('temporary: new: xarch-1')
  })
})

describe('parseMounts', () => {
  it('reads point, file system and root, with optional fields and blanks in names', () => {
    const text =
      '21 1 8:1 /a\\040b /mnt/c\\040d rw,relatime shared:1 master:2 - ext4 /dev/sda1 rw\n' +
      '22 21 0:5 / /proc rw - proc proc rw\n'
    expect(parseMounts(text)).toEqual([
      { point: '/mnt/c d', root: '/a b', type: 'ext4' },
      { point: '/proc', root: '/', type: 'proc' },
    ])
  })
})

describe('parseHandlers', () => {
  it('makes one line of each entry', () => {
    const text = '== status\nenabled\n== qemu-ppc\nenabled\ninterpreter /usr/bin/qemu-ppc\nflags: F\n'
    expect(parseHandlers(text)).toEqual([
      'qemu-ppc: enabled, interpreter /usr/bin/qemu-ppc, flags: F',
      'status: enabled',
    ])
  })
})

describe('ourTemporaryNames', () => {
  it('takes what is called xarch, but not the folders of tests in other processes', () => {
    const names = [
      'jest_0',
      'node-compile-cache',
      'xarch-7',
      'xarch-test-5-a',
      'xarch-test-55-b',
      'tmp.xarch',
    ]
    expect(ourTemporaryNames(names, 5)).toEqual(['xarch-7', 'xarch-test-5-a'])
  })

  it('has pipes of this process and of dead ones, and not those that another one is just making', () => {
    const names = [1, 4194305, 5].map((pid) => `xarch-pipes-${pid}-a`) // there is no such number as the second
    expect(ourTemporaryNames(names, 5)).toEqual(['xarch-pipes-4194305-a', 'xarch-pipes-5-a'])
  })
})

describe('ourProcesses', () => {
  const aProcess = (pid: number, parent: number, more: Partial<Process> = {}): Process => {
    const plain = { state: 'S', start: pid, argv: ['some'], cwd: '/', exe: '/usr/bin/some' }
    return { pid, parent, ...plain, ...more }
  }
  /** init, a shell, jest and its two workers; we are worker 10. */
  const base = [
    aProcess(1, 0),
    aProcess(2, 1, { cwd: '/w/xarch' }),
    aProcess(3, 2, { argv: ['node', '/w/xarch/node_modules/.bin/jest'], cwd: '/w/xarch' }),
    aProcess(10, 3, { cwd: '/w/xarch' }),
    aProcess(11, 3, { cwd: '/w/xarch' }),
  ]

  it.each<[string, boolean, Process[]]>([
    ['a child', true, [aProcess(20, 10)]],
    ['a grandchild', true, [aProcess(20, 10), aProcess(21, 20)]],
    ['a child that has ended', false, [aProcess(20, 10, { state: 'Z' })]],
    ['the child of another worker', false, [aProcess(20, 11, { exe: '/usr/bin/qemu-ppc-static' })]],
    ['an orphan run by qemu', true, [aProcess(20, 1, { exe: '/usr/bin/qemu-ppc-static' })]],
    [
      'an orphan of the shell above us',
      true,
      [aProcess(20, 2, { argv: ['/opt/qemu-ppc', '/bin/sleep', '9'] })],
    ],
    ['an orphan in a folder of ours', true, [aProcess(20, 1, { cwd: '/tmp/xarch-root/tmp' })]],
    ['an orphan of what is built here', true, [aProcess(20, 1, { argv: ['node', '/w/xarch/dist/cli.js'] })]],
    ['what an orphan started', true, [aProcess(20, 1, { argv: ['xarch'] }), aProcess(21, 20)]],
    ['another program in the checkout', false, [aProcess(20, 1, { argv: ['vim', '/w/xarch/src/a.ts'] })]],
    ['a script that speaks of qemu', false, [aProcess(20, 1, { argv: ['sh', '-c', 'ls /usr/bin/qemu*'] })]],
    ['a service', false, [aProcess(20, 1)]],
    ['an orphan in the folder of our test', true, [aProcess(20, 1, { cwd: '/tmp/xarch-test-10-x/tmp' })]],
    ['an orphan of another worker', false, [aProcess(20, 1, { cwd: '/tmp/xarch-test-11-x/tmp' })]],
    ['one that names its folder', false, [aProcess(20, 1, { argv: ['xarch', '/tmp/xarch-test-11-x'] })]],
  ])('%s: %s', (_, isOurs, others) => {
    const last = others.at(-1)
    const ours = ourProcesses([...base, ...others], 10, { repository: '/w/xarch', apart: false })
    expect(ours.includes(last as Process)).toBe(isOurs)
  })

  it('takes none of the processes above us or beside us', () => {
    expect(ourProcesses(base, 10, { repository: '/w/xarch' })).toEqual([])
  })

  it('leaves orphans that name no folder of a test to those that run alone', () => {
    const unnamed = aProcess(20, 1, { exe: '/usr/bin/qemu-ppc-static' })
    const ours = aProcess(21, 1, { cwd: '/tmp/xarch-test-10-x/tmp' })
    const processes = [...base, unnamed, ours, aProcess(22, 10)]
    const found = ourProcesses(processes, 10, { repository: '/w/xarch', apart: true })
    expect(found.map(({ pid }) => pid)).toEqual([21, 22])
  })
})

describe('snapshotMachine', () => {
  it('changes nothing', () => {
    expectUnchanged(snapshotMachine(), snapshotMachine())
  })

  it('sees a child until it is gone', async () => {
    const before = snapshotMachine()
    const child = spawn('sleep', ['986'])
    try {
      await once(child, 'spawn')
      expect(describeDifference(before, snapshotMachine())).toEqual([
        expect.stringMatching(new RegExp(`^processes: new: ${String(child.pid)} since \\d+: sleep 986$`)),
      ])
    } finally {
      child.kill('SIGKILL')
    }
    expectUnchanged(before, await settledMachine(before))
  })

  it('sees a temporary folder until it is gone', async () => {
    const before = snapshotMachine()
    const folder = await mkdtemp(path.join(os.tmpdir(), `xarch-test-${process.pid}-`))
    try {
      expect(describeDifference(before, snapshotMachine())).toEqual([
        `temporary: new: ${path.basename(folder)}`,
      ])
    } finally {
      await rm(folder, { recursive: true })
    }
    expectUnchanged(before, snapshotMachine())
  })
})

describe('temporaryFolder', () => {
  it('goes with all it holds, closed folders too', async () => {
    const before = snapshotMachine()
    const fill = async () => {
      await using temporary = await temporaryFolder()
      await mkdir(path.join(temporary.path, 'root'))
      await writeFile(path.join(temporary.path, 'root', 'file'), '')
      await mkdir(path.join(temporary.path, 'root', 'closed'), { mode: 0 })
      return temporary.path
    }
    const folder = await fill()
    await expect(stat(folder)).rejects.toThrow('ENOENT')
    expectUnchanged(before, snapshotMachine())
  })

  describe('registered for each test', () => {
    const newFolder = temporaryFolders()
    const made: string[] = []

    it('makes as many as a test wants', async () => {
      made.push(await newFolder(), await newFolder())
      expect(new Set(made).size).toBe(2)
    })

    it('has removed those of the test before', async () => {
      for (const folder of made) await expect(stat(folder)).rejects.toThrow('ENOENT')
    })
  })
})
