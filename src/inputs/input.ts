/** How the text of an input is read. */
export type Kind =
  | 'text'
  /** Separated by commas, blanks or lines. */
  | 'list'
  /** One a line; a line that is no NAME=value is read as a list. */
  | 'environment'
  | 'flag'

export interface Input {
  readonly name: string
  readonly kind: Kind
  readonly default: string
  /** One line for action.yml, `--help` and the README. */
  readonly meaning: string
  /** Letter of the option of the command. */
  readonly letter?: string
  /** What stands for the value in `--help`. */
  readonly value?: string
  /** False: an input of the action that is no option of the command. */
  readonly option?: false
}
