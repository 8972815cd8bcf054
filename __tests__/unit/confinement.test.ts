import { describe, expect, it } from '@jest/globals'
import { lacks } from '../../src/binfmt/support.js'
import { isConfined, mendOfContainer } from '../../src/sandbox/confinement.js'

const FREE = 'Name:\tnode\nSeccomp:\t0\n'
const FILTERED = 'Name:\tnode\nSeccomp:\t2\nSeccomp_filters:\t1\n'

describe('a process', () => {
  it.each([
    [FREE, '', false],
    [FREE, 'unconfined\n', false],
    [FREE, 'docker-default (complain)\n', false],
    [FREE, 'docker-default (enforce)\n', true],
    [FILTERED, '', true],
    ['Seccomp:\t1\n', '', false],
  ])('of the status %j and the profile %j is held: %j', (status, profile, held) => {
    expect(isConfined({ status, profile })).toBe(held)
  })

  it.each([
    ['docker run', 'a80425fb', [true, true]],
    ['docker run --cap-add SYS_ADMIN', 'a82425fb', [true, false]],
    ['docker run --cap-add SYS_ADMIN --cap-add SYS_PTRACE', 'a82c25fb', [false, false]],
    ['docker run --privileged', '1ffffffffff', [false, false]],
  ])('of %s lacks what it lacks', (_, set, [ptrace, admin]) => {
    const status = `Uid:\t0\t0\t0\t0\nCapEff:\t${set.padStart(16, '0')}\n`
    expect(lacks('CAP_SYS_PTRACE', status)).toBe(ptrace)
    expect(lacks('CAP_SYS_ADMIN', status)).toBe(admin)
  })
})

describe('a user namespace that is refused', () => {
  it.each([
    ['unshare: mount /proc failed: Operation not permitted', FREE, /systempaths=unconfined\.$/],
    ['unshare: mount /proc failed: Operation not permitted', FILTERED, /^Parts of \/proc/],
    ['unshare: unshare failed: Operation not permitted', FILTERED, /seccomp=unconfined --sec/],
  ])('with %j is mended in a container', (reason, status, mend) => {
    expect(mendOfContainer(reason, status)).toMatch(mend)
  })

  it('by none of what containers do is none of theirs', () => {
    expect(mendOfContainer('unshare: unshare failed: No space left on device', FREE)).toBeUndefined()
  })
})
