import { describe, expect, it } from '@jest/globals'
import { withoutOurs } from '../../src/sandbox/hidden.js'

const TEMP = '/home/runner/work/_temp'
const STORE = `${TEMP}/xarch-1-2`

describe('what is ours in a volume', () => {
  it.each([
    { source: '/home/runner/work', target: '/home/runner/work', covered: [TEMP] },
    { source: '/', target: '/mnt', covered: [`/mnt${TEMP}`] },
    { source: TEMP, target: '/temp', covered: ['/temp'] },
    { source: `${TEMP}/xarch-1-2/roots/a/root`, target: '/other', covered: [] },
    { source: '/home/runner/work/demo/demo', target: '/demo', covered: [] },
    { source: '/home/runner/wor', target: '/wor', covered: [] },
  ])('of $source at $target is covered: $covered', ({ source, target, covered }) => {
    const volume = { source, target, readOnly: true }
    const paths = { store: STORE, workspace: '/home/runner/work/demo/demo' }
    expect(withoutOurs([volume], '/empty', paths)).toEqual([
      volume,
      ...covered.map((place) => ({ source: '/empty', target: place, readOnly: false })),
    ])
  })

  it('is our own store alone where the workspace is among the stores', () => {
    const volume = { source: '/home', target: '/home', readOnly: false }
    const [, cover] = withoutOurs([volume], '/empty', { store: STORE, workspace: `${TEMP}/demo` })
    expect(cover?.target).toBe(STORE)
  })
})
