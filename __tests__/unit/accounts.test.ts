import { describe, expect, it } from '@jest/globals'
import { accountOf, ROOT_ACCOUNT, type Caller } from '../../src/sandbox/accounts.js'
import { Refused } from '../../src/report/errors.js'

const passwd = `root:x:0:0:root:/root:/bin/ash
broken line
nobody:x:65534:65534:nobody:/:/sbin/nologin
build:x:1000:100:A builder,,,:/home/build:/bin/bash
1000:x:5:5:a name of digits:/five:
`
const group = `root:x:0:root
users:x:100:games,build
abuild:x:300:build,other
wheel:x:10:build
`
const files = { passwd, group }
const caller: Caller = { name: 'runner', uid: 1001, gid: 127, home: '/home/runner' }

describe('the user of the commands', () => {
  it('is root where nothing else was asked for, whatever the files say', () => {
    expect(accountOf('root', { passwd: 'root:x:7:7::/x:/y', group: '' }, caller)).toBe(ROOT_ACCOUNT)
  })

  it.each([
    ['build', { uid: 1000, gid: 100, groups: [300, 10], home: '/home/build', shell: '/bin/bash' }],
    ['nobody', { uid: 65534, gid: 65534, groups: [], home: '/', shell: '/bin/sh' }],
    ['65534', { name: 'nobody', uid: 65534 }],
    ['1000', { uid: 5, home: '/five' }],
    ['build:wheel', { uid: 1000, gid: 10, groups: [], home: '/home/build' }],
    ['nobody:4000', { uid: 65534, gid: 4000 }],
    ['2000:3000', { name: '2000', uid: 2000, gid: 3000, groups: [], home: '/', shell: '/bin/sh' }],
    ['2000:users', { uid: 2000, gid: 100 }],
  ])('"%s" is resolved by the root’s own files', (request, account) => {
    expect(accountOf(request, files, caller)).toMatchObject(account)
  })

  it.each([
    ['builder', /^user: the root has no user "builder"$/, /\(root, nobody, build, 1000\)/],
    ['2000', /no user "2000"/, /two ids/],
    ['build:staff', /no group "staff"/, /\(root, users, abuild, wheel\)/],
    ['builder:users', /no user "builder"/, /root, nobody/],
    ['4294967295:0', /no user "4294967295"/, /root/],
  ])('"%s", which is not there, is refused with those that are', (request, what, todo) => {
    const resolve = (): unknown => accountOf(request, files, caller)
    expect(resolve).toThrow(Refused)
    expect(resolve).toThrow(what)
    try {
      resolve()
    } catch (error) {
      expect((error as Refused).explanation.todo).toMatch(todo)
    }
  })

  it('of a root without users can only be two ids', () => {
    const none = { passwd: '', group: '' }
    expect(accountOf('1:2', none, caller)).toMatchObject({ uid: 1, gid: 2 })
    expect(() => accountOf('build', none, caller)).toThrow(/no user "build"/)
  })
})

describe('the user of the job, as `runner` inside', () => {
  it('has their name, ids and the path of their home folder', () => {
    expect(accountOf('runner', files, caller)).toEqual({ ...caller, groups: [], shell: '/bin/sh' })
  })

  it('is root where the job is root’s', () => {
    expect(accountOf('runner', files, { ...caller, uid: 0 })).toBe(ROOT_ACCOUNT)
  })

  it.each(['/', '/root', '/nonexistent', '/usr/home', '/etc/x', '/home/../etc', '/a:b/c', '/home/x y', ''])(
    'has a home folder of their own where it is %j outside',
    (home) => {
      expect(accountOf('runner', files, { ...caller, home }).home).toBe('/home/runner')
    },
  )

  it.each(['root', 'ALL', '%wheel', 'a b', 'DOMAIN\\user', 'x\nroot ALL', '$(id)', 'ünï'])(
    'is called runner where their name, %j, would mean something else in a file of the root',
    (name) => {
      expect(accountOf('runner', files, { ...caller, name }).name).toBe('runner')
    },
  )
})
