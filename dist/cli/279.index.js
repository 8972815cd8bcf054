"use strict";
exports.id = 279;
exports.ids = [279,585,425,577];
exports.modules = {

/***/ 7691:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ listHandlers)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _arch_architectures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7895);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6696);




/** All handlers of this machine, mounted or not; nothing is changed. */
async function listHandlers(ports) {
    const entries = [...(await (0,_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .readEntries */ .$2)(ports))];
    return Promise.all(entries.map(async ([name, { enabled, interpreter, flags, offset, magic, mask }]) => ({
        ...{ name, enabled, interpreter, flags, offset, magic, mask },
        architectures: matched({ magic, mask }),
        holders: await holdersOf(name),
    })));
}
function matched({ magic, mask }) {
    const rows = _arch_architectures_js__WEBPACK_IMPORTED_MODULE_2__/* .ARCHITECTURES */ .X;
    return rows.filter((row) => row.magic === magic && row.mask === mask).map(({ name }) => name);
}
async function holdersOf(name) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .JOURNAL */ .Ex, name)).catch(() => []);
}


/***/ }),

/***/ 239:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./.modules/binfmt/list.js
var list = __webpack_require__(7691);
// EXTERNAL MODULE: ./.modules/binfmt/private-support.js
var private_support = __webpack_require__(2206);
// EXTERNAL MODULE: ./.modules/binfmt/registry.js
var registry = __webpack_require__(6696);
// EXTERNAL MODULE: ./.modules/binfmt/support.js
var support = __webpack_require__(8088);
// EXTERNAL MODULE: ./.modules/sandbox/obstacles.js + 2 modules
var obstacles = __webpack_require__(9060);
// EXTERNAL MODULE: ./.modules/sandbox/refusal.js
var refusal = __webpack_require__(4774);
// EXTERNAL MODULE: ./.modules/qemu/tried-handlers.js
var tried_handlers = __webpack_require__(9357);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
;// CONCATENATED MODULE: ./.modules/doctor/check.js

/** A check that the main job can do without. */
function check(name, state, says, mend) {
    return { name, state, says, needed: false, ...(mend === undefined ? {} : { mend }) };
}
/** One that it needs. */
function neededCheck(name, state, says, mend) {
    return { ...check(name, state, says, mend), needed: true };
}
/** A command for root, as this user types it. */
function asRoot(command, { privilege }) {
    return privilege === 'root' ? command : `sudo ${command}`;
}
/** What an error says: what, on one line, and what is to be done about it. */
function said(error) {
    if (error instanceof errors/* Refused */.Lw) {
        const { what, todo } = error.explanation;
        return { what: oneLineOf(what), ...(todo === undefined ? {} : { todo }) };
    }
    const [what = '', ...rest] = (0,errors/* explain */.WE)(error);
    const todo = rest.find((line) => line.startsWith('do: '))?.slice('do: '.length);
    return { what: oneLineOf(what), ...(todo === undefined ? {} : { todo }) };
}
/** A text of several lines, as programs write them, on one. */
function oneLineOf(text) {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join('; ');
}
/** What a check gives; where it could not even be tried, that is what is wrong. */
async function tried(name, work) {
    try {
        return await work();
    }
    catch (error) {
        const { what, todo } = said(error);
        return check(name, 'missing', `could not be tried: ${what}`, todo);
    }
}

;// CONCATENATED MODULE: ./.modules/doctor/handlers.js









const BINFMT_MISC = '/proc/sys/fs/binfmt_misc';
/** Any program that is there: nothing of this magic is ever started. */
const INTERPRETER = '/bin/sh';
/** binfmt_misc: an entry of our own is registered, and taken away again. */
async function binfmtCheck(ports) {
    const isMounted = (0,external_node_fs_.existsSync)(`${BINFMT_MISC}/register`);
    if (isMounted && (0,external_node_fs_.readFileSync)(`${BINFMT_MISC}/status`, 'utf8').startsWith('disabled')) {
        const mend = asRoot(`sh -c 'echo 1 >${BINFMT_MISC}/status'`, ports);
        return neededCheck('binfmt_misc', 'missing', 'all handlers of this machine are switched off', mend);
    }
    const lacking = (0,obstacles/* ofRights */.H)(ports);
    if (lacking) {
        const ordinary = 'Run it as root or with sudo; or on Linux 6.7 or newer: --isolation strict.';
        const [who, mend] = ports.privilege === 'none' ? ['this user', ordinary] : ['this root', lacking.todo];
        return check('binfmt_misc', 'limited', `not tried: ${who} may register no handlers`, mend);
    }
    const obstacle = await (0,refusal/* refusalOf */.O)(support/* checkSupport */.IU);
    if (obstacle)
        return check('binfmt_misc', 'missing', obstacle.what, obstacle.todo);
    const name = `xarch-doctor-${process.pid}`;
    const line = `:${name}:M::XARCH-DOCTOR-${process.pid}::${INTERPRETER}:PF`;
    try {
        const registered = await (0,registry/* registerHandlers */.vZ)([{ name, file: INTERPRETER, line }], 'run', ports);
        await registered.release();
    }
    catch (error) {
        const { what, todo = asRoot('modprobe binfmt_misc', ports) } = said(error);
        return check('binfmt_misc', 'missing', what, todo);
    }
    const where = isMounted ? '' : '; it is not mounted here, and is kept out of sight while it is needed';
    return check('binfmt_misc', 'ok', `a handler could be registered and removed, with its emulator opened (F)${where}`);
}
/** Handlers that a run alone has. */
async function privateCheck({ exec }) {
    const obstacle = await (0,refusal/* refusalOf */.O)(() => (0,private_support/* checkPrivateSupport */.b)({ exec }));
    if (!obstacle)
        return check('private-handlers', 'ok', 'a user namespace has handlers of its own');
    return check('private-handlers', 'missing', oneLineOf(obstacle.what.replace(/^binfmt "private": /, '')), obstacle.todo);
}
/** Looks at the handlers of this machine, and tries them. */
async function handlersChecks(ports) {
    const handlers = await (0,tried_handlers/* tryHandlers */.F)(ports).catch(() => (0,list/* listHandlers */.Q)(ports).then(untried));
    return {
        checks: judgeHandlers(handlers, external_node_fs_.existsSync, ports),
        working: new Set(handlers.flatMap(({ works, architectures }) => (works ? architectures : []))),
    };
}
const untried = (handlers) => handlers.map((handler) => ({ ...handler, works: undefined }));
/**
 * What is wrong with handlers that xarch has not registered: it registers its own beside them.
 * @param isThere whether a file is there
 */
