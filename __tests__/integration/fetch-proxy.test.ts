import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { closeServer, listenOnLoopback } from '../support/loopback.js'
import { startMirror, type Mirror } from '../support/mirror-server.js'
import { startProxy } from '../support/proxy-server.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'
import { transpileSources } from '../support/transpiled.js'

/** Downloads through a real proxy and from a real TLS server, by a process of its own: both are set in variables. */

const HOST = 'mirror.example'
const AUTHORITY = 'NODE_EXTRA_CA_CERTS'

let folder: TemporaryFolder
let mirror: Mirror
let secure: Server
/** `https://mirror.example:PORT`, which only a proxy finds, and the same server by its address. */
let secureUrl: string
let secureAddress: string
let plainUrl: string
let certificate: string

beforeAll(async () => {
  folder = await temporaryFolder()
  await transpileSources(path.join(folder.path, 'xarch'))
  await writeFile(path.join(folder.path, 'served'), 'the file')
  await writeFile(
    path.join(folder.path, 'get.js'),
    `import { networkFetch } from './xarch/platform/fetch.js'
import { explain } from './xarch/report/errors.js'
import { PATIENCE } from './xarch/platform/patience.js'
import { UNSEEN } from './xarch/platform/progress.js'
const silent = () => undefined
const log = { info: silent, debug: silent, warning: silent, error: silent }
const fetch = networkFetch(log, new AbortController().signal, UNSEEN, { ...PATIENCE, pauseMs: 1, answerMs: 2000 })
try {
  console.log(await fetch.text(process.argv[2]))
} catch (error) {
  console.log(explain(error).join('\\n'))
}
`,
  )
  await writeFile(path.join(folder.path, 'package.json'), '{ "type": "module" }')
  mirror = await startMirror(folder.path)
  plainUrl = mirror.url.replace('127.0.0.1', HOST)
  certificate = path.join(folder.path, 'cert.pem')
  const key = path.join(folder.path, 'key.pem')
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST},IP:127.0.0.1`]
  const files = ['-keyout', key, '-out', certificate]
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '2', ...subject, ...files]
  execFileSync('openssl', made, { stdio: ['ignore', 'ignore', 'ignore'] })
  secure = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    if (request.url === '/down') response.writeHead(302, { location: `${plainUrl}/served` }).end()
    else response.end('over TLS')
  })
  secureAddress = (await listenOnLoopback(secure)).replace('http:', 'https:')
  secureUrl = secureAddress.replace('127.0.0.1', HOST)
})
afterAll(async () => {
  await closeServer(secure)
  await mirror.close()
  await folder.remove()
})

/** What a process says that downloads a text with these variables alone. */
async function get(url: string, variables: Record<string, string> = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [path.join(folder.path, 'get.js'), url],
    { env: variables, timeout: 30_000 },
  )
  expect(stderr).toBe('')
  return stdout.trimEnd()
}

describe('http through a proxy', () => {
  it.each(['http_proxy', 'HTTP_PROXY'])('(%s) is asked for by the whole address', async (name) => {
    await using proxy = await startProxy()
    expect(await get(`${plainUrl}/served`, { [name]: proxy.url })).toBe('the file')
    expect(proxy.requests).toEqual([`GET ${plainUrl}/served`])
    expect(proxy.authorizations).toEqual([undefined])
  })

  it('has the password of the proxy and that of the mirror go to each of them', async () => {
    await using proxy = await startProxy()
    const url = plainUrl.replace('//', '//mirror:m%40@')
    await get(`${url}/served`, { http_proxy: proxy.url.replace('//', '//proxy:p%40@') })
    expect(proxy.requests).toEqual([`GET ${plainUrl}/served`])
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('proxy:p@').toString('base64')}`])
    expect(mirror.requests.at(-1)?.authorization).toBe(`Basic ${Buffer.from('mirror:m@').toString('base64')}`)
  })
})

describe('https through a proxy', () => {
  it.each(['https_proxy', 'HTTPS_PROXY'])('(%s) goes through a tunnel', async (name) => {
    await using proxy = await startProxy()
    const withPassword = proxy.url.replace('//', '//proxy:p%40@')
    expect(await get(secureUrl, { [name]: withPassword, [AUTHORITY]: certificate })).toBe('over TLS')
    expect(proxy.requests).toEqual([`CONNECT ${new URL(secureUrl).host}`])
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from('proxy:p@').toString('base64')}`])
  })

  it('is not trusted without the authority of its certificate', async () => {
    await using proxy = await startProxy()
    const said = await get(secureUrl, { https_proxy: proxy.url })
    expect(said).toMatch(/certificate is not trusted: self-signed certificate .*NODE_EXTRA_CA_CERTS/)
    expect(said).not.toContain('tried')
  })

  it('never ends as http', async () => {
    await using proxy = await startProxy()
    const variables = { https_proxy: proxy.url, http_proxy: proxy.url, [AUTHORITY]: certificate }
    expect(await get(`${secureUrl}/down`, variables)).toContain('sends us from https to')
    expect(proxy.requests).toEqual([`CONNECT ${new URL(secureUrl).host}`])
  })
})

describe('https without a proxy', () => {
  it('is trusted by the authorities of NODE_EXTRA_CA_CERTS, and no others', async () => {
    expect(await get(secureAddress, { [AUTHORITY]: certificate })).toBe('over TLS')
    const said = await get(secureAddress)
    expect(said).toMatch(/certificate is not trusted: self-signed certificate/)
    expect(said).not.toContain('tried')
  })

  it('is refused where the certificate is of another name', async () => {
    const other = secureAddress.replace('127.0.0.1', 'localhost')
    expect(await get(other, { [AUTHORITY]: certificate })).toMatch(/certificate is not trusted: .*localhost/)
  })
})

describe('a proxy', () => {
  it.each(['no_proxy', 'NO_PROXY'])('is not asked for hosts of %s', async (name) => {
    await using proxy = await startProxy()
    const url = `${mirror.url.replace('127.0.0.1', '0.0.0.0')}/served` // an address of this machine that does not look so
    const variables = { http_proxy: proxy.url, [name]: 'other,0.0.0.0' }
    expect(await get(url, variables)).toBe('the file')
    expect(proxy.requests).toEqual([])
    expect(await get(url, { ...variables, [name]: 'other' })).toBe('the file')
    expect(proxy.requests).toEqual([`GET ${url}`])
  })

  it('is not asked for this machine', async () => {
    await using proxy = await startProxy()
    expect(await get(`${mirror.url}/served`, { http_proxy: proxy.url })).toBe('the file')
    expect(proxy.requests).toEqual([])
  })

  it.each([
    ['http_proxy', () => plainUrl],
    ['https_proxy', () => secureUrl],
  ])('that is not there is named with its variable, without its password: %s', async (name, url) => {
    const said = await get(url(), { [name]: 'http://user:s3cr3t@127.0.0.1:9' })
    expect(said).toMatch(/ECONNREFUSED/)
    expect(said).toContain(`(through the proxy 127.0.0.1:9 of the variable ${name})`)
    expect(said).not.toContain('s3cr3t')
  })

  it('that refuses the tunnel is named with its status', async () => {
    await using proxy = await startProxy(407)
    const said = await get(secureUrl, { HTTPS_PROXY: proxy.url })
    expect(said).toContain('the proxy answered 407 (through the proxy')
  })

  it('that is none is the user’s to mend', async () => {
    const said = await get(plainUrl, { http_proxy: 'socks5://user:s3cr3t@127.0.0.1:9' })
    expect(said).toContain('the variable http_proxy names no proxy over http: "socks5://***@127.0.0.1:9"')
  })
})
