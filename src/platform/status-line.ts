import { statusLine } from '../report/progress.js'
import type { Viewer, Work } from './progress.js'
import type { Screen } from './screen.js'

/** Progress as one line at the bottom of the terminal. */
export class StatusLine implements Viewer {
  private turn = 0

  constructor(private readonly screen: Screen) {
    process.once('exit', () => {
      screen.erase()
    })
  }

  show(works: readonly Work[], nowMs: number): void {
    const seen = works.map((work) => work.seen(nowMs))
    this.screen.draw(statusLine(seen, this.screen.columns(), this.turn++))
  }

  ended(): void {
    // The next line is without it, or there is none.
  }

  clear(): void {
    this.screen.erase()
  }
}
