import { Failed } from '../report/errors.js'

/** ENOSPC and EDQUOT, as programs say them (LC_ALL is C). */
const WORDS = /No space left on device|Disk quota exceeded/

/** Whether an error, or what a program has printed, says that a disk is full. */
export function isDiskFull(said: unknown): boolean {
  if (typeof said === 'string') return WORDS.test(said)
  const { code } = said as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** @param what could not be done @param place where the disk is full */
export function noSpace(what: string, place: string): Failed {
  return new Failed({
    what: `could not ${what}: no space left on the disk of ${place}`,
    source: place,
    todo: `Make room there, or choose another place: \`df -h ${place}\` shows how much there is.`,
  })
}
