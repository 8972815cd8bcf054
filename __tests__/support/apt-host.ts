import { execFileSync } from 'node:child_process'
import type { Host } from './host.js'

/** On top of the folders that apt changes lies another layer, which ends with the host. */
const SCRIPT = `
for folder in etc usr var; do
  mkdir -p "/run/layers/$folder/upper" "/run/layers/$folder/work"
  mount -n -t overlay -o "lowerdir=/$folder,upperdir=/run/layers/$folder/upper,workdir=/run/layers/$folder/work" layer "/$folder"
done
rm -rf /etc/apt/sources.list.d /var/lib/apt/lists /usr/share/keyrings/ubuntu-*
cp "$2" /usr/share/keyrings/source.gpg
echo "deb [signed-by=/usr/share/keyrings/source.gpg] $1" >/etc/apt/sources.list`

/**
 * Gives a host an apt whose packages are installed there alone, and come from one source. It has no keyring of Ubuntu.
 * @param source a line of sources.list(5) behind its options
 */
export function aptOfItsOwn(
  { within: [program, ...words] }: Host,
  { source, keyring }: { readonly source: string; readonly keyring: string },
): void {
  execFileSync(program, [...words, 'sh', '-ec', SCRIPT, 'sh', source, keyring])
}
