import { describe, expect, it } from '@jest/globals'
import { Adviser } from '../../src/report/advice.js'
import { ending } from '../../src/report/summary.js'
import { anOutcome } from '../support/builders.js'

function adviceFor(...lines: string[]): string[] {
  const adviser = new Adviser()
  for (const line of lines) adviser.read(line)
  return adviser.lines()
}

describe('advice', () => {
  it.each([
    ['busybox', 'su: must be suid to work properly'],
    ['doas', 'doas: not installed setuid'],
    ['sudo, native', 'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.'],
    ['sudo', "sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the 'nosuid' option set?"],
  ])('names the flag C for what %s says without it', (_, line) => {
    expect(adviceFor(`s390x | ${line}\n`)).toEqual([expect.stringMatching(/flag C.*input "setuid"/)])
  })

  it('names the handler for a program that none runs', () => {
    expect(adviceFor('sh: line 1: ./a.out: Exec format error\n')).toEqual([
      expect.stringMatching(/input "handlers"/),
    ])
  })

  it.each([
    'bwrap: Creating new namespace failed: Invalid argument',
    'unshare: unshare(0x10000000): Invalid argument',
    'unshare: unshare failed: Invalid argument',
  ])('says of namespaces within that they cannot be emulated: %s', (line) => {
    expect(adviceFor(line)).toEqual([expect.stringMatching(/qemu-user refuses.*machine's own architecture/)])
  })

  it('is given once, and not for what is not known', () => {
    expect(
      adviceFor('su: must be suid to work properly', 'su: must be suid to work properly', 'all is well'),
    ).toHaveLength(1)
    expect(adviceFor('make: *** [all] Error 1')).toEqual([])
  })

  it('stands behind how the command ended', () => {
    const outcome = anOutcome({ exit: { status: 1, signal: null }, advice: ['Use another.'] })
    expect(ending(outcome)).toBe('s390x: the command ended with status 1\ndo: Use another.')
  })
})
