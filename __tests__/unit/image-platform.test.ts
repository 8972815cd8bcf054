import { describe, expect, it } from '@jest/globals'
import { Refused } from '../../src/report/errors.js'
import { chooseImage, isSamePlatform, parsePlatform, readIndex } from '../../src/rootfs/image/platform.js'

const digest = (number: number): string => `sha256:${String(number).repeat(64)}`

/** An index as registries have it, with an attestation of the first. */
function anIndex(...platforms: string[]): string {
  const manifests = platforms.map((text, at) => ({ digest: digest(at + 1), platform: parsePlatform(text) }))
  const attestation = { digest: digest(9), platform: { os: 'unknown', architecture: 'unknown' } }
  return JSON.stringify({ schemaVersion: 2, manifests: [...manifests, attestation] })
}

const entries = (...platforms: string[]) => readIndex(anIndex(...platforms)) ?? []

describe('the image of an index', () => {
  it.each([
    ['linux/arm64', ['linux/amd64', 'linux/arm64/v8'], 2],
    ['linux/arm64', ['linux/arm64', 'linux/amd64'], 1],
    ['linux/arm/v7', ['linux/arm/v5', 'linux/arm/v6', 'linux/arm/v7'], 3],
    ['linux/arm/v7', ['linux/arm'], 1],
    ['linux/arm/v6', ['linux/arm/v7', 'linux/arm/v6'], 2],
    ['linux/amd64', ['linux/amd64/v3', 'linux/amd64'], 2],
    ['linux/amd64', ['windows/amd64', 'linux/amd64'], 2],
  ])('for %s of %j is number %i', (wanted, there, number) => {
    expect(chooseImage(entries(...there), parsePlatform(wanted), 'x')).toBe(digest(number))
  })

  it.each([
    ['linux/arm/v7', ['linux/arm/v6'], 'linux/arm/v6'],
    ['linux/s390x', ['linux/arm64/v8', 'linux/amd64', 'linux/amd64'], 'linux/amd64, linux/arm64/v8'],
    ['linux/arm64', [], 'none'],
  ])('for %s of %j is refused, with those that are there', (wanted, there, listed) => {
    expect(() => chooseImage(entries(...there), parsePlatform(wanted), 'x')).toThrow(
      new Refused({ what: `the image has no platform ${wanted}; it has ${listed}` }),
    )
  })

  it('is none where it is no index', () => {
    expect(readIndex('{"schemaVersion":2,"config":{},"layers":[]}')).toBeUndefined()
  })

  it('is not one whose digest is none', () => {
    expect(
      readIndex('{"manifests":[{"digest":"../x","platform":{"os":"linux","architecture":"arm64"}}]}'),
    ).toEqual([])
  })
})

describe('platforms', () => {
  it.each([
    ['linux/arm64', 'linux/arm64/v8', true],
    ['linux/arm', 'linux/arm/v7', true],
    ['linux/arm', 'linux/arm/v6', false],
    ['linux/mips64le', 'linux/mips64le', true],
    ['linux/mips64le', 'linux/mips64', false],
    ['linux/arm64', 'windows/arm64', false],
  ])('%s and %s are the same: %s', (one, other, same) => {
    expect(isSamePlatform(parsePlatform(one), parsePlatform(other))).toBe(same)
    expect(isSamePlatform(parsePlatform(other), parsePlatform(one))).toBe(same)
  })
})
