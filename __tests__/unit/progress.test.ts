import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { ProgressLines } from '../../src/platform/progress-lines.js'
import { Board, UNSEEN, type Viewer } from '../../src/platform/progress.js'
import type { Piece } from '../../src/platform/ports.js'
import { Screen } from '../../src/platform/screen.js'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

interface Open {
  readonly promise: Promise<undefined>
  readonly resolve: (value: undefined) => void
  readonly reject: (error: Error) => void
}

/** A promise that is settled from outside. */
function open(): Open {
  let settle: Omit<Open, 'promise'> | undefined
  const promise = new Promise<undefined>((resolve, reject) => {
    settle = { resolve, reject }
  })
  if (!settle) throw new Error('promises call at once')
  return { promise, ...settle }
}

/** Work that is told how far it is, and ended, from outside. */
function aPiece(board: Board, what: string): { piece: Piece; end: (error?: Error) => Promise<unknown> } {
  const { promise, resolve, reject } = open()
  const got: Piece[] = []
  const done = board.during(what, (piece) => {
    got.push(piece)
    return promise
  })
  const [piece] = got
  if (!piece) throw new Error('the work was not begun')
  const end = (error?: Error): Promise<unknown> => {
    if (error) reject(error)
    else resolve(undefined)
    return done.catch((cause: unknown) => cause)
  }
  return { piece, end }
}

describe('a board', () => {
  it('loads nothing, and has no timer, as long as nothing takes long', async () => {
    const load = jest.fn<() => Promise<Viewer>>()
    const board = new Board(load, { firstMs: 300, everyMs: 100 }, Date.now)
    expect(jest.getTimerCount()).toBe(0)
    const one = aPiece(board, 'one')
    await jest.advanceTimersByTimeAsync(299)
    await one.end()
    expect(jest.getTimerCount()).toBe(0)
    await jest.advanceTimersByTimeAsync(1000)
    expect(load).not.toHaveBeenCalled()
  })

  it('shows works from the first look on, each time, until all have ended', async () => {
    const seen: string[] = []
    const viewer: Viewer = {
      show: (works, nowMs) => seen.push(works.map((work) => work.seen(nowMs).what).join('+')),
      ended: (_, isDone) => seen.push(isDone ? 'done' : 'failed'),
      clear: () => seen.push('clear'),
    }
    const board = new Board(() => Promise.resolve(viewer), { firstMs: 300, everyMs: 100 }, Date.now)
    const one = aPiece(board, 'one')
    await jest.advanceTimersByTimeAsync(310)
    const two = aPiece(board, 'two')
    await jest.advanceTimersByTimeAsync(100)
    await one.end()
    await jest.advanceTimersByTimeAsync(100)
    expect(await two.end(new Error('broken'))).toEqual(new Error('broken'))
    await jest.advanceTimersByTimeAsync(1000)
    expect(seen).toEqual(['one', 'one+two', 'done', 'two', 'failed', 'clear'])
  })

  it('shows nothing of a work that has ended while its viewer was loaded', async () => {
    const show = jest.fn<Viewer['show']>()
    const load = async (): Promise<Viewer> => {
      await sleep(50)
      return { show, ended: () => undefined, clear: () => undefined }
    }
    const board = new Board(load, { firstMs: 10, everyMs: 10 }, Date.now)
    const one = aPiece(board, 'one')
    await jest.advanceTimersByTimeAsync(20)
    await one.end()
    await jest.advanceTimersByTimeAsync(1000)
    expect(show).not.toHaveBeenCalled()
    expect(jest.getTimerCount()).toBe(0)
  })

  it('shows no password and no control character', async () => {
    const names: string[] = []
    const viewer: Viewer = {
      show: (works, nowMs) => names.push(...works.map((work) => work.seen(nowMs).what)),
      ended: () => undefined,
      clear: () => undefined,
    }
    const board = new Board(() => Promise.resolve(viewer), { firstMs: 1, everyMs: 100 }, Date.now)
    const one = aPiece(board, 'http://me:secret@mirror/a\x1b[2J\nb')
    await jest.advanceTimersByTimeAsync(1)
    await one.end()
    expect(names).toEqual(['http://***@mirror/a [2J b'])
  })

  it('hands on what work returns, also where nobody looks or its viewer cannot be loaded', async () => {
    const load = jest.fn(() => Promise.reject(new Error('not loaded')))
    const one = aPiece(new Board(load, { firstMs: 1, everyMs: 1 }, Date.now), 'one')
    await jest.advanceTimersByTimeAsync(10)
    expect(load).toHaveBeenCalledTimes(1)
    expect(await one.end()).toBe(undefined)
    expect(await UNSEEN.during('x', (piece) => Promise.resolve(Object.keys(piece)))).toEqual([
      'update',
      'note',
      'heard',
    ])
  })
})

