"use strict";
exports.id = 496;
exports.ids = [496,585,425,577];
exports.modules = {

/***/ 7124:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  matrix: () => (/* binding */ matrix)
});

// EXTERNAL MODULE: ./.modules/inputs/matrix-arguments.js
var matrix_arguments = __webpack_require__(3072);
// EXTERNAL MODULE: ./.modules/arch/resolve.js
var resolve = __webpack_require__(6803);
;// CONCATENATED MODULE: ./.modules/plan/matrix.js

/** GitHub's own machines, by what `uname -m` says there; the first runs what none of them runs by itself. */
const RUNNERS = [
    { machine: 'x86_64', label: 'ubuntu-24.04' },
    { machine: 'aarch64', label: 'ubuntu-24.04-arm' },
];
/**
 * One job for each architecture, on a machine that runs it by itself where GitHub has one.
 * @param runsOn items `LABEL`, for all, or `ARCH=LABEL`; several labels are joined by `+`
 */
function planMatrix(architectures, runsOn) {
    const problems = [];
    const named = new Map();
    for (const item of runsOn) {
        const [, name, labels = ''] = /^(?:([^=]*)=)?(.*)$/.exec(item) ?? [];
        const arch = name === undefined ? '' : (0,resolve/* resolveArchitecture */.GG)(name)?.name;
        if (arch === undefined || labels.split('+').includes(''))
            problems.push(`runs-on: got "${item}"; allowed are LABEL, for all, and ARCH=LABEL (self-hosted+s390x is a machine that has both labels)`);
        else
            named.set(arch, labels);
    }
    if (problems.length > 0)
        return { ok: false, problems };
    const include = architectures.map((arch) => ({
        arch: arch.name,
        'runs-on': labelsOf(named.get(arch.name) ?? named.get('') ?? hostedRunner(arch)),
    }));
    return { ok: true, value: { include } };
}
function hostedRunner(arch) {
    const native = RUNNERS.find(({ machine }) => (0,resolve/* executionOn */.sT)(machine, arch) === 'native');
    return (native ?? RUNNERS[0])?.label ?? '';
}
function labelsOf(text) {
    const labels = text.split('+');
    return labels.length === 1 ? text : labels;
}

// EXTERNAL MODULE: ./.modules/platform/local.js + 14 modules
var local = __webpack_require__(6698);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __webpack_require__(8560);
// EXTERNAL MODULE: ./.modules/commands/exit.js
var exit = __webpack_require__(501);
// EXTERNAL MODULE: ./.modules/commands/help.js
var help = __webpack_require__(7550);
;// CONCATENATED MODULE: ./.modules/commands/matrix.js






/** `xarch matrix ARCH…`: prints a matrix as JSON, for a workflow's `strategy`. Returns the exit status. */
function matrix(args) {
    const parsed = (0,matrix_arguments/* parseMatrixArguments */.Hs)(args);
    if (parsed.ok && parsed.value.help)
        return (0,help.helpOf)('matrix');
    const planned = parsed.ok && !parsed.value.help ? planMatrix(parsed.value.architectures, parsed.value.runsOn) : parsed;
    if (!planned.ok)
        return (0,exit/* wrongUse */.p)((0,local/* terminalLog */.dg)('normal'), planned.problems, 'xarch matrix --help');
    (0,own_streams/* ownStream */.H)('stdout').write(`${JSON.stringify(planned.value)}\n`);
    return 0;
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


/***/ })

};
;