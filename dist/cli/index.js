import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

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

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  x: () => (/* binding */ cli)
});

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./src/arch/architectures.ts
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

;// CONCATENATED MODULE: ./src/arch/resolve.ts


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
    const nearest = (0,mod/* closest */.kp)(wanted, names);
    // Two letters that changed places are two edits.
    const typos = wanted.length < 5 ? 1 : 2;
    if (wanted.length > 1 && (0,mod/* distance */.Io)(wanted, nearest) <= typos)
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
    return new Set(ARCHITECTURES.filter((row) => row.uname === machine).map((row) => row.cpu)).size > 1;
}
function plain(name) {
    const lower = name.trim().toLowerCase();
    return lower.startsWith(PLATFORM_PREFIX) ? lower.slice(PLATFORM_PREFIX.length) : lower;
}
function index() {
    const byName = new Map();
    for (const column of COLUMNS) {
        for (const row of ARCHITECTURES) {
            for (const name of column(row)) {
                if (name !== null && !byName.has(name))
                    byName.set(name, row);
            }
        }
    }
    return byName;
}

;// CONCATENATED MODULE: ./src/rootfs/branch.ts
/** A branch of Alpine as its mirrors name it: `v3.20`, `edge` or `latest-stable`. */
function parseBranch(text, problem) {
    if (/^(v\d+\.\d+|edge|latest-stable)$/.test(text))
        return text;
    const number = /^v?(\d+)\.(\d+)(\.\d+)?$/.exec(text);
    const meant = number
        ? `v${number[1] ?? ''}.${number[2] ?? ''}`
        : /^(latest|stable)$/.test(text)
            ? 'latest-stable'
            : undefined;
    const question = meant === undefined ? '' : `; did you mean "${meant}"?`;
    problem(`branch: got "${text}"; allowed are vX.Y (v3.20), edge and latest-stable${question}`);
    return text;
}
/** Orders numbered branches; `edge` and `latest-stable` are newer than all of them. */
function compareBranches(left, right) {
    const rank = (branch) => {
        const [, major, minor] = /^v(\d+)\.(\d+)$/.exec(branch) ?? [];
        return major === undefined ? Number.MAX_SAFE_INTEGER : Number(major) * 1000 + Number(minor);
    };
    return rank(left) - rank(right);
}

;// CONCATENATED MODULE: ./src/inputs/table.ts
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
        meaning: "one or several architectures; Alpine's, Docker's, Debian's, Go's and uname's names are understood",
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
        default: 'sh -eo pipefail',
        option: false,
        meaning: 'the program inside that runs the commands',
    },
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
        meaning: 'base of an Alpine mirror: https:, http: or file:',
    },
    {
        name: 'repositories',
        kind: 'list',
        default: '',
        value: 'URLS',
        meaning: "further apk repositories, after the mirror's",
    },
    {
        name: 'keys',
        kind: 'list',
        default: '',
        value: 'FILES',
        meaning: 'public keys (files NAME.rsa.pub) that further repositories are signed with',
    },
    {
        name: 'allow-untrusted',
        kind: 'flag',
        default: 'false',
        meaning: 'install packages although nobody has signed them',
    },
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
        name: 'cache',
        kind: 'flag',
        default: 'true',
        value: 'true|false',
        meaning: 'keep the built root and use it again',
    },
];

;// CONCATENATED MODULE: ./src/inputs/parse.ts




