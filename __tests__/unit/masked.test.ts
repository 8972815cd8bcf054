import { describe, expect, it } from '@jest/globals'
import type { Log } from '../../src/platform/ports.js'
import { BadInputs, explain, Failed } from '../../src/report/errors.js'
import { masked, maskedLog } from '../../src/report/masked.js'

const SECRET = 'https://user:s3cr3t@mirror.example/alpine'
const SHOWN = 'https://***@mirror.example/alpine'

describe('name and password of a URL', () => {
  it.each([
    [SECRET, SHOWN],
    [`got "${SECRET}"; and ${SECRET}, too`, `got "${SHOWN}"; and ${SHOWN}, too`],
    ['http://token@m/', 'http://***@m/'],
    ['http://u:p@ss@m/', 'http://***@m/'],
    ['http://:p@m?q=1', 'http://***@m?q=1'],
    ['1http://u:p@m', '1http://***@m'],
    ['git+https://u:p@m', 'git+https://***@m'],
  ])('%s is shown as %s', (text, shown) => {
    expect(masked(text)).toBe(shown)
  })

  it.each([
    'https://mirror.example/a@b',
    'https://mirror.example?mail=a@b',
    'file:///srv/a@b',
    'alpine-devel@lists.alpinelinux.org-4a6a0840.rsa.pub',
    'https://mirror.example/ and a@b',
  ])('%s has none, and stays', (text) => {
    expect(masked(text)).toBe(text)
  })

  it('are looked for in the time that a text of one long word takes to read', () => {
    const began = performance.now()
    masked('x'.repeat(500_000))
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('are in no line of a log', () => {
    const lines: string[] = []
    const say = (line: string): void => {
      lines.push(line)
    }
    const log: Log = { info: say, debug: say, warning: say, error: (all) => lines.push(...all) }
    const quiet = maskedLog(log)
    quiet.info(SECRET)
    quiet.debug(SECRET)
    quiet.warning(SECRET)
    quiet.error([SECRET, SECRET])
    expect(lines).toEqual([SHOWN, SHOWN, SHOWN, SHOWN, SHOWN])
  })

  it.each([
    new Failed({ what: SECRET, source: SECRET, todo: SECRET }),
    new BadInputs([SECRET]),
    new Error(SECRET),
  ])('are in no line of an error: $name', (error) => {
    const text = explain(error).join('\n')
    expect(text).toContain(SHOWN)
    expect(text).not.toContain('s3cr3t')
  })
})
