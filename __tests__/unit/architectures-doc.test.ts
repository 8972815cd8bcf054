import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { resolveArchitecture } from '../../src/arch/resolve.js'
import { architecturesMarkdown } from '../../src/report/architectures.js'
import { REPOSITORY } from '../support/runner-environment.js'

const read = (): Promise<string> => readFile(path.join(REPOSITORY, 'docs/architectures.md'), 'utf8')

const rows = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'))

describe('docs/architectures.md', () => {
  it('has the table that is made from the table of architectures, and no other', async () => {
    expect(rows(await read())).toEqual(rows(architecturesMarkdown()))
  })

  it('says what each of its columns is', async () => {
    const text = await read()
    const heads = (rows(text)[0] ?? '').split('|').map((cell) => cell.trim())
    for (const head of heads.filter((cell) => cell !== '')) expect(text).toContain(`- **${head}**: `)
  })

  it('has each name once, with the row that it means', async () => {
    const named = rows(await read())
      .slice(2)
      .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
      .map(([, name = '', also = '']) => ({
        name,
        names: [name, ...also.split(' ')].filter((word) => word !== ''),
      }))
    expect(named.map(({ name }) => name)).toEqual(ARCHITECTURES.map(({ name }) => name))
    for (const { name, names } of named)
      expect(names.map((word) => resolveArchitecture(word)?.name)).toEqual(names.map(() => name))
    const all = named.flatMap(({ names }) => names)
    expect(all).toHaveLength(new Set(all).size)
  })
})
