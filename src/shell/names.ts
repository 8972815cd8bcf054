/** What a shell is called in a workflow. */
export interface ShellName {
  readonly name: string
  /** Profiles are read where the shell line does not ask for it. */
  readonly login: boolean
}

/** The names of the shell of an architecture's root; the first root of a step has the short ones too. */
export function shellNames(
  arch: string,
  isFirst: boolean,
  ofUser: string,
): { name: string; login: boolean }[] {
  const first = [{ name: 'xarch', login: false }, ...(ofUser === '' ? [] : [{ name: ofUser, login: true }])]
  return [...(isFirst ? first : []), { name: `xarch-${arch}`, login: false }]
}
