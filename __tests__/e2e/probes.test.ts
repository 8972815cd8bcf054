import { describe, expect } from '@jest/globals'
import { admitted, probe } from '../support/probes.js'
import { it } from '../support/side-by-side.js'
import { placeOfFile } from '../support/xarch.js'

/** The black-box probes of a sandbox (fixtures/probes/inside.sh), from a guest that is root. */

const place = placeOfFile()

describe.each(['x86_64', 'aarch64'])('of the probes inside %s', (arch) => {
  it('at least 84 are held by default, and the threat model names the others', async () => {
    const { held, broken, unknown } = await probe(place, arch)
    const known = await admitted('default')
    const surprising = [...broken, ...unknown].filter(([name]) => !known.has(name))
    expect(surprising).toEqual([])
    expect(held.length).toBeGreaterThanOrEqual(84)
  })

  it('at least 88 are held in strict, and the threat model names the others', async () => {
    const { held, broken, unknown } = await probe(place, arch, { options: ['--isolation', 'strict'] })
    const known = await admitted('strict')
    expect([...broken, ...unknown].filter(([name]) => !known.has(name))).toEqual([])
    expect(held.length).toBeGreaterThanOrEqual(88)
  })

  it('at least 84 are held by bubblewrap, and the threat model names the others', async () => {
    const { held, broken, unknown } = await probe(place, arch, { options: ['--isolation', 'bwrap'] })
    const known = await admitted('bwrap')
    expect([...broken, ...unknown].filter(([name]) => !known.has(name))).toEqual([])
    expect(held.length).toBeGreaterThanOrEqual(84)
  })
})
