import { it } from '../support/side-by-side.js'
import { machine } from 'node:os'
import { describe, expect } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { executionOn } from '../../src/arch/resolve.js'
import { places } from '../support/xarch.js'

const newPlace = places()
const bare = () => newPlace({ emulators: false })

describe('xarch archs', () => {
  it('lists every architecture, with how this machine runs it', async () => {
    const { status, stdout, stderr } = await (await bare()).run(['archs'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const [heads = '', ...rows] = stdout.trimEnd().split('\n')
    expect(heads).toMatch(/^name +also +emulator +byte order +bits +Alpine +here$/)
    expect(rows.map((row) => row.split(' ')[0])).toEqual(ARCHITECTURES.map(({ name }) => name))
    for (const [at, row] of rows.entries()) {
      const arch = ARCHITECTURES[at]
      const here = arch && executionOn(machine(), arch)
      expect(row).toMatch(
        { native: / native$/, ask: / native if its canary runs$/, emulated: / emulated$/ }[here ?? 'ask'],
      )
    }
    expect(rows.find((row) => row.startsWith('armv7 '))).toContain('linux/arm/v7')
  })

  it('--json is the table, whole', async () => {
    const { status, stdout, stderr } = await (await bare()).run(['archs', '--json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(
      ARCHITECTURES.map((row) => ({ ...row, here: executionOn(machine(), row) })),
    )
  })

  it.each([[['--jsn']], [['ppc']], [['--json', 'ppc']], [['--json', '--json']]])(
    '%j is a wrong use',
    async (args) => {
      const { status, stdout, stderr } = await (await bare()).run(['archs', ...args])
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toContain(`archs: got "${args.join(' ')}"; allowed is --json`)
      expect(stderr).toContain('xarch --help')
    },
  )
})
