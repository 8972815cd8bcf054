import type { Log } from '../platform/ports.js'

/** What a URL has in front of its host. A word is tried from its begin alone: long ones would take their square of time. */
const CREDENTIALS = /(?<![a-z\d+.-])([a-z\d+.-]+:\/\/)[^\s/?#"']+@/gi

/** A text whose URLs do not show the name and password that are in them. */
export function masked(text: string): string {
  return text.replace(CREDENTIALS, '$1***@')
}

/** A word of a command line, of which the same holds: no quote ends a URL there. */
export function maskedWord(word: string): string {
  return word.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/?#]+@/gi, '$1***@')
}

/** A text whose URLs have no name and password any more: for what is kept where others can read it. */
export function withoutPassword(text: string): string {
  return text.replace(CREDENTIALS, '$1')
}

/** A log that shows no password of a URL. */
export function maskedLog(log: Log): Log {
  return {
    info: (message) => {
      log.info(masked(message))
    },
    debug: (message) => {
      log.debug(masked(message))
    },
    warning: (message) => {
      log.warning(masked(message))
    },
    error: (lines) => {
      log.error(lines.map(masked))
    },
  }
}
