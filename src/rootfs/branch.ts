/** A branch of Alpine as its mirrors name it: `v3.20`, `edge` or `latest-stable`. */
export function parseBranch(text: string, problem: (line: string) => void): string {
  if (/^(v\d+\.\d+|edge|latest-stable)$/.test(text)) return text
  const number = /^v?(\d+)\.(\d+)(\.\d+)?$/.exec(text)
  const meant = number
    ? `v${number[1] ?? ''}.${number[2] ?? ''}`
    : /^(latest|stable)$/.test(text)
      ? 'latest-stable'
      : undefined
  const question = meant === undefined ? '' : `; did you mean "${meant}"?`
  problem(`branch: got "${text}"; allowed are vX.Y (v3.20), edge and latest-stable${question}`)
  return text
}

/** Orders numbered branches; `edge` and `latest-stable` are newer than all of them. */
export function compareBranches(left: string, right: string): number {
  const rank = (branch: string): number => {
    const [, major, minor] = /^v(\d+)\.(\d+)$/.exec(branch) ?? []
    return major === undefined ? Number.MAX_SAFE_INTEGER : Number(major) * 1000 + Number(minor)
  }
  return rank(left) - rank(right)
}
