import { type Sample, LATE, status } from './advice-samples.js'

/** Lines of compilers, languages and packages that were printed on a machine of ours, by what `from` names. */
export const MADE_BY_TOOLS: readonly Sample[] = [
  {
    id: 'erlang-crash',
    line: 'bash: line 1: 19248 Segmentation fault      mix local.hex --force',
    from: 'made: bash 5.2, whose command "mix" kills itself',
    ending: status(139),
  },
  {
    id: 'erlang-crash',
    line: 'make: *** [mk:2: leex.beam] Segmentation fault',
    from: 'made: GNU make 4.3, a rule of that name that kills itself',
    ending: status(2),
  },
  {
    id: 'npm-illegal-instruction',
    line: 'npm error code 132',
    from: 'made: npm 10 install, a postinstall of node that kills itself by SIGILL',
    ending: status(132),
  },
  {
    id: 'java-crash',
    line: '# A fatal error has been detected by the Java Runtime Environment:',
    from: 'made: java 17, which got SIGSEGV from outside',
    ending: status(134),
  },
  {
    id: 'python-spawn',
    line: "subprocess.CalledProcessError: Command '['/nonexistent-prog']' returned non-zero exit status 127.",
    from: 'made: qemu-x86_64 7.2 and 10.0, python3.11, subprocess.run([…], check=True, close_fds=False)',
  },
  {
    id: 'wheel-platform',
    line: 'ERROR: foo-1.0-py3-none-linux_armv7l.whl is not a supported wheel on this platform.',
    from: 'made: pip install, on x86_64',
  },
  {
    id: 'compiler-crash',
    line: 'gcc: internal compiler error: Segmentation fault signal terminated program cc1',
    from: 'made: gcc 12 -B, with a cc1 that kills itself',
    ending: status(4),
  },
  {
    id: 'configure-probe',
    line: './configure: line 2:  3952 Segmentation fault      ./conftest',
    from: 'made: bash 5.2, a script of that name that starts ./conftest',
    ending: status(0),
  },
  {
    id: 'cargo-index',
    line: '    Updating crates.io index',
    from: 'made: cargo 1.95 build, without a network',
    ending: { ...status(137), arch: 'armv7' },
  },
  {
    id: 'directory-offsets',
    line: "ls: reading directory '.': Value too large for defined data type",
    from: 'made: ls of coreutils 9.1, strace -e inject=getdents64:error=EOVERFLOW',
    ending: { arch: 'armv7' },
  },
  {
    id: 'out-of-memory-32-bit',
    line: 'memory allocation of 8589934592 bytes failed',
    from: 'made: a program of rustc 1.95 under ulimit -v',
    ending: { arch: 'armv7' },
  },
  {
    id: 'tar-openat2',
    line: 'tar: x: Cannot open: Function not implemented',
    from: 'made: GNU tar 1.34, strace -e inject=openat:error=ENOSYS (the name of the file is another)',
    ending: status(2),
  },
  {
    id: 'tar-mode',
    line: 'tar: m: Cannot change mode to rwxr-xr-x: Operation not permitted',
    from: 'made: GNU tar 1.34, strace -e inject=fchmodat:error=EPERM',
    ending: status(2),
  },
  {
    id: 'parallel-tests-hang',
    line: '============================= test session starts ==============================',
    from: 'made: pytest 9.2',
    ending: LATE,
  },
  {
    id: 'node-hang',
    line: '> x@1.0.0 postinstall',
    from: 'made: npm 10 install',
    ending: { ...LATE, arch: 's390x' },
  },
  {
    id: 'go-hang',
    line: 'ok  \tprobe\t0.004s',
    from: 'made: go 1.26 test',
    ending: LATE,
  },
  {
    id: 'setuid',
    line: 'su: must be suid to work properly',
    from: 'made: xarch run -a ppc, busybox su of an ordinary user (e2e/setuid.test.ts)',
  },
  {
    id: 'setuid',
    line: 'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.',
    from: 'made: sudo 1.9.13, setpriv --no-new-privs',
    ending: { isEmulated: false },
  },
  {
    id: 'setuid',
    line: "sudo: effective uid is not 0, is ns/sudo on a file system with the 'nosuid' option set or an NFS file system without root privileges?",
    from: 'made: sudo 1.9.13 on a tmpfs that is mounted nosuid',
  },
]
