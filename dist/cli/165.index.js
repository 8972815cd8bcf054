"use strict";
exports.id = 165;
exports.ids = [165];
exports.modules = {

/***/ 2692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ shown)
/* harmony export */ });
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


/***/ }),

/***/ 5165:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ makeBase),
  $: () => (/* binding */ unpackMinirootfs)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/temporary.js
var temporary = __webpack_require__(5911);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
// EXTERNAL MODULE: ./.modules/report/masked.js
var masked = __webpack_require__(3396);
// EXTERNAL MODULE: ./.modules/verify/digest.js
var verify_digest = __webpack_require__(6928);
// EXTERNAL MODULE: ./.modules/rootfs/packages.js + 2 modules
var rootfs_packages = __webpack_require__(9399);
// EXTERNAL MODULE: ./.modules/rootfs/debian/build.js + 4 modules
var build = __webpack_require__(2328);
// EXTERNAL MODULE: ./.modules/rootfs/debian/plan.js
var debian_plan = __webpack_require__(7797);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./.modules/platform/lock.js
var lock = __webpack_require__(9449);
;// CONCATENATED MODULE: ./.modules/rootfs/image/platform.js

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
function readIndex(manifest) {
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
    return new errors/* Refused */.Lw({
        what: `the image has no platform ${platformName(wanted)}; it has ${names.join(', ') || 'none'}`,
        source: `docker://${image}`,
        todo: 'Take another image, or another architecture.',
    });
}

