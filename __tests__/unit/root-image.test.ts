import { describe, expect, it } from '@jest/globals'
import { parseInputs } from '../../src/inputs/parse.js'
import { planRoots } from '../../src/plan/roots.js'
import { parseLook, type Choice } from '../../src/rootfs/root-image.js'
import { anInputs, architecture } from '../support/builders.js'

/** What a root is kept as is decided by its size and what the machine answers. */

describe('what was seen of a root', () => {
  it.each<[string, Choice]>([
    ['9000000\n', { kind: undefined, sizeBytes: 9_000_000, why: 'up to 100 MB no image is made' }],
    ['344000000\nsquashfs\n', { kind: 'squashfs', sizeBytes: 344_000_000 }],
    ['344000000\nerofs\n', { kind: 'erofs', sizeBytes: 344_000_000 }],
    ['344000000\nnone no loops\n', { kind: undefined, sizeBytes: 344_000_000, why: 'no loops' }],
  ])('%j is read', (said, choice) => {
    expect(parseLook(said)).toEqual(choice)
  })
})

describe('root-image', () => {
  it('is auto or false', () => {
    expect([anInputs().rootImage, anInputs({ 'root-image': 'false' }).rootImage]).toEqual(['auto', 'false'])
    expect(parseInputs({ 'root-image': 'true' })).toEqual({
      ok: false,
      problems: ['root-image: got "true"; allowed are auto and false'],
    })
  })

  it('enters no key: what is in the root is the same', () => {
    const surveyed = { keys: [], hostArch: architecture('x86_64'), sourceDigest: undefined, hasOwners: true }
    const [auto, unpacked] = ['auto', 'false'].map((image) => {
      const planned = planRoots(anInputs({ 'root-image': image }), surveyed)
      return planned.ok ? planned.value.targets[0]?.root : undefined
    })
    expect([auto?.image, unpacked?.image]).toEqual(['auto', 'false'])
    expect(auto?.key).toBe(unpacked?.key)
    expect(auto?.key).toBeDefined()
  })
})
