export const id = 987;
export const ids = [987];
export const modules = {

/***/ 1456:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lP: () => (/* binding */ sizeText)
/* harmony export */ });
/* unused harmony exports keptText, keptJson */
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6132);


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


/***/ }),

/***/ 987:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildRoot: () => (/* binding */ buildRoot),
  prepareBuild: () => (/* binding */ prepareBuild)
});

// EXTERNAL MODULE: ./src/cache/key.ts
var cache_key = __webpack_require__(5877);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/platform/disk.ts
var disk = __webpack_require__(2206);
// EXTERNAL MODULE: ./src/cache/file.ts
var file = __webpack_require__(4210);
// EXTERNAL MODULE: ./src/report/duration.ts
var duration = __webpack_require__(6132);
// EXTERNAL MODULE: ./src/report/errors.ts
var errors = __webpack_require__(2287);
// EXTERNAL MODULE: ./src/report/kept.ts
var kept = __webpack_require__(1456);
// EXTERNAL MODULE: ./src/rootfs/keep.ts
var keep = __webpack_require__(3358);
// EXTERNAL MODULE: ./src/rootfs/manifest.ts
var rootfs_manifest = __webpack_require__(4442);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/verify/tar-header.ts
var tar_header = __webpack_require__(5906);
// EXTERNAL MODULE: ./src/rootfs/compression.ts
var compression = __webpack_require__(6861);
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
        const handle = await (0,promises_.open)(file);
        try {
            const read = Buffer.alloc(2 * tar_header/* BLOCK */.IE + MANIFEST_BYTES);
            const { bytesRead } = await handle.read(read, 0, read.length, 0);
            return parse(read.subarray(0, bytesRead), (await handle.stat()).size);
        }
        finally {
            await handle.close();
        }
    }
    catch (cause) {
        throw new errors/* Failed */.cV({
            what: `the packed root cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
            source: file,
            todo: 'The file is damaged or half-written. Remove it: a new one is made.',
        });
    }
}
function parse(head, fileBytes) {
    const first = member(head, 0);
    if (first.name !== MANIFEST_NAME || first.sizeBytes > MANIFEST_BYTES)
        throw new Error(`it does not begin with a ${MANIFEST_NAME}`);
    const second = tar_header/* BLOCK */.IE + blocks(first.sizeBytes);
    const { name, sizeBytes } = member(head, second);
    const form = FORMS.find((candidate) => ROOT_NAMES[candidate] === name);
    if (form === undefined)
        throw new Error(`it has no ${Object.values(ROOT_NAMES).join(' or ')} behind its manifest`);
    const start = second + tar_header/* BLOCK */.IE;
    const expectedBytes = start + blocks(sizeBytes) + 2 * tar_header/* BLOCK */.IE;
    if (fileBytes !== expectedBytes)
        throw new Error(`it has ${fileBytes} bytes, expected ${expectedBytes}`);
    const manifest = JSON.parse(head.toString('utf8', tar_header/* BLOCK */.IE, tar_header/* BLOCK */.IE + first.sizeBytes));
    if (!isManifest(manifest) || manifest.archive.sizeBytes !== sizeBytes)
        throw new Error(`its ${MANIFEST_NAME} does not say what the root must be`);
    return { manifest, form, part: { start, sizeBytes } };
}
function member(head, at) {
    if (head.length < at + tar_header/* BLOCK */.IE)
        throw new Error('it is truncated');
    const header = (0,tar_header/* readHeader */.ay)(head.subarray(at, at + tar_header/* BLOCK */.IE));
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
    return Math.ceil(bytes / tar_header/* BLOCK */.IE) * tar_header/* BLOCK */.IE;
}

// EXTERNAL MODULE: ./src/verify/damaged.ts
var damaged = __webpack_require__(8306);
// EXTERNAL MODULE: ./src/rootfs/result.ts
var result = __webpack_require__(1154);
;// CONCATENATED MODULE: ./src/rootfs/pack.ts






/** Runs pack.sh, with its output to a stream. Throws what breaks the stream, or `Failed` with what was said. */
async function pack(args, output, file, { exec, paths, progress }) {
    const why = `pack the root into ${file}`;
    const argv = ['bash', (0,external_node_path_.join)(paths.assets, 'rootfs/pack.sh'), ...args];
    const running = exec.start({ argv, why, privileged: true }, { kind: 'streamed', output });
    const { status, said, notStarted } = await progress.during(`packing ${(0,damaged/* fileName */.M)(file)}`, () => (0,result/* result */.K)(running));
    if (output.errored)
        throw output.errored; // pack.sh then fails too: nobody reads
    if (notStarted !== undefined)
        throw notStarted;
    if (status !== 0)
        throw new errors/* Failed */.cV({ what: `could not ${why}: ${(0,result/* lastLines */.w)(said)}`, source: file });
}
/**
 * Makes a file that is there whole or not at all: under a name of ours until all is written, then renamed. Throws
 * `Failed` where the disk is full.
 * @param mode of the new file, of which the umask takes away
 */
async function wholeFile(file, mode, { paths }, write) {
    const partial = `${file}.${paths.holder}`;
    try {
        const handle = await (0,promises_.open)(partial, 'w', mode);
        const written = await write(handle).finally(() => handle.close());
        await (0,promises_.rename)(partial, file);
        return written;
    }
    catch (error) {
        await (0,promises_.rm)(partial, { force: true });
        if ((0,disk/* isDiskFull */.b$)(error))
            throw (0,disk/* noSpace */.UD)(`write ${file}`, (0,external_node_path_.dirname)(file));
        throw (await (0,disk/* diskError */.wO)(error, file)) ?? error;
    }
}

// EXTERNAL MODULE: ./src/rootfs/unpack.ts + 3 modules
var unpack = __webpack_require__(7669);
;// CONCATENATED MODULE: ./src/rootfs/packed.ts










/** What is held of a stream before the disk takes it. */
const BUFFERED_BYTES = 2 ** 20;
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
    const root = (0,external_node_path_.join)(folder, 'root');
    return wholeFile(file, 0o600, ports, async (handle) => {
        const lengthBytes = manifestBytes(manifest);
        if (lengthBytes > MANIFEST_BYTES)
            throw new errors/* Failed */.cV({
                what: `what is known of the root takes ${lengthBytes} bytes, more than the ${MANIFEST_BYTES} that are read`,
            });
        // The manifest is first in the file and known last: blanks in JSON mean nothing.
        await handle.writeFile(head(lengthBytes, '', ROOT_NAMES.gzip, 0));
        const { output, packed } = digesting(handle);
        await pack(image ? ['image', root, image, (0,external_node_path_.join)(folder, 'image.part')] : ['cache', root], output, file, ports);
        const { isZstd, ...archive } = packed();
        const form = image ?? (isZstd ? 'zstd' : 'gzip');
        await handle.writeFile(Buffer.alloc(padding(archive.sizeBytes, tar_header/* BLOCK */.IE) + 2 * tar_header/* BLOCK */.IE));
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
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const archive = {
        file,
        source: file,
        part,
        onRead: (chunk) => {
            hash.update(chunk);
        },
        verify: () => {
            expectDigest(hash.digest('hex'), manifest, file);
        },
    };
    await (0,unpack/* unpack */.l)(archive, (0,external_node_path_.join)(folder, 'root'), [], ports);
    return manifest;
}
/** Reads all of a packed root. Throws `Failed` where its digest is not that of its manifest. */
async function verifyPacked(file, { manifest, part }, piece) {
    const end = part.start + part.sizeBytes - 1;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = (0,external_node_fs_.createReadStream)(file, { start: part.start, end, highWaterMark: BUFFERED_BYTES });
    for await (const chunk of bytes) {
        hash.update(chunk);
        piece.update(bytes.bytesRead, part.sizeBytes);
    }
    expectDigest(hash.digest('hex'), manifest, file);
}
function expectDigest(digest, { archive }, file) {
    if (digest === archive.sha256)
        return;
    throw new errors/* Failed */.cV({
        what: `the sha256 of the packed root is ${digest}, expected ${archive.sha256}`,
        source: file,
        todo: 'The file is damaged. Remove it: a new one is made.',
    });
}
/** Both headers and the manifest, which is filled up to the length that was kept for it. */
function head(manifestBytes, manifest, rootName, rootBytes) {
    const text = Buffer.alloc(manifestBytes + padding(manifestBytes, tar_header/* BLOCK */.IE));
    text.fill(' ', 0, manifestBytes);
    text.write(manifest);
    return Buffer.concat([(0,tar_header/* makeHeader */._v)(MANIFEST_NAME, manifestBytes), text, (0,tar_header/* makeHeader */._v)(rootName, rootBytes)]);
}
/** Room for the manifest, such that with both headers the root begins aligned. */
function manifestBytes(manifest) {
    const archive = { sha256: '0'.repeat(64), sizeBytes: Number.MAX_SAFE_INTEGER };
    const bytes = Buffer.byteLength(JSON.stringify({ ...manifest, archive }));
    return bytes + padding(bytes + 2 * tar_header/* BLOCK */.IE, ALIGNED_BYTES);
}
/** A stream into a file, and at its end what was written. */
function digesting(handle) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let [sizeBytes, isZstd] = [0, false];
    const output = new external_node_stream_.Writable({
        highWaterMark: BUFFERED_BYTES,
        write(chunk, _encoding, done) {
            if (sizeBytes === 0)
                isZstd = chunk.subarray(0, compression/* ZSTD */.y.length).equals(compression/* ZSTD */.y);
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
function padding(bytes, to) {
    return (to - (bytes % to)) % to;
}

// EXTERNAL MODULE: ./src/rootfs/root-mounts.ts
var root_mounts = __webpack_require__(806);
;// CONCATENATED MODULE: ./src/rootfs/root-image.ts




/** A root of no more is unpacked in less than a second: it is never an image. */
const SMALL_BYTES = 100_000_000;
/** Looks at `folder/root`, and where it is large at what this machine makes and mounts. Throws `Failed`. */
async function chooseImage(asked, folder, { exec, paths }) {
    if (asked === 'false')
        return { kind: undefined, why: 'root-image is false' };
    const { stdout } = await exec.run(script(['look', folder, String(SMALL_BYTES)], `look at the root in ${folder}`, paths));
    return parseLook(stdout);
}
/** What is made of a root and mounted here, however small it is. @param folder has the root, as `root` */
async function tryImage(folder, { exec, paths }) {
    const { stdout } = await exec.run(script(['look', folder, '0'], 'try an image of a root', paths));
    return parseLook(stdout);
}
/** Reads what root-image.sh tells of a root: its size, and behind it the kind of image, if any. */
function parseLook(text) {
    const [size = '', answer = ''] = text.trim().split('\n');
    const sizeBytes = Number(size);
    if (answer === 'squashfs' || answer === 'erofs')
        return { kind: answer, sizeBytes };
    const why = answer === '' ? `up to ${(0,kept/* sizeText */.lP)(SMALL_BYTES)} no image is made` : answer.replace(/^none /, '');
    return { kind: undefined, sizeBytes, why };
}
/**
 * Makes `folder/root` of an image: mounted where that is wanted and the kernel does it, else unpacked. Throws `Failed`.
 * @param begin takes away what a mount that failed has left
 * @returns what was done, in words that go behind the root's name
 */
async function useImage(image, folder, asked, begin, ports) {
    const what = `${image.kind} of ${(0,kept/* sizeText */.lP)(image.part.sizeBytes)}`;
    let why = 'root-image is false';
    if (asked === 'auto') {
        try {
            await (0,root_mounts/* mountImage */.j2)(image, folder, ports);
            return `the ${what} is mounted under an overlay`;
        }
        catch (error) {
            why = `it cannot be mounted here: ${(0,errors/* explain */.WE)(error)[0]?.split('\n').at(-1) ?? ''}`;
            await begin();
        }
    }
    await unpackImage(image, folder, ports);
    return `the ${what} is unpacked (${why})`;
}
async function unpackImage(image, folder, { exec, paths }) {
    const { kind, file, part } = image;
    const place = [folder, kind, file, String(part.start), String(part.sizeBytes)];
    await exec.run(script(['unpack', ...place], `unpack the ${kind} ${file}`, paths));
}
function script(args, why, { assets }) {
    return { argv: ['bash', (0,external_node_path_.join)(assets, 'rootfs/root-image.sh'), ...args], why, privileged: true };
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
    const archive = (0,file/* cachedFile */.$)(key, paths);
    await (0,disk/* makeFolder */.fc)((0,external_node_path_.dirname)(archive));
    if (!(0,external_node_fs_.existsSync)(archive)) {
        remote.note(key, undefined);
        const asked = ports.progress.during(`${plan.arch.name}: the cache of the workflow`, () => remote.restore(key, archive));
        if ((await asked) === undefined)
            return undefined;
    }
    try {
        const packed = await readPacked(archive);
        const manifest = (0,rootfs_manifest/* parseManifest */.Ng)(packed.manifest);
        const ageMs = Date.now() - Date.parse(manifest.created);
        if (Date.parse(manifest.created) < (0,keep/* notBefore */.$)(plan)) {
            log.info(`the cached root ${key} is ${(0,duration/* duration */.p)(ageMs)} old, a new one is built (cache-max-age)`);
            await (0,promises_.rm)(archive, { force: true });
            return undefined;
        }
        await bring(archive, packed, plan, building, ports);
        return manifest;
    }
    catch (error) {
        log.warning(`the cached root ${key} cannot be used, a new one is built: ${(0,errors/* explain */.WE)(error).join(' ')}`);
        await (0,promises_.rm)(archive, { force: true });
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
    const done = await ports.progress.during(`${arch.name}: the kept root`, async (piece) => {
        await verifyPacked(file, packed, piece);
        return useImage({ kind, file, part }, building.folder, image, () => building.empty(), ports);
    });
    ports.log.info(`${arch.name}: ${done}, ${(0,duration/* duration */.p)(ports.now() - begunMs)}`);
}
/** Packs a root that was just built, for `post` to save. What goes wrong is a warning: the root itself is there. */
async function keepArchive({ key }, plan, manifest, { folder }, ports) {
    const { remote, log, now, paths } = ports;
    if (!remote)
        return;
    const archive = (0,file/* cachedFile */.$)(key, paths);
    try {
        await (0,disk/* makeFolder */.fc)((0,external_node_path_.dirname)(archive));
        remote.note(key, await freeKey(key, archive, remote));
        const begunMs = now();
        const choice = await chooseImage(plan.image, folder, ports);
        const packing = await packRoot(folder, manifest, archive, ports, choice.kind);
        log.info(`${plan.arch.name}: ${keptText(choice, packing, now() - begunMs)}`);
    }
    catch (error) {
        log.warning(`the root could not be packed for the cache: ${(0,errors/* explain */.WE)(error).join(' ')}`);
        await (0,promises_.rm)(archive, { force: true });
    }
}
/** What the root is kept as, and why: one line. */
function keptText({ sizeBytes, why }, packing, tookMs) {
    const sizes = `${sizeBytes === undefined ? '' : `${(0,kept/* sizeText */.lP)(sizeBytes)} in `}${(0,kept/* sizeText */.lP)(packing.sizeBytes)}`;
    const text = `kept as ${ROOT_NAMES[packing.form]}: ${sizes}, ${(0,duration/* duration */.p)(tookMs)}`;
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

// EXTERNAL MODULE: ./src/rootfs/base.ts + 14 modules
var base = __webpack_require__(4607);
// EXTERNAL MODULE: ./src/rootfs/copy.ts
var rootfs_copy = __webpack_require__(6070);
// EXTERNAL MODULE: ./src/rootfs/kind.ts
var kind = __webpack_require__(1429);
// EXTERNAL MODULE: ./src/rootfs/minirootfs.ts
var minirootfs = __webpack_require__(3823);
// EXTERNAL MODULE: ./src/rootfs/packages.ts + 2 modules
var rootfs_packages = __webpack_require__(5224);
// EXTERNAL MODULE: ./src/rootfs/inside-commands.ts
var inside_commands = __webpack_require__(9710);
// EXTERNAL MODULE: ./src/sandbox/policy.ts
var sandbox_policy = __webpack_require__(9609);
// EXTERNAL MODULE: ./src/rootfs/shell.ts
var rootfs_shell = __webpack_require__(8917);
;// CONCATENATED MODULE: ./src/rootfs/setup.ts




/** Runs the plan's `setup` once in a root that is being built. Throws `Failed` where its status is not 0. */
async function runSetup(plan, inside, context) {
    const { arch, setup, network } = plan;
    context.ports.log.info(`${arch.name}: running setup${network === 'none' ? ', without a network' : ''}`);
    const shell = await (0,rootfs_shell/* defaultShell */.E)(inside.root);
    const failure = (how, last) => failed(arch.name, how, last);
    const commands = { argv: [...shell, '-c', setup], doing: `${arch.name}: setup`, name: 'setup' };
    const policy = context.isStrict ? sandbox_policy/* STRICTLY_BUILDING */.E1 : sandbox_policy/* BUILDING */.fx;
    await (0,inside_commands/* runInside */._)({ ...commands, network, policy, failure }, inside, context);
    return { fetched: [] };
}
function failed(arch, how, last) {
    return new errors/* Failed */.cV({
        what: `${arch}: setup ended with ${how}${last.length > 0 ? `:\n${last.join('\n')}` : ''}`,
        todo: 'Nothing of this root is kept. Mend the commands of the input "setup"; they run as root in the new root, in /, with nothing of this machine visible.',
    });
}

// EXTERNAL MODULE: ./src/rootfs/source.ts
var rootfs_source = __webpack_require__(1142);
// EXTERNAL MODULE: ./src/rootfs/store.ts
var store = __webpack_require__(9146);
;// CONCATENATED MODULE: ./src/rootfs/build.ts












/** Asks the mirror ahead, where it is known already that it has to be asked: nothing of the root is kept anywhere. */
function prepareBuild(plan, { remote, fetch }) {
    const { source, steps } = plan;
    const isAlone = steps.length === 1 && !remote;
    if (isAlone && (0,rootfs_source/* isAlpine */._)(source) && source.kind !== 'apk')
        (0,minirootfs/* askAhead */.x)(plan, fetch);
}
/** A new root, from the last of its steps that was kept. Throws `Failed` or `Refused`. */
async function buildRoot(plan, context) {
    const { ports } = context;
    const building = await (0,store/* beginRoot */.s6)(plan.key, ports);
    context.meanwhile?.();
    try {
        const begun = await begin(plan, building, context);
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
async function begin(plan, building, context) {
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
    const kept = await (0,store/* findRoot */.wg)(step.key, (0,keep/* notBefore */.$)(plan), ports.paths);
    if (!kept)
        return undefined;
    try {
        await (0,rootfs_copy/* copyTree */.E)(kept.root, building.root, plan.arch.name, ports);
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
            version: await (0,kind/* alpineVersion */.m$)(root),
            created: before?.created ?? new Date().toISOString(),
            ingredients: (0,rootfs_manifest/* withoutPasswords */.hl)(step.ingredients),
            fetched: together(before?.fetched ?? [], made.fetched),
            environment: before?.environment ?? made.environment ?? {},
        };
    };
    if (step.key === plan.key || plan.cache !== 'true')
        return work();
    return (0,keep/* locked */.x)(plan.arch.name, step.key, ports, async () => {
        const theirs = step.kind === 'base' ? await copyKept(step, plan, building, ports) : undefined;
        if (theirs)
            return theirs;
        const manifest = await work();
        if (lifetime === 'run')
            await keepStep(step, plan.arch.name, manifest, building, ports);
        else if (isWorthKeeping(step, plan))
            await keepArchive(step, plan, manifest, building, ports);
        return manifest;
    });
}
/** What was fetched for the steps before, and what is new. */
function together(before, now) {
    return [...before, ...now.filter(({ source }) => before.every((one) => one.source !== source))];
}
function make(step, environment, plan, building, context) {
    const inside = { ...building, environment };
    switch (step.kind) {
        case 'base':
            return (0,base/* makeBase */.A)(plan, building.root, context);
        case 'packages':
            return (0,rootfs_packages/* addPackages */.T)(plan, inside, context);
        case 'setup':
            return runSetup(plan, inside, context);
    }
}
/** A copy for later builds: this one goes on in its own folder. */
async function keepStep(step, arch, manifest, { root }, ports) {
    const copy = await (0,store/* beginRoot */.s6)(step.key, ports);
    try {
        await (0,rootfs_copy/* copyTree */.E)(root, copy.root, arch, ports);
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
    const [nearest] = (await (0,store/* allKept */.WQ)(ports.paths))
        .map((kept) => (0,cache_key/* differing */.R1)(key, kept.key, ingredients))
        .filter((names) => names !== undefined)
        .sort((left, right) => left.length - right.length);
    if (!nearest)
        return;
    const why = nearest.length === 0 ? 'it is too old' : `it has other ${nearest.join(', ')}`;
    ports.log.info(`${arch.name}: the nearest root that is kept will not do: ${why}`);
}


/***/ })

};