// EXTERNAL MODULE: ./.modules/verify/tar-extensions.js
var tar_extensions = __webpack_require__(6600);
// EXTERNAL MODULE: ./.modules/verify/tar-header.js
var tar_header = __webpack_require__(4895);
// EXTERNAL MODULE: ./.modules/verify/tar-limits.js
var tar_limits = __webpack_require__(8710);
;// CONCATENATED MODULE: ./.modules/rootfs/image/tar-reader.js




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
            throw error instanceof tar_header/* HeaderFault */.Mz ? this.broken(`has ${error.message}`) : error;
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
            const block = await this.source.read(tar_header/* BLOCK */.IE);
            if (block.every((byte) => byte === 0))
                return undefined; // it may be cut, or there may be none
            if (block.length < tar_header/* BLOCK */.IE)
                throw this.broken('ends in the middle of an entry');
            const header = (0,tar_header/* readHeader */.ay)(block, 0);
            const { type, sizeBytes } = header;
            if (!'xgLK'.includes(type))
                return this.entry({ ...header, ...(0,tar_header/* readModeAndTime */.Gf)(block) }, said);
            const content = await this.extension(sizeBytes);
            if (type === 'x')
                for (const { keyword, value } of (0,tar_extensions/* readRecords */.T3)(content))
                    said.set(keyword, value);
            else if (type === 'L')
                said.set('path', (0,tar_extensions/* readLongName */.U$)(content));
            else if (type === 'K')
                said.set('linkpath', (0,tar_extensions/* readLongName */.U$)(content));
        }
    }
    async extension(sizeBytes) {
        if (sizeBytes > tar_limits/* TAR_LIMITS */.D.extensionBytes)
            throw new tar_header/* HeaderFault */.Mz('a name or attributes of more than 1 MiB');
        const content = await this.source.read(sizeBytes);
        if (content.length < sizeBytes)
            throw this.broken('ends in the middle of an entry');
        this.paddingBytes = (0,tar_header/* padding */.Ms)(sizeBytes);
        return content;
    }
    entry(header, said) {
        if (header.type === 'S' || [...said.keys()].some((keyword) => keyword.startsWith('GNU.sparse.')))
            throw new tar_header/* HeaderFault */.Mz('a sparse file, which images do not have');
        const numeric = (keyword, value) => {
            const given = said.get(keyword);
            return given === undefined ? value : (0,tar_extensions/* paxNumber */.H8)(keyword, given);
        };
        const name = said.get('path') ?? header.name;
        const kind = kindOf(header.type, name);
        const sizeBytes = kind === 'file' || kind === 'other' ? numeric('size', header.sizeBytes) : 0;
        this.unreadBytes = sizeBytes;
        this.paddingBytes = (0,tar_header/* padding */.Ms)(sizeBytes);
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
        return new errors/* Failed */.cV({ what: `a layer of the image ${what}`, source: this.name });
    }
}
function attributesOf(said) {
    const all = [...said].filter(([keyword]) => keyword.startsWith(XATTR));
    return new Map(all.map(([keyword, value]) => [keyword.slice(XATTR.length), value]));
}
function kindOf(type, name) {
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

;// CONCATENATED MODULE: ./.modules/rootfs/image/tar-source.js
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

;// CONCATENATED MODULE: ./.modules/rootfs/image/archive.js







/** Of a JSON file: configurations with a long history have some 100 KiB. */
const JSON_BYTES = 4 * 1024 * 1024;
/**
 * Reads what `docker save`, `podman save` and `skopeo copy … docker-archive:` write: a tar with manifest.json, the
 * image's configuration and its layers, of which nothing is unpacked. The configuration is what its name, a digest, says,
 * and has the digests of the layers. Throws `Failed`. Source: docker's image specification v1.2.
 * @param source for messages: what image it is
 */
async function readImageArchive(file, source) {
    const handle = await (0,promises_.open)(file);
    try {
        const members = await findMembers(handle, source);
        const json = (name) => readMember(handle, find(members, name, source), source);
        const { config, layers } = readManifest((await json('manifest.json')).toString('utf8'), source);
        const bytes = await json(config);
        const id = (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
        if (external_node_path_.posix.basename(config).replace(/\.json$/, '') !== id)
            throw broken(`has a configuration ${config} that is not what its name says`, source);
        const described = readConfiguration(bytes.toString('utf8'), source);
        if (described.digests.length !== layers.length)
            throw broken('has not as many layers as it says', source);
        return {
            file,
            id: `sha256:${id}`,
            platform: described.platform,
            environment: described.environment,
            layers: layers.map((name, index) => {
                const { start, sizeBytes } = find(members, name, source);
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
        members.set(external_node_path_.posix.normalize(entry.name), { start: from.position(), sizeBytes: entry.sizeBytes, link });
    }
    return members;
}
/** A member by its name; layers that are there twice are links to one. */
function find(members, name, source) {
    const member = members.get(external_node_path_.posix.normalize(name));
    if (member?.link === undefined)
        return member ?? missing(name, source);
    const target = members.get(external_node_path_.posix.join(external_node_path_.posix.dirname(name), member.link)) ?? missing(name, source);
    return target.link === undefined ? target : missing(name, source);
}
function missing(name, source) {
    throw broken(`has no ${name}`, source);
}
async function readMember(handle, { start, sizeBytes }, source) {
    if (sizeBytes > JSON_BYTES)
        throw broken('describes itself with more than 4 MiB', source);
    const buffer = Buffer.alloc(sizeBytes);
    const { bytesRead } = await handle.read(buffer, 0, sizeBytes, start);
    if (bytesRead < sizeBytes)
        throw broken('ends too early', source);
    return buffer;
}
function readManifest(text, source) {
    const images = parsed(text, source);
    const [image, ...more] = Array.isArray(images) ? images : [];
    const config = field(image, 'Config');
    const layers = strings(field(image, 'Layers'));
    if (more.length > 0)
        throw broken('has several images', source);
    if (typeof config !== 'string' || !layers)
        throw broken('has a manifest that is not known here', source);
    return { config, layers };
}
/** Source: OCI's image-spec, config.md. */
function readConfiguration(text, source) {
    const value = parsed(text, source);
    const platform = readPlatform(value);
    const digests = strings(field(field(value, 'rootfs'), 'diff_ids'));
    if (!platform || !digests)
        throw broken('has a configuration that is not known here', source);
    return { platform, digests, environment: strings(field(field(value, 'config'), 'Env')) ?? [] };
}
function parsed(text, source) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw broken('has a description that is no JSON', source);
    }
}
function strings(value) {
    const isText = (item) => typeof item === 'string';
    return Array.isArray(value) && value.every(isText) ? value : undefined;
}
function broken(what, source) {
    return new errors/* Failed */.cV({ what: `the saved image ${what}`, source });
}

// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __webpack_require__(8815);
// EXTERNAL MODULE: ./.modules/platform/processes.js
var processes = __webpack_require__(4241);
;// CONCATENATED MODULE: ./.modules/rootfs/image/claims.js






/**
 * Notes that an image is going to be pulled for us alone, before it is. What runs that are dead have left in engines is
 * removed first. Notes are files `PID-STARTTIME.RANDOM` in the folder `images` of the cache.
 */
async function claimImage(engine, name, ports) {
    const folder = (0,external_node_path_.join)(ports.paths.cache, 'images');
    await (0,disk/* makeFolder */.fc)(folder);
    await removeAbandoned(folder, ports);
    const note = (0,external_node_path_.join)(folder, `${(0,processes/* processName */.po)(process.pid)}.${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.writeFile)(note, JSON.stringify({ engine, name }));
    return { release: () => removeImage(note, ports) };
}
async function removeAbandoned(folder, ports) {
    const abandoned = (await (0,promises_.readdir)(folder)).filter((note) => !(0,processes/* isAlive */._n)(note));
    for (const note of abandoned)
        await removeImage((0,external_node_path_.join)(folder, note), ports);
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
    await (0,promises_.rm)(note, { force: true });
}
const NOT_THERE = { status: null, stderr: 'it is not there' };
async function readNote(note) {
    try {
        const value = JSON.parse(await (0,promises_.readFile)(note, 'utf8'));
        return { engine: field(value, 'engine'), name: field(value, 'name') };
    }
    catch {
        return { engine: undefined, name: undefined };
    }
}

// EXTERNAL MODULE: ./.modules/rootfs/image/reference.js
var image_reference = __webpack_require__(6363);
;// CONCATENATED MODULE: ./.modules/rootfs/image/request.js
/** What is written for each request, in its folder. */
const IMAGE_FILE = 'image.tar';
/** Images may have gigabytes. */
const PULL_MS = 30 * 60_000;

;// CONCATENATED MODULE: ./.modules/rootfs/image/engine.js







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
    const name = (0,image_reference/* fullName */.fq)(reference, digest);
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
                ...((0,image_reference/* isLoopback */.U9)(reference) ? engine.insecurePull : []),
            ];
            await run(engine, ports, `pull the image ${reference.text}`, 'pull', ...options, name);
        }
        const known = digest ?? digestOf(there ?? (await inspect(engine, name, ports)));
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
        throw new errors/* Failed */.cV({ what: 'it has no image of this name in its own storage' });
    const [os, architecture, variant] = ['Os', 'Architecture', 'Variant'].map((it) => field(image, it));
    const platform = readPlatform({ os, architecture, variant });
    if (!platform || !isSamePlatform(platform, request.platform))
        throw isOther(platform, request.platform);
    ports.log.info(`taking ${text} from the storage of ${tool}`);
    return { ...(await save(engine, text, request, ports)), digest: digestOf(image), tool };
}
async function findTool(engine, ports) {
    const { stdout } = await run(engine, ports, `use ${engine.name}`, 'version', '--format', engine.version);
    return `${engine.name} ${stdout.trim()}`;
}
/** The digest of the image for the platform; undefined where the engine cannot tell it without pulling. */
async function findDigest(engine, { reference, platform, folder }, ports) {
    const options = (0,image_reference/* isLoopback */.U9)(reference) ? engine.insecureInspect : [];
    const env = (0,image_reference/* isLoopback */.U9)(reference) ? await plainHttp(reference, folder) : {};
    const ask = async (...more) => {
        const words = ['manifest', 'inspect', ...options, ...more, (0,image_reference/* fullName */.fq)(reference)];
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
        return readIndex(manifest);
    }
    catch {
        return undefined;
    }
}
/** podman's `manifest inspect` has no option for it (4.3); the file takes the place of the machine's. */
async function plainHttp(reference, folder) {
    const file = (0,external_node_path_.join)(folder, 'registries.conf');
    await (0,promises_.writeFile)(file, `[[registry]]\nlocation = "${reference.host}"\ninsecure = true\n`);
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
function digestOf(image) {
    const listed = field(image, 'RepoDigests');
    const named = Array.isArray(listed) ? listed.map((name) => String(name).split('@')[1]) : [];
    const id = String(field(image, 'Id')).replace(/^(?!sha256:)/, 'sha256:');
    const candidates = [field(image, 'Digest'), ...named, id];
    return String(candidates.find((it) => typeof it === 'string' && it !== ''));
}
async function save(engine, name, { folder }, ports) {
    const file = (0,external_node_path_.join)(folder, IMAGE_FILE);
    await run(engine, ports, `save the image ${name}`, 'save', ...engine.save, '-o', file, name);
    return { file };
}
function run(engine, ports, why, ...words) {
    return ports.exec.run(command(engine, ports, why, words));
}
function attempt(engine, ports, why, words, env = {}) {
    return ports.exec.attempt(command(engine, ports, why, words, env));
}
function command(engine, ports, why, words, env = {}) {
    return { argv: [engine.name, ...words], why, env: { ...ports.engines, ...env }, timeoutMs: PULL_MS };
}
function isOther(there, wanted) {
    const what = there ? platformName(there) : 'of no platform';
    return new errors/* Failed */.cV({ what: `the image that it has is ${what}, not ${platformName(wanted)}` });
}
function nameIsTaken(engine, name) {
    return new errors/* Failed */.cV({
        what: `${engine.name} cannot tell the digest of ${name}, and has an image of that name, which a pull would replace`,
        source: name,
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./.modules/rootfs/image/layers.js

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
            throw this.wrong(`has something below a whiteout: ${shown(entry.name)}`);
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
        throw this.wrong(`has a hard link to what is no file: ${shown(entry.name)} -> ${shown(entry.link)}`);
    }
    /** Takes away what lower layers have; what this layer has stays, whichever comes first. */
    whiteOut(path, base) {
        const parent = this.folder(path, 'found');
        const name = base.slice(WHITEOUT.length);
        if (['', '.', '..'].includes(name))
            throw this.wrong(`has a whiteout of nothing: ${shown(base)}`);
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
                    throw this.wrong(`has something below a file: ${shown(path.join('/'))}`);
                }
                followed += 1;
                if (followed > LINKS_FOLLOWED)
                    throw this.wrong(`has links in a circle: ${shown(path.join('/'))}`);
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
            throw this.wrong(`has a name that leads out of the root: ${shown(name)}`);
        return parts;
    }
    wrong(what) {
        return new errors/* Failed */.cV({
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
function shown(name) {
    return JSON.stringify(Buffer.from(name, 'latin1').toString('utf8')).replace(/[^\x20-\x7e]/g, '?');
}

;// CONCATENATED MODULE: ./.modules/rootfs/image/tar-writer.js

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
    const own = (0,tar_header/* makeHeader */._v)(name, sizeBytes, { type: TYPES[kind], link, mode, uid, gid, mtimeSeconds });
    if (records.length === 0)
        return own;
    const content = Buffer.from(records.map(record).join(''), 'latin1');
    const extension = (0,tar_header/* makeHeader */._v)('././@PaxHeader', content.length, { type: 'x' });
    return Buffer.concat([extension, content, Buffer.alloc((0,tar_header/* padding */.Ms)(content.length)), own]);
}
/** What ends a tar. */
const TAR_END = Buffer.alloc(2 * tar_header/* BLOCK */.IE);
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

;// CONCATENATED MODULE: ./.modules/rootfs/image/flatten.js












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
    const out = (0,external_node_fs_.createWriteStream)(file, { flags: 'wx', mode: 0o600 });
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(flatTar(layers.flatten(), archive, source), { objectMode: false }), out);
}
async function readLayer({ file }, layer, layers, source) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = streamSource(hashed(await layerBytes(file, layer, source), hash));
    const tar = new TarReader(bytes, source);
    layers.begin();
    for (let entry = await tar.next(); entry; entry = await tar.next())
        layers.add(entry);
    await bytes.skip(Infinity); // what is behind the end of the tar counts too
    const digest = `sha256:${hash.digest('hex')}`;
    if (digest === layer.digest)
        return;
    throw new errors/* Failed */.cV({
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
        return external_node_stream_.Readable.from([]);
    const bytes = (0,external_node_fs_.createReadStream)(file, { start, end: start + sizeBytes - 1 });
    const magic = await magicAt(file, start);
    if (magic.startsWith('1f8b08')) {
        const gunzip = (0,external_node_zlib_.createGunzip)();
        (0,external_node_stream_promises_.pipeline)(bytes, gunzip).catch(() => undefined); // whoever reads from it sees the error
        return readable(gunzip, source);
    }
    if (magic !== '28b52ffd')
        return bytes;
    bytes.destroy();
    throw new errors/* Failed */.cV({
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
        throw new errors/* Failed */.cV({ what: `a layer of the image cannot be read: ${cause}`, source });
    }
}
async function magicAt(file, position) {
    const handle = await (0,promises_.open)(file);
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
            yield Buffer.alloc((0,tar_header/* padding */.Ms)(entry.sizeBytes));
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
        attributes: kept(entry),
    });
}
/**
 * Attributes that a root has. Not among them are those of overlayfs (`trusted.overlay.…`): a root is a layer of one, in
 * which they would mean something.
 */
function kept({ attributes }) {
    const isKept = (name) => name === 'security.capability' ||
        name.startsWith('system.posix_acl_') ||
        (name.startsWith('user.') && !name.startsWith('user.overlay.'));
    return new Map([...attributes].filter(([name]) => isKept(name)));
}

;// CONCATENATED MODULE: ./.modules/rootfs/image/skopeo.js





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
    const insecure = (option) => ((0,image_reference/* isLoopback */.U9)(reference) ? [`--${option}=false`] : []);
    const why = `get the image ${reference.text}`;
    const inspect = async (name) => {
        const words = ['inspect', '--raw', ...insecure('tls-verify'), `docker://${name}`];
        return (await skopeo(why, ...words)).stdout;
    };
    const manifest = await inspect((0,image_reference/* fullName */.fq)(reference));
    const entries = readIndex(manifest);
    const digest = entries ? chooseImage(entries, platform, reference.text) : skopeo_digestOf(manifest);
    ports.log.info(`pulling ${(0,image_reference/* fullName */.fq)(reference, digest)} with skopeo ${version}`);
    // A path may have a colon in it, which skopeo takes for the end of it: the folder is the current one.
    const places = [`docker://${(0,image_reference/* fullName */.fq)(reference, digest)}`, `docker-archive:${IMAGE_FILE}`];
    await skopeo(why, 'copy', '--quiet', ...insecure('src-tls-verify'), ...places);
    return { file: (0,external_node_path_.join)(folder, IMAGE_FILE), digest, tool: `skopeo ${version}` };
}
function skopeo_digestOf(manifest) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(manifest).digest('hex')}`;
}

// EXTERNAL MODULE: ./.modules/rootfs/unpack.js + 3 modules
var unpack = __webpack_require__(304);
;// CONCATENATED MODULE: ./.modules/rootfs/image/unpack-image.js













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
    return (0,temporary/* withTemporaryFolder */.E)(ports.paths.temporary, async (folder) => {
        const { file, digest, tool } = await ports.progress.during(`${job.arch.name}: the image ${job.image}`, () => saveImage({ reference, platform, folder }, ports));
        const archive = await readImageArchive(file, source);
        // An engine may take what it has, or what alone there is, for what was asked for.
        if (!isSamePlatform(archive.platform, platform)) {
            throw otherPlatforms([archive.platform], platform, job.image);
        }
        const flat = (0,external_node_path_.join)(folder, 'root.tar');
        await ports.progress.during(`${job.arch.name}: the layers of ${job.image}`, () => flattenImage(archive, flat, source));
        await (0,promises_.rm)(file); // the root will need the room
        await (0,unpack/* unpack */.l)({ file: flat, source }, job.target, [], ports);
        return { digest, tool, environment: archive.environment };
    });
}
function readReference(image) {
    const problems = [];
    const reference = (0,image_reference/* parseImage */.zZ)(image, (problem) => problems.push(problem));
    if (reference)
        return reference;
    throw new errors/* Refused */.Lw({ what: problems.join('\n') });
}
function platformOf({ name, docker }) {
    if (docker !== null)
        return parsePlatform(docker);
    throw new errors/* Refused */.Lw({
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
    const ways = [...((0,image_reference/* isLocalOnly */.we)(request.reference) ? [] : fromRegistry), ...local];
    const reasons = [];
    for (const { name, save } of ways) {
        try {
            return await save();
        }
        catch (error) {
            const signal = ports.interrupts.received();
            if (signal)
                throw new errors/* Interrupted */.j$(signal);
            if (!(error instanceof errors/* Failed */.cV))
                throw error;
            reasons.push(`${name}: ${error.explanation.what}`);
            ports.log.debug(`${request.reference.text}: ${reasons.at(-1) ?? ''}`);
            await (0,promises_.rm)((0,external_node_path_.join)(request.folder, IMAGE_FILE), { force: true });
        }
    }
    throw notToBeHad(request.reference, reasons);
}
/** What one pulls, another must not find and take for what was there before. */
function oneAtATime(ports, work) {
    const onWait = () => {
        ports.log.info('waiting for another xarch that uses podman or docker');
    };
    return (0,lock/* withLock */.k)((0,external_node_path_.join)(ports.paths.cache, 'images.lock'), ports, onWait, work);
}
function notToBeHad({ text }, reasons) {
    return new errors/* Failed */.cV({
        what: `the image could not be got:\n${reasons.join('\n')}`,
        source: `docker://${text}`,
        todo: 'Check its name; skopeo, podman or docker has to be there, and logged in where the registry wants it.',
    });
}

