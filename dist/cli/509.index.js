"use strict";
exports.id = 509;
exports.ids = [509];
exports.modules = {

/***/ 7509:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  networkFetch: () => (/* binding */ networkFetch)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
// EXTERNAL MODULE: ./.modules/verify/damaged.js
var damaged = __webpack_require__(4349);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
var external_node_tls_default = /*#__PURE__*/__webpack_require__.n(external_node_tls_);
// EXTERNAL MODULE: ./.modules/platform/environment.js
var environment = __webpack_require__(4289);
// EXTERNAL MODULE: ./.modules/platform/proxy.js
var platform_proxy = __webpack_require__(7876);
;// CONCATENATED MODULE: ./.modules/platform/http.js






/**
 * The head of a server's answer to one question, with its body to be read. Name and password of a URL go along as
 * basic authorization. Through a proxy http is asked by the whole address, https in a tunnel (RFC 9110, 9.3.6).
 * Throws what the system, TLS or the proxy said.
 */
async function send(target, question) {
    const proxy = (0,platform_proxy/* proxyFor */.i)(target, (0,environment/* proxies */.Bb)());
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
    const secure = external_node_tls_default().connect({ socket, host, ...((0,external_node_net_.isIP)(host) === 0 ? { servername: host } : {}) });
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

;// CONCATENATED MODULE: ./.modules/platform/answer.js


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
            throw cause instanceof errors/* Refused */.Lw ? cause : broken(cause);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.modules/verify/digest.js
var verify_digest = __webpack_require__(6928);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.modules/platform/download.js






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
async function write(part, answer, { path, patience, piece }) {
    if (answer.from === 0)
        await (0,promises_.rm)(path, { force: true });
    piece.update(part.sizeBytes, answer.sizeBytes);
    const file = await onDisk(path, () => (0,promises_.open)(path, answer.from > 0 ? 'a' : 'wx'));
    try {
        await stream(answer.body, FILE_BYTES - part.sizeBytes, patience, async (chunk) => {
            await onDisk(path, () => file.appendFile(chunk));
            add(part, chunk);
            piece.update(part.sizeBytes, answer.sizeBytes);
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
        throw (await (0,disk/* diskError */.wO)(cause, path)) ?? cause;
    }
}
function progress({ sizeBytes }, answer) {
    return answer.sizeBytes === undefined
        ? `after ${sizeBytes} bytes`
        : `after ${sizeBytes} of ${answer.sizeBytes} bytes`;
}
function newPart(algorithm) {
    return { hash: (0,external_node_crypto_.createHash)(algorithm), beginning: Buffer.alloc(0), sizeBytes: 0 };
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
        throw (0,verify_digest/* wrongDigest */.K)(url, expected, digest, isPage);
    if (isPage)
        throw new errors/* Failed */.cV({
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

// EXTERNAL MODULE: ./.modules/platform/patience.js
var platform_patience = __webpack_require__(53);
;// CONCATENATED MODULE: ./.modules/platform/fetch.js









const TEXT_BYTES = 4 * 1024 * 1024;
/**
 * Downloads over http and https (proxies by the usual variables) and reads `file:` URLs. What was asked of a small text
 * or of a URL's existence is not asked again: one of these is made for a run.
 */
function networkFetch(log, abort, progress, patience = platform_patience/* PATIENCE */.a) {
    const retried = (url, attempt) => retry(url, attempt, { log, abort, patience });
    const open = async (url, rest) => {
        abort.throwIfAborted();
        if (!url.startsWith('file:'))
            return ask(url, 'GET', patience, abort, rest);
        const path = (0,external_node_url_.fileURLToPath)(url);
        if (!(await present(path)))
            return { found: false, status: 404 };
        return { found: true, body: (0,external_node_fs_.createReadStream)(path, { signal: abort }), from: 0 };
    };
    const bytes = (url, limitBytes, what = (0,damaged/* fileName */.M)(url)) => progress.during(what, (piece) => retried(url, async () => {
        const answer = await open(url);
        return answer.found ? await collected(answer, limitBytes, patience, piece) : undefined;
    }));
    return {
        bytes,
        text: once(async (url) => (await bytes(url, TEXT_BYTES))?.toString('utf8')),
        exists: once((url) => url.startsWith('file:')
            ? present((0,external_node_url_.fileURLToPath)(url))
            : retried(url, async () => (await ask(url, 'HEAD', patience, abort)).found)),
        file: (url, path, expected, what = (0,damaged/* fileName */.M)(url)) => progress.during(what, (piece) => {
            const attempt = attemptsAt({ url, path, expected, patience, piece, open: (rest) => open(url, rest) });
            return retried(url, attempt).catch(async (error) => {
                await (0,promises_.rm)(path, { force: true });
                throw error;
            });
        }),
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
            await (0,external_node_timers_promises_.setTimeout)(error.pauseMs ?? patience.pauseMs * 2 ** (tried - 1), undefined, { signal: abort });
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
        await (0,promises_.access)(path);
        return true;
    }
    catch {
        return false;
    }
}
async function collected({ body, sizeBytes }, limitBytes, patience, piece) {
    const chunks = [];
    let doneBytes = 0;
    await stream(body, limitBytes, patience, (chunk) => {
        chunks.push(chunk);
        doneBytes += chunk.length;
        piece.update(doneBytes, sizeBytes);
    });
    const whole = Buffer.concat(chunks);
    if (sizeBytes !== undefined && whole.length !== sizeBytes)
        throw new Unanswered(`the connection ended after ${whole.length} of ${sizeBytes} bytes`, false);
    return whole;
}
function unreachable(url, cause, tried) {
    return new errors/* Failed */.cV({
        what: `could not download ${url}: ${cause}${tried > 1 ? ` (tried ${tried} times)` : ''}`,
        todo: 'Is the address right, and reachable from here? Another mirror can be named with the input "mirror".',
    });
}


/***/ }),

/***/ 53:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ PATIENCE)
/* harmony export */ });
/** For mirrors and networks of the world: 1 KiB a second is less than any modem had. */
const PATIENCE = {
    tries: 4,
    answerMs: 20_000,
    stallMs: 20_000,
    slow: { bytes: 60 * 1024, withinMs: 60_000 },
    pauseMs: 500,
    longestPauseMs: 30_000,
};


/***/ }),

/***/ 7876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ proxyFor)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2010);

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
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw({
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


/***/ })

};
;