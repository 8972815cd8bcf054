import { describe, expect, it } from '@jest/globals'
import { chooseShift } from '../../src/sandbox/shift.js'

const FREE = 0x70000000

describe('the ids of a sandbox', () => {
  it.each([
    ['nobody has any', '', FREE],
    ['others have theirs elsewhere', 'runner:100000:65536\nubuntu:165536:65536\n', FREE],
    ['another has the same', `ubuntu:${FREE}:65536\n`, FREE + 65_536],
    ['another’s reach into them', `ubuntu:${FREE - 10}:65536\n`, FREE + 65_536],
    ['some are given to xarch', 'runner:100000:65536\nxarch:300000:65536\n', 300_000],
    ['xarch has too few', 'xarch:300000:1000\n', FREE],
    ['a line is no range', 'xarch\n# comment\nrunner::\n', FREE],
    ['all are given away', 'all:0:4294967295\n', FREE],
  ])('where %s', (_, subordinates, first) => {
    expect(chooseShift(subordinates)).toBe(first)
  })
})
