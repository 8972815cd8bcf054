"use strict";
exports.id = 956;
exports.ids = [956,577];
exports.modules = {

/***/ 1956:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cache: () => (/* binding */ cache)
});

// EXTERNAL MODULE: ./.modules/inputs/cache-arguments.js
var cache_arguments = __webpack_require__(2577);
// EXTERNAL MODULE: ./.modules/isolate.js
var isolate = __webpack_require__(2915);
// EXTERNAL MODULE: ./.modules/platform/local.js + 14 modules
var local = __webpack_require__(6698);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __webpack_require__(8560);
// EXTERNAL MODULE: ./.modules/report/kept.js
var kept = __webpack_require__(3117);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/rootfs/changed.js
var changed = __webpack_require__(1832);
// EXTERNAL MODULE: ./.modules/rootfs/manifest.js
var rootfs_manifest = __webpack_require__(2515);
// EXTERNAL MODULE: ./.modules/rootfs/store.js
var store = __webpack_require__(2905);
;// CONCATENATED MODULE: ./.modules/rootfs/kept-list.js





/** Everything that is kept, with sizes. */
async function listKept(ports) {
    const { paths } = ports;
    const found = [
        ...(await Promise.all((await (0,store/* allKept */.WQ)(paths)).map(root))),
        ...(await Promise.all((await (0,changed/* changedRoots */.Yd)(paths)).map((name) => kept_list_changed(name, paths)))),
        ...(await folders((0,external_node_path_.join)(paths.store, 'apk'), 'packages', 'packages that were downloaded')),
        ...(await folders((0,external_node_path_.join)(paths.store, 'tools'), 'emulator', '')),
        ...(await folders((0,external_node_path_.join)(paths.store, 'code'), 'code', 'what node has compiled of xarch')), // by bin/xarch
    ];
    const sizes = await sizesOf(found.map(({ folder }) => folder), ports);
    return found.map((item) => ({ ...item, sizeBytes: sizes.get(item.folder) ?? 0 }));
}
async function root({ key, folder, createdMs }) {
    const manifest = await (0,rootfs_manifest/* readManifest */.WI)(folder).catch(() => undefined);
    const packages = manifest?.ingredients['packages'] ?? '';
    return {
        ...{ kind: 'root', name: key, folder, createdMs, isInUse: await (0,store/* isInUse */.ly)(folder) },
        about: manifest ? `${manifest.source}${packages === '' ? '' : ` + ${packages}`}` : 'not whole',
    };
}
async function kept_list_changed(name, paths) {
    const folder = (0,external_node_path_.join)((0,changed/* changedFolder */.zw)(paths), name);
    const manifest = await (0,rootfs_manifest/* readManifest */.WI)(folder).catch(() => undefined);
    const { mtimeMs } = await (0,promises_.stat)(folder);
    return {
        ...{ kind: 'changed root', name, folder, createdMs: mtimeMs, isInUse: await (0,store/* isInUse */.ly)(folder) },
        about: manifest ? `${manifest.ingredients['arch'] ?? ''}: ${manifest.source}` : 'not whole',
    };
}
async function folders(parent, kind, about) {
    const names = await (0,promises_.readdir)(parent).catch(() => []);
    return Promise.all(names.map(async (name) => {
        const folder = (0,external_node_path_.join)(parent, name);
        const { mtimeMs } = await (0,promises_.stat)(folder);
        return { kind, name, folder, createdMs: mtimeMs, isInUse: false, about };
    }));
}
/** What they take on the disk. */
async function sizesOf(all, { exec }) {
    if (all.length === 0)
        return new Map();
    const { stdout } = await exec.attempt({
        argv: ['du', '-s', '-x', '-l', '--block-size=1', '--', ...all],
        why: 'measure what is kept',
        privileged: true,
    });
    const lines = stdout.split('\n').map((line) => /^(\d+)\t(.*)$/.exec(line));
    return new Map(lines.flatMap((line) => (line ? [[line[2] ?? '', Number(line[1])]] : [])));
}
/**
 * Removes what is chosen, unless it is in use, and what dead builds have left.
 * @param isChosen tells which
 */
