import { execFileSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from '@jest/globals'
import { engineOfBlock, IMAGE, obstacle, PLATFORM } from '../support/containers.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { skipAloud } from '../support/skipped.js'
import { embedded, placeOfFile } from '../support/xarch.js'

/** The command in containers of docker, as jobs with `container:` have them: how it isolates, and that all of it works. */

const place = placeOfFile()
const UNHIDDEN = ['--security-opt', 'seccomp=unconfined', '--security-opt', 'systempaths=unconfined']
const caps = (...names: string[]): string[] => names.flatMap((name) => ['--cap-add', name])

/** Options of docker, what `auto` takes there, and what it says of those before. */
const KINDS: readonly (readonly [string, readonly string[], string, RegExp])[] = [
  ['as it comes', [], 'proot', /not unshare: root has no CAP_SYS_ADMIN .*; not strict: no user namespace/],
  ['of an ordinary user', ['--user', '1001'], 'proot', /not unshare: root is needed/],
  ['that is read-only', ['--read-only', '--tmpfs', '/tmp:exec'], 'proot', /no CAP_SYS_ADMIN/],
  ['with CAP_SYS_ADMIN', caps('SYS_ADMIN'), 'proot', /not unshare: root has no CAP_SYS_PTRACE/],
  [
    'with CAP_SYS_ADMIN and CAP_SYS_PTRACE',
    caps('SYS_ADMIN', 'SYS_PTRACE'),
    'proot',
    /not unshare: root is kept from making sandboxes by a seccomp filter or AppArmor.*pivot_root/,
  ],
  ['without a filter', UNHIDDEN, 'strict', /not unshare: root has no CAP_SYS_ADMIN/],
  ['with both', [...caps('SYS_ADMIN', 'SYS_PTRACE'), ...UNHIDDEN], 'unshare', /^$/],
]

const reason = await obstacle('docker')
if (reason === undefined) describe('in a container of docker', tests)
else skipAloud(`xarch runs in containers of docker: SKIPPED, ${reason}`)

function tests(): void {
  const engine = engineOfBlock('docker')

  /** The machine's own programs, in an image that has no others of its architecture. */
  const programs = ['/usr', '/bin', '/sbin', '/lib', '/lib64', '/etc/alternatives']
  const run = (options: readonly string[], ...words: readonly string[]) => {
    const shown = [...programs, REPOSITORY, path.dirname(process.execPath)].flatMap((at) => [
      '-v',
      `${at}:${at}:ro`,
    ])
    const job = path.dirname(place.workspace)
    execFileSync('chown', ['-R', '1001:1001', job]) // as the runner has them, who is 1001
    const variables = { PATH: process.env['PATH'] ?? '', HOME: job, XDG_CACHE_HOME: place.cache }
    const env = Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`])
    const all = [
      '--platform',
      PLATFORM,
      ...shown,
      '-v',
      `${job}:${job}`,
      '-w',
      place.workspace,
      ...env,
      ...options,
    ]
    return engine().run(all, IMAGE, process.execPath, path.join(REPOSITORY, 'bin/xarch'), ...words)
  }

  it.each(KINDS)('%s both architectures run, by what can be had', async (_, options, isolation, says) => {
    const script = 'uname -m; id -u; echo made >made; cat made; : >/written'
    for (const arch of ['x86_64', 'aarch64']) {
      const words = ['run', '-a', arch, ...embedded(), '--', 'sh', '-c', script]
      const { status, stdout, stderr } = await run(options, ...words)
      expect({ status, stdout, stderr: status === 0 ? '' : stderr }).toEqual({
        ...{ status: 0, stderr: '' },
        stdout: `${arch}\n0\nmade\n`,
      })
      expect(stderr.match(/isolation: .*/)?.[0] ?? '').toMatch(says)
    }
    const { stdout } = await run(
      options,
      'doctor',
      '--json',
      '-a',
      'aarch64',
      '--mirror',
      `file:${EMBEDDED_MIRROR}`,
    )
    expect(JSON.parse(stdout)).toMatchObject({ architectures: [{ name: 'aarch64', isolation }] })
  })

  it('without a filter root inside has the ids of the container: files of others can be made and changed', async () => {
    const script =
      'stat -c %u .; : >theirs; chown 1234:1235 theirs; stat -c %u:%g theirs; adduser -D me; su me -c "id -un"'
    const { status, stdout, stderr } = await run(
      UNHIDDEN,
      'run',
      '-a',
      'x86_64',
      ...embedded(),
      '--',
      'sh',
      '-c',
      script,
    )
    expect({ status, stdout, stderr: status === 0 ? '' : stderr }).toEqual({
      ...{ status: 0, stderr: '' },
      stdout: '1001\n1234:1235\nme\n',
    })
  })

  it('that is read-only without a /tmp, says what is to be done', async () => {
    const { status, stderr } = await run(['--read-only'], 'run', '-a', 'x86_64', ...embedded(), '--', 'true')
    expect(status).toBe(125)
    expect(stderr).toContain('--tmpfs /tmp:exec')
  })
}
