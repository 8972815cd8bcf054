"use strict";
exports.id = 732;
exports.ids = [732];
exports.modules = {

/***/ 1732:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   provideInstaller: () => (/* binding */ provideInstaller)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2010);
/* harmony import */ var _base_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5165);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9143);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2515);
/* harmony import */ var _minirootfs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2410);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2905);







/** A native root for the first of these branches that the mirror has it in. */
async function provideInstaller(plans, ports) {
    for (const plan of plans) {
        const find = () => plan.cache === 'false' ? Promise.resolve(undefined) : (0,_store_js__WEBPACK_IMPORTED_MODULE_6__/* .findRoot */ .wg)(plan.key, (0,_keep_js__WEBPACK_IMPORTED_MODULE_3__/* .notBefore */ .$)(plan), ports.paths);
        const make = () => buildInstaller(plan, ports);
        const installer = (await find()) ??
            (plan.cache === 'false'
                ? await make()
                : await (0,_keep_js__WEBPACK_IMPORTED_MODULE_3__/* .locked */ .x)(plan.arch.name, plan.key, ports, async () => (await find()) ?? make()));
        if (installer)
            return installer;
    }
    throw noInstaller(plans);
}
async function buildInstaller(plan, ports) {
    const minirootfs = await (0,_minirootfs_js__WEBPACK_IMPORTED_MODULE_5__/* .findMinirootfs */ .A)(plan, ports.fetch);
    if (!minirootfs)
        return undefined;
    const building = await (0,_store_js__WEBPACK_IMPORTED_MODULE_6__/* .beginRoot */ .s6)(plan.key, ports);
    try {
        const made = await (0,_base_js__WEBPACK_IMPORTED_MODULE_1__/* .unpackMinirootfs */ .$)(minirootfs, plan, [], building.root, ports);
        const manifest = {
            source: made.source ?? '',
            version: await (0,_kind_js__WEBPACK_IMPORTED_MODULE_2__/* .alpineVersion */ .m$)(building.root),
            created: new Date().toISOString(),
            ingredients: (0,_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutPasswords */ .hl)(plan.ingredients),
            fetched: made.fetched,
            environment: {},
        };
        return plan.cache === 'true' ? await building.commit(manifest) : await building.keepForNow(manifest);
    }
    catch (error) {
        await building.discard();
        throw error;
    }
}
function noInstaller(plans) {
    const { arch, mirror } = plans[0] ?? { arch: { name: 'this machine' }, mirror: '' };
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failed */ .cV({
        what: `there is no native apk: the mirror has no minirootfs for ${arch.name} in ${plans.map(({ branch }) => branch).join(' or ')}`,
        source: mirror,
        todo: "Packages are installed with the apk of a minirootfs of this machine's own architecture: the mirror needs one.",
    });
}


/***/ })

};
;