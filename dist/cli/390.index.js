"use strict";
exports.id = 390;
exports.ids = [390];
exports.modules = {

/***/ 9313:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ cachedFile),
/* harmony export */   M: () => (/* binding */ partialFile)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/**
 * The file that the cache of the workflow keeps under a key. It is one file always: a tree of root's files would lose
 * its owners there.
 */
function cachedFile(key, { cache }) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(cache, 'archives', `${key}.archive`);
}
/** The same file while it is being written. */
function partialFile(key, paths) {
    return `${cachedFile(key, paths)}.${paths.holder}`;
}


/***/ }),

/***/ 5390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SOURCES: () => (/* binding */ SOURCES),
  IQ: () => (/* binding */ ofHost)
});

// UNUSED EXPORTS: atPath, fromApk, fromApt, fromCache

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __webpack_require__(8815);
// EXTERNAL MODULE: ./.modules/cache/file.js
var cache_file = __webpack_require__(9313);
// EXTERNAL MODULE: ./.modules/cache/key.js
var key = __webpack_require__(6036);
// EXTERNAL MODULE: ./.modules/platform/temporary.js
var temporary = __webpack_require__(5911);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
// EXTERNAL MODULE: ./.modules/verify/digest.js
var verify_digest = __webpack_require__(6928);
// EXTERNAL MODULE: ./.modules/rootfs/keys.js
var rootfs_keys = __webpack_require__(6134);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.modules/verify/damaged.js
var damaged = __webpack_require__(4349);
;// CONCATENATED MODULE: ./.modules/verify/apk-format.js

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
        .map((text, at) => readRecord(text, (what) => (0,damaged/* damaged */.q)(`has a record (number ${at + 1}) ${what}`, source)));
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
        throw (0,damaged/* damaged */.q)('does not say what its data must be (datahash in .PKGINFO)', source);
    }
    return value;
}

;// CONCATENATED MODULE: ./.modules/verify/apk-signature.js



const PREFIX = '.SIGN.';
/** `.SIGN.RSA.NAME.rsa.pub`; other kinds (RSA512, DSA) nobody uses. */
const DIGESTS = { RSA: 'sha1', RSA256: 'sha256' };
/**
 * The signatures in the entries of a member, or undefined where this is no member of signatures. Kinds that are not
 * known here are left out, as apk does.
 */
