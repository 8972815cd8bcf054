import { describe, expect, it } from '@jest/globals'
import { placeOfFile } from '../support/xarch.js'

const place = placeOfFile()

describe('a wrong use of handlers', () => {
  it.each<[string[], string]>([
    [['add'], 'handlers add: no architecture was given; name some, or all'],
    [['remove'], 'handlers remove: no architecture was given'],
    [['drop', 'ppc'], 'handlers: got "drop"; allowed are list, add and remove'],
    [['ppc'], 'handlers: got "ppc"'],
    [['add', 'pcc'], 'did you mean "ppc"?'],
    [['add', 'ppc', '--qemu', 'qemu-ppc'], '(with a slash in it: ./qemu-ppc)'],
    [['add', 'ppc', '--qemu', './none'], 'qemu: got '],
    [['add', 'ppc', '--setuid=no'], 'takes no value'],
    [['add', 'ppc', '--arch', 'ppc'], 'got the option --arch, which there is not'],
    [['list', '--jsn'], 'did you mean --json?'],
  ])('%j', async (args, says) => {
    const { status, stdout, stderr } = await place.run(['handlers', ...args])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).toContain('xarch handlers --help says what can be given')
  })
})
