import { describe, expect, it } from '@jest/globals'
import {
  carried,
  guestEnvironment,
  withAccount,
  withSafeWorkspace,
  type Outside,
} from '../../src/sandbox/environment.js'

const all = {
  PATH: '/home/me/bin',
  HOME: '/home/me',
  CI: 'true',
  GITHUB_SHA: 'abc',
  GITHUB_TOKEN: 'secret',
  GITHUB_STATE: '/state',
  RUNNER_OS: 'Linux',
  ACTIONS_RUNTIME_TOKEN: 'secret',
  ACTIONS_RESULTS_URL: 'https://results.example',
  INPUT_RUN: 'make',
  LD_PRELOAD: '/evil.so',
  MY_A: '1',
  MY_B: '2',
  'odd-name': 'x',
}
const outside: Outside = { all, ofWorkflow: new Set() }

describe('the environment of a guest', () => {
  it('is its own, with the facts of the workflow and none of its secrets', () => {
    expect(guestEnvironment([], outside)).toEqual({
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      USER: 'root',
      LOGNAME: 'root',
      SHELL: '/bin/sh',
      LANG: 'C.UTF-8',
      CI: 'true',
      GITHUB_SHA: 'abc',
      RUNNER_OS: 'Linux',
    })
  })

  it('has what the workflow itself has set, but not what speaks of the host', () => {
    const ofWorkflow = new Set(['MY_A', 'PATH', 'HOME', 'GITHUB_TOKEN', 'LD_PRELOAD'])
    const environment = guestEnvironment([], { all, ofWorkflow })
    expect(environment).toMatchObject({ MY_A: '1', HOME: '/root' })
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['MY_B']))
    for (const name of ['GITHUB_TOKEN', 'LD_PRELOAD']) expect(environment).not.toHaveProperty(name)
  })

  it('takes what is named, by name, by prefix, by value; the last wins', () => {
    const environment = guestEnvironment(
      [
        { kind: 'prefix', prefix: 'MY_' },
        { kind: 'value', name: 'MY_B', value: 'two words' },
        { kind: 'name', name: 'GITHUB_TOKEN' },
        { kind: 'name', name: 'NOT_THERE' },
      ],
      outside,
    )
    expect(environment).toMatchObject({ MY_A: '1', MY_B: 'two words', GITHUB_TOKEN: 'secret' })
    expect(environment).not.toHaveProperty('NOT_THERE')
  })

  it.each(['ACTIONS_', 'GITHUB_', 'LD_', 'INPUT_'])('gives no secret away to the prefix %s*', (prefix) => {
    const environment = guestEnvironment([{ kind: 'prefix', prefix }], outside)
    const secrets = [
      'GITHUB_TOKEN',
      'GITHUB_STATE',
      'ACTIONS_RUNTIME_TOKEN',
      'ACTIONS_RESULTS_URL',
      'INPUT_RUN',
      'LD_PRELOAD',
    ]
    expect(Object.keys(environment).filter((name) => secrets.includes(name))).toEqual([])
  })

  it('is carried past the host under names that mean nothing to it', () => {
    expect(carried({ PATH: '/bin', LD_PRELOAD: 'x\ny' })).toEqual({
      XARCH_NAMES: 'PATH LD_PRELOAD',
      XARCH_E_PATH: '/bin',
      XARCH_E_LD_PRELOAD: 'x\ny',
    })
  })

  it('says who runs the command, but where the user has said otherwise', () => {
    const account = { uid: 5, gid: 5, groups: [], name: 'build', home: '/home/build', shell: '/bin/ash' }
    const items = [{ kind: 'value', name: 'HOME', value: '/elsewhere' }] as const
    expect(withAccount(guestEnvironment(items, outside), account)).toMatchObject({
      ...{ HOME: '/elsewhere', USER: 'build', LOGNAME: 'build', SHELL: '/bin/ash' },
    })
  })

  it.each([
    [{}, { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' }],
    [
      { GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_1: 'a.b' },
      {
        ...{ GIT_CONFIG_COUNT: '3', GIT_CONFIG_KEY_1: 'a.b' },
        ...{ GIT_CONFIG_KEY_2: 'safe.directory', GIT_CONFIG_VALUE_2: '*' },
      },
    ],
    [{ GIT_CONFIG_COUNT: 'many' }, { GIT_CONFIG_COUNT: 'many' }],
  ])('tells git that the workspace is safe: %j becomes %j', (given, becomes) => {
    expect(withSafeWorkspace(given)).toEqual(becomes)
  })
})