// EXTERNAL MODULE: ./.modules/rootfs/inside.js
var inside = __webpack_require__(3110);
// EXTERNAL MODULE: ./.modules/rootfs/minirootfs.js
var rootfs_minirootfs = __webpack_require__(2410);
// EXTERNAL MODULE: ./.modules/verify/damaged.js
var damaged = __webpack_require__(4349);
;// CONCATENATED MODULE: ./.modules/verify/openpgp.js



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
            (0,external_node_path_.dirname)(file),
            '--status-fd',
            '1',
            '--keyring',
            keyring,
            '--',
            signature,
            file,
        ],
        why: `check the signature ${(0,damaged/* fileName */.M)(source)}`,
    });
    const said = statusLines(stdout);
    const count = (word) => said.filter(([first]) => first === word).length;
    const isGood = status === 0 && count('NEWSIG') === 1 && count('GOODSIG') === 1;
    const valid = said.find(([word]) => word === 'VALIDSIG') ?? [];
    const signer = valid[PRIMARY_FINGERPRINT];
    if (isGood && signer === fingerprint)
        return;
    throw new errors/* Failed */.cV({
        what: `the signature ${(0,damaged/* fileName */.M)(source)} does not hold: ${reasonOf(said, signer, fingerprint) ?? stderr.trim()}`,
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
const REASONS = {
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
    const reason = said.map(([word = '']) => REASONS[word]).find((text) => text !== undefined);
    if (reason !== undefined)
        return reason;
    if (signer === undefined)
        return undefined;
    return signer === fingerprint
        ? 'it has more than one signature'
        : `it is by the key ${signer}, not by ${fingerprint}`;
}

;// CONCATENATED MODULE: ./.modules/rootfs/release.js





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
    const file = (0,external_node_path_.join)(folder, 'minirootfs.tar.gz');
    const digestFile = readDigestFile(url, fetch);
    const expected = minirootfs.sha512 ?? (await digestFile); // of a list without digests the file alone counts
    const [digest, tarball, signatureOf] = await Promise.allSettled([
        digestFile,
        fetch.file(url, file, { algorithm: 'sha512', digest: expected }, minirootfs.name),
        fetch.bytes(`${url}.asc`, SMALL_BYTES).then(async (asc) => {
            return { asc, canCheck: asc !== undefined && (await hasGpgv(ports)) };
        }),
    ]);
    if (expected !== settled(digest))
        throw disagreement(minirootfs, expected, settled(digest));
    const downloaded = settled(tarball);
    const signed = { source: `${url}.asc`, file, ...settled(signatureOf) };
    await checkSignature(signed, signature, key, ports);
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
        throw unusable(url, 'the mirror does not have it');
    const [, digest, name] = /^([\da-f]{128}) [ *](\S+)\n?$/i.exec(bytes.toString('latin1')) ?? [];
    if (digest === undefined || name === undefined)
        throw unusable(url, 'it is no line of a digest and a name, as sha512sum writes it');
    if ((0,damaged/* fileName */.M)(name) !== (0,damaged/* fileName */.M)(tarball))
        throw unusable(url, `it is about another file, ${name}`);
    return digest.toLowerCase();
}
function unusable(url, why) {
    return new errors/* Failed */.cV({
        what: `the file ${(0,damaged/* fileName */.M)(url)}, which has the digest of the minirootfs, cannot be used: ${why}`,
        source: url,
        todo: 'Every mirror of Alpine has one beside each minirootfs. Try again, or another mirror (input "mirror").',
    });
}
function disagreement({ url, source }, listed, beside) {
    const name = (0,damaged/* fileName */.M)(url);
    return new errors/* Failed */.cV({
        what: `sha512 of ${name} is ${beside} by ${name}.sha512, expected ${listed} by ${(0,damaged/* fileName */.M)(source)}`,
        source: url,
        todo: 'The mirror does not agree with itself: it is just being changed, damaged, or not to be trusted. Try again in a minute, or another mirror (input "mirror").',
    });
}
async function checkSignature({ file, asc, source, canCheck }, policy, { file: keyring, fingerprint }, ports) {
    if (asc !== undefined && canCheck) {
        const signature = `${file}.asc`;
        await (0,promises_.writeFile)(signature, asc);
        const key = { keyring: (0,external_node_path_.join)(ports.paths.assets, keyring), fingerprint };
        await verifySignature({ file, signature, ...key, source }, ports);
        ports.log.debug(`the signature of the minirootfs holds: ${source}`);
        return;
    }
    if (policy === 'required')
        throw asc === undefined ? unsigned(source) : unchecked(source);
    if (asc === undefined)
        ports.log.debug(`the signature of the minirootfs is not checked, the mirror has none: ${source}`);
    else
        ports.log.warning(`the signature of the minirootfs is not checked, this machine has no gpgv: ${source}`);
}
function unsigned(source) {
    return new errors/* Refused */.Lw({
        what: `the mirror has no signature of the minirootfs, and one is required (input "signature")`,
        source,
        todo: "Take a mirror that has it (Alpine's own do), or check it only where there is one (signature: when-present).",
    });
}
function unchecked(source) {
    return new errors/* Refused */.Lw({
        what: 'the signature of the minirootfs is required (input "signature"), and this machine has no gpgv to check it',
        source,
        todo: 'Install gpgv (Debian, Ubuntu: the package gpgv; Fedora, Alpine: gnupg2, gpgv).',
    });
}

// EXTERNAL MODULE: ./.modules/rootfs/repositories.js
var rootfs_repositories = __webpack_require__(3434);
// EXTERNAL MODULE: ./.modules/sandbox/environment.js
var sandbox_environment = __webpack_require__(2283);
;// CONCATENATED MODULE: ./.modules/rootfs/base.js
















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
        plan.source.kind === 'apk' ? undefined : (0,rootfs_minirootfs/* findMinirootfs */.A)(plan, ports.fetch),
        (0,rootfs_repositories/* findRepositories */.iP)(plan, ports.fetch),
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
    const add = (packages, isNew) => (0,rootfs_packages/* installAlpinePackages */.k)({ packages, repositories, isNew }, plan, root, context);
    const fetched = await add(plan.basePackages, true);
    if (repositories.some(isHttps) && !(await hasCertificates(root))) {
        const added = await add(['ca-certificates'], false).catch((error) => {
            ports.log.warning(`${plan.arch.name}: the repositories have no ca-certificates, so HTTPS will not work inside: ${error.message.split('\n')[0] ?? ''}`);
            return [];
        });
        fetched.push(...added.filter(({ source }) => fetched.every((one) => one.source !== source)));
    }
    return { source: (0,masked/* masked */.Iv)(`apk bootstrap from ${plan.mirror}, ${plan.branch}`), fetched };
};
const isHttps = (line) => (0,rootfs_repositories/* repositoryUrl */.Ek)(line).startsWith('https:');
async function hasCertificates(root) {
    return (await (0,inside/* isInside */.FK)(root, 'etc/ssl/certs/ca-certificates.crt')) || (0,inside/* isInside */.FK)(root, 'etc/ssl/cert.pem');
}
/** Nothing is unpacked before all of it has arrived and was verified. */
async function unpackMinirootfs(minirootfs, plan, repositories, root, ports) {
    const { url, version } = minirootfs;
    const fetched = await (0,temporary/* withTemporaryFolder */.E)(ports.paths.temporary, async (folder) => {
        ports.log.info(`downloading the minirootfs ${version}: ${url}`);
        const download = downloadMinirootfs(minirootfs, folder, plan.signature, ports);
        const remote = repositories
            .filter((line) => (0,rootfs_repositories/* localFolder */.M1)((0,rootfs_repositories/* repositoryUrl */.Ek)(line)) === undefined)
            .map(masked/* withoutPassword */.G5);
        await (0,unpack/* unpack */.l)({ file: download.then(({ file }) => file), source: url }, root, remote, ports);
        return { source: url, algorithm: 'sha512', digest: (await download).digest };
    });
    return {
        source: (0,masked/* masked */.Iv)(`minirootfs ${version} from ${plan.mirror}, ${plan.branch}`),
        fetched: [{ ...fetched, source: (0,masked/* masked */.Iv)(url) }],
    };
}
const makeDebian = async (plan, root, { ports, runnable }) => {
    await runnable;
    const { suite, ...job } = (0,debian_plan/* debianJob */.z)(plan, root);
    const { version, fetched } = await (0,build/* bootstrapDebian */.q_)({ ...job, suite, packages: [] }, ports);
    const name = `${job.distribution} ${suite}${version === null ? '' : ` (${version})`}`;
    return { source: `${name} by mmdebstrap`, fetched: (0,debian_plan/* fetchedFrom */.E)(fetched) };
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
        environment: (0,sandbox_environment/* imageVariables */.pH)(environment),
    };
};
const makeFromTarball = async ({ source, digest }, root, { ports }) => {
    if (source.kind === 'path') {
        if (!digest) {
            await ports.progress.during(`copying ${source.path}`, () => ports.exec.run({
                argv: ['cp', '-a', '--reflink=auto', '--', `${source.path}/.`, root],
                why: `copy the folder ${source.path}`,
                privileged: true,
            }));
            return { source: `folder ${source.path}`, fetched: [] };
        }
        await unpackVerified(source.path, digest, root, ports);
        return { source: `tarball ${source.path}`, fetched: [{ source: source.path, ...digest }] };
    }
    if (source.kind !== 'url')
        throw new Error(`${source.kind} is no tarball`);
    const { url, checksum } = source;
    return (0,temporary/* withTemporaryFolder */.E)(ports.paths.temporary, async (folder) => {
        const file = (0,external_node_path_.join)(folder, 'tarball');
        ports.log.info(`downloading ${url}`);
        const got = await ports.fetch.file(url, file, checksum);
        await (0,unpack/* unpack */.l)({ file, source: url }, root, [], ports);
        const { algorithm, digest: sum } = got;
        return { source: (0,masked/* masked */.Iv)(`tarball ${url}`), fetched: [{ source: (0,masked/* masked */.Iv)(url), algorithm, digest: sum }] };
    });
};
/** The digest was taken when the key of the root was made: the file may be another by now. */
async function unpackVerified(path, expected, root, ports) {
    const hash = (0,external_node_crypto_.createHash)(expected.algorithm);
    const onRead = (chunk) => {
        hash.update(chunk);
    };
    const verify = () => {
        const digest = hash.digest('hex');
        if (digest !== expected.digest)
            throw (0,verify_digest/* wrongDigest */.K)(path, expected, digest);
    };
    await (0,unpack/* unpack */.l)({ file: path, source: path, onRead, verify }, root, [], ports);
}
function noMinirootfs({ arch, branch, mirror }) {
    return new errors/* Refused */.Lw({
        what: `the mirror has no minirootfs for ${arch.name} in the branch ${branch}`,
        source: `${mirror}/${branch}/releases/${arch.name}`,
        todo: 'Check the branch and the mirror, or let apk make the root (input "rootfs": auto or apk).',
    });
}
function nothingThere({ arch, branch, mirror }) {
    return new errors/* Refused */.Lw({
        what: `the mirror has nothing for ${arch.name} in the branch ${branch}: neither a minirootfs nor packages`,
        source: `${mirror}/${branch}`,
        todo: 'Check the branch and the mirror, or name repositories that have the architecture (input "repositories").',
    });
}


