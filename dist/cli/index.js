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

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

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
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
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
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: ./src/report/masked.ts
/** A text whose URLs do not show the name and password that are in them. */
function masked(text) {
    return text.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/?#"']+@/gi, '$1***@');
}
/** A text whose URLs have no name and password any more: for what is kept where others can read it. */
function withoutPassword(text) {
    return text.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/?#"']+@/gi, '$1');
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
    return linesOf(error).map(masked);
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

;// CONCATENATED MODULE: ./src/sandbox/accounts.ts

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
    return new Refused({
        what: `user: the root has no ${kind} "${word}"`,
        source: `/etc/${kind === 'user' ? 'passwd' : 'group'} of the root`,
        todo: `Use one that it has (${names.join(', ') || 'there is none'}), "runner", two ids (1000:1000), or make it (input "setup": adduser -D build).`,
    });
}

;// CONCATENATED MODULE: ./src/platform/caller.ts



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
    return passwdEntries((0,external_node_fs_namespaceObject.readFileSync)('/etc/passwd', 'utf8')).find(({ uid }) => uid === user)?.home;
}
function entry() {
    try {
        const { username, homedir } = (0,external_node_os_namespaceObject.userInfo)();
        return { name: username, home: homedir };
    }
    catch {
        return {};
    }
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
/** What a program at a terminal needs to know of it. */
function terminalFacts() {
    return picked(['TERM', 'COLORTERM', 'NO_COLOR', 'TZ']);
}
/** SOURCE_DATE_EPOCH, in seconds since 1970, where it is set. Source: reproducible-builds.org. Throws `Refused`. */
function sourceDateEpoch() {
    const text = process.env['SOURCE_DATE_EPOCH'] ?? '';
    if (text === '')
        return undefined;
    if (/^\d{1,11}$/.test(text))
        return Number(text);
    throw new Refused({
        what: `SOURCE_DATE_EPOCH: got "${text}"; allowed is a number of seconds since 1970`,
        todo: 'Set it to a time (date +%s), or unset it: then it is the time when the newest package was built.',
    });
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_namespaceObject);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
var external_node_tls_default = /*#__PURE__*/__nccwpck_require__.n(external_node_tls_namespaceObject);
;// CONCATENATED MODULE: ./src/platform/proxy.ts

/**
 * The proxy for a URL by the usual variables: those in small letters first, a value without a scheme is http (both as
 * curl has it); undefined where it is asked directly. This machine itself is never asked through one: a proxy would
 * take its names for its own.
 * Throws `Refused` where the variable names what is no proxy over http.
 */
function proxyFor(target, variables) {
    if (isLoopback(target.hostname) || isExcepted(target, variables))
        return undefined;
    const name = `${target.protocol.slice(0, -1)}_proxy`;
    const variable = [name, name.toUpperCase()].find((one) => (variables[one] ?? '') !== '');
    if (variable === undefined)
        return undefined;
    const value = variables[variable] ?? '';
    const text = value.includes('://') ? value : `http://${value}`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol))
        throw unusable(variable, value);
    return { url, variable };
}
function unusable(variable, value) {
    return new Refused({
        what: `the variable ${variable} names no proxy over http: "${value}"`,
        todo: 'Give it as http://HOST:PORT or https://HOST:PORT, or unset the variable.',
    });
}
function isLoopback(host) {
    return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
/** `NO_PROXY`: `*`, or hosts with all that is below them, with a port or without. */
function isExcepted(target, variables) {
    const list = variables['no_proxy'] ?? variables['NO_PROXY'] ?? '';
    const port = target.port === '' ? { 'http:': '80', 'https:': '443' }[target.protocol] : target.port;
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((item) => item !== '')
        .some((item) => {
        const host = item.replace(/^\*?\./, '');
        return (item === '*' ||
            [target.hostname, `${target.hostname}:${port ?? ''}`].some((own) => isBelow(own, host)));
    });
}
function isBelow(name, host) {
    return name === host || name.endsWith(`.${host}`);
}

;// CONCATENATED MODULE: ./src/platform/http.ts






/**
 * The head of a server's answer to one question, with its body to be read. Name and password of a URL go along as
 * basic authorization. Through a proxy http is asked by the whole address, https in a tunnel (RFC 9110, 9.3.6).
 * Throws what the system, TLS or the proxy said.
 */
async function send(target, question) {
    const proxy = proxyFor(target, proxies());
    try {
        if (proxy === undefined)
            return await answer(clientOf(target).request(target, plain(question)), question);
        if (target.protocol === 'http:')
            return await answer(relayed(target, proxy, question), question);
        return await answer(await tunnelled(target, proxy, question), question);
    }
    catch (cause) {
        if (proxy === undefined)
            throw cause;
        throw new Error(`${said(cause)} (through the proxy ${proxy.url.host} of the variable ${proxy.variable})`, { cause });
    }
}
function clientOf({ protocol }) {
    return protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
}
function plain({ verb, headers, abort }, more = {}) {
    return { method: verb, headers: { 'user-agent': 'xarch-action', ...headers, ...more }, signal: abort };
}
function relayed(target, proxy, question) {
    const address = new URL(target);
    address.username = address.password = address.hash = '';
    const options = plain(question, {
        host: target.host,
        ...credentials('authorization', target),
        ...credentials('proxy-authorization', proxy.url),
    });
    return clientOf(proxy.url).request({ ...options, ...placeOf(proxy.url), path: address.href });
}
async function tunnelled(target, proxy, question) {
    const place = `${target.hostname}:${target.port || '443'}`;
    const request = clientOf(proxy.url).request({
        ...placeOf(proxy.url),
        method: 'CONNECT',
        path: place,
        headers: { host: place, ...credentials('proxy-authorization', proxy.url) },
        agent: false,
        signal: question.abort,
    });
    const socket = await connected(request, question);
    const host = hostOf(target);
    const secure = external_node_tls_default().connect({ socket, host, ...((0,external_node_net_namespaceObject.isIP)(host) === 0 ? { servername: host } : {}) });
    return external_node_https_default().request(target, { ...plain(question), createConnection: () => secure });
}
/** The tunnel once the proxy has made it. */
function connected(request, { answerMs }) {
    return withDeadline(request, answerMs, (resolve, reject) => {
        request.once('connect', ({ statusCode = 0 }, socket) => {
            if (statusCode === 200)
                resolve(socket);
            else {
                socket.destroy();
                reject(new Error(`the proxy answered ${statusCode}`));
            }
        });
    });
}
function answer(request, { answerMs }) {
    return withDeadline(request, answerMs, (resolve) => {
        request.once('response', resolve);
    });
}
function withDeadline(request, deadlineMs, listen) {
    const timer = setTimeout(() => {
        request.destroy(new Error(`no answer came for ${deadlineMs / 1000} s`));
    }, deadlineMs);
    return new Promise((resolve, reject) => {
        listen(resolve, reject);
        request.on('error', reject); // for good: what comes behind the answer has no other listener
        request.end();
    }).finally(() => {
        clearTimeout(timer);
    });
}
function placeOf(url) {
    return { host: hostOf(url), port: url.port || (url.protocol === 'https:' ? 443 : 80) };
}
/** An address of IP version 6 without its brackets. */
function hostOf({ hostname }) {
    return hostname.replace(/^\[|\]$/g, '');
}
function credentials(header, { username, password }) {
    if (username === '' && password === '')
        return {};
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { [header]: `Basic ${Buffer.from(pair).toString('base64')}` };
}
function said(cause) {
    const { message, code } = cause;
    return message || code || 'unknown';
}

;// CONCATENATED MODULE: ./src/platform/answer.ts


/** No answer that is of use. */
class Unanswered extends Error {
    final;
    pauseMs;
    constructor(message, 
    /** Whether asking again is of no use. */
    final, 
    /** What the server asks us to wait. */
    pauseMs, options) {
        super(message, options);
        this.final = final;
        this.pauseMs = pauseMs;
    }
}
const MOST_REDIRECTS = 5;
const NEVER_THERE = new Set([404, 410]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Of the fours, these two get better by waiting. */
const BUSY = new Set([408, 429]);
/**
 * Asks for a URL, and where it sends us: so many times at most, and never from https to http.
 * Throws `Unanswered`, or `Refused` for a proxy that is none.
 */
async function ask(url, verb, patience, abort, rest) {
    const range = rest && { range: `bytes=${rest.from}-`, 'if-range': rest.validator.text };
    const headers = { 'accept-encoding': 'identity', ...range };
    let at = url;
    for (let left = MOST_REDIRECTS;; left--) {
        const { answerMs } = patience;
        const message = await send(new URL(at), { verb, headers, answerMs, abort }).catch((cause) => {
            throw cause instanceof Refused ? cause : broken(cause);
        });
        const { statusCode: status = 0 } = message;
        if (status === 200 || (status === 206 && rest))
            return found(message, verb, rest);
        message.destroy(); // its body may have no end
        const { location } = message.headers;
        if (REDIRECTS.has(status) && location !== undefined)
            at = redirected(at, location, left);
        else if (NEVER_THERE.has(status))
            return { found: false, status };
        else
            throw refused(status, message.headers['retry-after'], patience);
    }
}
function found(message, verb, rest) {
    if (verb === 'HEAD')
        message.resume(); // it has no body, and the connection is of further use
    const { headers, statusCode } = message;
    const validator = validatorOf(headers);
    const more = validator && { validator };
    if (statusCode === 206) {
        const [, from, size] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
        if (Number(from) !== rest?.from) {
            message.destroy();
            throw new Unanswered('the server answered with another part than was asked for', false);
        }
        return { found: true, body: message, from: Number(from), sizeBytes: Number(size), ...more };
    }
    const length = Number(headers['content-length'] ?? Number.NaN);
    return {
        found: true,
        body: message,
        from: 0,
        ...(Number.isFinite(length) ? { sizeBytes: length } : {}),
        ...more,
    };
}
function validatorOf(headers) {
    const { etag, 'last-modified': date } = headers;
    if (etag?.startsWith('"'))
        return { text: etag, isExact: true }; // others are weak: the bytes may differ
    return date === undefined ? undefined : { text: date, isExact: false };
}
function refused(status, retryAfter, { longestPauseMs }) {
    const pauseMs = retryAfter === undefined ? Number.NaN : pauseOf(retryAfter);
    const isFinal = status < 500 && !BUSY.has(status);
    return new Unanswered(`the server answered ${status}`, isFinal, Number.isFinite(pauseMs) ? Math.min(Math.max(pauseMs, 0), longestPauseMs) : undefined);
}
/** RFC 9110, 10.2.3: seconds, or a date. */
function pauseOf(retryAfter) {
    return /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
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
/** A connection that broke, or was never made; the cause is kept. */
function broken(cause) {
    const error = cause;
    const { code = '' } = (error.cause ?? error); // through a proxy it is told with the proxy
    const isFinal = isUntrusted(code);
    const said = code === 'ECONNRESET' && !error.cause ? 'the connection was reset' : error.message || code;
    return new Unanswered(isFinal ? untrusted(said) : said, isFinal, undefined, { cause });
}
/** Codes of OpenSSL's X509_V_ERR_… as node has them, and node's own for a name that does not match. */
function isUntrusted(code) {
    return /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(VERIFY|GET_ISSUER))/.test(code);
}
function untrusted(message) {
    return `its certificate is not trusted: ${message}; the clock of this machine says ${new Date().toISOString()}, and NODE_EXTRA_CA_CERTS names a file of further authorities`;
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./src/verify/digest.ts

/**
 * The error of bytes that are not what was published.
 * @param isPage whether a web page came, which is no attack most of the time
 */
function wrongDigest(source, expected, got, isPage = false) {
    const name = source.slice(source.lastIndexOf('/') + 1);
    return new Failed({
        what: `${expected.algorithm} of ${name} is ${got}, expected ${expected.digest}${isPage ? ': it is a web page (a log-in page of a network?)' : ''}`,
        source,
        todo: 'These are other bytes than were published: damaged on the way, or changed. Nothing of them was used. Try again, or another mirror (input "mirror").',
    });
}

;// CONCATENATED MODULE: ./src/platform/disk.ts




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
    return new Failed({
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
    const folder = (0,external_node_path_namespaceObject.dirname)(path);
    const code = await codeOf(cause, folder);
    if (code === 'ENOSPC')
        return full(folder);
    const reason = REASONS[code];
    if (reason === undefined)
        return undefined;
    return new Failed({
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
    while (!(0,external_node_fs_namespaceObject.existsSync)(nearest))
        nearest = (0,external_node_path_namespaceObject.dirname)(nearest);
    return (0,promises_namespaceObject.access)(nearest, promises_namespaceObject.constants.W_OK).then(() => code, (error) => error.code ?? code);
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
/** A file system may have room for bytes and none for another file: the system has one errno for both. */
async function full(folder) {
    const found = await (0,promises_namespaceObject.statfs)(folder).catch(() => undefined);
    const free = found === undefined ? '' : ` (${found.bavail * found.bsize} bytes are free there)`;
    const noInodes = found !== undefined && found.files > 0 && found.ffree === 0;
    const reason = noInodes ? 'its disk takes no more files, no inode is free' : 'its disk is full';
    return new Failed({
        what: `could not write to the folder ${folder}: ${reason}${free}`,
        todo: `Remove what is not needed there, ${ELSEWHERE}`,
    });
}

;// CONCATENATED MODULE: ./src/platform/download.ts






const FILE_BYTES = 2 * 1024 * 1024 * 1024;
/** Enough of a file to see whether it is a web page. */
const BEGINNING_BYTES = 256;
/**
 * Attempts at one file, each a call of what is returned: one goes on where the last has broken off, when the server
 * tells that it still has the same file. Throws `Unanswered`, or `Failed` for wrong bytes and for the disk.
 */
function attemptsAt(download) {
    const { url, expected, open } = download;
    const algorithm = expected?.algorithm ?? 'sha256';
    let part = newPart(algorithm);
    let validator;
    return async () => {
        const answer = await open(validator && part.sizeBytes > 0 ? { from: part.sizeBytes, validator } : undefined);
        if (!answer.found)
            throw new Unanswered(`there is no such file (${answer.status})`, true);
        const isResumed = answer.from > 0;
        if (!isResumed)
            part = newPart(algorithm);
        // Where no digest tells whether two parts are of one file, the server has to.
        validator = expected !== undefined || answer.validator?.isExact ? answer.validator : undefined;
        await write(part, answer, download);
        const digest = part.hash.digest('hex');
        const { sizeBytes, beginning } = part;
        if (isResumed && expected !== undefined && digest !== expected.digest) {
            validator = undefined;
            throw new Unanswered('the rest of the file does not fit to its beginning', false);
        }
        checkBytes(url, expected, digest, beginning);
        return { algorithm, digest, sizeBytes };
    };
}
/** Each portion is on the disk before it counts as a part of the file. */
async function write(part, answer, { path, patience }) {
    if (answer.from === 0)
        await (0,promises_namespaceObject.rm)(path, { force: true });
    const file = await onDisk(path, () => (0,promises_namespaceObject.open)(path, answer.from > 0 ? 'a' : 'wx'));
    try {
        await stream(answer.body, FILE_BYTES - part.sizeBytes, patience, async (chunk) => {
            await onDisk(path, () => file.appendFile(chunk));
            add(part, chunk);
        });
    }
    catch (error) {
        if (!(error instanceof Unanswered) || error.final)
            throw error;
        throw new Unanswered(`${error.message} ${progress(part, answer)}`, false);
    }
    finally {
        await onDisk(path, () => file.close());
    }
    if (answer.sizeBytes !== undefined && part.sizeBytes !== answer.sizeBytes)
        throw new Unanswered(`the connection ended ${progress(part, answer)}`, false);
}
async function onDisk(path, work) {
    try {
        return await work();
    }
    catch (cause) {
        throw (await diskError(cause, path)) ?? cause;
    }
}
function progress({ sizeBytes }, answer) {
    return answer.sizeBytes === undefined
        ? `after ${sizeBytes} bytes`
        : `after ${sizeBytes} of ${answer.sizeBytes} bytes`;
}
function newPart(algorithm) {
    return { hash: (0,external_node_crypto_namespaceObject.createHash)(algorithm), beginning: Buffer.alloc(0), sizeBytes: 0 };
}
function add(part, chunk) {
    part.hash.update(chunk);
    part.sizeBytes += chunk.length;
    if (part.beginning.length < BEGINNING_BYTES)
        part.beginning = Buffer.concat([part.beginning, chunk]).subarray(0, BEGINNING_BYTES);
}
function checkBytes(url, expected, digest, beginning) {
    const isPage = /^\s*<(!doctype\s+html|html|head|body)\b/i.test(beginning.toString('latin1'));
    if (expected !== undefined && digest !== expected.digest)
        throw wrongDigest(url, expected, digest, isPage);
    if (isPage)
        throw new Failed({
            what: 'a web page came in the place of the file (a log-in page of a network?)',
            source: url,
            todo: 'Open the address in a browser on this network, and see what it says.',
        });
}
/**
 * Reads a body to its end, with limits on silence, on slowness and on size. Throws `Unanswered`, and what `onChunk`
 * throws.
 */
async function stream(body, limitBytes, patience, onChunk) {
    const watch = watchOver(body, patience);
    const chunks = body[Symbol.asyncIterator]();
    let left = limitBytes;
    try {
        for (let next = await read(chunks); next; next = await read(chunks)) {
            watch.saw(next.length);
            left -= next.length;
            if (left < 0)
                throw new Unanswered(`it is larger than the limit of ${limitBytes} bytes`, true);
            await onChunk(next);
        }
    }
    finally {
        watch.end();
        body.destroy();
    }
}
async function read(chunks) {
    try {
        const next = await chunks.next();
        return next.done ? undefined : next.value;
    }
    catch (cause) {
        throw cause instanceof Unanswered ? cause : broken(cause);
    }
}
/** Ends a body that has stopped, or that hardly moves. */
function watchOver(body, { stallMs, slow }) {
    let lately = 0;
    const stall = setTimeout(() => {
        body.destroy(new Unanswered(`no byte came for ${stallMs / 1000} s`, false));
    }, stallMs);
    const rate = setInterval(() => {
        if (lately < slow.bytes)
            body.destroy(new Unanswered(`only ${lately} bytes came in ${slow.withinMs / 1000} s`, false));
        lately = 0;
    }, slow.withinMs);
    return {
        saw(bytes) {
            lately += bytes;
            stall.refresh();
        },
        end() {
            clearTimeout(stall);
            clearInterval(rate);
        },
    };
}

;// CONCATENATED MODULE: ./src/platform/patience.ts
/** For mirrors and networks of the world: 1 KiB a second is less than any modem had. */
const PATIENCE = {
    tries: 4,
    answerMs: 20_000,
    stallMs: 20_000,
    slow: { bytes: 60 * 1024, withinMs: 60_000 },
    pauseMs: 500,
    longestPauseMs: 30_000,
};

;// CONCATENATED MODULE: ./src/platform/fetch.ts








const TEXT_BYTES = 4 * 1024 * 1024;
/**
 * Downloads over http and https (proxies by the usual variables) and reads `file:` URLs. What was asked of a small text
 * or of a URL's existence is not asked again: one of these is made for a run.
 */
function networkFetch(log, abort, patience = PATIENCE) {
    const retried = (url, attempt) => retry(url, attempt, { log, abort, patience });
    const open = async (url, rest) => {
        abort.throwIfAborted();
        if (!url.startsWith('file:'))
            return ask(url, 'GET', patience, abort, rest);
        const path = (0,external_node_url_namespaceObject.fileURLToPath)(url);
        if (!(await present(path)))
            return { found: false, status: 404 };
        return { found: true, body: (0,external_node_fs_namespaceObject.createReadStream)(path, { signal: abort }), from: 0 };
    };
    const bytes = (url, limitBytes) => retried(url, async () => {
        const answer = await open(url);
        return answer.found ? await collected(answer, limitBytes, patience) : undefined;
    });
    return {
        bytes,
        text: once(async (url) => (await bytes(url, TEXT_BYTES))?.toString('utf8')),
        exists: once((url) => url.startsWith('file:')
            ? present((0,external_node_url_namespaceObject.fileURLToPath)(url))
            : retried(url, async () => (await ask(url, 'HEAD', patience, abort)).found)),
        async file(url, path, expected) {
            const attempt = attemptsAt({ url, path, expected, patience, open: (rest) => open(url, rest) });
            try {
                return await retried(url, attempt);
            }
            catch (error) {
                await (0,promises_namespaceObject.rm)(path, { force: true });
                throw error;
            }
        },
    };
}
/** As often as patience has it, with growing pauses, or those that the server asks for. Throws `Failed`. */
async function retry(url, attempt, { log, abort, patience }) {
    for (let tried = 1;; tried++) {
        try {
            return await attempt();
        }
        catch (error) {
            abort.throwIfAborted();
            if (!(error instanceof Unanswered))
                throw error;
            if (error.final || tried === patience.tries)
                throw unreachable(url, error.message, tried);
            log.debug(`${url}: ${error.message}; try ${tried} of ${patience.tries}`);
            await (0,external_node_timers_promises_namespaceObject.setTimeout)(error.pauseMs ?? patience.pauseMs * 2 ** (tried - 1), undefined, { signal: abort });
        }
    }
}
/** Remembers answers; of questions that failed it remembers nothing. */
function once(question) {
    const asked = new Map();
    return (url) => {
        const known = asked.get(url);
        if (known)
            return known;
        const answer = question(url);
        asked.set(url, answer);
        answer.catch(() => asked.delete(url));
        return answer;
    };
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
async function collected({ body, sizeBytes }, limitBytes, patience) {
    const chunks = [];
    await stream(body, limitBytes, patience, (chunk) => {
        chunks.push(chunk);
    });
    const whole = Buffer.concat(chunks);
    if (sizeBytes !== undefined && whole.length !== sizeBytes)
        throw new Unanswered(`the connection ended after ${whole.length} of ${sizeBytes} bytes`, false);
    return whole;
}
function unreachable(url, cause, tried) {
    return new Failed({
        what: `could not download ${url}: ${cause}${tried > 1 ? ` (tried ${tried} times)` : ''}`,
        todo: 'Is the address right, and reachable from here? Another mirror can be named with the input "mirror".',
    });
}

;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: ./src/platform/interrupts.ts

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/**
 * Takes the signals that ask us to end. A runner sends SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL; a terminal
 * SIGINT at each ^C, or SIGHUP.
 */
function processInterrupts() {
    const listeners = new Set();
    const abort = new AbortController();
    (0,external_node_events_namespaceObject.setMaxListeners)(0, abort.signal); // one for each host program that runs
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

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
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
        const made = (0,external_node_child_process_namespaceObject.spawnSync)('mkfifo', ['-m', '600', ...names], { stdio: 'ignore', env: hostEnvironment() });
        if (made.status !== 0)
            throw new Error(`mkfifo could not make a pipe in ${folder}`);
        return names.map((name) => {
            const reader = (0,external_node_fs_namespaceObject.openSync)(name, external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NONBLOCK); // there is no writer yet to wait for
            return {
                reader: new external_node_net_namespaceObject.Socket({ fd: reader, readable: true, writable: false }),
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

;// CONCATENATED MODULE: ./src/platform/quoted.ts
/** A word as it could be typed into a shell. */
function quoted(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./src/platform/failure.ts


/** The error of a command that ended badly, with the last lines it printed. */
function failure(command, output) {
    const how = output.signal
        ? `was ended by ${output.signal}`
        : `ended with status ${output.status ?? 'unknown'}`;
    const said = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-12).join('\n');
    return new Failed({
        what: `could not ${command.why}: ${command.argv[0]} ${how}${said ? `\n${said}` : ''}`,
        source: command.argv.map(quoted).join(' '),
    });
}

;// CONCATENATED MODULE: ./src/platform/privilege.ts


/** How this process gets root of the machine, if at all. */
function findPrivilege() {
    if (process.getuid?.() === 0)
        return 'root';
    try {
        (0,external_node_child_process_namespaceObject.execFileSync)('sudo', ['-n', 'true'], { stdio: 'ignore', env: hostEnvironment(), timeout: 10_000 });
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
    return typeof privilege === 'object' ? privilege.hasIds : isOfMachine(privilege);
}
/** What stands before a command of a later step that needs root: a namespace is made anew there. */
function rootWords(privilege) {
    if (privilege === 'sudo')
        return ['sudo', '-n'];
    if (typeof privilege === 'string')
        return [];
    return ['unshare', '--user', '--map-root-user', ...(privilege.hasIds ? ['--map-auto'] : [])];
}

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./src/platform/streamed.ts

/** Starts a process between two streams; `drained` throws what broke one of them. stderr is left to the caller. */
function streamed(ends, launch) {
    const { input, output } = ends;
    const child = launch([input ? 'pipe' : 'ignore', output ? 'pipe' : 'ignore', 'pipe']);
    const flows = [
        ...(input && child.stdin ? [(0,external_node_stream_promises_namespaceObject.pipeline)(input, child.stdin)] : []),
        ...(output && child.stdout ? [(0,external_node_stream_promises_namespaceObject.pipeline)(child.stdout, output)] : []),
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

;// CONCATENATED MODULE: ./src/platform/exec.ts










const DEADLINE_MS = 10 * 60_000;
/** What is kept of a stream of a host program. */
const KEPT_CHARACTERS = 1_000_000;
/** Carries out commands. Environment: PATH, HOME, proxies and what the command names; never the runner's tokens. */
function nodeExec(privilege, debug, abort) {
    const stopping = { privilege, abort };
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
        (0,external_node_child_process_namespaceObject.spawn)('sudo', ['-n', 'kill', '-s', 'TERM', '--', String(child.pid)], { stdio: 'ignore' });
    else if (child.pid !== undefined)
        (0,external_node_child_process_namespaceObject.spawn)('sudo', ['-n', 'sh', '-c', KILL_CHILDREN, 'kill', String(child.pid)], { stdio: 'ignore' });
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
function start(command, streams, launch, stopping, debug) {
    const { child, drained } = withStreams(streams, (stdio) => launch(command, stdio, true));
    const exit = ended(child, command, streams.kind === 'streamed' ? 'close' : 'exit');
    exit.catch(() => undefined); // whoever awaits it sees the error
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
        case 'watched':
            return piped(['ignore', 'inherit'], [streams.onError], launch);
        case 'piped': {
            const handOver = (stream) => (chunk) => {
                streams.onOutput(stream, chunk);
            };
            return piped(['ignore'], [handOver('stdout'), handOver('stderr')], launch);
        }
        case 'streamed':
            return streamed(streams, launch);
    }
}
/** The first streams as they are said, the others by pipes whose chunks are handed over. */
function piped(first, readers, launch) {
    const pipes = makePipes(readers.length, (0,external_node_os_namespaceObject.tmpdir)());
    try {
        const child = launch([...first, ...pipes.map(({ writer }) => writer)]);
        const ends = pipes.map(({ reader }, index) => {
            reader.on('data', (chunk) => readers[index]?.(chunk));
            return (0,external_node_events_namespaceObject.once)(reader, 'close');
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
            const todo = missing
                ? `Install the package ${command.package ?? `that has ${program}`} (PATH is searched).`
                : scarcity(cause);
            reject(new Failed({
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

;// CONCATENATED MODULE: ./src/platform/executing.ts


/** How commands and sandboxes are carried out, as long as nobody has asked for less than what this process may. */
function executing(log, abort) {
    const privilege = findPrivilege();
    const debug = (line) => {
        log.debug(line);
    };
    const execAs = (other) => nodeExec(other, debug, abort);
    return { exec: execAs(privilege), executor: 'namespaces', privilege, execAs };
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
/** Whether a process has children of its own. */
function hasChildren(pid) {
    return children(pid).length > 0;
}
/** The processes of a group but the one that leads it. */
function groupMembers(leader) {
    const all = (0,external_node_fs_namespaceObject.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    return all.map(Number).filter((pid) => pid !== leader && statFields(pid)?.[2] === String(leader));
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

;// CONCATENATED MODULE: ./src/platform/local.ts












/** The ports of the command: folders by the XDG base directory specification, words on standard error. */
function localPorts(assets, loudness) {
    process.umask(0o022); // what is made in roots is for all of their users, whatever ours is
    const log = terminalLog(loudness);
    const interrupts = processInterrupts();
    const store = (0,external_node_path_namespaceObject.join)(cacheHome(), 'xarch');
    const paths = {
        store,
        cache: store,
        temporary: (0,external_node_path_namespaceObject.join)(store, 'tmp'), // programs are run there: /tmp may be mounted noexec
        assets,
        workspace: currentFolder(),
        visible: [],
        holder: processName(process.pid),
    };
    return {
        ...executing(log, interrupts.abort),
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
        engines: engineVariables(),
        caller: sudoCaller(),
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
    return maskedLog({
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
            const versions = namesIn((0,external_node_path_namespaceObject.join)(folder, tool)).filter((name) => !name.startsWith('.'));
            return Promise.resolve(versions.map((version) => ({ version, folder: (0,external_node_path_namespaceObject.join)(folder, tool, version) })));
        },
        async keep(file, name, tool, version) {
            const final = (0,external_node_path_namespaceObject.join)(folder, tool, version);
            const partial = (0,external_node_path_namespaceObject.join)(folder, tool, `.part.${process.pid}`);
            await (0,promises_namespaceObject.mkdir)(partial, { recursive: true });
            try {
                await (0,promises_namespaceObject.copyFile)(file, (0,external_node_path_namespaceObject.join)(partial, name));
                await (0,promises_namespaceObject.rename)(partial, final).catch(async (error) => {
                    if (!(await this.find(tool)).some((kept) => kept.version === version))
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
function namesIn(folder) {
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(folder);
    }
    catch {
        return []; // nothing is kept there
    }
}

;// CONCATENATED MODULE: ./src/arch/architectures.ts
/**
 * Every architecture this project runs. The order speaks: of rows that share a name in one column (`arm` is
 * the GOARCH and the qemu cpu of three), the upper is meant. Alpine's names win over everyone's: `armhf` is
 * Alpine's armhf (ARMv6), although Debian's armhf is ARMv7 and so stands in the column `debian` of armv7.
 */
// prettier-ignore
const architectures_ARCHITECTURES = [
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

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
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
    return BY_NAME.get(resolve_plain(name));
}
/** The name nearest to one that is not understood, if it is near enough to be what was meant. */
function suggestArchitecture(name) {
    const wanted = resolve_plain(name);
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
    return new Set(architectures_ARCHITECTURES.filter((row) => row.uname === machine).map((row) => row.cpu)).size > 1;
}
function resolve_plain(name) {
    const lower = name.trim().toLowerCase();
    return lower.startsWith(PLATFORM_PREFIX) ? lower.slice(PLATFORM_PREFIX.length) : lower;
}
function index() {
    const byName = new Map();
    for (const column of COLUMNS) {
        for (const row of architectures_ARCHITECTURES) {
            for (const name of column(row)) {
                if (name !== null && !byName.has(name))
                    byName.set(name, row);
            }
        }
    }
    return byName;
}

;// CONCATENATED MODULE: ./src/report/columns.ts
/** Rows of cells as lines, each column as wide as its widest cell. */
function columns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const line = (row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

;// CONCATENATED MODULE: ./src/report/architectures.ts



const HEADS = ['name', 'also', 'emulator', 'byte order', 'bits', 'Alpine'];
/** The further names by which a row is understood, each once. */
function otherNames(row) {
    const { name, docker, debian, go, uname, aliases } = row;
    const names = [docker, debian, go, uname, ...aliases].filter((other) => other !== null && other !== name);
    return [...new Set(names)].filter((other) => resolveArchitecture(other) === row);
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
        ...architectures_ARCHITECTURES.map((row) => [...cells(row), HERE[executionOn(hostMachine, row)]]),
    ];
    return columns(rows);
}
const HERE = { native: 'native', ask: 'native if its canary runs', emulated: 'emulated' };
/** The table as JSON, a list of rows. */
function architecturesJson(hostMachine) {
    return JSON.stringify(architectures_ARCHITECTURES.map((row) => ({ ...row, here: executionOn(hostMachine, row) })), undefined, 2);
}

;// CONCATENATED MODULE: ./src/commands/exit.ts


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
        if (error instanceof BadInputs)
            return wrongUse(log, error.problems, help);
        log.error(explain(error));
        return error instanceof Interrupted ? 128 + external_node_os_namespaceObject.constants.signals[error.signal] : FAILED;
    }
}

;// CONCATENATED MODULE: ./src/commands/archs.ts




/** `xarch archs [--json]`. Returns the exit status. */
function archs(args) {
    const [option, ...rest] = args;
    if (rest.length > 0 || (option !== undefined && option !== '--json')) {
        return wrongUse(terminalLog('normal'), [`archs: got "${args.join(' ')}"; allowed is --json`], 'xarch --help');
    }
    process.stdout.write(option === '--json' ? `${architecturesJson((0,external_node_os_namespaceObject.machine)())}\n` : architecturesText((0,external_node_os_namespaceObject.machine)()));
    return 0;
}

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./src/inputs/options.ts


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

;// CONCATENATED MODULE: ./src/rootfs/branch.ts
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

;// CONCATENATED MODULE: ./src/inputs/age.ts
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

;// CONCATENATED MODULE: ./src/inputs/choice.ts
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

;// CONCATENATED MODULE: ./src/inputs/isolation.ts

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

;// CONCATENATED MODULE: ./src/inputs/environment.ts
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

;// CONCATENATED MODULE: ./src/inputs/guest.ts

/** Reads the inputs `user`, `volumes`, `timeout-minutes` and `commands`. */
function parseGuest(text, problem) {
    const items = text('volumes').split(/[\s,]+/);
    return {
        user: user(text('user').trim(), problem),
        volumes: items.filter((item) => item !== '').flatMap((item) => volume(item, problem)),
        timeoutMs: timeout(text('timeout-minutes').trim(), problem),
        commands: commands(text('commands').trim(), problem),
    };
}
function user(text, problem) {
    if (/^[\w.][\w.@-]*\$?(:[\w.][\w.@-]*\$?)?$/.test(text))
        return text;
    problem(`user: got "${text}"; allowed are root, runner, or a user of the root: a name or an id, with a group behind a colon where it is to be another (build, 1000, 1000:1000)`);
    return 'root';
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
    const plain = external_node_path_namespaceObject.posix.normalize(target).replace(/(.)\/$/, '$1');
    const fault = faultOfTarget(plain);
    if (fault !== undefined)
        return wrong(fault);
    return [{ source, target: plain, readOnly: mode === 'ro' }];
}
/** More than any job may run, and less than a timer of node can take (2^31 ms). */
const MOST_MINUTES = 35_000;
function timeout(text, problem) {
    if (text === '')
        return undefined;
    const minutes = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : 0;
    if (minutes > 0 && minutes <= MOST_MINUTES)
        return minutes * 60_000;
    problem(`timeout-minutes: got "${text}"; allowed is a number of minutes above 0, such as 30 or 0.5, at most ${MOST_MINUTES}`);
    return undefined;
}
function commands(text, problem) {
    if (text === 'on' || text === 'off')
        return text;
    problem(`commands: got "${text}"; allowed are on and off`);
    return 'off';
}

;// CONCATENATED MODULE: ./src/rootfs/debian/names.ts
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

;// CONCATENATED MODULE: ./src/rootfs/repositories.ts


/** The sections of a branch that are used; `testing` is in edge alone, and asked for by `repositories`. */
const SECTIONS = ['main', 'community'];
/** The repositories of a root: those that the mirror has for the architecture, and the user's. */
async function findRepositories(wanted, fetch) {
    const sections = SECTIONS.map((section) => `${wanted.mirror}/${wanted.branch}/${section}`);
    const there = await Promise.all(sections.map((url) => fetch.exists(`${url}/${wanted.arch.name}/APKINDEX.tar.gz`)));
    return [...sections.filter((_, index) => there[index]), ...wanted.repositories];
}
/** The URL of a line of /etc/apk/repositories: a tag may stand before it (`@edge URL`). Source: apk-repositories(5). */
function repositoryUrl(line) {
    return line.slice(line.lastIndexOf(' ') + 1);
}
/** The line with another URL. */
function withUrl(line, url) {
    return `${line.slice(0, line.lastIndexOf(' ') + 1)}${url}`;
}
/** The folder that a `file:` URL with an absolute path names; undefined for other URLs. */
function localFolder(url) {
    return url.startsWith('file:') ? (0,external_node_url_namespaceObject.fileURLToPath)(url) : undefined;
}
/** `file:DIR` (a plain path, also a relative one) or a `file:` URL, as a URL with an absolute path; others as they are. */
function absoluteUrl(url, base) {
    if (!url.startsWith('file:') || url.startsWith('file://'))
        return url;
    return (0,external_node_url_namespaceObject.pathToFileURL)((0,external_node_path_namespaceObject.resolve)(base, url.slice('file:'.length))).href;
}

;// CONCATENATED MODULE: ./src/inputs/packages.ts


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
/** A list of URLs; a tag (`@edge`) belongs to the URL behind it. */
function repositories(text, problem) {
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
            url('repositories', repositoryUrl(line), problem);
        return line.replace(/\/+$/, '');
    });
}

;// CONCATENATED MODULE: ./src/inputs/resources.ts
/** Bytes of a unit, by its letter. */
const resources_UNITS = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
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
    const bytes = Number(number) * (resources_UNITS[unit.toLowerCase()] ?? 0);
    if (bytes < LEAST_BYTES)
        problem(`memory-limit: got "${text}"; allowed is a number with K, M or G behind it, at least ${LEAST_BYTES / 2 ** 20}M`);
    return bytes;
}

;// CONCATENATED MODULE: ./src/inputs/qemu.ts
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

;// CONCATENATED MODULE: ./src/rootfs/image/reference.ts
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
function reference_isLoopback({ host }) {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(host);
}
/** Whether no registry can have it: `localhost` without a port is what podman puts before names of its own. */
function isLocalOnly({ host }) {
    return host === 'localhost';
}

;// CONCATENATED MODULE: ./src/inputs/rootfs.ts


const rootfs_ALLOWED = 'allowed are auto, minirootfs, apk, docker://IMAGE, debian:SUITE, ubuntu:SUITE, the URL or path of a tarball, the path of a folder, and none';
/** A path, or a tarball here; a bare word is neither. */
const rootfs_PATH = /^\.{0,2}\/|^\.{1,2}$|\/|\.(tar|tgz|txz|tzst)(\.\w+)?$/;
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
            parseImage(rest, problem);
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
    if (rootfs_PATH.test(text))
        return { kind: 'path', path: text, checksum };
    problem(`rootfs: got "${text}"; ${rootfs_ALLOWED}`);
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

;// CONCATENATED MODULE: ./src/inputs/shell.ts
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

;// CONCATENATED MODULE: ./src/inputs/table-guest.ts
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
        meaning: 'further folders or files of the machine that are visible inside: source[:target[:ro]], relative sources in the workspace',
    },
    {
        name: 'timeout-minutes',
        kind: 'text',
        default: '',
        value: 'MINUTES',
        meaning: 'how long the commands may run in each root, in minutes; then they get SIGTERM and are ended',
    },
    {
        name: 'commands',
        kind: 'text',
        default: 'on',
        option: false,
        meaning: 'off: what the commands print is no workflow command (::error::, ::add-mask:: and their kin)',
    },
];

;// CONCATENATED MODULE: ./src/inputs/table-machine.ts
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

;// CONCATENATED MODULE: ./src/inputs/table-roots.ts
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
        meaning: "further apk repositories, after the mirror's; a tag stands before its URL (@edge URL)",
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
];

;// CONCATENATED MODULE: ./src/inputs/parse.ts














/** Reads all inputs; a problem of one does not hide those of the others. */
function parseInputs(raw) {
    const problems = [];
    const text = (name) => given(raw, name);
    const problem = (line) => problems.push(line);
    const allowUntrusted = flag('allow-untrusted', text('allow-untrusted'), problem);
    const checksum = parseChecksum(text('checksum').trim(), problem);
    const rootfs = parseRootfs(text('rootfs').trim(), checksum, allowUntrusted, problem);
    const value = {
        architectures: architectures('arch', words(onlyHandlers(raw) ? '' : text('arch')), problem),
        run: text('run'),
        shell: parseShell(text('shell'), problem),
        shellName: parseShellName(text('shell-name'), problem),
        rootfs,
        signature: oneOf('signature', text('signature'), ['when-present', 'required'], problem),
        basePackages: words(text('base-packages')).filter((name) => isPackage('base-packages', name, problem)),
        packages: words(text('packages')).filter((name) => isPackage('packages', name, problem, rootfs)),
        branch: parseBranch(text('branch').trim(), problem),
        mirror: url('mirror', text('mirror').trim(), problem).replace(/\/+$/, ''),
        repositories: repositories(text('repositories'), problem),
        places: words(`${text('mirror')} ${text('repositories')}`).join(' '),
        keys: words(text('keys')).filter((path) => isKey(path, rootfs, problem)),
        allowUntrusted,
        setup: setup(text('setup'), problem),
        network: oneOf('network', text('network').trim() || 'host', ['host', 'none'], problem),
        env: environmentTexts(raw.env ?? '').flatMap((item) => environmentItem(item, problem)),
        workingDirectory: text('working-directory'),
        guest: parseGuest(text, problem),
        cache: oneOf('cache', text('cache').toLowerCase(), ['true', 'read-only', 'false'], problem),
        cacheMaxAgeMs: parseAge('cache-max-age', text('cache-max-age').trim(), problem),
        rootImage: oneOf('root-image', text('root-image').toLowerCase(), ['auto', 'false'], problem),
        handlers: handlers(words(text('handlers')), problem),
        binfmt: oneOf('binfmt', text('binfmt'), ['system', 'private'], problem),
        setuid: flag('setuid', text('setuid'), problem),
        isolation: parseIsolation(text, problem),
        resources: parseResources(text, problem),
        qemu: parseQemu(text, problem),
    };
    acrossInputs(value, problem);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, value };
}
/** Handlers alone are asked for: then the default architecture is not. */
function onlyHandlers(raw) {
    return given(raw, 'rootfs').trim() === 'none' && isGiven(raw, 'handlers') && !isGiven(raw, 'arch');
}
function isGiven(raw, name) {
    return givenTexts(raw, name).join('').trim() !== '';
}
function given(raw, name) {
    const input = INPUTS.find((row) => row.name === name);
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
function architectures(input, names, problem) {
    const found = names.flatMap((name) => {
        const architecture = resolveArchitecture(name);
        if (architecture)
            return [architecture];
        const meant = suggestArchitecture(name);
        const allowed = architectures_ARCHITECTURES.filter((row) => row.alpine !== null || ['ppc', 'ppc64'].includes(row.name));
        problem(`${input}: got "${name}"; allowed are ${listed(allowed.map((row) => row.name))}${parse_question(meant)}`);
        return [];
    });
    return [...new Set(found)];
}
/** What Linux allows for one argument of a program (MAX_ARG_STRLEN, 32 pages), with room for its end. */
const SETUP_BYTES = 128 * 1024 - 1;
function setup(text, problem) {
    const bytes = Buffer.byteLength(text);
    if (bytes >= SETUP_BYTES)
        problem(`setup: got ${bytes} bytes of commands; allowed are ${SETUP_BYTES}: put them into a package or a tarball`);
    return text.trim() === '' ? '' : text;
}
function handlers(names, problem) {
    const named = architectures('handlers', names.filter((name) => name !== 'all'), problem);
    return names.includes('all') ? 'all' : named;
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
    if (kind === 'debian' && value.repositories.some((line) => line.includes(' ')))
        problem('repositories: got a tag (@…), which is for apk, with a root of Debian or Ubuntu');
    if (value.signature === 'required' && kind !== 'minirootfs' && kind !== 'auto')
        problem('signature: got "required", which is for a minirootfs (rootfs "auto" or "minirootfs")');
}
function listed(names) {
    return names.join(', ');
}
function parse_question(meant) {
    return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

;// CONCATENATED MODULE: ./src/inputs/arguments.ts



const HELP = { name: 'help', letter: 'h' };
const LOUDNESS = [
    { name: 'quiet', letter: 'q' },
    { name: 'verbose', letter: 'v' },
];
const IS_OPTION = INPUTS.filter((input) => input.option !== false);
const KEEP = {
    ...{ name: 'keep', kind: 'text', default: '', value: 'NAME' },
    meaning: 'keep what is changed in the root under this name, for a later run or xarch shell NAME',
};
const OUTPUT = {
    ...{ name: 'output', letter: 'o', kind: 'text', default: '', value: 'FILE' },
    meaning: 'write the root to this archive (.tar, .tar.gz, .tar.xz or .tar.zst); {arch} stands for the architecture',
};
/** Options of `xarch run` and `xarch shell`. */
const RUN_OPTIONS = [...IS_OPTION, KEEP];
const ONLY_RUNNING = [
    ...['env', 'working-directory', 'user', 'volumes', 'timeout-minutes'],
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
const HANDLER_OPTIONS = INPUTS.filter(({ name }) => HANDLER_INPUTS.includes(name));
/** Reads the arguments of `xarch run`, and the inputs that they are; all problems at once. */
function parseRunArguments(args) {
    const separator = args.indexOf('--');
    const [program, ...words] = separator < 0 ? [] : args.slice(separator + 1);
    const own = separator < 0 ? args : args.slice(0, separator);
    const options = readOptions(own, RUN_OPTIONS, [HELP, ...LOUDNESS]);
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
    const options = readOptions(args, RUN_OPTIONS, [HELP, ...LOUDNESS]);
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
function running({ raw, switches }, problems, command, keep, isNamed = false) {
    const parsed = parseInputs(raw);
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (parsed.ok && parsed.value.rootfs.kind === 'none')
        problems.push('rootfs: got "none" with a command; it needs a root');
    if (parsed.ok && keep !== '' && parsed.value.architectures.length > 1)
        problems.push(`keep: got ${parsed.value.architectures.length} architectures; a name is that of one root`);
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    const [quiet, verbose] = [switches.has('quiet'), switches.has('verbose')];
    return { ok: true, value: { help: false, inputs: parsed.value, command, keep, isNamed, quiet, verbose } };
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
    const options = readOptions(args, BUILD_OPTIONS, [HELP, { name: 'json' }, ...LOUDNESS]);
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
    const parsed = parseInputs(raw);
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
    const options = readOptions(args, HANDLER_OPTIONS, [HELP, { name: 'json' }]);
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
    const parsed = parseInputs({ ...options.raw, handlers: names.join(' '), rootfs: 'none' });
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    return { ok: true, value: { verb, inputs: parsed.value } };
}

;// CONCATENATED MODULE: ./src/arch/personality.ts
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

;// CONCATENATED MODULE: ./src/conclude.ts
/** What runs on this machine now, and by which emulators. */
function whatRuns(shared, binfmt) {
    const { executions } = shared.plan;
    const isThere = ({ kind }) => kind !== 'register' || binfmt === 'system'; // private ones have ended
    const runnable = [...executions].filter(([, execution]) => isThere(execution)).map(([arch]) => arch);
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
    return {
        arch: target.arch.name,
        exit: ended?.exit,
        advice: ended?.advice ?? [],
        lateMs: ended?.lateMs,
        emulator: describeExecution(shared.plan.executions.get(target.arch), shared.emulators.get(target.arch.cpu)),
        rootPath: root.root,
        rootSource: `${root.source} (${root.origin})`,
        alpineVersion: root.version,
        allowsUntrusted: target.root.allowUntrusted,
        cacheHit: root.origin !== 'built',
        phases: { ...shared.phases.all(), ...phases.all() },
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

;// CONCATENATED MODULE: ./src/platform/temporary.ts




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
        await (0,promises_namespaceObject.rm)(folder, { recursive: true, force: true });
    }
}
async function newFolder(temporary) {
    const prefix = (0,external_node_path_namespaceObject.join)(temporary, `${PREFIX}${processName(process.pid)}-`);
    try {
        await (0,promises_namespaceObject.mkdir)(temporary, { recursive: true });
        swept ??= sweep(temporary);
        await swept;
        return await (0,promises_namespaceObject.mkdtemp)(prefix);
    }
    catch (cause) {
        throw (await diskError(cause, prefix)) ?? cause;
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

;// CONCATENATED MODULE: ./src/handing-over.ts





/** The owner of the workspace, by numbers; undefined where it is root, or there is none. */
async function ownerOf(workspace) {
    const { uid, gid } = await (0,promises_namespaceObject.stat)(workspace).catch(() => ({ uid: 0, gid: 0 }));
    return uid === 0 ? undefined : { uid, gid };
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
    return withTemporaryFolder(temporary, async (folder) => {
        const list = (0,external_node_path_namespaceObject.join)(folder, 'owners');
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
                    ports.log.warning(explain(error).join('\n'));
                });
        }
    });
}
/** As whoever hands over sees it: root of a namespace of ours is ourselves outside. Without any right there is nothing to give. */
function asSeenBy({ privilege, caller }, owner) {
    if (isOfMachine(privilege))
        return owner;
    return privilege === 'none' || owner?.uid !== caller.uid ? undefined : { uid: 0, gid: 0 };
}
async function handOver(what, owner, list, places, { exec, executor, paths }) {
    const script = (0,external_node_path_namespaceObject.join)(paths.assets, 'sandbox/hand-over.sh');
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

;// CONCATENATED MODULE: ./src/binfmt/entry.ts
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

;// CONCATENATED MODULE: ./src/qemu/emulator.ts




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
    const row = architectures_ARCHITECTURES.find(({ magic }) => machineOf(Buffer.from(magic, 'hex')) === machineOf(head));
    return !row || executionOn((0,external_node_os_namespaceObject.machine)(), row) !== 'emulated';
}
/**
 * Whether a file is there, may be executed on this machine and needs no loader. It is looked at at once: of all cpus in a
 * few milliseconds.
 */
function isStaticProgram(file) {
    try {
        (0,external_node_fs_namespaceObject.accessSync)(file, external_node_fs_namespaceObject.constants.X_OK);
        const head = readHead(file);
        return isOwn(head) && !needsLoader(head);
    }
    catch {
        return false;
    }
}
/** Its first bytes. Throws where it is no file. */
function readHead(file) {
    const descriptor = (0,external_node_fs_namespaceObject.openSync)(file, external_node_fs_namespaceObject.constants.O_RDONLY | external_node_fs_namespaceObject.constants.O_NONBLOCK);
    try {
        if (!(0,external_node_fs_namespaceObject.fstatSync)(descriptor).isFile())
            throw new Error(`${file} is no file`);
        const head = Buffer.alloc(HEAD_BYTES);
        return head.subarray(0, (0,external_node_fs_namespaceObject.readSync)(descriptor, head, 0, HEAD_BYTES, 0));
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(descriptor);
    }
}

;// CONCATENATED MODULE: ./src/verify/apk-version.ts
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
function apk_version_isVersion(version) {
    return VERSION.test(version);
}
/** Below 0 where `a` is older than `b`, above 0 where it is newer. What is no version is older than what is one. */
function compareVersions(a, b) {
    const [left, right] = [apk_version_parts(a), apk_version_parts(b)];
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
function apk_version_parts(version) {
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

;// CONCATENATED MODULE: ./src/qemu/faults.ts

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
    if (from !== undefined && compareVersions(version, from) < 0)
        return false;
    if (!fixedIn.includes('-'))
        return compareVersions(version, fixedIn) < 0;
    return release !== undefined && compareVersions(`${version}-${release}`, fixedIn) < 0;
}

;// CONCATENATED MODULE: ./src/plan/handlers.ts






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
    if (inputs.setuid && inputs.binfmt === 'system')
        found.warnings.add(SETUID_WARNING);
    return {
        executions,
        handlers: handlersFor(executions, inputs.setuid),
        notes: [...found.notes],
        warnings: [...found.warnings],
    };
}
const SETUID_WARNING = 'setuid is on: while the handlers are registered, a setuid program of a foreign architecture anywhere on this machine gets the rights of its owner through the emulator';
function furtherArchitectures({ handlers }, machine) {
    return handlers === 'all' ? architectures_ARCHITECTURES.filter((arch) => !isNative(arch, machine)) : handlers;
}
function isNative(arch, machine) {
    const execution = executionOn(machine.machine, arch);
    return execution === 'native' || (execution === 'ask' && machine.runs.has(arch.name));
}
function executionFor(arch, inputs, machine, { notes, warnings }) {
    if (isNative(arch, machine))
        return { kind: 'native' };
    const [name] = entryNames(arch);
    const entry = machine.entries.get(name);
    const reason = entry && unfit(entry, arch, inputs);
    if (!entry || (reason === undefined && entry.isOurs))
        return { kind: 'register', names: entryNames(arch) };
    if (reason !== undefined) {
        const own = freeName(arch, inputs, machine);
        notes.add(`the handler ${name} of this machine cannot serve: ${reason}; ${own} is registered, and matches before it`);
        return { kind: 'register', names: [own] };
    }
    const { interpreter, version } = entry;
    const symptoms = version === undefined ? [] : faultsOf({ version, cpu: arch.cpu });
    if (symptoms.length > 0)
        warnings.add(`the handler ${name} of this machine runs qemu ${version ?? ''}: ${symptoms.join('; ')}`);
    return { kind: 'reuse', entry: name, interpreter, version };
}
/** A name that nobody has, or that another xarch has for the same. */
function freeName(arch, inputs, machine) {
    for (let number = 1;; number++) {
        const name = ownEntryName(arch, number);
        const entry = machine.entries.get(name);
        if (!entry || (entry.isOurs && unfit(entry, arch, inputs) === undefined))
            return name;
    }
}
/** Why an entry cannot serve, or is not what was asked for; undefined where it will do. */
function unfit(entry, arch, { setuid, qemu }) {
    const reason = fault(entry, { arch, setuid });
    if (reason !== undefined)
        return reason;
    const isAsked = qemu.source !== 'path' || [entry.interpreter, (0,external_node_path_namespaceObject.dirname)(entry.interpreter)].includes(qemu.path);
    if (!isAsked)
        return `it runs ${entry.interpreter}, and ${qemu.path} was asked for`;
    if (!isVersion(entry.version ?? '', qemu.version))
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

;// CONCATENATED MODULE: ./src/cache/key.ts

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
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./src/rootfs/source.ts
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

;// CONCATENATED MODULE: ./src/plan/roots.ts




/** What is collected while deciding. */
class roots_Findings {
    problems = [];
    notes = new Set();
}
/**
 * Which roots to run in, from what was asked.
 * @param surveyed what was read of the files that the inputs name
 */
function planRoots(inputs, surveyed) {
    const found = new roots_Findings();
    const architectures = inputs.rootfs.kind === 'none' ? [] : inputs.architectures;
    const targets = architectures.map((arch) => {
        const branch = isAlpine(inputs.rootfs) ? branchFor(arch, inputs, found) : inputs.branch;
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
    else if (isOutside(branch, arch.alpine.first, last)) {
        const has = last === null ? `from ${arch.alpine.first} on` : `from ${arch.alpine.first} to ${last}`;
        problems.push(`branch: got "${branch}"; Alpine has ${arch.name} ${has}`);
    }
    return branch;
}
/** Whether it is Alpine's own, whose packages are signed with Alpine's keys alone. */
function isPublicMirror(mirror) {
    return mirror === INPUTS.find(({ name }) => name === 'mirror')?.default;
}
function isOutside(branch, first, last) {
    return compareBranches(branch, first) < 0 || (last !== null && compareBranches(branch, last) > 0);
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
        rootfs: sourceDigest ? `tarball ${sourceDigest.algorithm} ${sourceDigest.digest}` : sourceText(source),
        checksum: checksum ?? '',
        signature: inputs.signature,
        branch: isAlpine(source) ? branch : '',
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
        return { kind, ingredients, key: rootKey(arch.name, ingredients) };
    };
    return [
        step('base', { ...withoutSetup, packages: '' }),
        ...(hasPackages ? [step('packages', withoutSetup)] : []),
        ...(hasSetup ? [step('setup', all)] : []),
    ];
}

;// CONCATENATED MODULE: ./src/binfmt/registry.ts




/** Where the kernel shows its entries, once mounted. */
const BINFMT_MISC = '/proc/sys/fs/binfmt_misc';
/** Where handlers.sh writes down which entries are ours, and who holds them. */
const JOURNAL = '/run/xarch/handlers';
/** Names of the entries in the journal. */
function readJournal() {
    try {
        return (0,external_node_fs_namespaceObject.readdirSync)(JOURNAL);
    }
    catch {
        return []; // nothing of ours is registered
    }
}
/**
 * The entries for magics that are there now. Where binfmt_misc is not mounted the kernel may have some all the same (in a
 * container: its host's); they are looked at out of sight.
 */
async function readEntries(ports) {
    const isMounted = (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(BINFMT_MISC, 'register'));
    const before = readJournal(); // an entry that is just going, or coming, is ours too
    const texts = isMounted ? mountedTexts() : await shownTexts(ports);
    const ours = [...before, ...readJournal()];
    const entries = new Map();
    for (const [name, text] of texts) {
        const entry = parseEntry(text);
        if (entry)
            entries.set(name, { ...entry, isOurs: ours.includes(name) });
    }
    return entries;
}
/** Read at once: the kernel answers in microseconds, and what waits its turn beside a sandbox that opens in milliseconds. */
function mountedTexts() {
    const names = (0,external_node_fs_namespaceObject.readdirSync)(BINFMT_MISC).filter((name) => name !== 'register' && name !== 'status');
    return names.map((name) => [name, readText((0,external_node_path_namespaceObject.join)(BINFMT_MISC, name))]);
}
/** Empty where it was just taken away. */
function readText(file) {
    try {
        return (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8');
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
            (0,external_node_path_namespaceObject.join)(paths.assets, 'binfmt/handlers.sh'),
            'show',
        ],
        why: 'look at the handlers of binfmt_misc',
        privileged: true,
    });
    const shown = stdout.split(/^== /m).filter((text) => text !== '');
    return shown.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)]);
}
/** Holder of what was registered by hand: it never ends by itself. */
const BY_HAND = 'by-hand';
/** Registers handlers. Throws `Failed` where the kernel, or someone else's entry of that name, does not let us. */
async function registerHandlers(handlers, lifetime, ports) {
    if (handlers.length === 0)
        return { release: () => Promise.resolve() };
    const verb = lifetime === 'run' ? 'hold' : 'acquire';
    const holder = lifetime === 'kept' ? BY_HAND : ports.paths.holder;
    const command = script(ports.paths, verb, holder, handlers);
    ports.log.debug(`registering ${handlers.map(({ name, file }) => `${name} (${file})`).join(', ')}`);
    if (lifetime === 'run')
        return hold(command, ports);
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
function script(paths, verb, holder, handlers) {
    return {
        argv: [
            'bash',
            (0,external_node_path_namespaceObject.join)(paths.assets, 'binfmt/handlers.sh'),
            verb,
            holder,
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





/** The entries for planned handlers. Throws `Failed` where the kernel would not take an emulator's path. */
function handlerEntries(plans, emulators) {
    return plans.flatMap(({ arch, names, setuid }) => {
        const file = emulators.get(arch.cpu)?.file;
        if (file === undefined)
            return [];
        if (file.length > LONGEST_INTERPRETER || /[:\n]/.test(file))
            throw impossiblePath(file);
        return names.map((name) => ({ name, file, line: registerLine(name, { arch, setuid }, file) }));
    });
}
/**
 * Registers entries, and proves by canaries that the kernel runs the programs of some architectures. Throws `Failed`
 * and takes back what was registered where one does not run.
 */
async function provideHandlers(handlers, toProve, lifetime, ports) {
    const registered = await registerHandlers(handlers, lifetime, ports);
    try {
        await Promise.all(toProve.map((arch) => prove(arch, ports)));
        return registered;
    }
    catch (error) {
        await registered.release();
        throw error;
    }
}
async function prove(arch, ports) {
    const { status, signal } = await runCanary(arch, undefined, ports);
    if (status === CANARY_STATUS)
        return;
    throw new Failed({
        what: `the handler for ${arch.name} was registered, but a program ended with ${signal ?? `status ${status ?? 'unknown'}`} instead of status ${CANARY_STATUS}`,
        todo: 'Is another handler for this architecture registered, or is the temporary folder mounted noexec?',
    });
}
function impossiblePath(file) {
    return new Failed({
        what: `the kernel takes no emulator at this path (${file.length} characters; at most ${LONGEST_INTERPRETER}, and no colon): ${file}`,
        todo: 'Set RUNNER_TOOL_CACHE (or XDG_CACHE_HOME for the command) to another folder.',
    });
}

;// CONCATENATED MODULE: ./src/platform/lock.ts




/** The status of flock where somebody else has the lock; its own errors have others. */
const TAKEN = 99;
/**
 * Does some work while no other process on this machine holds the same lock. The kernel's own lock (flock(1)) is held by
 * a child whose end is ours: it is free again however we end.
 * @param path a file that stays; it has in it who had it last
 * @param onWait called when somebody else has it, with who that is; a signal ends the waiting, with `Interrupted`
 */
async function withLock(path, { exec, interrupts, paths }, onWait, work) {
    await writing(path, (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(path), { recursive: true }));
    const command = (options) => ({
        argv: ['flock', '--no-fork', ...options, path, 'sh', '-c', 'echo locked; read -r _'],
        why: `lock ${path}`,
    });
    let holder = exec.start(command(['--nonblock', '--conflict-exit-code', String(TAKEN)]), {
        kind: 'lifeline',
    });
    let line = await holder.nextLine();
    if (line !== 'locked' && (await holder.exit).status === TAKEN) {
        onWait((await (0,promises_namespaceObject.readFile)(path, 'utf8').catch(() => '')).trim() || 'another process');
        holder = exec.start(command([]), { kind: 'lifeline' });
        line = await lineUnlessInterrupted(holder, interrupts);
    }
    if (line !== 'locked') {
        await holder.exit;
        throw await notLocked(path, holder.stderr().trim());
    }
    try {
        await (0,promises_namespaceObject.writeFile)(path, `process ${process.pid} in ${paths.workspace}\n`).catch(() => undefined); // a full disk, another user's
        return await work();
    }
    finally {
        holder.endInput();
        await holder.exit;
    }
}
/** flock(1) says why in its own words; where it is the disk's fault, ours say what to do. */
async function notLocked(path, said) {
    const cause = await (0,promises_namespaceObject.open)(path, 'a').then((file) => file.close(), (error) => error);
    const known = cause === undefined ? undefined : await diskError(cause, path);
    return known ?? new Failed({ what: `could not lock ${path}: ${said}`, source: path });
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
            throw new Interrupted(signal);
        return line;
    }
    finally {
        deaf();
    }
}

;// CONCATENATED MODULE: ./src/cache/file.ts

/**
 * The file that the cache of the workflow keeps under a key. It is one file always: a tree of root's files would lose
 * its owners there.
 */
function cachedFile(key, { cache }) {
    return (0,external_node_path_namespaceObject.join)(cache, 'archives', `${key}.archive`);
}
/** The same file while it is being written. */
function partialFile(key, paths) {
    return `${cachedFile(key, paths)}.${paths.holder}`;
}

;// CONCATENATED MODULE: ./src/rootfs/debian/keys.ts



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
        const bytes = await (0,promises_namespaceObject.readFile)(file).catch((cause) => {
            throw new Refused({
                what: `keys: ${file} cannot be read: ${String(cause)}`,
                todo: 'Name files of OpenPGP keys.',
            });
        });
        const suffix = keyringSuffix(bytes);
        if (suffix === undefined) {
            throw new Refused({
                what: `keys: ${file} is no keyring that apt can read`,
                source: file,
                todo: 'Name a file of OpenPGP public keys, as "gpg --export" or "gpg --export --armor" writes it.',
            });
        }
        const name = `xarch-${index}${suffix}`;
        await Promise.all(folders.map((folder) => (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, name), bytes)));
    }
}

;// CONCATENATED MODULE: ./src/rootfs/keys.ts




/**
 * The user's key files; each that cannot be used is a problem.
 * @param areKeyrings they are OpenPGP keyrings for apt, not RSA keys for apk
 */
async function readKeys(paths, areKeyrings, problem) {
    const keys = await Promise.all(paths.map(async (path) => {
        try {
            return areKeyrings
                ? keyring((0,external_node_path_namespaceObject.basename)(path), await (0,promises_namespaceObject.readFile)(path))
                : publicKey((0,external_node_path_namespaceObject.basename)(path), await (0,promises_namespaceObject.readFile)(path, 'utf8'));
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
    const folder = (0,external_node_path_namespaceObject.join)(assets, 'rootfs/alpine-keys', arch);
    const names = await (0,promises_namespaceObject.readdir)(folder).catch(() => []);
    return Promise.all(names.map(async (name) => publicKey(name, await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, name), 'utf8'))));
}
/** A keyring for apt, which gets the file itself: known by its digest. Throws where it is none. */
function keyring(name, bytes) {
    if (keyringSuffix(bytes) === undefined)
        throw new Error('apt reads OpenPGP public keys as "gpg --export" writes them, with --armor or without');
    return { name, pem: '', digest: (0,external_node_crypto_namespaceObject.createHash)('sha256').update(bytes).digest('hex') };
}
/** A key out of its text. Throws where it is none. */
function publicKey(name, pem) {
    (0,external_node_crypto_namespaceObject.createPublicKey)(pem); // throws where it is none
    return { name, pem, digest: (0,external_node_crypto_namespaceObject.createHash)('sha256').update(pem).digest('hex') };
}

;// CONCATENATED MODULE: ./src/verify/damaged.ts

/** The error of a file of a repository that is not as it was published, or that we do not understand. */
function damaged(what, source) {
    return new Failed({
        what: `${fileName(source)} ${what}`,
        source,
        todo: 'These are other bytes than were published, or a format that is not known here. Nothing of them was used. Try again, or another mirror (input "mirror").',
    });
}
/** The last part of a URL or path. */
function fileName(source) {
    return source.slice(source.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./src/verify/apk-format.ts

/** `C:Q1<base64>`, and apk 3's Q2. */
const CHECKSUMS = {
    Q1: { algorithm: 'sha1', sizeBytes: 20 },
    Q2: { algorithm: 'sha256', sizeBytes: 32 },
};
/** Fields that every record has, and what may stand in them: names become parts of URLs, and all of them of messages. */
const FIELDS = {
    P: /^[A-Za-z0-9][\w.+-]*$/,
    V: /^[A-Za-z0-9][\w.+~-]*$/,
    A: /^\w+$/,
    S: /^\d{1,15}$/,
    C: /^Q[12][A-Za-z0-9+/]+={0,2}$/,
};
/** The records of a file APKINDEX: lines `LETTER:VALUE`, an empty line after each record. Throws `Failed`. */
function readRecords(index, source) {
    return index
        .toString('utf8')
        .split(/\n\n+/)
        .map((text) => text.trim())
        .filter((text) => text !== '')
        .map((text, at) => readRecord(text, (what) => damaged(`has a record (number ${at + 1}) ${what}`, source)));
}
function readRecord(text, fault) {
    const values = new Map();
    for (const line of text.split('\n')) {
        const letter = line.charAt(0);
        if (line[1] !== ':')
            throw fault('with a line that is no field');
        if (values.has(letter))
            throw fault(`with two fields ${letter}`);
        values.set(letter, line.slice(2));
    }
    const field = (letter) => {
        const value = values.get(letter);
        if (value === undefined)
            throw fault(`without a field ${letter}`);
        if (!FIELDS[letter].test(value))
            throw fault(`with a field ${letter} that is not known here`);
        return value;
    };
    const checksum = readChecksum(field('C'));
    if (checksum === undefined)
        throw fault('with a field C that is not known here');
    return {
        name: field('P'),
        version: field('V'),
        arch: field('A'),
        sizeBytes: Number(field('S')),
        checksum,
        depends: (values.get('D') ?? '').split(' ').filter((name) => name !== ''),
    };
}
function readChecksum(text) {
    const { algorithm, sizeBytes } = CHECKSUMS[text.startsWith('Q1') ? 'Q1' : 'Q2'];
    const digest = Buffer.from(text.slice(2), 'base64');
    if (digest.length !== sizeBytes || digest.toString('base64') !== text.slice(2))
        return undefined;
    return { algorithm, digest: digest.toString('hex') };
}
/** sha256 of the raw data member, hex: `datahash` of a .PKGINFO. Throws `Failed` unless there is exactly one. */
function readDataHash(info, source) {
    const values = Array.from(info.toString('utf8').matchAll(/^datahash = (.*)$/gm), ([, value = '']) => value);
    const [value = '', ...others] = values;
    if (others.length > 0 || !/^[0-9a-f]{64}$/.test(value)) {
        throw damaged('does not say what its data must be (datahash in .PKGINFO)', source);
    }
    return value;
}

;// CONCATENATED MODULE: ./src/verify/apk-signature.ts



const apk_signature_PREFIX = '.SIGN.';
/** `.SIGN.RSA.NAME.rsa.pub`; other kinds (RSA512, DSA) nobody uses. */
const DIGESTS = { RSA: 'sha1', RSA256: 'sha256' };
/**
 * The signatures in the entries of a member, or undefined where this is no member of signatures. Kinds that are not
 * known here are left out, as apk does.
 */
function signaturesOf(entries, source) {
    const names = [...entries.keys()];
    if (!names.some((name) => name.startsWith(apk_signature_PREFIX)))
        return undefined;
    if (!names.every((name) => name.startsWith(apk_signature_PREFIX))) {
        throw damaged('has something beside its signatures, where nothing is signed', source);
    }
    return [...entries].flatMap(([name, value]) => {
        const [, kind = '', key = ''] = /^\.SIGN\.([^.]*)\.(.+)$/.exec(name) ?? [];
        return kind === 'RSA' || kind === 'RSA256' ? [{ key, digest: DIGESTS[kind], value }] : [];
    });
}
/** The first signature whose key is known, with that key: the one that counts. */
function known(signatures, keys) {
    for (const signature of signatures) {
        const key = keys.find(({ name }) => name === signature.key);
        if (key !== undefined)
            return { signature, key };
    }
    return undefined;
}
/** Throws `Failed` unless the signature is of these bytes, made with the private part of this key. */
function checkSignature(signed, signature, key, source) {
    if (isRight(signed, signature, key, source))
        return;
    throw new Failed({
        what: `the signature of ${fileName(source)} is not one of the key ${key.name}`,
        source,
        todo: 'These are other bytes than were signed, or signed by somebody else under the name of this key. Nothing of them was used. Try another mirror (input "mirror").',
    });
}
function isRight(signed, { digest, value }, { name, pem }, source) {
    try {
        const key = (0,external_node_crypto_namespaceObject.createPublicKey)(pem);
        if (key.asymmetricKeyType !== 'rsa')
            throw new Error(`it is no RSA key but ${key.asymmetricKeyType ?? 'secret'}`);
        return (0,external_node_crypto_namespaceObject.verify)(digest, signed, key, value);
    }
    catch (cause) {
        // Some distributions' own OpenSSL refuses every signature with SHA-1.
        throw new Failed({
            what: `the signature of ${fileName(source)} cannot be checked with the key ${name}: ${cause.message}`,
            source,
        });
    }
}
function unsigned(source) {
    return new Failed({
        what: `${fileName(source)} has no signature`,
        source,
        todo: 'Nothing of it was used: only what is signed with a known key is. Try another mirror (input "mirror").',
    });
}
function unknownKey(signatures, keys, source) {
    const names = keys.map(({ name }) => name).join(', ');
    return new Failed({
        what: `${fileName(source)} is signed with the key ${signatures.map(({ key }) => key).join(', ')}, which is not known; known are: ${names || 'none'}`,
        source,
        todo: 'Nothing of it was used. Try another mirror (input "mirror"), or a newer xarch: Alpine may have changed its keys.',
    });
}

;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
;// CONCATENATED MODULE: ./src/verify/gzip-members.ts


const HEADER_BYTES = 10;
/** CRC-32 and size of the content, both little endian. */
const TRAILER_BYTES = 8;
const FLAG_NAME = 8;
/**
 * Cuts concatenated gzip members. One is inflated when it is asked for, so who wants the first of three does not pay
 * for the others: `const [signature] = gzipMembers(…)`. Throws `Failed` at whatever is no whole member.
 */
function* gzipMembers(bytes, limits, source) {
    if (bytes.length > limits.rawBytes) {
        throw damaged(`has ${bytes.length} bytes, more than the ${limits.rawBytes} that are allowed`, source);
    }
    let inflatedBytes = 0;
    for (let at = 0, count = 1; at < bytes.length; count++) {
        if (count > limits.members) {
            throw damaged(`has more after its ${limits.members} gzip members, at byte ${at}`, source);
        }
        const start = at;
        const fault = (what) => damaged(`${what} (gzip member ${count}, at byte ${start})`, source);
        const member = firstMember(bytes.subarray(at), limits.inflatedBytes - inflatedBytes, fault);
        inflatedBytes += member.content.length;
        at += member.raw.length;
        yield member;
    }
}
function firstMember(bytes, limitBytes, fault) {
    const start = headerBytes(bytes, fault);
    const { content, usedBytes } = inflate(bytes.subarray(start), limitBytes, fault);
    const end = start + usedBytes;
    if (bytes.length < end + TRAILER_BYTES)
        throw fault('is truncated');
    if (bytes.readUInt32LE(end) !== crc32(content) || bytes.readUInt32LE(end + 4) !== content.length) {
        throw fault('is damaged: its check sum does not match');
    }
    return { raw: bytes.subarray(0, end + TRAILER_BYTES), content };
}
/** RFC 1952; of the optional fields the one that gzip itself writes, the file name. */
function headerBytes(bytes, fault) {
    if (bytes[0] !== 0x1f || (bytes.length > 1 && bytes[1] !== 0x8b))
        throw fault('has bytes that are no gzip');
    if (bytes.length < HEADER_BYTES)
        throw fault('is truncated');
    const flags = bytes.readUInt8(3);
    if (bytes[2] !== 8 || (flags & ~FLAG_NAME) !== 0)
        throw fault('has a kind of gzip that is not known here');
    if (flags === 0)
        return HEADER_BYTES;
    const nameEnd = bytes.indexOf(0, HEADER_BYTES);
    if (nameEnd < 0)
        throw fault('is truncated');
    return nameEnd + 1;
}
/** Gunzip would go on into the next member, so the deflate stream is read alone: it knows its end. */
function inflate(bytes, limitBytes, fault) {
    const tooLarge = () => fault(`inflates to more than the ${limitBytes} bytes that are allowed`);
    try {
        const { buffer, engine } = (0,external_node_zlib_namespaceObject.inflateRawSync)(bytes, {
            info: true,
            chunkSize: 128 * 1024,
            maxOutputLength: limitBytes + 1, // it takes no 0
        });
        if (buffer.length > limitBytes)
            throw tooLarge();
        return { content: buffer, usedBytes: engine.bytesWritten };
    }
    catch (cause) {
        const { code, message } = cause;
        if (code === 'ERR_BUFFER_TOO_LARGE')
            throw tooLarge();
        if (code === 'Z_BUF_ERROR')
            throw fault('is truncated');
        if (code === 'Z_DATA_ERROR')
            throw fault(`is damaged: ${message}`);
        throw cause;
    }
}
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++)
        crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    return crc;
});
/** zlib has one only since node 20.15. */
function crc32(bytes) {
    let crc = -1;
    for (let at = 0; at < bytes.length; at++) {
        // Both are always there; with the checks for undefined it takes three times as long.
        crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[at]) & 0xff];
    }
    return ~crc >>> 0;
}

;// CONCATENATED MODULE: ./src/verify/tar-entries.ts

const BLOCK = 512;
/** Of a PAX header; real ones have some hundred. */
const EXTENSION_BYTES = 4096;
/** Keywords of a PAX header that change nothing of what is read here. */
const HARMLESS = /^(?:[acm]time|[ug]id|[ug]name|comment|(?:APK-TOOLS|SCHILY|LIBARCHIVE)\..+)$/;
/**
 * The files of a small tar, in their order, names to contents. apk writes few kinds of tar, and whatever else comes is
 * refused: links, folders, long names, sizes and names given by extensions, two files of one name. The end may be
 * without its empty blocks, because apk reads all members of a package as one tar. Throws `Failed`.
 */
function tarEntries(tar, source) {
    const entries = new Map();
    for (let at = 0; at < tar.length;) {
        const rest = tar.subarray(at);
        if (rest.length < BLOCK)
            throw damaged('has a truncated tar', source);
        if (rest[0] === 0) {
            if (rest.some((byte) => byte !== 0))
                throw damaged('has bytes after the end of a tar', source);
            break;
        }
        const { name, type, sizeBytes } = readHeader(rest.subarray(0, BLOCK), source);
        const blocks = 1 + Math.ceil(sizeBytes / BLOCK);
        if (rest.length < blocks * BLOCK)
            throw damaged('has a truncated tar', source);
        const content = rest.subarray(BLOCK, BLOCK + sizeBytes);
        at += blocks * BLOCK;
        if (type === 'x') {
            checkExtension(content, source);
            continue;
        }
        if (entries.has(name))
            throw damaged(`has two files ${name} in a tar`, source);
        entries.set(name, content);
    }
    return entries;
}
function readHeader(header, source) {
    const unknown = (what) => damaged(`has a tar with ${what}`, source);
    if (octal(header, 148, 8) !== checkSum(header))
        throw unknown('a wrong check sum');
    const magic = header.toString('latin1', 257, 263);
    if (magic !== 'ustar\0' && magic !== 'ustar ')
        throw unknown('a header that is not known here');
    const name = tar_entries_text(header, 0, 100);
    // Names go into messages and into GitHub's log, which takes lines for commands.
    if (!/^[\x21-\x7e]+$/.test(name))
        throw unknown('a name that is not printable');
    if (magic === 'ustar\0' && header[345] !== 0)
        throw unknown('a long name');
    const type = String.fromCharCode(header[156] ?? 0);
    if (type !== '0' && type !== '\0' && type !== 'x')
        throw unknown('something in it that is no file');
    const sizeBytes = octal(header, 124, 12);
    if (sizeBytes === undefined)
        throw unknown('a size that is not known here');
    return { name, type: type === 'x' ? 'x' : '0', sizeBytes };
}
function tar_entries_text(header, at, length) {
    const field = header.toString('latin1', at, at + length);
    const end = field.indexOf('\0');
    return end < 0 ? field : field.slice(0, end);
}
function octal(header, at, length) {
    const digits = /^ *([0-7]+) *$/.exec(tar_entries_text(header, at, length))?.[1];
    return digits === undefined ? undefined : parseInt(digits, 8);
}
/** The sum of all bytes, with blanks where it stands itself. */
function checkSum(header) {
    return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}
/** Records are `LENGTH KEYWORD=VALUE\n`, the length that of the whole record. */
function checkExtension(content, source) {
    if (content.length > EXTENSION_BYTES)
        throw damaged('has a tar with a large PAX header', source);
    for (let at = 0; at < content.length;) {
        const record = content.toString('latin1', at);
        const [, digits = '', keyword = ''] = /^([1-9]\d*) ([\x21-\x3c\x3e-\x7e]+)=/.exec(record) ?? [];
        const length = Number(digits);
        if (length === 0 || record[length - 1] !== '\n')
            throw damaged('has a tar with a damaged PAX header', source);
        if (!HARMLESS.test(keyword))
            throw damaged(`has a tar with ${keyword} in a PAX header`, source);
        at += length;
    }
}

;// CONCATENATED MODULE: ./src/verify/apk.ts
/**
 * Reading Alpine's repositories without apk (format 2): an index and its packages are worth what the signature of the
 * index is worth. It is checked against a known key before anything but the signature itself is inflated; the index
 * names the digest of a package's control member, and that names the digest of the package's data.
 */








const MIB = 1024 * 1024;
/** For what is signed; a package that somebody here wants has 20 MiB at most. */
const LIMITS = { rawBytes: 64 * MIB, inflatedBytes: 256 * MIB, members: 3 };
/** For what has to be inflated before it is known whose it is: signatures, and the control member of a package. */
const UNVERIFIED = { ...LIMITS, inflatedBytes: 16 * MIB };
/**
 * The records of an `APKINDEX.tar.gz`. Its signature is of all bytes after the first gzip member, with the first of
 * the keys it names that is known. Throws `Failed` with where it came from (`source`, a URL).
 */
function readIndex(bytes, keys, source) {
    const [first] = gzipMembers(bytes, UNVERIFIED, source);
    if (first === undefined)
        throw damaged('is empty', source);
    const signatures = signaturesOf(tarEntries(first.content, source), source) ?? [];
    if (signatures.length === 0)
        throw unsigned(source);
    const counting = known(signatures, keys);
    if (counting === undefined)
        throw unknownKey(signatures, keys, source);
    const signed = bytes.subarray(first.raw.length);
    checkSignature(signed, counting.signature, counting.key, source);
    const [member] = [...gzipMembers(signed, { ...LIMITS, members: 1 }, source)];
    const index = member && tarEntries(member.content, source).get('APKINDEX');
    if (index === undefined)
        throw damaged('has no APKINDEX in it', source);
    return readRecords(index, source);
}
/**
 * The raw data member of a package (gzip of a tar), which is the one the index speaks of. Throws `Failed` otherwise.
 *
 * As with apk 2, the index alone vouches for a package: its own signature may be missing, or by a key that is not
 * known. Where the key is known the signature must be right, which apk does not ask of a package from an index.
 * The data is not inflated: its digest is that of the publisher. Who does it has `LIMITS` for it.
 */
function verifyPackage(bytes, record, keys, source) {
    if (bytes.length !== record.sizeBytes) {
        throw damaged(`has ${bytes.length} bytes, ${record.sizeBytes} were expected`, source);
    }
    const { signatures, control, info, data } = cutPackage(bytes, source);
    const { algorithm, digest } = record.checksum;
    expectDigest(algorithm, control, digest, 'control member', source);
    const counting = known(signatures, keys);
    if (counting)
        checkSignature(control, counting.signature, counting.key, source);
    if (info === undefined)
        throw damaged('has no .PKGINFO', source);
    expectDigest('sha256', data, readDataHash(info, source), 'data', source);
    return data;
}
/** Signatures, control, data: the control member is the first with no signatures in it, the data is all after it. */
function cutPackage(bytes, source) {
    const signatures = [];
    let at = 0;
    for (const { raw, content } of gzipMembers(bytes, UNVERIFIED, source)) {
        at += raw.length;
        const entries = tarEntries(content, source);
        const found = signaturesOf(entries, source);
        if (!found)
            return { signatures, control: raw, data: bytes.subarray(at), info: entries.get('.PKGINFO') };
        signatures.push(...found);
    }
    throw damaged('has no control member', source);
}
function expectDigest(algorithm, bytes, expected, part, source) {
    const got = (0,external_node_crypto_namespaceObject.createHash)(algorithm).update(bytes).digest('hex');
    if (got !== expected)
        throw damaged(`is another package: ${algorithm} of its ${part} is ${got}, expected ${expected}`, source);
}
/** The record of a package in its newest version, or undefined where there is no such package. */
function newest(records, name) {
    const candidates = records.filter((record) => record.name === name);
    const unknown = candidates.find(({ version }) => !apk_version_isVersion(version));
    if (unknown)
        throw new Failed({ what: `the package ${name} has a version that is not known here: ${unknown.version}` });
    return candidates.reduce((best, record) => (best && compareVersions(record.version, best.version) <= 0 ? best : record), undefined);
}

;// CONCATENATED MODULE: ./src/qemu/apk.ts






/** Alpine's packages of emulators: one static file each, without dependencies. */
const SECTION = 'latest-stable/community';
const INDEX_BYTES = 16 * 1024 * 1024;
const PACKAGE_BYTES = 64 * 1024 * 1024;
/**
 * Emulators out of Alpine's packages `qemu-<cpu>` for this machine's architecture: index and package are verified by
 * their signatures, then the one file is taken out.
 * @param folder where the files go
 * @returns a file for each cpu that the mirror has, in the version asked for
 */
async function downloadFromApk(cpus, folder, context) {
    const { fetch, log, packages, paths, request } = context;
    const base = `${packages.mirror}/${SECTION}/${packages.hostArch}`;
    const indexUrl = `${base}/APKINDEX.tar.gz`;
    const bytes = await fetch.bytes(indexUrl, INDEX_BYTES);
    if (bytes === undefined)
        return new Map();
    const keys = [...(await alpineKeys(packages.hostArch, paths.assets)), ...packages.keys];
    const index = readIndex(bytes, keys, indexUrl);
    const files = await Promise.all(cpus.map(async (cpu) => {
        const record = newest(index, `qemu-${cpu}`);
        if (!record || !isVersion(record.version.replace(/-r\d+$/, ''), request.version))
            return [];
        const url = `${base}/${record.name}-${record.version}.apk`;
        log.info(`downloading ${url}`);
        const archive = await fetch.bytes(url, PACKAGE_BYTES);
        if (archive === undefined)
            throw gone(url);
        const file = await takeOut(cpu, verifyPackage(archive, record, keys, url), folder, context);
        const release = /-(r\d+)$/.exec(record.version)?.[1];
        return [[cpu, { file, ...(release === undefined ? {} : { release }) }]];
    }));
    return new Map(files.flat());
}
/** Takes the emulator out of a package's verified data, a gzipped tar. */
async function takeOut(cpu, data, folder, { exec }) {
    const place = (0,external_node_path_namespaceObject.join)(folder, cpu);
    await (0,promises_namespaceObject.mkdir)(place);
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(place, 'data.tar.gz'), data);
    const member = `usr/bin/qemu-${cpu}`;
    const argv = [
        'tar',
        '-xz',
        '-f',
        (0,external_node_path_namespaceObject.join)(place, 'data.tar.gz'),
        '-C',
        place,
        '--no-same-owner',
        '--',
        member,
    ];
    await exec.run({ argv, why: `unpack qemu-${cpu}` });
    return (0,external_node_path_namespaceObject.join)(place, member);
}
function gone(url) {
    return new Failed({
        what: 'the index names a package that the mirror does not have (it is just being changed?)',
        source: url,
        todo: 'Try again in a minute, or take another mirror (input "mirror").',
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
            await ports.exec.attempt({ ...REFRESH, env: ports.proxies }); // one broken list of many makes it fail: the download tells
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
                files.set(cpu, { file });
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
        what: `apt has no package with qemu-${cpus.join(', qemu-')}`,
        todo: 'On Debian or Ubuntu check /etc/apt/sources.list (Ubuntu: the component "universe"); elsewhere install a static qemu-user.',
    });
}

;// CONCATENATED MODULE: ./src/qemu/sources.ts













/** Where distributions put their static emulators. */
const HOST_FOLDERS = ['/usr/local/bin', '/usr/bin'];
/** This machine's own. */
const ofHost = (architectures, context) => inFolders(HOST_FOLDERS, 'of this machine', architectures, context);
/** The file, or the folder, that the input names. */
const atPath = async (architectures, context) => {
    const { path } = context.request;
    const isFolder = await (0,promises_namespaceObject.stat)(path).then((found) => found.isDirectory(), () => false);
    if (isFolder)
        return inFolders([path], `in ${path}`, architectures, context);
    return proveAll(architectures.map((arch) => ({ arch, file: path })), `at ${path}`, context);
};
/** Those kept in the tool cache, all versions; they were proved before they were kept. */
const sources_kept = async (architectures, { tools }) => {
    const found = await Promise.all(architectures.map(async ({ cpu }) => (await tools.find(toolName(cpu))).map(({ folder, version }) => {
        const [number = '', release = ''] = version.split('-');
        return {
            ...{ cpu, version: number, file: (0,external_node_path_namespaceObject.join)(folder, sources_fileName(cpu)), source: 'kept from before' },
            ...(/^r\d+$/.test(release) ? { release } : {}),
        };
    })));
    return found.flat().filter(({ file }) => isStaticProgram(file));
};
/** Alpine's packages, from the newest branch of the mirror. */
const fromApk = (architectures, context) => downloaded('from apk', architectures, context, (cpus, folder) => downloadFromApk(cpus, folder, context));
/** The distribution's package. */
const fromApt = (architectures, context) => downloaded('from apt', architectures, context, (cpus, folder) => downloadFromApt(cpus, folder, context));
/** For each cpu the first file that is proved, in the order of the folders. */
async function inFolders(folders, source, architectures, context) {
    const found = await Promise.all(architectures.map(async (arch) => {
        for (const folder of folders) {
            for (const name of [`qemu-${arch.cpu}-static`, sources_fileName(arch.cpu)]) {
                const file = (0,external_node_path_namespaceObject.join)(folder, name);
                if (!isStaticProgram(file))
                    continue;
                const [emulator] = await proveAll([{ arch, file }], source, context);
                if (emulator)
                    return [emulator];
            }
        }
        return [];
    }));
    return found.flat();
}
/** Downloads into a temporary folder, proves, and keeps what has passed. */
async function downloaded(source, architectures, context, download) {
    return withTemporaryFolder(context.paths.temporary, async (folder) => {
        const cpus = architectures.map(({ cpu }) => cpu);
        const files = await download(cpus, folder);
        const emulators = await keepProved(files, source, architectures, context);
        await Promise.all(emulators.map((emulator) => saveForOthers(emulator, context)));
        return emulators;
    });
}
async function keepProved(files, source, architectures, context) {
    const candidates = architectures.flatMap((arch) => {
        const found = files.get(arch.cpu);
        return found ? [{ arch, ...found }] : [];
    });
    const emulators = await proveAll(candidates, source, context);
    return Promise.all(emulators.map((emulator) => keep(emulator, context)));
}
/** Under a content address: two builds of one version are two. */
async function keep(emulator, { tools }) {
    const digest = (0,external_node_crypto_namespaceObject.createHash)('sha256')
        .update(await (0,promises_namespaceObject.readFile)(emulator.file))
        .digest('hex');
    const version = `${buildOf(emulator)}-${digest.slice(0, 12)}`;
    const folder = await tools.keep(emulator.file, sources_fileName(emulator.cpu), toolName(emulator.cpu), version);
    return { ...emulator, file: (0,external_node_path_namespaceObject.join)(folder, sources_fileName(emulator.cpu)) };
}
/** The cache of the workflow has what everybody wants who asks for nothing special. */
function isForAll({ request }) {
    return request.source === 'auto' && request.version === '';
}
/** Leaves a copy where post saves it in the cache of the workflow. */
async function saveForOthers(emulator, context) {
    if (!context.remote || !context.keepsForOthers || !isForAll(context))
        return; // those who want any are to find the newest
    const { cpu, file, version } = emulator;
    if (faultsOf(emulator).length > faultsOf({ cpu, version }).length)
        return; // a file does not tell its release
    const key = keyOf(cpu, context);
    const place = cachedFile(key, context.paths);
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(place), { recursive: true });
    context.remote.note(key, key);
    await (0,promises_namespaceObject.copyFile)(file, partialFile(key, context.paths));
    await (0,promises_namespaceObject.rename)(partialFile(key, context.paths), place);
}
/** What an earlier job has left in the cache of the workflow; it is proved again. */
const fromCache = async (architectures, context) => {
    const { remote, paths } = context;
    if (!remote || !isForAll(context))
        return [];
    const found = await Promise.all(architectures.map(async ({ cpu }) => {
        const key = keyOf(cpu, context);
        const file = cachedFile(key, paths);
        await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(file), { recursive: true });
        remote.note(key, undefined);
        if (!(await remote.restore(key, file)))
            return [];
        await (0,promises_namespaceObject.chmod)(file, 0o755);
        return [[cpu, { file }]];
    }));
    return keepProved(new Map(found.flat()), 'from the cache of the workflow', architectures, context);
};
function keyOf(cpu, { packages, date }) {
    return emulatorKey(cpu, packages.hostArch, packages.mirror, date);
}
/** What runs a canary; what does not is passed over, with a warning. */
async function proveAll(candidates, source, context) {
    const proved = await Promise.all(candidates.map(async ({ arch, file, ...rest }) => {
        const version = isStaticProgram(file) ? await sources_prove(file, arch, context) : undefined;
        if (version !== undefined)
            return { cpu: arch.cpu, file, version, source, ...rest };
        context.log.warning(`${file} (${source}) is no static emulator that runs a ${arch.name} program here; it is passed over`);
        return undefined;
    }));
    return proved.filter((emulator) => emulator !== undefined);
}
/** Its version, when it runs the canary of that architecture. */
async function sources_prove(file, arch, context) {
    const asked = { argv: [file, '--version'], why: `ask ${file} for its version`, timeoutMs: 10_000 };
    try {
        const [canary, version] = await Promise.all([runCanary(arch, file, context), context.exec.attempt(asked)]);
        return canary.status === CANARY_STATUS ? parseVersion(version.stdout) : undefined;
    }
    catch (error) {
        context.log.debug(explain(error).join(' ')); // not a program of this machine
        return undefined;
    }
}
const toolName = (cpu) => `xarch-qemu-${cpu}`;
const sources_fileName = (cpu) => `qemu-${cpu}`;

;// CONCATENATED MODULE: ./src/qemu/provide.ts









/** Which sources are asked, in their order. The first that has a version without known faults is taken. */
const provide_SOURCES = {
    auto: [fromCache, fromApk, fromApt, ofHost],
    apk: [fromApk],
    apt: [fromApt],
    system: [ofHost],
    path: [atPath],
};
/** How long a search that found nothing better than an emulator with faults is not made again. */
const SEARCHED_MS = 24 * 3600_000;
/**
 * An emulator for each cpu, proved by its canary. One with known faults is taken where there is no better, with a
 * warning. Throws `Failed` where a cpu has none.
 * @param known what is kept for them, and maybe for others, where that was looked up before
 */
async function provideEmulators(architectures, context, known = sources_kept(architectures, context)) {
    const choice = new Choice(context);
    const wanted = [...new Map(architectures.map((arch) => [arch.cpu, arch])).values()];
    const usesTools = context.request.source === 'auto';
    if (usesTools)
        choice.offer((await known).filter(({ cpu }) => wanted.some((arch) => arch.cpu === cpu)));
    if (choice.open(wanted).length > 0)
        await search(wanted, choice, usesTools, context);
    return choice.conclude(wanted);
}
/** One process of this machine at a time; what another has found meanwhile is there then. */
async function search(wanted, choice, usesTools, context) {
    const { paths, log, request } = context;
    const waiting = (by) => {
        log.info(`another xarch on this machine is getting emulators; waiting for it (${by})`);
    };
    await withLock((0,external_node_path_namespaceObject.join)(paths.cache, 'locks/emulators'), context, waiting, async () => {
        if (usesTools)
            choice.offer(await sources_kept(wanted, context));
        let isWhole = true;
        for (const source of provide_SOURCES[request.source]) {
            const missing = choice.open(wanted);
            if (missing.length === 0)
                return;
            try {
                choice.offer(await source(missing, context));
            }
            catch (error) {
                if (provide_SOURCES[request.source].length === 1)
                    throw error;
                log.debug(`a source of emulators failed: ${explain(error).join(' ')}`);
                choice.complain(error);
                isWhole = false; // a mirror that is down for a minute is asked again
            }
        }
        if (usesTools && isWhole && request.version === '')
            await choice.noteSearch(choice.open(wanted));
    });
}
/** The best emulator seen for each cpu. */
class Choice {
    context;
    best = new Map();
    complaints = [];
    constructor(context) {
        this.context = context;
    }
    offer(emulators) {
        for (const emulator of emulators) {
            if (!isVersion(emulator.version, this.context.request.version)) {
                this.complaints.push(`qemu-${emulator.cpu} ${emulator.source} has the version ${emulator.version}`);
                continue;
            }
            const seen = this.best.get(emulator.cpu);
            if (!seen || isBetter(emulator, seen))
                this.best.set(emulator.cpu, emulator);
        }
    }
    complain(error) {
        this.complaints.push(explain(error)[0] ?? '');
    }
    /** Those for which it is worth looking further. */
    open(wanted) {
        return wanted.filter(({ cpu }) => {
            const seen = this.best.get(cpu);
            return !seen || (faultsOf(seen).length > 0 && !this.wasSearched(cpu));
        });
    }
    async noteSearch(wanted) {
        await (0,promises_namespaceObject.mkdir)(this.searches(), { recursive: true });
        await Promise.all(wanted.map(({ cpu }) => (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(this.searches(), cpu), '')));
    }
    /** The choice, with a warning for each known fault. Throws `Failed` where there is none. */
    conclude(wanted) {
        const { log, request } = this.context;
        const missing = wanted.filter(({ cpu }) => !this.best.has(cpu));
        if (missing.length > 0)
            throw nowhere(missing, request, this.complaints);
        for (const line of faultWarnings([...this.best.values()]))
            log.warning(line);
        return this.best;
    }
    searches() {
        return (0,external_node_path_namespaceObject.join)(this.context.paths.cache, 'searched-emulators');
    }
    wasSearched(cpu) {
        const searched = (0,external_node_fs_namespaceObject.statSync)((0,external_node_path_namespaceObject.join)(this.searches(), cpu), { throwIfNoEntry: false });
        return searched !== undefined && Date.now() - searched.mtimeMs < SEARCHED_MS;
    }
}
/** A line for all cpus whose emulators have the same faults. */
function faultWarnings(emulators) {
    const cpus = new Map();
    for (const emulator of emulators) {
        const symptoms = faultsOf(emulator);
        if (symptoms.length === 0)
            continue;
        const { cpu, source, version } = emulator;
        const line = `qemu ${version} (${source}) is the best there is here, and has known faults: ${symptoms.join('; ')}`;
        cpus.set(line, [...(cpus.get(line) ?? []), cpu]);
    }
    return [...cpus].map(([line, names]) => `${names.join(', ')}: ${line}`);
}
function isBetter(emulator, seen) {
    const faults = faultsOf(seen).length - faultsOf(emulator).length;
    return faults !== 0 ? faults > 0 : compareVersions(buildOf(emulator), buildOf(seen)) > 0;
}
function nowhere(missing, { source, version }, complaints) {
    const names = missing.map(({ cpu }) => `qemu-${cpu}`).join(', ');
    return new Failed({
        what: [
            `there is no static ${names}${version === '' ? '' : ` of version ${version}`} (input "qemu": ${source})`,
            ...new Set(complaints),
        ].join('\n'),
        todo: 'Name another source with the input "qemu", or install a static emulator into /usr/local/bin (qemu-user-static on Debian and Ubuntu).',
    });
}

;// CONCATENATED MODULE: ./src/qemu/reuse.ts







/**
 * An entry of this machine with what came of trying it: whether a canary runs through it, and its emulator's version.
 * What has run once is remembered as long as the emulator's file is the same, so that no process is needed again.
 */
async function tryEntry(entry, arch, ports) {
    if (!entry.enabled)
        return entry;
    const name = identity(entry);
    const place = name === undefined ? undefined : (0,external_node_path_namespaceObject.join)(ports.paths.cache, 'proved-handlers', name);
    const proof = place === undefined ? undefined : readProof(place);
    if (proof)
        return { ...entry, works: true, ...proof };
    const [canary, version] = await Promise.all([
        runCanary(arch, undefined, ports).catch(() => undefined),
        askVersion(entry.interpreter, ports),
    ]);
    const seen = version === undefined ? {} : { version };
    const works = canary?.status === CANARY_STATUS;
    if (works && place !== undefined)
        await writeProof(place, seen);
    return { ...entry, works, ...seen };
}
/** Names the entry and the very file that its emulator is; undefined where that cannot be seen from here. */
function identity(entry) {
    try {
        const { dev, ino, size, mtimeMs } = (0,external_node_fs_namespaceObject.statSync)(entry.interpreter);
        const facts = [entry, dev, ino, size, mtimeMs];
        return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
    }
    catch {
        return undefined;
    }
}
async function askVersion(interpreter, { exec }) {
    try {
        const asked = {
            argv: [interpreter, '--version'],
            why: `ask ${interpreter} for its version`,
            timeoutMs: 10_000,
        };
        return parseVersion((await exec.attempt(asked)).stdout);
    }
    catch {
        return undefined; // with the flag F its file may be gone, or be another container's
    }
}
function readProof(place) {
    try {
        const { version } = JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(place, 'utf8'));
        return typeof version === 'string' ? { version } : {};
    }
    catch {
        return undefined;
    }
}
async function writeProof(place, proof) {
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(place, '..'), { recursive: true });
    await (0,promises_namespaceObject.writeFile)(place, JSON.stringify(proof));
}

;// CONCATENATED MODULE: ./src/survey.ts
















/** Looks at the machine and at the files that the inputs name; changes nothing. Throws `Refused` or `BadInputs`. */
async function survey(inputs, ports) {
    const hostArch = resolveArchitecture((0,external_node_os_namespaceObject.machine)());
    if (process.platform !== 'linux' || !hostArch) {
        throw new Refused({
            what: `this machine is ${process.platform} on ${(0,external_node_os_namespaceObject.machine)()}`,
            todo: 'xarch needs Linux (on GitHub: runs-on: ubuntu-24.04): binfmt_misc and namespaces are parts of its kernel.',
        });
    }
    const problems = [];
    const keys = await readKeys(inputs.keys, inputs.rootfs.kind === 'debian', (line) => problems.push(line));
    const sourceDigest = await digestOfSource(inputs.rootfs, (line) => problems.push(line));
    for (const url of [inputs.mirror, ...inputs.repositories]) {
        const folder = localFolder(repositoryUrl(url));
        if (folder !== undefined && !(0,external_node_fs_namespaceObject.existsSync)(folder))
            problems.push(`mirror: got "${url}"; there is no such folder`);
    }
    const { source, path } = inputs.qemu;
    if (source === 'path' && !(0,external_node_fs_namespaceObject.existsSync)(path))
        problems.push(`qemu: got "${path}"; there is no such file or folder`);
    if (problems.length > 0)
        throw new BadInputs(problems);
    return { hostArch, keys, sourceDigest, hasOwners: ports.executor !== 'proot' && hasOwners(ports.privilege) };
}
/** The digest of a tarball of this machine, held against the checksum where one was given; a folder has none. */
async function digestOfSource(source, problem) {
    if (source.kind !== 'path')
        return undefined;
    const { path, checksum } = source;
    const found = await (0,promises_namespaceObject.stat)(path).catch(() => undefined);
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
    const hash = (0,external_node_crypto_namespaceObject.createHash)(algorithm);
    for await (const chunk of (0,external_node_fs_namespaceObject.createReadStream)(path))
        hash.update(chunk);
    const digest = hash.digest('hex');
    if (checksum && digest !== checksum.digest)
        throw wrongDigest(path, checksum, digest);
    return { algorithm, digest };
}
/** Looks at what the machine runs already, where that matters; changes nothing. */
async function surveyHandlers(inputs, ports) {
    const isSeen = needsHandlers(inputs) && inputs.binfmt === 'system';
    const seen = isSeen ? await tryEntries(architecturesOf(inputs), ports) : new Map();
    // Who cannot hold an entry takes another run's for somebody else's.
    const entries = new Map([...seen].map(([name, entry]) => [
        name,
        { ...entry, isOurs: entry.isOurs && ports.privilege !== 'none' },
    ]));
    const runs = await askTheKernel(architecturesOf(inputs), entries, ports);
    return { machine: (0,external_node_os_namespaceObject.machine)(), runs, entries };
}
/** All that is asked for, with a root or without. */
function architecturesOf({ architectures, handlers }) {
    return [...architectures, ...(handlers === 'all' ? architectures_ARCHITECTURES : handlers)];
}
/** Whether the machine cannot run all of them by itself. */
function needsHandlers(inputs) {
    return architecturesOf(inputs).some((arch) => executionOn((0,external_node_os_namespaceObject.machine)(), arch) !== 'native');
}
/**
 * Names of those of which `uname -m` does not tell whether the processor runs them, and which it does run. Where a handler
 * would take the canary, that cannot be told, and the handler is what counts.
 */
async function askTheKernel(architectures, entries, ports) {
    const handled = new Set([...entries.values()].filter(({ enabled }) => enabled).map(({ magic }) => magic));
    const open = architectures.filter((arch) => executionOn((0,external_node_os_namespaceObject.machine)(), arch) === 'ask' && !handled.has(arch.magic));
    const ran = await Promise.all(open.map(async (arch) => {
        // ENOEXEC, where the processor cannot and no handler is there, is an error of the start.
        const output = await runCanary(arch, undefined, ports).catch(() => undefined);
        return output?.status === CANARY_STATUS;
    }));
    return new Set(open.filter((_, index) => ran[index]).map(({ name }) => name));
}
/** The entries of this machine, those that could serve tried out. */
async function tryEntries(architectures, ports) {
    const entries = new Map(await readEntries(ports));
    const wanted = new Map(architectures.map((arch) => [entryNames(arch)[0], arch]));
    await Promise.all([...wanted].map(async ([name, arch]) => {
        const entry = entries.get(name);
        if (entry)
            entries.set(name, await tryEntry(entry, arch, ports));
    }));
    return entries;
}

;// CONCATENATED MODULE: ./src/handlers.ts







/** Looks at what the machine runs, decides, gets emulators, registers them; does not wait for any of it. */
function startHandlers({ inputs, lifetime }, targets, surveyed, phases, ports) {
    const isPrivate = inputs.binfmt === 'private';
    const planned = phases.time('handler', async () => {
        await (0,external_node_timers_promises_namespaceObject.setImmediate)(); // sandboxes take longer, and are started first
        return announced(planHandlers(inputs, await surveyHandlers(inputs, ports)), ports.log);
    });
    const context = emulatorContext(inputs, surveyed, ports);
    const known = sources_kept(architecturesOf(inputs), context); // while the kernel is asked, which may take a process
    known.catch(() => undefined); // whoever needs it sees the error
    const emulators = planned.then(({ handlers }) => phases.time('emulator', () => provideEmulators(handlers.map(({ arch }) => arch), context, known)));
    const entries = emulators.then(async (found) => handlerEntries((await planned).handlers, found));
    const registered = entries.then(async (handlers) => {
        const { executions } = await planned;
        const toProve = targets
            .map(({ arch }) => arch)
            .filter((arch) => executions.get(arch)?.kind === 'register');
        return phases.time('handler', () => provideHandlers(isPrivate ? [] : handlers, isPrivate ? [] : toProve, lifetime, ports));
    });
    return {
        handlers: registered.then(() => (isPrivate ? entries : [])),
        registered,
        shared: async () => ({ plan: await planned, emulators: await emulators, phases }),
    };
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
            keys: isPublicMirror(mirror) || rootfs.kind === 'debian' ? [] : keys,
        },
    };
}

;// CONCATENATED MODULE: ./src/plan/isolation.ts
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

;// CONCATENATED MODULE: ./src/platform/namespace.ts

/**
 * Subordinate ids (subuid(5)) make owners possible beside root; newuidmap(1) is what may map them. Without any there is
 * root alone.
 */
const OPEN = `set -- --user --map-root-user
ids=one
if command -v newuidmap >/dev/null && unshare "$@" --map-auto true 2>/dev/null; then
  set -- "$@" --map-auto
  ids=many
fi
exec unshare "$@" --mount --propagation private sh -c 'echo "$1"; read -r _' namespace "$ids"`;
/** Makes a user namespace for an ordinary user. It ends with this process. Throws `Failed` where the kernel gives none. */
async function openNamespace(exec) {
    const keeper = exec.start({ argv: ['sh', '-c', OPEN], why: 'open a user namespace' }, { kind: 'lifeline' });
    const ids = await keeper.nextLine();
    if (ids === undefined) {
        await keeper.exit;
        throw new Failed({
            what: `the kernel gave no user namespace: ${keeper.stderr().trim()}`,
            todo: 'Run it as root or with sudo, or take isolation "proot".',
        });
    }
    return {
        privilege: { namespace: keeper.pid, hasIds: ids === 'many' },
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}

;// CONCATENATED MODULE: ./src/binfmt/support.ts



/** Throws `Refused` where no handler can be registered on this machine, before anything is downloaded. */
function checkSupport() {
    // What the kernel has at hand is read at once: a thread that did it would take longer.
    const [filesystems = '', status = '', mountinfo = ''] = [
        '/proc/filesystems',
        '/proc/self/status',
        '/proc/self/mountinfo',
    ].map((path) => (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8'));
    const refusal = judgeSupport({ filesystems, status, mountinfo, hasModule: hasModule() });
    if (refusal)
        throw refusal;
}
/** Why binfmt_misc cannot be used; undefined where nothing speaks against it. */
function judgeSupport({ filesystems, status, mountinfo, hasModule, }) {
    if (!/^nodev\tbinfmt_misc$/m.test(filesystems) && !hasModule) {
        return new Refused({
            what: `the kernel ${(0,external_node_os_namespaceObject.release)()} has no binfmt_misc, neither built in nor as a module`,
            source: '/proc/filesystems',
            todo: "Use a kernel with CONFIG_BINFMT_MISC (every distribution's own has it), or install its modules (Ubuntu: linux-modules-extra).",
        });
    }
    if (cannotMount(status))
        return inContainer('root has no CAP_SYS_ADMIN here, so it cannot mount or register anything');
    const options = lastMount('/proc/sys/fs/binfmt_misc', mountinfo);
    return options?.includes('ro') ? inContainer('binfmt_misc is mounted read-only') : undefined;
}
function inContainer(what) {
    return new Refused({
        what: `${what}: this looks like a container without privileges`,
        todo: 'Start the container with --privileged (in a workflow: container: options: --privileged), or run the job on the machine itself, without "container:".',
    });
}
/** The number of CAP_SYS_ADMIN in linux/capability.h. */
const SYS_ADMIN = 21n;
/**
 * Whether root of the machine is no full root. It has its capabilities now, an ordinary user by sudo those of the bounding set.
 * @param status the text of /proc/self/status
 */
function cannotMount(status) {
    const isRoot = /^Uid:\t\d+\t0\t/m.test(status);
    const set = new RegExp(`^${isRoot ? 'CapEff' : 'CapBnd'}:\\t([\\da-f]+)$`, 'm').exec(status)?.[1];
    return set !== undefined && ((BigInt(`0x${set}`) >> SYS_ADMIN) & 1n) === 0n;
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
    const folder = `/lib/modules/${(0,external_node_os_namespaceObject.release)()}/kernel/fs`;
    try {
        (0,external_node_fs_namespaceObject.accessSync)(folder, external_node_fs_namespaceObject.constants.R_OK);
        return (0,external_node_fs_namespaceObject.readdirSync)(folder).some((name) => name.startsWith('binfmt_misc.ko'));
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/binfmt/private-support.ts



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
        .map((path) => (0,promises_namespaceObject.readFile)(path, 'utf8').catch(() => '')));
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
            `the kernel ${(0,external_node_os_namespaceObject.release)()} has no binfmt_misc for user namespaces; Linux 6.7 is the first that has`,
            'Use a newer kernel',
        ],
        [true, 'a user namespace with a binfmt_misc of its own cannot be had here', 'See what was said, above'],
    ];
    const [, what, todo] = causes.find(([applies]) => applies) ?? [true, '', ''];
    return new Refused({
        what: `binfmt "private": ${what}\n${stderr.trim()}`,
        todo: `${todo}; or register on the machine, with binfmt "system": what is registered is taken away again.`,
    });
}

;// CONCATENATED MODULE: ./src/rootfs/inside.ts




/**
 * Reads a small file of a root that may be hostile: no link is followed, since it could lead out of it, nothing but a
 * plain file is opened. At most 16 MiB.
 * @returns undefined where it is not there, or is something else
 */
async function readInside(root, path) {
    return withPlainFile(root, path, async (file) => {
        return (await file.stat()).size > MOST_BYTES ? undefined : file.readFile('utf8');
    });
}
/** The sha256 of a file of a folder that hostile programs could write to, in hex; undefined where it is no plain file. */
async function digestInside(root, path) {
    return withPlainFile(root, path, async (file) => {
        const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
        for await (const chunk of file.createReadStream({ autoClose: false }))
            hash.update(chunk);
        return hash.digest('hex');
    });
}
async function withPlainFile(root, path, work) {
    if (!(await isPlainPath(root, path)))
        return undefined;
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_namespaceObject.constants;
    const file = await (0,promises_namespaceObject.open)((0,external_node_path_namespaceObject.join)(root, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
    try {
        return file && (await file.stat()).isFile() ? await work(file) : undefined;
    }
    finally {
        await file?.close();
    }
}
const MOST_BYTES = 16 * 1024 * 1024;
/** The names in a folder of a root; none where it is no folder, or has a link on its way. */
async function namesInside(root, path) {
    if (!(await isPlainPath(root, `${path}/.`)))
        return [];
    return (0,promises_namespaceObject.readdir)((0,external_node_path_namespaceObject.join)(root, path)).catch(() => []);
}
/** Whether something is there, with no link on the way to it. */
async function isInside(root, path) {
    if (!(await isPlainPath(root, path)))
        return false;
    return (0,promises_namespaceObject.lstat)((0,external_node_path_namespaceObject.join)(root, path)).then((found) => !found.isSymbolicLink(), () => false);
}
/** Whether all folders on the way are folders and no links. */
async function isPlainPath(root, path) {
    let at = root;
    for (const part of path.split('/').slice(0, -1)) {
        at = (0,external_node_path_namespaceObject.join)(at, part);
        const isFolder = await (0,promises_namespaceObject.lstat)(at).then((found) => found.isDirectory(), () => false);
        if (!isFolder)
            return false;
    }
    return true;
}

;// CONCATENATED MODULE: ./src/rootfs/debian/status.ts

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
    const text = (await readInside(root, 'usr/lib/os-release')) || (await readInside(root, 'etc/os-release'));
    const release = parseOsRelease(text ?? '');
    return release.get('VERSION_ID') ?? release.get('VERSION_CODENAME') ?? null;
}
/** The variables of a text of os-release(5). */
function parseOsRelease(text) {
    const lines = text.split('\n').map((line) => /^([A-Z_]+)=(["']?)(.*)\2$/.exec(line.trim()));
    return new Map(lines.flatMap((found) => (found ? [[found[1] ?? '', found[3] ?? '']] : [])));
}

;// CONCATENATED MODULE: ./src/rootfs/debian/tools.ts



/** Sees to mmdebstrap, by the machine's apt where it is missing. Throws `Failed` where it cannot be had. */
async function provideMmdebstrap(ports) {
    const isThere = () => hasProgram('mmdebstrap', ports);
    if (await isThere())
        return;
    await installFirst(['mmdebstrap'], isThere, ports);
    if (await isThere())
        return;
    throw new Failed({
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
    throw new Failed({
        what: `the keyring of ${archive.name} is not on this machine: what its archive has cannot be verified`,
        source: archive.keyring,
        todo: `Install the package ${archive.keyringPackages.join(' or ')}, or name a mirror and the file of its keyring (inputs "mirror" and "keys").`,
    });
}
/** What the machine's own apt is set to; of a machine without apt nothing. */
async function readMachineApt(exec) {
    const said = async (argv) => (await exec.attempt({ argv, why: "read the settings of this machine's apt" })).stdout;
    const [release, targets, settings] = await Promise.all([
        (0,promises_namespaceObject.readFile)('/etc/os-release', 'utf8').catch(() => ''),
        said(['apt-get', 'indextargets', '--format', TARGET_FORMAT, 'Created-By: Packages']),
        said(['apt-config', 'dump']),
    ]);
    const os = parseOsRelease(release);
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
            await ports.exec.attempt({
                ...aptGet(['update'], "refresh apt's lists of packages"),
                env: ports.proxies,
            });
        for (const name of packages) {
            ports.log.info(`installing ${name} on this machine`);
            const install = aptGet(['install', '--yes', '--no-install-recommends', name], `install ${name}`);
            const env = { ...ports.proxies, DEBIAN_FRONTEND: 'noninteractive' };
            const { stdout, stderr } = await ports.exec.attempt({ ...install, env });
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
    });
    return found.status === 0;
}
const isFile = (path) => (0,promises_namespaceObject.access)(path).then(() => true, () => false);

;// CONCATENATED MODULE: ./src/sandbox/refusal.ts

/** What a check refuses, as something that speaks against a kind of isolation; undefined where it refuses nothing. */
async function refusalOf(check) {
    try {
        await check();
        return undefined;
    }
    catch (error) {
        if (!(error instanceof Refused))
            throw error;
        const { what, todo = '' } = error.explanation;
        return { what, todo };
    }
}

;// CONCATENATED MODULE: ./src/sandbox/program-obstacles.ts






/** What speaks against bubblewrap: it is tried, and says itself what the kernel refuses. */
async function ofBwrap(wanted, ports) {
    const isRoot = ports.privilege === 'root';
    const isOfUse = isRoot && !cannotMount((0,external_node_fs_namespaceObject.readFileSync)('/proc/self/status', 'utf8'));
    const missing = await missingProgram('bwrap', 'bubblewrap', isOfUse, ports);
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
    return wanted.handlers === 'none' ? undefined : refusalOf(checkSupport);
}
const TRIED = ['--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true'];
const ALLOW = 'Allow user namespaces (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; a container: --privileged), or take isolation "proot".';
/** An ordinary user registers none. */
async function ofHandlers({ emulated }, ports) {
    if (emulated.length === 0)
        return undefined;
    const entries = await readEntries(ports);
    const bad = emulated.flatMap((arch) => {
        const [name] = entryNames(arch);
        const entry = entries.get(name);
        const reason = entry ? fault(entry, { arch, setuid: false }) : 'there is none';
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
async function ofProot(_, ports) {
    const missing = await missingProgram('proot', 'proot', ports.privilege === 'root', ports);
    if (missing)
        return missing;
    const { status, stderr } = await ports.exec.attempt({
        argv: ['proot', '-v', '-1', '-0', 'true'],
        why: 'try whether PRoot works',
        timeoutMs: 10_000,
    });
    if (status === 0)
        return undefined;
    return {
        what: `PRoot does not work here: ${stderr.trim()}`,
        todo: 'It needs ptrace: allow it (a container: --cap-add SYS_PTRACE or another seccomp profile; sysctl kernel.yama.ptrace_scope below 3).',
    };
}
/** @param isInstalled whether it is got by the machine's apt where it is missing */
async function missingProgram(program, debian, isInstalled, ports) {
    const isThere = isInstalled
        ? await provideProgram(program, debian, ports)
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

;// CONCATENATED MODULE: ./src/sandbox/seccomp.ts
/** System calls that reach parts of the kernel where most of its faults were, and that no build needs. */
const REFUSED = ['add_key', 'request_key', 'keyctl', 'bpf', 'userfaultfd'];
/** The same numbers on all architectures, as all calls since Linux 5.1. */
const IO_URING = [425, 426, 427];
/** asm-generic/unistd.h */
const GENERIC = { ioctl: 29, statx: 291, refused: [217, 218, 219, 280, 282], order: 'little' };
/** arch/x86/entry/syscalls/syscall_64.tbl and syscall_32.tbl, arch/arm/tools/syscall.tbl and their kin */
const X86_64 = {
    audit: 0xc000003e,
    ioctl: 16,
    statx: 332,
    refused: [248, 249, 250, 321, 323],
    order: 'little',
};
const I386 = {
    audit: 0x40000003,
    ioctl: 54,
    statx: 383,
    refused: [286, 287, 288, 357, 374],
    order: 'little',
};
const ARM = {
    audit: 0x40000028,
    ioctl: 54,
    statx: 397,
    refused: [309, 310, 311, 386, 388],
    order: 'little',
};
const AARCH64 = { audit: 0xc00000b7, ...GENERIC };
const PPC64LE = {
    audit: 0xc0000015,
    ioctl: 54,
    statx: 383,
    refused: [269, 270, 271, 361, 364],
    order: 'little',
};
const S390X = {
    audit: 0x80000016,
    ioctl: 54,
    statx: 379,
    refused: [278, 279, 280, 351, 355],
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
const seccomp_ALLOW = [RETURN, 0, 0, 0x7fff0000];
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
 */
function seccompFilter(machine) {
    const found = MACHINES[machine];
    if (!found)
        return undefined;
    const program = [
        ...found.abis.flatMap((abi) => rulesOf(abi)),
        errno(ENOSYS), // no architecture of this machine
    ];
    const [first] = found.abis;
    return { prctl: found.prctl, program: encoded(program, first?.order === 'big') };
}
/** All calls since Linux 5.1 have their numbers in common, from this one on. */
const COMMON = 424;
/**
 * The filter for PRoot, which knows no call that is younger than itself (5.1, of 2014) and would let its paths through as they
 * are, to the machine's own files: there are none of them, so libraries use what there was before. Undefined as above.
 */
function olderCallsFilter(machine) {
    const found = MACHINES[machine];
    if (!found)
        return undefined;
    const rules = ({ audit, statx }) => [
        [LOAD, 0, 0, ARCHITECTURE],
        [JUMP_EQUAL, 0, 5, audit],
        [LOAD, 0, 0, NUMBER],
        [JUMP_EQUAL, 1, 0, statx],
        [JUMP_AT_LEAST, 0, 1, COMMON],
        errno(ENOSYS),
        seccomp_ALLOW,
    ];
    const [first] = found.abis;
    const program = [...found.abis.flatMap(rules), seccomp_ALLOW];
    return { prctl: found.prctl, program: encoded(program, first?.order === 'big') };
}
/** What an architecture's calls meet; passed over by those of another one. */
function rulesOf({ audit, ioctl, refused, order }) {
    const low = order === 'big' ? 4 : 0;
    const rules = [
        [LOAD, 0, 0, NUMBER],
        ...(audit === X86_64.audit ? [[JUMP_AT_LEAST, 0, 1, X32], errno(ENOSYS)] : []),
        ...refused.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(EPERM)]),
        ...IO_URING.flatMap((number) => [[JUMP_EQUAL, 0, 1, number], errno(ENOSYS)]),
        [JUMP_EQUAL, 1, 0, ioctl],
        seccomp_ALLOW,
        [LOAD, 0, 0, SECOND_ARGUMENT + low],
        ...TERMINAL_INPUT.flatMap((request) => [[JUMP_EQUAL, 0, 1, request], errno(EPERM)]),
        seccomp_ALLOW,
    ];
    return [[LOAD, 0, 0, ARCHITECTURE], [JUMP_EQUAL, 0, rules.length, audit], ...rules];
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
/** The names behind the numbers, for who reads a test. */
const REFUSED_CALLS = [...REFUSED, 'io_uring_setup', 'io_uring_enter', 'io_uring_register'];

;// CONCATENATED MODULE: ./src/sandbox/strict-support.ts



/** Throws `Refused` where a strict sandbox cannot be had, as far as that can be told before there is a root. */
async function checkStrictSupport({ exec }) {
    if (!seccompFilter((0,external_node_os_namespaceObject.machine)())) {
        throw new Refused({
            what: `isolation "strict": the numbers of system calls on ${(0,external_node_os_namespaceObject.machine)()} are not known here, so they cannot be filtered`,
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
    throw new Refused({
        what: 'isolation "strict": the program perl is not there, which makes the idmapped mounts and sets the seccomp filter',
        todo: 'Install the package perl-base (apt-get install perl-base).',
    });
}

;// CONCATENATED MODULE: ./src/sandbox/obstacles.ts







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
        refusalOf(async () => {
            if (handlers !== 'none')
                checkSupport();
            if (handlers === 'private')
                await checkPrivateSupport(ports);
        }));
}
/** What keeps this process from namespaces and mounts of the machine. */
function ofRights({ privilege }) {
    if (privilege === 'none') {
        return {
            what: 'root is needed (for binfmt_misc, namespaces and mounts); this process is not root, and sudo asks for a password or is not there',
            todo: "Run it as root, or let this user use sudo without a password (GitHub's own runners do).",
        };
    }
    if (!cannotMount((0,external_node_fs_namespaceObject.readFileSync)('/proc/self/status', 'utf8')))
        return undefined;
    return {
        what: 'root has no CAP_SYS_ADMIN here, so it cannot mount or register anything: this looks like a container without privileges',
        todo: 'Start the container with --privileged (in a workflow: container: options: --privileged), or run the job on the machine itself, without "container:".',
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
    return refusalOf(async () => {
        await checkStrictSupport({ exec });
        if (isOrdinary)
            await checkNamespaces(exec);
        if (wanted.handlers !== 'none')
            await checkPrivateSupport({ exec });
        if (!isOrdinary)
            return;
        if (wanted.debian)
            throw new Refused(ROOT_OF_DEBIAN);
        if (wanted.privileged)
            throw new Refused(NOTHING_TO_GIVE);
        if (wanted.user === 'runner')
            throw new Refused(ROOT_IS_YOU);
        if (wanted.user !== 'root' && !(await hasSubordinateIds(exec)))
            throw new Refused(ROOT_ALONE);
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
/** Files inside need a proc of the sandbox's own, which not every container allows. */
async function checkNamespaces(exec) {
    const { status, stderr } = await exec.attempt({
        argv: ['unshare', '--user', '--map-root-user', '--mount', '--pid', '--fork', '--mount-proc', 'true'],
        why: 'try whether an ordinary user gets namespaces',
        timeoutMs: 10_000,
    });
    if (status === 0)
        return;
    throw new Refused({
        what: `an ordinary user gets no namespaces here: ${stderr.trim()}`,
        todo: 'Allow them (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns), or run as root.',
    });
}
async function hasSubordinateIds(exec) {
    const { status } = await exec.attempt({
        argv: ['unshare', '--user', '--map-root-user', '--map-auto', 'true'],
        why: 'look for subordinate ids',
        timeoutMs: 10_000,
    });
    return status === 0;
}

;// CONCATENATED MODULE: ./src/isolate.ts







/**
 * Decides how commands are isolated: by what was asked for by name, never by anything weaker; or by the first of all
 * that this machine allows. Throws `Refused` where that cannot be had.
 */
async function isolate(asked, lifetime, ports) {
    const kind = await chooseIsolation(asked, lifetime, ports);
    const inputs = isolated(asked, kind);
    const nothing = () => Promise.resolve();
    if (kind === 'unshare' || (kind === 'strict' && isRootOfMachine(ports)))
        return { inputs, ports, end: nothing };
    if (kind === 'strict') {
        const { privilege, close } = await openNamespace(ports.exec);
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
function boundTo(kind, privilege) {
    return privilege === 'root' || kind === 'unshare' || kind === 'strict' ? privilege : 'none';
}
async function chooseIsolation(asked, lifetime, ports) {
    const { log, privilege } = ports;
    const { kind } = asked.isolation;
    const wanted = wantedOf(asked);
    const obstacles = [];
    // Without a root there is no sandbox: handlers of the machine are what is asked for.
    const kinds = kind !== 'auto' ? [kind] : asked.rootfs.kind === 'none' ? ['unshare'] : ISOLATIONS_BY_STRENGTH;
    for (const candidate of kinds) {
        const obstacle = unheld(candidate, asked, privilege === 'root') ??
            (await obstacleTo(candidate, wanted, { ...ports, privilege: boundTo(candidate, privilege) }));
        if (obstacle)
            obstacles.push([candidate, obstacle]);
        else {
            const line = isolationLine(candidate, obstacles);
            if (obstacles.length > 0 || lifetime === 'job')
                log.info(line);
            else
                log.debug(line);
            return candidate;
        }
    }
    const [[, first] = ['', { what: '', todo: '' }]] = obstacles;
    const others = obstacles.slice(1).map(([other, { what }]) => `\nisolation "${other}": ${what}`);
    throw new Refused({
        what: `${kind === 'auto' ? '' : `isolation "${kind}": `}${first.what}${others.join('')}`,
        todo: first.todo,
    });
}
function wantedOf(inputs) {
    const { architectures, guest, isolation, rootfs, binfmt } = inputs;
    return {
        handlers: needsHandlers(inputs) ? binfmt : 'none',
        emulated: architectures.filter((arch) => executionOn((0,external_node_os_namespaceObject.machine)(), arch) !== 'native'),
        user: guest.user,
        privileged: isolation.privileged,
        debian: rootfs.kind === 'debian',
    };
}
/**
 * Does work on what this user has in the store. Files there may be those of subordinate ids, which only root of a namespace
 * of theirs can remove.
 */
async function asOwner(ports, work) {
    if (ports.privilege !== 'none')
        return work(ports);
    const own = await openNamespace(ports.exec).catch(() => undefined); // without one there are no such files
    if (!own)
        return work(ports);
    const { privilege, close } = own;
    return work({ ...ports, privilege, exec: ports.execAs(privilege) }).finally(close);
}

;// CONCATENATED MODULE: ./src/plan/policy.ts
const NESTED = "nested is on: /proc is whole inside, so that root there can write to what is the machine's (/proc/sys, /proc/sysrq-trigger); run nothing in it that you do not trust with the machine";
const PRIVILEGED = 'privileged is on: root inside has all capabilities and all devices of the machine; run nothing in it that you do not trust with the machine';
/** What was asked for, as a policy. Native programs are no other than emulated ones: `setuid` is said once for both. */
function planPolicy({ isolation, setuid }) {
    const { kind, nested, privileged } = isolation;
    const strict = kind === 'strict';
    return {
        policy: { nested, privileged, newPrivileges: setuid || privileged, strict },
        warnings: privileged ? [PRIVILEGED] : nested ? [NESTED] : [],
    };
}

;// CONCATENATED MODULE: ./src/sandbox/capabilities.ts
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

;// CONCATENATED MODULE: ./src/sandbox/limiter.ts

/** Gives a command the limits of this sandbox, where there are any. */
function limiter(script, { pids, memoryBytes } = { pids: undefined, memoryBytes: undefined }, { holder }) {
    if (pids === undefined && memoryBytes === undefined)
        return (_, argv) => argv;
    const name = `xarch-${holder}.${(0,external_node_crypto_namespaceObject.randomUUID)()}`;
    const most = [pids, memoryBytes].map((limit) => String(limit ?? 'max'));
    return (verb, argv) => ['bash', script, verb, name, ...most, ...argv];
}

;// CONCATENATED MODULE: ./src/sandbox/furnishings.ts

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
    if (account === ROOT_ACCOUNT)
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
 * What every root gets of the machine: its hosts, among which its own name can be found, and its time zone.
 * @param hosts the text of its /etc/hosts
 * @param zone where its /etc/localtime leads; undefined where there is none
 */
function machinesFurnishings(hosts, hostname, zone) {
    return [
        hostsFile(hosts, hostname),
        ...(zone === undefined || UTC.test(zone) ? [] : [copied('/etc/localtime')]),
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

;// CONCATENATED MODULE: ./src/sandbox/policy.ts

/** That of a root that is being built: scripts of packages may call what is setuid. */
const BUILDING = { nested: false, privileged: false, newPrivileges: true, strict: false };
/**
 * The second argument of enter.sh: what a command inside has not.
 */
function limits({ privileged, newPrivileges, strict }, { lastCapability, filter }) {
    // Who may still get rights, or change namespaces, is not filtered: that takes no_new_privs.
    const seccomp = strict && !newPrivileges && filter ? `seccomp:${filter.prctl}:${filter.program.toString('hex')}` : '';
    const capabilities = privileged ? '' : boundingSet(lastCapability);
    return [capabilities, newPrivileges ? '' : 'no-new-privs', seccomp].filter((word) => word !== '').join(',');
}
/** The words of setup.sh that say what is given back; they stand behind the mode. */
function givenBack({ nested, privileged }) {
    return [...(nested || privileged ? ['nested'] : []), ...(privileged ? ['privileged'] : [])];
}

;// CONCATENATED MODULE: ./src/sandbox/setup-arguments.ts


/** The arguments of setup.sh. */
function setupArguments({ root, scratch, mode, volumes, furnishings = [] }, policy = BUILDING) {
    const trust = ({ source }) => (source.startsWith('/') ? 'suid,nodev' : 'suid,dev');
    const options = (volume) => `${volume.readOnly ? 'ro' : 'rw'},exec,${volume.trusted ? trust(volume) : 'nosuid,nodev'}`;
    return [
        [mode, ...givenBack(policy)].join(','),
        root,
        scratch,
        ...furnishingArguments(furnishings),
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

;// CONCATENATED MODULE: ./src/sandbox/contained.ts





/**
 * Prepares a root and keeps it. It ends with this process.
 * @param isShared whether a volume is shown as it is although it should only be read
 * @throws `Failed` where it cannot be made, and what the plan's mounts reject with
 */
async function contain(plan, how, ports, isShared = () => false) {
    const script = (name) => (0,external_node_path_namespaceObject.join)(ports.paths.assets, 'sandbox', name);
    const limited = limiter(script('limit.sh'), plan.resources, ports.paths);
    const keeping = ['bash', script('keep.sh'), how];
    const keep = how === 'mounts' ? ['unshare', '--mount', '--propagation', 'private', ...keeping] : keeping;
    const keeper = ports.exec.start({ argv: limited('make', keep), why: 'open the sandbox', privileged: true }, { kind: 'lifeline' });
    const mounting = Promise.resolve(plan.mounts);
    await sendArguments(mounting.then((mounts) => setupArguments(withoutOwn(mounts, isShared), plan.policy)), keeper);
    const [, pid = '', folder] = /^ready (\d+) (.+)$/.exec((await keeper.nextLine()) ?? '') ?? [];
    if (folder === undefined)
        throw await contained_refusal(keeper);
    const mounts = await mounting;
    const shell = plan.shell ?? ['/bin/sh'];
    const starting = (tool) => {
        const start = ['bash', script('start.sh'), folder, ...tool, '--', ...shell, '--'];
        return limited('join', how === 'mounts' ? ['nsenter', `--mount=/proc/${pid}/ns/mnt`, ...start] : start);
    };
    return {
        folder,
        root: how === 'mounts' ? '/mnt' : mounts.mode === 'overlay' ? (0,external_node_path_namespaceObject.join)(folder, 'root') : mounts.root,
        volumes: how === 'mounts' ? mounts.volumes.filter(contained_isOwn) : contained_copied(mounts, how, folder, isShared),
        start: (tool, command, streams) => startCommand(starting(tool), command, streams, ports.exec),
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}
/** Something of the sandbox's own: bubblewrap makes it, PRoot has that of the machine everywhere. */
function contained_isOwn({ source }) {
    return !source.startsWith('/');
}
function withoutOwn(mounts, isShared) {
    const volumes = mounts.volumes
        .filter((volume) => !contained_isOwn(volume))
        .map((volume) => ({ ...volume, readOnly: volume.readOnly && !isShared(volume) }));
    return { ...mounts, volumes };
}
/** What can only be read is a copy, by its number among those of the machine. */
function contained_copied({ volumes }, how, folder, isShared) {
    if (how !== 'copies')
        return volumes;
    return volumes
        .filter((volume) => !contained_isOwn(volume))
        .map((volume, index) => volume.readOnly && !isShared(volume)
        ? { ...volume, source: (0,external_node_path_namespaceObject.join)(folder, 'volumes', String(index)) }
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
        env: { ...carried(environment), ...limit },
    }, streams);
}
async function contained_refusal(keeper) {
    await keeper.exit;
    const said = keeper.stderr().trim();
    return new Failed({ what: `could not open the sandbox${said ? `: ${said}` : ''}` });
}

;// CONCATENATED MODULE: ./src/sandbox/guest-signal.ts


/** The guest leads a session of its own, below what enters; one that is not there yet is waited for. */
async function signalGuest(pid, name, exec) {
    let session = sessionBelow(pid);
    for (let tries = 0; session === undefined && tries < 50; tries++) {
        await (0,external_node_timers_promises_namespaceObject.setTimeout)(10);
        session = sessionBelow(pid);
    }
    if (session !== undefined)
        await guest_signal_send(name, [`-${session}`], exec);
}
/** The guest is in the process group of what has started it, which is to live on and tell how the guest has ended. */
async function signalGroup(pid, name, exec) {
    let members = groupMembers(pid);
    for (let tries = 0; members.length === 0 && tries < 50; tries++) {
        await (0,external_node_timers_promises_namespaceObject.setTimeout)(10);
        members = groupMembers(pid);
    }
    if (members.length > 0)
        await guest_signal_send(name, members.map(String), exec);
}
async function guest_signal_send(name, processes, exec) {
    await exec.attempt({
        argv: ['bash', '-c', 'kill -s "$1" -- "${@:2}"', 'signal', name.slice('SIG'.length), ...processes],
        why: `send ${name} to the command`,
        privileged: true,
        always: true,
    });
}

;// CONCATENATED MODULE: ./src/sandbox/bwrap.ts





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
    return {
        start: (command, streams) => {
            const words = bwrapWords(contained, plan.network, command.user ?? ROOT_ACCOUNT, isRoot);
            const running = contained.start(words, command, streams);
            return { ...running, signal: (name) => signalGuest(running.pid, name, ports.exec) };
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
    const kinds = await Promise.all([...READ_ONLY, ...HIDDEN].map(async (path) => ({ path, found: await (0,promises_namespaceObject.stat)(path).catch(() => undefined) })));
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
 * bubblewrap's command line.
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
        ...volumes.flatMap(mount),
        ...[
            '--cap-drop',
            'ALL',
            ...(uid === 0 ? KEPT_CAPABILITIES.flatMap((name) => ['--cap-add', `cap_${name}`]) : []),
        ],
        ...['--chdir', '/'],
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

;// CONCATENATED MODULE: ./src/sandbox/shift.ts
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

;// CONCATENATED MODULE: ./src/sandbox/enforced.ts






/**
 * Looks at what of a policy depends on this machine: its capabilities, its system calls, the ids that are given away. An
 * ordinary user's sandbox has no ids of the machine to begin with.
 */
function enforced(policy, network, privilege) {
    const lastCapability = Number((0,external_node_fs_namespaceObject.readFileSync)('/proc/sys/kernel/cap_last_cap', 'utf8'));
    const base = policy.strict && isOfMachine(privilege) ? `,${chooseShift(subordinates())}` : '';
    return {
        namespaces: `${network}${base}`,
        limits: limits(policy, { lastCapability, filter: seccompFilter((0,external_node_os_namespaceObject.machine)()) }),
    };
}
/** The ranges of ids that are given away; none where nobody has any. */
function subordinates() {
    const files = ['/etc/subuid', '/etc/subgid'].filter((path) => (0,external_node_fs_namespaceObject.existsSync)(path));
    return files.map((path) => (0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8')).join('\n');
}

;// CONCATENATED MODULE: ./src/sandbox/namespaces.ts









/**
 * Opens a sandbox (hold.sh says how). Throws `Failed` where the kernel or the root does not allow it, and what `mounts`
 * rejects with.
 */
async function openNamespaces(plan, ports) {
    const policy = plan.policy ?? BUILDING;
    const { namespaces, limits } = enforced(policy, plan.network, ports.privilege);
    const script = (name) => (0,external_node_path_namespaceObject.join)(ports.paths.assets, 'sandbox', name);
    const handlers = plan.handlers.flatMap(({ file, line }) => [file, line]);
    const limited = limiter(script('limit.sh'), plan.resources, ports.paths);
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
    const enter = limited('join', [
        'nsenter',
        `--mount=/proc/${outside}/ns/mnt`,
        'bash',
        script('enter.sh'),
        holder,
        limits,
    ]);
    return {
        start: (command, streams) => startGuest(enter, command, streams, ports.exec),
        close: async () => {
            keeper.endInput();
            await keeper.exit;
        },
    };
}
async function argumentsOf({ mounts }, policy) {
    return setupArguments(await mounts, policy);
}
function startGuest(enter, command, streams, exec) {
    const { argv, user = ROOT_ACCOUNT, folder, environment, personality, openFiles } = command;
    const { uid, gid, groups } = user;
    const entering = personality === undefined ? enter : ['setarch', personality, ...enter];
    const limit = openFiles === undefined ? {} : { XARCH_OPEN_FILES: String(openFiles) };
    const running = exec.start({
        argv: [...entering, `${uid}:${gid}:${groups.join(',')}`, folder, ...argv],
        why: `run ${argv[0]}`,
        privileged: true,
        env: { ...carried(environment), ...limit },
    }, streams);
    return { ...running, signal: (name) => signalGuest(running.pid, name, exec) };
}
const PRIVATE_MOUNTS = ['unshare', '--mount', '--propagation', 'private'];
async function namespaces_refusal(keeper) {
    await keeper.exit;
    const said = keeper.stderr().trim();
    return new Failed({
        what: `could not open the sandbox${said ? `: ${said}` : ''}`,
        todo: said.includes("as another user's")
            ? 'Strict isolation needs idmapped mounts: Linux 5.19, and a file system that has them (ext4, xfs, btrfs …); or take isolation "unshare".'
            : 'Needed are root and a kernel that allows namespaces and mounts; in a container that means --privileged.',
    });
}

;// CONCATENATED MODULE: ./src/sandbox/proot.ts








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
    const filter = (0,external_node_path_namespaceObject.join)(ports.paths.assets, 'sandbox/filter.pl');
    return {
        start: (command, streams) => {
            const { user = ROOT_ACCOUNT } = command;
            const words = ofOlderCalls(prootWords(contained, emulator, user), filter);
            const running = contained.start(words, command, streams);
            let last;
            return {
                ...running,
                exit: watched(running, (0,external_node_path_namespaceObject.join)(contained.folder, 'status', String(running.pid)), () => last),
                signal: async (name) => {
                    last = name;
                    await signalGroup(running.pid, name, ports.exec);
                },
            };
        },
        close: () => contained.close(),
    };
}
/** A command that makes no call that PRoot does not know. */
function ofOlderCalls(argv, script) {
    const filter = olderCallsFilter((0,external_node_os_namespaceObject.machine)());
    if (!filter)
        return argv;
    const digits = filter.program.toString('hex');
    return ['setpriv', '--no-new-privs', 'perl', script, String(filter.prctl), digits, ...argv];
}
/** PRoot's command line. It says nothing of its own (`-v -1`): its words would be taken for the guest's. */
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
        has = hasChildren(pid);
    }
    const text = await (0,promises_namespaceObject.readFile)(file, 'utf8').catch(() => '');
    if (/^\d+\n$/.test(text))
        return { status: Number(text), signal: null };
    if (ended && ended.status !== 0)
        return ended;
    const signal = lastSignal();
    return signal === undefined ? { status: 137, signal: null } : { status: null, signal };
}
async function isWritten(file) {
    return ((await (0,promises_namespaceObject.stat)(file).catch(() => undefined))?.size ?? 0) > 0;
}

;// CONCATENATED MODULE: ./src/sandbox/sandbox.ts



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

;// CONCATENATED MODULE: ./src/opening.ts


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
    return openSandbox({ mounts, handlers: own, network: isolation.network, policy, resources }, ports);
}

;// CONCATENATED MODULE: ./src/phases.ts
/** Takes the time of named parts of the work. */
class Phases {
    now;
    times = new Map();
    constructor(now) {
        this.now = now;
    }
    /** Runs a part and notes how long it took, whether or not it succeeded; parts of one name are added up. */
    async time(name, work) {
        const start = this.now();
        try {
            return await work();
        }
        finally {
            const total = (this.times.get(name) ?? 0) + this.now() - start;
            this.times.delete(name); // it stands where the last part ended
            this.times.set(name, total);
        }
    }
    /** Milliseconds by name, in the order in which the parts ended. */
    all() {
        return Object.fromEntries(this.times);
    }
}

;// CONCATENATED MODULE: ./src/qemu/models.ts

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
    const faster = FASTER_MODELS.find((row) => row.cpu === cpu && version !== undefined && compareVersions(version, row.before) < 0);
    const model = request.cpuModel === '' ? faster?.model : request.cpuModel;
    return { ...(model === undefined ? {} : { QEMU_CPU: model }), ...request.variables };
}

;// CONCATENATED MODULE: ./src/rootfs/shell.ts

/**
 * The shell that runs commands in a root where none was asked for: sh where it knows pipefail, which busybox does and
 * dash does not; else bash; else sh without.
 */
async function defaultShell(root) {
    const isThere = await Promise.all(['etc/alpine-release', 'bin/bash', 'usr/bin/bash'].map((path) => isInside(root, path)));
    const [isAlpine, ...hasBash] = isThere;
    if (isAlpine)
        return ['sh', '-eo', 'pipefail'];
    return hasBash.includes(true) ? ['bash', '-eo', 'pipefail'] : ['sh', '-e'];
}

;// CONCATENATED MODULE: ./src/rootfs/apk-within.ts



/** Where the installer's root is in the one that is being made. */
const INSTALLER = '/xarch-apk';
/**
 * apk as it runs by PRoot, which knows but one root and has the programs in it emulated: the new root is that one, the native apk comes
 * in with its libraries, and starts the packages' scripts as programs of the root.
 */
async function withinTarget({ target, handlers }, { configuration, downloads, mirrors }, installer) {
    const loader = (await namesInside(installer.root, 'lib')).find((name) => /^ld-musl-\w+\.so\.1$/.test(name));
    if (loader === undefined) {
        throw new Failed({
            what: 'the minirootfs whose apk installs packages has no loader of musl in /lib',
            source: installer.source,
        });
    }
    const [program, libraries] = [`${INSTALLER}/lib/${loader}`, `${INSTALLER}/lib:${INSTALLER}/usr/lib`];
    const shell = [program, '--library-path', libraries, `${INSTALLER}/bin/busybox`, 'sh'];
    const volumes = [
        { source: installer.root, target: INSTALLER, readOnly: false },
        { source: configuration, target: CONFIGURATION, readOnly: false },
        { source: downloads, target: DOWNLOADS, readOnly: false },
        ...mirrors.map((mirror) => ({ ...mirror, readOnly: false })), // else it would be copied
    ];
    return {
        plan: {
            mounts: { root: target, scratch: installer.scratch, mode: 'direct', volumes },
            ...{ handlers, network: 'host', shell },
        },
        words: [...shell, `${CONFIGURATION}/install-within.sh`, program, libraries],
        // The certificates of the new root are not there yet.
        environment: { SSL_CERT_FILE: `${INSTALLER}/etc/ssl/certs/ca-certificates.crt` },
    };
}

;// CONCATENATED MODULE: ./src/rootfs/tidy.ts

/** Takes out of a root that is being built what a sandbox has put there, and what is worth nothing later. */
async function tidy(root, after, { exec, paths }) {
    await exec.run({
        argv: ['bash', (0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/tidy.sh'), root],
        why: `tidy the root after ${after}`,
        privileged: true,
    });
}

;// CONCATENATED MODULE: ./src/rootfs/apk.ts










/** Where the root, the configuration and the mirrors on this machine's disk are in the sandbox of apk. */
const TARGET = '/target';
const CONFIGURATION = '/xarch';
const MIRRORS = '/mirror';
const DOWNLOADS = '/downloads';
/**
 * Installs packages into a root with the apk of a native root. The handler of the architecture has to be registered:
 * the packages' scripts run in the foreign root. Throws `Failed` with what apk said when its status is not 0, whatever
 * it has installed until then.
 */
async function installPackages(job, installer, ports) {
    await (0,promises_namespaceObject.mkdir)(job.downloads, { recursive: true });
    await withTemporaryFolder(ports.paths.temporary, async (configuration) => {
        const mirrors = await configure(job, configuration, ports.paths);
        if (ports.executor === 'proot') {
            const places = { configuration, downloads: job.downloads, mirrors };
            await runApk(job, await withinTarget(job, places, installer), ports);
            await tidy(job.target, 'apk', ports);
            return;
        }
        const volumes = [
            { source: job.target, target: TARGET, readOnly: false, trusted: true },
            { source: 'proc', target: `${TARGET}/proc`, readOnly: false },
            { source: 'dev', target: `${TARGET}/dev`, readOnly: false, trusted: true },
            { source: configuration, target: CONFIGURATION, readOnly: true },
            { source: job.downloads, target: DOWNLOADS, readOnly: false },
            ...mirrors,
        ];
        const mounts = { ...installer, mode: 'overlay', volumes };
        await runApk(job, { plan: { mounts, handlers: job.handlers, network: 'host' }, words: OUTSIDE }, ports);
    });
}
const OUTSIDE = ['sh', `${CONFIGURATION}/install.sh`];
async function runApk(job, { plan, words, environment }, ports) {
    const options = [...(job.isNew ? ['--initdb'] : []), ...(job.allowUntrusted ? ['--allow-untrusted'] : [])];
    const sandbox = await openSandbox(plan, ports);
    const deaf = ports.interrupts.listen(() => void sandbox.close());
    try {
        let said = '';
        const apk = sandbox.start({
            argv: [...words, job.arch.name, ...options, 'add', '--', ...job.packages],
            folder: '/',
            environment: { ...guestEnvironment([], NOTHING_OUTSIDE), ...environment, ...ports.proxies },
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
            throw apk_failure(job, said, status);
    }
    finally {
        deaf();
        await sandbox.close();
    }
}
/** Writes keys and repositories into the folder; returns the volumes for mirrors on this machine's disk. */
async function configure(job, folder, paths) {
    await (0,promises_namespaceObject.chmod)(folder, 0o755); // root inside has no power over the modes of our folders where the kernel maps it
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(folder, 'keys'));
    await Promise.all(job.keys.map(({ name, pem }) => (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'keys', name), pem)));
    for (const script of ['install.sh', 'install-within.sh'])
        await (0,promises_namespaceObject.copyFile)((0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs', script), (0,external_node_path_namespaceObject.join)(folder, script));
    const volumes = [];
    const lines = job.repositories.map((repository) => {
        const source = localFolder(repositoryUrl(repository));
        if (source === undefined)
            return repository;
        const target = `${MIRRORS}/${volumes.length}`;
        volumes.push({ source, target, readOnly: true });
        return withUrl(repository, target);
    });
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'repositories'), lines.map((line) => `${line}\n`).join(''));
    const remote = job.repositories.filter((line) => localFolder(repositoryUrl(line)) === undefined);
    if (remote.length > 0)
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'keep'), remote.map((line) => `${withoutPassword(line)}\n`).join(''));
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
function apk_failure(job, said, status) {
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

;// CONCATENATED MODULE: ./src/rootfs/debian/archives.ts

const KEYRINGS = '/usr/share/keyrings';
const DEBIAN = {
    name: 'Debian',
    mirror: 'http://deb.debian.org/debian',
    security: 'http://deb.debian.org/debian-security',
    components: 'main',
    keyring: `${KEYRINGS}/debian-archive-keyring.gpg`,
    keyringPackages: ['debian-archive-keyring'],
};
const DEBIAN_PORTS = {
    name: 'Debian Ports',
    mirror: 'http://deb.debian.org/debian-ports',
    security: null,
    components: 'main',
    keyring: `${KEYRINGS}/debian-ports-archive-keyring.gpg`,
    keyringPackages: ['debian-ports-archive-keyring'],
};
const UBUNTU = {
    name: 'Ubuntu',
    mirror: 'http://archive.ubuntu.com/ubuntu',
    security: 'http://security.ubuntu.com/ubuntu',
    components: 'main universe',
    keyring: `${KEYRINGS}/ubuntu-archive-keyring.gpg`,
    keyringPackages: ['ubuntu-keyring', 'ubuntu-archive-keyring'],
};
/** Ubuntu has its architectures on two hosts. */
const UBUNTU_PORTS = {
    ...UBUNTU,
    mirror: 'http://ports.ubuntu.com/ubuntu-ports',
    security: 'http://ports.ubuntu.com/ubuntu-ports',
};
const UBUNTU_MAIN = ['amd64', 'i386'];
/** What only Debian's ports have, in one suite. Source: ports.debian.org, "Port architectures". */
const PORTS = ['alpha', 'hppa', 'm68k', 'powerpc', 'ppc64', 'sh4', 'sparc64', 'x32'];
/** Neither Debian nor its ports have had these for years, if ever: the column `debian` is dpkg's table. */
const NOWHERE = ['armeb', 'mips64', 'or1k', 'sh4eb', 'sparc'];
const MOVING = ['sid', 'unstable'];
/** dpkg's name of an architecture. Throws `Refused` where it has none. */
function dpkgName({ name, debian }) {
    if (debian === null) {
        throw new Refused({
            what: `Debian and Ubuntu have no architecture ${name}`,
            todo: 'Take an architecture that "xarch archs" shows a Debian name of, or an Alpine root.',
        });
    }
    return debian;
}
/**
 * The archive that has a suite for an architecture. A mirror of the user may have what it wants. Throws `Refused` where
 * it is known that there is none.
 */
function archiveOf({ distribution, suite, arch, mirror }) {
    const debian = dpkgName(arch);
    if (distribution === 'ubuntu')
        return UBUNTU_MAIN.includes(debian) ? UBUNTU : UBUNTU_PORTS;
    if (mirror !== undefined)
        return PORTS.includes(debian) ? DEBIAN_PORTS : DEBIAN;
    if (NOWHERE.includes(debian)) {
        throw new Refused({
            what: `Debian has no packages for ${arch.name} (${debian}) any more`,
            todo: `Take another architecture, or name a mirror that has it (input "mirror").`,
        });
    }
    if (!PORTS.includes(debian))
        return DEBIAN;
    if (!MOVING.includes(suite)) {
        throw new Refused({
            what: `Debian has ${arch.name} (${debian}) among its ports only, which have no suite "${suite}"`,
            todo: `Allowed are ${MOVING.join(' and ')} for this architecture.`,
        });
    }
    return DEBIAN_PORTS;
}

;// CONCATENATED MODULE: ./src/rootfs/debian/apt.ts


/** Passwords for mirrors are the machine's. Source: apt_auth.conf(5). */
const NETRC = ['Dir::Etc::netrc "/etc/apt/auth.conf";', 'Dir::Etc::netrcparts "/etc/apt/auth.conf.d";'];
/** Scripts would look for TMPDIR, a folder of the machine, in the root. */
const DPKG = ['--unset=TMPDIR', 'dpkg', '--force-unsafe-io', '--force-depends'];
/**
 * Lines of apt.conf(5) by which this machine's apt and dpkg work on a root, of whose own settings none counts: they can
 * name programs to run. dpkg takes packages for all architectures for the machine's own, whose dependencies on the root's
 * would not be met: apt alone looks at them.
 * @param folder the configuration, as build.sh wants it
 */
function rootSettings({ target, arch }, folder) {
    const scratch = (0,external_node_path_namespaceObject.join)(folder, 'scratch');
    const values = {
        Dir: target,
        'Dir::Etc::main': '/dev/null',
        'Dir::Etc::parts': '/dev/null',
        'Dir::Etc::trusted': '/dev/null',
        'Dir::Etc::trustedparts': (0,external_node_path_namespaceObject.join)(folder, 'keys'),
        'Dir::Etc::sourcelist': (0,external_node_path_namespaceObject.join)(folder, 'sources.list'),
        'Dir::Etc::sourceparts': '/dev/null',
        'Dir::State::status': (0,external_node_path_namespaceObject.join)(target, 'var/lib/dpkg/status'),
        'Dir::Cache::pkgcache': (0,external_node_path_namespaceObject.join)(scratch, 'pkgcache.bin'),
        'Dir::Cache::srcpkgcache': '',
        'Dir::Log': (0,external_node_path_namespaceObject.join)(scratch, 'log'),
        'Dir::Bin::dpkg': 'env',
        'DPkg::Use-Pty': 'false',
        'APT::Architecture': dpkgName(arch),
        'APT::Install-Recommends': 'false',
        'APT::Sandbox::User': 'root', // the folders of a root may be closed to others
        'Acquire::Languages': 'none',
    };
    return [
        ...Object.entries(values).map(([name, value]) => `${name} "${value}";`),
        ...DPKG.map((word) => `DPkg::Options:: "${word}";`),
        `DPkg::Options:: "--root=${target}";`,
    ];
}

;// CONCATENATED MODULE: ./src/rootfs/debian/faults.ts
/** What mmdebstrap, apt and dpkg say, and what to do; the first that fits counts. */
const faults_CAUSES = [
    [
        /No space left on device|don't have enough free space/,
        'The disk is full: a root needs 300 MB and more for what is installed in it. Make room, or let XDG_CACHE_HOME name a larger disk.',
    ],
    [
        /Exec format error|cannot execute binary file/,
        'Programs of this architecture do not run here: there is no handler for it, or it does not work.',
    ],
    [
        /NO_PUBKEY|EXPKEYSIG|couldn't be verified because the public key/,
        'The archive is signed with a key that is not known here: this machine\'s keyring package is too old for the suite (update it), or the keyring of that mirror is to be named with "keys".',
    ],
    [
        /is not signed|BADSIG/,
        'The mirror has no good signature: take another mirror (input "mirror"), or, if you trust it, "allow-untrusted".',
    ],
    [
        /Release file for .* (is expired|is not valid yet)/,
        "The mirror's lists are of another time than this machine's clock: check the clock, or take another mirror.",
    ],
    [
        /Could not resolve|Temporary failure resolving|Could not connect|Connection refused|[Cc]onnection timed out|Network is unreachable|Unable to connect/,
        'The mirror could not be reached: check the network and the proxy (http_proxy, or apt\'s own settings), or take another mirror (input "mirror").',
    ],
    [
        /does not have a Release file|404 +Not Found \[IP[^\]]*\]\s*\n?.*Release/,
        'The mirror has no suite of that name: check it. Releases that are no longer supported are at archive.debian.org and old-releases.ubuntu.com (input "mirror").',
    ],
    [
        /doesn't support architecture|did not find any indices/,
        'That suite has no packages for this architecture: take another suite or another mirror.',
    ],
    [
        /Unable to locate package|has no installation candidate|Version '.*' for '.*' was not found|Release '.*' for '.*' was not found/,
        'Check the names: the suite has no such package for this architecture. Packages of other archives need "repositories".',
    ],
    [
        /Hash Sum mismatch|unexpected size|404 +Not Found/,
        'The mirror is just being changed, or something on the way changes files. Try again in some minutes, or take another mirror.',
    ],
    [
        /unmet dependencies/,
        'Packages that are asked for do not go together: check versions and further repositories.',
    ],
    [
        /unknown compression for member/,
        "This machine's dpkg is too old for the packages of that suite: Ubuntu's are compressed with zstd, which dpkg of Debian 12 and Ubuntu 18.04 and their successors can read.",
    ],
    [
        /unshare: .*(failed|not permitted)|Operation not permitted/,
        'Needed are root and a kernel that allows namespaces and mounts; in a container that means --privileged.',
    ],
];
const TELLING = /^(E|W|Err|Error|Warning): ?|^Err:|^dpkg: |^unshare: |error|cannot|failed/;
/** dpkg is told to leave dependencies to apt, and says so at each. */
const EXPECTED = /^dpkg: (warning: )?(regarding|ignoring|.*dependency problem)|^dpkg: .*but configuring anyway/;
/** The lines that tell most of what was said, and what to do, where that is known. */
function faultOf(said) {
    const text = said.join('\n');
    const todo = faults_CAUSES.find(([symptom]) => symptom.test(text))?.[1];
    const telling = said.filter((line) => TELLING.test(line.trim()) && !EXPECTED.test(line));
    const lines = (telling.length > 0 ? telling : said).slice(-12).join('\n');
    return todo === undefined ? { lines } : { lines, todo };
}

;// CONCATENATED MODULE: ./src/rootfs/debian/sources.ts



/**
 * The sources of a root that is to be made, or gets packages. The suite is what the user has named: os-release of a root
 * may call it otherwise (that of sid has the name of the release to come).
 */
function decideSources(wanted, archive, machine) {
    const own = wanted.mirror === undefined ? ownSources(wanted, archive, machine) : [];
    const base = own.length > 0 ? own : baseSources(wanted, archive);
    const used = [...base, ...repositoryLines(wanted, archive)];
    return { used, left: leftOf(used), areOwn: own.length > 0 };
}
/** The user's mirror alone, or the archive's own hosts with the updates of a release. */
function baseSources(wanted, archive) {
    const { suite, mirror } = wanted;
    if (mirror !== undefined)
        return [fromUser(wanted, archive, mirror)];
    const line = (url, name) => signed(archive, `${url} ${name} ${archive.components}`);
    if (archive.security === null)
        return [suite, 'unreleased'].map((name) => line(archive.mirror, name));
    if (!isReleased(suite))
        return [line(archive.mirror, suite)];
    return [
        line(archive.mirror, suite),
        line(archive.mirror, `${suite}-updates`),
        line(archive.security, `${suite}-security`),
    ];
}
/** The mirrors that the machine uses for what it is itself; none where it is something else. */
function ownSources({ distribution, suite }, archive, machine) {
    if (machine.distribution !== distribution || archive.security === null)
        return [];
    const lines = machine.targets.split('\n').flatMap((target) => {
        const [origin = '', url = '', release = '', component] = target.split('|');
        const suffix = suffixOf(release, machine.codename);
        if (component !== 'main' || suffix === undefined || !isOfDistribution(distribution, origin, url))
            return [];
        if (distribution === 'ubuntu' && url.includes('ports') !== archive.mirror.includes('ports'))
            return [];
        if (suffix !== '' && !isReleased(suite))
            return [];
        return [{ suffix, line: signed(archive, `${withoutSlash(url)} ${suite}${suffix} ${archive.components}`) }];
    });
    return lines.some(({ suffix }) => suffix === '') ? [...new Set(lines.map(({ line }) => line))] : [];
}
/** What stands behind the name of the machine's own release; undefined for other suites. */
function suffixOf(release, codename) {
    const [, name, suffix = ''] = /^([a-z]+?)(-updates|-security)?$/.exec(release.replace('/updates', '-security')) ?? [];
    const names = [codename, 'stable', 'oldstable', 'testing', ...MOVING];
    return name !== undefined && names.includes(name) ? suffix : undefined;
}
/** Others publish for a release of a distribution too: what they say they are tells, or else the name of the folder. */
function isOfDistribution(distribution, origin, url) {
    if (!/^https?:/.test(url))
        return false; // a list of mirrors, a CD: unknown inside
    if (origin !== '')
        return origin.toLowerCase() === distribution;
    return /\/(debian|debian-security|ubuntu|ubuntu-ports)\/?$/.test(url);
}
/** Whether a suite has updates beside it. */
const isReleased = (suite) => !/^(sid|unstable|testing|experimental)$|-/.test(suite);
/** Lines for the repositories that the user named, as URLs or as such lines. */
function repositoryLines(wanted, archive) {
    return wanted.repositories.map((repository) => repository.startsWith('deb ')
        ? trusting(wanted, repository)
        : trusting(wanted, `deb ${repository} ${wanted.suite} ${archive.components}`));
}
/** The line of the user's mirror: signed by the distribution unless keys were named or none is wanted. */
function fromUser(wanted, archive, mirror) {
    const rest = `${withoutSlash(mirror)} ${wanted.suite} ${archive.components}`;
    return needsKeyring(wanted) ? signed(archive, rest) : trusting(wanted, `deb ${rest}`);
}
/** Whether there is nothing that makes the distribution's own keyring superfluous. */
function needsKeyring({ mirror, keys, allowUntrusted }) {
    return mirror === undefined || (keys.length === 0 && !allowUntrusted);
}
const signed = (archive, rest) => `deb [signed-by=${archive.keyring}] ${rest}`;
function trusting({ allowUntrusted }, line) {
    if (!allowUntrusted)
        return line;
    return line.startsWith('deb [')
        ? line.replace('[', '[trusted=yes ')
        : line.replace('deb ', 'deb [trusted=yes] ');
}
/** Lines as they may stay in a root. */
function leftOf(lines) {
    const urlOf = (line) => line.replace(/^deb (\[[^\]]*\] )?/, '').split(' ')[0] ?? '';
    return lines.filter((line) => localFolder(urlOf(line)) === undefined).map(withoutPassword);
}
const withoutSlash = (url) => url.replace(/\/+$/, '');
/**
 * What of the machine's settings counts for a root's apt: how the network is reached, and, for its own mirrors, how old
 * lists may be. Source: apt.conf(5), "The Acquire Group".
 */
function machineSettings({ settings }, areOwn) {
    const wanted = areOwn
        ? /^Acquire::(https?|Retries|ForceIPv[46]|Check-Valid-Until|Check-Date|Max-ValidTime)\b/
        : /^Acquire::(https?|Retries|ForceIPv[46])\b/;
    return settings.split('\n').filter((line) => wanted.test(line));
}

;// CONCATENATED MODULE: ./src/rootfs/debian/build.ts











/**
 * Makes a root with mmdebstrap. The handler of the architecture has to be registered. Throws `Refused` where it is known
 * that there is no such root, `Failed` with what was said where it did not come to an end; then the target is what it is.
 */
async function bootstrapDebian(job, ports) {
    const archive = archiveOf(job);
    await provideMmdebstrap(ports);
    const name = `${job.distribution} ${job.suite}`;
    const work = {
        ...(await withSources(job, archive, ports)),
        words: ['bootstrap', job.suite],
        failed: `mmdebstrap could not make a root of ${name} for ${job.arch.name}`,
    };
    ports.log.info(`${job.arch.name}: making a root of ${name} with mmdebstrap`);
    return carryOut(work, ports);
}
/**
 * Adds packages to a root that `bootstrapDebian` has made of the same job, from the same sources: the root's own list has
 * neither passwords nor what lies on this machine. Throws as `bootstrapDebian` does.
 */
async function addDebianPackages(job, ports) {
    const work = {
        ...(await withSources(job, archiveOf(job), ports)),
        words: ['add'],
        failed: `apt could not install ${job.packages.join(' ')} for ${job.arch.name}`,
    };
    ports.log.info(`${job.arch.name}: installing ${job.packages.join(' ')}`);
    return carryOut(work, ports);
}
/** Decides on the sources of a job, and sees to the keyring that they need. */
async function withSources(job, archive, ports) {
    if (needsKeyring(job))
        await provideKeyring(archive, ports);
    const machine = await readMachineApt(ports.exec);
    const sources = decideSources(job, archive, machine);
    return { ...job, archive, sources, settings: machineSettings(machine, sources.areOwn) };
}
/** All that ends with PID 1 of them. */
const NAMESPACES = [
    ...['unshare', '--mount', '--propagation', 'private', '--pid', '--ipc', '--uts'],
    ...['--fork', '--kill-child'],
];
async function carryOut(work, ports) {
    const { exec, paths } = ports;
    return withTemporaryFolder(paths.temporary, async (folder) => {
        await build_configure(work, folder);
        const script = (0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/debian/build.sh');
        const [what, ...more] = work.words;
        const words = [what, work.target, folder, dpkgName(work.arch), ...more, ...work.packages];
        const running = exec.start({
            argv: [...NAMESPACES, 'bash', script, ...words],
            why: 'start mmdebstrap',
            privileged: true,
            env: ports.proxies,
        }, { kind: 'lifeline' });
        const { said, status } = await listen(running, ports);
        if (status !== 0)
            throw build_failure(work, said, status);
        const fetched = await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, 'fetched'), 'utf8').catch(() => '');
        return { version: await debianVersion(work.target), fetched: parseUris(fetched) };
    });
}
/** What of the output is kept for an error. */
const KEPT_LINES = 400;
/** Hears it to its end, which a signal to us brings at once. */
async function listen(running, { interrupts, log }) {
    const end = () => {
        running.endInput();
    };
    const deaf = interrupts.listen(end);
    if (interrupts.received() !== undefined)
        end();
    try {
        const said = [];
        for (let line = await running.nextLine(); line !== undefined; line = await running.nextLine()) {
            log.debug(`mmdebstrap: ${line}`);
            if (said.push(line) > KEPT_LINES)
                said.shift();
        }
        const { status } = await running.exit;
        said.push(...running.stderr().split('\n').filter(Boolean)); // of unshare
        return { said, status };
    }
    finally {
        deaf();
        end();
    }
}
/** There may be a password for a proxy. */
const PRIVATE = { mode: 0o600 };
/** Writes what build.sh wants to find into the folder. */
async function build_configure(work, folder) {
    const { archive, sources, keys, settings } = work;
    await (0,promises_namespaceObject.chmod)(folder, 0o755);
    const [all, own] = [(0,external_node_path_namespaceObject.join)(folder, 'keys'), (0,external_node_path_namespaceObject.join)(folder, 'own-keys')];
    await Promise.all([all, own, (0,external_node_path_namespaceObject.join)(folder, 'scratch')].map((path) => (0,promises_namespaceObject.mkdir)(path)));
    await (0,promises_namespaceObject.copyFile)(archive.keyring, (0,external_node_path_namespaceObject.join)(all, 'distribution.gpg')).catch(() => undefined); // where it is needed, it is there
    await copyKeyrings(keys, [all, own]);
    const text = (lines) => lines.map((line) => `${line}\n`).join('');
    const machine = [...NETRC, ...settings];
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'machine.conf'), text(machine), PRIVATE);
    const root = rootSettings(work, folder);
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'root.conf'), text([...machine, ...root]), PRIVATE);
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'sources.list'), text(sources.used));
    await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, 'left'), text(sources.left));
}
/** Lines of `--print-uris`: `'URL' FILE SIZE SHA256:DIGEST`. Source: apt-get(8). */
function parseUris(text) {
    const lines = text.matchAll(/^'([^']+)' \S+ \d+ SHA256:([\da-f]{64})$/gm);
    return [...lines].map(([, url = '', digest = '']) => ({ url, algorithm: 'sha256', digest }));
}
function build_failure({ failed, sources, archive }, said, status) {
    const { lines, todo } = faultOf(said);
    return new Failed({
        what: `${failed} (status ${status ?? 'unknown'}):\n${lines}`,
        source: sources.left.join('; ') || archive.name,
        ...(todo === undefined ? {} : { todo }),
    });
}

;// CONCATENATED MODULE: ./src/rootfs/debian/plan.ts


/** What mmdebstrap, or apt, is to do for a plan. */
function debianJob(plan, target) {
    const { source, arch, packages, mirror, repositories, keyFiles, allowUntrusted } = plan;
    if (source.kind !== 'debian')
        throw new Error(`${source.kind} is no root of Debian or Ubuntu`);
    const { distribution, suite } = source;
    return {
        ...{ distribution, suite, arch, packages, repositories, allowUntrusted, target },
        keys: keyFiles,
        mirror: isPublicMirror(mirror) ? undefined : mirror, // that is Alpine's, where nobody has named one
    };
}
/** The files of packages as a manifest has them. */
function fetchedFrom(files) {
    return files.map(({ url, algorithm, digest }) => ({ source: masked(url), algorithm, digest }));
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

;// CONCATENATED MODULE: ./src/report/one-line.ts
/** What a character is written as; a carriage return ends a line for GitHub's runner as a line feed does. */
const ESCAPES = { '\n': '\\n', '\r': '\\r', '[': '\\[' };
/**
 * A text that someone else chose as part of one line of the log: behind a word of ours nothing in it is a command for
 * GitHub's runner, which looks for `::` at the start of a line and for `##[` anywhere (actions/runner, ActionCommand.cs).
 */
function oneLine(text) {
    return text.replace(/[\r\n]|(?<=##)\[/g, (character) => ESCAPES[character] ?? '');
}

;// CONCATENATED MODULE: ./src/rootfs/inside-commands.ts





/** The last lines that are shown where commands fail. */
const SHOWN_LINES = 12;
/**
 * Runs commands in a root that is being built, with nothing of the machine visible but its network, where that was asked
 * for; what they change stays. Throws their error where the status is not 0.
 */
async function runInside(commands, { root, scratch, environment }, { ports, runnable }) {
    const { network } = commands;
    const handlers = await runnable;
    const mounts = { root, scratch, mode: 'direct', volumes: [] };
    const sandbox = await openSandbox({ mounts, handlers, network }, ports);
    const deaf = ports.interrupts.listen(() => void sandbox.close());
    try {
        await runCommands(commands, environment, sandbox, ports);
    }
    finally {
        deaf();
        await sandbox.close();
    }
    await tidy(root, commands.name, ports);
}
async function runCommands({ argv, name, network, failure }, ofImage, sandbox, { log, proxies }) {
    const last = [];
    const lines = lineSplitter(Buffer.alloc(0), (line) => {
        const text = line.toString('utf8').trimEnd();
        log.info(`${name}: ${oneLine(text)}`);
        if (last.push(text) > SHOWN_LINES)
            last.shift();
    });
    const environment = withImage(guestEnvironment([], NOTHING_OUTSIDE), ofImage);
    const guest = sandbox.start({ argv, folder: '/', environment: network === 'none' ? environment : { ...environment, ...proxies } }, {
        kind: 'piped',
        onOutput: (_, chunk) => {
            lines.write(chunk);
        },
    });
    const { status, signal } = await guest.exit;
    await sandbox.close(); // what they have left running holds the output open
    await guest.drained;
    lines.end();
    if (status !== 0)
        throw failure(signal ?? `status ${status ?? 'unknown'}`, last);
}

;// CONCATENATED MODULE: ./src/rootfs/kind.ts




/** Where the package managers keep what is installed; apk has moved it in version 3. */
const DATABASES = [
    ['lib/apk/db/installed', 'alpine'],
    ['usr/lib/apk/db/installed', 'alpine'],
    ['var/lib/dpkg/status', 'debian'],
];
/** Whose packages a root is made of, as its package manager's database tells. */
async function kindOf(root) {
    for (const [database, kind] of DATABASES)
        if (await isInside(root, database))
            return kind;
    return 'other';
}
/** Alpine's version, where it is Alpine. */
async function alpineVersion(root) {
    const text = (await readInside(root, 'etc/alpine-release'))?.trim() ?? '';
    return /^[\w.]{1,40}$/.test(text) ? text : null;
}
/** What is installed in a root, in the order of the names. */
async function installedPackages(root) {
    for (const [database, kind] of DATABASES) {
        const text = await readInside(root, database);
        if (text !== undefined)
            return kind === 'alpine' ? apkPackages(text) : kind_sorted(parseStatus(text));
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
    return kind_sorted(packages);
}
/** By the bytes of the names: the same everywhere. */
function kind_sorted(packages) {
    return [...packages].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}
/**
 * When the newest package of a root was built, in seconds since 1970: a time that is the same whenever the root is made.
 * 0 where its packages do not tell.
 */
async function newestBuildTime(root) {
    for (const [database, kind] of DATABASES) {
        const text = kind === 'alpine' ? await readInside(root, database) : undefined;
        // Source: apk's database, `t:` is the build time.
        if (text !== undefined)
            return Math.max(0, ...[...text.matchAll(/^t:(\d+)$/gm)].map(([, time]) => Number(time)));
    }
    // dpkg's own lists of sums are as old as their packages.
    const names = (await namesInside(root, 'var/lib/dpkg/info')).filter((name) => name.endsWith('.md5sums'));
    const times = await Promise.all(names.map(async (name) => (await (0,promises_namespaceObject.lstat)((0,external_node_path_namespaceObject.join)(root, 'var/lib/dpkg/info', name))).mtimeMs));
    return Math.floor(Math.max(0, ...times) / 1000);
}

;// CONCATENATED MODULE: ./src/rootfs/manifest.ts



const MANIFEST = 'manifest.json';
/** Reads the manifest beside a root. Throws where there is none. */
async function readManifest(folder) {
    return parseManifest(JSON.parse(await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, MANIFEST), 'utf8')));
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
    return Object.fromEntries(Object.entries(ingredients).map(([name, value]) => [name, masked(value)]));
}

;// CONCATENATED MODULE: ./src/rootfs/root-mounts.ts



/** A file for each holder, which root-mount.sh writes before it mounts anything. */
const root_mounts_JOURNAL = '/run/xarch/mounts';
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
    const mounts = await (0,promises_namespaceObject.readFile)('/proc/self/mountinfo', 'utf8');
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
    const dead = (await journal()).filter((holder) => !isAlive(holder));
    if (dead.length > 0)
        await release(dead, ports);
}
async function release(holders, { exec, paths }) {
    await exec.run({ ...command(['release', ...holders], 'unmount roots', paths), always: true });
}
async function journal() {
    return (0,promises_namespaceObject.readdir)(root_mounts_JOURNAL).catch(() => []);
}
function command(args, why, { assets }) {
    return {
        argv: ['bash', (0,external_node_path_namespaceObject.join)(assets, 'rootfs/root-mount.sh'), ...args],
        why,
        privileged: true,
        package: 'mount',
    };
}

;// CONCATENATED MODULE: ./src/rootfs/store.ts








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
    const times = (await store_namesIn((0,external_node_path_namespaceObject.join)(rootsFolder(paths), key))).filter((name) => /^\d+$/.test(name));
    return times
        .map((time) => ({ key, createdMs: Number(time), folder: (0,external_node_path_namespaceObject.join)(rootsFolder(paths), key, time) }))
        .sort((left, right) => right.createdMs - left.createdMs);
}
/** All roots kept. */
async function allKept(paths) {
    const keys = (await store_namesIn(rootsFolder(paths))).filter((name) => !name.startsWith('.'));
    return (await Promise.all(keys.map((key) => keptUnder(key, paths)))).flat();
}
/** Whether a run that still lives uses a kept root. */
async function isInUse(folder) {
    return (await store_namesIn((0,external_node_path_namespaceObject.join)(folder, USERS))).some(isAlive);
}
/** Begins a root. What runs that are dead have left half-built is removed first. */
async function beginRoot(key, ports) {
    const roots = rootsFolder(ports.paths);
    await writing((0,external_node_path_namespaceObject.join)(roots, key), (0,promises_namespaceObject.mkdir)(roots, { recursive: true }));
    await removeAbandoned(roots, ports);
    await releaseDeadMounts(ports).catch(later); // another run tries again
    const start = (0,external_node_path_namespaceObject.join)(roots, `${PARTIAL}${key}.${ports.paths.holder}.`);
    const folder = await writing(start, (0,promises_namespaceObject.mkdtemp)(start)); // its maker's alone: 0700
    const { root, scratch } = places(folder);
    const remove = async (...trees) => {
        await unmountBelow(folder, ports);
        for (const tree of trees)
            await removeTree(tree, ports.exec);
    };
    const discard = () => remove(folder);
    const made = Promise.all([(0,promises_namespaceObject.mkdir)(scratch), (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(folder, USERS))]);
    await writing(folder, made).catch(async (error) => {
        await discard();
        throw error;
    });
    const describe = (manifest) => writing(folder, (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(folder, MANIFEST), JSON.stringify(manifest)));
    return {
        folder,
        root,
        scratch,
        discard,
        empty: () => remove(root, (0,external_node_path_namespaceObject.join)(folder, IMAGE)),
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
    const final = (0,external_node_path_namespaceObject.join)(rootsFolder(ports.paths), key, String(Math.max(createdMs, newest + 1)));
    await writing(folder, (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(rootsFolder(ports.paths), key), { recursive: true }));
    await writing(final, (0,promises_namespaceObject.rename)(folder, final));
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
    const aside = (0,external_node_path_namespaceObject.join)(within, `${PARTIAL}${key}.${ports.paths.holder}.${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    await writing(aside, (0,promises_namespaceObject.rename)(folder, aside)); // nobody finds half of it
    if (await isInUse(aside)) {
        await (0,promises_namespaceObject.rename)(aside, folder); // somebody has come between the look and the removal
        return false;
    }
    await removeTree(aside, ports.exec);
    return true;
}
/** Runs that use a kept root are files `PID-STARTTIME.RANDOM` here: the dead can be told from the living. */
const USERS = 'users';
/** Says that this run uses a kept root. Returns what says that it does not any more. */
async function markUse(folder, paths) {
    const mark = (0,external_node_path_namespaceObject.join)(folder, USERS, `${paths.holder}.${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    await (0,promises_namespaceObject.writeFile)(mark, '').catch(() => undefined); // where nothing can be written, nothing can be removed either
    return () => (0,promises_namespaceObject.rm)(mark, { force: true }).catch(() => undefined);
}
async function use(folder, paths) {
    const release = await markUse(folder, paths); // before the look
    try {
        return { ...(await readManifest(folder)), ...places(folder), release };
    }
    catch {
        await release();
        return undefined;
    }
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
/** What cannot be removed now is for a later run. */
const later = () => undefined;
/** What root-mount.sh keeps beside a root that is an image. */
const IMAGE = 'image';
/** Half-built roots, and half-removed ones, are `.part.KEY.PID-STARTTIME.…`. */
const PARTIAL = '.part.';
/** Removes what runs that are dead have left, half-built or half-removed. */
async function removeAbandoned(roots, { exec }) {
    const partial = (await (0,promises_namespaceObject.readdir)(roots)).filter((name) => name.startsWith(PARTIAL));
    await Promise.all(partial
        .filter((name) => !isAlive(name.slice(PARTIAL.length + name.slice(PARTIAL.length).indexOf('.') + 1)))
        .map(async (name) => {
        if (await isInUse((0,external_node_path_namespaceObject.join)(roots, name)))
            return; // by whom its remover has not seen, before it died
        await removeTree((0,external_node_path_namespaceObject.join)(roots, name), exec).catch(later); // a program of theirs may still write there
    }));
}
/** Whether some root of this key is kept; one that is too old counts too. A look that costs nothing. */
function isKept(key, paths) {
    return (0,external_node_fs_namespaceObject.existsSync)((0,external_node_path_namespaceObject.join)(rootsFolder(paths), key));
}
function rootsFolder(paths) {
    return (0,external_node_path_namespaceObject.join)(paths.store, 'roots');
}
function places(folder) {
    return { root: (0,external_node_path_namespaceObject.join)(folder, 'root'), scratch: (0,external_node_path_namespaceObject.join)(folder, 'scratch') };
}
async function store_namesIn(folder) {
    return (0,promises_namespaceObject.readdir)(folder).catch(() => []);
}

;// CONCATENATED MODULE: ./src/rootfs/packages.ts















/** Adds the plan's packages to a root, with the package manager that it has. Throws `Failed` or `Refused`. */
async function addPackages(plan, inside, context) {
    const { packages, source } = plan;
    const { root } = inside;
    const kind = source.kind === 'debian' ? 'debian' : await kindOf(root);
    if (kind === 'alpine') {
        const repositories = isAlpine(source)
            ? await findRepositories(plan, context.ports.fetch)
            : [...(await ownRepositories(root)), ...plan.repositories];
        return {
            fetched: await installAlpinePackages({ packages, repositories, isNew: false }, plan, root, context),
        };
    }
    if (kind === 'debian')
        return addByApt(plan, inside, context);
    throw new Refused({
        what: `packages: got ${packages.join(' ')}; the root has neither apk nor apt to install them with`,
        source: plan.ingredients['rootfs'] ?? '',
        todo: 'Install them by commands of the input "setup", with the package manager that the root has.',
    });
}
/** A root that we have made gets them by this machine's apt; one that came from elsewhere by its own, inside. */
async function addByApt(plan, inside, context) {
    const { ports } = context;
    if (plan.source.kind === 'debian') {
        await context.runnable;
        const { fetched } = await addDebianPackages(debianJob(plan, inside.root), ports);
        return { fetched: fetchedFrom(fetched) };
    }
    if (plan.repositories.length > 0) {
        throw new Refused({
            what: `repositories: got ${plan.repositories.join(' ')}; the root ${sourceText(plan.source)} has apt, with sources of its own`,
            todo: 'Add sources by commands of the input "setup", or take debian:SUITE or ubuntu:SUITE.',
        });
    }
    ports.log.info(`${plan.arch.name}: installing ${plan.packages.join(' ')}, with the apt of the root`);
    const script = await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(ports.paths.assets, 'rootfs/debian/foreign-apt.sh'), 'utf8');
    const failure = (how, last) => new Failed({
        what: `apt could not install ${plan.packages.join(' ')} for ${plan.arch.name} (${how}):\n${last.join('\n')}`,
        source: sourceText(plan.source),
        todo: 'Check the names, and the sources in the etc/apt of the root.',
    });
    const argv = ['/bin/sh', '-c', script, 'apt', ...plan.packages];
    await runInside({ argv, name: 'apt', network: 'host', failure }, inside, context);
    return { fetched: [] };
}
/**
 * Installs packages with a native apk; those that were downloaded are shared with later builds.
 * @returns the files of all packages that the root has now and that were downloaded, by this build or an earlier one
 */
async function installAlpinePackages({ packages, repositories, isNew }, { arch, source, allowUntrusted, steps, ...plan }, root, context) {
    const { ports } = context;
    const [installer, handlers] = await Promise.all([
        context.installer(isNew ? steps[0]?.key : undefined),
        context.runnable,
    ]);
    ports.log.info(`${arch.name}: installing ${packages.join(' ')}`);
    if (allowUntrusted)
        ports.log.warning(`${arch.name}: packages are installed also where nobody has signed them (allow-untrusted)`);
    const own = isNew || isAlpine(source) ? [] : await ownKeys(root);
    const keys = [...(await alpineKeys(arch.name, ports.paths.assets)), ...own, ...plan.keys];
    const job = { target: root, arch, packages, repositories, keys, allowUntrusted, isNew, handlers };
    // Scripts of packages can write there: what nobody has signed, or a root from elsewhere, shares it with nobody.
    if (allowUntrusted || !isAlpine(source)) {
        return withTemporaryFolder(ports.paths.temporary, async (downloads) => {
            try {
                await installPackages({ ...job, downloads }, installer, ports);
                return await filesOf(await installedPackages(root), downloads);
            }
            finally {
                await removeTree(downloads, ports.exec).catch(() => undefined); // there is an error to be told, or a later run
            }
        });
    }
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(ports.paths.store, 'apk'), { recursive: true, mode: 0o700 });
    const downloads = (0,external_node_path_namespaceObject.join)(ports.paths.store, 'apk', arch.name);
    const waiting = (by) => {
        ports.log.info(`${arch.name}: waiting for ${by}, which installs packages`);
    };
    return withLock((0,external_node_path_namespaceObject.join)(ports.paths.store, 'locks', `apk-${arch.name}`), ports, waiting, async () => {
        await installOrFetchAgain({ ...job, downloads }, installer, ports);
        return filesOf(await installedPackages(root), downloads);
    });
}
/** apk names what it keeps `NAME-VERSION.HASH.apk`, the first 4 bytes of the package's checksum. */
async function filesOf(installed, downloads) {
    const files = (await (0,promises_namespaceObject.readdir)(downloads)).filter((file) => file.endsWith('.apk'));
    const nameOf = ({ name, version, checksum = '' }) => {
        const hash = Buffer.from(checksum.slice('Q1'.length), 'base64').toString('hex', 0, 4);
        return `${name}-${version}.${hash}.apk`;
    };
    const used = installed.map(nameOf).filter((name) => files.includes(name));
    const digests = await Promise.all(used.map((name) => digestInside(downloads, name)));
    return used.flatMap((source, index) => {
        const digest = digests[index];
        return digest === undefined ? [] : [{ source, algorithm: 'sha256', digest }];
    });
}
/** What apk says of a package that is not what its index says. */
const DAMAGED = /IO ERROR|BAD /;
/** apk does not fetch again what it finds damaged among the packages kept from before: without them it does. */
async function installOrFetchAgain(job, installer, ports) {
    const isFirst = (await (0,promises_namespaceObject.readdir)(job.downloads).catch(() => [])).length === 0;
    try {
        await installPackages(job, installer, ports);
    }
    catch (error) {
        if (!(error instanceof Failed) || !DAMAGED.test(error.message))
            throw error;
        await removeTree(job.downloads, ports.exec);
        if (isFirst || ports.interrupts.received() !== undefined)
            throw error;
        ports.log.warning(`${job.arch.name}: a package kept from before is damaged; all are fetched again`);
        await installPackages(job, installer, ports).catch(async (again) => {
            await removeTree(job.downloads, ports.exec);
            throw again;
        });
    }
}
/**
 * What a root of Alpine that came as an image or a tarball names itself, over the network alone: a folder in it would be
 * one of this machine, which only its user may name.
 */
async function ownRepositories(root) {
    const text = (await readInside(root, 'etc/apk/repositories')) ?? '';
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => /^(@[\w.-]+ )?https?:\/\/\S+$/.test(line));
}
async function ownKeys(root) {
    const names = await namesInside(root, 'etc/apk/keys');
    const keys = await Promise.all(names.map(async (name) => {
        const pem = await readInside(root, `etc/apk/keys/${name}`);
        return pem === undefined ? undefined : tried(name, pem);
    }));
    return keys.filter((key) => key !== undefined);
}
function tried(name, pem) {
    try {
        return publicKey(name, pem);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/rootfs/image/platform.ts

/** The platform that a string such as `linux/arm/v7` means. */
function parsePlatform(text) {
    const [os = '', architecture = '', variant] = text.split('/');
    return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}
function platformName({ os, architecture, variant }) {
    return [os, architecture, ...(variant ? [variant] : [])].join('/');
}
/** Variants that are meant where none is named. Source: containerd's platforms.Normalize, which Docker uses. */
const USUAL_VARIANT = { amd64: 'v1', arm64: 'v8', arm: 'v7' };
/**
 * Whether both are the same. Lower variants would run too, and are refused all the same: a root of arm/v6 that is asked
 * for as arm/v7 is a surprise, and it can be asked for by its own name.
 */
function isSamePlatform(one, other) {
    const variant = (it) => it.variant || (USUAL_VARIANT[it.architecture] ?? '');
    return one.os === other.os && one.architecture === other.architecture && variant(one) === variant(other);
}
/**
 * The images of an index; undefined where it is no index but one image. What is listed in it and is no image
 * (attestations, whose platform is `unknown`) is left out. Throws where it is no JSON.
 * Source: OCI's image-spec, image-index.md; Docker's manifest list is the same in this.
 */
function platform_readIndex(manifest) {
    const value = JSON.parse(manifest);
    const listed = field(value, 'manifests');
    if (!Array.isArray(listed))
        return undefined;
    return listed.flatMap((entry) => {
        const platform = readPlatform(field(entry, 'platform'));
        const digest = field(entry, 'digest');
        if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest) || !platform)
            return [];
        return platform.os === 'unknown' ? [] : [{ digest, platform }];
    });
}
/** What an index entry or an image's configuration says of its platform; undefined where it says nothing. */
function readPlatform(value) {
    const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((name) => field(value, name));
    if (typeof os !== 'string' || typeof architecture !== 'string')
        return undefined;
    return { os, architecture, ...(typeof variant === 'string' && variant !== '' ? { variant } : {}) };
}
/** The value of a field, where the value has fields. */
function field(value, name) {
    return typeof value === 'object' && value !== null ? value[name] : undefined;
}
/** The digest of the image for a platform. Throws `Refused` with the platforms there are. */
function chooseImage(entries, wanted, image) {
    const found = entries.find(({ platform }) => isSamePlatform(platform, wanted));
    if (found)
        return found.digest;
    throw otherPlatforms(entries.map(({ platform }) => platform), wanted, image);
}
/** The error for an image that has other platforms than the one that is wanted. */
function otherPlatforms(there, wanted, image) {
    const names = [...new Set(there.map(platformName))].sort();
    return new Refused({
        what: `the image has no platform ${platformName(wanted)}; it has ${names.join(', ') || 'none'}`,
        source: `docker://${image}`,
        todo: 'Take another image, or another architecture.',
    });
}

;// CONCATENATED MODULE: ./src/report/shown.ts
/** What is shown of a long name. */
const SHOWN_CHARACTERS = 200;
/**
 * Bytes that someone else chose, in quotes, for a message: printable ASCII as it is, everything else escaped as C does
 * it. A name may hold line ends and what a terminal or GitHub's log takes for commands (`::…` at the start of a line,
 * `##[` anywhere).
 * @param name one character for each byte (latin1)
 */
function shown(name) {
    const cut = name.length > SHOWN_CHARACTERS ? `${name.slice(0, SHOWN_CHARACTERS)}…` : name;
    return `"${cut.replace(/[^\x20-\x7e…]|["\\]|(?<=##)\[/g, escaped)}"`;
}
function escaped(character) {
    if (character === '"' || character === '\\')
        return `\\${character}`;
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

;// CONCATENATED MODULE: ./src/verify/tar-header.ts
/** Everything in a tar is in blocks of this size. */
const tar_header_BLOCK = 512;
/** What is wrong with a header, in words that go behind "has". */
class HeaderFault extends Error {
}
/** Whether all of a block is zeros: the end of the archive. */
function isZeroBlock(block) {
    return block[0] === 0 && block.equals(ZERO_BLOCK);
}
const ZERO_BLOCK = Buffer.alloc(tar_header_BLOCK);
/** Where the fields are: POSIX.1-1988 (ustar), and tar(5) of libarchive for the older and GNU's. */
const tar_header_FIELDS = {
    name: [0, 100],
    mode: [100, 8],
    uid: [108, 8],
    gid: [116, 8],
    size: [124, 12],
    mtime: [136, 12],
    checkSum: [148, 8],
    type: [156, 1],
    link: [157, 100],
    magic: [257, 6],
    version: [263, 2],
    major: [329, 8],
    minor: [337, 8],
    prefix: [345, 155],
};
const POSIX = 'ustar\0';
const MAGICS = new Set([POSIX, 'ustar ', '\0\0\0\0\0\0']);
/**
 * Reads a header block. Throws `HeaderFault` at one that is damaged or of no kind of tar known here.
 * @param blank what an empty field of a number is; refused without it
 */
function tar_header_readHeader(block, blank) {
    const sums = checkSums(block);
    const sum = number(block, tar_header_FIELDS.checkSum);
    if (sum === undefined || !sums.includes(sum))
        throw new HeaderFault('a header with a wrong check sum');
    const magic = block.toString('latin1', tar_header_FIELDS.magic[0], tar_header_FIELDS.magic[0] + tar_header_FIELDS.magic[1]);
    if (!MAGICS.has(magic))
        throw new HeaderFault('a header of a kind of tar that is not known here');
    const prefix = magic === POSIX ? tar_header_text(block, tar_header_FIELDS.prefix) : '';
    const name = tar_header_text(block, tar_header_FIELDS.name);
    const type = tar_header_text(block, tar_header_FIELDS.type) || '0';
    const field = (what) => {
        const value = number(block, tar_header_FIELDS[what]) ?? (isBlank(block, tar_header_FIELDS[what]) ? blank : undefined);
        if (value === undefined)
            throw new HeaderFault(`a header whose field ${what} is no number`);
        return value;
    };
    return {
        name: prefix === '' ? name : `${prefix}/${name}`,
        type,
        sizeBytes: field('size'),
        link: tar_header_text(block, tar_header_FIELDS.link),
        uid: field('uid'),
        gid: field('gid'),
        device: type === '3' || type === '4' ? `${field('major')}:${field('minor')}` : '',
    };
}
/** Reads the rest of a header block. What is no number is 0: nothing depends on it. */
function readModeAndTime(block) {
    return { mode: number(block, tar_header_FIELDS.mode) ?? 0, mtimeSeconds: number(block, tar_header_FIELDS.mtime) ?? 0 };
}
/** A header block (ustar): of root's file, where it is not said otherwise. */
function makeHeader(name, sizeBytes, more = {}) {
    const { type, link, mode, uid, gid, mtimeSeconds } = { ...ROOTS_FILE, ...more };
    const block = Buffer.alloc(tar_header_BLOCK);
    const put = (value, [at, length]) => {
        block.write(value, at, length, 'latin1');
    };
    put(name, tar_header_FIELDS.name);
    putNumber(block, mode, tar_header_FIELDS.mode);
    putNumber(block, uid, tar_header_FIELDS.uid);
    putNumber(block, gid, tar_header_FIELDS.gid);
    putNumber(block, sizeBytes, tar_header_FIELDS.size);
    putNumber(block, mtimeSeconds, tar_header_FIELDS.mtime);
    put(type, tar_header_FIELDS.type);
    put(link, tar_header_FIELDS.link);
    put(POSIX, tar_header_FIELDS.magic);
    put('00', tar_header_FIELDS.version);
    put(`${checkSums(block)[0].toString(8).padStart(6, '0')}\0 `, tar_header_FIELDS.checkSum);
    return block;
}
const ROOTS_FILE = { type: '0', link: '', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0 };
/** What follows a content up to the next block. */
function padding(sizeBytes) {
    return (tar_header_BLOCK - (sizeBytes % tar_header_BLOCK)) % tar_header_BLOCK;
}
/** In octal digits; what has too many (a size of 8 GiB) as GNU does it. */
function putNumber(block, value, [at, length]) {
    const digits = value.toString(8).padStart(length - 1, '0');
    if (digits.length < length)
        block.write(digits, at, 'latin1');
    else {
        block.writeBigUInt64BE(BigInt(value), at + length - 8);
        block[at] = 0x80; // of a number that node counts with, the first of 8 bytes is 0
    }
}
function tar_header_text(block, [at, length]) {
    const end = block.indexOf(0, at);
    return block.toString('latin1', at, end < 0 || end > at + length ? at + length : end);
}
/** Octal digits, or GNU's base-256 for what is too large for them. None is negative here. */
function number(block, field) {
    const [at, length] = field;
    if (block[at] === 0x80) {
        const value = BigInt(`0x${block.toString('hex', at + 1, at + length)}`);
        return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
    }
    const digits = /^ *([0-7]+) *$/.exec(tar_header_text(block, field))?.[1];
    return digits === undefined ? undefined : parseInt(digits, 8);
}
function isBlank(block, field) {
    return tar_header_text(block, field).trim() === '';
}
/** The sum of all bytes, with blanks where it stands itself; the second as by old writers, whose bytes are signed. */
function checkSums(block) {
    let [sum, high] = [8 * 0x20, 0];
    for (let at = 0; at < tar_header_BLOCK; at++) {
        if (at === 148)
            at = 156;
        const byte = block[at]; // always there; this is what costs time here
        sum += byte;
        if (byte > 127)
            high++;
    }
    return [sum, sum - 256 * high];
}

;// CONCATENATED MODULE: ./src/verify/tar-extensions.ts


/** Keywords that are read here. All others but the forbidden ones change neither what is written nor where. */
const READ = { path: 'name', linkpath: 'link', size: 'sizeBytes', uid: 'uid', gid: 'gid' };
/**
 * Keywords that no root needs: parts and labels of archives of several volumes and sparse files (GNU, star), whose
 * unpacked size is not that of their bytes; and attributes that mean something to the machine's own overlays alone.
 */
const FORBIDDEN = /^(?:GNU\.|SCHILY\.realsize|SCHILY\.xattr\.trusted\.)/;
/**
 * Reads a PAX header: records of `LENGTH KEYWORD=VALUE\n`, the length that of the whole record (POSIX.1-2001, pax).
 * @param global type 'g', for all entries behind it: it may give none of the fields that are read here
 */
function readPax(content, global) {
    const fields = {};
    for (const { keyword, value } of tar_extensions_readRecords(content)) {
        if (FORBIDDEN.test(keyword))
            throw new HeaderFault(`${shown(keyword)} in a PAX header`);
        const field = Object.hasOwn(READ, keyword) ? READ[keyword] : undefined;
        if (field === undefined)
            continue;
        if (global || field in fields)
            throw new HeaderFault(`${keyword} ${global ? 'for all files' : 'twice'} in a PAX header`);
        fields[field] = field === 'name' || field === 'link' ? tar_extensions_words(keyword, value) : paxNumber(keyword, value);
    }
    return fields;
}
/** The records of a PAX header, bytes as latin1. Throws `HeaderFault` where one is damaged. */
function* tar_extensions_readRecords(content) {
    for (let at = 0; at < content.length;) {
        const record = tar_extensions_readRecord(content, at);
        at = record.end;
        yield record;
    }
}
/** Reads a number of a PAX header: digits. Throws `HeaderFault`. */
function paxNumber(keyword, value) {
    const is = /^\d+$/.test(value) ? Number(value) : NaN;
    if (!Number.isSafeInteger(is))
        throw new HeaderFault(`${keyword} ${shown(value)} in a PAX header`);
    return is;
}
/** Reads the content of GNU's types 'L' and 'K': a name up to its zero byte. */
function readLongName(content) {
    const end = content.indexOf(0);
    return content.toString('latin1', 0, end < 0 ? content.length : end);
}
/** Digits of a length: with more of them a record would be longer than any header. */
const LENGTH_DIGITS = 8;
function tar_extensions_readRecord(content, at) {
    const blank = content.indexOf(0x20, at);
    const equals = content.indexOf(0x3d, blank);
    const digits = content.toString('latin1', at, Math.min(blank, at + LENGTH_DIGITS + 1));
    const end = at + Number(digits);
    const whole = blank > at && equals > blank + 1 && /^[1-9]\d*$/.test(digits);
    if (!whole || equals >= end || content[end - 1] !== 0x0a)
        throw new HeaderFault('a damaged PAX header');
    return {
        keyword: content.toString('latin1', blank + 1, equals),
        value: content.toString('latin1', equals + 1, end - 1),
        end,
    };
}
/** Tar would take what stands before a zero byte, other readers all of it. */
function tar_extensions_words(keyword, value) {
    if (value === '' || value.includes('\0'))
        throw new HeaderFault(`${keyword} ${shown(value)} in a PAX header`);
    return value;
}

;// CONCATENATED MODULE: ./src/verify/tar-limits.ts
const tar_limits_MIB = 2 ** 20;
const GIB = 2 ** 30;
/**
 * What an archive of a root may be at most: enough for every honest one, and an end for those that are made to fill a
 * disk or to take all memory. The figures in the reasons are of Alpine 3.13 to 3.20 and of a Debian 12 with compilers.
 */
const TAR_LIMITS = {
    /** Of the unpacked tar. A root with compilers and a desktop has 10 GiB; a runner has some 20 to 70 GiB free. */
    unpackedBytes: 32 * GIB,
    /** Of one file. The largest in a usual root are some 100 MiB; images of disks are 8 GiB. */
    fileBytes: 16 * GIB,
    /** Unpacked bytes for each one of the file, beyond `freeBytes`. Roots have 1.8 to 5, text 20; deflate's most is 1032. */
    ratio: 100,
    /** Unpacked bytes that need no reason: preallocated files of a small root; no disk is filled by them. */
    freeBytes: 64 * tar_limits_MIB,
    /** Of files, folders and links. A large distribution has 500,000; each takes some 200 bytes of memory here. */
    entries: 2_000_000,
    /** Entries that need no reason. A minirootfs has 500. */
    freeEntries: 20_000,
    /** Bytes of the file for each entry beyond `freeEntries`. Roots have 2,500 to 10,000; 50,000 empty files have 7. */
    bytesForEntry: 64,
    /** Folders above an entry. Modules in modules of node get to 60; what walks a tree by recursion has an end. */
    depth: 256,
    /** Linux: PATH_MAX 4096 and NAME_MAX 255, the first with a zero byte at its end. */
    nameBytes: 4095,
    partBytes: 255,
    /** Of a PAX header or a long name: read into memory. An extended attribute has 64 KiB at most, a file few of them. */
    extensionBytes: tar_limits_MIB,
};
/** @param fileBytes of the archive as it came: compressed */
function allowanceOf(fileBytes) {
    const { unpackedBytes, freeBytes, ratio, entries, freeEntries, bytesForEntry } = TAR_LIMITS;
    return {
        unpackedBytes: Math.min(unpackedBytes, freeBytes + ratio * fileBytes),
        entries: Math.min(entries, freeEntries + Math.floor(fileBytes / bytesForEntry)),
    };
}

;// CONCATENATED MODULE: ./src/rootfs/image/tar-reader.ts




const XATTR = 'SCHILY.xattr.';
/**
 * Reads a tar entry by entry: ustar, PAX and GNU's long names, which is what engines and builders of images write. What
 * engines take is taken: of what is said twice, the last; a field of no digits is 0 (builders in Rust write such). Sparse
 * files, which they do not write, are refused. Throws `Failed`.
 */
class TarReader {
    source;
    name;
    unreadBytes = 0;
    paddingBytes = 0;
    constructor(source, name) {
        this.source = source;
        this.name = name;
    }
    /** The next entry, undefined at the end. What was not read of the one before is passed over. */
    async next() {
        try {
            return await this.readNext();
        }
        catch (error) {
            throw error instanceof HeaderFault ? this.broken(`has ${error.message}`) : error;
        }
    }
    /** The content of the last entry, in pieces. */
    async *content() {
        while (this.unreadBytes > 0) {
            const piece = await this.source.some(this.unreadBytes);
            if (piece.length === 0)
                throw this.broken('ends in the middle of a file');
            this.unreadBytes -= piece.length;
            yield piece;
        }
    }
    async readNext() {
        const said = new Map();
        for (;;) {
            await this.source.skip(this.unreadBytes + this.paddingBytes);
            this.unreadBytes = this.paddingBytes = 0;
            const block = await this.source.read(tar_header_BLOCK);
            if (block.every((byte) => byte === 0))
                return undefined; // it may be cut, or there may be none
            if (block.length < tar_header_BLOCK)
                throw this.broken('ends in the middle of an entry');
            const header = tar_header_readHeader(block, 0);
            const { type, sizeBytes } = header;
            if (!'xgLK'.includes(type))
                return this.entry({ ...header, ...readModeAndTime(block) }, said);
            const content = await this.extension(sizeBytes);
            if (type === 'x')
                for (const { keyword, value } of tar_extensions_readRecords(content))
                    said.set(keyword, value);
            else if (type === 'L')
                said.set('path', readLongName(content));
            else if (type === 'K')
                said.set('linkpath', readLongName(content));
        }
    }
    async extension(sizeBytes) {
        if (sizeBytes > TAR_LIMITS.extensionBytes)
            throw new HeaderFault('a name or attributes of more than 1 MiB');
        const content = await this.source.read(sizeBytes);
        if (content.length < sizeBytes)
            throw this.broken('ends in the middle of an entry');
        this.paddingBytes = padding(sizeBytes);
        return content;
    }
    entry(header, said) {
        if (header.type === 'S' || [...said.keys()].some((keyword) => keyword.startsWith('GNU.sparse.')))
            throw new HeaderFault('a sparse file, which images do not have');
        const numeric = (keyword, value) => {
            const given = said.get(keyword);
            return given === undefined ? value : paxNumber(keyword, given);
        };
        const name = said.get('path') ?? header.name;
        const kind = tar_reader_kindOf(header.type, name);
        const sizeBytes = kind === 'file' || kind === 'other' ? numeric('size', header.sizeBytes) : 0;
        this.unreadBytes = sizeBytes;
        this.paddingBytes = padding(sizeBytes);
        const mtime = said.get('mtime') ?? String(header.mtimeSeconds);
        return {
            name,
            link: said.get('linkpath') ?? header.link,
            kind,
            sizeBytes,
            mode: header.mode & 0o7777,
            uid: numeric('uid', header.uid),
            gid: numeric('gid', header.gid),
            mtime: /^-?\d+(\.\d+)?$/.test(mtime) ? mtime : '0',
            attributes: attributesOf(said),
        };
    }
    broken(what) {
        return new Failed({ what: `a layer of the image ${what}`, source: this.name });
    }
}
function attributesOf(said) {
    const all = [...said].filter(([keyword]) => keyword.startsWith(XATTR));
    return new Map(all.map(([keyword, value]) => [keyword.slice(XATTR.length), value]));
}
function tar_reader_kindOf(type, name) {
    if (type === '5' || (isFileType(type) && name.endsWith('/')))
        return 'folder';
    if (isFileType(type))
        return 'file';
    return type === '1' ? 'hard link' : type === '2' ? 'symbolic link' : 'other';
}
/** `7` was meant for contiguous files. */
function isFileType(type) {
    return type === '0' || type === '7';
}

;// CONCATENATED MODULE: ./src/rootfs/image/tar-source.ts
/** The bytes of a stream. */
function streamSource(stream) {
    const pieces = stream[Symbol.asyncIterator]();
    let held = Buffer.alloc(0);
    const some = async (limitBytes) => {
        while (held.length === 0) {
            const { value, done } = (await pieces.next());
            if (done === true)
                return held;
            held = value;
        }
        const piece = held.subarray(0, limitBytes);
        held = held.subarray(piece.length);
        return piece;
    };
    const read = async (lengthBytes) => {
        const parts = [];
        for (let missing = lengthBytes; missing > 0;) {
            const piece = await some(missing);
            if (piece.length === 0)
                break;
            missing -= piece.length;
            parts.push(piece);
        }
        return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    };
    const skip = async (lengthBytes) => {
        for (let left = lengthBytes; left > 0;) {
            const piece = await some(left);
            if (piece.length === 0)
                return;
            left -= piece.length;
        }
    };
    return { some, read, skip };
}
/** At most so much of a file is read at once. */
const PIECE_BYTES = 1024 * 1024;
/** The bytes of a file; what is passed over is not read. `position` is that of the next. */
function fileSource(file) {
    let position = 0;
    const read = async (lengthBytes) => {
        const buffer = Buffer.alloc(lengthBytes);
        const { bytesRead } = await file.read(buffer, 0, lengthBytes, position);
        position += bytesRead;
        return buffer.subarray(0, bytesRead);
    };
    return {
        position: () => position,
        read,
        some: (limitBytes) => read(Math.min(limitBytes, PIECE_BYTES)),
        skip: (lengthBytes) => {
            position += lengthBytes;
            return Promise.resolve();
        },
    };
}

;// CONCATENATED MODULE: ./src/rootfs/image/archive.ts







/** Of a JSON file: configurations with a long history have some 100 KiB. */
const JSON_BYTES = 4 * 1024 * 1024;
/**
 * Reads what `docker save`, `podman save` and `skopeo copy … docker-archive:` write: a tar with manifest.json, the
 * image's configuration and its layers, of which nothing is unpacked. The configuration is what its name, a digest, says,
 * and has the digests of the layers. Throws `Failed`. Source: docker's image specification v1.2.
 * @param source for messages: what image it is
 */
async function readImageArchive(file, source) {
    const handle = await (0,promises_namespaceObject.open)(file);
    try {
        const members = await findMembers(handle, source);
        const json = (name) => readMember(handle, archive_find(members, name, source), source);
        const { config, layers } = archive_readManifest((await json('manifest.json')).toString('utf8'), source);
        const bytes = await json(config);
        const id = (0,external_node_crypto_namespaceObject.createHash)('sha256').update(bytes).digest('hex');
        if (external_node_path_namespaceObject.posix.basename(config).replace(/\.json$/, '') !== id)
            throw archive_broken(`has a configuration ${config} that is not what its name says`, source);
        const described = readConfiguration(bytes.toString('utf8'), source);
        if (described.digests.length !== layers.length)
            throw archive_broken('has not as many layers as it says', source);
        return {
            file,
            id: `sha256:${id}`,
            platform: described.platform,
            environment: described.environment,
            layers: layers.map((name, index) => {
                const { start, sizeBytes } = archive_find(members, name, source);
                return { start, sizeBytes, digest: described.digests[index] ?? '' };
            }),
        };
    }
    finally {
        await handle.close();
    }
}
async function findMembers(handle, source) {
    const from = fileSource(handle);
    const tar = new TarReader(from, source);
    const members = new Map();
    for (let entry = await tar.next(); entry; entry = await tar.next()) {
        const link = entry.kind === 'symbolic link' || entry.kind === 'hard link' ? entry.link : undefined;
        members.set(external_node_path_namespaceObject.posix.normalize(entry.name), { start: from.position(), sizeBytes: entry.sizeBytes, link });
    }
    return members;
}
/** A member by its name; layers that are there twice are links to one. */
function archive_find(members, name, source) {
    const member = members.get(external_node_path_namespaceObject.posix.normalize(name));
    if (member?.link === undefined)
        return member ?? missing(name, source);
    const target = members.get(external_node_path_namespaceObject.posix.join(external_node_path_namespaceObject.posix.dirname(name), member.link)) ?? missing(name, source);
    return target.link === undefined ? target : missing(name, source);
}
function missing(name, source) {
    throw archive_broken(`has no ${name}`, source);
}
async function readMember(handle, { start, sizeBytes }, source) {
    if (sizeBytes > JSON_BYTES)
        throw archive_broken('describes itself with more than 4 MiB', source);
    const buffer = Buffer.alloc(sizeBytes);
    const { bytesRead } = await handle.read(buffer, 0, sizeBytes, start);
    if (bytesRead < sizeBytes)
        throw archive_broken('ends too early', source);
    return buffer;
}
function archive_readManifest(text, source) {
    const images = parsed(text, source);
    const [image, ...more] = Array.isArray(images) ? images : [];
    const config = field(image, 'Config');
    const layers = strings(field(image, 'Layers'));
    if (more.length > 0)
        throw archive_broken('has several images', source);
    if (typeof config !== 'string' || !layers)
        throw archive_broken('has a manifest that is not known here', source);
    return { config, layers };
}
/** Source: OCI's image-spec, config.md. */
function readConfiguration(text, source) {
    const value = parsed(text, source);
    const platform = readPlatform(value);
    const digests = strings(field(field(value, 'rootfs'), 'diff_ids'));
    if (!platform || !digests)
        throw archive_broken('has a configuration that is not known here', source);
    return { platform, digests, environment: strings(field(field(value, 'config'), 'Env')) ?? [] };
}
function parsed(text, source) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw archive_broken('has a description that is no JSON', source);
    }
}
function strings(value) {
    const isText = (item) => typeof item === 'string';
    return Array.isArray(value) && value.every(isText) ? value : undefined;
}
function archive_broken(what, source) {
    return new Failed({ what: `the saved image ${what}`, source });
}

;// CONCATENATED MODULE: ./src/rootfs/image/claims.ts





/**
 * Notes that an image is going to be pulled for us alone, before it is. What runs that are dead have left in engines is
 * removed first. Notes are files `PID-STARTTIME.RANDOM` in the folder `images` of the cache.
 */
async function claimImage(engine, name, ports) {
    const folder = (0,external_node_path_namespaceObject.join)(ports.paths.cache, 'images');
    await (0,promises_namespaceObject.mkdir)(folder, { recursive: true });
    await claims_removeAbandoned(folder, ports);
    const note = (0,external_node_path_namespaceObject.join)(folder, `${processName(process.pid)}.${(0,external_node_crypto_namespaceObject.randomUUID)()}`);
    await (0,promises_namespaceObject.writeFile)(note, JSON.stringify({ engine, name }));
    return { release: () => removeImage(note, ports) };
}
async function claims_removeAbandoned(folder, ports) {
    const abandoned = (await (0,promises_namespaceObject.readdir)(folder)).filter((note) => !isAlive(note));
    for (const note of abandoned)
        await removeImage((0,external_node_path_namespaceObject.join)(folder, note), ports);
}
/** The note goes in every case: an image that is in use by now is somebody's. */
async function removeImage(note, { exec, engines, log }) {
    const { engine, name } = await readNote(note);
    if ((engine === 'podman' || engine === 'docker') && typeof name === 'string') {
        const command = { argv: [engine, 'rmi', name], why: `remove the image ${name}`, env: engines };
        const { status, stderr } = await exec.attempt({ ...command, always: true }).catch(() => NOT_THERE);
        if (status !== 0)
            log.debug(`${engine} has not removed ${name}: ${stderr.trim()}`);
    }
    await (0,promises_namespaceObject.rm)(note, { force: true });
}
const NOT_THERE = { status: null, stderr: 'it is not there' };
async function readNote(note) {
    try {
        const value = JSON.parse(await (0,promises_namespaceObject.readFile)(note, 'utf8'));
        return { engine: field(value, 'engine'), name: field(value, 'name') };
    }
    catch {
        return { engine: undefined, name: undefined };
    }
}

;// CONCATENATED MODULE: ./src/rootfs/image/request.ts
/** What is written for each request, in its folder. */
const IMAGE_FILE = 'image.tar';
/** Images may have gigabytes. */
const PULL_MS = 30 * 60_000;

;// CONCATENATED MODULE: ./src/rootfs/image/engine.ts







const PODMAN = {
    name: 'podman',
    version: '{{.Client.Version}}',
    insecurePull: ['--tls-verify=false'],
    insecureInspect: [],
    save: ['--quiet', '--format', 'docker-archive'],
};
const DOCKER = {
    name: 'docker',
    version: '{{.Server.Version}}',
    insecurePull: [],
    insecureInspect: ['--insecure'],
    save: [],
};
/**
 * Has an engine pull an image from its registry and save it. Nothing stays in the engine: what was not there before is
 * removed again, and no name in it comes to mean another image, as images are pulled by their digests. Where the engine
 * cannot tell the digest, the name is pulled, if the engine has none such. Throws `Failed` where engine or registry
 * cannot, `Refused` where the image lacks the platform.
 */
async function saveFromRegistry(engine, request, ports) {
    const { reference, platform } = request;
    const tool = await findTool(engine, ports);
    const digest = await findDigest(engine, request, ports);
    const name = fullName(reference, digest);
    const there = await inspect(engine, name, ports);
    if (there && digest === undefined)
        throw nameIsTaken(engine, name);
    const claim = there ? undefined : await claimImage(engine.name, name, ports);
    try {
        if (!there) {
            ports.log.info(`pulling ${name} with ${tool}`);
            const options = [
                '--quiet',
                '--platform',
                platformName(platform),
                ...(reference_isLoopback(reference) ? engine.insecurePull : []),
            ];
            await run(engine, ports, `pull the image ${reference.text}`, 'pull', ...options, name);
        }
        const known = digest ?? engine_digestOf(there ?? (await inspect(engine, name, ports)));
        return { ...(await save(engine, name, request, ports)), digest: known, tool };
    }
    finally {
        await claim?.release();
    }
}
/** Has an engine save an image of its own storage, under the name as it was written. Throws `Failed` where it has none. */
async function saveLocal(engine, request, ports) {
    const { text } = request.reference;
    const tool = await findTool(engine, ports);
    const image = await inspect(engine, text, ports);
    if (!image)
        throw new Failed({ what: 'it has no image of this name in its own storage' });
    const [os, architecture, variant] = ['Os', 'Architecture', 'Variant'].map((it) => field(image, it));
    const platform = readPlatform({ os, architecture, variant });
    if (!platform || !isSamePlatform(platform, request.platform))
        throw isOther(platform, request.platform);
    ports.log.info(`taking ${text} from the storage of ${tool}`);
    return { ...(await save(engine, text, request, ports)), digest: engine_digestOf(image), tool };
}
async function findTool(engine, ports) {
    const { stdout } = await run(engine, ports, `use ${engine.name}`, 'version', '--format', engine.version);
    return `${engine.name} ${stdout.trim()}`;
}
/** The digest of the image for the platform; undefined where the engine cannot tell it without pulling. */
async function findDigest(engine, { reference, platform, folder }, ports) {
    const options = reference_isLoopback(reference) ? engine.insecureInspect : [];
    const env = reference_isLoopback(reference) ? await plainHttp(reference, folder) : {};
    const ask = async (...more) => {
        const words = ['manifest', 'inspect', ...options, ...more, fullName(reference)];
        const { status, stdout } = await attempt(engine, ports, 'read a manifest', words, env);
        return status === 0 ? stdout : '{}';
    };
    const entries = attemptToRead(await ask());
    if (entries)
        return chooseImage(entries, platform, reference.text);
    if (reference.digest !== undefined || engine.name === 'podman')
        return reference.digest;
    // Docker alone tells the digest of a single image.
    return /"digest": *"(sha256:[0-9a-f]{64})"/.exec(await ask('--verbose'))?.[1];
}
function attemptToRead(manifest) {
    try {
        return platform_readIndex(manifest);
    }
    catch {
        return undefined;
    }
}
/** podman's `manifest inspect` has no option for it (4.3); the file takes the place of the machine's. */
async function plainHttp(reference, folder) {
    const file = (0,external_node_path_namespaceObject.join)(folder, 'registries.conf');
    await (0,promises_namespaceObject.writeFile)(file, `[[registry]]\nlocation = "${reference.host}"\ninsecure = true\n`);
    return { CONTAINERS_REGISTRIES_CONF: file };
}
/** What an engine knows of an image in its storage; undefined where it has none of that name. */
async function inspect(engine, name, ports) {
    const words = ['image', 'inspect', name];
    const { status, stdout } = await attempt(engine, ports, `look for the image ${name}`, words);
    if (status !== 0)
        return undefined;
    try {
        const images = JSON.parse(stdout);
        return Array.isArray(images) ? images[0] : undefined;
    }
    catch {
        return undefined;
    }
}
/** podman tells the digest; docker that of each registry; for an image that was in none, the id is left. */
function engine_digestOf(image) {
    const listed = field(image, 'RepoDigests');
    const named = Array.isArray(listed) ? listed.map((name) => String(name).split('@')[1]) : [];
    const id = String(field(image, 'Id')).replace(/^(?!sha256:)/, 'sha256:');
    const candidates = [field(image, 'Digest'), ...named, id];
    return String(candidates.find((it) => typeof it === 'string' && it !== ''));
}
async function save(engine, name, { folder }, ports) {
    const file = (0,external_node_path_namespaceObject.join)(folder, IMAGE_FILE);
    await run(engine, ports, `save the image ${name}`, 'save', ...engine.save, '-o', file, name);
    return { file };
}
function run(engine, ports, why, ...words) {
    return ports.exec.run(engine_command(engine, ports, why, words));
}
function attempt(engine, ports, why, words, env = {}) {
    return ports.exec.attempt(engine_command(engine, ports, why, words, env));
}
function engine_command(engine, ports, why, words, env = {}) {
    return { argv: [engine.name, ...words], why, env: { ...ports.engines, ...env }, timeoutMs: PULL_MS };
}
function isOther(there, wanted) {
    const what = there ? platformName(there) : 'of no platform';
    return new Failed({ what: `the image that it has is ${what}, not ${platformName(wanted)}` });
}
function nameIsTaken(engine, name) {
    return new Failed({
        what: `${engine.name} cannot tell the digest of ${name}, and has an image of that name, which a pull would replace`,
        source: name,
    });
}

;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: ./src/rootfs/image/layers.ts

/** As Linux has it (ELOOP). */
const LINKS_FOLLOWED = 40;
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** What aufs kept for itself. */
const AUFS = '.wh..wh.';
/**
 * Puts layers on top of each other, by their entries' names alone: no file is touched, and links are followed within the
 * tree that the layers make, whose root is above nothing. Source: OCI's image-spec, layer.md. What that leaves open is as
 * in Docker: a path through a symbolic link of a lower layer means where the link points to, a folder that is nowhere
 * described is made, a folder takes the place of a link. Devices are left out: those of a sandbox are its own.
 */
class Layers {
    source;
    root = { children: new Map(), entry: undefined, layer: 0 };
    layer = -1;
    index = -1;
    /** @param source for messages: what image it is */
    constructor(source) {
        this.source = source;
    }
    /** The entries that come are those of the next layer. */
    begin() {
        this.layer += 1;
        this.index = -1;
    }
    /** The next entry of a layer. Throws `Failed` where it can have no place in a root. */
    add(entry) {
        this.index += 1;
        const path = this.parts(entry.name);
        const base = path.pop();
        if (base === undefined)
            this.root.entry = entry.kind === 'folder' ? entry : this.root.entry;
        else if ([...path, base].some((part) => part.startsWith(AUFS) && part !== OPAQUE))
            return;
        else if (path.some((part) => part.startsWith(WHITEOUT)))
            throw this.wrong(`has something below a whiteout: ${layers_shown(entry.name)}`);
        else if (base.startsWith(WHITEOUT))
            this.whiteOut(path, base);
        else if (entry.kind !== 'other')
            this.put(path, base, entry);
    }
    /** What there is now. */
    flatten() {
        const folders = [];
        const items = new Map();
        const walk = (folder, prefix) => {
            for (const [base, node] of folder.children) {
                const name = `${prefix}${base}`;
                if ('item' in node) {
                    const names = items.get(node.item);
                    if (names)
                        names.push(name);
                    else
                        items.set(node.item, [name]);
                    continue;
                }
                folders.push({ name, entry: node.entry });
                walk(node, `${name}/`);
            }
        };
        walk(this.root, '');
        return { folders, items: [...items].map(([item, names]) => ({ item, names })) };
    }
    put(path, base, entry) {
        const { layer, index } = this;
        const parent = this.folder(path, 'made');
        if (!parent)
            return;
        const there = parent.children.get(base);
        if (entry.kind === 'folder') {
            if (!there || 'item' in there)
                parent.children.set(base, { children: new Map(), entry, layer });
            else
                Object.assign(there, { entry, layer });
            return;
        }
        const item = entry.kind === 'hard link' ? this.linked(entry) : { entry, layer, index };
        parent.children.set(base, { item, layer });
    }
    linked(entry) {
        const path = this.parts(entry.link);
        const base = path.pop() ?? '';
        const node = this.folder(path, 'found')?.children.get(base);
        if (node && 'item' in node)
            return node.item;
        throw this.wrong(`has a hard link to what is no file: ${layers_shown(entry.name)} -> ${layers_shown(entry.link)}`);
    }
    /** Takes away what lower layers have; what this layer has stays, whichever comes first. */
    whiteOut(path, base) {
        const parent = this.folder(path, 'found');
        const name = base.slice(WHITEOUT.length);
        if (['', '.', '..'].includes(name))
            throw this.wrong(`has a whiteout of nothing: ${layers_shown(base)}`);
        if (!parent)
            return;
        if (base === OPAQUE)
            this.clear(parent);
        else
            this.remove(parent, name);
    }
    remove(parent, name) {
        const node = parent.children.get(name);
        if (!node)
            return;
        if (node.layer < this.layer)
            parent.children.delete(name);
        else if (!('item' in node))
            this.clear(node);
    }
    clear(folder) {
        for (const name of [...folder.children.keys()])
            this.remove(folder, name);
    }
    /** The folder at a path, links followed; undefined where it is not there and not to be made. */
    folder(path, missing) {
        const left = [...path].reverse();
        const line = [];
        let at = this.root;
        let followed = 0;
        for (let part = left.pop(); part !== undefined; part = left.pop()) {
            if (part === '..') {
                at = line.pop() ?? this.root;
                continue;
            }
            let node = at.children.get(part);
            if (node && 'item' in node) {
                const target = node.item.entry;
                if (target.kind !== 'symbolic link') {
                    if (missing === 'found')
                        return undefined;
                    throw this.wrong(`has something below a file: ${layers_shown(path.join('/'))}`);
                }
                followed += 1;
                if (followed > LINKS_FOLLOWED)
                    throw this.wrong(`has links in a circle: ${layers_shown(path.join('/'))}`);
                if (target.link.startsWith('/')) {
                    at = this.root;
                    line.length = 0;
                }
                left.push(...split(target.link).reverse());
                continue;
            }
            if (!node) {
                if (missing === 'found')
                    return undefined;
                node = { children: new Map(), entry: undefined, layer: this.layer };
                at.children.set(part, node);
            }
            if (missing === 'made')
                node.layer = this.layer;
            line.push(at);
            at = node;
        }
        return at;
    }
    /** The parts of a name in a layer, from the root, whether it begins with a slash or not. */
    parts(name) {
        const parts = split(name);
        if (parts.includes('..'))
            throw this.wrong(`has a name that leads out of the root: ${layers_shown(name)}`);
        return parts;
    }
    wrong(what) {
        return new Failed({
            what: `layer ${this.layer + 1} of the image ${what}`,
            source: this.source,
            todo: 'The image is damaged, or made to do harm: do not use it.',
        });
    }
}
function split(name) {
    return name.split('/').filter((part) => part !== '' && part !== '.');
}
/** A name in a message: nothing that a terminal or GitHub's log could take for a command. */
function layers_shown(name) {
    return JSON.stringify(Buffer.from(name, 'latin1').toString('utf8')).replace(/[^\x20-\x7e]/g, '?');
}

;// CONCATENATED MODULE: ./src/rootfs/image/tar-writer.ts

const TYPES = { file: '0', 'hard link': '1', 'symbolic link': '2', folder: '5' };
/**
 * The header of an entry, in PAX's format: a second one is before it where a field does not hold its value.
 * @param entry its texts are bytes (latin1)
 */
function tarHeader(entry) {
    const { kind, name, sizeBytes, link, mode, uid, gid, mtime } = entry;
    const isPlainTime = /^\d{1,10}$/.test(mtime);
    const records = [
        ...(isShort(name) ? [] : [['path', name]]),
        ...(isShort(link) ? [] : [['linkpath', link]]),
        ...(isPlainTime ? [] : [['mtime', mtime]]),
        ...[...entry.attributes].map(([key, value]) => [`SCHILY.xattr.${key}`, value]),
    ];
    const mtimeSeconds = isPlainTime ? Number(mtime) : 0;
    const own = makeHeader(name, sizeBytes, { type: TYPES[kind], link, mode, uid, gid, mtimeSeconds });
    if (records.length === 0)
        return own;
    const content = Buffer.from(records.map(record).join(''), 'latin1');
    const extension = makeHeader('././@PaxHeader', content.length, { type: 'x' });
    return Buffer.concat([extension, content, Buffer.alloc(padding(content.length)), own]);
}
/** What ends a tar. */
const TAR_END = Buffer.alloc(2 * tar_header_BLOCK);
function isShort(name) {
    return name.length <= 100 && /^[\x20-\x7e]*$/.test(name);
}
/** The length in front of a record counts itself too. */
function record([key, value]) {
    const rest = ` ${key}=${value}\n`;
    let lengthBytes = rest.length;
    while (String(lengthBytes).length + rest.length !== lengthBytes)
        lengthBytes = String(lengthBytes).length + rest.length;
    return `${lengthBytes}${rest}`;
}

;// CONCATENATED MODULE: ./src/rootfs/image/flatten.ts












/**
 * Makes one tar of all layers of an image: what is in it is what the root has, each name once, whiteouts applied. Layers
 * are read twice: once for the names and the digest, once for what is left of their contents. Throws `Failed` where a
 * layer is not what its digest says.
 * @param file is made
 * @param source for messages: what image it is
 */
async function flattenImage(archive, file, source) {
    const layers = new Layers(source);
    for (const layer of archive.layers)
        await readLayer(archive, layer, layers, source);
    const out = (0,external_node_fs_namespaceObject.createWriteStream)(file, { flags: 'wx', mode: 0o600 });
    await (0,external_node_stream_promises_namespaceObject.pipeline)(external_node_stream_namespaceObject.Readable.from(flatTar(layers.flatten(), archive, source), { objectMode: false }), out);
}
async function readLayer({ file }, layer, layers, source) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    const bytes = streamSource(hashed(await layerBytes(file, layer, source), hash));
    const tar = new TarReader(bytes, source);
    layers.begin();
    for (let entry = await tar.next(); entry; entry = await tar.next())
        layers.add(entry);
    await bytes.skip(Infinity); // what is behind the end of the tar counts too
    const digest = `sha256:${hash.digest('hex')}`;
    if (digest === layer.digest)
        return;
    throw new Failed({
        what: `a layer of the image is ${digest}, and should be ${layer.digest}`,
        source,
        todo: 'The image was damaged on its way, or where it is kept. Try again.',
    });
}
async function* hashed(bytes, hash) {
    for await (const piece of bytes) {
        hash.update(piece);
        yield piece;
    }
}
/** The tar of a layer; where the engine has kept it compressed, unpacked. */
async function layerBytes(file, layer, source) {
    const { start, sizeBytes } = layer;
    if (sizeBytes === 0)
        return external_node_stream_namespaceObject.Readable.from([]);
    const bytes = (0,external_node_fs_namespaceObject.createReadStream)(file, { start, end: start + sizeBytes - 1 });
    const magic = await magicAt(file, start);
    if (magic.startsWith('1f8b08')) {
        const gunzip = (0,external_node_zlib_namespaceObject.createGunzip)();
        (0,external_node_stream_promises_namespaceObject.pipeline)(bytes, gunzip).catch(() => undefined); // whoever reads from it sees the error
        return readable(gunzip, source);
    }
    if (magic !== '28b52ffd')
        return bytes;
    bytes.destroy();
    throw new Failed({
        what: 'the engine has saved a layer of the image compressed with zstd, which is not known here',
        source,
        todo: 'Install skopeo, which unpacks it.',
    });
}
async function* readable(bytes, source) {
    try {
        yield* bytes;
    }
    catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        throw new Failed({ what: `a layer of the image cannot be read: ${cause}`, source });
    }
}
async function magicAt(file, position) {
    const handle = await (0,promises_namespaceObject.open)(file);
    try {
        const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, position);
        return buffer.toString('hex');
    }
    finally {
        await handle.close();
    }
}
/** Folders first; then files in the order of the layers, as their contents come; then symbolic links. */
async function* flatTar(flat, archive, source) {
    for (const { name, entry } of flat.folders)
        yield header(entry ?? PLAIN_FOLDER, 'folder', name);
    for (const [layer, stored] of archive.layers.entries()) {
        const wanted = new Map();
        for (const { item, names } of flat.items)
            if (isFileOf(layer, item))
                wanted.set(item.index, names);
        if (wanted.size === 0)
            continue;
        const bytes = streamSource(await layerBytes(archive.file, stored, source));
        const tar = new TarReader(bytes, source);
        let index = 0;
        for (let entry = await tar.next(); entry; entry = await tar.next(), index += 1) {
            const [first, ...more] = wanted.get(index) ?? [];
            if (first === undefined)
                continue;
            yield header(entry, 'file', first);
            for await (const piece of tar.content())
                yield piece;
            yield Buffer.alloc(padding(entry.sizeBytes));
            for (const name of more)
                yield header({ ...entry, sizeBytes: 0 }, 'hard link', name, first);
        }
        await bytes.skip(Infinity); // to its end: then it is closed
    }
    for (const { item, names } of flat.items) {
        if (item.entry.kind !== 'symbolic link')
            continue;
        for (const name of names)
            yield header(item.entry, 'symbolic link', name, item.entry.link);
    }
    yield TAR_END;
}
/** A folder that something is in, and that no layer describes. */
const PLAIN_FOLDER = {
    name: '',
    link: '',
    kind: 'folder',
    sizeBytes: 0,
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime: '0',
    attributes: new Map(),
};
function isFileOf(layer, item) {
    return item.layer === layer && item.entry.kind === 'file';
}
function header(entry, kind, name, link = '') {
    return tarHeader({
        ...entry,
        kind,
        name: kind === 'folder' ? `${name}/` : name,
        link,
        attributes: flatten_kept(entry),
    });
}
/**
 * Attributes that a root has. Not among them are those of overlayfs (`trusted.overlay.…`): a root is a layer of one, in
 * which they would mean something.
 */
function flatten_kept({ attributes }) {
    const isKept = (name) => name === 'security.capability' ||
        name.startsWith('system.posix_acl_') ||
        (name.startsWith('user.') && !name.startsWith('user.overlay.'));
    return new Map([...attributes].filter(([name]) => isKept(name)));
}

;// CONCATENATED MODULE: ./src/rootfs/image/skopeo.ts





/**
 * Has skopeo bring an image from its registry, which needs no engine. What the registry names is asked for once, and
 * what is copied is what has the digest that was found: skopeo checks each blob against its digest. Throws `Failed`
 * where skopeo or the registry cannot, `Refused` where the image lacks the platform.
 */
async function saveBySkopeo(request, ports) {
    const { reference, platform, folder } = request;
    const skopeo = (why, ...words) => ports.exec.run({
        argv: ['skopeo', ...words],
        why,
        cwd: folder,
        // It keeps large blobs in a temporary folder, where they would stay if it was killed.
        env: { ...ports.engines, TMPDIR: folder },
        timeoutMs: PULL_MS,
    });
    const version = /\d\S*/.exec((await skopeo('use skopeo', '--version')).stdout)?.[0] ?? '';
    const insecure = (option) => (reference_isLoopback(reference) ? [`--${option}=false`] : []);
    const why = `get the image ${reference.text}`;
    const inspect = async (name) => {
        const words = ['inspect', '--raw', ...insecure('tls-verify'), `docker://${name}`];
        return (await skopeo(why, ...words)).stdout;
    };
    const manifest = await inspect(fullName(reference));
    const entries = platform_readIndex(manifest);
    const digest = entries ? chooseImage(entries, platform, reference.text) : skopeo_digestOf(manifest);
    ports.log.info(`pulling ${fullName(reference, digest)} with skopeo ${version}`);
    // A path may have a colon in it, which skopeo takes for the end of it: the folder is the current one.
    const places = [`docker://${fullName(reference, digest)}`, `docker-archive:${IMAGE_FILE}`];
    await skopeo(why, 'copy', '--quiet', ...insecure('src-tls-verify'), ...places);
    return { file: (0,external_node_path_namespaceObject.join)(folder, IMAGE_FILE), digest, tool: `skopeo ${version}` };
}
function skopeo_digestOf(manifest) {
    return `sha256:${(0,external_node_crypto_namespaceObject.createHash)('sha256').update(manifest).digest('hex')}`;
}

;// CONCATENATED MODULE: ./src/verify/tar-entry.ts



/** What the types of POSIX.1-1988 make. '7' (contiguous) is a file to everyone. Of the others no root has any. */
const tar_entry_KINDS = {
    '0': 'file',
    '1': 'hard link',
    '2': 'symlink',
    '3': 'device',
    '4': 'device',
    '5': 'folder',
    '6': 'fifo',
    '7': 'file',
};
/** The harmless nodes that roots bring: Documentation/admin-guide/devices.txt of Linux. All are of characters ('3'). */
const tar_entry_DEVICES = {
    'dev/null': '1:3',
    'dev/zero': '1:5',
    'dev/full': '1:7',
    'dev/random': '1:8',
    'dev/urandom': '1:9',
    'dev/tty': '5:0',
    'dev/console': '5:1',
    'dev/ptmx': '5:2',
};
/** The largest number of an owner; one more means "leave it" to chown(2). */
const MOST_ID = 2 ** 32 - 2;
/** Checks an entry whose header and extensions are read, and puts it into the tree. Throws `HeaderFault`. */
function placeEntry(entry, tree) {
    const path = partsOf(entry.name, 'a name');
    const name = path.join('/');
    // BSD's tar once marked folders by the end of their names alone, and tar still reads them so.
    const type = tar_entry_KINDS[entry.type] === 'file' && entry.name.endsWith('/') ? '5' : entry.type;
    const kind = Object.hasOwn(tar_entry_KINDS, type) ? tar_entry_KINDS[type] : undefined;
    if (kind === undefined)
        throw unknownType(entry);
    if (kind !== 'file' && entry.sizeBytes > 0)
        throw new HeaderFault(`content behind the ${kind} ${shown(name)}`);
    if (entry.uid > MOST_ID || entry.gid > MOST_ID)
        throw new HeaderFault(`the owner ${entry.uid}:${entry.gid} of ${shown(name)}`);
    if (kind === 'device' && (type !== '3' || tar_entry_DEVICES[name] !== entry.device))
        throw new HeaderFault(`the device ${shown(name)} (${type === '3' ? 'c' : 'b'} ${entry.device})`);
    if (kind === 'hard link')
        tree.link(path, partsOf(entry.link, `a hard link ${shown(name)} to`));
    else
        tree.put(path, kind);
    // It may lead anywhere: it is followed in the root alone.
    if (kind === 'symlink' && entry.link.length > TAR_LIMITS.nameBytes)
        throw tooLong(entry.link, 'a symlink to');
}
/** A name's parts, without the empty ones and those that mean nothing. */
function partsOf(name, what) {
    const { nameBytes, partBytes, depth } = TAR_LIMITS;
    if (name === '')
        throw new HeaderFault(`${what} that is empty`);
    if (name.startsWith('/'))
        throw new HeaderFault(`${what} ${shown(name)} that is absolute`);
    if (name.length > nameBytes)
        throw tooLong(name, what);
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..'))
        throw new HeaderFault(`${what} ${shown(name)} with ".."`);
    const long = parts.find((part) => part.length > partBytes);
    if (long !== undefined)
        throw new HeaderFault(`${what} with a part of ${long.length} bytes: ${shown(long)}; ${partBytes} are allowed`);
    if (parts.length > depth)
        throw new HeaderFault(`${what} ${parts.length} folders deep; ${depth} are allowed`);
    return parts;
}
function tooLong(name, what) {
    const { nameBytes } = TAR_LIMITS;
    return new HeaderFault(`${what} of ${name.length} bytes: ${shown(name)}; ${nameBytes} are allowed`);
}
function unknownType({ type, name }) {
    if (type === 'S')
        return new HeaderFault(`the sparse file ${shown(name)}`);
    return new HeaderFault(`an entry ${shown(name)} of the type ${shown(type)}`);
}

;// CONCATENATED MODULE: ./src/verify/tar-tree.ts


/** Only folders have any; one map for all others, which nobody writes to, instead of one each. */
const CHILDLESS = new Map();
/** Names that we write to in a root. What stands there is to be a file, or a link, which we replace. */
const WRITTEN = new Set(['etc/resolv.conf', 'etc/hosts', 'etc/localtime', 'etc/apk/repositories']);
/**
 * The tree that an archive makes, entry by entry: what stands where, so that no entry goes through a link, and no hard
 * link leads to what is not of the archive.
 */
class TarTree {
    /** Made so far, with the folders that no entry names. */
    places = 0;
    root = { kind: 'folder', children: new Map() };
    /** Puts an entry where it goes; the last of a name is what stays. Throws `HeaderFault` where it must not go there. */
    put(path, kind) {
        const name = path.at(-1);
        if (name === undefined) {
            if (kind !== 'folder')
                throw new HeaderFault(`a ${kind} in the place of the root itself`);
            return;
        }
        if (kind !== 'file' && kind !== 'symlink' && WRITTEN.has(path.join('/')))
            throw new HeaderFault(`a ${kind} ${shown(path.join('/'))}, where a file or a symlink belongs`);
        const siblings = this.folderOf(path);
        const before = siblings.get(name);
        if (before?.kind === 'folder') {
            if (kind === 'folder')
                return;
            if (before.children.size > 0)
                throw new HeaderFault(`a ${kind} ${shown(path.join('/'))} in the place of a folder that is not empty`);
        }
        siblings.set(name, { kind, children: kind === 'folder' ? new Map() : CHILDLESS });
        this.places++;
    }
    /** Makes a hard link: another name for a file of the archive, or for a link of it. */
    link(path, target) {
        const name = target.at(-1);
        const kind = name === undefined ? 'folder' : this.folderOf(target, false)?.get(name)?.kind;
        const what = `a hard link ${shown(path.join('/'))} to ${shown(target.join('/'))}`;
        if (kind === undefined)
            throw new HeaderFault(`${what}, which is not in the archive before it`);
        if (kind === 'folder')
            throw new HeaderFault(`${what}, which is a folder`);
        this.put(path, kind);
    }
    folderOf(path, make = true) {
        let here = this.root.children;
        for (let depth = 0; depth < path.length - 1; depth++) {
            const part = path[depth]; // within the bounds
            let next = here.get(part);
            if (next === undefined) {
                if (!make)
                    return undefined;
                next = { kind: 'folder', children: new Map() };
                here.set(part, next);
                this.places++;
            }
            if (next.kind !== 'folder')
                throw through(path, depth, next.kind);
            here = next.children;
        }
        return here;
    }
}
function through(path, depth, kind) {
    const place = path.slice(0, depth + 1).join('/');
    return new HeaderFault(`a name ${shown(path.join('/'))} that goes through the ${kind} ${shown(place)}`);
}

;// CONCATENATED MODULE: ./src/verify/tar-guard.ts









/** Two blocks of zeros: what every tar ends with (POSIX.1-1988). */
const tar_guard_END = Buffer.alloc(2 * tar_header_BLOCK);
/** A node stream holds up to this much; with less the programs beside it wait for it. */
const BUFFERED_BYTES = 2 ** 20;
/**
 * Looks at a tar while it streams through. Nothing is changed, but what stands behind its end (a gzip may have anything
 * there) is not handed on: who reads this sees what was looked at. At the first entry that a root must not have it ends
 * with a `Failed`, before the header of that entry was handed on; so it does where the archive is larger than allowed
 * or ends early. A tar without a block of zeros at its end has ended early: every writer of today makes them, and one
 * that was cut off between two files could not be told otherwise.
 */
class TarGuard extends external_node_stream_namespaceObject.Transform {
    source;
    tree = new TarTree();
    allowance = allowanceOf(0);
    fileBytes = 0;
    /** Seen so far. */
    bytes = 0;
    entries = 0;
    headers = 0;
    /** Of the content of a file, that is not looked at. */
    skipBytes = 0;
    /** The start of a header whose rest has not arrived: it is handed on when all of it was looked at. */
    held = Buffer.alloc(tar_header_BLOCK);
    heldBytes = 0;
    collecting;
    said = {};
    ended = false;
    endIsHandedOn = false;
    /** @param source of the archive, for messages: a URL or a path */
    constructor(source) {
        super({ readableHighWaterMark: BUFFERED_BYTES, writableHighWaterMark: BUFFERED_BYTES });
        this.source = source;
    }
    /** To be told before anything streams: how large the archive is as it came (compressed), so much may come out of it. */
    allowFor(fileBytes) {
        this.fileBytes = fileBytes;
        this.allowance = allowanceOf(fileBytes);
        return this;
    }
    _transform(chunk, _encoding, done) {
        try {
            this.look(chunk);
            done();
        }
        catch (error) {
            done(this.explained(error));
        }
    }
    _flush(done) {
        if (!this.ended)
            done(this.explained(new HeaderFault('no end: it is truncated')));
        else if (this.entries === 0)
            done(this.explained(new HeaderFault('no files in it')));
        else
            done();
    }
    look(chunk) {
        const before = this.bytes;
        this.bytes += chunk.length;
        this.checkBytes(this.bytes);
        let from = 0; // of what is to be handed on
        let at = 0;
        while (at < chunk.length && !this.ended) {
            if (this.skipBytes > 0) {
                const skipped = Math.min(this.skipBytes, chunk.length - at);
                this.skipBytes -= skipped;
                at += skipped;
            }
            else if (this.collecting) {
                at += this.collect(this.collecting, chunk.subarray(at));
            }
            else if (this.heldBytes > 0 || chunk.length - at < tar_header_BLOCK) {
                if (at > from)
                    this.push(chunk.subarray(from, at));
                at += this.hold(chunk.subarray(at), before);
                from = at;
            }
            else if (this.block(chunk.subarray(at, at + tar_header_BLOCK), before + at + tar_header_BLOCK)) {
                at += tar_header_BLOCK;
            }
        }
        if (at > from)
            this.push(chunk.subarray(from, at));
        if (this.ended && !this.endIsHandedOn)
            this.push(tar_guard_END);
        this.endIsHandedOn = this.ended;
    }
    /** Collects a header that is cut; returns how much of the chunk that took. */
    hold(rest, before) {
        const taken = rest.copy(this.held, this.heldBytes);
        this.heldBytes += taken;
        if (this.heldBytes < tar_header_BLOCK)
            return taken;
        this.heldBytes = 0;
        if (this.block(this.held, before + taken))
            this.push(Buffer.from(this.held));
        return taken;
    }
    /**
     * Looks at a block that is no content. False: it is the end.
     * @param seenBytes of the tar, up to the end of this block
     */
    block(block, seenBytes) {
        if (isZeroBlock(block)) {
            if (!isEmpty(this.said))
                throw new HeaderFault('a PAX header or a long name, and no entry behind it');
            this.ended = true;
            return false;
        }
        const header = tar_header_readHeader(block);
        if (EXTENSIONS.includes(header.type))
            this.extension(header);
        else
            this.entry(header, seenBytes);
        return true;
    }
    extension({ type, sizeBytes }) {
        const { extensionBytes } = TAR_LIMITS;
        const what = type === 'x' || type === 'g' ? 'a PAX header' : 'a long name';
        if (sizeBytes === 0)
            throw new HeaderFault(`${what} that is empty`);
        if (sizeBytes > extensionBytes)
            throw new HeaderFault(`${what} of ${sizeBytes} bytes; ${extensionBytes} are allowed`);
        this.collecting = { type, content: Buffer.allocUnsafe(sizeBytes), haveBytes: 0 };
        this.count(0); // there may be one for each file, but not a million for none
    }
    collect(collecting, rest) {
        const { type, content } = collecting;
        const taken = rest.copy(content, collecting.haveBytes);
        collecting.haveBytes += taken;
        if (collecting.haveBytes < content.length)
            return taken;
        this.collecting = undefined;
        this.skipBytes = padding(content.length);
        this.said = together(this.said, type, content);
        return taken;
    }
    entry(header, seenBytes) {
        const { name, link, pax } = this.said;
        const entry = {
            ...header,
            ...(name === undefined ? {} : { name }),
            ...(link === undefined ? {} : { link }),
            ...pax,
        };
        this.said = {};
        const { sizeBytes } = entry;
        const { fileBytes } = TAR_LIMITS;
        placeEntry(entry, this.tree);
        this.count(1);
        if (sizeBytes > fileBytes)
            throw new HeaderFault(`a file ${shown(entry.name)} of ${sizeBytes} bytes; ${fileBytes} are allowed`);
        this.checkBytes(seenBytes + sizeBytes);
        this.skipBytes = sizeBytes + padding(sizeBytes);
    }
    /** Folders that no entry names count too; entries of one name do, as tar makes each. */
    count(entries) {
        this.entries += entries;
        this.headers++;
        const made = Math.max(this.headers / HEADERS_PER_ENTRY, this.entries, this.tree.places);
        const allowed = this.allowance.entries;
        if (made > allowed)
            throw new HeaderFault(`more than ${allowed} entries, which is what its ${this.fileBytes} bytes allow`);
    }
    checkBytes(unpackedBytes) {
        const allowed = this.allowance.unpackedBytes;
        if (unpackedBytes > allowed)
            throw new HeaderFault(`more than ${allowed} bytes to unpack, which is what its ${this.fileBytes} bytes allow`);
    }
    explained(error) {
        if (!(error instanceof HeaderFault))
            return error;
        return new Failed({
            what: `${shown(fileName(this.source))} has ${error.message}`,
            source: this.source,
            todo: 'Allowed is a tar of a whole root: files, folders, links, FIFOs and the usual devices, with names that stay in it. Nothing of this one is used. Take another archive, or make it anew with GNU tar.',
        });
    }
}
const EXTENSIONS = ['x', 'g', 'L', 'K'];
/** A PAX header, a long name or a long link, and the entry. */
const HEADERS_PER_ENTRY = 3;
function isEmpty(said) {
    return Object.keys(said).length === 0;
}
/** Readers differ in what counts where an entry is named twice, so that is refused. */
function together(said, type, content) {
    if (type === 'g') {
        readPax(content, true);
        return said;
    }
    const field = { L: 'name', K: 'link', x: 'pax' }[type];
    if (field in said || (!isEmpty(said) && (field === 'pax' || said.pax)))
        throw new HeaderFault('two PAX headers or long names for one entry');
    return { ...said, [field]: field === 'pax' ? readPax(content, false) : readLongName(content) };
}

;// CONCATENATED MODULE: ./src/rootfs/compression.ts


/** The magic of zstd. */
const ZSTD = bytes('28b52ffd');
/** RFC 1952, the .xz file format 1.2, RFC 8878. What is damaged or has more behind it makes each end with an error. */
const COMPRESSIONS = [
    { name: 'gzip', magic: bytes('1f8b') },
    // A file can ask for 4 GiB of memory; what `xz -9` makes needs 65 MiB.
    {
        name: 'xz',
        magic: bytes('fd377a585a00'),
        program: { argv: ['xz', '-dc', '--memlimit-decompress=512MiB'], package: 'xz-utils' },
    },
    { name: 'zstd', magic: ZSTD, program: { argv: ['zstd', '-dcq'], package: 'zstd' } },
];
/** What else people have under such names, for the message. */
const OTHERS = [
    [bytes('425a68'), 'bzip2'],
    [bytes('504b0304'), 'a zip archive'],
    [bytes('04224d18'), 'lz4'],
    [bytes('4c5a4950'), 'lzip'],
    [bytes('73717368'), 'a SquashFS'],
    [bytes('7f454c46'), 'a program (ELF)'],
];
/** Enough for every magic, and for the header of a tar. */
const compression_HEAD_BYTES = 512;
/**
 * How the archive at a place of a file is compressed, told by its first bytes; undefined for a plain tar. Throws
 * `Failed` at everything else.
 */
async function compressionOf({ file, start = 0, source, }) {
    const handle = await (0,promises_namespaceObject.open)(file);
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(compression_HEAD_BYTES), 0, compression_HEAD_BYTES, start);
        return decide(buffer.subarray(0, bytesRead), source);
    }
    finally {
        await handle.close();
    }
}
function decide(head, source) {
    const known = COMPRESSIONS.find(({ magic }) => begins(head, magic));
    if (known || isTar(head))
        return known;
    throw new Failed({
        what: `this is no archive of a root, but ${whatItIs(head)}`,
        source,
        todo: 'Allowed is a tar, plain or compressed with gzip, xz or zstd.',
    });
}
/** POSIX's magic and GNU's; older ones have none, but a sum of octal digits at its place. */
function isTar(head) {
    if (head.toString('latin1', 257, 262) === 'ustar')
        return true;
    return head.length === compression_HEAD_BYTES && /^[ 0-7]{6}[ \0]/.test(head.toString('latin1', 148, 156));
}
function whatItIs(head) {
    if (head.length === 0)
        return 'an empty file';
    const other = OTHERS.find(([magic]) => begins(head, magic));
    if (other)
        return other[1];
    if (/^\s*<(?:!doctype|html|\?xml)/i.test(head.toString('latin1')))
        return 'a web page';
    return `a file that begins with the bytes ${head.toString('hex', 0, 8)}`;
}
function begins(head, magic) {
    return head.subarray(0, magic.length).equals(magic);
}
function bytes(hex) {
    return Buffer.from(hex, 'hex');
}

;// CONCATENATED MODULE: ./src/rootfs/result.ts
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

;// CONCATENATED MODULE: ./src/rootfs/unpack.ts











/** Of a file at a time. */
const CHUNK_BYTES = 2 ** 20;
/** What zlib hands over at a time: its own 16 KiB cost a turn each. */
const GUNZIP_BYTES = 2 ** 18;
/**
 * Unpacks an archive as root into a new folder, looking at each entry before tar gets it (`TarGuard`). Throws `Failed`
 * at the first thing that is wrong; the folder, closed to all but root, is then the caller's to remove.
 * @param repositories lines for the root's /etc/apk/repositories; none leaves what the archive has
 */
async function unpack(archive, folder, repositories, ports) {
    await fill(archive, folder, ports);
    archive.verify?.();
    await ports.exec.run(unpack_script(archive, ['open', folder, ...repositories], ports));
}
/** file -> decompressor -> guard -> tar. Ends when all of them have ended. */
async function fill(archive, folder, ports) {
    const { source } = archive;
    const guard = new TarGuard(source);
    const unpacking = unpack_script(archive, ['fill', folder], ports);
    const tar = result(ports.exec.start(unpacking, { kind: 'streamed', input: guard })); // its start takes time
    const { file, start, sizeBytes, compression } = await begin(archive).catch(async (error) => {
        guard.destroy();
        await tar;
        throw error;
    });
    guard.allowFor(sizeBytes);
    const input = (0,external_node_fs_namespaceObject.createReadStream)(file, { start, end: start + sizeBytes - 1, highWaterMark: CHUNK_BYTES });
    if (archive.onRead)
        input.on('data', archive.onRead);
    const program = compression?.program;
    const decompressor = program
        ? result(ports.exec.start(decompressing(program, source), { kind: 'streamed', input, output: guard }))
        : inThisProcess(input, compression ? [(0,external_node_zlib_namespaceObject.createGunzip)({ chunkSize: GUNZIP_BYTES })] : [], guard);
    const [unpacked, decompressed] = await Promise.all([tar, decompressor]);
    const fault = firstFault(archive, folder, { input, guard, unpacked, decompressed });
    if (fault !== undefined)
        throw fault;
}
/** The streams know what broke them, but that a gzip is damaged. */
async function inThisProcess(input, gunzip, guard) {
    try {
        await (0,external_node_stream_promises_namespaceObject.pipeline)([input, ...gunzip, guard]);
    }
    catch (error) {
        const { code = '', message } = error;
        if (/^Z_/.test(code))
            return { status: 1, said: `gzip: ${message}`, isFirst: true };
    }
    return undefined;
}
async function begin({ file: coming, source, part }) {
    const file = await coming;
    try {
        const { start, sizeBytes } = part ?? { start: 0, sizeBytes: (await (0,promises_namespaceObject.stat)(file)).size };
        return { file, start, sizeBytes, compression: await compressionOf({ file, start, source }) };
    }
    catch (error) {
        if (error instanceof Failed)
            throw error;
        throw new Failed({ what: `could not read the archive: ${error.message}`, source });
    }
}
/** Of all that went wrong, what the rest follows from: all the others lose their input or their reader. */
function firstFault({ source }, folder, ends) {
    const { input, guard, unpacked, decompressed } = ends;
    const notStarted = decompressed?.notStarted ?? unpacked.notStarted;
    if (notStarted !== undefined)
        return notStarted;
    const broken = decompressed !== undefined && decompressed.status !== 0;
    const damage = broken
        ? damaged(`cannot be decompressed: ${lastLines(decompressed.said)}`, source)
        : undefined;
    if (damage && (guard.writableEnded || decompressed?.isFirst))
        return damage; // it has ended by itself, and not because the guard did
    if (guard.errored instanceof Failed)
        return guard.errored;
    if (isDiskFull(unpacked.said))
        return noSpace(`unpack ${source}`, folder);
    if (unpacked.status === 0 && input.errored === null && unpacked.cut === undefined)
        return damage;
    const why = lastLines(unpacked.said) || (input.errored?.message ?? 'tar was ended');
    return new Failed({ what: `could not unpack ${source}: ${why}`, source });
}
function decompressing({ argv, package: debian }, source) {
    return { argv, package: debian, why: `decompress ${source}` };
}
function unpack_script({ source }, args, { paths }) {
    return {
        argv: ['bash', (0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/unpack.sh'), ...args],
        why: `unpack ${source}`,
        privileged: true,
    };
}

;// CONCATENATED MODULE: ./src/rootfs/image/unpack-image.ts













/**
 * Makes a root of an image for containers: skopeo, podman or docker brings it as a file, the first that can; its layers
 * are put on top of each other by their names alone, and what comes out is unpacked as any archive. The registry decides
 * what a name means; an engine's own storage is asked where no tool gets it from a registry, and for `localhost/…`. Throws
 * `Refused` where the reference is none or the image lacks the platform, else `Failed`.
 */
async function unpackImage(job, ports) {
    const reference = readReference(job.image);
    const platform = platformOf(job.arch);
    const source = `docker://${job.image}`;
    return withTemporaryFolder(ports.paths.temporary, async (folder) => {
        const { file, digest, tool } = await saveImage({ reference, platform, folder }, ports);
        const archive = await readImageArchive(file, source);
        // An engine may take what it has, or what alone there is, for what was asked for.
        if (!isSamePlatform(archive.platform, platform)) {
            throw otherPlatforms([archive.platform], platform, job.image);
        }
        const flat = (0,external_node_path_namespaceObject.join)(folder, 'root.tar');
        await flattenImage(archive, flat, source);
        await (0,promises_namespaceObject.rm)(file); // the root will need the room
        await unpack({ file: flat, source }, job.target, [], ports);
        return { digest, tool, environment: archive.environment };
    });
}
function readReference(image) {
    const problems = [];
    const reference = parseImage(image, (problem) => problems.push(problem));
    if (reference)
        return reference;
    throw new Refused({ what: problems.join('\n') });
}
function platformOf({ name, docker }) {
    if (docker !== null)
        return parsePlatform(docker);
    throw new Refused({
        what: `there are no images for ${name}: Docker has no name for it`,
        todo: 'Take another source of the root.',
    });
}
async function saveImage(request, ports) {
    const alone = (work) => oneAtATime(ports, work);
    const fromRegistry = [
        { name: 'skopeo', save: () => saveBySkopeo(request, ports) },
        ...[PODMAN, DOCKER].map((engine) => ({
            name: engine.name,
            save: () => alone(() => saveFromRegistry(engine, request, ports)),
        })),
    ];
    const local = [PODMAN, DOCKER].map((engine) => ({
        name: `${engine.name}'s own images`,
        save: () => alone(() => saveLocal(engine, request, ports)),
    }));
    const ways = [...(isLocalOnly(request.reference) ? [] : fromRegistry), ...local];
    const reasons = [];
    for (const { name, save } of ways) {
        try {
            return await save();
        }
        catch (error) {
            const signal = ports.interrupts.received();
            if (signal)
                throw new Interrupted(signal);
            if (!(error instanceof Failed))
                throw error;
            reasons.push(`${name}: ${error.explanation.what}`);
            ports.log.debug(`${request.reference.text}: ${reasons.at(-1) ?? ''}`);
            await (0,promises_namespaceObject.rm)((0,external_node_path_namespaceObject.join)(request.folder, IMAGE_FILE), { force: true });
        }
    }
    throw notToBeHad(request.reference, reasons);
}
/** What one pulls, another must not find and take for what was there before. */
function oneAtATime(ports, work) {
    const onWait = () => {
        ports.log.info('waiting for another xarch that uses podman or docker');
    };
    return withLock((0,external_node_path_namespaceObject.join)(ports.paths.cache, 'images.lock'), ports, onWait, work);
}
function notToBeHad({ text }, reasons) {
    return new Failed({
        what: `the image could not be got:\n${reasons.join('\n')}`,
        source: `docker://${text}`,
        todo: 'Check its name; skopeo, podman or docker has to be there, and logged in where the registry wants it.',
    });
}

;// CONCATENATED MODULE: ./src/rootfs/minirootfs.ts

const LIST = 'latest-releases.yaml';
function releases({ mirror, branch, arch }) {
    return `${mirror}/${branch}/releases/${arch.name}`;
}
/** Asks for the list of releases before it is needed. What goes wrong is said when it is. */
function askAhead(wanted, fetch) {
    Promise.all([fetch.text(`${releases(wanted)}/${LIST}`), __nccwpck_require__.e(/* import() */ 815).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8815, 19))]).catch(() => undefined);
}
/**
 * The newest minirootfs of a branch; undefined where the mirror has no releases of that architecture. Throws `Failed`.
 * Source of the list: Alpine's aports, scripts/mkimage-yaml.sh.
 */
async function findMinirootfs({ mirror, branch, arch }, fetch) {
    const folder = releases({ mirror, branch, arch });
    const url = `${folder}/${LIST}`;
    const text = await fetch.text(url);
    if (text === undefined)
        return undefined;
    const release = minirootfs_listed(await readYaml(text, url)).find(({ flavor }) => flavor === 'alpine-minirootfs');
    const { file, version, sha512, arch: of = arch.name } = release ?? {};
    if (typeof file !== 'string' || typeof version !== 'string')
        throw unreadable(url, 'it has no release of the flavor alpine-minirootfs with file and version');
    if (of !== arch.name)
        throw unreadable(url, `it is not of ${arch.name}, but of ${String(of)}`);
    if (!/^[\w.-]+\.tar\.gz$/.test(file) || !isDigest(sha512))
        throw unreadable(url, `its minirootfs has the file "${file}" and the sha512 "${String(sha512)}"`);
    return { url: `${folder}/${file}`, version, sha512: sha512?.toLowerCase(), source: url };
}
function isDigest(sha512) {
    return sha512 === undefined || (typeof sha512 === 'string' && /^[\da-f]{128}$/i.test(sha512));
}
async function readYaml(text, url) {
    if (/^\s*</.test(text))
        throw unreadable(url, 'it is a web page (a log-in page of a network?)'); // YAML takes it for a text
    const { parse } = await __nccwpck_require__.e(/* import() */ 815).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8815, 19));
    try {
        return parse(text, { schema: 'failsafe' }); // all texts: edge's versions are dates, 20240606
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

;// CONCATENATED MODULE: ./src/verify/openpgp.ts



/** Whether this machine can check OpenPGP signatures. */
async function hasGpgv({ exec }) {
    return exec.attempt({ argv: ['gpgv', '--version'], why: 'ask gpgv for its version' }).then(({ status }) => status === 0, () => false);
}
/**
 * Checks a detached OpenPGP signature with gpgv. Good is one alone, by the key of that fingerprint or a key below it,
 * none of them expired or revoked. Throws `Failed` otherwise.
 * Source of the status lines: GnuPG, doc/DETAILS.
 */
async function verifySignature(signed, { exec }) {
    const { file, signature, keyring, fingerprint, source } = signed;
    const { status, stdout, stderr } = await exec.attempt({
        argv: [
            'gpgv',
            '--homedir',
            (0,external_node_path_namespaceObject.dirname)(file),
            '--status-fd',
            '1',
            '--keyring',
            keyring,
            '--',
            signature,
            file,
        ],
        why: `check the signature ${fileName(source)}`,
    });
    const said = statusLines(stdout);
    const count = (word) => said.filter(([first]) => first === word).length;
    const isGood = status === 0 && count('NEWSIG') === 1 && count('GOODSIG') === 1;
    const valid = said.find(([word]) => word === 'VALIDSIG') ?? [];
    const signer = valid[PRIMARY_FINGERPRINT];
    if (isGood && signer === fingerprint)
        return;
    throw new Failed({
        what: `the signature ${fileName(source)} does not hold: ${reasonOf(said, signer, fingerprint) ?? stderr.trim()}`,
        source,
        todo: 'These are other bytes than were published, or somebody else has signed them. Nothing of them was used. Try again, or another mirror (input "mirror").',
    });
}
/** Place of the primary key's fingerprint in the words of VALIDSIG, which is the first. */
const PRIMARY_FINGERPRINT = 10;
function statusLines(text) {
    return text
        .split('\n')
        .filter((line) => line.startsWith('[GNUPG:] '))
        .map((line) => line.split(' ').slice(1));
}
const openpgp_REASONS = {
    BADSIG: 'it is of other bytes than the file has',
    EXPSIG: 'it has expired',
    EXPKEYSIG: 'its key has expired (or the clock of this machine is wrong)',
    REVKEYSIG: 'its key was revoked',
    ERRSIG: 'it cannot be checked',
    NODATA: 'it is no signature',
};
/** In the words of this project, where gpgv's status has them. */
function reasonOf(said, signer, fingerprint) {
    const unknown = said.find(([word]) => word === 'NO_PUBKEY');
    if (unknown)
        return `it is by the key ${unknown[1] ?? ''}, not by ${fingerprint}`;
    const reason = said.map(([word = '']) => openpgp_REASONS[word]).find((text) => text !== undefined);
    if (reason !== undefined)
        return reason;
    if (signer === undefined)
        return undefined;
    return signer === fingerprint
        ? 'it has more than one signature'
        : `it is by the key ${signer}, not by ${fingerprint}`;
}

;// CONCATENATED MODULE: ./src/rootfs/release.ts





/**
 * Who signs Alpine's releases: https://alpinelinux.org/keys/ncopa.asc, of which `gpg --dearmor` has made
 * alpine-keys/ncopa.gpg (gpgv reads no armour).
 */
const RELEASE_KEY = {
    file: 'rootfs/alpine-keys/ncopa.gpg',
    fingerprint: '0482D84022F52DF1C4E7CD43293ACD0907D9495A',
};
/** A real one has 170 bytes, a signature 833. */
const SMALL_BYTES = 64 * 1024;
/**
 * Downloads a minirootfs with what vouches for it, all at once: its sha512 is that of the list of releases and that of
 * the file beside it, and its signature holds where there is one. Throws `Failed`, or `Refused` where a signature is
 * required and cannot be checked.
 * @param folder an empty one, where the tarball is written to (and its signature)
 * @returns the tarball's path, size and sha512
 */
async function downloadMinirootfs(minirootfs, folder, signature, ports, key = RELEASE_KEY) {
    const { fetch } = ports;
    const { url } = minirootfs;
    const file = (0,external_node_path_namespaceObject.join)(folder, 'minirootfs.tar.gz');
    const digestFile = readDigestFile(url, fetch);
    const expected = minirootfs.sha512 ?? (await digestFile); // of a list without digests the file alone counts
    const [digest, tarball, signatureOf] = await Promise.allSettled([
        digestFile,
        fetch.file(url, file, { algorithm: 'sha512', digest: expected }),
        fetch.bytes(`${url}.asc`, SMALL_BYTES).then(async (asc) => {
            return { asc, canCheck: asc !== undefined && (await hasGpgv(ports)) };
        }),
    ]);
    if (expected !== settled(digest))
        throw disagreement(minirootfs, expected, settled(digest));
    const downloaded = settled(tarball);
    const signed = { source: `${url}.asc`, file, ...settled(signatureOf) };
    await release_checkSignature(signed, signature, key, ports);
    return { ...downloaded, file };
}
/** All were waited for, so that nothing goes on behind our back. */
function settled(result) {
    if (result.status === 'rejected')
        throw result.reason;
    return result.value;
}
/** What the file `<tarball>.sha512` says, as sha512sum writes it: `HASH  NAME`. */
async function readDigestFile(tarball, fetch) {
    const url = `${tarball}.sha512`;
    const bytes = await fetch.bytes(url, SMALL_BYTES);
    if (bytes === undefined)
        throw release_unusable(url, 'the mirror does not have it');
    const [, digest, name] = /^([\da-f]{128}) [ *](\S+)\n?$/i.exec(bytes.toString('latin1')) ?? [];
    if (digest === undefined || name === undefined)
        throw release_unusable(url, 'it is no line of a digest and a name, as sha512sum writes it');
    if (fileName(name) !== fileName(tarball))
        throw release_unusable(url, `it is about another file, ${name}`);
    return digest.toLowerCase();
}
function release_unusable(url, why) {
    return new Failed({
        what: `the file ${fileName(url)}, which has the digest of the minirootfs, cannot be used: ${why}`,
        source: url,
        todo: 'Every mirror of Alpine has one beside each minirootfs. Try again, or another mirror (input "mirror").',
    });
}
function disagreement({ url, source }, listed, beside) {
    const name = fileName(url);
    return new Failed({
        what: `sha512 of ${name} is ${beside} by ${name}.sha512, expected ${listed} by ${fileName(source)}`,
        source: url,
        todo: 'The mirror does not agree with itself: it is just being changed, damaged, or not to be trusted. Try again in a minute, or another mirror (input "mirror").',
    });
}
async function release_checkSignature({ file, asc, source, canCheck }, policy, { file: keyring, fingerprint }, ports) {
    if (asc !== undefined && canCheck) {
        const signature = `${file}.asc`;
        await (0,promises_namespaceObject.writeFile)(signature, asc);
        const key = { keyring: (0,external_node_path_namespaceObject.join)(ports.paths.assets, keyring), fingerprint };
        await verifySignature({ file, signature, ...key, source }, ports);
        ports.log.debug(`the signature of the minirootfs holds: ${source}`);
        return;
    }
    if (policy === 'required')
        throw asc === undefined ? release_unsigned(source) : unchecked(source);
    if (asc === undefined)
        ports.log.debug(`the signature of the minirootfs is not checked, the mirror has none: ${source}`);
    else
        ports.log.warning(`the signature of the minirootfs is not checked, this machine has no gpgv: ${source}`);
}
function release_unsigned(source) {
    return new Refused({
        what: `the mirror has no signature of the minirootfs, and one is required (input "signature")`,
        source,
        todo: "Take a mirror that has it (Alpine's own do), or check it only where there is one (signature: when-present).",
    });
}
function unchecked(source) {
    return new Refused({
        what: 'the signature of the minirootfs is required (input "signature"), and this machine has no gpgv to check it',
        source,
        todo: 'Install gpgv (Debian, Ubuntu: the package gpgv; Fedora, Alpine: gnupg2, gpgv).',
    });
}

;// CONCATENATED MODULE: ./src/rootfs/base.ts
















/** Makes the root that all else is added to, in the new folder `root`. Throws `Failed` or `Refused`. */
const makeBase = (plan, root, context) => {
    switch (plan.source.kind) {
        case 'debian':
            return makeDebian(plan, root, context);
        case 'image':
            return makeFromImage(plan, root, context);
        case 'path':
        case 'url':
            return makeFromTarball(plan, root, context);
        default:
            return makeAlpine(plan, root, context);
    }
};
const makeAlpine = async (plan, root, context) => {
    const { ports } = context;
    const [minirootfs, repositories] = await Promise.all([
        plan.source.kind === 'apk' ? undefined : findMinirootfs(plan, ports.fetch),
        findRepositories(plan, ports.fetch),
    ]);
    if (minirootfs)
        return unpackMinirootfs(minirootfs, plan, repositories, root, ports);
    if (plan.source.kind === 'minirootfs')
        throw noMinirootfs(plan);
    if (repositories.length === 0)
        throw nothingThere(plan);
    await ports.exec.run({
        argv: ['mkdir', '-m', '755', '--', root],
        why: `make the folder ${root}`,
        privileged: true,
    });
    const add = (packages, isNew) => installAlpinePackages({ packages, repositories, isNew }, plan, root, context);
    const fetched = await add(plan.basePackages, true);
    if (repositories.some(isHttps) && !(await hasCertificates(root))) {
        const added = await add(['ca-certificates'], false).catch((error) => {
            ports.log.warning(`${plan.arch.name}: the repositories have no ca-certificates, so HTTPS will not work inside: ${error.message.split('\n')[0] ?? ''}`);
            return [];
        });
        fetched.push(...added.filter(({ source }) => fetched.every((one) => one.source !== source)));
    }
    return { source: masked(`apk bootstrap from ${plan.mirror}, ${plan.branch}`), fetched };
};
const isHttps = (line) => repositoryUrl(line).startsWith('https:');
async function hasCertificates(root) {
    return (await isInside(root, 'etc/ssl/certs/ca-certificates.crt')) || isInside(root, 'etc/ssl/cert.pem');
}
/** Nothing is unpacked before all of it has arrived and was verified. */
async function unpackMinirootfs(minirootfs, plan, repositories, root, ports) {
    const { url, version } = minirootfs;
    const fetched = await withTemporaryFolder(ports.paths.temporary, async (folder) => {
        ports.log.info(`downloading the minirootfs ${version}: ${url}`);
        const download = downloadMinirootfs(minirootfs, folder, plan.signature, ports);
        const remote = repositories
            .filter((line) => localFolder(repositoryUrl(line)) === undefined)
            .map(withoutPassword);
        await unpack({ file: download.then(({ file }) => file), source: url }, root, remote, ports);
        return { source: url, algorithm: 'sha512', digest: (await download).digest };
    });
    return {
        source: masked(`minirootfs ${version} from ${plan.mirror}, ${plan.branch}`),
        fetched: [{ ...fetched, source: masked(url) }],
    };
}
const makeDebian = async (plan, root, { ports, runnable }) => {
    await runnable;
    const { suite, ...job } = debianJob(plan, root);
    const { version, fetched } = await bootstrapDebian({ ...job, suite, packages: [] }, ports);
    const name = `${job.distribution} ${suite}${version === null ? '' : ` (${version})`}`;
    return { source: `${name} by mmdebstrap`, fetched: fetchedFrom(fetched) };
};
const makeFromImage = async ({ source, arch }, root, { ports }) => {
    if (source.kind !== 'image')
        throw new Error(`${source.kind} is no image`);
    const { image } = source;
    ports.log.info(`${arch.name}: getting the image ${image}`);
    const { digest, tool, environment } = await unpackImage({ image, arch, target: root }, ports);
    ports.log.info(`${arch.name}: the image ${image} has the digest ${digest} (by ${tool})`);
    return {
        source: `image ${image}, ${digest}`,
        fetched: [{ source: `docker://${image}`, algorithm: 'sha256', digest: digest.replace('sha256:', '') }],
        environment: imageVariables(environment),
    };
};
const makeFromTarball = async ({ source, digest }, root, { ports }) => {
    if (source.kind === 'path') {
        if (!digest) {
            await ports.exec.run({
                argv: ['cp', '-a', '--reflink=auto', '--', `${source.path}/.`, root],
                why: `copy the folder ${source.path}`,
                privileged: true,
            });
            return { source: `folder ${source.path}`, fetched: [] };
        }
        await unpackVerified(source.path, digest, root, ports);
        return { source: `tarball ${source.path}`, fetched: [{ source: source.path, ...digest }] };
    }
    if (source.kind !== 'url')
        throw new Error(`${source.kind} is no tarball`);
    const { url, checksum } = source;
    return withTemporaryFolder(ports.paths.temporary, async (folder) => {
        const file = (0,external_node_path_namespaceObject.join)(folder, 'tarball');
        ports.log.info(`downloading ${url}`);
        const got = await ports.fetch.file(url, file, checksum);
        await unpack({ file, source: url }, root, [], ports);
        const { algorithm, digest: sum } = got;
        return { source: masked(`tarball ${url}`), fetched: [{ source: masked(url), algorithm, digest: sum }] };
    });
};
/** The digest was taken when the key of the root was made: the file may be another by now. */
async function unpackVerified(path, expected, root, ports) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)(expected.algorithm);
    const onRead = (chunk) => {
        hash.update(chunk);
    };
    const verify = () => {
        const digest = hash.digest('hex');
        if (digest !== expected.digest)
            throw wrongDigest(path, expected, digest);
    };
    await unpack({ file: path, source: path, onRead, verify }, root, [], ports);
}
function noMinirootfs({ arch, branch, mirror }) {
    return new Refused({
        what: `the mirror has no minirootfs for ${arch.name} in the branch ${branch}`,
        source: `${mirror}/${branch}/releases/${arch.name}`,
        todo: 'Check the branch and the mirror, or let apk make the root (input "rootfs": auto or apk).',
    });
}
function nothingThere({ arch, branch, mirror }) {
    return new Refused({
        what: `the mirror has nothing for ${arch.name} in the branch ${branch}: neither a minirootfs nor packages`,
        source: `${mirror}/${branch}`,
        todo: 'Check the branch and the mirror, or name repositories that have the architecture (input "repositories").',
    });
}

;// CONCATENATED MODULE: ./src/rootfs/keep.ts


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
    return withLock((0,external_node_path_namespaceObject.join)(ports.paths.cache, 'locks', key), ports, waiting, work);
}

;// CONCATENATED MODULE: ./src/rootfs/installer.ts







/** A native root for the first of these branches that the mirror has it in. */
async function provideInstaller(plans, ports) {
    for (const plan of plans) {
        const find = () => plan.cache === 'false' ? Promise.resolve(undefined) : findRoot(plan.key, notBefore(plan), ports.paths);
        const make = () => buildInstaller(plan, ports);
        const installer = (await find()) ??
            (plan.cache === 'false'
                ? await make()
                : await locked(plan.arch.name, plan.key, ports, async () => (await find()) ?? make()));
        if (installer)
            return installer;
    }
    throw noInstaller(plans);
}
async function buildInstaller(plan, ports) {
    const minirootfs = await findMinirootfs(plan, ports.fetch);
    if (!minirootfs)
        return undefined;
    const building = await beginRoot(plan.key, ports);
    try {
        const made = await unpackMinirootfs(minirootfs, plan, [], building.root, ports);
        const manifest = {
            source: made.source ?? '',
            version: await alpineVersion(building.root),
            created: new Date().toISOString(),
            ingredients: withoutPasswords(plan.ingredients),
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
    return new Failed({
        what: `there is no native apk: the mirror has no minirootfs for ${arch.name} in ${plans.map(({ branch }) => branch).join(' or ')}`,
        source: mirror,
        todo: "Packages are installed with the apk of a minirootfs of this machine's own architecture: the mirror needs one.",
    });
}

;// CONCATENATED MODULE: ./src/rootfs/copy.ts



/** Copies a root, a folder of root's files, to a new place; the blocks are shared where the file system can. */
async function copyTree(from, to, exec) {
    try {
        await exec.run({
            // A root may be named by a link to it.
            argv: ['cp', '-aT', '--reflink=auto', '--', `${from}/.`, to],
            why: `copy the root ${from}`,
            privileged: true,
        });
    }
    catch (error) {
        // cp says a line for each file; the folder itself goes with what is half-built.
        if (error instanceof Failed && isDiskFull(error.explanation.what))
            throw noSpace(`copy the root ${from}`, (0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)(to)));
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/report/duration.ts
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

;// CONCATENATED MODULE: ./src/report/kept.ts


/** What is kept on this machine, as a table. */
function keptText(items, nowMs) {
    if (items.length === 0)
        return 'nothing is kept\n';
    const rows = items.map((item) => [
        item.kind,
        item.name,
        duration(Math.max(0, nowMs - item.createdMs)),
        sizeText(item.sizeBytes),
        item.isInUse ? 'in use' : '',
        item.about,
    ]);
    const all = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return `${columns([['WHAT', 'NAME', 'AGE', 'SIZE', '', 'FROM'], ...rows])}${sizeText(all)} in all\n`;
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

;// CONCATENATED MODULE: ./src/rootfs/read-packed.ts



const MANIFEST_NAME = 'manifest.json';
/** What the packed root is called, by its form. */
const ROOT_NAMES = {
    zstd: 'root.tar.zst',
    gzip: 'root.tar.gz',
    squashfs: 'root.squashfs',
    erofs: 'root.erofs',
};
const FORMS = Object.keys(ROOT_NAMES);
/** A manifest has some 200 bytes for each package that was fetched; more than this is read for nobody. */
const MANIFEST_BYTES = 4 * 1024 * 1024;
/**
 * Reads the manifest of a file that `packRoot` has made, and nothing of the root. Throws `Failed` where the file cannot
 * be read, is no such file, or has not all of its bytes.
 */
async function readPacked(file) {
    try {
        const handle = await (0,promises_namespaceObject.open)(file);
        try {
            const read = Buffer.alloc(2 * tar_header_BLOCK + MANIFEST_BYTES);
            const { bytesRead } = await handle.read(read, 0, read.length, 0);
            return parse(read.subarray(0, bytesRead), (await handle.stat()).size);
        }
        finally {
            await handle.close();
        }
    }
    catch (cause) {
        throw new Failed({
            what: `the packed root cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
            source: file,
            todo: 'The file is damaged or half-written. Remove it: a new one is made.',
        });
    }
}
function parse(head, fileBytes) {
    const first = read_packed_member(head, 0);
    if (first.name !== MANIFEST_NAME || first.sizeBytes > MANIFEST_BYTES)
        throw new Error(`it does not begin with a ${MANIFEST_NAME}`);
    const second = tar_header_BLOCK + blocks(first.sizeBytes);
    const { name, sizeBytes } = read_packed_member(head, second);
    const form = FORMS.find((candidate) => ROOT_NAMES[candidate] === name);
    if (form === undefined)
        throw new Error(`it has no ${Object.values(ROOT_NAMES).join(' or ')} behind its manifest`);
    const start = second + tar_header_BLOCK;
    const expectedBytes = start + blocks(sizeBytes) + 2 * tar_header_BLOCK;
    if (fileBytes !== expectedBytes)
        throw new Error(`it has ${fileBytes} bytes, expected ${expectedBytes}`);
    const manifest = JSON.parse(head.toString('utf8', tar_header_BLOCK, tar_header_BLOCK + first.sizeBytes));
    if (!isManifest(manifest) || manifest.archive.sizeBytes !== sizeBytes)
        throw new Error(`its ${MANIFEST_NAME} does not say what the root must be`);
    return { manifest, form, part: { start, sizeBytes } };
}
function read_packed_member(head, at) {
    if (head.length < at + tar_header_BLOCK)
        throw new Error('it is truncated');
    const header = tar_header_readHeader(head.subarray(at, at + tar_header_BLOCK));
    if (header.type !== '0')
        throw new Error('it has something in it that is no file');
    return header;
}
function isManifest(value) {
    const archive = value?.archive;
    if (typeof archive !== 'object' || archive === null)
        return false;
    const { sha256, sizeBytes } = archive;
    return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof sizeBytes === 'number';
}
function blocks(bytes) {
    return Math.ceil(bytes / tar_header_BLOCK) * tar_header_BLOCK;
}

;// CONCATENATED MODULE: ./src/rootfs/pack.ts





/** Runs pack.sh, with its output to a stream. Throws what breaks the stream, or `Failed` with what was said. */
async function pack_pack(args, output, file, { exec, paths }) {
    const why = `pack the root into ${file}`;
    const argv = ['bash', (0,external_node_path_namespaceObject.join)(paths.assets, 'rootfs/pack.sh'), ...args];
    const running = exec.start({ argv, why, privileged: true }, { kind: 'streamed', output });
    const { status, said, notStarted } = await result(running);
    if (output.errored)
        throw output.errored; // pack.sh then fails too: nobody reads
    if (notStarted !== undefined)
        throw notStarted;
    if (status !== 0)
        throw new Failed({ what: `could not ${why}: ${lastLines(said)}`, source: file });
}
/**
 * Makes a file that is there whole or not at all: under a name of ours until all is written, then renamed. Throws
 * `Failed` where the disk is full.
 * @param mode of the new file, of which the umask takes away
 */
async function wholeFile(file, mode, { paths }, write) {
    const partial = `${file}.${paths.holder}`;
    try {
        const handle = await (0,promises_namespaceObject.open)(partial, 'w', mode);
        const written = await write(handle).finally(() => handle.close());
        await (0,promises_namespaceObject.rename)(partial, file);
        return written;
    }
    catch (error) {
        await (0,promises_namespaceObject.rm)(partial, { force: true });
        if (isDiskFull(error))
            throw noSpace(`write ${file}`, (0,external_node_path_namespaceObject.dirname)(file));
        throw (await diskError(error, file)) ?? error;
    }
}

;// CONCATENATED MODULE: ./src/rootfs/packed.ts










/** What is held of a stream before the disk takes it. */
const packed_BUFFERED_BYTES = 2 ** 20;
/** Where the packed root begins, so that the kernel can take pages of an image out of the file as they are. */
const ALIGNED_BYTES = 4096;
/**
 * Packs `folder/root` with what is known of it into one file: a plain tar of `manifest.json` and `root.tar.zst` (or
 * `.gz`, where there is no zstd), or an image. The file is there whole or not at all. Throws `Failed`, also where a disk
 * is full.
 * @param manifest gets the field `archive` beside its own: digest and size of the packed root
 * @param image what to make; undefined: a tar
 * @returns what was made
 */
async function packRoot(folder, manifest, file, ports, image) {
    const root = (0,external_node_path_namespaceObject.join)(folder, 'root');
    return wholeFile(file, 0o600, ports, async (handle) => {
        const lengthBytes = manifestBytes(manifest);
        if (lengthBytes > MANIFEST_BYTES)
            throw new Failed({
                what: `what is known of the root takes ${lengthBytes} bytes, more than the ${MANIFEST_BYTES} that are read`,
            });
        // The manifest is first in the file and known last: blanks in JSON mean nothing.
        await handle.writeFile(head(lengthBytes, '', ROOT_NAMES.gzip, 0));
        const { output, packed } = digesting(handle);
        await pack_pack(image ? ['image', root, image, (0,external_node_path_namespaceObject.join)(folder, 'image.part')] : ['cache', root], output, file, ports);
        const { isZstd, ...archive } = packed();
        const form = image ?? (isZstd ? 'zstd' : 'gzip');
        await handle.writeFile(Buffer.alloc(packed_padding(archive.sizeBytes, tar_header_BLOCK) + 2 * tar_header_BLOCK));
        const text = JSON.stringify({ ...manifest, archive });
        await handle.write(head(lengthBytes, text, ROOT_NAMES[form], archive.sizeBytes), 0, null, 0);
        return { form, sizeBytes: archive.sizeBytes };
    });
}
/**
 * Unpacks a tar that `packRoot` has made: `folder/root`, looked at as any download is, and its digest checked. Returns the
 * manifest. Throws `Failed` at whatever is damaged or half-written; what there is of the root is the caller's to remove.
 */
async function unpackPacked(file, folder, ports) {
    const { manifest, part } = await readPacked(file);
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    const archive = {
        file,
        source: file,
        part,
        onRead: (chunk) => {
            hash.update(chunk);
        },
        verify: () => {
            packed_expectDigest(hash.digest('hex'), manifest, file);
        },
    };
    await unpack(archive, (0,external_node_path_namespaceObject.join)(folder, 'root'), [], ports);
    return manifest;
}
/** Reads all of a packed root. Throws `Failed` where its digest is not that of its manifest. */
async function verifyPacked(file, { manifest, part }) {
    const end = part.start + part.sizeBytes - 1;
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for await (const chunk of (0,external_node_fs_namespaceObject.createReadStream)(file, { start: part.start, end, highWaterMark: packed_BUFFERED_BYTES }))
        hash.update(chunk);
    packed_expectDigest(hash.digest('hex'), manifest, file);
}
function packed_expectDigest(digest, { archive }, file) {
    if (digest === archive.sha256)
        return;
    throw new Failed({
        what: `the sha256 of the packed root is ${digest}, expected ${archive.sha256}`,
        source: file,
        todo: 'The file is damaged. Remove it: a new one is made.',
    });
}
/** Both headers and the manifest, which is filled up to the length that was kept for it. */
function head(manifestBytes, manifest, rootName, rootBytes) {
    const text = Buffer.alloc(manifestBytes + packed_padding(manifestBytes, tar_header_BLOCK));
    text.fill(' ', 0, manifestBytes);
    text.write(manifest);
    return Buffer.concat([makeHeader(MANIFEST_NAME, manifestBytes), text, makeHeader(rootName, rootBytes)]);
}
/** Room for the manifest, such that with both headers the root begins aligned. */
function manifestBytes(manifest) {
    const archive = { sha256: '0'.repeat(64), sizeBytes: Number.MAX_SAFE_INTEGER };
    const bytes = Buffer.byteLength(JSON.stringify({ ...manifest, archive }));
    return bytes + packed_padding(bytes + 2 * tar_header_BLOCK, ALIGNED_BYTES);
}
/** A stream into a file, and at its end what was written. */
function digesting(handle) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    let [sizeBytes, isZstd] = [0, false];
    const output = new external_node_stream_namespaceObject.Writable({
        highWaterMark: packed_BUFFERED_BYTES,
        write(chunk, _encoding, done) {
            if (sizeBytes === 0)
                isZstd = chunk.subarray(0, ZSTD.length).equals(ZSTD);
            hash.update(chunk);
            sizeBytes += chunk.length;
            handle.writeFile(chunk).then(() => {
                done();
            }, done);
        },
    });
    const packed = () => ({
        isZstd,
        sha256: hash.digest('hex'),
        sizeBytes,
    });
    return { output, packed };
}
function packed_padding(bytes, to) {
    return (to - (bytes % to)) % to;
}

;// CONCATENATED MODULE: ./src/rootfs/root-image.ts




/** A root of no more is unpacked in less than a second: it is never an image. */
const root_image_SMALL_BYTES = 100_000_000;
/** Looks at `folder/root`, and where it is large at what this machine makes and mounts. Throws `Failed`. */
async function root_image_chooseImage(asked, folder, { exec, paths }) {
    if (asked === 'false')
        return { kind: undefined, why: 'root-image is false' };
    const { stdout } = await exec.run(root_image_script(['look', folder, String(root_image_SMALL_BYTES)], `look at the root in ${folder}`, paths));
    return parseLook(stdout);
}
/** Reads what root-image.sh tells of a root: its size, and behind it the kind of image, if any. */
function parseLook(text) {
    const [size = '', answer = ''] = text.trim().split('\n');
    const sizeBytes = Number(size);
    if (answer === 'squashfs' || answer === 'erofs')
        return { kind: answer, sizeBytes };
    const why = answer === '' ? `up to ${sizeText(root_image_SMALL_BYTES)} no image is made` : answer.replace(/^none /, '');
    return { kind: undefined, sizeBytes, why };
}
/**
 * Makes `folder/root` of an image: mounted where that is wanted and the kernel does it, else unpacked. Throws `Failed`.
 * @param begin takes away what a mount that failed has left
 * @returns what was done, in words that go behind the root's name
 */
async function useImage(image, folder, asked, begin, ports) {
    const what = `${image.kind} of ${sizeText(image.part.sizeBytes)}`;
    let why = 'root-image is false';
    if (asked === 'auto') {
        try {
            await mountImage(image, folder, ports);
            return `the ${what} is mounted under an overlay`;
        }
        catch (error) {
            why = `it cannot be mounted here: ${explain(error)[0]?.split('\n').at(-1) ?? ''}`;
            await begin();
        }
    }
    await root_image_unpackImage(image, folder, ports);
    return `the ${what} is unpacked (${why})`;
}
async function root_image_unpackImage(image, folder, { exec, paths }) {
    const { kind, file, part } = image;
    const place = [folder, kind, file, String(part.start), String(part.sizeBytes)];
    await exec.run(root_image_script(['unpack', ...place], `unpack the ${kind} ${file}`, paths));
}
function root_image_script(args, why, { assets }) {
    return { argv: ['bash', (0,external_node_path_namespaceObject.join)(assets, 'rootfs/root-image.sh'), ...args], why, privileged: true };
}

;// CONCATENATED MODULE: ./src/rootfs/archive.ts












/**
 * Brings back a root that an earlier job has packed. One that is damaged, or that this machine cannot use, is thrown
 * away with a warning; one that is too old is not taken.
 * @returns what is known of it, or undefined where there is none
 */
async function restoreArchive({ key }, plan, building, ports) {
    const { remote, log, paths } = ports;
    if (!remote)
        return undefined;
    const archive = cachedFile(key, paths);
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(archive), { recursive: true });
    if (!(0,external_node_fs_namespaceObject.existsSync)(archive)) {
        remote.note(key, undefined);
        if ((await remote.restore(key, archive)) === undefined)
            return undefined;
    }
    try {
        const packed = await readPacked(archive);
        const manifest = parseManifest(packed.manifest);
        const ageMs = Date.now() - Date.parse(manifest.created);
        if (Date.parse(manifest.created) < notBefore(plan)) {
            log.info(`the cached root ${key} is ${duration(ageMs)} old, a new one is built (cache-max-age)`);
            await (0,promises_namespaceObject.rm)(archive, { force: true });
            return undefined;
        }
        await bring(archive, packed, plan, building, ports);
        return manifest;
    }
    catch (error) {
        log.warning(`the cached root ${key} cannot be used, a new one is built: ${explain(error).join(' ')}`);
        await (0,promises_namespaceObject.rm)(archive, { force: true });
        await building.empty();
        return undefined;
    }
}
/** Makes the root. Nothing of an image is looked at before its digest is known to be right. */
async function bring(file, packed, { arch, image }, building, ports) {
    const { form: kind, part } = packed;
    if (kind === 'zstd' || kind === 'gzip') {
        await unpackPacked(file, building.folder, ports);
        return;
    }
    const begunMs = ports.now();
    await verifyPacked(file, packed);
    const done = await useImage({ kind, file, part }, building.folder, image, () => building.empty(), ports);
    ports.log.info(`${arch.name}: ${done}, ${duration(ports.now() - begunMs)}`);
}
/** Packs a root that was just built, for `post` to save. What goes wrong is a warning: the root itself is there. */
async function keepArchive({ key }, plan, manifest, { folder }, ports) {
    const { remote, log, now, paths } = ports;
    if (!remote)
        return;
    const archive = cachedFile(key, paths);
    try {
        await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(archive), { recursive: true });
        remote.note(key, await freeKey(key, archive, remote));
        const begunMs = now();
        const choice = await root_image_chooseImage(plan.image, folder, ports);
        const packing = await packRoot(folder, manifest, archive, ports, choice.kind);
        log.info(`${plan.arch.name}: ${archive_keptText(choice, packing, now() - begunMs)}`);
    }
    catch (error) {
        log.warning(`the root could not be packed for the cache: ${explain(error).join(' ')}`);
        await (0,promises_namespaceObject.rm)(archive, { force: true });
    }
}
/** What the root is kept as, and why: one line. */
function archive_keptText({ sizeBytes, why }, packing, tookMs) {
    const sizes = `${sizeBytes === undefined ? '' : `${sizeText(sizeBytes)} in `}${sizeText(packing.sizeBytes)}`;
    const text = `kept as ${ROOT_NAMES[packing.form]}: ${sizes}, ${duration(tookMs)}`;
    return why === undefined ? text : `${text} (${why})`;
}
/**
 * Entries of the cache cannot be replaced. So each has the day behind its key, and the newest is taken; where today's is
 * there already, and was of no use, the second too.
 */
async function freeKey(key, archive, remote) {
    const seconds = Math.floor(Date.now() / 1000);
    const today = `${key}-${Math.floor(seconds / (24 * 3600))}`;
    return (await remote.newest(today, archive)) === undefined ? today : `${today}-${seconds}`;
}

;// CONCATENATED MODULE: ./src/rootfs/setup.ts



/** Runs the plan's `setup` once in a root that is being built. Throws `Failed` where its status is not 0. */
async function runSetup(plan, inside, context) {
    const { arch, setup, network } = plan;
    context.ports.log.info(`${arch.name}: running setup${network === 'none' ? ', without a network' : ''}`);
    const shell = await defaultShell(inside.root);
    const failure = (how, last) => failed(arch.name, how, last);
    await runInside({ argv: [...shell, '-c', setup], name: 'setup', network, failure }, inside, context);
    return { fetched: [] };
}
function failed(arch, how, last) {
    return new Failed({
        what: `${arch}: setup ended with ${how}${last.length > 0 ? `:\n${last.join('\n')}` : ''}`,
        todo: 'Nothing of this root is kept. Mend the commands of the input "setup"; they run as root in the new root, in /, with nothing of this machine visible.',
    });
}

;// CONCATENATED MODULE: ./src/rootfs/provide.ts













/** A root: one that was kept, here or in the cache of the workflow, or a new one. Throws `Failed` or `Refused`. */
async function provideRoot(plan, context) {
    const { ports } = context;
    if (isUsedInPlace(plan, context))
        return useInPlace(plan, ports);
    if (isKept(plan.key, ports.paths))
        context.meanwhile?.();
    sayKey(plan, context);
    if (plan.cache === 'false')
        return buildRoot(plan, context);
    const kept = await findRoot(plan.key, notBefore(plan), ports.paths);
    if (kept)
        return { ...kept, origin: 'reused' };
    if (needsRelease(plan, ports))
        askAhead(plan, ports.fetch); // a lock takes its time
    return locked(plan.arch.name, plan.key, ports, async () => {
        const meanwhile = await findRoot(plan.key, notBefore(plan), ports.paths);
        return meanwhile ? { ...meanwhile, origin: 'reused' } : buildRoot(plan, context);
    });
}
/** Whether it is known already that the mirror has to be asked: nothing of the root is kept anywhere. */
function needsRelease({ source, steps }, { remote }) {
    return isAlpine(source) && source.kind !== 'apk' && steps.length === 1 && !remote;
}
/** A folder of the user: a run changes nothing of it, so nothing need be copied. */
function isUsedInPlace({ source, digest, steps }, { lifetime }) {
    return source.kind === 'path' && !digest && steps.length === 1 && lifetime === 'run';
}
async function useInPlace(plan, ports) {
    const root = sourceText(plan.source);
    const building = await beginRoot(plan.key, ports); // for what a sandbox needs beside a root
    const stored = await building.keepForNow({
        source: `folder ${root}`,
        version: await alpineVersion(root),
        created: new Date().toISOString(),
        ingredients: withoutPasswords(plan.ingredients),
        fetched: [],
        environment: {},
    });
    return { ...stored, root, origin: 'reused' };
}
function sayKey({ arch, key, ingredients }, { ports, lifetime }) {
    const given = Object.entries(ingredients).filter(([, value]) => value !== '');
    const lines = [`${arch.name}: key ${key}`, ...given.map(([name, value]) => `  ${name}: ${oneLine(value)}`)];
    for (const line of lines) {
        if (lifetime === 'run')
            ports.log.debug(line);
        else
            ports.log.info(line);
    }
}
async function buildRoot(plan, context) {
    const { ports } = context;
    const building = await beginRoot(plan.key, ports);
    context.meanwhile?.();
    try {
        const begun = await provide_begin(plan, building, context);
        let manifest = begun.manifest;
        for (const step of plan.steps.slice(begun.done))
            manifest = await doStep(step, manifest, plan, building, context);
        if (!manifest)
            throw new Error('a root of no steps');
        const isRestored = begun.done === plan.steps.length;
        const origin = isRestored ? 'restored' : 'built';
        if (plan.cache !== 'true')
            return { ...(await building.keepForNow(manifest)), origin };
        if (!isRestored)
            await keepArchive(plan, plan, manifest, building, ports);
        return { ...(await building.commit(manifest)), origin };
    }
    catch (error) {
        await building.discard();
        throw error;
    }
}
/** Begins with the last step that was kept, here or in the cache of the workflow. */
async function provide_begin(plan, building, context) {
    const { ports } = context;
    if (plan.cache === 'false')
        return { done: 0, manifest: undefined };
    for (const [index, step] of [...plan.steps.entries()].reverse()) {
        const isLast = index === plan.steps.length - 1;
        const manifest = (isLast ? undefined : await copyKept(step, plan, building, ports)) ??
            (isWorthKeeping(step, plan) ? await restoreArchive(step, plan, building, ports) : undefined);
        if (manifest)
            return { done: index + 1, manifest };
        if (isLast)
            await sayMiss(plan, context);
    }
    return { done: 0, manifest: undefined };
}
/** The cache of the workflow keeps whole roots, and of what is on the way to them that which takes long to make. */
function isWorthKeeping({ kind, key }, plan) {
    return (key === plan.key || kind === 'packages' || plan.source.kind === 'debian' || plan.source.kind === 'image');
}
async function copyKept(step, plan, building, ports) {
    const kept = await findRoot(step.key, notBefore(plan), ports.paths);
    if (!kept)
        return undefined;
    try {
        await copyTree(kept.root, building.root, ports.exec);
        return kept;
    }
    finally {
        await kept.release();
    }
}
/** Does one step, unless another process has done it meanwhile, and keeps what is there after it. */
async function doStep(step, before, plan, building, context) {
    const { ports, lifetime } = context;
    const work = async () => {
        const made = await make(step, before?.environment ?? {}, plan, building, context);
        const { root } = building;
        return {
            source: [before?.source, made.source].filter((line) => line !== undefined).join(', '),
            version: await alpineVersion(root),
            created: before?.created ?? new Date().toISOString(),
            ingredients: withoutPasswords(step.ingredients),
            fetched: provide_together(before?.fetched ?? [], made.fetched),
            environment: before?.environment ?? made.environment ?? {},
        };
    };
    if (step.key === plan.key || plan.cache !== 'true')
        return work();
    return locked(plan.arch.name, step.key, ports, async () => {
        const theirs = step.kind === 'base' ? await copyKept(step, plan, building, ports) : undefined;
        if (theirs)
            return theirs;
        const manifest = await work();
        if (lifetime === 'run')
            await keepStep(step, manifest, building, ports);
        else if (isWorthKeeping(step, plan))
            await keepArchive(step, plan, manifest, building, ports);
        return manifest;
    });
}
/** What was fetched for the steps before, and what is new. */
function provide_together(before, now) {
    return [...before, ...now.filter(({ source }) => before.every((one) => one.source !== source))];
}
function make(step, environment, plan, building, context) {
    const inside = { ...building, environment };
    switch (step.kind) {
        case 'base':
            return makeBase(plan, building.root, context);
        case 'packages':
            return addPackages(plan, inside, context);
        case 'setup':
            return runSetup(plan, inside, context);
    }
}
/** A copy for later builds: this one goes on in its own folder. */
async function keepStep(step, manifest, { root }, ports) {
    const copy = await beginRoot(step.key, ports);
    try {
        await copyTree(root, copy.root, ports.exec);
        const kept = await copy.commit(manifest);
        await kept.release();
    }
    catch (error) {
        await copy.discard();
        throw error;
    }
}
/** Says in what the root differs from the nearest that is kept here. What the cache of the workflow has is not told. */
async function sayMiss({ arch, key, ingredients }, { ports }) {
    const [nearest] = (await allKept(ports.paths))
        .map((kept) => differing(key, kept.key, ingredients))
        .filter((names) => names !== undefined)
        .sort((left, right) => left.length - right.length);
    if (!nearest)
        return;
    const why = nearest.length === 0 ? 'it is too old' : `it has other ${nearest.join(', ')}`;
    ports.log.info(`${arch.name}: the nearest root that is kept will not do: ${why}`);
}

;// CONCATENATED MODULE: ./src/rootfs/changed.ts










const KEY = 'key';
/** The architecture of a root that was kept, by its name. Throws `Refused` where there is none. */
async function changedArchitecture(name, paths) {
    const folder = (0,external_node_path_namespaceObject.join)(changedFolder(paths), name);
    const arch = (0,external_node_fs_namespaceObject.existsSync)(folder) ? (await readManifest(folder)).ingredients['arch'] : undefined;
    if (arch !== undefined && resolveArchitecture(arch))
        return arch;
    const names = await changedRoots(paths);
    throw new Refused({
        what: `no root is kept under the name "${name}"`,
        source: changedFolder(paths),
        todo: `${names.length > 0 ? `Kept are: ${names.join(', ')}. ` : ''}Keep one with: xarch run --keep ${name} … -- COMMAND`,
    });
}
/** The names of all roots whose changes are kept. */
async function changedRoots(paths) {
    const names = await (0,promises_namespaceObject.readdir)(changedFolder(paths)).catch(() => []);
    return names.filter((name) => !name.startsWith('.')).sort();
}
/**
 * The root of a name; a new one is a copy of that of the plan. Throws `Refused` where the name is that of another root.
 */
async function provideChanged(keep, plan, context) {
    const { ports } = context;
    const folder = (0,external_node_path_namespaceObject.join)(changedFolder(ports.paths), keep.name);
    const waiting = (by) => {
        ports.log.info(`waiting for ${by}, which makes the root "${keep.name}"`);
    };
    return withLock((0,external_node_path_namespaceObject.join)(ports.paths.store, 'locks', `keep-${keep.name}`), ports, waiting, async () => {
        if (!(0,external_node_fs_namespaceObject.existsSync)(folder)) {
            const base = await provideRoot(plan, context);
            await copyBase(base, plan.key, folder, ports).finally(() => base.release());
        }
        else if (!keep.isThere && (await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(folder, KEY), 'utf8')) !== plan.key) {
            throw new Refused({
                what: `keep: got "${keep.name}", which is the name of another root: ${(await readManifest(folder)).source}`,
                source: folder,
                todo: `Take another name, or remove that one: xarch cache clear ${keep.name}`,
            });
        }
        const release = await markUse(folder, ports.paths);
        const root = { root: (0,external_node_path_namespaceObject.join)(folder, 'root'), scratch: (0,external_node_path_namespaceObject.join)(folder, 'scratch') };
        return { ...(await readManifest(folder)), ...root, release, origin: 'reused' };
    });
}
async function copyBase(base, key, folder, ports) {
    const all = changedFolder(ports.paths);
    await (0,promises_namespaceObject.mkdir)(all, { recursive: true });
    await removeAbandoned(all, ports);
    const partial = await (0,promises_namespaceObject.mkdtemp)((0,external_node_path_namespaceObject.join)(all, `${PARTIAL}kept.${ports.paths.holder}.`));
    try {
        await Promise.all([(0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(partial, 'scratch')), (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.join)(partial, USERS))]);
        await copyTree(base.root, (0,external_node_path_namespaceObject.join)(partial, 'root'), ports.exec);
        const { source, version, created, ingredients, fetched, environment } = base;
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(partial, MANIFEST), JSON.stringify({ source, version, created, ingredients, fetched, environment }));
        await (0,promises_namespaceObject.writeFile)((0,external_node_path_namespaceObject.join)(partial, KEY), key);
        await (0,promises_namespaceObject.rename)(partial, folder);
    }
    catch (error) {
        await removeTree(partial, ports.exec);
        throw error;
    }
}
function changedFolder(paths) {
    return (0,external_node_path_namespaceObject.join)(paths.store, 'kept');
}

;// CONCATENATED MODULE: ./src/report/advice.ts
/** One row for each known message; the first that matches a line is shown. */
const ADVICE = [
    {
        // busybox, shadow, doas, sudo
        symptom: /must be suid to work properly|not installed setuid|effective uid is not 0|must be (run|installed) setuid|"no new privileges" flag is set/,
        cause: 'a setuid program did not get the rights of its owner: without setuid no exec gives any, and the handler has not the flag C',
        remedy: 'Set the input "setuid" to true (it says what that allows), or run the command as root.',
    },
    {
        symptom: /[Ee]xec format error/,
        cause: 'a program of another architecture was started that no handler runs',
        remedy: 'Name its architecture with the input "handlers".',
    },
    {
        // bubblewrap, util-linux; EINVAL is what qemu-user answers to CLONE_NEW*
        symptom: /bwrap: .*namespace.*: Invalid argument|unshare(\(0x[0-9a-f]+\)| failed): Invalid argument/,
        cause: 'an emulated program asked for a new namespace, which qemu-user refuses: bwrap, unshare and what is built on them do not work when they are emulated themselves',
        remedy: 'Run them in a root of the machine\'s own architecture (with "nested", where they mount a proc), and only what is inside emulated.',
    },
];
/** The advice for what a command has printed, each once, in the order of the table. */
class Adviser {
    seen = new Set();
    /** Looks at one line. */
    read(line) {
        const advice = ADVICE.find(({ symptom }) => symptom.test(line));
        if (advice)
            this.seen.add(advice);
    }
    lines() {
        return ADVICE.filter((advice) => this.seen.has(advice)).map(({ cause, remedy }) => `${cause}. ${remedy}`);
    }
}

;// CONCATENATED MODULE: ./src/report/muted.ts
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
            isAtBegin = chunk.length === 0 ? isAtBegin : chunk.at(-1) === muted_NEWLINE;
            write(chunk);
        },
        end: () => {
            write(Buffer.from(`${isAtBegin ? '' : '\n'}::${token}::\n`));
        },
    };
}
const muted_NEWLINE = 0x0a;

;// CONCATENATED MODULE: ./src/run.ts




/** How long a guest may take to end after the last signal before its sandbox is closed, in milliseconds. */
const GRACE_MS = {
    SIGINT: 10_000,
    SIGTERM: 2_000,
    SIGHUP: 2_000,
};
/** The same, where its time is over. */
const LATE_GRACE_MS = 10_000;
/** As timeout(1) has it. */
const LATE = { status: 124, signal: null };
/** Runs the job's command in an open sandbox, hands signals on, and closes the sandbox. */
async function runTarget(sandbox, target, job, targets, phases, ports) {
    return phases.time('run', async () => {
        const adviser = new Adviser();
        const { streams, flush } = output(target, job, targets, adviser, ports);
        let deaf = () => undefined;
        try {
            const guest = sandbox.start(job, streams);
            deaf = forwardSignals(guest, sandbox, ports);
            const limit = limited(guest, sandbox, job.timeoutMs);
            const exit = await guest.exit.finally(limit.stop);
            await sandbox.close(); // what the command has left running holds the output open
            await guest.drained;
            const lateMs = limit.lateMs();
            return { exit: lateMs === undefined ? exit : LATE, advice: adviser.lines(), lateMs };
        }
        finally {
            deaf();
            flush();
        }
    });
}
/**
 * A command of one target has our own streams; where nobody types, its errors are looked at on the way. Those of several
 * targets are handed on in whole lines, each with its architecture. Where they may say no commands to the runner, all
 * goes one way.
 */
function output(target, job, targets, adviser, ports) {
    const muted = job.commands === 'off' ? mutedOutput(toStdout(ports), (0,external_node_crypto_namespaceObject.randomUUID)()) : undefined;
    const say = (stream, bytes) => {
        if (muted)
            muted.write(bytes);
        else
            ports.output(stream, bytes);
    };
    const prefix = Buffer.from(`${target.arch.name} | `);
    const to = (stream) => lineSplitter(prefix, (line) => {
        if (stream === 'stderr')
            adviser.read(line.toString('utf8'));
        if (targets > 1)
            say(stream, line);
    });
    const splitters = { stdout: to('stdout'), stderr: to('stderr') };
    const flush = () => {
        splitters.stdout.end();
        splitters.stderr.end();
        muted?.end();
    };
    if (targets === 1 && job.stdin)
        return { flush, streams: { kind: 'inherit', stdin: true } };
    const onOutput = (stream, chunk) => {
        if (targets === 1)
            say(stream, chunk);
        if (targets > 1 || stream === 'stderr')
            splitters[stream].write(chunk);
    };
    if (targets > 1 || muted)
        return { flush, streams: { kind: 'piped', onOutput } };
    const onError = (chunk) => {
        onOutput('stderr', chunk);
    };
    return { flush, streams: { kind: 'watched', onError } };
}
function toStdout({ output }) {
    return (bytes) => {
        output('stdout', bytes);
    };
}
/** A guest whose time is over gets SIGTERM; one that does not end then is ended with its sandbox. */
function limited(guest, sandbox, limitMs) {
    if (limitMs === undefined)
        return { stop: () => undefined, lateMs: () => undefined };
    let isLate = false;
    let timer = setTimeout(() => {
        isLate = true;
        void guest.signal('SIGTERM');
        timer = setTimeout(() => void sandbox.close(), LATE_GRACE_MS);
    }, limitMs);
    return {
        stop: () => {
            clearTimeout(timer);
        },
        lateMs: () => (isLate ? limitMs : undefined),
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

;// CONCATENATED MODULE: ./src/sandbox/limits.ts

/**
 * How many files a process outside may open, by the soft limit of the one that has started us: node raises its own to the hard
 * one, with which programs that close all descriptors, as fakeroot's, take minutes.
 * @returns undefined where it cannot be read, or there is none
 */
function openFilesOutside(parent = process.ppid) {
    try {
        return softOpenFiles((0,external_node_fs_namespaceObject.readFileSync)(`/proc/${parent}/limits`, 'utf8'));
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

;// CONCATENATED MODULE: ./src/sandbox/resident.ts







/**
 * Looks at a root, through no link of it, for the user that was asked for, and at the machine for what is to be in the root too.
 * @param request the input `user`
 * @throws `Refused` where the root has no such user
 */
async function residentOf(request, root, ports) {
    const files = await accountFiles(root);
    const account = accountOf(request, files, ports.caller);
    const own = request === 'runner' ? callersFurnishings(account, files, await elevationOf(root)) : [];
    const owner = await ownerOf(ports.paths.workspace);
    return {
        account,
        furnishings: [...(await ofTheMachine()), ...own, ...(await ownFolder(root, account, ports.paths))],
        isGuest: (owner?.uid ?? 0) !== account.uid,
    };
}
/** The environment of a command that somebody runs. */
function theirEnvironment({ account, isGuest }, environment) {
    const theirs = withAccount(environment, account);
    return isGuest ? withSafeWorkspace(theirs) : theirs;
}
/** A folder that the root has itself is left as it is. */
async function ownFolder(root, { uid, gid }, { ownFolder: path }) {
    return path === undefined || (await isInside(root, path)) ? [] : [{ kind: 'folder', path, uid, gid }];
}
/** The texts of a root's files of users, read through no link. */
async function accountFiles(root) {
    const texts = await Promise.all(['etc/passwd', 'etc/group'].map((path) => readInside(root, path)));
    return { passwd: texts[0] ?? '', group: texts[1] ?? '' };
}
/** What a root has by which an ordinary user becomes root, looked at through no link. */
async function elevationOf(root) {
    const isThere = (path) => isInside(root, path);
    const [sudo, doas, hasFolder] = await Promise.all(['usr/bin/sudo', 'usr/bin/doas', 'etc/doas.d'].map(isThere));
    return {
        sudoers: sudo === true && (await isThere('etc/sudoers.d')),
        doas: doas === true ? (hasFolder === true ? 'folder' : 'file') : undefined,
    };
}
/** What every root gets of this machine. */
async function ofTheMachine() {
    const hosts = await (0,promises_namespaceObject.readFile)('/etc/hosts', 'utf8').catch(() => '');
    const zone = await (0,promises_namespaceObject.realpath)('/etc/localtime').catch(() => undefined);
    return machinesFurnishings(hosts, (0,external_node_os_namespaceObject.hostname)(), zone);
}

;// CONCATENATED MODULE: ./src/main.ts





















/** The way of the data, from inputs to outcomes. Throws `BadInputs`, `Refused`, `Failed` or `Interrupted`. */
async function main(asked, machinesPorts) {
    const { inputs, ports, end } = await isolate(asked.inputs, asked.lifetime, machinesPorts);
    return work({ ...asked, inputs }, ports).finally(end);
}
async function work(job, ports) {
    const surveyed = await survey(job.inputs, ports);
    const decided = planRoots(job.inputs, surveyed);
    if (!decided.ok)
        throw new BadInputs(decided.problems);
    for (const note of decided.value.notes)
        ports.log.info(note);
    for (const warning of planPolicy(job.inputs).warnings)
        ports.log.warning(warning);
    const rest = (known) => main_carryOut(decided.value, surveyed, job, ports, known);
    return job.command ? handingOver(ports, rest) : rest(Promise.resolve());
}
/** Does what was decided, and ends all of it. */
async function main_carryOut(decided, surveyed, job, ports, known) {
    const releases = [];
    try {
        const { prepared, shared, handlers } = await prepare(decided, surveyed, job, ports, releases);
        await known;
        const outcomes = [];
        for (const one of prepared) {
            throwIfInterrupted(ports);
            outcomes.push(await runPrepared(one, shared, handlers, job, prepared.length, ports));
        }
        return { outcomes, ...whatRuns(shared, job.inputs.binfmt) };
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
async function prepare(decided, surveyed, job, ports, releases) {
    const phases = new Phases(ports.now);
    const { handlers, registered, shared } = startHandlers(job, decided.targets, surveyed, phases, ports);
    if (job.lifetime === 'run')
        releases.push(releaser(registered));
    const installers = onceEach((branch, busy) => {
        const plans = [decided.installer(branch), decided.installer('latest-stable')];
        const installer = provideInstaller(plans.filter(({ key }) => key !== busy), ports);
        releases.push(() => installer.then((root) => root.release(), nothing));
        return installer;
    });
    const roots = decided.targets.map((target) => prepareTarget(target, handlers, installers, job, ports, releases));
    await allSettled([handlers, ...roots], ports);
    return { prepared: await Promise.all(roots), shared: await shared(), handlers: await handlers };
}
async function prepareTarget(target, handlers, installers, job, ports, releases) {
    const phases = new Phases(ports.now);
    const { lifetime } = job;
    const installer = (busy = '') => installers(target.root.branch, busy);
    const { keep, command } = job;
    let opening;
    const open = () => (opening ??= openFor(providing, living, handlers, job, ports));
    const meanwhile = () => {
        // A sandbox sees no mount that is made later, and roots of the action may be mounts.
        if (command && lifetime === 'run')
            Promise.resolve().then(open).catch(nothing); // is said by who waits for it
    };
    const context = { ports, lifetime, runnable: handlers, installer, meanwhile };
    const providing = phases.time('rootfs', () => keep ? provideChanged(keep, target.root, context) : provideRoot(target.root, context));
    const living = providing.then(({ root }) => residentOf(job.inputs.guest.user, root, ports));
    living.catch(nothing); // is said by who waits for it
    if (lifetime === 'run')
        releases.push(() => providing.then((root) => root.release(), nothing));
    releases.push(async () => opening?.then((sandbox) => sandbox.close(), nothing));
    const root = await providing;
    const sandbox = command ? await phases.time('sandbox', open) : undefined;
    return { target, root, resident: await living, sandbox, phases };
}
async function runPrepared(one, shared, handlers, job, targets, ports) {
    const { target, sandbox, phases } = one;
    const version = emulatorVersion(target.arch, shared);
    const variables = qemuVariables(target.arch.cpu, version, job.inputs.qemu);
    const personality = personalityOf(target.arch, shared.plan.executions.get(target.arch), (0,external_node_os_namespaceObject.machine)());
    const isolated = { inputs: job.inputs, ports };
    await job.use?.(one.root, target, { handlers, variables, personality, isolated });
    const guest = withImage(theirEnvironment(one.resident, job.environment), one.root.environment);
    const environment = { ...guest, ...variables };
    const argv = job.command && (await argvOf(job.command, one.root.root));
    const user = one.resident.account;
    const facts = { environment, user, personality, openFiles: openFilesOutside() };
    const ended = sandbox && argv
        ? await runTarget(sandbox, target, { ...job, ...job.inputs.guest, ...facts, argv }, targets, phases, ports)
        : undefined;
    return outcome(one, shared, ended);
}
async function argvOf(command, root) {
    if (!('script' in command))
        return command;
    return [...(command.shell ?? (await defaultShell(root))), command.script];
}
/** Gives back what was registered, once it is known whether anything was. */
function releaser(handlers) {
    return async () => {
        const registered = await handlers.catch(() => undefined);
        await registered?.release();
    };
}
const nothing = () => Promise.resolve();
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
    return (...names) => {
        const known = made.get(names.join(' ')) ?? make(...names);
        made.set(names.join(' '), known);
        return known;
    };
}

;// CONCATENATED MODULE: ./src/inputs/cache-arguments.ts



const MAX_AGE = 'max-age';
/** The options of `xarch cache` that have a value. */
const CACHE_OPTIONS = [
    {
        ...{ name: MAX_AGE, kind: 'text', value: 'AGE' },
        default: INPUTS.find(({ name }) => name === 'cache-max-age')?.default ?? '',
        meaning: 'how old what stays may be',
    },
];
/** Reads the arguments of `xarch cache`. */
function parseCacheArguments(args) {
    const { switches, positionals, raw, problems: first, } = readOptions(args, CACHE_OPTIONS, [{ name: 'help', letter: 'h' }, { name: 'json' }]);
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
    const maxAgeMs = parseAge(MAX_AGE, age ?? CACHE_OPTIONS[0]?.default ?? '', (line) => problems.push(line));
    if (problems.length > 0)
        return { ok: false, problems };
    if (verb === 'prune')
        return { ok: true, value: { verb, maxAgeMs } };
    if (verb === 'clear')
        return { ok: true, value: { verb, names } };
    return { ok: true, value: { verb: 'list', json: switches.has('json') } };
}

;// CONCATENATED MODULE: ./src/report/help.ts


/** What `xarch --help` says. */
const help_HELP = `xarch: runs commands on a processor this machine does not have.

  xarch run -a ARCH[,ARCH] [options] -- COMMAND...     runs a command in a root of each architecture
  xarch shell NAME | -a ARCH [options]                 a shell in a root whose changes are kept, or in a new one
  xarch build -a ARCH [options] -o FILE [--json]       makes a root, writes it to an archive, tells what is in it
  xarch cache [list|prune|clear]                       what is kept on this machine, with sizes and ages
  xarch handlers [list|add|remove] [ARCH...]           the handlers of this machine: lists, adds, removes
  xarch archs [--json]                                 the architectures, by all their names
  xarch run --help, xarch build --help ...             their options
  xarch --version

For example:

  xarch run -a s390x -p build-base -- make check

Exit status: the command's own (128 + n for signal n); 2 for a wrong use; 125 where xarch itself failed.
`;
/** What `xarch run --help` says, made from the table of inputs. */
function runHelp() {
    return `xarch run -a ARCH[,ARCH] [options] -- COMMAND...

Runs COMMAND in a root of each architecture, with the current folder at its own path. The root starts clean
each time; what is written to the current folder stays.

${withLoudness(RUN_OPTIONS)}
`;
}
/** What `xarch shell --help` says. */
function shellHelp() {
    return `xarch shell NAME                     a shell in the root that was kept under NAME (xarch run --keep NAME)
xarch shell -a ARCH [options]        a shell in a new root; what is changed in it ends with it, or is kept (--keep)

The current folder is visible at its own path.

${withLoudness(RUN_OPTIONS)}
`;
}
/** What `xarch build --help` says. */
function buildHelp() {
    return `xarch build -a ARCH[,ARCH] [options] -o FILE [--json]

Makes a root of each architecture. The archive has the root itself in it; the same inputs make the same bytes, whenever
and wherever they are made (SOURCE_DATE_EPOCH is the newest time in it; by itself, when its newest package was built).

${withLoudness(BUILD_OPTIONS, help_lines('--json', 'print what the root is made of: packages, versions, digests'))}
`;
}
/** What `xarch cache --help` says. */
function cacheHelp() {
    return `xarch cache [list] [--json]          what is kept on this machine: roots, packages, emulators
xarch cache prune [--max-age AGE]    removes roots and packages that are older
xarch cache clear [NAME...]          removes all but roots that were kept under a name; or those names

What a run is using stays.

${CACHE_OPTIONS.flatMap(optionLines).join('\n')}
`;
}
/** What `xarch handlers --help` says. */
function handlersHelp() {
    return `xarch handlers [list] [--json]               the handlers of this machine, each tried
xarch handlers add ARCH... [options]         registers handlers, until they are removed or the machine restarts
xarch handlers remove ARCH...                removes those that were added; nobody else's

ARCH is an architecture by any of its names (xarch archs), or all. With a handler, programs of that architecture run as
if they were this machine's own, in containers too. Options of add:

${HANDLER_OPTIONS.flatMap(optionLines).join('\n')}
`;
}
function withLoudness(options, further = []) {
    const loudness = [
        help_lines('-q, --quiet', 'say nothing but errors and warnings'),
        help_lines('-v, --verbose', 'say each command, and what each phase took'),
    ];
    return [...options.flatMap(optionLines), ...further, ...loudness.flat()].join('\n');
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

;// CONCATENATED MODULE: ./src/report/root-manifest.ts
/** What `xarch build --json` prints of a root. */
function rootManifest({ source, version, created, ingredients, fetched }, key, packages, archive) {
    return {
        arch: ingredients['arch'],
        ...{ source, alpineVersion: version, key, created, ingredients, fetched, packages },
        ...(archive ? { archive } : {}),
    };
}

;// CONCATENATED MODULE: ./src/rootfs/pack-tar.ts


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
    throw new Refused({
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
    await wholeFile(file, 0o666, ports, (handle) => pack_pack(['tar', root, String(epochSeconds), ...compressor], handle.createWriteStream(), file, ports));
}

;// CONCATENATED MODULE: ./src/workspace.ts





/** Folders that belong to the root: the host's cannot be laid over them. */
const workspace_OF_THE_ROOT = [
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
    if (workspace !== '/' && workspace_OF_THE_ROOT.includes(workspace.slice(1))) {
        throw new Refused({
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
    const problems = (await Promise.all(asked.map(workspace_problemOf))).filter((line) => line !== undefined);
    const twice = asked.filter(({ target }, at) => asked.findIndex((other) => other.target === target) < at);
    problems.push(...twice.map(({ target }) => `volumes: got two for ${target}`));
    if (problems.length > 0)
        throw new BadInputs(problems);
    return {
        // What is within another comes after it.
        volumes: [...own, ...asked, ...files].sort((one, other) => one.target.length - other.target.length),
        folder: (0,external_node_path_namespaceObject.resolve)(workspace, inputs.workingDirectory),
    };
}
async function workspace_problemOf({ source, target }) {
    const fault = faultOfTarget(target);
    if (fault !== undefined)
        return `volumes: got "${source}"; ${fault}`;
    const isMissing = await (0,promises_namespaceObject.stat)(source).then(() => false, 
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
    const mirror = absoluteUrl(inputs.mirror, base);
    const repositories = inputs.repositories.map((line) => withUrl(line, absoluteUrl(repositoryUrl(line), base)));
    return {
        ...inputs,
        mirror,
        repositories,
        places: isShared ? [mirror, ...repositories].join(' ') : inputs.places,
        guest: {
            ...inputs.guest,
            volumes: inputs.guest.volumes.map((one) => ({ ...one, source: (0,external_node_path_namespaceObject.resolve)(base, one.source) })),
        },
        keys: inputs.keys.map((path) => (0,external_node_path_namespaceObject.resolve)(base, path)),
        rootfs: inputs.rootfs.kind === 'path'
            ? { ...inputs.rootfs, path: (0,external_node_path_namespaceObject.resolve)(base, inputs.rootfs.path) }
            : inputs.rootfs,
        qemu: { ...inputs.qemu, path: inputs.qemu.path === '' ? '' : (0,external_node_path_namespaceObject.resolve)(base, inputs.qemu.path) },
    };
}

;// CONCATENATED MODULE: ./src/commands/loudness.ts
/** How much is said, by the switches of a command line. */
function loudnessOf({ quiet, verbose, }) {
    return quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
}

;// CONCATENATED MODULE: ./src/commands/build.ts
















const build_HELP = 'xarch build --help';
/** `xarch build`: makes roots, writes them to archives and tells what they are made of. Returns the exit status. */
async function build(args, assets) {
    const parsed = parseBuildArguments(args);
    if (!parsed.ok)
        return wrongUse(terminalLog('normal'), parsed.problems, build_HELP);
    const asked = parsed.value;
    if (asked.help) {
        process.stdout.write(buildHelp());
        return 0;
    }
    const loudness = loudnessOf(asked);
    return ending(terminalLog(loudness), build_HELP, () => buildAll(asked, localPorts(assets, loudness)));
}
async function buildAll(asked, ports) {
    const inputs = anchored(asked.inputs, ports.paths.workspace, true);
    for (const { name } of inputs.architectures)
        checkFolder(fileFor(name, asked.output, ports));
    const manifests = [];
    const use = async (root, target, { isolated }) => {
        const archive = asked.output === '' ? undefined : await build_write(root, target, asked.output, isolated.ports);
        manifests.push(rootManifest(root, target.root.key, await installedPackages(root.root), archive));
    };
    const nothing = { command: undefined, environment: {}, folder: '/', volumes: [], stdin: false };
    await main({ ...nothing, inputs, use, lifetime: 'run' }, ports);
    if (asked.json) {
        const [first, ...rest] = manifests;
        process.stdout.write(`${JSON.stringify(rest.length > 0 ? manifests : first, null, 2)}\n`);
    }
    return 0;
}
function fileFor(arch, output, { paths }) {
    return (0,external_node_path_namespaceObject.resolve)(paths.workspace, output.replaceAll('{arch}', arch));
}
/** Said before anything is built. */
function checkFolder(file) {
    const folder = (0,external_node_path_namespaceObject.dirname)(file);
    if ((0,external_node_fs_namespaceObject.existsSync)(folder))
        return;
    throw new Refused({
        what: `output: the folder ${folder} is not there`,
        source: file,
        todo: 'Make it first, or name a file in another folder.',
    });
}
async function build_write({ root }, { arch }, output, ports) {
    const file = fileFor(arch.name, output, ports);
    await packTar(root, file, { epochSeconds: sourceDateEpoch() ?? (await newestBuildTime(root)) }, ports);
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for await (const chunk of (0,external_node_fs_namespaceObject.createReadStream)(file))
        hash.update(chunk);
    const { size } = await (0,promises_namespaceObject.stat)(file);
    ports.log.info(`${arch.name}: wrote ${file}`);
    return { file, sha256: hash.digest('hex'), sizeBytes: size };
}

;// CONCATENATED MODULE: ./src/rootfs/kept-list.ts





/** Everything that is kept, with sizes. */
async function listKept(ports) {
    const { paths } = ports;
    const found = [
        ...(await Promise.all((await allKept(paths)).map(root))),
        ...(await Promise.all((await changedRoots(paths)).map((name) => changed(name, paths)))),
        ...(await folders((0,external_node_path_namespaceObject.join)(paths.store, 'apk'), 'packages', 'packages that were downloaded')),
        ...(await folders((0,external_node_path_namespaceObject.join)(paths.store, 'tools'), 'emulator', '')),
    ];
    const sizes = await sizesOf(found.map(({ folder }) => folder), ports);
    return found.map((item) => ({ ...item, sizeBytes: sizes.get(item.folder) ?? 0 }));
}
async function root({ key, folder, createdMs }) {
    const manifest = await readManifest(folder).catch(() => undefined);
    const packages = manifest?.ingredients['packages'] ?? '';
    return {
        ...{ kind: 'root', name: key, folder, createdMs, isInUse: await isInUse(folder) },
        about: manifest ? `${manifest.source}${packages === '' ? '' : ` + ${packages}`}` : 'not whole',
    };
}
async function changed(name, paths) {
    const folder = (0,external_node_path_namespaceObject.join)(changedFolder(paths), name);
    const manifest = await readManifest(folder).catch(() => undefined);
    const { mtimeMs } = await (0,promises_namespaceObject.stat)(folder);
    return {
        ...{ kind: 'changed root', name, folder, createdMs: mtimeMs, isInUse: await isInUse(folder) },
        about: manifest ? `${manifest.ingredients['arch'] ?? ''}: ${manifest.source}` : 'not whole',
    };
}
async function folders(parent, kind, about) {
    const names = await (0,promises_namespaceObject.readdir)(parent).catch(() => []);
    return Promise.all(names.map(async (name) => {
        const folder = (0,external_node_path_namespaceObject.join)(parent, name);
        const { mtimeMs } = await (0,promises_namespaceObject.stat)(folder);
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
    for (const parent of [rootsFolder(ports.paths), changedFolder(ports.paths)])
        await removeAbandoned(parent, ports).catch(() => undefined); // there is no such folder yet
    await removeEmpty(rootsFolder(ports.paths));
    return { gone, inUse: chosen.filter((item) => !gone.includes(item)) };
}
async function removeItem(item, ports) {
    const { kind, name: key, folder } = item;
    if (kind === 'root')
        return removeKept({ key, folder }, ports);
    if (kind === 'changed root')
        return removeKept({ key: 'kept', folder }, ports, changedFolder(ports.paths));
    await removeTree(folder, ports.exec);
    return true;
}
/** Keys that have no root any more. */
async function removeEmpty(roots) {
    const names = await (0,promises_namespaceObject.readdir)(roots).catch(() => []);
    await Promise.all(names.map((name) => (0,promises_namespaceObject.rmdir)((0,external_node_path_namespaceObject.join)(roots, name)).catch(() => undefined)));
}

;// CONCATENATED MODULE: ./src/commands/cache.ts








const cache_HELP = 'xarch cache --help';
/** `xarch cache`: what is kept on this machine, and how it goes. Returns the exit status. */
async function cache(args, assets) {
    const log = terminalLog('normal');
    const parsed = parseCacheArguments(args);
    if (!parsed.ok)
        return wrongUse(log, parsed.problems, cache_HELP);
    const asked = parsed.value;
    if (asked.verb === 'help') {
        process.stdout.write(cacheHelp());
        return 0;
    }
    return ending(log, cache_HELP, async () => {
        const ports = localPorts(assets, 'normal');
        if (asked.verb !== 'list')
            return asOwner(ports, (owners) => remove(asked, owners));
        const items = await listKept(ports);
        process.stdout.write(asked.json ? keptJson(items) : keptText(items, Date.now()));
        return 0;
    });
}
async function remove(asked, ports) {
    const { gone, inUse } = await removeItems(chooser(asked), ports);
    if (asked.verb === 'clear' && gone.length + inUse.length < asked.names.length) {
        throw new Refused({
            what: `no root is kept under the name ${asked.names.filter((name) => gone.every((item) => item.name !== name)).join(', ')}`,
            todo: 'xarch cache list shows what there is.',
        });
    }
    const bytes = gone.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    ports.log.info(`removed ${gone.length} of ${gone.length + inUse.length}: ${sizeText(bytes)}`);
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

;// CONCATENATED MODULE: ./src/report/handlers.ts

const handlers_HEADS = ['entry', 'programs', 'state', 'flags', 'emulator', 'registered by'];
/** The handlers of a machine as a table. */
function handlersText(handlers) {
    if (handlers.length === 0)
        return 'no handler is registered\n';
    return columns([
        handlers_HEADS,
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

;// CONCATENATED MODULE: ./src/binfmt/list.ts




/** All handlers of this machine, mounted or not; nothing is changed. */
async function listHandlers(ports) {
    const entries = [...(await readEntries(ports))];
    return Promise.all(entries.map(async ([name, { enabled, interpreter, flags, offset, magic, mask }]) => ({
        ...{ name, enabled, interpreter, flags, offset, magic, mask },
        architectures: matched({ magic, mask }),
        holders: await holdersOf(name),
    })));
}
function matched({ magic, mask }) {
    const rows = architectures_ARCHITECTURES;
    return rows.filter((row) => row.magic === magic && row.mask === mask).map(({ name }) => name);
}
async function holdersOf(name) {
    return (0,promises_namespaceObject.readdir)((0,external_node_path_namespaceObject.join)(JOURNAL, name)).catch(() => []);
}

;// CONCATENATED MODULE: ./src/commands/handler-actions.ts








/** Registers handlers that stay until they are removed, or the machine restarts. Returns the names of what runs. */
async function addHandlers(inputs, ports) {
    const nothing = { command: undefined, environment: {}, folder: '/', volumes: [], stdin: false };
    const { architectures } = await main({ ...nothing, inputs, lifetime: 'kept' }, ports);
    return architectures;
}
/** Gives up handlers that were added by hand. What somebody else registered stays. */
async function removeHandlers({ handlers }, ports) {
    const architectures = handlers === 'all' ? architectures_ARCHITECTURES : handlers;
    const isWanted = (name) => architectures.some((arch) => isNameFor(arch, name));
    const there = async () => (await listHandlers(ports)).map(({ name }) => name).filter(isWanted);
    // The journal counts, also where somebody has unregistered an entry since.
    const ours = readJournal().filter(isWanted);
    const before = await there();
    if (ours.length > 0)
        await releaseHandlers(BY_HAND, ours, ports);
    const after = new Set(await there());
    return {
        removed: ours.filter((name) => !after.has(name)),
        held: ours.filter((name) => after.has(name)),
        foreign: before.filter((name) => !ours.includes(name)),
    };
}
/** All handlers of this machine, each tried with a canary. */
async function tryHandlers(ports) {
    const handlers = await listHandlers(ports);
    return Promise.all(handlers.map(async (handler) => ({ ...handler, works: await handler_actions_tried(handler, ports) })));
}
async function handler_actions_tried({ architectures: [name], enabled }, ports) {
    const arch = name === undefined ? undefined : resolveArchitecture(name);
    if (!arch)
        return undefined;
    if (!enabled)
        return false;
    const output = await runCanary(arch, undefined, ports).catch(() => undefined);
    return output?.status === CANARY_STATUS;
}

;// CONCATENATED MODULE: ./src/commands/handlers.ts







const handlers_HELP = 'xarch handlers --help';
/** `xarch handlers`. Returns the exit status. */
async function handlers_handlers(args, assets) {
    const log = terminalLog('normal');
    const parsed = parseHandlersArguments(args);
    if (!parsed.ok)
        return wrongUse(log, parsed.problems, handlers_HELP);
    const asked = parsed.value;
    if (asked.verb === 'help') {
        process.stdout.write(handlersHelp());
        return 0;
    }
    return ending(log, handlers_HELP, async () => {
        const ports = localPorts(assets, 'normal');
        if (asked.verb === 'list')
            return list(asked.json, ports);
        const inputs = anchored(asked.inputs, ports.paths.workspace, true);
        return asked.verb === 'add' ? handlers_add(inputs, ports) : handlers_remove(inputs, ports);
    });
}
async function list(json, ports) {
    const tried = await tryHandlers(ports);
    process.stdout.write(json ? handlersJson(tried) : handlersText(tried));
    return 0;
}
async function handlers_add(inputs, ports) {
    const names = await addHandlers(inputs, ports);
    ports.log.info(`programs of these architectures run now, until "xarch handlers remove": ${names.join(', ')}`);
    return 0;
}
async function handlers_remove(inputs, ports) {
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

;// CONCATENATED MODULE: ./src/report/summary.ts


/** How a command ended that did not end well, and what is known of what it said; undefined for status 0. */
function summary_ending({ arch, exit, advice, lateMs }) {
    if (lateMs !== undefined)
        return `${arch}: the command was ended after ${minutes(lateMs)} (timeout-minutes)`;
    if (!exit || (exit.status === 0 && exit.signal === null))
        return undefined;
    const how = exit.signal === null ? `status ${outcome_statusOf(exit)}` : `${exit.signal} (status ${outcome_statusOf(exit)})`;
    return [`${arch}: the command ended with ${how}`, ...advice.map((line) => `do: ${line}`)].join('\n');
}
function minutes(timeMs) {
    const count = timeMs / 60_000;
    return `${count} ${count === 1 ? 'minute' : 'minutes'}`;
}
const UNTRUSTED = 'what it is made of need not be signed (allow-untrusted)';
/** What the summary of the job says, in Markdown; empty where there is nothing to say. */
function jobSummary(outcomes) {
    const lines = outcomes
        .filter(({ allowsUntrusted }) => allowsUntrusted)
        .map(({ arch }) => `> ${arch}: ${UNTRUSTED}\n`);
    return lines.length === 0 ? '' : `> [!WARNING]\n${lines.join('')}`;
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
            ...(outcome.allowsUntrusted ? [`${' '.repeat(width)}  ${UNTRUSTED}`] : []),
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

;// CONCATENATED MODULE: ./src/commands/run.ts











const run_HELP = 'xarch run --help';
/** `xarch run`. Returns the exit status. */
async function run_run(args, assets) {
    const parsed = parseRunArguments(args);
    if (!parsed.ok)
        return wrongUse(terminalLog('normal'), parsed.problems, run_HELP);
    const asked = parsed.value;
    if (asked.help) {
        process.stdout.write(runHelp());
        return 0;
    }
    const loudness = loudnessOf(asked);
    return ending(terminalLog(loudness), run_HELP, () => {
        const ports = localPorts(assets, loudness);
        const keep = asked.keep === '' ? undefined : { name: asked.keep, isThere: false };
        return runCommand(asked.inputs, asked.command, keep, ports);
    });
}
/** Runs a command in the roots that were asked for, or in one that was kept. Returns the exit status. */
async function runCommand(asked, command, keep, ports) {
    const inputs = anchored(asked, ports.paths.workspace, true);
    const { volumes, folder } = await workspaceOf(inputs, ports.paths);
    const environment = {
        ...terminalFacts(),
        ...ports.proxies,
        ...guestEnvironment(inputs.env, ownEnvironment()),
    };
    const job = { inputs, command, keep, environment, folder, volumes, stdin: true, lifetime: 'run' };
    const { outcomes } = await main(job, ports);
    report(outcomes, ports.log);
    return statusOfAll(outcomes);
}
/** One architecture: only a signal, or its time, is worth a word. Several: what came of each, and what it took. */
function report(outcomes, log) {
    const several = outcomes.length > 1;
    for (const line of summaryLines(outcomes)) {
        if (several)
            log.info(line);
        else
            log.debug(line);
    }
    for (const outcome of outcomes) {
        const line = summary_ending(outcome);
        if (line !== undefined && (several || outcome.exit?.signal || outcome.lateMs))
            log.error(line.split('\n'));
    }
}

;// CONCATENATED MODULE: ./src/commands/shell.ts








const shell_HELP = 'xarch shell --help';
/** `xarch shell`: a shell in a root that was kept under a name, or in a new one. Returns the exit status. */
async function shell(args, assets) {
    const parsed = parseShellArguments(args);
    if (!parsed.ok)
        return wrongUse(terminalLog('normal'), parsed.problems, shell_HELP);
    const asked = parsed.value;
    if (asked.help) {
        process.stdout.write(shellHelp());
        return 0;
    }
    const loudness = loudnessOf(asked);
    return ending(terminalLog(loudness), shell_HELP, async () => {
        const ports = localPorts(assets, loudness);
        if (!asked.isNamed) {
            const keep = asked.keep === '' ? undefined : { name: asked.keep, isThere: false };
            return runCommand(asked.inputs, asked.command, keep, ports);
        }
        const arch = resolveArchitecture(await changedArchitecture(asked.keep, ports.paths));
        // What it was made of, and whether that can be had now, does not matter any more.
        const rootfs = { kind: 'path', path: changedFolder(ports.paths), checksum: undefined };
        const inputs = { ...asked.inputs, rootfs, architectures: arch ? [arch] : [] };
        return runCommand(inputs, asked.command, { name: asked.keep, isThere: true }, ports);
    });
}

;// CONCATENATED MODULE: ./src/cli.ts











const help = () => say(help_HELP);
const VERBS = {
    run: run_run,
    shell: shell,
    build: build,
    cache: cache,
    handlers: handlers_handlers,
    archs: archs,
    help,
    '--help': help,
    '-h': help,
    '--version': (_, assets) => say(`xarch ${version(assets)}\n`),
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
    return wrongUse(terminalLog('normal'), [`${got}; allowed are run, shell, build, cache, handlers, archs, --help and --version`], 'xarch --help');
}
function say(text) {
    process.stdout.write(text);
    return 0;
}
/** The version in package.json, which stands beside the folder of assets. */
function version(assets) {
    return JSON.parse((0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)(assets, '../package.json'), 'utf8')).version;
}

var __webpack_exports__cli = __webpack_exports__.x;
export { __webpack_exports__cli as cli };