function judgeHandlers(handlers, isThere, ports) {
    const foreign = handlers.filter(({ holders, architectures }) => holders.length === 0 && architectures.length > 0);
    const broken = foreign.flatMap((handler) => {
        const fault = faultOf(handler, isThere);
        if (fault === undefined)
            return [];
        const mend = asRoot(`sh -c 'echo -1 >${BINFMT_MISC}/${handler.name}'`, ports);
        return [
            check(`handler-${handler.name}`, 'limited', `somebody else's, and ${fault}; xarch registers its own`, mend),
        ];
    });
    if (broken.length > 0)
        return broken;
    const names = foreign.map(({ name }) => name).join(' ');
    return [check('handlers', 'ok', names === '' ? 'none of others' : `of others, and good: ${names}`)];
}
function faultOf({ enabled, flags, interpreter, works }, isThere) {
    if (!enabled)
        return 'disabled';
    if (!flags.includes('F')) {
        const gone = isThere(interpreter) ? '' : `, and its emulator ${interpreter} is not there`;
        return `without the flag F, so that its emulator is looked for inside of roots${gone}`;
    }
    if (!flags.includes('P'))
        return 'without the flag P, so that programs lose the name they were called by';
    return works === false ? `no program runs through it (its emulator: ${interpreter})` : undefined;
}

// EXTERNAL MODULE: ./.modules/qemu/emulator.js
var qemu_emulator = __webpack_require__(6768);
// EXTERNAL MODULE: ./.modules/qemu/faults.js
var faults = __webpack_require__(8290);
// EXTERNAL MODULE: ./.modules/qemu/kept.js
var kept = __webpack_require__(2827);
// EXTERNAL MODULE: ./.modules/qemu/sources.js + 7 modules
var sources = __webpack_require__(5390);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./.modules/arch/architectures.js
var architectures = __webpack_require__(7895);
// EXTERNAL MODULE: ./.modules/arch/resolve.js
var resolve = __webpack_require__(6803);
;// CONCATENATED MODULE: ./.modules/doctor/question.js



/** The architectures that it is about. */
function asked({ named }) {
    return named.length > 0 ? named : architectures/* ARCHITECTURES */.X.filter(isEmulated);
}
/** Whether programs of it need an emulator here, as far as `uname -m` tells. */
function isEmulated(arch) {
    return (0,resolve/* executionOn */.sT)((0,external_node_os_.machine)(), arch) !== 'native';
}

;// CONCATENATED MODULE: ./.modules/doctor/emulators.js






/** The emulators that are kept, and the machine's own, which are tried. */
async function findEmulators(question, ports) {
    const wanted = [
        ...new Map(asked(question)
            .filter(isEmulated)
            .map((arch) => [arch.cpu, arch])).values(),
    ];
    const muted = {
        ...ports,
        log: {
            ...ports.log,
            warning: (line) => {
                ports.log.debug(line);
            },
        },
    };
    const found = await Promise.all([(0,kept/* keptEmulators */.pH)(wanted, ports.tools), (0,sources/* ofHost */.IQ)(wanted, muted)]);
    return found.flat();
}
function judgeEmulators(question, { emulators, working, canBeGot }) {
    const wanted = asked(question).filter(isEmulated);
    if (wanted.length === 0)
        return neededCheck('emulators', 'ok', 'none is needed');
    const good = emulators.filter((emulator) => (0,faults/* faultsOf */.x)(emulator).length === 0);
    const has = ({ cpu, name }) => working.has(name) || emulators.some((emulator) => emulator.cpu === cpu);
    const missing = wanted.filter((arch) => !has(arch));
    const isEnough = question.named.length > 0 ? missing.length === 0 : missing.length < wanted.length;
    const faulty = faultWords(emulators.filter(({ cpu }) => !good.some((one) => one.cpu === cpu)));
    const state = isEnough && faulty === '' ? 'ok' : isEnough || canBeGot ? 'limited' : 'missing';
    const got = canBeGot ? 'is got when it is needed' : 'cannot be got: neither the mirror nor apt-get is there';
    const says = [
        ...versionWords(emulators),
        ...(working.size > 0 ? [`handlers of this machine run ${[...working].join(' ')}`] : []),
        ...(faulty === '' ? [] : [`known faults: ${faulty}`]),
        ...(isEnough
            ? []
            : [
                `none for ${question.named.length > 0 ? missing.map(({ name }) => name).join(', ') : 'any'}; it ${got}`,
            ]),
    ];
    if (state === 'ok')
        return neededCheck('emulators', state, says.join('; '));
    return neededCheck('emulators', state, says.join('; '), MEND);
}
const MEND = 'xarch handlers add ARCH gets the best that there is (or: apt-get install qemu-user-static).';
function versionWords(emulators) {
    const bySource = new Map();
    for (const emulator of emulators) {
        const names = bySource.get(emulator.source) ?? [];
        bySource.set(emulator.source, [...names, `${emulator.cpu} ${(0,qemu_emulator/* buildOf */.Yy)(emulator)}`]);
    }
    return [...bySource].map(([source, names]) => `${source}: ${names.join(', ')}`);
}
function faultWords(emulators) {
    const symptoms = emulators.flatMap((emulator) => (0,faults/* faultsOf */.x)(emulator));
    return [...new Set(symptoms)].join(', ');
}

// EXTERNAL MODULE: ./.modules/isolate.js
var isolate = __webpack_require__(2915);
// EXTERNAL MODULE: ./.modules/plan/isolation.js
var isolation = __webpack_require__(496);
;// CONCATENATED MODULE: ./.modules/doctor/isolations.js





/** Tries each kind of isolation for the architectures that are asked for. */
async function isolationChecks(question, ports) {
    const architectures = asked(question);
    const kinds = await Promise.all(isolation/* ISOLATIONS_BY_STRENGTH */.ym.map(async (kind) => ({
        kind,
        obstacle: await obstacleOf(kind, architectures, ports),
    })));
    const checks = kinds.map(({ kind, obstacle }) => obstacle
        ? check(`isolation-${kind}`, 'missing', oneLineOf(obstacle.what), obstacle.todo)
        : check(`isolation-${kind}`, 'ok', GIVES[kind]));
    const forAll = kinds.find(({ obstacle }) => !obstacle)?.kind;
    const runs = forAll
        ? architectures.map((arch) => ({ arch, isolation: forAll }))
        : await Promise.all(architectures.map(async (arch) => ({ arch, isolation: await first(arch, ports) })));
    return { checks, runs };
}
const GIVES = {
    unshare: 'namespaces, made by root',
    strict: 'namespaces, ids of nobody on the machine, private handlers, a seccomp filter',
    bwrap: 'bubblewrap',
    proot: 'PRoot: no root, no namespaces, no boundary',
};
/** What may speak against a kind for one architecture and not for another: the handlers that the machine has. */
async function first(arch, ports) {
    for (const kind of isolation/* ISOLATIONS_BY_STRENGTH */.ym)
        if (!(await obstacleOf(kind, [arch], ports)))
            return kind;
    return undefined;
}
async function obstacleOf(kind, architectures, ports) {
    const emulated = architectures.filter(isEmulated);
    const wanted = {
        handlers: emulated.length > 0 ? 'system' : 'none',
        emulated,
        user: 'root',
        privileged: false,
        debian: false,
        installs: false,
    };
    try {
        return await (0,obstacles/* obstacleTo */.zv)(kind, wanted, { ...ports, privilege: (0,isolate/* boundTo */.sy)(kind, ports.privilege) });
    }
    catch (error) {
        const { what, todo = '' } = said(error); // a program is missing that the trial itself needs
        return { what, todo };
    }
}
/** The main job: whether `xarch run` can isolate commands of what was asked for. */
function judgeRuns(runs, { named }) {
    const can = runs.filter(({ isolation }) => isolation !== undefined);
    const cannot = runs.filter(({ isolation }) => isolation === undefined);
    const ways = [...new Set(can.map(({ isolation }) => isolation))].map((isolation) => {
        const names = can.filter((one) => one.isolation === isolation).map(({ arch }) => arch.name);
        const whole = names.length === runs.length && named.length === 0;
        return `${whole ? `all ${names.length} architectures that need an emulator` : names.join(', ')}: isolated by ${isolation ?? ''}`;
    });
    if (cannot.length === 0)
        return neededCheck('run', 'ok', ways.join('; '));
    const names = cannot.map(({ arch }) => arch.name).join(', ');
    const says = [
        ...ways,
        `nothing isolates commands of ${named.length > 0 || can.length > 0 ? names : 'any'}`,
    ].join('; ');
    // Where none was named, one that runs is enough.
    const state = named.length === 0 && can.length > 0 ? 'limited' : 'missing';
    return neededCheck('run', state, says, 'One of the isolations above has to be ok: what mends each stands there.');
}

