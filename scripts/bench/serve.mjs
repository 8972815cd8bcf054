import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, normalize } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Of a limited answer at a time. */
const PIECE_BYTES = 32 * 1024

/**
 * Serves a folder on loopback. Returns its URL, what was asked for (`GET /path`), and what ends it.
 * @param bytesPerSecond of each answer, to have the network count; undefined: as fast as it goes
 */
export async function serve(root, bytesPerSecond) {
  const asked = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const path = join(root, normalize(decodeURIComponent(request.url)))
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end()
    response.writeHead(200, { 'content-length': statSync(path).size })
    if (request.method === 'HEAD') response.end()
    else if (bytesPerSecond === undefined) createReadStream(path).pipe(response)
    else void slowly(path, bytesPerSecond, response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() }
}

async function slowly(path, bytesPerSecond, response) {
  const start = performance.now()
  let sentBytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    sentBytes += piece.length
    await sleep(Math.max(0, start + (sentBytes / bytesPerSecond) * 1000 - performance.now()))
    response.write(piece)
  }
  response.end()
}