/***/ }),

/***/ 1110:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ compressionOf),
/* harmony export */   y: () => (/* binding */ ZSTD)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2010);


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
const HEAD_BYTES = 512;
/**
 * How the archive at a place of a file is compressed, told by its first bytes; undefined for a plain tar. Throws
 * `Failed` at everything else.
 */
async function compressionOf({ file, start = 0, source, }) {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file);
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, start);
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
    throw new _report_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failed */ .cV({
        what: `this is no archive of a root, but ${whatItIs(head)}`,
        source,
        todo: 'Allowed is a tar, plain or compressed with gzip, xz or zstd.',
    });
}
/** POSIX's magic and GNU's; older ones have none, but a sum of octal digits at its place. */
function isTar(head) {
    if (head.toString('latin1', 257, 262) === 'ustar')
        return true;
    return head.length === HEAD_BYTES && /^[ 0-7]{6}[ \0]/.test(head.toString('latin1', 148, 156));
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


/***/ }),

/***/ 6318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ countedPackages)
/* harmony export */ });
/** How many packages there are to install; of one its name. */
function countedPackages(packages) {
    return packages.length === 1 ? (packages[0] ?? '') : `${packages.length} packages`;
}


/***/ }),

/***/ 2328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ab: () => (/* binding */ addDebianPackages),
  q_: () => (/* binding */ bootstrapDebian)
});

// UNUSED EXPORTS: parseUris, stepOf

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/temporary.js
var temporary = __webpack_require__(5911);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
;// CONCATENATED MODULE: ./.modules/rootfs/debian/archives.js

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
        throw new errors/* Refused */.Lw({
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
        throw new errors/* Refused */.Lw({
            what: `Debian has no packages for ${arch.name} (${debian}) any more`,
            todo: `Take another architecture, or name a mirror that has it (input "mirror").`,
        });
    }
    if (!PORTS.includes(debian))
        return DEBIAN;
    if (!MOVING.includes(suite)) {
        throw new errors/* Refused */.Lw({
            what: `Debian has ${arch.name} (${debian}) among its ports only, which have no suite "${suite}"`,
            todo: `Allowed are ${MOVING.join(' and ')} for this architecture.`,
        });
    }
    return DEBIAN_PORTS;
}

;// CONCATENATED MODULE: ./.modules/rootfs/debian/apt.js


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
    const scratch = (0,external_node_path_.join)(folder, 'scratch');
    const values = {
        Dir: target,
        'Dir::Etc::main': '/dev/null',
        'Dir::Etc::parts': '/dev/null',
        'Dir::Etc::trusted': '/dev/null',
        'Dir::Etc::trustedparts': (0,external_node_path_.join)(folder, 'keys'),
        'Dir::Etc::sourcelist': (0,external_node_path_.join)(folder, 'sources.list'),
        'Dir::Etc::sourceparts': '/dev/null',
        'Dir::State::status': (0,external_node_path_.join)(target, 'var/lib/dpkg/status'),
        'Dir::Cache::pkgcache': (0,external_node_path_.join)(scratch, 'pkgcache.bin'),
        'Dir::Cache::srcpkgcache': '',
        'Dir::Log': (0,external_node_path_.join)(scratch, 'log'),
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

// EXTERNAL MODULE: ./.modules/rootfs/counted.js
var counted = __webpack_require__(6318);
;// CONCATENATED MODULE: ./.modules/rootfs/debian/faults.js
/** What mmdebstrap, apt and dpkg say, and what to do; the first that fits counts. */
const CAUSES = [
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
    const todo = CAUSES.find(([symptom]) => symptom.test(text))?.[1];
    const telling = said.filter((line) => TELLING.test(line.trim()) && !EXPECTED.test(line));
    const lines = (telling.length > 0 ? telling : said).slice(-12).join('\n');
    return todo === undefined ? { lines } : { lines, todo };
}

// EXTERNAL MODULE: ./.modules/rootfs/debian/keys.js
var debian_keys = __webpack_require__(5910);
// EXTERNAL MODULE: ./.modules/report/masked.js
var masked = __webpack_require__(3396);
// EXTERNAL MODULE: ./.modules/rootfs/repositories.js
var repositories = __webpack_require__(3434);
;// CONCATENATED MODULE: ./.modules/rootfs/debian/sources.js



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
    return lines.filter((line) => (0,repositories/* localFolder */.M1)(urlOf(line)) === undefined).map(masked/* withoutPassword */.G5);
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

// EXTERNAL MODULE: ./.modules/rootfs/debian/status.js
var debian_status = __webpack_require__(276);
// EXTERNAL MODULE: ./.modules/rootfs/debian/tools.js
var tools = __webpack_require__(9643);
;// CONCATENATED MODULE: ./.modules/rootfs/debian/build.js












/**
 * Makes a root with mmdebstrap. The handler of the architecture has to be registered. Throws `Refused` where it is known
 * that there is no such root, `Failed` with what was said where it did not come to an end; then the target is what it is.
 */
async function bootstrapDebian(job, ports) {
    const archive = archiveOf(job);
    await (0,tools/* provideMmdebstrap */.F5)(ports);
    const name = `${job.distribution} ${job.suite}`;
    const work = {
        ...(await withSources(job, archive, ports)),
        words: ['bootstrap', job.suite],
        doing: `${job.arch.name}: making a root of ${name}`,
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
        doing: `${job.arch.name}: installing ${(0,counted/* countedPackages */.M)(job.packages)}`,
        failed: `apt could not install ${job.packages.join(' ')} for ${job.arch.name}`,
    };
    ports.log.info(`${job.arch.name}: installing ${job.packages.join(' ')}`);
    return carryOut(work, ports);
}
/** Decides on the sources of a job, and sees to the keyring that they need. */
async function withSources(job, archive, ports) {
    if (needsKeyring(job))
        await (0,tools/* provideKeyring */.tr)(archive, ports);
    const machine = await (0,tools/* readMachineApt */.nT)(ports.exec);
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
    return (0,temporary/* withTemporaryFolder */.E)(paths.temporary, async (folder) => {
        await configure(work, folder);
        const script = (0,external_node_path_.join)(paths.assets, 'rootfs/debian/build.sh');
        const [what, ...more] = work.words;
        const words = [what, work.target, folder, dpkgName(work.arch), ...more, ...work.packages];
        const argv = [...NAMESPACES, 'bash', script, ...words];
        const { said, status } = await ports.progress.during(work.doing, (piece) => {
            const command = { argv, why: 'start mmdebstrap', privileged: true, env: ports.proxies };
            return listen(exec.start(command, { kind: 'lifeline' }), piece, ports);
        });
        if (status !== 0)
            throw failure(work, said, status);
        const fetched = await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'fetched'), 'utf8').catch(() => '');
        return { version: await (0,debian_status/* debianVersion */.UH)(work.target), fetched: parseUris(fetched) };
    });
}
/** What of the output is kept for an error. */
const KEPT_LINES = 400;
/** Hears it to its end, which a signal to us brings at once. */
async function listen(running, piece, { interrupts, log }) {
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
            const step = stepOf(line);
            if (step !== undefined)
                piece.note(step);
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
/** What mmdebstrap (`I: extracting archives...`) and dpkg (`Setting up make (4.3-4.1) ...`) say that they do now. */
function stepOf(line) {
    return /^(?:I: )?((?:[a-z]+ing|Unpacking|Setting up|Preparing) [^(]*?)(?: \(.*)?(?: ?\.\.\.)?$/.exec(line)?.[1];
}
/** There may be a password for a proxy. */
const PRIVATE = { mode: 0o600 };
/** Writes what build.sh wants to find into the folder. */
async function configure(work, folder) {
    const { archive, sources, keys, settings } = work;
    await (0,promises_.chmod)(folder, 0o755);
    const [all, own] = [(0,external_node_path_.join)(folder, 'keys'), (0,external_node_path_.join)(folder, 'own-keys')];
    await Promise.all([all, own, (0,external_node_path_.join)(folder, 'scratch')].map((path) => (0,promises_.mkdir)(path)));
    await (0,promises_.copyFile)(archive.keyring, (0,external_node_path_.join)(all, 'distribution.gpg')).catch(() => undefined); // where it is needed, it is there
    await (0,debian_keys/* copyKeyrings */.c)(keys, [all, own]);
    const text = (lines) => lines.map((line) => `${line}\n`).join('');
    const machine = [...NETRC, ...settings];
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'machine.conf'), text(machine), PRIVATE);
    const root = rootSettings(work, folder);
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'root.conf'), text([...machine, ...root]), PRIVATE);
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'sources.list'), text(sources.used));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'left'), text(sources.left));
}
/** Lines of `--print-uris`: `'URL' FILE SIZE SHA256:DIGEST`. Source: apt-get(8). */
function parseUris(text) {
    const lines = text.matchAll(/^'([^']+)' \S+ \d+ SHA256:([\da-f]{64})$/gm);
    return [...lines].map(([, url = '', digest = '']) => ({ url, algorithm: 'sha256', digest }));
}
function failure({ failed, sources, archive }, said, status) {
    const { lines, todo } = faultOf(said);
    return new errors/* Failed */.cV({
        what: `${failed} (status ${status ?? 'unknown'}):\n${lines}`,
        source: sources.left.join('; ') || archive.name,
        ...(todo === undefined ? {} : { todo }),
    });
}


/***/ }),

/***/ 7797:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ fetchedFrom),
/* harmony export */   z: () => (/* binding */ debianJob)
/* harmony export */ });
/* harmony import */ var _plan_roots_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2961);
/* harmony import */ var _report_masked_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3396);


