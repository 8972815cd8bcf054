export const id = 392;
export const ids = [392];
export const modules = {

/***/ 2392:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fleet: () => (/* binding */ fleet)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/platform/disk.ts
var disk = __webpack_require__(2206);
// EXTERNAL MODULE: ./src/inputs/parse.ts + 13 modules
var parse = __webpack_require__(8881);
// EXTERNAL MODULE: ./src/outcome.ts
var src_outcome = __webpack_require__(4671);
// EXTERNAL MODULE: ./src/arch/resolve.ts
var resolve = __webpack_require__(5392);
;// CONCATENATED MODULE: ./src/plan/matrix.ts

/** GitHub's own machines, by what `uname -m` says there; the first runs what none of them runs by itself. */
const RUNNERS = [
    { machine: 'x86_64', label: 'ubuntu-24.04' },
    { machine: 'aarch64', label: 'ubuntu-24.04-arm' },
];
/**
 * One job for each architecture, on a machine that runs it by itself where GitHub has one.
 * @param runsOn items `LABEL`, for all, or `ARCH=LABEL`; several labels are joined by `+`
 */
function planMatrix(architectures, runsOn) {
    const problems = [];
    const named = new Map();
    for (const item of runsOn) {
        const [, name, labels = ''] = /^(?:([^=]*)=)?(.*)$/.exec(item) ?? [];
        const arch = name === undefined ? '' : (0,resolve/* resolveArchitecture */.GG)(name)?.name;
        if (arch === undefined || labels.split('+').includes(''))
            problems.push(`runs-on: got "${item}"; allowed are LABEL, for all, and ARCH=LABEL (self-hosted+s390x is a machine that has both labels)`);
        else
            named.set(arch, labels);
    }
    if (problems.length > 0)
        return { ok: false, problems };
    const include = architectures.map((arch) => ({
        arch: arch.name,
        'runs-on': labelsOf(named.get(arch.name) ?? named.get('') ?? hostedRunner(arch)),
    }));
    return { ok: true, value: { include } };
}
function hostedRunner(arch) {
    const native = RUNNERS.find(({ machine }) => (0,resolve/* executionOn */.sT)(machine, arch) === 'native');
    return (native ?? RUNNERS[0])?.label ?? '';
}
function labelsOf(text) {
    const labels = text.split('+');
    return labels.length === 1 ? text : labels;
}

// EXTERNAL MODULE: ./src/platform/github.ts + 8 modules
var github = __webpack_require__(1754);
// EXTERNAL MODULE: ./src/platform/step-report.ts
var step_report = __webpack_require__(1568);
// EXTERNAL MODULE: ./src/report/errors.ts
var errors = __webpack_require__(2287);
// EXTERNAL MODULE: ./src/report/results.ts
var results = __webpack_require__(8940);
// EXTERNAL MODULE: ./src/report/job-summary.ts + 3 modules
var job_summary = __webpack_require__(525);
// EXTERNAL MODULE: ./src/report/summary.ts
var summary = __webpack_require__(7994);
;// CONCATENATED MODULE: ./src/fleet.ts













/** Does one part. Throws `BadInputs`. */
async function fleet(part, log) {
    const parts = { plan, save, report };
    const work = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (!work)
        throw new errors/* BadInputs */.JM([`do: got "${part}"; allowed are plan, save and report`]);
    await work(log);
}
/** Decides which jobs there are. Each run has a name of its own: one workflow may have several fleets. */
function plan() {
    const names = (0,github/* fleetInput */.XP)('archs');
    const parsed = (0,parse/* parseInputs */.TL)({ arch: names, branch: (0,github/* fleetInput */.XP)('branch') });
    const planned = planMatrix(parsed.ok ? parsed.value.architectures : [], (0,parse/* words */.aL)((0,github/* fleetInput */.XP)('runs-on')));
    const problems = [
        ...((0,parse/* words */.aL)(names).length === 0 ? ['archs: got none; name some, or all'] : []),
        ...(parsed.ok ? [] : parsed.problems),
        ...(planned.ok ? [] : planned.problems),
    ];
    if (!planned.ok || problems.length > 0)
        throw new errors/* BadInputs */.JM(problems);
    const archs = planned.value.include.map(({ arch }) => arch);
    (0,github/* setOutputs */.n0)({ matrix: JSON.stringify(planned.value), archs: archs.join(' '), id: (0,external_node_crypto_.randomUUID)().slice(0, 8) });
    return Promise.resolve();
}
/** Leaves what came of one job where the last one finds it: in the cache of the workflow. */
async function save(log) {
    const told = (0,github/* fleetInput */.XP)('results');
    const key = keyOf((0,github/* fleetInput */.XP)('arch'));
    if ((0,results/* outcomesOf */.R)(told) === undefined) {
        log.warning('there are no results to be kept: the commands were not run');
        return;
    }
    await withFile(key, async (file) => {
        await (0,promises_.writeFile)(file, told);
        await (0,github/* saveInCache */.fs)(key, file, log);
    });
}
/** Shows together what came of all, and fails where one has failed. */
async function report(log) {
    const archs = (0,parse/* words */.aL)((0,github/* fleetInput */.XP)('archs'));
    const outcomes = (await Promise.all(archs.map((arch) => found(arch, log)))).flat();
    for (const line of (0,summary/* summaryLines */.k)(outcomes))
        log.info(line);
    (0,github/* setOutputs */.n0)({ results: (0,results/* results */.X)(outcomes) });
    const limit = { bytes: await (0,step_report/* roomInSummary */.f_)(), gantt: job_summary/* GANTT_LIMIT */.j };
    await (0,step_report/* addToSummary */.Dg)((0,job_summary/* jobSummary */.s)(outcomes, { raw: {}, shell: undefined }, limit));
    const failed = (0,src_outcome/* ended */.v6)(outcomes).filter((outcome) => (0,src_outcome/* resultOf */.Bg)(outcome) !== 'passed');
    if (failed.length > 0)
        (0,step_report/* failStep */.vy)(failed.map((outcome) => (0,summary/* ending */.K1)(outcome) ?? `${outcome.arch}: ${(0,src_outcome/* resultOf */.Bg)(outcome)}`));
}
async function found(arch, log) {
    const key = keyOf(arch);
    const remote = (0,github/* workflowCache */.YM)(log, () => undefined, new AbortController().signal);
    const told = await withFile(key, async (file) => (await remote?.restore(key, file)) === undefined ? undefined : (0,promises_.readFile)(file, 'utf8'));
    return (told === undefined ? undefined : (0,results/* outcomesOf */.R)(told)) ?? [unknown(arch)];
}
/** A job of which nothing is known: its log says more. */
function unknown(arch) {
    return {
        ...{ arch, exit: undefined, isCancelled: false, lateMs: undefined, silentMs: undefined },
        ...{ alpineVersion: null, processes: [] },
        error: ['its job has left no results: it failed before its commands were run, or was cancelled'],
        ...{ fault: undefined, advice: [], lastLines: [], annotations: [], spans: [] },
        ...{ emulator: 'unknown', rootPath: '', rootSource: 'unknown', allowsUntrusted: false, cacheHit: false },
    };
}
function keyOf(arch) {
    return `xarch-results-${(0,github/* fleetInput */.XP)('id')}-${arch}`;
}
/** In the workspace, by a relative name: an absolute one is part of what a cache entry is found by, and homes differ. */
async function withFile(key, work) {
    const file = (0,external_node_path_.join)('.xarch-results', key);
    await (0,disk/* makeFolder */.fc)((0,external_node_path_.dirname)(file));
    try {
        return await work(file);
    }
    finally {
        await (0,promises_.rm)(file, { force: true });
    }
}


/***/ })

};
