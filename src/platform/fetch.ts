import { createReadStream } from 'node:fs'
import { access, rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Failed } from '../report/errors.js'
import { fileName } from '../verify/damaged.js'
import { type Answer, ask, type Rest, Unanswered } from './answer.js'
import { attemptsAt, stream } from './download.js'
import { PATIENCE, type Patience } from './patience.js'
import type { Fetch, Log, Piece, Progress } from './ports.js'

const TEXT_BYTES = 4 * 1024 * 1024

/**
 * Downloads over http and https (proxies by the usual variables) and reads `file:` URLs. What was asked of a small text
 * or of a URL's existence is not asked again: one of these is made for a run.
 */
export function networkFetch(
  log: Log,
  abort: AbortSignal,
  progress: Progress,
  patience: Patience = PATIENCE,
): Fetch {
  const retried: Retry = (url, attempt) => retry(url, attempt, { log, abort, patience })
  const open = async (url: string, rest?: Rest): Promise<Answer> => {
    abort.throwIfAborted()
    if (!url.startsWith('file:')) return ask(url, 'GET', patience, abort, rest)
    const path = fileURLToPath(url)
    if (!(await present(path))) return { found: false, status: 404 }
    return { found: true, body: createReadStream(path, { signal: abort }), from: 0 }
  }
  const bytes: Fetch['bytes'] = (url, limitBytes, what = fileName(url)) =>
    progress.during(what, (piece) =>
      retried(url, async () => {
        const answer = await open(url)
        return answer.found ? await collected(answer, limitBytes, patience, piece) : undefined
      }),
    )
  return {
    bytes,
    text: once(async (url) => (await bytes(url, TEXT_BYTES))?.toString('utf8')),
    exists: once((url) =>
      url.startsWith('file:')
        ? present(fileURLToPath(url))
        : retried(url, async () => (await ask(url, 'HEAD', patience, abort)).found),
    ),
    file: (url, path, expected, what = fileName(url)) =>
      progress.during(what, (piece) => {
        const attempt = attemptsAt({ url, path, expected, patience, piece, open: (rest) => open(url, rest) })
        return retried(url, attempt).catch(async (error: unknown) => {
          await rm(path, { force: true })
          throw error
        })
      }),
  }
}

type Retry = <T>(url: string, attempt: () => Promise<T>) => Promise<T>

/** As often as patience has it, with growing pauses, or those that the server asks for. Throws `Failed`. */
async function retry<T>(
  url: string,
  attempt: () => Promise<T>,
  { log, abort, patience }: { log: Log; abort: AbortSignal; patience: Patience },
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      abort.throwIfAborted()
      if (!(error instanceof Unanswered)) throw error
      if (error.final || tried === patience.tries) throw unreachable(url, error.message, tried)
      log.debug(`${url}: ${error.message}; try ${tried} of ${patience.tries}`)
      await sleep(error.pauseMs ?? patience.pauseMs * 2 ** (tried - 1), undefined, { signal: abort })
    }
  }
}

/** Remembers answers; of questions that failed it remembers nothing. */
function once<T>(question: (url: string) => Promise<T>): (url: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>()
  return (url) => {
    const known = asked.get(url)
    if (known) return known
    const answer = question(url)
    asked.set(url, answer)
    answer.catch(() => asked.delete(url))
    return answer
  }
}

async function present(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

async function collected(
  { body, sizeBytes }: Extract<Answer, { found: true }>,
  limitBytes: number,
  patience: Patience,
  piece: Piece,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let doneBytes = 0
  await stream(body, limitBytes, patience, (chunk) => {
    chunks.push(chunk)
    doneBytes += chunk.length
    piece.update(doneBytes, sizeBytes)
  })
  const whole = Buffer.concat(chunks)
  if (sizeBytes !== undefined && whole.length !== sizeBytes)
    throw new Unanswered(`the connection ended after ${whole.length} of ${sizeBytes} bytes`, false)
  return whole
}

function unreachable(url: string, cause: string, tried: number): Failed {
  return new Failed({
    what: `could not download ${url}: ${cause}${tried > 1 ? ` (tried ${tried} times)` : ''}`,
    todo: 'Is the address right, and reachable from here? Another mirror can be named with the input "mirror".',
  })
}
