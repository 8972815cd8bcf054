"use strict";
exports.id = 531;
exports.ids = [531];
exports.modules = {

/***/ 9531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PAUSES: () => (/* binding */ PAUSES),
/* harmony export */   ProgressLines: () => (/* binding */ ProgressLines)
/* harmony export */ });
/* harmony import */ var _report_progress_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5906);

const PAUSES = { firstMs: 5_000, nextMs: 10_000, laterMs: 60_000 };
/** Progress as lines of a log: of each work that takes long one now and then, and one at its end. */
class ProgressLines {
    say;
    pauses;
    told = new Map();
    constructor(say, pauses = PAUSES) {
        this.say = say;
        this.pauses = pauses;
    }
    show(works, nowMs) {
        for (const work of works) {
            const seen = work.seen(nowMs);
            if (nowMs - this.lastMs(work) < this.pause(work, seen.elapsedMs))
                continue;
            this.told.set(work, nowMs);
            this.say((0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .progressLine */ .oz)(seen));
        }
    }
    ended(work, isDone, nowMs) {
        if (this.told.delete(work) && isDone)
            this.say((0,_report_progress_js__WEBPACK_IMPORTED_MODULE_0__/* .endLine */ .Sk)(work.seen(nowMs)));
    }
    clear() {
        this.told.clear();
    }
    /** When something was said of it, or it began. */
    lastMs(work) {
        return Math.max(this.told.get(work) ?? 0, work.heardMs);
    }
    pause(work, elapsedMs) {
        const { firstMs, nextMs, laterMs } = this.pauses;
        if (elapsedMs > laterMs)
            return laterMs;
        return this.lastMs(work) === work.beganMs ? firstMs : nextMs;
    }
}


/***/ }),

/***/ 3117:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ keptText),
/* harmony export */   bE: () => (/* binding */ keptJson),
/* harmony export */   lP: () => (/* binding */ sizeText)
/* harmony export */ });
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2950);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4301);


/** What is kept on this machine, as a table. */
function keptText(items, nowMs) {
    if (items.length === 0)
        return 'nothing is kept\n';
    const rows = items.map((item) => [
        item.kind,
        item.name,
        (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p)(Math.max(0, nowMs - item.createdMs)),
        sizeText(item.sizeBytes),
        item.isInUse ? 'in use' : '',
        item.about,
    ]);
    const all = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return `${(0,_columns_js__WEBPACK_IMPORTED_MODULE_1__/* .columns */ .Y)([['WHAT', 'NAME', 'AGE', 'SIZE', '', 'FROM'], ...rows])}${sizeText(all)} in all\n`;
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

/***/ 5906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ statusLine),
/* harmony export */   Sk: () => (/* binding */ endLine),
/* harmony export */   oz: () => (/* binding */ progressLine)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4301);
/* harmony import */ var _kept_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3117);


const SPINNER = ['|', '/', '-', '\\'];
/** Between its brackets. */
const BAR = { least: 10, most: 30 };
/** What a name gets of the line before anything else is left out. */
const NAME = { least: 16, share: 0.4 };
/**
 * The line at the bottom of a terminal: one piece of work with a bar where its size is known, else with a spinner; of
 * several their sum and their names. What has no room is left out, the time left first.
 * @param columns it is never wider; characters beyond ASCII are taken for two columns, as the widest of them have
 * @param turn how often it was drawn: turns the spinner
 */
