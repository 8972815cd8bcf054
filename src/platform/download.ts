import { createHash, type Hash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Failed } from '../report/errors.js'
import { wrongDigest } from '../verify/digest.js'
import { type Answer, broken, type Rest, Unanswered } from './answer.js'
import { diskError } from './disk.js'
import type { Patience } from './patience.js'
import type { Downloaded, Expected, Piece } from './ports.js'

const FILE_BYTES = 2 * 1024 * 1024 * 1024
/** Enough of a file to see whether it is a web page. */
const BEGINNING_BYTES = 256

type Found = Extract<Answer, { found: true }>

interface Download {
  readonly url: string
  readonly path: string
  readonly expected: Expected | undefined
  readonly patience: Patience
  /** Is told how far it is. */
  readonly piece: Piece
  readonly open: (rest?: Rest) => Promise<Answer>
}

/** What of a file is on the disk, and what was seen of it. */
interface Part {
  readonly hash: Hash
  beginning: Buffer
  sizeBytes: number
}

/**
 * Attempts at one file, each a call of what is returned: one goes on where the last has broken off, when the server
 * tells that it still has the same file. Throws `Unanswered`, or `Failed` for wrong bytes and for the disk.
 */
export function attemptsAt(download: Download): () => Promise<Downloaded> {
  const { url, expected, open } = download
  const algorithm = expected?.algorithm ?? 'sha256'
  let part = newPart(algorithm)
  let validator: Rest['validator'] | undefined
  return async () => {
    const answer = await open(
      validator && part.sizeBytes > 0 ? { from: part.sizeBytes, validator } : undefined,
    )
    if (!answer.found) throw new Unanswered(`there is no such file (${answer.status})`, true)
    const isResumed = answer.from > 0
    if (!isResumed) part = newPart(algorithm)
    // Where no digest tells whether two parts are of one file, the server has to.
    validator = expected !== undefined || answer.validator?.isExact ? answer.validator : undefined
    await write(part, answer, download)
    const digest = part.hash.digest('hex')
    const { sizeBytes, beginning } = part
    if (isResumed && expected !== undefined && digest !== expected.digest) {
      validator = undefined
      throw new Unanswered('the rest of the file does not fit to its beginning', false)
    }
    checkBytes(url, expected, digest, beginning)
    return { algorithm, digest, sizeBytes }
  }
}

/** Each portion is on the disk before it counts as a part of the file. */
async function write(part: Part, answer: Found, { path, patience, piece }: Download): Promise<void> {
  if (answer.from === 0) await rm(path, { force: true })
  piece.update(part.sizeBytes, answer.sizeBytes)
  const file = await onDisk(path, () => open(path, answer.from > 0 ? 'a' : 'wx'))
  try {
    await stream(answer.body, FILE_BYTES - part.sizeBytes, patience, async (chunk) => {
      await onDisk(path, () => file.appendFile(chunk))
      add(part, chunk)
      piece.update(part.sizeBytes, answer.sizeBytes)
    })
  } catch (error) {
    if (!(error instanceof Unanswered) || error.final) throw error
    throw new Unanswered(`${error.message} ${progress(part, answer)}`, false)
  } finally {
    await onDisk(path, () => file.close())
  }
  if (answer.sizeBytes !== undefined && part.sizeBytes !== answer.sizeBytes)
    throw new Unanswered(`the connection ended ${progress(part, answer)}`, false)
}

async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw (await diskError(cause, path)) ?? cause
  }
}

function progress({ sizeBytes }: Part, answer: Found): string {
  return answer.sizeBytes === undefined
    ? `after ${sizeBytes} bytes`
    : `after ${sizeBytes} of ${answer.sizeBytes} bytes`
}

function newPart(algorithm: string): Part {
  return { hash: createHash(algorithm), beginning: Buffer.alloc(0), sizeBytes: 0 }
}

function add(part: Part, chunk: Buffer): void {
  part.hash.update(chunk)
  part.sizeBytes += chunk.length
  if (part.beginning.length < BEGINNING_BYTES)
    part.beginning = Buffer.concat([part.beginning, chunk]).subarray(0, BEGINNING_BYTES)
}

function checkBytes(url: string, expected: Expected | undefined, digest: string, beginning: Buffer): void {
  const isPage = /^\s*<(!doctype\s+html|html|head|body)\b/i.test(beginning.toString('latin1'))
  if (expected !== undefined && digest !== expected.digest) throw wrongDigest(url, expected, digest, isPage)
  if (isPage)
    throw new Failed({
      what: 'a web page came in the place of the file (a log-in page of a network?)',
      source: url,
      todo: 'Open the address in a browser on this network, and see what it says.',
    })
}

/**
 * Reads a body to its end, with limits on silence, on slowness and on size. Throws `Unanswered`, and what `onChunk`
 * throws.
 */
export async function stream(
  body: Readable,
  limitBytes: number,
  patience: Patience,
  onChunk: (chunk: Buffer) => Promise<void> | void,
): Promise<void> {
  const watch = watchOver(body, patience)
  const chunks = (body as AsyncIterable<Buffer, undefined>)[Symbol.asyncIterator]()
  let left = limitBytes
  try {
    for (let next = await read(chunks); next; next = await read(chunks)) {
      watch.saw(next.length)
      left -= next.length
      if (left < 0) throw new Unanswered(`it is larger than the limit of ${limitBytes} bytes`, true)
      await onChunk(next)
    }
  } finally {
    watch.end()
    body.destroy()
  }
}

async function read(chunks: AsyncIterator<Buffer, undefined>): Promise<Buffer | undefined> {
  try {
    const next = await chunks.next()
    return next.done ? undefined : next.value
  } catch (cause) {
    throw cause instanceof Unanswered ? cause : broken(cause)
  }
}

/** Ends a body that has stopped, or that hardly moves. */
function watchOver(body: Readable, { stallMs, slow }: Patience): { saw(bytes: number): void; end(): void } {
  let lately = 0
  const stall = setTimeout(() => {
    body.destroy(new Unanswered(`no byte came for ${stallMs / 1000} s`, false))
  }, stallMs)
  const rate = setInterval(() => {
    if (lately < slow.bytes)
      body.destroy(new Unanswered(`only ${lately} bytes came in ${slow.withinMs / 1000} s`, false))
    lately = 0
  }, slow.withinMs)
  return {
    saw(bytes) {
      lately += bytes
      stall.refresh()
    },
    end() {
      clearTimeout(stall)
      clearInterval(rate)
    },
  }
}
