// packed.mjs COMPILED pack FOLDER FILE      packs FOLDER/root into FILE
// packed.mjs COMPILED unpack FILE FOLDER    restores FOLDER/root from it
// COMPILED: the folder of the compiled sources. Prints the milliseconds that the work itself took.
import { join } from 'node:path'

const [compiled, verb, ...args] = process.argv.slice(2)
const { packRoot, unpackPacked } = await import(join(compiled, 'rootfs/packed.js'))
const { localPorts } = await import(join(compiled, 'platform/local.js'))
const ports = localPorts(join(import.meta.dirname, '../../src'), 'quiet')

const start = performance.now()
if (verb === 'pack') await packRoot(args[0], {}, args[1], ports)
else await unpackPacked(...args, ports)
console.log(performance.now() - start)
