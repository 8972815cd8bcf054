import { constants } from 'node:os'

type Name = 'stdout' | 'stderr'
type Loss = 'SIGPIPE' | 'SIGHUP'

const watched = new Set<Name>()
const listeners: ((signal: Loss) => void)[] = []
let loss: Loss | undefined

/**
 * One of our own outputs, made when it is first asked for: node takes a millisecond to do so. Nobody may be there to read it any more,
 * or its disk may be full. What cannot be said on standard error is lost; without standard output we end, as by the signal that
 * other programs get for it.
 */
export function ownStream(name: Name): NodeJS.WriteStream {
  const stream = process[name]
  if (!watched.has(name)) stream.on('error', name === 'stdout' ? lost : () => undefined)
  watched.add(name)
  return stream
}

/** Is told once when our standard output is lost, and by what signal to end. */
export function whenStdoutIsLost(listener: (signal: Loss) => void): void {
  if (loss) listener(loss)
  else listeners.push(listener)
}

/** Its reader has ended (EPIPE), its terminal is gone (EIO), or something that is worth telling. */
function lost({ code, message }: NodeJS.ErrnoException): void {
  if (loss) return
  loss = code === 'EIO' ? 'SIGHUP' : 'SIGPIPE'
  const status = 128 + constants.signals[loss]
  process.once('exit', () => (process.exitCode ||= status))
  if (code !== 'EPIPE' && code !== 'EIO')
    ownStream('stderr').write(`xarch: error: could not write to standard output: ${message}\n`)
  for (const listener of listeners) listener(loss)
}