function signaturesOf(entries, source) {
    const names = [...entries.keys()];
    if (!names.some((name) => name.startsWith(PREFIX)))
        return undefined;
    if (!names.every((name) => name.startsWith(PREFIX))) {
        throw (0,damaged/* damaged */.q)('has something beside its signatures, where nothing is signed', source);
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
    throw new errors/* Failed */.cV({
        what: `the signature of ${(0,damaged/* fileName */.M)(source)} is not one of the key ${key.name}`,
        source,
        todo: 'These are other bytes than were signed, or signed by somebody else under the name of this key. Nothing of them was used. Try another mirror (input "mirror").',
    });
}
function isRight(signed, { digest, value }, { name, pem }, source) {
    try {
        const key = (0,external_node_crypto_.createPublicKey)(pem);
        if (key.asymmetricKeyType !== 'rsa')
            throw new Error(`it is no RSA key but ${key.asymmetricKeyType ?? 'secret'}`);
        return (0,external_node_crypto_.verify)(digest, signed, key, value);
    }
    catch (cause) {
        // Some distributions' own OpenSSL refuses every signature with SHA-1.
        throw new errors/* Failed */.cV({
            what: `the signature of ${(0,damaged/* fileName */.M)(source)} cannot be checked with the key ${name}: ${cause.message}`,
            source,
        });
    }
}
function unsigned(source) {
    return new errors/* Failed */.cV({
        what: `${(0,damaged/* fileName */.M)(source)} has no signature`,
        source,
        todo: 'Nothing of it was used: only what is signed with a known key is. Try another mirror (input "mirror").',
    });
}
function unknownKey(signatures, keys, source) {
    const names = keys.map(({ name }) => name).join(', ');
    return new errors/* Failed */.cV({
        what: `${(0,damaged/* fileName */.M)(source)} is signed with the key ${signatures.map(({ key }) => key).join(', ')}, which is not known; known are: ${names || 'none'}`,
        source,
        todo: 'Nothing of it was used. Try another mirror (input "mirror"), or a newer xarch: Alpine may have changed its keys.',
    });
}

// EXTERNAL MODULE: ./.modules/verify/apk-version.js
var apk_version = __webpack_require__(9969);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./.modules/verify/gzip-members.js


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
        throw (0,damaged/* damaged */.q)(`has ${bytes.length} bytes, more than the ${limits.rawBytes} that are allowed`, source);
    }
    let inflatedBytes = 0;
    for (let at = 0, count = 1; at < bytes.length; count++) {
        if (count > limits.members) {
            throw (0,damaged/* damaged */.q)(`has more after its ${limits.members} gzip members, at byte ${at}`, source);
        }
        const start = at;
        const fault = (what) => (0,damaged/* damaged */.q)(`${what} (gzip member ${count}, at byte ${start})`, source);
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
        const { buffer, engine } = (0,external_node_zlib_.inflateRawSync)(bytes, {
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

;// CONCATENATED MODULE: ./.modules/verify/tar-entries.js

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
            throw (0,damaged/* damaged */.q)('has a truncated tar', source);
        if (rest[0] === 0) {
            if (rest.some((byte) => byte !== 0))
                throw (0,damaged/* damaged */.q)('has bytes after the end of a tar', source);
            break;
        }
        const { name, type, sizeBytes } = readHeader(rest.subarray(0, BLOCK), source);
        const blocks = 1 + Math.ceil(sizeBytes / BLOCK);
        if (rest.length < blocks * BLOCK)
            throw (0,damaged/* damaged */.q)('has a truncated tar', source);
        const content = rest.subarray(BLOCK, BLOCK + sizeBytes);
        at += blocks * BLOCK;
        if (type === 'x') {
            checkExtension(content, source);
            continue;
        }
        if (entries.has(name))
            throw (0,damaged/* damaged */.q)(`has two files ${name} in a tar`, source);
        entries.set(name, content);
    }
    return entries;
}
function readHeader(header, source) {
    const unknown = (what) => (0,damaged/* damaged */.q)(`has a tar with ${what}`, source);
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
        throw (0,damaged/* damaged */.q)('has a tar with a large PAX header', source);
    for (let at = 0; at < content.length;) {
        const record = content.toString('latin1', at);
        const [, digits = '', keyword = ''] = /^([1-9]\d*) ([\x21-\x3c\x3e-\x7e]+)=/.exec(record) ?? [];
        const length = Number(digits);
        if (length === 0 || record[length - 1] !== '\n')
            throw (0,damaged/* damaged */.q)('has a tar with a damaged PAX header', source);
        if (!HARMLESS.test(keyword))
            throw (0,damaged/* damaged */.q)(`has a tar with ${keyword} in a PAX header`, source);
        at += length;
    }
}

;// CONCATENATED MODULE: ./.modules/verify/apk.js
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
        throw (0,damaged/* damaged */.q)('is empty', source);
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
        throw (0,damaged/* damaged */.q)('has no APKINDEX in it', source);
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
        throw (0,damaged/* damaged */.q)(`has ${bytes.length} bytes, ${record.sizeBytes} were expected`, source);
    }
    const { signatures, control, info, data } = cutPackage(bytes, source);
    const { algorithm, digest } = record.checksum;
    expectDigest(algorithm, control, digest, 'control member', source);
    const counting = known(signatures, keys);
    if (counting)
        checkSignature(control, counting.signature, counting.key, source);
    if (info === undefined)
        throw (0,damaged/* damaged */.q)('has no .PKGINFO', source);
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
    throw (0,damaged/* damaged */.q)('has no control member', source);
}
function expectDigest(algorithm, bytes, expected, part, source) {
    const got = (0,external_node_crypto_.createHash)(algorithm).update(bytes).digest('hex');
    if (got !== expected)
        throw (0,damaged/* damaged */.q)(`is another package: ${algorithm} of its ${part} is ${got}, expected ${expected}`, source);
}
/** The record of a package in its newest version, or undefined where there is no such package. */
function newest(records, name) {
    const candidates = records.filter((record) => record.name === name);
    const unknown = candidates.find(({ version }) => !(0,apk_version/* isVersion */.l)(version));
    if (unknown)
        throw new errors/* Failed */.cV({ what: `the package ${name} has a version that is not known here: ${unknown.version}` });
    return candidates.reduce((best, record) => (best && (0,apk_version/* compareVersions */.Z)(record.version, best.version) <= 0 ? best : record), undefined);
}

