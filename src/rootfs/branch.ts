import type { Published } from '../arch/architectures.js'

/** The oldest branch whose layout, lists and tools are known here. */
const OLDEST = 'v3.10'

/** A branch of Alpine as its mirrors name it: `v3.10` or a newer one, `edge` or `latest-stable`. */
export function parseBranch(text: string, problem: (line: string) => void): string {
  if (/^(v\d+\.\d+|edge|latest-stable)$/.test(text)) {
    if (isTooOld(text)) problem(`branch: got "${text}"; the oldest that can be used is ${OLDEST}`)
    return text
  }
  problem(`branch: got "${text}"; allowed are vX.Y (v3.20), edge and latest-stable${question(text)}`)
  return text
}

function question(text: string): string {
  const number = /^v?(\d+)\.(\d+)(\.\d+)?$/.exec(text)
  const meant = number
    ? `v${number[1] ?? ''}.${number[2] ?? ''}`
    : /^(latest|stable)$/.test(text)
      ? 'latest-stable'
      : undefined
  if (meant === undefined) return ''
  return isTooOld(meant) ? `; the oldest that can be used is ${OLDEST}` : `; did you mean "${meant}"?`
}

function isTooOld(branch: string): boolean {
  return compareBranches(branch, OLDEST) < 0
}

/** Orders numbered branches; `edge` and `latest-stable` are newer than all of them. */
function compareBranches(left: string, right: string): number {
  const rank = (branch: string): number => {
    const [, major, minor] = /^v(\d+)\.(\d+)$/.exec(branch) ?? []
    return major === undefined ? Number.MAX_SAFE_INTEGER : Number(major) * 1000 + Number(minor)
  }
  return rank(left) - rank(right)
}

/** Whether Alpine has an architecture in a branch. */
export function isPublished(branch: string, { first, last }: Published): boolean {
  return compareBranches(branch, first) >= 0 && (last === null || compareBranches(branch, last) <= 0)
}
