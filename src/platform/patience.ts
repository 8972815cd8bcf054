/** How long a download is waited for, and how often it is tried. */
export interface Patience {
  /** Attempts for each URL. */
  readonly tries: number
  /** Until the head of an answer is there, from the name's look-up on. */
  readonly answerMs: number
  /** No byte for so long, and a connection is given up. */
  readonly stallMs: number
  /** Fewer bytes than this in any such time, and a connection is given up: a byte now and then is no download. */
  readonly slow: { readonly bytes: number; readonly withinMs: number }
  /** Before the second attempt; twice as long before each further one. */
  readonly pauseMs: number
  /** The longest pause that a server may ask for by Retry-After. */
  readonly longestPauseMs: number
}

/** For mirrors and networks of the world: 1 KiB a second is less than any modem had. */
export const PATIENCE: Patience = {
  tries: 4,
  answerMs: 20_000,
  stallMs: 20_000,
  slow: { bytes: 60 * 1024, withinMs: 60_000 },
  pauseMs: 500,
  longestPauseMs: 30_000,
}
