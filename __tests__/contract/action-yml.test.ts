import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import type { Input } from '../../src/inputs/input.js'
import { INPUTS } from '../../src/inputs/table.js'
import { type Metadata, REPOSITORY, TEST_TOOLS } from '../support/runner-environment.js'

/** The table of inputs is the one source: action.yml and the README say the same. */

const text = (name: string): string => readFileSync(path.join(REPOSITORY, name), 'utf8')
const metadata = parse(text('action.yml')) as Metadata
const OUTPUTS = ['root-path', 'cache-hit', 'qemu-version', 'alpine-version', 'platforms', 'results']

/** Cells of the rows of all tables in a text whose first cell is a name in backquotes, by that name. */
/** The first row for each name: an output may be called as an input is. */
function rowsByName(markdown: string): ReadonlyMap<string, readonly string[]> {
  const rows = markdown.split('\n').flatMap((line) => {
    const cells =
      /^\|(.*)\|\s*$/
        .exec(line)?.[1]
        ?.split(/(?<!\\)\|/)
        .map((cell) => cell.trim()) ?? []
    const name = /^`([\w-]+)`$/.exec(cells[0] ?? '')?.[1]
    return name === undefined ? [] : [[name, cells.slice(1)] as const]
  })
  return new Map(rows.reverse())
}

describe('action.yml', () => {
  it('has the inputs of the table, in its order, and no others', () => {
    expect(Object.keys(metadata.inputs)).toEqual(INPUTS.map(({ name }) => name))
  })

  it.each(INPUTS)('describes $name and its default as the table does, and does not require it', (input) => {
    expect(metadata.inputs[input.name]).toEqual({ description: input.meaning, default: input.default })
  })

  it('describes the outputs', () => {
    expect(Object.keys(metadata.outputs).sort()).toEqual([...OUTPUTS].sort())
    for (const { description } of Object.values(metadata.outputs)) expect(description).toMatch(/\w{3}/)
  })

  it('runs main and post, which exist, on node24, and post always', () => {
    expect(metadata.runs).toMatchObject({ using: 'node24', 'post-if': 'always()' })
    for (const file of [metadata.runs.main, metadata.runs.post])
      expect([file, existsSync(path.join(REPOSITORY, file))]).toEqual([file, true])
  })

  it('is what GitHub takes for an action', () => {
    const tool = path.join(TEST_TOOLS, 'bin/check-jsonschema')
    if (!existsSync(tool))
      throw new Error(`${tool} is missing: scripts/test-tools.sh installs it (npm test runs it)`)
    const file = path.join(REPOSITORY, 'action.yml')
    const { status, stdout, stderr } = spawnSync(tool, ['--builtin-schema', 'vendor.github-actions', file], {
      encoding: 'utf8',
    })
    expect({ status, said: stdout + stderr }).toEqual({
      status: 0,
      said: expect.stringContaining('ok') as unknown,
    })
  })
})

describe('README.md', () => {
  const rows = rowsByName(existsSync(path.join(REPOSITORY, 'README.md')) ? text('README.md') : '')

  it.each(INPUTS)('has the row of the input $name', (input: Input) => {
    const fallback = input.default === '' ? '' : `\`${input.default}\``
    const row = rows.get(input.name)
    if (!row) {
      throw new Error(
        `README.md has no table with the input ${input.name}; its row is\n| \`${input.name}\` | ${fallback} | ${input.meaning} |`,
      )
    }
    expect(row).toEqual([fallback, input.meaning])
  })

  it.each(OUTPUTS)('names the output %s', (output) => {
    expect(existsSync(path.join(REPOSITORY, 'README.md')) ? text('README.md') : '').toContain(`\`${output}\``)
  })
})