;// CONCATENATED MODULE: ./.modules/doctor/machine.js




/** The kernel, and whether this machine's architecture is one that is known. */
function kernelCheck(platform, uname, version) {
    if (platform !== 'linux') {
        return neededCheck('kernel', 'missing', `this machine is ${platform} on ${uname}`, 'Use Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.');
    }
    const arch = (0,resolve/* resolveArchitecture */.GG)(uname);
    const says = `Linux ${version} on ${uname}`;
    return arch
        ? neededCheck('kernel', 'ok', says)
        : neededCheck('kernel', 'missing', `${says}, which is no architecture of the table`, 'xarch archs');
}
/** The same of this machine. */
function ownKernel() {
    return kernelCheck(process.platform, (0,external_node_os_.machine)(), (0,external_node_os_.release)());
}
/** The oldest node that this runs on: `engines` of package.json. */
const OLDEST_NODE = 20;
/** @param version as `process.versions.node` has it */
function nodeCheck(version) {
    if (Number(version.split('.')[0]) >= OLDEST_NODE)
        return neededCheck('node', 'ok', `node ${version}`);
    return neededCheck('node', 'missing', `node ${version} is too old; ${OLDEST_NODE} is the first that serves`, 'Install a newer one (https://nodejs.org).');
}
/** How commands that need root get it. */
function rootCheck(ports) {
    const obstacle = (0,obstacles/* ofRights */.H)(ports);
    if (obstacle) {
        const ordinary = 'an ordinary user: this process is not root, and sudo asks for a password or is not there';
        return check('root', 'limited', ports.privilege === 'none' ? ordinary : obstacle.what, obstacle.todo);
    }
    return check('root', 'ok', ports.privilege === 'root' ? 'this process is root' : 'by sudo, without a password');
}

// EXTERNAL MODULE: ./.modules/cache/key.js
var cache_key = __webpack_require__(6036);
// EXTERNAL MODULE: ./.modules/platform/proxy.js
var platform_proxy = __webpack_require__(7876);
// EXTERNAL MODULE: ./.modules/report/masked.js
var masked = __webpack_require__(3396);
// EXTERNAL MODULE: ./.modules/rootfs/store.js
var store = __webpack_require__(2905);
;// CONCATENATED MODULE: ./.modules/doctor/mirror.js







