import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { processesBelow } from '../../src/platform/process-tree.js'
import { processList } from '../../src/report/process-list.js'

const ONE = { pid: 7, depth: 0, argv: ['make', 'check'], state: 'S', elapsedMs: 720_000, cpuMs: 3100 }

describe('a list of processes', () => {
  it('says what ran, for how long, and whose child it was', () => {
    const child = { ...ONE, pid: 12, depth: 1, argv: ['./test'], state: 'R', cpuMs: 700_000 }
    expect(processList([ONE, child])).toEqual([
      'PID  SINCE   CPU     STATE     COMMAND',
      '7    12 min  3.1 s   sleeping  make check',
      '12   12 min  12 min  running     ./test',
    ])
  })

  it('is nothing of none, and cut where there are many or long ones', () => {
    expect(processList([])).toEqual([])
    const lines = processList(Array.from({ length: 50 }, () => ({ ...ONE, argv: ['x'.repeat(500)] })))
    expect(lines).toHaveLength(42)
    expect(lines.at(-1)).toBe('… and 10 more')
    expect(lines[1]).toHaveLength(lines[2]?.length ?? 0)
  })

  it('shows no line end of an argument as one', () => {
    expect(processList([{ ...ONE, argv: ['sh', '-c', 'a\n::error::b'] }])[1]).toContain(
      'sh -c a\\n::error::b',
    )
  })
})

describe('processes below one', () => {
  it('are found with their arguments, each behind its parent', async () => {
    const child = spawn('sh', ['-c', 'sleep 303 & echo up; wait'], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    const seen = processesBelow([process.pid]).filter(({ argv }) => /sleep 303/.test(argv.join(' ')))
    expect(seen.map(({ argv }) => argv)).toEqual([
      ['sh', '-c', 'sleep 303 & echo up; wait'],
      ['sleep', '303'],
    ])
    expect((seen[1]?.depth ?? 0) - (seen[0]?.depth ?? 0)).toBe(1)
    process.kill(seen[1]?.pid ?? 0)
    await once(child, 'exit')
  })
})