describe('lines of a log', () => {
  /** What was said by the second, of one work. */
  function told(): { board: Board; lines: string[] } {
    const lines: string[] = []
    const beganMs = Date.now()
    const viewer = new ProgressLines((line) => {
      lines.push(`${(Date.now() - beganMs) / 1000} ${line}`)
    })
    const board = new Board(() => Promise.resolve(viewer), { firstMs: 5000, everyMs: 1000 }, Date.now)
    return { board, lines }
  }

  it('come after 5 s, each 10 s, and at the end', async () => {
    const { board, lines } = told()
    const { piece, end } = aPiece(board, 'root')
    for (let second = 1; second <= 27; second++) {
      piece.update(second * 1e6, 50e6)
      await jest.advanceTimersByTimeAsync(1000)
    }
    await end()
    expect(lines).toEqual([
      '5 root: 5.0 of 50 MB, 1.0 MB/s, 45 s left',
      '15 root: 15 of 50 MB, 1.0 MB/s, 35 s left',
      '25 root: 25 of 50 MB, 1.0 MB/s, 25 s left',
      '27 root: 27 MB in 27 s, 1.0 MB/s',
    ])
  })

  it('come each minute after the first one', async () => {
    const { board, lines } = told()
    const { end } = aPiece(board, 'setup')
    await jest.advanceTimersByTimeAsync(200_000)
    await end()
    expect(lines.map((line) => Number(line.split(' ')[0]))).toEqual([5, 15, 25, 35, 45, 55, 115, 175, 200])
  })

  it('say nothing of what takes less than 5 s, and no end of what has failed', async () => {
    const { board, lines } = told()
    const short = aPiece(board, 'short')
    const failing = aPiece(board, 'failing')
    await jest.advanceTimersByTimeAsync(4900)
    await short.end()
    await jest.advanceTimersByTimeAsync(200)
    await failing.end(new Error('broken'))
    expect(lines).toEqual(['5 failing: 5 s so far'])
  })

  it('say nothing while the log tells of it', async () => {
    const { board, lines } = told()
    const { piece, end } = aPiece(board, 'setup')
    for (let second = 1; second <= 20; second++) {
      piece.heard()
      await jest.advanceTimersByTimeAsync(1000)
    }
    expect(lines).toEqual([])
    await jest.advanceTimersByTimeAsync(9500)
    await end()
    expect(lines).toEqual(['29 setup: 29 s so far', '29.5 setup: done in 30 s'])
  })
})

describe('the line at the bottom of a terminal', () => {
  /** A terminal of so many columns, and all that is written to it. */
  function terminal(columns = 80): { screen: Screen; said: string[] } {
    const said: string[] = []
    const end = { isTTY: true, columns, write: (chunk: unknown) => said.push(String(chunk)) > 0 }
    return { screen: new Screen({ stdout: end, stderr: end }), said }
  }
  const ERASE = '\r\x1b[K'

  it('is gone before anything else is written, and at the end', () => {
    const { screen, said } = terminal()
    screen.draw('one')
    screen.write('stderr', 'xarch: hello\n')
    screen.write('stdout', Buffer.from('guest\n'))
    screen.draw('two')
    screen.erase()
    screen.erase()
    expect(said).toEqual([`${ERASE}one`, ERASE, 'xarch: hello\n', 'guest\n', `${ERASE}two`, ERASE])
  })

  it('does not take the place of a line that is not yet at its end', () => {
    const { screen, said } = terminal()
    screen.write('stdout', 'half a')
    screen.draw('one')
    screen.write('stdout', ' line\n')
    screen.draw('two')
    expect(said).toEqual(['half a', ' line\n', `${ERASE}two`])
  })

  it('is not there while somebody else has the terminal', async () => {
    const { screen, said } = terminal()
    const guest = open()
    screen.draw('one')
    screen.lend(guest.promise)
    screen.draw('two')
    guest.reject(new Error('not started'))
    await Promise.resolve()
    await Promise.resolve()
    screen.draw('three')
    expect(said).toEqual([`${ERASE}one`, ERASE, `${ERASE}three`])
  })

  it.each([
    [80, 77],
    [10, 7],
    [2, 0],
    [0, 77],
  ])('leaves room for ^C: of %d columns it has %d', (columns, left) => {
    expect(terminal(columns).screen.columns()).toBe(left)
  })
})
