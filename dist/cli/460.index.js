"use strict";
exports.id = 460;
exports.ids = [460,585,425,577];
exports.modules = {

/***/ 1992:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  completion: () => (/* binding */ completion)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.modules/inputs/verbs.js
var inputs_verbs = __webpack_require__(2032);
// EXTERNAL MODULE: ./.modules/arch/architectures.js
var architectures = __webpack_require__(7895);
// EXTERNAL MODULE: ./.modules/inputs/options.js + 1 modules
var options = __webpack_require__(4177);
;// CONCATENATED MODULE: ./.modules/inputs/values.js


const NOTHING = { words: [], isList: false, files: 'none' };
/** Undefined where the option takes no value. */
function offered(input) {
    if (!(0,options/* takesValue */.a)(input))
        return undefined;
    const { value = '', name } = input;
    const parts = value.split('|');
    const isWords = parts.length > 1 && parts.every((part) => /^[a-z-]+$/.test(part));
    if (isWords)
        return { ...NOTHING, words: parts };
    if (parts[0]?.startsWith('ARCH'))
        return {
            ...NOTHING,
            isList: true,
            words: [...ARCHITECTURE_NAMES, ...parts.filter((part) => part === 'all')],
        };
    if (value === 'BRANCH')
        return { ...NOTHING, words: BRANCHES };
    // The option output is a folder of xarch run and a file of xarch build: completion for bash has one for both.
    if (value === 'DIR' && name !== 'output')
        return { ...NOTHING, files: 'folders' };
    if (/^(FILES?|SOURCE|DIR)/.test(value))
        return { ...NOTHING, words: SOURCES[name] ?? [], files: 'files' };
    if (value.includes('file:DIR'))
        return { ...NOTHING, words: ['https://', 'file:'] };
    return NOTHING;
}
const ARCHITECTURE_NAMES = architectures/* ARCHITECTURES */.X.map(({ name }) => name);
/** Sources that are words; the others are files and addresses. */
const SOURCES = {
    qemu: ['auto', 'system', 'apk', 'apt'],
    rootfs: ['auto', 'minirootfs', 'apk', 'docker://', 'debian:', 'ubuntu:'],
};
/** Those that the table of architectures names, and those between them, newest first; any newer one can be given. */
const BRANCHES = ['latest-stable', 'edge', ...numbered()];
function numbered() {
    const rows = architectures/* ARCHITECTURES */.X.flatMap(({ alpine }) => (alpine ? [alpine.first, alpine.last] : []));
    const minors = rows
        .filter((branch) => branch !== null)
        .map((branch) => Number(branch.split('.')[1]));
    const [oldest, newest] = [Math.min(...minors), Math.max(...minors)];
    return Array.from({ length: newest - oldest + 1 }, (_, at) => `v3.${newest - at}`);
}

// EXTERNAL MODULE: ./.modules/report/topics.js + 2 modules
var topics = __webpack_require__(208);
;// CONCATENATED MODULE: ./.modules/completion/options.js



/** All options of a verb. */
function optionsOf({ options, switches }) {
    const inputs = options.map((input) => {
        const { name, letter, meaning, value: called = '' } = input;
        return { name, letter, meaning, value: offered(input), called };
    });
    const others = switches.map(({ name, letter, meaning }) => ({
        ...{ name, letter, meaning },
        value: undefined,
        called: '',
    }));
    return [...inputs, ...others];
}
/** What can stand at a place; `NAME` is that of a root that was kept, which the shell looks up. */
function wordsAt(places) {
    return places.flatMap((place) => {
        if (typeof place === 'string')
            return [place];
        if (place.of === 'name')
            return [KEPT_NAME];
        return place.of === 'topic' ? (0,topics/* topics */.vp)() : [...ARCHITECTURE_NAMES];
    });
}
const KEPT_NAME = 'NAME';

;// CONCATENATED MODULE: ./.modules/completion/script.js




/**
 * What makes a shell complete the words of the command: tables, made from those of verbs and inputs, and the script that
 * reads them, which is a file beside this one.
 * @param assets the folder that scripts are in
 */
function completionScript(shell, assets) {
    const file = (name) => (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(assets, 'completion', name), 'utf8');
    if (shell === 'bash')
        return `${bashTables()}${file('bash.sh')}`;
    if (shell === 'zsh')
        return `#compdef xarch\n${zshTables()}${file('zsh.zsh')}`;
    return `${file('fish.fish')}${fishLines()}`;
}
/** A word in single quotes, as bash and zsh read it. */
const inQuotes = (word) => `'${word.replaceAll("'", `'\\''`)}'`;
const verbNames = () => inputs_verbs/* VERBS */.h.map(({ name }) => name).join(' ');
function bashTables() {
    const table = (name, rows) => `declare -A ${name}=(\n${rows.map(([key, text]) => `  [${inQuotes(key)}]=${inQuotes(text)}\n`).join('')})\n`;
    const values = new Map(inputs_verbs/* VERBS */.h.flatMap(optionsOf).flatMap((option) => {
        const { value } = option;
        return value ? flags(option).map((flag) => [flag, valueText(value)]) : [];
    }));
    return [
        `_xarch_verbs=${inQuotes(`${verbNames()} --help --version`)}\n`,
        table('_xarch_options', inputs_verbs/* VERBS */.h.map((verb) => [verb.name, optionsOf(verb).flatMap(flags).join(' ')])),
        table('_xarch_places', inputs_verbs/* VERBS */.h.flatMap(({ name, first, further }) => [
            [`${name} 1`, wordsAt(first).join(' ')],
            [`${name} 2`, wordsAt(further).join(' ')],
        ])),
        table('_xarch_values', [...values]),
    ].join('');
}
function flags({ name, letter }) {
    return [...(letter === undefined ? [] : [`-${letter}`]), `--${name}`];
}
function valueText({ words, isList, files }) {
    const kind = files !== 'none' ? files : isList ? 'list' : words.length > 0 ? 'words' : 'none';
    return [kind, ...words].join(' ');
}
function zshTables() {
    const verbs = [...inputs_verbs/* VERBS */.h.map(({ name, overview: [, does] }) => `${name}:${does}`), '--help', '--version'];
    const list = (name, words) => `typeset -ga ${name}=(\n${words.map((word) => `  ${inQuotes(word)}\n`).join('')})\n`;
    return [
        list('_xarch_verbs', verbs),
        ...inputs_verbs/* VERBS */.h.map((verb) => list(`_xarch_of_${verb.name}`, [...optionsOf(verb).flatMap(zshSpecs), ...zshPlaces(verb)])),
    ].join('');
}
/** zshcompsys(1), _arguments: brackets and colons mean something there. */
function zshSpecs(option) {
    const { value, called, meaning } = option;
    const about = `[${meaning.replace(/[\\[\]:]/g, '\\$&')}]`;
    if (!value)
        return flags(option).map((flag) => `*${flag}${about}`);
    return flags(option).map((flag) => {
        const sign = flag.startsWith('--') ? '=' : '+';
        return `*${flag}${sign}${about}:${called.replace(/[\\[\]:]/g, '\\$&') || 'value'}:${zshAction(value)}`;
    });
}
function zshAction({ words, isList, files }) {
    const quoted = words.map((word) => word.replaceAll(':', '\\:')).join(' ');
    if (isList)
        return `{_xarch_list ${quoted}}`;
    const offer = words.length > 0 ? `compadd -S "" -- ${quoted}` : '';
    if (files === 'files')
        return `{${offer === '' ? '' : `${offer}; `}_files}`;
    if (files === 'folders')
        return '_files -/';
    return offer === '' ? ' ' : `{${offer}}`;
}
function zshPlaces({ first, further }) {
    const action = (words) => {
        const rest = words.filter((word) => word !== KEPT_NAME);
        const offers = [...(rest.length > 0 ? [`compadd -- ${rest.join(' ')}`] : [])];
        return `{${[...offers, ...(rest.length < words.length ? ['_xarch_names'] : [])].join('; ')}}`;
    };
    const [one, more] = [wordsAt(first), wordsAt(further)];
    return [
        ...(one.length > 0 ? [`1:word:${action(one)}`] : []),
        ...(more.length > 0 ? [`*:word:${action(more)}`] : []),
    ];
}
/** fish knows two escapes within single quotes. */
const inFish = (word) => `'${word.replace(/[\\']/g, '\\$&')}'`;
function fishLines() {
    const line = (condition, ...words) => `complete -c xarch -n ${inFish(condition)} ${words.join(' ')}\n`;
    const verbs = inputs_verbs/* VERBS */.h.map(({ name, overview: [, does] }) => line('__xarch_none', '-a', name, '-d', inFish(does)));
    const general = [line('__xarch_none', '-l', 'help', '-s', 'h'), line('__xarch_none', '-l', 'version')];
    const own = inputs_verbs/* VERBS */.h.flatMap((verb) => [
        ...optionsOf(verb).map((option) => line(`__xarch_verb ${verb.name}`, ...fishOption(option))),
        ...fishPlaces(verb).map(([condition, words]) => line(condition, '-a', inFish(words))),
    ]);
    return [...verbs, ...general, ...own].join('');
}
function fishOption({ name, letter, meaning, value }) {
    const about = ['-l', name, ...(letter === undefined ? [] : ['-s', letter]), '-d', inFish(meaning)];
    if (!value)
        return about;
    const { words, isList, files } = value;
    const listed = isList ? `(__xarch_list ${words.join(' ')})` : words.join(' ');
    const folders = files === 'folders' ? '(__fish_complete_directories (commandline -ct))' : listed;
    return [...about, files === 'files' ? '-r -F' : '-x', ...(folders === '' ? [] : ['-a', inFish(folders)])];
}
function fishPlaces({ name, first, further }) {
    const text = (words) => words.map((word) => (word === KEPT_NAME ? '(__xarch_names)' : word)).join(' ');
    const [one, more] = [text(wordsAt(first)), text(wordsAt(further))];
    const behind = `__xarch_verb ${name}; and not __xarch_first ${name}`;
    return [
        ...(one === '' ? [] : [[`__xarch_first ${name}`, one]]),
        ...(more === '' ? [] : [[behind, more]]),
    ];
}

