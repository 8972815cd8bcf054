import { isatty } from 'node:tty'
import { Board, UNSEEN, type Rhythm } from './progress.js'
import type { Log, Progress } from './ports.js'
import { screen } from './screen.js'

/** Often enough for an eye; what takes less than a third of a second needs no line. */
const AT_A_TERMINAL: Rhythm = { firstMs: 300, everyMs: 100 }
const IN_A_LOG: Rhythm = { firstMs: 5_000, everyMs: 1_000 }

/** Progress for whoever reads standard error: one line that is drawn anew at a terminal, else lines of the log. */
export function localProgress(isQuiet: boolean, log: Log): Progress {
  if (isQuiet) return UNSEEN
  if (!canDraw()) return logProgress(log)
  return new Board(async () => new (await import('./status-line.js')).StatusLine(screen), AT_A_TERMINAL)
}

/** Whether standard error is a terminal that can erase a line. Source: terminfo(5), `dumb`. */
function canDraw(): boolean {
  return isatty(2) && !/^(dumb)?$/.test(process.env['TERM'] ?? '') // the stream itself is made where it is needed
}

/** Progress as lines of the log. */
export function logProgress({ info }: Pick<Log, 'info'>): Progress {
  return new Board(async () => new (await import('./progress-lines.js')).ProgressLines(info), IN_A_LOG)
}