// EXTERNAL MODULE: ./.modules/qemu/emulator.js
var qemu_emulator = __webpack_require__(6768);
;// CONCATENATED MODULE: ./.modules/qemu/apk.js






/** Alpine's packages of emulators: one static file each, without dependencies. */
const SECTION = 'latest-stable/community';
const INDEX_BYTES = 16 * 1024 * 1024;
const PACKAGE_BYTES = 64 * 1024 * 1024;
/**
 * Emulators out of Alpine's packages `qemu-<cpu>` for this machine's architecture: index and package are verified by
 * their signatures, then the one file is taken out.
 * @param folder where the files go
 * @returns a file for each cpu that the mirror has, in the version asked for; or why it cannot be had
 */
async function downloadFromApk(cpus, folder, context) {
    const { fetch, packages, paths, request } = context;
    const base = `${packages.mirror}/${SECTION}/${packages.hostArch}`;
    const indexUrl = `${base}/APKINDEX.tar.gz`;
    const bytes = await fetch.bytes(indexUrl, INDEX_BYTES, 'index of emulators');
    if (bytes === undefined)
        return new Map();
    const keys = [...(await (0,rootfs_keys/* alpineKeys */.A6)(packages.hostArch, paths.assets)), ...packages.keys];
    const index = readIndex(bytes, keys, indexUrl);
    const files = await Promise.all(cpus.map(async (cpu) => {
        const record = newest(index, `qemu-${cpu}`);
        if (!record || !(0,qemu_emulator/* isVersion */.lF)(record.version.replace(/-r\d+$/, ''), request.version))
            return [];
        const url = `${base}/${record.name}-${record.version}.apk`;
        const got = fromPackage(cpu, record, url, keys, folder, context);
        return [[cpu, await got.catch((cause) => ({ cpu, cause }))]];
    }));
    return new Map(files.flat());
}
async function fromPackage(cpu, record, url, keys, folder, context) {
    context.log.info(`downloading ${url}`);
    const archive = await context.fetch.bytes(url, PACKAGE_BYTES, `qemu-${cpu}`);
    if (archive === undefined)
        throw gone(url);
    const file = await takeOut(cpu, verifyPackage(archive, record, keys, url), folder, context);
    const release = /-(r\d+)$/.exec(record.version)?.[1];
    return { file, ...(release === undefined ? {} : { release }) };
}
/** Takes the emulator out of a package's verified data, a gzipped tar. */
async function takeOut(cpu, data, folder, { exec }) {
    const place = (0,external_node_path_.join)(folder, cpu);
    await (0,promises_.mkdir)(place);
    await (0,promises_.writeFile)((0,external_node_path_.join)(place, 'data.tar.gz'), data);
    const member = `usr/bin/qemu-${cpu}`;
    const argv = [
        'tar',
        '-xz',
        '-f',
        (0,external_node_path_.join)(place, 'data.tar.gz'),
        '-C',
        place,
        '--no-same-owner',
        '--',
        member,
    ];
    await exec.run({ argv, why: `unpack qemu-${cpu}` });
    return (0,external_node_path_.join)(place, member);
}
function gone(url) {
    return new errors/* Failed */.cV({
        what: 'the index names a package that the mirror does not have (it is just being changed?)',
        source: url,
        todo: 'Try again in a minute, or take another mirror (input "mirror").',
    });
}

