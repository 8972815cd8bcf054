import { BUILDING_ADVICE } from './building.js'
import { EMULATOR_ADVICE } from './emulator.js'
import { HANGING_ADVICE } from './hanging.js'
import { KERNEL_ADVICE } from './kernel.js'
import { LANGUAGES_ADVICE } from './languages.js'
import type { Advice } from './row.js'

/** The themes, as docs/advice.md has them; what is about one language stands before what is about all programs. */
export const THEMES: readonly { readonly title: string; readonly rows: readonly Advice[] }[] = [
  { title: 'Languages', rows: LANGUAGES_ADVICE },
  { title: 'Building', rows: BUILDING_ADVICE },
  { title: 'Programs that hang', rows: HANGING_ADVICE },
  { title: 'The kernel', rows: KERNEL_ADVICE },
  { title: 'The emulator', rows: EMULATOR_ADVICE },
]

/** One row for each known message; of those that match a line the first one counts. */
export const ADVICE: readonly Advice[] = THEMES.flatMap(({ rows }) => rows)
