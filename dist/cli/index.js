// 31a5cfe371b150b57d0d27ddb1b4b5194e83bcf554ec6c31465e06d4d6304d3b
/******/ (() => { // webpackBootstrap
/******/ 	"use strict";
/******/ 	var __webpack_modules__ = ({

/***/ 7895:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ ARCHITECTURES)
/* harmony export */ });
/* unused harmony export isHeaderOf */
/**
 * Every architecture this project runs. The order speaks: of rows that share a name in one column (`arm` is
 * the GOARCH and the qemu cpu of three), the upper is meant. Alpine's names win over everyone's: `armhf` is
 * Alpine's armhf (ARMv6), although Debian's armhf is ARMv7 and so stands in the column `debian` of armv7.
 */
// prettier-ignore
const ARCHITECTURES = [
    { name: 'x86_64', cpu: 'x86_64', uname: 'x86_64', bits: 64, order: 'little',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/amd64', debian: 'amd64', go: 'amd64',
        aliases: ['x64', 'x86-64', 'amd64/v1'],
        magic: '7f454c4602010100000000000000000002003e00', mask: 'fffffffffffefe00fffffffffffffffffeffffff' },
    { name: 'x86', cpu: 'i386', uname: 'i686', bits: 32, order: 'little',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/386', debian: 'i386', go: '386',
        aliases: ['i486', 'i586', 'x86_32', 'ia32'],
        magic: '7f454c4601010100000000000000000002000300', mask: 'fffffffffffefe00fffffffffffffffffeffffff' },
    { name: 'aarch64', cpu: 'aarch64', uname: 'aarch64', bits: 64, order: 'little',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/arm64', debian: 'arm64', go: 'arm64',
        aliases: ['arm64/v8', 'arm64v8', 'armv8', 'armv8a'],
        magic: '7f454c460201010000000000000000000200b700', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'armv7', cpu: 'arm', uname: 'armv7l', bits: 32, order: 'little',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/arm/v7', debian: 'armhf', go: 'arm',
        aliases: ['armv7a', 'armv7hl', 'arm32v7', 'arm32', 'armv8l', 'arm/v8'],
        magic: '7f454c4601010100000000000000000002002800', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'armhf', cpu: 'arm', uname: 'armv7l', bits: 32, order: 'little',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/arm/v6', debian: null, go: 'arm',
        aliases: ['armv6', 'armv6l', 'armv6hf', 'arm32v6'],
        magic: '7f454c4601010100000000000000000002002800', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'armel', cpu: 'arm', uname: 'armv7l', bits: 32, order: 'little',
        alpine: null, docker: 'linux/arm/v5', debian: 'armel', go: 'arm',
        aliases: ['armv5', 'armv5te', 'armv5tel', 'arm32v5'],
        magic: '7f454c4601010100000000000000000002002800', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'ppc64le', cpu: 'ppc64le', uname: 'ppc64le', bits: 64, order: 'little',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/ppc64le', debian: 'ppc64el', go: 'ppc64le',
        aliases: ['powerpc64le', 'powerpc64el'],
        magic: '7f454c4602010100000000000000000002001500', mask: 'ffffffffffffff00fffffffffffffffffeffff00' },
    { name: 's390x', cpu: 's390x', uname: 's390x', bits: 64, order: 'big',
        alpine: { first: 'v3.10', last: null }, docker: 'linux/s390x', debian: 's390x', go: 's390x',
        aliases: ['systemz'],
        magic: '7f454c4602020100000000000000000000020016', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'riscv64', cpu: 'riscv64', uname: 'riscv64', bits: 64, order: 'little',
        alpine: { first: 'v3.20', last: null }, docker: 'linux/riscv64', debian: 'riscv64', go: 'riscv64',
        aliases: ['riscv64gc', 'rv64'],
        magic: '7f454c460201010000000000000000000200f300', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'loongarch64', cpu: 'loongarch64', uname: 'loongarch64', bits: 64, order: 'little',
        alpine: { first: 'v3.21', last: null }, docker: 'linux/loong64', debian: 'loong64', go: 'loong64',
        aliases: ['loongarch'],
        magic: '7f454c4602010100000000000000000002000201', mask: 'fffffffffffffffc00fffffffffffffffeffffff' },
    { name: 'mips64', cpu: 'mips64', uname: 'mips64', bits: 64, order: 'big',
        alpine: { first: 'v3.12', last: 'v3.14' }, docker: 'linux/mips64', debian: 'mips64', go: 'mips64',
        aliases: ['mips64eb'],
        magic: '7f454c4602020100000000000000000000020008', mask: 'ffffffffffffff0000fffffffffffffffffeffff' },
    { name: 'mips64el', cpu: 'mips64el', uname: 'mips64', bits: 64, order: 'little',
        alpine: null, docker: 'linux/mips64le', debian: 'mips64el', go: 'mips64le', aliases: [],
        magic: '7f454c4602010100000000000000000002000800', mask: 'ffffffffffffff0000fffffffffffffffeffffff' },
    { name: 'mips', cpu: 'mips', uname: 'mips', bits: 32, order: 'big',
        alpine: null, docker: 'linux/mips', debian: 'mips', go: 'mips', aliases: ['mipseb', 'mips32'],
        magic: '7f454c46010201000000000000000000000200080000000100000000000000000000000000000000',
        mask: 'ffffffffffffff0000fffffffffffffffffeffffffffffff00000000000000000000000000000020' },
    { name: 'mipsel', cpu: 'mipsel', uname: 'mips', bits: 32, order: 'little',
        alpine: null, docker: 'linux/mipsle', debian: 'mipsel', go: 'mipsle', aliases: ['mips32el', 'mips32le'],
        magic: '7f454c46010101000000000000000000020008000100000000000000000000000000000000000000',
        mask: 'ffffffffffffff0000fffffffffffffffeffffffffffffff00000000000000000000000020000000' },
    { name: 'mipsn32', cpu: 'mipsn32', uname: 'mips64', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'mipsn32', go: null, aliases: [],
        magic: '7f454c46010201000000000000000000000200080000000100000000000000000000000000000020',
        mask: 'ffffffffffffff0000fffffffffffffffffeffffffffffff00000000000000000000000000000020' },
    { name: 'mipsn32el', cpu: 'mipsn32el', uname: 'mips64', bits: 32, order: 'little',
        alpine: null, docker: null, debian: 'mipsn32el', go: null, aliases: [],
        magic: '7f454c46010101000000000000000000020008000100000000000000000000000000000020000000',
        mask: 'ffffffffffffff0000fffffffffffffffeffffffffffffff00000000000000000000000020000000' },
    { name: 'ppc', cpu: 'ppc', uname: 'ppc', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'powerpc', go: null, aliases: ['ppc32', 'powerpc32'],
        magic: '7f454c4601020100000000000000000000020014', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'ppc64', cpu: 'ppc64', uname: 'ppc64', bits: 64, order: 'big',
        alpine: null, docker: 'linux/ppc64', debian: 'ppc64', go: 'ppc64', aliases: ['powerpc64', 'ppc64be'],
        magic: '7f454c4602020100000000000000000000020015', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'aarch64_be', cpu: 'aarch64_be', uname: 'aarch64_be', bits: 64, order: 'big',
        alpine: null, docker: null, debian: null, go: null, aliases: ['arm64be', 'arm64_be', 'aarch64be'],
        magic: '7f454c46020201000000000000000000000200b7', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'armeb', cpu: 'armeb', uname: 'armv7b', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'armeb', go: null, aliases: ['armbe', 'armv7eb', 'armv5teb'],
        magic: '7f454c4601020100000000000000000000020028', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'riscv32', cpu: 'riscv32', uname: 'riscv32', bits: 32, order: 'little',
        alpine: null, docker: null, debian: null, go: null, aliases: ['rv32'],
        magic: '7f454c460101010000000000000000000200f300', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'm68k', cpu: 'm68k', uname: 'm68k', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'm68k', go: null, aliases: ['m68000', '68k'],
        magic: '7f454c4601020100000000000000000000020004', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'sh4', cpu: 'sh4', uname: 'sh4', bits: 32, order: 'little',
        alpine: null, docker: null, debian: 'sh4', go: null, aliases: ['sh4el', 'sh4a'],
        magic: '7f454c4601010100000000000000000002002a00', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'sh4eb', cpu: 'sh4eb', uname: 'sh4', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'sh4eb', go: null, aliases: ['sh4aeb'],
        magic: '7f454c460102010000000000000000000002002a', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'sparc', cpu: 'sparc', uname: 'sparc', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'sparc', go: null, aliases: ['sparc32', 'sparcv8'],
        magic: '7f454c4601020100000000000000000000020002', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'sparc64', cpu: 'sparc64', uname: 'sparc64', bits: 64, order: 'big',
        alpine: null, docker: null, debian: 'sparc64', go: null, aliases: ['sparcv9'],
        magic: '7f454c460202010000000000000000000002002b', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'sparc32plus', cpu: 'sparc32plus', uname: 'sparc64', bits: 32, order: 'big',
        alpine: null, docker: null, debian: null, go: null, aliases: ['sparcv8plus'],
        magic: '7f454c4601020100000000000000000000020012', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'alpha', cpu: 'alpha', uname: 'alpha', bits: 64, order: 'little',
        alpine: null, docker: null, debian: 'alpha', go: null, aliases: [],
        magic: '7f454c4602010100000000000000000002002690', mask: 'fffffffffffefe00fffffffffffffffffeffffff' },
    { name: 'hppa', cpu: 'hppa', uname: 'parisc', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'hppa', go: null, aliases: ['pa-risc', 'hppa1.1'],
        magic: '7f454c460102010000000000000000000002000f', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'xtensa', cpu: 'xtensa', uname: 'xtensa', bits: 32, order: 'little',
        alpine: null, docker: null, debian: null, go: null, aliases: [],
        magic: '7f454c4601010100000000000000000002005e00', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
    { name: 'or1k', cpu: 'or1k', uname: 'openrisc', bits: 32, order: 'big',
        alpine: null, docker: null, debian: 'or1k', go: null, aliases: ['or1200', 'openrisc1000'],
        magic: '7f454c460102010000000000000000000002005c', mask: 'ffffffffffffff00fffffffffffffffffffeffff' },
    { name: 'hexagon', cpu: 'hexagon', uname: 'hexagon', bits: 32, order: 'little',
        alpine: null, docker: null, debian: null, go: null, aliases: ['qdsp6'],
        magic: '7f454c460101010000000000000000000200a400', mask: 'ffffffffffffff00fffffffffffffffffeffffff' },
];
/**
 * Whether the kernel would take a file that begins with `header` for one of this architecture: its bytes are
 * the magic's wherever the mask has a bit. A file shorter than the magic counts as padded with zeros.
 */
function isHeaderOf({ magic, mask }, header) {
    const care = Buffer.from(mask, 'hex');
    return Buffer.from(magic, 'hex').every((byte, at) => (((header[at] ?? 0) ^ byte) & (care[at] ?? 0)) === 0);
}


/***/ }),

/***/ 6803:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GG: () => (/* binding */ resolveArchitecture),
/* harmony export */   ar: () => (/* binding */ suggestArchitecture),
/* harmony export */   sT: () => (/* binding */ executionOn)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1916);
/* harmony import */ var _architectures_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7895);


/** Docker's platforms begin with an operating system, and ours is always this one. */
const PLATFORM_PREFIX = 'linux/';
/** The columns that hold names. What two rows could claim is the one's whose column comes first. */
const COLUMNS = [
    (row) => [row.name],
    (row) => row.aliases,
    (row) => [row.docker?.slice(PLATFORM_PREFIX.length) ?? null],
    (row) => [row.go],
    (row) => [row.debian],
    (row) => [row.cpu],
    (row) => [row.uname],
];
/** Every name that is understood, and the one row it means. */
const BY_NAME = index();
/** Which other architectures' programs a host may run: at once, or if its canary says so. */
const ALSO_RUNS = {
    x86_64: { native: ['x86'] },
    // Many 64-bit ARM processors (servers' above all) have no 32-bit mode at all.
    aarch64: { ask: ['armv7', 'armhf', 'armel'] },
    // Downwards only: a canary for ARMv6 proves nothing of ARMv7, since it is made of what all of them have.
    armv7: { ask: ['armhf', 'armel'] },
    armhf: { ask: ['armel'] },
};
/**
 * The row that a name means: Alpine's, Docker's (`linux/arm64/v8`, with or without `linux/`), Debian's, Go's,
 * qemu's or `uname -m`'s, in any case of letters.
 */
function resolveArchitecture(name) {
    return BY_NAME.get(plain(name));
}
/** The name nearest to one that is not understood, if it is near enough to be what was meant. */
function suggestArchitecture(name) {
    const wanted = plain(name);
    const names = [...BY_NAME.keys()].filter((known) => !known.includes('/'));
    const nearest = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(wanted, names);
    // Two letters that changed places are two edits.
    const typos = wanted.length < 5 ? 1 : 2;
    if (wanted.length > 1 && (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(wanted, nearest) <= typos)
        return nearest;
    return wanted.length > 2 ? names.find((known) => known.startsWith(wanted)) : undefined;
}
/** How a host whose `uname -m` is `hostMachine` runs programs of `target`. */
function executionOn(hostMachine, target) {
    const host = resolveArchitecture(hostMachine);
    if (host === undefined)
        return 'emulated';
    if (isShared(hostMachine) && target.uname === hostMachine)
        return 'ask';
    if (host.name === target.name)
        return 'native';
    const also = ALSO_RUNS[host.name];
    if (also?.native?.includes(target.name))
        return 'native';
    return also?.ask?.includes(target.name) ? 'ask' : 'emulated';
}
/** Whether `uname -m` leaves open which processor it is: `mips` is said in both byte orders. */
function isShared(machine) {
    return new Set(_architectures_js__WEBPACK_IMPORTED_MODULE_1__/* .ARCHITECTURES */ .X.filter((row) => row.uname === machine).map((row) => row.cpu)).size > 1;
}
function plain(name) {
    const lower = name.trim().toLowerCase();
    return lower.startsWith(PLATFORM_PREFIX) ? lower.slice(PLATFORM_PREFIX.length) : lower;
}
function index() {
    const byName = new Map();
    for (const column of COLUMNS) {
        for (const row of _architectures_js__WEBPACK_IMPORTED_MODULE_1__/* .ARCHITECTURES */ .X) {
            for (const name of column(row)) {
                if (name !== null && !byName.has(name))
                    byName.set(name, row);
            }
        }
    }
    return byName;
}


/***/ }),

/***/ 9503:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ registerLine),
/* harmony export */   Cs: () => (/* binding */ LONGEST_INTERPRETER),
/* harmony export */   DG: () => (/* binding */ fault),
/* harmony export */   ER: () => (/* binding */ parseEntry),
/* harmony export */   GX: () => (/* binding */ ownEntryName),
/* harmony export */   VM: () => (/* binding */ entryNames),
/* harmony export */   Vu: () => (/* binding */ isNameFor)
/* harmony export */ });
/**
 * Flags of our entries. P keeps argv[0] (busybox needs it); F opens the emulator now, so that it works in any root; OC
 * runs the emulator with the rights of a setuid program (C implies O).
 */
function flags(setuid) {
    return setuid ? 'POCF' : 'PF';
}
/**
 * Names under which an architecture is registered. The first is what abuild and others look for; abuild turns every
 * loongarch into `loongarch`, so that one has an alias.
 */
function entryNames(arch) {
    return arch.cpu === 'loongarch64' ? ['qemu-loongarch64', 'qemu-loongarch'] : [`qemu-${arch.cpu}`];
}
/**
 * Name of our entry where one of the usual name is somebody else's and cannot serve; it matches before that one.
 * @param number from 1; others where the first ones are taken, by us for something else
 */
function ownEntryName(arch, number) {
    return number === 1 ? `xarch-${arch.cpu}` : `xarch-${arch.cpu}-${number}`;
}
/** Whether we would give an entry of that architecture such a name. */
function isNameFor(arch, name) {
    return entryNames(arch).includes(name) || name.replace(/-\d+$/, '') === ownEntryName(arch, 1);
}
/**
 * The line to write to the register file. Source: the kernel's Documentation/admin-guide/binfmt-misc.rst; bytes are
 * written as `\xNN`, which no separator can collide with.
 */
function registerLine(name, { arch, setuid }, interpreter) {
    const bytes = (hex) => hex.replace(/../g, '\\x$&');
    return `:${name}:M::${bytes(arch.magic)}:${bytes(arch.mask)}:${interpreter}:${flags(setuid)}`;
}
/** Longest path of an interpreter that the kernel takes (BINPRM_BUF_SIZE is 128 and has room for its end). */
const LONGEST_INTERPRETER = 127;
/** Reads the text of an entry; undefined where it is none for a magic (an extension's, or not an entry at all). */
function parseEntry(text) {
    const [first, ...rest] = text.split('\n');
    const value = (key) => rest
        .find((line) => line.startsWith(`${key} `))
        ?.slice(key.length + 1)
        .trim();
    const interpreter = value('interpreter');
    const magic = value('magic');
    if (interpreter === undefined || magic === undefined || (first !== 'enabled' && first !== 'disabled'))
        return undefined;
    return {
        enabled: first === 'enabled',
        interpreter,
        flags: value('flags:') ?? '',
        offset: Number(value('offset') ?? '0'),
        magic,
        mask: value('mask') ?? '',
    };
}
/** Why an entry cannot serve; undefined where it can. */
function fault(entry, { arch, setuid }) {
    const faults = [
        [!entry.enabled, 'it is disabled'],
        [
            entry.offset !== 0 || entry.magic !== arch.magic || entry.mask !== arch.mask,
            'its magic or mask is another',
        ],
        [!entry.flags.includes('F'), 'it has no flag F, so its emulator is looked for inside the root'],
        [!entry.flags.includes('P'), 'it has no flag P, so programs lose the name they were called by'],
        [setuid && !entry.flags.includes('C'), 'it has no flag C, which setuid programs need'],
        [entry.works === false, 'a program did not run through it'],
    ];
    return faults.find(([is]) => is)?.[1];
}


/***/ }),

/***/ 2206:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ checkPrivateSupport)
/* harmony export */ });
/* unused harmony export judgePrivate */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);



const PROBE = [
    ...[
        'sh',
        '-c',
        '[ -d /proc/sys/fs/binfmt_misc ] || modprobe -q binfmt_misc; exec "$@"',
        'probe',
        'unshare',
    ],
    ...['--user', '--map-root-user', '--mount', '--propagation', 'private'],
    ...['mount', '-n', '-t', 'binfmt_misc', 'binfmt_misc', '/proc/sys/fs/binfmt_misc'],
];
/**
 * Throws `Refused` where handlers cannot be private: it tries, with nothing that stays. A file system binfmt_misc in a
 * new user namespace needs Linux 6.7.
 */
async function checkPrivateSupport({ exec }) {
    const output = await exec.attempt({
        argv: PROBE,
        why: 'try whether handlers can be private',
        privileged: true,
        timeoutMs: 10_000,
    });
    if (output.status === 0)
        return;
    const [users = '', mounts = '', apparmor = '', status = ''] = await Promise.all(['user/max_user_namespaces', 'user/max_mnt_namespaces', 'kernel/apparmor_restrict_unprivileged_userns']
        .map((name) => `/proc/sys/${name}`)
        .concat('/proc/self/status')
        .map((path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch(() => '')));
    throw judgePrivate(output, { namespaces: [users.trim(), mounts.trim()], apparmor: apparmor.trim(), status });
}
/** mount(8) ends with 32 where the mount itself has failed. */
const MOUNT_FAILED = 32;
/** Which of the known causes it is; the first that applies. */
function judgePrivate({ status, stderr }, facts) {
    const isOfMount = status === MOUNT_FAILED;
    const causes = [
        [
            !isOfMount && facts.namespaces.includes('0'),
            'this machine allows no user namespaces (user.max_user_namespaces or user.max_mnt_namespaces is 0)',
            'Allow them: sysctl -w user.max_user_namespaces=15000 user.max_mnt_namespaces=15000',
        ],
        [
            !isOfMount && facts.apparmor === '1',
            'AppArmor restricts user namespaces on this machine',
            'Allow them: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
        ],
        [
            !isOfMount && /^Seccomp:\t2$/m.test(facts.status),
            'a seccomp filter refuses user namespaces: this looks like a container',
            'Start the container with --privileged, or with --security-opt seccomp=unconfined',
        ],
        [
            isOfMount && /permission denied/i.test(stderr),
            `the kernel ${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.release)()} has no binfmt_misc for user namespaces; Linux 6.7 is the first that has`,
            'Use a newer kernel',
        ],
        [true, 'a user namespace with a binfmt_misc of its own cannot be had here', 'See what was said, above'],
    ];
    const [, what, todo] = causes.find(([applies]) => applies) ?? [true, '', ''];
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
        what: `binfmt "private": ${what}\n${stderr.trim()}`,
        todo: `${todo}; or register on the machine, with binfmt "system": what is registered is taken away again.`,
    });
}


/***/ }),

/***/ 6696:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $2: () => (/* binding */ readEntries),
/* harmony export */   Ex: () => (/* binding */ JOURNAL),
/* harmony export */   JR: () => (/* binding */ releaseHandlers),
/* harmony export */   TI: () => (/* binding */ newKeeper),
/* harmony export */   a0: () => (/* binding */ readJournal),
/* harmony export */   u: () => (/* binding */ BY_HAND),
/* harmony export */   vZ: () => (/* binding */ registerHandlers)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9503);




/** Where the kernel shows its entries, once mounted. */
const BINFMT_MISC = '/proc/sys/fs/binfmt_misc';
/** Where handlers.sh writes down which entries are ours, and who holds them. */
const JOURNAL = '/run/xarch/handlers';
/** Names of the entries in the journal. */
function readJournal() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(JOURNAL);
    }
    catch {
        return []; // nothing of ours is registered
    }
}
/**
 * The entries for magics that are there now. Where binfmt_misc is not mounted the kernel may have some all the same (in a
 * container: its host's); they are looked at out of sight.
 * @param keeper looks at them there, where it is going to be needed anyway
 */
async function readEntries(ports, keeper) {
    const isMounted = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(BINFMT_MISC, 'register'));
    const before = readJournal(); // an entry that is just going, or coming, is ours too
    const texts = isMounted ? mountedTexts() : keeper ? await keeper.look() : await shownTexts(ports);
    const ours = [...before, ...readJournal()];
    const entries = new Map();
    for (const [name, text] of texts) {
        const entry = (0,_entry_js__WEBPACK_IMPORTED_MODULE_3__/* .parseEntry */ .ER)(text);
        if (entry)
            entries.set(name, { ...entry, isOurs: ours.includes(name) });
    }
    return entries;
}
/** Read at once: the kernel answers in microseconds, and what waits its turn beside a sandbox that opens in milliseconds. */
function mountedTexts() {
    const names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(BINFMT_MISC).filter((name) => name !== 'register' && name !== 'status');
    return names.map((name) => [name, readText((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(BINFMT_MISC, name))]);
}
/** Empty where it was just taken away. */
function readText(file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8');
    }
    catch {
        return '';
    }
}
async function shownTexts({ exec, paths }) {
    const { stdout } = await exec.attempt({
        argv: [
            'unshare',
            '--mount',
            '--propagation',
            'private',
            'bash',
            (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(paths.assets, 'binfmt/handlers.sh'),
            'show',
        ],
        why: 'look at the handlers of binfmt_misc',
        privileged: true,
    });
    return textsOf(stdout);
}
function textsOf(output) {
    const shown = output.split(/^== /m).filter((text) => text !== '');
    return shown.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)]);
}
/** Holder of what was registered by hand: it never ends by itself. */
const BY_HAND = 'by-hand';
/** A keeper that is not started yet. */
function newKeeper({ exec, paths }) {
    let waiting;
    const take = () => {
        const taken = waiting;
        waiting = undefined;
        return taken;
    };
    return {
        look: async () => {
            const started = exec.start(script(paths, 'hold', paths.holder, []), { kind: 'lifeline' });
            const lines = [];
            for (;;) {
                const line = await started.nextLine();
                if (line === undefined)
                    return [];
                if (line === 'shown')
                    break;
                lines.push(line);
            }
            waiting = started;
            return textsOf(lines.join('\n'));
        },
        take,
        end: async () => {
            const unused = take();
            unused?.endInput();
            await unused?.exit;
        },
    };
}
/** Registers handlers. Throws `Failed` where the kernel, or someone else's entry of that name, does not let us. */
async function registerHandlers(handlers, lifetime, ports, keeper) {
    if (handlers.length === 0)
        return { release: () => Promise.resolve() };
    const verb = lifetime === 'run' ? 'hold' : 'acquire';
    const holder = lifetime === 'kept' ? BY_HAND : ports.paths.holder;
    const command = script(ports.paths, verb, holder, handlers);
    ports.log.debug(`registering ${handlers.map(({ name, file }) => `${name} (${file})`).join(', ')}`);
    if (lifetime === 'run')
        return hold(command, handlers, ports, keeper?.take());
    const output = await ports.exec.attempt(command);
    if (output.status !== 0)
        throw refusal(output.status, output.stdout, output.stderr);
    return {
        release: () => releaseHandlers(holder, handlers.map(({ name }) => name), ports),
    };
}
/**
 * Gives up what a holder has; entries that nobody holds any more are removed.
 * @param names the entries; none means all of that holder
 */
async function releaseHandlers(holder, names, ports) {
    const command = script(ports.paths, 'release', holder, []);
    await ports.exec.run({ ...command, argv: [...command.argv, ...names] });
}
async function hold(command, handlers, ports, waiting) {
    const keeper = waiting ?? ports.exec.start(command, { kind: 'lifeline' });
    waiting?.send([...wordsOf(handlers), '', ''].join('\0'));
    const line = await keeper.nextLine();
    if (line !== 'ready') {
        const { status } = await keeper.exit;
        throw refusal(status, line ?? '', keeper.stderr());
    }
    return {
        release: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}
function script(paths, verb, holder, handlers) {
    const program = verb === 'hold'
        ? ['sh', (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(paths.assets, 'binfmt/hold.sh')]
        : ['bash', (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(paths.assets, 'binfmt/handlers.sh'), verb];
    return {
        argv: [...program, holder, ...handlers.flatMap(({ name, file, line }) => [name, file, line])],
        why: verb === 'release' ? 'take the binfmt_misc handlers away' : 'register binfmt_misc handlers',
        privileged: true,
        always: verb === 'release',
        timeoutMs: 30_000,
    };
}
const wordsOf = (handlers) => handlers.flatMap(({ name, file, line }) => [name, file, line]);
function refusal(status, stdout, stderr) {
    const taken = /^taken (\S+)/m.exec(stdout)?.[1];
    if (status === 3 && taken !== undefined) {
        return new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failed */ .cV({
            what: `the binfmt_misc entry ${taken} is someone else's and does not work for us`,
            source: `${BINFMT_MISC}/${taken}`,
            todo: `Look at it (cat ${BINFMT_MISC}/${taken}); it needs to be enabled, with the flags P and F.`,
        });
    }
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failed */ .cV({
        what: `could not register binfmt_misc handlers: ${stderr.trim() || `status ${status ?? 'unknown'}`}`,
        source: BINFMT_MISC,
        todo: 'Needed are root, a kernel with binfmt_misc (try: modprobe binfmt_misc), and a writable /proc/sys; in a container that means --privileged.',
    });
}


/***/ }),

/***/ 8088:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hy: () => (/* binding */ cannotMount),
/* harmony export */   IU: () => (/* binding */ checkSupport),
/* harmony export */   ms: () => (/* binding */ PRIVILEGED),
/* harmony export */   pO: () => (/* binding */ lacks)
/* harmony export */ });
/* unused harmony export judgeSupport */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);



/** Throws `Refused` where no handler can be registered on this machine, before anything is downloaded. */
function checkSupport() {
    // What the kernel has at hand is read at once: a thread that did it would take longer.
    const [filesystems = '', status = '', mountinfo = ''] = [
        '/proc/filesystems',
        '/proc/self/status',
        '/proc/self/mountinfo',
    ].map((path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    const refusal = judgeSupport({ filesystems, status, mountinfo, hasModule: hasModule() });
    if (refusal)
        throw refusal;
}
/** Why binfmt_misc cannot be used; undefined where nothing speaks against it. */
function judgeSupport({ filesystems, status, mountinfo, hasModule, }) {
    if (!/^nodev\tbinfmt_misc$/m.test(filesystems) && !hasModule) {
        return new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
            what: `the kernel ${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.release)()} has no binfmt_misc, neither built in nor as a module`,
            source: '/proc/filesystems',
            todo: "Use a kernel with CONFIG_BINFMT_MISC (every distribution's own has it), or install its modules (Ubuntu: linux-modules-extra).",
        });
    }
    if (cannotMount(status))
        return inContainer('root has no CAP_SYS_ADMIN here, so it cannot mount or register anything');
    const options = lastMount('/proc/sys/fs/binfmt_misc', mountinfo);
    return options?.includes('ro') ? inContainer('binfmt_misc is mounted read-only') : undefined;
}
/** What gives a container all that a run asks for. */
const PRIVILEGED = 'Start the container with --privileged (in a workflow: container: options: --privileged), or run the job on the machine itself, without "container:".';
function inContainer(what) {
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({ what: `${what}: this looks like a container without privileges`, todo: PRIVILEGED });
}
/** What is asked of root, by the numbers of linux/capability.h. */
const CAPABILITIES = { CAP_SYS_PTRACE: 19n, CAP_SYS_ADMIN: 21n };
/** Whether root of the machine is no full root. */
function cannotMount(status) {
    return lacks('CAP_SYS_ADMIN', status);
}
/**
 * Whether root of the machine has not a capability. It has its capabilities now, an ordinary user by sudo those of the bounding set.
 * @param status the text of /proc/self/status
 */
function lacks(name, status) {
    const isRoot = /^Uid:\t\d+\t0\t/m.test(status);
    const set = new RegExp(`^${isRoot ? 'CapEff' : 'CapBnd'}:\\t([\\da-f]+)$`, 'm').exec(status)?.[1];
    return set !== undefined && ((BigInt(`0x${set}`) >> CAPABILITIES[name]) & 1n) === 0n;
}
/** The options of the mount that is seen at a point: the last one there. Fields 5 and 6 of mountinfo, proc(5). */
function lastMount(point, mountinfo) {
    const fields = mountinfo.split('\n').map((line) => line.split(' '));
    return fields
        .filter((mount) => mount[4] === point)
        .at(-1)?.[5]
        ?.split(',');
}
function hasModule() {
    const folder = `/lib/modules/${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.release)()}/kernel/fs`;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(folder, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.R_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder).some((name) => name.startsWith('binfmt_misc.ko'));
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 6036:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R1: () => (/* binding */ differing),
/* harmony export */   eO: () => (/* binding */ rootKey),
/* harmony export */   kP: () => (/* binding */ rootKeyStart),
/* harmony export */   xc: () => (/* binding */ emulatorKey)
/* harmony export */ });
/* unused harmony export FORMAT */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** Raised when roots built before must not be used any more. */
const FORMAT = '2';
/** Hexadecimal digits of each ingredient in a key: enough to tell which one a key that is there differs in. */
const FIELD = 4;
/**
 * Name of a root: readable in front, then some digits of each ingredient, then a digest of all. No comma, far below 512
 * characters.
 */
function rootKey(arch, ingredients) {
    const fields = Object.values(ingredients).map((value) => digestOf(value).slice(0, FIELD));
    const all = digestOf(JSON.stringify(Object.entries(ingredients))).slice(0, 24);
    return `${rootKeyStart(arch)}${fields.join('')}-${all}`;
}
/** What the keys of all roots of an architecture begin with. */
function rootKeyStart(arch) {
    return `xarch-${FORMAT}-${arch}-`;
}
/**
 * The names of the ingredients in which another key (with or without something behind it) differs; undefined where that
 * cannot be told: it is of another architecture, or has other ingredients.
 */
function differing(key, other, ingredients) {
    const names = Object.keys(ingredients);
    const start = key.slice(0, key.lastIndexOf('-') - names.length * FIELD);
    const [fields = ''] = other.slice(start.length).split('-');
    if (!other.startsWith(start) || fields.length !== names.length * FIELD)
        return undefined;
    const at = (text, index) => text.slice(start.length + index * FIELD, start.length + (index + 1) * FIELD);
    return names.filter((_, index) => at(key, index) !== at(other, index));
}
/**
 * Name of an emulator in the cache of the workflow. Versions move, and entries there cannot be replaced: so there is a
 * new one each week (the number of weeks since 1970). What comes from another mirror is another.
 */
function emulatorKey(cpu, hostArch, mirror, date) {
    const week = Math.floor(date.getTime() / (7 * 24 * 3600_000));
    return `xarch-${FORMAT}-qemu-${cpu}-${hostArch}-${digestOf(mirror).slice(0, 8)}-${week}`;
}
function digestOf(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 501:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ ending),
/* harmony export */   p: () => (/* binding */ wrongUse)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2010);


const WRONG_USE = 2;
/** As env, chroot and docker have it: what was asked for was not run. */
const FAILED = 125;
/** Says what is wrong with a command line. Returns the exit status for it. */
function wrongUse(log, problems, help) {
    log.error([...problems, `${help} says what can be given`]);
    return WRONG_USE;
}
/** Does the work of a command; an error becomes lines on standard error and the status of its kind. */
async function ending(log, help, work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof _report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .BadInputs */ .JM)
            return wrongUse(log, error.problems, help);
        log.error((0,_report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error));
        return error instanceof _report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Interrupted */ .j$ ? 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[error.signal] : FAILED;
    }
}


/***/ }),

/***/ 7037:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ parseAge)
/* harmony export */ });
/** Milliseconds of a unit, by its letter. */
const UNITS = {
    m: 60_000,
    h: 3600_000,
    d: 24 * 3600_000,
    w: 7 * 24 * 3600_000,
};
/** Reads an age: a number and a unit. Returns milliseconds. */
function parseAge(name, text, problem) {
    const [, number = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
    const milliseconds = Number(number) * (UNITS[unit] ?? 0);
    if (number !== '')
        return milliseconds;
    problem(`${name}: got "${text}"; allowed is a number with m, h, d or w behind it: 30m, 12h, 7d, 4w`);
    return 0;
}


/***/ }),

/***/ 4209:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Y6: () => (/* binding */ BUILD_OPTIONS),
  Y$: () => (/* binding */ BUILD_SWITCHES),
  mB: () => (/* binding */ HANDLER_OPTIONS),
  CO: () => (/* binding */ HANDLER_SWITCHES),
  p7: () => (/* binding */ RUN_OPTIONS),
  xv: () => (/* binding */ RUN_SWITCHES),
  iw: () => (/* binding */ SHELL_OPTIONS),
  My: () => (/* binding */ SHELL_SWITCHES),
  gZ: () => (/* binding */ parseBuildArguments),
  bi: () => (/* binding */ parseHandlersArguments),
  Ft: () => (/* binding */ parseRunArguments),
  A4: () => (/* binding */ parseShellArguments)
});

// UNUSED EXPORTS: isKeepName

// EXTERNAL MODULE: ./.modules/inputs/options.js + 1 modules
var inputs_options = __nccwpck_require__(4177);
;// CONCATENATED MODULE: ./.modules/inputs/reports.js
/** Options of `xarch run` that say where its results go. */
const REPORT_OPTIONS = [
    {
        ...{ name: 'output', letter: 'o', kind: 'text', default: '', value: 'DIR' },
        meaning: 'write what the commands say to DIR/ARCH.log, too',
    },
    {
        ...{ name: 'junit', kind: 'text', default: '', value: 'FILE' },
        meaning: 'write the results to this file, as JUnit does: a test case for each architecture',
    },
];
/** Reads them. */
function parseReports({ raw, switches }) {
    return {
        output: raw['output']?.at(-1) ?? '',
        junit: raw['junit']?.at(-1) ?? '',
        json: switches.has('json'),
    };
}

// EXTERNAL MODULE: ./.modules/inputs/parse.js + 12 modules
var parse = __nccwpck_require__(2255);
// EXTERNAL MODULE: ./.modules/inputs/switches.js
var switches = __nccwpck_require__(6432);
// EXTERNAL MODULE: ./.modules/inputs/table.js + 4 modules
var table = __nccwpck_require__(7930);
;// CONCATENATED MODULE: ./.modules/inputs/arguments.js





/** Switches of `xarch shell`. */
const SHELL_SWITCHES = [...switches/* LOUDNESS */.ut, switches/* HELP */._$];
/** Switches of `xarch run`. */
const RUN_SWITCHES = [switches/* RESULTS_SWITCH */.WR, ...SHELL_SWITCHES];
const BUILD_SWITCHES = [switches/* MANIFEST_SWITCH */.Ld, ...switches/* LOUDNESS */.ut, switches/* HELP */._$];
const HANDLER_SWITCHES = [switches/* JSON_SWITCH */.AH, switches/* HELP */._$];
const IS_OPTION = table/* INPUTS */.m.filter((input) => input.option !== false);
const KEEP = {
    ...{ name: 'keep', kind: 'text', default: '', value: 'NAME' },
    meaning: 'keep what is changed in the root under this name, for a later run or xarch shell NAME',
};
const OUTPUT = {
    ...{ name: 'output', letter: 'o', kind: 'text', default: '', value: 'FILE' },
    meaning: 'write the root to this archive (.tar, .tar.gz, .tar.xz or .tar.zst); {arch} stands for the architecture',
};
/** Options of `xarch shell`. */
const SHELL_OPTIONS = [...IS_OPTION, KEEP];
/** Options of `xarch run`. */
const RUN_OPTIONS = [...SHELL_OPTIONS, ...REPORT_OPTIONS];
const ONLY_RUNNING = [
    ...['env', 'working-directory', 'user', 'volumes', 'timeout-minutes', 'silence-minutes'],
    ...['handlers', 'qemu-env', 'setuid', 'isolation'],
    ...['nested', 'privileged', 'pids-limit', 'memory-limit'],
];
/** Options of `xarch build`. */
const BUILD_OPTIONS = [
    ...IS_OPTION.filter(({ name }) => !ONLY_RUNNING.includes(name)),
    OUTPUT,
];
const HANDLER_INPUTS = ['setuid', 'qemu', 'qemu-version', 'mirror', 'keys'];
/** Options of `xarch handlers add`. */
const HANDLER_OPTIONS = table/* INPUTS */.m.filter(({ name }) => HANDLER_INPUTS.includes(name));
/** Reads the arguments of `xarch run`, and the inputs that they are; all problems at once. */
function parseRunArguments(args) {
    const separator = args.indexOf('--');
    const [program, ...words] = separator < 0 ? [] : args.slice(separator + 1);
    const own = separator < 0 ? args : args.slice(0, separator);
    const options = (0,inputs_options/* readOptions */.T)(own, RUN_OPTIONS, RUN_SWITCHES);
    if (options.switches.has('help'))
        return { ok: true, value: { help: true } };
    const problems = [
        ...options.problems,
        ...options.positionals.map((word) => `got "${word}" where an option was expected; the command stands behind --`),
    ];
    if (program === undefined)
        problems.push('no command was given; it stands behind --, as in: xarch run -a s390x -- make check');
    return running(options, problems, [program ?? '', ...words], keepName(options, problems));
}
/** Options that say what a root is made of. */
const OF_ROOT = [
    ...['arch', 'rootfs', 'checksum', 'signature', 'branch', 'base-packages', 'packages', 'repositories'],
    ...['allow-untrusted', 'setup', 'cache', 'cache-max-age', 'keep'],
];
/** Reads the arguments of `xarch shell`: the name of a root that was kept, or what a new one is made of. */
function parseShellArguments(args) {
    const options = (0,inputs_options/* readOptions */.T)(args, SHELL_OPTIONS, SHELL_SWITCHES);
    if (options.switches.has('help'))
        return { ok: true, value: { help: true } };
    const [name, ...further] = options.positionals;
    const problems = [
        ...options.problems,
        ...further.map((word) => `got "${word}" behind the name "${name ?? ''}"; a shell has one root`),
        ...(name === undefined ? [] : OF_ROOT)
            .filter((option) => (options.raw[option] ?? []).length > 0)
            .map((option) => `${option}: got one with the name "${name ?? ''}"; that root is made already`),
    ];
    const keep = name === undefined ? keepName(options, problems) : checkedName(name, problems);
    return running(options, problems, ['/bin/sh', '-l'], keep, name !== undefined);
}
function running(options, problems, command, keep, isNamed = false) {
    const { raw, switches } = options;
    const parsed = (0,parse/* parseInputs */.TL)(raw);
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (parsed.ok && parsed.value.rootfs.kind === 'none')
        problems.push('rootfs: got "none" with a command; it needs a root');
    if (parsed.ok && keep !== '' && parsed.value.architectures.length > 1)
        problems.push(`keep: got ${parsed.value.architectures.length} architectures; a name is that of one root`);
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    const [quiet, verbose] = [switches.has('quiet'), switches.has('verbose')];
    const asked = { inputs: parsed.value, command, keep, isNamed, reports: parseReports(options) };
    return { ok: true, value: { help: false, ...asked, quiet, verbose } };
}
function keepName({ raw }, problems) {
    const name = raw['keep']?.at(-1);
    return name === undefined ? '' : checkedName(name, problems);
}
function checkedName(name, problems) {
    if (!isKeepName(name))
        problems.push(`keep: got "${name}"; allowed are letters, digits, ".", "_" and "-", a letter or digit first`);
    return name;
}
/** Whether a changed root can be kept under a name. */
function isKeepName(name) {
    return /^[A-Za-z\d][\w.-]{0,63}$/.test(name);
}
/** Reads the arguments of `xarch build`. */
function parseBuildArguments(args) {
    const options = (0,inputs_options/* readOptions */.T)(args, BUILD_OPTIONS, BUILD_SWITCHES);
    const { raw, switches } = options;
    if (switches.has('help'))
        return { ok: true, value: { help: true } };
    const output = raw['output']?.at(-1) ?? '';
    const json = switches.has('json');
    const problems = [
        ...options.problems,
        ...options.positionals.map((word) => `got "${word}" where an option was expected`),
    ];
    if (output === '' && !json)
        problems.push('nothing was asked for; -o FILE writes the root, --json its manifest');
    if (output !== '' && !ARCHIVE.test(output))
        problems.push(`output: got "${output}"; allowed are .tar, .tar.gz, .tgz, .tar.xz and .tar.zst`);
    const parsed = (0,parse/* parseInputs */.TL)(raw);
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (parsed.ok && parsed.value.rootfs.kind === 'none')
        problems.push('rootfs: got "none"; there is nothing to build');
    if (parsed.ok && parsed.value.architectures.length > 1 && output !== '' && !output.includes('{arch}'))
        problems.push(`output: got "${output}" for several architectures; {arch} in it stands for each`);
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    const [quiet, verbose] = [switches.has('quiet'), switches.has('verbose')];
    return { ok: true, value: { help: false, inputs: parsed.value, output, json, quiet, verbose } };
}
const ARCHIVE = /[^/]\.(tar|tar\.gz|tgz|tar\.xz|tar\.zst)$/;
/** Reads the arguments of `xarch handlers`; the architectures become the input `handlers`. */
function parseHandlersArguments(args) {
    const options = (0,inputs_options/* readOptions */.T)(args, HANDLER_OPTIONS, HANDLER_SWITCHES);
    if (options.switches.has('help'))
        return { ok: true, value: { verb: 'help' } };
    const [verb = 'list', ...names] = options.positionals;
    const problems = [...options.problems];
    if (verb !== 'list' && verb !== 'add' && verb !== 'remove') {
        return { ok: false, problems: [...problems, `handlers: got "${verb}"; allowed are list, add and remove`] };
    }
    const json = options.switches.has('json');
    const given = HANDLER_OPTIONS.filter(({ name }) => (options.raw[name] ?? []).length > 0);
    if (verb !== 'add')
        problems.push(...given.map(({ name }) => `handlers ${verb}: got --${name}, which is for add`));
    if (verb !== 'list' && json)
        problems.push(`handlers ${verb}: got --json, which is for list`);
    if (verb === 'list') {
        problems.push(...names.map((name) => `handlers list: got "${name}"; it lists all`));
        return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { verb, json } };
    }
    if (names.length === 0)
        problems.push(`handlers ${verb}: no architecture was given; name some, or all`);
    const parsed = (0,parse/* parseInputs */.TL)({ ...options.raw, handlers: names.join(' '), rootfs: 'none' });
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    return { ok: true, value: { verb, inputs: parsed.value } };
}


/***/ }),

/***/ 3286:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KS: () => (/* binding */ parseGuest),
/* harmony export */   ln: () => (/* binding */ faultOfTarget)
/* harmony export */ });
/* unused harmony export escapedWords */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** Reads the inputs `user`, `volumes`, `timeout-minutes`, `silence-minutes` and `commands`. */
function parseGuest(text, problem) {
    return {
        user: user(text('user').trim(), problem),
        volumes: escapedWords(text('volumes')).flatMap((item) => volume(item, problem)),
        timeoutMs: minutes('timeout-minutes', text('timeout-minutes').trim(), problem),
        silenceMs: minutes('silence-minutes', text('silence-minutes').trim(), problem),
        commands: commands(text('commands').trim(), problem),
    };
}
function user(text, problem) {
    if (/^[\w.][\w.@-]*\$?(:[\w.][\w.@-]*\$?)?$/.test(text))
        return text;
    problem(`user: got "${text}"; allowed are root, runner, or a user of the root: a name or an id, with a group behind a colon where it is to be another (build, 1000, 1000:1000)`);
    return 'root';
}
/** Words with blanks or commas between them; within one, a backslash stands before a blank, a comma and a backslash. */
function escapedWords(text) {
    const words = text.match(/(?:\\[\s,\\]|[^\s,])+/g) ?? [];
    return words.map((word) => word.replace(/\\([\s,\\])/g, '$1'));
}
/** Mounted by the sandbox itself. */
const OF_THE_SANDBOX = /^\/(proc|sys|dev)(\/|$)/;
/** Why nothing can be visible at a plain path inside; undefined where it can. */
function faultOfTarget(path) {
    if (!path.startsWith('/') || path === '/')
        return 'the target, where it is visible inside, has to be an absolute path below /';
    return OF_THE_SANDBOX.test(path) ? 'nothing can be laid over /proc, /sys and /dev' : undefined;
}
function volume(item, problem) {
    const [source = '', target, mode = 'rw', ...more] = item.split(':');
    const wrong = (allowed) => {
        problem(`volumes: got "${item}"; ${allowed}`);
        return [];
    };
    if (source === '' || more.length > 0 || !['ro', 'rw'].includes(mode))
        return wrong('allowed is source[:target[:ro]], such as ./cache:/var/cache:ro');
    if (source.startsWith('~'))
        return wrong('~ stands for no folder here; give its path');
    if (target === undefined)
        return [{ source, target, readOnly: false }];
    const plain = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(target).replace(/(.)\/$/, '$1');
    const fault = faultOfTarget(plain);
    if (fault !== undefined)
        return wrong(fault);
    return [{ source, target: plain, readOnly: mode === 'ro' }];
}
/** More than any job may run, and less than a timer of node can take (2^31 ms). */
const MOST_MINUTES = 35_000;
function minutes(name, text, problem) {
    if (text === '')
        return undefined;
    const count = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : 0;
    if (count > 0 && count <= MOST_MINUTES)
        return count * 60_000;
    problem(`${name}: got "${text}"; allowed is a number of minutes above 0, such as 30 or 0.5, at most ${MOST_MINUTES}`);
    return undefined;
}
function commands(text, problem) {
    if (text === 'on' || text === 'off')
        return text;
    problem(`commands: got "${text}"; allowed are on and off`);
    return 'off';
}


/***/ }),

/***/ 4177:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  T: () => (/* binding */ readOptions),
  a: () => (/* binding */ takesValue)
});

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./.modules/inputs/options.js


/** An input is an option with a value; a flag that is off by itself needs none. */
function takesValue(input) {
    return input.kind !== 'flag' || input.value !== undefined;
}
/** Reads a command line; every option that there is not, or that lacks its value, is a problem. */
function readOptions(args, inputs, switches) {
    const config = configuration(inputs, switches);
    const { values, tokens } = (0,external_node_util_namespaceObject.parseArgs)({
        args: [...args],
        options: config,
        strict: false, // we say what is wrong, all of it
        allowPositionals: true,
        tokens: true,
    });
    const given = tokens.filter((token) => token.kind === 'option');
    return {
        raw: Object.fromEntries(inputs.map((input) => [input.name, texts(input, values[input.name])])),
        switches: new Set(switches.map(({ name }) => name).filter((name) => values[name] === true)),
        positionals: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
        problems: given.flatMap(({ name, rawName, value }) => problemOf(config, name, rawName, value)),
    };
}
function configuration(inputs, switches) {
    const config = {};
    const short = (letter) => letter === undefined ? {} : { short: letter };
    for (const { name, letter } of switches)
        config[name] = { type: 'boolean', ...short(letter) };
    for (const input of inputs) {
        config[input.name] = {
            type: takesValue(input) ? 'string' : 'boolean',
            multiple: true,
            ...short(input.letter),
        };
    }
    return config;
}
function problemOf(config, name, raw, value) {
    const option = config[name];
    if (!option) {
        const nearest = (0,mod/* closest */.kp)(name, Object.keys(config));
        const meant = (0,mod/* distance */.Io)(name, nearest) <= 2 ? `; did you mean --${nearest}?` : '; --help lists the options';
        return [`got the option ${raw}, which there is not${meant}`];
    }
    if (option.type === 'string' && value === undefined)
        return [`the option ${raw} needs a value`];
    if (option.type === 'boolean' && value !== undefined)
        return [`the option ${raw} takes no value, got "${value}"`];
    return [];
}
/** What an option was given, each time; one that lacks its value has been complained of. */
function texts(input, value) {
    const given = Array.isArray(value) ? value : [];
    return given.filter((item) => !takesValue(input) || typeof item === 'string').map(String);
}


/***/ }),

/***/ 2255:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  TL: () => (/* binding */ parseInputs),
  aL: () => (/* binding */ words)
});

// UNUSED EXPORTS: environmentItems

// EXTERNAL MODULE: ./.modules/rootfs/branch.js
var rootfs_branch = __nccwpck_require__(1342);
// EXTERNAL MODULE: ./.modules/inputs/age.js
var age = __nccwpck_require__(7037);
// EXTERNAL MODULE: ./.modules/arch/architectures.js
var architectures = __nccwpck_require__(7895);
// EXTERNAL MODULE: ./.modules/arch/resolve.js
var resolve = __nccwpck_require__(6803);
;// CONCATENATED MODULE: ./.modules/inputs/architectures.js



/** The input `arch`. `all` is what Alpine has of that branch; what it has no more, of its last one, where the newest is asked for. */
function parseTargets(names, branch, problem) {
    const named = architectures_architectures('arch', names.filter((name) => name !== 'all'), problem);
    if (!names.includes('all'))
        return named;
    const isThere = ({ alpine }) => alpine !== null && (branch === 'latest-stable' || (0,rootfs_branch/* isPublished */.H)(branch, alpine));
    return [...new Set([...architectures/* ARCHITECTURES */.X.filter(isThere), ...named])];
}
function architectures_architectures(input, names, problem) {
    const found = names.flatMap((name) => {
        const architecture = (0,resolve/* resolveArchitecture */.GG)(name);
        if (architecture)
            return [architecture];
        const meant = (0,resolve/* suggestArchitecture */.ar)(name);
        const allowed = architectures/* ARCHITECTURES */.X.filter((row) => row.alpine !== null || ['ppc', 'ppc64'].includes(row.name));
        problem(`${input}: got "${name}"; allowed are ${allowed.map((row) => row.name).join(', ')}${question(meant)}`);
        return [];
    });
    return [...new Set(found)];
}
/** The input `handlers`. */
function parseHandlers(names, problem) {
    const named = architectures_architectures('handlers', names.filter((name) => name !== 'all'), problem);
    return names.includes('all') ? 'all' : named;
}
function question(meant) {
    return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

;// CONCATENATED MODULE: ./.modules/inputs/choice.js
/** A text that must be one of a few words; the first of them where it is none, which is a problem. */
function oneOf(name, text, allowed, problem) {
    const word = text.trim();
    const found = allowed.find((candidate) => candidate === word);
    if (found === undefined)
        problem(`${name}: got "${word}"; allowed are ${allowed.slice(0, -1).join(', ')} and ${allowed.at(-1) ?? ''}`);
    return found ?? allowed[0];
}
/** A text that must be true or false. */
function flag(name, text, problem) {
    const word = text.trim().toLowerCase();
    if (word !== 'true' && word !== 'false')
        problem(`${name}: got "${text}"; allowed are true and false`);
    return word === 'true';
}

;// CONCATENATED MODULE: ./.modules/inputs/isolation.js

/** The values of the input `isolation`. */
const ISOLATIONS = ['auto', 'unshare', 'strict', 'bwrap', 'proot'];
/** Reads the inputs that say how a command is isolated. */
function parseIsolation(text, problem) {
    const kind = oneOf('isolation', text('isolation'), ISOLATIONS, problem);
    const isCut = text('network').trim() === 'none' || (kind === 'strict' && text('network').trim() === '');
    return {
        kind,
        network: isCut ? 'none' : 'host',
        nested: flag('nested', text('nested'), problem),
        privileged: flag('privileged', text('privileged'), problem),
    };
}
/** What of it goes with what else was asked for. */
function checkIsolation({ isolation, binfmt, setuid, rootfs }, problem) {
    const { kind, nested, privileged } = isolation;
    if (kind === 'strict') {
        for (const [input, isOn] of Object.entries({ nested, privileged, setuid }))
            if (isOn)
                problem(`${input}: got "true" with isolation "strict", which gives none of that back`);
        if (rootfs.kind === 'debian')
            problem('isolation: got "strict" with a root of Debian or Ubuntu; mmdebstrap needs handlers of the machine');
    }
    else if (privileged && binfmt === 'private')
        problem('privileged: got "true" with binfmt "private"; who may mount there could change the handlers of what enters');
}

;// CONCATENATED MODULE: ./.modules/inputs/environment.js
/** Reads one item of the input `env`; none where it is a problem. */
function environmentItem(item, problem) {
    const match = /^([A-Za-z_]\w*)(?:(\*)|=([^]*))?$/.exec(item);
    const name = match?.[1];
    if (name === undefined || name.startsWith('XARCH_')) {
        problem(`env: got "${item}"; allowed are NAME, NAME=value and PREFIX_* with names of letters, digits and _ that do not begin with XARCH_`);
        return [];
    }
    if (match?.[2] !== undefined)
        return [{ kind: 'prefix', prefix: name }];
    return match?.[3] === undefined ? [{ kind: 'name', name }] : [{ kind: 'value', name, value: match[3] }];
}

// EXTERNAL MODULE: ./.modules/inputs/guest.js
var guest = __nccwpck_require__(3286);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./.modules/inputs/many.js


/** Reads the inputs `parallel` and `fail-fast`. */
function parseMany(text, problem) {
    return {
        parallel: parallel(text('parallel').trim(), problem),
        failFast: flag('fail-fast', text('fail-fast'), problem),
    };
}
function parallel(text, problem) {
    if (text === '')
        return (0,external_node_os_.availableParallelism)();
    const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    if (number < 1)
        problem(`parallel: got "${text}"; allowed is a number from 1 to 9999`);
    return Math.max(1, number);
}

;// CONCATENATED MODULE: ./.modules/rootfs/debian/names.js
/**
 * A suite of Debian or Ubuntu: a codename (`trixie`, `noble`) or what moves (`stable`, `sid`).
 * Source: the names of folders in `dists/` of the archives.
 */
function parseSuite(text, problem) {
    if (/^[a-z][a-z0-9.-]*$/.test(text))
        return text;
    const lower = text.toLowerCase();
    const question = /^[a-z][a-z0-9.-]*$/.test(lower) ? `; did you mean "${lower}"?` : '';
    problem(`rootfs: got the suite "${text}"; allowed are names of suites (bookworm, trixie, sid, noble)${question}`);
    return text;
}
/**
 * Source: Debian policy 5.6.1 (Source, Package) and 5.6.12 (Version); apt-get(8) has the forms. A name with `-` at its end
 * would have apt remove a package.
 */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]*[a-z0-9+.](:[a-z0-9][a-z0-9-]*)?(=[0-9][A-Za-z0-9.+:~-]*|\/[a-z][a-z0-9.-]*)?$/;
/** Whether apt takes it for one package: `name`, `name:arch`, and either with `=version` or `/suite` behind it. */
function isDebianPackage(name) {
    return PACKAGE.test(name);
}

;// CONCATENATED MODULE: ./.modules/inputs/packages.js

/** An atom of apk: a name, with a version or a tag. Source: apk-world(5). */
const ALPINE_PACKAGE = /^!?[A-Za-z0-9_.][\w.+:/-]*([<>=~]+[\w.+-]+)?(@[\w.-]+)?$/;
/** Whether a word names a package of the root's kind; every other is a problem. */
function isPackage(input, name, problem, { kind } = { kind: 'apk' }) {
    const isForeign = kind === 'image' || kind === 'path' || kind === 'url'; // only the root knows whose they are
    const [isAlpine, isDebian] = [ALPINE_PACKAGE.test(name), isDebianPackage(name)];
    if (kind === 'debian' ? isDebian : isAlpine || (isForeign && isDebian))
        return true;
    const allowed = kind === 'debian'
        ? 'a name, also with an architecture, a version or a suite (make, make:amd64, make=4.3-4.1, make/bookworm)'
        : 'a name, also with a version or a tag (make, make=4.4.1-r2, make@edge)';
    problem(`${input}: got "${name}"; allowed is ${allowed}`);
    return false;
}
/** Whether a path can be that of a key for the root's kind; every other is a problem. */
function isKey(path, { kind }, problem) {
    const good = kind === 'debian' ? /[^/]\.(gpg|asc|pgp)$/.test(path) : /[^/]\.pub$/.test(path);
    if (!good) {
        problem(kind === 'debian'
            ? `keys: got "${path}"; allowed are keyrings of apt: files NAME.gpg or NAME.asc`
            : `keys: got "${path}"; allowed are files NAME.rsa.pub, named as the packages' signatures name them`);
    }
    return good;
}
/** A base URL that packages come from. Every other text is a problem. */
function url(name, text, problem) {
    const good = /^(https?:\/\/[^/\s]+|file:(\/\/\/|\/?[^/\s]))/.test(text);
    if (!good) {
        const meant = text.startsWith('/') || text.startsWith('.')
            ? `file:${text}`
            : /^[\w.-]+\.[a-z]+(\/|$)/i.test(text)
                ? `https://${text}`
                : undefined;
        problem(`${name}: got "${text}"; allowed are https://…, http://… and file:DIR${meant === undefined ? '' : `; did you mean "${meant}"?`}`);
    }
    return text;
}

// EXTERNAL MODULE: ./.modules/rootfs/repositories.js
var repositories = __nccwpck_require__(3434);
;// CONCATENATED MODULE: ./.modules/inputs/repositories.js


/**
 * The input `repositories`, for a root of this kind: URLs, where a tag (`@edge`) belongs to the URL behind it; for roots of Debian
 * and Ubuntu also lines `deb [OPTIONS] URL SUITE COMPONENTS`, with a blank between words. Source: sources.list(5).
 */
function parseRepositories(text, { kind }, problem) {
    const lines = text.split('\n').map((line) => line.trim());
    const isSource = (line) => /^deb(-src)?(\s|$)/.test(line);
    const [sources, urls] = [lines.filter(isSource), lines.filter((line) => !isSource(line))];
    if (kind !== 'debian' && sources[0] !== undefined) {
        problem(`repositories: got "${sources[0]}", a line for apt; allowed with this root are URLs of apk's repositories, for such lines take rootfs debian:SUITE or ubuntu:SUITE`);
    }
    const named = repositoryUrls(urls.join('\n'), problem);
    if (kind === 'debian' && named.some((line) => line.includes(' ')))
        problem('repositories: got a tag (@…), which is for apk, with a root of Debian or Ubuntu');
    return [...new Set([...named, ...sources.map((line) => sourceLine(line, problem))])];
}
function repositoryUrls(text, problem) {
    const [first, ...rest] = text.split(/[\s,]+/).filter((word) => word !== '');
    if (first === undefined)
        return [];
    const lines = rest.reduce((before, word) => {
        const last = before.at(-1) ?? '';
        return /^@\S+$/.test(last) ? [...before.slice(0, -1), `${last} ${word}`] : [...before, word];
    }, [first]);
    return [...new Set(lines)].map((line) => {
        if (/^@[\w.-]+$/.test(line)) {
            problem(`repositories: got the tag "${line}" without a URL; a tag stands before its URL (@edge https://…)`);
        }
        else
            url('repositories', (0,repositories/* repositoryUrl */.Ek)(line), problem);
        return line.replace(/\/+$/, '');
    });
}
/** Options of a line that say where and what to read. Those that say whom to trust are inputs of their own. */
const OPTIONS = [
    ...['arch', 'lang', 'target', 'pdiffs', 'by-hash', 'inrelease-path'],
    ...['check-valid-until', 'valid-until-min', 'valid-until-max', 'check-date', 'date-max-future'],
];
const INPUTS = {
    'signed-by': 'the files of keys are named by the input "keys"',
    trusted: 'what nobody has signed is used with the input "allow-untrusted"',
};
const FORM = 'deb [OPTION=VALUE …] URL SUITE COMPONENT…, where a suite that ends with "/" has no components';
/** A line of sources.list(5) with one blank between its words. All that is wrong with it is a problem. */
function sourceLine(line, problem) {
    const got = (what) => {
        problem(`repositories: got "${line}"; ${what}`);
    };
    const [, type = '', bracket, rest = ''] = /^(deb(?:-src)?)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(line) ?? [];
    const [place = '', suite = '', ...components] = rest.split(/\s+/);
    if (type !== 'deb')
        got(`nothing is built from sources of packages; allowed is ${FORM}`);
    const options = (bracket ?? '').split(/\s+/).filter((word) => word !== '');
    for (const option of options)
        checkOption(option, got);
    url('repositories', place, problem);
    const isExact = suite.endsWith('/');
    const isSuite = /^[A-Za-z0-9.][\w.~/-]*$/.test(suite) || suite === '/';
    if (!isSuite || components.length > 0 === isExact)
        got(`allowed is ${FORM}`);
    for (const component of components)
        if (!/^[A-Za-z0-9][\w.+/-]*$/.test(component))
            got(`"${component}" is no component; allowed is ${FORM}`);
    const shown = options.length > 0 ? [`[${options.join(' ')}]`] : [];
    const plain = ['deb', ...shown, place, suite, ...components].join(' ');
    return (0,repositories/* withUrl */.EW)(plain, place.replace(/\/+$/, ''));
}
function checkOption(option, got) {
    const [, name = '', value = ''] = /^([a-z-]+)[+-]?=([^=]+)$/.exec(option) ?? [];
    const instead = INPUTS[name];
    if (instead !== undefined)
        got(`the option "${name}" is not taken: ${instead}`);
    else if (value === '' || !OPTIONS.some((known) => known === name))
        got(`"${option}" is no option that is taken; allowed are ${OPTIONS.join('=, ')}=`);
}

;// CONCATENATED MODULE: ./.modules/inputs/resources.js
/** Bytes of a unit, by its letter. */
const UNITS = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
/** What opens a sandbox and enters it is among them. */
const LEAST_PIDS = 16;
const LEAST_BYTES = 16 * 2 ** 20;
/** Reads the inputs that limit what a command may take; empty ones are no limit. */
function parseResources(text, problem) {
    return {
        pids: parsePids(text('pids-limit').trim(), problem),
        memoryBytes: parseMemory(text('memory-limit').trim(), problem),
    };
}
function parsePids(text, problem) {
    if (text === '')
        return undefined;
    const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
    if (number < LEAST_PIDS)
        problem(`pids-limit: got "${text}"; allowed is a number of processes and threads, at least ${LEAST_PIDS}`);
    return number;
}
function parseMemory(text, problem) {
    if (text === '')
        return undefined;
    const [, number = '0', unit = ''] = /^(\d{1,9})([kmg])$/i.exec(text) ?? [];
    const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? 0);
    if (bytes < LEAST_BYTES)
        problem(`memory-limit: got "${text}"; allowed is a number with K, M or G behind it, at least ${LEAST_BYTES / 2 ** 20}M`);
    return bytes;
}

;// CONCATENATED MODULE: ./.modules/inputs/qemu.js
const SOURCES = ['auto', 'system', 'apk', 'apt'];
/** Reads the inputs that begin with `qemu`. */
function parseQemu(text, problem) {
    const asked = text('qemu').trim();
    const source = SOURCES.find((name) => name === asked) ?? 'path';
    if (source === 'path' && !/[/]/.test(asked)) {
        problem(`qemu: got "${asked}"; allowed are auto, system, apk, apt, or a path (with a slash in it: ./qemu-ppc)`);
    }
    return {
        source,
        path: source === 'path' ? asked : '',
        version: matching('qemu-version', text('qemu-version'), /^(\d+(\.\d+){0,2})?$/, '10, 10.1 or 10.1.3', problem),
        cpuModel: matching('qemu-cpu', text('qemu-cpu'), /^[\w.,=+-]*$/, 'a model with its properties (max,pauth-impdef=on)', problem),
        variables: variables(text('qemu-env'), problem),
    };
}
function matching(name, text, pattern, allowed, problem) {
    const word = text.trim();
    if (!pattern.test(word))
        problem(`${name}: got "${word}"; allowed is ${allowed}`);
    return word;
}
/** `QEMU_STRACE` means `QEMU_STRACE=1`: qemu asks only whether it is there. */
function variables(text, problem) {
    const items = text.split(/[\s]+/).filter((item) => item !== '');
    return Object.fromEntries(items.flatMap((item) => {
        const [, name, value] = /^(QEMU_\w+)(?:=(.*))?$/.exec(item) ?? [];
        if (name !== undefined)
            return [[name, value ?? '1']];
        problem(`qemu-env: got "${item}"; allowed are QEMU_NAME and QEMU_NAME=value, separated by blanks`);
        return [];
    }));
}

// EXTERNAL MODULE: ./.modules/rootfs/image/reference.js
var reference = __nccwpck_require__(6363);
;// CONCATENATED MODULE: ./.modules/inputs/rootfs.js


const ALLOWED = 'allowed are auto, minirootfs, apk, docker://IMAGE, debian:SUITE, ubuntu:SUITE, the URL or path of a tarball, the path of a folder, and none';
/** A path, or a tarball here; a bare word is neither. */
const PATH = /^\.{0,2}\/|^\.{1,2}$|\/|\.(tar|tgz|txz|tzst)(\.\w+)?$/;
/** Reads the input `rootfs`, with the checksum that belongs to it. */
function parseRootfs(text, checksum, allowUntrusted, problem) {
    const source = readSource(text, checksum, problem);
    const isTarball = source.kind === 'url' || source.kind === 'path';
    if (checksum && !isTarball)
        problem(`checksum: got one, with the rootfs "${text}", which is no tarball`);
    if (source.kind === 'url' && !checksum && !allowUntrusted) {
        problem(`rootfs: got "${text}" without a checksum; give the sha256 or sha512 that its publisher names (input "checksum"), or allow any (input "allow-untrusted")`);
    }
    return source;
}
function readSource(text, checksum, problem) {
    if (text === 'auto' || text === 'minirootfs' || text === 'apk' || text === 'none')
        return { kind: text };
    const [, scheme = '', rest = ''] = /^(docker:\/\/|debian:|ubuntu:|https?:\/\/|file:)(.+)$/.exec(text) ?? [];
    switch (scheme) {
        case 'docker://':
            (0,reference/* parseImage */.zZ)(rest, problem);
            return { kind: 'image', image: rest };
        case 'debian:':
        case 'ubuntu:': {
            const distribution = scheme === 'debian:' ? 'debian' : 'ubuntu';
            return { kind: 'debian', distribution, suite: parseSuite(rest, problem) };
        }
        case 'http://':
        case 'https://':
            return { kind: 'url', url: text, checksum };
        case 'file:':
            return { kind: 'path', path: filePath(text, problem), checksum };
    }
    if (PATH.test(text))
        return { kind: 'path', path: text, checksum };
    problem(`rootfs: got "${text}"; ${ALLOWED}`);
    return { kind: 'auto' };
}
/** `file:DIR` is a plain path, `file:///…` a URL. */
function filePath(text, problem) {
    if (!text.startsWith('file://'))
        return text.slice('file:'.length);
    if (URL.canParse(text) && new URL(text).host === '')
        return decodeURIComponent(new URL(text).pathname);
    problem(`rootfs: got "${text}"; a file of this machine is file:///PATH or just its path`);
    return text;
}
/** Reads the input `checksum`: hex, the algorithm before it (`sha256:…`) or told by its length. */
function parseChecksum(text, problem) {
    if (text === '')
        return undefined;
    const [, named, digits = ''] = /^(?:(sha256|sha512)[:=-])?([\da-f]+)$/i.exec(text) ?? [];
    const algorithm = digits.length === 64 ? 'sha256' : digits.length === 128 ? 'sha512' : undefined;
    if (algorithm && (named === undefined || named.toLowerCase() === algorithm)) {
        return { algorithm, digest: digits.toLowerCase() };
    }
    problem(`checksum: got "${text}"; allowed are a sha256 of 64 or a sha512 of 128 hexadecimal digits, such as sha256:9f86…`);
    return undefined;
}

;// CONCATENATED MODULE: ./.modules/inputs/shell.js
/** The input `shell`: a program and its options; undefined where the root's own is meant. */
function parseShell(text, problem) {
    const [program, ...options] = text.split(/\s+/).filter((word) => word !== '');
    if (program === undefined)
        return undefined;
    if (!text.includes('{0}'))
        return [program, ...options];
    problem(`shell: got "${text}"; allowed is a program with its options, such as "bash -e"; the commands are added behind it as a file`);
    return undefined;
}
/** What the runner knows by itself, and what its own steps are started by: a program of that name would take its place. */
const OF_THE_RUNNER = ['bash', 'cmd', 'env', 'node', 'perl', 'powershell', 'pwsh', 'python', 'sh', 'sudo'];
/** The input `shell-name`; empty where there is none. */
function parseShellName(text, problem) {
    const name = text.trim();
    const isName = name === '' || /^[A-Za-z0-9_][\w.+-]*$/.test(name);
    if (!isName)
        problem(`shell-name: got "${name}"; allowed is the name of a program, of letters, digits and . _ + -`);
    else if (OF_THE_RUNNER.includes(name) || /^xarch(-|$)/.test(name))
        problem(`shell-name: got "${name}", which is the name of another program; such as "alpine.sh" is allowed`);
    return isName ? name : '';
}

// EXTERNAL MODULE: ./.modules/inputs/table.js + 4 modules
var table = __nccwpck_require__(7930);
;// CONCATENATED MODULE: ./.modules/inputs/parse.js















/** Reads all inputs; a problem of one does not hide those of the others. */
function parseInputs(raw) {
    const problems = [];
    const text = (name) => given(raw, name);
    const problem = (line) => problems.push(line);
    const allowUntrusted = flag('allow-untrusted', text('allow-untrusted'), problem);
    const checksum = parseChecksum(text('checksum').trim(), problem);
    const rootfs = parseRootfs(text('rootfs').trim(), checksum, allowUntrusted, problem);
    const value = {
        architectures: parseTargets(words(onlyHandlers(raw) ? '' : text('arch')), text('branch').trim(), problem),
        run: text('run'),
        shell: parseShell(text('shell'), problem),
        shellName: parseShellName(text('shell-name'), problem),
        rootfs,
        signature: oneOf('signature', text('signature'), ['when-present', 'required'], problem),
        basePackages: words(text('base-packages')).filter((name) => isPackage('base-packages', name, problem)),
        packages: words(text('packages')).filter((name) => isPackage('packages', name, problem, rootfs)),
        branch: (0,rootfs_branch/* parseBranch */.Q)(text('branch').trim(), problem),
        mirror: url('mirror', text('mirror').trim(), problem).replace(/\/+$/, ''),
        repositories: parseRepositories(text('repositories'), rootfs, problem),
        places: words(`${text('mirror')} ${text('repositories')}`).join(' '),
        keys: words(text('keys')).filter((path) => isKey(path, rootfs, problem)),
        allowUntrusted,
        setup: setup(text('setup'), problem),
        network: oneOf('network', text('network').trim() || 'host', ['host', 'none'], problem),
        env: environmentTexts(raw.env ?? '').flatMap((item) => environmentItem(item, problem)),
        workingDirectory: text('working-directory'),
        guest: (0,guest/* parseGuest */.KS)(text, problem),
        ...parseCache(text, problem),
        summary: flag('summary', text('summary'), problem),
        handlers: parseHandlers(words(text('handlers')), problem),
        binfmt: oneOf('binfmt', text('binfmt'), ['system', 'private'], problem),
        setuid: flag('setuid', text('setuid'), problem),
        isolation: parseIsolation(text, problem),
        resources: parseResources(text, problem),
        qemu: parseQemu(text, problem),
        many: parseMany(text, problem),
    };
    acrossInputs(value, problem);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}
function parseCache(text, problem) {
    return {
        cache: oneOf('cache', text('cache').toLowerCase(), ['true', 'read-only', 'false'], problem),
        cacheMaxAgeMs: (0,age/* parseAge */.F)('cache-max-age', text('cache-max-age').trim(), problem),
        rootImage: oneOf('root-image', text('root-image').toLowerCase(), ['auto', 'false'], problem),
    };
}
/** Handlers alone are asked for: then the default architecture is not. */
function onlyHandlers(raw) {
    return given(raw, 'rootfs').trim() === 'none' && isGiven(raw, 'handlers') && !isGiven(raw, 'arch');
}
function isGiven(raw, name) {
    return givenTexts(raw, name).join('').trim() !== '';
}
function given(raw, name) {
    const input = table/* INPUTS */.m.find((row) => row.name === name);
    const texts = givenTexts(raw, name);
    const isOne = input?.kind === 'text' || input?.kind === 'flag';
    const text = (isOne ? texts.at(-1) : texts.join('\n')) ?? '';
    return text.trim() === '' ? (input?.default ?? '') : text;
}
function givenTexts(raw, name) {
    const texts = raw[name] ?? [];
    return typeof texts === 'string' ? [texts] : texts;
}
/** The words of a list: separated by commas, blanks or lines, each once, in the order of their first coming. */
function words(text) {
    return [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
}
/**
 * The items of an `env` text. A line is a list, as everywhere; but one that begins with `NAME=` and goes on with
 * anything but further assignments is one value with blanks or commas in it (`CFLAGS=-O2 -g`).
 */
function environmentItems(text) {
    const isAssignment = (word) => /^[A-Za-z_]\w*=/.test(word);
    return text.split('\n').flatMap((line) => {
        const [first = '', ...rest] = words(line);
        if (first === '')
            return [];
        return isAssignment(first) && !rest.every(isAssignment) ? [line.trim()] : [first, ...rest];
    });
}
/** An option is one value where it begins with `NAME=` and has several lines; the lines of an input are items. */
function environmentTexts(given) {
    if (typeof given === 'string')
        return environmentItems(given);
    return given.flatMap((text) => (/^[A-Za-z_]\w*=[^]*\n/.test(text) ? [text] : environmentItems(text)));
}
/** What Linux allows for one argument of a program (MAX_ARG_STRLEN, 32 pages), with room for its end. */
const SETUP_BYTES = 128 * 1024 - 1;
function setup(text, problem) {
    const bytes = Buffer.byteLength(text);
    if (bytes >= SETUP_BYTES)
        problem(`setup: got ${bytes} bytes of commands; allowed are ${SETUP_BYTES}: put them into a package or a tarball`);
    return text.trim() === '' ? '' : text;
}
/** Rules that no input can check by itself. */
function acrossInputs(value, problem) {
    const { kind } = value.rootfs;
    if (kind === 'none') {
        for (const [input, given] of Object.entries({
            run: value.run.trim(),
            packages: value.packages[0] ?? '',
            setup: value.setup,
        })) {
            if (given !== '')
                problem(`${input}: got some with rootfs "none"; they need a root`);
        }
        if (value.binfmt === 'private')
            problem('binfmt: got "private" with rootfs "none"; private handlers are those of a command in a root');
    }
    checkIsolation(value, problem);
    if (kind === 'debian' && value.binfmt === 'private' && value.isolation.kind !== 'strict')
        problem('binfmt: got "private" with a root of Debian or Ubuntu; mmdebstrap needs handlers of the machine');
    if (value.signature === 'required' && kind !== 'minirootfs' && kind !== 'auto')
        problem('signature: got "required", which is for a minirootfs (rootfs "auto" or "minirootfs")');
}


/***/ }),

/***/ 6432:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AH: () => (/* binding */ JSON_SWITCH),
/* harmony export */   Ld: () => (/* binding */ MANIFEST_SWITCH),
/* harmony export */   WR: () => (/* binding */ RESULTS_SWITCH),
/* harmony export */   _$: () => (/* binding */ HELP),
/* harmony export */   ut: () => (/* binding */ LOUDNESS)
/* harmony export */ });
const HELP = { name: 'help', letter: 'h', meaning: 'say how it is used' };
const LOUDNESS = [
    { name: 'quiet', letter: 'q', meaning: 'say nothing but errors and warnings' },
    {
        name: 'verbose',
        letter: 'v',
        meaning: 'say each command, as it could be typed, and what each phase took',
    },
];
const JSON_SWITCH = { name: 'json', meaning: 'print it as JSON' };
/** Of `xarch build`. */
const MANIFEST_SWITCH = {
    ...JSON_SWITCH,
    meaning: 'print what the root is made of: packages, versions, digests',
};
/** Of `xarch run`. */
const RESULTS_SWITCH = {
    ...JSON_SWITCH,
    meaning: 'print the results as JSON; what the commands say goes to standard error',
};


/***/ }),

/***/ 7930:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  m: () => (/* binding */ INPUTS)
});

;// CONCATENATED MODULE: ./.modules/inputs/table-guest.js
/** What commands find inside, and who runs them. A part of the table of inputs. */
const GUEST_INPUTS = [
    {
        name: 'env',
        kind: 'environment',
        default: '',
        letter: 'e',
        value: 'NAME[=VALUE]',
        meaning: 'variables to hand in: NAME, NAME=value or PREFIX_*, separated by blanks, or one a line where values have blanks',
    },
    {
        name: 'working-directory',
        kind: 'text',
        default: '',
        letter: 'w',
        value: 'DIR',
        meaning: 'folder the commands start in, inside; relative to the workspace, which is the default',
    },
    {
        name: 'user',
        kind: 'text',
        default: 'root',
        letter: 'u',
        value: 'USER',
        meaning: "who runs the commands inside: root, runner (the job's own user: name, ids and home folder), or a user of the root: NAME, ID or ID:GROUP",
    },
    {
        name: 'volumes',
        kind: 'list',
        default: '',
        value: 'SOURCE[:TARGET[:ro]]',
        meaning: 'further folders or files of the machine that are visible inside: source[:target[:ro]], relative sources in the workspace; before a blank or a comma within one stands a backslash',
    },
    {
        name: 'timeout-minutes',
        kind: 'text',
        default: '',
        value: 'MINUTES',
        meaning: 'how long the commands may run in each root, in minutes; then they get SIGTERM and are ended',
    },
    {
        name: 'silence-minutes',
        kind: 'text',
        default: '',
        value: 'MINUTES',
        meaning: 'how long the commands may say nothing, in minutes; then what they are running is shown, and they get SIGTERM and are ended',
    },
    {
        name: 'commands',
        kind: 'text',
        default: 'on',
        option: false,
        meaning: 'off: what the commands print is no workflow command (::error::, ::add-mask:: and their kin)',
    },
];

;// CONCATENATED MODULE: ./.modules/inputs/table-machine.js
/** What runs foreign programs, and what the machine allows them. A part of the table of inputs. */
const MACHINE_INPUTS = [
    {
        name: 'handlers',
        kind: 'list',
        default: '',
        value: 'ARCHS|all',
        meaning: 'further architectures to register handlers for although no root is made for them, or all',
    },
    {
        name: 'binfmt',
        kind: 'text',
        default: 'system',
        value: 'system|private',
        meaning: 'private: handlers that this run alone has, in a user namespace; nothing is registered on the machine',
    },
    {
        name: 'setuid',
        kind: 'flag',
        default: 'false',
        meaning: 'register with the flag C, so that sudo, doas and su work inside',
    },
    {
        name: 'isolation',
        kind: 'text',
        default: 'auto',
        value: 'auto|unshare|strict|bwrap|proot',
        meaning: 'how what runs is kept from the machine: unshare (namespaces; root or sudo), strict (ids of nobody on the machine, private handlers, a seccomp filter, no network unless network says host), bwrap (bubblewrap), proot (no root, no namespaces, no boundary), or auto: the first of them that this machine allows',
    },
    {
        name: 'nested',
        kind: 'flag',
        default: 'false',
        meaning: 'namespaces with a proc of their own can be made inside (abuild rootbld, bwrap, unshare --mount-proc): /proc is whole there, and root inside can change settings of the machine',
    },
    {
        name: 'privileged',
        kind: 'flag',
        default: 'false',
        meaning: 'all capabilities and devices of the machine inside, for commands that mount or make devices: no protection from what runs there',
    },
    {
        name: 'pids-limit',
        kind: 'text',
        default: '',
        value: 'NUMBER',
        meaning: 'most processes and threads that may be there inside at a time (by a control group)',
    },
    {
        name: 'memory-limit',
        kind: 'text',
        default: '',
        value: 'SIZE',
        meaning: 'most memory that all inside may take together: 512M, 4G (by a control group)',
    },
    {
        name: 'qemu',
        kind: 'text',
        default: 'auto',
        value: 'SOURCE',
        meaning: 'where the emulator comes from: auto, system, apk, apt, or the path of a static file or of a folder of them',
    },
    {
        name: 'qemu-version',
        kind: 'text',
        default: '',
        value: 'VERSION',
        meaning: 'version that the emulator must have: 10, 10.1 or 10.1.3',
    },
    {
        name: 'qemu-cpu',
        kind: 'text',
        default: '',
        value: 'MODEL',
        meaning: 'model of the processor that qemu emulates (QEMU_CPU)',
    },
    {
        name: 'qemu-env',
        kind: 'environment',
        default: '',
        value: 'QEMU_NAME[=VALUE]',
        meaning: 'variables for qemu inside: QEMU_STRACE, QEMU_STACK_SIZE=8388608 and their kin',
    },
];

;// CONCATENATED MODULE: ./.modules/inputs/table-many.js
/** How several architectures are worked on. A part of the table of inputs. */
const MANY_INPUTS = [
    {
        name: 'parallel',
        kind: 'text',
        default: '',
        value: 'NUMBER',
        meaning: 'how many architectures run their commands at the same time (default: as many as there are cores)',
    },
    {
        name: 'fail-fast',
        kind: 'flag',
        default: 'true',
        value: 'true|false',
        meaning: 'where one architecture fails, the commands of the others get SIGTERM and are ended',
    },
];

;// CONCATENATED MODULE: ./.modules/inputs/table-roots.js
/** What roots are made of. A part of the table of inputs. */
const ROOT_INPUTS = [
    {
        name: 'packages',
        kind: 'list',
        default: '',
        letter: 'p',
        value: 'PACKAGES',
        meaning: 'packages to install, part of the cached root',
    },
    {
        name: 'branch',
        kind: 'text',
        default: 'latest-stable',
        value: 'BRANCH',
        meaning: 'Alpine branch: vX.Y, edge or latest-stable',
    },
    {
        name: 'mirror',
        kind: 'text',
        default: 'https://dl-cdn.alpinelinux.org/alpine',
        value: 'URL|file:DIR',
        meaning: 'base of a mirror of Alpine (of Debian or Ubuntu, for their roots): https:, http: or file:',
    },
    {
        name: 'repositories',
        kind: 'list',
        default: '',
        value: 'URLS',
        meaning: "further repositories, after the mirror's: of apk, where a tag stands before its URL (@edge URL); of roots of Debian and Ubuntu also lines deb [OPTIONS] URL SUITE COMPONENTS",
    },
    {
        name: 'keys',
        kind: 'list',
        default: '',
        value: 'FILES',
        meaning: 'public keys that further repositories are signed with: NAME.rsa.pub for apk, keyrings for apt',
    },
    {
        name: 'allow-untrusted',
        kind: 'flag',
        default: 'false',
        meaning: 'use packages, or a tarball from a URL, that nobody has signed or that has no checksum',
    },
    {
        name: 'rootfs',
        kind: 'text',
        default: 'auto',
        value: 'SOURCE',
        meaning: 'where the root comes from: auto (minirootfs where Alpine has one, else apk), minirootfs, apk, docker://IMAGE, debian:SUITE, ubuntu:SUITE, a tarball (URL or path), a folder, or none (handlers alone)',
    },
    {
        name: 'checksum',
        kind: 'text',
        default: '',
        value: 'DIGEST',
        meaning: 'sha256 or sha512 of the tarball that rootfs names; one from a URL needs it',
    },
    {
        name: 'signature',
        kind: 'text',
        default: 'when-present',
        value: 'when-present|required',
        meaning: "Alpine's OpenPGP signature of a minirootfs: checked when the mirror has it, or required",
    },
    {
        name: 'base-packages',
        kind: 'list',
        default: 'alpine-base',
        value: 'PACKAGES',
        meaning: 'what a root that apk makes begins with',
    },
    {
        name: 'setup',
        kind: 'text',
        default: '',
        value: 'COMMANDS',
        meaning: 'commands run once as root inside while the root is built, part of what is kept',
    },
    {
        name: 'network',
        kind: 'text',
        default: '',
        value: 'host|none',
        meaning: 'network inside: that of the machine (default), or none but a loopback of its own (default with isolation strict)',
    },
];

;// CONCATENATED MODULE: ./.modules/inputs/table.js




/**
 * Every input of the action; each is an option of the same name. action.yml, `--help`, the README's table and the
 * parsers are held against this table by a test.
 */
const INPUTS = [
    {
        name: 'arch',
        kind: 'list',
        default: 'aarch64',
        letter: 'a',
        value: 'ARCH[,ARCH]',
        meaning: "one or several architectures, or all that Alpine has; Alpine's, Docker's, Debian's, Go's and uname's names are understood",
    },
    {
        name: 'run',
        kind: 'text',
        default: '',
        option: false,
        meaning: 'commands; without it the step only sets up (handlers and root)',
    },
    {
        name: 'shell',
        kind: 'text',
        default: '',
        option: false,
        meaning: 'the program inside that runs the commands (default: sh -eo pipefail, in roots of glibc bash)',
    },
    {
        name: 'shell-name',
        kind: 'text',
        default: '',
        option: false,
        meaning: 'one more name of the shell for later steps, beside xarch and xarch-ARCH; that one is a login shell (alpine.sh)',
    },
    ...ROOT_INPUTS,
    ...MACHINE_INPUTS,
    ...GUEST_INPUTS,
    ...MANY_INPUTS,
    {
        name: 'cache',
        kind: 'text',
        default: 'true',
        value: 'true|read-only|false',
        meaning: 'keep built roots and use them again; read-only uses what is there and keeps nothing new',
    },
    {
        name: 'cache-max-age',
        kind: 'text',
        default: '7d',
        value: 'AGE',
        meaning: 'how old a kept root may be: 12h, 7d, 4w; an older one is built again, packages of a branch move',
    },
    {
        name: 'root-image',
        kind: 'text',
        default: 'auto',
        option: false,
        meaning: 'auto: where the machine can make and mount squashfs or erofs, a root of more than 100 MB is cached as such an image, and the next job mounts it under an overlay; false: it is unpacked',
    },
    {
        name: 'summary',
        kind: 'flag',
        default: 'true',
        option: false,
        meaning: 'add to the summary of the job: a table of results, what failed and how to repeat it, and when what was done',
    },
];


/***/ }),

/***/ 2915:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   az: () => (/* binding */ isolate),
/* harmony export */   gv: () => (/* binding */ asOwner),
/* harmony export */   sy: () => (/* binding */ boundTo)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _arch_resolve_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6803);
/* harmony import */ var _plan_isolation_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(496);
/* harmony import */ var _platform_namespace_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7571);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2010);
/* harmony import */ var _sandbox_obstacles_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9060);
/* harmony import */ var _survey_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7704);







/**
 * Decides how commands are isolated: by what was asked for by name, never by anything weaker; or by the first of all
 * that this machine allows. Throws `Refused` where that cannot be had.
 */
async function isolate(asked, lifetime, ports) {
    const kind = await chooseIsolation(asked, lifetime, ports);
    const inputs = (0,_plan_isolation_js__WEBPACK_IMPORTED_MODULE_6__/* .isolated */ .My)(asked, kind);
    const nothing = () => Promise.resolve();
    if (kind === 'unshare' || (kind === 'strict' && (0,_sandbox_obstacles_js__WEBPACK_IMPORTED_MODULE_4__/* .isRootOfMachine */ .JM)(ports)))
        return { inputs, ports, end: nothing };
    if (kind === 'strict') {
        const { privilege, close } = await (0,_platform_namespace_js__WEBPACK_IMPORTED_MODULE_2__/* .openNamespace */ .Y)(ports.exec);
        return { inputs, ports: { ...ports, privilege, exec: ports.execAs(privilege) }, end: close };
    }
    // An ordinary user stays one, also where sudo is there: what these two run has no more rights than who calls them.
    const privilege = boundTo(kind, ports.privilege);
    for (const warning of WARNINGS[kind])
        ports.log.warning(warning);
    return {
        inputs,
        ports: { ...ports, executor: kind, privilege, exec: ports.execAs(privilege) },
        end: nothing,
    };
}
const WARNINGS = {
    bwrap: [],
    proot: [
        'isolation "proot" is no boundary: what runs inside can reach all that this user can (with an emulator the machine itself is at /host-rootfs), and starts programs and opens files at about half the speed',
    ],
};
/** How commands of a kind of isolation get root, of what this process has. */
function boundTo(kind, privilege) {
    return privilege === 'root' || kind === 'unshare' || kind === 'strict' ? privilege : 'none';
}
async function chooseIsolation(asked, lifetime, ports) {
    const { log, privilege } = ports;
    const { kind } = asked.isolation;
    const wanted = wantedOf(asked);
    const obstacles = [];
    // Without a root there is no sandbox: handlers of the machine are what is asked for.
    const kinds = kind !== 'auto' ? [kind] : asked.rootfs.kind === 'none' ? ['unshare'] : _plan_isolation_js__WEBPACK_IMPORTED_MODULE_6__/* .ISOLATIONS_BY_STRENGTH */ .ym;
    for (const candidate of kinds) {
        const obstacle = (0,_plan_isolation_js__WEBPACK_IMPORTED_MODULE_6__/* .unheld */ .RK)(candidate, asked, privilege === 'root') ??
            (await (0,_sandbox_obstacles_js__WEBPACK_IMPORTED_MODULE_4__/* .obstacleTo */ .zv)(candidate, wanted, { ...ports, privilege: boundTo(candidate, privilege) }));
        if (obstacle)
            obstacles.push([candidate, obstacle]);
        else {
            const line = (0,_plan_isolation_js__WEBPACK_IMPORTED_MODULE_6__/* .isolationLine */ .XD)(candidate, obstacles);
            if (obstacles.length > 0 || lifetime === 'job')
                log.info(line);
            else
                log.debug(line);
            return candidate;
        }
    }
    throw refused(kind, obstacles);
}
/** What keeps commands from being isolated. The last kind asks least of the machine: what mends that one is said too. */
function refused(kind, obstacles) {
    const [[, first] = ['', { what: '', todo: '' }], ...others] = obstacles;
    const [last, least] = others.at(-1) ?? [];
    const reasons = others.map(([other, { what }]) => `\nisolation "${other}": ${what}`);
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw({
        what: `${kind === 'auto' ? '' : `isolation "${kind}": `}${first.what}${reasons.join('')}`,
        todo: least && least.todo !== first.todo
            ? `${first.todo} Or, for isolation "${last ?? ''}": ${least.todo}`
            : first.todo,
    });
}
function wantedOf(inputs) {
    const { architectures, guest, isolation, rootfs, binfmt } = inputs;
    return {
        handlers: (0,_survey_js__WEBPACK_IMPORTED_MODULE_5__/* .needsHandlers */ .FV)(inputs) ? binfmt : 'none',
        emulated: architectures.filter((arch) => (0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_1__/* .executionOn */ .sT)((0,node_os__WEBPACK_IMPORTED_MODULE_0__.machine)(), arch) !== 'native'),
        user: guest.user,
        privileged: isolation.privileged,
        debian: rootfs.kind === 'debian',
        installs: true,
    };
}
/**
 * Does work on what this user has in the store. Files there may be those of subordinate ids, which only root of a namespace
 * of theirs can remove.
 */
async function asOwner(ports, work) {
    if (ports.privilege !== 'none')
        return work(ports);
    const own = await (0,_platform_namespace_js__WEBPACK_IMPORTED_MODULE_2__/* .openNamespace */ .Y)(ports.exec).catch(() => undefined); // without one there are no such files
    if (!own)
        return work(ports);
    const { privilege, close } = own;
    return work({ ...ports, privilege, exec: ports.execAs(privilege) }).finally(close);
}


/***/ }),

/***/ 9203:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  i: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./.modules/arch/architectures.js
var architectures = __nccwpck_require__(7895);
// EXTERNAL MODULE: ./.modules/outcome.js
var _modules_outcome = __nccwpck_require__(3266);
;// CONCATENATED MODULE: ./.modules/report/advice/building.js
/** Compilers, package managers and what they do with files. */
const BUILDING_ADVICE = [
    {
        id: 'compiler-crash',
        message: 'gcc: internal compiler error: Segmentation fault signal terminated program cc1',
        words: ['internal compiler error'],
        symptom: /internal compiler error: .* signal terminated program \w+/,
        cause: 'a compiler was killed: under qemu 7 and 8.0 on newer kernels that happens at random; or memory ran out',
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
        remedy: 'Set "env" to CARGO_REGISTRIES_CRATES_IO_PROTOCOL=sparse, or CARGO_NET_GIT_FETCH_WITH_CLI=true with git in "packages".',
        link: 'https://github.com/rust-lang/cargo/issues/10583',
    },
    {
        id: 'directory-offsets',
        message: 'Value too large for defined data type',
        words: ['Value too large for', 'EOVERFLOW'],
        symptom: /Value too large for (defined )?data type|\bEOVERFLOW\b/,
        when: { isEmulated: true, is32Bit: true },
        cause: 'a 32-bit program cannot read folders of ext4, whose offsets have 64 bits: they fail, or look empty',
        remedy: 'Put what it reads on a tmpfs (CARGO_HOME=/tmp/cargo in "env"), or build it with -D_FILE_OFFSET_BITS=64.',
        link: 'https://github.com/rust-lang/cargo/issues/8719',
    },
    {
        id: 'out-of-memory-32-bit',
        message: 'Out of memory allocating 536870912 bytes!',
        words: ['emory allocat', 'LLVM ERROR'],
        symptom: /Out of memory allocating \d+ bytes|^(rustc-)?(LLVM ERROR: out of memory|memory allocation of \d{6,} bytes failed)/,
        when: { is32Bit: true },
        cause: 'the addresses of a 32-bit program were used up (rustc needs more than 3 GiB), or qemu 7.0 has run it',
        remedy: 'Compile on the machine for this architecture (cross), with fewer codegen units, or use another "qemu-version".',
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
        cause: 'the seccomp filter of an old Docker, in whose container xarch runs, refuses fchmodat2; or the file is not yours',
        remedy: 'Update the Docker of that container, or run the job outside of it; see "user" where files are not yours.',
        link: 'https://github.com/docker/docker-ce-packaging/issues/1007',
    },
    {
        id: 'apk-script',
        message: 'lib/apk/exec/busybox-1.37.0-r29.trigger: exited with error 127',
        words: ['exited with error 127', '* execve: No such file'],
        symptom: /(\.trigger|\.post-\w+|\.pre-\w+|script)\b.*exited with error 127|^\* execve: No such file or directory/,
        cause: "apk runs a package's script from memory, and the handler cannot open its qemu there (no flag F)",
        remedy: 'Let xarch register the handler ("qemu": auto; remove a foreign one), and use apk-tools 3.0.2 or later ("branch").',
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
];

;// CONCATENATED MODULE: ./.modules/report/advice/emulator.js
/** qemu itself: its crashes, what it refuses, what it needs. */
const EMULATOR_ADVICE = [
    {
        id: 'emulator-crash',
        message: 'QEMU internal SIGSEGV {code=MAPERR, addr=0x20}',
        words: ['QEMU internal SIG'],
        symptom: /QEMU internal SIG[A-Z]+ \{code=/,
        cause: 'qemu itself has crashed: this is its own fault, not that of the program',
        remedy: 'Run another version of it ("qemu-version", or "qemu"), or this architecture on a machine of its own.',
        link: 'https://github.com/tonistiigi/binfmt/issues/316',
    },
    {
        id: 'libc-bin-crash',
        message: 'installed libc-bin package post-installation script subprocess returned error exit status 139',
        words: ['libc-bin'],
        symptom: /libc-bin\b.*\b(exit status 139|killed by signal \(Segmentation fault\))/,
        cause: 'ldconfig of this Debian or Ubuntu crashes in a qemu older than 8.2',
        remedy: 'Use a newer qemu ("qemu-version": 8.2 or later), or a root of a newer release ("rootfs").',
        link: 'https://github.com/docker/buildx/issues/314',
    },
    {
        id: 'stale-emulator-copy',
        message: 'qemu: uncaught target signal 5 (Trace/breakpoint trap)',
        words: ['uncaught target signal 5'],
        symptom: /qemu: uncaught target signal 5 /,
        cause: 'a breakpoint of the program; or a copy of another qemu, inside the root, has run it',
        remedy: 'Remove qemu-*-static from the root: the handlers of xarch need no copy in it.',
        link: 'https://github.com/multiarch/qemu-user-static/issues/39',
    },
    {
        id: 'illegal-instruction',
        message: 'qemu: uncaught target signal 4 (Illegal instruction)',
        words: ['uncaught target signal 4', 'Illegal instruction'],
        symptom: /qemu: uncaught target signal 4 |(^|[\s:])Illegal instruction( +\(core dumped\)|\s{2,}|$)/,
        cause: 'the program has an instruction that the processor it ran on does not know',
        remedy: 'Where it is emulated set "qemu-cpu" to a newer model (max; rv64,v=true; power10; arm1176 for ARMv6), else compile it for an older one (-march).',
        link: 'https://github.com/pguyot/arm-runner-action/issues/82',
    },
    {
        id: 'unknown-cpu-model',
        message: "qemu-aarch64: unable to find CPU model 'cortex-a99'",
        words: ['unable to find CPU model'],
        symptom: /qemu-\S+: unable to find CPU model '/,
        cause: 'this qemu does not know the processor that it was told to emulate',
        remedy: 'Set "qemu-cpu" to a model that it knows ("qemu-cpu: help" lists them), or use a newer "qemu-version".',
    },
    {
        id: 'wrong-libc',
        message: "qemu-aarch64: Could not open '/lib/ld-linux-aarch64.so.1': No such file or directory",
        words: ['Could not open'],
        symptom: /qemu-\S+: Could not open '\/lib\S*\/ld\S+': No such file or directory/,
        cause: 'the program was made for another C library than the root has (glibc or musl)',
        remedy: 'Link it statically, use the root that it was made for ("rootfs": debian:SUITE for glibc), or add gcompat to "packages".',
    },
    {
        id: 'address-space',
        message: 'Unable to reserve 0xffff0000 bytes of virtual address space at 0x1000',
        words: ['Unable to reserve 0x', 'Unable to find a guest_base'],
        symptom: /Unable to reserve 0x[0-9a-f]+ bytes of virtual address space|Unable to find a guest_base/,
        cause: 'qemu could not have the address space of a 32-bit program: a limit (ulimit -v), or qemu 5.2',
        remedy: 'Take the limit of virtual memory away (ulimit -v unlimited), or use "qemu-version" 6 or later.',
        link: 'https://github.com/balena-io/qemu/issues/21',
    },
    {
        id: 'emulator-memory',
        message: 'qemu-aarch64: allocate 134217728 bytes for jit buffer: Cannot allocate memory',
        words: ['for jit buffer', 'qemu_thread_create'],
        symptom: /bytes for jit buffer: |qemu: qemu_thread_create: /,
        cause: 'qemu had no memory, or no thread, for itself: each emulated process takes 128 MB of addresses',
        remedy: 'Raise "memory-limit", "pids-limit" or ulimit -v, or run fewer processes at once (make -j).',
    },
    {
        id: 'unsupported-syscall',
        message: 'qemu: Unsupported syscall: 283',
        words: ['Unsupported syscall: '],
        symptom: /^(qemu: )?Unsupported syscall: \d+/,
        cause: 'qemu does not know a system call; most programs do without it',
        remedy: 'Where something fails of it, use a newer "qemu-version"; else take no notice.',
        link: 'https://github.com/cross-rs/cross/issues/191',
    },
    {
        id: 'netlink-noise',
        message: 'Unknown host QEMU_IFLA type: 47',
        words: ['Unknown host QEMU_IFLA'],
        symptom: /Unknown host QEMU_IFLA\w* type: \d+/,
        cause: 'the kernel says more of its network than qemu can translate',
        remedy: 'Take no notice: it is harmless. A newer "qemu-version" says it less.',
        link: 'https://github.com/multiarch/qemu-user-static/issues/59',
    },
    {
        id: 'netlink-order',
        message: 'parsenetlinkrouteattr: invalid argument',
        words: ['parsenetlinkrouteattr'],
        symptom: /parsenetlinkrouteattr: invalid argument/,
        cause: 'qemu does not turn all that the kernel says of its network into the other byte order',
        remedy: 'Leave tests out that list network interfaces.',
        link: 'https://github.com/facebook/time/issues/506',
    },
    {
        id: 'stack-overflow',
        message: "thread 'main' has overflowed its stack",
        words: ['overflowed its stack', 'stack overflow', 'SystemStackError', 'stack level too deep'],
        symptom: /has overflowed its stack|\bstack[ -]overflow (on|at) address|stack level too deep \(SystemStackError\)/,
        when: { isEmulated: true },
        cause: 'the stack was too small: ulimit -s says nothing to qemu, which gives 8 MiB',
        remedy: 'Set "qemu-env" to QEMU_STACK_SIZE=67108864 (64 MiB).',
        link: 'https://github.com/docker-library/official-images/issues/19042',
    },
];

;// CONCATENATED MODULE: ./.modules/report/advice/hanging.js
/** Programs that wait for ever under emulation: known by what they said before their time was over. */
const HANGING_ADVICE = [
    {
        id: 'go-hang',
        message: '(nothing more after go build, go test or go mod download)',
        words: [
            'go: downloading ',
            'ok  \t',
            'go build',
            'go env',
            'go generate',
            'go install',
            'go mod',
            'go test',
            'go vet',
        ],
        symptom: /^(go: downloading |ok {2}\t|(\+ |# )?go (build|env|generate|install|mod|test|vet)\b)/,
        when: { isLate: true, isEmulated: true },
        cause: "Go's way to interrupt its own threads by signals can hang in qemu",
        remedy: 'Set "env" to GODEBUG=asyncpreemptoff=1 (and GOMAXPROCS=1), or build on the machine (GOARCH).',
        link: 'https://github.com/golang/go/issues/70329',
    },
    {
        id: 'node-hang',
        message: '(nothing more after npm, yarn or pnpm)',
        words: ['npm ', 'npx ', 'yarn ', 'install'],
        symptom: /^(npm (warn|WARN|notice|http|info|verbose|error|ERR!)|> \S+@\d\S* (pre|post)?install$|(\+ )?(npm|npx|pnpm|yarn) \S)/,
        when: { isLate: true, isEmulated: true },
        cause: 'node 19 and later can hang in qemu on 32-bit ARM and s390x (mremap)',
        remedy: 'Use node 18 for the build, or install on the machine and hand node_modules in ("volumes").',
        link: 'https://github.com/nodejs/docker-node/issues/1798',
    },
    {
        id: 'parallel-tests-hang',
        message: '(nothing more within a run of pytest)',
        words: ['test session starts', ' workers [', '[gw'],
        symptom: /^=+ test session starts =+$|^\d+ workers \[\d+ items\]|^\[gw\d+\]/,
        when: { isLate: true, isEmulated: true },
        cause: 'threads and processes that wait for each other can hang in qemu',
        remedy: 'Run the tests one after another (pytest -n 0, OMP_NUM_THREADS=1 in "env").',
        link: 'https://github.com/scipy/scipy/issues/22839',
    },
];

;// CONCATENATED MODULE: ./.modules/report/advice/kernel.js
/** What the kernel gives to programs inside: handlers, namespaces, tracing, the rights of owners. */
const KERNEL_ADVICE = [
    {
        id: 'setuid',
        message: "sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the 'nosuid' option set …?",
        words: ['be suid', 'installed setuid', 'run setuid', 'effective uid is not 0', '"no new privileges"'],
        // busybox, shadow, doas, sudo
        symptom: /must be suid to work properly|not installed setuid|effective uid is not 0|must be (run|installed) setuid(?! on such)|"no new privileges" flag is set/,
        cause: 'a setuid program did not get the rights of its owner: without setuid no exec gives any, and the handler has not the flag C',
        remedy: 'Set the input "setuid" to true (it says what that allows), or run the command as root.',
        link: 'https://github.com/multiarch/qemu-user-static/issues/17',
    },
    {
        id: 'exec-format',
        message: 'exec format error',
        words: ['xec format error', '\x7fELF', '1: ELF', 'failed to run command', 'ENOEXEC'],
        // A shell that gets ENOEXEC takes the file for a script: busybox and dash then fail at its first bytes.
        symptom: /[Ee]xec format error|: (line )?1: \x7f?ELF.*not found|chroot: failed to run command .*: No such file or directory|\bspawn \S* ?ENOEXEC\b/,
        cause: 'a program of another architecture was started that no handler runs',
        remedy: 'Name its architecture with the input "handlers".',
        link: 'https://github.com/void-linux/void-mklive/issues/253',
    },
    {
        id: 'namespaces',
        message: 'bwrap: Creating new namespace failed: Invalid argument',
        words: ['bwrap: ', 'unshare(', 'unshare failed', 'Failed to fork'],
        // bubblewrap, util-linux, systemd; EINVAL is what qemu-user answers to CLONE_NEW*
        symptom: /bwrap: .*namespace.*(: Invalid argument|does not support user namespaces)|unshare(\(0x[0-9a-f]+\)| failed): Invalid argument|Failed to fork( off .*)?: Invalid argument/,
        cause: 'an emulated program asked for a new namespace, which qemu-user refuses: bwrap, unshare and what is built on them do not work when they are emulated themselves',
        remedy: 'Run them in a root of the machine\'s own architecture (with "nested", where they mount a proc), and only what is inside emulated.',
        link: 'https://github.com/multiarch/qemu-user-static/issues/168',
    },
    {
        id: 'namespaces-refused',
        message: 'unshare: unshare failed: Operation not permitted',
        words: ['unshare(', 'unshare failed', 'bwrap: ', 'apparmor_restrict'],
        symptom: /unshare(\(0x[0-9a-f]+\)| failed): (Operation not permitted|No space left on device)|bwrap: .*namespace.*(Operation not permitted|Permission denied|ENOSPC|No permissions)|apparmor_restrict_unprivileged_userns/,
        cause: 'namespaces are refused: to what runs inside without "nested" or "privileged", or by AppArmor of Ubuntu 23.10 and later',
        remedy: 'Set the input "nested" ("privileged" for mounts of devices); on the machine: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.',
        link: 'https://github.com/actions/runner-images/issues/10443',
    },
    {
        id: 'ptrace',
        message: 'PTRACE_TRACEME: Function not implemented',
        words: ['Function not implemented'],
        symptom: /(ptrace|PTRACE_[A-Z]+)\b[^:]*: Function not implemented/,
        cause: 'qemu has no ptrace: strace, gdb, py-spy and their kin do not work on emulated programs',
        remedy: 'Set "qemu-env" to QEMU_STRACE=1 for the system calls, or to QEMU_GDB=PORT and use a gdb outside (gdb-multiarch).',
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
        symptom: /Shadow memory range interleaves|ThreadSanitizer: unexpected memory mapping|ReserveShadowMemoryRange failed/,
        cause: 'a sanitizer wants addresses that qemu, or a kernel with much randomness, has given to others',
        remedy: 'Run sanitizers natively; there, where it happens too: sudo sysctl vm.mmap_rnd_bits=28.',
        link: 'https://github.com/google/sanitizers/issues/1696',
    },
    {
        id: 'linux-aio',
        message: 'Could not setup Async I/O: Function not implemented',
        words: ['Function not implemented', 'io_queue_init', 'Could not setup Async'],
        symptom: /io_setup\b.*Function not implemented|io_queue_init\b.*(-38\b|Function not implemented)|Could not setup Async I\/O/,
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
        cause: 'a thread was refused: by "pids-limit", for memory, or by the seccomp filter of an old Docker in whose container xarch runs (clone3)',
        remedy: 'Raise "pids-limit" and "memory-limit" where they are set, or update that Docker (20.10.10 or later).',
        link: 'https://github.com/moby/moby/issues/42680',
    },
    {
        id: 'time64',
        message: "Fatal Python error: init_interp_main: can't initialize time",
        words: ["can't initialize time"],
        symptom: /can't initialize time/,
        cause: 'the seccomp filter of an old Docker, in whose container xarch runs, refuses the 64-bit time of 32-bit programs',
        remedy: 'Update libseccomp (2.4.2) and Docker (19.03.9) of that container, or run the job outside of it.',
        link: 'https://github.com/docker-library/python/issues/637',
    },
    {
        id: 'applet-not-found',
        message: 'a: applet not found',
        words: ['applet not found'],
        symptom: /\S+: applet not found/,
        cause: 'a program got another name than it was started by: the flag P of its handler and its qemu do not fit together',
        remedy: 'Let xarch register its own handler ("qemu": auto), or use "qemu-version" 6 or later.',
        link: 'https://github.com/multiarch/qemu-user-static/issues/186',
    },
    {
        id: 'handler-name-taken',
        message: 'sh: write error: File exists',
        words: ['write error: File exists', 'binfmt_misc/register'],
        symptom: /write error: File exists|binfmt_misc\/register: (File exists|Invalid argument|Permission denied|Read-only)/,
        cause: 'a handler was registered inside, and one of that name is there',
        remedy: 'Register none: xarch does ("handlers" for more of them). "xarch handlers" lists those of the machine.',
        link: 'https://github.com/multiarch/qemu-user-static/issues/49',
    },
    {
        id: 'no-binfmt',
        message: 'cannot mount binfmt_misc filesystem at /proc/sys/fs/binfmt_misc',
        words: ['binfmt_misc'],
        symptom: /(cannot mount|mount:|mounting).*binfmt_misc.*(must be superuser|ermission|denied|not permitted|unknown filesystem|No such device|$)/,
        cause: 'the list of handlers cannot be mounted: there is no such module, or it needs root of the machine',
        remedy: 'On the machine: sudo modprobe binfmt_misc. Inside nothing has to be mounted: xarch registers before.',
        link: 'https://github.com/docker/setup-qemu-action/issues/65',
    },
];

;// CONCATENATED MODULE: ./.modules/report/advice/languages.js
/** Languages whose own machinery (just-in-time compilers, collectors, signals) meets the limits of emulation. */
const LANGUAGES_ADVICE = [
    {
        id: 'go-lfstack',
        message: 'runtime: lfstack.push invalid packing',
        words: ['lfstack.push'],
        symptom: /\blfstack\.push\b/,
        cause: "Go's collector was given an address of more bits than it can pack: some versions of qemu hand the machine's on",
        remedy: 'Use another "qemu-version", or build with Go on the machine (GOARCH).',
        link: 'https://github.com/golang/go/issues/69255',
    },
    {
        id: 'go-exec',
        message: "can't start telemetry child process: fork/exec /usr/local/go/bin/go: invalid argument",
        words: ['fork/exec '],
        symptom: /fork\/exec \S+: invalid argument/,
        cause: 'os/exec of Go 1.23 to 1.23.1 fails in qemu 7.2 (waitid of a pidfd)',
        remedy: 'Use "qemu-version" 8 or later, or Go 1.23.2 or later.',
        link: 'https://github.com/golang/go/issues/68976',
    },
    {
        id: 'go-tls',
        message: 'tls: bad record MAC',
        words: ['bad record MAC'],
        symptom: /\bbad record MAC\b/,
        when: { isEmulated: true, architectures: ['s390x'] },
        cause: 'the cipher of TLS goes wrong in programs of Go for s390x; why is not known',
        remedy: 'Use another "qemu-version", or fetch on the machine and hand the files in.',
        link: 'https://github.com/mvdan/sh/issues/534',
    },
    {
        id: 'npm-illegal-instruction',
        message: 'npm error signal SIGILL',
        words: ['npm '],
        symptom: /^npm (error|ERR!) (signal SIGILL|code 132$|.*Illegal instruction)/,
        cause: 'node, or a native add-on, met an instruction that qemu does not know or does wrong',
        remedy: 'Install on the machine and hand node_modules in ("volumes"), run it again, or set "qemu-cpu" to max; on arm64 use a runner of that kind.',
        link: 'https://github.com/Kuadrant/mcp-gateway/issues/687',
    },
    {
        id: 'java-crash',
        message: '# A fatal error has been detected by the Java Runtime Environment:',
        words: ['detected by the Java Runtime'],
        symptom: /A fatal error has been detected by the Java Runtime Environment/,
        cause: "Java's compiler and qemu do not agree; qemu 8.1.0 fails so always",
        remedy: 'Use another "qemu-version", or set "env" to JAVA_TOOL_OPTIONS=-Xint (slow).',
        link: 'https://github.com/multiarch/qemu-user-static/issues/129',
    },
    {
        id: 'openj9-port',
        message: 'Port Library failed to initialize: -1',
        words: ['Port Library failed'],
        symptom: /Port Library failed to initialize: -1/,
        cause: 'OpenJ9 does not start in qemu 6.1',
        remedy: 'Use another "qemu-version".',
        link: 'https://github.com/tonistiigi/binfmt/issues/72',
    },
    {
        id: 'dotnet-failure',
        message: 'NuGet.targets(1324,5): error MSB4018',
        words: ['NuGet.targets('],
        symptom: /NuGet\.targets\(\d+,\d+\): error MSB4018/,
        when: { isEmulated: true },
        cause: '.NET does not support qemu',
        remedy: 'Publish on the machine (dotnet publish -r linux-arm64) and run only the result here.',
        link: 'https://github.com/dotnet/sdk/issues/43405',
    },
    {
        id: 'dotnet-crash',
        message: 'Determining projects to restore... (and then a crash, or nothing)',
        words: ['Determining projects to restore'],
        symptom: /Determining projects to restore/,
        when: { isEmulated: true, statuses: [124, 132, 133, 134, 139] },
        cause: '.NET does not support qemu',
        remedy: 'Publish on the machine (dotnet publish -r linux-arm64) and run only the result here; "env" with DOTNET_EnableWriteXorExecute=0 helps some versions.',
        link: 'https://github.com/NuGet/Home/issues/12227',
    },
    {
        id: 'erlang-crash',
        message: 'escript, mix or rebar3: Segmentation fault',
        words: ['Segmentation fault'],
        symptom: /Segmentation fault\b.*\b(erl|erlc|escript|mix|iex|elixir|rebar3|beam\.smp|\S+\.beam)\b|\.beam\] Segmentation fault/,
        when: { isEmulated: true },
        cause: "the compiler of Erlang's machine maps its code twice, which qemu does not keep in step",
        remedy: 'Set "env" to ERL_FLAGS="+JMsingle true" (Erlang 25.3, 26 and later).',
        link: 'https://github.com/erlang/otp/pull/6340',
    },
    {
        id: 'ruby-jit',
        message: "Couldn't make JIT page (0x7f3d0c000000, 65536 bytes) executable",
        words: ["Couldn't make JIT page"],
        symptom: /Couldn't make JIT page .*executable/,
        cause: "qemu 7.0 and 7.1 refuse an mprotect that Ruby's YJIT makes",
        remedy: 'Use a newer "qemu-version", or set "env" to RUBYOPT=--disable-yjit.',
        link: 'https://github.com/ruby/ruby/pull/6563',
    },
    {
        id: 'bun-crash',
        message: 'oh no: Bun has crashed',
        words: ['Bun has crashed'],
        symptom: /oh no: Bun has crashed/,
        when: { isEmulated: true },
        cause: "Bun's compiler crashes in some versions of qemu (x86_64 on arm64, 10.2.2)",
        remedy: 'Use another "qemu-version", node, or a machine of that architecture.',
        link: 'https://github.com/oven-sh/bun/issues/41087',
    },
    {
        id: 'python-spawn',
        message: "subprocess.CalledProcessError: Command '['cc', …]' returned non-zero exit status 127.",
        words: ['CalledProcessError'],
        symptom: /CalledProcessError: Command .*returned non-zero exit status 127\./,
        when: { isEmulated: true },
        cause: 'a program was not found, and Python 3.13 (posix_spawn) is not told so by qemu',
        remedy: 'See that the program is there ("packages"); else use a newer "qemu-version", or set subprocess._USE_POSIX_SPAWN = False.',
        link: 'https://github.com/python/cpython/issues/129204',
    },
    {
        id: 'spawn-not-found',
        message: 'ExitStatus(unix_wait_status(32512)) where an error was expected',
        words: ['unix_wait_status(32512)', 'status: 127'],
        symptom: /unix_wait_status\(32512\)|\bgot .*exit status: 127\b.*\b(NotFound|ENOENT)\b/,
        when: { isEmulated: true },
        cause: 'qemu runs vfork as fork: who starts a program that is not there sees status 127 and no error',
        remedy: 'Leave tests out that expect "not found" from starting a program.',
        link: 'https://github.com/rust-lang/rust/issues/90825',
    },
    {
        id: 'rustup-bitness',
        message: "head: error reading '/proc/self/exe': Bad file descriptor",
        words: ["'/proc/self/exe'", '/proc/self/exe: '],
        symptom: /(error reading|failed to close) '?\/proc\/self\/exe'?: Bad file descriptor/,
        cause: 'a file of /proc that qemu makes up cannot be read twice: rustup-init does not learn what it runs on',
        remedy: 'Take Rust from "packages", or a newer "qemu-version".',
        link: 'https://github.com/rust-lang/rustup/issues/3428',
    },
    {
        id: 'wheel-platform',
        message: 'ERROR: foo_armv7l.whl is not a supported wheel on this platform.',
        words: ['is not a supported wheel'],
        symptom: /\.whl is not a supported wheel on this platform/,
        cause: 'the wheel is for another architecture, or another C library, than Python sees (uname -m)',
        remedy: 'Take a wheel for this one (musllinux on Alpine, manylinux on Debian), or start pip by setarch linux32 where the root is a 32-bit one.',
        link: 'https://github.com/pypa/pip/issues/7352',
    },
];

;// CONCATENATED MODULE: ./.modules/report/advice/table.js





/** The themes, as docs/advice.md has them; what is about one language stands before what is about all programs. */
const THEMES = [
    { title: 'Languages', rows: LANGUAGES_ADVICE },
    { title: 'Building', rows: BUILDING_ADVICE },
    { title: 'Programs that hang', rows: HANGING_ADVICE },
    { title: 'The kernel', rows: KERNEL_ADVICE },
    { title: 'The emulator', rows: EMULATOR_ADVICE },
];
/** One row for each known message; of those that match a line the first one counts. */
const ADVICE = THEMES.flatMap(({ rows }) => rows);

;// CONCATENATED MODULE: ./.modules/report/fault.js

/**
 * How a shell shows the ends that speak for themselves: 128 + n. SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGKILL, SIGSEGV;
 * the numbers are the same on every machine that runs xarch, and a shell inside has them from there.
 */
const KINDS = new Map([
    [132, 'instruction'],
    [133, 'program'],
    [134, 'program'],
    [135, 'program'],
    [136, 'program'],
    [137, 'memory'],
    [139, 'program'],
]);
/** What signs speak for, where the status says nothing; the first that was seen counts. */
const BY_SIGN = [
    ['instruction', 'instruction'],
    ['crash', 'program'],
    ['memory', 'memory'],
    ['syscall', 'syscall'],
];
/**
 * Whose fault it is, as far as can be told.
 * @param signs what its output has said
 * @returns undefined for status 0
 */
function faultOf(signs, ending) {
    const { exit, lateMs, isEmulated } = ending;
    const status = (0,_modules_outcome/* statusOf */.c2)(exit);
    const told = (kind, isSure) => ({ kind, isSure, ...WORDS[kind](ending) });
    if (lateMs !== undefined)
        return told('timeout', true);
    if (status === 0)
        return undefined;
    if (isEmulated && signs.has('emulator'))
        return told('emulator', true);
    const own = KINDS.get(status);
    // A program that gets no memory often goes on without looking: it is the memory then that it crashed of.
    if (own === 'program' && signs.has('memory'))
        return told('memory', false);
    if (own)
        return told(own, own !== 'memory' || signs.has('memory'));
    const seen = BY_SIGN.find(([sign]) => signs.has(sign) && (sign !== 'syscall' || isEmulated));
    return seen ? told(seen[1], false) : told('command', true);
}
/** Where qemu's faults are reported. */
const QEMU_ISSUES = 'https://gitlab.com/qemu-project/qemu/-/issues';
const WORDS = {
    emulator: ({ emulator }) => ({
        blame: `the emulator has crashed, not the program (${emulator})`,
        todo: `Try another version ("qemu-version", "qemu"); if that one crashes too, report it at ${QEMU_ISSUES}`,
    }),
    syscall: ({ emulator }) => ({
        blame: `a system call that the emulator does not have (${emulator})`,
        todo: 'Try a newer "qemu-version"; "qemu-env" with QEMU_STRACE=1 shows which call it is.',
    }),
    instruction: ({ emulator, isEmulated }) => isEmulated
        ? {
            blame: `an instruction that the emulated processor does not know (${emulator})`,
            todo: 'Set "qemu-cpu" to a newer model (max), or compile for an older processor (-march).',
        }
        : {
            blame: "an instruction that this machine's processor does not know",
            todo: 'Compile for an older processor (-march).',
        },
    program: ({ exit, emulator, isEmulated }) => {
        const how = exit.signal === null ? 'a crash' : `a crash (${exit.signal})`;
        return isEmulated
            ? {
                blame: `${how} of the program, or of the emulator while it ran it: the two look alike (${emulator})`,
                todo: 'Try another "qemu-version": a crash that stays the same with it is likely the program\'s own.',
            }
            : { blame: `${how} of the program: nothing was emulated`, todo: '' };
    },
    memory: () => ({
        blame: 'memory: there was too little, and the kernel ended what took it',
        todo: 'Raise "memory-limit" where it is set, run fewer processes at once (make -j), or take a larger machine.',
    }),
    timeout: () => ({ blame: 'its time was over', todo: 'Give it more time, or look at what it waited for.' }),
    command: () => ({ blame: 'the command failed in its own way', todo: '' }),
};

;// CONCATENATED MODULE: ./.modules/report/verdict.js




/** More than this nobody reads. */
const MOST_ADVICE = 3;
/** Whose fault it is, and what is known of what the command said. */
function verdict(heard, ending) {
    return { fault: faultOf(heard.signs, ending), advice: adviceOf(heard, ending).map(adviceText) };
}
/** The rows of advice for what was heard: for each line the first row that also fits how the command ended. */
function adviceOf({ advice }, ending) {
    const found = new Set([...advice.values()].map((rows) => rows.find(({ when }) => fits(when, ending))));
    return ADVICE.filter((row) => found.has(row)).slice(0, MOST_ADVICE);
}
function adviceText({ cause, remedy, link }) {
    return `${cause}. ${remedy}${link === undefined ? '' : ` See ${link}`}`;
}
function fits(when, { exit, arch, isEmulated, lateMs }) {
    if (!when)
        return true;
    if (when.isEmulated && !isEmulated)
        return false;
    if (when.is32Bit && architectures/* ARCHITECTURES */.X.find(({ name }) => name === arch)?.bits !== 32)
        return false;
    if (when.isLate && lateMs === undefined)
        return false;
    if (when.architectures && !when.architectures.includes(arch))
        return false;
    return !when.statuses || when.statuses.includes((0,_modules_outcome/* statusOf */.c2)(exit));
}

;// CONCATENATED MODULE: ./.modules/conclude.js

/** What runs on this machine now, and by which emulators. */
function whatRuns(shared, binfmt) {
    const { executions } = shared.plan;
    const isThere = (arch) => binfmt === 'system' && shared.emulators.has(arch.cpu) && !shared.broken.has(arch); // private ones have ended
    const runnable = [...executions]
        .filter(([arch, { kind }]) => kind !== 'register' || isThere(arch))
        .map(([arch]) => arch);
    const versions = [...executions.keys()].flatMap((arch) => {
        const version = emulatorVersion(arch, shared);
        return version === undefined ? [] : [[arch.cpu, version]];
    });
    return {
        architectures: runnable.map(({ name }) => name),
        platforms: runnable.map(({ docker }) => docker).filter((platform) => platform !== null),
        qemuVersions: Object.fromEntries(versions),
    };
}
/** The version of an architecture's emulator, where it is known. */
function emulatorVersion(arch, { plan, emulators }) {
    const execution = plan.executions.get(arch);
    if (execution?.kind === 'reuse')
        return execution.version;
    return execution?.kind === 'register' ? emulators.get(arch.cpu)?.version : undefined;
}
/** What came of one target. */
function outcome({ target, root, phases }, shared, ended) {
    const execution = shared.plan.executions.get(target.arch);
    const emulator = describeExecution(execution, shared.emulators.get(target.arch.cpu));
    const isEmulated = execution?.kind === 'reuse' || execution?.kind === 'register';
    const { kind, afterMs } = ended?.overdue ?? {};
    const facts = { arch: target.arch.name, emulator, isEmulated, lateMs: afterMs };
    return {
        arch: target.arch.name,
        // Whoever was asked to end has not failed by itself.
        ...(ended && !ended.isCancelled
            ? verdict(ended.heard, { exit: ended.exit, ...facts })
            : { fault: undefined, advice: [] }),
        exit: ended?.exit,
        error: undefined,
        isCancelled: ended?.isCancelled ?? false,
        lastLines: ended?.lastLines ?? [],
        annotations: ended?.annotations ?? [],
        lateMs: kind === 'late' ? afterMs : undefined,
        silentMs: kind === 'silent' ? afterMs : undefined,
        processes: ended?.overdue?.processes ?? [],
        emulator,
        rootPath: root.root,
        rootSource: `${root.source} (${root.origin})`,
        alpineVersion: root.version,
        allowsUntrusted: target.root.allowUntrusted,
        cacheHit: root.origin !== 'built',
        spans: [...shared.phases.spans(), ...phases.spans()],
    };
}
/** What came of a target whose command was not started. */
function unfinished({ arch, root }, phases, shared, how) {
    return {
        ...how,
        arch: arch.name,
        exit: undefined,
        ...{ fault: undefined, advice: [], lastLines: [], annotations: [] },
        ...{ processes: [], lateMs: undefined, silentMs: undefined },
        emulator: describeExecution(shared.plan.executions.get(arch), shared.emulators.get(arch.cpu)),
        ...{ rootPath: '', rootSource: 'none', alpineVersion: null, cacheHit: false },
        allowsUntrusted: root.allowUntrusted,
        spans: [...shared.phases.spans(), ...phases.spans()],
    };
}
function describeExecution(execution, emulator) {
    switch (execution?.kind) {
        case 'reuse': {
            const version = execution.version === undefined ? 'of unknown version' : execution.version;
            return `qemu ${version} of the handler ${execution.entry} of this machine (${execution.interpreter})`;
        }
        case 'register':
            return emulator ? `qemu-${emulator.cpu} ${emulator.version} (${emulator.source})` : 'none';
        default:
            return 'native';
    }
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
;// CONCATENATED MODULE: ./.modules/ending-together.js

/**
 * @param failFast whether the failure of one ends the others: their commands get SIGTERM, what makes their roots ends as if we had got it
 */
function endingTogether(interrupts, failFast) {
    const listeners = new Set();
    const abort = new AbortController();
    (0,external_node_events_.setMaxListeners)(0, abort.signal); // one for each host program that runs
    let hasFailed = false;
    const received = () => interrupts.received() ?? (hasFailed ? 'SIGTERM' : undefined);
    const follow = () => {
        abort.abort();
    };
    interrupts.abort.addEventListener('abort', follow);
    if (interrupts.abort.aborted)
        follow();
    return {
        received,
        abort: abort.signal,
        isOver: () => received() !== undefined,
        fail: () => {
            if (!failFast || hasFailed)
                return;
            hasFailed = true;
            abort.abort();
            for (const listener of listeners)
                listener('SIGTERM');
        },
        listen: (listener) => {
            listeners.add(listener);
            const deaf = interrupts.listen(listener);
            return () => {
                listeners.delete(listener);
                deaf();
            };
        },
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/privilege.js
var platform_privilege = __nccwpck_require__(3719);
// EXTERNAL MODULE: ./.modules/platform/temporary.js
var platform_temporary = __nccwpck_require__(5911);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __nccwpck_require__(2010);
// EXTERNAL MODULE: ./.modules/rootfs/inside.js
var inside = __nccwpck_require__(3110);
;// CONCATENATED MODULE: ./.modules/handing-over.js






/** The owner of the workspace, by numbers; undefined where it is root, or there is none. */
async function ownerOf(workspace) {
    const { uid, gid } = (0,inside/* orUndefined */.y0)(() => (0,external_node_fs_.statSync)(workspace)) ?? { uid: 0, gid: 0 }; // at once, as inside.ts looks
    return Promise.resolve(uid === 0 ? undefined : { uid, gid });
}
/**
 * Does work that runs commands inside. What they leave in the workspace, or make of the runner's files, belongs to the owner
 * of the workspace at the end, whoever made it; what others had there before stays theirs. Nothing is done where that is root.
 * @param work gets what has to be waited for before the first command; when it is over, no command may run any more
 */
async function handingOver(ports, work) {
    const { workspace, visible, temporary } = ports.paths;
    const owner = asSeenBy(ports, await ownerOf(workspace));
    if (!owner || workspace === '/')
        return work(Promise.resolve());
    const places = [
        workspace,
        ...visible.filter(({ readOnly }) => !readOnly).map(({ path, source }) => source ?? path),
    ];
    return (0,platform_temporary/* withTemporaryFolder */.E)(temporary, async (folder) => {
        const list = (0,external_node_path_.join)(folder, 'owners');
        const known = handOver('list', String(owner.uid), list, places, ports);
        known.catch(() => undefined); // is said by who waits for it
        try {
            return await work(known);
        }
        finally {
            const isKnown = await known.then(() => true, () => false);
            // What the work came to is not changed by it.
            if (isKnown)
                await handOver('give', `${owner.uid}:${owner.gid}`, list, places, ports).catch((error) => {
                    ports.log.warning((0,errors/* explain */.WE)(error).join('\n'));
                });
        }
    });
}
/** As whoever hands over sees it: root of a namespace of ours is ourselves outside. Without any right there is nothing to give. */
function asSeenBy({ privilege, caller }, owner) {
    if ((0,platform_privilege/* isOfMachine */.zv)(privilege))
        return owner;
    return privilege === 'none' || owner?.uid !== caller.uid ? undefined : { uid: 0, gid: 0 };
}
async function handOver(what, owner, list, places, { exec, executor, paths }) {
    const script = (0,external_node_path_.join)(paths.assets, 'sandbox/hand-over.sh');
    // Root that needs PRoot may have no namespaces.
    const isPlain = executor === 'proot';
    const words = ['bash', script, isPlain ? `${what}-plainly` : what, owner, list, ...places];
    await exec.run({
        argv: isPlain ? words : ['unshare', '--mount', '--propagation', 'private', ...words],
        why: 'see to it that files in the workspace belong to its owner',
        privileged: true,
        always: true,
    });
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./.modules/binfmt/entry.js
var binfmt_entry = __nccwpck_require__(9503);
// EXTERNAL MODULE: ./.modules/binfmt/registry.js
var registry = __nccwpck_require__(6696);
// EXTERNAL MODULE: ./.modules/arch/resolve.js
var resolve = __nccwpck_require__(6803);
// EXTERNAL MODULE: ./.modules/qemu/emulator.js
var qemu_emulator = __nccwpck_require__(6768);
// EXTERNAL MODULE: ./.modules/qemu/faults.js
var qemu_faults = __nccwpck_require__(8290);
;// CONCATENATED MODULE: ./.modules/plan/handlers.js






/** What is collected while deciding. */
class Findings {
    notes = new Set();
    warnings = new Set();
}
/** How each architecture will run, and which handlers that needs. */
function planHandlers(inputs, machine) {
    const found = new Findings();
    const wanted = [...inputs.architectures, ...furtherArchitectures(inputs, machine)];
    const executions = new Map(wanted.map((arch) => [arch, executionFor(arch, inputs, machine, found)]));
    const handlers = handlersFor(executions, inputs.setuid);
    if (inputs.setuid && inputs.binfmt === 'system' && handlers.length > 0)
        found.warnings.add(SETUID_WARNING);
    return {
        executions,
        handlers,
        notes: [...found.notes],
        warnings: [...found.warnings],
    };
}
const SETUID_WARNING = 'setuid is on: while the handlers are registered, a setuid program of a foreign architecture anywhere on this machine gets the rights of its owner through the emulator';
function furtherArchitectures({ handlers }, machine) {
    return handlers === 'all' ? architectures/* ARCHITECTURES */.X.filter((arch) => !isNative(arch, machine)) : handlers;
}
function isNative(arch, machine) {
    const execution = (0,resolve/* executionOn */.sT)(machine.machine, arch);
    return execution === 'native' || (execution === 'ask' && machine.runs.has(arch.name));
}
function executionFor(arch, inputs, machine, { notes, warnings }) {
    if (isNative(arch, machine))
        return { kind: 'native' };
    const [name] = (0,binfmt_entry/* entryNames */.VM)(arch);
    const entry = machine.entries.get(name);
    const reason = entry && unfit(entry, arch, inputs);
    if (!entry || (reason === undefined && entry.isOurs))
        return { kind: 'register', names: (0,binfmt_entry/* entryNames */.VM)(arch) };
    if (reason !== undefined) {
        const own = freeName(arch, inputs, machine);
        notes.add(`the handler ${name} of this machine cannot serve: ${reason}; ${own} is registered, and matches before it`);
        return { kind: 'register', names: [own] };
    }
    const { interpreter, version } = entry;
    const symptoms = version === undefined ? [] : (0,qemu_faults/* faultsOf */.x)({ version, cpu: arch.cpu });
    if (symptoms.length > 0)
        warnings.add(`the handler ${name} of this machine runs qemu ${version ?? ''}: ${symptoms.join('; ')}`);
    return { kind: 'reuse', entry: name, interpreter, version };
}
/** A name that nobody has, or that another xarch has for the same. */
function freeName(arch, inputs, machine) {
    for (let number = 1;; number++) {
        const name = (0,binfmt_entry/* ownEntryName */.GX)(arch, number);
        const entry = machine.entries.get(name);
        if (!entry || (entry.isOurs && unfit(entry, arch, inputs) === undefined))
            return name;
    }
}
/** Why an entry cannot serve, or is not what was asked for; undefined where it will do. */
function unfit(entry, arch, { setuid, qemu }) {
    const reason = (0,binfmt_entry/* fault */.DG)(entry, { arch, setuid });
    if (reason !== undefined)
        return reason;
    const isAsked = qemu.source !== 'path' || [entry.interpreter, (0,external_node_path_.dirname)(entry.interpreter)].includes(qemu.path);
    if (!isAsked)
        return `it runs ${entry.interpreter}, and ${qemu.path} was asked for`;
    if (!(0,qemu_emulator/* isVersion */.lF)(entry.version ?? '', qemu.version))
        return `its version is ${entry.version ?? 'not known'}`;
    return undefined;
}
function handlersFor(executions, setuid) {
    const handlers = new Map();
    for (const [arch, execution] of executions) {
        if (execution.kind !== 'register' || handlers.has(arch.cpu))
            continue;
        handlers.set(arch.cpu, { arch, names: execution.names, setuid });
    }
    return [...handlers.values()];
}

// EXTERNAL MODULE: ./.modules/plan/roots.js
var roots = __nccwpck_require__(2961);
// EXTERNAL MODULE: ./.modules/qemu/canary.js + 1 modules
var canary = __nccwpck_require__(4679);
// EXTERNAL MODULE: ./.modules/qemu/proof.js
var proof = __nccwpck_require__(8357);
// EXTERNAL MODULE: ./.modules/qemu/proved.js
var proved = __nccwpck_require__(9101);
;// CONCATENATED MODULE: ./.modules/qemu/handlers.js






/** The entries for those planned handlers that have an emulator. Throws `Failed` where the kernel would not take an emulator's path. */
function handlerEntries(plans, emulators) {
    return plans.flatMap(({ arch, names, setuid }) => {
        const file = emulators.get(arch.cpu)?.file;
        if (file === undefined)
            return [];
        if (file.length > binfmt_entry/* LONGEST_INTERPRETER */.Cs || /[:\n]/.test(file))
            throw impossiblePath(file);
        return names.map((name) => ({ name, file, line: (0,binfmt_entry/* registerLine */.AM)(name, { arch, setuid }, file) }));
    });
}
/**
 * Registers entries, and proves by canaries that the kernel runs the programs of some architectures. What has run once by the same
 * entries since the machine has started runs again: the entry that came last is the first that the kernel looks at. Throws `Failed`
 * where nothing can be registered.
 */
async function provideHandlers(handlers, toProve, lifetime, ports, keeper) {
    const registering = (0,registry/* registerHandlers */.vZ)(handlers, lifetime, ports, keeper);
    registering.catch(() => undefined); // is said below; canaries are written meanwhile
    const files = handlers.map(({ file }) => file);
    const name = (0,proved/* proofName */.ud)([handlers, toProve.map((arch) => arch.name)], files);
    if (name !== undefined && (0,proved/* readProof */.r$)(name, ports.paths) === (0,proved/* thisBoot */.dC)())
        return { ...(await registering), broken: new Map() };
    const broken = new Map();
    const proving = toProve.map((arch) => prove(arch, registering, ports).catch((error) => broken.set(arch, error)));
    await Promise.all(proving);
    const registered = await registering;
    if (name !== undefined && toProve.length > 0 && broken.size === 0)
        await (0,proved/* writeProof */.E4)(name, (0,proved/* thisBoot */.dC)(), ports.paths);
    return { ...registered, broken };
}
async function prove(arch, registering, ports) {
    const { status, signal } = await (0,proof/* runCanary */.i)(arch, undefined, ports, registering);
    if (status === canary/* CANARY_STATUS */.U)
        return;
    throw new errors/* Failed */.cV({
        what: `the handler for ${arch.name} was registered, but a program ended with ${signal ?? `status ${status ?? 'unknown'}`} instead of status ${canary/* CANARY_STATUS */.U}`,
        todo: 'Is another handler for this architecture registered, or is the temporary folder mounted noexec?',
    });
}
function impossiblePath(file) {
    return new errors/* Failed */.cV({
        what: `the kernel takes no emulator at this path (${file.length} characters; at most ${binfmt_entry/* LONGEST_INTERPRETER */.Cs}, and no colon): ${file}`,
        todo: 'Set RUNNER_TOOL_CACHE (or XDG_CACHE_HOME for the command) to another folder.',
    });
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __nccwpck_require__(8815);
// EXTERNAL MODULE: ./.modules/platform/lock.js
var lock = __nccwpck_require__(9449);
// EXTERNAL MODULE: ./.modules/verify/apk-version.js
var apk_version = __nccwpck_require__(9969);
// EXTERNAL MODULE: ./.modules/qemu/kept.js
var kept = __nccwpck_require__(2827);
;// CONCATENATED MODULE: ./.modules/qemu/provide.js










/** How long a search that found nothing better than an emulator with faults is not made again. */
const SEARCHED_MS = 24 * 3600_000;
/**
 * An emulator for each cpu, proved by its canary, as far as they can be had. One with known faults is taken where there is no better,
 * with a warning. Throws `Failed` where nothing can be searched for.
 * @param known what is kept for them, and maybe for others, where that was looked up before
 */
async function provideEmulators(architectures, context, known = (0,kept/* keptEmulators */.pH)(architectures, context.tools)) {
    const choice = new Choice(context);
    const wanted = [...new Map(architectures.map((arch) => [arch.cpu, arch])).values()];
    const usesTools = context.request.source === 'auto';
    if (usesTools)
        choice.offer((await known).filter(({ cpu }) => wanted.some((arch) => arch.cpu === cpu)));
    if (choice.open(wanted).length > 0)
        await search(wanted, choice, usesTools, context);
    return choice.conclude();
}
/** One process of this machine at a time; what another has found meanwhile is there then. */
async function search(wanted, choice, usesTools, context) {
    const { paths, log, request, tools } = context;
    const waiting = (by) => {
        log.info(`another xarch on this machine is getting emulators; waiting for it (${by})`);
    };
    await (0,lock/* withLock */.k)((0,external_node_path_.join)(paths.cache, 'locks/emulators'), context, waiting, async () => {
        if (usesTools)
            choice.offer(await (0,kept/* keptEmulators */.pH)(wanted, tools));
        const { SOURCES } = await __nccwpck_require__.e(/* import() */ 390).then(__nccwpck_require__.bind(__nccwpck_require__, 5390));
        const failed = (cpus, cause) => {
            log.debug(`a source of emulators failed: ${(0,errors/* explain */.WE)(cause).join(' ')}`);
            for (const cpu of cpus)
                choice.complain({ cpu, cause });
        };
        for (const source of SOURCES[request.source]) {
            const missing = choice.open(wanted);
            if (missing.length === 0)
                return;
            try {
                const found = await source(missing, context);
                choice.offer(found.filter((one) => 'file' in one));
                for (const { cpu, cause } of found.filter((one) => 'cause' in one))
                    failed([cpu], cause);
            }
            catch (error) {
                failed(missing.map(({ cpu }) => cpu), error);
            }
        }
        if (usesTools && request.version === '')
            await choice.noteSearch(choice.open(wanted));
    });
}
/** The best emulator seen for each cpu. */
class Choice {
    context;
    best = new Map();
    complaints = [];
    /** The first for each cpu. */
    causes = new Map();
    constructor(context) {
        this.context = context;
    }
    offer(emulators) {
        for (const emulator of emulators) {
            if (!(0,qemu_emulator/* isVersion */.lF)(emulator.version, this.context.request.version)) {
                const { cpu, source, version } = emulator;
                this.complaints.push({ cpu, what: `qemu-${cpu} ${source} has the version ${version}` });
                continue;
            }
            const seen = this.best.get(emulator.cpu);
            if (!seen || isBetter(emulator, seen))
                this.best.set(emulator.cpu, emulator);
        }
    }
    complain({ cpu, cause }) {
        this.complaints.push({ cpu, what: (0,errors/* explain */.WE)(cause)[0] ?? '' });
        if (!this.causes.has(cpu))
            this.causes.set(cpu, cause);
    }
    /** Those for which it is worth looking further. */
    open(wanted) {
        return wanted.filter(({ cpu }) => {
            const seen = this.best.get(cpu);
            return !seen || ((0,qemu_faults/* faultsOf */.x)(seen).length > 0 && !this.wasSearched(cpu));
        });
    }
    /** Notes for which ones nothing better was found; a mirror that is down for a minute is asked again. */
    async noteSearch(wanted) {
        const whole = wanted.filter(({ cpu }) => !this.causes.has(cpu));
        if (whole.length === 0)
            return;
        await (0,disk/* makeFolder */.fc)(this.searches());
        await Promise.all(whole.map(({ cpu }) => (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(this.searches(), cpu), '')));
    }
    /** The choice, with a warning for each known fault. */
    conclude() {
        for (const line of faultWarnings([...this.best.values()]))
            this.context.log.warning(line);
        return { emulators: this.best, whyNone: (missing) => this.whyNone(missing) };
    }
    /** Where one source alone was asked, what it failed of says all. */
    whyNone(missing) {
        const { request } = this.context;
        const cause = missing.map(({ cpu }) => this.causes.get(cpu)).find((one) => one !== undefined);
        if (request.source !== 'auto' && cause !== undefined)
            return cause;
        const complaints = this.complaints.filter(({ cpu }) => missing.some((arch) => arch.cpu === cpu));
        return nowhere(missing, request, complaints.map(({ what }) => what));
    }
    searches() {
        return (0,external_node_path_.join)(this.context.paths.cache, 'searched-emulators');
    }
    wasSearched(cpu) {
        const searched = (0,external_node_fs_.statSync)((0,external_node_path_.join)(this.searches(), cpu), { throwIfNoEntry: false });
        return searched !== undefined && Date.now() - searched.mtimeMs < SEARCHED_MS;
    }
}
/** A line for all cpus whose emulators have the same faults. */
function faultWarnings(emulators) {
    const cpus = new Map();
    for (const emulator of emulators) {
        const symptoms = (0,qemu_faults/* faultsOf */.x)(emulator);
        if (symptoms.length === 0)
            continue;
        const { cpu, source, version } = emulator;
        const line = `qemu ${version} (${source}) is the best there is here, and has known faults: ${symptoms.join('; ')}`;
        cpus.set(line, [...(cpus.get(line) ?? []), cpu]);
    }
    return [...cpus].map(([line, names]) => `${names.join(', ')}: ${line}`);
}
function isBetter(emulator, seen) {
    const faults = (0,qemu_faults/* faultsOf */.x)(seen).length - (0,qemu_faults/* faultsOf */.x)(emulator).length;
    return faults !== 0 ? faults > 0 : (0,apk_version/* compareVersions */.Z)((0,qemu_emulator/* buildOf */.Yy)(emulator), (0,qemu_emulator/* buildOf */.Yy)(seen)) > 0;
}
function nowhere(missing, { source, version }, complaints) {
    const names = missing.map(({ cpu }) => `qemu-${cpu}`).join(', ');
    return new errors/* Failed */.cV({
        what: [
            `there is no static ${names}${version === '' ? '' : ` of version ${version}`} (input "qemu": ${source})`,
            ...new Set(complaints),
        ].join('\n'),
        todo: 'Name another source with the input "qemu", or install a static emulator into /usr/local/bin (qemu-user-static on Debian and Ubuntu).',
    });
}

// EXTERNAL MODULE: ./.modules/survey.js + 1 modules
var survey = __nccwpck_require__(7704);
;// CONCATENATED MODULE: ./.modules/handlers.js










/** Looks at what the machine runs, decides, gets emulators, registers them; does not wait for any of it. */
function startHandlers({ inputs, lifetime }, targets, surveyed, phases, ports) {
    const isPrivate = inputs.binfmt === 'private';
    const keeper = lifetime === 'run' ? (0,registry/* newKeeper */.TI)(ports) : undefined;
    const planned = phases.time('handler', async () => {
        await (0,promises_.setImmediate)(); // sandboxes take longer, and are started first
        return announced(planHandlers(inputs, await (0,survey/* surveyHandlers */.y3)(inputs, ports, keeper)), ports.log);
    });
    const context = emulatorContext(inputs, surveyed, ports);
    const known = (0,kept/* keptEmulators */.pH)((0,survey/* architecturesOf */.mb)(inputs), ports.tools); // while the kernel is asked, which may take a process
    known.catch(() => undefined); // whoever needs it sees the error
    const provided = planned.then(({ handlers }) => phases.time('emulator', async () => {
        const wanted = handlers.map(({ arch }) => arch);
        return checked(wanted, await provideEmulators(wanted, context, known), inputs, ports.log);
    }));
    const entries = provided.then(async ({ emulators }) => handlerEntries((await planned).handlers, emulators));
    const registering = entries.then(async (handlers) => {
        const proved = registeredOf(targets, await planned, await provided);
        return phases.time('handler', () => provideHandlers(isPrivate ? [] : handlers, isPrivate ? [] : proved, lifetime, ports, keeper));
    });
    const registered = registering.finally(() => keeper?.end());
    registered.catch(() => undefined); // is said by who waits for a handler
    return {
        handlersOf: async (arch) => {
            await served(arch, planned, provided, registered);
            return isPrivate ? ownOf(arch, await entries, ports) : [];
        },
        release: releaser(registered),
        shared: async () => ({ ...(await provided), ...(await registered), plan: await planned, phases }),
    };
}
/** PRoot calls one emulator, whatever it is to run. */
function ownOf(arch, entries, { executor }) {
    return executor === 'proot' ? entries.filter(({ name }) => (0,binfmt_entry/* isNameFor */.Vu)(arch, name)) : entries;
}
/** Waits until programs of an architecture run. Throws why they do not. */
async function served(arch, planned, provided, registered) {
    const { emulators, whyNone } = await provided;
    const needsOne = (await planned).executions.get(arch)?.kind === 'register';
    if (needsOne && !emulators.has(arch.cpu))
        throw whyNone([arch]);
    const { broken } = await registered;
    if (broken.has(arch))
        throw broken.get(arch);
}
/**
 * Emulators of architectures that are no targets, which would fail for themselves. One that was named has to be there; of `all` those
 * that can be had are registered. Throws why the others are not there.
 */
function checked(wanted, found, { architectures, handlers }, log) {
    const { emulators, whyNone } = found;
    const missing = wanted.filter(({ cpu }) => !emulators.has(cpu) && architectures.every((target) => target.cpu !== cpu));
    if (missing.length === 0)
        return found;
    const why = whyNone(missing);
    if (handlers !== 'all' || emulators.size === 0)
        throw why;
    const names = missing.map(({ name }) => name).join(', ');
    log.warning(`no handlers for ${names}: ${(0,errors/* explain */.WE)(why).join('; ').replaceAll('\n', '; ')}`);
    return found;
}
function releaser(registering) {
    let given;
    const give = async () => {
        const registered = await registering.catch(() => undefined);
        await registered?.release();
    };
    return () => (given ??= give());
}
/** Whose programs run by what is registered now. */
function registeredOf(targets, { executions }, { emulators }) {
    return targets
        .map(({ arch }) => arch)
        .filter((arch) => executions.get(arch)?.kind === 'register' && emulators.has(arch.cpu));
}
function announced(plan, log) {
    for (const note of plan.notes)
        log.info(note);
    for (const warning of plan.warnings)
        log.warning(warning);
    return plan;
}
function emulatorContext({ qemu, mirror, cache, rootfs }, { keys, hostArch }, ports) {
    return {
        ...ports,
        remote: cache === 'false' ? undefined : ports.remote,
        keepsForOthers: cache === 'true',
        date: new Date(),
        request: qemu,
        packages: {
            mirror,
            hostArch: hostArch.name,
            keys: (0,roots/* isPublicMirror */.h)(mirror) || rootfs.kind === 'debian' ? [] : keys,
        },
    };
}

// EXTERNAL MODULE: ./.modules/isolate.js
var isolate = __nccwpck_require__(2915);
// EXTERNAL MODULE: ./.modules/phases.js
var _modules_phases = __nccwpck_require__(460);
;// CONCATENATED MODULE: ./.modules/plan/policy.js
const NESTED = "nested is on: /proc is whole inside, so that root there can write to what is the machine's (/proc/sys, /proc/sysrq-trigger); run nothing in it that you do not trust with the machine";
const PRIVILEGED = 'privileged is on: root inside has all capabilities and all devices of the machine; run nothing in it that you do not trust with the machine';
/** What was asked for, as a policy. Native programs are no other than emulated ones: `setuid` is said once for both. */
function planPolicy({ isolation, setuid }) {
    const { kind, nested, privileged } = isolation;
    const strict = kind === 'strict';
    return {
        policy: { nested, privileged, newPrivileges: setuid || privileged, strict, ignoresOwners: false },
        warnings: privileged ? [PRIVILEGED] : nested ? [NESTED] : [],
    };
}

;// CONCATENATED MODULE: ./.modules/platform/ended-by.js

/** The same ports for work that other signals end, too: host programs, downloads, and waiting for the cache. */
function endedBy(interrupts, ports) {
    const { abort } = interrupts;
    const execAs = (privilege, until = abort) => ports.execAs(privilege, until);
    return {
        ...ports,
        interrupts,
        execAs,
        exec: execAs(ports.privilege),
        fetch: ports.fetchUntil(abort),
        remote: ports.remote && remoteUntil(abort, ports.remote),
    };
}
/** Who waits for the cache is told that it has nothing. */
function remoteUntil(abort, remote) {
    const ended = async () => {
        if (!abort.aborted)
            await (0,external_node_events_.once)(abort, 'abort');
        return undefined;
    };
    return {
        note: (...noted) => {
            remote.note(...noted);
        },
        restore: (...asked) => Promise.race([remote.restore(...asked), ended()]),
        newest: (...asked) => Promise.race([remote.newest(...asked), ended()]),
    };
}

;// CONCATENATED MODULE: ./.modules/releases.js
/** What has to be given back at the end. */
class Releases {
    all = [];
    add(release) {
        this.all.push(release);
    }
    /** Gives everything back, newest first; what fails does not keep the rest. Throws the first error at the end. */
    async release() {
        const errors = [];
        for (const release of this.all.splice(0).reverse())
            await release().catch((error) => errors.push(error));
        if (errors.length > 0)
            throw errors[0];
    }
}

;// CONCATENATED MODULE: ./.modules/report/label.js
/** Colours of labels, as SGR parameters: those that can be read on dark and on light. Source: ECMA-48, 8.3.117. */
const COLOURS = [36, 33, 35, 32, 34, 31, 96, 93, 95, 92, 94, 91];
/**
 * What stands before each line of an architecture's output: labels of all are equally wide.
 * @param names all that there are, in their order
 * @param isColoured whether who reads it shows colours
 */
function labels(names, isColoured) {
    const width = Math.max(0, ...names.map((name) => name.length));
    return (name) => {
        const text = `${name.padEnd(width)} |`;
        const colour = COLOURS[names.indexOf(name) % COLOURS.length];
        return isColoured && colour !== undefined ? `\u001b[${colour}m${text}\u001b[0m ` : `${text} `;
    };
}

;// CONCATENATED MODULE: ./.modules/slots.js
/** So many may be busy at a time; whoever comes then waits for its turn, in the order of coming. */
class Slots {
    free;
    waiting = [];
    constructor(free) {
        this.free = free;
    }
    /** Waits for a slot. Returns what gives it back; that may be called again. */
    async take() {
        if (this.free > 0)
            this.free -= 1;
        else
            await new Promise((resolve) => this.waiting.push(resolve));
        let isTaken = true;
        return () => {
            if (!isTaken)
                return;
            isTaken = false;
            const next = this.waiting.shift();
            if (next)
                next();
            else
                this.free += 1;
        };
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./.modules/arch/personality.js
/**
 * What `setarch` has to be told for a command: a 64-bit kernel that runs 32-bit programs itself tells them its own name
 * (`uname -m`) unless they have the personality of a 32-bit one. Emulators answer for themselves.
 * @param machine `uname -m` of this machine
 */
function personalityOf({ bits }, execution, machine) {
    const isNative = execution === undefined || execution.kind === 'native';
    return isNative && bits === 32 && IS_64.test(machine) ? 'linux32' : undefined;
}
/** Kernels that run 32-bit programs of their family. */
const IS_64 = /64|^s390x$/;

// EXTERNAL MODULE: ./.modules/sandbox/sandbox.js + 8 modules
var sandbox = __nccwpck_require__(4382);
;// CONCATENATED MODULE: ./.modules/opening.js


/**
 * Opens the sandbox of a job's command, while its root may still be made. Handlers of the machine need not be there yet; its
 * own have to. Rejects as `openSandbox` does.
 */
async function openFor(root, resident, handlers, { lifetime, keep, volumes, inputs }, ports) {
    const mode = lifetime === 'run' && !keep ? 'overlay' : 'direct';
    const mounts = Promise.all([root, resident]).then(([{ root, scratch }, { furnishings }]) => ({ root, scratch, mode, volumes, furnishings }));
    mounts.catch(() => undefined); // is said by whoever provides it
    const { policy } = planPolicy(inputs);
    const { isolation, resources } = inputs;
    const own = inputs.binfmt === 'private' ? await handlers : [];
    return (0,sandbox/* openSandbox */.E)({ mounts, handlers: own, network: isolation.network, policy, resources }, ports);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./.modules/report/labelled.js
/** Puts a label before each line. */
function labelled(label) {
    const between = `\n${label}`;
    return (lines) => `${label}${lines.slice(0, -1).replaceAll('\n', between)}\n`;
}
/**
 * The same for GitHub's runner, of several targets whose lines come in turn: commands to it (`::error::` and their kin)
 * begin a line, so they get no label. Groups would swallow the lines of the others, and who stops commands would
 * stop theirs: these are shown like any line, and what a target has stopped is stopped for itself.
 * Source: actions/runner, ActionCommand.cs and ActionCommandManager.cs.
 */
function labelledCommands(label) {
    const plain = labelled(label);
    let stopped; // the word that ends it
    const one = (line) => {
        const [, command = '', value = ''] = COMMAND.exec(line) ?? [];
        if (stopped !== undefined) {
            if (command === stopped)
                stopped = undefined;
            return plain(`${line}\n`);
        }
        if (command === 'stop-commands')
            stopped = value;
        return command === '' || OWN.includes(command) ? plain(`${line}\n`) : `${line}\n`;
    };
    return (lines) => {
        if (stopped === undefined && !lines.includes('::'))
            return plain(lines);
        return lines.slice(0, -1).split('\n').map(one).join('');
    };
}
/** `::name key=value,…::value`, behind blanks. */
const COMMAND = /^\s*::([\w-]+)(?: [^\n]*?)?::(.*)/;
/** Those that are about lines that come after them. */
const OWN = ['group', 'endgroup', 'stop-commands'];

// EXTERNAL MODULE: ./.modules/report/lines.js
var lines = __nccwpck_require__(1382);
;// CONCATENATED MODULE: ./.modules/report/muted.js
/**
 * Makes the runner listen to no command in what follows. Both streams of the commands have to go this one way: the runner
 * reads two streams at its own pace, and would take what is left of one for new when the other has said the end.
 * Source: GitHub's documentation of workflow commands, "Stopping and starting workflow commands".
 * @param token what only we know: who can say it makes the runner listen
 */
function mutedOutput(write, token) {
    let isAtBegin = true;
    write(Buffer.from(`::stop-commands::${token}\n`));
    return {
        write: (chunk) => {
            isAtBegin = chunk.length === 0 ? isAtBegin : chunk.at(-1) === NEWLINE;
            write(chunk);
        },
        end: () => {
            write(Buffer.from(`${isAtBegin ? '' : '\n'}::${token}::\n`));
        },
    };
}
const NEWLINE = 0x0a;

;// CONCATENATED MODULE: ./.modules/report/plain.js
const ESC = '\u001b';
const BEL = '\u0007';
const TAB = '\t';
/**
 * Commands to a terminal: CSI (colours, cursor), OSC (titles, links), and the short ones; also such as have no end.
 * Source: ECMA-48, 5.4 and 5.6. Each is read once: no text makes this slow.
 */
const SEQUENCE = new RegExp([
    `(?:${ESC}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`,
    `(?:${ESC}\\]|\\u009d)[^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-~]?`,
].join('|'), 'g');
/** Control characters, and those that turn the direction of writing: a text may not look like another. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
/**
 * What a person would have seen of an output, in lines: without commands to a terminal; of what was written over by a
 * carriage return the last. Bytes that are no UTF-8 are shown as U+FFFD.
 */
function plainLines(bytes) {
    return withoutSequences(new TextDecoder().decode(bytes)).split('\n').map(plainLine);
}
/** A text without commands to a terminal. */
function withoutSequences(text) {
    return text.replace(SEQUENCE, '');
}
function plainLine(line) {
    const shown = line.replace(/\r+$/, '');
    const last = shown.slice(shown.lastIndexOf('\r') + 1);
    return last.replace(UNSEEN, (character) => (character === TAB ? TAB : '')).trimEnd();
}
/**
 * The begin of a line that is too long. It is cut at a blank, never in a word: the runner, which hides secrets, knows
 * whole ones alone.
 */
function cutLine(line, longest) {
    if (line.length <= longest)
        return line;
    const begin = line.slice(0, longest + 1);
    const blank = Math.max(begin.lastIndexOf(' '), begin.lastIndexOf(TAB));
    return `${begin.slice(0, Math.max(blank, 0)).trimEnd()} … (${line.length} characters)`.trimStart();
}

;// CONCATENATED MODULE: ./.modules/report/place-formats.js
/** How many lines before or behind a place its message may be. */
const NEAR = 60;
/** One row for each way to say it; the first that fits a line counts. */
const FORMATS = [
    {
        name: 'gcc, clang, as', // and who says it as they do: javac, mypy, swiftc
        place: /^(?!\d+:)(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? (?:fatal |internal compiler )?[eE]rror: (?<message>.+)$/,
    },
    {
        name: 'ld',
        place: /^(?:\S*ld(?:\.\w+)?: )?(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>(?:undefined reference to|multiple definition of) .+)$/,
    },
    {
        name: 'make: a makefile that cannot be read',
        place: /^(?<file>[^\s:][^:]*):(?<line>\d+): \*\*\* (?<message>.+)$/,
    },
    {
        name: 'make: a recipe',
        place: /^\S*make(?:\[\d+\])?: \*\*\* \[(?<file>[^:\]]+):(?<line>\d+): (?<target>[^\]]+)\] (?<end>Error \d+|[A-Z].*)$/,
        message: (_lines, _at, { target = '', end = '' }) => `${target}: ${end}`,
        rank: 1,
    },
    {
        name: 'rustc',
        place: /^ *--> (?<file>[^:]+):(?<line>\d+):(?<column>\d+)$/,
        message: (lines, at) => /^error(?:\[E\d+\])?: (?<message>.+)$/.exec(lines[at - 1] ?? '')?.groups?.['message'],
    },
    {
        name: 'a panic of Rust', // since 1.73
        place: /^thread '.*' (?:\(\d+\) )?panicked at (?<file>[^:]+):(?<line>\d+):(?<column>\d+):$/,
        message: (lines, at) => lines[at + 1],
    },
    {
        name: 'go build, go vet',
        place: /^(?:vet: )?(?<file>[^\s:]+\.go):(?<line>\d+):(?<column>\d+): (?<message>.+)$/,
    },
    {
        name: 'go test',
        place: /^ {4,}(?<file>[^\s:]+_test\.go):(?<line>\d+): (?<message>.+)$/,
        message: (lines, at, { message }) => (isUnderFailure(lines, at) ? message : undefined),
    },
    {
        name: 'pytest', // --tb=long and --tb=line
        place: /^(?<file>[^\s:]+\.py):(?<line>\d+): (?<message>[A-Z]\w*|assert .+|[A-Z]\w*(?:Error|Exception): .+)$/,
        message: (lines, at, { message }) => errorBefore(lines, at) ?? message,
    },
    {
        name: 'pytest --tb=short',
        place: /^(?<file>[^\s:]+\.py):(?<line>\d+): in \S+$/,
        message: errorBehind,
    },
    {
        name: 'pytest, the summary',
        place: /^(?:FAILED|ERROR) (?<file>[^\s:]+\.py)(?:::(?<test>.+?))?(?: - (?<said>.+))?$/,
        message: (_lines, _at, { test, said }) => [test, said].filter((part) => part !== undefined).join(': '),
        rank: 2,
    },
    {
        name: 'a traceback of Python',
        place: /^ {2}File "(?<file>[^"<]+)", line (?<line>\d+)(?:, in .+)?$/,
        message: endOfTraceback,
    },
    {
        name: 'busybox sh, bash',
        place: /^(?<file>[^\s:][^:]*): line (?<line>\d+): (?<message>(?!warning: ).+)$/,
    },
    {
        name: 'dash',
        place: /^(?=[^\s:]*[./])(?<file>[^\s:][^:]*): (?<line>\d+): (?<message>Syntax error: .+|Bad substitution|.+: (?:not found|parameter not set|Permission denied|bad variable name|is read only))$/,
    },
    {
        name: 'a test of Perl',
        place: /^# {3}at (?<file>\S+) line (?<line>\d+)\.$/,
        message: (lines, at) => /^# {3}(?<message>Failed .+)$/.exec(lines[at - 1] ?? '')?.groups?.['message'],
    },
    {
        name: 'perl',
        place: /^(?!#|Use of |Useless )(?<message>.+) at (?<file>[^\s(]+) line (?<line>\d+)\.$/,
        rank: 1,
    },
    {
        name: 'ruby',
        place: /^(?<file>[^\s:]+):(?<line>\d+):in [`'].+': (?<message>.+ \([A-Z][\w:]*\))$/,
    },
];
/** A line that a failed test of Go has said: below its name, or above it with -v. */
function isUnderFailure(lines, at) {
    const isVerdict = (line) => /^ *--- (FAIL|PASS|SKIP): |^=== |^(ok|FAIL|PASS)\b/.test(line);
    const before = lines.slice(Math.max(0, at - NEAR), at).findLast(isVerdict) ?? '';
    if (/^ *--- /.test(before))
        return before.includes('--- FAIL: ');
    const behind = lines.slice(at + 1, at + NEAR).find((line) => isVerdict(line) && !line.startsWith('=== '));
    return behind?.includes('--- FAIL: ') ?? false;
}
/** The first of pytest's last lines that begin with E. */
function errorBefore(lines, at) {
    const near = lines.slice(Math.max(0, at - NEAR), at);
    const end = near.findLastIndex((line) => line.startsWith('E  '));
    if (near.slice(end + 1).some((line) => /^\S+\.py:\d+: /.test(line)))
        return undefined;
    let begin = end;
    while (near[begin - 1]?.startsWith('E  '))
        begin--;
    return near[begin]?.replace(/^E +/, '');
}
/** The next of pytest's lines that begin with E, where no other place comes before it: the innermost one counts. */
function errorBehind(lines, at) {
    const next = lines.slice(at + 1, at + NEAR).find((line) => /^E {2}|^\S/.test(line));
    return next?.startsWith('E  ') ? next.replace(/^E +/, '') : undefined;
}
/** What a traceback ends with, for the innermost of its places that is no library's. */
function endOfTraceback(lines, at) {
    const isLibrary = (line) => /\/(site|dist)-packages\/|\/lib\/python\d|"</.test(line);
    if (isLibrary(lines[at] ?? ''))
        return undefined;
    for (const line of lines.slice(at + 1, at + NEAR)) {
        if (/^ {2}File "/.test(line) && !isLibrary(line))
            return undefined;
        if (/^\S/.test(line))
            return /^[A-Za-z_][\w.]*(?:: .*)?$/.test(line) ? line : undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.modules/report/places.js



/** GitHub shows ten errors of a step. */
const MOST = 10;
/** What is looked at of a line, and kept of a message, in characters. */
const LONGEST_LINE = 1000;
const LONGEST_MESSAGE = 300;
/** Places that are looked at: who names more is not read to the end. */
const MOST_FOUND = 500;
/** `make[1]: Entering directory '/a/sub'`, and GNU make's older quotes. */
const FOLDER = /^\S*make(?:\[\d+\])?: (?<verb>Entering|Leaving) directory [`'‘](?<folder>.+)['’]$/;
/**
 * The places in files that an output names as wrong, each once: those of programs that read the file before those of
 * programs that only noticed; at most ten.
 * @param texts parts of one output, in lines without escape sequences; they may have lines in common
 */
function places(texts) {
    const known = [];
    for (const found of texts.flatMap(placesIn)) {
        const at = known.findIndex((other) => isSame(other, found));
        const before = known[at];
        if (!before)
            known.push(found);
        else if (before.file.length < found.file.length)
            known[at] = { ...before, file: found.file };
    }
    const exact = new Set(known.filter(({ rank }) => rank < FILE_RANK).map(({ file }) => external_node_path_.posix.basename(file)));
    return known
        .filter(({ file, rank }) => rank < FILE_RANK || !exact.has(external_node_path_.posix.basename(file)))
        .sort((one, other) => one.rank - other.rank)
        .slice(0, MOST)
        .map(({ file, line, column, message }) => ({ file, line, column, message }));
}
/** From this rank on a format names a file alone. */
const FILE_RANK = 2;
/** The same place, said twice; once perhaps without the folder that make had entered. */
function isSame(one, other) {
    if (one.line !== other.line || one.column !== other.column)
        return false;
    if (one.file === other.file)
        return true;
    return (one.message === other.message &&
        (one.file.endsWith(`/${other.file}`) || other.file.endsWith(`/${one.file}`)));
}
function placesIn(all) {
    const lines = all.map((line) => line.slice(0, LONGEST_LINE));
    const found = [];
    const folders = [];
    for (const [at, line] of lines.entries()) {
        if (!HINT.test(line) || found.length === MOST_FOUND)
            continue;
        const { verb, folder } = FOLDER.exec(line)?.groups ?? {};
        if (verb === 'Leaving')
            folders.pop();
        else if (folder !== undefined)
            folders.push(folder);
        else {
            const place = placeAt(lines, at);
            if (place)
                found.push({ ...place, file: external_node_path_.posix.join(folderOf(place.file, folders), place.file) });
        }
    }
    return found;
}
/** What every line has that names a place: most have not, and are not compared with each format. */
const HINT = /[:\s]\d|^(?:FAILED|ERROR) |directory/;
/** The folder that a file is relative to, as far as it is known; empty: that of the command. */
function folderOf(file, folders) {
    return external_node_path_.posix.isAbsolute(file) ? '' : (folders.at(-1) ?? '');
}
function placeAt(lines, at) {
    for (const format of FORMATS) {
        const place = readPlace(format, lines, at);
        if (place)
            return place;
    }
    return undefined;
}
function readPlace(format, lines, at) {
    const groups = format.place.exec(lines[at] ?? '')?.groups;
    const file = groups?.['file'];
    if (!groups || file === undefined)
        return undefined;
    const message = format.message ? format.message(lines, at, groups) : groups['message'];
    const { line = '1', column } = groups;
    if (message === undefined || line.length > 7)
        return undefined;
    return {
        file: external_node_path_.posix.normalize(file),
        line: Number(line),
        column: column === undefined ? undefined : Number(column),
        message: cutLine(message.trim(), LONGEST_MESSAGE),
        rank: format.rank ?? 0,
    };
}

;// CONCATENATED MODULE: ./.modules/report/output-record.js


/** What is kept of the end of both streams together. */
const TAIL_BYTES = 128 * 1024;
/** What is kept of the begin of standard error: the first error is the one that tells most. */
const HEAD_BYTES = 256 * 1024;
const LAST_LINES = 20;
const output_record_LONGEST_LINE = 400;
const output_record_NEWLINE = 0x0a;
/**
 * What is kept of the output of one command. It is read as fast as it comes, in chunks cut anywhere: bytes are copied,
 * and looked at when they are asked for. Needs at most 384 KiB.
 */
class OutputRecord {
    tail = new Ring(TAIL_BYTES);
    head = [];
    headBytes = 0;
    last;
    /** Takes the next bytes of a stream; they may be used again by whoever has them. */
    read(stream, chunk) {
        if (chunk.length === 0)
            return;
        // A line of one stream does not go on in the other.
        if (this.last && this.last.stream !== stream && !this.last.isWhole)
            this.tail.write(Buffer.from('\n'));
        this.last = { stream, isWhole: chunk.at(-1) === output_record_NEWLINE };
        this.tail.write(chunk);
        if (stream === 'stderr' && this.headBytes < HEAD_BYTES) {
            const piece = Buffer.from(chunk.subarray(0, HEAD_BYTES - this.headBytes));
            this.head.push(piece);
            this.headBytes += piece.length;
        }
    }
    /** What is kept of the end of both streams, as it was said. */
    end() {
        return this.tail.bytes().toString('utf8');
    }
    /** The last lines that it said, as a person would have seen them, without the empty ones around them. */
    lastLines() {
        const lines = this.lines();
        const end = lines.findLastIndex((line) => line !== '') + 1;
        const last = lines.slice(Math.max(0, end - LAST_LINES), end);
        return last
            .slice(Math.max(0, last.findIndex((line) => line !== '')))
            .map((line) => cutLine(line, output_record_LONGEST_LINE));
    }
    /** The places in files that it named as wrong, the most telling first. */
    annotations() {
        const head = plainLines(Buffer.concat(this.head));
        if (this.headBytes === HEAD_BYTES)
            head.pop(); // may be cut
        return places([head, this.lines()]);
    }
    lines() {
        const lines = plainLines(this.tail.bytes());
        return this.tail.isCut ? lines.slice(1) : lines; // the first may be cut
    }
}
/** The last bytes of what was written, at most so many. */
class Ring {
    sizeBytes;
    buffer = Buffer.alloc(0);
    written = 0;
    constructor(sizeBytes) {
        this.sizeBytes = sizeBytes;
    }
    /** Whether something of it is no longer there. */
    get isCut() {
        return this.written > this.sizeBytes;
    }
    write(chunk) {
        if (this.written === 0)
            this.buffer = Buffer.allocUnsafe(this.sizeBytes);
        const skipped = Math.max(0, chunk.length - this.sizeBytes);
        const at = (this.written + skipped) % this.sizeBytes;
        const copied = chunk.copy(this.buffer, at, skipped);
        if (skipped + copied < chunk.length)
            chunk.copy(this.buffer, 0, skipped + copied);
        this.written += chunk.length;
    }
    bytes() {
        if (!this.isCut)
            return this.buffer.subarray(0, this.written);
        const at = this.written % this.sizeBytes;
        return Buffer.concat([this.buffer.subarray(at), this.buffer.subarray(0, at)]);
    }
}

;// CONCATENATED MODULE: ./.modules/report/signs.js
/**
 * Seen with qemu-user 7.2.22 and 10.0.13 (Debian), aarch64 and x86_64, on Linux 6.18:
 *
 * - A signal that ends the emulated program (its own fault, `kill`, or sent from outside to qemu): both versions print
 *   "qemu: uncaught target signal 11 (Segmentation fault) - core dumped", for 4, 5, 6, 7, 8 and 11 alike (10.0 not for a
 *   SIGABRT from outside), and end themselves by the same signal: a shell shows 128 + n. SIGKILL and SIGTERM: no message.
 * - A crash of qemu at an address that a program could have too looks exactly like that. "QEMU internal SIGSEGV
 *   {code=MAPERR, addr=0x20}" is printed, by 8.1 and later, only where it can tell.
 * - An instruction that the emulated processor does not have (AVX-512 under qemu-x86_64): signal 4, status 132.
 * - What qemu refuses by itself it ends with status 1 (model of processor, memory for itself, "Unable to reserve"), or
 *   255 (no loader, a file for another architecture); "qemu_thread_create" with SIGABRT.
 * - A system call that qemu does not have gives ENOSYS; "Unsupported syscall: N" is printed only with QEMU_LOG=unimp
 *   (before 2.12 always).
 */
const SIGNS = [
    {
        sign: 'emulator',
        words: [
            'QEMU internal SIG',
            'qemu: fatal: ',
            'unhandled CPU exception',
            'ssertion',
            'tcg fatal error',
            'Unknown error 51',
            'ERROR:../',
        ],
        pattern: /QEMU internal SIG[A-Z]+ \{code=|qemu: fatal: |qemu: unhandled CPU exception |^qemu\S*: .*\bAssertion `.*' failed|ERROR:\.\.\/\S*(accel|tcg|linux-user|target)\/.*: (assertion failed|code should not be reached)|\btcg fatal error|\bUnknown error 51[2-6]\b/,
    },
    {
        sign: 'instruction',
        words: ['uncaught target signal 4', 'Illegal instruction', 'SIGILL'],
        pattern: /qemu: uncaught target signal 4 |(^|[\s:\]])Illegal instruction\b|\bsignal SIGILL\b/,
    },
    {
        sign: 'crash',
        words: [
            'uncaught target signal',
            'Segmentation fault',
            'Bus error',
            'Aborted',
            'Floating point exception',
            '[signal SIG',
        ],
        pattern: /qemu: uncaught target signal ([5-8]|11) |(^|[\s:\]])(Segmentation fault|Bus error|Aborted|Floating point exception)( +\(core dumped\)|\s{2,}|$)|\[signal SIG(SEGV|BUS|FPE|ABRT)\b/,
    },
    {
        sign: 'memory',
        words: [
            'ut of memory',
            'Cannot allocate memory',
            'MemoryError',
            'bad_alloc',
            'OutOfMemoryError',
            'Killed',
            'virtual memory exhausted',
        ],
        pattern: /\b[Oo]ut of memory\b|Cannot allocate memory|(^|\s)MemoryError\b|std::bad_alloc|OutOfMemoryError|virtual memory exhausted|(^|[\s:\]])Killed($| {2,}|( signal) terminated program)/,
    },
    {
        sign: 'syscall',
        words: ['Unsupported syscall: ', 'Function not implemented', 'ENOSYS'],
        pattern: /^(qemu: )?Unsupported syscall: \d+|\bFunction not implemented\b|\bENOSYS\b/,
    },
];
/** Texts of which one is in every line that has a sign. */
const SIGN_WORDS = SIGNS.flatMap(({ words }) => words);
/** The signs that a line has; without escape sequences. */
function signsOf(line) {
    return SIGNS.filter(({ pattern }) => pattern.test(line)).map(({ sign }) => sign);
}

;// CONCATENATED MODULE: ./.modules/report/witness.js



/**
 * Nearly every line has none of these, and is looked at no further. Two expressions, as V8 skips much faster for words that
 * begin with a capital, which are rare in output: together 120 MB/s of a core, as one 60 (a log of make), and a million lines a second of others.
 */
const [CAPITALS, OTHERS] = wordsIn([...new Set([...ADVICE.flatMap(({ words }) => words), ...SIGN_WORDS])]);
function wordsIn(words) {
    const matching = (isCapital) => new RegExp(words
        .filter((word) => /^[A-Z]/.test(word) === isCapital)
        .map(literal)
        .join('|'));
    return [matching(true), matching(false)];
}
function isWorthALook(text) {
    return CAPITALS.test(text) || OTHERS.test(text);
}
function literal(word) {
    return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
/** How much of a line is looked at, in characters: a message of a program is shorter, a line of data is not worth it. */
const witness_LONGEST_LINE = 4096;
/** Listens to what a command says, on either stream: it is what was heard so far. */
class Witness {
    advice = new Map();
    signs = new Set();
    /** @param text one or several whole lines; several at once are cheaper. */
    read(text) {
        if (!isWorthALook(text))
            return;
        for (const line of text.split('\n')) {
            const start = line.slice(0, witness_LONGEST_LINE);
            if (isWorthALook(start))
                this.judge(withoutSequences(start).replace(/\r$/, ''));
        }
    }
    judge(line) {
        for (const sign of signsOf(line))
            this.signs.add(sign);
        const rows = ADVICE.filter(({ words, symptom }) => words.some((word) => line.includes(word)) && symptom.test(line));
        if (rows.length > 0)
            this.advice.set(rows.map(({ id }) => id).join(' '), rows);
    }
}

;// CONCATENATED MODULE: ./.modules/output.js






/**
 * A command of one target has our own streams where nobody has to look at them. Those of several targets are handed on
 * in whole lines, each with its label. Where they may say no commands to the runner, all goes one way.
 */
function output(showing, ports) {
    const { label, stdin, commands, stdout } = showing;
    const witness = new Witness();
    const said = new OutputRecord();
    const heard = () => {
        witness.read(said.end()); // all of standard output would be too much to look at
        return witness;
    };
    const kept = { heard, lastLines: () => said.lastLines(), annotations: () => said.annotations() };
    let lastMs = ports.now();
    const heardMs = () => lastMs;
    if (label === undefined && stdin && !showing.record && !stdout && !showing.isWatched)
        return { ...kept, heardMs, flush: () => undefined, streams: { kind: 'inherit', stdin } };
    const muted = commands === 'off' ? mutedOutput(to('stdout', ports), (0,external_node_crypto_.randomUUID)()) : undefined;
    const say = (stream) => muted?.write ?? to(stream === 'stdout' ? (stdout ?? stream) : stream, ports);
    const splitters = {
        stdout: shown(say('stdout'), showing, ports),
        stderr: shown(say('stderr'), showing, ports),
    };
    const errors = (0,lines/* lineSplitter */.s)((lines) => {
        witness.read(lines.toString('utf8').slice(0, -1));
    });
    const onOutput = (stream, chunk) => {
        lastMs = ports.now();
        showing.record?.(chunk);
        said.read(stream, chunk);
        splitters[stream].write(chunk);
        if (stream === 'stderr')
            errors.write(chunk);
    };
    const flush = () => {
        for (const splitter of [splitters.stdout, splitters.stderr, errors])
            splitter.end();
        muted?.end();
    };
    return { ...kept, heardMs, flush, streams: { kind: 'piped', stdin, onOutput } };
}
function to(stream, { output }) {
    return (bytes) => {
        output(stream, bytes);
    };
}
/** What a stream's chunks become: whole lines with a label, or themselves. */
function shown(say, { label, commands }, { audience }) {
    if (label === undefined)
        return { write: say, end: () => undefined };
    const put = audience.takesCommands && commands === 'on' ? labelledCommands(label) : labelled(label);
    return (0,lines/* lineSplitter */.s)((lines) => {
        say(Buffer.from(put(lines.toString('latin1')), 'latin1'));
    });
}

;// CONCATENATED MODULE: ./.modules/qemu/models.js

/**
 * Models that do the same as the default one in less time. aarch64: pointer authentication by a simple hash instead of
 * the architected cipher, a third less time for a compiler with qemu 7.2; from 10 on the difference is small.
 */
const FASTER_MODELS = [
    { cpu: 'aarch64', before: '10', model: 'max,pauth-impdef=on' },
];
/**
 * Variables that qemu reads, for the guest's environment.
 * @param version of the emulator; undefined where it is not known
 */
function qemuVariables(cpu, version, request) {
    const faster = FASTER_MODELS.find((row) => row.cpu === cpu && version !== undefined && (0,apk_version/* compareVersions */.Z)(version, row.before) < 0);
    const model = request.cpuModel === '' ? faster?.model : request.cpuModel;
    return { ...(model === undefined ? {} : { QEMU_CPU: model }), ...request.variables };
}

// EXTERNAL MODULE: ./.modules/rootfs/shell.js
var shell = __nccwpck_require__(1178);
// EXTERNAL MODULE: ./.modules/rootfs/changed.js
var changed = __nccwpck_require__(1832);
// EXTERNAL MODULE: ./.modules/rootfs/provide.js
var provide = __nccwpck_require__(1561);
;// CONCATENATED MODULE: ./.modules/platform/process-tree.js

/** Ticks of the clock in which /proc counts, per second: USER_HZ, the same on all architectures of Linux but alpha and ia64. */
const TICKS = 100;
/**
 * The processes below some, each behind its parent; the ones themselves are not among them. Where some have numbers of
 * their own in a namespace, these alone: what has started them is ours.
 */
function processesBelow(roots) {
    const stats = allStats();
    const uptimeMs = Number(process_tree_text('/proc/uptime').split(' ')[0]) * 1000;
    const below = (parent) => [...stats].filter(([, stat]) => stat.parent === parent).map(([pid]) => pid);
    const walk = (pid, depth) => [
        { pid, depth },
        ...below(pid).flatMap((child) => walk(child, depth + 1)),
    ];
    const all = roots.flatMap((root) => below(root).flatMap((pid) => walk(pid, 0)));
    const levels = namespaceLevels('self');
    const inside = all.filter(({ pid }) => namespaceLevels(pid) > levels);
    const least = Math.min(...inside.map(({ depth }) => depth));
    return (inside.length > 0 ? inside.map((it) => ({ ...it, depth: it.depth - least })) : all).flatMap(({ pid, depth }) => {
        const stat = stats.get(pid);
        if (!stat)
            return [];
        const { state, started, ticks } = stat;
        const times = { elapsedMs: uptimeMs - (started / TICKS) * 1000, cpuMs: (ticks / TICKS) * 1000 };
        return [{ pid: insidePid(pid), depth, argv: argvOf(pid, stat), state, ...times }];
    });
}
function allStats() {
    const pids = (0,external_node_fs_.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    return new Map(pids.flatMap((pid) => {
        const stat = process_tree_text(`/proc/${pid}/stat`);
        const end = stat.lastIndexOf(')'); // the program's name may have any character in it
        if (end < 0)
            return [];
        const fields = stat.slice(end + 2).split(' '); // from the third on
        const number = (index) => Number(fields[index - 3]);
        return [
            [
                Number(pid),
                {
                    ...{ parent: number(4), state: fields[0] ?? '', started: number(22) },
                    ticks: number(14) + number(15),
                    name: stat.slice(stat.indexOf('(') + 1, end),
                },
            ],
        ];
    }));
}
/** What it was started as: qemu-user has its own name and the program's path in front (binfmt_misc with the flag P). */
function argvOf(pid, { name }) {
    const argv = process_tree_text(`/proc/${pid}/cmdline`).split('\0').slice(0, -1);
    if (argv.length === 0)
        return [`[${name}]`]; // a zombie
    return /(^|\/)qemu-[\w]+(-static)?$/.test(argv[0] ?? '') && argv.length > 2 ? argv.slice(2) : argv;
}
/** Its numbers in all namespaces that it is in, from the one of this /proc on. */
function numbers(pid) {
    const [, line = ''] = /^NSpid:\s*(.*)$/m.exec(process_tree_text(`/proc/${pid}/status`)) ?? [];
    return line.split(/\s+/);
}
const namespaceLevels = (pid) => numbers(pid).length;
const insidePid = (pid) => Number(numbers(pid).at(-1) ?? '') || pid;
/** A process may be gone by now. */
function process_tree_text(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: ./.modules/report/columns.js
var columns = __nccwpck_require__(2950);
// EXTERNAL MODULE: ./.modules/report/duration.js
var duration = __nccwpck_require__(4301);
// EXTERNAL MODULE: ./.modules/report/one-line.js
var one_line = __nccwpck_require__(2024);
;// CONCATENATED MODULE: ./.modules/report/process-list.js



/** Source: proc(5), /proc/PID/stat. */
const STATES = {
    R: 'running',
    S: 'sleeping',
    D: 'waits for disk',
    T: 'stopped',
    t: 'traced',
    Z: 'ended, not waited for',
};
const SHOWN_PROCESSES = 40;
const SHOWN_CHARACTERS = 200;
/** What ran, and for how long, as lines that stand under each other; children are indented. */
function processList(processes) {
    if (processes.length === 0)
        return [];
    const rows = processes.slice(0, SHOWN_PROCESSES).map(({ pid, depth, argv, state, elapsedMs, cpuMs }) => {
        const command = (0,one_line/* oneLine */.T)(argv.join(' '));
        const cut = command.length > SHOWN_CHARACTERS ? `${command.slice(0, SHOWN_CHARACTERS)}…` : command;
        const times = [(0,duration/* duration */.p)(Math.max(0, elapsedMs)), (0,duration/* duration */.p)(cpuMs)];
        return [String(pid), ...times, STATES[state] ?? state, `${'  '.repeat(depth)}${cut}`];
    });
    const more = processes.length - rows.length;
    const text = (0,columns/* columns */.Y)([['PID', 'SINCE', 'CPU', 'STATE', 'COMMAND'], ...rows]);
    return [...text.trimEnd().split('\n'), ...(more > 0 ? [`… and ${more} more`] : [])];
}

;// CONCATENATED MODULE: ./.modules/limited.js


/** How long one may take to end that was asked to, in milliseconds. */
const GRACE_MS = 10_000;
/**
 * Watches a guest. One whose time is over gets SIGTERM; one that does not end then is ended with its sandbox.
 * @param heardMs when it has last said something
 * @param now the same clock
 */
function limited(guest, sandbox, { timeoutMs, silenceMs }, heardMs, now) {
    let overdue;
    const timers = [];
    const stop = () => {
        for (const timer of timers)
            clearTimeout(timer);
    };
    const end = (kind, afterMs) => {
        if (overdue)
            return;
        overdue = { kind, afterMs, processes: processList(processesBelow(guest.roots)) };
        void guest.signal('SIGTERM');
        timers.push(setTimeout(() => void sandbox.close(), GRACE_MS));
    };
    const listen = (limitMs) => {
        const leftMs = heardMs() + limitMs - now();
        if (leftMs <= 0)
            end('silent', limitMs);
        else
            timers.push(setTimeout(() => {
                listen(limitMs);
            }, leftMs));
    };
    if (timeoutMs !== undefined)
        timers.push(setTimeout(() => {
            end('late', timeoutMs);
        }, timeoutMs));
    if (silenceMs !== undefined)
        listen(silenceMs);
    return { stop, overdue: () => overdue };
}

;// CONCATENATED MODULE: ./.modules/run.js

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const run_GRACE_MS = {
    SIGINT: 10_000,
    SIGTERM: 2_000,
    SIGHUP: 2_000,
    SIGPIPE: 2_000,
};
/** As timeout(1) has it. */
const LATE = { status: 124, signal: null };
/**
 * Runs a command in an open sandbox, hands signals on, and closes the sandbox.
 * @param interrupts signals that ask it to end
 */
async function runTarget(sandbox, command, limits, said, phases, interrupts, now) {
    return phases.time('run', async () => {
        const ended = await follow(sandbox, command, limits, said, interrupts, now);
        return { ...ended, heard: said.heard(), lastLines: said.lastLines(), annotations: said.annotations() };
    });
}
async function follow(sandbox, command, limits, { streams, flush, heardMs }, interrupts, now) {
    let forwarding;
    try {
        const guest = sandbox.start(command, streams);
        forwarding = forwardSignals(guest, sandbox, interrupts);
        const limit = limited(guest, sandbox, limits, heardMs, now);
        const exit = await guest.exit.finally(limit.stop);
        await sandbox.close(); // what the command has left running holds the output open
        await guest.drained;
        const overdue = limit.overdue();
        return { exit: overdue ? LATE : exit, overdue, isCancelled: forwarding.wasAsked() };
    }
    finally {
        forwarding?.stop();
        flush();
    }
}
/** The guest gets each signal that we get; one that does not end in time is ended with its sandbox. */
function forwardSignals(guest, sandbox, interrupts) {
    let timer;
    let isAsked = false;
    const deaf = interrupts.listen((signal) => {
        isAsked = true;
        void guest.signal(signal);
        clearTimeout(timer);
        timer = setTimeout(() => void sandbox.close(), run_GRACE_MS[signal] ?? 10_000);
    });
    return {
        wasAsked: () => isAsked,
        stop: () => {
            clearTimeout(timer);
            deaf();
        },
    };
}

// EXTERNAL MODULE: ./.modules/sandbox/environment.js
var sandbox_environment = __nccwpck_require__(2283);
;// CONCATENATED MODULE: ./.modules/sandbox/limits.js

/**
 * How many files a process outside may open, by the soft limit of the one that has started us: node raises its own to the hard
 * one, with which programs that close all descriptors, as fakeroot's, take minutes.
 * @returns undefined where it cannot be read, or there is none
 */
function openFilesOutside(parent = process.ppid) {
    try {
        return softOpenFiles((0,external_node_fs_.readFileSync)(`/proc/${parent}/limits`, 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** The soft limit in a text as /proc/PID/limits has it, proc(5). */
function softOpenFiles(limits) {
    const soft = /^Max open files +(\d+) /m.exec(limits)?.[1];
    return soft === undefined ? undefined : Number(soft);
}

// EXTERNAL MODULE: ./.modules/sandbox/accounts.js
var accounts = __nccwpck_require__(9252);
// EXTERNAL MODULE: ./.modules/sandbox/furnishings.js
var furnishings = __nccwpck_require__(6944);
;// CONCATENATED MODULE: ./.modules/sandbox/resident.js







/**
 * Looks at a root, through no link of it, for the user that was asked for, and at the machine for what is to be in the root too.
 * @param request the input `user`
 * @throws `Refused` where the root has no such user
 */
async function residentOf(request, root, ports) {
    const files = await accountFiles(root);
    const account = (0,accounts/* accountOf */.XP)(request, files, ports.caller);
    const own = request === 'runner' ? (0,furnishings/* callersFurnishings */.BL)(account, files, await elevationOf(root)) : [];
    const owner = await ownerOf(ports.paths.workspace);
    return {
        account,
        furnishings: [...(await ofTheMachine()), ...own, ...(await ownFolder(root, account, ports.paths))],
        isGuest: (owner?.uid ?? 0) !== account.uid,
    };
}
/** The environment of a command that somebody runs. */
function theirEnvironment({ account, isGuest }, environment) {
    const theirs = (0,sandbox_environment/* withAccount */.Up)(environment, account);
    return isGuest ? (0,sandbox_environment/* withSafeWorkspace */.x2)(theirs) : theirs;
}
/** A folder that the root has itself is left as it is. */
async function ownFolder(root, { uid, gid }, { ownFolder: path }) {
    return path === undefined || (await (0,inside/* isInside */.FK)(root, path)) ? [] : [{ kind: 'folder', path, uid, gid }];
}
/** The texts of a root's files of users, read through no link. */
async function accountFiles(root) {
    const texts = await Promise.all(['etc/passwd', 'etc/group'].map((path) => (0,inside/* readInside */.xO)(root, path)));
    return { passwd: texts[0] ?? '', group: texts[1] ?? '' };
}
/** What a root has by which an ordinary user becomes root, looked at through no link. */
async function elevationOf(root) {
    const isThere = (path) => (0,inside/* isInside */.FK)(root, path);
    const [sudo, doas, hasFolder] = await Promise.all(['usr/bin/sudo', 'usr/bin/doas', 'etc/doas.d'].map(isThere));
    return {
        sudoers: sudo === true && (await isThere('etc/sudoers.d')),
        doas: doas === true ? (hasFolder === true ? 'folder' : 'file') : undefined,
    };
}
/** What every root gets of this machine; looked at at once, as inside.ts does. */
async function ofTheMachine() {
    const hosts = (0,inside/* orUndefined */.y0)(() => (0,external_node_fs_.readFileSync)('/etc/hosts', 'utf8')) ?? '';
    const zone = (0,inside/* orUndefined */.y0)(() => external_node_fs_.realpathSync.native('/etc/localtime'));
    return Promise.resolve((0,furnishings/* machinesFurnishings */.hT)(hosts, (0,external_node_os_.hostname)(), zone));
}

;// CONCATENATED MODULE: ./.modules/sandbox/terminal.js
/**
 * Whether sandboxes give commands terminals of their own: those of namespaces do, by perl (terminal.pl). Warns where that is
 * missing.
 */
async function hasTerminals({ exec, executor, log, }) {
    if (executor !== 'namespaces')
        return false;
    const look = { argv: ['perl', '-MPOSIX', '-e', '1'], why: 'look for perl' };
    const has = await exec.attempt(look).then(({ status }) => status === 0, () => false);
    if (!has)
        log.warning('without perl (Debian: perl-base) the shell has no terminal of its own, and no job control (^Z, fg)');
    return has;
}

;// CONCATENATED MODULE: ./.modules/target.js















/** Makes the root of a target, and a sandbox of it where a command is to run. What it adds to `releases` gives them back. */
async function prepareTarget(target, phases, releases, { job, ports, handlersOf, installers }) {
    const { keep, command, lifetime } = job;
    const handlers = handlersOf(target.arch);
    handlers.catch(nothing); // is said by who waits for it
    const installer = (busy = '') => installers(target.root.branch, busy);
    let opening;
    const open = () => (opening ??= openFor(providing, living, handlers, job, ports));
    const meanwhile = () => {
        // A sandbox sees no mount that is made later, and roots of the action may be mounts.
        if (command && lifetime === 'run')
            Promise.resolve().then(open).catch(nothing); // is said by who waits for it
    };
    const isStrict = job.inputs.isolation.kind === 'strict';
    const context = { ports, lifetime, isStrict, runnable: handlers, installer, meanwhile };
    const providing = phases.time('rootfs', () => keep ? (0,changed/* provideChanged */.U8)(keep, target.root, context) : (0,provide/* provideRoot */.e)(target.root, context));
    const living = providing.then(({ root }) => residentOf(job.inputs.guest.user, root, ports));
    living.catch(nothing); // is said by who waits for it
    if (lifetime === 'run')
        releases.add(() => providing.then((root) => root.release(), nothing));
    releases.add(async () => opening?.then((sandbox) => sandbox.close(), nothing));
    const root = await providing;
    const sandbox = command ? await phases.time('sandbox', open) : undefined;
    return { target, root, resident: await living, sandbox, phases };
}
/** Does with a root what the job wants done with it, and runs the command. */
async function runPrepared(one, common) {
    const { job, ports } = common;
    const { target } = one;
    const [shared, handlers] = await Promise.all([common.shared(), common.handlersOf(target.arch)]);
    const version = emulatorVersion(target.arch, shared);
    const variables = qemuVariables(target.arch.cpu, version, job.inputs.qemu);
    const personality = personalityOf(target.arch, shared.plan.executions.get(target.arch), (0,external_node_os_.machine)());
    const isolated = { inputs: job.inputs, ports };
    await job.use?.(one.root, target, { handlers, variables, personality, isolated });
    const ended = await runCommand(one, variables, personality, common);
    return outcome(one, shared, ended);
}
async function runCommand({ target, root, resident, sandbox, phases }, variables, personality, { job, ports, ending, closing, label }) {
    const argv = job.command && (await target_argvOf(job.command, root.root));
    if (!sandbox || !argv)
        return undefined;
    const { commands, timeoutMs, silenceMs } = job.inputs.guest;
    const guest = (0,sandbox_environment/* withImage */.Mo)(theirEnvironment(resident, job.environment), root.environment);
    const record = job.record?.(target.arch.name);
    const showing = { label: label?.(target.arch.name), commands, stdin: job.stdin && !label };
    const isWatched = silenceMs !== undefined;
    const said = output({ ...showing, isWatched, record: record?.write, stdout: job.stdout }, ports);
    const command = {
        ...{ argv, folder: job.folder, environment: { ...guest, ...variables }, personality },
        user: resident.account,
        openFiles: openFilesOutside(),
        terminal: job.terminal === true && said.streams.kind === 'inherit' && (await hasTerminals(ports)),
    };
    const limits = { timeoutMs, silenceMs };
    const close = () => {
        closing().catch(nothing);
        return sandbox.close();
    };
    const closed = { ...sandbox, close };
    return runTarget(closed, command, limits, said, phases, ending, ports.now).finally(() => record?.end());
}
async function target_argvOf(command, root) {
    if (!('script' in command))
        return command;
    return [...(command.shell ?? (await (0,shell/* defaultShell */.E)(root))), command.script];
}
const nothing = () => undefined;

;// CONCATENATED MODULE: ./.modules/main.js
















/** The way of the data, from inputs to outcomes. Throws `BadInputs`, `Refused`, `Failed` or `Interrupted`. */
async function main(asked, machinesPorts) {
    const { inputs, ports, end } = await (0,isolate/* isolate */.az)(asked.inputs, asked.lifetime, machinesPorts);
    return work({ ...asked, inputs }, ports).finally(end);
}
async function work(job, ports) {
    const surveyed = await (0,survey/* survey */.Fr)(job.inputs, ports);
    const decided = (0,roots/* planRoots */.H)(job.inputs, surveyed);
    if (!decided.ok)
        throw new errors/* BadInputs */.JM(decided.problems);
    for (const note of decided.value.notes)
        ports.log.info(note);
    for (const warning of planPolicy(job.inputs).warnings)
        ports.log.warning(warning);
    const rest = (known) => carryOut(decided.value, surveyed, job, ports, known);
    return job.command ? handingOver(ports, rest) : rest(Promise.resolve());
}
/** Does what was decided, and ends all of it. */
async function carryOut(decided, surveyed, job, ports, known) {
    const releases = new Releases();
    const beginMs = ports.now();
    try {
        const phases = new _modules_phases/* Phases */.V(ports.now, beginMs);
        const started = startHandlers(job, decided.targets, surveyed, phases, ports);
        const giveBack = job.lifetime === 'run' ? started.release : main_nothing;
        releases.add(giveBack);
        const closing = decided.targets.length > 1 ? main_nothing : giveBack; // others may still need them
        const ending = endingTogether(ports.interrupts, job.inputs.many.failFast);
        const common = commonOf(decided, started, job, releases, closing, ending, endedBy(ending, ports));
        const lanes = lanesOf(job.inputs);
        const outcomes = decided.targets.map(async (target) => {
            const outcome = await conduct(target, known, beginMs, lanes, common);
            if ((0,_modules_outcome/* resultOf */.Bg)(outcome) === 'failed')
                common.ending.fail();
            return outcome;
        });
        await allSettled([started.shared(), ...outcomes], ports);
        return { outcomes: await Promise.all(outcomes), ...whatRuns(await started.shared(), job.inputs.binfmt) };
    }
    finally {
        await releases.release();
    }
}
function commonOf(decided, { handlersOf, shared }, job, releases, closing, ending, ports) {
    const installers = onceEach(async (branch, busy) => {
        const plans = [decided.installer(branch), decided.installer('latest-stable')];
        const { provideInstaller } = await Promise.all(/* import() */[__nccwpck_require__.e(165), __nccwpck_require__.e(732)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1732));
        return provideInstaller(plans.filter(({ key }) => key !== busy), ports);
    }, releases);
    const names = decided.targets.map(({ arch }) => arch.name);
    const label = names.length > 1 ? labels(names, ports.audience.showsColours) : undefined;
    return { job, ports, handlersOf, shared, installers, ending, closing, label };
}
/** How many targets are ready, or get ready, while others run: enough for commands that take no longer than a root. */
const AHEAD = 2;
function lanesOf({ many }) {
    return { prepare: new Slots(many.parallel + AHEAD), run: new Slots(many.parallel) };
}
/** One target from its root to its outcome. Throws only where it is the only one. */
async function conduct(target, known, beginMs, lanes, common) {
    const { ports, ending } = common;
    const releases = new Releases();
    const phases = new _modules_phases/* Phases */.V(ports.now, beginMs);
    const prepared = await lanes.prepare.take();
    try {
        if (ending.isOver())
            return await notStarted(target, phases, common);
        const preparing = prepareTarget(target, phases, releases, common);
        releases.add(() => preparing.catch(main_nothing)); // before what it has made is given back
        const [one] = await Promise.all([preparing, common.handlersOf(target.arch), known]);
        const done = await lanes.run.take();
        prepared();
        try {
            if (ending.isOver())
                return await notStarted(target, phases, common);
            return await runPrepared(one, common);
        }
        finally {
            done();
        }
    }
    catch (error) {
        return await failed(error, target, phases, common);
    }
    finally {
        prepared();
        await releases.release();
    }
}
/** A target that could not be run. Throws where it is the only one, and where all of them fail of that. */
async function failed(error, target, phases, common) {
    const { ports, label, shared, ending } = common;
    const lines = (0,errors/* explain */.WE)(error);
    if (ending.isOver()) {
        ports.log.debug(`${target.arch.name}: ${lines.join('; ')}`); // that it was ended, as a rule
        return notStarted(target, phases, common);
    }
    if (!label)
        throw error;
    const facts = await shared(); // throws what keeps all of them from running
    ending.fail(); // before what has been begun of this one is given back
    ports.log.info(`${target.arch.name}: ${lines.join('; ')}`);
    return unfinished(target, phases, facts, { error: lines, isCancelled: false });
}
/** A target that had no turn any more. Throws `Interrupted` where it is the only one. */
async function notStarted(target, phases, { ports, label, shared }) {
    if (!label)
        throwIfInterrupted(ports);
    return unfinished(target, phases, await shared(), { error: undefined, isCancelled: true });
}
const main_nothing = () => Promise.resolve();
/** Waits for all, so that nothing goes on behind our back; then throws the first error, or that we were asked to end. */
async function allSettled(work, ports) {
    const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
    if (!failed)
        return;
    throwIfInterrupted(ports);
    throw failed.reason;
}
function throwIfInterrupted({ interrupts }) {
    const signal = interrupts.received();
    if (signal !== undefined)
        throw new errors/* Interrupted */.j$(signal);
}
function onceEach(make, releases) {
    const made = new Map();
    return (...names) => {
        const known = made.get(names.join(' '));
        if (known)
            return known;
        const making = make(...names);
        releases.add(() => making.then((root) => root.release(), main_nothing));
        made.set(names.join(' '), making);
        return making;
    };
}


/***/ }),

/***/ 3266:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bg: () => (/* binding */ resultOf),
/* harmony export */   R3: () => (/* binding */ overdueWord),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   hE: () => (/* binding */ statusOfAll),
/* harmony export */   v6: () => (/* binding */ ended)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

/** Why a command was ended, in a word; undefined where it ended by itself. */
function overdueWord({ lateMs, silentMs }) {
    return lateMs !== undefined ? 'timeout' : silentMs !== undefined ? 'silence' : undefined;
}
/** In a word. */
function resultOf({ exit, error, isCancelled }) {
    if (isCancelled)
        return 'cancelled';
    if (error)
        return 'failed';
    if (!exit)
        return 'set up';
    return statusOf(exit) === 0 ? 'passed' : 'failed';
}
/** The status that a shell would show: the command's own, or 128 + n for signal n. */
function statusOf({ status, signal }) {
    return signal === null ? (status ?? 125) : 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal];
}
/**
 * The first status of several that is not 0: 125 for a target that failed before its command was started, 143 (as for
 * SIGTERM) for one that was cancelled then; of those that were cancelled only where no other failed.
 */
function statusOfAll(outcomes) {
    const status = ({ exit, error, isCancelled }) => exit ? statusOf(exit) : error ? 125 : isCancelled ? 143 : 0;
    const [others, cancelled] = [false, true].map((wanted) => outcomes.filter(({ isCancelled }) => isCancelled === wanted).map(status));
    return [...(others ?? []), ...(cancelled ?? [])].find((status) => status !== 0) ?? 0;
}
/** Those that say why a job failed: not the ones that were cancelled since others had. */
function ended(outcomes) {
    const others = outcomes.filter(({ isCancelled }) => !isCancelled);
    return others.some((outcome) => resultOf(outcome) === 'failed') ? others : outcomes;
}


/***/ }),

/***/ 460:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ timesOf),
/* harmony export */   V: () => (/* binding */ Phases)
/* harmony export */ });
/** Takes the time of named parts of the work. */
class Phases {
    now;
    startMs;
    parts = [];
    /**
     * @param now milliseconds since any fixed point
     * @param startMs when the job began, by the same clock
     */
    constructor(now, startMs = now()) {
        this.now = now;
        this.startMs = startMs;
    }
    /** Runs a part and notes how long it took, whether or not it succeeded. */
    async time(phase, work) {
        const startMs = this.now() - this.startMs;
        try {
            return await work();
        }
        finally {
            const endMs = Math.round(this.now() - this.startMs);
            this.parts.push({ phase, startMs: Math.round(startMs), endMs });
        }
    }
    /** The parts in the order in which they ended. */
    spans() {
        return this.parts;
    }
}
/** Milliseconds by phase, in the order in which their last parts ended; parts of one phase are added up. */
function timesOf(spans) {
    const times = new Map();
    for (const { phase, startMs, endMs } of spans) {
        const total = (times.get(phase) ?? 0) + endMs - startMs;
        times.delete(phase);
        times.set(phase, total);
    }
    return Object.fromEntries(times);
}


/***/ }),

/***/ 496:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   My: () => (/* binding */ isolated),
/* harmony export */   RK: () => (/* binding */ unheld),
/* harmony export */   XD: () => (/* binding */ isolationLine),
/* harmony export */   ym: () => (/* binding */ ISOLATIONS_BY_STRENGTH)
/* harmony export */ });
/** In the order in which `auto` tries them. */
const ISOLATIONS_BY_STRENGTH = ['unshare', 'strict', 'bwrap', 'proot'];
/** What the inputs come to, once it is known how a command is isolated. */
function isolated(inputs, kind) {
    const isolation = { ...inputs.isolation, kind };
    if (kind === 'unshare')
        return { ...inputs, isolation };
    if (kind === 'bwrap')
        return { ...inputs, isolation, rootImage: 'false' };
    // Handlers are the sandbox's own, or PRoot calls the emulator itself. What is mounted as an overlay cannot be shown as
    // another user's, and an ordinary user mounts no image.
    return { ...inputs, isolation, binfmt: 'private', rootImage: 'false' };
}
/**
 * What of the inputs a kind of isolation cannot hold, or not give, whatever the machine is. Undefined: it holds all.
 * @param isRoot whether the machine's root carries it out
 */
function unheld(kind, inputs, isRoot) {
    if (kind !== 'bwrap' && kind !== 'proot')
        return undefined;
    const { isolation, setuid, resources, rootfs, binfmt } = inputs;
    const isProot = kind === 'proot';
    const rows = [
        ['nested', isolation.nested],
        ['privileged', isolation.privileged],
        ['setuid', setuid],
        ['pids-limit', resources.pids !== undefined && (isProot || !isRoot)],
        ['memory-limit', resources.memoryBytes !== undefined && (isProot || !isRoot)],
        ['network: none', isProot && (isolation.network === 'none' || inputs.network === 'none')],
        ['binfmt: private', !isProot && binfmt === 'private'],
        ['a root of Debian or Ubuntu by mmdebstrap', rootfs.kind === 'debian' && (isProot || !isRoot)],
    ];
    const names = rows.flatMap(([name, isAsked]) => (isAsked ? [name] : []));
    if (names.length === 0)
        return undefined;
    return {
        what: `${isProot ? 'PRoot' : 'bubblewrap'} cannot do: ${names.join(', ')}`,
        todo: `Leave it out, or take isolation "unshare", which needs root or sudo${isProot ? ' and a kernel that allows namespaces' : ''} ("strict" does some of it without).`,
    };
}
/** The line of the log that says how commands are isolated, and what speaks against what was tried before. */
function isolationLine(kind, obstacles) {
    const reasons = obstacles.map(([other, { what }]) => `${other}: ${what}`);
    return `isolation: ${kind}${reasons.length > 0 ? ` (not ${reasons.join('; not ')})` : ''}`;
}


/***/ }),

/***/ 2961:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ planRoots),
/* harmony export */   h: () => (/* binding */ isPublicMirror)
/* harmony export */ });
/* harmony import */ var _cache_key_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6036);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7930);
/* harmony import */ var _rootfs_branch_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1342);
/* harmony import */ var _rootfs_source_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3087);




/** What is collected while deciding. */
class Findings {
    problems = [];
    notes = new Set();
}
/**
 * Which roots to run in, from what was asked.
 * @param surveyed what was read of the files that the inputs name
 */
function planRoots(inputs, surveyed) {
    const found = new Findings();
    const architectures = inputs.rootfs.kind === 'none' ? [] : inputs.architectures;
    const targets = architectures.map((arch) => {
        const branch = (0,_rootfs_source_js__WEBPACK_IMPORTED_MODULE_2__/* .isAlpine */ ._)(inputs.rootfs) ? branchFor(arch, inputs, found) : inputs.branch;
        return { arch, root: rootPlan(arch, branch, inputs, surveyed) };
    });
    if (found.problems.length > 0)
        return { ok: false, problems: found.problems };
    const installer = (branch) => installerPlan(branch, inputs, surveyed);
    return { ok: true, value: { targets, installer, notes: [...found.notes] } };
}
/** The branch a root comes from: what was asked for, or the last one that has the architecture. */
function branchFor(arch, inputs, { problems, notes }) {
    const { branch, mirror, repositories } = inputs;
    const last = arch.alpine?.last ?? null;
    if (branch === 'latest-stable' && last !== null) {
        notes.add(`${arch.name}: branch ${last}, the last that Alpine published for it`);
        return last;
    }
    if (!isPublicMirror(mirror) || repositories.length > 0)
        return branch; // what other mirrors have, only they know
    if (arch.alpine === null) {
        problems.push(`arch: ${arch.name} was never published by Alpine; give a mirror that has it (input "mirror"), or repositories and their keys (inputs "repositories" and "keys"; Adélie Linux has ppc and ppc64)`);
    }
    else if (!(0,_rootfs_branch_js__WEBPACK_IMPORTED_MODULE_3__/* .isPublished */ .H)(branch, arch.alpine)) {
        const has = last === null ? `from ${arch.alpine.first} on` : `from ${arch.alpine.first} to ${last}`;
        problems.push(`branch: got "${branch}"; Alpine has ${arch.name} ${has}`);
    }
    return branch;
}
/** Whether it is Alpine's own, whose packages are signed with Alpine's keys alone. */
function isPublicMirror(mirror) {
    return mirror === _inputs_table_js__WEBPACK_IMPORTED_MODULE_1__/* .INPUTS */ .m.find(({ name }) => name === 'mirror')?.default;
}
/** apk of the host's own architecture: nothing but a minirootfs, the same that a target of that architecture begins with. */
function installerPlan(branch, inputs, { hostArch, hasOwners }) {
    const nothing = { packages: [], repositories: [], places: inputs.mirror, setup: '', allowUntrusted: false };
    const asked = { ...inputs, ...nothing, rootfs: { kind: 'auto' } };
    return rootPlan(hostArch, branch, asked, { keys: [], sourceDigest: undefined, hasOwners });
}
function rootPlan(arch, branch, inputs, surveyed) {
    const { keys, sourceDigest } = surveyed;
    const { rootfs: source, packages, setup, cacheMaxAgeMs } = inputs;
    // What a folder has in it may change at any time: nothing that is made from one is kept.
    const cache = source.kind === 'path' && sourceDigest === undefined ? 'false' : inputs.cache;
    const all = ingredientsOf(arch, branch, inputs, surveyed);
    const steps = stepsOf(arch, all, packages.length > 0, setup !== '');
    const { key, ingredients } = steps.at(-1) ?? { key: '', ingredients: {} };
    return {
        ...{ arch, source, branch, keys, setup, packages, cache, steps, key, ingredients },
        digest: sourceDigest,
        signature: inputs.signature,
        mirror: inputs.mirror,
        basePackages: inputs.basePackages,
        repositories: inputs.repositories,
        keyFiles: inputs.keys,
        allowUntrusted: inputs.allowUntrusted,
        network: inputs.network,
        maxAgeMs: cacheMaxAgeMs,
        image: inputs.rootImage,
    };
}
/** Everything that decides what the whole root has in it. All roots have the same names of ingredients. */
function ingredientsOf(arch, branch, inputs, { keys, sourceDigest, hasOwners }) {
    const { rootfs: source, packages, basePackages, setup, network } = inputs;
    const usesApk = source.kind === 'auto' || source.kind === 'apk';
    const checksum = 'checksum' in source && source.checksum ? source.checksum.digest : undefined;
    return {
        arch: arch.name,
        // A job's workspace is another folder on another runner: a file of this machine is known by what it has in it.
        rootfs: sourceDigest ? `tarball ${sourceDigest.algorithm} ${sourceDigest.digest}` : (0,_rootfs_source_js__WEBPACK_IMPORTED_MODULE_2__/* .sourceText */ .r)(source),
        checksum: checksum ?? '',
        signature: inputs.signature,
        branch: (0,_rootfs_source_js__WEBPACK_IMPORTED_MODULE_2__/* .isAlpine */ ._)(source) ? branch : '',
        'mirror and repositories': inputs.places,
        'base-packages': usesApk ? sorted(basePackages) : '',
        keys: keys.map(({ name, digest }) => `${name} ${digest}`).join(', '),
        'allow-untrusted': String(inputs.allowUntrusted),
        packages: sorted(packages),
        setup,
        network: setup === '' ? '' : network,
        owners: hasOwners ? '' : 'none but the user who makes it',
    };
}
function sorted(words) {
    return [...words].sort().join(' ');
}
/** What a step does not depend on is empty in its ingredients. */
function stepsOf(arch, all, hasPackages, hasSetup) {
    const withoutSetup = { ...all, setup: '', network: '' };
    const step = (kind, ingredients) => {
        return { kind, ingredients, key: (0,_cache_key_js__WEBPACK_IMPORTED_MODULE_0__/* .rootKey */ .eO)(arch.name, ingredients) };
    };
    return [
        step('base', { ...withoutSetup, packages: '' }),
        ...(hasPackages ? [step('packages', withoutSetup)] : []),
        ...(hasSetup ? [step('setup', all)] : []),
    ];
}


/***/ }),

/***/ 8815:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   UD: () => (/* binding */ noSpace),
/* harmony export */   b$: () => (/* binding */ isDiskFull),
/* harmony export */   dV: () => (/* binding */ writing),
/* harmony export */   fc: () => (/* binding */ makeFolder),
/* harmony export */   wO: () => (/* binding */ diskError),
/* harmony export */   xm: () => (/* binding */ makeFolderNow)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2010);




/** A disk that takes no more: what systems say, and how programs say it (LC_ALL is C). */
const FULL = {
    ENOSPC: 'No space left on device',
    EDQUOT: 'Disk quota exceeded',
};
/** What else systems say of a place that cannot be written to, and how it is told; one's quota is not the disk's. */
const REASONS = {
    EDQUOT: 'the quota of this user is used up',
    EROFS: 'it is read-only',
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    ENOENT: 'it is not there',
    EIO: 'the disk has an error',
    ENOTDIR: 'a part of its path is no folder',
};
const ELSEWHERE = 'or have the files elsewhere: the variable XDG_CACHE_HOME moves those of the command, RUNNER_TEMP of the runner those of the action.';
/** Whether an error, or what a program has printed, says that a disk is full. */
function isDiskFull(said) {
    if (typeof said === 'string')
        return Object.values(FULL).some((words) => said.includes(words));
    return Object.hasOwn(FULL, said.code ?? '');
}
/** The error of a root that has no room. @param what could not be done @param place where the disk is full */
function noSpace(what, place) {
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failed */ .cV({
        what: `could not ${what}: no space left on the disk of ${place}`,
        source: place,
        todo: `Make room there, or choose another place: \`df -h ${place}\` shows how much there is.`,
    });
}
/**
 * The error of a file that could not be written, for who does not know errno; undefined where the cause is none of the
 * disk's.
 */
async function diskError(cause, path) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    const code = await codeOf(cause, folder);
    if (code === 'ENOSPC')
        return full(folder);
    const reason = REASONS[code];
    if (reason === undefined)
        return undefined;
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failed */ .cV({
        what: `could not write to the folder ${folder}: ${reason} (${code})`,
        source: path,
        todo: `Have it writable, ${ELSEWHERE}`,
    });
}
/** Node's mkdir says ENOENT of a folder that takes none: the nearest one that is there tells why. */
async function codeOf(cause, folder) {
    const { code = '' } = cause;
    if (code !== 'ENOENT')
        return code;
    let nearest = folder;
    while (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(nearest))
        nearest = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(nearest);
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.access)(nearest, node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.constants.W_OK).then(() => code, (error) => error.code ?? code);
}
/** What some writing gives; what the disk has against it becomes `Failed`. @param path what is written */
async function writing(path, work) {
    try {
        return await work;
    }
    catch (cause) {
        throw (await diskError(cause, path)) ?? cause;
    }
}
/** Makes a folder, with all on the way to it that is not there yet; what the disk has against it becomes `Failed`. */
async function makeFolder(path, mode) {
    try {
        makeFolderNow(path, mode);
    }
    catch (cause) {
        throw (await diskError(cause, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, 'file'))) ?? cause;
    }
}
/**
 * The same at once, with the errors of the system. Node's own (`recursive`) tries for ever where the kernel says ENOENT although all on
 * the way is there, as it does below /proc.
 */
function makeFolderNow(path, mode = 0o777) {
    const missing = [];
    for (let nearest = path; !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(nearest); nearest = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(nearest))
        missing.unshift(nearest);
    if (missing.length === 0)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(path, { recursive: true }); // says so where it is no folder
    for (const folder of missing) {
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(folder, { mode });
        }
        catch (error) {
            if (error.code !== 'EEXIST')
                throw error; // another process has made it meanwhile
        }
    }
}
/** A file system may have room for bytes and none for another file: the system has one errno for both. */
async function full(folder) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.statfs)(folder).catch(() => undefined);
    const free = found === undefined ? '' : ` (${found.bavail * found.bsize} bytes are free there)`;
    const noInodes = found !== undefined && found.files > 0 && found.ffree === 0;
    const reason = noInodes ? 'its disk takes no more files, no inode is free' : 'its disk is full';
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failed */ .cV({
        what: `could not write to the folder ${folder}: ${reason}${free}`,
        todo: `Remove what is not needed there, ${ELSEWHERE}`,
    });
}


/***/ }),

/***/ 4289:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bb: () => (/* binding */ proxies),
/* harmony export */   CC: () => (/* binding */ engineVariables),
/* harmony export */   MO: () => (/* binding */ showsColours),
/* harmony export */   _2: () => (/* binding */ terminalFacts),
/* harmony export */   am: () => (/* binding */ ownEnvironment),
/* harmony export */   hr: () => (/* binding */ hasTerminal),
/* harmony export */   mI: () => (/* binding */ hostEnvironment),
/* harmony export */   pA: () => (/* binding */ sourceDateEpoch)
/* harmony export */ });
/* unused harmony exports stepEnvironment, runnerProcess */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7066);
/* harmony import */ var node_tty__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_tty__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);



/** What host programs get of our environment: enough to find things and to reach a proxy, no token. */
const HOST_VARIABLES = ['PATH', 'HOME', 'TMPDIR'];
const PROXY_VARIABLES = [
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
];
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** The environment of host programs. sbin is on their PATH even where an ordinary user has it not. */
function hostEnvironment() {
    const path = process.env['PATH'];
    return {
        ...picked(HOST_VARIABLES),
        ...proxies(),
        LC_ALL: 'C.UTF-8',
        PATH: path ? `${path}:${DEFAULT_PATH}` : DEFAULT_PATH,
    };
}
/** The variables that name a proxy, for programs that download. */
function proxies() {
    return picked(PROXY_VARIABLES);
}
/** By these skopeo, podman and docker find engines, storage, configuration and credentials, beside what is in HOME. */
const ENGINE_VARIABLES = [
    'CONTAINERS_CONF',
    'CONTAINERS_REGISTRIES_CONF',
    'CONTAINERS_STORAGE_CONF',
    'CONTAINER_CONNECTION',
    'CONTAINER_HOST',
    'DBUS_SESSION_BUS_ADDRESS',
    'DOCKER_CERT_PATH',
    'DOCKER_CONFIG',
    'DOCKER_CONTEXT',
    'DOCKER_HOST',
    'DOCKER_TLS_VERIFY',
    'REGISTRY_AUTH_FILE',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'XDG_RUNTIME_DIR',
];
/** The variables by which programs for images find what is the user's. */
function engineVariables() {
    return picked(ENGINE_VARIABLES);
}
function picked(names) {
    return Object.fromEntries(names.flatMap((name) => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, value]];
    }));
}
/** The variables of this process, and none that a workflow has set: at a terminal there is no workflow. */
function ownEnvironment() {
    return { all: own(), ofWorkflow: new Set() };
}
/**
 * The variables of a step, and which of them its workflow has set: what the runner's worker, which has started this
 * process, does not have itself, or has otherwise.
 */
function stepEnvironment() {
    const all = own();
    const runner = environmentOf(runnerProcess());
    const ofWorkflow = runner ? Object.keys(all).filter((name) => runner.get(name) !== all[name]) : [];
    return { all, ofWorkflow: new Set(ofWorkflow) };
}
/** The process that has started this step. In a container job its parent is outside; then it is the container's first. */
function runnerProcess() {
    return process.ppid === 0 ? 1 : process.ppid;
}
function own() {
    return picked(Object.keys(process.env));
}
/** The environment that a process was started with (proc(5)); undefined where it is not to be read. */
function environmentOf(pid) {
    try {
        const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
    }
    catch {
        return undefined;
    }
}
/** Whether all standard streams of this process are a terminal. */
function hasTerminal() {
    return [0, 1, 2].every((stream) => (0,node_tty__WEBPACK_IMPORTED_MODULE_1__.isatty)(stream));
}
/** What a program at a terminal needs to know of it. */
function terminalFacts() {
    return picked(['TERM', 'COLORTERM', 'NO_COLOR', 'TZ']);
}
/** Whether to show colours. Sources: no-color.org, force-color.org. */
function showsColours(isShown) {
    if ((process.env['NO_COLOR'] ?? '') !== '')
        return false;
    return (process.env['FORCE_COLOR'] ?? '') !== '' ? process.env['FORCE_COLOR'] !== '0' : isShown;
}
/** SOURCE_DATE_EPOCH, in seconds since 1970, where it is set. Source: reproducible-builds.org. Throws `Refused`. */
function sourceDateEpoch() {
    const text = process.env['SOURCE_DATE_EPOCH'] ?? '';
    if (text === '')
        return undefined;
    if (/^\d{1,11}$/.test(text))
        return Number(text);
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
        what: `SOURCE_DATE_EPOCH: got "${text}"; allowed is a number of seconds since 1970`,
        todo: 'Set it to a time (date +%s), or unset it: then it is the time when the newest package was built.',
    });
}


/***/ }),

/***/ 6698:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ER: () => (/* binding */ localPorts),
  dg: () => (/* binding */ terminalLog)
});

// UNUSED EXPORTS: folderTools

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __nccwpck_require__(8815);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __nccwpck_require__(2010);
// EXTERNAL MODULE: ./.modules/report/masked.js
var masked = __nccwpck_require__(3396);
// EXTERNAL MODULE: ./.modules/sandbox/accounts.js
var accounts = __nccwpck_require__(9252);
;// CONCATENATED MODULE: ./.modules/platform/caller.js



/** The user of this process. One without an entry in passwd (a container's) is called `runner`. */
function ownCaller() {
    const { name = 'runner', home = '' } = entry();
    return { name, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, home };
}
/** Who has called: where root works for somebody by sudo, that one. Source: sudo(8), its environment. */
function sudoCaller() {
    const own = ownCaller();
    const [name = '', uid = '', gid = ''] = ['SUDO_USER', 'SUDO_UID', 'SUDO_GID'].map((key) => process.env[key]);
    if (own.uid !== 0 || ![uid, gid].every((id) => /^\d{1,9}$/.test(id)))
        return own;
    return { name, uid: Number(uid), gid: Number(gid), home: homeOf(Number(uid)) ?? `/home/${name}` };
}
function homeOf(user) {
    return (0,accounts/* passwdEntries */.rh)((0,external_node_fs_.readFileSync)('/etc/passwd', 'utf8')).find(({ uid }) => uid === user)?.home;
}
function entry() {
    try {
        const { username, homedir } = (0,external_node_os_.userInfo)();
        return { name: username, home: homedir };
    }
    catch {
        return {};
    }
}

// EXTERNAL MODULE: ./.modules/platform/environment.js
var environment = __nccwpck_require__(4289);
;// CONCATENATED MODULE: ./.modules/platform/late-fetch.js
/** Downloads that end by one signal, or by another. */
function fetching(log, abort, progress) {
    const fetchUntil = (until) => lateFetch(log, until, progress);
    return { fetch: fetchUntil(abort), fetchUntil };
}
/**
 * The same as `networkFetch`, which is loaded when something is first asked for: most runs ask for nothing, and node's
 * own http and TLS take 5 ms.
 */
function lateFetch(log, abort, progress) {
    let loading;
    const loaded = () => (loading ??= __nccwpck_require__.e(/* import() */ 509).then(__nccwpck_require__.bind(__nccwpck_require__, 7509)).then(({ networkFetch }) => networkFetch(log, abort, progress)));
    return {
        bytes: async (...asked) => (await loaded()).bytes(...asked),
        text: async (...asked) => (await loaded()).text(...asked),
        exists: async (...asked) => (await loaded()).exists(...asked),
        file: async (...asked) => (await loaded()).file(...asked),
    };
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __nccwpck_require__(8560);
;// CONCATENATED MODULE: ./.modules/platform/interrupts.js


const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/**
 * Takes the signals that ask us to end. A runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL; a terminal
 * SIGINT at each ^C, or SIGHUP. One whose output is lost is asked to end, too.
 */
function processInterrupts() {
    const listeners = new Set();
    const abort = new AbortController();
    (0,external_node_events_.setMaxListeners)(0, abort.signal); // one for each host program that runs
    let first;
    const take = (signal) => {
        first ??= signal;
        abort.abort();
        for (const listener of listeners)
            listener(signal);
    };
    for (const signal of SIGNALS)
        process.on(signal, take);
    (0,own_streams/* whenStdoutIsLost */.M)(take);
    return {
        received: () => first,
        abort: abort.signal,
        listen(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
// EXTERNAL MODULE: ./.modules/platform/pipes.js
var platform_pipes = __nccwpck_require__(717);
;// CONCATENATED MODULE: ./.modules/platform/quoted.js
/** Letters that a shell takes as they are, also at the beginning of a word (zsh looks for a program behind a first `=`). */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/;
/** What a terminal acts on, or what makes several lines of one. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** A word as it could be typed into a shell, on one line: what has control characters needs bash, zsh or ksh. */
function quoted(word) {
    if (PLAIN.test(word))
        return word;
    if (!CONTROL.test(word))
        return `'${word.replaceAll("'", `'\\''`)}'`;
    return `$'${word.replace(/[\\']/g, '\\$&').replace(new RegExp(CONTROL, 'gu'), escaped)}'`;
}
/** All bytes of a character in octal: what follows them is never taken for more digits. */
function escaped(character) {
    return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

;// CONCATENATED MODULE: ./.modules/platform/failure.js


/** The error of a command that ended badly, with the last lines it printed. */
function failure(command, output) {
    const how = output.signal
        ? `was ended by ${output.signal}`
        : `ended with status ${output.status ?? 'unknown'}`;
    const said = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-12).join('\n');
    return new errors/* Failed */.cV({
        what: `could not ${command.why}: ${command.argv[0]} ${how}${said ? `\n${said}` : ''}`,
        source: command.argv.map(quoted).join(' '),
    });
}

// EXTERNAL MODULE: ./.modules/platform/privilege.js
var platform_privilege = __nccwpck_require__(3719);
;// CONCATENATED MODULE: ./.modules/platform/screen.js

/** Back to the begin of the line, and nothing is in it any more. Source: ECMA-48, CR and EL. */
const ERASE = '\r\x1b[K';
/** Where the terminal does not tell how wide it is. */
const COLUMNS = 80;
/** The `^C` that a terminal shows behind the line must not begin a new one. */
const ECHO_COLUMNS = 3;
/**
 * What this process writes to its terminal: words of ours and of guests, and one line at the bottom, which is gone before
 * anything else is written.
 */
class Screen {
    ends;
    isDrawn = false;
    isMidLine = false;
    lent = 0;
    constructor(ends) {
        this.ends = ends;
    }
    /** Columns that the line at the bottom may have. */
    columns() {
        return Math.max(0, (this.ends.stderr.columns || COLUMNS) - ECHO_COLUMNS);
    }
    /** Draws it, unless somebody else has the terminal, or has begun a line. */
    draw(line) {
        if (this.lent > 0 || this.isMidLine)
            return;
        this.ends.stderr.write(`${ERASE}${line}`);
        this.isDrawn = true;
    }
    erase() {
        if (this.isDrawn)
            this.ends.stderr.write(ERASE);
        this.isDrawn = false;
    }
    write(stream, chunk) {
        this.erase();
        const end = this.ends[stream];
        end.write(chunk);
        if (end.isTTY && chunk.length > 0)
            this.isMidLine = !Buffer.from(chunk.slice(-1)).equals(NEWLINE);
    }
    /** Somebody else has the terminal until then. */
    lend(until) {
        this.erase();
        this.lent++;
        const back = () => {
            this.lent--;
        };
        until.then(back, back);
    }
}
const NEWLINE = Buffer.from('\n');
/** The one of this process. */
const screen = new Screen({
    get stdout() {
        return (0,own_streams/* ownStream */.H)('stdout');
    },
    get stderr() {
        return (0,own_streams/* ownStream */.H)('stderr');
    },
});

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(6466);
;// CONCATENATED MODULE: ./.modules/platform/streamed.js

/** Starts a process between two streams; `drained` throws what broke one of them. stderr is left to the caller. */
function streamed(ends, launch) {
    const { input, output } = ends;
    const child = launch([input ? 'pipe' : 'ignore', output ? 'pipe' : 'ignore', 'pipe']);
    const flows = [
        ...(input && child.stdin ? [(0,external_node_stream_promises_.pipeline)(input, child.stdin)] : []),
        ...(output && child.stdout ? [(0,external_node_stream_promises_.pipeline)(child.stdout, output)] : []),
    ];
    // Where it could not be started, nobody else ends what would feed it and what waits for it.
    child.once('error', (cause) => {
        cut(ends, cause);
    });
    const drained = Promise.all(flows).then(() => undefined);
    drained.catch(() => undefined); // whoever awaits it sees the error
    return { child, drained };
}
/** Ends both streams: what the process has started loses its input and its reader, and ends too. */
function cut({ input, output }, cause) {
    input?.destroy(cause);
    output?.destroy(cause);
}

;// CONCATENATED MODULE: ./.modules/platform/typed.js



/**
 * A command as it could be typed into a shell of this machine: with what gets it root, its folder and the variables that
 * are added to those that every host program has. No secret is in it: a variable that this process has with the same
 * value, and one of the guest's, stands there by its name, and a URL shows no password.
 * @param own the variables of this process
 */
function typed(command, privilege, own) {
    const variables = Object.entries(command.env ?? {}).map(([name, value]) => {
        const reference = command.references?.[name] ?? (own[name] === value ? name : undefined);
        return `${name}=${reference === undefined ? plain(value) : `"$${reference}"`}`;
    });
    const folder = command.cwd === undefined ? [] : ['-C', plain(command.cwd)];
    const before = [...folder, ...variables];
    const words = (0,platform_privilege/* privilegedArgv */.K1)(command, privilege).map(plain);
    return [...(before.length > 0 ? ['env', ...before] : []), ...words].join(' ');
}
function plain(word) {
    return quoted((0,masked/* maskedWord */._c)(word));
}

;// CONCATENATED MODULE: ./.modules/platform/exec.js











const DEADLINE_MS = 10 * 60_000;
/** What is kept of a stream of a host program. */
const KEPT_CHARACTERS = 1_000_000;
/** Carries out commands. Environment: PATH, HOME, proxies and what the command names; never the runner's tokens. */
function nodeExec(privilege, debug, abort) {
    const stopping = { privilege, abort };
    const launch = (command, stdio, detached) => {
        const [program, ...args] = (0,platform_privilege/* privilegedArgv */.K1)(command, privilege);
        debug(`+ ${typed(command, privilege, process.env)}`);
        return (0,external_node_child_process_.spawn)(program, args, {
            stdio,
            detached,
            env: { ...(0,environment/* hostEnvironment */.mI)(), ...command.env },
            ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
        });
    };
    const attempt = async (command) => {
        const child = launch(command, ['ignore', 'pipe', 'pipe'], false);
        const stdout = kept(child.stdout);
        const stderr = kept(child.stderr);
        const timer = setTimeout(() => {
            stop(child, command, privilege, 'SIGKILL');
        }, command.timeoutMs ?? DEADLINE_MS);
        if (!command.always)
            stopAtAbort(child, command, stopping);
        try {
            return { ...(await ended(child, command, 'close')), stdout: stdout(), stderr: stderr() };
        }
        finally {
            clearTimeout(timer);
        }
    };
    const run = async (command) => {
        const output = await attempt(command);
        if (output.status !== 0)
            throw failure(command, output);
        return output;
    };
    return { attempt, run, start: (command, streams) => start(command, streams, launch, stopping, debug) };
}
const KILL_CHILDREN = 'kill -s KILL $(cat "/proc/$1/task/$1/children")';
/** Ends a host program. Behind sudo it is root's: sudo hands SIGTERM on, SIGKILL is for what it has started. */
function stop(child, command, privilege, signal) {
    if (command.privileged !== true || privilege !== 'sudo')
        child.kill(signal);
    else if (child.pid !== undefined && signal === 'SIGTERM')
        (0,external_node_child_process_.spawn)('sudo', ['-n', 'kill', '-s', 'TERM', '--', String(child.pid)], { stdio: 'ignore' });
    else if (child.pid !== undefined)
        (0,external_node_child_process_.spawn)('sudo', ['-n', 'sh', '-c', KILL_CHILDREN, 'kill', String(child.pid)], { stdio: 'ignore' });
}
function stopAtAbort(child, command, { privilege, abort }, streams) {
    const cancel = () => {
        stop(child, command, privilege, 'SIGTERM');
        if (streams?.kind === 'streamed')
            cut(streams, new Error('asked to end'));
    };
    const forget = () => {
        abort.removeEventListener('abort', cancel);
    };
    child.once('close', forget).once('error', forget);
    abort.addEventListener('abort', cancel);
    if (abort.aborted)
        cancel();
}
/** Whether what is started reads from our terminal, or writes to it by itself. */
function isAtTerminal(streams) {
    return streams.kind === 'inherit' || (streams.kind === 'piped' && streams.stdin === true);
}
function start(command, streams, launch, stopping, debug) {
    const { child, drained } = withStreams(streams, (stdio) => launch(command, stdio, true));
    const exit = ended(child, command, streams.kind === 'streamed' ? 'close' : 'exit');
    exit.catch(() => undefined); // whoever awaits it sees the error
    if (isAtTerminal(streams))
        screen.lend(exit);
    const stderr = streams.kind === 'lifeline' || streams.kind === 'streamed' ? kept(child.stderr) : () => '';
    if (streams.kind === 'lifeline')
        child.stdin?.on('error', () => undefined); // one that has ended is seen by its exit
    if (streams.kind === 'streamed')
        stopAtAbort(child, command, stopping, streams);
    return {
        pid: child.pid ?? 0,
        nextLine: streams.kind === 'lifeline' ? lines(child) : () => Promise.resolve(undefined),
        send: (text) => {
            debug(`| ${text.split('\0').map(quoted).join(' ')}`);
            child.stdin?.write(text);
        },
        endInput: () => child.stdin?.end(),
        exit,
        drained,
        stderr,
    };
}
function withStreams(streams, launch) {
    const nothing = Promise.resolve();
    switch (streams.kind) {
        case 'lifeline':
            return { child: launch(['pipe', 'pipe', 'pipe']), drained: nothing };
        case 'inherit':
            return { child: launch([streams.stdin ? 'inherit' : 'ignore', 'inherit', 'inherit']), drained: nothing };
        case 'piped': {
            const handOver = (stream) => (chunk) => {
                streams.onOutput(stream, chunk);
            };
            return piped(streams.stdin ? 'inherit' : 'ignore', [handOver('stdout'), handOver('stderr')], launch);
        }
        case 'streamed':
            return streamed(streams, launch);
    }
}
/** Both outputs by pipes whose chunks are handed over. */
function piped(input, readers, launch) {
    const pipes = (0,platform_pipes/* makePipes */.Qb)(readers.length);
    try {
        const child = launch([input, ...pipes.map(({ writer }) => writer)]);
        const ends = pipes.map(({ reader }, index) => {
            reader.on('data', (chunk) => readers[index]?.(chunk));
            return (0,external_node_events_.once)(reader, 'close');
        });
        return { child, drained: Promise.all(ends).then(() => undefined) };
    }
    finally {
        (0,platform_pipes/* closeWriters */.FC)(pipes);
    }
}
/** `exit`: the process is gone, though its children may hold the pipes; `close`: the pipes are at their end too. */
function ended(child, command, event) {
    return new Promise((resolve, reject) => {
        child.once('error', (cause) => {
            const program = command.argv[0];
            const missing = cause.code === 'ENOENT';
            const todo = missing
                ? `Install the package ${command.package ?? `that has ${program}`} (PATH is searched).`
                : (0,errors/* scarcity */.Vp)(cause);
            reject(new errors/* Failed */.cV({
                what: `could not ${command.why}: ${missing ? `the program ${program} is not there` : cause.message}`,
                ...(todo === undefined ? {} : { todo }),
            }));
        });
        child.once(event, (status, signal) => {
            resolve({ status, signal });
        });
    });
}
function kept(stream) {
    let text = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk) => {
        text = (text + chunk).slice(-KEPT_CHARACTERS);
    });
    return () => text;
}
function lines(child) {
    let text = '';
    let over = false;
    let wake = () => undefined;
    child.stdout?.setEncoding('utf8');
    child.stdout?.on('data', (chunk) => {
        text += chunk;
        wake();
    });
    child.stdout?.on('close', () => {
        over = true;
        wake();
    });
    child.once('error', () => {
        over = true;
        wake();
    });
    return async () => {
        for (;;) {
            const end = text.indexOf('\n');
            if (end >= 0) {
                const line = text.slice(0, end);
                text = text.slice(end + 1);
                return line;
            }
            if (over)
                return undefined;
            await new Promise((resolve) => {
                wake = resolve;
            });
        }
    };
}

;// CONCATENATED MODULE: ./.modules/platform/executing.js


/** How commands and sandboxes are carried out, as long as nobody has asked for less than what this process may. */
function executing(log, abort) {
    const privilege = (0,platform_privilege/* findPrivilege */.Xb)();
    const debug = (line) => {
        log.debug(line);
    };
    const execAs = (other, until = abort) => nodeExec(other, debug, until);
    return { exec: execAs(privilege), executor: 'namespaces', privilege, execAs };
}

;// CONCATENATED MODULE: ./.modules/platform/monotonic.js
/** Milliseconds since some fixed point. `performance` has the same, and takes node 2 ms to load. */
function monotonicMs() {
    return Number(process.hrtime.bigint()) / 1e6;
}

// EXTERNAL MODULE: ./.modules/platform/processes.js
var processes = __nccwpck_require__(4241);
// EXTERNAL MODULE: external "node:tty"
var external_node_tty_ = __nccwpck_require__(7066);
;// CONCATENATED MODULE: ./.modules/report/rate.js
/** The time over which a rate is taken, in milliseconds: what a person takes for "now". */
const WINDOW_MS = 5000;
/** How fast bytes come, from what was seen lately. */
class Rate {
    samples = [];
    /** So many bytes are there at a time. Where they are fewer than before, it has begun anew. */
    add(ms, bytes) {
        if (bytes < (this.samples.at(-1)?.bytes ?? 0))
            this.samples = [];
        this.samples.push({ ms, bytes });
        // One that is as old as the window, or older, has to be there: what is newer is measured from it.
        while ((this.samples[1]?.ms ?? Infinity) <= ms - WINDOW_MS)
            this.samples.shift();
    }
    /** Bytes in a second; undefined where too little was seen. */
    perSecond() {
        const [first, last] = [this.samples[0], this.samples.at(-1)];
        if (!first || !last || last.ms <= first.ms)
            return undefined;
        return ((last.bytes - first.bytes) / (last.ms - first.ms)) * 1000;
    }
}

;// CONCATENATED MODULE: ./.modules/platform/progress.js



/** Nobody looks. */
const UNSEEN = {
    during: (_, work) => work({ update: () => undefined, note: () => undefined, heard: () => undefined }),
};
/** A piece of work that goes on, and what it has told. */
class Work {
    what;
    now;
    beganMs;
    rate = new Rate();
    noted = '';
    doneBytes;
    totalBytes;
    /** When the log has last told of it; when it began, before. */
    heardMs;
    constructor(what, now, beganMs = now()) {
        this.what = what;
        this.now = now;
        this.beganMs = beganMs;
        this.heardMs = beganMs;
        this.rate.add(beganMs, 0);
    }
    update(doneBytes, totalBytes) {
        this.doneBytes = doneBytes;
        this.totalBytes = totalBytes;
    }
    note(text) {
        this.noted = clean(text);
    }
    heard() {
        this.heardMs = this.now();
    }
    /** How far it is. */
    seen(nowMs) {
        const { what, noted: note, doneBytes, totalBytes, beganMs, rate } = this;
        if (doneBytes !== undefined)
            rate.add(nowMs, doneBytes);
        const bytesPerSecond = doneBytes === undefined ? undefined : rate.perSecond();
        return { what, note, doneBytes, totalBytes, bytesPerSecond, elapsedMs: nowMs - beganMs };
    }
}
/** On a terminal nothing in a name is a command to it. */
function clean(text) {
    return (0,masked/* masked */.Iv)(text).replace(/\p{C}/gu, ' ');
}
/**
 * Knows what goes on, and has it shown by a viewer that is loaded once something takes long: as long as nothing goes on
 * there is no timer.
 */
class Board {
    load;
    rhythm;
    now;
    works = new Set();
    timer;
    viewer;
    constructor(load, rhythm, now = monotonicMs) {
        this.load = load;
        this.rhythm = rhythm;
        this.now = now;
    }
    async during(what, work) {
        const piece = new Work(clean(what), this.now);
        this.works.add(piece);
        this.timer ??= this.lookIn(this.rhythm.firstMs);
        let isDone = false;
        try {
            const result = await work(piece);
            isDone = true;
            return result;
        }
        finally {
            this.end(piece, isDone);
        }
    }
    end(piece, isDone) {
        this.works.delete(piece);
        this.viewer?.ended(piece, isDone, this.now());
        if (this.works.size > 0)
            return;
        clearTimeout(this.timer);
        this.timer = undefined;
        this.viewer?.clear();
    }
    async look() {
        const { timer } = this;
        this.viewer ??= await this.load();
        if (timer !== this.timer)
            return; // all have ended meanwhile
        this.viewer.show([...this.works], this.now());
        this.timer = this.lookIn(this.rhythm.everyMs);
    }
    /** What cannot be shown is done all the same. */
    lookIn(ms) {
        return setTimeout(() => void this.look().catch(() => undefined), ms).unref();
    }
}

;// CONCATENATED MODULE: ./.modules/platform/watching.js



/** Often enough for an eye; what takes less than a third of a second needs no line. */
const AT_A_TERMINAL = { firstMs: 300, everyMs: 100 };
const IN_A_LOG = { firstMs: 5_000, everyMs: 1_000 };
/** Progress for whoever reads standard error: one line that is drawn anew at a terminal, else lines of the log. */
function localProgress(isQuiet, log) {
    if (isQuiet)
        return UNSEEN;
    if (!canDraw())
        return logProgress(log);
    return new Board(async () => new (await __nccwpck_require__.e(/* import() */ 823).then(__nccwpck_require__.bind(__nccwpck_require__, 2823))).StatusLine(screen), AT_A_TERMINAL);
}
/** Whether standard error is a terminal that can erase a line. Source: terminfo(5), `dumb`. */
function canDraw() {
    return (0,external_node_tty_.isatty)(2) && !/^(dumb)?$/.test(process.env['TERM'] ?? ''); // the stream itself is made where it is needed
}
/** Progress as lines of the log. */
function logProgress({ info }) {
    return new Board(async () => new (await __nccwpck_require__.e(/* import() */ 531).then(__nccwpck_require__.bind(__nccwpck_require__, 9531))).ProgressLines(info), IN_A_LOG);
}

;// CONCATENATED MODULE: ./.modules/platform/local.js

















/** The ports of the command: folders by the XDG base directory specification, words on standard error. */
function localPorts(assets, loudness) {
    process.umask(0o022); // what is made in roots is for all of their users, whatever ours is
    const log = terminalLog(loudness);
    const progress = localProgress(loudness === 'quiet', log);
    const interrupts = processInterrupts();
    const store = (0,external_node_path_.join)(cacheHome(), 'xarch');
    const paths = {
        store,
        cache: store,
        temporary: (0,external_node_path_.join)(store, 'tmp'), // programs are run there: /tmp may be mounted noexec
        assets,
        workspace: currentFolder(),
        visible: [],
        holder: (0,processes/* processName */.po)(process.pid),
    };
    return {
        ...executing(log, interrupts.abort),
        log,
        progress,
        ...fetching(log, interrupts.abort, progress),
        tools: folderTools((0,external_node_path_.join)(store, 'tools')),
        remote: undefined,
        interrupts,
        paths,
        output: (stream, line) => {
            screen.write(stream, line);
        },
        audience: {
            // Asked by few: node takes a millisecond to make these streams.
            get showsColours() {
                return (0,environment/* showsColours */.MO)((0,own_streams/* ownStream */.H)('stdout').isTTY && (0,own_streams/* ownStream */.H)('stderr').isTTY);
            },
            takesCommands: false,
        },
        proxies: (0,environment/* proxies */.Bb)(),
        engines: (0,environment/* engineVariables */.CC)(),
        caller: sudoCaller(),
        now: monotonicMs,
    };
}
/** Source: XDG base directory specification; a path that is empty or relative counts as none. */
function cacheHome() {
    const home = process.env['XDG_CACHE_HOME'] ?? '';
    return (0,external_node_path_.isAbsolute)(home) ? home : (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache');
}
function currentFolder() {
    try {
        return process.cwd();
    }
    catch {
        throw new errors/* Refused */.Lw({
            what: 'the current folder is not there any more',
            todo: 'Go to the folder of your project: it is what the command sees at its own path.',
        });
    }
}
/** Words for a person at a terminal, or a log: one line each, nothing on standard output. */
function terminalLog(loudness) {
    const say = (line) => {
        screen.write('stderr', `xarch: ${line}\n`);
    };
    return (0,masked/* maskedLog */.GX)({
        info: (line) => {
            if (loudness !== 'quiet')
                say(line);
        },
        debug: (line) => {
            if (loudness === 'verbose')
                say(line);
        },
        warning: (line) => {
            say(`warning: ${line}`);
        },
        error: (lines) => {
            for (const line of lines)
                say(`error: ${line}`);
        },
    });
}
/** Tools as `<folder>/<tool>/<version>/<file>`; a version is whole or absent. */
function folderTools(folder) {
    return {
        find: (tool) => {
            // Of all cpus at once: what waits its turn in the pool of threads would take longer.
            const versions = namesIn((0,external_node_path_.join)(folder, tool)).filter((name) => !name.startsWith('.'));
            return Promise.resolve(versions.map((version) => ({ version, folder: (0,external_node_path_.join)(folder, tool, version) })));
        },
        async keep(file, name, tool, version) {
            const final = (0,external_node_path_.join)(folder, tool, version);
            const partial = (0,external_node_path_.join)(folder, tool, `.part.${process.pid}`);
            await (0,disk/* makeFolder */.fc)(partial);
            try {
                await (0,promises_.copyFile)(file, (0,external_node_path_.join)(partial, name));
                await (0,promises_.rename)(partial, final).catch(async (error) => {
                    if (!(await this.find(tool)).some((kept) => kept.version === version))
                        throw error;
                });
            }
            finally {
                await (0,promises_.rm)(partial, { recursive: true, force: true });
            }
            return final;
        },
    };
}
function namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return []; // nothing is kept there
    }
}


/***/ }),

/***/ 9449:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ withLock)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__nccwpck_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2010);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(8815);






/** The status of flock where somebody else has the lock; its own errors have others. */
const TAKEN = 99;
/** Says who has the lock, in its file, and waits. A file that cannot be written (a full disk, another user's) is still locked. */
const HOLD = '{ printf "%s\\n" "$1" >"$0"; } 2>/dev/null; echo locked; read -r _';
/**
 * Does some work while no other process on this machine holds the same lock. The kernel's own lock (flock(1)) is held by
 * a child whose end is ours: it is free again however we end.
 * @param path a file that stays; it has in it who had it last
 * @param onWait called when somebody else has it, with who that is; a signal ends the waiting, with `Interrupted`
 */
async function withLock(path, { exec, interrupts, paths }, onWait, work) {
    await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .writing */ .dV)(path, (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .makeFolder */ .fc)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path)));
    const ourselves = `process ${process.pid} in ${paths.workspace}`;
    const command = (options) => ({
        argv: ['flock', '--no-fork', ...options, path, 'sh', '-c', HOLD, path, ourselves],
        why: `lock ${path}`,
    });
    let holder = exec.start(command(['--nonblock', '--conflict-exit-code', String(TAKEN)]), {
        kind: 'lifeline',
    });
    let line = await holder.nextLine();
    if (line !== 'locked' && (await holder.exit).status === TAKEN) {
        onWait(await whoHas(path));
        holder = exec.start(command([]), { kind: 'lifeline' });
        line = await lineUnlessInterrupted(holder, interrupts);
    }
    if (line !== 'locked') {
        await holder.exit;
        throw await notLocked(path, holder.stderr().trim());
    }
    try {
        return await work();
    }
    finally {
        holder.endInput();
        await holder.exit;
    }
}
/** Who has a lock; one that has just got it may not have said so yet: the file still names whoever had it before, or nobody. */
async function whoHas(path) {
    for (let tries = 0; tries < 50; tries++) {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8').catch(() => '');
        const [, who, pid] = /^(process (\d+) .*)\n$/s.exec(text) ?? []; // one that is just being written may be read in part
        if (who !== undefined && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(`/proc/${pid ?? ''}`))
            return who;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(10);
    }
    return 'another process';
}
/** flock(1) says why in its own words; where it is the disk's fault, ours say what to do. */
async function notLocked(path, said) {
    const cause = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, 'a').then((file) => file.close(), (error) => error);
    const known = cause === undefined ? undefined : await (0,_disk_js__WEBPACK_IMPORTED_MODULE_5__/* .diskError */ .wO)(cause, path);
    return known ?? new _report_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failed */ .cV({ what: `could not lock ${path}: ${said}`, source: path });
}
async function lineUnlessInterrupted(holder, interrupts) {
    const give = () => {
        try {
            if (holder.pid > 0)
                process.kill(holder.pid);
        }
        catch {
            // it has ended by itself
        }
    };
    const deaf = interrupts.listen(give);
    if (interrupts.received() !== undefined)
        give();
    try {
        const line = await holder.nextLine();
        const signal = interrupts.received();
        if (line === undefined && signal !== undefined)
            throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Interrupted */ .j$(signal);
        return line;
    }
    finally {
        deaf();
    }
}


/***/ }),

/***/ 7571:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ openNamespace)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2010);
/* harmony import */ var _privilege_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3719);


/**
 * Owners beside root: subordinate ids (subuid(5)) make them possible for an ordinary user, newuidmap(1) is what may map them. Root
 * that may not mount, as a container has it, can give the ids that it has. Without either there is root alone.
 */
const OPEN = `keep='echo "$1"; read -r _'
if [ "$(id -u)" = 0 ]; then
  keep='if [ "$(grep -c . /proc/self/gid_map)" = 1 ]; then echo one; else echo same; fi; read -r _'
  exec sh -c "$1" namespace unshare --mount --propagation private sh -c "$keep" namespace
fi
set -- --user --map-root-user
ids=one
if command -v newuidmap >/dev/null && unshare "$@" --map-auto true 2>/dev/null; then
  set -- "$@" --map-auto
  ids=subordinate
fi
exec unshare "$@" --mount --propagation private sh -c "$keep" namespace "$ids"`;
/**
 * Makes a user namespace for who is no full root. It ends with this process. Throws `Failed` where the kernel gives none.
 */
async function openNamespace(exec) {
    const argv = ['sh', '-c', OPEN, 'namespace', _privilege_js__WEBPACK_IMPORTED_MODULE_1__/* .OF_SAME_IDS */ .WB];
    const keeper = exec.start({ argv, why: 'open a user namespace' }, { kind: 'lifeline' });
    const ids = await keeper.nextLine();
    if (ids === undefined) {
        await keeper.exit;
        throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failed */ .cV({
            what: `the kernel gave no user namespace: ${keeper.stderr().trim()}`,
            todo: 'Run it as root or with sudo, or take isolation "proot".',
        });
    }
    return {
        privilege: { namespace: keeper.pid, ids: ids === 'same' || ids === 'subordinate' ? ids : 'one' },
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}


/***/ }),

/***/ 8560:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ ownStream),
/* harmony export */   M: () => (/* binding */ whenStdoutIsLost)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);

const watched = new Set();
const listeners = [];
let loss;
/**
 * One of our own outputs, made when it is first asked for: node takes a millisecond to do so. Nobody may be there to read it any more,
 * or its disk may be full. What cannot be said on standard error is lost; without standard output we end, as by the signal that
 * other programs get for it.
 */
function ownStream(name) {
    const stream = process[name];
    if (!watched.has(name))
        stream.on('error', name === 'stdout' ? lost : () => undefined);
    watched.add(name);
    return stream;
}
/** Is told once when our standard output is lost, and by what signal to end. */
function whenStdoutIsLost(listener) {
    if (loss)
        listener(loss);
    else
        listeners.push(listener);
}
/** Its reader has ended (EPIPE), its terminal is gone (EIO), or something that is worth telling. */
function lost({ code, message }) {
    if (loss)
        return;
    loss = code === 'EIO' ? 'SIGHUP' : 'SIGPIPE';
    const status = 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[loss];
    process.once('exit', () => (process.exitCode ||= status));
    if (code !== 'EPIPE' && code !== 'EIO')
        ownStream('stderr').write(`xarch: error: could not write to standard output: ${message}\n`);
    for (const listener of listeners)
        listener(loss);
}


/***/ }),

/***/ 717:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FC: () => (/* binding */ closeWriters),
/* harmony export */   H: () => (/* binding */ PIPE_FOLDERS),
/* harmony export */   Qb: () => (/* binding */ makePipes)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_net__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2010);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(4289);







/** TMPDIR; where that takes no files (it is not there; a container whose root is read-only), what every Linux has for them. */
const PIPE_FOLDERS = [(0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(), '/tmp', '/var/tmp', '/dev/shm'];
/**
 * Real pipes. What node makes for a child are sockets, which a program cannot open again by name: `echo >/dev/stderr`
 * would fail.
 * @param folders they have names for a moment in the first of these that takes them. Throws `Failed` where none does.
 */
function makePipes(count, folders = PIPE_FOLDERS) {
    const folder = newFolder(folders);
    try {
        const names = Array.from({ length: count }, (_, index) => (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, String(index)));
        const made = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)('mkfifo', ['-m', '600', ...names], { stdio: 'ignore', env: (0,_environment_js__WEBPACK_IMPORTED_MODULE_6__/* .hostEnvironment */ .mI)() });
        if (made.status !== 0)
            throw new Error(`mkfifo could not make a pipe in ${folder}`);
        return names.map((name) => {
            const reader = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(name, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK); // there is no writer yet to wait for
            return {
                reader: new node_net__WEBPACK_IMPORTED_MODULE_2__.Socket({ fd: reader, readable: true, writable: false }),
                writer: (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(name, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_WRONLY),
            };
        });
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(folder, { recursive: true, force: true });
    }
}
function newFolder(folders) {
    for (const folder of folders) {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, `xarch-pipes-${process.pid}-`));
        }
        catch {
            continue; // is not there, takes no files, or is full
        }
    }
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Failed */ .cV({
        what: `no pipe can be made for the output of the command: none of ${folders.join(', ')} takes a file`,
        todo: 'Have the variable TMPDIR name a folder that can be written to.',
    });
}
/** The child has its copy: without ours the reader sees the end when the child's is closed. */
function closeWriters(pipes) {
    for (const { writer } of pipes)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(writer);
}


/***/ }),

/***/ 3719:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ privilegedArgv),
/* harmony export */   WB: () => (/* binding */ OF_SAME_IDS),
/* harmony export */   Xb: () => (/* binding */ findPrivilege),
/* harmony export */   p1: () => (/* binding */ hasOwners),
/* harmony export */   zv: () => (/* binding */ isOfMachine)
/* harmony export */ });
/* unused harmony export rootWords */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4289);


/** How this process gets root of the machine, if at all. */
function findPrivilege() {
    if (process.getuid?.() === 0)
        return 'root';
    try {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFileSync)('sudo', ['-n', 'true'], { stdio: 'ignore', env: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .hostEnvironment */ .mI)(), timeout: 10_000 });
        return 'sudo';
    }
    catch {
        return 'none';
    }
}
/** Whether it is that of the machine's root. */
function isOfMachine(privilege) {
    return privilege === 'root' || privilege === 'sudo';
}
/** The argv that really runs: what gets it root before it, where it needs that and this process is not root. */
function privilegedArgv(command, privilege) {
    if (!command.privileged || privilege === 'root' || privilege === 'none')
        return command.argv;
    if (privilege !== 'sudo') {
        const [user, mount] = ['user', 'mnt'].map((name) => `/proc/${privilege.namespace}/ns/${name}`);
        const folder = command.cwd === undefined ? [] : [`--wd=${command.cwd}`];
        return [
            'nsenter',
            `--user=${user}`,
            `--mount=${mount}`,
            '--preserve-credentials',
            ...folder,
            '--',
            ...command.argv,
        ];
    }
    const names = Object.keys(command.env ?? {});
    return [
        'sudo',
        '-n',
        ...(names.length > 0 ? [`--preserve-env=${names.join(',')}`] : []),
        '--',
        ...command.argv,
    ];
}
/** Whether files can be made of others than whoever makes them. */
function hasOwners(privilege) {
    return typeof privilege === 'object' ? privilege.ids !== 'one' : isOfMachine(privilege);
}
/** What stands before a command of a later step that needs root: a namespace is made anew there. */
function rootWords(privilege) {
    if (privilege === 'sudo')
        return ['sudo', '-n'];
    if (typeof privilege === 'string')
        return [];
    if (privilege.ids === 'same')
        return ['sh', '-c', OF_SAME_IDS, 'namespace'];
    return ['unshare', '--user', '--map-root-user', ...(privilege.ids === 'one' ? [] : ['--map-auto'])];
}
/**
 * Starts a command as root of a new user namespace that has the ids of this one, each as it is: `sh -c OF_SAME_IDS namespace
 * COMMAND...`, called as root. A process outside writes the maps, each at once, that of groups last. Root without CAP_SETUID or
 * CAP_SETGID can give its own id alone. The first id has a line of its own, by which a namespace of ours is known (setup.sh).
 * Source: user_namespaces(7).
 */
const OF_SAME_IDS = `(
  until [ "$(readlink "/proc/$$/ns/user")" != "$(readlink /proc/self/ns/user)" ]; do :; done
  same() {
    while read -r first _ count; do
      echo "$first $first 1"
      [ "$count" = 1 ] || echo "$((first + 1)) $((first + 1)) $((count - 1))"
    done <"/proc/self/$1"
  }
  users=$(same uid_map) groups=$(same gid_map)
  echo "$users" >"/proc/$$/uid_map" || { users='0 0 1' groups='0 0 1'; echo "$users" >"/proc/$$/uid_map"; }
  echo "$groups" >"/proc/$$/gid_map" || { echo deny >"/proc/$$/setgroups"; echo '0 0 1' >"/proc/$$/gid_map"; }
) 2>/dev/null &
exec unshare --user sh -c 'until read -r _ </proc/self/gid_map; do :; done; exec "$@"' namespace "$@"`;


/***/ }),

/***/ 4241:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Go: () => (/* binding */ hasChildren),
/* harmony export */   O_: () => (/* binding */ sessionBelow),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   po: () => (/* binding */ processName),
/* harmony export */   rU: () => (/* binding */ groupMembers)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Names a process so that no later one can be taken for it: `PID-STARTTIME`.
 * Source: fields 1 and 22 of /proc/PID/stat, proc(5); handlers.sh reads the same.
 */
function processName(pid) {
    return `${pid}-${startTime(pid) ?? '0'}`;
}
/** Whether the process of that name still runs; what stands behind a point tells several names of one process apart. */
function isAlive(name) {
    const [process = ''] = name.split('.');
    const [pid, started] = process.split('-');
    const fields = statFields(Number(pid));
    // One that has ended, and whose end nobody has asked for, does nothing any more.
    return started !== undefined && fields?.[19] === started && fields[0] !== 'Z';
}
/** The nearest process below one that leads a session of its own; undefined where there is none (yet). */
function sessionBelow(pid) {
    let generation = children(pid);
    while (generation.length > 0) {
        const leader = generation.find((child) => statFields(child)?.[3] === String(child));
        if (leader !== undefined)
            return leader;
        generation = generation.flatMap(children);
    }
    return undefined;
}
/** Whether a process is this program by now, and has children of its own. */
function hasChildren(pid, program) {
    return programOf(pid) === program && children(pid).length > 0;
}
/** The processes of a group but the one that leads it. */
function groupMembers(leader) {
    const all = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    return all.map(Number).filter((pid) => pid !== leader && statFields(pid)?.[2] === String(leader));
}
function children(pid) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    }
    catch {
        return [];
    }
}
/** The program's name, as the kernel has it: its first 15 bytes. */
function programOf(pid) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/comm`, 'utf8').trimEnd();
    }
    catch {
        return undefined;
    }
}
const startTime = (pid) => statFields(pid)?.[19];
/** The fields of /proc/PID/stat from the third on: the second, the program's name, may have any character in it. */
function statFields(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5911:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withTemporaryFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _disk_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8815);
/* harmony import */ var _processes_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4241);




/** Temporary folders are `xarch-tmp-PID-STARTTIME-RANDOM`: those of processes that are gone can be told. */
const PREFIX = 'xarch-tmp-';
let swept;
/**
 * Gives some work a folder that is removed after it. What killed runs have left is removed at the first use.
 * @param temporary the folder to make it in
 */
async function withTemporaryFolder(temporary, work) {
    const folder = await newFolder(temporary);
    try {
        return await work(folder);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(folder, { recursive: true, force: true });
    }
}
async function newFolder(temporary) {
    const prefix = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, `${PREFIX}${(0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .processName */ .po)(process.pid)}-`);
    try {
        await (0,_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .makeFolder */ .fc)(temporary);
        swept ??= sweep(temporary);
        await swept;
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(prefix);
    }
    catch (cause) {
        throw (await (0,_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .diskError */ .wO)(cause, prefix)) ?? cause;
    }
}
async function sweep(temporary) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(temporary).catch(() => []);
    const abandoned = names.filter((name) => name.startsWith(PREFIX) && !(0,_processes_js__WEBPACK_IMPORTED_MODULE_3__/* .isAlive */ ._n)(owner(name)));
    // Another user's cannot be removed, and are his.
    await Promise.all(abandoned.map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporary, name), { recursive: true, force: true }).catch(() => undefined)));
}
function owner(name) {
    const [pid = '', started = ''] = name.slice(PREFIX.length).split('-');
    return `${pid}-${started}`;
}


/***/ }),

/***/ 4679:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  U: () => (/* reexport */ CANARY_STATUS),
  E: () => (/* binding */ canaryElf)
});

;// CONCATENATED MODULE: ./.modules/qemu/canary-code.js
/** The exit status of every canary; shells end with 126, 127 and 128 + signal, qemu with 1 and 255. */
const CANARY_STATUS = 73;
/**
 * `exit(73)` for every processor of qemu's, proved under qemu 7.2, 10.0 and 11.1.
 *
 * Numbers of the system call: 1 on the old ports (the kernel's arch/<port>/kernel/syscalls/syscall*.tbl), 60
 * on x86_64, 93 on the ports that share include/uapi/asm-generic/unistd.h, 118 on xtensa; on mips 1, 58, 58
 * above the base of the ABI (o32 4000, n64 5000, n32 6000). Registers: syscall(2), hexagon's from the kernel.
 */
const CANARY_CODE = {
    // mov $1,%eax · mov $73,%ebx · int $0x80
    i386: { code: 'b801000000 bb49000000 cd80', flags: 0 },
    // mov $60,%eax · mov $73,%edi · syscall
    x86_64: { code: 'b83c000000 bf49000000 0f05', flags: 0 },
    // lda $0,1($31) · lda $16,73($31) · call_pal callsys
    alpha: { code: '01001f20 49001f22 83000000', flags: 0 },
    // mov r7,#1 · mov r0,#73 · svc #0; EABI version 5
    arm: { code: '0170a0e3 4900a0e3 000000ef', flags: 0x05000000 },
    // the same; without EF_ARM_BE8 the code too is big endian
    armeb: { code: 'e3a07001 e3a00049 ef000000', flags: 0x05000000 },
    // mov x8,#93 · mov x0,#73 · svc #0
    aarch64: { code: 'a80b80d2 200980d2 010000d4', flags: 0 },
    // the same bytes: code is little endian whatever the data is
    aarch64_be: { code: 'a80b80d2 200980d2 010000d4', flags: 0 },
    // mov 1,%g1 · mov 73,%o0 · ta 0x10
    sparc: { code: '82102001 90102049 91d02010', flags: 0 },
    // the same: a 32-bit program on a 64-bit processor; EF_SPARC_32PLUS
    sparc32plus: { code: '82102001 90102049 91d02010', flags: 0x100 },
    // mov 1,%g1 · mov 73,%o0 · ta 0x6d
    sparc64: { code: '82102001 90102049 91d0206d', flags: 0 },
    // li 0,1 · li 3,73 · sc
    ppc: { code: '38000001 38600049 44000002', flags: 0 },
    // the same; ABI version 2, or the entry would be taken for the address of a function descriptor
    ppc64: { code: '38000001 38600049 44000002', flags: 2 },
    ppc64le: { code: '01000038 49006038 02000044', flags: 2 },
    // moveq #1,%d0 · moveq #73,%d1 · trap #0
    m68k: { code: '7001 7249 4e40', flags: 0 },
    // addiu $2,$0,4001 · addiu $4,$0,73 · syscall; mips32, EF_MIPS_ABI_O32
    mips: { code: '24020fa1 24040049 0000000c', flags: 0x50001000 },
    mipsel: { code: 'a10f0224 49000424 0c000000', flags: 0x50001000 },
    // addiu $2,$0,6058 · addiu $4,$0,73 · syscall; mips64, EF_MIPS_ABI2, the bit that tells n32 from o32
    mipsn32: { code: '240217aa 24040049 0000000c', flags: 0x60000020 },
    mipsn32el: { code: 'aa170224 49000424 0c000000', flags: 0x60000020 },
    // addiu $2,$0,5058 · addiu $4,$0,73 · syscall; mips64
    mips64: { code: '240213c2 24040049 0000000c', flags: 0x60000000 },
    mips64el: { code: 'c2130224 49000424 0c000000', flags: 0x60000000 },
    // mov #1,r3 · mov #73,r4 · trapa #0x11; EF_SH4
    sh4: { code: '01e3 49e4 11c3', flags: 9 },
    sh4eb: { code: 'e301 e449 c311', flags: 9 },
    // lghi %r2,73 · svc 1
    s390x: { code: 'a7290049 0a01', flags: 0 },
    // ldo 73(%r0),%r26 · ble 0x100(%sr2,%r0) · ldo 1(%r0),%r20 in its delay slot; PA-RISC 1.1
    hppa: { code: '341a0092 e4008200 34140002', flags: 0x210 },
    // li a7,93 · li a0,73 · ecall; neither compressed code nor floats in registers
    riscv32: { code: '9308d005 13059004 73000000', flags: 0 },
    riscv64: { code: '9308d005 13059004 73000000', flags: 0 },
    // movi a2,118 · movi a6,73 · syscall; EF_XTENSA_XT_INSN, EF_XTENSA_XT_LIT
    xtensa: { code: '22a076 62a049 005000', flags: 0x300 },
    // l.ori r11,r0,93 · l.ori r3,r0,73 · l.sys 1 · l.nop
    or1k: { code: 'a960005d a8600049 20000001 15000000', flags: 0 },
    // { r6 = #93; r0 = #73 } · { trap0(#1) }; v67
    hexagon: { code: 'a64b0078 20c90078 04c00054', flags: 0x67 },
    // ori $a7,$zero,93 · ori $a0,$zero,73 · syscall 0; object ABI version 1, double floats
    loongarch64: { code: '0b748103 04248103 00002b00', flags: 0x43 },
};

;// CONCATENATED MODULE: ./.modules/qemu/canary.js


/** `e_ident` with `e_type` and `e_machine`: what the magic of every architecture begins with. */
const IDENTITY_BYTES = 20;
/** Where the file is mapped: above any `vm.mmap_min_addr`, below 2 GiB, a multiple of every page size. */
const BASE = 0x400000;
const LARGEST_PAGE = 0x10000;
const PT_LOAD = 1;
const READ_AND_EXECUTE = 5;
/** Sizes of the headers: System V ABI, "Object Files". */
const SIZES = { 32: { elf: 52, program: 32 }, 64: { elf: 64, program: 56 } };
/**
 * A static program of that architecture which does nothing but end with CANARY_STATUS. Who runs it and sees
 * that status knows that the processor, the emulator or the handler works, with no other file involved.
 *
 * Its first bytes are the magic itself, so that the kernel takes its handler, and no other one, for it.
 */
function canaryElf({ cpu, magic, bits, order }) {
    const { elf, program } = SIZES[bits];
    const { code, flags } = CANARY_CODE[cpu];
    const instructions = Buffer.from(code.replaceAll(' ', ''), 'hex');
    const start = Math.ceil((elf + program) / 16) * 16;
    const length = start + instructions.length;
    const file = Buffer.alloc(length);
    Buffer.from(magic, 'hex').copy(file, 0, 0, IDENTITY_BYTES);
    pack(elfHeader(bits, BASE + start, flags), order).copy(file, IDENTITY_BYTES);
    pack(programHeader(bits, length), order).copy(file, elf);
    instructions.copy(file, start);
    return file;
}
/** The ELF header from `e_version` on: no section, one segment, whose header follows at once. */
function elfHeader(bits, entry, flags) {
    const { elf, program } = SIZES[bits];
    const word = bits === 64 ? 8 : 4;
    return [
        [4, 1], // e_version
        [word, entry],
        [word, elf], // e_phoff
        [word, 0], // e_shoff
        [4, flags],
        [2, elf], // e_ehsize
        [2, program], // e_phentsize
        [2, 1], // e_phnum
        [2, 0], // e_shentsize
        [2, 0], // e_shnum
        [2, 0], // e_shstrndx
    ];
}
/** One segment: the whole file. `p_flags` stands second in 64-bit files, for alignment, else last but one. */
function programHeader(bits, length) {
    const word = bits === 64 ? 8 : 4;
    const place = [
        [word, 0], // p_offset
        [word, BASE], // p_vaddr
        [word, BASE], // p_paddr
        [word, length], // p_filesz
        [word, length], // p_memsz
    ];
    const type = [4, PT_LOAD];
    const access = [4, READ_AND_EXECUTE];
    const align = [word, LARGEST_PAGE];
    return bits === 64 ? [type, access, ...place, align] : [type, ...place, access, align];
}
/** The fields one after another, in that byte order. */
function pack(fields, order) {
    return Buffer.concat(fields.map(([size, value]) => {
        const big = Buffer.alloc(size);
        const used = Math.min(size, 4);
        big.writeUIntBE(value, size - used, used);
        return order === 'big' ? big : big.reverse();
    }));
}


/***/ }),

/***/ 6768:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ld: () => (/* binding */ isStaticProgram),
/* harmony export */   Yy: () => (/* binding */ buildOf),
/* harmony export */   lF: () => (/* binding */ isVersion),
/* harmony export */   ot: () => (/* binding */ parseVersion)
/* harmony export */ });
/* unused harmony export needsLoader */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _arch_architectures_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7895);
/* harmony import */ var _arch_resolve_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6803);




/** The version with the release, where that is known: `10.1.3-r1`. */
function buildOf({ version, release }) {
    return release === undefined ? version : `${version}-${release}`;
}
/** The version in what `qemu-<cpu> --version` prints. */
function parseVersion(text) {
    return /version (\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
}
/** Whether a version is what was asked for: it begins with the same numbers (`10.1.3` is a `10.1`). */
function isVersion(version, asked) {
    return asked === '' || version === asked || version.startsWith(`${asked}.`);
}
const PT_INTERP = 3;
/** Where a program's headers are, with much room. */
const HEAD_BYTES = 4096;
/**
 * Whether an ELF file of this host needs a loader (has a PT_INTERP): such an emulator would look for it in the guest's
 * root. Reads the program headers, which are at the file's beginning.
 * Source: System V ABI, "Program Header".
 */
function needsLoader(head) {
    if (head.length < 64 || head.readUInt32BE(0) !== 0x7f454c46)
        return true;
    const wide = head[4] === 2;
    const little = head[5] === 1;
    const number = (at, size) => little ? head.readUIntLE(at, size) : head.readUIntBE(at, size);
    const start = wide ? number(32, 6) : number(28, 4);
    const size = number(wide ? 54 : 42, 2);
    const count = number(wide ? 56 : 44, 2);
    for (let index = 0; index < count; index++) {
        const at = start + index * size;
        if (at + 4 > head.length)
            return true;
        if (number(at, 4) === PT_INTERP)
            return true;
    }
    return false;
}
/** Class, byte order and `e_machine` of an ELF file. Source: System V ABI, "ELF Header". */
function machineOf(head) {
    return [head.subarray(4, 6), head.subarray(18, 20)].map((bytes) => bytes.toString('hex')).join();
}
/** Whether this machine may run a program by itself: a home, and what is kept there, may be shared by several machines. */
function isOwn(head) {
    const row = _arch_architectures_js__WEBPACK_IMPORTED_MODULE_2__/* .ARCHITECTURES */ .X.find(({ magic }) => machineOf(Buffer.from(magic, 'hex')) === machineOf(head));
    return !row || (0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_3__/* .executionOn */ .sT)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.machine)(), row) !== 'emulated';
}
/**
 * Whether a file is there, may be executed on this machine and needs no loader. It is looked at at once: of all cpus in a
 * few milliseconds.
 */
function isStaticProgram(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        const head = readHead(file);
        return isOwn(head) && !needsLoader(head);
    }
    catch {
        return false;
    }
}
/** Its first bytes. Throws where it is no file. */
function readHead(file) {
    const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
    try {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor).isFile())
            throw new Error(`${file} is no file`);
        const head = Buffer.alloc(HEAD_BYTES);
        return head.subarray(0, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(descriptor, head, 0, HEAD_BYTES, 0));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    }
}


/***/ }),

/***/ 8290:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ faultsOf)
/* harmony export */ });
/* unused harmony export FAULTS */
/* harmony import */ var _verify_apk_version_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9969);

/**
 * Known faults: an emulator that has one is passed over where another is to be had, and named in a warning where not.
 * Sources: qemu's release notes and issues, and the threads named.
 */
const FAULTS = [
    {
        fixedIn: '8.1',
        symptom: 'programs crash at random (segmentation fault) on kernels with a larger vm.mmap_rnd_bits (binfmt#240)',
    },
    { cpus: ['arm'], from: '8.0', fixedIn: '8.1', symptom: '32-bit arm programs crash in brk' },
    { from: '7.2', fixedIn: '8.0', symptom: 'os/exec of programs built with Go 1.23 fails (golang#68976)' },
    { from: '8.1', fixedIn: '8.1.1', symptom: 'Java crashes (qemu issue 1908)' },
    // Before 9.2 there was no openat2 at all.
    {
        cpus: ['aarch64'],
        from: '9.2',
        fixedIn: '10.1.3-r1',
        symptom: 'openat2 takes one flag for another in emulators that were built with musl (Alpine)',
    },
];
/**
 * What is known to be wrong with an emulator; empty where nothing is. A fault of Alpine's builds alone (`fixedIn` has a
 * release) is one of those whose release is known.
 */
function faultsOf(emulator) {
    return FAULTS.filter((fault) => has(emulator, fault)).map(({ symptom, fixedIn }) => `${symptom}, fixed in ${fixedIn}`);
}
function has({ version, release, cpu }, { cpus, from, fixedIn }) {
    if (cpus && !cpus.includes(cpu))
        return false;
    if (from !== undefined && (0,_verify_apk_version_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Z)(version, from) < 0)
        return false;
    if (!fixedIn.includes('-'))
        return (0,_verify_apk_version_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Z)(version, fixedIn) < 0;
    return release !== undefined && (0,_verify_apk_version_js__WEBPACK_IMPORTED_MODULE_0__/* .compareVersions */ .Z)(`${version}-${release}`, fixedIn) < 0;
}


/***/ }),

/***/ 2827:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Md: () => (/* binding */ fileName),
/* harmony export */   Uf: () => (/* binding */ toolName),
/* harmony export */   pH: () => (/* binding */ keptEmulators)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _emulator_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6768);


/** Those kept in the tool cache, all versions; they were proved before they were kept. */
async function keptEmulators(architectures, tools) {
    const found = await Promise.all(architectures.map(async ({ cpu }) => (await tools.find(toolName(cpu))).map(({ folder, version }) => {
        const [number = '', release = ''] = version.split('-');
        return {
            ...{ cpu, version: number, file: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(folder, fileName(cpu)), source: 'kept from before' },
            ...(/^r\d+$/.test(release) ? { release } : {}),
        };
    })));
    return found.flat().filter(({ file }) => (0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .isStaticProgram */ .Ld)(file));
}
/** What the emulator of a cpu is called in the tool cache. */
const toolName = (cpu) => `xarch-qemu-${cpu}`;
/** The name of its file there. */
const fileName = (cpu) => `qemu-${cpu}`;


/***/ }),

/***/ 8357:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ runCanary)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _platform_temporary_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5911);
/* harmony import */ var _canary_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4679);




/**
 * Runs the canary of an architecture, which ends with CANARY_STATUS where all is well.
 * @param emulator the file that runs it; undefined asks the kernel, and so the handler
 * @param ready what it waits for, once all else is prepared
 */
async function runCanary(arch, emulator, ports, ready) {
    return (0,_platform_temporary_js__WEBPACK_IMPORTED_MODULE_2__/* .withTemporaryFolder */ .E)(ports.paths.temporary, async (folder) => {
        const canary = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, `canary-${arch.name}`);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(canary, (0,_canary_js__WEBPACK_IMPORTED_MODULE_3__/* .canaryElf */ .E)(arch), { mode: 0o755 });
        await ready;
        const argv = emulator === undefined ? [canary] : [emulator, canary];
        return ports.exec.attempt({ argv, why: `run a ${arch.name} program`, timeoutMs: 10_000 });
    });
}


/***/ }),

/***/ 9101:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ writeProof),
/* harmony export */   dC: () => (/* binding */ thisBoot),
/* harmony export */   r$: () => (/* binding */ readProof),
/* harmony export */   ud: () => (/* binding */ proofName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _platform_disk_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8815);





/**
 * Names something that was tried with some files, as the very files that they are now; undefined where one cannot be seen from here.
 * @param facts what was tried; JSON
 */
function proofName(facts, files) {
    try {
        const seen = files.map((file) => {
            const { dev, ino, size, mtimeMs } = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(file);
            return [dev, ino, size, mtimeMs];
        });
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
            .update(JSON.stringify([facts, seen]))
            .digest('hex')
            .slice(0, 32);
    }
    catch {
        return undefined;
    }
}
/** What was remembered under a name. Read at once: what waits its turn beside a sandbox that opens takes milliseconds. */
function readProof(name, paths) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folderIn(paths), name), 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** Remembers what came of a trial; where nothing can be written it is tried again. */
async function writeProof(name, proof, paths) {
    try {
        await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .makeFolder */ .fc)(folderIn(paths));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folderIn(paths), name), JSON.stringify(proof));
    }
    catch {
        // the next run tries
    }
}
/** Names the time since this machine has started: another kernel may run other things. Source: random(4). */
function thisBoot() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
const folderIn = ({ cache }) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(cache, 'proved-handlers');


/***/ }),

/***/ 2950:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ columns)
/* harmony export */ });
/** Rows of cells as lines, each column as wide as its widest cell. */
function columns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const line = (row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}


/***/ }),

/***/ 4301:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ duration)
/* harmony export */ });
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A time that a person reads: `3 ms`, `1.4 s`, `12 min`, `5 h`, `3 days`. */
function duration(milliseconds) {
    if (milliseconds < 1000)
        return `${Math.round(milliseconds)} ms`;
    if (milliseconds < 10 * MINUTE_MS)
        return `${(milliseconds / 1000).toFixed(1)} s`;
    if (milliseconds < 2 * HOUR_MS)
        return `${Math.round(milliseconds / MINUTE_MS)} min`;
    return milliseconds < 2 * DAY_MS
        ? `${Math.round(milliseconds / HOUR_MS)} h`
        : `${Math.round(milliseconds / DAY_MS)} days`;
}


/***/ }),

/***/ 2010:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ BadInputs),
/* harmony export */   Lw: () => (/* binding */ Refused),
/* harmony export */   Vp: () => (/* binding */ scarcity),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   cV: () => (/* binding */ Failed),
/* harmony export */   j$: () => (/* binding */ Interrupted)
/* harmony export */ });
/* harmony import */ var _masked_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3396);

class Explained extends Error {
    explanation;
    constructor(explanation) {
        super(explanation.what);
        this.explanation = explanation;
    }
}
/** The user's: what was got, what is allowed, what to do. */
class Refused extends Explained {
    name = 'Refused';
}
/** The world's: what was tried, and the cause. */
class Failed extends Explained {
    name = 'Failed';
}
/** Several problems of the inputs at once; each is one line. */
class BadInputs extends Error {
    problems;
    name = 'BadInputs';
    constructor(problems) {
        super(problems.join('\n'));
        this.problems = problems;
    }
}
/** Asked to end by a signal. */
class Interrupted extends Error {
    signal;
    name = 'Interrupted';
    constructor(signal) {
        super(`ended by ${signal}`);
        this.signal = signal;
    }
}
/** What the machine has too little of, by the code of the error: nobody's fault here. */
const SCARCE = {
    EMFILE: 'This process may open too few files: raise its limit (ulimit -n 1024).',
    ENFILE: 'All programs of this machine together have too many files open: end some, or raise the sysctl fs.file-max.',
    EAGAIN: 'This user may not start another process now: end some, or raise the limit (ulimit -u).',
    ENOMEM: 'This machine has too little memory now: end something, or take a larger one.',
};
/** What to do about an error of the system that says that the machine has too little of something. */
function scarcity(error) {
    return SCARCE[error?.code ?? ''];
}
/** The lines that explain an error, without passwords; one that is not ours is a bug and shows its stack. */
function explain(error) {
    return linesOf(error).map(_masked_js__WEBPACK_IMPORTED_MODULE_0__/* .masked */ .Iv);
}
function linesOf(error) {
    if (error instanceof BadInputs)
        return [...error.problems];
    if (error instanceof Interrupted)
        return [error.message];
    if (error instanceof Explained) {
        const { what, source, todo } = error.explanation;
        return [what, ...(source ? [`at: ${source}`] : []), ...(todo ? [`do: ${todo}`] : [])];
    }
    const scarce = scarcity(error);
    if (scarce !== undefined)
        return [error.message, `do: ${scarce}`];
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [`this is a bug in xarch, please report it with this text: ${stack}`];
}


/***/ }),

/***/ 1382:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ lineSplitter)
/* harmony export */ });
const NEWLINE = 0x0a;
/** A line longer than this is cut, so that a guest without newlines cannot fill our memory. */
const LONGEST_LINE_BYTES = 64 * 1024;
/**
 * Hands over whole lines only, however the stream is cut: all that there are of a chunk at once, each with a newline at its
 * end.
 */
function lineSplitter(onLines) {
    let rest = [];
    let restBytes = 0;
    const take = () => {
        const whole = Buffer.concat(rest);
        rest = [];
        restBytes = 0;
        return whole;
    };
    const keep = (part) => {
        rest.push(part);
        restBytes += part.length;
        if (restBytes <= LONGEST_LINE_BYTES)
            return;
        let whole = take();
        for (; whole.length > LONGEST_LINE_BYTES; whole = whole.subarray(LONGEST_LINE_BYTES))
            onLines(Buffer.concat([whole.subarray(0, LONGEST_LINE_BYTES), Buffer.of(NEWLINE)]));
        rest = [whole];
        restBytes = whole.length;
    };
    return {
        write(chunk) {
            const end = chunk.lastIndexOf(NEWLINE) + 1;
            if (end > 0) {
                rest.push(chunk.subarray(0, end));
                onLines(take());
            }
            if (end < chunk.length)
                keep(chunk.subarray(end));
        },
        end() {
            if (restBytes > 0)
                onLines(Buffer.concat([take(), Buffer.of(NEWLINE)]));
        },
    };
}


/***/ }),

/***/ 3396:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G5: () => (/* binding */ withoutPassword),
/* harmony export */   GX: () => (/* binding */ maskedLog),
/* harmony export */   Iv: () => (/* binding */ masked),
/* harmony export */   _c: () => (/* binding */ maskedWord)
/* harmony export */ });
/** What a URL has in front of its host. A word is tried from its begin alone: long ones would take their square of time. */
const CREDENTIALS = /(?<![a-z\d+.-])([a-z\d+.-]+:\/\/)[^\s/?#"']+@/gi;
/** A text whose URLs do not show the name and password that are in them. */
function masked(text) {
    return text.replace(CREDENTIALS, '$1***@');
}
/** A word of a command line, of which the same holds: no quote ends a URL there. */
function maskedWord(word) {
    return word.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/?#]+@/gi, '$1***@');
}
/** A text whose URLs have no name and password any more: for what is kept where others can read it. */
function withoutPassword(text) {
    return text.replace(CREDENTIALS, '$1');
}
/** A log that shows no password of a URL. */
function maskedLog(log) {
    return {
        info: (message) => {
            log.info(masked(message));
        },
        debug: (message) => {
            log.debug(masked(message));
        },
        warning: (message) => {
            log.warning(masked(message));
        },
        error: (lines) => {
            log.error(lines.map(masked));
        },
    };
}


/***/ }),

/***/ 2024:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ oneLine)
/* harmony export */ });
/** What a character is written as; a carriage return ends a line for GitHub's runner as a line feed does. */
const ESCAPES = { '\n': '\\n', '\r': '\\r', '[': '\\[' };
/**
 * A text that someone else chose as part of one line of the log: behind a word of ours nothing in it is a command for
 * GitHub's runner, which looks for `::` at the start of a line and for `##[` anywhere (actions/runner, ActionCommand.cs).
 */
function oneLine(text) {
    return text.replace(/[\r\n]|(?<=##)\[/g, (character) => ESCAPES[character] ?? '');
}


/***/ }),

/***/ 1342:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ isPublished),
/* harmony export */   Q: () => (/* binding */ parseBranch)
/* harmony export */ });
/** The oldest branch whose layout, lists and tools are known here. */
const OLDEST = 'v3.10';
/** A branch of Alpine as its mirrors name it: `v3.10` or a newer one, `edge` or `latest-stable`. */
function parseBranch(text, problem) {
    if (/^(v\d+\.\d+|edge|latest-stable)$/.test(text)) {
        if (isTooOld(text))
            problem(`branch: got "${text}"; the oldest that can be used is ${OLDEST}`);
        return text;
    }
    problem(`branch: got "${text}"; allowed are vX.Y (v3.20), edge and latest-stable${question(text)}`);
    return text;
}
function question(text) {
    const number = /^v?(\d+)\.(\d+)(\.\d+)?$/.exec(text);
    const meant = number
        ? `v${number[1] ?? ''}.${number[2] ?? ''}`
        : /^(latest|stable)$/.test(text)
            ? 'latest-stable'
            : undefined;
    if (meant === undefined)
        return '';
    return isTooOld(meant) ? `; the oldest that can be used is ${OLDEST}` : `; did you mean "${meant}"?`;
}
function isTooOld(branch) {
    return compareBranches(branch, OLDEST) < 0;
}
/** Orders numbered branches; `edge` and `latest-stable` are newer than all of them. */
function compareBranches(left, right) {
    const rank = (branch) => {
        const [, major, minor] = /^v(\d+)\.(\d+)$/.exec(branch) ?? [];
        return major === undefined ? Number.MAX_SAFE_INTEGER : Number(major) * 1000 + Number(minor);
    };
    return rank(left) - rank(right);
}
/** Whether Alpine has an architecture in a branch. */
function isPublished(branch, { first, last }) {
    return compareBranches(branch, first) >= 0 && (last === null || compareBranches(branch, last) <= 0);
}


/***/ }),

/***/ 1832:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U8: () => (/* binding */ provideChanged),
/* harmony export */   W0: () => (/* binding */ changedArchitecture),
/* harmony export */   Yd: () => (/* binding */ changedRoots),
/* harmony export */   zw: () => (/* binding */ changedFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _platform_disk_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8815);
/* harmony import */ var _arch_resolve_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6803);
/* harmony import */ var _platform_lock_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9449);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2010);
/* harmony import */ var _copy_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(6323);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(2515);
/* harmony import */ var _provide_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(1561);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(2905);











const KEY = 'key';
/** The architecture of a root that was kept, by its name. Throws `Refused` where there is none. */
async function changedArchitecture(name, paths) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(changedFolder(paths), name);
    const arch = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder) ? (await (0,_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .readManifest */ .WI)(folder)).ingredients['arch'] : undefined;
    if (arch !== undefined && (0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_4__/* .resolveArchitecture */ .GG)(arch))
        return arch;
    const names = await changedRoots(paths);
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw({
        what: `no root is kept under the name "${name}"`,
        source: changedFolder(paths),
        todo: `${names.length > 0 ? `Kept are: ${names.join(', ')}. ` : ''}Keep one with: xarch run --keep ${name} … -- COMMAND`,
    });
}
/** The names of all roots whose changes are kept. */
async function changedRoots(paths) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(changedFolder(paths)).catch(() => []);
    return names.filter((name) => !name.startsWith('.')).sort();
}
/**
 * The root of a name; a new one is a copy of that of the plan. Throws `Refused` where the name is that of another root.
 */
async function provideChanged(keep, plan, context) {
    const { ports } = context;
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(changedFolder(ports.paths), keep.name);
    const waiting = (by) => {
        ports.log.info(`waiting for ${by}, which makes the root "${keep.name}"`);
    };
    return (0,_platform_lock_js__WEBPACK_IMPORTED_MODULE_5__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(ports.paths.store, 'locks', `keep-${keep.name}`), ports, waiting, async () => {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder)) {
            const base = await (0,_provide_js__WEBPACK_IMPORTED_MODULE_9__/* .provideRoot */ .e)(plan, context);
            await copyBase(base, plan, folder, ports).finally(() => base.release());
        }
        else if (!keep.isThere && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, KEY), 'utf8')) !== plan.key) {
            throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw({
                what: `keep: got "${keep.name}", which is the name of another root: ${(await (0,_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .readManifest */ .WI)(folder)).source}`,
                source: folder,
                todo: `Take another name, or remove that one: xarch cache clear ${keep.name}`,
            });
        }
        const release = await (0,_store_js__WEBPACK_IMPORTED_MODULE_10__/* .markUse */ .F$)(folder, ports.paths);
        const root = { root: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'root'), scratch: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'scratch') };
        return { ...(await (0,_manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .readManifest */ .WI)(folder)), ...root, release, origin: 'reused' };
    });
}
async function copyBase(base, { arch, key }, folder, ports) {
    const all = changedFolder(ports.paths);
    await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_3__/* .makeFolder */ .fc)(all);
    await (0,_store_js__WEBPACK_IMPORTED_MODULE_10__/* .removeAbandoned */ .jU)(all, ports);
    const partial = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(all, `${_store_js__WEBPACK_IMPORTED_MODULE_10__/* .PARTIAL */ .yP}kept.${ports.paths.holder}.`));
    try {
        await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(partial, 'scratch')), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(partial, _store_js__WEBPACK_IMPORTED_MODULE_10__/* .USERS */ .Jr))]);
        await (0,_copy_js__WEBPACK_IMPORTED_MODULE_7__/* .copyTree */ .E)(base.root, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(partial, 'root'), arch.name, ports);
        const { source, version, created, ingredients, fetched, environment } = base;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(partial, _manifest_js__WEBPACK_IMPORTED_MODULE_8__/* .MANIFEST */ .e0), JSON.stringify({ source, version, created, ingredients, fetched, environment }));
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(partial, KEY), key);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(partial, folder);
    }
    catch (error) {
        await (0,_store_js__WEBPACK_IMPORTED_MODULE_10__/* .removeTree */ .dM)(partial, ports.exec);
        throw error;
    }
}
function changedFolder(paths) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(paths.store, 'kept');
}


/***/ }),

/***/ 6323:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ copyTree)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2010);
/* harmony import */ var _platform_disk_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8815);



/**
 * Copies a root, a folder of root's files, to a new place; the blocks are shared where the file system can.
 * @param name what root it is, for whoever sees it copied
 */
async function copyTree(from, to, name, { exec, progress }) {
    try {
        await progress.during(`${name}: copying the root`, () => exec.run({
            // A root may be named by a link to it.
            argv: ['cp', '-aT', '--reflink=auto', '--', `${from}/.`, to],
            why: `copy the root ${from}`,
            privileged: true,
        }));
    }
    catch (error) {
        // cp says a line for each file; the folder itself goes with what is half-built.
        if (error instanceof _report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failed */ .cV && (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiskFull */ .b$)(error.explanation.what))
            throw (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .noSpace */ .UD)(`copy the root ${from}`, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(to)));
        throw error;
    }
}


/***/ }),

/***/ 5910:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ copyKeyrings),
/* harmony export */   r: () => (/* binding */ keyringSuffix)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);



/** GnuPG's own store of keys (kbx) has this at byte 8; apt cannot read it. Source: GnuPG's kbx/keybox-blob.c. */
const KEYBOX = { at: 8, magic: 'KBXf' };
/**
 * How a keyring has to end for apt, which goes by the name: `.asc` for armoured keys, `.gpg` for binary ones; undefined
 * for what is neither. Source: apt-key(8); RFC 9580, 4.2 (the first bit of a packet) and 6.2 (armour).
 */
function keyringSuffix(bytes) {
    const text = bytes.toString('latin1');
    if (text.trimStart().startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----'))
        return '.asc';
    if (text.startsWith(KEYBOX.magic, KEYBOX.at))
        return undefined;
    return ((bytes[0] ?? 0) & 0x80) === 0 ? undefined : '.gpg';
}
/** Copies the user's keyrings to folders under names that apt takes. Throws `Refused` for what is none. */
async function copyKeyrings(files, folders) {
    for (const [index, file] of files.entries()) {
        const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file).catch((cause) => {
            throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
                what: `keys: ${file} cannot be read: ${String(cause)}`,
                todo: 'Name files of OpenPGP keys.',
            });
        });
        const suffix = keyringSuffix(bytes);
        if (suffix === undefined) {
            throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
                what: `keys: ${file} is no keyring that apt can read`,
                source: file,
                todo: 'Name a file of OpenPGP public keys, as "gpg --export" or "gpg --export --armor" writes it.',
            });
        }
        const name = `xarch-${index}${suffix}`;
        await Promise.all(folders.map((folder) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name), bytes)));
    }
}


/***/ }),

/***/ 276:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HU: () => (/* binding */ parseOsRelease),
/* harmony export */   UH: () => (/* binding */ debianVersion),
/* harmony export */   i$: () => (/* binding */ parseStatus)
/* harmony export */ });
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3110);

/**
 * The packages that are whole in a text of dpkg's status. Source: dpkg(1), deb822(5): paragraphs of fields, and the third
 * word of `Status` is `installed`.
 */
function parseStatus(text) {
    return text.split(/\n{2,}/).flatMap((paragraph) => {
        const field = (name) => new RegExp(`^${name}: *(.+)$`, 'm').exec(paragraph)?.[1]?.trim();
        const [name, version] = [field('Package'), field('Version')];
        const isInstalled = field('Status')?.split(' ')[2] === 'installed';
        return isInstalled && name !== undefined && version !== undefined ? [{ name, version }] : [];
    });
}
/**
 * VERSION_ID of a root, or its codename where it has none (Debian's unstable); null where it does not say.
 * Source: os-release(5), which has usr/lib as the place of the file itself; the one in etc is a link to it, and no link of
 * a root is followed.
 */
async function debianVersion(root) {
    const text = (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_0__/* .readInside */ .xO)(root, 'usr/lib/os-release')) || (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_0__/* .readInside */ .xO)(root, 'etc/os-release'));
    const release = parseOsRelease(text ?? '');
    return release.get('VERSION_ID') ?? release.get('VERSION_CODENAME') ?? null;
}
/** The variables of a text of os-release(5). */
function parseOsRelease(text) {
    const lines = text.split('\n').map((line) => /^([A-Z_]+)=(["']?)(.*)\2$/.exec(line.trim()));
    return new Map(lines.flatMap((found) => (found ? [[found[1] ?? '', found[3] ?? '']] : [])));
}


/***/ }),

/***/ 9643:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F5: () => (/* binding */ provideMmdebstrap),
/* harmony export */   GR: () => (/* binding */ provideProgram),
/* harmony export */   nT: () => (/* binding */ readMachineApt),
/* harmony export */   tr: () => (/* binding */ provideKeyring)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2010);
/* harmony import */ var _status_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(276);



/** Sees to mmdebstrap, by the machine's apt where it is missing. Throws `Failed` where it cannot be had. */
async function provideMmdebstrap(ports) {
    const isThere = () => hasProgram('mmdebstrap', ports);
    if (await isThere())
        return;
    await installFirst(['mmdebstrap'], isThere, ports);
    if (await isThere())
        return;
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failed */ .cV({
        what: 'roots of Debian and Ubuntu are made by mmdebstrap, which this machine does not have',
        todo: 'Install the package mmdebstrap (Debian, Ubuntu, Fedora and Arch Linux have it), or take an Alpine root.',
    });
}
/** Sees to another program of a package, in the same way. Returns whether it is there. */
async function provideProgram(program, debian, ports) {
    const isThere = () => hasProgram(program, ports);
    if (await isThere())
        return true;
    await installFirst([debian], isThere, ports);
    return isThere();
}
/** Sees to the keyring of an archive in the same way. */
async function provideKeyring(archive, ports) {
    const isThere = () => isFile(archive.keyring);
    if (await isThere())
        return;
    await installFirst(archive.keyringPackages, isThere, ports);
    if (await isThere())
        return;
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failed */ .cV({
        what: `the keyring of ${archive.name} is not on this machine: what its archive has cannot be verified`,
        source: archive.keyring,
        todo: `Install the package ${archive.keyringPackages.join(' or ')}, or name a mirror and the file of its keyring (inputs "mirror" and "keys").`,
    });
}
/** What the machine's own apt is set to; of a machine without apt nothing. */
async function readMachineApt(exec) {
    const said = async (argv) => (await exec.attempt({ argv, why: "read the settings of this machine's apt" })).stdout;
    const [release, targets, settings] = await Promise.all([
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/etc/os-release', 'utf8').catch(() => ''),
        said(['apt-get', 'indextargets', '--format', TARGET_FORMAT, 'Created-By: Packages']),
        said(['apt-config', 'dump']),
    ]);
    const os = (0,_status_js__WEBPACK_IMPORTED_MODULE_2__/* .parseOsRelease */ .HU)(release);
    const codename = os.get('VERSION_CODENAME') ?? '';
    return { distribution: os.get('ID') ?? '', codename, targets, settings };
}
/** Source: apt-get(8), indextargets; /usr/share/doc/apt-doc/acquire-additional-files.md. */
const TARGET_FORMAT = '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)';
/** Installs the first of some packages that apt has, with new lists where the machine's are empty or old. */
async function installFirst(packages, isThere, ports) {
    if (!(await hasProgram('apt-get', ports)))
        return;
    for (const isFirst of [true, false]) {
        if (!isFirst)
            await ports.progress.during("apt's lists of packages", () => ports.exec.attempt({
                ...aptGet(['update'], "refresh apt's lists of packages"),
                env: ports.proxies,
            }));
        for (const name of packages) {
            ports.log.info(`installing ${name} on this machine`);
            const install = aptGet(['install', '--yes', '--no-install-recommends', name], `install ${name}`);
            const env = { ...ports.proxies, DEBIAN_FRONTEND: 'noninteractive' };
            const { stdout, stderr } = await ports.progress.during(`${name} for this machine`, () => ports.exec.attempt({ ...install, env }));
            if (await isThere())
                return;
            ports.log.debug(`apt could not install ${name}: ${(stderr || stdout).trim()}`);
        }
    }
}
/** Another apt may be at work on a machine that has just started. */
const aptGet = (words, why) => ({ argv: ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...words], why, privileged: true });
async function hasProgram(name, { exec }) {
    const found = await exec.attempt({
        argv: ['bash', '-c', 'test -x "$(type -P -- "$1")"', 'find', name],
        why: `look for ${name}`,
        package: "bash (busybox alone is not enough: the scripts need GNU's coreutils, findutils and tar, util-linux and perl, too)",
    });
    return found.status === 0;
}
const isFile = (path) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path).then(() => true, () => false);


/***/ }),

/***/ 6363:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   fq: () => (/* binding */ fullName),
/* harmony export */   we: () => (/* binding */ isLocalOnly),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
/* unused harmony export repositoryOf */
const ALLOWED = 'allowed is [HOST[:PORT]/]NAME[:TAG][@sha256:DIGEST] in lower case, such as alpine:3.20 or ghcr.io/owner/name@sha256:…';
/** Source: the grammar of references of the OCI distribution specification, and Docker's of hosts. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const PATH_CHARACTERS = 255;
/**
 * Reads the reference that stands behind `docker://`. As with Docker, the first part is a host where it has a point or a
 * port or is `localhost`; else all of it is a path at docker.io, below `library/` where it is a single name.
 * @param problem gets one line where it is none; then the result is undefined
 */
function parseImage(text, problem) {
    const refuse = (why) => {
        problem(`docker://${text}: ${why}; ${ALLOWED}`);
        return undefined;
    };
    const { name, tag, digest } = parts(text);
    if (digest !== undefined && !DIGEST.test(digest)) {
        refuse('what is behind the @ is no sha256 digest');
        return;
    }
    if (tag !== undefined && !TAG.test(tag)) {
        refuse(`"${tag}" is no tag`);
        return;
    }
    const { host, path } = place(name);
    if (!HOST.test(host)) {
        refuse(`"${host}" is no host of a registry`);
        return;
    }
    if (!PATH.test(path) || path.length > PATH_CHARACTERS) {
        refuse(`"${path}" is no name of an image`);
        return;
    }
    return { text, host, path, tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}
function parts(text) {
    const at = text.indexOf('@');
    const digest = at < 0 ? undefined : text.slice(at + 1);
    const tagged = at < 0 ? text : text.slice(0, at);
    const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
    if (colon < 0)
        return { name: tagged, tag: undefined, digest };
    return { name: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest };
}
function place(name) {
    const [first = '', ...rest] = name.split('/');
    if (rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost')) {
        const host = first === 'index.docker.io' ? 'docker.io' : first;
        return { host, path: host === 'docker.io' ? belowLibrary(rest.join('/')) : rest.join('/') };
    }
    return { host: 'docker.io', path: belowLibrary(name) };
}
function belowLibrary(path) {
    return path.includes('/') ? path : `library/${path}`;
}
/** The name that a registry knows it by, with no tag and no digest. */
function repositoryOf({ host, path }) {
    return `${host}/${path}`;
}
/** The whole name; a digest replaces the tag, as not every tool takes both. */
function fullName(reference, digest = reference.digest) {
    const repository = repositoryOf(reference);
    return digest === undefined ? `${repository}:${reference.tag ?? 'latest'}` : `${repository}@${digest}`;
}
/** Whether its registry is on this machine: such a one may speak plain http, as Docker has it. */
function isLoopback({ host }) {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(host);
}
/** Whether no registry can have it: `localhost` without a port is what podman puts before names of its own. */
function isLocalOnly({ host }) {
    return host === 'localhost';
}


/***/ }),

/***/ 3110:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FK: () => (/* binding */ isInside),
/* harmony export */   Nb: () => (/* binding */ namesInside),
/* harmony export */   Vi: () => (/* binding */ digestInside),
/* harmony export */   xO: () => (/* binding */ readInside),
/* harmony export */   y0: () => (/* binding */ orUndefined)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



// A few small files of the disk are looked at at once: what waits its turn in the pool of threads, beside a sandbox that opens in
// milliseconds, would take longer.
/**
 * Reads a small file of a root that may be hostile: no link is followed, since it could lead out of it, nothing but a
 * plain file is opened. At most 16 MiB.
 * @returns undefined where it is not there, or is something else
 */
async function readInside(root, path) {
    const file = openPlainFile(root, path);
    if (file === undefined)
        return undefined;
    try {
        return await Promise.resolve((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(file).size > MOST_BYTES ? undefined : (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(file, 'utf8'));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
    }
}
/** The sha256 of a file of a folder that hostile programs could write to, in hex; undefined where it is no plain file. */
async function digestInside(root, path) {
    const file = openPlainFile(root, path);
    if (file === undefined)
        return undefined;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for await (const chunk of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)('', { fd: file }))
        hash.update(chunk);
    return hash.digest('hex');
}
/** Its descriptor. */
function openPlainFile(root, path) {
    if (!isPlainPath(root, path))
        return undefined;
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = node_fs__WEBPACK_IMPORTED_MODULE_1__.constants;
    const file = orUndefined(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
    if (file === undefined || (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(file).isFile())
        return file;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
    return undefined;
}
const MOST_BYTES = 16 * 1024 * 1024;
/** The names in a folder of a root; none where it is no folder, or has a link on its way. */
async function namesInside(root, path) {
    const names = isPlainPath(root, `${path}/.`) ? orUndefined(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path))) : undefined;
    return Promise.resolve(names ?? []);
}
/** Whether something is there, with no link on the way to it. */
async function isInside(root, path) {
    const found = isPlainPath(root, path) ? orUndefined(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path))) : undefined;
    return Promise.resolve(found !== undefined && !found.isSymbolicLink());
}
/** Whether all folders on the way are folders and no links. */
function isPlainPath(root, path) {
    let at = root;
    for (const part of path.split('/').slice(0, -1)) {
        at = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(at, part);
        if (orUndefined(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(at))?.isDirectory() !== true)
            return false;
    }
    return true;
}
/** What a look came to; undefined where it could not be had. */
function orUndefined(look) {
    try {
        return look();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 9143:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ notBefore),
/* harmony export */   x: () => (/* binding */ locked)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _platform_lock_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9449);


/** What is older than this must be built again, in milliseconds since 1970. */
function notBefore({ maxAgeMs }) {
    return Date.now() - maxAgeMs;
}
/** One process of this machine builds what has a key, the others wait for it. */
function locked(arch, key, ports, work) {
    const waiting = (by) => {
        if (by.startsWith(`process ${process.pid} `))
            return; // another target of ours
        ports.log.info(`${arch}: waiting for ${by}, which builds the root ${key}`);
    };
    return (0,_platform_lock_js__WEBPACK_IMPORTED_MODULE_1__/* .withLock */ .k)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(ports.paths.cache, 'locks', key), ports, waiting, work);
}


/***/ }),

/***/ 6134:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A6: () => (/* binding */ alpineKeys),
/* harmony export */   jE: () => (/* binding */ publicKey),
/* harmony export */   x4: () => (/* binding */ readKeys)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _debian_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5910);




/**
 * The user's key files; each that cannot be used is a problem.
 * @param areKeyrings they are OpenPGP keyrings for apt, not RSA keys for apk
 */
async function readKeys(paths, areKeyrings, problem) {
    const keys = await Promise.all(paths.map(async (path) => {
        try {
            return areKeyrings
                ? keyring((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path))
                : publicKey((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8'));
        }
        catch (cause) {
            const missing = cause.code === 'ENOENT';
            problem(`keys: got "${path}"; ${missing ? 'there is no such file' : `it is no key that can be used: ${cause.message}`}`);
            return undefined;
        }
    }));
    return keys.filter((key) => key !== undefined);
}
/**
 * Alpine's keys for the packages of one architecture; it trusts no other's.
 * Source: the package alpine-keys, usr/share/apk/keys/<arch>/.
 */
async function alpineKeys(arch, assets) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(assets, 'rootfs/alpine-keys', arch);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder).catch(() => []);
    return Promise.all(names.map(async (name) => publicKey(name, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name), 'utf8'))));
}
/** A keyring for apt, which gets the file itself: known by its digest. Throws where it is none. */
function keyring(name, bytes) {
    if ((0,_debian_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .keyringSuffix */ .r)(bytes) === undefined)
        throw new Error('apt reads OpenPGP public keys as "gpg --export" writes them, with --armor or without');
    return { name, pem: '', digest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex') };
}
/** A key out of its text. Throws where it is none. */
function publicKey(name, pem) {
    (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(pem); // throws where it is none
    return { name, pem, digest: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(pem).digest('hex') };
}


/***/ }),

/***/ 24:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   At: () => (/* binding */ installedPackages),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   U$: () => (/* binding */ newestBuildTime),
/* harmony export */   m$: () => (/* binding */ alpineVersion)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _debian_status_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(276);
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3110);




/** Where the package managers keep what is installed; apk has moved it in version 3. */
const DATABASES = [
    ['lib/apk/db/installed', 'alpine'],
    ['usr/lib/apk/db/installed', 'alpine'],
    ['var/lib/dpkg/status', 'debian'],
];
/** Whose packages a root is made of, as its package manager's database tells. */
async function kindOf(root) {
    for (const [database, kind] of DATABASES)
        if (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_3__/* .isInside */ .FK)(root, database))
            return kind;
    return 'other';
}
/** Alpine's version, where it is Alpine. */
async function alpineVersion(root) {
    const text = (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_3__/* .readInside */ .xO)(root, 'etc/alpine-release'))?.trim() ?? '';
    return /^[\w.]{1,40}$/.test(text) ? text : null;
}
/** What is installed in a root, in the order of the names. */
async function installedPackages(root) {
    for (const [database, kind] of DATABASES) {
        const text = await (0,_inside_js__WEBPACK_IMPORTED_MODULE_3__/* .readInside */ .xO)(root, database);
        if (text !== undefined)
            return kind === 'alpine' ? apkPackages(text) : sorted((0,_debian_status_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStatus */ .i$)(text));
    }
    return [];
}
/** Source: apk's database: records with an empty line between them, `P:name`, `V:version`, `C:checksum`. */
function apkPackages(text) {
    const packages = text.split(/\n\n+/).flatMap((record) => {
        const field = (letter) => new RegExp(`^${letter}:(.*)$`, 'm').exec(record)?.[1];
        const [name, version, checksum] = [field('P'), field('V'), field('C')];
        if (name === undefined || version === undefined)
            return [];
        return [{ name, version, ...(checksum === undefined ? {} : { checksum }) }];
    });
    return sorted(packages);
}
/** By the bytes of the names: the same everywhere. */
function sorted(packages) {
    return [...packages].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}
/**
 * When the newest package of a root was built, in seconds since 1970: a time that is the same whenever the root is made.
 * 0 where its packages do not tell.
 */
async function newestBuildTime(root) {
    for (const [database, kind] of DATABASES) {
        const text = kind === 'alpine' ? await (0,_inside_js__WEBPACK_IMPORTED_MODULE_3__/* .readInside */ .xO)(root, database) : undefined;
        // Source: apk's database, `t:` is the build time.
        if (text !== undefined)
            return Math.max(0, ...[...text.matchAll(/^t:(\d+)$/gm)].map(([, time]) => Number(time)));
    }
    // dpkg's own lists of sums are as old as their packages.
    const names = (await (0,_inside_js__WEBPACK_IMPORTED_MODULE_3__/* .namesInside */ .Nb)(root, 'var/lib/dpkg/info')).filter((name) => name.endsWith('.md5sums'));
    const times = await Promise.all(names.map(async (name) => (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, 'var/lib/dpkg/info', name))).mtimeMs));
    return Math.floor(Math.max(0, ...times) / 1000);
}


/***/ }),

/***/ 2515:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   e0: () => (/* binding */ MANIFEST),
/* harmony export */   hl: () => (/* binding */ withoutPasswords)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_masked_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3396);



const MANIFEST = 'manifest.json';
/** Reads the manifest beside a root. Throws where there is none. */
async function readManifest(folder) {
    return Promise.resolve(parseManifest(JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, MANIFEST), 'utf8')))); // at once, as inside.ts reads
}
/** A manifest out of JSON; further properties are left out. Throws where it is none. */
function parseManifest(value) {
    const { source, version, created, ingredients, fetched, environment } = (value ?? {});
    const isManifest = typeof source === 'string' &&
        (version === null || typeof version === 'string') &&
        typeof created === 'string' &&
        !Number.isNaN(Date.parse(created)) &&
        typeof ingredients === 'object' &&
        Array.isArray(fetched) &&
        typeof environment === 'object';
    if (!isManifest)
        throw new Error(`${MANIFEST} is not one of this version of xarch`);
    return { source, version, created, ingredients, fetched, environment };
}
/** Ingredients as they are kept: no URL in them shows a password. */
function withoutPasswords(ingredients) {
    return Object.fromEntries(Object.entries(ingredients).map(([name, value]) => [name, (0,_report_masked_js__WEBPACK_IMPORTED_MODULE_2__/* .masked */ .Iv)(value)]));
}


/***/ }),

/***/ 7599:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ wholeFile),
/* harmony export */   q: () => (/* binding */ pack)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _platform_disk_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8815);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2010);
/* harmony import */ var _verify_damaged_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4349);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(1691);






/** Runs pack.sh, with its output to a stream. Throws what breaks the stream, or `Failed` with what was said. */
async function pack(args, output, file, { exec, paths, progress }) {
    const why = `pack the root into ${file}`;
    const argv = ['bash', (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(paths.assets, 'rootfs/pack.sh'), ...args];
    const running = exec.start({ argv, why, privileged: true }, { kind: 'streamed', output });
    const { status, said, notStarted } = await progress.during(`packing ${(0,_verify_damaged_js__WEBPACK_IMPORTED_MODULE_4__/* .fileName */ .M)(file)}`, () => (0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .result */ .K)(running));
    if (output.errored)
        throw output.errored; // pack.sh then fails too: nobody reads
    if (notStarted !== undefined)
        throw notStarted;
    if (status !== 0)
        throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failed */ .cV({ what: `could not ${why}: ${(0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .lastLines */ .w)(said)}`, source: file });
}
/**
 * Makes a file that is there whole or not at all: under a name of ours until all is written, then renamed. Throws
 * `Failed` where the disk is full.
 * @param mode of the new file, of which the umask takes away
 */
async function wholeFile(file, mode, { paths }, write) {
    const partial = `${file}.${paths.holder}`;
    try {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(partial, 'w', mode);
        const written = await write(handle).finally(() => handle.close());
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(partial, file);
        return written;
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(partial, { force: true });
        if ((0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .isDiskFull */ .b$)(error))
            throw (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .noSpace */ .UD)(`write ${file}`, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(file));
        throw (await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_2__/* .diskError */ .wO)(error, file)) ?? error;
    }
}


/***/ }),

/***/ 1561:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ provideRoot)
/* harmony export */ });
/* harmony import */ var _report_one_line_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2024);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(24);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9143);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2515);
/* harmony import */ var _source_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3087);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2905);






/** A root: one that was kept, here or in the cache of the workflow, or a new one. Throws `Failed` or `Refused`. */
async function provideRoot(plan, context) {
    const { ports } = context;
    if (isUsedInPlace(plan, context))
        return useInPlace(plan, ports);
    if ((0,_store_js__WEBPACK_IMPORTED_MODULE_4__/* .isKept */ .t8)(plan.key, ports.paths))
        context.meanwhile?.();
    sayKey(plan, context);
    const find = () => plan.cache === 'false' ? Promise.resolve(undefined) : (0,_store_js__WEBPACK_IMPORTED_MODULE_4__/* .findRoot */ .wg)(plan.key, (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .notBefore */ .$)(plan), ports.paths);
    const kept = await find();
    if (kept)
        return { ...kept, origin: 'reused' };
    const { buildRoot, prepareBuild } = await Promise.all(/* import() */[__nccwpck_require__.e(165), __nccwpck_require__.e(290)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3290)); // of no use to the many runs that find one
    if (plan.cache === 'false')
        return buildRoot(plan, context);
    prepareBuild(plan, ports); // a lock takes its time
    return (0,_keep_js__WEBPACK_IMPORTED_MODULE_2__/* .locked */ .x)(plan.arch.name, plan.key, ports, async () => {
        const meanwhile = await find();
        return meanwhile ? { ...meanwhile, origin: 'reused' } : buildRoot(plan, context);
    });
}
/** A folder of the user: a run changes nothing of it, so nothing need be copied. */
function isUsedInPlace({ source, digest, steps }, { lifetime }) {
    return source.kind === 'path' && !digest && steps.length === 1 && lifetime === 'run';
}
async function useInPlace(plan, ports) {
    const root = (0,_source_js__WEBPACK_IMPORTED_MODULE_5__/* .sourceText */ .r)(plan.source);
    const building = await (0,_store_js__WEBPACK_IMPORTED_MODULE_4__/* .beginRoot */ .s6)(plan.key, ports); // for what a sandbox needs beside a root
    const stored = await building.keepForNow({
        source: `folder ${root}`,
        version: await (0,_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .alpineVersion */ .m$)(root),
        created: new Date().toISOString(),
        ingredients: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutPasswords */ .hl)(plan.ingredients),
        fetched: [],
        environment: {},
    });
    return { ...stored, root, origin: 'reused' };
}
function sayKey({ arch, key, ingredients }, { ports, lifetime }) {
    const given = Object.entries(ingredients).filter(([, value]) => value !== '');
    const lines = [`${arch.name}: key ${key}`, ...given.map(([name, value]) => `  ${name}: ${(0,_report_one_line_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .T)(value)}`)];
    for (const line of lines) {
        if (lifetime === 'run')
            ports.log.debug(line);
        else
            ports.log.info(line);
    }
}


/***/ }),

/***/ 3434:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ withUrl),
/* harmony export */   Ek: () => (/* binding */ repositoryUrl),
/* harmony export */   M1: () => (/* binding */ localFolder),
/* harmony export */   iP: () => (/* binding */ findRepositories),
/* harmony export */   rf: () => (/* binding */ absoluteUrl)
/* harmony export */ });
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_url__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** The sections of a branch that are used; `testing` is in edge alone, and asked for by `repositories`. */
const SECTIONS = ['main', 'community'];
/** The repositories of a root: those that the mirror has for the architecture, and the user's. */
async function findRepositories(wanted, fetch) {
    const sections = SECTIONS.map((section) => `${wanted.mirror}/${wanted.branch}/${section}`);
    const there = await Promise.all(sections.map((url) => fetch.exists(`${url}/${wanted.arch.name}/APKINDEX.tar.gz`)));
    return [...sections.filter((_, index) => there[index]), ...wanted.repositories];
}
/** A line of sources.list(5), with one blank between its words: what stands before its URL, and what behind. */
const OF_APT = /^(deb (?:\[[^\]]*\] )?)(\S*)(.*)$/;
/** The same of a line of /etc/apk/repositories, where a tag may stand before it (`@edge URL`). Source: apk-repositories(5). */
const OF_APK = /^(.* )?(\S*)()$/;
const partsOf = (line) => (OF_APT.exec(line) ?? OF_APK.exec(line) ?? []).slice(1);
/** The URL of a line that names a repository. */
function repositoryUrl(line) {
    return partsOf(line)[1] ?? '';
}
/** The line with another URL. */
function withUrl(line, url) {
    const [before = '', , after = ''] = partsOf(line);
    return `${before}${url}${after}`;
}
/** The folder that a `file:` URL with an absolute path names; undefined for other URLs. */
function localFolder(url) {
    return url.startsWith('file:') ? (0,node_url__WEBPACK_IMPORTED_MODULE_0__.fileURLToPath)(url) : undefined;
}
/** `file:DIR` (a plain path, also a relative one) or a `file:` URL, as a URL with an absolute path; others as they are. */
function absoluteUrl(url, base) {
    if (!url.startsWith('file:') || url.startsWith('file://'))
        return url;
    return (0,node_url__WEBPACK_IMPORTED_MODULE_0__.pathToFileURL)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(base, url.slice('file:'.length))).href;
}


/***/ }),

/***/ 1691:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ result),
/* harmony export */   w: () => (/* binding */ lastLines)
/* harmony export */ });
/** Waits for a process between two streams to end. Never throws. */
async function result({ exit, drained, stderr }) {
    try {
        const { status, signal } = await exit;
        const cut = await drained.then(() => undefined, (cause) => cause);
        return { status, said: stderr().trim() || (signal ?? ''), ...(cut === undefined ? {} : { cut }) };
    }
    catch (error) {
        return { status: null, said: '', notStarted: error };
    }
}
/** For a message: tar may say a line for each file (it shows odd names escaped). */
function lastLines(said) {
    return said.split('\n').slice(-4).join('; ');
}


/***/ }),

/***/ 5157:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GG: () => (/* binding */ unmountBelow),
/* harmony export */   OZ: () => (/* binding */ releaseDeadMounts),
/* harmony export */   j2: () => (/* binding */ mountImage)
/* harmony export */ });
/* unused harmony export releaseMounts */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _platform_processes_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4241);



/** A file for each holder, which root-mount.sh writes before it mounts anything. */
const JOURNAL = '/run/xarch/mounts';
/** How the overlay of a root stands in /proc/self/mountinfo, proc(5). */
const OVERLAY = ' - overlay xarch ';
/** And the image below it, for the moment until the overlay holds it. */
const LOWER = '/image/lower ';
/**
 * Mounts an image: `folder/root` is then a folder that can be written to, until `unmountBelow` or `releaseMounts`.
 * Throws `Failed` where the kernel cannot; what there is of it then is the caller's to remove.
 */
async function mountImage(image, folder, { exec, paths }) {
    const { kind, file, part } = image;
    const place = [folder, kind, file, String(part.start), String(part.sizeBytes)];
    await exec.run(command(['mount', paths.holder, paths.store, ...place], `mount the ${kind} ${file}`, paths));
}
/** Unmounts the images of roots below a folder. */
async function unmountBelow(folder, { exec, paths }) {
    const mounts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/self/mountinfo', 'utf8');
    if (!mounts.includes(OVERLAY) && !mounts.includes(LOWER))
        return;
    await exec.run({ ...command(['drop', folder], `unmount the root in ${folder}`, paths), always: true });
}
/** Unmounts all that a holder has mounted, and removes the store that it lies in. */
async function releaseMounts(holder, ports) {
    if ((await journal()).includes(holder))
        await release([holder], ports);
}
/** The same for what holders have left that are dead: killed jobs. */
async function releaseDeadMounts(ports) {
    const dead = (await journal()).filter((holder) => !(0,_platform_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .isAlive */ ._n)(holder));
    if (dead.length > 0)
        await release(dead, ports);
}
async function release(holders, { exec, paths }) {
    await exec.run({ ...command(['release', ...holders], 'unmount roots', paths), always: true });
}
async function journal() {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(JOURNAL).catch(() => []);
}
function command(args, why, { assets }) {
    return {
        argv: ['bash', (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(assets, 'rootfs/root-mount.sh'), ...args],
        why,
        privileged: true,
        package: 'mount',
    };
}


/***/ }),

/***/ 1178:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ defaultShell)
/* harmony export */ });
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3110);

/**
 * The shell that runs commands in a root where none was asked for: sh where it knows pipefail, which busybox does and
 * dash does not; else bash; else sh without.
 */
async function defaultShell(root) {
    const isThere = await Promise.all(['etc/alpine-release', 'bin/bash', 'usr/bin/bash'].map((path) => (0,_inside_js__WEBPACK_IMPORTED_MODULE_0__/* .isInside */ .FK)(root, path)));
    const [isAlpine, ...hasBash] = isThere;
    if (isAlpine)
        return ['sh', '-eo', 'pipefail'];
    return hasBash.includes(true) ? ['bash', '-eo', 'pipefail'] : ['sh', '-e'];
}


/***/ }),

/***/ 3087:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ isAlpine),
/* harmony export */   r: () => (/* binding */ sourceText)
/* harmony export */ });
/** Whether Alpine's branches and mirrors decide what such a root has. */
function isAlpine({ kind }) {
    return kind === 'auto' || kind === 'minirootfs' || kind === 'apk';
}
/** A source as it was written in the input `rootfs`. */
function sourceText(source) {
    switch (source.kind) {
        case 'image':
            return `docker://${source.image}`;
        case 'debian':
            return `${source.distribution}:${source.suite}`;
        case 'path':
            return source.path;
        case 'url':
            return source.url;
        default:
            return source.kind;
    }
}


/***/ }),

/***/ 2905:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BC: () => (/* binding */ removeKept),
/* harmony export */   F$: () => (/* binding */ markUse),
/* harmony export */   Jr: () => (/* binding */ USERS),
/* harmony export */   U: () => (/* binding */ rootsFolder),
/* harmony export */   WQ: () => (/* binding */ allKept),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   jU: () => (/* binding */ removeAbandoned),
/* harmony export */   ly: () => (/* binding */ isInUse),
/* harmony export */   s6: () => (/* binding */ beginRoot),
/* harmony export */   t8: () => (/* binding */ isKept),
/* harmony export */   wg: () => (/* binding */ findRoot),
/* harmony export */   yP: () => (/* binding */ PARTIAL)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _platform_disk_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8815);
/* harmony import */ var _platform_processes_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4241);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2515);
/* harmony import */ var _root_mounts_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(5157);








/**
 * The newest root kept under a key that is not older than asked for, now in use until it is released.
 * @param notBeforeMs milliseconds since 1970
 */
async function findRoot(key, notBeforeMs, paths) {
    for (const { folder } of await keptUnder(key, paths)) {
        const found = await use(folder, paths);
        if (found && Date.parse(found.created) >= notBeforeMs)
            return found;
        await found?.release();
    }
    return undefined;
}
/** All that is kept under a key, newest first. */
async function keptUnder(key, paths) {
    const times = (await namesIn((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(rootsFolder(paths), key))).filter((name) => /^\d+$/.test(name));
    return times
        .map((time) => ({ key, createdMs: Number(time), folder: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(rootsFolder(paths), key, time) }))
        .sort((left, right) => right.createdMs - left.createdMs);
}
/** All roots kept. */
async function allKept(paths) {
    const keys = (await namesIn(rootsFolder(paths))).filter((name) => !name.startsWith('.'));
    return (await Promise.all(keys.map((key) => keptUnder(key, paths)))).flat();
}
/** Whether a run that still lives uses a kept root. */
async function isInUse(folder) {
    return (await namesIn((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, USERS))).some(_platform_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .isAlive */ ._n);
}
/** Begins a root. What runs that are dead have left half-built is removed first. */
async function beginRoot(key, ports) {
    const roots = rootsFolder(ports.paths);
    await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(roots, key), (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .makeFolder */ .fc)(roots));
    await removeAbandoned(roots, ports);
    await (0,_root_mounts_js__WEBPACK_IMPORTED_MODULE_7__/* .releaseDeadMounts */ .OZ)(ports).catch(later); // another run tries again
    const start = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(roots, `${PARTIAL}${key}.${ports.paths.holder}.`);
    const folder = await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)(start, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdtemp)(start)); // its maker's alone: 0700
    const { root, scratch } = places(folder);
    const remove = async (...trees) => {
        await (0,_root_mounts_js__WEBPACK_IMPORTED_MODULE_7__/* .unmountBelow */ .GG)(folder, ports);
        for (const tree of trees)
            await removeTree(tree, ports.exec);
    };
    const discard = () => remove(folder);
    const made = Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)(scratch), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, USERS))]);
    await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)(folder, made).catch(async (error) => {
        await discard();
        throw error;
    });
    const describe = (manifest) => (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)(folder, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, _manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .MANIFEST */ .e0), JSON.stringify(manifest)));
    return {
        folder,
        root,
        scratch,
        discard,
        empty: () => remove(root, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, IMAGE)),
        keepForNow: async (manifest) => {
            await describe(manifest);
            return { ...manifest, root, scratch, release: discard };
        },
        commit: async (manifest) => {
            await describe(manifest);
            return putInPlace(folder, key, Date.parse(manifest.created), ports);
        },
    };
}
/** Older ones of the same key go, where nobody uses them. */
async function putInPlace(folder, key, createdMs, ports) {
    const older = await keptUnder(key, ports.paths);
    const newest = older[0]?.createdMs ?? 0;
    const final = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(rootsFolder(ports.paths), key, String(Math.max(createdMs, newest + 1)));
    await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)(folder, (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .makeFolder */ .fc)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(rootsFolder(ports.paths), key)));
    await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)(final, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(folder, final));
    const root = await use(final, ports.paths);
    if (!root)
        throw new Error(`${final} is no root although it was just put there`);
    for (const kept of older)
        await removeKept(kept, ports).catch(later);
    return root;
}
/**
 * Removes a kept root unless it is in use. Returns whether it is gone.
 * @param within the folder that it goes to while it is removed, from which `removeAbandoned` takes what is left
 */
async function removeKept({ folder, key }, ports, within = rootsFolder(ports.paths)) {
    if (await isInUse(folder))
        return false;
    const aside = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(within, `${PARTIAL}${key}.${ports.paths.holder}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    await (0,_platform_disk_js__WEBPACK_IMPORTED_MODULE_4__/* .writing */ .dV)(aside, (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(folder, aside)); // nobody finds half of it
    if (await isInUse(aside)) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(aside, folder); // somebody has come between the look and the removal
        return false;
    }
    await removeTree(aside, ports.exec);
    return true;
}
/** Runs that use a kept root are files `PID-STARTTIME.RANDOM` here: the dead can be told from the living. */
const USERS = 'users';
/** Says that this run uses a kept root. Returns what says that it does not any more. */
async function markUse(folder, paths) {
    const mark = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, USERS, `${paths.holder}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(mark, '');
    }
    catch {
        // where nothing can be written, nothing can be removed either
    }
    return Promise.resolve(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(mark, { force: true }).catch(() => undefined));
}
async function use(folder, paths) {
    const release = await markUse(folder, paths); // before the look
    try {
        return { ...(await (0,_manifest_js__WEBPACK_IMPORTED_MODULE_6__/* .readManifest */ .WI)(folder)), ...places(folder), release };
    }
    catch {
        await release();
        return undefined;
    }
}
/** Removes a folder that has root's files in it; never reaches into anything mounted below it. */
async function removeTree(folder, exec) {
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(folder))
        return;
    await exec.run({
        argv: ['rm', '-rf', '--one-file-system', '--', folder],
        why: `remove ${folder}`,
        privileged: true,
        always: true,
    });
}
/** What cannot be removed now is for a later run. */
const later = () => undefined;
/** What root-mount.sh keeps beside a root that is an image. */
const IMAGE = 'image';
/** Half-built roots, and half-removed ones, are `.part.KEY.PID-STARTTIME.…`. */
const PARTIAL = '.part.';
/** Removes what runs that are dead have left, half-built or half-removed. */
async function removeAbandoned(roots, { exec }) {
    const partial = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(roots)).filter((name) => name.startsWith(PARTIAL));
    await Promise.all(partial
        .filter((name) => !(0,_platform_processes_js__WEBPACK_IMPORTED_MODULE_5__/* .isAlive */ ._n)(name.slice(PARTIAL.length + name.slice(PARTIAL.length).indexOf('.') + 1)))
        .map(async (name) => {
        if (await isInUse((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(roots, name)))
            return; // by whom its remover has not seen, before it died
        await removeTree((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(roots, name), exec).catch(later); // a program of theirs may still write there
    }));
}
/** Whether some root of this key is kept; one that is too old counts too. A look that costs nothing. */
function isKept(key, paths) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(rootsFolder(paths), key));
}
function rootsFolder(paths) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(paths.store, 'roots');
}
function places(folder) {
    return { root: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'root'), scratch: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'scratch') };
}
async function namesIn(folder) {
    try {
        return await Promise.resolve((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(folder));
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 9252:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FE: () => (/* binding */ ROOT_ACCOUNT),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   rh: () => (/* binding */ passwdEntries)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2010);

const ROOT_ACCOUNT = {
    ...{ uid: 0, gid: 0, groups: [] },
    ...{ name: 'root', home: '/root', shell: '/bin/sh' },
};
/**
 * The user that commands run as.
 * @param request `root`, `runner`, or a user of the root: a name or an id, with a group behind a colon where it is to be
 * another. Two ids need no entry in the root's files.
 * @throws `Refused` for a user or group that the root has not, with those that it has
 */
function accountOf(request, files, caller) {
    if (request === 'root')
        return ROOT_ACCOUNT;
    if (request === 'runner')
        return callersAccount(caller);
    const [user = '', group] = request.split(':');
    const entry = find(user, passwdEntries(files.passwd));
    if (group !== undefined) {
        const gid = groupId(group, files.group);
        if (entry)
            return { ...entry, gid, groups: [] };
        const uid = idOf(user);
        if (uid !== undefined)
            return { ...ROOT_ACCOUNT, uid, gid, name: user, home: '/' };
    }
    if (!entry)
        throw unknown('user', user, passwdEntries(files.passwd));
    return { ...entry, groups: groupsOf(entry, files.group) };
}
/** The user who asked for the work, as they are inside: in a home folder of their own, which is not that of outside. */
function callersAccount({ name, uid, gid, home }) {
    if (uid === 0)
        return ROOT_ACCOUNT;
    const plain = isPlainName(name) ? name : 'runner';
    // A home folder is given to them: it must be no folder of the root itself.
    const isOwn = /^(\/[\w.@-]+){2,}$/.test(home) && !/\/\.\.?(\/|$)/.test(home) && !OF_THE_ROOT.test(home);
    return { uid, gid, groups: [], name: plain, home: isOwn ? home : `/home/${plain}`, shell: '/bin/sh' };
}
/** What can stand in passwd, sudoers and doas.conf as it is. */
function isPlainName(name) {
    return /^[A-Za-z_][\w.-]{0,31}$/.test(name) && !['root', 'ALL'].includes(name);
}
const OF_THE_ROOT = /^\/(bin|boot|dev|etc|lib\w*|proc|root|run|sbin|sys|usr)\//;
/** The entries of a text in the format of passwd(5); lines that are none are passed over. */
function passwdEntries(text) {
    return text.split('\n').flatMap((line) => {
        const [name = '', , user = '', group = '', , home = '', shell = ''] = line.split(':');
        const [uid, gid] = [idOf(user), idOf(group)];
        if (name === '' || uid === undefined || gid === undefined)
            return [];
        const canLogIn = shell.startsWith('/') && !/\/(nologin|false)$/.test(shell);
        return [
            {
                ...{ name, uid, gid, groups: [] },
                ...{ home: home.startsWith('/') ? home : '/', shell: canLogIn ? shell : '/bin/sh' },
            },
        ];
    });
}
/** The entries of a text in the format of group(5). */
function groupEntries(text) {
    return text.split('\n').flatMap((line) => {
        const [name = '', , id = '', members = ''] = line.split(':');
        const uid = idOf(id);
        return name === '' || uid === undefined ? [] : [{ name, uid, members: members.split(',') }];
    });
}
/** Names go before ids, as for chown. */
function find(word, entries) {
    return entries.find(({ name }) => name === word) ?? entries.find(({ uid }) => uid === idOf(word));
}
function groupId(word, text) {
    const id = find(word, groupEntries(text))?.uid ?? idOf(word);
    if (id === undefined)
        throw unknown('group', word, groupEntries(text));
    return id;
}
function groupsOf({ name, gid }, text) {
    const member = groupEntries(text).filter(({ uid, members }) => uid !== gid && members.includes(name));
    return [...new Set(member.map(({ uid }) => uid))];
}
/** An id: the highest number of 32 bits stands for none (chown(2)). */
function idOf(word) {
    return /^\d{1,10}$/.test(word) && Number(word) < 0xffff_ffff ? Number(word) : undefined;
}
/** How many names are told: distributions have about 30 of their own. */
const MOST_NAMES = 60;
function unknown(kind, word, entries) {
    const names = entries.slice(0, MOST_NAMES).map(({ name }) => name);
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw({
        what: `user: the root has no ${kind} "${word}"`,
        source: `/etc/${kind === 'user' ? 'passwd' : 'group'} of the root`,
        todo: `Use one that it has (${names.join(', ') || 'there is none'}), "runner", two ids (1000:1000), or make it (input "setup": adduser -D build).`,
    });
}


/***/ }),

/***/ 7034:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Tg: () => (/* binding */ boundingSet),
/* harmony export */   cd: () => (/* binding */ KEPT_CAPABILITIES)
/* harmony export */ });
/* unused harmony export DROPPED_CAPABILITIES */
/**
 * Capabilities that no build needs and that lead from root in the sandbox to the host, by their number in
 * linux/capability.h (the names of the newer ones are unknown to older versions of setpriv). Tracing one's own children
 * needs none; with sys_ptrace the guest could use /proc/N/root of what enters, which is the host's (enter.sh).
 */
const DROPPED_CAPABILITIES = {
    dac_read_search: 2,
    net_admin: 12,
    ipc_lock: 14,
    sys_module: 16,
    sys_rawio: 17,
    sys_ptrace: 19,
    sys_pacct: 20,
    sys_admin: 21,
    sys_boot: 22,
    sys_resource: 24,
    sys_time: 25,
    sys_tty_config: 26,
    mknod: 27,
    audit_control: 30,
    mac_override: 32,
    mac_admin: 33,
    syslog: 34,
    wake_alarm: 35,
    block_suspend: 36,
    audit_read: 37,
    perfmon: 38,
    bpf: 39,
    checkpoint_restore: 40,
};
/** All others that linux/capability.h has, in its order: what root has in a sandbox of bubblewrap's, which is given them by name. */
const KEPT_CAPABILITIES = [
    ...['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap'],
    ...[
        'linux_immutable',
        'net_bind_service',
        'net_broadcast',
        'net_raw',
        'ipc_owner',
        'sys_chroot',
    ],
    ...['sys_nice', 'lease', 'audit_write', 'setfcap'],
];
/**
 * The argument of `setpriv --bounding-set`, for a kernel whose last capability has the given number: an unknown one
 * is an error there.
 */
function boundingSet(lastCapability) {
    return Object.values(DROPPED_CAPABILITIES)
        .filter((number) => number <= lastCapability)
        .map((number) => `-cap_${number}`)
        .join(',');
}


/***/ }),

/***/ 8130:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ checkNamespaces),
/* harmony export */   LF: () => (/* binding */ checkConfinement),
/* harmony export */   r_: () => (/* binding */ mendOfContainer)
/* harmony export */ });
/* unused harmony export isConfined */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _binfmt_support_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8088);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);
/* harmony import */ var _rootfs_inside_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3110);




/** Whether a filter of system calls or a profile of AppArmor holds this process: containers have either. */
function isConfined({ status, profile }) {
    return isFiltered(status) || /\((enforce|kill)\)/.test(profile);
}
const isFiltered = (status) => /^Seccomp:\t2$/m.test(status);
function ownConfinement() {
    const read = (path) => (0,_rootfs_inside_js__WEBPACK_IMPORTED_MODULE_3__/* .orUndefined */ .y0)(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8')) ?? '';
    return { status: read('/proc/self/status'), profile: read('/proc/self/attr/current') };
}
/** What a sandbox takes of the kernel, on a memory that goes with the mount namespace. /proc is a folder that every machine has. */
const TRIAL = 'mount -n -t tmpfs xarch /proc && cd /proc && mkdir old && pivot_root . old';
/**
 * Throws `Refused` where root is held so that it can make no sandbox although it has the capabilities for it. It is tried where
 * anything holds it, with nothing that stays.
 */
async function checkConfinement(exec) {
    if (!isConfined(ownConfinement()))
        return;
    const namespaces = ['--mount', '--propagation', 'private', '--pid', '--ipc', '--uts', '--fork'];
    const { status, stderr } = await exec.attempt({
        argv: ['unshare', ...namespaces, 'sh', '-c', TRIAL],
        why: 'try whether root can make a sandbox',
        privileged: true,
        timeoutMs: 10_000,
    });
    if (status === 0)
        return;
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
        what: `root is kept from making sandboxes by a seccomp filter or AppArmor: this looks like a container with but some privileges; ${stderr.trim()}`,
        todo: _binfmt_support_js__WEBPACK_IMPORTED_MODULE_1__/* .PRIVILEGED */ .ms,
    });
}
/**
 * Throws `Refused` where this user gets no user namespace, with the mounts of a sandbox: it tries. Files inside need a
 * proc of the sandbox's own, which not every container allows.
 */
async function checkNamespaces(exec) {
    const { status, stderr } = await exec.attempt({
        argv: ['unshare', '--user', '--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', 'true'],
        why: 'try whether this user gets namespaces',
        timeoutMs: 10_000,
    });
    if (status === 0)
        return;
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw({
        what: `no user namespace can be had here: ${stderr.trim()}`,
        todo: mendOfContainer(stderr, ownConfinement().status) ?? MEND,
    });
}
const MEND = 'Allow them (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns), or run as root.';
/**
 * What lets a user namespace be made that a container refuses; undefined where it is none that can be told for one.
 * @param reason what unshare(1) said
 * @param status the text of /proc/self/status
 */
function mendOfContainer(reason, status) {
    // A proc can be mounted in a user namespace only where nothing of the first one is covered.
    if (/mount \/proc failed/.test(reason))
        return 'Parts of /proc are hidden, as containers have it: start the container with --privileged, or with --security-opt systempaths=unconfined.';
    if (isFiltered(status))
        return 'A seccomp filter refuses them: start the container with --privileged, or with --security-opt seccomp=unconfined --security-opt systempaths=unconfined.';
    return undefined;
}


/***/ }),

/***/ 2283:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CL: () => (/* binding */ referencesOf),
/* harmony export */   LT: () => (/* binding */ carried),
/* harmony export */   Mo: () => (/* binding */ withImage),
/* harmony export */   Up: () => (/* binding */ withAccount),
/* harmony export */   ao: () => (/* binding */ guestEnvironment),
/* harmony export */   pH: () => (/* binding */ imageVariables),
/* harmony export */   uN: () => (/* binding */ NOTHING_OUTSIDE),
/* harmony export */   x2: () => (/* binding */ withSafeWorkspace)
/* harmony export */ });
/* unused harmony export SHELL_RULES */
/** What is the guest's own: never taken from the host. */
const GUEST = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    USER: 'root',
    LOGNAME: 'root',
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
};
/** Facts about the workflow, its job and its runner: names that go in by themselves. */
const WORKFLOW_NAME = /^(CI|GITHUB_[A-Za-z0-9_]+|RUNNER_[A-Za-z0-9_]+)$/;
/** Never taken along but by its full name: the runner's secrets, and what means something to the host alone. */
const SECRET_NAME = /^(ACTIONS_[A-Za-z0-9_]+|GITHUB_TOKEN|INPUT_.*|STATE_.*|XARCH_.*|LD_[A-Za-z0-9_]+|GITHUB_STATE)$/;
/** The guest's own, or the shell's: what the workflow has set of them speaks of the host. */
const HOST_NAME = /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|PWD|OLDPWD|SHLVL|_)$/;
/** What sh can export. Others (`npm_config_foo-bar`) cannot be handed in. */
const EXPORTABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The same rules for the shell of later steps (shell.sh): these patterns mean the same to bash. */
const SHELL_RULES = {
    guest: GUEST,
    patterns: [WORKFLOW_NAME, SECRET_NAME, HOST_NAME].map(({ source }) => source),
};
/**
 * The environment of a command inside: the guest's own, what the workflow says and sets, and what `env` names.
 * @param items the input `env`, in order; later ones win
 */
function guestEnvironment(items, outside) {
    const environment = { ...GUEST };
    const take = (wanted) => {
        for (const [name, value] of Object.entries(outside.all)) {
            if (EXPORTABLE.test(name) && wanted(name))
                environment[name] = value;
        }
    };
    take((name) => isOfWorkflow(name, outside) && !SECRET_NAME.test(name));
    for (const item of items) {
        if (item.kind === 'value')
            environment[item.name] = item.value;
        else if (item.kind === 'name')
            take((name) => name === item.name);
        else
            take((name) => name.startsWith(item.prefix) && !SECRET_NAME.test(name));
    }
    return environment;
}
function isOfWorkflow(name, { ofWorkflow }) {
    return WORKFLOW_NAME.test(name) || (ofWorkflow.has(name) && !HOST_NAME.test(name));
}
/** The variables of an image (`NAME=value`) that can be handed in. */
function imageVariables(lines) {
    const entries = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
    return Object.fromEntries(entries.filter(([name]) => EXPORTABLE.test(name) && !SECRET_NAME.test(name)));
}
/** An environment with what an image sets, where nobody else has set it: its PATH takes the place of the usual one. */
function withImage(environment, ofImage) {
    const isFree = (name) => environment[name] === undefined || environment[name] === GUEST[name];
    return { ...environment, ...Object.fromEntries(Object.entries(ofImage).filter(([name]) => isFree(name))) };
}
/** An environment with what says who runs the command, where nobody has set it. */
function withAccount(environment, { name, home, shell }) {
    return withImage(environment, { HOME: home, USER: name, LOGNAME: name, SHELL: shell });
}
/**
 * An environment by which git takes a workspace of another owner for safe. Variables of the user's own for git's configuration
 * (GIT_CONFIG_COUNT, git-config(1)) stay before it; where they are broken, git is left to say so.
 */
function withSafeWorkspace(environment) {
    const count = environment['GIT_CONFIG_COUNT'] ?? '0';
    if (!/^\d{1,6}$/.test(count))
        return environment;
    return {
        ...environment,
        GIT_CONFIG_COUNT: String(Number(count) + 1),
        [`GIT_CONFIG_KEY_${Number(count)}`]: 'safe.directory',
        [`GIT_CONFIG_VALUE_${Number(count)}`]: '*',
    };
}
/** An outside that has nothing to give. */
const NOTHING_OUTSIDE = { all: {}, ofWorkflow: new Set() };
/** How enter.sh wants an environment: names that mean nothing to the host's programs on the way in. */
function carried(environment) {
    const entries = Object.entries(environment).map(([name, value]) => [`XARCH_E_${name}`, value]);
    return { XARCH_NAMES: Object.keys(environment).join(' '), ...Object.fromEntries(entries) };
}
/**
 * What of it is shown by the name of its variable alone, since its value may be a secret: all but the guest's own, and the model of
 * the processor, which xarch has chosen.
 */
function referencesOf(environment) {
    const names = Object.keys(environment).filter((name) => name !== 'QEMU_CPU' && environment[name] !== GUEST[name]);
    return Object.fromEntries(names.map((name) => [`XARCH_E_${name}`, name]));
}


/***/ }),

/***/ 6944:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   BL: () => (/* binding */ callersFurnishings),
/* harmony export */   hT: () => (/* binding */ machinesFurnishings),
/* harmony export */   sb: () => (/* binding */ furnishingArguments)
/* harmony export */ });
/* harmony import */ var _accounts_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9252);

/** How setup.sh wants them: three words for each. */
function furnishingArguments(furnishings) {
    return furnishings.flatMap((one) => {
        switch (one.kind) {
            case 'folder':
                return [`${one.uid}:${one.gid}`, one.path, 'folder'];
            case 'text':
                return [one.text, one.path, 'text'];
            case 'copy':
                return [one.source, one.path, 'copy'];
            default:
                return [one.line, one.path, `${one.kind}:${one.mode}`];
        }
    });
}
/**
 * What the caller's account needs in a root: entries in passwd and group, before those of the root, whose names or ids may be the same;
 * a home folder; sudo and doas without a password, as the runner's own user has it.
 */
function callersFurnishings(account, files, has) {
    if (account === _accounts_js__WEBPACK_IMPORTED_MODULE_0__/* .ROOT_ACCOUNT */ .FE)
        return [];
    const { name, uid, gid, home, shell } = account;
    // No password at all (`*`): PAM then does not look for the user in /etc/shadow.
    const passwd = `${name}:*:${uid}:${gid}::${home}:${shell}`;
    const hasGroup = files.group.split('\n').some((line) => line.split(':')[2] === String(gid));
    const rule = `permit nopass ${name}`;
    return [
        { kind: 'first', path: '/etc/passwd', line: passwd, mode: '644' },
        ...(hasGroup
            ? []
            : [{ kind: 'first', path: '/etc/group', line: `${name}:*:${gid}:`, mode: '644' }]),
        { kind: 'folder', path: home, uid, gid },
        ...(has.sudoers ? [line('/etc/sudoers.d/xarch', `${name} ALL=(ALL:ALL) NOPASSWD: ALL`)] : []),
        ...(has.doas ? [line(has.doas === 'folder' ? '/etc/doas.d/xarch.conf' : '/etc/doas.conf', rule)] : []),
    ];
}
/** sudo and doas refuse rules that others can change. */
const line = (path, text) => ({ kind: 'last', path, line: text, mode: '440' });
/** What Linux allows for one argument (MAX_ARG_STRLEN) is a third more. */
const MOST_TEXT = 96 * 1024;
/**
 * The workspace may be anybody's for git. What git starts to clone from a folder (upload-pack) gets none of the variables that say the
 * same (`withSafeWorkspace`), nor does who calls it by sudo; git 2.35.3 and newer read this, git-config(1).
 */
const SAFE_FOR_GIT = {
    kind: 'last',
    path: '/etc/gitconfig',
    line: '[safe] directory = *',
    mode: '644',
};
/**
 * What every root gets of the machine: its hosts, among which its own name can be found, its time zone, and git's trust in its folders.
 * @param hosts the text of its /etc/hosts
 * @param zone where its /etc/localtime leads; undefined where there is none
 */
function machinesFurnishings(hosts, hostname, zone) {
    return [
        hostsFile(hosts, hostname),
        ...(zone === undefined || UTC.test(zone) ? [] : [copied('/etc/localtime')]),
        SAFE_FOR_GIT,
    ];
}
/** A root without a time zone has this one. */
const UTC = /\/(UTC|UCT|Zulu|Universal)$/;
function hostsFile(hosts, hostname) {
    if (Buffer.byteLength(hosts) > MOST_TEXT)
        return copied('/etc/hosts');
    const names = hosts.split('\n').flatMap((text) => text.replace(/#.*/, '').trim().split(/\s+/).slice(1));
    const isThere = names.includes(hostname) || !/^[\w.-]+$/.test(hostname);
    const text = hosts === '' || hosts.endsWith('\n') ? hosts : `${hosts}\n`;
    return { kind: 'text', path: '/etc/hosts', text: isThere ? text : `${text}127.0.1.1 ${hostname}\n` };
}
const copied = (path) => ({ kind: 'copy', path, source: path });


/***/ }),

/***/ 210:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ limiter)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** Gives a command the limits of this sandbox, where there are any. */
function limiter(script, { pids, memoryBytes } = { pids: undefined, memoryBytes: undefined }, { holder }) {
    if (pids === undefined && memoryBytes === undefined)
        return (_, argv) => argv;
    const name = `xarch-${holder}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    const most = [pids, memoryBytes].map((limit) => String(limit ?? 'max'));
    return (verb, argv) => ['bash', script, verb, name, ...most, ...argv];
}


/***/ }),

/***/ 9060:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  LU: () => (/* binding */ hasOtherIds),
  JM: () => (/* binding */ isRootOfMachine),
  zv: () => (/* binding */ obstacleTo),
  H: () => (/* binding */ ofRights)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./.modules/binfmt/support.js
var support = __nccwpck_require__(8088);
// EXTERNAL MODULE: ./.modules/binfmt/private-support.js
var private_support = __nccwpck_require__(2206);
// EXTERNAL MODULE: ./.modules/platform/namespace.js
var namespace = __nccwpck_require__(7571);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __nccwpck_require__(2010);
// EXTERNAL MODULE: ./.modules/sandbox/confinement.js
var confinement = __nccwpck_require__(8130);
// EXTERNAL MODULE: ./.modules/binfmt/entry.js
var binfmt_entry = __nccwpck_require__(9503);
// EXTERNAL MODULE: ./.modules/binfmt/registry.js
var registry = __nccwpck_require__(6696);
// EXTERNAL MODULE: ./.modules/rootfs/debian/tools.js
var tools = __nccwpck_require__(9643);
// EXTERNAL MODULE: ./.modules/sandbox/refusal.js
var refusal = __nccwpck_require__(4774);
;// CONCATENATED MODULE: ./.modules/sandbox/program-obstacles.js






/** What speaks against bubblewrap: it is tried, and says itself what the kernel refuses. */
async function ofBwrap(wanted, ports) {
    const isRoot = ports.privilege === 'root';
    const isOfUse = isRoot && !(0,support/* cannotMount */.Hy)((0,external_node_fs_.readFileSync)('/proc/self/status', 'utf8'));
    const missing = await missingProgram('bwrap', 'bubblewrap', isOfUse && wanted.installs, ports);
    if (missing)
        return missing;
    // As an ordinary user, too, where one is asked for: they need a user namespace.
    const users = isRoot
        ? [[], ...(wanted.user !== 'root' ? [['setpriv', '--reuid=65534', '--clear-groups']] : [])]
        : [[]];
    for (const user of users) {
        const ids = isRoot && user.length === 0 ? [] : ['--unshare-user', '--uid', '0', '--gid', '0'];
        const [program = 'bwrap', ...words] = [...user, 'bwrap', ...ids, ...TRIED];
        const why = 'try whether bubblewrap works';
        const { status, stderr } = await ports.exec.attempt({ argv: [program, ...words], why, timeoutMs: 10_000 });
        if (status !== 0)
            return { what: `bubblewrap does not work here: ${stderr.trim()}`, todo: ALLOW };
    }
    if (!isRoot)
        return ofHandlers(wanted, ports);
    return wanted.handlers === 'none' ? undefined : (0,refusal/* refusalOf */.O)(support/* checkSupport */.IU);
}
const TRIED = ['--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true'];
const ALLOW = 'Allow user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; a container: --privileged), or take isolation "proot".';
/** An ordinary user registers none. */
async function ofHandlers({ emulated }, ports) {
    if (emulated.length === 0)
        return undefined;
    const entries = await (0,registry/* readEntries */.$2)(ports);
    const bad = emulated.flatMap((arch) => {
        const [name] = (0,binfmt_entry/* entryNames */.VM)(arch);
        const entry = entries.get(name);
        const reason = entry ? (0,binfmt_entry/* fault */.DG)(entry, { arch, setuid: false }) : 'there is none';
        return reason === undefined ? [] : [`${name} (${reason})`];
    });
    if (bad.length === 0)
        return undefined;
    return {
        what: `bubblewrap runs emulated programs by handlers of the machine alone, an ordinary user can register none, and this machine has not: ${bad.join(', ')}`,
        todo: 'Register them as root (sudo xarch handlers add), or take isolation "proot", which needs none.',
    };
}
/** What speaks against PRoot, which asks nothing of the kernel but ptrace. */
async function ofProot({ installs }, ports) {
    const missing = await missingProgram('proot', 'proot', ports.privilege === 'root' && installs, ports);
    if (missing)
        return missing;
    const { status, stderr } = await ports.exec.attempt({
        argv: ['proot', '-v', '-1', '-0', 'true'],
        why: 'try whether PRoot works',
        timeoutMs: 10_000,
    });
    if (status === 0)
        return undefined;
    const isOfFolder = stderr.includes("can't create temporary file") || stderr.includes("can't chmod");
    return {
        what: `PRoot does not work here: ${stderr.trim()}`,
        todo: isOfFolder
            ? 'It needs a /tmp that takes files and runs programs (a container whose root is read-only: --tmpfs /tmp:exec).'
            : 'It needs ptrace: allow it (a container: --cap-add SYS_PTRACE or another seccomp profile; sysctl kernel.yama.ptrace_scope below 3).',
    };
}
/** @param isInstalled whether it is got by the machine's apt where it is missing */
async function missingProgram(program, debian, isInstalled, ports) {
    const isThere = isInstalled
        ? await (0,tools/* provideProgram */.GR)(program, debian, ports)
        : (await ports.exec.attempt({
            argv: ['sh', '-c', `command -v ${program}`],
            why: `look for ${program}`,
        })).status === 0;
    if (isThere)
        return undefined;
    return {
        what: `the program ${program} is not there`,
        todo: `Install the package ${debian} (apt-get install ${debian}).`,
    };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: ./.modules/sandbox/seccomp.js
var seccomp = __nccwpck_require__(3720);
;// CONCATENATED MODULE: ./.modules/sandbox/strict-support.js



/** Throws `Refused` where a strict sandbox cannot be had, as far as that can be told before there is a root. */
async function checkStrictSupport({ exec }) {
    if (!(0,seccomp/* seccompFilter */.FN)((0,external_node_os_.machine)())) {
        throw new errors/* Refused */.Lw({
            what: `isolation "strict": the numbers of system calls on ${(0,external_node_os_.machine)()} are not known here, so they cannot be filtered`,
            todo: 'Take isolation "unshare", and run nothing in it that you would not run as root.',
        });
    }
    const { status } = await exec.attempt({
        argv: ['sh', '-c', 'command -v perl'],
        why: 'look for perl',
        privileged: true,
    });
    if (status === 0)
        return;
    throw new errors/* Refused */.Lw({
        what: 'isolation "strict": the program perl is not there, which makes the idmapped mounts and sets the seccomp filter',
        todo: 'Install the package perl-base (apt-get install perl-base).',
    });
}

;// CONCATENATED MODULE: ./.modules/sandbox/obstacles.js









const OBSTACLES = {
    unshare: ofUnshare,
    strict: ofStrict,
    bwrap: ofBwrap,
    proot: ofProot,
};
/** What speaks against a kind of isolation on this machine: it tries, with nothing that stays. Undefined: nothing. */
async function obstacleTo(kind, wanted, ports) {
    return OBSTACLES[kind](wanted, ports);
}
async function ofUnshare({ handlers }, ports) {
    return (ofRights(ports) ??
        (0,refusal/* refusalOf */.O)(async () => {
            await (0,confinement/* checkConfinement */.LF)(ports.exec);
            if (handlers !== 'none')
                (0,support/* checkSupport */.IU)();
            if (handlers === 'private')
                await (0,private_support/* checkPrivateSupport */.b)(ports);
        }));
}
/** What keeps this process, and what it starts as root, from namespaces and mounts of the machine. */
function ofRights({ privilege }) {
    if (privilege === 'none') {
        return {
            what: 'root is needed (for binfmt_misc, namespaces and mounts); this process is not root, and sudo asks for a password or is not there',
            todo: "Run it as root, or let this user use sudo without a password (GitHub's own runners do).",
        };
    }
    const status = (0,external_node_fs_.readFileSync)('/proc/self/status', 'utf8');
    if ((0,support/* cannotMount */.Hy)(status)) {
        return {
            what: 'root has no CAP_SYS_ADMIN here, so it cannot mount or register anything: this looks like a container without privileges',
            todo: support/* PRIVILEGED */.ms,
        };
    }
    if (!(0,support/* lacks */.pO)('CAP_SYS_PTRACE', status))
        return undefined;
    return {
        what: 'root has no CAP_SYS_PTRACE here, so it cannot enter the sandboxes that it makes: this looks like a container with but some privileges',
        todo: support/* PRIVILEGED */.ms,
    };
}
/** Whether commands of this process that need root get the machine's, with what it takes to mount. */
function isRootOfMachine(ports) {
    return ofRights(ports) === undefined;
}
/** Root of the machine makes it of ids of nobody; an ordinary user in a user namespace of their own. */
async function ofStrict(wanted, ports) {
    const { exec } = ports;
    const isOrdinary = !isRootOfMachine(ports);
    return (0,refusal/* refusalOf */.O)(async () => {
        await checkStrictSupport({ exec });
        await (isOrdinary ? (0,confinement/* checkNamespaces */.J9)(exec) : (0,confinement/* checkConfinement */.LF)(exec));
        if (wanted.handlers !== 'none')
            await (0,private_support/* checkPrivateSupport */.b)({ exec });
        if (!isOrdinary)
            return;
        if (wanted.debian)
            throw new errors/* Refused */.Lw(ROOT_OF_DEBIAN);
        if (wanted.privileged)
            throw new errors/* Refused */.Lw(NOTHING_TO_GIVE);
        if (wanted.user === 'runner' && ports.privilege !== 'root')
            throw new errors/* Refused */.Lw(ROOT_IS_YOU);
        if (wanted.user !== 'root' && !(await hasOtherIds(exec)))
            throw new errors/* Refused */.Lw(ROOT_ALONE);
    });
}
const ROOT_IS_YOU = {
    what: 'user "runner": without sudo it is root inside who is the job\'s user outside, and whose files are in the workspace',
    todo: 'Leave the user root: what is made in the workspace is yours. Or take isolation "bwrap" or "proot".',
};
const ROOT_OF_DEBIAN = {
    what: 'roots of Debian and Ubuntu are made by root alone (mmdebstrap, with handlers of the machine)',
    todo: 'Run it as root or with sudo, take an image of it (docker://), or an Alpine root.',
};
const NOTHING_TO_GIVE = {
    what: 'privileged: an ordinary user has no devices and capabilities of the machine to give',
    todo: 'Run it as root or with sudo.',
};
const ROOT_ALONE = {
    what: 'there is root alone in the namespace of an ordinary user that has no subordinate ids',
    todo: 'Install the package uidmap and give this user a range (usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME), or run as root inside.',
};
/** Whether a user namespace of this user can have more ids than root's: it tries. */
async function hasOtherIds(exec) {
    try {
        const { privilege, close } = await (0,namespace/* openNamespace */.Y)(exec);
        await close();
        return privilege.ids !== 'one';
    }
    catch {
        return false; // the kernel gives no namespace
    }
}


/***/ }),

/***/ 4430:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E1: () => (/* binding */ STRICTLY_BUILDING),
/* harmony export */   Fy: () => (/* binding */ limits),
/* harmony export */   fx: () => (/* binding */ BUILDING),
/* harmony export */   hC: () => (/* binding */ givenBack)
/* harmony export */ });
/* harmony import */ var _capabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7034);

/** That of a root that is being built: scripts of packages may call what is setuid. */
const BUILDING = {
    nested: false,
    privileged: false,
    newPrivileges: true,
    strict: false,
    ignoresOwners: true,
};
/** That of the user's own commands while a root is built, where the isolation is strict. */
const STRICTLY_BUILDING = { ...BUILDING, newPrivileges: false, strict: true };
/**
 * The second argument of enter.sh: what a command inside has not.
 */
function limits({ privileged, newPrivileges }, { lastCapability, filter }) {
    // Who may still get rights, or change namespaces, is not filtered: that takes no_new_privs.
    const seccomp = !newPrivileges && filter ? `seccomp:${filter.prctl}:${filter.program.toString('hex')}` : '';
    const capabilities = privileged ? '' : (0,_capabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .boundingSet */ .Tg)(lastCapability);
    return [capabilities, newPrivileges ? '' : 'no-new-privs', seccomp].filter((word) => word !== '').join(',');
}
/** The words of setup.sh that say what is given back; they stand behind the mode. */
function givenBack({ nested, privileged }) {
    return [...(nested || privileged ? ['nested'] : []), ...(privileged ? ['privileged'] : [])];
}


/***/ }),

/***/ 4774:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ refusalOf)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2010);

/** What a check refuses, as something that speaks against a kind of isolation; undefined where it refuses nothing. */
async function refusalOf(check) {
    try {
        await check();
        return undefined;
    }
    catch (error) {
        if (!(error instanceof _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw))
            throw error;
        const { what, todo = '' } = error.explanation;
        return { what, todo };
    }
}


/***/ }),

/***/ 4382:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  E: () => (/* binding */ openSandbox)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.modules/sandbox/accounts.js
var accounts = __nccwpck_require__(9252);
// EXTERNAL MODULE: ./.modules/sandbox/capabilities.js
var capabilities = __nccwpck_require__(7034);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __nccwpck_require__(2010);
// EXTERNAL MODULE: ./.modules/sandbox/environment.js
var sandbox_environment = __nccwpck_require__(2283);
// EXTERNAL MODULE: ./.modules/sandbox/limiter.js
var limiter = __nccwpck_require__(210);
// EXTERNAL MODULE: ./.modules/sandbox/furnishings.js
var sandbox_furnishings = __nccwpck_require__(6944);
// EXTERNAL MODULE: ./.modules/sandbox/policy.js
var sandbox_policy = __nccwpck_require__(4430);
;// CONCATENATED MODULE: ./.modules/sandbox/setup-arguments.js


/** The arguments of setup.sh. */
function setupArguments({ root, scratch, mode, volumes, furnishings = [] }, policy = sandbox_policy/* BUILDING */.fx) {
    const trust = ({ source }) => (source.startsWith('/') ? 'suid,nodev' : 'suid,dev');
    const options = (volume) => `${volume.readOnly ? 'ro' : 'rw'},exec,${volume.trusted ? trust(volume) : 'nosuid,nodev'}`;
    return [
        [mode, ...(0,sandbox_policy/* givenBack */.hC)(policy)].join(','),
        root,
        scratch,
        ...(0,sandbox_furnishings/* furnishingArguments */.sb)(furnishings),
        ...volumes.flatMap((volume) => [volume.source, volume.target, options(volume)]),
    ];
}
/** Sends the arguments to what waits for them; it ends, and the error is thrown, where there are none to come. */
async function sendArguments(words, keeper) {
    try {
        keeper.send([...(await words), '', ''].join('\0'));
    }
    catch (error) {
        keeper.endInput();
        await keeper.exit.catch(() => undefined);
        throw error;
    }
}

;// CONCATENATED MODULE: ./.modules/sandbox/contained.js





/**
 * Prepares a root and keeps it. It ends with this process.
 * @param isShared whether a volume is shown as it is although it should only be read
 * @throws `Failed` where it cannot be made, and what the plan's mounts reject with
 */
async function contain(plan, how, ports, isShared = () => false) {
    const script = (name) => (0,external_node_path_.join)(ports.paths.assets, 'sandbox', name);
    const limited = (0,limiter/* limiter */.T)(script('limit.sh'), plan.resources, ports.paths);
    const keeping = ['bash', script('keep.sh'), how];
    const keep = how === 'mounts' ? ['unshare', '--mount', '--propagation', 'private', ...keeping] : keeping;
    const keeper = ports.exec.start({ argv: limited('make', keep), why: 'open the sandbox', privileged: true }, { kind: 'lifeline' });
    const mounting = Promise.resolve(plan.mounts);
    await sendArguments(mounting.then((mounts) => setupArguments(withoutOwn(mounts, isShared), plan.policy)), keeper);
    const [, pid = '', folder] = /^ready (\d+) (.+)$/.exec((await keeper.nextLine()) ?? '') ?? [];
    if (folder === undefined)
        throw await refusal(keeper);
    const mounts = await mounting;
    const shell = plan.shell ?? ['/bin/sh'];
    const starting = (tool) => {
        const start = ['bash', script('start.sh'), folder, ...tool, '--', ...shell, '--'];
        return limited('join', how === 'mounts' ? ['nsenter', `--mount=/proc/${pid}/ns/mnt`, ...start] : start);
    };
    return {
        folder,
        root: how === 'mounts' ? '/mnt' : mounts.mode === 'overlay' ? (0,external_node_path_.join)(folder, 'root') : mounts.root,
        volumes: how === 'mounts' ? mounts.volumes.filter(isOwn) : copied(mounts, how, folder, isShared),
        start: (tool, command, streams) => startCommand(starting(tool), command, streams, ports.exec),
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}
/** Something of the sandbox's own: bubblewrap makes it, PRoot has that of the machine everywhere. */
function isOwn({ source }) {
    return !source.startsWith('/');
}
function withoutOwn(mounts, isShared) {
    const volumes = mounts.volumes
        .filter((volume) => !isOwn(volume))
        .map((volume) => ({ ...volume, readOnly: volume.readOnly && !isShared(volume) }));
    return { ...mounts, volumes };
}
/** What can only be read is a copy, by its number among those of the machine. */
function copied({ volumes }, how, folder, isShared) {
    if (how !== 'copies')
        return volumes;
    return volumes
        .filter((volume) => !isOwn(volume))
        .map((volume, index) => volume.readOnly && !isShared(volume)
        ? { ...volume, source: (0,external_node_path_.join)(folder, 'volumes', String(index)) }
        : volume);
}
function startCommand(starting, command, streams, exec) {
    const { argv, folder, environment, personality, openFiles } = command;
    const limit = openFiles === undefined ? {} : { XARCH_OPEN_FILES: String(openFiles) };
    const words = personality === undefined ? starting : ['setarch', personality, ...starting];
    return exec.start({
        argv: [...words, folder, ...argv],
        why: `run ${argv[0]}`,
        privileged: true,
        env: { ...(0,sandbox_environment/* carried */.LT)(environment), ...limit },
        references: (0,sandbox_environment/* referencesOf */.CL)(environment),
    }, streams);
}
async function refusal(keeper) {
    await keeper.exit;
    const said = keeper.stderr().trim();
    return new errors/* Failed */.cV({ what: `could not open the sandbox${said ? `: ${said}` : ''}` });
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./.modules/platform/processes.js
var processes = __nccwpck_require__(4241);
;// CONCATENATED MODULE: ./.modules/sandbox/guest-signal.js


/** The guest leads a session of its own, below what enters; one that is not there yet is waited for. */
async function signalGuest(pid, name, exec) {
    let session = (0,processes/* sessionBelow */.O_)(pid);
    for (let tries = 0; session === undefined && tries < 50; tries++) {
        await (0,external_node_timers_promises_.setTimeout)(10);
        session = (0,processes/* sessionBelow */.O_)(pid);
    }
    if (session !== undefined)
        await send(name, [`-${session}`], exec);
}
/** The guest is in the process group of what has started it, which is to live on and tell how the guest has ended. */
async function signalGroup(pid, name, exec) {
    let members = (0,processes/* groupMembers */.rU)(pid);
    for (let tries = 0; members.length === 0 && tries < 50; tries++) {
        await (0,external_node_timers_promises_.setTimeout)(10);
        members = (0,processes/* groupMembers */.rU)(pid);
    }
    if (members.length > 0)
        await send(name, members.map(String), exec);
}
async function send(name, processes, exec) {
    await exec.attempt({
        argv: ['bash', '-c', 'kill -s "$1" -- "${@:2}"', 'signal', name.slice('SIG'.length), ...processes],
        why: `send ${name} to the command`,
        privileged: true,
        always: true,
    });
}

// EXTERNAL MODULE: ./.modules/sandbox/seccomp.js
var seccomp = __nccwpck_require__(3720);
;// CONCATENATED MODULE: ./.modules/sandbox/bwrap.js









/**
 * Opens a sandbox of bubblewrap's. Handlers are those of the machine. Who is not root gets a user namespace with one id,
 * which is whatever was asked for.
 * @throws what `contain` throws
 */
async function openBwrap(plan, ports) {
    const isRoot = ports.privilege === 'root';
    const [hiding, prepared] = await Promise.all([
        hidingWords(),
        contain(plan, isRoot ? 'mounts' : 'places', ports),
    ]);
    const contained = { ...prepared, hiding };
    const { ignoresOwners } = plan.policy ?? sandbox_policy/* BUILDING */.fx;
    const filter = ignoresOwners && !isRoot ? (0,seccomp/* ownersFilter */.vi)((0,external_node_os_.machine)()) : undefined;
    const script = (0,external_node_path_.join)(ports.paths.assets, 'sandbox/filter.pl');
    return {
        start: (command, streams) => {
            const words = bwrapWords(contained, plan.network, command.user ?? accounts/* ROOT_ACCOUNT */.FE, isRoot);
            const running = contained.start((0,seccomp/* filtered */.mj)(filter, words, script), command, streams);
            return {
                ...running,
                roots: [running.pid],
                signal: (name) => signalGuest(running.pid, name, ports.exec),
            };
        },
        close: () => contained.close(),
    };
}
const OWN_NAMESPACES = ['pid', 'ipc', 'uts'].map((name) => `--unshare-${name}`);
/** As setup.sh hides them: what tells of the machine or changes it, and is of no use to builds. */
const READ_ONLY = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);
const HIDDEN = [
    ...[
        'acpi',
        'asound',
        'kcore',
        'keys',
        'latency_stats',
        'sched_debug',
        'scsi',
        'timer_list',
        'timer_stats',
    ].map((name) => `/proc/${name}`),
    ...['/sys/firmware', '/sys/devices/virtual/powercap'],
];
/** What hides the paths that this machine has. */
async function hidingWords() {
    const kinds = await Promise.all([...READ_ONLY, ...HIDDEN].map(async (path) => ({ path, found: await (0,promises_.stat)(path).catch(() => undefined) })));
    return kinds.flatMap(({ path, found }) => {
        if (!found)
            return [];
        if (READ_ONLY.includes(path))
            return ['--ro-bind', path, path];
        return found.isDirectory() ? ['--tmpfs', path, '--remount-ro', path] : ['--ro-bind', '/dev/null', path];
    });
}
/** What the kernel has to show, and devices. */
const KERNELS = [
    ...['--proc', '/proc', '--dev', '/dev', '--ro-bind', '/sys', '/sys'],
    ...['--perms', '1777', '--tmpfs', '/dev/shm'],
];
/**
 * bubblewrap's command line, with volumes at its end.
 * @param isRoot whether the machine's root starts it: root inside is then the same one, others start it as who they are
 */
function bwrapWords({ root, volumes, hiding }, network, { uid, gid, groups }, isRoot) {
    const isOther = isRoot && uid !== 0;
    const namespaces = [
        ...(isRoot && !isOther ? [] : ['--unshare-user', '--uid', String(uid), '--gid', String(gid)]),
        ...OWN_NAMESPACES,
        '--unshare-cgroup-try',
        ...(network === 'none' ? ['--unshare-net'] : []),
    ];
    const words = [
        ...['--clearenv', '--args', '9'],
        ...namespaces,
        ...['--die-with-parent', '--new-session', '--bind', root, '/'],
        ...KERNELS,
        ...hiding,
        ...(network === 'none' ? ['--tmpfs', '/sys/class/net'] : []), // that of the machine's network
        ...[
            '--cap-drop',
            'ALL',
            ...(uid === 0 ? capabilities/* KEPT_CAPABILITIES */.cd.flatMap((name) => ['--cap-add', `cap_${name}`]) : []),
        ],
        ...['--chdir', '/'],
        ...volumes.flatMap(mount),
    ];
    if (!isOther)
        return ['bwrap', ...words];
    const supplementary = groups.length > 0 ? `--groups=${groups.join(',')}` : '--clear-groups';
    return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, supplementary, 'bwrap', ...words];
}
function mount({ source, target, readOnly }) {
    if (!source.startsWith('/'))
        return [`--${source}`, target];
    return [readOnly ? '--ro-bind' : '--bind', source, target];
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: ./.modules/platform/privilege.js
var platform_privilege = __nccwpck_require__(3719);
;// CONCATENATED MODULE: ./.modules/sandbox/shift.js
/** How many ids a sandbox has: 0 to 65535, what roots and images use. */
const SHIFTED_IDS = 65_536;
/** The first id that systemd-nspawn, whose ranges are in no file, never takes (systemd's docs/UIDS-GIDS.md). */
const FIRST = 0x70000000;
const LAST = 0x7fff0000;
/**
 * The first of the ids that are those of a sandbox whose root is nobody on the machine: a range that is given to "xarch",
 * else one that is given to nobody. The same for every sandbox, so that what one leaves in a folder another can read.
 * @param subordinates the lines of /etc/subuid and /etc/subgid: NAME:FIRST:COUNT, subuid(5)
 */
function chooseShift(subordinates) {
    const ranges = Array.from(subordinates.matchAll(/^([^:\n]*):(\d+):(\d+)$/gm), ([, name = '', ...numbers]) => {
        const [first = 0, count = 0] = numbers.map(Number);
        return { name, first, count };
    });
    const own = ranges.find(({ name, count }) => name === 'xarch' && count >= SHIFTED_IDS);
    if (own)
        return own.first;
    const isFree = (base) => ranges.every(({ first, count }) => base + SHIFTED_IDS <= first || first + count <= base);
    for (let base = FIRST; base < LAST; base += SHIFTED_IDS)
        if (isFree(base))
            return base;
    return FIRST; // all are given away: the same ids in two containers harm less than the machine's own
}

;// CONCATENATED MODULE: ./.modules/sandbox/enforced.js






/**
 * Looks at what of a policy depends on this machine: its capabilities, its system calls, the ids that are given away. An
 * ordinary user's sandbox has no ids of the machine to begin with.
 */
function enforced(policy, network, privilege) {
    const lastCapability = Number((0,external_node_fs_.readFileSync)('/proc/sys/kernel/cap_last_cap', 'utf8'));
    const base = policy.strict && (0,platform_privilege/* isOfMachine */.zv)(privilege) ? `,${chooseShift(subordinates())}` : '';
    const ignoresOwners = policy.ignoresOwners && !(0,platform_privilege/* hasOwners */.p1)(privilege);
    return {
        namespaces: `${network}${base}`,
        limits: (0,sandbox_policy/* limits */.Fy)({ ...policy, newPrivileges: policy.newPrivileges && !ignoresOwners }, { lastCapability, filter: filterFor(policy.strict, ignoresOwners) }),
    };
}
function filterFor(strict, ignoresOwners) {
    if (strict)
        return (0,seccomp/* seccompFilter */.FN)((0,external_node_os_.machine)(), ignoresOwners);
    return ignoresOwners ? (0,seccomp/* ownersFilter */.vi)((0,external_node_os_.machine)()) : undefined;
}
/** The ranges of ids that are given away; none where nobody has any. */
function subordinates() {
    const files = ['/etc/subuid', '/etc/subgid'].filter((path) => (0,external_node_fs_.existsSync)(path));
    return files.map((path) => (0,external_node_fs_.readFileSync)(path, 'utf8')).join('\n');
}

;// CONCATENATED MODULE: ./.modules/sandbox/namespaces.js









/**
 * Opens a sandbox (hold.sh says how). Throws `Failed` where the kernel or the root does not allow it, and what `mounts`
 * rejects with.
 */
async function openNamespaces(plan, ports) {
    const policy = plan.policy ?? sandbox_policy/* BUILDING */.fx;
    const { namespaces, limits } = enforced(policy, plan.network, ports.privilege);
    const script = (name) => (0,external_node_path_.join)(ports.paths.assets, 'sandbox', name);
    const handlers = plan.handlers.flatMap(({ file, line }) => [file, line]);
    const limited = (0,limiter/* limiter */.T)(script('limit.sh'), plan.resources, ports.paths);
    const keeper = ports.exec.start({
        argv: limited('make', [
            ...PRIVATE_MOUNTS,
            ...['bash', script('hold.sh'), namespaces],
            ...handlers,
        ]),
        why: 'open the sandbox',
        privileged: true,
    }, { kind: 'lifeline' });
    await sendArguments(argumentsOf(plan, policy), keeper);
    const ready = /^ready (\d+) (\d+)$/.exec((await keeper.nextLine()) ?? '');
    if (!ready)
        throw await namespaces_refusal(keeper);
    const [, outside = '', holder = ''] = ready;
    const entering = enteringBy(limited, script, outside, holder, limits);
    return {
        start: (command, streams) => startGuest(entering(command), Number(holder), command, streams, ports.exec),
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}
async function argumentsOf({ mounts }, policy) {
    return setupArguments(await mounts, policy);
}
/** What stands before a command; what relays a terminal of its own stays outside. */
function enteringBy(limited, script, outside, holder, limits) {
    const enter = limited('join', [
        'nsenter',
        `--mount=/proc/${outside}/ns/mnt`,
        ...['bash', script('enter.sh'), holder, limits],
    ]);
    return ({ personality, terminal, user = accounts/* ROOT_ACCOUNT */.FE }) => {
        const entering = personality === undefined ? enter : ['setarch', personality, ...enter];
        return terminal ? ['perl', script('terminal.pl'), holder, String(user.uid), ...entering] : entering;
    };
}
function startGuest(entering, holder, command, streams, exec) {
    const { argv, user = accounts/* ROOT_ACCOUNT */.FE, folder, environment, openFiles } = command;
    const { uid, gid, groups } = user;
    const limit = openFiles === undefined ? {} : { XARCH_OPEN_FILES: String(openFiles) };
    const running = exec.start({
        argv: [...entering, `${uid}:${gid}:${groups.join(',')}`, folder, ...argv],
        why: `run ${argv[0]}`,
        privileged: true,
        env: { ...(0,sandbox_environment/* carried */.LT)(environment), ...limit },
        references: (0,sandbox_environment/* referencesOf */.CL)(environment),
    }, streams);
    const roots = [running.pid, holder]; // who loses its parent has the holder for one
    return { ...running, roots, signal: (name) => signalGuest(running.pid, name, exec) };
}
const PRIVATE_MOUNTS = ['unshare', '--mount', '--propagation', 'private'];
async function namespaces_refusal(keeper) {
    await keeper.exit;
    const said = keeper.stderr().trim();
    return new errors/* Failed */.cV({
        what: `could not open the sandbox${said ? `: ${said}` : ''}`,
        todo: said.includes("as another user's")
            ? 'Strict isolation needs idmapped mounts: Linux 5.19, and a file system that has them (ext4, xfs, btrfs …); or take isolation "unshare".'
            : 'Needed are root and a kernel that allows namespaces and mounts; in a container that means --privileged.',
    });
}

;// CONCATENATED MODULE: ./.modules/sandbox/proot.js








/** Of the machine's /dev; what is not there is left out (a container may have no terminal). */
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'ptmx', 'pts'];
/**
 * Opens a sandbox of PRoot's: by ptrace alone, with no right and no namespace, and so with no boundary. Handlers are not
 * registered: PRoot calls the emulator itself.
 * @throws what `contain` throws
 */
async function openProot(plan, ports) {
    const folders = ports.paths.visible.filter(({ readOnly }) => readOnly).map(({ path }) => path);
    // The runner's tool cache has gigabytes: it is not copied.
    const contained = await contain(plan, 'copies', ports, ({ target }) => folders.includes(target));
    const emulator = plan.handlers[0]?.file;
    const filter = (0,external_node_path_.join)(ports.paths.assets, 'sandbox/filter.pl');
    return {
        start: (command, streams) => {
            const { user = accounts/* ROOT_ACCOUNT */.FE } = command;
            const words = ofOlderCalls(prootWords(contained, emulator, user), filter);
            const running = contained.start(words, command, streams);
            let last;
            return {
                ...running,
                exit: watched(running, (0,external_node_path_.join)(contained.folder, 'status', String(running.pid)), () => last),
                roots: [running.pid],
                signal: async (name) => {
                    last = name;
                    await signalGroup(running.pid, name, ports.exec);
                },
            };
        },
        close: () => contained.close(),
    };
}
/**
 * A command that makes no call that PRoot does not know.
 * @param script filter.pl
 */
function ofOlderCalls(argv, script) {
    return (0,seccomp/* filtered */.mj)((0,seccomp/* olderCallsFilter */.Gg)((0,external_node_os_.machine)()), argv, script);
}
/** PRoot's command line, with volumes at its end. It says nothing of its own (`-v -1`): its words would be taken for the guest's. */
function prootWords({ root, volumes }, emulator, { uid, gid }) {
    const devices = DEVICES.map((name) => `/dev/${name}`);
    const places = ['/proc', '/sys', ...devices].flatMap((path) => ['-b', path]);
    return [
        ...['proot', '-v', '-1', '-r', root, '-w', '/'],
        ...(uid === 0 && gid === 0 ? ['-0'] : ['-i', `${uid}:${gid}`]),
        ...(emulator === undefined ? [] : ['-q', emulator]),
        ...places,
        ...volumes.flatMap(({ source, target }) => ['-b', `${source}:${target}`]),
    ];
}
/** How often it is looked whether a command is over that has left something running. */
const LOOK_MS = 20;
/**
 * How a command has ended. PRoot stays while anything that it traces does, and forgets statuses: the first process inside
 * (watched.sh) writes the command's to a file. One that was killed itself could not.
 */
async function watched({ pid, exit }, file, lastSignal) {
    const wait = () => new Promise((resolve) => {
        setTimeout(resolve, LOOK_MS, undefined);
    });
    let ended;
    for (let hadChildren = false, has = false; !ended && !(hadChildren && !has) && !(await isWritten(file));) {
        ended = await Promise.race([exit, wait()]);
        hadChildren = has;
        has = (0,processes/* hasChildren */.Go)(pid, 'proot'); // what start.sh runs before it becomes PRoot says nothing
    }
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
    if (/^\d+\n$/.test(text))
        return { status: Number(text), signal: null };
    ended ??= await Promise.race([exit, wait()]); // it could not start the command, and says so itself
    if (ended && ended.status !== 0)
        return ended;
    const signal = lastSignal();
    return signal === undefined ? { status: 137, signal: null } : { status: null, signal };
}
async function isWritten(file) {
    return ((await (0,promises_.stat)(file).catch(() => undefined))?.size ?? 0) > 0;
}

;// CONCATENATED MODULE: ./.modules/sandbox/sandbox.js



const OPENERS = {
    namespaces: openNamespaces,
    bwrap: openBwrap,
    proot: openProot,
};
/**
 * Opens a sandbox, by what makes them on this machine. Throws `Failed` where the kernel, the program or the root does not
 * allow it, and what `mounts` rejects with.
 */
async function openSandbox(plan, ports) {
    return OPENERS[ports.executor](plan, ports);
}


/***/ }),

/***/ 3720:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FN: () => (/* binding */ seccompFilter),
/* harmony export */   Gg: () => (/* binding */ olderCallsFilter),
/* harmony export */   mj: () => (/* binding */ filtered),
/* harmony export */   vi: () => (/* binding */ ownersFilter)
/* harmony export */ });
/* unused harmony export REFUSED_CALLS */
/** System calls that reach parts of the kernel where most of its faults were, and that no build needs. */
const REFUSED = ['add_key', 'request_key', 'keyctl', 'bpf', 'userfaultfd'];
/** The same numbers on all architectures, as all calls since Linux 5.1. */
const IO_URING = [425, 426, 427];
/** asm-generic/unistd.h */
const GENERIC = {
    ioctl: 29,
    statx: 291,
    refused: [217, 218, 219, 280, 282],
    chown: [54, 55],
    order: 'little',
};
/** arch/x86/entry/syscalls/syscall_64.tbl and syscall_32.tbl, arch/arm/tools/syscall.tbl and their kin */
const X86_64 = {
    audit: 0xc000003e,
    ioctl: 16,
    statx: 332,
    refused: [248, 249, 250, 321, 323],
    chown: [92, 93, 94, 260],
    order: 'little',
};
const I386 = {
    audit: 0x40000003,
    ioctl: 54,
    statx: 383,
    refused: [286, 287, 288, 357, 374],
    chown: [16, 95, 182, 198, 207, 212, 298],
    order: 'little',
};
const ARM = {
    audit: 0x40000028,
    ioctl: 54,
    statx: 397,
    refused: [309, 310, 311, 386, 388],
    chown: [16, 95, 182, 198, 207, 212, 325],
    order: 'little',
};
const AARCH64 = { audit: 0xc00000b7, ...GENERIC };
const PPC64LE = {
    audit: 0xc0000015,
    ioctl: 54,
    statx: 383,
    refused: [269, 270, 271, 361, 364],
    chown: [16, 95, 181, 289],
    order: 'little',
};
const S390X = {
    audit: 0x80000016,
    ioctl: 54,
    statx: 379,
    refused: [278, 279, 280, 351, 355],
    chown: [198, 207, 212, 291],
    order: 'big',
};
/** By `uname -m` of the machine: prctl's number there, and the kinds of programs that its kernel runs by itself. */
const MACHINES = {
    x86_64: { prctl: 157, abis: [X86_64, I386] },
    i686: { prctl: 172, abis: [I386] },
    aarch64: { prctl: 167, abis: [AARCH64, ARM] },
    armv7l: { prctl: 172, abis: [ARM] },
    riscv64: { prctl: 167, abis: [{ audit: 0xc00000f3, ...GENERIC }] },
    loongarch64: { prctl: 167, abis: [{ audit: 0xc0000102, ...GENERIC }] },
    ppc64le: { prctl: 171, abis: [PPC64LE] },
    s390x: { prctl: 172, abis: [S390X] },
};
/** linux/bpf_common.h: load a word; jump if equal, if greater or equal, if a bit is set; answer. */
const LOAD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_AT_LEAST = 0x35;
const RETURN = 0x06;
/** linux/seccomp.h */
const ALLOW = [RETURN, 0, 0, 0x7fff0000];
const errno = (number) => [RETURN, 0, 0, 0x00050000 | number];
const EPERM = 1;
const ENOSYS = 38;
/** struct seccomp_data: number, architecture, instruction pointer, six arguments of eight bytes. */
const NUMBER = 0;
const ARCHITECTURE = 4;
const SECOND_ARGUMENT = 24;
/** asm-generic/ioctls.h: input for a terminal as if it had been typed, and the console's selection. */
const TERMINAL_INPUT = [0x5412, 0x541c];
/** Numbers of x32 have this bit (asm/unistd.h): another way to the same calls. */
const X32 = 0x40000000;
/**
 * The filter for guests on a machine, by its `uname -m`; undefined where its numbers are not known. What a guest calls in
 * an architecture that the machine has not got cannot be called by it at all.
 * @param ignoresOwners as `ownersFilter` has it
 */
function seccompFilter(machine, ignoresOwners = false) {
    const rules = (abi) => rulesOf(abi, ignoresOwners);
    return filterOf(machine, rules, errno(ENOSYS)); // no architecture of this machine
}
/**
 * The filter where files can be nobody else's than whose they are: what gives one to somebody succeeds and does nothing, so that apk and
 * scripts of packages go on. Undefined as above.
 */
function ownersFilter(machine) {
    const rules = ({ audit, chown }) => ofArchitecture(audit, [[LOAD, 0, 0, NUMBER], ...done(chown), ALLOW]);
    return filterOf(machine, rules, ALLOW);
}
/** @param otherwise what calls of no architecture of the machine meet */
function filterOf(machine, rules, otherwise) {
    const found = MACHINES[machine];
    if (!found)
        return undefined;
    const program = [...found.abis.flatMap(rules), otherwise];
    return { prctl: found.prctl, program: encoded(program, found.abis[0]?.order === 'big') };
}
/** Rules that calls of other architectures pass over. */
function ofArchitecture(audit, rules) {
    return [[LOAD, 0, 0, ARCHITECTURE], [JUMP_EQUAL, 0, rules.length, audit], ...rules];
}
/** Calls that seem to have been carried out. */
function done(numbers) {
    return numbers.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(0)]);
}
/** All calls since Linux 5.1 have their numbers in common, from this one on. */
const COMMON = 424;
/**
 * The filter for PRoot, which knows no call that is younger than itself (5.1, of 2014) and would let its paths through as they
 * are, to the machine's own files: there are none of them, so libraries use what there was before. Undefined as above.
 */
function olderCallsFilter(machine) {
    const rules = ({ audit, statx }) => ofArchitecture(audit, [
        [LOAD, 0, 0, NUMBER],
        [JUMP_EQUAL, 1, 0, statx],
        [JUMP_AT_LEAST, 0, 1, COMMON],
        errno(ENOSYS),
        ALLOW,
    ]);
    return filterOf(machine, rules, ALLOW);
}
/** What an architecture's calls meet; passed over by those of another one. */
function rulesOf({ audit, ioctl, refused, chown, order }, ignoresOwners) {
    const low = order === 'big' ? 4 : 0;
    return ofArchitecture(audit, [
        [LOAD, 0, 0, NUMBER],
        ...(audit === X86_64.audit ? [[JUMP_AT_LEAST, 0, 1, X32], errno(ENOSYS)] : []),
        ...refused.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(EPERM)]),
        ...IO_URING.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(ENOSYS)]),
        ...(ignoresOwners ? done(chown) : []),
        [JUMP_EQUAL, 1, 0, ioctl],
        ALLOW,
        [LOAD, 0, 0, SECOND_ARGUMENT + low],
        ...TERMINAL_INPUT.flatMap((request) => [[JUMP_EQUAL, 0, 1, request], errno(EPERM)]),
        ALLOW,
    ]);
}
/** struct sock_filter: two bytes, one, one, four. */
function encoded(program, isBig) {
    const bytes = Buffer.alloc(program.length * 8);
    for (const [index, [code, ifTrue, ifFalse, value]] of program.entries()) {
        const at = index * 8;
        if (isBig)
            bytes.writeUInt16BE(code, at);
        else
            bytes.writeUInt16LE(code, at);
        bytes.writeUInt8(ifTrue, at + 2);
        bytes.writeUInt8(ifFalse, at + 3);
        if (isBig)
            bytes.writeUInt32BE(value, at + 4);
        else
            bytes.writeUInt32LE(value, at + 4);
    }
    return bytes;
}
/**
 * A command under a filter; itself where there is none.
 * @param script filter.pl
 */
function filtered(filter, argv, script) {
    if (!filter)
        return argv;
    const digits = filter.program.toString('hex');
    return ['setpriv', '--no-new-privs', 'perl', script, String(filter.prctl), digits, ...argv];
}
/** The names behind the numbers, for who reads a test. */
const REFUSED_CALLS = [...REFUSED, 'io_uring_setup', 'io_uring_enter', 'io_uring_register'];


/***/ }),

/***/ 7704:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  mb: () => (/* binding */ architecturesOf),
  FV: () => (/* binding */ needsHandlers),
  Fr: () => (/* binding */ survey),
  y3: () => (/* binding */ surveyHandlers)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: ./.modules/arch/architectures.js
var arch_architectures = __nccwpck_require__(7895);
// EXTERNAL MODULE: ./.modules/arch/resolve.js
var resolve = __nccwpck_require__(6803);
// EXTERNAL MODULE: ./.modules/binfmt/entry.js
var entry = __nccwpck_require__(9503);
// EXTERNAL MODULE: ./.modules/binfmt/registry.js
var registry = __nccwpck_require__(6696);
// EXTERNAL MODULE: ./.modules/platform/privilege.js
var privilege = __nccwpck_require__(3719);
// EXTERNAL MODULE: ./.modules/qemu/canary.js + 1 modules
var qemu_canary = __nccwpck_require__(4679);
// EXTERNAL MODULE: ./.modules/qemu/proof.js
var qemu_proof = __nccwpck_require__(8357);
// EXTERNAL MODULE: ./.modules/qemu/emulator.js
var emulator = __nccwpck_require__(6768);
// EXTERNAL MODULE: ./.modules/qemu/proved.js
var proved = __nccwpck_require__(9101);
;// CONCATENATED MODULE: ./.modules/qemu/reuse.js




/**
 * An entry of this machine with what came of trying it: whether a canary runs through it, and its emulator's version.
 * What has run once is remembered as long as the emulator's file is the same, so that no process is needed again.
 */
async function tryEntry(entry, arch, ports) {
    if (!entry.enabled)
        return entry;
    const name = (0,proved/* proofName */.ud)(entry, [entry.interpreter]);
    const proof = name === undefined ? undefined : (0,proved/* readProof */.r$)(name, ports.paths);
    if (isVersion(proof))
        return { ...entry, works: true, ...proof };
    const [canary, version] = await Promise.all([
        (0,qemu_proof/* runCanary */.i)(arch, undefined, ports).catch(() => undefined),
        askVersion(entry.interpreter, ports),
    ]);
    const seen = version === undefined ? {} : { version };
    const works = canary?.status === qemu_canary/* CANARY_STATUS */.U;
    if (works && name !== undefined)
        await (0,proved/* writeProof */.E4)(name, seen, ports.paths);
    return { ...entry, works, ...seen };
}
async function askVersion(interpreter, { exec }) {
    try {
        const asked = {
            argv: [interpreter, '--version'],
            why: `ask ${interpreter} for its version`,
            timeoutMs: 10_000,
        };
        return (0,emulator/* parseVersion */.ot)((await exec.attempt(asked)).stdout);
    }
    catch {
        return undefined; // with the flag F its file may be gone, or be another container's
    }
}
function isVersion(proof) {
    if (typeof proof !== 'object' || proof === null)
        return false;
    return !('version' in proof) || typeof proof.version === 'string';
}

// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __nccwpck_require__(2010);
// EXTERNAL MODULE: ./.modules/rootfs/keys.js
var rootfs_keys = __nccwpck_require__(6134);
// EXTERNAL MODULE: ./.modules/rootfs/repositories.js
var repositories = __nccwpck_require__(3434);
// EXTERNAL MODULE: ./.modules/verify/digest.js
var verify_digest = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./.modules/survey.js















/** Looks at the machine and at the files that the inputs name; changes nothing. Throws `Refused` or `BadInputs`. */
async function survey(inputs, ports) {
    const hostArch = (0,resolve/* resolveArchitecture */.GG)((0,external_node_os_.machine)());
    if (process.platform !== 'linux' || !hostArch) {
        throw new errors/* Refused */.Lw({
            what: `this machine is ${process.platform} on ${(0,external_node_os_.machine)()}`,
            todo: 'xarch needs Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.',
        });
    }
    const problems = [];
    const keys = await (0,rootfs_keys/* readKeys */.x4)(inputs.keys, inputs.rootfs.kind === 'debian', (line) => problems.push(line));
    const sourceDigest = await digestOfSource(inputs.rootfs, (line) => problems.push(line));
    for (const url of [inputs.mirror, ...inputs.repositories]) {
        const folder = (0,repositories/* localFolder */.M1)((0,repositories/* repositoryUrl */.Ek)(url));
        if (folder !== undefined && !(0,external_node_fs_.existsSync)(folder))
            problems.push(`mirror: got "${url}"; there is no such folder`);
    }
    const { source, path } = inputs.qemu;
    if (source === 'path' && !(0,external_node_fs_.existsSync)(path))
        problems.push(`qemu: got "${path}"; there is no such file or folder`);
    if (problems.length > 0)
        throw new errors/* BadInputs */.JM(problems);
    return { hostArch, keys, sourceDigest, hasOwners: ports.executor !== 'proot' && (0,privilege/* hasOwners */.p1)(ports.privilege) };
}
/** The digest of a tarball of this machine, held against the checksum where one was given; a folder has none. */
async function digestOfSource(source, problem) {
    if (source.kind !== 'path')
        return undefined;
    const { path, checksum } = source;
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    if (!found || path === '/') {
        problem(`rootfs: got "${path}"; ${found ? 'the machine itself is no root for it' : 'there is no such file or folder'}`);
        return undefined;
    }
    if (found.isDirectory()) {
        if (checksum)
            problem(`checksum: got one, with the rootfs "${path}", which is a folder`);
        return undefined;
    }
    const algorithm = checksum?.algorithm ?? 'sha256';
    const digest = await (0,verify_digest/* fileDigest */.h)(path, algorithm);
    if (checksum && digest !== checksum.digest)
        throw (0,verify_digest/* wrongDigest */.K)(path, checksum, digest);
    return { algorithm, digest };
}
/** Looks at what the machine runs already, where that matters; changes nothing. */
async function surveyHandlers(inputs, ports, keeper) {
    const isSeen = needsHandlers(inputs) && inputs.binfmt === 'system';
    const seen = isSeen
        ? await tryEntries(architecturesOf(inputs), ports, keeper)
        : new Map();
    // Who cannot hold an entry takes another run's for somebody else's.
    const entries = new Map([...seen].map(([name, entry]) => [
        name,
        { ...entry, isOurs: entry.isOurs && ports.privilege !== 'none' },
    ]));
    const runs = await askTheKernel(architecturesOf(inputs), entries, ports);
    return { machine: (0,external_node_os_.machine)(), runs, entries };
}
/** All that is asked for, with a root or without. */
function architecturesOf({ architectures, handlers }) {
    return [...architectures, ...(handlers === 'all' ? arch_architectures/* ARCHITECTURES */.X : handlers)];
}
/** Whether the machine cannot run all of them by itself. */
function needsHandlers(inputs) {
    return architecturesOf(inputs).some((arch) => (0,resolve/* executionOn */.sT)((0,external_node_os_.machine)(), arch) !== 'native');
}
/**
 * Names of those of which `uname -m` does not tell whether the processor runs them, and which it does run. Where a handler
 * would take the canary, that cannot be told, and the handler is what counts.
 */
async function askTheKernel(architectures, entries, ports) {
    const handled = new Set([...entries.values()].filter(({ enabled }) => enabled).map(({ magic }) => magic));
    const open = architectures.filter((arch) => (0,resolve/* executionOn */.sT)((0,external_node_os_.machine)(), arch) === 'ask' && !handled.has(arch.magic));
    const ran = await Promise.all(open.map(async (arch) => {
        // ENOEXEC, where the processor cannot and no handler is there, is an error of the start.
        const output = await (0,qemu_proof/* runCanary */.i)(arch, undefined, ports).catch(() => undefined);
        return output?.status === qemu_canary/* CANARY_STATUS */.U;
    }));
    return new Set(open.filter((_, index) => ran[index]).map(({ name }) => name));
}
/** The entries of this machine, those that could serve tried out. */
async function tryEntries(architectures, ports, keeper) {
    const entries = new Map(await (0,registry/* readEntries */.$2)(ports, keeper));
    const wanted = new Map(architectures.map((arch) => [(0,entry/* entryNames */.VM)(arch)[0], arch]));
    await Promise.all([...wanted].map(async ([name, arch]) => {
        const entry = entries.get(name);
        if (entry)
            entries.set(name, await tryEntry(entry, arch, ports));
    }));
    return entries;
}


/***/ }),

/***/ 9969:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ compareVersions),
/* harmony export */   l: () => (/* binding */ isVersion)
/* harmony export */ });
/**
 * The order of versions: apk-package(5), and src/version.c of apk-tools 3 (`number{.number}…{letter}{_suffix{number}}…
 * {~hash}{-rnumber}`). apk 2 has the same order but for numbers with leading zeros behind a point (1.010 and 1.02).
 */
const VERSION = /^(?<numbers>\d+(?:\.\d+)*)(?<letter>[a-z]?)(?<suffixes>(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~(?<hash>[0-9a-f]+))?(?:-r(?<revision>\d+))?$/;
/** Before a release, '' stands for the release itself, and after. */
const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];
/** Kinds of parts; where two versions go on differently, the one with the earlier kind is the newer. */
const KINDS = ['first', 'number', 'letter', 'suffix', 'suffixNumber', 'hash', 'revision', 'end'];
const END = { kind: 'end', text: '' };
function isVersion(version) {
    return VERSION.test(version);
}
/** Below 0 where `a` is older than `b`, above 0 where it is newer. What is no version is older than what is one. */
function compareVersions(a, b) {
    const [left, right] = [parts(a), parts(b)];
    for (let at = 0;; at++) {
        const [one, other] = [left[at] ?? END, right[at] ?? END];
        if (one.kind !== other.kind)
            return compareKinds(one, other);
        if (one.kind === 'end')
            return 0;
        const order = compareTexts(one, other);
        if (order !== 0)
            return order;
    }
}
/** A few versions are compared again and again. */
const taken = new Map();
function parts(version) {
    const known = taken.get(version) ?? takeApart(version);
    taken.set(version, known);
    return known;
}
function takeApart(version) {
    const found = VERSION.exec(version)?.groups;
    if (found === undefined)
        return [];
    const { numbers = '', letter = '', suffixes = '', hash = '', revision = '' } = found;
    const all = [
        ...numbers.split('.').map((text, at) => ({ kind: at === 0 ? 'first' : 'number', text })),
        { kind: 'letter', text: letter },
        ...Array.from(suffixes.matchAll(/_([a-z]+)(\d*)/g)).flatMap(([, suffix = '', number = '']) => [
            { kind: 'suffix', text: suffix },
            { kind: 'suffixNumber', text: number },
        ]),
        { kind: 'hash', text: hash },
        { kind: 'revision', text: revision },
    ];
    return all.filter(({ text }) => text !== '');
}
/** What goes on is newer than what ends, but for a suffix that comes before a release. */
function compareKinds(one, other) {
    if (isBeforeRelease(one))
        return -1;
    if (isBeforeRelease(other))
        return 1;
    return KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind);
}
function isBeforeRelease({ kind, text }) {
    return kind === 'suffix' && SUFFIXES.indexOf(text) < SUFFIXES.indexOf('');
}
function compareTexts({ kind, text: one }, { text: other }) {
    switch (kind) {
        case 'suffix':
            return SUFFIXES.indexOf(one) - SUFFIXES.indexOf(other);
        case 'number':
            return one.startsWith('0') || other.startsWith('0') ? byCode(one, other) : byValue(one, other);
        case 'first':
        case 'suffixNumber':
        case 'revision':
            return byValue(one, other);
        default:
            return byCode(one, other);
    }
}
/** Numbers of any length: a date with a time is larger than what a double holds. */
function byValue(one, other) {
    const [a, b] = [BigInt(one), BigInt(other)];
    return a < b ? -1 : a > b ? 1 : 0;
}
function byCode(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
}


/***/ }),

/***/ 4349:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ fileName),
/* harmony export */   q: () => (/* binding */ damaged)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2010);

/** The error of a file of a repository that is not as it was published, or that we do not understand. */
function damaged(what, source) {
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failed */ .cV({
        what: `${fileName(source)} ${what}`,
        source,
        todo: 'These are other bytes than were published, or a format that is not known here. Nothing of them was used. Try again, or another mirror (input "mirror").',
    });
}
/** The last part of a URL or path. */
function fileName(source) {
    return source.slice(source.lastIndexOf('/') + 1);
}


/***/ }),

/***/ 6928:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ wrongDigest),
/* harmony export */   h: () => (/* binding */ fileDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2010);



/**
 * The error of bytes that are not what was published.
 * @param isPage whether a web page came, which is no attack most of the time
 */
function wrongDigest(source, expected, got, isPage = false) {
    const name = source.slice(source.lastIndexOf('/') + 1);
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failed */ .cV({
        what: `${expected.algorithm} of ${name} is ${got}, expected ${expected.digest}${isPage ? ': it is a web page (a log-in page of a network?)' : ''}`,
        source,
        todo: 'These are other bytes than were published: damaged on the way, or changed. Nothing of them was used. Try again, or another mirror (input "mirror").',
    });
}
/** The digest of a file, in hex; it is read in parts. */
async function fileDigest(file, algorithm) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm);
    for await (const chunk of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file))
        hash.update(chunk);
    return hash.digest('hex');
}


/***/ }),

/***/ 6871:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ workspaceOf),
/* harmony export */   X: () => (/* binding */ anchored)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _inputs_guest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3286);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2010);
/* harmony import */ var _rootfs_repositories_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3434);





/** Folders that belong to the root: the host's cannot be laid over them. */
const OF_THE_ROOT = [
    'bin',
    'boot',
    'dev',
    'etc',
    'lib',
    'lib32',
    'lib64',
    'proc',
    'run',
    'sbin',
    'sys',
    'tmp',
    'usr',
    'var',
];
/**
 * What is visible inside, and the folder that commands start in.
 * @param inputs anchored ones
 * @throws `Refused` for a workspace, `BadInputs` for volumes that cannot be there
 */
async function workspaceOf(inputs, paths) {
    const { workspace, visible } = paths;
    if (workspace !== '/' && OF_THE_ROOT.includes(workspace.slice(1))) {
        throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw({
            what: `the current folder is ${workspace}, which the root has itself`,
            todo: 'Go to the folder of your project first: it is what the command sees at its own path.',
        });
    }
    const own = workspace === '/' ? [] : [{ source: workspace, target: workspace, readOnly: false }];
    const files = visible.map(({ path, source = path, readOnly }) => ({ source, target: path, readOnly }));
    const asked = inputs.guest.volumes.map(({ source, target = source, readOnly }) => ({
        source,
        target,
        readOnly,
    }));
    const problems = (await Promise.all(asked.map(problemOf))).filter((line) => line !== undefined);
    const twice = asked.filter(({ target }, at) => asked.findIndex((other) => other.target === target) < at);
    problems.push(...twice.map(({ target }) => `volumes: got two for ${target}`));
    if (problems.length > 0)
        throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .BadInputs */ .JM(problems);
    return {
        // What is within another comes after it.
        volumes: [...own, ...asked, ...files].sort((one, other) => one.target.length - other.target.length),
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, inputs.workingDirectory),
    };
}
async function problemOf({ source, target }) {
    const fault = (0,_inputs_guest_js__WEBPACK_IMPORTED_MODULE_2__/* .faultOfTarget */ .ln)(target);
    if (fault !== undefined)
        return `volumes: got "${source}"; ${fault}`;
    const isMissing = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(source).then(() => false, 
    // What we may not look at is not missing: it is root who mounts it.
    (error) => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.code ?? ''));
    return isMissing ? `volumes: got "${source}", which is not there on this machine` : undefined;
}
/**
 * The inputs with `file:` URLs, key files, volumes and the emulator's path made absolute where they are relative. The key of
 * a root keeps them as they were given: a job's workspace is another folder on another runner. Where many projects share a store (`isShared`), it is
 * the absolute ones that tell their mirrors apart.
 */
function anchored(inputs, base, isShared) {
    const mirror = (0,_rootfs_repositories_js__WEBPACK_IMPORTED_MODULE_4__/* .absoluteUrl */ .rf)(inputs.mirror, base);
    const repositories = inputs.repositories.map((line) => (0,_rootfs_repositories_js__WEBPACK_IMPORTED_MODULE_4__/* .withUrl */ .EW)(line, (0,_rootfs_repositories_js__WEBPACK_IMPORTED_MODULE_4__/* .absoluteUrl */ .rf)((0,_rootfs_repositories_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryUrl */ .Ek)(line), base)));
    return {
        ...inputs,
        mirror,
        repositories,
        places: isShared ? [mirror, ...repositories].join(' ') : inputs.places,
        guest: {
            ...inputs.guest,
            volumes: inputs.guest.volumes.map((one) => ({ ...one, source: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(base, one.source) })),
        },
        keys: inputs.keys.map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(base, path)),
        rootfs: inputs.rootfs.kind === 'path'
            ? { ...inputs.rootfs, path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(base, inputs.rootfs.path) }
            : inputs.rootfs,
        qemu: { ...inputs.qemu, path: inputs.qemu.path === '' ? '' : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(base, inputs.qemu.path) },
    };
}


/***/ }),

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = require("buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = require("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = require("node:crypto");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = require("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = require("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = require("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = require("node:http");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = require("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = require("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = require("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = require("node:path");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = require("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = require("node:stream/promises");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = require("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = require("node:tls");

/***/ }),

/***/ 7066:
/***/ ((module) => {

module.exports = require("node:tty");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = require("node:url");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = require("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = require("process");

/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/compat get default export */
/******/ 	(() => {
/******/ 		// getDefaultExport function for compatibility with non-harmony modules
/******/ 		__nccwpck_require__.n = (module) => {
/******/ 			var getter = module && module.__esModule ?
/******/ 				() => (module['default']) :
/******/ 				() => (module);
/******/ 			__nccwpck_require__.d(getter, { a: getter });
/******/ 			return getter;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return "" + chunkId + ".index.js";
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  cli: () => (/* binding */ cli)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./.modules/inputs/arguments.js + 1 modules
var inputs_arguments = __nccwpck_require__(4209);
// EXTERNAL MODULE: ./.modules/main.js + 40 modules
var main = __nccwpck_require__(9203);
// EXTERNAL MODULE: ./.modules/outcome.js
var _modules_outcome = __nccwpck_require__(3266);
// EXTERNAL MODULE: ./.modules/platform/environment.js
var platform_environment = __nccwpck_require__(4289);
// EXTERNAL MODULE: ./.modules/platform/local.js + 14 modules
var local = __nccwpck_require__(6698);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __nccwpck_require__(8560);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __nccwpck_require__(2010);
;// CONCATENATED MODULE: ./.modules/report/root-manifest.js
/** What `xarch build --json` prints of a root. */
function rootManifest({ source, version, created, ingredients, fetched }, key, packages, archive) {
    return {
        arch: ingredients['arch'],
        ...{ source, alpineVersion: version, key, created, ingredients, fetched, packages },
        ...(archive ? { archive } : {}),
    };
}

// EXTERNAL MODULE: ./.modules/rootfs/kind.js
var kind = __nccwpck_require__(24);
// EXTERNAL MODULE: ./.modules/rootfs/pack.js
var pack = __nccwpck_require__(7599);
;// CONCATENATED MODULE: ./.modules/rootfs/pack-tar.js


/** What the ends of names make. The number of threads of xz and zstd does not change the bytes. */
const COMPRESSORS = {
    '.tar': [],
    '.tar.gz': ['gzip', '-n', '-c'],
    '.tgz': ['gzip', '-n', '-c'],
    '.tar.xz': ['xz', '-T4', '-c'],
    '.tar.zst': ['zstd', '-q', '-T0', '-c'],
};
/** The program that makes what a file's name says it is; none for a plain tar. Throws `Refused` at other names. */
function compressorFor(file) {
    const ending = Object.keys(COMPRESSORS).find((known) => file.endsWith(known));
    const compressor = ending === undefined ? undefined : COMPRESSORS[ending];
    if (compressor)
        return compressor;
    throw new errors/* Refused */.Lw({
        what: `the name ${file} does not tell what archive it is to be`,
        todo: `Allowed are names that end with ${Object.keys(COMPRESSORS).join(', ')}.`,
    });
}
/**
 * Packs a root into a tar of its files, for others. The same tree gives the same bytes: sorted, without the times and
 * notes that apk leaves. The file is there whole or not at all. Throws `Refused` at a name, `Failed` at the rest.
 * @param epochSeconds no time in it is after this one (SOURCE_DATE_EPOCH)
 */
async function packTar(root, file, { epochSeconds }, ports) {
    const compressor = compressorFor(file);
    await (0,pack/* wholeFile */.A)(file, 0o666, ports, (handle) => (0,pack/* pack */.q)(['tar', root, String(epochSeconds), ...compressor], handle.createWriteStream(), file, ports));
}

// EXTERNAL MODULE: ./.modules/verify/digest.js
var digest = __nccwpck_require__(6928);
// EXTERNAL MODULE: ./.modules/workspace.js
var workspace = __nccwpck_require__(6871);
// EXTERNAL MODULE: ./.modules/commands/exit.js
var exit = __nccwpck_require__(501);
;// CONCATENATED MODULE: ./.modules/commands/loudness.js
/** How much is said, by the switches of a command line. */
function loudnessOf({ quiet, verbose, }) {
    return quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
}

;// CONCATENATED MODULE: ./.modules/commands/build.js

















const HELP = 'xarch build --help';
/** `xarch build`: makes roots, writes them to archives and tells what they are made of. Returns the exit status. */
async function build(args, assets) {
    const parsed = (0,inputs_arguments/* parseBuildArguments */.gZ)(args);
    if (!parsed.ok)
        return (0,exit/* wrongUse */.p)((0,local/* terminalLog */.dg)('normal'), parsed.problems, HELP);
    const asked = parsed.value;
    if (asked.help) {
        return (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(585)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7550))).helpOf('build');
    }
    const loudness = loudnessOf(asked);
    return (0,exit/* ending */.K)((0,local/* terminalLog */.dg)(loudness), HELP, () => buildAll(asked, (0,local/* localPorts */.ER)(assets, loudness)));
}
async function buildAll(asked, ports) {
    const inputs = (0,workspace/* anchored */.X)(asked.inputs, ports.paths.workspace, true);
    for (const { name } of inputs.architectures)
        checkFolder(fileFor(name, asked.output, ports));
    const manifests = new Map();
    const use = async (root, target, { isolated }) => {
        const archive = asked.output === '' ? undefined : await write(root, target, asked.output, isolated.ports);
        const packages = await (0,kind/* installedPackages */.At)(root.root);
        manifests.set(target.arch.name, rootManifest(root, target.root.key, packages, archive));
    };
    const nothing = { command: undefined, environment: {}, folder: '/', volumes: [], stdin: false };
    const { outcomes } = await (0,main/* main */.i)({ ...nothing, inputs, use, lifetime: 'run' }, ports);
    for (const { arch, error } of outcomes)
        if (error)
            ports.log.error([`${arch}: not built`, ...error]);
    if (asked.json) {
        const made = outcomes.flatMap(({ arch }) => manifests.get(arch) ?? []);
        (0,own_streams/* ownStream */.H)('stdout').write(`${JSON.stringify(inputs.architectures.length > 1 ? made : made[0], null, 2)}\n`);
    }
    return (0,_modules_outcome/* statusOfAll */.hE)(outcomes);
}
function fileFor(arch, output, { paths }) {
    return (0,external_node_path_.resolve)(paths.workspace, output.replaceAll('{arch}', arch));
}
/** Said before anything is built. */
function checkFolder(file) {
    const folder = (0,external_node_path_.dirname)(file);
    if ((0,external_node_fs_.existsSync)(folder))
        return;
    throw new errors/* Refused */.Lw({
        what: `output: the folder ${folder} is not there`,
        source: file,
        todo: 'Make it first, or name a file in another folder.',
    });
}
async function write({ root }, { arch }, output, ports) {
    const file = fileFor(arch.name, output, ports);
    await packTar(root, file, { epochSeconds: (0,platform_environment/* sourceDateEpoch */.pA)() ?? (await (0,kind/* newestBuildTime */.U$)(root)) }, ports);
    const { size } = await (0,promises_.stat)(file);
    ports.log.info(`${arch.name}: wrote ${file}`);
    return { file, sha256: await (0,digest/* fileDigest */.h)(file, 'sha256'), sizeBytes: size };
}

// EXTERNAL MODULE: ./.modules/sandbox/environment.js
var sandbox_environment = __nccwpck_require__(2283);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __nccwpck_require__(8815);
// EXTERNAL MODULE: ./.modules/phases.js
var _modules_phases = __nccwpck_require__(460);
// EXTERNAL MODULE: ./.modules/report/duration.js
var duration = __nccwpck_require__(4301);
;// CONCATENATED MODULE: ./.modules/report/summary.js



/** Why a target failed, or how its command ended that did not end well, whose fault that is and what to do; undefined for status 0. */
function ending({ arch, error, ...outcome }) {
    if (error)
        return `${arch}: ${error.join('\n')}`;
    const how = howEnded(outcome);
    if (how === undefined)
        return undefined;
    const { fault, advice, processes } = outcome;
    const ran = processes.length === 0 ? [] : ['what ran then:', ...processes];
    const known = advice.map((line) => `do: ${line}`);
    return [`${arch}: the command ${how}`, ...ran, ...faultLines(fault, known.length > 0), ...known].join('\n');
}
function howEnded({ exit, lateMs, silentMs, }) {
    if (lateMs !== undefined)
        return `was ended after ${minutes(lateMs)} (timeout-minutes)`;
    if (silentMs !== undefined)
        return `said nothing for ${minutes(silentMs)}, and was ended (silence-minutes)`;
    if (!exit || (exit.status === 0 && exit.signal === null))
        return undefined;
    return `ended with ${exit.signal === null ? '' : `${exit.signal} `}${statusText(exit)}`;
}
function statusText(exit) {
    return exit.signal === null ? `status ${(0,_modules_outcome/* statusOf */.c2)(exit)}` : `(status ${(0,_modules_outcome/* statusOf */.c2)(exit)})`;
}
/** Said only where the first line does not say it; what to do in general only where nothing better is known. */
function faultLines(fault, isAdvised) {
    if (!fault || fault.kind === 'command' || fault.kind === 'timeout')
        return [];
    const { isSure, blame, todo } = fault;
    const line = `fault: ${isSure ? '' : 'likely '}${blame}`;
    return todo === '' || isAdvised ? [line] : [line, `do: ${todo}`];
}
function minutes(timeMs) {
    const count = timeMs / 60_000;
    return `${count} ${count === 1 ? 'minute' : 'minutes'}`;
}
/** What is said of a target that `allow-untrusted` was used for. */
const UNTRUSTED = 'what it is made of need not be signed (allow-untrusted)';
/** What was done for each target, in lines that stand under each other. */
function summaryLines(outcomes) {
    const width = Math.max(...outcomes.map(({ arch }) => arch.length));
    return outcomes.flatMap((outcome) => {
        const phases = Object.entries((0,_modules_phases/* timesOf */.Q)(outcome.spans)).map(([name, time]) => `${name} ${(0,duration/* duration */.p)(time)}`);
        const { exit, isCancelled } = outcome;
        const status = exit && !isCancelled ? `status ${(0,_modules_outcome/* statusOf */.c2)(exit)}` : (0,_modules_outcome/* resultOf */.Bg)(outcome);
        const label = outcome.arch.padEnd(width);
        if (outcome.error)
            return [`${label}  failed: ${outcome.error[0] ?? ''}`];
        if (!outcome.rootPath)
            return [`${label}  ${status}`];
        return [
            `${label}  ${status}: ${phases.join(', ')}`,
            `${' '.repeat(width)}  emulator: ${outcome.emulator}`,
            `${' '.repeat(width)}  root: ${outcome.rootSource}`,
            ...(outcome.allowsUntrusted ? [`${' '.repeat(width)}  ${UNTRUSTED}`] : []),
        ];
    });
}

;// CONCATENATED MODULE: ./.modules/report/junit.js



/**
 * All targets as one test suite, in the format that JUnit's Ant task writes and CI systems read: a test case for each
 * architecture, its time in seconds.
 */
function junit(outcomes) {
    const results = outcomes.map(_modules_outcome/* resultOf */.Bg);
    const count = (wanted) => results.filter((result) => wanted.includes(result)).length;
    const times = outcomes.map(secondsOf);
    const total = times.reduce((sum, time) => sum + time, 0);
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuite name="xarch" tests="${outcomes.length}" failures="${count(['failed']) - junit_errors(outcomes)}" errors="${junit_errors(outcomes)}" skipped="${count(['cancelled'])}" time="${total.toFixed(3)}">`,
        ...outcomes.map(testCase),
        '</testsuite>',
        '',
    ].join('\n');
}
function junit_errors(outcomes) {
    return outcomes.filter(({ error }) => error !== undefined).length;
}
function secondsOf({ spans }) {
    return ((0,_modules_phases/* timesOf */.Q)(spans)['run'] ?? 0) / 1000;
}
function testCase(outcome) {
    const { arch, lastLines } = outcome;
    const body = bodyOf(outcome);
    const said = lastLines.length > 0 ? `<system-out>${escaped(lastLines.join('\n'))}</system-out>` : '';
    const head = `  <testcase classname="xarch" name="${escaped(arch)}" time="${secondsOf(outcome).toFixed(3)}"`;
    return body + said === '' ? `${head}/>` : `${head}>${body}${said}</testcase>`;
}
function bodyOf(outcome) {
    const { exit, error } = outcome;
    const text = escaped(ending(outcome) ?? '');
    switch ((0,_modules_outcome/* resultOf */.Bg)(outcome)) {
        case 'cancelled':
            return '<skipped message="cancelled"/>';
        case 'failed': {
            const kind = error ? 'error' : 'failure';
            const message = error ? (error[0] ?? '') : `status ${exit ? (0,_modules_outcome/* statusOf */.c2)(exit) : ''}`;
            return `<${kind} message="${escaped(message)}">${text}</${kind}>`;
        }
        default:
            return '';
    }
}
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 does not allow in a document at all is shown as U+FFFD. */
function escaped(text) {
    return text
        .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
        .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

;// CONCATENATED MODULE: ./.modules/report/results.js


/** The output `results`: by architecture, all that is known of what came of it; times in milliseconds. */
function results(outcomes) {
    const rows = outcomes.map((outcome) => [
        outcome.arch,
        {
            result: (0,_modules_outcome/* resultOf */.Bg)(outcome),
            status: outcome.exit ? (0,_modules_outcome/* statusOf */.c2)(outcome.exit) : null,
            signal: outcome.exit?.signal ?? null,
            root: outcome.rootSource,
            phasesMs: Object.fromEntries(Object.entries((0,_modules_phases/* timesOf */.Q)(outcome.spans)).map(([name, time]) => [name, Math.round(time)])),
            ...outcome,
        },
    ]);
    return JSON.stringify(Object.fromEntries(rows));
}
/** Outcomes as `results` has told them; undefined where the text is none of its. */
function outcomesOf(text) {
    try {
        const told = Object.values(JSON.parse(text));
        return told.every(({ arch, spans }) => typeof arch === 'string' && Array.isArray(spans))
            ? told
            : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.modules/commands/reporting.js









/**
 * Makes ready what the reports need.
 * @throws `Refused` where they cannot be written, before anything has run
 */
function reporting(reports, { log, paths }) {
    const { output, json } = reports;
    const at = (path) => (0,external_node_path_.resolve)(paths.workspace, path);
    const file = reports.junit === '' ? undefined : at(reports.junit);
    if (file !== undefined && !(0,external_node_fs_.existsSync)((0,external_node_path_.dirname)(file)))
        throw missing('junit', (0,external_node_path_.dirname)(file));
    const problems = [];
    const complain = (line) => {
        problems.push(line);
    };
    const folder = output === '' ? undefined : madeFolder(at(output));
    const record = folder === undefined ? undefined : (arch) => recording((0,external_node_path_.join)(folder, `${arch}.log`), complain);
    return {
        job: { record, stdout: json ? 'stderr' : undefined },
        conclude: (outcomes) => {
            say(outcomes, log);
            if (file !== undefined)
                attempt(() => {
                    reporting_write(file, junit(outcomes));
                }, `junit: ${file}`, complain);
            if (json)
                (0,own_streams/* ownStream */.H)('stdout').write(`${results(outcomes)}\n`);
            if (problems.length > 0)
                log.error(problems);
            return (0,_modules_outcome/* statusOfAll */.hE)(outcomes) || (problems.length > 0 ? 125 : 0);
        },
    };
}
/** One architecture: only a signal, or its time, is worth a word. Several: what came of each, and what it took. */
function say(outcomes, log) {
    const several = outcomes.length > 1;
    for (const line of summaryLines(outcomes)) {
        if (several)
            log.info(line);
        else
            log.debug(line);
    }
    for (const outcome of (0,_modules_outcome/* ended */.v6)(outcomes)) {
        const line = ending(outcome);
        if (line !== undefined && (several || outcome.exit?.signal || (0,_modules_outcome/* overdueWord */.R3)(outcome)))
            log.error(line.split('\n'));
    }
}
function madeFolder(folder) {
    try {
        (0,disk/* makeFolderNow */.xm)(folder);
    }
    catch (error) {
        throw missing('output', folder, error);
    }
    return folder;
}
function missing(option, folder, error) {
    return new errors/* Refused */.Lw({
        what: `${option}: the folder ${folder} ${error ? `could not be made: ${error.message}` : 'is not there'}`,
        todo: 'Name one that can be written to.',
    });
}
/** A file that gets all as it comes; what goes wrong is complained of once. */
function recording(path, complain) {
    let file;
    const end = () => {
        if (file !== undefined)
            (0,external_node_fs_.closeSync)(file);
        file = undefined;
    };
    const doing = (work) => {
        attempt(work, `output: ${path}`, (line) => {
            complain(line);
            end();
        });
    };
    doing(() => {
        file = (0,external_node_fs_.openSync)(path, 'w');
    });
    const write = (chunk) => {
        const to = file;
        if (to !== undefined)
            doing(() => {
                writeAll(to, chunk);
            });
    };
    return { write, end };
}
/** A write may take a part only. */
function writeAll(file, chunk) {
    for (let at = 0; at < chunk.length;)
        at += (0,external_node_fs_.writeSync)(file, chunk, at);
}
/** Whole or not at all. */
function reporting_write(file, text) {
    const partial = `${file}.part.${process.pid}`;
    try {
        (0,external_node_fs_.writeFileSync)(partial, text);
        (0,external_node_fs_.renameSync)(partial, file);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(partial, { force: true });
        throw error;
    }
}
function attempt(work, what, complain) {
    try {
        work();
    }
    catch (error) {
        complain(`${what} could not be written: ${error.message}`);
    }
}

;// CONCATENATED MODULE: ./.modules/commands/run.js









const run_HELP = 'xarch run --help';
/** `xarch run`. Returns the exit status. */
async function run(args, assets) {
    const parsed = (0,inputs_arguments/* parseRunArguments */.Ft)(args);
    if (!parsed.ok)
        return (0,exit/* wrongUse */.p)((0,local/* terminalLog */.dg)('normal'), parsed.problems, run_HELP);
    const asked = parsed.value;
    if (asked.help) {
        return (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(585)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7550))).helpOf('run');
    }
    const loudness = loudnessOf(asked);
    return (0,exit/* ending */.K)((0,local/* terminalLog */.dg)(loudness), run_HELP, () => {
        const ports = (0,local/* localPorts */.ER)(assets, loudness);
        const keep = asked.keep === '' ? undefined : { name: asked.keep, isThere: false };
        return runCommand(asked.inputs, asked.command, keep, reporting(asked.reports, ports), ports);
    });
}
/**
 * Runs a command in the roots that were asked for, or in one that was kept. Returns the exit status.
 * @param terminal whether it gets a terminal of its own for that which our streams are
 */
async function runCommand(asked, command, keep, { job: reported, conclude }, ports, terminal = false) {
    const inputs = (0,workspace/* anchored */.X)(asked, ports.paths.workspace, true);
    const { volumes, folder } = await (0,workspace/* workspaceOf */.B)(inputs, ports.paths);
    const environment = {
        ...(0,platform_environment/* terminalFacts */._2)(),
        ...ports.proxies,
        ...(0,sandbox_environment/* guestEnvironment */.ao)(inputs.env, (0,platform_environment/* ownEnvironment */.am)()),
    };
    const job = { inputs, command, keep, environment, folder, volumes, stdin: true, terminal };
    const { outcomes } = await (0,main/* main */.i)({ ...job, lifetime: 'run', ...reported }, ports);
    return conclude(outcomes);
}

// EXTERNAL MODULE: ./.modules/arch/resolve.js
var resolve = __nccwpck_require__(6803);
// EXTERNAL MODULE: ./.modules/rootfs/changed.js
var changed = __nccwpck_require__(1832);
;// CONCATENATED MODULE: ./.modules/commands/shell.js









const shell_HELP = 'xarch shell --help';
/** `xarch shell`: a shell in a root that was kept under a name, or in a new one. Returns the exit status. */
async function shell(args, assets) {
    const parsed = (0,inputs_arguments/* parseShellArguments */.A4)(args);
    if (!parsed.ok)
        return (0,exit/* wrongUse */.p)((0,local/* terminalLog */.dg)('normal'), parsed.problems, shell_HELP);
    const asked = parsed.value;
    if (asked.help) {
        return (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(585)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7550))).helpOf('shell');
    }
    const loudness = loudnessOf(asked);
    return (0,exit/* ending */.K)((0,local/* terminalLog */.dg)(loudness), shell_HELP, async () => {
        const ports = (0,local/* localPorts */.ER)(assets, loudness);
        const told = reporting(asked.reports, ports);
        if (!asked.isNamed) {
            const keep = asked.keep === '' ? undefined : { name: asked.keep, isThere: false };
            return runCommand(asked.inputs, asked.command, keep, told, ports, (0,platform_environment/* hasTerminal */.hr)());
        }
        const arch = (0,resolve/* resolveArchitecture */.GG)(await (0,changed/* changedArchitecture */.W0)(asked.keep, ports.paths));
        // What it was made of, and whether that can be had now, does not matter any more.
        const rootfs = { kind: 'path', path: (0,changed/* changedFolder */.zw)(ports.paths), checksum: undefined };
        const inputs = { ...asked.inputs, rootfs, architectures: arch ? [arch] : [] };
        return runCommand(inputs, asked.command, { name: asked.keep, isThere: true }, told, ports, (0,platform_environment/* hasTerminal */.hr)());
    });
}

;// CONCATENATED MODULE: ./.modules/cli.js






/** What `run` has no use for is loaded when it is asked for. */
const help = async (...asked) => (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(585)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7550))).help(...asked);
const VERBS = {
    run: run,
    shell: shell,
    build: build,
    cache: async (...asked) => (await __nccwpck_require__.e(/* import() */ 956).then(__nccwpck_require__.bind(__nccwpck_require__, 1956))).cache(...asked),
    handlers: async (...asked) => (await __nccwpck_require__.e(/* import() */ 854).then(__nccwpck_require__.bind(__nccwpck_require__, 7854))).handlers(...asked),
    archs: async (args) => (await __nccwpck_require__.e(/* import() */ 624).then(__nccwpck_require__.bind(__nccwpck_require__, 2624))).archs(args),
    matrix: async (args) => (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(496)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7124))).matrix(args),
    doctor: async (...asked) => (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(390), __nccwpck_require__.e(509), __nccwpck_require__.e(279)]).then(__nccwpck_require__.bind(__nccwpck_require__, 239))).doctor(...asked),
    completion: async (...asked) => (await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(460)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1992))).completion(...asked),
    help,
    '--help': (_, assets) => help([], assets),
    '-h': (_, assets) => help([], assets),
    '--version': async (_, assets) => {
        (0,own_streams/* ownStream */.H)('stdout').write(`xarch ${(await Promise.all(/* import() */[__nccwpck_require__.e(550), __nccwpck_require__.e(585)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7550))).version(assets)}\n`);
        return 0;
    },
};
/**
 * The command `xarch`.
 * @param args what stands behind the program's name
 * @param assets the folder that scripts and keys are in
 * @returns the exit status
 */
async function cli(args, assets) {
    const [name, ...rest] = args;
    const verb = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb)
        return verb(rest, assets);
    const got = name === undefined ? 'nothing was asked for' : `got "${name}"`;
    const allowed = Object.keys(VERBS).filter((one) => one !== '-h');
    return (0,exit/* wrongUse */.p)((0,local/* terminalLog */.dg)('normal'), [`${got}; allowed are ${allowed.join(', ')}`], 'xarch --help');
}

module.exports = __webpack_exports__;
/******/ })()
;