import { describe, expect, it } from '@jest/globals'
import { explain, Failed } from '../../src/report/errors.js'
import { TAR_LIMITS } from '../../src/verify/tar-limits.js'
import { ACCEPTED, END, entry, file, REFUSED, tar } from '../support/guarded-tars.js'
import { pass } from '../support/tar-passage.js'

describe('a tar on its way', () => {
  it.each(Object.keys(REFUSED))(
    'with %s is refused in one error, before that entry is handed on',
    async (what) => {
      const [entries, says] = REFUSED[what] ?? [[], /^$/]
      const good = entry(file('first'))
      const { out, error } = await pass(entries.length > 0 ? [good, tar(...entries)] : [END])
      expect(error).toBeInstanceOf(Failed)
      expect(explain(error)[0]).toMatch(says)
      expect(explain(error)[0]).toMatch(/^"a\.tar" has [\x20-\x7e…]+$/)
      const bad = entries.at(-1)
      if (bad && !/at the end/.test(what)) expect(out.indexOf(entry(bad).subarray(0, 512))).toBe(-1)
    },
  )

  it.each(Object.keys(ACCEPTED))('with %s comes through unchanged', async (what) => {
    const whole = tar(...(ACCEPTED[what] ?? []))
    const { out, error } = await pass([whole])
    expect(error).toBeUndefined()
    expect(out.equals(whole)).toBe(true)
  })

  it('ends at its first block of zeros: what is behind it is not handed on', async () => {
    const good = entry(file('a'))
    const { out, error } = await pass([good, Buffer.alloc(512), entry(file('../smuggled')), END])
    expect(error).toBeUndefined()
    expect(out.equals(Buffer.concat([good, END]))).toBe(true)
  })

  it('may have many entries where its bytes are many, and not where they are few', async () => {
    const { freeEntries, bytesForEntry } = TAR_LIMITS
    const one = entry(file('a'))
    const many = Buffer.concat([...Array.from({ length: freeEntries + 1000 }, () => one), END])
    expect((await pass([many], 1000 * bytesForEntry)).error).toBeUndefined()
    expect(explain((await pass([many], 999 * bytesForEntry)).error)[0]).toMatch(/more than 20999 entries/)
  })
})
