import type { Input } from './input.js'

/** What commands find inside, and who runs them. A part of the table of inputs. */
export const GUEST_INPUTS = [
  {
    name: 'env',
    kind: 'environment',
    default: '',
    letter: 'e',
    value: 'NAME[=VALUE]',
    meaning:
      'variables to hand in: NAME, NAME=value or PREFIX_*, separated by blanks, or one a line where values have blanks',
  },
  {
    name: 'working-directory',
    kind: 'text',
    default: '',
    letter: 'w',
    value: 'DIR',
    meaning: 'folder the commands start in, inside; relative to the workspace, which is the default',
  },
  {
    name: 'user',
    kind: 'text',
    default: 'root',
    letter: 'u',
    value: 'USER',
    meaning:
      "who runs the commands inside: root, runner (the job's own user: name, ids and home folder), or a user of the root: NAME, ID or ID:GROUP",
  },
  {
    name: 'volumes',
    kind: 'list',
    default: '',
    value: 'SOURCE[:TARGET[:ro]]',
    meaning:
      'further folders or files of the machine that are visible inside: source[:target[:ro]], relative sources in the workspace; before a blank or a comma within one stands a backslash',
  },
  {
    name: 'timeout-minutes',
    kind: 'text',
    default: '',
    value: 'MINUTES',
    meaning: 'how long the commands may run in each root, in minutes; then they get SIGTERM and are ended',
  },
  {
    name: 'silence-minutes',
    kind: 'text',
    default: '',
    value: 'MINUTES',
    meaning:
      'how long the commands may say nothing, in minutes; then what they are running is shown, and they get SIGTERM and are ended',
  },
  {
    name: 'commands',
    kind: 'text',
    default: 'on',
    option: false,
    meaning: 'off: what the commands print is no workflow command (::error::, ::add-mask:: and their kin)',
  },
] as const satisfies readonly Input[]
