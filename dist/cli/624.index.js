"use strict";
exports.id = 624;
exports.ids = [624,425];
exports.modules = {

/***/ 2624:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   archs: () => (/* binding */ archs)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _platform_local_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6698);
/* harmony import */ var _platform_own_streams_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8560);
/* harmony import */ var _report_architectures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3425);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(501);





/** `xarch archs [--json]`. Returns the exit status. */
async function archs(args) {
    const [option, ...rest] = args;
    if (option === '--help' || option === '-h')
        return (await Promise.all(/* import() */[__webpack_require__.e(550), __webpack_require__.e(577)]).then(__webpack_require__.bind(__webpack_require__, 7550))).helpOf('archs');
    if (rest.length > 0 || (option !== undefined && option !== '--json')) {
        return (0,_exit_js__WEBPACK_IMPORTED_MODULE_4__/* .wrongUse */ .p)((0,_platform_local_js__WEBPACK_IMPORTED_MODULE_1__/* .terminalLog */ .dg)('normal'), [`archs: got "${args.join(' ')}"; allowed is --json`], 'xarch --help');
    }
    (0,_platform_own_streams_js__WEBPACK_IMPORTED_MODULE_2__/* .ownStream */ .H)('stdout').write(option === '--json' ? `${(0,_report_architectures_js__WEBPACK_IMPORTED_MODULE_3__/* .architecturesJson */ .jF)((0,node_os__WEBPACK_IMPORTED_MODULE_0__.machine)())}\n` : (0,_report_architectures_js__WEBPACK_IMPORTED_MODULE_3__/* .architecturesText */ .Cq)((0,node_os__WEBPACK_IMPORTED_MODULE_0__.machine)()));
    return 0;
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