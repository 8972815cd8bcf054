import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { Exec } from '../../src/platform/ports.js'
import { explain } from '../../src/report/errors.js'
import { chooseImage, useImage } from '../../src/rootfs/root-image.js'
import { beginRoot } from '../../src/rootfs/store.js'
import { failure, withPath } from '../support/full-tree.js'
import { imageJobs, KEY } from '../support/image-jobs.js'
import { addBulk, leftBelow, programsBut, withoutLoops } from '../support/root-images.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const aJob = imageJobs(() => newFolder()) // the folders go after what is mounted in them
const newFolder = temporaryFolders()
watchMachine()

describe('whether a root is kept as an image', () => {
  const choice = async (fill: (root: string) => void, exec?: (exec: Exec) => Exec) => {
    const { ports } = await aJob(exec ? { exec } : {})
    const building = await beginRoot(KEY, ports)
    await mkdir(building.root)
    fill(building.root)
    const chosen = await chooseImage('auto', building.folder, ports)
    expect((await readdir(building.folder)).sort()).toEqual(['root', 'scratch', 'users'])
    return chosen
  }

  it('no: it is small', async () => {
    expect(await choice(() => undefined)).toMatchObject({
      kind: undefined,
      why: 'up to 100 MB no image is made',
    })
  })

  it('yes: squashfs, where both can be made', async () => {
    expect(await choice(addBulk)).toMatchObject({ kind: 'squashfs' })
  })

  it('no: nothing makes one', async () => {
    const programs = await programsBut(path.join(await newFolder(), 'bin'), 'mksquashfs', 'mkfs.erofs')
    const why = expect.stringContaining('neither mksquashfs nor mkfs.erofs') as unknown
    expect(await choice(addBulk, (exec) => withPath(programs, exec))).toMatchObject({ kind: undefined, why })
  })

  it('no: the kernel mounts none here', async () => {
    const why = expect.stringMatching(/^erofs cannot be made and mounted here: mount: /) as unknown
    expect(await choice(addBulk, withoutLoops)).toMatchObject({ kind: undefined, why })
  })

  it('no: a folder is asked for', async () => {
    const { ports, folder } = await aJob()
    expect(await chooseImage('false', folder, ports)).toEqual({ kind: undefined, why: 'root-image is false' })
  })
})

it('an image that is none is refused in one error, and nothing stays mounted', async () => {
  const { ports, folder } = await aJob()
  const building = await beginRoot(KEY, ports)
  const file = path.join(folder, 'none')
  await writeFile(file, Buffer.alloc(65_536, 7))
  const image = { kind: 'squashfs', file, part: { start: 0, sizeBytes: 65_536 } } as const
  const error = await failure(useImage(image, building.folder, 'auto', () => building.empty(), ports))
  expect(explain(error)[0]).toContain('could not unpack the squashfs')
  expect(leftBelow(folder)).toEqual([])
})