/** Asks the mirror, with one short try for each file. */
async function mirrorCheck(question, ports) {
    const { named, mirror } = question;
    const host = (0,resolve/* resolveArchitecture */.GG)((0,external_node_os_.machine)());
    const architectures = named.length > 0 ? named : host ? [host] : [];
    const [reached, kept] = await Promise.all([
        Promise.all(architectures.map(async (arch) => ({ arch, reached: await reach(arch, question, ports) }))),
        (0,store/* allKept */.WQ)(ports.paths).then((roots) => roots.map(({ key }) => key)),
    ]);
    const isKept = (arch) => kept.some((key) => key.startsWith((0,cache_key/* rootKeyStart */.kP)(arch.name)));
    const emulated = kept.length > 0 && named.length === 0;
    const hasRoots = named.length > 0 ? named.every(isKept) : emulated;
    return judgeMirror(reached, (0,masked/* masked */.Iv)(mirror), throughProxy(mirror, ports.proxies), hasRoots);
}
/** @param hasRoots whether there are kept roots of what was asked for */
function judgeMirror(reached, mirror, proxy, hasRoots) {
    const kept = hasRoots ? '; roots that were kept run without it' : '';
    const state = hasRoots ? 'limited' : 'missing';
    for (const { reached: one } of reached) {
        if (one.kind !== 'unreachable')
            continue;
        const todo = one.todo ?? 'Name another one: --mirror URL.';
        return neededCheck('mirror', state, `${one.what}${proxy}${kept}`, todo);
    }
    const without = reached.filter(({ reached: { kind } }) => kind === 'not-there').map(({ arch }) => arch.name);
    if (without.length === 0)
        return neededCheck('mirror', 'ok', `${mirror} answers${proxy}`);
    return neededCheck('mirror', state, `${mirror} answers${proxy}, and has nothing for ${without.join(', ')}${kept}`, 'Name another mirror or branch (--mirror URL, --branch BRANCH); xarch archs lists what Alpine has.');
}
/** Files that a branch has for an architecture: a minirootfs, or packages to make one of. */
async function reach(arch, { mirror, branch }, { fetch }) {
    const last = branch === 'latest-stable' ? (arch.alpine?.last ?? branch) : branch;
    const urls = [`releases/${arch.name}/latest-releases.yaml`, `main/${arch.name}/APKINDEX.tar.gz`];
    try {
        const there = await Promise.all(urls.map((path) => fetch.exists(`${mirror}/${last}/${path}`)));
        return { kind: there.includes(true) ? 'found' : 'not-there' };
    }
    catch (error) {
        return { kind: 'unreachable', ...said(error) };
    }
}
/** Words about the proxy that the mirror is asked through, without its password. */
function throughProxy(mirror, variables) {
    try {
        const proxy = (0,platform_proxy/* proxyFor */.i)(new URL(mirror), variables);
        return proxy ? ` (through the proxy ${proxy.url.protocol}//${proxy.url.host} of ${proxy.variable})` : '';
    }
    catch {
        return ''; // what is wrong with it is said by the question itself
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/privilege.js
var platform_privilege = __webpack_require__(3719);
// EXTERNAL MODULE: ./.modules/sandbox/limiter.js
var limiter = __webpack_require__(210);
// EXTERNAL MODULE: ./.modules/rootfs/root-image.js
var root_image = __webpack_require__(9470);
;// CONCATENATED MODULE: ./.modules/doctor/mounts.js








/** Tries a mount by mounts.sh, as the machine's root or in a namespace of this user. */
async function tryMount(words, ports) {
    const { exec, paths } = ports;
    const [verb, last] = words;
    const own = (0,obstacles/* isRootOfMachine */.JM)(ports) ? [] : ['--user', '--map-root-user'];
    return inOwnFolder(paths.temporary, exec, (folder) => exec.attempt({
        argv: [
            ...['unshare', ...own, '--mount', '--propagation', 'private'],
            ...['bash', (0,external_node_path_.join)(paths.assets, 'doctor/mounts.sh'), verb, folder, last],
        ],
        why: `try ${verb}`,
        privileged: true,
        timeoutMs: 10_000,
    }));
}
/** Gives some work a folder, in which root may make files: it removes them, too. */
async function inOwnFolder(parent, exec, work) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'tried-'));
    return work(folder).finally(() => (0,store/* removeTree */.dM)(folder, exec));
}
/** Overlays, which keep the changes of a run apart from its root: on a tmpfs, and on the file system of the store. */
async function overlayCheck(ports) {
    const memory = await tryMount(['overlay', 'memory'], ports);
    if (memory.status !== 0) {
        return check('overlayfs', 'missing', `no overlay could be mounted over a folder of ${ports.paths.store}: ${oneLineOf(memory.stderr)}`, memory.stderr.includes('unknown filesystem')
            ? asRoot('modprobe overlay', ports)
            : 'What mends root or user-namespaces mends it.');
    }
    const disk = await tryMount(['overlay', 'disk'], ports);
    if (disk.status === 0)
        return check('overlayfs', 'ok', 'over the cache folder, with changes there and in memory');
    return check('overlayfs', 'limited', `over the cache folder, with changes in memory alone; its file system takes none: ${oneLineOf(disk.stderr)}`, 'Have XDG_CACHE_HOME on ext4, xfs or btrfs.');
}
/** Mounts that show files as another user's, which root's strict isolation is made of. */
async function idmapCheck(ports) {
    if (!(0,obstacles/* isRootOfMachine */.JM)(ports))
        return check('idmapped-mounts', 'limited', 'not tried: root alone makes them, and needs them for "strict"');
    const { status, stderr } = await tryMount(['idmap', (0,external_node_path_.join)(ports.paths.assets, 'sandbox/idmap.pl')], ports);
    if (status === 0)
        return check('idmapped-mounts', 'ok', 'the file system of the cache folder has them');
    return check('idmapped-mounts', 'missing', oneLineOf(stderr), 'Use Linux 5.19 or newer, perl, and a file system that has them (ext4, xfs, btrfs).');
}
/** Images of large roots, for the cache of the workflow. */
async function imagesCheck(ports) {
    if (!(0,obstacles/* isRootOfMachine */.JM)(ports))
        return check('root-images', 'limited', 'not tried: root alone mounts them; roots are packed as tars');
    const { kind, why = '' } = await inOwnFolder(ports.paths.temporary, ports.exec, async (folder) => {
        await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'root'));
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'root/file'), 'a file');
        return (0,root_image/* tryImage */.bm)(folder, ports);
    });
    if (kind)
        return check('root-images', 'ok', `${kind} is made and mounted`);
    return check('root-images', 'limited', `large roots are packed as tars: ${oneLineOf(why)}`, asRoot('apt-get install squashfs-tools', ports));
}
/** Control groups with limits: one is made, a command runs in it, and it is removed. */
async function groupsCheck({ exec, paths, privilege }) {
    const failed = [];
    for (const [name, limits] of [
        ['pids', { pids: 64, memoryBytes: undefined }],
        ['memory', { pids: undefined, memoryBytes: 64 * 1024 * 1024 }],
    ]) {
        const limited = (0,limiter/* limiter */.T)((0,external_node_path_.join)(paths.assets, 'sandbox/limit.sh'), limits, paths);
        const why = `try a control group for ${name}`;
        const { status } = await exec.attempt({ argv: limited('make', ['true']), why, privileged: true });
        if (status !== 0)
            failed.push(name);
    }
    if (failed.length === 0)
        return check('control-groups', 'ok', 'pids-limit and memory-limit can be held');
    return check('control-groups', 'limited', `${failed.map((name) => `${name}-limit`).join(' and ')} cannot be held`, (0,platform_privilege/* isOfMachine */.zv)(privilege)
        ? 'A container needs --privileged and --cgroupns=host; a kernel the controllers pids and memory.'
        : 'Run it as root or with sudo.');
}

// EXTERNAL MODULE: ./.modules/sandbox/confinement.js
var confinement = __webpack_require__(8130);
;// CONCATENATED MODULE: ./.modules/doctor/namespaces.js





const SETTINGS = {
    most: '/proc/sys/user/max_user_namespaces',
    clone: '/proc/sys/kernel/unprivileged_userns_clone',
    apparmor: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    status: '/proc/self/status',
};
/**
 * What lets user namespaces be made, by the settings that refuse them: a command for root where there is one.
 * @param reason what was said when they were refused
 */
function mendNamespaces(settings, reason, ports) {
    const { most, clone, apparmor, status } = settings;
    if (most === '0')
        return asRoot('sysctl -w user.max_user_namespaces=15000', ports);
    if (clone === '0')
        return asRoot('sysctl -w kernel.unprivileged_userns_clone=1', ports);
    if (apparmor === '1')
        return asRoot('sysctl -w kernel.apparmor_restrict_unprivileged_userns=0', ports);
    return (0,confinement/* mendOfContainer */.r_)(reason, status);
}
/** User namespaces: of this user, and where that is root of an ordinary user too. */
async function namespacesCheck(ports) {
    const { exec, privilege } = ports;
    const own = await (0,refusal/* refusalOf */.O)(() => (0,confinement/* checkNamespaces */.J9)(exec));
    if (!own && privilege !== 'root')
        return check('user-namespaces', 'ok', 'an ordinary user gets them');
    const ordinary = await (0,refusal/* refusalOf */.O)(() => (0,confinement/* checkNamespaces */.J9)(asNobody(exec)));
    if (!own && !ordinary)
        return check('user-namespaces', 'ok', 'root and ordinary users get them');
    const reason = oneLineOf((own ?? ordinary)?.what.replace(/^[^:]*: /, '') ?? '');
    const mend = mendNamespaces(await readSettings(), reason, ports);
    return own
        ? check('user-namespaces', 'missing', `the kernel gives none: ${reason}`, mend)
        : check('user-namespaces', 'limited', `root alone gets them, an ordinary user does not: ${reason}`, mend);
}
/** The same executor, whose commands run as an ordinary user of the machine. */
function asNobody(exec) {
    const ids = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
    const there = (command) => ({ ...command, argv: [...ids, ...command.argv] });
    return {
        run: (command) => exec.run(there(command)),
        attempt: (command) => exec.attempt(there(command)),
        start: (command, streams) => exec.start(there(command), streams),
    };
}
async function readSettings() {
    const read = async (path) => (await (0,promises_.readFile)(path, 'utf8').catch(() => '')).trim();
    const [most, clone, apparmor, status] = await Promise.all([
        read(SETTINGS.most),
        read(SETTINGS.clone),
        read(SETTINGS.apparmor),
        read(SETTINGS.status),
    ]);
    return { most, clone, apparmor, status };
}
/** Subordinate ids of an ordinary user: without them there is nobody but root inside. */
async function idsCheck({ exec, privilege }) {
    if (privilege === 'root')
        return check('subordinate-ids', 'ok', 'root has all ids and needs none');
    if (await (0,obstacles/* hasOtherIds */.LU)(exec))
        return check('subordinate-ids', 'ok', 'this user has a range of them');
    return check('subordinate-ids', 'limited', 'this user has none: in a sandbox of their own there is root alone', 'sudo apt-get install uidmap && sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"');
}

// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __webpack_require__(8815);
// EXTERNAL MODULE: ./.modules/platform/pipes.js
var pipes = __webpack_require__(717);
// EXTERNAL MODULE: ./.modules/platform/temporary.js
var temporary = __webpack_require__(5911);
// EXTERNAL MODULE: ./.modules/report/kept.js
var report_kept = __webpack_require__(3117);
;// CONCATENATED MODULE: ./.modules/doctor/places.js








/** A small root with its emulator: less than this, and nothing can be made. */
const LEAST_BYTES = 64_000_000;
/** A root with compilers, its packages and what a build makes in it. */
const WANTED_BYTES = 2_000_000_000;
const ELSEWHERE = 'or have it elsewhere (the variable XDG_CACHE_HOME)';
/** @param folder the cache folder */
function judgeStore(folder, { freeBytes, freeFiles, runsPrograms }) {
    const name = 'cache-folder';
    const says = `${folder}: ${(0,report_kept/* sizeText */.lP)(freeBytes)} free`;
    if (!runsPrograms) {
        const mend = `mount -o remount,exec "$(findmnt -n -o TARGET --target ${folder})", ${ELSEWHERE}`;
        return neededCheck(name, 'missing', `${folder} runs no programs (noexec); emulators are kept there`, mend);
    }
    const few = freeFiles !== undefined && freeFiles < 1000;
    const room = `Make room there (xarch cache prune, df ${few ? '-i' : '-h'} ${folder}), ${ELSEWHERE}`;
    if (few)
        return neededCheck(name, 'missing', `${folder}: room for ${freeFiles} more files`, room);
    if (freeBytes < LEAST_BYTES)
        return neededCheck(name, 'missing', says, room);
    if (freeBytes < WANTED_BYTES)
        return neededCheck(name, 'limited', `${says}; large roots need more`, room);
    return neededCheck(name, 'ok', says);
}
/** The nearest folder on the way to a path that is there. */
function nearestFolder(path) {
    let nearest = path;
    while (!(0,external_node_fs_.existsSync)(nearest))
        nearest = (0,external_node_path_.dirname)(nearest);
    return nearest;
}
/**
 * What is to be tried where files are kept gets a folder on the same file system, that goes afterwards; where there can be
 * none, that is what is wrong.
 */
async function inStore(ports, work) {
    const { store } = ports.paths;
    const inside = async (folder) => {
        await (0,promises_.chmod)(folder, 0o755); // who is not root tries canaries there, too
        return work({ ...ports, paths: { ...ports.paths, temporary: folder } });
    };
    return (0,temporary/* withTemporaryFolder */.E)(nearestFolder(store), inside).then((tried) => ({ tried }), (error) => {
        const { what, todo } = said(error);
        return { failed: neededCheck('cache-folder', 'missing', what, todo) };
    });
}
/** The cache folder: whether files can be written there, programs run, and how much room there is. */
async function storeCheck({ exec, paths }) {
    const program = (0,external_node_path_.join)(paths.temporary, 'program');
    const room = await roomOf(paths.temporary);
    try {
        await (0,disk/* writing */.dV)(program, (0,promises_.writeFile)(program, '#!/bin/sh\nexit 0\n', { mode: 0o755 }));
    }
    catch (error) {
        const { what, todo } = said(error);
        return neededCheck('cache-folder', 'missing', what, todo);
    }
    const runsPrograms = await exec.attempt({ argv: [program], why: 'run a program' }).then(({ status }) => status === 0, () => false);
    return judgeStore(paths.store, { ...room, runsPrograms });
}
async function roomOf(folder) {
    const { bavail, bsize, files, ffree } = await (0,promises_.statfs)(folder);
    return { freeBytes: bavail * bsize, freeFiles: files > 0 ? ffree : undefined };
}
/** TMPDIR: pipes of the output are made there, which take no room; or where else they can be. */
async function temporaryCheck([folder, ...others] = pipes/* PIPE_FOLDERS */.H) {
    const name = 'temporary-folder';
    const what = await places_faultOf(folder);
    if (what === undefined) {
        const { freeBytes } = await roomOf(folder);
        return neededCheck(name, 'ok', `${folder}: ${(0,report_kept/* sizeText */.lP)(freeBytes)} free`);
    }
    const mend = 'Have the variable TMPDIR name a folder that takes files.';
    for (const other of others)
        if ((await places_faultOf(other)) === undefined)
            return neededCheck(name, 'limited', `${what}; ${other} takes its place`, mend);
    return neededCheck(name, 'missing', what, mend);
}
/** Why a folder takes no files; undefined where it does. */
async function places_faultOf(folder) {
    if (!(0,external_node_fs_.existsSync)(folder))
        return `${folder} is not there`;
    return (0,temporary/* withTemporaryFolder */.E)(folder, () => Promise.resolve(undefined)).catch((error) => said(error).what);
}

;// CONCATENATED MODULE: ./.modules/doctor/programs.js

