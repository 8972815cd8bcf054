import type { Fetch, Log, Progress } from './ports.js'

/**
 * The same as `networkFetch`, which is loaded when something is first asked for: most runs ask for nothing, and node's
 * own http and TLS take 5 ms.
 */
export function lateFetch(log: Log, abort: AbortSignal, progress: Progress): Fetch {
  let loading: Promise<Fetch> | undefined
  const loaded = (): Promise<Fetch> =>
    (loading ??= import('./fetch.js').then(({ networkFetch }) => networkFetch(log, abort, progress)))
  return {
    bytes: async (...asked) => (await loaded()).bytes(...asked),
    text: async (...asked) => (await loaded()).text(...asked),
    exists: async (...asked) => (await loaded()).exists(...asked),
    file: async (...asked) => (await loaded()).file(...asked),
  }
}