function statusLine(works, columns, turn) {
    const spinner = SPINNER[turn % SPINNER.length] ?? '';
    const [work, ...more] = works;
    if (!work)
        return '';
    return more.length > 0 ? several(works, columns, spinner) : one(work, columns, spinner);
}
function one(work, columns, spinner) {
    const { note, totalBytes: total } = work;
    const size = sizeOf(work);
    const [rate, left, elapsed] = [rateOf(work), leftOf(work), time(work.elapsedMs)];
    const name = cut(work.what, Math.max(NAME.least, Math.floor(columns * NAME.share)));
    if (total === undefined || size === undefined || isPast(work)) {
        const told = [...(note === '' ? [] : [note]), ...(size ?? []), ...rate, elapsed];
        const lines = [told, [...(size ?? []), ...rate, elapsed], [...(size ?? []), elapsed], [elapsed], []];
        return firstThatFits(lines.map((parts) => [`${spinner} ${name}`, ...parts].join('  ')), columns);
    }
    const rests = [[...size, ...rate, ...left], [...size, ...rate], size];
    const lines = rests.map((rest) => {
        const room = columns - width([name, '[]', ...rest].join('  '));
        return [name, bar((work.doneBytes ?? 0) / total, Math.min(room, BAR.most)), ...rest].join('  ');
    });
    return firstThatFits([...lines, [name, ...size].join('  '), name], columns);
}
/** A bar of so many columns between brackets; where it would say nothing it is too wide for any line. */
function bar(share, columns) {
    const inner = Math.max(BAR.least, columns);
    const full = Math.floor(Math.min(1, share) * inner);
    return `[${'#'.repeat(full)}${'-'.repeat(inner - full)}]`;
}
function several(works, columns, spinner) {
    const sized = works.filter((work) => work.totalBytes !== undefined && !isPast(work));
    const sum = (of) => sized.reduce((bytes, work) => bytes + (of(work) ?? 0), 0);
    const together = {
        doneBytes: sum(({ doneBytes }) => doneBytes),
        totalBytes: sum(({ totalBytes }) => totalBytes),
        bytesPerSecond: sum(({ bytesPerSecond }) => bytesPerSecond),
    };
    const size = sized.length > 0 ? [...(sizeOf(together) ?? []), ...rateOf(together)] : [];
    const names = works.map(({ what }) => what).join(', ');
    const head = [`${spinner} ${works.length} at once`, ...size].join(', ');
    return cut(`${head}: ${names}`, columns);
}
/** One line of a log: how far it is. */
function progressLine(work) {
    const size = sizeOf(work);
    const left = leftOf(work).map((text) => `${text} left`);
    const far = size ? [...size, ...rateOf(work), ...(isPast(work) ? [] : left)] : [];
    const note = work.note === '' ? [] : [work.note];
    return `${work.what}: ${[...note, ...(far.length > 0 ? far : [`${time(work.elapsedMs)} so far`])].join(', ')}`;
}
/** One line of a log: it is done. */
function endLine({ what, doneBytes, elapsedMs }) {
    if (doneBytes === undefined)
        return `${what}: done in ${time(elapsedMs)}`;
    const rate = rateOf({ bytesPerSecond: elapsedMs > 0 ? (doneBytes / elapsedMs) * 1000 : undefined });
    return `${what}: ${[`${(0,_kept_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeText */ .lP)(doneBytes)} in ${time(elapsedMs)}`, ...rate].join(', ')}`;
}
/** Whether there are more bytes than were announced, or none were: how many there will be is not known then. */
function isPast({ doneBytes = 0, totalBytes = 0 }) {
    return totalBytes === 0 || doneBytes > totalBytes;
}
/** `1.9 of 3.8 MB`, `840 kB of 3.8 MB`, `1.9 MB`. */
function sizeOf({ doneBytes, totalBytes }) {
    if (doneBytes === undefined)
        return undefined;
    const done = (0,_kept_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeText */ .lP)(doneBytes);
    if (totalBytes === undefined || isPast({ doneBytes, totalBytes }))
        return [done];
    const total = (0,_kept_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeText */ .lP)(totalBytes);
    const [amount = '', unit = ''] = done.split(' ');
    return [`${total.endsWith(` ${unit}`) ? amount : done} of ${total}`];
}
function rateOf({ bytesPerSecond }) {
    return bytesPerSecond === undefined ? [] : [`${(0,_kept_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeText */ .lP)(bytesPerSecond)}/s`];
}
function leftOf({ doneBytes, totalBytes, bytesPerSecond = 0 }) {
    if (doneBytes === undefined || totalBytes === undefined || bytesPerSecond < 1)
        return [];
    return [time(((totalBytes - doneBytes) / bytesPerSecond) * 1000)];
}
/** `5 s`, `2 min 5 s`, `3 h`: it changes once a second. */
function time(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p)(milliseconds);
}
/** The last one, cut, where none fits. */
function firstThatFits(lines, columns) {
    return lines.find((line) => width(line) <= columns) ?? cut(lines.at(-1) ?? '', columns);
}
const ELLIPSIS = '...';
/** A text of so many columns at most. */
function cut(text, columns) {
    if (width(text) <= columns)
        return text;
    let [kept, room] = ['', columns - ELLIPSIS.length];
    for (const character of text) {
        room -= width(character);
        if (room < 0)
            break;
        kept += character;
    }
    return `${kept}${ELLIPSIS}`.slice(0, Math.max(0, columns));
}
/** Columns that a text takes at most: nothing beyond ASCII is wider than two for each code point. */
function width(text) {
    let columns = 0;
    for (const character of text)
        columns += character.length === 1 && character <= '~' ? 1 : 2;
    return columns;
}


/***/ })

};
;