const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')

/** What a log has without colours. */
export const plain = (log: string): string => log.replaceAll(COLOUR, '')

/** What the command of one of several architectures has said, without its label. */
export function saidBy(arch: string, log: string): string {
  const lines = plain(log).split('\n')
  const label = new RegExp(`^${arch} *\\| (.*)$`)
  return lines.flatMap((line) => label.exec(line)?.slice(1, 2) ?? []).join('\n')
}
