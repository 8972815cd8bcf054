import { execFileSync } from 'node:child_process'
import { link, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { explain, Failed } from '../../src/report/errors.js'
import { ACCEPTED, END, file, REFUSED, tar } from '../support/guarded-tars.js'
import { cutAt, pass } from '../support/tar-passage.js'
import { temporaryFolders } from '../support/temporary.js'

/** Any tar, in any chunks. */

const newFolder = temporaryFolders()

describe('a tar on its way', () => {
  it('cut anywhere into chunks has the same fate, and the same bytes are handed on', async () => {
    const all = [...Object.values(ACCEPTED), ...Object.values(REFUSED).map(([entries]) => entries)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(fc.nat(), { maxLength: 30 }),
        async (entries, places) => {
          const whole = tar(...entries)
          const [uncut, cut] = [await pass([whole]), await pass(cutAt(whole, places))]
          expect(cut.error === undefined ? '' : explain(cut.error)).toEqual(
            uncut.error === undefined ? '' : explain(uncut.error),
          )
          if (uncut.error === undefined) expect(cut.out.equals(whole)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('cut off anywhere before its end is refused', async () => {
    const whole = tar(...(ACCEPTED['long names'] ?? []))
    const end = whole.length - END.length
    await fc.assert(
      fc.asyncProperty(fc.nat(end), async (length) => {
        const { error } = await pass([whole.subarray(0, length)])
        expect(explain(error)[0]).toMatch(/has no end: it is truncated/)
      }),
    )
  })

  it('with a changed bit in a header is refused', async () => {
    const whole = tar(file('a'), file('b'))
    await fc.assert(
      fc.asyncProperty(fc.nat(511), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(whole)
        changed[1024 + at] = (changed[1024 + at] ?? 0) ^ (1 << bit)
        // The blank and the zero byte behind the check sum say nothing.
        if (at < 154 || at > 155) expect((await pass([changed])).error).toBeInstanceOf(Failed)
      }),
    )
  })
})

describe('what a real tar makes of an honest tree', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9 _.\-äß]{1,60}$/).filter((name) => !/^\.{1,2}$/.test(name))
  const tree = fc.uniqueArray(
    fc.record({
      path: fc
        .array(part, { minLength: 1, maxLength: 5 })
        .map((parts) => parts.map((name, i) => `${i}${name}`)),
      kind: fc.constantFrom('file', 'symlink', 'hard link'),
      size: fc.nat(3000),
    }),
    { maxLength: 20, selector: ({ path: parts }) => parts.join('/') },
  )

  it.each(['gnu', 'pax', 'ustar'])('is accepted and unchanged, in the format %s', async (format) => {
    const base = await newFolder()
    await fc.assert(
      fc.asyncProperty(tree, fc.array(fc.nat(), { maxLength: 10 }), async (entries, places) => {
        const root = await mkdtemp(path.join(base, 'tree-'))
        await writeFile(path.join(root, 'first'), 'x')
        for (const { path: parts, kind, size } of entries) {
          const place = path.join(root, ...parts)
          await mkdir(path.dirname(place), { recursive: true }).catch(() => undefined)
          // A name may be taken by a folder: then there is one entry less.
          if (kind === 'file') await writeFile(place, Buffer.alloc(size, 1)).catch(() => undefined)
          else if (kind === 'symlink') await symlink('/etc/../x', place).catch(() => undefined)
          else await link(path.join(root, 'first'), place).catch(() => undefined)
        }
        const whole = execFileSync('tar', ['-c', `--format=${format}`, '-C', root, '.'], {
          maxBuffer: 2 ** 26,
        })
        const { out, error } = await pass(cutAt(whole, places))
        expect(error).toBeUndefined()
        expect(out.equals(whole.subarray(0, out.length))).toBe(true)
        expect(whole.subarray(out.length).every((byte) => byte === 0)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})