/** The programs of the machine that are started by the scripts and commands here. */
// prettier-ignore
const PROGRAMS = [
    { name: 'bash', debian: 'bash', need: 'needed', use: 'all scripts' },
    { name: 'tar', debian: 'tar', need: 'needed', use: 'unpacking roots' },
    { name: 'gzip', debian: 'gzip', need: 'needed', use: 'unpacking roots' },
    { name: 'cp', debian: 'coreutils', need: 'needed', use: 'copying roots' },
    { name: 'find', debian: 'findutils', need: 'needed', use: 'looking through roots' },
    { name: 'flock', debian: 'util-linux', need: 'needed', use: 'locks between runs' },
    { name: 'setsid', debian: 'util-linux', need: 'needed', use: 'starting commands' },
    { name: 'unshare', debian: 'util-linux', need: 'wanted', use: 'namespaces (all isolations but proot)' },
    { name: 'nsenter', debian: 'util-linux', need: 'wanted', use: 'namespaces (all isolations but proot)' },
    { name: 'setpriv', debian: 'util-linux', need: 'wanted', use: 'dropping rights (all isolations but proot)' },
    { name: 'mount', debian: 'mount', need: 'wanted', use: 'sandboxes (all isolations but proot)' },
    { name: 'umount', debian: 'mount', need: 'wanted', use: 'sandboxes (all isolations but proot)' },
    { name: 'perl', debian: 'perl-base', need: 'wanted', use: 'isolation strict, and the shell for later steps' },
    { name: 'bwrap', debian: 'bubblewrap', need: 'wanted', use: 'isolation bwrap' },
    { name: 'proot', debian: 'proot', need: 'wanted', use: 'isolation proot' },
    { name: 'newuidmap', debian: 'uidmap', need: 'wanted', use: 'several users inside without root' },
    { name: 'modprobe', debian: 'kmod', need: 'wanted', use: 'loading binfmt_misc where it is a module' },
    { name: 'zstd', debian: 'zstd', need: 'wanted', use: 'packed roots and archives (.tar.zst)' },
    { name: 'xz', debian: 'xz-utils', need: 'wanted', use: 'archives (.tar.xz)' },
    { name: 'mksquashfs', debian: 'squashfs-tools', need: 'wanted', use: 'images of large roots' },
    { name: 'mkfs.erofs', debian: 'erofs-utils', need: 'wanted', use: 'images of large roots, in its place' },
    { name: 'mmdebstrap', debian: 'mmdebstrap', need: 'wanted', use: 'roots of Debian and Ubuntu' },
    { name: 'gpgv', debian: 'gpgv', need: 'wanted', use: 'signatures of roots of Debian and Ubuntu' },
    { name: 'skopeo', debian: 'skopeo', need: 'wanted', use: 'images (docker://), as podman and docker' },
    { name: 'apt-get', debian: 'apt', need: 'wanted', use: 'emulators of the distribution, and programs that are missing' },
];
/** Which of the programs are missing: by the PATH that programs of the machine get. */
async function programChecks(ports) {
    const { stdout } = await ports.exec.attempt({
        argv: ['sh', '-c', 'for p; do command -v "$p" >/dev/null && echo "$p"; done; :', 'look', ...NAMES],
        why: 'look for programs',
    });
    return judgePrograms(new Set(stdout.split('\n')), ports);
}
const NAMES = PROGRAMS.map(({ name }) => name);
/** @param there the names of those that were found */
function judgePrograms(there, ports) {
    return PROGRAMS.map(({ name, debian, need, use }) => {
        const make = need === 'needed' ? neededCheck : check;
        const id = `program-${name}`;
        return there.has(name)
            ? make(id, 'ok', `for ${use}`)
            : make(id, 'missing', `not there; for ${use}`, asRoot(`apt-get install ${debian}`, ports));
    });
}

;// CONCATENATED MODULE: ./.modules/doctor/examine.js










/** Whether the main job could run: nothing that it needs is missing. */
function canRun({ checks }) {
    return checks.every(({ needed, state }) => !needed || state !== 'missing');
}
/** Tries what this machine can do, side by side; nothing that is tried stays. */
async function examine(question, ports) {
    const kernel = ownKernel();
    const first = [kernel, nodeCheck(process.versions.node), rootCheck(ports)];
    if (kernel.state === 'missing')
        return { checks: first, runs: [] };
    const [isolations, mirror, programs, temporary, namespaces, store] = await Promise.all([
        isolationChecks(question, ports),
        tried('mirror', () => mirrorCheck(question, ports)),
        programChecks(ports).catch(() => []),
        temporaryCheck(),
        Promise.all([
            tried('binfmt_misc', () => binfmtCheck(ports)),
            tried('private-handlers', () => privateCheck(ports)),
            tried('user-namespaces', () => namespacesCheck(ports)),
            tried('subordinate-ids', () => idsCheck(ports)),
            tried('control-groups', () => groupsCheck(ports)),
        ]),
        inStore(ports, (there) => inFolder(question, there)),
    ]);
    const hasApt = programs.some(({ name, state }) => name === 'program-apt-get' && state === 'ok');
    const supply = 'tried' in store ? store.tried : { ...NOTHING, checks: [store.failed] };
    const canBeGot = mirror.state === 'ok' || hasApt;
    const checks = [
        ...first,
        ...namespaces,
        ...supply.checks,
        temporary,
        judgeEmulators(question, { ...supply, canBeGot }),
        mirror,
        ...programs,
        ...isolations.checks,
        judgeRuns(isolations.runs, question),
    ];
    return { checks, runs: isolations.runs };
}
const NOTHING = { emulators: [], working: new Set() };
/** What is tried with files beside the store. */
async function inFolder(question, ports) {
    const [store, mounts, handlers, emulators] = await Promise.all([
        storeCheck(ports),
        Promise.all([
            tried('overlayfs', () => overlayCheck(ports)),
            tried('idmapped-mounts', () => idmapCheck(ports)),
            tried('root-images', () => imagesCheck(ports)),
        ]),
        handlersChecks(ports),
        findEmulators(question, ports).catch(() => []),
    ]);
    return { checks: [...handlers.checks, ...mounts, store], working: handlers.working, emulators };
}

// EXTERNAL MODULE: ./.modules/inputs/doctor-arguments.js
var doctor_arguments = __webpack_require__(1614);
// EXTERNAL MODULE: ./.modules/platform/fetch.js + 3 modules
var platform_fetch = __webpack_require__(7509);
// EXTERNAL MODULE: ./.modules/platform/local.js + 14 modules
var local = __webpack_require__(6698);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __webpack_require__(8560);
// EXTERNAL MODULE: ./.modules/platform/patience.js
var patience = __webpack_require__(53);
// EXTERNAL MODULE: ./.modules/report/columns.js
var columns = __webpack_require__(2950);
;// CONCATENATED MODULE: ./.modules/report/doctor.js


