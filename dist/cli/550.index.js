"use strict";
exports.id = 550;
exports.ids = [550];
exports.modules = {

/***/ 7550:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   help: () => (/* binding */ help),
/* harmony export */   helpOf: () => (/* binding */ helpOf),
/* harmony export */   version: () => (/* binding */ version)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _platform_local_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6698);
/* harmony import */ var _platform_own_streams_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8560);
/* harmony import */ var _report_help_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6890);
/* harmony import */ var _report_topics_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(208);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(501);








/** `xarch help [TOPIC]`. Returns the exit status. */
function help(args, assets) {
    const [topic, ...further] = args;
    const log = (0,_platform_local_js__WEBPACK_IMPORTED_MODULE_3__/* .terminalLog */ .dg)('normal');
    if (further.length > 0)
        return (0,_exit_js__WEBPACK_IMPORTED_MODULE_7__/* .wrongUse */ .p)(log, [`help: got ${args.length} topics; one is told at a time`], 'xarch help help');
    if (topic === undefined)
        return say((0,_report_help_js__WEBPACK_IMPORTED_MODULE_5__/* .overview */ .M0)());
    if (topic === '--help' || topic === '-h')
        return say((0,_report_help_js__WEBPACK_IMPORTED_MODULE_5__/* .verbHelp */ .Fx)('help'));
    const text = (0,_report_topics_js__WEBPACK_IMPORTED_MODULE_6__/* .topicText */ .F3)(topic, { machine: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.machine)(), version: version(assets) });
    return text === undefined ? (0,_exit_js__WEBPACK_IMPORTED_MODULE_7__/* .wrongUse */ .p)(log, [(0,_report_topics_js__WEBPACK_IMPORTED_MODULE_6__/* .noTopic */ .Rk)(topic)], 'xarch help') : say(text);
}
/** What of a verb stands behind `--help`. Returns the exit status. */
function helpOf(verb) {
    return say((0,_report_help_js__WEBPACK_IMPORTED_MODULE_5__/* .verbHelp */ .Fx)(verb));
}
function say(text) {
    (0,_platform_own_streams_js__WEBPACK_IMPORTED_MODULE_4__/* .ownStream */ .H)('stdout').write(text);
    return 0;
}
/** The version in package.json, which stands beside the folder of assets. */
function version(assets) {
    return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(assets, '../package.json'), 'utf8')).version;
}


/***/ }),

/***/ 1614:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hi: () => (/* binding */ parseDoctorArguments),
/* harmony export */   pf: () => (/* binding */ DOCTOR_SWITCHES),
/* harmony export */   px: () => (/* binding */ DOCTOR_OPTIONS)
/* harmony export */ });
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4177);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2255);
/* harmony import */ var _switches_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6432);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7930);




const NAMES = ['arch', 'branch', 'mirror'];
/** The options of `xarch doctor` that have a value. */
const DOCTOR_OPTIONS = _table_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUTS */ .m.filter(({ name }) => NAMES.includes(name)).map((input) => input.name === 'arch'
    ? {
        ...input,
        default: '',
        meaning: 'whether these run here (default: any that this machine does not run by itself)',
    }
    : input);
const DOCTOR_SWITCHES = [_switches_js__WEBPACK_IMPORTED_MODULE_2__/* .JSON_SWITCH */ .AH, _switches_js__WEBPACK_IMPORTED_MODULE_2__/* .HELP */ ._$];
/** Reads the arguments of `xarch doctor`; all problems at once. */
function parseDoctorArguments(args) {
    const { switches, positionals, raw, problems: first } = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .readOptions */ .T)(args, DOCTOR_OPTIONS, DOCTOR_SWITCHES);
    if (switches.has('help'))
        return { ok: true, value: { help: true } };
    const problems = [
        ...first,
        ...positionals.map((word) => `got "${word}" where an option was expected; -a ARCH names an architecture`),
    ];
    const parsed = (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .TL)(raw);
    if (!parsed.ok)
        problems.push(...parsed.problems);
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    const named = (raw['arch'] ?? []).length > 0 ? parsed.value.architectures : [];
    return { ok: true, value: { help: false, inputs: parsed.value, named, json: switches.has('json') } };
}


/***/ }),