async function removeItems(isChosen, ports) {
    const chosen = (await listKept(ports)).filter(isChosen);
    const gone = [];
    for (const item of chosen)
        if (await removeItem(item, ports))
            gone.push(item);
    for (const parent of [(0,store/* rootsFolder */.U)(ports.paths), (0,changed/* changedFolder */.zw)(ports.paths)])
        await (0,store/* removeAbandoned */.jU)(parent, ports).catch(() => undefined); // there is no such folder yet
    await removeEmpty((0,store/* rootsFolder */.U)(ports.paths));
    return { gone, inUse: chosen.filter((item) => !gone.includes(item)) };
}
async function removeItem(item, ports) {
    const { kind, name: key, folder } = item;
    if (kind === 'root')
        return (0,store/* removeKept */.BC)({ key, folder }, ports);
    if (kind === 'changed root')
        return (0,store/* removeKept */.BC)({ key: 'kept', folder }, ports, (0,changed/* changedFolder */.zw)(ports.paths));
    await (0,store/* removeTree */.dM)(folder, ports.exec);
    return true;
}
/** Keys that have no root any more. */
async function removeEmpty(roots) {
    const names = await (0,promises_.readdir)(roots).catch(() => []);
    await Promise.all(names.map((name) => (0,promises_.rmdir)((0,external_node_path_.join)(roots, name)).catch(() => undefined)));
}

// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
// EXTERNAL MODULE: ./.modules/commands/exit.js
var exit = __webpack_require__(501);
;// CONCATENATED MODULE: ./.modules/commands/cache.js








const HELP = 'xarch cache --help';
/** `xarch cache`: what is kept on this machine, and how it goes. Returns the exit status. */
async function cache(args, assets) {
    const log = (0,local/* terminalLog */.dg)('normal');
    const parsed = (0,cache_arguments/* parseCacheArguments */.Y)(args);
    if (!parsed.ok)
        return (0,exit/* wrongUse */.p)(log, parsed.problems, HELP);
    const asked = parsed.value;
    if (asked.verb === 'help') {
        return (await Promise.all(/* import() */[__webpack_require__.e(550), __webpack_require__.e(425)]).then(__webpack_require__.bind(__webpack_require__, 7550))).helpOf('cache');
    }
    return (0,exit/* ending */.K)(log, HELP, async () => {
        const ports = (0,local/* localPorts */.ER)(assets, 'normal');
        if (asked.verb !== 'list')
            return (0,isolate/* asOwner */.gv)(ports, (owners) => remove(asked, owners));
        const items = await listKept(ports);
        (0,own_streams/* ownStream */.H)('stdout').write(asked.json ? (0,kept/* keptJson */.bE)(items) : (0,kept/* keptText */.GD)(items, Date.now()));
        return 0;
    });
}
async function remove(asked, ports) {
    const { gone, inUse } = await removeItems(chooser(asked), ports);
    if (asked.verb === 'clear' && gone.length + inUse.length < asked.names.length) {
        throw new errors/* Refused */.Lw({
            what: `no root is kept under the name ${asked.names.filter((name) => gone.every((item) => item.name !== name)).join(', ')}`,
            todo: 'xarch cache list shows what there is.',
        });
    }
    const bytes = gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    ports.log.info(`removed ${gone.length} of ${gone.length + inUse.length}: ${(0,kept/* sizeText */.lP)(bytes)}`);
    for (const { name } of inUse)
        ports.log.info(`${name} is in use and stays`);
    return 0;
}
/** What goes: of names, those; else all but roots whose changes were kept on purpose; at prune only what is old. */
function chooser(asked) {
    if (asked.verb === 'prune') {
        const notBefore = Date.now() - asked.maxAgeMs;
        return ({ kind, createdMs }) => kind !== 'changed root' && kind !== 'emulator' && createdMs < notBefore;
    }
    const names = new Set(asked.names);
    return ({ kind, name }) => (names.size > 0 ? names.has(name) : kind !== 'changed root');
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


/***/ })

};
;