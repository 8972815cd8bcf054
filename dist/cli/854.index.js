"use strict";
exports.id = 854;
exports.ids = [854];
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

/***/ 7854:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  handlers: () => (/* binding */ handlers)
});

// EXTERNAL MODULE: ./.modules/inputs/arguments.js + 1 modules
var inputs_arguments = __webpack_require__(4209);
// EXTERNAL MODULE: ./.modules/platform/local.js + 14 modules
var local = __webpack_require__(6698);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __webpack_require__(8560);
// EXTERNAL MODULE: ./.modules/report/columns.js
var columns = __webpack_require__(2950);
;// CONCATENATED MODULE: ./.modules/report/handlers.js

const HEADS = ['entry', 'programs', 'state', 'flags', 'emulator', 'registered by'];
/** The handlers of a machine as a table. */
function handlersText(handlers) {
    if (handlers.length === 0)
        return 'no handler is registered\n';
    return (0,columns/* columns */.Y)([
        HEADS,
        ...handlers.map((handler) => [
            handler.name,
            handler.architectures.join(' '),
            state(handler),
            handler.flags,
            handler.interpreter,
            by(handler),
        ]),
    ]);
}
/** The same as JSON, a list. */
function handlersJson(handlers) {
    return `${JSON.stringify(handlers, undefined, 2)}\n`;
}
function state({ enabled, works }) {
    if (!enabled)
        return 'disabled';
    if (works === undefined)
        return 'not tried';
    return works ? 'works' : 'does not work';
}
function by({ holders }) {
    if (holders.length === 0)
        return 'not xarch';
    const runs = holders
        .filter((holder) => holder !== 'by-hand')
        .map((holder) => `process ${holder.split('-')[0] ?? ''}`);
    return `xarch (${[...(holders.includes('by-hand') ? ['by hand'] : []), ...runs].join(', ')})`;
}

// EXTERNAL MODULE: ./.modules/workspace.js
var workspace = __webpack_require__(6871);
// EXTERNAL MODULE: ./.modules/commands/exit.js
var exit = __webpack_require__(501);
// EXTERNAL MODULE: ./.modules/qemu/tried-handlers.js
var tried_handlers = __webpack_require__(9357);
// EXTERNAL MODULE: ./.modules/arch/architectures.js
var arch_architectures = __webpack_require__(7895);
// EXTERNAL MODULE: ./.modules/binfmt/entry.js
var entry = __webpack_require__(9503);
// EXTERNAL MODULE: ./.modules/binfmt/list.js
var list = __webpack_require__(7691);
// EXTERNAL MODULE: ./.modules/binfmt/registry.js
var registry = __webpack_require__(6696);
// EXTERNAL MODULE: ./.modules/main.js + 40 modules
var main = __webpack_require__(9203);
;// CONCATENATED MODULE: ./.modules/commands/handler-actions.js





/** Registers handlers that stay until they are removed, or the machine restarts. Returns the names of what runs. */
async function addHandlers(inputs, ports) {
    const nothing = { command: undefined, environment: {}, folder: '/', volumes: [], stdin: false };
    const { architectures } = await (0,main/* main */.i)({ ...nothing, inputs, lifetime: 'kept' }, ports);
    return architectures;
}
/** Gives up handlers that were added by hand. What somebody else registered stays. */
async function removeHandlers({ handlers }, ports) {
    const architectures = handlers === 'all' ? arch_architectures/* ARCHITECTURES */.X : handlers;
    const isWanted = (name) => architectures.some((arch) => (0,entry/* isNameFor */.Vu)(arch, name));
    const there = async () => (await (0,list/* listHandlers */.Q)(ports)).map(({ name }) => name).filter(isWanted);
    // The journal counts, also where somebody has unregistered an entry since.
    const ours = (0,registry/* readJournal */.a0)().filter(isWanted);
    const before = await there();
    if (ours.length > 0)
        await (0,registry/* releaseHandlers */.JR)(registry/* BY_HAND */.u, ours, ports);
    const after = new Set(await there());
    return {
        removed: ours.filter((name) => !after.has(name)),
        held: ours.filter((name) => after.has(name)),
        foreign: before.filter((name) => !ours.includes(name)),
    };
}

;// CONCATENATED MODULE: ./.modules/commands/handlers.js








const HELP = 'xarch handlers --help';
/** `xarch handlers`. Returns the exit status. */
async function handlers(args, assets) {
    const log = (0,local/* terminalLog */.dg)('normal');
    const parsed = (0,inputs_arguments/* parseHandlersArguments */.bi)(args);
    if (!parsed.ok)
        return (0,exit/* wrongUse */.p)(log, parsed.problems, HELP);
    const asked = parsed.value;
    if (asked.verb === 'help') {
        return (await Promise.all(/* import() */[__webpack_require__.e(550), __webpack_require__.e(585)]).then(__webpack_require__.bind(__webpack_require__, 7550))).helpOf('handlers');
    }
    return (0,exit/* ending */.K)(log, HELP, async () => {
        const ports = (0,local/* localPorts */.ER)(assets, 'normal');
        if (asked.verb === 'list')
            return handlers_list(asked.json, ports);
        const inputs = (0,workspace/* anchored */.X)(asked.inputs, ports.paths.workspace, true);
        return asked.verb === 'add' ? add(inputs, ports) : remove(inputs, ports);
    });
}
async function handlers_list(json, ports) {
    const tried = await (0,tried_handlers/* tryHandlers */.F)(ports);
    (0,own_streams/* ownStream */.H)('stdout').write(json ? handlersJson(tried) : handlersText(tried));
    return 0;
}
async function add(inputs, ports) {
    const names = await addHandlers(inputs, ports);
    ports.log.info(`programs of these architectures run now, until "xarch handlers remove": ${names.join(', ')}`);
    return 0;
}
async function remove(inputs, ports) {
    const { removed, held, foreign } = await removeHandlers(inputs, ports);
    if (removed.length > 0)
        ports.log.info(`removed ${removed.join(', ')}`);
    if (held.length > 0)
        ports.log.info(`${held.join(', ')}: other runs use it still, and remove it at their end`);
    if (foreign.length > 0)
        ports.log.info(`${foreign.join(', ')}: not registered by xarch, left alone`);
    if (removed.length + held.length + foreign.length === 0)
        ports.log.info('there was nothing to remove');
    return 0;
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


/***/ })

};
;