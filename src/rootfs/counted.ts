/** How many packages there are to install; of one its name. */
export function countedPackages(packages: readonly string[]): string {
  return packages.length === 1 ? (packages[0] ?? '') : `${packages.length} packages`
}