/***/ 3072:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hs: () => (/* binding */ parseMatrixArguments),
/* harmony export */   n9: () => (/* binding */ MATRIX_SWITCHES),
/* harmony export */   t: () => (/* binding */ MATRIX_OPTIONS)
/* harmony export */ });
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4177);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2255);
/* harmony import */ var _switches_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6432);



/** Options of `xarch matrix`. */
const MATRIX_OPTIONS = [
    {
        ...{ name: 'runs-on', kind: 'list', default: '', value: 'LABEL|ARCH=LABEL' },
        meaning: "the machine that all architectures, or one, run on; by itself one of GitHub's, which runs the architecture natively where there is such a machine",
    },
    {
        ...{ name: 'branch', kind: 'text', default: 'latest-stable', value: 'BRANCH' },
        meaning: 'Alpine branch, for those that all has',
    },
];
const MATRIX_SWITCHES = [_switches_js__WEBPACK_IMPORTED_MODULE_2__/* .HELP */ ._$];
/** Reads the arguments of `xarch matrix`; all problems at once. */
function parseMatrixArguments(args) {
    const { raw, switches, positionals, problems: first } = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .readOptions */ .T)(args, MATRIX_OPTIONS, MATRIX_SWITCHES);
    if (switches.has('help'))
        return { ok: true, value: { help: true } };
    const names = positionals.join(' ');
    const parsed = (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .TL)({ arch: names, branch: raw['branch'] ?? [] });
    const problems = [
        ...first,
        ...((0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .words */ .aL)(names).length === 0 ? ['no architecture was given; name some, or all'] : []),
        ...(parsed.ok ? [] : parsed.problems),
    ];
    if (!parsed.ok || problems.length > 0)
        return { ok: false, problems };
    const runsOn = (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .words */ .aL)((raw['runs-on'] ?? []).join(' '));
    return { ok: true, value: { help: false, architectures: parsed.value.architectures, runsOn } };
}


/***/ }),

/***/ 2032:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ SHELLS),
/* harmony export */   h: () => (/* binding */ VERBS)
/* harmony export */ });
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4209);
/* harmony import */ var _cache_arguments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2577);
/* harmony import */ var _doctor_arguments_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1614);
/* harmony import */ var _matrix_arguments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3072);
/* harmony import */ var _switches_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6432);





