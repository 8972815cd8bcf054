import { describe, expect, it } from '@jest/globals'
import { proxyFor } from '../../src/platform/proxy.js'

/** Which proxy is asked for a URL, as `VARIABLE HOST:PORT`; `direct` where none is. */
function asked(url: string, variables: Record<string, string>): string {
  const proxy = proxyFor(new URL(url), variables)
  return proxy ? `${proxy.variable} ${proxy.url.host}` : 'direct'
}

describe('the proxy of a URL', () => {
  it.each<[string, Record<string, string>, string]>([
    ['http://m.example/', {}, 'direct'],
    ['http://m.example/', { http_proxy: 'http://p:3128' }, 'http_proxy p:3128'],
    ['http://m.example/', { HTTP_PROXY: 'http://p:3128' }, 'HTTP_PROXY p:3128'],
    ['http://m.example/', { HTTP_PROXY: 'http://big:1', http_proxy: 'http://small:1' }, 'http_proxy small:1'],
    ['http://m.example/', { HTTP_PROXY: 'http://big:1', http_proxy: '' }, 'HTTP_PROXY big:1'],
    ['http://m.example/', { https_proxy: 'http://p:3128' }, 'direct'],
    ['https://m.example/', { http_proxy: 'http://p:3128' }, 'direct'],
    ['https://m.example/', { HTTPS_PROXY: 'https://p' }, 'HTTPS_PROXY p'],
    ['http://m.example/', { http_proxy: 'p.example:3128' }, 'http_proxy p.example:3128'],
    ['http://m.example/', { http_proxy: '10.0.0.1:3128' }, 'http_proxy 10.0.0.1:3128'],
    ['http://127.0.0.1:80/', { http_proxy: 'http://p' }, 'direct'],
    ['http://localhost/', { http_proxy: 'http://p' }, 'direct'],
    ['http://[::1]/', { http_proxy: 'http://p' }, 'direct'],
    ['http://127.evil.example/', { http_proxy: 'http://p' }, 'http_proxy p'],
  ])('%s with %j: %s', (url, variables, expected) => {
    expect(asked(url, variables)).toBe(expected)
  })

  it.each<[string, string, 'asked' | 'direct']>([
    ['*', 'http://m.example/', 'direct'],
    ['m.example', 'http://m.example/', 'direct'],
    ['M.Example', 'http://m.EXAMPLE/', 'direct'],
    ['example', 'http://m.example/', 'direct'],
    ['.m.example', 'http://m.example/', 'direct'],
    ['*.example', 'http://m.example/', 'direct'],
    ['other, m.example', 'http://m.example/', 'direct'],
    ['other m.example', 'http://m.example/', 'direct'],
    ['m.example:80', 'http://m.example/', 'direct'],
    ['m.example:443', 'https://m.example/', 'direct'],
    ['m.example:8080', 'http://m.example/', 'asked'],
    ['ample', 'http://m.example/', 'asked'],
    ['x.m.example', 'http://m.example/', 'asked'],
    ['', 'http://m.example/', 'asked'],
  ])('NO_PROXY and no_proxy "%s": %s is %s', (list, url, expected) => {
    const variables = { http_proxy: 'http://p', https_proxy: 'http://p' }
    for (const name of ['NO_PROXY', 'no_proxy'])
      expect(proxyFor(new URL(url), { ...variables, [name]: list }) ? 'asked' : 'direct').toBe(expected)
  })

  it.each(['socks5://p:1080', 'http://', 'a b'])('"%s" is none, and the variable is named', (value) => {
    expect(() => asked('https://m.example/', { HTTPS_PROXY: value })).toThrow(
      `the variable HTTPS_PROXY names no proxy over http: "${value}"`,
    )
  })
})