;// CONCATENATED MODULE: ./.modules/qemu/apt.js



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
        const target = (0,external_node_path_.join)(folder, name);
        await (0,promises_.mkdir)(target);
        const download = await ports.progress.during(`the package ${name}`, () => downloadPackage(name, target, { mayRefresh: !refreshed }, ports));
        refreshed ||= download.hasRefreshed;
        const archive = (await (0,promises_.readdir)(target)).find((file) => file.endsWith('.deb'));
        if (download.status !== 0 || archive === undefined) {
            ports.log.debug(`apt has no ${name}: ${download.stderr.trim()}`);
            continue;
        }
        await ports.exec.run(extracting((0,external_node_path_.join)(target, archive), target, missing.map((cpu) => member(cpu, suffix)), ports));
        for (const cpu of missing) {
            const file = (0,external_node_path_.join)(target, member(cpu, suffix));
            if (await isRegular(file))
                files.set(cpu, { file });
        }
    }
    if (files.size === 0)
        throw unavailable(cpus);
    return files;
}
/** With new lists of packages, where it cannot be had by those that are there. */
async function downloadPackage(name, folder, { mayRefresh }, { exec, proxies }) {
    const first = await exec.attempt(downloading(name, folder));
    if (first.status === 0 || !mayRefresh)
        return { ...first, hasRefreshed: false };
    await exec.attempt({ ...REFRESH, env: proxies }); // one broken list of many makes it fail: the download tells
    return { ...(await exec.attempt(downloading(name, folder))), hasRefreshed: true };
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
        argv: ['bash', (0,external_node_path_.join)(paths.assets, 'qemu/extract.sh'), archive, folder, ...members],
        why: `unpack ${archive}`,
    };
}
async function isRegular(file) {
    return (0,promises_.stat)(file).then((found) => found.isFile(), () => false);
}
function unavailable(cpus) {
    return new errors/* Failed */.cV({
        what: `apt has no package with qemu-${cpus.join(', qemu-')}`,
        todo: 'On Debian or Ubuntu check /etc/apt/sources.list (Ubuntu: the component "universe"); elsewhere install a static qemu-user.',
    });
}

// EXTERNAL MODULE: ./.modules/qemu/canary.js + 1 modules
var qemu_canary = __webpack_require__(4679);
// EXTERNAL MODULE: ./.modules/qemu/kept.js
var kept = __webpack_require__(2827);
// EXTERNAL MODULE: ./.modules/qemu/proof.js
var proof = __webpack_require__(8357);
// EXTERNAL MODULE: ./.modules/qemu/faults.js
var faults = __webpack_require__(8290);
;// CONCATENATED MODULE: ./.modules/qemu/sources.js















