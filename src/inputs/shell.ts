type Problem = (problem: string) => void

/** The input `shell`: a program and its options; undefined where the root's own is meant. */
export function parseShell(text: string, problem: Problem): readonly [string, ...string[]] | undefined {
  const [program, ...options] = text.split(/\s+/).filter((word) => word !== '')
  if (program === undefined) return undefined
  if (!text.includes('{0}')) return [program, ...options]
  problem(
    `shell: got "${text}"; allowed is a program with its options, such as "bash -e"; the commands are added behind it as a file`,
  )
  return undefined
}

/** What the runner knows by itself, and what its own steps are started by: a program of that name would take its place. */
const OF_THE_RUNNER = ['bash', 'cmd', 'env', 'node', 'perl', 'powershell', 'pwsh', 'python', 'sh', 'sudo']

/** The input `shell-name`; empty where there is none. */
export function parseShellName(text: string, problem: Problem): string {
  const name = text.trim()
  const isName = name === '' || /^[A-Za-z0-9_][\w.+-]*$/.test(name)
  if (!isName)
    problem(`shell-name: got "${name}"; allowed is the name of a program, of letters, digits and . _ + -`)
  else if (OF_THE_RUNNER.includes(name) || /^xarch(-|$)/.test(name))
    problem(`shell-name: got "${name}", which is the name of another program; such as "alpine.sh" is allowed`)
  return isName ? name : ''
}
