import type { Handler } from '../binfmt/entry.js'
import type { Lifetime } from '../binfmt/registry.js'
import type { Ports } from '../platform/ports.js'
import type { StoredRoot } from './store.js'

/** What building a root needs beside its plan. */
export interface RootContext {
  readonly ports: Ports
  /** `run`: the store outlives this process, and what is built on the way is kept there too. */
  readonly lifetime: Lifetime
  /** The isolation is strict: commands of the user, `setup` among them, are held as strictly while a root is built. */
  readonly isStrict: boolean
  /**
   * Resolves when programs of the target run, which is needed only for scripts of packages and for setup, with the
   * handlers that each sandbox needs for itself.
   */
  readonly runnable: Promise<readonly Handler[]>
  /**
   * The native root whose apk installs; made at its first use.
   * @param busy the key of a root that is being made with it, and so cannot be it
   */
  readonly installer: (busy?: string) => Promise<StoredRoot>
  /** Called as soon as it costs the root no time: what can be done in the meantime. May be called again. */
  readonly meanwhile?: () => void
}
