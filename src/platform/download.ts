import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Failed } from '../report/errors.js'
import { wrongDigest } from '../verify/digest.js'
import { type Answer, broken, type Rest, Unanswered } from './answer.js'
import { diskError } from './disk.js'
import type { Patience } from './patience.js'
import type { Downloaded, Expected } from './ports.js'

const FILE_BYTES = 2 * 1024 * 1024 * 1024
/** Enough of a file to see whether it is a web page. */
const BEGINNING_BYTES = 256

interface Download {
  readonly url: string
  readonly path: string
  readonly expected: Expected | undefined
  readonly patience: Patience
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
  const { url, path, expected, open } = download
  const algorithm = expected?.algorithm ?? 'sha256'
  let validator: Rest['validator'] | undefined
  return async () => {
    const kept = validator && (await readPart(path, algorithm))
    const answer = await open(kept && validator && { from: kept.sizeBytes, validator })
    if (!answer.found) throw new Unanswered(`there is no such file (${answer.status})`, true)
    const isResumed = kept !== undefined && answer.from > 0
    const part = isResumed ? kept : newPart(algorithm)
    // Where no digest tells whether two parts are of one file, the server has to.
    validator = expected !== undefined || answer.validator?.isExact ? answer.validator : undefined
    await write(part, answer, isResumed, download)
    const digest = part.hash.digest('hex')
    if (isResumed && expected !== undefined && digest !== expected.digest) {
      validator = undefined
      throw new Unanswered('the rest of the file does not fit to its beginning', false)
    }
    checkBytes(url, expected, digest, part)
    return { algorithm, digest, sizeBytes: part.sizeBytes }
  }
}

async function write(
  part: Part,
  answer: Extract<Answer, { found: true }>,
  isResumed: boolean,
  { path, patience }: Download,
): Promise<void> {
  if (!isResumed) await rm(path, { force: true })
  const file = createWriteStream(path, { flags: isResumed ? 'a' : 'wx' })
  try {
    const onChunk = add.bind(undefined, part)
    await stream(answer.body, FILE_BYTES - part.sizeBytes, patience, onChunk, file)
  } catch (error) {
    const { message, final, cause } = error as Unanswered
    const disk = isOfFile(cause, path) ? await diskError(cause, path) : undefined
    if (disk ?? final) throw disk ?? error
    throw new Unanswered(`${message} ${progress(part, answer)}`, false)
  }
  if (answer.sizeBytes !== undefined && part.sizeBytes !== answer.sizeBytes)
    throw new Unanswered(`the connection ended ${progress(part, answer)}`, false)
}

/** What writing has ended with; the body may be a file too. */
function isOfFile(cause: unknown, path: string): boolean {
  const { syscall, path: of = path } = (cause ?? {}) as NodeJS.ErrnoException
  return of === path && syscall !== undefined && syscall !== 'read'
}

function progress({ sizeBytes }: Part, answer: { readonly sizeBytes?: number }): string {
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

/** What has reached the disk: more may have been hashed before the connection broke. Undefined where that is nothing. */
async function readPart(path: string, algorithm: string): Promise<Part | undefined> {
  const part = newPart(algorithm)
  try {
    for await (const chunk of createReadStream(path)) add(part, chunk as Buffer)
  } catch {
    return undefined
  }
  return part.sizeBytes === 0 ? undefined : part
}

function checkBytes(url: string, expected: Expected | undefined, digest: string, { beginning }: Part): void {
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
 * Reads a body to its end, with limits on silence, on slowness and on size; into a file where there is one.
 * Throws `Unanswered`.
 */
export async function stream(
  body: Readable,
  limitBytes: number,
  patience: Patience,
  onChunk: (chunk: Buffer) => void,
  file?: NodeJS.WritableStream,
): Promise<void> {
  let size = 0
  const watch = watchOver(body, patience)
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      watch.saw(chunk.length)
      size += chunk.length
      if (size > limitBytes) {
        done(new Unanswered(`it is larger than the limit of ${limitBytes} bytes`, true))
        return
      }
      onChunk(chunk)
      done(null, file ? chunk : undefined)
    },
  })
  try {
    await (file ? pipeline(body, count, file) : pipeline(body, count.resume()))
  } catch (cause) {
    throw cause instanceof Unanswered ? cause : broken(cause)
  } finally {
    watch.end()
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
