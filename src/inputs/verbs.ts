import {
  BUILD_OPTIONS,
  BUILD_SWITCHES,
  HANDLER_OPTIONS,
  HANDLER_SWITCHES,
  RUN_OPTIONS,
  RUN_SWITCHES,
  SHELL_OPTIONS,
  SHELL_SWITCHES,
} from './arguments.js'
import { CACHE_OPTIONS, CACHE_SWITCHES } from './cache-arguments.js'
import { DOCTOR_OPTIONS, DOCTOR_SWITCHES } from './doctor-arguments.js'
import type { Input } from './input.js'
import { MATRIX_OPTIONS, MATRIX_SWITCHES } from './matrix-arguments.js'
import { HELP, JSON_SWITCH, type Switch } from './switches.js'

/** A word that stands where no option does. */
export type Place =
  /** Said as it is. */
  | string
  /** An architecture; `name`: of a root that was kept; a topic of `xarch help`. */
  | { readonly of: 'architectures' | 'name' | 'topic' }

/** What the command does, by its first word. Help, the man page and completion are made from these. */
export interface Verb {
  readonly name: string
  /** Its line in `xarch --help`: how it is used, and what it does. */
  readonly overview: readonly [use: string, does: string]
  /** Several ways to use it, each with what it does; empty where that of the overview is all. */
  readonly uses: readonly (readonly [use: string, does: string])[]
  /** Paragraphs. */
  readonly about: readonly string[]
  readonly options: readonly Input[]
  readonly switches: readonly Switch[]
  /** What may stand behind it: at the first place, and at all further ones. */
  readonly first: readonly Place[]
  readonly further: readonly Place[]
  /** A command stands behind `--`. */
  readonly command?: true
}

/** The shells that there is completion for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

export const VERBS: readonly Verb[] = [
  {
    name: 'run',
    overview: ['run -a ARCH[,ARCH] [options] -- COMMAND...', 'runs a command in a root of each architecture'],
    uses: [],
    about: [
      'Runs COMMAND in a root of each architecture, with the current folder at its own path. The root starts clean each time; what is written to the current folder stays.',
    ],
    options: RUN_OPTIONS,
    switches: RUN_SWITCHES,
    first: [],
    further: [],
    command: true,
  },
  {
    name: 'shell',
    overview: ['shell NAME | -a ARCH [options]', 'a shell in a root whose changes are kept, or in a new one'],
    uses: [
      ['shell NAME', 'a shell in the root that was kept under NAME (xarch run --keep NAME)'],
      [
        'shell -a ARCH [options]',
        'a shell in a new root; what is changed in it ends with it, or is kept (--keep)',
      ],
    ],
    about: ['The current folder is visible at its own path.'],
    options: SHELL_OPTIONS,
    switches: SHELL_SWITCHES,
    first: [{ of: 'name' }],
    further: [],
  },
  {
    name: 'build',
    overview: [
      'build -a ARCH [options] -o FILE [--json]',
      'makes a root, writes it to an archive, tells what is in it',
    ],
    uses: [],
    about: [
      'Makes a root of each architecture. The archive has the root itself in it; the same inputs make the same bytes, whenever and wherever they are made (SOURCE_DATE_EPOCH is the newest time in it; by itself, when its newest package was built).',
    ],
    options: BUILD_OPTIONS,
    switches: BUILD_SWITCHES,
    first: [],
    further: [],
  },
  {
    name: 'cache',
    overview: ['cache [list|prune|clear]', 'what is kept on this machine, with sizes and ages'],
    uses: [
      ['cache [list] [--json]', 'what is kept on this machine: roots, packages, emulators'],
      ['cache prune [--max-age AGE]', 'removes roots and packages that are older'],
      ['cache clear [NAME...]', 'removes all but roots that were kept under a name; or those names'],
    ],
    about: ['What a run is using stays.'],
    options: CACHE_OPTIONS,
    switches: CACHE_SWITCHES,
    first: ['list', 'prune', 'clear'],
    further: [{ of: 'name' }],
  },
  {
    name: 'handlers',
    overview: ['handlers [list|add|remove] [ARCH...]', 'the handlers of this machine: lists, adds, removes'],
    uses: [
      ['handlers [list] [--json]', 'the handlers of this machine, each tried'],
      [
        'handlers add ARCH... [options]',
        'registers handlers, until they are removed or the machine restarts',
      ],
      ['handlers remove ARCH...', "removes those that were added; nobody else's"],
    ],
    about: [
      "ARCH is an architecture by any of its names (xarch archs), or all. With a handler, programs of that architecture run as if they were this machine's own, in containers too. Options but --json are those of add.",
    ],
    options: HANDLER_OPTIONS,
    switches: HANDLER_SWITCHES,
    first: ['list', 'add', 'remove'],
    further: [{ of: 'architectures' }, 'all'],
  },
  {
    name: 'matrix',
    overview: ['matrix ARCH... [options]', 'a matrix for a workflow, with a job for each architecture'],
    uses: [],
    about: [
      'Prints a matrix as JSON, for a job of a workflow of GitHub: "matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}" below its strategy, and "runs-on: ${{ matrix.runs-on }}".',
    ],
    options: MATRIX_OPTIONS,
    switches: MATRIX_SWITCHES,
    first: [{ of: 'architectures' }, 'all'],
    further: [{ of: 'architectures' }, 'all'],
  },
  {
    name: 'archs',
    overview: ['archs [--json]', 'the architectures, by all their names'],
    uses: [],
    about: ['Lists all architectures, with how this machine runs them.'],
    options: [],
    switches: [JSON_SWITCH, HELP],
    first: [],
    further: [],
  },
  {
    name: 'doctor',
    overview: ['doctor [-a ARCH] [--json]', 'what this machine can do, and how to mend what it cannot'],
    uses: [],
    about: [
      'Tries what a run needs, with nothing that stays: each line is ok, limited (it goes in another way, or with less) or missing, with the command that mends it. The exit status is 1 where xarch run could not do its work.',
    ],
    options: DOCTOR_OPTIONS,
    switches: DOCTOR_SWITCHES,
    first: [],
    further: [],
  },
  {
    name: 'completion',
    overview: [`completion ${SHELLS.join('|')}`, 'prints what makes a shell complete the words of xarch'],
    uses: [],
    about: [
      'bash: put "source <(xarch completion bash)" into ~/.bashrc.',
      'zsh: xarch completion zsh >FOLDER/_xarch, where FOLDER is one of $fpath; or "source <(xarch completion zsh)" behind compinit in ~/.zshrc.',
      'fish: xarch completion fish >~/.config/fish/completions/xarch.fish',
    ],
    options: [],
    switches: [HELP],
    first: SHELLS,
    further: [],
  },
  {
    name: 'help',
    overview: ['help [TOPIC]', 'this text, or that of a verb, an input, or another topic'],
    uses: [],
    about: [
      'TOPIC is a verb, an input of the action, or one of: exit-status, files, environment, isolations, architectures, man. As a page: xarch help man | man -l -',
    ],
    options: [],
    switches: [HELP],
    first: [{ of: 'topic' }],
    further: [],
  },
]
