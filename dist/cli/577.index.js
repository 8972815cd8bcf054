"use strict";
exports.id = 577;
exports.ids = [577];
exports.modules = {

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


/***/ })

};
;