// EXTERNAL MODULE: ./.modules/platform/local.js + 14 modules
var local = __webpack_require__(6698);
// EXTERNAL MODULE: ./.modules/platform/own-streams.js
var own_streams = __webpack_require__(8560);
// EXTERNAL MODULE: ./.modules/commands/exit.js
var exit = __webpack_require__(501);
// EXTERNAL MODULE: ./.modules/commands/help.js
var help = __webpack_require__(7550);
;// CONCATENATED MODULE: ./.modules/commands/completion.js






/** `xarch completion SHELL`. Returns the exit status. */
function completion(args, assets) {
    const [shell, ...further] = args;
    if (shell === '--help' || shell === '-h')
        return (0,help.helpOf)('completion');
    if (further.length > 0 || !isShell(shell)) {
        const problem = `completion: got "${args.join(' ')}"; allowed is one of ${inputs_verbs/* SHELLS */.O.join(', ')}`;
        return (0,exit/* wrongUse */.p)((0,local/* terminalLog */.dg)('normal'), [problem], 'xarch completion --help');
    }
    (0,own_streams/* ownStream */.H)('stdout').write(completionScript(shell, assets));
    return 0;
}
function isShell(name) {
    return inputs_verbs/* SHELLS */.O.includes(name);
}


/***/ }),

