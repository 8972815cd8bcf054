import type { Cpu } from '../arch/architectures.js'
import type { QemuRequest } from '../inputs/qemu.js'
import { compareVersions } from '../verify/apk-version.js'

/**
 * Models that do the same as the default one in less time. aarch64: pointer authentication by a simple hash instead of
 * the architected cipher, a third less time for a compiler with qemu 7.2; from 10 on the difference is small.
 */
const FASTER_MODELS: readonly { cpu: Cpu; before: string; model: string }[] = [
  { cpu: 'aarch64', before: '10', model: 'max,pauth-impdef=on' },
]

/**
 * Variables that qemu reads, for the guest's environment.
 * @param version of the emulator; undefined where it is not known
 */
export function qemuVariables(
  cpu: Cpu,
  version: string | undefined,
  request: QemuRequest,
): Record<string, string> {
  const faster = FASTER_MODELS.find(
    (row) => row.cpu === cpu && version !== undefined && compareVersions(version, row.before) < 0,
  )
  const model = request.cpuModel === '' ? faster?.model : request.cpuModel
  return { ...(model === undefined ? {} : { QEMU_CPU: model }), ...request.variables }
}
