"use strict";
exports.id = 425;
exports.ids = [425];
exports.modules = {

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