/** The shells that there is completion for. */
const SHELLS = ['bash', 'zsh', 'fish'];
const VERBS = [
    {
        name: 'run',
        overview: ['run -a ARCH[,ARCH] [options] -- COMMAND...', 'runs a command in a root of each architecture'],
        uses: [],
        about: [
            'Runs COMMAND in a root of each architecture, with the current folder at its own path. The root starts clean each time; what is written to the current folder stays.',
        ],
        options: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .RUN_OPTIONS */ .p7,
        switches: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .RUN_SWITCHES */ .xv,
        first: [],
        further: [],
        command: true,
    },
    {
        name: 'shell',
        overview: ['shell NAME | -a ARCH [options]', 'a shell in a root whose changes are kept, or in a new one'],
        uses: [
            ['shell NAME', 'a shell in the root that was kept under NAME (xarch run --keep NAME)'],
            [
                'shell -a ARCH [options]',
                'a shell in a new root; what is changed in it ends with it, or is kept (--keep)',
            ],
        ],
        about: ['The current folder is visible at its own path.'],
        options: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .SHELL_OPTIONS */ .iw,
        switches: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .SHELL_SWITCHES */ .My,
        first: [{ of: 'name' }],
        further: [],
    },
    {
        name: 'build',
        overview: [
            'build -a ARCH [options] -o FILE [--json]',
            'makes a root, writes it to an archive, tells what is in it',
        ],
        uses: [],
        about: [
            'Makes a root of each architecture. The archive has the root itself in it; the same inputs make the same bytes, whenever and wherever they are made (SOURCE_DATE_EPOCH is the newest time in it; by itself, when its newest package was built).',
        ],
        options: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .BUILD_OPTIONS */ .Y6,
        switches: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .BUILD_SWITCHES */ .Y$,
        first: [],
        further: [],
    },
    {
        name: 'cache',
        overview: ['cache [list|prune|clear]', 'what is kept on this machine, with sizes and ages'],
        uses: [
            ['cache [list] [--json]', 'what is kept on this machine: roots, packages, emulators'],
            ['cache prune [--max-age AGE]', 'removes roots and packages that are older'],
            ['cache clear [NAME...]', 'removes all but roots that were kept under a name; or those names'],
        ],
        about: ['What a run is using stays.'],
        options: _cache_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .CACHE_OPTIONS */ .Ab,
        switches: _cache_arguments_js__WEBPACK_IMPORTED_MODULE_1__/* .CACHE_SWITCHES */ .Gh,
        first: ['list', 'prune', 'clear'],
        further: [{ of: 'name' }],
    },
    {
        name: 'handlers',
        overview: ['handlers [list|add|remove] [ARCH...]', 'the handlers of this machine: lists, adds, removes'],
        uses: [
            ['handlers [list] [--json]', 'the handlers of this machine, each tried'],
            [
                'handlers add ARCH... [options]',
                'registers handlers, until they are removed or the machine restarts',
            ],
            ['handlers remove ARCH...', "removes those that were added; nobody else's"],
        ],
        about: [
            "ARCH is an architecture by any of its names (xarch archs), or all. With a handler, programs of that architecture run as if they were this machine's own, in containers too. Options but --json are those of add.",
        ],
        options: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .HANDLER_OPTIONS */ .mB,
        switches: _arguments_js__WEBPACK_IMPORTED_MODULE_0__/* .HANDLER_SWITCHES */ .CO,
        first: ['list', 'add', 'remove'],
        further: [{ of: 'architectures' }, 'all'],
    },
    {
        name: 'matrix',
        overview: ['matrix ARCH... [options]', 'a matrix for a workflow, with a job for each architecture'],
        uses: [],
        about: [
            'Prints a matrix as JSON, for a job of a workflow of GitHub: "matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}" below its strategy, and "runs-on: ${{ matrix.runs-on }}".',
        ],
        options: _matrix_arguments_js__WEBPACK_IMPORTED_MODULE_3__/* .MATRIX_OPTIONS */ .t,
        switches: _matrix_arguments_js__WEBPACK_IMPORTED_MODULE_3__/* .MATRIX_SWITCHES */ .n9,
        first: [{ of: 'architectures' }, 'all'],
        further: [{ of: 'architectures' }, 'all'],
    },
    {
        name: 'archs',
        overview: ['archs [--json]', 'the architectures, by all their names'],
        uses: [],
        about: ['Lists all architectures, with how this machine runs them.'],
        options: [],
        switches: [_switches_js__WEBPACK_IMPORTED_MODULE_4__/* .JSON_SWITCH */ .AH, _switches_js__WEBPACK_IMPORTED_MODULE_4__/* .HELP */ ._$],
        first: [],
        further: [],
    },
    {
        name: 'doctor',
        overview: ['doctor [-a ARCH] [--json]', 'what this machine can do, and how to mend what it cannot'],
        uses: [],
        about: [
            'Tries what a run needs, with nothing that stays: each line is ok, limited (it goes in another way, or with less) or missing, with the command that mends it. The exit status is 1 where xarch run could not do its work.',
        ],
        options: _doctor_arguments_js__WEBPACK_IMPORTED_MODULE_2__/* .DOCTOR_OPTIONS */ .px,
        switches: _doctor_arguments_js__WEBPACK_IMPORTED_MODULE_2__/* .DOCTOR_SWITCHES */ .pf,
        first: [],
        further: [],
    },
    {
        name: 'completion',
        overview: [`completion ${SHELLS.join('|')}`, 'prints what makes a shell complete the words of xarch'],
        uses: [],
        about: [
            'bash: put "source <(xarch completion bash)" into ~/.bashrc.',
            'zsh: xarch completion zsh >FOLDER/_xarch, where FOLDER is one of $fpath; or "source <(xarch completion zsh)" behind compinit in ~/.zshrc.',
            'fish: xarch completion fish >~/.config/fish/completions/xarch.fish',
        ],
        options: [],
        switches: [_switches_js__WEBPACK_IMPORTED_MODULE_4__/* .HELP */ ._$],
        first: SHELLS,
        further: [],
    },
    {
        name: 'help',
        overview: ['help [TOPIC]', 'this text, or that of a verb, an input, or another topic'],
        uses: [],
        about: [
            'TOPIC is a verb, an input of the action, or one of: exit-status, files, environment, isolations, architectures, man. As a page: xarch help man | man -l -',
        ],
        options: [],
        switches: [_switches_js__WEBPACK_IMPORTED_MODULE_4__/* .HELP */ ._$],
        first: [{ of: 'topic' }],
        further: [],
    },
];