/** What was found as a text: a line for each, and below what is not ok the way to mend it. */
function doctorText(examined) {
    const rows = shown(examined.checks);
    const lines = (0,columns/* columns */.Y)(rows.map(({ name, state, says }) => [name, state, says])).split('\n');
    const indent = ' '.repeat(2 * GAP + longest(rows.map(({ name }) => name)) + longest(rows.map(({ state }) => state)));
    const text = rows.flatMap(({ state, mend }, at) => [
        lines[at] ?? '',
        ...(state === 'ok' || mend === undefined ? [] : [`${indent}do: ${mend}`]),
    ]);
    return `${text.join('\n')}\n\n${verdict(examined)}\n`;
}
/** Between two columns. */
const GAP = 2;
const longest = (texts) => Math.max(...texts.map(({ length }) => length));
const PROGRAM = 'program-';
/** Programs that are there share a line. */
function shown(checks) {
    const isFound = ({ name, state }) => name.startsWith(PROGRAM) && state === 'ok';
    const found = checks.filter(isFound).map(({ name }) => name.slice(PROGRAM.length));
    const first = checks.findIndex(isFound);
    const all = { name: 'programs', state: 'ok', says: found.join(' '), needed: false };
    return checks.flatMap((one, at) => (at === first ? [all] : isFound(one) ? [] : [one]));
}
function verdict(examined) {
    if (canRun(examined))
        return 'xarch run can do its work here.';
    const lacking = examined.checks.filter(({ needed, state }) => needed && state === 'missing');
    return `xarch run cannot do its work here; it needs: ${lacking.map(({ name }) => name).join(', ')}.`;
}
/** The same as JSON; docs/doctor.md says what each part means. */
function doctorJson(examined) {
    const { checks, runs } = examined;
    const architectures = runs.map(({ arch, isolation }) => ({ name: arch.name, isolation: isolation ?? null }));
    const all = checks.map(({ name, state, needed, says, mend }) => ({
        ...{ name, state, needed, says },
        mend: mend ?? null,
    }));
    const report = { version: 1, canRun: canRun(examined), architectures, checks: all };
    return `${JSON.stringify(report, undefined, 2)}\n`;
}

// EXTERNAL MODULE: ./.modules/workspace.js
var workspace = __webpack_require__(6871);
// EXTERNAL MODULE: ./.modules/commands/exit.js
var exit = __webpack_require__(501);
// EXTERNAL MODULE: ./.modules/commands/help.js
var help = __webpack_require__(7550);
;// CONCATENATED MODULE: ./.modules/commands/doctor.js











const HELP = 'xarch doctor --help';
/** Somebody waits for it: a mirror that has not answered by then is one that does not answer. */
const HASTE = { ...patience/* PATIENCE */.a, tries: 1, answerMs: 4000 };
/** `xarch doctor`: what this machine can do. Returns the exit status: 1 where the main job could not run. */
async function doctor(args, assets) {
    const log = (0,local/* terminalLog */.dg)('normal');
    const parsed = (0,doctor_arguments/* parseDoctorArguments */.hi)(args);
    if (!parsed.ok)
        return (0,exit/* wrongUse */.p)(log, parsed.problems, HELP);
    const asked = parsed.value;
    if (asked.help) {
        return (0,help.helpOf)('doctor');
    }
    return (0,exit/* ending */.K)(log, HELP, () => report(asked, assets));
}
async function report(asked, assets) {
    const ports = (0,local/* localPorts */.ER)(assets, 'normal');
    const { mirror, branch } = (0,workspace/* anchored */.X)(asked.inputs, ports.paths.workspace, true);
    const fetch = (0,platform_fetch.networkFetch)(ports.log, ports.interrupts.abort, ports.progress, HASTE);
    const examined = await examine({ named: asked.named, mirror, branch }, { ...ports, fetch });
    const signal = ports.interrupts.received();
    if (signal !== undefined)
        throw new errors/* Interrupted */.j$(signal);
    (0,own_streams/* ownStream */.H)('stdout').write(asked.json ? doctorJson(examined) : doctorText(examined));
    return canRun(examined) ? 0 : 1;
}


/***/ }),

/***/ 2577:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ CACHE_OPTIONS),
/* harmony export */   Gh: () => (/* binding */ CACHE_SWITCHES),
/* harmony export */   Y: () => (/* binding */ parseCacheArguments)
/* harmony export */ });
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7037);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4177);
/* harmony import */ var _switches_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6432);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7930);




const MAX_AGE = 'max-age';
/** The options of `xarch cache` that have a value. */
const CACHE_OPTIONS = [
    {
        ...{ name: MAX_AGE, kind: 'text', value: 'AGE' },
        default: _table_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .m.find(({ name }) => name === 'cache-max-age')?.default ?? '',
        meaning: 'how old what stays may be',
    },
];
const CACHE_SWITCHES = [_switches_js__WEBPACK_IMPORTED_MODULE_2__/* .JSON_SWITCH */ .AH, _switches_js__WEBPACK_IMPORTED_MODULE_2__/* .HELP */ ._$];
/** Reads the arguments of `xarch cache`. */
function parseCacheArguments(args) {
    const { switches, positionals, raw, problems: first } = (0,_options_js__WEBPACK_IMPORTED_MODULE_1__/* .readOptions */ .T)(args, CACHE_OPTIONS, CACHE_SWITCHES);
    if (switches.has('help'))
        return { ok: true, value: { verb: 'help' } };
    const [verb = 'list', ...names] = positionals;
    const problems = [...first];
    if (verb !== 'list' && verb !== 'prune' && verb !== 'clear')
        problems.push(`cache: got "${verb}"; allowed are list, prune and clear`);
    if (verb !== 'list' && switches.has('json'))
        problems.push(`cache ${verb}: got --json, which is for list`);
    const age = raw[MAX_AGE]?.at(-1);
    if (verb !== 'prune' && age !== undefined)
        problems.push(`cache ${verb}: got --max-age, which is for prune`);
    if (verb !== 'clear')
        problems.push(...names.map((name) => `cache ${verb}: got "${name}"; it takes no names`));
    const maxAgeMs = (0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .parseAge */ .F)(MAX_AGE, age ?? CACHE_OPTIONS[0]?.default ?? '', (line) => problems.push(line));
    if (problems.length > 0)
        return { ok: false, problems };
    if (verb === 'prune')
        return { ok: true, value: { verb, maxAgeMs } };
    if (verb === 'clear')
        return { ok: true, value: { verb, names } };
    return { ok: true, value: { verb: 'list', json: switches.has('json') } };
}


/***/ }),

/***/ 9357:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ tryHandlers)
/* harmony export */ });
/* harmony import */ var _arch_resolve_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6803);
/* harmony import */ var _binfmt_list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7691);
/* harmony import */ var _canary_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4679);
/* harmony import */ var _proof_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8357);




/** All handlers of this machine, each tried with a canary. */
async function tryHandlers(ports) {
    const handlers = await (0,_binfmt_list_js__WEBPACK_IMPORTED_MODULE_1__/* .listHandlers */ .Q)(ports);
    return Promise.all(handlers.map(async (handler) => ({ ...handler, works: await tried(handler, ports) })));
}
async function tried({ architectures: [name], enabled }, ports) {
    const arch = name === undefined ? undefined : (0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveArchitecture */ .GG)(name);
    if (!arch)
        return undefined;
    if (!enabled)
        return false;
    const output = await (0,_proof_js__WEBPACK_IMPORTED_MODULE_3__/* .runCanary */ .i)(arch, undefined, ports).catch(() => undefined);
    return output?.status === _canary_js__WEBPACK_IMPORTED_MODULE_2__/* .CANARY_STATUS */ .U;
}


/***/ }),

