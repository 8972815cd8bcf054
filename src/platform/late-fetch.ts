import type { Fetch, Log, Ports, Progress } from './ports.js'

/** Downloads that end by one signal, or by another. */
export function fetching(
  log: Log,
  abort: AbortSignal,
  progress: Progress,
): Pick<Ports, 'fetch' | 'fetchUntil'> {
  const fetchUntil = (until: AbortSignal): Fetch => lateFetch(log, until, progress)
  return { fetch: fetchUntil(abort), fetchUntil }
}

/**
 * The same as `networkFetch`, which is loaded when something is first asked for: most runs ask for nothing, and node's
 * own http and TLS take 5 ms.
 */
function lateFetch(log: Log, abort: AbortSignal, progress: Progress): Fetch {
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
