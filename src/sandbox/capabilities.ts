/**
 * Capabilities that no build needs and that lead from root in the sandbox to the host, by their number in
 * linux/capability.h (the names of the newer ones are unknown to older versions of setpriv). Tracing one's own children
 * needs none; with sys_ptrace the guest could use /proc/N/root of what enters, which is the host's (enter.sh).
 */
export const DROPPED_CAPABILITIES = {
  dac_read_search: 2,
  net_admin: 12,
  ipc_lock: 14,
  sys_module: 16,
  sys_rawio: 17,
  sys_ptrace: 19,
  sys_pacct: 20,
  sys_admin: 21,
  sys_boot: 22,
  sys_resource: 24,
  sys_time: 25,
  sys_tty_config: 26,
  mknod: 27,
  audit_control: 30,
  mac_override: 32,
  mac_admin: 33,
  syslog: 34,
  wake_alarm: 35,
  block_suspend: 36,
  audit_read: 37,
  perfmon: 38,
  bpf: 39,
  checkpoint_restore: 40,
} as const

/** All others that linux/capability.h has, in its order: what root has in a sandbox of bubblewrap's, which is given them by name. */
export const KEPT_CAPABILITIES = [
  ...(['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap'] as const),
  ...([
    'linux_immutable',
    'net_bind_service',
    'net_broadcast',
    'net_raw',
    'ipc_owner',
    'sys_chroot',
  ] as const),
  ...(['sys_nice', 'lease', 'audit_write', 'setfcap'] as const),
] as const

/**
 * The argument of `setpriv --bounding-set`, for a kernel whose last capability has the given number: an unknown one
 * is an error there.
 */
export function boundingSet(lastCapability: number): string {
  return Object.values(DROPPED_CAPABILITIES)
    .filter((number) => number <= lastCapability)
    .map((number) => `-cap_${number}`)
    .join(',')
}
