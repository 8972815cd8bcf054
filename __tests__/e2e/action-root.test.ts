import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { machine } from 'node:os'
import path from 'node:path'
import { describe, expect } from '@jest/globals'
import { CACHED, expectSuccess, jobs, QUICK, said, wholeJob } from '../support/action.js'
import { startCacheService } from '../support/cache-service.js'
import { EMBEDDED_MIRROR } from '../support/embedded-mirror.js'
import { otherAnnotations } from '../support/known-faults.js'
import { startMirror } from '../support/mirror-server.js'
import type { Job } from '../support/runner.js'
import { it } from '../support/side-by-side.js'
import { commands } from '../support/workflow-commands.js'

/** What a step says of its root, and what is in it: as it was built, also out of the cache. */

const newJob = jobs()

const sh = (script: string, ...args: string[]): string =>
  execFileSync('bash', ['-euo', 'pipefail', '-c', script, 'bash', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })

/** The log's lines about the key: the key itself, and the ingredients by name. */
function keyIn(log: string): { key: string; ingredients: Record<string, string> } {
  const lines = log.split('\n')
  const at = lines.findIndex((line) => / key xarch-/.test(line))
  const ingredients: Record<string, string> = {}
  for (const line of lines.slice(at + 1)) {
    const [, name, value] = /^ {2}([a-z -]+): (.*)$/.exec(line) ?? []
    if (name === undefined) break
    ingredients[name] = value ?? ''
  }
  return { key: lines[at] ?? '', ingredients }
}

describe('the key of a root', () => {
  it('is said with each of its ingredients, one a line, and shows no password', async () => {
    await using mirror = await startMirror(EMBEDDED_MIRROR)
    const address = mirror.url.replace('http://', '')
    const job = await newJob()
    const [main, post] = await wholeJob(job, {
      ...QUICK,
      arch: 'ppc',
      mirror: `http://me:s3cret@${address}`,
      packages: 'make  lua5.4',
      setup: 'echo one\necho "a  b"; echo ::error::no',
      run: 'true',
    })
    expectSuccess(main)
    const { key, ingredients } = keyIn(main.log)
    expect(key).toMatch(/^ppc: key xarch-\d+-ppc-[\da-f]+-[\da-f]{24}$/)
    expect(ingredients).toEqual({
      arch: 'ppc',
      rootfs: 'auto',
      signature: 'when-present',
      branch: 'v3.20',
      'mirror and repositories': `http://***@${address}`,
      'base-packages': 'alpine-base',
      keys: expect.stringMatching(/^be-fixture@example\.invalid\.rsa\.pub [\da-f]{64}$/),
      'allow-untrusted': 'false',
      packages: 'lua5.4 make',
      setup: 'echo one\\necho "a  b"; echo ::error::no',
      network: 'host',
    })
    expect(JSON.stringify([main, post])).not.toContain('s3cret')
  })
})

describe('the outputs of a step', () => {
  it('tell folder, version and origin of the root', async () => {
    const job = await newJob()
    const { outputs } = await job.step({ ...QUICK, run: 'true' }).main()
    expect(outputs).toMatchObject({ 'alpine-version': '3.20.3', 'cache-hit': 'false' })
    expect(outputs['root-path']?.startsWith(`${job.temp}/xarch-`)).toBe(true)
  })

  it('tell an untrusted root in the log and in the summary of the job', async () => {
    const job = await newJob()
    const stage = await job
      .step({ ...QUICK, 'allow-untrusted': 'true', arch: 'aarch64 ppc', run: 'true' })
      .main()
    expectSuccess(stage)
    expect(stage.log.match(/need not be signed \(allow-untrusted\)$/gm)).toHaveLength(2)
    expect(stage.summary).toMatch(/^> \[!WARNING\]\n> aarch64, ppc: .*allow-untrusted/m)
  })
})

describe('commands without a shell that was asked for', () => {
  const SAY = 'echo "bash ${BASH_VERSION:-none}; $-"; false | true; echo "not here"'

  it('are run by sh with pipefail in an Alpine root', async () => {
    const job = await newJob()
    const stage = await job.step({ ...QUICK, run: SAY }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).toMatch(/^bash none; .*e/m)
    expect(stage.log).not.toContain('not here\n')
  })

  it('are run by bash with pipefail in a root of glibc that has it', async () => {
    const job = await newJob()
    bashRoot(path.join(job.workspace, 'glibc'))
    const stage = await job.step({ arch: machine(), cache: 'false', rootfs: './glibc', run: SAY }).main()
    expect(stage.status).toBe(1)
    expect(stage.log).toMatch(/^bash \d.*; .*e/m)
    expect(stage.log).not.toContain('not here\n')
    expect(said(stage, 'error')).toEqual([`${machine()}: the command ended with status 1`])
  })

  /** A folder with this machine's bash and its libraries, and nothing else that runs. */
  function bashRoot(root: string): void {
    for (const name of ['dev', 'proc', 'sys', 'etc', 'tmp', 'home', 'bin'])
      mkdirSync(path.join(root, name), { recursive: true })
    sh(
      'cd "$1"; cp -L /bin/bash bin/bash; for file in $(ldd /bin/bash | grep -o "/[^ ]*"); do mkdir -p ".${file%/*}"; cp -L "$file" ".$file"; done; ln -s bash bin/sh',
      root,
    )
    sh('cp -L "$(type -P true)" "$1/bin/true"', root)
  }
})

