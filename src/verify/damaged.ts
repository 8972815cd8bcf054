import { Failed } from '../report/errors.js'

/** The error of a file of a repository that is not as it was published, or that we do not understand. */
export function damaged(what: string, source: string): Failed {
  return new Failed({
    what: `${fileName(source)} ${what}`,
    source,
    todo: 'These are other bytes than were published, or a format that is not known here. Nothing of them was used. Try again, or another mirror (input "mirror").',
  })
}

/** The last part of a URL or path. */
export function fileName(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1)
}
