import type { Advice } from './row.js'

/** Compilers, package managers and what they do with files. */
export const BUILDING_ADVICE = [
  {
    id: 'compiler-crash',
    message: 'gcc: internal compiler error: Segmentation fault signal terminated program cc1',
    words: ['internal compiler error'],
    symptom: /internal compiler error: .* signal terminated program \w+/,
    cause:
      'a compiler was killed: under qemu 7 and 8.0 on newer kernels that happens at random; or memory ran out',
    remedy: 'Use "qemu-version" 8.1 or later, run fewer at once (make -j), and try again.',
    link: 'https://github.com/docker/buildx/issues/2841',
  },
  {
    id: 'configure-probe',
    message: './configure: line 4242: 1234 Segmentation fault ./conftest',
    words: ['conftest'],
    symptom: /\b(Segmentation fault|Illegal instruction|Aborted|Bus error)\b.*\.\/conftest/,
    cause: 'a probe of configure has crashed, and configure may have taken that for an answer',
    remedy: 'Preset the answer (ac_cv_… of config.log, in "env"), or use another "qemu-version".',
    link: 'https://github.com/CircleCI-Public/cimg-ruby/issues/228',
  },
  {
    id: 'cargo-index',
    message: 'Updating crates.io index … Killed',
    words: ['Updating '],
    symptom: /^\s*Updating (crates\.io|.*registry\b.*)\s?index/,
    when: { statuses: [137] },
    cause: "cargo's own git takes too much memory for the index of all crates",
    remedy:
      'Set "env" to CARGO_REGISTRIES_CRATES_IO_PROTOCOL=sparse, or CARGO_NET_GIT_FETCH_WITH_CLI=true with git in "packages".',
    link: 'https://github.com/rust-lang/cargo/issues/10583',
  },
  {
    id: 'directory-offsets',
    message: 'Value too large for defined data type',
    words: ['Value too large for', 'EOVERFLOW'],
    symptom: /Value too large for (defined )?data type|\bEOVERFLOW\b/,
    when: { isEmulated: true, is32Bit: true },
    cause:
      'a 32-bit program cannot read folders of ext4, whose offsets have 64 bits: they fail, or look empty',
    remedy:
      'Put what it reads on a tmpfs (CARGO_HOME=/tmp/cargo in "env"), or build it with -D_FILE_OFFSET_BITS=64.',
    link: 'https://github.com/rust-lang/cargo/issues/8719',
  },
  {
    id: 'out-of-memory-32-bit',
    message: 'Out of memory allocating 536870912 bytes!',
    words: ['emory allocat', 'LLVM ERROR'],
    symptom:
      /Out of memory allocating \d+ bytes|^(rustc-)?(LLVM ERROR: out of memory|memory allocation of \d{6,} bytes failed)/,
    when: { is32Bit: true },
    cause:
      'the addresses of a 32-bit program were used up (rustc needs more than 3 GiB), or qemu 7.0 has run it',
    remedy:
      'Compile on the machine for this architecture (cross), with fewer codegen units, or use another "qemu-version".',
    link: 'https://github.com/tonistiigi/binfmt/issues/109',
  },
  {
    id: 'tar-openat2',
    message: 'tar: x: Cannot open: Function not implemented',
    words: ['Cannot open: Function not implemented'],
    symptom: /Cannot open: Function not implemented/,
    cause: 'tar 1.35.90 and later open files by openat2, which qemu before 9.2 does not have',
    remedy: 'Use "qemu-version" 9.2 or later.',
    link: 'https://github.com/abiosoft/colima/issues/1613',
  },
  {
    id: 'tar-mode',
    message: 'tar: Cannot change mode to rwxr-xr-x: Operation not permitted',
    words: ['Cannot change mode to'],
    symptom: /tar: .*Cannot change mode to \S+: Operation not permitted/,
    cause:
      'the seccomp filter of an old Docker, in whose container xarch runs, refuses fchmodat2; or the file is not yours',
    remedy:
      'Update the Docker of that container, or run the job outside of it; see "user" where files are not yours.',
    link: 'https://github.com/docker/docker-ce-packaging/issues/1007',
  },
  {
    id: 'apk-script',
    message: 'lib/apk/exec/busybox-1.37.0-r29.trigger: exited with error 127',
    words: ['exited with error 127', '* execve: No such file'],
    symptom:
      /(\.trigger|\.post-\w+|\.pre-\w+|script)\b.*exited with error 127|^\* execve: No such file or directory/,
    cause: "apk runs a package's script from memory, and the handler cannot open its qemu there (no flag F)",
    remedy:
      'Let xarch register the handler ("qemu": auto; remove a foreign one), and use apk-tools 3.0.2 or later ("branch").',
    link: 'https://github.com/moby/buildkit/issues/6400',
  },
  {
    id: 'fakeroot-slow',
    message: '(nothing more after fakeroot or abuild)',
    words: ['fakeroot', 'faked', '>>> '],
    symptom: /\b(fakeroot|faked)\b|>>> \S+: (Entering fakeroot|Creating)/,
    when: { isLate: true },
    cause: 'fakeroot closes each file that it might have open, one by one, where very many may be open',
    remedy: 'Begin the commands with ulimit -n 1024.',
    link: 'https://github.com/kubernetes/minikube/issues/22432',
  },
] as const satisfies readonly Advice[]