/***/ }),

/***/ 6890:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ verbHelp),
/* harmony export */   HA: () => (/* binding */ defaultOf),
/* harmony export */   M0: () => (/* binding */ overview),
/* harmony export */   XD: () => (/* binding */ optionOf),
/* harmony export */   ky: () => (/* binding */ wrapped),
/* harmony export */   mG: () => (/* binding */ switchOf),
/* harmony export */   uc: () => (/* binding */ EXIT_STATUS)
/* harmony export */ });
/* harmony import */ var _inputs_options_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4177);
/* harmony import */ var _inputs_verbs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2032);


/** What `xarch --help` says. */
function overview() {
    return `xarch: runs commands on a processor this machine does not have.

${usesText([
        ..._inputs_verbs_js__WEBPACK_IMPORTED_MODULE_1__/* .VERBS */ .h.map(({ overview: line }) => line),
        ['VERB --help, help VERB', 'the options of a verb'],
        ['--version', 'which version this is'],
    ])}
For example:

  xarch run -a s390x -p build-base -- make check

${EXIT_STATUS}
`;
}
const EXIT_STATUS = "Exit status: the command's own (128 + n for signal n); 2 for a wrong use; 125 where xarch itself failed.";
/** What `xarch VERB --help` says, made from the tables. @param name of a verb of the table */
function verbHelp(name) {
    const verb = _inputs_verbs_js__WEBPACK_IMPORTED_MODULE_1__/* .VERBS */ .h.find((one) => one.name === name);
    return verb ? textOf(verb) : '';
}
function textOf(verb) {
    const { about } = verb;
    const uses = verb.uses.length > 0 ? usesText(verb.uses) : `xarch ${verb.overview[0]}\n`;
    const paragraphs = about.map((text) => `${wrapped(text, 110).join('\n')}\n`);
    return [uses, ...paragraphs, optionsText(verb)].filter((text) => text !== '').join('\n');
}
/** Ways to use the command, in two columns. */
function usesText(uses) {
    const width = Math.max(...uses.map(([use]) => use.length));
    return uses.map(([use, does]) => `  xarch ${use.padEnd(width)}  ${does}\n`).join('');
}
function optionsText({ options, switches }) {
    return [...options.flatMap(inputLines), ...switches.flatMap(switchLines)]
        .map((line) => `${line}\n`)
        .join('');
}
/** An input as an option, with its letter and what stands for its value. */
function optionOf(input) {
    const value = (0,_inputs_options_js__WEBPACK_IMPORTED_MODULE_0__/* .takesValue */ .a)(input) && input.value !== undefined ? ` ${input.value}` : '';
    return `${input.letter === undefined ? '' : `-${input.letter}, `}--${input.name}${value}`;
}
function switchOf({ name, letter }) {
    return `${letter === undefined ? '' : `-${letter}, `}--${name}`;
}
/** The default of an input, where it says something. */
function defaultOf(input) {
    return input.default === 'false' && input.kind === 'flag' ? '' : input.default;
}
function inputLines(input) {
    const fallback = defaultOf(input);
    return lines(optionOf(input), `${input.meaning}${fallback === '' ? '' : ` (default: ${fallback})`}`);
}
function switchLines(one) {
    return lines(switchOf(one), one.meaning);
}
const INDENT = ' '.repeat(8);
const WIDTH = 100;
function lines(option, meaning) {
    const indented = option.startsWith('--') ? `    ${option}` : option;
    return [`  ${indented}`, ...wrapped(meaning, WIDTH).map((line) => `${INDENT}${line}`)];
}
/** A text in lines of so many characters, unless a word is longer. */
function wrapped(text, width) {
    const made = [];
    for (const word of text.split(' ')) {
        const last = made.at(-1);
        if (last === undefined || last.length + 1 + word.length > width)
            made.push(word);
        else
            made[made.length - 1] = `${last} ${word}`;
    }
    return made;
}


/***/ }),

