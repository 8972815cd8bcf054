import { describe, expect, it } from '@jest/globals'
import { fullName, isLoopback, parseImage, type ImageReference } from '../../src/rootfs/image/reference.js'

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`

function problemsOf(text: string): string[] {
  const problems: string[] = []
  parseImage(text, (problem) => problems.push(problem))
  return problems
}

function reference(text: string): ImageReference {
  const parsed = parseImage(text, (problem) => {
    throw new Error(problem)
  })
  if (!parsed) throw new Error('no reference')
  return parsed
}

describe('the name of an image', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine:latest'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['docker.io/alpine', 'docker.io/library/alpine:latest'],
    ['index.docker.io/alpine', 'docker.io/library/alpine:latest'],
    ['arm64v8/alpine', 'docker.io/arm64v8/alpine:latest'],
    ['ghcr.io/owner/name:v1', 'ghcr.io/owner/name:v1'],
    ['ghcr.io/owner/deep/er/name', 'ghcr.io/owner/deep/er/name:latest'],
    ['localhost/name', 'localhost/name:latest'],
    ['localhost:5000/name', 'localhost:5000/name:latest'],
    ['host:5000/name:tag', 'host:5000/name:tag'],
    ['[::1]:5000/name:tag', '[::1]:5000/name:tag'],
    ['127.0.0.1:5000/a__b/c-d.e', '127.0.0.1:5000/a__b/c-d.e:latest'],
    [`alpine@${DIGEST}`, `docker.io/library/alpine@${DIGEST}`],
    [`alpine:3.20@${DIGEST}`, `docker.io/library/alpine@${DIGEST}`],
  ])('%s means %s', (text, full) => {
    expect(problemsOf(text)).toEqual([])
    expect(fullName(reference(text))).toBe(full)
    expect(reference(text).text).toBe(text)
  })

  it.each([
    ['', /"library\/" is no name/],
    ['Alpine', /"library\/Alpine" is no name/],
    ['--all', /is no name/],
    ['-x/y', /is no name/],
    ['a/../b', /is no name/],
    ['a//b', /is no name/],
    ['alpine:', /"" is no tag/],
    ['alpine:-x', /"-x" is no tag/],
    ['alpine:a b', /"a b" is no tag/],
    ['alpine@sha256:123', /no sha256 digest/],
    ['alpine@sha512:123', /no sha256 digest/],
    ['-host.io/name', /"-host\.io" is no host/],
    ['host:port/name', /"host:port" is no host/],
    ['ghcr.io/owner/name\nx', /is no name/],
    [`ghcr.io/${'a'.repeat(256)}`, /is no name/],
  ])('%j is refused with one problem that says what is allowed', (text, problem) => {
    const problems = problemsOf(text)
    expect(problems).toEqual([expect.stringMatching(problem)])
    expect(problems[0]).toMatch(/allowed is \[HOST/)
  })

  it.each([
    ['localhost:5000/a', true],
    ['127.0.0.1:5000/a', true],
    ['127.1.2.3:5000/a', true],
    ['[::1]:5000/a', true],
    ['127.0.0.1.example.org/a', false],
    ['localhost.example.org/a', false],
    ['alpine', false],
  ])('%s: its registry may speak plain http: %s', (text, loopback) => {
    expect(isLoopback(reference(text))).toBe(loopback)
  })
})
