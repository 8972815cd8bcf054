/**
 * A suite of Debian or Ubuntu: a codename (`trixie`, `noble`) or what moves (`stable`, `sid`).
 * Source: the names of folders in `dists/` of the archives.
 */
export function parseSuite(text: string, problem: (line: string) => void): string {
  if (/^[a-z][a-z0-9.-]*$/.test(text)) return text
  const lower = text.toLowerCase()
  const question = /^[a-z][a-z0-9.-]*$/.test(lower) ? `; did you mean "${lower}"?` : ''
  problem(
    `rootfs: got the suite "${text}"; allowed are names of suites (bookworm, trixie, sid, noble)${question}`,
  )
  return text
}

/**
 * Source: Debian policy 5.6.1 (Source, Package) and 5.6.12 (Version); apt-get(8) has the forms. A name with `-` at its end
 * would have apt remove a package.
 */
const PACKAGE =
  /^[a-z0-9][a-z0-9+.-]*[a-z0-9+.](:[a-z0-9][a-z0-9-]*)?(=[0-9][A-Za-z0-9.+:~-]*|\/[a-z][a-z0-9.-]*)?$/

/** Whether apt takes it for one package: `name`, `name:arch`, and either with `=version` or `/suite` behind it. */
export function isDebianPackage(name: string): boolean {
  return PACKAGE.test(name)
}