/** Reads all inputs; a problem of one does not hide those of the others. */
function parseInputs(raw) {
    const problems = [];
    const text = (name) => given(raw, name);
    const problem = (line) => problems.push(line);
    const value = {
        architectures: architectures(words(text('arch')), problem),
        run: text('run'),
        shell: shell(text('shell'), problem),
        packages: words(text('packages')).filter((name) => isPackage(name, problem)),
        branch: parseBranch(text('branch').trim(), problem),
        mirror: url('mirror', text('mirror').trim(), problem).replace(/\/+$/, ''),
        repositories: repositories(words(text('repositories')), problem),
        places: words(`${text('mirror')} ${text('repositories')}`).join(' '),
        keys: words(text('keys')).filter((path) => isKey(path, problem)),
        allowUntrusted: flag('allow-untrusted', text('allow-untrusted'), problem),
        env: environmentTexts(raw.env ?? '').flatMap((item) => environmentItem(item, problem)),
        workingDirectory: text('working-directory'),
        cache: flag('cache', text('cache'), problem),
    };
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}
function given(raw, name) {
    const input = INPUTS.find((row) => row.name === name);
    const texts = givenTexts(raw, name);
    const text = (input?.kind === 'list' ? texts.join('\n') : texts.at(-1)) ?? '';
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
function architectures(names, problem) {
    const found = names.flatMap((name) => {
        const architecture = resolveArchitecture(name);
        if (architecture)
            return [architecture];
        const meant = suggestArchitecture(name);
        const allowed = ARCHITECTURES.filter((row) => row.alpine !== null || ['ppc', 'ppc64'].includes(row.name));
        problem(`arch: got "${name}"; allowed are ${listed(allowed.map((row) => row.name))}${question(meant)}`);
        return [];
    });
    return [...new Set(found)];
}
function shell(text, problem) {
    const [program, ...options] = text.split(/\s+/).filter((word) => word !== '');
    if (program !== undefined && !text.includes('{0}'))
        return [program, ...options];
    problem(`shell: got "${text}"; allowed is a program with its options, such as "bash -e"; the commands are added behind it as a file`);
    return ['sh'];
}
/** An atom of apk: a name, with a version or a tag. Source: apk-world(5). */
function isPackage(name, problem) {
    const good = /^!?[A-Za-z0-9_.][\w.+:/-]*([<>=~]+[\w.+-]+)?(@[\w.-]+)?$/.test(name);
    if (!good)
        problem(`packages: got "${name}"; allowed is a name, also with a version or a tag (make, make=4.4.1-r2, make@edge)`);
    return good;
}
function isKey(path, problem) {
    const good = /[^/]\.pub$/.test(path);
    if (!good)
        problem(`keys: got "${path}"; allowed are files NAME.rsa.pub, named as the packages' signatures name them`);
    return good;
}
function url(name, text, problem) {
    const good = /^(https?:\/\/[^/\s]+|file:\/?\S)/.test(text);
    if (!good) {
        const meant = text.startsWith('/') || text.startsWith('.')
            ? `file:${text}`
            : /^[\w.-]+\.[a-z]+(\/|$)/i.test(text)
                ? `https://${text}`
                : undefined;
        problem(`${name}: got "${text}"; allowed are https://…, http://… and file:DIR${question(meant)}`);
    }
    return text;
}
function repositories(lines, problem) {
    return lines.map((line) => url('repositories', line, problem).replace(/\/+$/, ''));
}
function flag(name, text, problem) {
    const word = text.trim().toLowerCase();
    if (word !== 'true' && word !== 'false')
        problem(`${name}: got "${text}"; allowed are true and false`);
    return word === 'true';
}
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
function listed(names) {
    return names.join(', ');
}
function question(meant) {
    return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

;// CONCATENATED MODULE: ./src/inputs/arguments.ts




const OPTIONS = INPUTS.filter((input) => input.option !== false);
const SWITCHES = {
    help: { type: 'boolean', short: 'h' },
    quiet: { type: 'boolean', short: 'q' },
    verbose: { type: 'boolean', short: 'v' },
};
/** An input is an option with a value; a flag that is off by itself needs none. */
const takesValue = (input) => input.kind !== 'flag' || input.value !== undefined;
const CONFIG = {
    ...SWITCHES,
    ...Object.fromEntries(OPTIONS.map((input) => [
        input.name,
        {
            type: takesValue(input) ? 'string' : 'boolean',
            multiple: true,
            ...(input.letter ? { short: input.letter } : {}),
        },
    ])),
};
/** Reads the arguments of `xarch run`, and the inputs that they are; all problems at once. */
function parseRunArguments(args) {
    const separator = args.indexOf('--');
    const [program, ...words] = separator < 0 ? [] : args.slice(separator + 1);
    const problems = [];
    const { values, tokens } = (0,external_node_util_.parseArgs)({
        args: separator < 0 ? [...args] : args.slice(0, separator),
        options: CONFIG,
        strict: false, // we say what is wrong, all of it
        allowPositionals: true,
        tokens: true,
    });
    if (values['help'] === true)
        return { ok: true, value: { help: true } };
    for (const token of tokens) {
        if (token.kind === 'positional')
            problems.push(`got "${token.value}" where an option was expected; the command stands behind --`);
        if (token.kind === 'option')
            problems.push(...optionProblems(token.name, token.rawName, token.value));
    }
    if (program === undefined)
        problems.push('no command was given; it stands behind --, as in: xarch run -a s390x -- make check');
    const raw = Object.fromEntries(OPTIONS.map((input) => [input.name, optionTexts(input, values[input.name])]));
    const parsed = parseInputs(raw);
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (!parsed.ok || program === undefined || problems.length > 0)
        return { ok: false, problems };
    const { quiet, verbose } = values;
    return {
        ok: true,
        value: {
            help: false,
            inputs: parsed.value,
            command: [program, ...words],
            quiet: quiet === true,
            verbose: verbose === true,
        },
    };
}
function optionProblems(name, raw, value) {
    const option = CONFIG[name];
    if (!option) {
        const names = Object.keys(CONFIG);
        const nearest = (0,mod/* closest */.kp)(name, names);
        const meant = (0,mod/* distance */.Io)(name, nearest) <= 2 ? `; did you mean --${nearest}?` : '; xarch run --help lists the options';
        return [`got the option ${raw}, which there is not${meant}`];
    }
    if (option.type === 'string' && value === undefined)
        return [`the option ${raw} needs a value`];
    if (option.type === 'boolean' && value !== undefined)
        return [`the option ${raw} takes no value, got "${value}"`];
    return [];
}
/** What an option was given, each time; one that lacks its value has been complained of. */
function optionTexts(input, value) {
    const given = Array.isArray(value) ? value : [];
    return given.filter((item) => !takesValue(input) || typeof item === 'string').map(String);
}

;// CONCATENATED MODULE: ./src/phases.ts
/** Takes the time of named parts of the work. */
class Phases {
    now;
    times = new Map();
    constructor(now) {
        this.now = now;
    }
    /** Runs a part and notes how long it took, whether or not it succeeded. */
    async time(name, work) {
        const start = this.now();
        try {
            return await work();
        }
        finally {
            this.times.set(name, this.now() - start);
        }
    }
    /** Milliseconds by name, in the order in which the parts ended. */
    all() {
        return Object.fromEntries(this.times);
    }
}

;// CONCATENATED MODULE: ./src/binfmt/entry.ts
/** Flags of our entries: keep argv[0] (busybox needs it), and open the emulator now, so that it works in any root. */
const FLAGS = 'PF';
/** Name of the entry that abuild and others look for. */
function entryName(arch) {
    return `qemu-${arch.cpu}`;
}
/**
 * The line to write to the register file. Source: the kernel's Documentation/admin-guide/binfmt-misc.rst; bytes are
 * written as `\xNN`, which no separator can collide with.
 */
function registerLine(name, arch, interpreter) {
    const bytes = (hex) => hex.replace(/../g, '\\x$&');
    return `:${name}:M::${bytes(arch.magic)}:${bytes(arch.mask)}:${interpreter}:${FLAGS}`;
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
/** Why an entry cannot serve us; undefined where it can. */
function fault(entry, arch) {
    if (!entry.enabled)
        return 'it is disabled';
    if (entry.offset !== 0 || entry.magic !== arch.magic || entry.mask !== arch.mask)
        return 'its magic or mask is another';
    if (!entry.flags.includes('F'))
        return 'it has no flag F, so its emulator is looked for inside the root';
    if (!entry.flags.includes('P'))
        return 'it has no flag P, so programs lose the name they were called by';
    return undefined;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./src/cache/key.ts

/** Raised when roots built before must not be used any more. */
const FORMAT = '1';
/** Name of a root: readable in front, a digest of all ingredients behind. No comma, far below 512 characters. */
function rootKey(arch, ingredients) {
    const digest = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(Object.entries(ingredients)))
        .digest('hex');
    return `xarch-${FORMAT}-${arch}-${digest.slice(0, 24)}`;
}

;// CONCATENATED MODULE: ./src/plan.ts





/** What to do, all of it, from what was asked and what the host is. */
function plan(inputs, host, hostArch) {
    const problems = [];
    const notes = [];
    const targets = inputs.architectures.map((arch) => {
        const branch = branchFor(arch, inputs, (line) => problems.push(line), (line) => notes.push(line));
        const { packages, repositories, allowUntrusted } = inputs;
        const wanted = { arch, branch, packages, repositories, keys: host.keys, allowUntrusted };
        return {
            arch,
            execution: executionFor(arch, host, (line) => notes.push(line)),
            root: rootPlan(wanted, inputs),
        };
    });
    const installer = (branch) => rootPlan({ arch: hostArch, branch, packages: [], repositories: [], keys: [], allowUntrusted: false }, inputs);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { targets, installer, notes } };
}
function executionFor(arch, host, note) {
    if (executionOn(host.machine, arch) === 'native')
        return { kind: 'native' };
    const name = entryName(arch);
    const entry = host.entries.get(name);
    if (!entry)
        return { kind: 'register', entry: name };
    const reason = fault(entry, arch);
    if (reason === undefined)
        return { kind: 'reuse', entry: name, interpreter: entry.interpreter };
    const own = `xarch-${arch.cpu}`;
    note(`the handler ${name} of this machine cannot serve: ${reason}; ${own} is registered, and matches before it`);
    return { kind: 'register', entry: own };
}
/** The branch a root comes from: what was asked for, or the last one that has the architecture. */
function branchFor(arch, inputs, problem, note) {
    const { branch, mirror, repositories } = inputs;
    const last = arch.alpine?.last ?? null;
    if (branch === 'latest-stable' && last !== null) {
        note(`${arch.name}: branch ${last}, the last that Alpine published for it`);
        return last;
    }
    const isPublic = mirror === INPUTS.find(({ name }) => name === 'mirror')?.default;
    if (!isPublic || repositories.length > 0)
        return branch; // what other mirrors have, only they know
    if (arch.alpine === null) {
        problem(`arch: ${arch.name} was never published by Alpine; give a mirror that has it (input "mirror"), or repositories and their keys (inputs "repositories" and "keys"; Adélie Linux has ppc and ppc64)`);
    }
    else if (isOutside(branch, arch.alpine.first, last)) {
        problem(`branch: got "${branch}"; Alpine has ${arch.name} ${last === null ? `from ${arch.alpine.first} on` : `from ${arch.alpine.first} to ${last}`}`);
    }
    return branch;
}
function isOutside(branch, first, last) {
    return compareBranches(branch, first) < 0 || (last !== null && compareBranches(branch, last) > 0);
}
function rootPlan(wanted, inputs) {
    const { mirror, cache } = inputs;
    const ingredients = {
        arch: wanted.arch.name,
        branch: wanted.branch,
        'mirror and repositories': inputs.places,
        packages: [...wanted.packages].sort().join(' '),
        keys: wanted.keys.map(({ name, digest }) => `${name} ${digest}`).join(', '),
        'allow-untrusted': String(wanted.allowUntrusted),
    };
    return { ...wanted, mirror, cache, ingredients, key: rootKey(wanted.arch.name, ingredients) };
}

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./src/report/errors.ts
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
/** The lines that explain an error; one that is not ours is a bug and shows its stack. */
function explain(error) {
    if (error instanceof BadInputs)
        return [...error.problems];
    if (error instanceof Interrupted)
        return [error.message];
    if (error instanceof Explained) {
        const { what, source, todo } = error.explanation;
        return [what, ...(source ? [`at: ${source}`] : []), ...(todo ? [`do: ${todo}`] : [])];
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [`this is a bug in xarch, please report it with this text: ${stack}`];
}

;// CONCATENATED MODULE: ./src/binfmt/registry.ts




/** Where the kernel shows its entries, once mounted. */
const BINFMT_MISC = '/proc/sys/fs/binfmt_misc';
/** Where handlers.sh writes down which entries are ours, and who holds them. */
const JOURNAL = '/run/xarch/handlers';
/**
 * Somebody else's entries for magics that are there now; empty where binfmt_misc is not mounted. One of another xarch is
 * left out: it is shared by registering it again, which makes this run one of its holders.
 */
async function readEntries(folder = BINFMT_MISC) {
    const ours = new Set(await (0,promises_namespaceObject.readdir)(JOURNAL).catch(() => []));
    const names = (await (0,promises_namespaceObject.readdir)(folder).catch(() => [])).filter((name) => !ours.has(name));
    const entries = new Map();
    for (const name of names.filter((file) => file !== 'register' && file !== 'status')) {
        const entry = parseEntry(await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, name), 'utf8').catch(() => ''));
        if (entry)
            entries.set(name, entry);
    }
    return entries;
}
/** Registers handlers. Throws `Failed` where the kernel, or someone else's entry of that name, does not let us. */
async function registerHandlers(handlers, lifetime, ports) {
    if (handlers.length === 0)
        return { release: () => Promise.resolve() };
    const verb = lifetime === 'run' ? 'hold' : 'acquire';
    const command = script(ports.paths, verb, handlers);
    ports.log.debug(`registering ${handlers.map(({ name, file }) => `${name} (${file})`).join(', ')}`);
    if (lifetime === 'run')
        return hold(command, ports);
    const output = await ports.exec.attempt(command);
    if (output.status !== 0)
        throw refusal(output.status, output.stdout, output.stderr);
    return { release: () => releaseHandlers(ports) };
}
/** Gives up all that this run's holder has; entries that nobody holds any more are removed. */
async function releaseHandlers(ports) {
    await ports.exec.run(script(ports.paths, 'release', []));
}
async function hold(command, ports) {
    const keeper = ports.exec.start(command, { kind: 'lifeline' });
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
function script(paths, verb, handlers) {
    return {
        argv: [
            'bash',
            (0,external_node_path_namespaceObject.join)(paths.assets, 'binfmt/handlers.sh'),
            verb,
            paths.holder,
            ...handlers.flatMap(({ name, file, line }) => [name, file, line]),
        ],
        why: verb === 'release' ? 'take the binfmt_misc handlers away' : 'register binfmt_misc handlers',
        privileged: true,
        always: verb === 'release',
        timeoutMs: 30_000,
    };
}
function refusal(status, stdout, stderr) {
    const taken = /^taken (\S+)/m.exec(stdout)?.[1];
    if (status === 3 && taken !== undefined) {
        return new Failed({
            what: `the binfmt_misc entry ${taken} is someone else's and does not work for us`,
            source: `${BINFMT_MISC}/${taken}`,
            todo: `Look at it (cat ${BINFMT_MISC}/${taken}); it needs to be enabled, with the flags P and F.`,
        });
    }
    return new Failed({
        what: `could not register binfmt_misc handlers: ${stderr.trim() || `status ${status ?? 'unknown'}`}`,
        source: BINFMT_MISC,
        todo: 'Needed are root, a kernel with binfmt_misc (try: modprobe binfmt_misc), and a writable /proc/sys; in a container that means --privileged.',
    });
}

;// CONCATENATED MODULE: ./src/qemu/canary-code.ts
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

;// CONCATENATED MODULE: ./src/qemu/canary.ts


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

;// CONCATENATED MODULE: ./src/platform/processes.ts

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
    return started !== undefined && startTime(Number(pid)) === started;
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
function children(pid) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    }
    catch {
        return [];
    }
}
const startTime = (pid) => statFields(pid)?.[19];
/** The fields of /proc/PID/stat from the third on: the second, the program's name, may have any character in it. */
function statFields(pid) {
    try {
        const stat = (0,external_node_fs_namespaceObject.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/platform/temporary.ts



/** Temporary folders are `xarch-tmp-PID-STARTTIME-RANDOM`: those of processes that are gone can be told. */
const PREFIX = 'xarch-tmp-';
let swept;
/**
 * Gives some work a folder that is removed after it. What killed runs have left is removed at the first use.
 * @param temporary the folder to make it in
 */
async function withTemporaryFolder(temporary, work) {
    swept ??= sweep(temporary);
    await swept;
    const folder = await (0,promises_namespaceObject.mkdtemp)((0,external_node_path_namespaceObject.join)(temporary, `${PREFIX}${processName(process.pid)}-`));
    try {
        return await work(folder);
    }
    finally {
        await (0,promises_namespaceObject.rm)(folder, { recursive: true, force: true });
    }
}
async function sweep(temporary) {
    const names = await (0,promises_namespaceObject.readdir)(temporary).catch(() => []);
    const abandoned = names.filter((name) => name.startsWith(PREFIX) && !isAlive(owner(name)));
    // Another user's cannot be removed, and are his.
    await Promise.all(abandoned.map((name) => (0,promises_namespaceObject.rm)((0,external_node_path_namespaceObject.join)(temporary, name), { recursive: true, force: true }).catch(() => undefined)));
}
function owner(name) {
    const [pid = '', started = ''] = name.slice(PREFIX.length).split('-');
    return `${pid}-${started}`;
}

;// CONCATENATED MODULE: ./src/qemu/proof.ts




/**
 * Runs the canary of an architecture, which ends with CANARY_STATUS where all is well.
 * @param emulator the file that runs it; undefined asks the kernel, and so the handler
 */
async function runCanary(arch, emulator, ports) {
    return withTemporaryFolder(ports.paths.temporary, async (folder) => {
        const canary = (0,external_node_path_namespaceObject.join)(folder, `canary-${arch.name}`);
        await (0,promises_namespaceObject.writeFile)(canary, canaryElf(arch), { mode: 0o755 });
        const argv = emulator === undefined ? [canary] : [emulator, canary];
        return ports.exec.attempt({ argv, why: `run a ${arch.name} program`, timeoutMs: 10_000 });
    });
}

;// CONCATENATED MODULE: ./src/qemu/handlers.ts





/**
 * Makes the programs of all targets run: registers an entry for each emulator and proves it by a canary that the
 * kernel is asked to run. Throws `Failed` and takes back what was registered where one does not run.
 */
async function provideHandlers(targets, emulators, lifetime, ports) {
    const wanted = new Map();
    for (const target of targets) {
        const emulator = emulators.get(target.arch.cpu);
        if (target.execution.kind === 'register' && emulator)
            wanted.set(target.execution.entry, { target, emulator });
    }
    const handlers = [...wanted].map(([name, { target, emulator }]) => {
        if (emulator.file.length > LONGEST_INTERPRETER || /[:\n]/.test(emulator.file))
            throw impossiblePath(emulator.file);
        return { name, file: emulator.file, line: registerLine(name, target.arch, emulator.file) };
    });
    const registered = await registerHandlers(handlers, lifetime, ports);
    try {
        await Promise.all([...wanted].map(([name, { target }]) => prove(name, target, ports)));
        return registered;
    }
    catch (error) {
        await registered.release();
        throw error;
    }
}
async function prove(name, { arch }, ports) {
    const { status, signal } = await runCanary(arch, undefined, ports);
    if (status === CANARY_STATUS)
        return;
    throw new Failed({
        what: `the handler ${name} was registered, but a ${arch.name} program ended with ${signal ?? `status ${status ?? 'unknown'}`} instead of status ${CANARY_STATUS}`,
        todo: 'Is another handler for this architecture registered, or is the temporary folder mounted noexec?',
    });
}
function impossiblePath(file) {
    return new Failed({
        what: `the kernel takes no emulator at this path (${file.length} characters; at most ${LONGEST_INTERPRETER}, and no colon): ${file}`,
        todo: 'Set RUNNER_TOOL_CACHE (or XDG_CACHE_HOME for the command) to another folder.',
    });
}

;// CONCATENATED MODULE: ./src/qemu/apt.ts



/** Packages with static emulators, and how their files end. From Debian 13 and Ubuntu 26.04 on `qemu-user` is static. */
const PACKAGES = [
    { name: 'qemu-user-static', suffix: '-static' },
    { name: 'qemu-user', suffix: '' },
];
/**
 * Emulators out of the distribution's package, which is downloaded by apt (and so verified) but not installed: its
 * installation would register handlers for everything.
 * @param folder where the package and the files go
 * @returns a file for each cpu that the packages have
 */
async function downloadFromApt(cpus, folder, ports) {
    const files = new Map();
    let refreshed = false;
    for (const { name, suffix } of PACKAGES) {
        const missing = cpus.filter((cpu) => !files.has(cpu));
        if (missing.length === 0)
            break;
        ports.log.info(`downloading the package ${name} for qemu-${missing.join(', qemu-')}`);
        const target = (0,external_node_path_namespaceObject.join)(folder, name);
        await (0,promises_namespaceObject.mkdir)(target);
        let download = await ports.exec.attempt(downloading(name, target));
        if (download.status !== 0 && !refreshed) {
            refreshed = true;
            await ports.exec.run(REFRESH);
            download = await ports.exec.attempt(downloading(name, target));
        }
        const archive = (await (0,promises_namespaceObject.readdir)(target)).find((file) => file.endsWith('.deb'));
        if (download.status !== 0 || archive === undefined) {
            ports.log.debug(`apt has no ${name}: ${download.stderr.trim()}`);
            continue;
        }
        await ports.exec.run(extracting((0,external_node_path_namespaceObject.join)(target, archive), target, missing.map((cpu) => member(cpu, suffix)), ports));
        for (const cpu of missing) {
            const file = (0,external_node_path_namespaceObject.join)(target, member(cpu, suffix));
            if (await isRegular(file))
                files.set(cpu, file);
        }
    }
    if (files.size === 0)
        throw unavailable(cpus);
    return files;
}
const member = (cpu, suffix) => `./usr/bin/qemu-${cpu}${suffix}`;
function downloading(name, folder) {
    return { argv: ['apt-get', '-q', 'download', name], cwd: folder, why: `download the package ${name}` };
}
/** Machines come with empty or old lists of packages. */
const REFRESH = {
    argv: ['apt-get', '-q', 'update'],
    privileged: true,
    why: "refresh apt's lists of packages",
};
function extracting(archive, folder, members, { paths }) {
    return {
        argv: ['bash', (0,external_node_path_namespaceObject.join)(paths.assets, 'qemu/extract.sh'), archive, folder, ...members],
        why: `unpack ${archive}`,
    };
}
async function isRegular(file) {
    return (0,promises_namespaceObject.stat)(file).then((found) => found.isFile(), () => false);
}
function unavailable(cpus) {
    return new Failed({
        what: `there is no emulator: this machine has no qemu-${cpus.join('-static, qemu-')}-static, and apt has no qemu-user-static`,
        todo: 'On Debian or Ubuntu check /etc/apt/sources.list (Ubuntu: the component "universe"); elsewhere install a static qemu-user.',
    });
}

;// CONCATENATED MODULE: ./src/qemu/emulator.ts
/** The version in what `qemu-<cpu> --version` prints. */
function parseVersion(text) {
    return /version (\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
}
const PT_INTERP = 3;
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
/** The cpus of several architectures, each once, with an architecture that stands for it. */
function byCpu(architectures) {
    return new Map(architectures.map((arch) => [arch.cpu, arch]));
}

;// CONCATENATED MODULE: ./src/qemu/provide.ts








/** Where distributions put their static emulators. */
const HOST_FOLDERS = ['/usr/bin', '/usr/local/bin'];
/** Where a program's headers are, with much room. */
const HEAD_BYTES = 4096;
/**
 * An emulator for each cpu: the host's own static one, one kept from earlier, or the one file needed out of the
 * distribution's package. Throws `Failed` where a cpu has none.
 */
async function provideEmulators(architectures, ports) {
    const wanted = byCpu(architectures);
    const found = new Map();
    await Promise.all([...wanted.values()].map(async (arch) => {
        const emulator = (await ofHost(arch, ports)) ?? (await kept(arch, ports));
        if (emulator)
            found.set(arch.cpu, emulator);
    }));
    const missing = [...wanted.values()].filter(({ cpu }) => !found.has(cpu));
    if (missing.length > 0) {
        for (const emulator of await fromApt(missing, ports))
            found.set(emulator.cpu, emulator);
    }
    return found;
}
async function ofHost(arch, ports) {
    for (const folder of HOST_FOLDERS) {
        for (const name of [`qemu-${arch.cpu}-static`, `qemu-${arch.cpu}`]) {
            const file = (0,external_node_path_namespaceObject.join)(folder, name);
            if (!(await isStaticProgram(file)))
                continue;
            const version = await proved(file, arch, ports);
            if (version !== undefined)
                return { cpu: arch.cpu, file, version, source: 'of this machine' };
            ports.log.warning(`${file} does not run a ${arch.name} program; it is passed over`);
        }
    }
    return undefined;
}
async function kept(arch, ports) {
    const tool = await ports.tools.find(toolName(arch.cpu));
    if (!tool)
        return undefined;
    // It was proved before it was kept.
    return {
        cpu: arch.cpu,
        file: (0,external_node_path_namespaceObject.join)(tool.folder, fileName(arch.cpu)),
        version: tool.version,
        source: 'kept from before',
    };
}
async function fromApt(missing, ports) {
    return withTemporaryFolder(ports.paths.temporary, async (folder) => {
        const cpus = missing.map(({ cpu }) => cpu);
        const files = await downloadFromApt(cpus, folder, ports);
        return Promise.all(missing.map((arch) => keepProved(arch, files.get(arch.cpu), ports)));
    });
}
async function keepProved(arch, file, ports) {
    if (file === undefined || !(await isStaticProgram(file)))
        throw nowhere(arch);
    const version = await proved(file, arch, ports);
    if (version === undefined)
        throw broken(arch);
    const folder = await ports.tools.keep(file, fileName(arch.cpu), toolName(arch.cpu), version);
    return { cpu: arch.cpu, file: (0,external_node_path_namespaceObject.join)(folder, fileName(arch.cpu)), version, source: 'from apt' };
}
/** Its version, when it runs the canary of that architecture. */
async function proved(file, arch, ports) {
    const asked = { argv: [file, '--version'], why: `ask ${file} for its version`, timeoutMs: 10_000 };
    const [canary, version] = await Promise.all([runCanary(arch, file, ports), ports.exec.attempt(asked)]);
    return canary.status === CANARY_STATUS ? parseVersion(version.stdout) : undefined;
}
async function isStaticProgram(file) {
    try {
        await (0,promises_namespaceObject.access)(file, promises_namespaceObject.constants.X_OK);
        if (!(await (0,promises_namespaceObject.stat)(file)).isFile())
            return false;
        const handle = await (0,promises_namespaceObject.open)(file);
        try {
            const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
            return !needsLoader(buffer.subarray(0, bytesRead));
        }
        finally {
            await handle.close();
        }
    }
    catch {
        return false;
    }
}
const toolName = (cpu) => `xarch-qemu-${cpu}`;
const fileName = (cpu) => `qemu-${cpu}`;
function nowhere({ name, cpu }) {
    return new Failed({
        what: `there is no static emulator for ${name}: the distribution's packages have no qemu-${cpu}`,
        todo: `Install a static qemu-${cpu}-static into /usr/local/bin, or use a newer distribution.`,
    });
}
function broken({ name, cpu }) {
    return new Failed({
        what: `the distribution's qemu-${cpu} does not run a ${name} program here (its canary did not end with ${CANARY_STATUS})`,
        todo: `Install another static qemu-${cpu}-static into /usr/local/bin.`,
    });
}

;// CONCATENATED MODULE: ./src/sandbox/environment.ts
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
const WORKFLOW_NAME = /^(CI|GITHUB_\w+|RUNNER_\w+)$/;
/** Never taken along but by its full name: the runner's secrets, and what means something to the host alone. */
const SECRET_NAME = /^(ACTIONS_\w+|GITHUB_TOKEN|INPUT_.*|STATE_.*|XARCH_.*|LD_\w+|GITHUB_STATE)$/;
/** The guest's own, or the shell's: what the workflow has set of them speaks of the host. */
const HOST_NAME = /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|PWD|OLDPWD|SHLVL|_)$/;
/** What sh can export. Others (`npm_config_foo-bar`) cannot be handed in. */
const EXPORTABLE = /^[A-Za-z_]\w*$/;
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
/** An outside that has nothing to give. */
const NOTHING_OUTSIDE = { all: {}, ofWorkflow: new Set() };
/** How enter.sh wants an environment: names that mean nothing to the host's programs on the way in. */
function carried(environment) {
    const entries = Object.entries(environment).map(([name, value]) => [`XARCH_E_${name}`, value]);
    return { XARCH_NAMES: Object.keys(environment).join(' '), ...Object.fromEntries(entries) };
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./src/sandbox/capabilities.ts
/**
 * Capabilities that no build needs and that lead from root in the sandbox to the host, by their number in
 * linux/capability.h (the names of the newer ones are unknown to older versions of setpriv). Tracing one's own children
 * needs none; with sys_ptrace the guest could use /proc/N/root of what enters, which is the host's (enter.sh).
 */
const DROPPED_CAPABILITIES = {
    dac_read_search: 2,
    sys_module: 16,
    sys_rawio: 17,
    sys_ptrace: 19,
    sys_admin: 21,
    sys_boot: 22,
    sys_time: 25,
    mknod: 27,
    audit_control: 30,
    mac_override: 32,
    mac_admin: 33,
    syslog: 34,
    wake_alarm: 35,
    perfmon: 38,
    bpf: 39,
};
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

;// CONCATENATED MODULE: ./src/sandbox/sandbox.ts







/** Opens a sandbox (hold.sh says how). Throws `Failed` where the kernel or the root does not allow it. */
async function openSandbox(plan, ports) {
    const script = (name) => (0,external_node_path_namespaceObject.join)(ports.paths.assets, 'sandbox', name);
    const keeper = ports.exec.start({
        argv: [...PRIVATE_MOUNTS, 'bash', script('hold.sh'), '--', script('setup.sh'), ...setupArguments(plan)],
        why: 'open the sandbox',
        privileged: true,
    }, { kind: 'lifeline' });
    const ready = /^ready (\d+) (\d+)$/.exec((await keeper.nextLine()) ?? '');
    if (!ready)
        throw await sandbox_refusal(keeper);
    const [, outside = '', holder = ''] = ready;
    const drop = boundingSet(Number(await (0,promises_namespaceObject.readFile)('/proc/sys/kernel/cap_last_cap', 'utf8')));
    return {
        start: ({ argv, folder, environment }, streams) => {
            const enter = [
                'nsenter',
                `--mount=/proc/${outside}/ns/mnt`,
                'bash',
                script('enter.sh'),
                holder,
                drop,
            ];
            const command = {
                argv: [...enter, folder, ...argv],
                why: `run ${argv[0]}`,
                privileged: true,
                env: carried(environment),
            };
            const running = ports.exec.start(command, streams);
            return { ...running, signal: (name) => signalGuest(running.pid, name, ports.exec) };
        },
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}
/** The guest leads a session of its own, below what enters; one that is not there yet is waited for. */
async function signalGuest(pid, name, exec) {
    let session = sessionBelow(pid);
    for (let tries = 0; session === undefined && tries < 50; tries++) {
        await (0,external_node_timers_promises_namespaceObject.setTimeout)(10);
        session = sessionBelow(pid);
    }
    if (session === undefined)
        return;
    await exec.attempt({
        argv: ['bash', '-c', 'kill -s "$1" -- "-$2"', 'signal', name.slice('SIG'.length), String(session)],
        why: `send ${name} to the command`,
        privileged: true,
        always: true,
    });
}
const PRIVATE_MOUNTS = ['unshare', '--mount', '--propagation', 'private'];
/** The arguments of setup.sh. */
function setupArguments({ root, scratch, volumes }) {
    const options = ({ readOnly, trusted }) => `${readOnly ? 'ro' : 'rw'}${trusted ? ',suid' : ',nosuid,nodev'}`;
    return [
        scratch === undefined ? 'direct' : 'overlay',
        root,
        scratch ?? '',
        ...volumes.flatMap((volume) => [volume.source, volume.target, options(volume)]),
    ];
}
async function sandbox_refusal(keeper) {
    await keeper.exit;
    const said = keeper.stderr().trim();
    return new Failed({
        what: `could not open the sandbox${said ? `: ${said}` : ''}`,
        todo: 'Needed are root and a kernel that allows namespaces and mounts; in a container that means --privileged.',
    });
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __nccwpck_require__(3136);
;// CONCATENATED MODULE: ./src/rootfs/repositories.ts


/** The sections of a branch that are used; `testing` is in edge alone, and asked for by `repositories`. */
const SECTIONS = ['main', 'community'];
/** The repositories of a root: those that the mirror has for the architecture, and the user's. */
async function findRepositories(wanted, fetch) {
    const sections = SECTIONS.map((section) => `${wanted.mirror}/${wanted.branch}/${section}`);
    const there = await Promise.all(sections.map((url) => fetch.exists(`${url}/${wanted.arch.name}/APKINDEX.tar.gz`)));
    return [...sections.filter((_, index) => there[index]), ...wanted.repositories];
}
/** The folder that a `file:` URL with an absolute path names; undefined for other URLs. */
function localFolder(url) {
    return url.startsWith('file:') ? (0,external_node_url_.fileURLToPath)(url) : undefined;
}
/** `file:DIR` (a plain path, also a relative one) or a `file:` URL, as a URL with an absolute path; others as they are. */
function absoluteUrl(url, base) {
    if (!url.startsWith('file:') || url.startsWith('file://'))
        return url;
    return (0,external_node_url_.pathToFileURL)((0,external_node_path_namespaceObject.resolve)(base, url.slice('file:'.length))).href;
}

;// CONCATENATED MODULE: ./src/rootfs/apk.ts







/** Where the root, the configuration and the mirrors on this machine's disk are in the sandbox of apk. */
const TARGET = '/target';
const CONFIGURATION = '/xarch';
const MIRRORS = '/mirror';
/**
 * Installs packages into a root with the apk of a native root. The handler of the architecture has to be registered:
 * the packages' scripts run in the foreign root. Throws `Failed` with what apk said when its status is not 0, whatever
 * it has installed until then.
 */
async function installPackages(job, installer, ports) {
    await withTemporaryFolder(ports.paths.temporary, async (configuration) => {
        const mirrors = await configure(job, configuration, ports.paths);
        const volumes = [
            { source: job.target, target: TARGET, readOnly: false, trusted: true },
            { source: 'proc', target: `${TARGET}/proc`, readOnly: false },
            { source: 'dev', target: `${TARGET}/dev`, readOnly: false, trusted: true },
            { source: configuration, target: CONFIGURATION, readOnly: true },
            ...mirrors,
        ];
        await runApk(job, { root: installer.root, scratch: installer.scratch, volumes }, ports);
    });
}
async function runApk(job, plan, ports) {
    const options = [...(job.isNew ? ['--initdb'] : []), ...(job.allowUntrusted ? ['--allow-untrusted'] : [])];
    const sandbox = await openSandbox(plan, ports);
    try {
        let said = '';
        const apk = sandbox.start({
            argv: ['sh', `${CONFIGURATION}/install.sh`, job.arch.name, ...options, 'add', '--', ...job.packages],
            folder: '/',
            environment: { ...guestEnvironment([], NOTHING_OUTSIDE), ...ports.proxies },
        }, {
            kind: 'piped',
            onOutput: (_, chunk) => {
                said += chunk.toString('utf8');
            },
        });
        const { status } = await apk.exit;
        await sandbox.close();
        await apk.drained;
        for (const line of said.trim().split('\n'))
            ports.log.debug(`apk: ${line}`);
        if (status !== 0)
            throw failure(job, said, status);
    }
    finally {
        await sandbox.close();
    }
}
/** Writes keys and repositories into the folder; returns the volumes for mirrors on this machine's disk. */
async function configure(job, folder, paths) {
    await (0,promises_namespaceObject.chmod)(folder, 0o755); // root inside has no power over the modes of our folders where the kernel maps it
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(folder, 'keys'));
    await Promise.all(job.keys.map(({ name, pem }) => (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'keys', name), pem)));
    await (0,promises_namespaceObject.copyFile)((0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/install.sh'), (0,external_node_path_namespaceObject.join)(folder, 'install.sh'));
    const volumes = [];
    const lines = job.repositories.map((repository) => {
        const source = localFolder(repository);
        if (source === undefined)
            return repository;
        const target = `${MIRRORS}/${volumes.length}`;
        volumes.push({ source, target, readOnly: true });
        return target;
    });
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'repositories'), lines.map((line) => `${line}\n`).join(''));
    const remote = job.repositories.filter((repository) => localFolder(repository) === undefined);
    if (remote.length > 0)
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'keep'), remote.map((line) => `${line}\n`).join(''));
    return volumes;
}
/** What apk says, what it means, and what to do. */
const CAUSES = [
    [
        /package mentioned in index not found/,
        'The index of the mirror names a package that it does not have: it is just being changed. Try again in some minutes, or take another mirror (input "mirror").',
    ],
    [
        /UNTRUSTED signature/,
        'The packages are signed with a key that is not known here: name its file with "keys", or allow them with "allow-untrusted".',
    ],
    [
        /BAD signature/,
        'What came is not what was signed: a wrong key under the right name, or a changed file. Check the key, or take another mirror.',
    ],
    [
        /IO ERROR|BAD archive|v2 package format error/,
        'A package arrived damaged. Try again, or take another mirror (input "mirror").',
    ],
    [
        /unable to select packages|no such package/,
        'Check the names and the branch; packages of other repositories need "repositories".',
    ],
    [
        /exited with error 127|Exec format error/,
        'A script of a package could not run: the handler of this architecture does not work.',
    ],
];
function failure(job, said, status) {
    const lines = said
        .split('\n')
        .filter((line) => /ERROR|WARNING|error|required by|no such|BAD|UNTRUSTED/.test(line));
    const todo = CAUSES.find(([symptom]) => symptom.test(said))?.[1];
    return new Failed({
        what: `apk could not install ${job.packages.join(' ')} for ${job.arch.name} (status ${status ?? 'unknown'}):\n${(lines.length > 0 ? lines : said.trim().split('\n')).slice(-12).join('\n')}`,
        source: job.repositories.join(' '),
        ...(todo === undefined ? {} : { todo }),
    });
}

;// CONCATENATED MODULE: ./src/rootfs/archive.ts




/** The file that holds a packed root between jobs: one archive, since a tree of root's files loses its owners there. */
function archivePath(key, paths) {
    return (0,external_node_path_namespaceObject.join)(paths.archives, `${key}.tar.archive`);
}
/** The same file while it is being written. */
function partialPath(key, paths) {
    return `${archivePath(key, paths)}.${paths.holder}`;
}
/**
 * Unpacks a root that an earlier job has packed. One that is damaged is thrown away with a warning.
 * @returns what is known of it, or undefined where there is none
 */
async function restoreArchive(key, building, ports) {
    if (!ports.remote)
        return undefined;
    const archive = archivePath(key, ports.paths);
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(archive), { recursive: true });
    if (!(0,external_node_fs_namespaceObject.existsSync)(archive)) {
        ports.remote.note(key, false);
        if (!(await ports.remote.restore(key, archive)))
            return undefined;
    }
    try {
        await ports.exec.run({
            argv: ['bash', (0,external_node_path_namespaceObject.join)(ports.paths.assets, 'rootfs/unpack.sh'), 'packed', archive, building.folder],
            why: 'unpack the cached root',
            privileged: true,
        });
        return await building.manifest();
    }
    catch (error) {
        ports.log.warning(`the cached root ${key} is damaged, a new one is built: ${explain(error).join(' ')}`);
        await (0,promises_namespaceObject.rm)(archive, { force: true });
        await building.empty();
        return undefined;
    }
}
/** Packs a root that was just built, for `post` to save. What goes wrong is a warning: the root itself is there. */
async function keepArchive(key, building, ports) {
    if (!ports.remote)
        return;
    const archive = archivePath(key, ports.paths);
    const partial = partialPath(key, ports.paths);
    try {
        await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(archive), { recursive: true });
        ports.remote.note(key, true);
        await archive_pack(building.folder, partial, ports);
        await (0,promises_namespaceObject.rename)(partial, archive);
    }
    catch (error) {
        ports.log.warning(`the root could not be packed for the cache: ${explain(error).join(' ')}`);
        await (0,promises_namespaceObject.rm)(partial, { force: true });
    }
}
async function archive_pack(folder, file, { exec, paths }) {
    const command = {
        argv: ['bash', (0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/pack.sh'), folder],
        why: 'pack the root',
        privileged: true,
    };
    const running = exec.start(command, { kind: 'file', path: file });
    const { status } = await running.exit;
    if (status !== 0)
        throw new Error(`pack.sh ended with status ${status ?? 'unknown'}: ${running.stderr().trim()}`);
}

;// CONCATENATED MODULE: ./src/rootfs/keys.ts



/** The user's key files; each that cannot be used is a problem. */
async function readKeys(paths, problem) {
    const keys = await Promise.all(paths.map(async (path) => {
        try {
            return publicKey((0,external_node_path_namespaceObject.basename)(path), await (0,promises_namespaceObject.readFile)(path, 'utf8'));
        }
        catch (cause) {
            const missing = cause.code === 'ENOENT';
            problem(`keys: got "${path}"; ${missing ? 'there is no such file' : `it is no public key: ${cause.message}`}`);
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
    const folder = (0,external_node_path_namespaceObject.join)(assets, 'rootfs/alpine-keys', arch);
    const names = await (0,promises_namespaceObject.readdir)(folder).catch(() => []);
    return Promise.all(names.map(async (name) => publicKey(name, await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, name), 'utf8'))));
}
function publicKey(name, pem) {
    (0,external_node_crypto_.createPublicKey)(pem); // throws where it is none
    return { name, pem, digest: (0,external_node_crypto_.createHash)('sha256').update(pem).digest('hex') };
}

;// CONCATENATED MODULE: ./src/rootfs/minirootfs.ts

/** The newest minirootfs of a branch; undefined where the mirror has no releases of that architecture. */
async function findMinirootfs({ mirror, branch, arch }, fetch) {
    const folder = `${mirror}/${branch}/releases/${arch.name}`;
    const url = `${folder}/latest-releases.yaml`;
    const text = await fetch.text(url);
    if (text === undefined)
        return undefined;
    const { parse } = await __nccwpck_require__.e(/* import() */ 815).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8815, 19));
    const release = minirootfs_listed(readYaml(parse, text, url)).find(({ flavor }) => flavor === 'alpine-minirootfs');
    const { file, version, sha512 } = release ?? {};
    if (typeof file !== 'string' || typeof version !== 'string' || typeof sha512 !== 'string') {
        throw unreadable(url, 'it has no release of the flavor alpine-minirootfs with file, version and sha512');
    }
    if (!/^[\w.-]+\.tar\.gz$/.test(file) || !/^[\da-f]{128}$/i.test(sha512)) {
        throw unreadable(url, `its minirootfs has the file "${file}" and the sha512 "${sha512}"`);
    }
    return { url: `${folder}/${file}`, version, sha512: sha512.toLowerCase() };
}
function readYaml(parse, text, url) {
    if (/^\s*</.test(text))
        throw unreadable(url, 'it is a web page (a log-in page of a network?)'); // YAML takes it for a text
    try {
        return parse(text);
    }
    catch (cause) {
        throw unreadable(url, cause.message);
    }
}
function minirootfs_listed(value) {
    if (!Array.isArray(value))
        return [];
    return value.filter((item) => typeof item === 'object' && item !== null);
}
function unreadable(url, why) {
    return new Failed({
        what: `the mirror's list of releases cannot be used: ${why}`,
        source: url,
        todo: 'Is this the base of an Alpine mirror? Another can be named with the input "mirror".',
    });
}

;// CONCATENATED MODULE: ./src/rootfs/store.ts




const MANIFEST = 'manifest.json';
/** The root kept under a key, where there is one. */
async function findRoot(key, paths) {
    const folder = (0,external_node_path_namespaceObject.join)(rootsFolder(paths), key);
    try {
        return { ...(await readManifest(folder)), ...places(folder) };
    }
    catch {
        return undefined;
    }
}
/** Begins a root. What runs that are dead have left half-built is removed first. */
async function beginRoot(key, ports) {
    const roots = rootsFolder(ports.paths);
    await (0,promises_namespaceObject.mkdir)(roots, { recursive: true });
    await removeAbandoned(roots, ports);
    const folder = await (0,promises_namespaceObject.mkdtemp)((0,external_node_path_namespaceObject.join)(roots, `${PARTIAL}${key}.${ports.paths.holder}.`));
    const { root, scratch } = places(folder);
    await (0,promises_namespaceObject.mkdir)(scratch, { recursive: true });
    return {
        folder,
        root,
        describe: (manifest) => (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, MANIFEST), JSON.stringify(manifest)),
        manifest: () => readManifest(folder),
        empty: () => removeTree(root, ports.exec),
        discard: () => removeTree(folder, ports.exec),
        keepForNow: async () => ({ ...(await readManifest(folder)), root, scratch }),
        commit: () => putInPlace(folder, (0,external_node_path_namespaceObject.join)(roots, key), ports),
    };
}
/** What stands in its place and is no root (the machine has crashed there) is taken away. */
async function putInPlace(folder, final, { exec }) {
    await (0,promises_namespaceObject.chmod)(folder, 0o755); // a temporary folder is its maker's alone
    try {
        await (0,promises_namespaceObject.rename)(folder, final);
    }
    catch {
        const theirs = await readManifest(final).catch(() => undefined);
        await removeTree(theirs === undefined ? final : folder, exec);
        if (theirs === undefined)
            await (0,promises_namespaceObject.rename)(folder, final);
    }
    return { ...(await readManifest(final)), ...places(final) };
}
async function readManifest(folder) {
    const manifest = JSON.parse(await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, MANIFEST), 'utf8'));
    if (!isManifest(manifest))
        throw new Error(`${folder}/${MANIFEST} is no manifest`);
    return { source: manifest.source, version: manifest.version };
}
/** Removes a folder that has root's files in it; never reaches into anything mounted below it. */
async function removeTree(folder, exec) {
    if (!(0,external_node_fs_namespaceObject.existsSync)(folder))
        return;
    await exec.run({
        argv: ['rm', '-rf', '--one-file-system', '--', folder],
        why: `remove ${folder}`,
        privileged: true,
        always: true,
    });
}
/** Half-built roots are `.part.KEY.PID-STARTTIME.…`. */
const PARTIAL = '.part.';
async function removeAbandoned(roots, { exec }) {
    const partial = (await (0,promises_namespaceObject.readdir)(roots)).filter((name) => name.startsWith(PARTIAL));
    await Promise.all(partial
        .filter((name) => !isAlive(name.slice(PARTIAL.length + name.slice(PARTIAL.length).indexOf('.') + 1)))
        .map((name) => removeTree((0,external_node_path_namespaceObject.join)(roots, name), exec)));
}
function rootsFolder(paths) {
    return (0,external_node_path_namespaceObject.join)(paths.store, 'roots');
}
function places(folder) {
    return { root: (0,external_node_path_namespaceObject.join)(folder, 'root'), scratch: (0,external_node_path_namespaceObject.join)(folder, 'scratch') };
}
function isManifest(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { source, version } = value;
    return typeof source === 'string' && (version === null || typeof version === 'string');
}