/** What mmdebstrap, or apt, is to do for a plan. */
function debianJob(plan, target) {
    const { source, arch, packages, mirror, repositories, keyFiles, allowUntrusted } = plan;
    if (source.kind !== 'debian')
        throw new Error(`${source.kind} is no root of Debian or Ubuntu`);
    const { distribution, suite } = source;
    return {
        ...{ distribution, suite, arch, packages, repositories, allowUntrusted, target },
        keys: keyFiles,
        mirror: (0,_plan_roots_js__WEBPACK_IMPORTED_MODULE_0__/* .isPublicMirror */ .h)(mirror) ? undefined : mirror, // that is Alpine's, where nobody has named one
    };
}
/** The files of packages as a manifest has them. */
function fetchedFrom(files) {
    return files.map(({ url, algorithm, digest }) => ({ source: (0,_report_masked_js__WEBPACK_IMPORTED_MODULE_1__/* .masked */ .Iv)(url), algorithm, digest }));
}


/***/ }),

/***/ 6329:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ runInside)
/* harmony export */ });
/* harmony import */ var _report_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1382);
/* harmony import */ var _report_one_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2024);
/* harmony import */ var _sandbox_environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2283);
/* harmony import */ var _sandbox_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4430);
/* harmony import */ var _sandbox_sandbox_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4382);
/* harmony import */ var _tidy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9878);






/** The last lines that are shown where commands fail. */
const SHOWN_LINES = 12;
/**
 * Runs commands in a root that is being built, with nothing of the machine visible but its network, where that was asked
 * for; what they change stays. Throws their error where the status is not 0.
 */
async function runInside(commands, { root, scratch, environment }, { ports, runnable }) {
    const { network, policy = _sandbox_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILDING */ .fx } = commands;
    const handlers = await runnable;
    const mounts = { root, scratch, mode: 'direct', volumes: [] };
    const sandbox = await (0,_sandbox_sandbox_js__WEBPACK_IMPORTED_MODULE_3__/* .openSandbox */ .E)({ mounts, handlers, network, policy }, ports);
    const deaf = ports.interrupts.listen(() => void sandbox.close());
    try {
        await ports.progress.during(commands.doing, (piece) => runCommands(commands, environment, sandbox, piece, ports));
    }
    finally {
        deaf();
        await sandbox.close();
    }
    await (0,_tidy_js__WEBPACK_IMPORTED_MODULE_4__/* .tidy */ .D)(root, commands.name, ports);
}
async function runCommands({ argv, name, network, failure }, ofImage, sandbox, piece, { log, proxies }) {
    const last = [];
    const lines = (0,_report_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .lineSplitter */ .s)((whole) => {
        for (const line of whole.toString('utf8').slice(0, -1).split('\n')) {
            log.info(`${name}: ${(0,_report_one_line_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .T)(line.trimEnd())}`);
            piece.heard();
            if (last.push(line.trimEnd()) > SHOWN_LINES)
                last.shift();
        }
    });
    const environment = (0,_sandbox_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .withImage */ .Mo)((0,_sandbox_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .guestEnvironment */ .ao)([], _sandbox_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .NOTHING_OUTSIDE */ .uN), ofImage);
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


/***/ }),

/***/ 2410:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ findMinirootfs),
/* harmony export */   x: () => (/* binding */ askAhead)
/* harmony export */ });
/* harmony import */ var _report_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2010);

const LIST = 'latest-releases.yaml';
function releases({ mirror, branch, arch }) {
    return `${mirror}/${branch}/releases/${arch.name}`;
}
/** Asks for the list of releases before it is needed. What goes wrong is said when it is. */
function askAhead(wanted, fetch) {
    Promise.all([fetch.text(`${releases(wanted)}/${LIST}`), __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 1196, 19))]).catch(() => undefined);
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
    const release = listed(await readYaml(text, url)).find(({ flavor }) => flavor === 'alpine-minirootfs');
    const { file, version, sha512, arch: of = arch.name } = release ?? {};
    if (typeof file !== 'string' || typeof version !== 'string')
        throw unreadable(url, 'it has no release of the flavor alpine-minirootfs with file and version');
    if (of !== arch.name)
        throw unreadable(url, `it is not of ${arch.name}, but of ${String(of)}`);
    if (!/^[\w.-]+\.tar\.gz$/.test(file) || !isDigest(sha512))
        throw unreadable(url, `its minirootfs has the file "${file}" and the sha512 "${String(sha512)}"`);
    const name = `${arch.name} minirootfs`;
    return { url: `${folder}/${file}`, name, version, sha512: sha512?.toLowerCase(), source: url };
}
function isDigest(sha512) {
    return sha512 === undefined || (typeof sha512 === 'string' && /^[\da-f]{128}$/i.test(sha512));
}
async function readYaml(text, url) {
    if (/^\s*</.test(text))
        throw unreadable(url, 'it is a web page (a log-in page of a network?)'); // YAML takes it for a text
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 1196, 19));
    try {
        return parse(text, { schema: 'failsafe' }); // all texts: edge's versions are dates, 20240606
    }
    catch (cause) {
        throw unreadable(url, cause.message);
    }
}
function listed(value) {
    if (!Array.isArray(value))
        return [];
    return value.filter((item) => typeof item === 'object' && item !== null);
}
function unreadable(url, why) {
    return new _report_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failed */ .cV({
        what: `the mirror's list of releases cannot be used: ${why}`,
        source: url,
        todo: 'Is this the base of an Alpine mirror? Another can be named with the input "mirror".',
    });
}


/***/ }),

/***/ 9399:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ addPackages),
  k: () => (/* binding */ installAlpinePackages)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __webpack_require__(8815);
// EXTERNAL MODULE: ./.modules/platform/lock.js
var lock = __webpack_require__(9449);
// EXTERNAL MODULE: ./.modules/platform/temporary.js
var temporary = __webpack_require__(5911);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
// EXTERNAL MODULE: ./.modules/report/masked.js
var masked = __webpack_require__(3396);
// EXTERNAL MODULE: ./.modules/sandbox/environment.js
var sandbox_environment = __webpack_require__(2283);
// EXTERNAL MODULE: ./.modules/sandbox/sandbox.js + 8 modules
var sandbox_sandbox = __webpack_require__(4382);
// EXTERNAL MODULE: ./.modules/rootfs/inside.js
var inside = __webpack_require__(3110);
;// CONCATENATED MODULE: ./.modules/rootfs/apk-within.js



/** Where the installer's root is in the one that is being made. */
const INSTALLER = '/xarch-apk';
/**
 * apk as it runs by PRoot, which knows but one root and has the programs in it emulated: the new root is that one, the native apk comes
 * in with its libraries, and starts the packages' scripts as programs of the root.
 */