/***/ 208:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Rk: () => (/* binding */ noTopic),
  F3: () => (/* binding */ topicText),
  vp: () => (/* binding */ topics)
});

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./.modules/inputs/table.js + 4 modules
var table = __webpack_require__(7930);
// EXTERNAL MODULE: ./.modules/inputs/verbs.js
var verbs = __webpack_require__(2032);
// EXTERNAL MODULE: ./.modules/plan/isolation.js
var isolation = __webpack_require__(496);
// EXTERNAL MODULE: ./.modules/report/architectures.js
var architectures = __webpack_require__(3425);
// EXTERNAL MODULE: ./.modules/report/help.js
var help = __webpack_require__(6890);
// EXTERNAL MODULE: ./.modules/inputs/arguments.js + 1 modules
var inputs_arguments = __webpack_require__(4209);
;// CONCATENATED MODULE: ./.modules/report/surroundings.js
/** Where the command keeps things. */
const FILES = [
    [
        '$XDG_CACHE_HOME/xarch',
        'roots, packages and emulators; without that variable ~/.cache/xarch. xarch cache lists and removes them',
    ],
    ['$XDG_CACHE_HOME/xarch/kept/NAME', 'a root whose changes are kept (--keep NAME)'],
    [
        '/run/xarch',
        'what was registered and mounted, written before it is done: whoever comes next takes away what the dead have left',
    ],
];
/** The variables that mean something to it. */
const ENVIRONMENT = [
    ['XDG_CACHE_HOME', 'the folder of the cache folder xarch'],
    ['TMPDIR', 'where pipes of the output are made'],
    ['http_proxy, https_proxy, no_proxy', 'proxies of downloads, by us and inside'],
    ['NODE_EXTRA_CA_CERTS', 'a file of further authorities that downloads trust'],
    ['SOURCE_DATE_EPOCH', 'the newest time in an archive that xarch build makes'],
    ['TERM, COLORTERM, NO_COLOR, TZ', 'are handed in'],
    [
        'DOCKER_CONFIG, DOCKER_HOST, REGISTRY_AUTH_FILE',
        'and their kin: where skopeo, podman and docker find what is theirs',
    ],
];

;// CONCATENATED MODULE: ./.modules/report/man.js





/**
 * The manual page of the command, in the language of man(7). It is made when it is asked for: there is no file to be held
 * equal to the tables.
 */
