import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { adviceMarkdown } from '../../src/report/advice/markdown.js'
import { ADVICE } from '../../src/report/advice/table.js'
import { REPOSITORY } from '../support/runner-environment.js'

const read = (): Promise<string> => readFile(path.join(REPOSITORY, 'docs/advice.md'), 'utf8')

const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim())

describe('docs/advice.md', () => {
  it('ends with the tables that are made from the table of advice', async () => {
    const text = await read()
    expect(text.slice(text.indexOf('## Languages'))).toBe(adviceMarkdown())
  })

  it('has a row for each advice, with four cells, and says what each column is', async () => {
    const text = await read()
    const rows = adviceMarkdown()
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.startsWith('| ---') && !line.startsWith('| message'))
    expect(rows).toHaveLength(ADVICE.length)
    for (const row of rows) expect(cellsOf(row)).toHaveLength(6)
    for (const head of ['message', 'cause', 'what to do', 'thread']) expect(text).toContain(`- **${head}**: `)
  })
})