describe('what setup prints', () => {
  it('is shown, and commands nothing of the runner', async () => {
    const job = await newJob()
    const lines = String.raw`a line\n::error::one\n  ::set-output name=x::y\n##[warning]two\n!\r::error::three\n::stop-commands::t\n##[save-state name=xarch]{}\n`
    const [main, post] = await wholeJob(job, { ...QUICK, setup: `printf '${lines}'`, run: 'true' })
    expectSuccess(main)
    expectSuccess(post)
    expect(main.log).toMatch(/^setup: a line$/m)
    expect(main.log).toMatch(/^setup: ::error::one$/m)
    expect(commands(main.log).filter(({ name }) => name !== 'debug')).toEqual([])
    expect(otherAnnotations(main.annotations)).toEqual([])
  })

  it('is in the error where setup fails, as one annotation', async () => {
    const job = await newJob()
    const stage = await job
      .step({ ...QUICK, setup: `printf 'why\\r##[error]two\\n::error::one\\n'; exit 3` })
      .main()
    expect(stage.status).toBe(1)
    const errors = said(stage, 'error')
    expect(errors).toEqual([expect.stringContaining('setup ended with status 3')])
    expect(errors[0]).toContain('why')
  })
})

describe('a root out of the cache', () => {
  /** Owners, modes, times, links, sizes, contents and extended attributes of a tree, one line for each name. */
  const DESCRIBE = `cd "$1"; find . -mindepth 1 -printf '%p %y %m %U:%G %s %n %T@ %l\\n' | sed -E 's/^([^ ]+ d [0-9]+ [0-9:]+) [0-9]+/\\1/' | LC_ALL=C sort
    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    find . -type b -o -type c | LC_ALL=C sort | xargs -r stat -c '%n %t:%T'
    find . -samefile opt/tool | LC_ALL=C sort
    python3 -c '
import os
for at, folders, files in sorted(os.walk(".")):
    for name in sorted(files + folders):
        p = os.path.join(at, name)
        for key in sorted(os.listxattr(p, follow_symlinks=False)): print(p, key, os.getxattr(p, key, follow_symlinks=False))'`

  /** Only the machine can give files capabilities: a tarball of the minirootfs and some more. */
  function tarball(job: Job): string {
    const file = path.join(job.workspace, 'root.tar.gz')
    const base = path.join(EMBEDDED_MIRROR, 'v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz')
    sh(
      `mkdir "$1"; cd "$1"; tar -xzpf "$2"; cp bin/busybox bin/ping2; setcap cap_net_raw+ep bin/ping2
      python3 -c 'import os; os.setxattr("etc/alpine-release", "user.note", b"a\\0b")'
      tar --numeric-owner --xattrs --xattrs-include='*' -czpf "$3" .; rm -r "$1"`,
      path.join(job.home, 'tree'),
      base,
      file,
    )
    return './root.tar.gz'
  }

  const SETUP = `mkdir -p /opt /srv/closed; cd /opt; echo tool >tool; ln tool other; ln -s tool link; ln -s /nowhere dangling
    cp /bin/busybox su; chown 0:12 su; chmod 4750 su; mkfifo queue
    chown 1234:4321 /srv/closed; chmod 1770 /srv/closed; echo x >'a b'; echo y >--option; echo z >"ü"
    touch -d '2020-02-03 04:05:06' tool /srv/closed; touch -h -d '2021-02-03 04:05:06' link`

  it('has owners, modes, times, links, FIFOs, attributes and capabilities as built', async () => {
    await using service = await startCacheService()
    const first = await newJob({ env: service.env })
    const inputs = { ...CACHED, run: '', rootfs: tarball(first), setup: SETUP }
    const built = first.step(inputs)
    const main = await built.main()
    expectSuccess(main)
    const asBuilt = sh(DESCRIBE, main.outputs['root-path'] ?? '')
    for (const line of [
      /^\.\/opt\/su f 4750 0:12 /m,
      /^\.\/opt\/tool f 644 0:0 5 2 1580702706/m,
      /^\.\/srv\/closed d 1770 1234:4321 /m,
      /^\.\/bin\/ping2 security\.capability /m,
      /^\.\/etc\/alpine-release user\.note /m,
      /^\.\/opt\/queue p /m,
    ])
      expect(asBuilt).toMatch(line)
    expectSuccess(await built.post())
    const second = (await newJob({ env: service.env }, first)).step(inputs)
    const again = await second.main()
    expectSuccess(again)
    expect(again.outputs['cache-hit']).toBe('true')
    expect(sh(DESCRIBE, again.outputs['root-path'] ?? '')).toBe(asBuilt)
    expectSuccess(await second.post())
  })
})
