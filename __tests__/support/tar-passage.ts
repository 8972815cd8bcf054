import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TarGuard } from '../../src/verify/tar-guard.js'

/** What came of a tar. */
export interface Passed {
  readonly out: Buffer
  readonly error: unknown
}

/** What comes out of the guard when the chunks go in. */
export async function pass(chunks: readonly Buffer[], fileBytes = 2 ** 20): Promise<Passed> {
  const out: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      out.push(Buffer.from(chunk))
      done()
    },
  })
  const error = await pipeline(
    Readable.from(chunks),
    new TarGuard('https://example.invalid/a.tar').allowFor(fileBytes),
    sink,
  ).then(
    () => undefined,
    (cause: unknown) => cause,
  )
  return { out: Buffer.concat(out), error }
}

/** The chunks of a tar that is cut at these places. */
export function cutAt(whole: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [0, ...places.map((place) => place % whole.length).sort((a, b) => a - b), whole.length]
  return cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end))
}
