/** A figure in milliseconds beside its limit. One over it is marked, not failed: these machines are noisy. */
export function show(what, value, limit, note) {
  line(value <= limit, `${what}: ${Math.round(value)} ms (at most ${Math.round(limit)} ms; ${note})`)
}

/** How many times longer than a rival something takes. */
export function showRatio(what, ours, theirs, limit, note) {
  const ratio = ours / theirs
  const times = `${ratio.toFixed(2)} times (at most ${limit}; ours ${Math.round(ours)} ms, ${note} ${Math.round(theirs)} ms)`
  line(ratio <= limit, `${what}: ${times}`)
}

/** A size in MB beside its limit. */
export function showSize(what, value, limit) {
  line(value <= limit, `${what}: ${Math.round(value)} MB (at most ${limit} MB)`)
}

/** Something that is to be there never. */
export function showNone(what, found) {
  line(found.length === 0, `${what}: ${found.length === 0 ? 'none' : found.join(', ')}`)
}

function line(isGood, text) {
  console.log(`${isGood ? 'ok  ' : 'OVER'} ${text}`)
}
