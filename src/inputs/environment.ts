/** One item of the input `env`. */
export type EnvironmentItem =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'value'; readonly name: string; readonly value: string }

/** Reads one item of the input `env`; none where it is a problem. */
export function environmentItem(item: string, problem: (line: string) => void): EnvironmentItem[] {
  const match = /^([A-Za-z_]\w*)(?:(\*)|=([^]*))?$/.exec(item)
  const name = match?.[1]
  if (name === undefined || name.startsWith('XARCH_')) {
    problem(
      `env: got "${item}"; allowed are NAME, NAME=value and PREFIX_* with names of letters, digits and _ that do not begin with XARCH_`,
    )
    return []
  }
  if (match?.[2] !== undefined) return [{ kind: 'prefix', prefix: name }]
  return match?.[3] === undefined ? [{ kind: 'name', name }] : [{ kind: 'value', name, value: match[3] }]
}