/***/ 2577:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ CACHE_OPTIONS),
/* harmony export */   Gh: () => (/* binding */ CACHE_SWITCHES),
/* harmony export */   Y: () => (/* binding */ parseCacheArguments)
/* harmony export */ });
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7037);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4177);
/* harmony import */ var _switches_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6432);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7930);




const MAX_AGE = 'max-age';
/** The options of `xarch cache` that have a value. */
const CACHE_OPTIONS = [
    {
        ...{ name: MAX_AGE, kind: 'text', value: 'AGE' },
        default: _table_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .m.find(({ name }) => name === 'cache-max-age')?.default ?? '',
        meaning: 'how old what stays may be',
    },
];
const CACHE_SWITCHES = [_switches_js__WEBPACK_IMPORTED_MODULE_2__/* .JSON_SWITCH */ .AH, _switches_js__WEBPACK_IMPORTED_MODULE_2__/* .HELP */ ._$];
/** Reads the arguments of `xarch cache`. */
function parseCacheArguments(args) {
    const { switches, positionals, raw, problems: first } = (0,_options_js__WEBPACK_IMPORTED_MODULE_1__/* .readOptions */ .T)(args, CACHE_OPTIONS, CACHE_SWITCHES);
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
    const maxAgeMs = (0,_age_js__WEBPACK_IMPORTED_MODULE_0__/* .parseAge */ .F)(MAX_AGE, age ?? CACHE_OPTIONS[0]?.default ?? '', (line) => problems.push(line));
    if (problems.length > 0)
        return { ok: false, problems };
    if (verb === 'prune')
        return { ok: true, value: { verb, maxAgeMs } };
    if (verb === 'clear')
        return { ok: true, value: { verb, names } };
    return { ok: true, value: { verb: 'list', json: switches.has('json') } };
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