import { offered, ARCHITECTURE_NAMES, type Offered } from '../inputs/values.js'
import { type Place, type Verb } from '../inputs/verbs.js'
import { topics } from '../report/topics.js'

/** An option of a verb, as completion needs it. */
export interface Completed {
  readonly name: string
  readonly letter: string | undefined
  readonly meaning: string
  /** Undefined where it takes no value. */
  readonly value: Offered | undefined
  /** What the value is called. */
  readonly called: string
}

/** All options of a verb. */
export function optionsOf({ options, switches }: Verb): Completed[] {
  const inputs = options.map((input) => {
    const { name, letter, meaning, value: called = '' } = input
    return { name, letter, meaning, value: offered(input), called }
  })
  const others = switches.map(({ name, letter, meaning }) => ({
    ...{ name, letter, meaning },
    value: undefined,
    called: '',
  }))
  return [...inputs, ...others]
}

/** What can stand at a place; `NAME` is that of a root that was kept, which the shell looks up. */
export function wordsAt(places: readonly Place[]): string[] {
  return places.flatMap((place) => {
    if (typeof place === 'string') return [place]
    if (place.of === 'name') return [KEPT_NAME]
    return place.of === 'topic' ? topics() : [...ARCHITECTURE_NAMES]
  })
}

export const KEPT_NAME = 'NAME'
