import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from '@jest/globals'
import { seccompFilter } from '../../src/sandbox/seccomp.js'
import { REPOSITORY } from '../support/runner-environment.js'

/** Calls, each with arguments that the kernel would refuse for another reason, and the error numbers that they get. */
const CALLS = `
use POSIX ();
for my $call ([add_key => 248], [request_key => 249], [keyctl => 250], [bpf => 321], [userfaultfd => 323],
              [io_uring_setup => 425], [getpid => 39]) {
    $! = 0;
    syscall($call->[1], -1, -1, -1, -1, -1);
    print "$call->[0] ", $! + 0, "\\n";
}
my $room = "x" x 8;
$! = 0; ioctl(STDIN, 0x5412, $room); print "TIOCSTI ", $! + 0, "\\n";
$! = 0; ioctl(STDIN, 0x5413, $room); print "TIOCGWINSZ ", $! + 0, "\\n";
`

const known = os.machine() === 'x86_64' ? it : it.skip

known('the kernel takes the filter, and refuses what it names', () => {
  const filter = seccompFilter(os.machine())
  const script = readFileSync(path.join(REPOSITORY, 'src/sandbox/filter.pl'), 'utf8')
  const run = (within: readonly string[]): string => {
    const [program, ...words] = ['env', ...within, 'perl', '-e', CALLS] as const
    return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  }
  const filtered = ['perl', '-e', script, String(filter?.prctl), filter?.program.toString('hex') ?? '']
  expect(run(['setpriv', '--no-new-privs', ...filtered])).toBe(
    'add_key 1\nrequest_key 1\nkeyctl 1\nbpf 1\nuserfaultfd 1\nio_uring_setup 38\ngetpid 0\nTIOCSTI 1\nTIOCGWINSZ 25\n',
  )
  expect(run([])).not.toContain('add_key 1\n')
})
