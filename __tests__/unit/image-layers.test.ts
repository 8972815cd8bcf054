import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Layers } from '../../src/rootfs/image/layers.js'
import { anEntry } from '../support/tar-entries.js'

/**
 * What layers of these entries are together, sorted: each name, for files with the layer that they are of. Names of one
 * file are in one line.
 */
function flat(...layers: readonly (readonly string[])[]): string[] {
  const all = new Layers('docker://test')
  for (const entries of layers) {
    all.begin()
    for (const text of entries) all.add(anEntry(text))
  }
  const { folders, items } = all.flatten()
  return [
    ...folders.map(({ name, entry }) => `${name}/${entry ? '' : ' made'}`),
    ...items.map(({ item, names }) =>
      item.entry.kind === 'symbolic link'
        ? `${names.join(' = ')} -> ${item.entry.link}`
        : `${names.join(' = ')} of ${item.layer + 1}`,
    ),
  ].sort()
}

describe('layers on top of each other', () => {
  it.each<[string, readonly (readonly string[])[], readonly string[]]>([
    ['the upper file is taken', [['a', 'b'], ['a']], ['a of 2', 'b of 1']],
    ['the last of two of one name is taken', [['a -> b', 'a']], ['a of 1']],
    [
      'names may begin with a slash or a point',
      [['./', './a', '/b', 'd/./c']],
      ['a of 1', 'b of 1', 'd/ made', 'd/c of 1'],
    ],
    [
      'a folder keeps what is in it',
      [
        ['d/', 'd/a'],
        ['d/', 'd/b'],
      ],
      ['d/', 'd/a of 1', 'd/b of 2'],
    ],
    ['a file takes the place of a folder', [['d/', 'd/a'], ['d']], ['d of 2']],
    ['a folder takes the place of a file', [['d'], ['d/', 'd/a']], ['d/', 'd/a of 2']],
    [
      'a folder takes the place of a link',
      [
        ['e/', 'd -> e'],
        ['d/', 'd/a'],
      ],
      ['d/', 'd/a of 2', 'e/'],
    ],
    ['a whiteout takes a file away', [['a', 'b'], ['.wh.a']], ['b of 1']],
    ['a whiteout takes a folder away', [['d/', 'd/e/', 'd/e/a'], ['.wh.d']], []],
    ['a whiteout takes a link away, and not where it points to', [['a', 'l -> a'], ['.wh.l']], ['a of 1']],
    [
      'a whiteout leaves what its own layer has',
      [
        ['d/', 'd/a'],
        ['d/', 'd/b', '.wh.d'],
      ],
      ['d/', 'd/b of 2'],
    ],
    ['a whiteout comes first in its layer', [['a'], ['.wh.a', 'a']], ['a of 2']],
    ['a whiteout comes last in its layer', [['a'], ['a', '.wh.a']], ['a of 2']],
    ['a whiteout of what is not there is nothing', [['a'], ['.wh.b', 'x/.wh.y']], ['a of 1']],
    ['a whiteout is of lower layers, not of upper ones', [['a'], ['.wh.a'], ['a']], ['a of 3']],
    [
      'an opaque folder hides what lower layers have in it',
      [
        ['d/', 'd/a', 'd/e/', 'd/e/b', 'c'],
        ['d/', 'd/.wh..wh..opq', 'd/n'],
      ],
      ['c of 1', 'd/', 'd/n of 2'],
    ],
    [
      'an opaque folder hides, wherever it says so',
      [
        ['d/', 'd/a', 'd/e/', 'd/e/b'],
        ['d/', 'd/e/', 'd/e/n', 'd/.wh..wh..opq'],
      ],
      ['d/', 'd/e/', 'd/e/n of 2'],
    ],
    [
      'the root may be opaque',
      [
        ['a', 'd/', 'd/b'],
        ['.wh..wh..opq', 'n'],
      ],
      ['n of 2'],
    ],
    ['what aufs kept is left out', [['.wh..wh.plnk/', '.wh..wh.plnk/1.2', '.wh..wh.aufs', 'a']], ['a of 1']],
    ['a hard link is a name more', [['a', 'b = a']], ['a = b of 1']],
    [
      'a hard link is to what a lower layer has',
      [['a'], ['b = a', 'd/c = /a']],
      ['a = b = d/c of 1', 'd/ made'],
    ],
    ['a name that goes leaves the others', [['a', 'b = a'], ['.wh.a']], ['b of 1']],
    ['a name that changes leaves the others', [['a', 'b = a'], ['a']], ['a of 2', 'b of 1']],
    ['a hard link is to what the name meant then', [['a'], ['b = a', 'a']], ['a of 2', 'b of 1']],
    [
      'a file comes in through a link of a lower layer',
      [['usr/', 'usr/lib/', 'lib -> usr/lib'], ['lib/a']],
      ['lib -> usr/lib', 'usr/', 'usr/lib/', 'usr/lib/a of 2'],
    ],
    ['a whiteout reaches through a link', [['r/', 'r/a', 'l -> r'], ['l/.wh.a']], ['l -> r', 'r/']],
    ['an absolute link is within the root', [['l -> /etc', 'l/a']], ['etc/ made', 'etc/a of 1', 'l -> /etc']],
    [
      'a link that leads above the root stays in it',
      [['d/', 'd/l -> ../../../../etc', 'd/l/a']],
      ['d/', 'd/l -> ../../../../etc', 'etc/ made', 'etc/a of 1'],
    ],
    [
      'a link of a link is followed',
      [['a -> b', 'b -> c/d', 'a/f']],
      ['a -> b', 'b -> c/d', 'c/ made', 'c/d/ made', 'c/d/f of 1'],
    ],
  ])('%s', (_, layers, expected) => {
    expect(flat(...layers)).toEqual(expected)
  })

  it.each<[readonly (readonly string[])[], RegExp]>([
    [[['../a']], /layer 1 of the image has a name that leads out of the root: "\.\.\/a"/],
    [[['d/../../a']], /leads out of the root/],
    [[['a'], ['b = ../a']], /layer 2 of the image has a name that leads out of the root/],
    [[['b = a']], /a hard link to what is no file: "b" -> "a"/],
    [[['d/', 'b = d']], /a hard link to what is no file/],
    [[['a', 'a/b']], /something below a file/],
    [[['a -> b', 'b -> a', 'a/c']], /links in a circle/],
    [[['.wh.a/b']], /something below a whiteout/],
    [[['.wh.']], /a whiteout of nothing/],
    [[['.wh...']], /a whiteout of nothing/],
    [[['\u001b[2J\n::error::/../x']], /: "\\u001b\[2J\\n::error::\/\.\.\/x"/],
  ])('%j are refused', (layers, problem) => {
    expect(() => flat(...layers)).toThrow(problem)
  })

  it('leave out devices, whose place is the sandbox', () => {
    const layers = new Layers('docker://test')
    layers.begin()
    layers.add(anEntry('dev/sda', { kind: 'other' }))
    expect(layers.flatten()).toEqual({ folders: [], items: [] })
  })

  it('never have a name outside of the root, whatever they are made of', () => {
    const part = fc.constantFrom('a', 'b', 'c', '.wh.a', '.wh..wh..opq', '.', '')
    const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    const target = fc
      .array(fc.constantFrom('a', 'b', '..', '/', '.'), { maxLength: 5 })
      .map((it) => it.join('/'))
    const entry = fc.oneof(
      name,
      name.map((it) => `${it}/`),
      fc.tuple(name, target).map(([it, link]) => `${it} -> ${link}`),
      fc.tuple(name, name).map(([it, link]) => `${it} = ${link}`),
    )
    const layers = fc.array(fc.array(entry, { maxLength: 8 }), { maxLength: 4 })
    fc.assert(
      fc.property(layers, (made) => {
        const names = attempt(() => flat(...made)).map((line) => line.replace(/( ->| of| made).*$/, ''))
        const all = names.flatMap((line) => line.split(' = ')).map((it) => it.replace(/\/$/, ''))
        expect(all.filter((it) => it.split('/').some((inside) => ['', '.', '..'].includes(inside)))).toEqual(
          [],
        )
        expect(new Set(all).size).toBe(all.length)
        expect(all.filter((it) => it.includes('.wh.'))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

/** Layers that are refused have no names at all. */
function attempt(work: () => string[]): string[] {
  try {
    return work()
  } catch {
    return []
  }
}