/** Where distributions put their static emulators. */
const HOST_FOLDERS = ['/usr/local/bin', '/usr/bin'];
/** This machine's own. */
const ofHost = (architectures, context) => inFolders(HOST_FOLDERS, 'of this machine', architectures, context);
/** The file, or the folder, that the input names. */
const atPath = async (architectures, context) => {
    const { path } = context.request;
    const isFolder = await (0,promises_.stat)(path).then((found) => found.isDirectory(), () => false);
    if (isFolder)
        return inFolders([path], `in ${path}`, architectures, context);
    return proveAll(architectures.map((arch) => ({ arch, file: path })), `at ${path}`, context);
};
/** Alpine's packages, from the newest branch of the mirror. */
const fromApk = (architectures, context) => downloaded('from apk', architectures, context, (cpus, folder) => downloadFromApk(cpus, folder, context));
/** The distribution's package. */
const fromApt = (architectures, context) => downloaded('from apt', architectures, context, (cpus, folder) => downloadFromApt(cpus, folder, context));
/** For each cpu the first file that is proved, in the order of the folders. */
async function inFolders(folders, source, architectures, context) {
    const found = await Promise.all(architectures.map(async (arch) => {
        for (const folder of folders) {
            for (const name of [`qemu-${arch.cpu}-static`, (0,kept/* fileName */.Md)(arch.cpu)]) {
                const file = (0,external_node_path_.join)(folder, name);
                if (!(0,qemu_emulator/* isStaticProgram */.Ld)(file))
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
    return (0,temporary/* withTemporaryFolder */.E)(context.paths.temporary, async (folder) => {
        const cpus = architectures.map(({ cpu }) => cpu);
        const got = await download(cpus, folder);
        const files = new Map([...got].flatMap(([cpu, one]) => ('file' in one ? [[cpu, one]] : [])));
        const emulators = await keepProved(files, source, architectures, context);
        await Promise.all(emulators.map((emulator) => saveForOthers(emulator, context)));
        return [...emulators, ...[...got.values()].filter((one) => 'cause' in one)];
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
    const digest = await (0,verify_digest/* fileDigest */.h)(emulator.file, 'sha256');
    const version = `${(0,qemu_emulator/* buildOf */.Yy)(emulator)}-${digest.slice(0, 12)}`;
    const folder = await tools.keep(emulator.file, (0,kept/* fileName */.Md)(emulator.cpu), (0,kept/* toolName */.Uf)(emulator.cpu), version);
    return { ...emulator, file: (0,external_node_path_.join)(folder, (0,kept/* fileName */.Md)(emulator.cpu)) };
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
    if ((0,faults/* faultsOf */.x)(emulator).length > (0,faults/* faultsOf */.x)({ cpu, version }).length)
        return; // a file does not tell its release
    const key = keyOf(cpu, context);
    const place = (0,cache_file/* cachedFile */.$)(key, context.paths);
    await (0,disk/* makeFolder */.fc)((0,external_node_path_.dirname)(place));
    context.remote.note(key, key);
    await (0,promises_.copyFile)(file, (0,cache_file/* partialFile */.M)(key, context.paths));
    await (0,promises_.rename)((0,cache_file/* partialFile */.M)(key, context.paths), place);
}
/** What an earlier job has left in the cache of the workflow; it is proved again. */
const fromCache = async (architectures, context) => {
    const { remote, paths } = context;
    if (!remote || !isForAll(context))
        return [];
    const found = await Promise.all(architectures.map(async ({ cpu }) => {
        const key = keyOf(cpu, context);
        const file = (0,cache_file/* cachedFile */.$)(key, paths);
        await (0,disk/* makeFolder */.fc)((0,external_node_path_.dirname)(file));
        remote.note(key, undefined);
        const asked = context.progress.during(`qemu-${cpu} in the cache of the workflow`, () => remote.restore(key, file));
        if (!(await asked))
            return [];
        await (0,promises_.chmod)(file, 0o755);
        return [[cpu, { file }]];
    }));
    return keepProved(new Map(found.flat()), 'from the cache of the workflow', architectures, context);
};
function keyOf(cpu, { packages, date }) {
    return (0,key/* emulatorKey */.xc)(cpu, packages.hostArch, packages.mirror, date);
}
/** What runs a canary; what does not is passed over, with a warning. */
async function proveAll(candidates, source, context) {
    const proved = await Promise.all(candidates.map(async ({ arch, file, ...rest }) => {
        const version = (0,qemu_emulator/* isStaticProgram */.Ld)(file) ? await prove(file, arch, context) : undefined;
        if (version !== undefined)
            return { cpu: arch.cpu, file, version, source, ...rest };
        context.log.warning(`${file} (${source}) is no static emulator that runs a ${arch.name} program here; it is passed over`);
        return undefined;
    }));
    return proved.filter((emulator) => emulator !== undefined);
}
/** Its version, when it runs the canary of that architecture. */
async function prove(file, arch, context) {
    const asked = { argv: [file, '--version'], why: `ask ${file} for its version`, timeoutMs: 10_000 };
    try {
        const [canary, version] = await Promise.all([(0,proof/* runCanary */.i)(arch, file, context), context.exec.attempt(asked)]);
        return canary.status === qemu_canary/* CANARY_STATUS */.U ? (0,qemu_emulator/* parseVersion */.ot)(version.stdout) : undefined;
    }
    catch (error) {
        context.log.debug((0,errors/* explain */.WE)(error).join(' ')); // not a program of this machine
        return undefined;
    }
}
/** Which are asked, in their order. The first that has a version without known faults is taken. */
const SOURCES = {
    auto: [fromCache, fromApk, fromApt, ofHost],
    apk: [fromApk],
    apt: [fromApt],
    system: [ofHost],
    path: [atPath],
};


/***/ })

};
;