/***/ 3425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ architecturesText),
/* harmony export */   jF: () => (/* binding */ architecturesJson)
/* harmony export */ });
/* unused harmony export architecturesMarkdown */
/* harmony import */ var _arch_architectures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7895);
/* harmony import */ var _arch_resolve_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6803);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2950);



const HEADS = ['name', 'also', 'emulator', 'byte order', 'bits', 'Alpine'];
/** The further names by which a row is understood, each once. */
function otherNames(row) {
    const { name, docker, debian, go, uname, aliases } = row;
    const names = [docker, debian, go, uname, ...aliases].filter((other) => other !== null && other !== name);
    return [...new Set(names)].filter((other) => (0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_1__/* .resolveArchitecture */ .GG)(other) === row);
}
/** The Alpine branches that have it. */
function branches({ alpine }) {
    if (alpine === null)
        return '';
    return alpine.last === null ? `from ${alpine.first}` : `${alpine.first} to ${alpine.last}`;
}
function cells(row) {
    return [row.name, otherNames(row).join(' '), `qemu-${row.cpu}`, row.order, String(row.bits), branches(row)];
}
/** The table of architectures as Markdown, for docs/architectures.md. */
function architecturesMarkdown() {
    const rows = ARCHITECTURES.map((row) => cells(row).map((cell, at) => (at === 0 ? `\`${cell}\`` : cell)));
    return [[...HEADS], HEADS.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
/** The table for a terminal, with how this machine runs each. */
function architecturesText(hostMachine) {
    const rows = [
        [...HEADS, 'here'],
        ..._arch_architectures_js__WEBPACK_IMPORTED_MODULE_0__/* .ARCHITECTURES */ .X.map((row) => [...cells(row), HERE[(0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_1__/* .executionOn */ .sT)(hostMachine, row)]]),
    ];
    return (0,_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .columns */ .Y)(rows);
}
const HERE = { native: 'native', ask: 'native if its canary runs', emulated: 'emulated' };
/** The table as JSON, a list of rows. */
function architecturesJson(hostMachine) {
    return JSON.stringify(_arch_architectures_js__WEBPACK_IMPORTED_MODULE_0__/* .ARCHITECTURES */ .X.map((row) => ({ ...row, here: (0,_arch_resolve_js__WEBPACK_IMPORTED_MODULE_1__/* .executionOn */ .sT)(hostMachine, row) })), undefined, 2);
}


/***/ }),

/***/ 3117:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ keptText),
/* harmony export */   bE: () => (/* binding */ keptJson),
/* harmony export */   lP: () => (/* binding */ sizeText)
/* harmony export */ });
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2950);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4301);


/** What is kept on this machine, as a table. */
function keptText(items, nowMs) {
    if (items.length === 0)
        return 'nothing is kept\n';
    const rows = items.map((item) => [
        item.kind,
        item.name,
        (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p)(Math.max(0, nowMs - item.createdMs)),
        sizeText(item.sizeBytes),
        item.isInUse ? 'in use' : '',
        item.about,
    ]);
    const all = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return `${(0,_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .columns */ .Y)([['WHAT', 'NAME', 'AGE', 'SIZE', '', 'FROM'], ...rows])}${sizeText(all)} in all\n`;
}
/** The same as JSON: times as ISO 8601, sizes in bytes. */
function keptJson(items) {
    const rows = items.map(({ createdMs, ...item }) => ({
        ...item,
        created: new Date(createdMs).toISOString(),
    }));
    return `${JSON.stringify(rows, null, 2)}\n`;
}
/** A size that a person reads, in units of 1000. */
function sizeText(bytes) {
    const units = ['kB', 'MB', 'GB', 'TB'];
    let size = bytes / 1000;
    let unit = 0;
    for (; size >= 1000 && unit < units.length - 1; unit++)
        size /= 1000;
    return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? ''}`;
}


/***/ }),

/***/ 9470:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ny: () => (/* binding */ chooseImage),
/* harmony export */   bm: () => (/* binding */ tryImage),
/* harmony export */   lK: () => (/* binding */ useImage)
/* harmony export */ });
/* unused harmony exports SMALL_BYTES, parseLook */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2010);
/* harmony import */ var _report_kept_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3117);
/* harmony import */ var _root_mounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5157);




/** A root of no more is unpacked in less than a second: it is never an image. */
const SMALL_BYTES = 100_000_000;
/** Looks at `folder/root`, and where it is large at what this machine makes and mounts. Throws `Failed`. */
async function chooseImage(asked, folder, { exec, paths }) {
    if (asked === 'false')
        return { kind: undefined, why: 'root-image is false' };
    const { stdout } = await exec.run(script(['look', folder, String(SMALL_BYTES)], `look at the root in ${folder}`, paths));
    return parseLook(stdout);
}
/** What is made of a root and mounted here, however small it is. @param folder has the root, as `root` */
async function tryImage(folder, { exec, paths }) {
    const { stdout } = await exec.run(script(['look', folder, '0'], 'try an image of a root', paths));
    return parseLook(stdout);
}
/** Reads what root-image.sh tells of a root: its size, and behind it the kind of image, if any. */
function parseLook(text) {
    const [size = '', answer = ''] = text.trim().split('\n');
    const sizeBytes = Number(size);
    if (answer === 'squashfs' || answer === 'erofs')
        return { kind: answer, sizeBytes };
    const why = answer === '' ? `up to ${(0,_report_kept_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeText */ .lP)(SMALL_BYTES)} no image is made` : answer.replace(/^none /, '');
    return { kind: undefined, sizeBytes, why };
}
/**
 * Makes `folder/root` of an image: mounted where that is wanted and the kernel does it, else unpacked. Throws `Failed`.
 * @param begin takes away what a mount that failed has left
 * @returns what was done, in words that go behind the root's name
 */
async function useImage(image, folder, asked, begin, ports) {
    const what = `${image.kind} of ${(0,_report_kept_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeText */ .lP)(image.part.sizeBytes)}`;
    let why = 'root-image is false';
    if (asked === 'auto') {
        try {
            await (0,_root_mounts_js__WEBPACK_IMPORTED_MODULE_3__/* .mountImage */ .j2)(image, folder, ports);
            return `the ${what} is mounted under an overlay`;
        }
        catch (error) {
            why = `it cannot be mounted here: ${(0,_report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .WE)(error)[0]?.split('\n').at(-1) ?? ''}`;
            await begin();
        }
    }
    await unpackImage(image, folder, ports);
    return `the ${what} is unpacked (${why})`;
}
async function unpackImage(image, folder, { exec, paths }) {
    const { kind, file, part } = image;
    const place = [folder, kind, file, String(part.start), String(part.sizeBytes)];
    await exec.run(script(['unpack', ...place], `unpack the ${kind} ${file}`, paths));
}
function script(args, why, { assets }) {
    return { argv: ['bash', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(assets, 'rootfs/root-image.sh'), ...args], why, privileged: true };
}


/***/ })

};
;