import { type Sample, status } from './advice-samples.js'

/** Lines about handlers, namespaces and qemu that were printed on a machine of ours, by what `from` names. */
export const MADE_BY_KERNEL: readonly Sample[] = [
  {
    id: 'exec-format',
    line: 'bash: line 1: ./a64prog: cannot execute binary file: Exec format error',
    from: 'made: bash 5.2, a program of aarch64 without a handler',
    ending: { ...status(126), isEmulated: false },
  },
  {
    id: 'exec-format',
    line: 'fork/exec ./a64prog: exec format error',
    from: 'made: os/exec of go 1.26, a program of aarch64 without a handler',
  },
  {
    id: 'exec-format',
    line: './a64prog: line 1: \x7fELF\x02\x01\x01: not found',
    from: 'made: busybox 1.36 sh, a program of aarch64 without a handler (it says more bytes)',
    ending: status(2),
  },
  {
    id: 'exec-format',
    line: './a64prog: 1: \x7fELF\x02\x01\x01: not found',
    from: 'made: dash 0.5.12, started by env: the same',
    ending: status(127),
  },
  {
    id: 'exec-format',
    line: 'chroot: failed to run command ‘/bin/sh’: Exec format error',
    from: 'made: chroot of coreutils 9.1 into a root of aarch64',
    ending: status(126),
  },
  {
    id: 'namespaces',
    line: 'bwrap: Creating new namespace failed: Invalid argument',
    from: 'made: qemu-x86_64 7.2 and 10.0, bubblewrap 0.8 --dev-bind / /',
  },
  {
    id: 'namespaces',
    line: 'bwrap: Creating new namespace failed, likely because the kernel does not support user namespaces.  bwrap must be installed setuid on such systems.',
    from: 'made: qemu-x86_64 7.2 and 10.0, bubblewrap 0.8 --unshare-user',
  },
  {
    id: 'namespaces',
    line: 'unshare: unshare(0x10000000): Invalid argument',
    from: 'made: xarch run -a aarch64, busybox unshare -U',
  },
  {
    id: 'namespaces',
    line: 'unshare: unshare failed: Invalid argument',
    from: 'made: qemu-x86_64 7.2 and 10.0, unshare -U of util-linux',
  },
  {
    id: 'namespaces-refused',
    line: 'unshare: unshare(0x20000): Operation not permitted',
    from: 'made: xarch run -a aarch64, busybox unshare -m',
  },
  {
    id: 'namespaces-refused',
    line: 'unshare: unshare failed: Operation not permitted',
    from: 'made: unshare -m of util-linux as an ordinary user',
    ending: { isEmulated: false },
  },
  {
    id: 'ptrace',
    line: '/usr/bin/strace: ptrace(PTRACE_TRACEME, ...): Function not implemented',
    from: 'made: qemu-x86_64 7.2 and 10.0, strace 6.1',
  },
  {
    id: 'ptrace',
    line: 'warning: ptrace: Function not implemented',
    from: 'made: qemu-x86_64 7.2 and 10.0, gdb 13 run',
  },
  {
    id: 'leak-sanitizer',
    line: '==12693==LeakSanitizer has encountered a fatal error.',
    from: 'made: qemu-x86_64 10.0, gcc 12 -fsanitize=address',
  },
  {
    id: 'sanitizer-memory',
    line: "==2792==ReserveShadowMemoryRange failed while trying to map 0xdfff0001000 bytes. Perhaps you're using ulimit -v",
    from: 'made: gcc 12 -fsanitize=address under ulimit -v',
  },
  {
    id: 'linux-aio',
    line: 'io_setup: Function not implemented',
    from: 'made: qemu-x86_64 7.2 and 10.0, perror after io_setup',
  },
  {
    id: 'io-uring',
    line: 'io_uring_setup: Function not implemented',
    from: 'made: qemu-x86_64 7.2 and 10.0, perror after io_uring_setup',
  },
  {
    id: 'threads-refused',
    line: "RuntimeError: can't start new thread",
    from: 'made: python3.11 under ulimit -v',
  },
  {
    id: 'handler-name-taken',
    line: 'sh: write error: File exists',
    from: 'made: busybox 1.35 sh, a second entry of one name in a binfmt_misc of a user namespace',
  },
  {
    id: 'handler-name-taken',
    line: 'bash: line 1: echo: write error: File exists',
    from: 'made: bash 5.2, the same',
  },
  {
    id: 'no-binfmt',
    line: 'mount: /proc/sys/fs/binfmt_misc: must be superuser to use mount.',
    from: 'made: mount of util-linux 2.38 as an ordinary user',
    ending: { isEmulated: false },
  },
  {
    id: 'stale-emulator-copy',
    line: 'qemu: uncaught target signal 5 (Trace/breakpoint trap) - core dumped',
    from: 'made: qemu-aarch64 7.2 and 10.0, busybox sh -c "kill -TRAP $$"',
    ending: status(133),
  },
  {
    id: 'illegal-instruction',
    line: 'qemu: uncaught target signal 4 (Illegal instruction) - core dumped',
    from: 'made: qemu-x86_64 7.2 and 10.0, a program with AVX-512',
    ending: status(132),
  },
  {
    id: 'illegal-instruction',
    line: 'Illegal instruction',
    from: 'made: xarch run -a aarch64, busybox sh, whose command kills itself by SIGILL',
    ending: status(132),
  },
  {
    id: 'unknown-cpu-model',
    line: "qemu-aarch64-static: unable to find CPU model 'nonsense'",
    from: 'made: xarch run -a aarch64 --qemu-cpu nonsense',
  },
  {
    id: 'wrong-libc',
    line: "qemu-aarch64-static: Could not open '/lib/ld-musl-aarch64.so.1': No such file or directory",
    from: 'made: qemu-aarch64 7.2, busybox of Alpine in a root without its loader',
    ending: status(255),
  },
  {
    id: 'address-space',
    line: 'qemu-arm-static: Unable to reserve 0xfffff000 bytes of virtual address space at 0x1000 (Cannot allocate memory) for use as guest address space (check your virtual memory ulimit setting, min_mmap_addr or reserve less using -R option)',
    from: 'made: qemu-arm 7.2 under ulimit -v 3000000',
    ending: { arch: 'armv7' },
  },
  {
    id: 'address-space',
    line: 'qemu-arm: probe/p-arm: Unable to find a guest_base to satisfy all guest address mapping requirements',
    from: 'made: qemu-arm 10.0 under ulimit -v 3000000',
    ending: { arch: 'armv7' },
  },
  {
    id: 'emulator-memory',
    line: 'qemu-aarch64: allocate 134217728 bytes for jit buffer: Cannot allocate memory',
    from: 'made: qemu-aarch64 10.0 under ulimit -v 100000',
  },
  {
    id: 'emulator-memory',
    line: 'qemu: qemu_thread_create: Resource temporarily unavailable',
    from: 'made: qemu-aarch64 7.2 and 10.0 under ulimit -v 20000',
    ending: status(134),
  },
  {
    id: 'unsupported-syscall',
    line: 'Unsupported syscall: 425',
    from: 'made: QEMU_LOG=unimp qemu-aarch64 7.2 and 10.0, a call of io_uring_setup',
  },
  {
    id: 'stack-overflow',
    line: "thread 'main' (19226) has overflowed its stack",
    from: 'made: qemu-x86_64 7.2, a program of rustc 1.95 that calls itself',
    ending: status(134),
  },
]
