import type { Advice } from './row.js'

/** What the kernel gives to programs inside: handlers, namespaces, tracing, the rights of owners. */
export const KERNEL_ADVICE = [
  {
    id: 'setuid',
    message:
      "sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the 'nosuid' option set …?",
    words: ['be suid', 'installed setuid', 'run setuid', 'effective uid is not 0', '"no new privileges"'],
    // busybox, shadow, doas, sudo
    symptom:
      /must be suid to work properly|not installed setuid|effective uid is not 0|must be (run|installed) setuid(?! on such)|"no new privileges" flag is set/,
    cause:
      'a setuid program did not get the rights of its owner: without setuid no exec gives any, and the handler has not the flag C',
    remedy: 'Set the input "setuid" to true (it says what that allows), or run the command as root.',
    link: 'https://github.com/multiarch/qemu-user-static/issues/17',
  },
  {
    id: 'exec-format',
    message: 'exec format error',
    words: ['xec format error', '\x7fELF', '1: ELF', 'failed to run command', 'ENOEXEC'],
    // A shell that gets ENOEXEC takes the file for a script: busybox and dash then fail at its first bytes.
    symptom:
      /[Ee]xec format error|: (line )?1: \x7f?ELF.*not found|chroot: failed to run command .*: No such file or directory|\bspawn \S* ?ENOEXEC\b/,
    cause: 'a program of another architecture was started that no handler runs',
    remedy: 'Name its architecture with the input "handlers".',
    link: 'https://github.com/void-linux/void-mklive/issues/253',
  },
  {
    id: 'namespaces',
    message: 'bwrap: Creating new namespace failed: Invalid argument',
    words: ['bwrap: ', 'unshare(', 'unshare failed', 'Failed to fork'],
    // bubblewrap, util-linux, systemd; EINVAL is what qemu-user answers to CLONE_NEW*
    symptom:
      /bwrap: .*namespace.*(: Invalid argument|does not support user namespaces)|unshare(\(0x[0-9a-f]+\)| failed): Invalid argument|Failed to fork( off .*)?: Invalid argument/,
    cause:
      'an emulated program asked for a new namespace, which qemu-user refuses: bwrap, unshare and what is built on them do not work when they are emulated themselves',
    remedy:
      'Run them in a root of the machine\'s own architecture (with "nested", where they mount a proc), and only what is inside emulated.',
    link: 'https://github.com/multiarch/qemu-user-static/issues/168',
  },
  {
    id: 'namespaces-refused',
    message: 'unshare: unshare failed: Operation not permitted',
    words: ['unshare(', 'unshare failed', 'bwrap: ', 'apparmor_restrict'],
    symptom:
      /unshare(\(0x[0-9a-f]+\)| failed): (Operation not permitted|No space left on device)|bwrap: .*namespace.*(Operation not permitted|Permission denied|ENOSPC|No permissions)|apparmor_restrict_unprivileged_userns/,
    cause:
      'namespaces are refused: to what runs inside without "nested" or "privileged", or by AppArmor of Ubuntu 23.10 and later',
    remedy:
      'Set the input "nested" ("privileged" for mounts of devices); on the machine: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.',
    link: 'https://github.com/actions/runner-images/issues/10443',
  },
  {
    id: 'ptrace',
    message: 'PTRACE_TRACEME: Function not implemented',
    words: ['Function not implemented'],
    symptom: /(ptrace|PTRACE_[A-Z]+)\b[^:]*: Function not implemented/,
    cause: 'qemu has no ptrace: strace, gdb, py-spy and their kin do not work on emulated programs',
    remedy:
      'Set "qemu-env" to QEMU_STRACE=1 for the system calls, or to QEMU_GDB=PORT and use a gdb outside (gdb-multiarch).',
    link: 'https://github.com/benfred/py-spy/issues/530',
  },
  {
    id: 'leak-sanitizer',
    message: 'LeakSanitizer has encountered a fatal error.',
    words: ['LeakSanitizer has encountered'],
    symptom: /LeakSanitizer has encountered a fatal error/,
    cause: 'LeakSanitizer traces its own process, and qemu has no ptrace',
    remedy: 'Set "env" to ASAN_OPTIONS=detect_leaks=0 (or LSAN_OPTIONS the same).',
    link: 'https://github.com/google/sanitizers/issues/1413',
  },
  {
    id: 'sanitizer-memory',
    message: 'Shadow memory range interleaves with an existing memory mapping',
    words: ['Shadow memory range', 'unexpected memory mapping', 'ReserveShadowMemoryRange'],
    symptom:
      /Shadow memory range interleaves|ThreadSanitizer: unexpected memory mapping|ReserveShadowMemoryRange failed/,
    cause: 'a sanitizer wants addresses that qemu, or a kernel with much randomness, has given to others',
    remedy: 'Run sanitizers natively; there, where it happens too: sudo sysctl vm.mmap_rnd_bits=28.',
    link: 'https://github.com/google/sanitizers/issues/1696',
  },
  {
    id: 'linux-aio',
    message: 'Could not setup Async I/O: Function not implemented',
    words: ['Function not implemented', 'io_queue_init', 'Could not setup Async'],
    symptom:
      /io_setup\b.*Function not implemented|io_queue_init\b.*(-38\b|Function not implemented)|Could not setup Async I\/O/,
    cause: 'qemu does not emulate asynchronous I/O of the kernel (libaio)',
    remedy: 'Set the program to another way of I/O, or leave these tests out.',
    link: 'https://github.com/multiarch/qemu-user-static/issues/114',
  },
  {
    id: 'io-uring',
    message: 'io_uring_setup: Function not implemented',
    words: ['Function not implemented', 'ENOSYS'],
    symptom: /\bio_uring\w*\b.*(Function not implemented|ENOSYS)/,
    cause: 'qemu does not emulate io_uring',
    remedy: 'Set "env" to UV_USE_IO_URING=0 for node; other programs have switches of their own.',
    link: 'https://github.com/libuv/libuv/pull/3952',
  },
  {
    id: 'threads-refused',
    message: "RuntimeError: can't start new thread",
    words: ["can't start new thread", 'thread failed to start'],
    symptom: /can't start new thread|getaddrinfo\(\) thread failed to start/,
    cause:
      'a thread was refused: by "pids-limit", for memory, or by the seccomp filter of an old Docker in whose container xarch runs (clone3)',
    remedy:
      'Raise "pids-limit" and "memory-limit" where they are set, or update that Docker (20.10.10 or later).',
    link: 'https://github.com/moby/moby/issues/42680',
  },
  {
    id: 'time64',
    message: "Fatal Python error: init_interp_main: can't initialize time",
    words: ["can't initialize time"],
    symptom: /can't initialize time/,
    cause:
      'the seccomp filter of an old Docker, in whose container xarch runs, refuses the 64-bit time of 32-bit programs',
    remedy: 'Update libseccomp (2.4.2) and Docker (19.03.9) of that container, or run the job outside of it.',
    link: 'https://github.com/docker-library/python/issues/637',
  },
  {
    id: 'applet-not-found',
    message: 'a: applet not found',
    words: ['applet not found'],
    symptom: /\S+: applet not found/,
    cause:
      'a program got another name than it was started by: the flag P of its handler and its qemu do not fit together',
    remedy: 'Let xarch register its own handler ("qemu": auto), or use "qemu-version" 6 or later.',
    link: 'https://github.com/multiarch/qemu-user-static/issues/186',
  },
  {
    id: 'handler-name-taken',
    message: 'sh: write error: File exists',
    words: ['write error: File exists', 'binfmt_misc/register'],
    symptom:
      /write error: File exists|binfmt_misc\/register: (File exists|Invalid argument|Permission denied|Read-only)/,
    cause: 'a handler was registered inside, and one of that name is there',
    remedy:
      'Register none: xarch does ("handlers" for more of them). "xarch handlers" lists those of the machine.',
    link: 'https://github.com/multiarch/qemu-user-static/issues/49',
  },
  {
    id: 'no-binfmt',
    message: 'cannot mount binfmt_misc filesystem at /proc/sys/fs/binfmt_misc',
    words: ['binfmt_misc'],
    symptom:
      /(cannot mount|mount:|mounting).*binfmt_misc.*(must be superuser|ermission|denied|not permitted|unknown filesystem|No such device|$)/,
    cause: 'the list of handlers cannot be mounted: there is no such module, or it needs root of the machine',
    remedy:
      'On the machine: sudo modprobe binfmt_misc. Inside nothing has to be mounted: xarch registers before.',
    link: 'https://github.com/docker/setup-qemu-action/issues/65',
  },
] as const satisfies readonly Advice[]
