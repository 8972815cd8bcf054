import { type Sample, LATE, status } from './advice-samples.js'

/** Lines that stand in threads; what prints them is not to be had here. */
export const QUOTED: readonly Sample[] = [
  {
    id: 'go-lfstack',
    line: 'runtime: lfstack.push invalid packing: node=0xffff6542b0c0 cnt=0x1',
    from: 'quoted: golang/go#54104, golang/go#69255 (what stands around the message is ours)',
    ending: status(2),
  },
  {
    id: 'go-exec',
    line: "can't start telemetry child process: fork/exec /usr/local/go/bin/go: invalid argument",
    from: 'quoted: golang/go#68976',
  },
  {
    id: 'go-tls',
    line: 'remote error: tls: bad record MAC',
    from: 'quoted: mvdan/sh#534 (what stands around the message is ours)',
    ending: { arch: 's390x' },
  },
  {
    id: 'npm-illegal-instruction',
    line: 'npm error signal SIGILL',
    from: 'quoted: Kuadrant/mcp-gateway#687 (what stands around the message is ours)',
  },
  { id: 'openj9-port', line: 'Port Library failed to initialize: -1', from: 'quoted: tonistiigi/binfmt#72' },
  {
    id: 'dotnet-failure',
    line: '/usr/share/dotnet/sdk/9.0.100-rc.1.24452.12/NuGet.targets(1324,5): error MSB4018: The "MSBuild" task failed unexpectedly. [/source/toybox.csproj]',
    from: 'quoted: dotnet/sdk#43405',
  },
  {
    id: 'dotnet-crash',
    line: '  Determining projects to restore...',
    from: 'quoted: dotnet/sdk#43405',
    ending: LATE,
  },
  {
    id: 'erlang-crash',
    line: 'gmake[3]: *** [/tmp/otp/make/aarch64-unknown-freebsd14.0/otp.mk:134: ../ebin/leex.beam] Segmentation fault (core dumped)',
    from: 'quoted: erlang/otp#5817',
    ending: status(2),
  },
  {
    id: 'ruby-jit',
    line: "Couldn't make JIT page (0x5584f4c00000, 65536 bytes) executable, errno: Invalid argument",
    from: 'quoted: ruby/ruby#6563 (what stands around the message is ours)',
    ending: status(134),
  },
  {
    id: 'bun-crash',
    line: 'oh no: Bun has crashed. This indicates a bug in Bun, not your code.',
    from: 'quoted: oven-sh/bun#41087 (what stands around the message is ours)',
    ending: { ...status(132), arch: 'x86_64' },
  },
  {
    id: 'spawn-not-found',
    line: `thread 'main' panicked at 'internal error: entered unreachable code: Output { status: ExitStatus(unix_wait_status(32512)), stdout: "", stderr: "" }', src/main.rs:6:23`,
    from: 'quoted: rust-lang/rust#90825',
    ending: status(101),
  },
  {
    id: 'rustup-bitness',
    line: "head: error reading '/proc/self/exe': Bad file descriptor",
    from: 'quoted: rust-lang/rustup#3428',
    ending: { arch: 'armv7' },
  },
  {
    id: 'directory-offsets',
    line: "  could not read directory '/home/runner/.cargo/registry/index/github.com-1ecc6299db9ec823/.git//refs': Value too large for defined data type; class=Os (2)",
    from: 'quoted: rust-lang/cargo#8719 (the folder is another)',
    ending: { ...status(101), arch: 'armv7' },
  },
  {
    id: 'out-of-memory-32-bit',
    line: 'Out of memory allocating 536870912 bytes!',
    from: 'quoted: tonistiigi/binfmt#109',
    ending: { arch: 'armv7' },
  },
  {
    id: 'apk-script',
    line: 'ERROR: lib/apk/exec/busybox-1.37.0-r29.trigger: exited with error 127',
    from: 'quoted: moby/buildkit#6400',
  },
  {
    id: 'apk-script',
    line: '* execve: No such file or directory',
    from: 'quoted: moby/buildkit#6400',
  },
  {
    id: 'apk-script',
    line: 'ERROR: alpine-baselayout-3.4.3-r2.pre-install: script exited with error 127',
    from: 'quoted: alpinelinux/alpine-chroot-install#8 (what stands around the message is ours)',
  },
  {
    id: 'fakeroot-slow',
    line: '>>> hello: Entering fakeroot...',
    from: 'quoted: abuild, as its source has it; kubernetes/minikube#22432 tells of the hang',
    ending: LATE,
  },
  {
    id: 'exec-format',
    line: "chroot: failed to run command '/bin/sh': No such file or directory",
    from: 'quoted: void-linux/void-mklive#253',
    ending: status(127),
  },
  {
    id: 'exec-format',
    line: 'exec /bin/sh: exec format error',
    from: 'quoted: armbian/build#6020 (what stands around the message is ours)',
  },
  {
    id: 'namespaces',
    line: '(sd-executor) Failed to fork off sandboxing environment for executing generators: Invalid argument',
    from: 'quoted: systemd/systemd#21511 (what stands around the message is ours)',
  },
  {
    id: 'sanitizer-memory',
    line: '==1==Shadow memory range interleaves with an existing memory mapping. ASan cannot proceed correctly. ABORTING.',
    from: 'quoted: google/sanitizers#160 (what stands around the message is ours)',
  },
  {
    id: 'sanitizer-memory',
    line: 'FATAL: ThreadSanitizer: unexpected memory mapping 0x557c9a3bd000-0x557c9a3c2000',
    from: 'quoted: google/sanitizers#1696 (what stands around the message is ours)',
    ending: status(66),
  },
  {
    id: 'linux-aio',
    line: 'Could not setup Async I/O: Not enough request nr in /proc/sys/fs/aio-max-nr (Function not implemented)',
    from: 'quoted: scylladb/seastar#1826 (what stands around the message is ours)',
  },
  {
    id: 'threads-refused',
    line: 'curl: (6) getaddrinfo() thread failed to start',
    from: 'quoted: moby/moby#42680 (what stands around the message is ours)',
    ending: status(6),
  },
  {
    id: 'time64',
    line: "Fatal Python error: init_interp_main: can't initialize time",
    from: 'quoted: docker-library/python#637',
    ending: { arch: 'armv7' },
  },
  {
    id: 'applet-not-found',
    line: 'a: applet not found',
    from: 'quoted: lima-vm/alpine-lima#81',
    ending: status(127),
  },
  {
    id: 'no-binfmt',
    line: 'cannot mount binfmt_misc filesystem at /proc/sys/fs/binfmt_misc: no such device',
    from: 'quoted: docker/setup-qemu-action#65 (what stands around the message is ours)',
  },
  {
    id: 'emulator-crash',
    line: 'aarch64-binfmt-P: QEMU internal SIGSEGV {code=MAPERR, addr=0x20}',
    from: 'quoted: build2/build2#470',
    ending: status(139),
  },
  {
    id: 'emulator-crash',
    line: 'qemu-aarch64: QEMU internal SIGSEGV {code=128, addr=0}',
    from: 'quoted: tonistiigi/binfmt#316',
    ending: status(139),
  },
  {
    id: 'libc-bin-crash',
    line: ' installed libc-bin package post-installation script subprocess returned error exit status 139',
    from: 'quoted: docker/buildx#314',
    ending: status(100),
  },
  {
    id: 'unsupported-syscall',
    line: 'qemu: Unsupported syscall: 283',
    from: 'quoted: gliderlabs/docker-alpine#48',
  },
  {
    id: 'netlink-noise',
    line: 'Unknown host QEMU_IFLA type: 47',
    from: 'quoted: multiarch/qemu-user-static#59',
  },
  {
    id: 'netlink-order',
    line: 'route ip+net: parsenetlinkrouteattr: invalid argument',
    from: 'quoted: facebook/time#506 (what stands around the message is ours)',
    ending: { arch: 's390x' },
  },
]