function manPage(version) {
    return [
        `.TH XARCH 1 "" "xarch ${man_text(version)}" "User Commands"`,
        '.SH NAME',
        'xarch \\- runs commands on a processor this machine does not have',
        '.SH SYNOPSIS',
        ...verbs/* VERBS */.h.flatMap(({ overview: [use] }, at) => [...(at > 0 ? ['.br'] : []), `.B xarch`, man_text(use)]),
        '.SH DESCRIPTION',
        'Roots of Alpine Linux and others are made for each architecture, and commands run in them, isolated from the machine: by',
        'emulators (qemu\\-user) and handlers of the kernel (binfmt_misc).',
        '.SH COMMANDS',
        ...verbs/* VERBS */.h.flatMap(verbLines),
        '.SH OPTIONS',
        'Each is an input of the action, of the same name.',
        ...inputs_arguments/* RUN_OPTIONS */.p7.flatMap(inputLines),
        '.SH "INPUTS OF THE ACTION ALONE"',
        ...table/* INPUTS */.m.filter((input) => input.option === false).flatMap(inputLines),
        '.SH "EXIT STATUS"',
        man_text(help/* EXIT_STATUS */.uc),
        '.SH FILES',
        ...FILES.flatMap(([name, about]) => tagged(name, about)),
        '.SH ENVIRONMENT',
        ...ENVIRONMENT.flatMap(([name, about]) => tagged(name, about)),
        '.SH "SEE ALSO"',
        '.BR unshare (1),',
        '.BR bwrap (1),',
        '.BR proot (1)',
        '',
    ].join('\n');
}
function verbLines({ name, overview: [use, does], uses, about, options, switches }) {
    const ways = uses.length > 0 ? uses : [[use, does]];
    const own = name === 'run' || name === 'shell' ? [] : options;
    return [
        `.SS ${man_text(name)}`,
        ...ways.flatMap(([way, what]) => tagged(`xarch ${way}`, what)),
        ...about.flatMap((paragraph) => ['.PP', man_text(paragraph)]),
        ...own.flatMap((input) => tagged((0,help/* optionOf */.XD)(input), meaning(input))),
        ...switches.flatMap((one) => tagged((0,help/* switchOf */.mG)(one), one.meaning)),
    ];
}
function inputLines(input) {
    return tagged(input.option === false ? input.name : (0,help/* optionOf */.XD)(input), meaning(input));
}
function meaning(input) {
    const fallback = (0,help/* defaultOf */.HA)(input);
    return `${input.meaning}${fallback === '' ? '' : ` (default: ${fallback})`}`;
}
function tagged(tag, about) {
    return ['.TP', `.B ${man_text(tag)}`, man_text(about)];
}
/** A text in which roff finds no command: man(7), groff_char(7). */
function man_text(plain) {
    return plain
        .replace(/\\/g, '\\e')
        .replace(/-/g, '\\-')
        .replace(/[…]/g, '...')
        .replace(/"/g, '\\(dq')
        .replace(/~/g, '\\(ti')
        .replace(/\^/g, '\\(ha')
        .replace(/^(?=[.'])/, '\\&')
        .replace(/'/g, '\\(aq');
}

;// CONCATENATED MODULE: ./.modules/report/topics.js








/** Topics that are neither verbs nor inputs. */
const TEXTS = {
    'exit-status': () => `${help/* EXIT_STATUS */.uc}\n${EXIT_STATUS_OF_DOCTOR}\n`,
    files: () => pairs(FILES),
    environment: () => pairs(ENVIRONMENT),
    isolations: () => isolations(),
    architectures: ({ machine }) => (0,architectures/* architecturesText */.Cq)(machine),
    man: ({ version }) => manPage(version),
};
const EXIT_STATUS_OF_DOCTOR = 'xarch doctor: 1 where the main job (xarch run) could not do its work on this machine.';
function isolations() {
    const input = table/* INPUTS */.m.find(({ name }) => name === 'isolation');
    return `${(0,help/* wrapped */.ky)(input?.meaning ?? '', 100).join('\n')}

auto tries, in this order: ${isolation/* ISOLATIONS_BY_STRENGTH */.ym.join(', ')}. xarch doctor says which of them this machine allows, and why not the
others; docs/sandbox.md and docs/safety.md what each holds.
`;
}
/** All topics, each once. */
function topics() {
    return [
        ...new Set([...verbs/* VERBS */.h.map(({ name }) => name), ...table/* INPUTS */.m.map(({ name }) => name), ...Object.keys(TEXTS)]),
    ];
}
/** What `xarch help TOPIC` says; undefined where there is no such topic. */
function topicText(topic, facts) {
    const text = Object.hasOwn(TEXTS, topic) ? TEXTS[topic]?.(facts) : undefined;
    const input = table/* INPUTS */.m.find(({ name }) => name === topic);
    const parts = [text ?? '', (0,help/* verbHelp */.Fx)(topic), input ? inputText(input) : ''].filter((part) => part !== '');
    return parts.length > 0 ? parts.join('\n') : undefined;
}
/** The problem of a topic that there is not. */
function noTopic(topic) {
    const nearest = (0,mod/* closest */.kp)(topic, topics());
    const meant = (0,mod/* distance */.Io)(topic, nearest) <= 2 ? `; did you mean "${nearest}"?` : `; topics are ${topics().join(', ')}`;
    return `help: got "${topic}"${meant}`;
}
/** All that the table says of an input. */
function inputText(input) {
    const { name, kind, value } = input;
    const fallback = (0,help/* defaultOf */.HA)(input);
    const rows = [
        ['in a workflow', `with: { ${name}: ${value ?? KINDS[kind]} }`],
        ['option', input.option === false ? 'none: it is an input of the action alone' : (0,help/* optionOf */.XD)(input)],
        ['value', KINDS[kind]],
        ['default', fallback === '' ? 'empty' : fallback],
    ];
    return `the input ${name}\n\n${(0,help/* wrapped */.ky)(input.meaning, 100).join('\n')}\n\n${pairs(rows)}`;
}
const KINDS = {
    text: 'one text',
    list: 'a list, separated by commas, blanks or lines; an option can be given several times',
    environment: 'NAME=value, one a line or one for each option; or a list of names',
    flag: 'true or false; the option stands for true',
};
function pairs(rows) {
    const width = Math.max(...rows.map(([name]) => name.length));
    return rows
        .flatMap(([name, about]) => (0,help/* wrapped */.ky)(about, 106 - width).map((line, at) => `${(at === 0 ? name : '').padEnd(width)}  ${line}\n`))
        .join('');
}


/***/ })

};
;