;// CONCATENATED MODULE: ./src/rootfs/unpack.ts

/**
 * Unpacks a verified .tar.gz as root into a new folder.
 * @param repositories lines for the root's /etc/apk/repositories; none leaves what the archive has
 */
async function unpack(archive, folder, repositories, { exec, paths }) {
    await exec.run({
        argv: ['bash', (0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/unpack.sh'), 'root', archive, folder, ...repositories],
        why: `unpack ${archive}`,
        privileged: true,
    });
}

;// CONCATENATED MODULE: ./src/rootfs/provide.ts










/** Alpine's own set of what makes a system; the be-fixture has one of that name too. */
const BASE_PACKAGES = ['alpine-base'];
/** A root: one that was kept, here or in the cache of the workflow, or a new one. Throws `Failed` or `Refused`. */
async function provideRoot(plan, context) {
    const { ports } = context;
    if (plan.cache) {
        const kept = await findRoot(plan.key, ports.paths);
        if (kept)
            return { ...kept, origin: 'reused', release: nothing };
    }
    const building = await beginRoot(plan.key, ports);
    try {
        const restored = plan.cache ? await restoreArchive(plan.key, building, ports) : undefined;
        if (restored)
            return { ...(await building.commit()), origin: 'restored', release: nothing };
        await building.describe(await build(plan, building, context));
        if (!plan.cache)
            return { ...(await building.keepForNow()), origin: 'built', release: () => building.discard() };
        await keepArchive(plan.key, building, ports);
        return { ...(await building.commit()), origin: 'built', release: nothing };
    }
    catch (error) {
        await building.discard();
        throw error;
    }
}
const nothing = () => Promise.resolve();
async function build(plan, building, context) {
    const { ports } = context;
    const [minirootfs, repositories] = await Promise.all([
        findMinirootfs(plan, ports.fetch),
        findRepositories(plan, ports.fetch),
    ]);
    if (minirootfs)
        await unpackMinirootfs(minirootfs, repositories, building, ports);
    else if (repositories.length === 0)
        throw nothingThere(plan);
    else
        await makeEmptyRoot(building.root, ports);
    const packages = [...(minirootfs ? [] : BASE_PACKAGES), ...plan.packages];
    if (packages.length > 0) {
        const installer = await context.installer();
        await context.runnable;
        ports.log.info(`${plan.arch.name}: installing ${packages.join(' ')}`);
        const keys = [...(await alpineKeys(plan.arch.name, ports.paths.assets)), ...plan.keys];
        const { arch, allowUntrusted } = plan;
        const job = {
            target: building.root,
            arch,
            packages,
            repositories,
            keys,
            allowUntrusted,
            isNew: !minirootfs,
        };
        await installPackages(job, installer, ports);
    }
    const base = minirootfs ? `minirootfs ${minirootfs.version}` : 'apk bootstrap';
    return { source: `${base} from ${plan.mirror}, ${plan.branch}`, version: minirootfs?.version ?? null };
}
async function makeEmptyRoot(folder, { exec }) {
    await exec.run({
        argv: ['mkdir', '-m', '755', '--', folder],
        why: `make the folder ${folder}`,
        privileged: true,
    });
}
/** Nothing is unpacked before all of it has arrived and its digest was right. */
async function unpackMinirootfs({ url, version, sha512 }, repositories, building, ports) {
    await withTemporaryFolder(ports.paths.temporary, async (folder) => {
        const file = (0,external_node_path_namespaceObject.join)(folder, 'minirootfs.tar.gz');
        ports.log.info(`downloading the minirootfs ${version}: ${url}`);
        await ports.fetch.file(url, file, { algorithm: 'sha512', digest: sha512 });
        const remote = repositories.filter((repository) => localFolder(repository) === undefined);
        await unpack(file, building.root, remote, ports);
    });
}
function nothingThere({ arch, branch, mirror }) {
    return new Refused({
        what: `the mirror has nothing for ${arch.name} in the branch ${branch}: neither a minirootfs nor packages`,
        source: `${mirror}/${branch}`,
        todo: 'Check the branch and the mirror, or name repositories that have the architecture (input "repositories").',
    });
}
/** A native root for the first of these branches that the mirror has it in. */
async function provideInstaller(plans, ports) {
    for (const plan of plans) {
        const kept = plan.cache ? await findRoot(plan.key, ports.paths) : undefined;
        if (kept)
            return kept;
        const minirootfs = await findMinirootfs(plan, ports.fetch);
        if (!minirootfs)
            continue;
        const building = await beginRoot(plan.key, ports);
        try {
            await unpackMinirootfs(minirootfs, [], building, ports);
            await building.describe({
                source: `minirootfs ${minirootfs.version} from ${plan.mirror}`,
                version: minirootfs.version,
            });
            return await building.commit();
        }
        catch (error) {
            await building.discard();
            throw error;
        }
    }
    const { arch, mirror } = plans[0] ?? { arch: { name: 'this machine' }, mirror: '' };
    throw new Failed({
        what: `there is no native apk: the mirror has no minirootfs for ${arch.name} in ${plans.map(({ branch }) => branch).join(' or ')}`,
        source: mirror,
        todo: "Packages are installed with the apk of a minirootfs of this machine's own architecture: the mirror needs one.",
    });
}

;// CONCATENATED MODULE: ./src/report/lines.ts
const NEWLINE = 0x0a;
/** A line longer than this is cut, so that a guest without newlines cannot fill our memory. */
const LONGEST_LINE_BYTES = 64 * 1024;
/** Puts a prefix before each line of a stream and hands over whole lines only, however the stream is cut. */
function lineSplitter(prefix, onLine) {
    let rest = Buffer.alloc(0);
    const emit = (line) => {
        onLine(Buffer.concat([prefix, line, Buffer.from('\n')]));
    };
    return {
        write(chunk) {
            let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
            for (let at = data.indexOf(NEWLINE); at >= 0; at = data.indexOf(NEWLINE)) {
                emit(data.subarray(0, at));
                data = data.subarray(at + 1);
            }
            for (; data.length > LONGEST_LINE_BYTES; data = data.subarray(LONGEST_LINE_BYTES)) {
                emit(data.subarray(0, LONGEST_LINE_BYTES));
            }
            rest = data;
        },
        end() {
            if (rest.length > 0)
                emit(rest);
            rest = Buffer.alloc(0);
        },
    };
}

;// CONCATENATED MODULE: ./src/run.ts

/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS = {
    SIGINT: 10_000,
    SIGTERM: 2_000,
    SIGHUP: 2_000,
};
/** Runs the job's command in an open sandbox, hands signals on, and closes the sandbox. */
async function runTarget(sandbox, target, job, targets, phases, ports) {
    const { command, folder, environment } = job;
    if (!command)
        throw new Error('there is no command to run');
    return phases.time('run', async () => {
        const { streams, flush } = output(target, job, targets, ports);
        const guest = sandbox.start({ argv: command, folder, environment }, streams);
        const deaf = forwardSignals(guest, sandbox, ports);
        try {
            const exit = await guest.exit;
            await sandbox.close(); // what the command has left running holds the output open
            await guest.drained;
            flush();
            return exit;
        }
        finally {
            deaf();
        }
    });
}
/** One target: our own streams. Several: whole lines, each with its architecture. */
function output(target, job, targets, ports) {
    if (targets === 1)
        return { streams: { kind: 'inherit', stdin: job.stdin }, flush: () => undefined };
    const prefix = Buffer.from(`${target.arch.name} | `);
    const to = {
        stdout: lineSplitter(prefix, (line) => {
            ports.output('stdout', line);
        }),
        stderr: lineSplitter(prefix, (line) => {
            ports.output('stderr', line);
        }),
    };
    return {
        streams: {
            kind: 'piped',
            onOutput: (stream, chunk) => {
                to[stream].write(chunk);
            },
        },
        flush: () => {
            to.stdout.end();
            to.stderr.end();
        },
    };
}
/** The guest gets each signal that we get; one that does not end in time is ended with its sandbox. */
function forwardSignals(guest, sandbox, { interrupts }) {
    let timer;
    const deaf = interrupts.listen((signal) => {
        void guest.signal(signal);
        clearTimeout(timer);
        timer = setTimeout(() => void sandbox.close(), GRACE_MS[signal] ?? 10_000);
    });
    return () => {
        clearTimeout(timer);
        deaf();
    };
}

;// CONCATENATED MODULE: ./src/survey.ts







/** Looks at the machine and at the files that the inputs name; changes nothing. */
async function survey(inputs) {
    const hostArch = resolveArchitecture((0,external_node_os_namespaceObject.machine)());
    if (process.platform !== 'linux' || !hostArch) {
        throw new Refused({
            what: `this machine is ${process.platform} on ${(0,external_node_os_namespaceObject.machine)()}`,
            todo: 'xarch needs Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.',
        });
    }
    const problems = [];
    const keys = await readKeys(inputs.keys, (line) => problems.push(line));
    for (const url of [inputs.mirror, ...inputs.repositories]) {
        const folder = localFolder(url);
        if (folder !== undefined && !(0,external_node_fs_namespaceObject.existsSync)(folder))
            problems.push(`mirror: got "${url}"; there is no such folder`);
    }
    if (problems.length > 0)
        throw new BadInputs(problems);
    return { host: { machine: (0,external_node_os_namespaceObject.machine)(), entries: await readEntries(), keys }, hostArch };
}

;// CONCATENATED MODULE: ./src/main.ts









/** The way of the data, from inputs to outcomes. Throws `BadInputs`, `Refused`, `Failed` or `Interrupted`. */
async function main(job, ports) {
    const { host, hostArch } = await survey(job.inputs);
    const decided = plan(job.inputs, host, hostArch);
    if (!decided.ok)
        throw new BadInputs(decided.problems);
    for (const note of decided.value.notes)
        ports.log.info(note);
    const releases = [];
    try {
        const { prepared, emulators, shared } = await prepare(decided.value, job, ports, releases);
        const outcomes = [];
        for (const one of prepared) {
            throwIfInterrupted(ports);
            const exit = one.sandbox && job.command
                ? await runTarget(one.sandbox, one.target, job, prepared.length, one.phases, ports)
                : undefined;
            outcomes.push(outcome(one, emulators, exit, shared));
        }
        return outcomes;
    }
    finally {
        await releaseAll(releases);
    }
}
/** Gives everything back, newest first; what fails does not keep the rest. Throws the first error at the end. */
async function releaseAll(releases) {
    const errors = [];
    for (const release of releases.reverse())
        await release().catch((error) => errors.push(error));
    if (errors.length > 0)
        throw errors[0];
}
/** Emulators and handlers on one side, roots and sandboxes on the other, at the same time. */
async function prepare({ targets, installer }, job, ports, releases) {
    const shared = new Phases(ports.now);
    const missing = targets.filter(({ execution }) => execution.kind === 'register').map(({ arch }) => arch);
    const emulators = shared.time('emulator', () => provideEmulators(missing, ports));
    const handlers = emulators.then((found) => shared.time('handler', () => provideHandlers(targets, found, job.lifetime, ports)));
    if (job.lifetime === 'run')
        releases.push(releaser(handlers));
    const installers = onceEach((branch) => provideInstaller([installer(branch), installer('latest-stable')], ports));
    const roots = targets.map(async (target) => {
        const phases = new Phases(ports.now);
        const context = { ports, runnable: handlers, installer: () => installers(target.root.branch) };
        const root = await phases.time('rootfs', () => provideRoot(target.root, context));
        if (job.lifetime === 'run')
            releases.push(() => root.release());
        const sandbox = job.command ? await phases.time('sandbox', () => main_open(root, job, ports)) : undefined;
        if (sandbox)
            releases.push(() => sandbox.close());
        return { target, root, sandbox, phases };
    });
    await allSettled([handlers, ...roots], ports);
    return { prepared: await Promise.all(roots), emulators: await emulators, shared };
}
/** Gives back what was registered, once it is known whether anything was. */
function releaser(handlers) {
    return async () => {
        const registered = await handlers.catch(() => undefined);
        await registered?.release();
    };
}
function main_open(root, job, ports) {
    return openSandbox({ root: root.root, scratch: job.lifetime === 'run' ? root.scratch : undefined, volumes: job.volumes }, ports);
}
/** Waits for all, so that nothing goes on behind our back; then throws the first error, or that we were asked to end. */
async function allSettled(work, ports) {
    const failed = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
    throwIfInterrupted(ports);
    if (failed)
        throw failed.reason;
}
function throwIfInterrupted({ interrupts }) {
    const signal = interrupts.received();
    if (signal !== undefined)
        throw new Interrupted(signal);
}
function onceEach(make) {
    const made = new Map();
    return (name) => {
        const known = made.get(name) ?? make(name);
        made.set(name, known);
        return known;
    };
}
function outcome({ target, root, phases }, emulators, exit, shared) {
    return {
        arch: target.arch.name,
        exit,
        emulator: describeExecution(target, emulators.get(target.arch.cpu)),
        rootPath: root.root,
        rootSource: `${root.source} (${root.origin})`,
        alpineVersion: root.version,
        cacheHit: root.origin !== 'built',
        phases: { ...shared.all(), ...phases.all() },
    };
}
function describeExecution({ execution }, emulator) {
    switch (execution.kind) {
        case 'native':
            return 'native';
        case 'reuse':
            return `handler ${execution.entry} of this machine (${execution.interpreter})`;
        case 'register':
            return emulator ? `qemu-${emulator.cpu} ${emulator.version} (${emulator.source})` : 'none';
    }
}

;// CONCATENATED MODULE: ./src/outcome.ts

/** The status that a shell would show: the command's own, or 128 + n for signal n. */
function outcome_statusOf({ status, signal }) {
    return signal === null ? (status ?? 125) : 128 + external_node_os_namespaceObject.constants.signals[signal];
}
/** The first status of several that is not 0; 0 where all are. */
function statusOfAll(outcomes) {
    const statuses = outcomes.map(({ exit }) => (exit ? outcome_statusOf(exit) : 0));
    return statuses.find((status) => status !== 0) ?? 0;
}

;// CONCATENATED MODULE: ./src/platform/environment.ts

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
    const runner = environmentOf(process.ppid);
    const ofWorkflow = runner ? Object.keys(all).filter((name) => runner.get(name) !== all[name]) : [];
    return { all, ofWorkflow: new Set(ofWorkflow) };
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
/** What a program at a terminal needs to know of it. */
function terminalFacts() {
    return picked(['TERM', 'COLORTERM', 'NO_COLOR', 'TZ']);
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
;// CONCATENATED MODULE: ./src/platform/pipes.ts




/**
 * Real pipes. What node makes for a child are sockets, which a program cannot open again by name: `echo >/dev/stderr`
 * would fail.
 * @param temporary a folder in which they have names for a moment
 */
function makePipes(count, temporary) {
    const folder = (0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)(temporary, 'xarch-pipes-'));
    try {
        const names = Array.from({ length: count }, (_, index) => (0,external_node_path_namespaceObject.join)(folder, String(index)));
        const made = (0,external_node_child_process_namespaceObject.spawnSync)('mkfifo', ['-m', '600', ...names], { stdio: 'ignore' });
        if (made.status !== 0)
            throw new Error(`mkfifo could not make a pipe in ${folder}`);
        return names.map((name) => {
            const reader = (0,external_node_fs_namespaceObject.openSync)(name, external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NONBLOCK); // there is no writer yet to wait for
            return {
                reader: new external_node_net_.Socket({ fd: reader, readable: true, writable: false }),
                writer: (0,external_node_fs_namespaceObject.openSync)(name, external_node_fs_namespaceObject.constants.O_WRONLY),
            };
        });
    }
    finally {
        (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
    }
}
/** The child has its copy: without ours the reader sees the end when the child's is closed. */
function closeWriters(pipes) {
    for (const { writer } of pipes)
        (0,external_node_fs_namespaceObject.closeSync)(writer);
}

;// CONCATENATED MODULE: ./src/platform/exec.ts







const DEADLINE_MS = 10 * 60_000;
/** What is kept of a stream of a host program. */
const KEPT_CHARACTERS = 1_000_000;
/** The argv that really runs: sudo before it where root is needed and this process is not root. */
function privilegedArgv(command, privilege) {
    if (!command.privileged || privilege === 'root')
        return command.argv;
    const names = Object.keys(command.env ?? {});
    return [
        'sudo',
        '-n',
        ...(names.length > 0 ? [`--preserve-env=${names.join(',')}`] : []),
        '--',
        ...command.argv,
    ];
}
/** Carries out commands. Environment: PATH, HOME, proxies and what the command names; never the runner's tokens. */
function nodeExec(privilege, debug, abort) {
    const launch = (command, stdio, detached) => {
        const [program, ...args] = privilegedArgv(command, privilege);
        debug(`+ ${command.argv.map(quoted).join(' ')}`);
        return (0,external_node_child_process_namespaceObject.spawn)(program, args, {
            stdio,
            detached,
            env: { ...hostEnvironment(), ...command.env },
            ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
        });
    };
    const attempt = async (command) => {
        const child = launch(command, ['ignore', 'pipe', 'pipe'], false);
        const stdout = exec_kept(child.stdout);
        const stderr = exec_kept(child.stderr);
        const timer = setTimeout(() => {
            stop(child, command, privilege, 'SIGKILL');
        }, command.timeoutMs ?? DEADLINE_MS);
        const cancel = () => {
            stop(child, command, privilege, 'SIGTERM');
        };
        try {
            const exit = ended(child, command, 'close');
            if (!command.always)
                abort.addEventListener('abort', cancel);
            if (!command.always && abort.aborted)
                cancel();
            return { ...(await exit), stdout: stdout(), stderr: stderr() };
        }
        finally {
            clearTimeout(timer);
            abort.removeEventListener('abort', cancel);
        }
    };
    const run = async (command) => {
        const output = await attempt(command);
        if (output.status !== 0)
            throw exec_failure(command, output);
        return output;
    };
    return { attempt, run, start: (command, streams) => start(command, streams, launch) };
}
/** Ends a host program. Behind sudo it is root's: sudo itself is asked, and hands SIGTERM on. */
function stop(child, command, privilege, signal) {
    if (command.privileged !== true || privilege !== 'sudo')
        child.kill(signal);
    else if (child.pid !== undefined)
        (0,external_node_child_process_namespaceObject.spawn)('sudo', ['-n', 'kill', '-s', 'TERM', '--', String(child.pid)], { stdio: 'ignore' });
}
function start(command, streams, launch) {
    const { child, drained } = withStreams(streams, (stdio) => launch(command, stdio, true));
    const exit = ended(child, command, 'exit');
    exit.catch(() => undefined); // whoever awaits it sees the error
    const stderr = streams.kind === 'lifeline' || streams.kind === 'file' ? exec_kept(child.stderr) : () => '';
    return {
        pid: child.pid ?? 0,
        nextLine: streams.kind === 'lifeline' ? lines(child) : () => Promise.resolve(undefined),
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
        case 'piped':
            return piped(streams, launch);
        case 'file': {
            const file = (0,external_node_fs_namespaceObject.openSync)(streams.path, 'wx', 0o600);
            try {
                return { child: launch(['ignore', file, 'pipe']), drained: nothing };
            }
            finally {
                (0,external_node_fs_namespaceObject.closeSync)(file);
            }
        }
    }
}
function piped(streams, launch) {
    const pipes = makePipes(2, (0,external_node_os_namespaceObject.tmpdir)());
    try {
        const child = launch(['ignore', ...pipes.map(({ writer }) => writer)]);
        const ends = pipes.map(({ reader }, index) => {
            reader.on('data', (chunk) => {
                streams.onOutput(index === 0 ? 'stdout' : 'stderr', chunk);
            });
            return (0,external_node_events_.once)(reader, 'close');
        });
        return { child, drained: Promise.all(ends).then(() => undefined) };
    }
    finally {
        closeWriters(pipes);
    }
}
/** `exit`: the process is gone, though its children may hold the pipes; `close`: the pipes are at their end too. */
function ended(child, command, event) {
    return new Promise((resolve, reject) => {
        child.once('error', (cause) => {
            const program = command.argv[0];
            const missing = cause.code === 'ENOENT';
            reject(new Failed({
                what: `could not ${command.why}: ${missing ? `the program ${program} is not there` : cause.message}`,
                ...(missing ? { todo: `Install the package that has ${program} (PATH is searched).` } : {}),
            }));
        });
        child.once(event, (status, signal) => {
            resolve({ status, signal });
        });
    });
}
/** The error of a command that ended badly, with the last lines it printed. */
function exec_failure(command, output) {
    const how = output.signal
        ? `was ended by ${output.signal}`
        : `ended with status ${output.status ?? 'unknown'}`;
    const said = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-12).join('\n');
    return new Failed({
        what: `could not ${command.why}: ${command.argv[0]} ${how}${said ? `\n${said}` : ''}`,
        source: command.argv.map(quoted).join(' '),
    });
}
/** A word as it could be typed into a shell. */
function quoted(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
function exec_kept(stream) {
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./src/verify/digest.ts

/** The error of bytes that are not what was published. */
function wrongDigest(source, expected, got) {
    const name = source.slice(source.lastIndexOf('/') + 1);
    return new Failed({
        what: `${expected.algorithm} of ${name} is ${got}, expected ${expected.digest}`,
        source,
        todo: 'These are other bytes than were published: damaged on the way, or changed. Nothing of them was used. Try again, or another mirror (input "mirror").',
    });
}

;// CONCATENATED MODULE: ./src/platform/fetch.ts









const TRIES = 4;
/** No byte for so long, and a connection is given up. */
const STALL_MS = 20_000;
const TEXT_BYTES = 4 * 1024 * 1024;
const FILE_BYTES = 2 * 1024 * 1024 * 1024;
/** The longest pause a server may ask for by Retry-After. */
const LONGEST_PAUSE_MS = 30_000;
const NEVER_THERE = new Set([404, 410]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NO_USE_TO_RETRY = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;
class Unanswered extends Error {
    final;
    pauseMs;
    constructor(message, final, pauseMs) {
        super(message);
        this.final = final;
        this.pauseMs = pauseMs;
    }
}
/** Downloads over http and https (proxies by the usual variables) and reads `file:` URLs. */
function networkFetch(log, abort) {
    const retried = async (url, attempt) => {
        for (let tried = 1;; tried++) {
            try {
                return await attempt();
            }
            catch (error) {
                if (!(error instanceof Unanswered))
                    throw error;
                if (error.final || tried === TRIES)
                    throw unreachable(url, error.message, tried);
                log.debug(`${url}: ${error.message}; try ${tried} of ${TRIES}`);
                await (0,external_node_timers_promises_namespaceObject.setTimeout)(error.pauseMs ?? 250 * 2 ** tried, undefined, { signal: abort });
            }
        }
    };
    return {
        exists: (url) => url.startsWith('file:')
            ? present((0,external_node_url_.fileURLToPath)(url))
            : retried(url, async () => (await ask(url, 'HEAD')).found),
        text: (url) => retried(url, async () => {
            const response = await fetch_open(url, abort);
            return response.found ? (await collected(response)).toString('utf8') : undefined;
        }),
        file: (url, path, expected) => retried(url, async () => {
            try {
                const response = await fetch_open(url, abort);
                if (!response.found)
                    throw new Unanswered('there is no such file (404)', true);
                await written(response, path, url, expected);
            }
            catch (error) {
                await (0,promises_namespaceObject.rm)(path, { force: true });
                throw error;
            }
        }),
    };
}
async function fetch_open(url, abort) {
    abort.throwIfAborted();
    if (!url.startsWith('file:')) {
        const response = await ask(url, 'GET');
        if (response.found)
            (0,external_node_stream_.addAbortSignal)(abort, response.body);
        return response;
    }
    const path = (0,external_node_url_.fileURLToPath)(url);
    return (await present(path)) ? { found: true, body: (0,external_node_fs_namespaceObject.createReadStream)(path) } : { found: false };
}
async function present(path) {
    try {
        await (0,promises_namespaceObject.access)(path);
        return true;
    }
    catch {
        return false;
    }
}
/** Asks for a URL, and where it sends us: at most so many times, and never from https to http. */
async function ask(url, verb, redirects = 5) {
    const { HttpClient } = await __nccwpck_require__.e(/* import() */ 942).then(__nccwpck_require__.bind(__nccwpck_require__, 4942));
    const options = { socketTimeout: STALL_MS, allowRedirects: false }; // its own takes absolute addresses alone
    let message;
    try {
        const client = new HttpClient('xarch-action', [], options);
        message = (await client.request(verb, url, null, { 'accept-encoding': 'identity' })).message;
    }
    catch (cause) {
        throw new Unanswered(reason(cause), false);
    }
    const { statusCode: status = 0, headers } = message;
    if (status === 200) {
        const length = Number(headers['content-length'] ?? Number.NaN);
        return { found: true, body: message, ...(Number.isFinite(length) ? { length } : {}) };
    }
    message.resume();
    if (REDIRECTS.has(status) && headers.location !== undefined)
        return ask(redirected(url, headers.location, redirects), verb, redirects - 1);
    if (NEVER_THERE.has(status))
        return { found: false };
    const after = Number(headers['retry-after'] ?? Number.NaN) * 1000;
    throw new Unanswered(`the server answered ${status}`, NO_USE_TO_RETRY(status), Number.isFinite(after) ? Math.min(after, LONGEST_PAUSE_MS) : undefined);
}
function redirected(url, location, left) {
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (left === 0)
        throw new Unanswered('the server sends us on and on', true);
    if (target === undefined || !['http:', 'https:'].includes(target.protocol)) {
        throw new Unanswered(`the server sends us to "${location}"`, true);
    }
    if (url.startsWith('https:') && target.protocol === 'http:') {
        throw new Unanswered(`the server sends us from https to ${target.href}`, true);
    }
    return target.href;
}
async function collected({ body }) {
    const chunks = [];
    await streamed(body, TEXT_BYTES, (chunk) => {
        chunks.push(chunk);
    });
    return Buffer.concat(chunks);
}
async function written(response, path, url, expected) {
    const hash = (0,external_node_crypto_.createHash)(expected.algorithm);
    let size = 0;
    const file = (0,external_node_fs_namespaceObject.createWriteStream)(path, { flags: 'wx' });
    await streamed(response.body, FILE_BYTES, (chunk) => {
        size += chunk.length;
        hash.update(chunk);
    }, file);
    if (response.length !== undefined && size !== response.length) {
        throw new Unanswered(`the connection ended after ${size} of ${response.length} bytes`, false);
    }
    const got = hash.digest('hex');
    if (got !== expected.digest)
        throw wrongDigest(url, expected, got);
}
/** Reads a body to its end, with limits on silence and on size. */
async function streamed(body, limitBytes, onChunk, target) {
    let size = 0;
    const stalled = () => {
        body.destroy(new Unanswered(`no byte came for ${STALL_MS / 1000} s`, false));
    };
    let timer = setTimeout(stalled, STALL_MS);
    const watch = new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            clearTimeout(timer);
            timer = setTimeout(stalled, STALL_MS);
            size += chunk.length;
            if (size > limitBytes) {
                done(new Unanswered(`it is larger than ${limitBytes} bytes, the limit`, true));
                return;
            }
            onChunk(chunk);
            done(null, target ? chunk : undefined);
        },
    });
    try {
        await (target ? (0,external_node_stream_promises_namespaceObject.pipeline)(body, watch, target) : (0,external_node_stream_promises_namespaceObject.pipeline)(body, watch.resume()));
    }
    catch (cause) {
        if (cause instanceof Unanswered || isDiskError(cause))
            throw cause;
        throw new Unanswered(reason(cause), false);
    }
    finally {
        clearTimeout(timer);
    }
}
function isDiskError(cause) {
    const code = cause.code ?? '';
    return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EEXIST'].includes(code);
}
function reason(cause) {
    const error = cause;
    if (error.code === 'ECONNRESET' || error.message === 'aborted')
        return 'the connection was reset';
    return error.message || error.code || 'unknown';
}
function unreachable(url, cause, tried) {
    return new Failed({
        what: `could not download ${url}: ${cause}${tried > 1 ? ` (tried ${tried} times)` : ''}`,
        todo: 'Is the address right, and reachable from here? Another mirror can be named with the input "mirror".',
    });
}

;// CONCATENATED MODULE: ./src/platform/interrupts.ts

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/**
 * Takes the signals that ask us to end. A runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL; a terminal
 * SIGINT at each ^C, or SIGHUP.
 */
function processInterrupts() {
    const listeners = new Set();
    const abort = new AbortController();
    (0,external_node_events_.setMaxListeners)(0, abort.signal); // one for each host program that runs
    let first;
    for (const signal of SIGNALS) {
        process.on(signal, () => {
            first ??= signal;
            abort.abort();
            for (const listener of listeners)
                listener(signal);
        });
    }
    return {
        received: () => first,
        abort: abort.signal,
        listen(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}

;// CONCATENATED MODULE: ./src/platform/privilege.ts



/** How this process gets root. Throws `Refused` where it cannot, before anything was done. */
function findPrivilege() {
    if (process.getuid?.() === 0)
        return 'root';
    try {
        (0,external_node_child_process_namespaceObject.execFileSync)('sudo', ['-n', 'true'], { stdio: 'ignore', env: hostEnvironment(), timeout: 10_000 });
        return 'sudo';
    }
    catch {
        throw new Refused({
            what: 'root is needed (for binfmt_misc, namespaces and mounts); this process is not root, and sudo asks for a password or is not there',
            todo: "Run it as root, or let this user use sudo without a password (GitHub's own runners do).",
        });
    }
}

;// CONCATENATED MODULE: ./src/platform/local.ts










/** The ports of the command: folders by the XDG base directory specification, words on standard error. */
function localPorts(assets, loudness) {
    process.umask(0o022); // what is made in roots is for all of their users, whatever ours is
    const log = terminalLog(loudness);
    const interrupts = processInterrupts();
    const store = (0,external_node_path_namespaceObject.join)(cacheHome(), 'xarch');
    const paths = {
        store,
        archives: (0,external_node_path_namespaceObject.join)(store, 'archives'),
        temporary: (0,external_node_os_namespaceObject.tmpdir)(),
        assets,
        workspace: currentFolder(),
        visible: [],
        holder: processName(process.pid),
    };
    return {
        exec: nodeExec(findPrivilege(), (line) => {
            log.debug(line);
        }, interrupts.abort),
        log,
        fetch: networkFetch(log, interrupts.abort),
        tools: folderTools((0,external_node_path_namespaceObject.join)(store, 'tools')),
        remote: undefined,
        interrupts,
        paths,
        output: (stream, line) => {
            process[stream].write(line);
        },
        proxies: proxies(),
        now: () => performance.now(),
    };
}
/** Source: XDG base directory specification; a path that is empty or relative counts as none. */
function cacheHome() {
    const home = process.env['XDG_CACHE_HOME'] ?? '';
    return (0,external_node_path_namespaceObject.isAbsolute)(home) ? home : (0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.homedir)(), '.cache');
}
function currentFolder() {
    try {
        return process.cwd();
    }
    catch {
        throw new Refused({
            what: 'the current folder is not there any more',
            todo: 'Go to the folder of your project: it is what the command sees at its own path.',
        });
    }
}
/** Words for a person at a terminal, or a log: one line each, nothing on standard output. */
function terminalLog(loudness) {
    const say = (line) => {
        process.stderr.write(`xarch: ${line}\n`);
    };
    return {
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
    };
}
/** Tools as `<folder>/<tool>/<version>/<file>`; a version is whole or absent. */
function folderTools(folder) {
    return {
        async find(tool) {
            const versions = (await (0,promises_namespaceObject.readdir)((0,external_node_path_namespaceObject.join)(folder, tool)).catch(() => [])).filter((name) => !name.startsWith('.'));
            const version = versions.sort(new Intl.Collator('en', { numeric: true }).compare).at(-1);
            return version === undefined ? undefined : { folder: (0,external_node_path_namespaceObject.join)(folder, tool, version), version };
        },
        async keep(file, name, tool, version) {
            const final = (0,external_node_path_namespaceObject.join)(folder, tool, version);
            const partial = (0,external_node_path_namespaceObject.join)(folder, tool, `.part.${process.pid}`);
            await (0,promises_namespaceObject.mkdir)(partial, { recursive: true });
            try {
                await (0,promises_namespaceObject.copyFile)(file, (0,external_node_path_namespaceObject.join)(partial, name));
                await (0,promises_namespaceObject.rename)(partial, final).catch(async (error) => {
                    if ((await this.find(tool))?.version !== version)
                        throw error;
                });
            }
            finally {
                await (0,promises_namespaceObject.rm)(partial, { recursive: true, force: true });
            }
            return final;
        },
    };
}

;// CONCATENATED MODULE: ./src/report/help.ts

/** What `xarch --help` says. */
const HELP = `xarch: runs commands on a processor this machine does not have.

  xarch run -a ARCH[,ARCH] [options] -- COMMAND...
  xarch run --help
  xarch --version

For example:

  xarch run -a s390x -p build-base -- make check

Exit status: the command's own (128 + n for signal n); 2 for a wrong use; 125 where xarch itself failed.
`;
/** What `xarch run --help` says, made from the table of inputs. */
function runHelp() {
    const options = [
        ...INPUTS.filter((input) => input.option !== false).map(optionLines),
        ...help_lines('-q, --quiet', 'say nothing but errors and warnings'),
        ...help_lines('-v, --verbose', 'say each command, and what each phase took'),
    ].flat();
    return `xarch run -a ARCH[,ARCH] [options] -- COMMAND...

Runs COMMAND in an Alpine root of each architecture, with the current folder at its own path. The root starts clean
each time; what is written to the current folder stays.

${options.join('\n')}
`;
}
function optionLines(input) {
    const letter = input.letter === undefined ? '    ' : `-${input.letter}, `;
    const fallback = input.default === '' || input.default === 'false' ? '' : ` (default: ${input.default})`;
    return help_lines(`${letter}--${input.name}${input.value === undefined ? '' : ` ${input.value}`}`, `${input.meaning}${fallback}`);
}
const INDENT = ' '.repeat(8);
const WIDTH = 100;
function help_lines(option, meaning) {
    const wrapped = [INDENT];
    for (const word of meaning.split(' ')) {
        const last = wrapped.at(-1) ?? '';
        if (last.length + word.length > WIDTH)
            wrapped.push(INDENT);
        wrapped[wrapped.length - 1] = `${wrapped.at(-1) ?? ''}${wrapped.at(-1) === INDENT ? '' : ' '}${word}`;
    }
    return [`  ${option}`, ...wrapped];
}

;// CONCATENATED MODULE: ./src/report/summary.ts

/** A time a person reads: `3 ms`, `1.4 s`. */
function duration(milliseconds) {
    return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
/** One line for how a command ended; undefined for status 0. */
function ending({ arch, exit }) {
    if (!exit || (exit.status === 0 && exit.signal === null))
        return undefined;
    const how = exit.signal === null ? `status ${outcome_statusOf(exit)}` : `${exit.signal} (status ${outcome_statusOf(exit)})`;
    return `${arch}: the command ended with ${how}`;
}
/** What was done for each target, in lines that stand under each other. */
function summaryLines(outcomes) {
    const width = Math.max(...outcomes.map(({ arch }) => arch.length));
    return outcomes.flatMap((outcome) => {
        const phases = Object.entries(outcome.phases).map(([name, time]) => `${name} ${duration(time)}`);
        const status = outcome.exit ? `status ${outcome_statusOf(outcome.exit)}` : 'set up';
        const label = outcome.arch.padEnd(width);
        return [
            `${label}  ${status}: ${phases.join(', ')}`,
            `${' '.repeat(width)}  emulator: ${outcome.emulator}`,
            `${' '.repeat(width)}  root: ${outcome.rootSource}`,
        ];
    });
}
/** The output `results`: by architecture, how the command ended and how long each phase took, in milliseconds. */
function results(outcomes) {
    const rows = outcomes.map((outcome) => [
        outcome.arch,
        {
            status: outcome.exit ? statusOf(outcome.exit) : null,
            signal: outcome.exit?.signal ?? null,
            rootPath: outcome.rootPath,
            root: outcome.rootSource,
            cacheHit: outcome.cacheHit,
            emulator: outcome.emulator,
            alpineVersion: outcome.alpineVersion,
            phasesMs: Object.fromEntries(Object.entries(outcome.phases).map(([name, time]) => [name, Math.round(time)])),
        },
    ]);
    return JSON.stringify(Object.fromEntries(rows));
}

;// CONCATENATED MODULE: ./src/workspace.ts



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
/** What is visible inside at its own path, and the folder that commands start in. Throws `Refused`. */
function workspaceOf(inputs, paths) {
    const { workspace, visible } = paths;
    if (workspace !== '/' && OF_THE_ROOT.includes(workspace.slice(1))) {
        throw new Refused({
            what: `the current folder is ${workspace}, which the root has itself`,
            todo: 'Go to the folder of your project first: it is what the command sees at its own path.',
        });
    }
    const own = workspace === '/' ? [] : [{ path: workspace, readOnly: false }];
    return {
        volumes: [...own, ...visible].map(({ path, readOnly }) => ({ source: path, target: path, readOnly })),
        folder: (0,external_node_path_namespaceObject.resolve)(workspace, inputs.workingDirectory),
    };
}
/**
 * The inputs with `file:` URLs and key files that are relative made absolute. The key of a root keeps them as they were
 * given: a job's workspace is another folder on another runner. Where many projects share a store (`isShared`), it is
 * the absolute ones that tell their mirrors apart.
 */
function anchored(inputs, base, isShared) {
    const mirror = absoluteUrl(inputs.mirror, base);
    const repositories = inputs.repositories.map((repository) => absoluteUrl(repository, base));
    return {
        ...inputs,
        mirror,
        repositories,
        places: isShared ? [mirror, ...repositories].join(' ') : inputs.places,
        keys: inputs.keys.map((path) => (0,external_node_path_namespaceObject.resolve)(base, path)),
    };
}

;// CONCATENATED MODULE: ./src/cli.ts













const WRONG_USE = 2;
/** As env, chroot and docker have it: what was asked for was not run. */
const FAILED = 125;
/**
 * The command `xarch`.
 * @param args what stands behind the program's name
 * @param assets the folder that scripts and keys are in
 * @returns the exit status
 */
async function cli(args, assets) {
    const [verb, ...rest] = args;
    if (verb === 'run')
        return run(rest, assets);
    if (verb === '--version') {
        process.stdout.write(`xarch ${version(assets)}\n`);
        return 0;
    }
    if (verb === undefined || !['--help', '-h', 'help'].includes(verb)) {
        const got = verb === undefined ? 'nothing was asked for' : `got "${verb}"`;
        return wrongUse(terminalLog('normal'), [`${got}; allowed are run, --help and --version`]);
    }
    process.stdout.write(HELP);
    return 0;
}
async function run(args, assets) {
    const parsed = parseRunArguments(args);
    if (!parsed.ok)
        return wrongUse(terminalLog('normal'), parsed.problems);
    if (parsed.value.help) {
        process.stdout.write(runHelp());
        return 0;
    }
    const { command, quiet, verbose } = parsed.value;
    const loudness = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
    const log = terminalLog(loudness);
    try {
        return await runCommand(parsed.value.inputs, command, loudness, assets);
    }
    catch (error) {
        if (error instanceof BadInputs)
            return wrongUse(log, error.problems);
        log.error(explain(error));
        return error instanceof Interrupted ? 128 + external_node_os_namespaceObject.constants.signals[error.signal] : FAILED;
    }
}
async function runCommand(asked, command, loudness, assets) {
    const ports = localPorts(assets, loudness);
    const inputs = anchored(asked, ports.paths.workspace, true);
    const { volumes, folder } = workspaceOf(inputs, ports.paths);
    const environment = {
        ...terminalFacts(),
        ...ports.proxies,
        ...guestEnvironment(inputs.env, ownEnvironment()),
    };
    const job = { inputs, command, environment, folder, volumes, stdin: true, lifetime: 'run' };
    const outcomes = await main(job, ports);
    report(outcomes, ports.log);
    return statusOfAll(outcomes);
}
/** One architecture: only a signal is worth a word. Several: what came of each, and what it took. */
function report(outcomes, log) {
    const several = outcomes.length > 1;
    for (const line of summaryLines(outcomes)) {
        if (several)
            log.info(line);
        else
            log.debug(line);
    }
    for (const outcome of outcomes) {
        const line = ending(outcome);
        if (line !== undefined && (several || outcome.exit?.signal))
            log.error([line]);
    }
}
function wrongUse(log, problems) {
    log.error([...problems, 'xarch --help and xarch run --help say what can be given']);
    return WRONG_USE;
}
/** The version in package.json, which stands beside the folder of assets. */
function version(assets) {
    return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)(assets, '../package.json'), 'utf8')).version;
}

var __webpack_exports__cli = __webpack_exports__.x;
export { __webpack_exports__cli as cli };
