import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { places } from '../support/xarch.js'

describe('a run where the machine gives little', () => {
  const newPlace = places()
  const within = (script: string): { within: [string, ...string[]] } => ({
    within: ['bash', '-c', `${script}; exec "$@"`, 'bash'],
  })

  it.each(['x86_64', 'aarch64'])(
    'works on %s with few open files, which the command has too',
    async (arch) => {
      const place = await newPlace()
      expect(await place.sh(arch, 'ulimit -n', within('ulimit -n 64'))).toMatchObject({
        status: 0,
        stdout: '64\n',
      })
    },
  )

  it('says which limit to raise where they are too few', async () => {
    const place = await newPlace()
    const { status, stderr } = await place.sh('x86_64', 'true', within('ulimit -n 20'))
    expect(status).toBe(125)
    expect(stderr).toContain('ulimit -n 1024')
    expect(stderr).not.toContain('bug')
  })

  it('needs no terminal: /dev/tty is none inside, and says so', async () => {
    const place = await newPlace()
    const { status, stdout } = await place.sh('aarch64', '(: </dev/tty) 2>&1; echo "status $?"')
    expect(status).toBe(0)
    expect(stdout).toMatch(/No such device or address\nstatus [12]\n$/)
  })

  it('works in a folder whose name has a blank, a newline and a tab', async () => {
    const place = await newPlace()
    const cwd = path.join(place.workspace, 'a b\nc\td')
    await mkdir(cwd)
    const ended = await place.sh('aarch64', 'pwd; echo "$PWD" >here', { cwd })
    expect(ended).toMatchObject({ status: 0, stdout: `${cwd}\n` })
    expect(await readFile(path.join(cwd, 'here'), 'utf8')).toBe(`${cwd}\n`)
  })
})
