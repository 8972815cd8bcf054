/** The output of commands, which the runner takes for no command to it. */
export interface MutedOutput {
  readonly write: (chunk: Buffer) => void
  /** From here on the runner listens again. */
  readonly end: () => void
}

/**
 * Makes the runner listen to no command in what follows. Both streams of the commands have to go this one way: the runner
 * reads two streams at its own pace, and would take what is left of one for new when the other has said the end.
 * Source: GitHub's documentation of workflow commands, "Stopping and starting workflow commands".
 * @param token what only we know: who can say it makes the runner listen
 */
export function mutedOutput(write: (bytes: Buffer) => void, token: string): MutedOutput {
  let isAtBegin = true
  write(Buffer.from(`::stop-commands::${token}\n`))
  return {
    write: (chunk) => {
      isAtBegin = chunk.length === 0 ? isAtBegin : chunk.at(-1) === NEWLINE
      write(chunk)
    },
    end: () => {
      write(Buffer.from(`${isAtBegin ? '' : '\n'}::${token}::\n`))
    },
  }
}

const NEWLINE = 0x0a