async function withinTarget({ target, handlers }, { configuration, downloads, mirrors }, installer) {
    const loader = (await (0,inside/* namesInside */.Nb)(installer.root, 'lib')).find((name) => /^ld-musl-\w+\.so\.1$/.test(name));
    if (loader === undefined) {
        throw new errors/* Failed */.cV({
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

// EXTERNAL MODULE: ./.modules/rootfs/tidy.js
var tidy = __webpack_require__(9878);
// EXTERNAL MODULE: ./.modules/rootfs/counted.js
var counted = __webpack_require__(6318);
// EXTERNAL MODULE: ./.modules/rootfs/repositories.js
var rootfs_repositories = __webpack_require__(3434);
;// CONCATENATED MODULE: ./.modules/rootfs/apk.js












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
    await (0,disk/* makeFolder */.fc)(job.downloads);
    await (0,temporary/* withTemporaryFolder */.E)(ports.paths.temporary, async (configuration) => {
        const mirrors = await configure(job, configuration, ports.paths);
        if (ports.executor === 'proot') {
            const places = { configuration, downloads: job.downloads, mirrors };
            await runApk(job, await withinTarget(job, places, installer), ports);
            await (0,tidy/* tidy */.D)(job.target, 'apk', ports);
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
/** `(3/12) Installing musl (1.2.5-r0)`: what apk says of each package. */
const AT_PACKAGE = /^\((\d+)\/(\d+)\) \S+ (\S+) \(/gm;
/** Of all that apk says, enough for some such lines. */
const NOTED_CHARACTERS = 1000;
const OUTSIDE = ['sh', `${CONFIGURATION}/install.sh`];
function runApk(job, run, ports) {
    const what = `${job.arch.name}: installing ${(0,counted/* countedPackages */.M)(job.packages)}`;
    return ports.progress.during(what, (piece) => runApkSeen(job, run, piece, ports));
}
async function runApkSeen(job, { plan, words, environment }, piece, ports) {
    const options = [...(job.isNew ? ['--initdb'] : []), ...(job.allowUntrusted ? ['--allow-untrusted'] : [])];
    const sandbox = await (0,sandbox_sandbox/* openSandbox */.E)(plan, ports);
    const deaf = ports.interrupts.listen(() => void sandbox.close());
    try {
        let said = '';
        const apk = sandbox.start({
            argv: [...words, job.arch.name, ...options, 'add', '--', ...job.packages],
            folder: '/',
            environment: { ...(0,sandbox_environment/* guestEnvironment */.ao)([], sandbox_environment/* NOTHING_OUTSIDE */.uN), ...environment, ...ports.proxies },
        }, {
            kind: 'piped',
            onOutput: (_, chunk) => {
                said += chunk.toString('utf8');
                const [, now, of, name] = [...said.slice(-NOTED_CHARACTERS).matchAll(AT_PACKAGE)].at(-1) ?? [];
                if (now !== undefined)
                    piece.note(`${now} of ${of ?? ''}, ${name ?? ''}`);
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
        deaf();
        await sandbox.close();
    }
}
/** Writes keys and repositories into the folder; returns the volumes for mirrors on this machine's disk. */
async function configure(job, folder, paths) {
    await (0,promises_.chmod)(folder, 0o755); // root inside has no power over the modes of our folders where the kernel maps it
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'keys'));
    await Promise.all(job.keys.map(({ name, pem }) => (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'keys', name), pem)));
    for (const script of ['install.sh', 'install-within.sh'])
        await (0,promises_.copyFile)((0,external_node_path_.join)(paths.assets, 'rootfs', script), (0,external_node_path_.join)(folder, script));
    const volumes = [];
    const lines = job.repositories.map((repository) => {
        const source = (0,rootfs_repositories/* localFolder */.M1)((0,rootfs_repositories/* repositoryUrl */.Ek)(repository));
        if (source === undefined)
            return repository;
        const target = `${MIRRORS}/${volumes.length}`;
        volumes.push({ source, target, readOnly: true });
        return (0,rootfs_repositories/* withUrl */.EW)(repository, target);
    });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'repositories'), lines.map((line) => `${line}\n`).join(''));
    const remote = job.repositories.filter((line) => (0,rootfs_repositories/* localFolder */.M1)((0,rootfs_repositories/* repositoryUrl */.Ek)(line)) === undefined);
    if (remote.length > 0)
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'keep'), remote.map((line) => `${(0,masked/* withoutPassword */.G5)(line)}\n`).join(''));
    return volumes;
}
/** What apk says of a package that is not what its index says. Source: src/print.c of apk-tools 3.0 and 2.14. */
const DAMAGED = /IO ERROR|BAD |v2 package (format|integrity) error|file format is invalid|file integrity error|unexpected end of file/;
/** What apk says, what it means, and what to do. */
const CAUSES = [
    [
        /package mentioned in index not found|HTTP 404: Not Found/,
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
    [DAMAGED, 'A package arrived damaged. Try again, or take another mirror (input "mirror").'],
    [
        /unable to select packages|no such package|could not find a repo which provides/,
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
    return new errors/* Failed */.cV({
        what: `apk could not install ${job.packages.join(' ')} for ${job.arch.name} (status ${status ?? 'unknown'}):\n${(lines.length > 0 ? lines : said.trim().split('\n')).slice(-12).join('\n')}`,
        source: job.repositories.join(' '),
        ...(todo === undefined ? {} : { todo }),
    });
}

// EXTERNAL MODULE: ./.modules/rootfs/debian/build.js + 4 modules
var build = __webpack_require__(2328);
// EXTERNAL MODULE: ./.modules/rootfs/debian/plan.js
var debian_plan = __webpack_require__(7797);
// EXTERNAL MODULE: ./.modules/rootfs/inside-commands.js
var inside_commands = __webpack_require__(6329);
// EXTERNAL MODULE: ./.modules/rootfs/keys.js
var rootfs_keys = __webpack_require__(6134);
// EXTERNAL MODULE: ./.modules/rootfs/kind.js
var rootfs_kind = __webpack_require__(24);
// EXTERNAL MODULE: ./.modules/rootfs/source.js
var rootfs_source = __webpack_require__(3087);
// EXTERNAL MODULE: ./.modules/rootfs/store.js
var store = __webpack_require__(2905);
;// CONCATENATED MODULE: ./.modules/rootfs/packages.js

















/** Adds the plan's packages to a root, with the package manager that it has. Throws `Failed` or `Refused`. */
async function addPackages(plan, inside, context) {
    const { packages, source } = plan;
    const { root } = inside;
    const kind = source.kind === 'debian' ? 'debian' : await (0,rootfs_kind/* kindOf */.I)(root);
    if (kind === 'alpine') {
        const repositories = (0,rootfs_source/* isAlpine */._)(source)
            ? await (0,rootfs_repositories/* findRepositories */.iP)(plan, context.ports.fetch)
            : [...(await ownRepositories(root)), ...plan.repositories];
        return {
            fetched: await installAlpinePackages({ packages, repositories, isNew: false }, plan, root, context),
        };
    }
    if (kind === 'debian')
        return addByApt(plan, inside, context);
    throw new errors/* Refused */.Lw({
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
        const { fetched } = await (0,build/* addDebianPackages */.Ab)((0,debian_plan/* debianJob */.z)(plan, inside.root), ports);
        return { fetched: (0,debian_plan/* fetchedFrom */.E)(fetched) };
    }
    if (plan.repositories.length > 0) {
        throw new errors/* Refused */.Lw({
            what: `repositories: got ${plan.repositories.join(' ')}; the root ${(0,rootfs_source/* sourceText */.r)(plan.source)} has apt, with sources of its own`,
            todo: 'Add sources by commands of the input "setup", or take debian:SUITE or ubuntu:SUITE.',
        });
    }
    ports.log.info(`${plan.arch.name}: installing ${plan.packages.join(' ')}, with the apt of the root`);
    const script = await (0,promises_.readFile)((0,external_node_path_.join)(ports.paths.assets, 'rootfs/debian/foreign-apt.sh'), 'utf8');
    const failure = (how, last) => new errors/* Failed */.cV({
        what: `apt could not install ${plan.packages.join(' ')} for ${plan.arch.name} (${how}):\n${last.join('\n')}`,
        source: (0,rootfs_source/* sourceText */.r)(plan.source),
        todo: 'Check the names, and the sources in the etc/apt of the root.',
    });
    const argv = ['/bin/sh', '-c', script, 'apt', ...plan.packages];
    const doing = `${plan.arch.name}: installing ${(0,counted/* countedPackages */.M)(plan.packages)}`;
    await (0,inside_commands/* runInside */._)({ argv, doing, name: 'apt', network: 'host', failure }, inside, context);
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
    const own = isNew || (0,rootfs_source/* isAlpine */._)(source) ? [] : await ownKeys(root);
    const keys = [...(await (0,rootfs_keys/* alpineKeys */.A6)(arch.name, ports.paths.assets)), ...own, ...plan.keys];
    const job = { target: root, arch, packages, repositories, keys, allowUntrusted, isNew, handlers };
    // Scripts of packages can write there: what nobody has signed, or a root from elsewhere, shares it with nobody.
    if (allowUntrusted || !(0,rootfs_source/* isAlpine */._)(source)) {
        return (0,temporary/* withTemporaryFolder */.E)(ports.paths.temporary, async (downloads) => {
            try {
                await installPackages({ ...job, downloads }, installer, ports);
                return await filesOf(await (0,rootfs_kind/* installedPackages */.At)(root), downloads);
            }
            finally {
                await (0,store/* removeTree */.dM)(downloads, ports.exec).catch(() => undefined); // there is an error to be told, or a later run
            }
        });
    }
    await (0,disk/* makeFolder */.fc)((0,external_node_path_.join)(ports.paths.store, 'apk'), 0o700);
    const downloads = (0,external_node_path_.join)(ports.paths.store, 'apk', arch.name);
    const waiting = (by) => {
        ports.log.info(`${arch.name}: waiting for ${by}, which installs packages`);
    };
    return (0,lock/* withLock */.k)((0,external_node_path_.join)(ports.paths.store, 'locks', `apk-${arch.name}`), ports, waiting, async () => {
        await installOrFetchAgain({ ...job, downloads }, installer, ports);
        return filesOf(await (0,rootfs_kind/* installedPackages */.At)(root), downloads);
    });
}
/** apk names what it keeps `NAME-VERSION.HASH.apk`, the first 4 bytes of the package's checksum. */
async function filesOf(installed, downloads) {
    const files = (await (0,promises_.readdir)(downloads)).filter((file) => file.endsWith('.apk'));
    const nameOf = ({ name, version, checksum = '' }) => {
        const hash = Buffer.from(checksum.slice('Q1'.length), 'base64').toString('hex', 0, 4);
        return `${name}-${version}.${hash}.apk`;
    };
    const used = installed.map(nameOf).filter((name) => files.includes(name));
    const digests = await Promise.all(used.map((name) => (0,inside/* digestInside */.Vi)(downloads, name)));
    return used.flatMap((source, index) => {
        const digest = digests[index];
        return digest === undefined ? [] : [{ source, algorithm: 'sha256', digest }];
    });
}
/** apk does not fetch again what it finds damaged among the packages kept from before: without them it does. */
async function installOrFetchAgain(job, installer, ports) {
    const isFirst = (await (0,promises_.readdir)(job.downloads).catch(() => [])).length === 0;
    try {
        await installPackages(job, installer, ports);
    }
    catch (error) {
        if (!(error instanceof errors/* Failed */.cV) || !DAMAGED.test(error.message))
            throw error;
        await (0,store/* removeTree */.dM)(job.downloads, ports.exec);
        if (isFirst || ports.interrupts.received() !== undefined)
            throw error;
        ports.log.warning(`${job.arch.name}: a package kept from before is damaged; all are fetched again`);
        await installPackages(job, installer, ports).catch(async (again) => {
            await (0,store/* removeTree */.dM)(job.downloads, ports.exec);
            throw again;
        });
    }
}
/**
 * What a root of Alpine that came as an image or a tarball names itself, over the network alone: a folder in it would be
 * one of this machine, which only its user may name.
 */
async function ownRepositories(root) {
    const text = (await (0,inside/* readInside */.xO)(root, 'etc/apk/repositories')) ?? '';
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => /^(@[\w.-]+ )?https?:\/\/\S+$/.test(line));
}
async function ownKeys(root) {
    const names = await (0,inside/* namesInside */.Nb)(root, 'etc/apk/keys');
    const keys = await Promise.all(names.map(async (name) => {
        const pem = await (0,inside/* readInside */.xO)(root, `etc/apk/keys/${name}`);
        return pem === undefined ? undefined : tried(name, pem);
    }));
    return keys.filter((key) => key !== undefined);
}
function tried(name, pem) {
    try {
        return (0,rootfs_keys/* publicKey */.jE)(name, pem);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 9878:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ tidy)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** Takes out of a root that is being built what a sandbox has put there, and what is worth nothing later. */
async function tidy(root, after, { exec, paths }) {
    await exec.run({
        argv: ['bash', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(paths.assets, 'rootfs/tidy.sh'), root],
        why: `tidy the root after ${after}`,
        privileged: true,
    });
}


/***/ }),

/***/ 304:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ unpack)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./.modules/platform/disk.js
var disk = __webpack_require__(8815);
// EXTERNAL MODULE: ./.modules/report/errors.js
var errors = __webpack_require__(2010);
// EXTERNAL MODULE: ./.modules/verify/damaged.js
var damaged = __webpack_require__(4349);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./.modules/report/shown.js
var shown = __webpack_require__(2692);
// EXTERNAL MODULE: ./.modules/verify/tar-header.js
var tar_header = __webpack_require__(4895);
// EXTERNAL MODULE: ./.modules/verify/tar-limits.js
var tar_limits = __webpack_require__(8710);
;// CONCATENATED MODULE: ./.modules/verify/tar-entry.js



/** What the types of POSIX.1-1988 make. '7' (contiguous) is a file to everyone. Of the others no root has any. */
const KINDS = {
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
const DEVICES = {
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
    const type = KINDS[entry.type] === 'file' && entry.name.endsWith('/') ? '5' : entry.type;
    const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
    if (kind === undefined)
        throw unknownType(entry);
    if (kind !== 'file' && entry.sizeBytes > 0)
        throw new tar_header/* HeaderFault */.Mz(`content behind the ${kind} ${(0,shown/* shown */.S)(name)}`);
    if (entry.uid > MOST_ID || entry.gid > MOST_ID)
        throw new tar_header/* HeaderFault */.Mz(`the owner ${entry.uid}:${entry.gid} of ${(0,shown/* shown */.S)(name)}`);
    if (kind === 'device' && (type !== '3' || DEVICES[name] !== entry.device))
        throw new tar_header/* HeaderFault */.Mz(`the device ${(0,shown/* shown */.S)(name)} (${type === '3' ? 'c' : 'b'} ${entry.device})`);
    if (kind === 'hard link')
        tree.link(path, partsOf(entry.link, `a hard link ${(0,shown/* shown */.S)(name)} to`));
    else
        tree.put(path, kind);
    // It may lead anywhere: it is followed in the root alone.
    if (kind === 'symlink' && entry.link.length > tar_limits/* TAR_LIMITS */.D.nameBytes)
        throw tooLong(entry.link, 'a symlink to');
}
/** A name's parts, without the empty ones and those that mean nothing. */
function partsOf(name, what) {
    const { nameBytes, partBytes, depth } = tar_limits/* TAR_LIMITS */.D;
    if (name === '')
        throw new tar_header/* HeaderFault */.Mz(`${what} that is empty`);
    if (name.startsWith('/'))
        throw new tar_header/* HeaderFault */.Mz(`${what} ${(0,shown/* shown */.S)(name)} that is absolute`);
    if (name.length > nameBytes)
        throw tooLong(name, what);
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..'))
        throw new tar_header/* HeaderFault */.Mz(`${what} ${(0,shown/* shown */.S)(name)} with ".."`);
    const long = parts.find((part) => part.length > partBytes);
    if (long !== undefined)
        throw new tar_header/* HeaderFault */.Mz(`${what} with a part of ${long.length} bytes: ${(0,shown/* shown */.S)(long)}; ${partBytes} are allowed`);
    if (parts.length > depth)
        throw new tar_header/* HeaderFault */.Mz(`${what} ${parts.length} folders deep; ${depth} are allowed`);
    return parts;
}
function tooLong(name, what) {
    const { nameBytes } = tar_limits/* TAR_LIMITS */.D;
    return new tar_header/* HeaderFault */.Mz(`${what} of ${name.length} bytes: ${(0,shown/* shown */.S)(name)}; ${nameBytes} are allowed`);
}
function unknownType({ type, name }) {
    if (type === 'S')
        return new tar_header/* HeaderFault */.Mz(`the sparse file ${(0,shown/* shown */.S)(name)}`);
    return new tar_header/* HeaderFault */.Mz(`an entry ${(0,shown/* shown */.S)(name)} of the type ${(0,shown/* shown */.S)(type)}`);
}

// EXTERNAL MODULE: ./.modules/verify/tar-extensions.js
var tar_extensions = __webpack_require__(6600);
;// CONCATENATED MODULE: ./.modules/verify/tar-tree.js


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
                throw new tar_header/* HeaderFault */.Mz(`a ${kind} in the place of the root itself`);
            return;
        }
        if (kind !== 'file' && kind !== 'symlink' && WRITTEN.has(path.join('/')))
            throw new tar_header/* HeaderFault */.Mz(`a ${kind} ${(0,shown/* shown */.S)(path.join('/'))}, where a file or a symlink belongs`);
        const siblings = this.folderOf(path);
        const before = siblings.get(name);
        if (before?.kind === 'folder') {
            if (kind === 'folder')
                return;
            if (before.children.size > 0)
                throw new tar_header/* HeaderFault */.Mz(`a ${kind} ${(0,shown/* shown */.S)(path.join('/'))} in the place of a folder that is not empty`);
        }
        siblings.set(name, { kind, children: kind === 'folder' ? new Map() : CHILDLESS });
        this.places++;
    }
    /** Makes a hard link: another name for a file of the archive, or for a link of it. */
    link(path, target) {
        const name = target.at(-1);
        const kind = name === undefined ? 'folder' : this.folderOf(target, false)?.get(name)?.kind;
        const what = `a hard link ${(0,shown/* shown */.S)(path.join('/'))} to ${(0,shown/* shown */.S)(target.join('/'))}`;
        if (kind === undefined)
            throw new tar_header/* HeaderFault */.Mz(`${what}, which is not in the archive before it`);
        if (kind === 'folder')
            throw new tar_header/* HeaderFault */.Mz(`${what}, which is a folder`);
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
    return new tar_header/* HeaderFault */.Mz(`a name ${(0,shown/* shown */.S)(path.join('/'))} that goes through the ${kind} ${(0,shown/* shown */.S)(place)}`);
}

;// CONCATENATED MODULE: ./.modules/verify/tar-guard.js









/** Two blocks of zeros: what every tar ends with (POSIX.1-1988). */
const END = Buffer.alloc(2 * tar_header/* BLOCK */.IE);
/** A node stream holds up to this much; with less the programs beside it wait for it. */
const BUFFERED_BYTES = 2 ** 20;
/**
 * Looks at a tar while it streams through. Nothing is changed, but what stands behind its end (a gzip may have anything
 * there) is not handed on: who reads this sees what was looked at. At the first entry that a root must not have it ends
 * with a `Failed`, before the header of that entry was handed on; so it does where the archive is larger than allowed
 * or ends early. A tar without a block of zeros at its end has ended early: every writer of today makes them, and one
 * that was cut off between two files could not be told otherwise.
 */
class TarGuard extends external_node_stream_.Transform {
    source;
    tree = new TarTree();
    allowance = (0,tar_limits/* allowanceOf */.U)(0);
    fileBytes = 0;
    /** Seen so far. */
    bytes = 0;
    entries = 0;
    headers = 0;
    /** Of the content of a file, that is not looked at. */
    skipBytes = 0;
    /** The start of a header whose rest has not arrived: it is handed on when all of it was looked at. */
    held = Buffer.alloc(tar_header/* BLOCK */.IE);
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
        this.allowance = (0,tar_limits/* allowanceOf */.U)(fileBytes);
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
            done(this.explained(new tar_header/* HeaderFault */.Mz('no end: it is truncated')));
        else if (this.entries === 0)
            done(this.explained(new tar_header/* HeaderFault */.Mz('no files in it')));
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
            else if (this.heldBytes > 0 || chunk.length - at < tar_header/* BLOCK */.IE) {
                if (at > from)
                    this.push(chunk.subarray(from, at));
                at += this.hold(chunk.subarray(at), before);
                from = at;
            }
            else if (this.block(chunk.subarray(at, at + tar_header/* BLOCK */.IE), before + at + tar_header/* BLOCK */.IE)) {
                at += tar_header/* BLOCK */.IE;
            }
        }
        if (at > from)
            this.push(chunk.subarray(from, at));
        if (this.ended && !this.endIsHandedOn)
            this.push(END);
        this.endIsHandedOn = this.ended;
    }
    /** Collects a header that is cut; returns how much of the chunk that took. */
    hold(rest, before) {
        const taken = rest.copy(this.held, this.heldBytes);
        this.heldBytes += taken;
        if (this.heldBytes < tar_header/* BLOCK */.IE)
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
        if ((0,tar_header/* isZeroBlock */.ei)(block)) {
            if (!isEmpty(this.said))
                throw new tar_header/* HeaderFault */.Mz('a PAX header or a long name, and no entry behind it');
            this.ended = true;
            return false;
        }
        const header = (0,tar_header/* readHeader */.ay)(block);
        if (EXTENSIONS.includes(header.type))
            this.extension(header);
        else
            this.entry(header, seenBytes);
        return true;
    }
    extension({ type, sizeBytes }) {
        const { extensionBytes } = tar_limits/* TAR_LIMITS */.D;
        const what = type === 'x' || type === 'g' ? 'a PAX header' : 'a long name';
        if (sizeBytes === 0)
            throw new tar_header/* HeaderFault */.Mz(`${what} that is empty`);
        if (sizeBytes > extensionBytes)
            throw new tar_header/* HeaderFault */.Mz(`${what} of ${sizeBytes} bytes; ${extensionBytes} are allowed`);
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
        this.skipBytes = (0,tar_header/* padding */.Ms)(content.length);
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
        const { fileBytes } = tar_limits/* TAR_LIMITS */.D;
        placeEntry(entry, this.tree);
        this.count(1);
        if (sizeBytes > fileBytes)
            throw new tar_header/* HeaderFault */.Mz(`a file ${(0,shown/* shown */.S)(entry.name)} of ${sizeBytes} bytes; ${fileBytes} are allowed`);
        this.checkBytes(seenBytes + sizeBytes);
        this.skipBytes = sizeBytes + (0,tar_header/* padding */.Ms)(sizeBytes);
    }
    /** Folders that no entry names count too; entries of one name do, as tar makes each. */
    count(entries) {
        this.entries += entries;
        this.headers++;
        const made = Math.max(this.headers / HEADERS_PER_ENTRY, this.entries, this.tree.places);
        const allowed = this.allowance.entries;
        if (made > allowed)
            throw new tar_header/* HeaderFault */.Mz(`more than ${allowed} entries, which is what its ${this.fileBytes} bytes allow`);
    }
    checkBytes(unpackedBytes) {
        const allowed = this.allowance.unpackedBytes;
        if (unpackedBytes > allowed)
            throw new tar_header/* HeaderFault */.Mz(`more than ${allowed} bytes to unpack, which is what its ${this.fileBytes} bytes allow`);
    }
    explained(error) {
        if (!(error instanceof tar_header/* HeaderFault */.Mz))
            return error;
        return new errors/* Failed */.cV({
            what: `${(0,shown/* shown */.S)((0,damaged/* fileName */.M)(this.source))} has ${error.message}`,
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
        (0,tar_extensions/* readPax */.yN)(content, true);
        return said;
    }
    const field = { L: 'name', K: 'link', x: 'pax' }[type];
    if (field in said || (!isEmpty(said) && (field === 'pax' || said.pax)))
        throw new tar_header/* HeaderFault */.Mz('two PAX headers or long names for one entry');
    return { ...said, [field]: field === 'pax' ? (0,tar_extensions/* readPax */.yN)(content, false) : (0,tar_extensions/* readLongName */.U$)(content) };
}

// EXTERNAL MODULE: ./.modules/rootfs/compression.js
var compression = __webpack_require__(1110);
// EXTERNAL MODULE: ./.modules/rootfs/result.js
var result = __webpack_require__(1691);
;// CONCATENATED MODULE: ./.modules/rootfs/unpack.js











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
    await ports.exec.run(script(archive, ['open', folder, ...repositories], ports));
}
/** file -> decompressor -> guard -> tar. Ends when all of them have ended. */
async function fill(archive, folder, ports) {
    const { source } = archive;
    const guard = new TarGuard(source);
    const unpacking = script(archive, ['fill', folder], ports);
    const tar = (0,result/* result */.K)(ports.exec.start(unpacking, { kind: 'streamed', input: guard })); // its start takes time
    const begun = await begin(archive).catch(async (error) => {
        guard.destroy();
        await tar;
        throw error;
    });
    guard.allowFor(begun.sizeBytes);
    await ports.progress.during(`unpacking ${(0,damaged/* fileName */.M)(source)}`, (piece) => pass(archive, begun, { folder, guard, tar, piece }, ports));
}
async function pass(archive, { file, start, sizeBytes, compression }, { folder, guard, tar, piece }, ports) {
    const { source } = archive;
    const input = (0,external_node_fs_.createReadStream)(file, { start, end: start + sizeBytes - 1, highWaterMark: CHUNK_BYTES });
    input.on('data', (chunk) => {
        archive.onRead?.(chunk);
        piece.update(input.bytesRead, sizeBytes);
    });
    const program = compression?.program;
    const decompressor = program
        ? (0,result/* result */.K)(ports.exec.start(decompressing(program, source), { kind: 'streamed', input, output: guard }))
        : inThisProcess(input, compression ? [(0,external_node_zlib_.createGunzip)({ chunkSize: GUNZIP_BYTES })] : [], guard);
    const [unpacked, decompressed] = await Promise.all([tar, decompressor]);
    const fault = firstFault(archive, folder, { input, guard, unpacked, decompressed });
    if (fault !== undefined)
        throw fault;
}
/** The streams know what broke them, but that a gzip is damaged. */
async function inThisProcess(input, gunzip, guard) {
    try {
        await (0,external_node_stream_promises_.pipeline)([input, ...gunzip, guard]);
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
        const { start, sizeBytes } = part ?? { start: 0, sizeBytes: (await (0,promises_.stat)(file)).size };
        return { file, start, sizeBytes, compression: await (0,compression/* compressionOf */.M)({ file, start, source }) };
    }
    catch (error) {
        if (error instanceof errors/* Failed */.cV)
            throw error;
        throw new errors/* Failed */.cV({ what: `could not read the archive: ${error.message}`, source });
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
        ? (0,damaged/* damaged */.q)(`cannot be decompressed: ${(0,result/* lastLines */.w)(decompressed.said)}`, source)
        : undefined;
    if (damage && (guard.writableEnded || decompressed?.isFirst))
        return damage; // it has ended by itself, and not because the guard did
    if (guard.errored instanceof errors/* Failed */.cV)
        return guard.errored;
    if ((0,disk/* isDiskFull */.b$)(unpacked.said))
        return (0,disk/* noSpace */.UD)(`unpack ${source}`, folder);
    if (unpacked.status === 0 && input.errored === null && unpacked.cut === undefined)
        return damage;
    const why = (0,result/* lastLines */.w)(unpacked.said) || (input.errored?.message ?? 'tar was ended');
    return new errors/* Failed */.cV({ what: `could not unpack ${source}: ${why}`, source });
}
function decompressing({ argv, package: debian }, source) {
    return { argv, package: debian, why: `decompress ${source}` };
}
function script({ source }, args, { paths }) {
    return {
        argv: ['bash', (0,external_node_path_.join)(paths.assets, 'rootfs/unpack.sh'), ...args],
        why: `unpack ${source}`,
        privileged: true,
    };
}


/***/ }),

/***/ 6600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H8: () => (/* binding */ paxNumber),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   U$: () => (/* binding */ readLongName),
/* harmony export */   yN: () => (/* binding */ readPax)
/* harmony export */ });
/* harmony import */ var _report_shown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2692);
/* harmony import */ var _tar_header_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4895);


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
    for (const { keyword, value } of readRecords(content)) {
        if (FORBIDDEN.test(keyword))
            throw new _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .HeaderFault */ .Mz(`${(0,_report_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .S)(keyword)} in a PAX header`);
        const field = Object.hasOwn(READ, keyword) ? READ[keyword] : undefined;
        if (field === undefined)
            continue;
        if (global || field in fields)
            throw new _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .HeaderFault */ .Mz(`${keyword} ${global ? 'for all files' : 'twice'} in a PAX header`);
        fields[field] = field === 'name' || field === 'link' ? words(keyword, value) : paxNumber(keyword, value);
    }
    return fields;
}
/** The records of a PAX header, bytes as latin1. Throws `HeaderFault` where one is damaged. */
function* readRecords(content) {
    for (let at = 0; at < content.length;) {
        const record = readRecord(content, at);
        at = record.end;
        yield record;
    }
}
/** Reads a number of a PAX header: digits. Throws `HeaderFault`. */
function paxNumber(keyword, value) {
    const is = /^\d+$/.test(value) ? Number(value) : NaN;
    if (!Number.isSafeInteger(is))
        throw new _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .HeaderFault */ .Mz(`${keyword} ${(0,_report_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .S)(value)} in a PAX header`);
    return is;
}
/** Reads the content of GNU's types 'L' and 'K': a name up to its zero byte. */
function readLongName(content) {
    const end = content.indexOf(0);
    return content.toString('latin1', 0, end < 0 ? content.length : end);
}
/** Digits of a length: with more of them a record would be longer than any header. */
const LENGTH_DIGITS = 8;
function readRecord(content, at) {
    const blank = content.indexOf(0x20, at);
    const equals = content.indexOf(0x3d, blank);
    const digits = content.toString('latin1', at, Math.min(blank, at + LENGTH_DIGITS + 1));
    const end = at + Number(digits);
    const whole = blank > at && equals > blank + 1 && /^[1-9]\d*$/.test(digits);
    if (!whole || equals >= end || content[end - 1] !== 0x0a)
        throw new _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .HeaderFault */ .Mz('a damaged PAX header');
    return {
        keyword: content.toString('latin1', blank + 1, equals),
        value: content.toString('latin1', equals + 1, end - 1),
        end,
    };
}
/** Tar would take what stands before a zero byte, other readers all of it. */
function words(keyword, value) {
    if (value === '' || value.includes('\0'))
        throw new _tar_header_js__WEBPACK_IMPORTED_MODULE_0__/* .HeaderFault */ .Mz(`${keyword} ${(0,_report_shown_js__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .S)(value)} in a PAX header`);
    return value;
}


