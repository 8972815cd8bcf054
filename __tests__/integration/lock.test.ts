import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { withLock } from '../../src/platform/lock.js'
import type { Interrupts } from '../../src/platform/ports.js'
import { enginePorts } from '../support/engine.js'
import { temporaryFolders } from '../support/temporary.js'
import { until } from '../support/xarch.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

let lock: string
let waited: number
let waitedFor: string[]
beforeEach(async () => {
  lock = path.join(await newFolder(), "locks of later's", 'emulators')
  waited = 0
  waitedFor = []
})

function locked<T>(work: () => Promise<T>, file = lock): Promise<T> {
  const ports = enginePorts(path.dirname(lock))
  const waiting = (by: string): void => {
    waited++
    waitedFor.push(by)
  }
  return withLock(file, ports, waiting, work)
}

const short = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30))

describe('a lock', () => {
  it('is there at once where nobody has it, and gives back what the work gave', async () => {
    expect(await locked(() => Promise.resolve('done'))).toBe('done')
    expect(await locked(() => Promise.resolve('again'))).toBe('again')
    const by = `process ${process.pid} in ${path.dirname(lock)}\n` // for who waits
    expect({ waited, content: await readFile(lock, 'utf8') }).toEqual({ waited: 0, content: by })
  })

  it('lets one work at a time; each of the others is told once that it waits', async () => {
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside)
      await short()
      inside--
    }
    await Promise.all([...Array(6).keys()].map(() => locked(work)))
    expect({ most, inside, waited }).toEqual({ most: 1, inside: 0, waited: 5 })
  })

  it('that is waited for is given up at a signal', async () => {
    const ports = enginePorts(path.dirname(lock))
    let signalled = false
    const listeners = new Set<(signal: NodeJS.Signals) => void>()
    const interrupts: Interrupts = {
      ...ports.interrupts,
      received: () => (signalled ? 'SIGINT' : undefined),
      listen: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const waiting = (): void => {
      setTimeout(() => {
        signalled = true
        for (const listener of listeners) listener('SIGINT')
      }, 100)
    }
    await locked(async () => {
      const second = withLock(lock, { ...ports, interrupts }, waiting, short)
      await expect(second).rejects.toThrow('ended by SIGINT')
    })
    expect(listeners.size).toBe(0)
  })

  it('of one file does not keep another', async () => {
    await locked(() => locked(short, `${lock}.other`))
    expect(waited).toBe(0)
  })

  it('is free again when the work has failed, with its error', async () => {
    await expect(locked(() => Promise.reject(new Error('no good')))).rejects.toThrow('no good')
    await locked(short)
    expect(waited).toBe(0)
  })

  it.each([
    [
      'has not said yet who it is',
      'echo "process $$ in /some folder" >"$0"',
      /^process \d+ in \/some folder$/,
    ],
    ['says nothing', ':', /^another process$/],
  ])('whose holder %s is waited for; whoever had it before is not taken for it', async (_, says, who) => {
    await mkdir(path.dirname(lock))
    await writeFile(lock, 'process 4194305 in /gone\n') // there is no such number
    const script = `echo locked; sleep 0.1; ${says}; read -r _`
    const holder = spawn('flock', ['--no-fork', lock, 'sh', '-c', script, lock], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    await once(holder.stdout, 'data')
    const next = locked(() => Promise.resolve('mine'))
    await until(() => waited === 1)
    expect(waitedFor).toEqual([expect.stringMatching(who)])
    holder.stdin.end('\n')
    expect(await next).toBe('mine')
  })

  it('is free again when its holder was killed', async () => {
    await mkdir(path.dirname(lock))
    await writeFile(lock, '')
    const holder = spawn('flock', [lock, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
    holder.stdin.write('locked\n')
    await once(holder.stdout, 'data')
    const next = locked(() => Promise.resolve('mine'))
    await until(() => waited === 1)
    holder.stdin.destroy()
    holder.kill('SIGKILL')
    expect(await next).toBe('mine')
  })

  it('that cannot be had says why, and nobody waits for it', async () => {
    const nowhere = '/proc/sys/kernel/xarch-test-lock'
    await expect(locked(short, nowhere)).rejects.toThrow('could not write to the folder /proc/sys/kernel: ')
    expect({ waited, there: existsSync(nowhere) }).toEqual({ waited: 0, there: false })
  })
})