/***/ }),

/***/ 4895:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gf: () => (/* binding */ readModeAndTime),
/* harmony export */   IE: () => (/* binding */ BLOCK),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   Mz: () => (/* binding */ HeaderFault),
/* harmony export */   _v: () => (/* binding */ makeHeader),
/* harmony export */   ay: () => (/* binding */ readHeader),
/* harmony export */   ei: () => (/* binding */ isZeroBlock)
/* harmony export */ });
/** Everything in a tar is in blocks of this size. */
const BLOCK = 512;
/** What is wrong with a header, in words that go behind "has". */
class HeaderFault extends Error {
}
/** Whether all of a block is zeros: the end of the archive. */
function isZeroBlock(block) {
    return block[0] === 0 && block.equals(ZERO_BLOCK);
}
const ZERO_BLOCK = Buffer.alloc(BLOCK);
/** Where the fields are: POSIX.1-1988 (ustar), and tar(5) of libarchive for the older and GNU's. */
const FIELDS = {
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
function readHeader(block, blank) {
    const sums = checkSums(block);
    const sum = number(block, FIELDS.checkSum);
    if (sum === undefined || !sums.includes(sum))
        throw new HeaderFault('a header with a wrong check sum');
    const magic = block.toString('latin1', FIELDS.magic[0], FIELDS.magic[0] + FIELDS.magic[1]);
    if (!MAGICS.has(magic))
        throw new HeaderFault('a header of a kind of tar that is not known here');
    const prefix = magic === POSIX ? text(block, FIELDS.prefix) : '';
    const name = text(block, FIELDS.name);
    const type = text(block, FIELDS.type) || '0';
    const field = (what) => {
        const value = number(block, FIELDS[what]) ?? (isBlank(block, FIELDS[what]) ? blank : undefined);
        if (value === undefined)
            throw new HeaderFault(`a header whose field ${what} is no number`);
        return value;
    };
    return {
        name: prefix === '' ? name : `${prefix}/${name}`,
        type,
        sizeBytes: field('size'),
        link: text(block, FIELDS.link),
        uid: field('uid'),
        gid: field('gid'),
        device: type === '3' || type === '4' ? `${field('major')}:${field('minor')}` : '',
    };
}
/** Reads the rest of a header block. What is no number is 0: nothing depends on it. */
function readModeAndTime(block) {
    return { mode: number(block, FIELDS.mode) ?? 0, mtimeSeconds: number(block, FIELDS.mtime) ?? 0 };
}
/** A header block (ustar): of root's file, where it is not said otherwise. */
function makeHeader(name, sizeBytes, more = {}) {
    const { type, link, mode, uid, gid, mtimeSeconds } = { ...ROOTS_FILE, ...more };
    const block = Buffer.alloc(BLOCK);
    const put = (value, [at, length]) => {
        block.write(value, at, length, 'latin1');
    };
    put(name, FIELDS.name);
    putNumber(block, mode, FIELDS.mode);
    putNumber(block, uid, FIELDS.uid);
    putNumber(block, gid, FIELDS.gid);
    putNumber(block, sizeBytes, FIELDS.size);
    putNumber(block, mtimeSeconds, FIELDS.mtime);
    put(type, FIELDS.type);
    put(link, FIELDS.link);
    put(POSIX, FIELDS.magic);
    put('00', FIELDS.version);
    put(`${checkSums(block)[0].toString(8).padStart(6, '0')}\0 `, FIELDS.checkSum);
    return block;
}
const ROOTS_FILE = { type: '0', link: '', mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0 };
/** What follows a content up to the next block. */
function padding(sizeBytes) {
    return (BLOCK - (sizeBytes % BLOCK)) % BLOCK;
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
function text(block, [at, length]) {
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
    const digits = /^ *([0-7]+) *$/.exec(text(block, field))?.[1];
    return digits === undefined ? undefined : parseInt(digits, 8);
}
function isBlank(block, field) {
    return text(block, field).trim() === '';
}
/** The sum of all bytes, with blanks where it stands itself; the second as by old writers, whose bytes are signed. */
function checkSums(block) {
    let [sum, high] = [8 * 0x20, 0];
    for (let at = 0; at < BLOCK; at++) {
        if (at === 148)
            at = 156;
        const byte = block[at]; // always there; this is what costs time here
        sum += byte;
        if (byte > 127)
            high++;
    }
    return [sum, sum - 256 * high];
}


/***/ }),

/***/ 8710:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ TAR_LIMITS),
/* harmony export */   U: () => (/* binding */ allowanceOf)
/* harmony export */ });
const MIB = 2 ** 20;
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
    freeBytes: 64 * MIB,
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
    extensionBytes: MIB,
};
/** @param fileBytes of the archive as it came: compressed */
function allowanceOf(fileBytes) {
    const { unpackedBytes, freeBytes, ratio, entries, freeEntries, bytesForEntry } = TAR_LIMITS;
    return {
        unpackedBytes: Math.min(unpackedBytes, freeBytes + ratio * fileBytes),
        entries: Math.min(entries, freeEntries + Math.floor(fileBytes / bytesForEntry)),
    };
}


/***/ })

};
;